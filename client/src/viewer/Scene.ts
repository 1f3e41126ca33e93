import type { ImageModel } from '../api/ImageModel';
import type { ImageMap } from '../map/ImageMap';
import type { RenderSettings } from '../state/RenderSettings';
import { imageSky } from '../wcs/MosaicSky';
import { ViewGeometry } from './ViewGeometry';

/** An image on the screen, and what it takes to look at it. */
export class Scene {
  readonly geometry: ViewGeometry;

  constructor(
    readonly model: ImageModel,
    private readonly map: ImageMap,
  ) {
    this.geometry = new ViewGeometry(map, model, imageSky(model));
  }

  /** All that makes the view, as plain data for scripts and tests. */
  snapshot({ cuts, colours, ...rest }: RenderSettings): Record<string, unknown> {
    const place = this.geometry.place();
    return {
      image: this.model.path,
      ...rest,
      cuts: Object.fromEntries(cuts),
      colours: Object.fromEntries(colours),
      pixel: this.map.center,
      resolution: this.map.resolution,
      center: place?.center,
      fov: place?.fov,
    };
  }
}
