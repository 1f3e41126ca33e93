import type { ApiClient } from './ApiClient';
import type { ImageModel } from './ImageModel';
import { type ProgressReport, ProgressStream, StreamBroken } from './ProgressStream';

/** An image of which at least the coarse resolutions can be drawn. */
export interface LoadedImage {
  readonly model: ImageModel;
  /** How many resolutions, counted from the coarsest, the server has now. */
  readonly resolutions: number;
  /** The image when the server has them all; rejected when it cannot prepare the rest. */
  readonly whole: Promise<ImageModel>;
}

/** Gets the description of an image, waiting for the server to prepare it where it has to. */
export class ImageLoader {
  constructor(private readonly api: ApiClient) {}

  /**
   * @param onReport called while the server prepares the image; never for one that is ready.
   * @param signal ends the wait; the promises are then rejected with an `AbortError`.
   */
  async load(
    path: string,
    onReport: (report: ProgressReport) => void,
    signal: AbortSignal,
  ): Promise<LoadedImage> {
    const first = await this.api.info(path, false, signal);
    if (first.kind === 'ready') {
      return wholeImage(first.model);
    }
    onReport({ image: path, state: 'queued' });
    const preparation = follow(first.progressUrl, onReport, signal);
    const resolutions = await preparation.firstSight;
    const second = await this.api.info(path, true, signal);
    if (second.kind === 'pending') {
      throw new Error('The server is still preparing this image. Reload the page in a moment.');
    }
    const { model } = second;
    return resolutions > 0
      ? { model, resolutions, whole: preparation.end.then(() => this.#again(model, signal)) }
      : wholeImage(model);
  }

  /**
   * The image as it is described when all of it is there, with the version of the pictures to stay.
   * They are the same pictures: where it cannot be had, the description at hand does as well.
   */
  async #again(model: ImageModel, signal: AbortSignal): Promise<ImageModel> {
    try {
      const answer = await this.api.info(model.path, true, signal);
      return answer.kind === 'ready' ? answer.model : model;
    } catch (error) {
      if (signal.aborted) {
        throw error;
      }
      return model;
    }
  }
}

function wholeImage(model: ImageModel): LoadedImage {
  return { model, resolutions: model.info.tile_levels, whole: Promise.resolve(model) };
}

/**
 * Listens while the server prepares an image.
 *
 * `firstSight` gives the number of resolutions that can be drawn before the rest, or 0 when all
 * came at once; `end` comes with the rest.
 */
function follow(
  url: URL,
  onReport: (report: ProgressReport) => void,
  signal: AbortSignal,
): { readonly firstSight: Promise<number>; readonly end: Promise<void> } {
  let see: (resolutions: number) => void;
  const seen = new Promise<number>((resolve) => (see = resolve));
  const end = new ProgressStream(url)
    .untilReady((report) => {
      onReport(report);
      if (report.state === 'building' && report.resolutions) {
        see(report.resolutions);
      }
    }, signal)
    .catch((error: unknown) => {
      // Without events the picture still comes: the patient request waits for it.
      if (!(error instanceof StreamBroken)) {
        throw error;
      }
    });
  return { firstSight: Promise.race([seen, end.then(() => 0)]), end };
}
