import type { Projection } from 'ol/proj';
import DataTileSource from 'ol/source/DataTile';
import TileGrid from 'ol/tilegrid/TileGrid';
import { ApiError } from '../api/ApiError';
import type { PixelPyramid } from './PixelPyramid';
import { TileFetcher, type TileImage } from './TileFetcher';

/** Pause before a tile that failed is asked for again, in milliseconds. */
const SECOND_TRY = 1500;

/** Where a source gets its tiles and tells its troubles. */
export interface PyramidSourceOptions {
  readonly pyramid: PixelPyramid;
  /** How many resolutions there are to draw from, counted from the coarsest. */
  readonly resolutions: number;
  readonly projection: Projection;
  /** Address of tile `index` of resolution `r` in the drawing that is current. */
  readonly tileUrl: (r: number, index: number) => string;
  readonly onError: (error: ApiError) => void;
}

/** Tiles of one image. Map coordinates are image pixels, (0, 0) the outer bottom left corner. */
export class PyramidSource extends DataTileSource {
  #drawing = 0;
  #wanted = new AbortController();
  #smooth = true;

  constructor(options: PyramidSourceOptions) {
    const { pyramid, projection } = options;
    const fetcher = new TileFetcher(pyramid.tileWidth, pyramid.tileHeight);
    super({
      projection,
      tileGrid: gridOf(pyramid, options.resolutions),
      // Tiles replace each other at once: a fade would flicker at each change of the cuts.
      transition: 0,
      wrapX: false,
      zDirection: sharperLevel,
      loader: (z, x, y, { signal }) =>
        this.#load(
          fetcher,
          () => options.tileUrl(z, pyramid.index(z, x, y)),
          signal,
          options.onError,
        ),
    });
    this.setKey('0');
  }

  /**
   * Drops the requests that are under way and asks for all tiles again. The old tiles stay on the
   * screen until the new ones are there.
   */
  redraw(): void {
    this.#wanted.abort();
    this.#wanted = new AbortController();
    // A fresh key each time: under a key that was used before, the map would find the tiles whose
    // requests were dropped, and take them for failed ones.
    this.#drawing += 1;
    this.setKey(String(this.#drawing));
  }

  /** Whether pixels are blended on the screen; false shows each as a crisp square. */
  set smooth(smooth: boolean) {
    this.#smooth = smooth;
  }

  override getInterpolate(): boolean {
    return this.#smooth;
  }

  /** Drops all requests. */
  override disposeInternal(): void {
    this.#wanted.abort();
    super.disposeInternal();
  }

  async #load(
    fetcher: TileFetcher,
    url: () => string,
    signal: AbortSignal | undefined,
    onError: (error: ApiError) => void,
  ): Promise<TileImage> {
    const wanted = this.#wanted.signal;
    const either = signal ? AbortSignal.any([wanted, signal]) : wanted;
    try {
      return await this.#twice(() => fetcher.fetch(url(), either));
    } catch (error) {
      if (either.aborted) {
        throw error;
      }
      onError(error instanceof ApiError ? error : ApiError.unreachable());
      // The hole is drawn as one: a failed tile would keep the outdated one on the screen.
      return fetcher.blank();
    }
  }

  /** Tries again, once, what a server that is busy or just starting may yet give. */
  async #twice(get: () => Promise<TileImage>): Promise<TileImage> {
    try {
      return await get();
    } catch (error) {
      const final = error instanceof ApiError && error.status > 0 && error.status < 500;
      if (final || (error as Error).name === 'AbortError') {
        throw error;
      }
      await new Promise((done) => setTimeout(done, SECOND_TRY));
      return get();
    }
  }
}

function gridOf(pyramid: PixelPyramid, resolutions: number): TileGrid {
  const levels = Array.from({ length: Math.min(resolutions, pyramid.levels) }, (_, r) => r);
  return new TileGrid({
    origin: [0, pyramid.height],
    resolutions: levels.map((r) => pyramid.scale(r)),
    tileSizes: levels.map(() => [pyramid.tileWidth, pyramid.tileHeight]),
    // Said outright: computed from the extent, an odd side would ask for tiles that do not exist.
    sizes: levels.map((r) => [...pyramid.grid(r)]),
  });
}

/** Chooses the level whose pixels come closest to those of the screen, which may be a dense one. */
function sharperLevel(resolution: number, coarser: number, finer: number): number {
  return resolution / window.devicePixelRatio - Math.sqrt(coarser * finer);
}
