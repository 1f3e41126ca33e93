/** How a slider's way from 0 to 1 stands for a value. */
export interface SliderScale {
  toSlider(value: number): number;
  fromSlider(position: number): number;
  /** The value that one press on − (-1) or + (1) leads to. */
  nudge(value: number, direction: -1 | 1): number;
}

/** Share of a curved slider's way that − and + go. */
const NUDGE = 0.02;

export function linearScale(low: number, high: number, step: number): SliderScale {
  const onStep = (value: number) => Number((Math.round(value / step) * step).toPrecision(12));
  return {
    toSlider: (value) => share((value - low) / (high - low)),
    fromSlider: (position) => onStep(low + position * (high - low)),
    nudge: (value, direction) => onStep(value + direction * step),
  };
}

/** For factors: as much way from 1 to 2 as from 2 to 4. Both ends above 0. */
export function logScale(low: number, high: number): SliderScale {
  const length = Math.log(high / low);
  return curved(
    (value) => Math.log(Math.max(value, low) / low) / length,
    (position) => low * Math.exp(position * length),
  );
}

/**
 * For pixel values: fine around `centre`, where the sky background is, and coarse out to the
 * bright stars, which are thousands of `width` away.
 */
export function asinhScale(
  centre: number,
  width: number,
  low: number,
  high: number,
): SliderScale {
  const bend = (value: number) => Math.asinh((value - centre) / width);
  const start = bend(low);
  const length = bend(high) - start;
  return curved(
    (value) => (bend(value) - start) / length,
    (position) => centre + width * Math.sinh(start + position * length),
  );
}

function curved(
  toPosition: (value: number) => number,
  toValue: (position: number) => number,
): SliderScale {
  const toSlider = (value: number) => share(toPosition(value));
  const fromSlider = (position: number) => readable(toValue(position));
  return {
    toSlider,
    fromSlider,
    nudge: (value, direction) => fromSlider(share(toSlider(value) + direction * NUDGE)),
  };
}

/** Four digits: more would be noise that the slider's pixels cannot choose. */
function readable(value: number): number {
  return Number(value.toPrecision(4));
}

function share(position: number): number {
  return Math.min(1, Math.max(0, Number.isFinite(position) ? position : 0));
}
