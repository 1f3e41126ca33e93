import { describe, expect, it } from 'vitest';
import { PixelPyramid } from '../../src/map/PixelPyramid';

describe('a pixel pyramid', () => {
  it('rounds sizes down and never below one', () => {
    const pyramid = new PixelPyramid(1000, 1, 256, 256, 3);
    expect([0, 1, 2].map((r) => pyramid.size(r))).toEqual([
      [250, 1],
      [500, 1],
      [1000, 1],
    ]);
  });

  it('has no tile for the odd column that a coarser level has lost', () => {
    const pyramid = new PixelPyramid(513, 513, 256, 256, 3);
    expect(pyramid.grid(2)).toEqual([3, 3]);
    expect(pyramid.grid(1)).toEqual([1, 1]);
    expect(pyramid.grid(0)).toEqual([1, 1]);
  });

  it('counts tiles from the top left, row by row', () => {
    const pyramid = new PixelPyramid(1003, 777, 200, 120, 4);
    expect(pyramid.grid(3)).toEqual([6, 7]);
    expect(pyramid.index(3, 0, 0)).toBe(0);
    expect(pyramid.index(3, 5, 0)).toBe(5);
    expect(pyramid.index(3, 0, 1)).toBe(6);
    expect(pyramid.index(3, 5, 6)).toBe(41);
  });
});
