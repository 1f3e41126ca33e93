import { describe, expect, it } from 'vitest';
import { readSky } from '../../src/wcs/readSky';
import { degrees, hours } from '../../src/wcs/sexagesimal';
import { separation } from '../../src/wcs/SphericalRotation';
import references from '../fixtures/wcs-reference.json';

/** Reference points carry ten decimals of a degree; this is 0.4 milliarcseconds. */
const TOLERANCE = 1e-7;

const supported = references.filter(({ file }) => !/sip|decam/.test(file));

describe('sky coordinates', () => {
  it.each(supported)('of $file agree with WCSLIB', ({ header, points }) => {
    const { sky, note } = readSky(header);
    expect(note).toBe('');
    for (const [x, y, longitude, latitude] of points as number[][]) {
      const found = sky!.toSky(x!, y!)!;
      const expected = { longitude: longitude!, latitude: latitude! };
      expect(separation(found, expected)).toBeLessThan(TOLERANCE);
    }
  });

  it.each(supported)('of $file come back to the same pixel', ({ header, points }) => {
    const { sky } = readSky(header);
    for (const [x, y] of points as number[][]) {
      const [backX, backY] = sky!.toPixel(sky!.toSky(x!, y!)!)!;
      expect(backX).toBeCloseTo(x!, 5);
      expect(backY).toBeCloseTo(y!, 5);
    }
  });

  it('are refused with a sentence where a distortion is not known', () => {
    const note = (name: string) =>
      readSky(references.find(({ file }) => file.includes(name))!.header as object as never).note;
    expect(note('sip_ccdproc')).toBe('SIP distortion is not supported yet');
    expect(note('decam_z')).toBe('Projection TPV is not supported yet');
  });

  it('see the polynomials that SCAMP hides in a TAN header', () => {
    const header = { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CD1_1: 1, CD2_2: 1, PV1_1: 1.0 };
    expect(readSky(header).note).toBe('');
    expect(readSky({ ...header, PV1_7: -0.004 }).note).toContain('PV');
  });

  it('are absent, not wrong, for other headers', () => {
    expect(readSky({}).note).toBe('No sky coordinates in this image');
    expect(readSky({ CTYPE1: 'Solar-x', CTYPE2: 'Solar-y' }).note).toBe('Not a map of the sky');
    expect(readSky({ CTYPE1: 'RA---HPX', CTYPE2: 'DEC--HPX' }).note).toContain('HPX');
    const flat = { CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CD1_1: 1, CD1_2: 1, CD2_1: 1, CD2_2: 1 };
    expect(readSky(flat).note).toContain('contradict');
  });

  it('read a header whose axes are exchanged', () => {
    const { sky } = readSky({
      CTYPE1: 'DEC--TAN',
      CTYPE2: 'RA---TAN',
      CRVAL1: 41,
      CRVAL2: 10,
      CRPIX1: 5,
      CRPIX2: 5,
      CDELT1: 0.001,
      CDELT2: 0.001,
    });
    expect(sky!.toSky(5, 5)).toEqual({ longitude: 10, latitude: 41 });
    expect(sky!.toSky(6, 5)!.latitude).toBeCloseTo(41.001, 9);
  });

  it('name the frame', () => {
    const name = (header: object) =>
      readSky({ CTYPE1: 'RA---TAN', CTYPE2: 'DEC--TAN', CD1_1: 1, CD2_2: 1, ...header }).sky!.frame
        .name;
    expect(name({})).toBe('ICRS');
    expect(name({ EQUINOX: 2000 })).toBe('FK5 J2000');
    expect(name({ EQUINOX: 1950 })).toBe('FK4 B1950');
    expect(name({ RADESYS: 'ICRS', EQUINOX: 2000 })).toBe('ICRS');
    expect(name({ CTYPE1: 'GLON-TAN', CTYPE2: 'GLAT-TAN' })).toBe('Galactic');
  });
});

describe('sexagesimal angles', () => {
  it('carry instead of showing sixty', () => {
    expect(hours(359.99999999, 2)).toBe('00 00 00.00');
    expect(degrees(-0.99999999999, 1)).toBe('−01 00 00.0');
  });

  it('keep the sign below one degree', () => {
    expect(degrees(-0.5, 1)).toBe('−00 30 00.0');
    expect(degrees(0, 0)).toBe('+00 00 00');
    expect(hours(83.633083, 2)).toBe('05 34 31.94');
  });
});
