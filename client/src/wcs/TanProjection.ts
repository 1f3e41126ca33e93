import type { NativePoint, Projection } from './Projection';
import { atan2d, cosd, sind } from './angles';

const RADIAN = 180 / Math.PI;

/** Gnomonic: what an ideal telescope draws. Reaches one half of the sphere. */
export class TanProjection implements Projection {
  readonly referenceLatitude = 90;

  toSphere(x: number, y: number): NativePoint {
    return { phi: atan2d(x, -y), theta: atan2d(RADIAN, Math.hypot(x, y)) };
  }

  toPlane({ phi, theta }: NativePoint): readonly [number, number] | undefined {
    if (theta <= 0) {
      return undefined;
    }
    const radius = (RADIAN * cosd(theta)) / sind(theta);
    return [radius * sind(phi), -radius * cosd(phi)];
  }
}
