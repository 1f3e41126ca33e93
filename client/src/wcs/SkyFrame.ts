import type { HeaderCards } from './HeaderCards';

/** How a celestial frame names its axes. */
export interface SkyFrame {
  /** Name shown to a reader, such as "ICRS" or "Galactic". */
  readonly name: string;
  readonly longitude: string;
  readonly latitude: string;
  /** True where the longitude is read in hours. */
  readonly inHours: boolean;
}

const FRAMES: Readonly<Record<string, Omit<SkyFrame, 'inHours'>>> = {
  GLON: { name: 'Galactic', longitude: 'l', latitude: 'b' },
  ELON: { name: 'Ecliptic', longitude: 'λ', latitude: 'β' },
  HLON: { name: 'Helioecliptic', longitude: 'λ', latitude: 'β' },
  SLON: { name: 'Supergalactic', longitude: 'SGL', latitude: 'SGB' },
  HPLN: { name: 'Helioprojective', longitude: 'θx', latitude: 'θy' },
  HGLN: { name: 'Heliographic', longitude: 'lon', latitude: 'lat' },
};

/** The latitude axis that belongs to longitude axis `name`; undefined when that is none. */
export function latitudeOf(name: string): string | undefined {
  if (name === 'RA') {
    return 'DEC';
  }
  return /^.LON$|^..LN$/.test(name) ? name.replace('LON', 'LAT').replace('LN', 'LT') : undefined;
}

export function skyFrame(longitudeAxis: string, cards: HeaderCards): SkyFrame {
  if (longitudeAxis === 'RA') {
    return { name: equatorialName(cards), longitude: 'RA', latitude: 'Dec', inHours: true };
  }
  const known = FRAMES[longitudeAxis];
  return {
    ...(known ?? { name: longitudeAxis, longitude: 'lon', latitude: 'lat' }),
    inHours: false,
  };
}

/** RADESYS, else what the equinox implies: FITS standard 4.0, section 8.3. */
function equatorialName(cards: HeaderCards): string {
  const equinox = cards.number('EQUINOX') ?? cards.number('EPOCH');
  const system =
    cards.text('RADESYS') ||
    cards.text('RADECSYS') ||
    (equinox === undefined ? 'ICRS' : equinox < 1984 ? 'FK4' : 'FK5');
  if (equinox === undefined || !/^FK[45]/.test(system)) {
    return system;
  }
  return `${system} ${equinox < 1984 ? 'B' : 'J'}${equinox}`;
}
