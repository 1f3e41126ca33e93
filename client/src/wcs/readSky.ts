import type { Header } from '../api/ImageModel';
import { HeaderCards } from './HeaderCards';
import { LinearTransform } from './LinearTransform';
import { PROJECTIONS } from './projections';
import { SkyCoordinates } from './SkyCoordinates';
import { latitudeOf, skyFrame } from './SkyFrame';
import { SphericalRotation } from './SphericalRotation';

/** What a header says about the sky: coordinates, or why there are none. */
export type SkyReading =
  | { readonly sky: SkyCoordinates; readonly note: '' }
  | {
      readonly sky: undefined;
      readonly note: string;
      /** True where the header does not speak of the sky, false where it is not understood. */
      readonly isAbsent: boolean;
    };

const DEGREES_PER_UNIT: Readonly<Record<string, number>> = {
  '': 1,
  deg: 1,
  degree: 1,
  degrees: 1,
  arcmin: 1 / 60,
  arcsec: 1 / 3600,
  mas: 1 / 3_600_000,
  rad: 180 / Math.PI,
};

/**
 * Reads the celestial coordinates of a header.
 *
 * A projection or a distortion that is not known here gives no coordinates at all, and a sentence
 * about it: a position that is slightly wrong is worse than none.
 */
export function readSky(header: Header): SkyReading {
  const cards = new HeaderCards(header);
  const axes = [1, 2].map((axis) => parseType(cards.text(`CTYPE${axis}`)));
  const [first, second] = axes;
  if (!first || !second) {
    return {
      ...none(
        cards.text('CTYPE1') === '' ? 'No sky coordinates in this image' : 'Not a map of the sky',
      ),
      isAbsent: true,
    };
  }
  const swapped = latitudeOf(second.name) === first.name;
  if (!swapped && latitudeOf(first.name) !== second.name) {
    return none(`${first.name} and ${second.name} are not a longitude and a latitude`);
  }
  const create = PROJECTIONS[first.code];
  if (!create || first.code !== second.code) {
    return none(`Projection ${first.code} is not supported yet`);
  }
  const distortion = distortionOf(first.suffix, first.code, cards);
  if (distortion) {
    return none(`${distortion} distortion is not supported yet`);
  }
  const units = [1, 2].map((axis) => DEGREES_PER_UNIT[cards.text(`CUNIT${axis}`).toLowerCase()]);
  const [unitX, unitY] = units;
  if (unitX === undefined || unitY === undefined) {
    return none(`Unit ${cards.text('CUNIT1')} is not an angle`);
  }
  const linear = LinearTransform.of(cards, unitX, unitY);
  const values = [(cards.number('CRVAL1') ?? 0) * unitX, (cards.number('CRVAL2') ?? 0) * unitY];
  const projection = create();
  const rotation = SphericalRotation.of(
    { longitude: values[swapped ? 1 : 0]!, latitude: values[swapped ? 0 : 1]! },
    projection.referenceLatitude,
    cards.number('LONPOLE'),
    cards.number('LATPOLE') ?? 90,
  );
  if (!linear || !rotation) {
    return none('The sky coordinates of this image contradict themselves');
  }
  const frame = skyFrame(swapped ? second.name : first.name, cards);
  return { sky: new SkyCoordinates(frame, linear, projection, rotation, swapped), note: '' };
}

function none(note: string): SkyReading & { readonly sky: undefined } {
  return { sky: undefined, note, isAbsent: false };
}

/** `RA---TAN-SIP` is name RA, code TAN, suffix SIP. */
function parseType(
  text: string,
): { readonly name: string; readonly code: string; readonly suffix: string } | undefined {
  const parts = /^([A-Z]{2,4})-+([A-Z]{3})(?:-([A-Z0-9]{3}))?$/.exec(text);
  return parts ? { name: parts[1]!, code: parts[2]!, suffix: parts[3] ?? '' } : undefined;
}

/** Name of a distortion that would move the coordinates; undefined when there is none. */
function distortionOf(suffix: string, code: string, cards: HeaderCards): string | undefined {
  if (suffix !== '') {
    return suffix;
  }
  if (cards.has('A_ORDER') && cards.has('B_ORDER')) {
    // Many programs write SIP polynomials without saying so in CTYPE.
    return 'SIP';
  }
  // SIN has parameters of its own; in TAN they can only be the polynomials that SCAMP writes.
  const identity = (keyword: string) => (/^PV[12]_1$/.test(keyword) ? 1 : 0);
  const polynomial = cards
    .keywords()
    .filter((keyword) => /^PV[12]_\d+$/.test(keyword))
    .filter((keyword) => ![0, identity(keyword)].includes(cards.number(keyword) ?? 0));
  return polynomial.length > 0 ? `${code} with PV` : undefined;
}
