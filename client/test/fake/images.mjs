// The images of the fake server. All are made here, except those read from FITS_DIR.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFits } from './FitsFile.mjs';
import { Pyramid } from './Pyramid.mjs';

/** Same numbers on every run. */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function medianOf(values) {
  const sorted = Float32Array.from(values).sort();
  return sorted[sorted.length >> 1];
}

function statistics(plane) {
  const sample = plane.filter((value, index) => index % 7 === 0 && Number.isFinite(value));
  const level = medianOf(sample);
  const mad = medianOf(sample.map((value) => Math.abs(value - level)));
  return { level, mad };
}

class FakeImage {
  constructor({ name, object, width, height, planes, header, tile, cuts, images }) {
    this.name = name;
    this.pyramid = new Pyramid(width, height, planes, tile);
    const found = planes.map(statistics);
    this.cuts = cuts ?? found.map(({ level, mad }) => [level - 2 * mad, level + 400 * mad]);
    const levels = found.map(({ level }) => level);
    const mads = found.map(({ mad }) => mad);
    const whole = { SIMPLE: true, NAXIS: 3, NAXIS1: width, NAXIS2: height, NAXIS3: planes.length };
    this.info = {
      type: 'visiomatic',
      version: '4.0',
      image_name: name,
      object_name: object,
      full_size: [width, height],
      tile_size: this.pyramid.tile,
      tile_levels: this.pyramid.count,
      channels: planes.length,
      bits_per_channel: 32,
      brightness: 0,
      contrast: 1,
      color_saturation: 1.5,
      gamma: 2.2,
      quality: 95,
      header: { ...whole, ...header },
      images: (images ?? [{ header: { ...whole, ...header } }]).map((image) => ({
        size: [width, height, planes.length],
        dataslice: [[1, width, 1], [1, height, 1]],
        detslice: [[1, width, 1], [1, height, 1]],
        background_level: levels,
        background_mad: mads,
        min_max: this.cuts,
        ...image,
      })),
      min_max: this.cuts,
      background_level: levels,
      background_mad: mads,
    };
  }
}

/** A spiral galaxy among stars, in three bands. */
function galaxy(name) {
  const [width, height] = [1500, 1100];
  const random = randomFrom(11);
  const noise = () => random() + random() + random() + random() - 2;
  const planes = [0, 1, 2].map(() => new Float32Array(width * height));
  const [cx, cy] = [760, 520];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const u = (x - cx) * 0.94 + (y - cy) * 0.34;
      const v = (-(x - cx) * 0.34 + (y - cy) * 0.94) * 1.75;
      const r = Math.hypot(u, v) + 1;
      const arm = Math.max(0, Math.cos(2 * (Math.atan2(v, u) - 2.6 * Math.log(r / 30)))) ** 3;
      const disc = 90 * Math.exp(-r / 150);
      const bulge = 900 * Math.exp(-((r / 14) ** 0.62));
      const young = arm * disc * Math.min(1, r / 70);
      const at = y * width + x;
      planes[0][at] = 100 + 0.75 * disc + bulge + 0.75 * young + 3 * noise();
      planes[1][at] = 100 + 0.55 * disc + 0.72 * bulge + 1.05 * young + 3 * noise();
      planes[2][at] = 100 + 0.36 * disc + 0.45 * bulge + 1.7 * young + 3 * noise();
    }
  }
  for (let star = 0; star < 420; star++) {
    const [x0, y0] = [random() * width, random() * height];
    const flux = 40 * (1 / (random() + 0.002)) ** 1.15;
    const warm = random();
    const bands = [0.55 + 0.75 * warm, 0.95, 1.35 - 0.85 * warm];
    const reach = Math.ceil(Math.min(40, 6 + Math.sqrt(flux) / 4));
    for (let y = Math.max(0, Math.floor(y0) - reach); y < Math.min(height, y0 + reach); y++) {
      for (let x = Math.max(0, Math.floor(x0) - reach); x < Math.min(width, x0 + reach); x++) {
        const profile = flux * (1 + ((x - x0) ** 2 + (y - y0) ** 2) / 3.2) ** -2.6;
        planes.forEach((plane, c) => (plane[y * width + x] += bands[c] * profile));
      }
    }
  }
  const header = {
    OBJECT: 'Synthetic spiral',
    BUNIT: 'ADU',
    CTYPE1: 'RA---TAN',
    CTYPE2: 'DEC--TAN',
    CUNIT1: 'deg',
    CUNIT2: 'deg',
    CRVAL1: 184.74,
    CRVAL2: 47.304,
    CRPIX1: 750.5,
    CRPIX2: 550.5,
    CD1_1: -7.55e-5,
    CD1_2: 1.33e-5,
    CD2_1: 1.33e-5,
    CD2_2: 7.55e-5,
    RADESYS: 'ICRS',
  };
  return new FakeImage({ name, object: header.OBJECT, width, height, planes, header });
}

