/** One report about an image that the server is preparing. */
export interface ProgressReport {
  readonly image: string;
  readonly state: 'queued' | 'building' | 'ready' | 'failed';
  /** 0 to 1; absent while the end is not known. */
  readonly fraction?: number;
  readonly stage?: string;
  /** How many resolutions, counted from the coarsest, can be drawn without waiting. */
  readonly resolutions?: number;
  readonly message?: string;
}

/** Raised when the server says that it could not prepare the image. */
export class PreparationFailed extends Error {
  override readonly name = 'PreparationFailed';
}

/** Raised when the event stream itself does not work, for instance behind a buffering proxy. */
export class StreamBroken extends Error {
  override readonly name = 'StreamBroken';
}

/** Listens to the server until an image is ready. */
export class ProgressStream {
  constructor(private readonly url: URL) {}

  /** Resolves when the image is ready. Calls `onReport` for each report on the way. */
  untilReady(onReport: (report: ProgressReport) => void, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const source = new EventSource(this.url);
      const finish = (action: () => void) => {
        source.close();
        signal.removeEventListener('abort', onAbort);
        action();
      };
      const onAbort = () =>
        finish(() => reject(new DOMException('The image is no longer wanted.', 'AbortError')));
      signal.addEventListener('abort', onAbort);
      source.addEventListener('progress', (event) => {
        const report = parse((event as MessageEvent<string>).data);
        if (!report) {
          return;
        }
        onReport(report);
        if (report.state === 'ready') {
          finish(resolve);
        } else if (report.state === 'failed') {
          const reason = report.message || 'The server could not prepare this image.';
          finish(() => reject(new PreparationFailed(reason)));
        }
      });
      source.addEventListener('error', () => {
        // A dropped connection is tried again by the browser; only a refusal is final.
        if (source.readyState === EventSource.CLOSED) {
          finish(() => reject(new StreamBroken('The progress of the image cannot be followed.')));
        }
      });
    });
  }
}

function parse(data: string): ProgressReport | undefined {
  try {
    return JSON.parse(data) as ProgressReport;
  } catch {
    // One garbled event is no reason to stop waiting: the next one replaces it.
    return undefined;
  }
}
