import type { ImageModel } from '../api/ImageModel';
import type { ImageMap, PixelPosition } from '../map/ImageMap';
import type { Compass, ViewShare } from '../panels/OverviewPanel';
import type { Reading } from '../panels/ReadoutPanel';
import type { ViewPlace } from '../state/PermaLink';
import type { SkyCoordinates } from '../wcs/SkyCoordinates';
import { positiveAngle, signedAngle } from '../wcs/angles';

/** Step on the sky by which directions are found, in pixels. */
const STEP = 1;

/** Puts together what the map knows about the screen and the header knows about the sky. */
export class ViewGeometry {
  constructor(
    private readonly map: ImageMap,
    private readonly model: ImageModel,
    private readonly sky: SkyCoordinates | undefined,
  ) {}

  /** Centre and width of the view; undefined while the centre is off the sky. */
  place(): ViewPlace | undefined {
    const [x, y] = this.map.center;
    const width = this.map.screen[0];
    if (!this.sky) {
      const fov = Number((this.map.resolution * width).toPrecision(6));
      return { center: [rounded(x, 2), rounded(y, 2)], fov };
    }
    const point = this.sky.toSky(x, y);
    const perPixel = this.perPixel();
    if (!point || perPixel === undefined) {
      return undefined;
    }
    return {
      center: [rounded(point.longitude, 7), rounded(point.latitude, 7)],
      fov: Number((perPixel * width).toPrecision(6)),
    };
  }

  /** Moves the map to a place; what is not given, or not on the image plane, stays. */
  goTo({ center, fov }: Partial<ViewPlace>): void {
    if (center) {
      const pixel = this.sky
        ? this.sky.toPixel({ longitude: center[0], latitude: center[1] })
        : center;
      if (pixel) {
        this.map.center = pixel;
      }
    }
    if (fov) {
      const [x, y] = this.map.center;
      const scale = this.sky ? this.sky.pixelScale(x, y) : 1;
      if (scale !== undefined) {
        this.map.resolution = fov / scale / this.map.screen[0];
      }
    }
  }

  reading(position: PixelPosition | undefined): Reading {
    const [x, y] = position ?? this.map.center;
    return { pointed: position !== undefined, x, y, sky: this.sky?.toSky(x, y) };
  }

  /** Degrees per screen pixel at the centre; undefined without a sky. */
  perPixel(): number | undefined {
    const [x, y] = this.map.center;
    const scale = this.sky?.pixelScale(x, y);
    return scale === undefined ? undefined : scale * this.map.resolution;
  }

  /** The view as a part of the image. */
  share(): ViewShare {
    const { width, height } = this.model;
    const [x, y] = this.map.center;
    const wide = (this.map.screen[0] * this.map.resolution) / width;
    const high = (this.map.screen[1] * this.map.resolution) / height;
    return {
      left: (x - 0.5) / width - wide / 2,
      top: 1 - (y - 0.5) / height - high / 2,
      width: wide,
      height: high,
    };
  }

  /** Moves the centre to a share of the image, from its top left corner. */
  goToShare(right: number, down: number): void {
    this.map.center = [right * this.model.width + 0.5, (1 - down) * this.model.height + 0.5];
  }

  /** Where north and east point at the centre; undefined without a sky, and at its poles. */
  compass(): Compass | undefined {
    const [x, y] = this.map.center;
    const here = this.sky?.toSky(x, y);
    const scale = this.sky?.pixelScale(x, y);
    if (!this.sky || !here || scale === undefined || Math.abs(here.latitude) > 89.99) {
      return undefined;
    }
    const step = STEP * scale;
    const eastward = step / Math.cos((here.latitude * Math.PI) / 180);
    const north = this.sky.toPixel({ ...here, latitude: here.latitude + step });
    const east = this.sky.toPixel({
      ...here,
      longitude: positiveAngle(here.longitude + eastward),
    });
    const direction = (to: readonly [number, number]) =>
      signedAngle((Math.atan2(to[0] - x, to[1] - y) * 180) / Math.PI);
    return north && east && { north: direction(north), east: direction(east) };
  }
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
