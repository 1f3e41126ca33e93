import { ApiError } from './ApiError';
import { ImageModel, type InfoAnswer } from './ImageModel';
import { encodeValue } from './encodeValue';

/** Either the image is there, or the server is still preparing it and tells where to listen. */
export type InfoResult =
  | { readonly kind: 'ready'; readonly model: ImageModel }
  | { readonly kind: 'pending'; readonly progressUrl: URL };

/** Speaks to the image server. One instance per server. */
export class ApiClient {
  constructor(
    /** Absolute address of the API, without a query. */
    readonly base: URL,
  ) {}

  /**
   * Asks for the description of an image.
   *
   * @param patient true to let the server hold the answer until the image is prepared; false to be
   *     told at once that it is being prepared.
   */
  async info(path: string, patient: boolean, signal?: AbortSignal): Promise<InfoResult> {
    const response = await this.#get(`FIF=${encodeValue(path)}&INFO=`, {
      headers: patient ? {} : { Prefer: 'respond-async' },
      ...(signal && { signal }),
    });
    const answer = (await response.json()) as InfoAnswer & { progress?: string };
    if (response.status === 202) {
      return { kind: 'pending', progressUrl: this.#progressUrl(path, answer.progress) };
    }
    return { kind: 'ready', model: new ImageModel(path, answer) };
  }

  /** Pixel values at FITS position (x, y); null outside the image and for blank pixels. */
  async values(
    path: string,
    x: number,
    y: number,
    channels: readonly number[],
    signal: AbortSignal,
  ): Promise<readonly (number | null)[]> {
    const chan = channels.map((channel) => `&CHAN=${channel}`).join('');
    const query = `FIF=${encodeValue(path)}${chan}&VAL=${x},${y}`;
    const response = await this.#get(query, { signal });
    return ((await response.json()) as { values: (number | null)[] }).values;
  }

  /** Address of tile `index` of resolution `r`, drawn as `query` says. */
  tileUrl(query: string, r: number, index: number): string {
    return `${this.base.href}?${query}&JTL=${r},${index}`;
  }

  #progressUrl(path: string, announced: string | undefined): URL {
    const url = announced && new URL(announced, this.base);
    // Events are only taken from the server that the page came from.
    return url && url.origin === this.base.origin
      ? url
      : new URL(`${this.base.href}/progress?FIF=${encodeValue(path)}`);
  }

  async #get(query: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.base.href}?${query}`, init);
    } catch (error) {
      throw (error as Error).name === 'AbortError' ? error : ApiError.unreachable();
    }
    if (!response.ok) {
      throw await ApiError.fromResponse(response);
    }
    return response;
  }
}
