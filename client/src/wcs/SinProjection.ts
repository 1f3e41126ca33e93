import type { NativePoint, Projection } from './Projection';
import { acosd, atan2d, cosd, sind } from './angles';

const RADIAN = 180 / Math.PI;

/** Orthographic: what radio interferometers draw. Reaches one half of the sphere. */
export class SinProjection implements Projection {
  readonly referenceLatitude = 90;

  toSphere(x: number, y: number): NativePoint | undefined {
    const radius = Math.hypot(x, y) / RADIAN;
    return radius > 1 ? undefined : { phi: atan2d(x, -y), theta: acosd(radius) };
  }

  toPlane({ phi, theta }: NativePoint): readonly [number, number] | undefined {
    if (theta < 0) {
      return undefined;
    }
    const radius = RADIAN * cosd(theta);
    return [radius * sind(phi), -radius * cosd(phi)];
  }
}
