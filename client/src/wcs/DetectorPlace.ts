/** A range as `INFO` writes it: first, last, step. FITS style, first > last when flipped. */
export type Slice = readonly [first: number, last: number, step: number];

/** A pair of slices: columns and rows. */
export type Slices = readonly [x: Slice, y: Slice];

/** Where an image stands in the frame, and how the pixels of both belong together. */
export class DetectorPlace {
  readonly #x: Axis;
  readonly #y: Axis;

  /**
   * @param data part of the image that is shown (`dataslice`)
   * @param detector the place it fills (`detslice`)
   * @param origin what the first column and row of the frame are called in `detector`
   */
  constructor(data: Slices, detector: Slices, origin: readonly [number, number]) {
    this.#x = new Axis(data[0], detector[0], origin[0]);
    this.#y = new Axis(data[1], detector[1], origin[1]);
  }

  /** Pixel of the image that is shown at a pixel of the frame; both may lie between pixels. */
  toImage(x: number, y: number): readonly [number, number] {
    return [this.#x.toImage(x), this.#y.toImage(y)];
  }

  toFrame(x: number, y: number): readonly [number, number] {
    return [this.#x.toFrame(x), this.#y.toFrame(y)];
  }

  /** How far outside a position of the frame lies, in pixels; 0 inside. */
  distance(x: number, y: number): number {
    return Math.hypot(this.#x.distance(x), this.#y.distance(y));
  }

  contains(x: number, y: number): boolean {
    return this.#x.contains(x) && this.#y.contains(y);
  }
}

class Axis {
  /** Image pixel = start + step · frame pixel. The step is -1 where the image is flipped. */
  readonly #start: number;
  readonly #step: number;
  /** Outer edges in the frame: half a pixel beyond the centres of the border pixels. */
  readonly #low: number;
  readonly #high: number;

  constructor([dataFirst, dataLast]: Slice, [first, last]: Slice, origin: number) {
    // Both ends tell the direction. The step that comes with a range of one pixel varies.
    this.#step = direction(dataFirst, dataLast) * direction(first, last);
    const frameFirst = first - origin + 1;
    this.#start = dataFirst - this.#step * frameFirst;
    this.#low = Math.min(first, last) - origin + 0.5;
    this.#high = Math.max(first, last) - origin + 1.5;
  }

  toImage(frame: number): number {
    return this.#start + this.#step * frame;
  }

  toFrame(image: number): number {
    return (image - this.#start) / this.#step;
  }

  contains(frame: number): boolean {
    return frame >= this.#low && frame < this.#high;
  }

  distance(frame: number): number {
    return Math.max(0, this.#low - frame, frame - this.#high);
  }
}

function direction(first: number, last: number): 1 | -1 {
  return last < first ? -1 : 1;
}
