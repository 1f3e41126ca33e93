import { describe, expect, it } from 'vitest';
import { PermaLink } from '../../src/state/PermaLink';
import { defaultSettings } from '../../src/state/RenderSettings';
import { model } from './models';

const cube = model('cube5_f32.fits');

describe('a permanent link', () => {
  it('brings back every setting', () => {
    const settings = {
      ...defaultSettings(cube),
      mode: 'colour' as const,
      channel: 4,
      colourMap: 'hot' as const,
      cuts: new Map([
        [2, [-3.25, 700] as const],
        [5, [0, 1e30] as const],
      ]),
      colours: new Map([
        [1, '#ff8000'],
        [5, '#0010ff'],
      ]),
      saturation: 0.8,
      brightness: 12,
      contrast: 0.5,
      gamma: 1,
      quality: 60,
      invert: true,
    };
    const place = { center: [150.25, -2.5], fov: 0.125 } as const;
    const link = new PermaLink(PermaLink.of(cube, settings, place));
    expect(link.image).toBe('cube5_f32.fits');
    expect(link.place).toEqual(place);
    expect(link.settings(cube)).toEqual(settings);
  });

  it('is short where nothing was changed', () => {
    const place = { center: [12, 7], fov: 400 } as const;
    expect(PermaLink.of(cube, { ...defaultSettings(cube), mode: 'single' }, place)).toBe(
      '?image=cube5_f32.fits&center=12,7&fov=400&mode=single&channel=1',
    );
  });

  it('keeps the cuts of a picture, changed and taken away', () => {
    const picture = model('cube5_f32.fits', {
      image_name: 'm31.PNG',
      channels: 3,
      header: { BITPIX: 8 },
    });
    const opened = new PermaLink('?image=m31.PNG').settings(picture);
    expect(opened).toMatchObject({ mode: 'colour', gamma: 1, saturation: 1 });
    expect(opened.cuts.get(2)).toEqual([0, 255]);
    expect(PermaLink.of(picture, opened, undefined)).not.toContain('cuts');
    for (const cuts of [new Map(), new Map([[1, [5, 90] as const]])]) {
      const link = new PermaLink(PermaLink.of(picture, { ...opened, cuts }, undefined));
      expect(link.settings(picture).cuts).toEqual(cuts);
    }
  });

  it('ignores what the image does not have and what makes no sense', () => {
    const link = new PermaLink(
      '?image=x&center=here&fov=-1&mode=sepia&channel=9&cmp=rainbow&cuts=7:1,2;1:a,b;2&mix=3:red&gam=x',
    );
    expect(link.place).toEqual({});
    expect(link.settings(cube)).toEqual(defaultSettings(cube));
  });

  it('takes the words of VisiOmatic 3', () => {
    expect(new PermaLink('?mode=mono').settings(cube).mode).toBe('single');
    expect(new PermaLink('?mode=color').settings(cube).mode).toBe('colour');
    expect(new PermaLink('?channel=3').settings(cube)).toMatchObject({
      mode: 'single',
      channel: 3,
    });
  });
});
