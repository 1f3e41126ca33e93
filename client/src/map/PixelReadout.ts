import type { ApiClient } from '../api/ApiClient';
import type { ImageModel } from '../api/ImageModel';

/** Values at one pixel, in the order of the channels that were asked for. */
export type PixelValues = readonly (number | null)[];

/** Least time between two requests while the pointer moves, in milliseconds. */
const PAUSE = 60;

/** Asks for pixel values no faster than needed, and tells only the latest answer. */
export class PixelReadout {
  #wanted = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #request = new AbortController();

  constructor(
    private readonly api: ApiClient,
    private readonly onValues: (values: PixelValues | undefined) => void,
  ) {}

  /** Asks for pixel (x, y). Nothing is sent again for the pixel that was asked for last. */
  ask(model: ImageModel, x: number, y: number, channels: readonly number[]): void {
    const key = `${model.path} ${x} ${y} ${channels.join(' ')}`;
    if (key === this.#wanted) {
      return;
    }
    this.#wanted = key;
    if (x < 1 || y < 1 || x > model.width || y > model.height) {
      this.#drop();
      this.onValues(undefined);
      return;
    }
    // Waits from the first move, not from the last: the value follows a pointer that never rests.
    this.#next = () => void this.#send(model, x, y, channels);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#next();
    }, PAUSE);
  }

  /** Forgets the pixel: the next question is sent whatever it is. */
  reset(): void {
    this.#wanted = '';
    this.#drop();
  }

  #next: () => void = () => undefined;

  #drop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#request.abort();
  }

  async #send(
    model: ImageModel,
    x: number,
    y: number,
    channels: readonly number[],
  ): Promise<void> {
    this.#request.abort();
    const request = new AbortController();
    this.#request = request;
    let values: PixelValues | undefined;
    try {
      values = await this.api.values(model.path, x, y, channels, request.signal);
    } catch {
      // A value that cannot be had is shown as none: the map itself tells of a lost server.
      values = undefined;
    }
    if (!request.signal.aborted) {
      this.onValues(values);
    }
  }
}
