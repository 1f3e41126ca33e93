import { describe, expect, it } from 'vitest';
import { ImageModel } from '../../src/api/ImageModel';
import { tileQuery } from '../../src/api/TileQuery';
import { defaultSettings } from '../../src/state/RenderSettings';
import { model } from './models';

describe('a tile query', () => {
  it('says nothing that the image says already', () => {
    const image = model('noise_1061x983_f32.fits');
    expect(tileQuery(image, defaultSettings(image))).toBe('FIF=noise_1061x983_f32.fits&CHAN=1');
  });

  it('ends with the version of the pictures where the server tells one', () => {
    const image = model('noise_1061x983_f32.fits', { picture_version: '0a1b' });
    const settings = { ...defaultSettings(image), invert: true };
    expect(tileQuery(image, settings)).toBe('FIF=noise_1061x983_f32.fits&CHAN=1&INV&VER=0a1b');
  });

  it('says what differs, always in the same order', () => {
    const image = model('cube5_f32.fits');
    const settings = {
      ...defaultSettings(image),
      invert: true,
      quality: 80,
      gamma: 1,
      brightness: -5,
      contrast: 2,
      colourMap: 'jet' as const,
      mode: 'single' as const,
      channel: 3,
      cuts: new Map([
        [3, [-1.5, 1e-7] as const],
        [1, [0, 1] as const],
      ]),
    };
    expect(tileQuery(image, settings)).toBe(
      'FIF=cube5_f32.fits&CHAN=3&CMP=jet&MINMAX=3:-1.5,1e-7&CNT=2&BRT=-5&GAM=1&QLT=80&INV',
    );
  });

  it('mixes three channels as red, green and blue, pushed by the saturation', () => {
    const image = model('cube3_planar_colour.fits');
    expect(tileQuery(image, defaultSettings(image))).toBe(
      'FIF=cube3_planar_colour.fits' +
        '&MIX=1:1.3333,-0.1667,-0.1667&MIX=2:-0.1667,1.3333,-0.1667&MIX=3:-0.1667,-0.1667,1.3333',
    );
    expect(tileQuery(image, { ...defaultSettings(image), saturation: 1 })).toBe(
      'FIF=cube3_planar_colour.fits&MIX=1:1,0,0&MIX=2:0,1,0&MIX=3:0,0,1',
    );
  });

  it('makes colours linear before they are mixed', () => {
    const image = model('cube3_planar_colour.fits');
    const settings = {
      ...defaultSettings(image),
      saturation: 1,
      gamma: 2,
      colours: new Map([[2, '#ff8000']]),
    };
    expect(tileQuery(image, settings)).toContain('&MIX=2:1,0.252,0&GAM=2');
  });

  it('keeps paths readable and everything else encoded', () => {
    const image = new ImageModel('a b/c+d&e.fits', model('size_769x300.fits').info);
    expect(tileQuery(image, defaultSettings(image))).toMatch(/^FIF=a%20b\/c%2Bd%26e\.fits&/);
  });
});
