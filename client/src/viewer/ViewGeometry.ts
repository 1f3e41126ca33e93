import type { ImageModel } from '../api/ImageModel';
import type { ImageMap, PixelPosition } from '../map/ImageMap';
import type { Compass, ViewShare } from '../panels/OverviewPanel';
import type { Reading } from '../panels/ReadoutPanel';
import type { ViewPlace } from '../state/PermaLink';
import { type ImageSky, pixelScale, type Sky } from '../wcs/Sky';
import { positiveAngle, signedAngle } from '../wcs/angles';

/** Step on the sky by which directions are found, in pixels. */
const STEP = 1;

/**
 * Puts together what the map knows about the screen and the headers know about the sky.
 *
 * Places are told in the sky of the whole frame, so that they come back to the same pixel; where
 * images have nothing in common they are told in pixels.
 */
export class ViewGeometry {
  constructor(
    private readonly map: ImageMap,
    private readonly model: ImageModel,
    private readonly sky: ImageSky,
  ) {}

  /** Centre and width of the view; undefined while the centre is off the sky. */
  place(): ViewPlace | undefined {
    const [x, y] = this.map.center;
    const width = this.map.screen[0];
    const { whole } = this.sky;
    if (!whole) {
      const fov = Number((this.map.resolution * width).toPrecision(6));
      return { center: [rounded(x, 2), rounded(y, 2)], fov };
    }
    const point = whole.toSky(x, y);
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
      const { whole } = this.sky;
      const pixel = whole
        ? whole.toPixel({ longitude: center[0], latitude: center[1] })
        : center;
      if (pixel) {
        this.map.center = pixel;
      }
    }
    if (fov) {
      const [x, y] = this.map.center;
      const { whole } = this.sky;
      const scale = whole ? pixelScale(whole, x, y) : 1;
      if (scale !== undefined) {
        this.map.resolution = fov / scale / this.map.screen[0];
      }
    }
  }

  reading(position: PixelPosition | undefined): Reading {
    const [x, y] = position ?? this.map.center;
    const { sky, note, extension } = this.sky.at(x, y);
    return {
      pointed: position !== undefined,
      x,
      y,
      sky: sky?.toSky(x, y),
      frame: sky?.frame,
      note,
      extension,
    };
  }

  /** Degrees per screen pixel at the centre; undefined without a sky. */
  perPixel(): number | undefined {
    const [x, y] = this.map.center;
    const sky = this.#skyAtCenter();
    const scale = sky && pixelScale(sky, x, y);
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
    const sky = this.#skyAtCenter();
    const here = sky?.toSky(x, y);
    const scale = sky && pixelScale(sky, x, y);
    if (!sky || !here || scale === undefined || Math.abs(here.latitude) > 89.99) {
      return undefined;
    }
    const step = STEP * scale;
    const eastward = step / Math.cos((here.latitude * Math.PI) / 180);
    const north = sky.toPixel({ ...here, latitude: here.latitude + step });
    const east = sky.toPixel({
      ...here,
      longitude: positiveAngle(here.longitude + eastward),
    });
    const direction = (to: readonly [number, number]) =>
      signedAngle((Math.atan2(to[0] - x, to[1] - y) * 180) / Math.PI);
    return north && east && { north: direction(north), east: direction(east) };
  }

  /** The sky that holds for the view as a whole, else that of the image at its centre. */
  #skyAtCenter(): Sky | undefined {
    return this.sky.whole ?? this.sky.at(...this.map.center).sky;
  }
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
