import type { NativePoint, Projection } from './Projection';
import { signedAngle } from './angles';

/** Plate carrée: longitude and latitude as they are. All-sky maps often use it. */
export class CarProjection implements Projection {
  readonly referenceLatitude = 0;

  toSphere(x: number, y: number): NativePoint | undefined {
    return Math.abs(y) > 90 || Math.abs(x) > 360 ? undefined : { phi: x, theta: y };
  }

  toPlane({ phi, theta }: NativePoint): readonly [number, number] {
    return [signedAngle(phi), theta];
  }
}
