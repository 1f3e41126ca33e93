import type { NativePoint } from './Projection';
import { acosd, asind, atan2d, cosd, positiveAngle, signedAngle, sind } from './angles';

/** Position on the sky in degrees, in the frame of the header. */
export interface SkyPoint {
  readonly longitude: number;
  readonly latitude: number;
}

/** Where the native pole lies on the sky, and the native longitude of the celestial pole. */
interface Pole extends SkyPoint {
  readonly phi: number;
}

/**
 * Turns the native sphere of a projection onto the sky.
 *
 * Follows Calabretta & Greisen 2002 (A&A 395, 1077), section 2.4, in the notation of its equations
 * 2, 5 and 8 to 10.
 */
export class SphericalRotation {
  private constructor(private readonly pole: Pole) {}

  /**
   * @param reference sky position of the reference point (`CRVAL`)
   * @param referenceLatitude its native latitude
   * @param lonPole `LONPOLE`; undefined for its default
   * @param latPole `LATPOLE`
   * @return undefined when no pole fits these numbers
   */
  static of(
    reference: SkyPoint,
    referenceLatitude: number,
    lonPole: number | undefined,
    latPole: number,
  ): SphericalRotation | undefined {
    const phi = lonPole ?? (reference.latitude >= referenceLatitude ? 0 : 180);
    if (referenceLatitude === 90) {
      return new SphericalRotation({ ...reference, phi });
    }
    const pole = celestialPole(reference, referenceLatitude, phi, latPole);
    return pole && new SphericalRotation(pole);
  }

  toSky({ phi, theta }: NativePoint): SkyPoint {
    const { longitude, latitude, phi: phiPole } = this.pole;
    const turn = phi - phiPole;
    const x = sind(theta) * cosd(latitude) - cosd(theta) * sind(latitude) * cosd(turn);
    const y = -cosd(theta) * sind(turn);
    const z = sind(theta) * sind(latitude) + cosd(theta) * cosd(latitude) * cosd(turn);
    return {
      longitude: positiveAngle(longitude + atan2d(y, x)),
      latitude: atan2d(z, Math.hypot(x, y)),
    };
  }

  toNative(sky: SkyPoint): NativePoint {
    const { longitude, latitude, phi: phiPole } = this.pole;
    const turn = sky.longitude - longitude;
    const delta = sky.latitude;
    const x = sind(delta) * cosd(latitude) - cosd(delta) * sind(latitude) * cosd(turn);
    const y = -cosd(delta) * sind(turn);
    const z = sind(delta) * sind(latitude) + cosd(delta) * cosd(latitude) * cosd(turn);
    return {
      phi: signedAngle(phiPole + atan2d(y, x)),
      theta: atan2d(z, Math.hypot(x, y)),
    };
  }
}

function celestialPole(
  reference: SkyPoint,
  theta0: number,
  phi: number,
  latPole: number,
): Pole | undefined {
  const { longitude: alpha0, latitude: delta0 } = reference;
  const base = atan2d(sind(theta0), cosd(theta0) * cosd(phi));
  const spread = acosd(sind(delta0) / Math.sqrt(1 - (cosd(theta0) * sind(phi)) ** 2));
  // Two poles may fit; LATPOLE says which one is meant.
  const latitude = [signedAngle(base + spread), signedAngle(base - spread)]
    .filter((candidate) => Math.abs(candidate) <= 90 + 1e-9)
    .sort((a, b) => Math.abs(a - latPole) - Math.abs(b - latPole))[0];
  if (latitude === undefined) {
    return undefined;
  }
  return { longitude: positiveAngle(poleLongitude()), latitude, phi };

  function poleLongitude(): number {
    if (Math.abs(delta0) === 90) {
      return alpha0;
    }
    if (Math.abs(latitude!) >= 90 - 1e-9) {
      return latitude! > 0 ? alpha0 + phi - 180 : alpha0 - phi;
    }
    const sine = (sind(phi) * cosd(theta0)) / cosd(delta0);
    const cosine =
      (sind(theta0) - sind(latitude!) * sind(delta0)) / (cosd(latitude!) * cosd(delta0));
    return alpha0 - atan2d(sine, cosine);
  }
}

/** Angle between two sky positions, in degrees; exact for close ones too. */
export function separation(a: SkyPoint, b: SkyPoint): number {
  const half = (angle: number) => sind(angle / 2) ** 2;
  const chord =
    half(a.latitude - b.latitude) +
    cosd(a.latitude) * cosd(b.latitude) * half(a.longitude - b.longitude);
  return 2 * asind(Math.sqrt(chord));
}
