import { describe, expect, it } from 'vitest';
import { ImageModel, type InfoAnswer } from '../../src/api/ImageModel';
import { model } from './models';

describe('an image model', () => {
  it('takes the cuts of a single image as they are', () => {
    const [low, high] = model('noise_1061x983_f32.fits').defaultCuts(1);
    expect(low).toBeCloseTo(86.9357, 4);
    expect(high).toBeCloseTo(2698.8367, 4);
  });

  it('takes the median over the extensions of a mosaic', () => {
    const mosaic = model('mosaic_2x2.fits');
    const lows = mosaic.info.images.map((image) => image.min_max[0]![0]).sort((a, b) => a - b);
    expect(mosaic.defaultCuts(1)[0]).toBeCloseTo((lows[1]! + lows[2]!) / 2, 9);
  });

  it('prefers what the server says about the whole frame', () => {
    const mosaic = model('mosaic_2x2.fits', {
      min_max: [[1, 2]],
      background_level: [3],
      background_mad: [4],
    });
    expect(mosaic.defaultCuts(1)).toEqual([1, 2]);
    expect(mosaic.backgroundLevel(1)).toBe(3);
    expect(mosaic.backgroundMad(1)).toBe(4);
  });

  it('is named after its object, else after its file', () => {
    expect(model('noise_1061x983_f32.fits').title).toBe('SYNTH-1');
    const info = { ...model('size_769x300.fits').info, object_name: ' ' };
    expect(new ImageModel('a/b/c.fits', info).title).toBe('c.fits');
  });

  it('tells finished RGB pictures from images of the sky', () => {
    const like = (image_name: string, channels: number, BITPIX: number) =>
      model('cube5_f32.fits', { image_name, channels, header: { BITPIX } }).pictureRange;
    expect(like('a.png', 3, 8)).toEqual([0, 255]);
    expect(like('a.tiff', 3, 16)).toEqual([0, 65535]);
    expect(like('a.tif', 3, -32)).toBeUndefined();
    expect(like('a.tif', 1, 8)).toBeUndefined();
    expect(like('a.fits', 3, 8)).toBeUndefined();
  });

  it('has the notes of the server, and none of servers that make none', () => {
    expect(model('noise_1061x983_f32.fits').notes).toEqual([]);
    const notes = ['HDU 2 is a table and was left out.'];
    expect(model('noise_1061x983_f32.fits', { notes }).notes).toEqual(notes);
  });

  it('refuses an answer that is not the description of an image', () => {
    expect(() => new ImageModel('a.fits', {} as InfoAnswer)).toThrow(/description/);
  });
});
