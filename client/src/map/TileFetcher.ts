import { ApiError } from '../api/ApiError';

/** What a canvas draws as one tile. */
export type TileImage = ImageBitmap | HTMLCanvasElement;

/** Gets tiles as images that all have the full tile size. */
export class TileFetcher {
  constructor(
    private readonly tileWidth: number,
    private readonly tileHeight: number,
  ) {}

  /** Rejects with an `ApiError` when the server refuses, `AbortError` when no longer wanted. */
  async fetch(url: string, signal: AbortSignal): Promise<TileImage> {
    const response = await fetch(url, { signal });
    if (!response.ok) {
      throw await ApiError.fromResponse(response);
    }
    const picture = await createImageBitmap(await response.blob());
    return picture.width === this.tileWidth && picture.height === this.tileHeight
      ? picture
      : this.#padded(picture);
  }

  /** A tile with nothing on it, for one that could not be had. */
  blank(): TileImage {
    return this.#canvas();
  }

  /**
   * The map stretches every tile over its whole cell. A border tile is smaller than that, so it is
   * laid on a transparent one of full size: its pixels then stay as large as their neighbours.
   */
  #padded(picture: ImageBitmap): TileImage {
    const canvas = this.#canvas();
    canvas.getContext('2d')?.drawImage(picture, 0, 0);
    picture.close();
    return canvas;
  }

  #canvas(): HTMLCanvasElement {
    const canvas = document.createElement('canvas');
    canvas.width = this.tileWidth;
    canvas.height = this.tileHeight;
    return canvas;
  }
}
