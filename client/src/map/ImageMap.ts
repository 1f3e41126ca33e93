import Map from 'ol/Map';
import View from 'ol/View';
import { defaults as defaultInteractions } from 'ol/interaction/defaults';
import TileLayer from 'ol/layer/Tile';
import Projection from 'ol/proj/Projection';
import type { ApiClient } from '../api/ApiClient';
import type { ApiError } from '../api/ApiError';
import type { ImageModel } from '../api/ImageModel';
import { PixelPyramid } from './PixelPyramid';
import { PyramidSource } from './PyramidSource';

/** FITS pixel position: the centre of the bottom left pixel is (1, 1). */
export type PixelPosition = readonly [x: number, y: number];

/** What the map tells its owner. */
export interface ImageMapListener {
  /** Tiles are being asked for. */
  onLoading(): void;
  /** All tiles of the view are drawn. */
  onIdle(): void;
  onTileError(error: ApiError): void;
  /** The view has moved, or is moving. */
  onView(): void;
  /** The view has come to rest. */
  onRest(): void;
  /** The pointer is over a place of the image plane, or has left the map. */
  onPointer(position: PixelPosition | undefined): void;
}

type PyramidLayer = TileLayer<PyramidSource>;

/** One image pixel per screen pixel. */
const NATIVE = 1;

/** Screen pixels per image pixel at the deepest zoom. */
const DEEPEST_ZOOM = 64;

/** Share of the map that a whole image covers. */
const FIT_SHARE = 0.94;

/** Coarser levels that are kept at hand below the view, for what comes in while panning. */
const PRELOAD = 2;

/** The map of one image after another. Positions are FITS pixels. */
export class ImageMap {
  readonly map: Map;
  #source: PyramidSource | undefined;
  #model: ImageModel | undefined;
  #query = '';

