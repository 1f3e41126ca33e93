/** A bar of a round length. */
export interface ScaleBarSize {
  /** Length on the screen, in pixels. */
  readonly width: number;
  readonly label: string;
}

const STEPS: readonly (readonly [unit: string, degrees: number, values: readonly number[]])[] = [
  ['mas', 1 / 3_600_000, [0.001, 0.01, 0.1, 1, 2, 5, 10, 20, 50, 100, 200, 500]],
  ['″', 1 / 3600, [1, 2, 5, 10, 20, 30]],
  ['′', 1 / 60, [1, 2, 5, 10, 20, 30]],
  ['°', 1, [1, 2, 5, 10, 20, 30, 60, 90]],
];

/**
 * The longest round bar that is not wider than `most` screen pixels.
 *
 * @param perPixel degrees per screen pixel; undefined where there is no sky
 * @param resolution image pixels per screen pixel
 */
export function scaleBar(
  perPixel: number | undefined,
  resolution: number,
  most: number,
): ScaleBarSize {
  if (perPixel === undefined) {
    const length = roundBelow(most * resolution);
    return { width: length / resolution, label: `${length} px` };
  }
  let best: ScaleBarSize = { width: most, label: '' };
  for (const [unit, degrees, values] of STEPS) {
    for (const value of values) {
      const width = (value * degrees) / perPixel;
      if (width <= most) {
        best = { width, label: unit === 'mas' ? `${value} mas` : `${value}${unit}` };
      }
    }
  }
  return best;
}

function roundBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = [5, 2, 1].find((candidate) => candidate * power <= value) ?? 1;
  return Number((digit * power).toPrecision(1));
}
