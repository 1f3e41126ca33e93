import type { SkyFrame } from './SkyFrame';
import { separation, type SkyPoint } from './SphericalRotation';

/** From pixels (first pixel centre = 1) to the sky and back. */
export interface Sky {
  readonly frame: SkyFrame;

  /** Sky position of a pixel; undefined off the sky. */
  toSky(x: number, y: number): SkyPoint | undefined;

  /** Pixel of a sky position; undefined where the projection does not reach. */
  toPixel(point: SkyPoint): readonly [number, number] | undefined;
}

/** Degrees per pixel along x around a pixel; undefined off the sky. */
export function pixelScale(sky: Sky, x: number, y: number): number | undefined {
  const left = sky.toSky(x - 0.5, y);
  const right = sky.toSky(x + 0.5, y);
  const scale = left && right && separation(left, right);
  return scale !== undefined && scale > 0 ? scale : undefined;
}

/** What is known about the sky at one place of the frame. */
export interface SkySpot {
  /** Coordinates that hold there, in pixels of the frame. */
  readonly sky: Sky | undefined;
  /** Why there are no coordinates; '' when there are. */
  readonly note: string;
  /** The image of a mosaic at this place; undefined where the file has only one. */
  readonly extension?: Extension;
}

/** One image of a mosaic, as a reader knows it. */
export interface Extension {
  readonly name: string;
  /** Number, or what there is to know about the coordinates. */
  readonly detail: string;
}

/** The sky of everything that is on the map. */
export interface ImageSky {
  /** Coordinates that hold all over the frame; undefined when no such exist. */
  readonly whole: Sky | undefined;

  /** Coordinates at a pixel of the frame. */
  at(x: number, y: number): SkySpot;
}
