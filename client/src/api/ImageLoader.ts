import type { ApiClient } from './ApiClient';
import type { ImageModel } from './ImageModel';
import { type ProgressReport, ProgressStream, StreamBroken } from './ProgressStream';

/** Gets the description of an image, waiting for the server to prepare it where it has to. */
export class ImageLoader {
  constructor(private readonly api: ApiClient) {}

  /**
   * @param onReport called while the server prepares the image; never for one that is ready.
   * @param signal ends the wait; the promise is then rejected with an `AbortError`.
   */
  async load(
    path: string,
    onReport: (report: ProgressReport) => void,
    signal: AbortSignal,
  ): Promise<ImageModel> {
    const first = await this.api.info(path, false, signal);
    if (first.kind === 'ready') {
      return first.model;
    }
    onReport({ image: path, state: 'queued' });
    try {
      await new ProgressStream(first.progressUrl).untilReady(onReport, signal);
    } catch (error) {
      if (!(error instanceof StreamBroken)) {
        throw error;
      }
      // Without events the picture still comes: the patient request below waits for it.
    }
    const second = await this.api.info(path, true, signal);
    if (second.kind === 'pending') {
      throw new Error('The server is still preparing this image. Reload the page in a moment.');
    }
    return second.model;
  }
}
