import type { HduAnswer, Header, ImageModel } from '../api/ImageModel';
import { Detector } from './Detector';
import { readSky, type SkyReading } from './readSky';
import type { ImageSky, Sky, SkySpot } from './Sky';

/**
 * The sky of several images in one frame.
 *
 * Each image has the coordinates of its own header. The header of the frame is that of the first
 * image, moved; it holds all over the frame only where every image stands where its `DETSEC` says.
 * Images that were merely laid side by side have nothing in common.
 */
export class MosaicSky implements ImageSky {
  readonly whole: Sky | undefined;
  /** In reverse order of the file: where images overlap, the server shows the later one. */
  readonly #detectors: readonly Detector[];
  /** What the header of the frame says; undefined where it does not hold. */
  readonly #frame: SkyReading | undefined;

  /** @param header of the frame */
  constructor(header: Header, images: readonly HduAnswer[]) {
    // The first pixel of the frame is the lowest number of all sections, which need not be 1.
    const lowest = (axis: 0 | 1) =>
      images.reduce(
        (low, { detslice }) => Math.min(low, detslice[axis][0], detslice[axis][1]),
        Infinity,
      );
    const origin = [lowest(0), lowest(1)] as const;
    this.#detectors = images
      .map((image, index) => new Detector(image, index, origin))
      .reverse();
    this.#frame = this.#detectors.every(({ isPlaced }) => isPlaced) ? readSky(header) : undefined;
    this.whole = this.#frame?.sky;
  }

  at(x: number, y: number): SkySpot {
    const detector = this.#detectors.find(({ place }) => place.contains(x, y));
    return detector ? this.#on(detector) : this.#between(x, y);
  }

  #on(detector: Detector): SkySpot {
    const { name, number, reading } = detector;
    const detail = number === name ? '' : number;
    if (reading.sky === undefined && reading.isAbsent && this.#frame?.sky) {
      const source = 'sky of the whole frame';
      return {
        sky: this.#frame.sky,
        note: '',
        extension: { name, detail: detail ? `${detail} · ${source}` : source },
      };
    }
    return { sky: detector.sky, note: reading.note, extension: { name, detail } };
  }

  /** In a gap of a camera the nearest detector is right enough, and named; else nothing is. */
  #between(x: number, y: number): SkySpot {
    if (!this.#frame) {
      return {
        sky: undefined,
        note: 'No sky coordinates between images',
        extension: { name: 'No image here', detail: '' },
      };
    }
    const nearest = this.#detectors.reduce((best, next) =>
      next.place.distance(x, y) < best.place.distance(x, y) ? next : best,
    );
    const { sky, note } = this.#on(nearest);
    const detail = sky ? `by ${nearest.name}, the nearest` : '';
    return { sky, note, extension: { name: 'No detector here', detail } };
  }
}

/** The sky of an image, whether it is one or many. */
export function imageSky({ header, info }: ImageModel): ImageSky {
  if (info.images.length > 1) {
    return new MosaicSky(header, info.images);
  }
  const reading = readSky(header);
  return { whole: reading.sky, at: () => reading };
}