  constructor(
    private readonly target: HTMLElement,
    private readonly api: ApiClient,
    private readonly listener: ImageMapListener,
  ) {
    this.map = new Map({
      target,
      controls: [],
      interactions: defaultInteractions({ altShiftDragRotate: false, pinchRotate: false }),
    });
    this.map.on('pointermove', (event) => {
      this.listener.onPointer(event.dragging ? undefined : this.#pointed(event.pixel));
    });
    target.addEventListener('pointerleave', () => this.listener.onPointer(undefined));
    this.map.on('moveend', () => this.#source && this.listener.onRest());
    this.map.on('rendercomplete', () => this.#source && this.listener.onIdle());
  }

  /**
   * Shows `model`, drawn as `query` says, the whole of it fitting the map.
   *
   * @param resolutions how many there are to draw from, counted from the coarsest.
   */
  show(model: ImageModel, query: string, resolutions: number): void {
    this.close();
    this.#model = model;
    this.#query = query;
    const { width, height } = model;
    const extent = [0, 0, width, height];
    // The map takes planes of the same code for the same plane, which those of one size are.
    const projection = new Projection({
      code: `VISIOMATIC:${width}x${height}`,
      units: 'pixels',
      extent,
    });
    const pyramid = pyramidOf(model);
    this.#source = this.#addLayer(pyramid, resolutions, projection);
    this.map.setView(this.#viewOf(projection, extent, pyramid.scale(0)));
    this.listener.onLoading();
  }

  /**
   * Draws from all resolutions from now on, as `query` says. What is on the screen stays there until
   * they are.
   */
  refine(query: string): void {
    if (this.#model) {
      this.#query = query;
      const coarse = this.map.getLayers().item(0) as PyramidLayer;
      const pyramid = pyramidOf(this.#model);
      const projection = this.map.getView().getProjection();
      this.#source = this.#addLayer(pyramid, pyramid.levels, projection);
      this.#source.smooth = isSmooth(this.resolution);
      this.map.once('rendercomplete', () => this.#drop(coarse));
    }
  }

  #drop(layer: PyramidLayer): void {
    this.map.removeLayer(layer);
    layer.getSource()?.dispose();
    layer.dispose();
  }

  #addLayer(pyramid: PixelPyramid, resolutions: number, projection: Projection): PyramidSource {
    const source = new PyramidSource({
      pyramid,
      resolutions,
      projection,
      tileUrl: (r, index) => this.api.tileUrl(this.#query, r, index),
      onError: (error) => this.listener.onTileError(error),
    });
    source.on('tileloadstart', () => this.listener.onLoading());
    const extent = projection.getExtent();
    this.map.addLayer(new TileLayer({ source, extent, preload: PRELOAD }));
    return source;
  }

  /** Draws the image in another way. */
  set query(query: string) {
    if (query !== this.#query && this.#source) {
      this.#query = query;
      this.listener.onLoading();
      this.#source.redraw();
    }
  }

  close(): void {
    for (const layer of [...this.map.getLayers().getArray()]) {
      this.#drop(layer as PyramidLayer);
    }
    this.#source = undefined;
    this.#model = undefined;
  }

  /** Lets go of the page while the viewer is not in it; `attach` takes it up again. */
  detach(): void {
    this.map.setTarget(undefined);
  }

  attach(): void {
    this.map.setTarget(this.target);
  }

  get center(): PixelPosition {
    return toFits(this.map.getView().getCenter() ?? [0, 0]);
  }

  set center(position: PixelPosition) {
    this.map.getView().setCenter([position[0] - 0.5, position[1] - 0.5]);
  }

  /** Image pixels per screen pixel. */
  get resolution(): number {
    return this.map.getView().getResolution() ?? 1;
  }

  set resolution(resolution: number) {
    this.map.getView().setResolution(resolution);
  }

  /** Size of the map on the screen. */
  get screen(): readonly [number, number] {
    const [width, height] = this.map.getSize() ?? [0, 0];
    return [Math.max(1, width ?? 0), Math.max(1, height ?? 0)];
  }

  /** Zooms in (positive) or out by that many powers of two. */
  zoomBy(steps: number): void {
    const view = this.map.getView();
    view.animate({ zoom: (view.getZoom() ?? 0) + steps, duration: 200 });
  }

  /** Shows one image pixel on one screen pixel. */
  showNative(): void {
    this.map.getView().animate({ resolution: NATIVE, duration: 250 });
  }

  /** Shows the whole image. */
  fit(): void {
    if (this.#model) {
      this.map.getView().animate({
        center: [this.#model.width / 2, this.#model.height / 2],
        resolution: this.#fitting(),
        duration: 250,
      });
    }
  }

  #viewOf(projection: Projection, extent: number[], coarsest: number): View {
    const fitting = this.#fitting();
    const view = new View({
      projection,
      center: [extent[2]! / 2, extent[3]! / 2],
      resolution: fitting,
      maxResolution: Math.max(2 * fitting, coarsest),
      minResolution: Math.min(fitting, NATIVE) / DEEPEST_ZOOM,
      extent,
      constrainOnlyCenter: true,
      smoothExtentConstraint: true,
      enableRotation: false,
    });
    const onChange = () => {
      if (this.#source) {
        this.#source.smooth = isSmooth(view.getResolution());
        this.listener.onView();
      }
    };
    view.on(['change:center', 'change:resolution'] as never, onChange as never);
    this.#source!.smooth = isSmooth(fitting);
    return view;
  }

  /** A pointer's position names the corner of a screen pixel; what a reader means is its middle. */
  #pointed(screen: readonly number[]): PixelPosition | undefined {
    const middle = [screen[0]! + 0.5, screen[1]! + 0.5];
    const coordinate = this.map.getCoordinateFromPixel(middle) as number[] | null;
    return coordinate ? toFits(coordinate) : undefined;
  }

  #fitting(): number {
    const [width, height] = this.screen;
    return Math.max(this.#model!.width / width, this.#model!.height / height) / FIT_SHARE;
  }
}

function pyramidOf({ width, height, info }: ImageModel): PixelPyramid {
  const [tileWidth, tileHeight] = info.tile_size;
  return new PixelPyramid(width, height, tileWidth, tileHeight, info.tile_levels);
}

/** Pixels larger than those of the screen, which may be a dense one, are shown as they are. */
function isSmooth(resolution = NATIVE): boolean {
  return resolution >= NATIVE / window.devicePixelRatio;
}

function toFits(coordinate: readonly number[]): PixelPosition {
  return [coordinate[0]! + 0.5, coordinate[1]! + 0.5];
}
