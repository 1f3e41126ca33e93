import { describe, expect, it } from 'vitest';
import { type HduAnswer, type Header, ImageModel } from '../../src/api/ImageModel';
import { imageSky, MosaicSky } from '../../src/wcs/MosaicSky';
import { pixelScale } from '../../src/wcs/Sky';
import { separation, type SkyPoint } from '../../src/wcs/SphericalRotation';
import references from '../fixtures/mosaic-reference.json';
import { model } from './models';

/** Reference points carry ten decimals of a degree; this is 0.4 milliarcseconds. */
const TOLERANCE = 1e-7;

const [amplifiers, panels] = references as unknown as [Mosaic, Mosaic];

interface Mosaic {
  readonly file: string;
  readonly header: Header;
  readonly images: readonly (HduAnswer & { readonly points: number[][] })[];
}

const skyOf = ({ header, images }: { header: object; images: readonly object[] }) =>
  new MosaicSky(header as Header, images as readonly HduAnswer[]);

const TAN = { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CD1_1: -1e-4, CD2_2: 1e-4, CRPIX1: 1, CRPIX2: 1 };

/** One image of made-up mosaics, 10 pixels wide and high. */
const image = (detslice: number[][], header: object) => ({
  dataslice: [[1, 10, 1], [1, 10, 1]],
  detslice,
  header,
});

const placed = (x: number, y: number, header: object) =>
  image([[x, x + 9, 1], [y, y + 9, 1]], { DETSEC: `[${x}:${x + 9},${y}:${y + 9}]`, ...header });

