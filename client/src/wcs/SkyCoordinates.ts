import type { LinearTransform } from './LinearTransform';
import type { Projection } from './Projection';
import type { SkyFrame } from './SkyFrame';
import { separation, type SkyPoint, type SphericalRotation } from './SphericalRotation';

/** From FITS pixels (first pixel centre = 1) to the sky and back. */
export class SkyCoordinates {
  constructor(
    readonly frame: SkyFrame,
    private readonly linear: LinearTransform,
    private readonly projection: Projection,
    private readonly rotation: SphericalRotation,
    /** True when the first axis is the latitude. */
    private readonly swapped: boolean,
  ) {}

  /** Sky position of a pixel; undefined off the sky. */
  toSky(x: number, y: number): SkyPoint | undefined {
    const [first, second] = this.linear.toPlane(x, y);
    const native = this.swapped
      ? this.projection.toSphere(second, first)
      : this.projection.toSphere(first, second);
    return native && this.rotation.toSky(native);
  }

  /** Pixel of a sky position; undefined where the projection does not reach. */
  toPixel(sky: SkyPoint): readonly [number, number] | undefined {
    const plane = this.projection.toPlane(this.rotation.toNative(sky));
    if (!plane) {
      return undefined;
    }
    return this.swapped
      ? this.linear.toPixel(plane[1], plane[0])
      : this.linear.toPixel(plane[0], plane[1]);
  }

  /** Degrees per pixel along x around a pixel; undefined off the sky. */
  pixelScale(x: number, y: number): number | undefined {
    const left = this.toSky(x - 0.5, y);
    const right = this.toSky(x + 0.5, y);
    const scale = left && right && separation(left, right);
    return scale !== undefined && scale > 0 ? scale : undefined;
  }
}
