/** Tiles across and down. */
export type GridSize = readonly [columns: number, rows: number];

/**
 * Geometry of the server's pyramid.
 *
 * Resolution 0 is the coarsest. A pixel of resolution r stands for 2^(levels-1-r) image pixels each
 * way; where a side is odd the last one or few image pixels have no place in the coarser levels,
 * as the server rounds sizes down. Tiles count from the top left, row by row, and those at the
 * border are cut to what is left.
 */
export class PixelPyramid {
  constructor(
    readonly width: number,
    readonly height: number,
    readonly tileWidth: number,
    readonly tileHeight: number,
    readonly levels: number,
  ) {}

  /** Image pixels per pixel of resolution `r`. */
  scale(r: number): number {
    return 2 ** (this.levels - 1 - r);
  }

  /** Size in pixels of resolution `r`. */
  size(r: number): readonly [number, number] {
    const scale = this.scale(r);
    return [
      Math.max(1, Math.floor(this.width / scale)),
      Math.max(1, Math.floor(this.height / scale)),
    ];
  }

  grid(r: number): GridSize {
    const [width, height] = this.size(r);
    return [Math.ceil(width / this.tileWidth), Math.ceil(height / this.tileHeight)];
  }

  /** The server's number of the tile in `column` and `row` from the top left. */
  index(r: number, column: number, row: number): number {
    return row * this.grid(r)[0] + column;
  }
}
