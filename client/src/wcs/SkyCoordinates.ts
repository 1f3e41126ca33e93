import type { LinearTransform } from './LinearTransform';
import type { Projection } from './Projection';
import type { Sky } from './Sky';
import type { SkyFrame } from './SkyFrame';
import type { SkyPoint, SphericalRotation } from './SphericalRotation';

/** The sky of one header: from FITS pixels (first pixel centre = 1) to the sky and back. */
export class SkyCoordinates implements Sky {
  constructor(
    readonly frame: SkyFrame,
    private readonly linear: LinearTransform,
    private readonly projection: Projection,
    private readonly rotation: SphericalRotation,
    /** True when the first axis is the latitude. */
    private readonly swapped: boolean,
  ) {}

  toSky(x: number, y: number): SkyPoint | undefined {
    const [first, second] = this.linear.toPlane(x, y);
    const native = this.swapped
      ? this.projection.toSphere(second, first)
      : this.projection.toSphere(first, second);
    return native && this.rotation.toSky(native);
  }

  toPixel(sky: SkyPoint): readonly [number, number] | undefined {
    const plane = this.projection.toPlane(this.rotation.toNative(sky));
    if (!plane) {
      return undefined;
    }
    return this.swapped
      ? this.linear.toPixel(plane[1], plane[0])
      : this.linear.toPixel(plane[0], plane[1]);
  }
}