/** Grey of image pixel (x, y), both from 0 at the top left: neighbours always differ. */
export function patternValue(x, y) {
  return (x * 37 + y * 101) % 256;
}

/** A picture whose every pixel tells where it is. Odd sides, tiles that are not square, no sky. */
function pattern(name) {
  const [width, height] = [1003, 777];
  const plane = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      plane[y * width + x] = patternValue(x, y);
    }
  }
  return new FakeImage({
    name,
    object: '',
    width,
    height,
    planes: [plane],
    header: {},
    tile: [200, 120],
    cuts: [[0, 255]],
  });
}

/** A ramp of any size and number of channels. */
function ramp(width, height, channels) {
  return (name) => {
    const planes = Array.from({ length: channels }, (_, c) =>
      Float32Array.from({ length: width * height }, (_, at) => c + at),
    );
    const cuts = planes.map((_, c) => [c - 1, c + width * height]);
    return new FakeImage({ name, object: '', width, height, planes, header: {}, cuts });
  };
}

/** Two images of different fields side by side, the second one lower. */
function panels(name) {
  const plane = Float32Array.from({ length: 600 * 300 }, (_, at) => at % 600);
  const image = (hdu, left, height, longitude) => ({
    hdu,
    name: `FIELD${hdu}`,
    size: [300, height, 1],
    dataslice: [[1, 300, 1], [1, height, 1]],
    detslice: [[left, left + 299, 1], [1, height, 1]],
    header: {
      CTYPE1: 'RA---TAN',
      CTYPE2: 'DEC--TAN',
      CRVAL1: longitude,
      CRVAL2: 30,
      CRPIX1: 150,
      CRPIX2: 100,
      CDELT1: -0.001,
      CDELT2: 0.001,
    },
  });
  const images = [image(1, 1, 300, 90), image(2, 301, 200, 180)];
  const { header } = images[0];
  const size = { width: 600, height: 300 };
  return new FakeImage({ name, object: '', ...size, planes: [plane], header, images });
}

/** Real sky: every file of FITS_DIR is a channel. */
function real(name, files) {
  const folder = process.env.FITS_DIR;
  const paths = files.map((file) => join(folder ?? '', file));
  if (!folder || !paths.every(existsSync)) {
    return undefined;
  }
  const parts = paths.map(readFits);
  const { header, width, height } = parts[0];
  const planes = parts.flatMap(({ planes }) => planes);
  return new FakeImage({ name, object: header.OBJECT ?? '', width, height, planes, header });
}

const MAKERS = {
  'm/galaxy.fits': galaxy,
  'pattern.fits': pattern,
  'one_pixel.fits': ramp(1, 1, 1),
  'row.fits': ramp(1000, 1, 1),
  'column.fits': ramp(1, 1000, 2),
  'long_cube.fits': ramp(40, 30, 101),
  'panels.fits': panels,
  'slow.fits': galaxy,
  'early.fits': galaxy,
  'broken.fits': galaxy,
  'real/galactic_centre.fits': (name) =>
    real(name, ['gc_2mass_k.fits', 'gc_2mass_h.fits', 'gc_2mass_j.fits']),
  'real/w5.fits': (name) => real(name, ['w5_wise_12um.fits']),
};

const made = new Map();

/** The image of that name; undefined when there is none. */
export function image(name) {
  if (!made.has(name)) {
    made.set(name, MAKERS[name]?.(name));
  }
  return made.get(name);
}