describe.each(references as unknown as Mosaic[])('the sky of $file', (mosaic) => {
  const sky = skyOf(mosaic);

  it('is that of each image, as WCSLIB finds it', () => {
    for (const { dataslice, detslice, points, name } of mosaic.images) {
      let compared = 0;
      for (const [x, y, longitude, latitude] of points as [number, number, number, number][]) {
        const frame = [x, y].map(
          (at, axis) => detslice[axis]![0] + (at - dataslice[axis]![0]) * detslice[axis]![2],
        ) as [number, number];
        const spot = sky.at(...frame);
        // Corners of the overscan lie under a neighbour, or outside.
        if (spot.extension!.name === name) {
          const found = spot.sky!.toSky(...frame)!;
          expect(separation(found, { longitude, latitude })).toBeLessThan(TOLERANCE);
          const [backX, backY] = spot.sky!.toPixel(found)!;
          expect(backX).toBeCloseTo(frame[0], 5);
          expect(backY).toBeCloseTo(frame[1], 5);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(3);
    }
  });
});

describe('the sky of amplifiers with DETSEC', () => {
  const sky = skyOf(amplifiers);
  const at = (x: number, y: number) => sky.at(x, y).sky!.toSky(x, y)!;
  const across = (a: SkyPoint, b: SkyPoint) => separation(a, b) * 3600;
  const step = across(at(300, 1000), at(301, 1000));

  it('goes on across the borders of columns', () => {
    expect(step).toBeCloseTo(0.2, 3);
    for (const y of [1, 700, 2000, 2001, 3300, 4000]) {
      expect(across(at(509, y), at(510, y))).toBeCloseTo(step, 3);
    }
    expect(across(at(509.499999, 77), at(509.500001, 77))).toBeLessThan(1e-3);
  });

  it('keeps the step that the headers themselves make', () => {
    // The upper half disagrees with the lower by three rows. WCSLIB too finds the touching rows of
    // C00 and C10 two rows apart and exchanged.
    for (const x of [1, 400, 509, 510, 1018]) {
      expect(across(at(x, 2000), at(x, 2001))).toBeCloseTo(2 * step, 3);
      expect(across(at(x, 1999), at(x, 2002))).toBeLessThan(1e-3);
    }
  });

  it('names the amplifier', () => {
    expect(sky.at(509.4, 2000.4).extension).toEqual({ name: 'C00', detail: 'HDU 1' });
    expect(sky.at(509.5, 2000.4).extension?.name).toBe('C01');
    expect(sky.at(509.4, 2000.5).extension?.name).toBe('C10');
  });

  it('is that of the frame for what concerns all of it', () => {
    expect(separation(sky.whole!.toSky(40, 50)!, at(40, 50))).toBeLessThan(TOLERANCE);
  });
});

describe('the sky of images laid side by side', () => {
  const sky = skyOf(panels);

  it('has nothing that holds for all', () => {
    expect(sky.whole).toBeUndefined();
    expect(pixelScale(sky.at(600, 500).sky!, 600, 500)! * 3600).toBeCloseTo(1, 3);
  });

  it('is none where no image is', () => {
    const { sky: none, note, extension } = sky.at(2000, 500);
    expect(none).toBeUndefined();
    expect(note).toBe('No sky coordinates between images');
    expect(extension?.name).toBe('No image here');
  });

  it('is never borrowed from the header of the frame', () => {
    const [first, second] = panels.images;
    const images = [first!, { ...second!, header: { EXTNAME: 'NOISE' } }];
    const { sky: none, note, extension } = skyOf({ ...panels, images }).at(600, 500);
    expect(none).toBeUndefined();
    expect(note).toBe('No sky coordinates in this image');
    expect(extension?.name).toBe('M17_2');
  });
});

describe('the sky of a mosaic', () => {
  const images = [placed(101, 201, TAN), placed(121, 201, {})];
  const header = { ...TAN, CRVAL1: 10, CRVAL2: 20 };

  it('counts from the lowest section', () => {
    const { sky, extension } = skyOf({ header, images }).at(1, 1);
    expect(sky!.toSky(1, 1)!.latitude).toBeCloseTo(0, 9);
    expect(extension).toEqual({ name: 'Image 1', detail: '' });
  });

  it('takes the header of the frame where an image has no sky, and says so', () => {
    const { sky, extension } = skyOf({ header, images }).at(25, 5);
    expect(sky!.toSky(1, 1)!.longitude).toBeCloseTo(10, 9);
    expect(extension).toEqual({ name: 'Image 2', detail: 'sky of the whole frame' });
  });

  it('takes that of the nearest detector in a gap, and says so', () => {
    const both = [placed(1, 1, TAN), placed(21, 1, { ...TAN, CRVAL1: 50 })];
    const sky = skyOf({ header, images: both });
    expect(sky.at(14, 5).extension).toEqual({
      name: 'No detector here',
      detail: 'by Image 1, the nearest',
    });
    expect(sky.at(17, 5).sky!.toSky(21, 1)!.longitude).toBeCloseTo(50, 9);
  });

  it('borrows nothing when one image has no DETSEC', () => {
    const loose = image([[1, 10, 1], [1, 10, 1]], { DATASEC: '[1:10,1:10]' });
    const sky = skyOf({ header, images: [...images, loose] });
    expect(sky.whole).toBeUndefined();
    expect(sky.at(125, 205).note).toBe('No sky coordinates in this image');
  });

  it('shows the later image where two overlap', () => {
    const sky = skyOf({ header, images: [placed(1, 1, TAN), placed(6, 1, TAN)] });
    expect(sky.at(5, 5).extension?.name).toBe('Image 1');
    expect(sky.at(6, 5).extension?.name).toBe('Image 2');
  });

  it('follows flips along both axes', () => {
    const flipped = image([[20, 11, -1], [10, 1, -1]], { DETSEC: '[20:11,10:1]', ...TAN });
    const { sky } = skyOf({ header, images: [placed(1, 1, TAN), flipped] }).at(18, 9);
    const [x, y] = sky!.toPixel({ longitude: 0, latitude: 0 })!;
    expect(x).toBeCloseTo(20, 9);
    expect(y).toBeCloseTo(10, 9);
    expect(sky!.toSky(18, 10)!.longitude).toBeCloseTo(360 - 2e-4, 9);
    expect(sky!.toSky(20, 7.5)!.latitude).toBeCloseTo(2.5e-4, 9);
  });

  it('is that of the frame where flipped headers agree with it', () => {
    const turned = { ...TAN, CD1_1: 1e-4, CD2_2: -1e-4, CRPIX1: 20, CRPIX2: 10 };
    const flipped = image([[20, 11, -1], [10, 1, -1]], { DETSEC: '[20:11,10:1]', ...turned });
    const sky = skyOf({ header: TAN, images: [placed(1, 1, TAN), flipped] });
    for (const [x, y] of [[1, 1], [10.49, 3.2], [10.5, 3.2], [11, 1], [20.4, 10.4]] as const) {
      const apart = separation(sky.at(x, y).sky!.toSky(x, y)!, sky.whole!.toSky(x, y)!);
      expect(apart).toBeLessThan(1e-9);
    }
  });

  it('follows a data section that is written backwards', () => {
    const backwards = {
      ...image([[11, 20, 1], [1, 10, 1]], { DETSEC: '[11:20,1:10]', ...TAN }),
      dataslice: [[12, 3, -1], [1, 10, 1]],
    };
    const { sky } = skyOf({ header, images: [placed(1, 1, TAN), backwards] }).at(11, 1);
    expect(sky!.toSky(11, 1)!.longitude).toBeCloseTo(360 - 11e-4, 8);
  });

  it('tells of a projection that is not known', () => {
    const sky = imageSky(model('mosaic_2x2.fits'));
    const note = 'Projection TPV is not supported yet';
    expect(sky.whole).toBeUndefined();
    for (const [x, y] of [[50, 40], [150, 120], [101.5, 40]] as const) {
      expect(sky.at(x, y)).toMatchObject({ sky: undefined, note });
    }
    expect(sky.at(150, 120).extension).toEqual({ name: 'CCD4', detail: 'Image 4' });
  });
});

describe('the sky of one image', () => {
  it('is the same everywhere, without the name of an extension', () => {
    const { info } = model('noise_1061x983_f32.fits');
    const sky = imageSky(new ImageModel('a.fits', { ...info, header }));
    expect(sky.at(1, 1).sky).toBe(sky.whole);
    expect(sky.at(1, 1).extension).toBeUndefined();
  });

  const header = TAN;
});
