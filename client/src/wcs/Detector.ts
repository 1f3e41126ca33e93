import type { HduAnswer } from '../api/ImageModel';
import { DetectorPlace } from './DetectorPlace';
import { HeaderCards } from './HeaderCards';
import { readSky, type SkyReading } from './readSky';
import type { Sky } from './Sky';
import type { SkyFrame } from './SkyFrame';
import type { SkyPoint } from './SphericalRotation';

/** One image of a mosaic: its place in the frame, and the sky by its own header. */
export class Detector {
  readonly place: DetectorPlace;
  /** What its header says about the sky. */
  readonly reading: SkyReading;
  /** The sky of its header, in pixels of the frame. */
  readonly sky: Sky | undefined;
  /** True where `DETSEC` says where it stands; else the server had to find a place for it. */
  readonly isPlaced: boolean;
  readonly name: string;
  readonly number: string;

  /**
   * @param index of the image in the answer, from 0
   * @param origin what the first column and row of the frame are called in `detslice`
   */
  constructor(answer: HduAnswer, index: number, origin: readonly [number, number]) {
    const cards = new HeaderCards(answer.header);
    this.place = new DetectorPlace(answer.dataslice, answer.detslice, origin);
    this.reading = readSky(answer.header);
    this.sky = this.reading.sky && new PlacedSky(this.reading.sky, this.place);
    this.isPlaced = saysSection(cards.text('DETSEC'), answer);
    this.number = answer.hdu === undefined ? `Image ${index + 1}` : `HDU ${answer.hdu}`;
    this.name = answer.name || cards.text('EXTNAME') || this.number;
  }
}

/** The sky of an image, in pixels of the frame that it stands in. */
class PlacedSky implements Sky {
  readonly frame: SkyFrame;

  constructor(
    private readonly image: Sky,
    private readonly place: DetectorPlace,
  ) {
    this.frame = image.frame;
  }

  toSky(x: number, y: number): SkyPoint | undefined {
    return this.image.toSky(...this.place.toImage(x, y));
  }

  toPixel(point: SkyPoint): readonly [number, number] | undefined {
    const pixel = this.image.toPixel(point);
    return pixel && this.place.toFrame(...pixel);
  }
}

/** Whether `[x1:x2,y1:y2]` is where the image stands. */
function saysSection(section: string, { detslice }: HduAnswer): boolean {
  const numbers = /^\[\s*(\d+)\s*:\s*(\d+)\s*,\s*(\d+)\s*:\s*(\d+)\s*\]$/.exec(section);
  const ends = detslice.flatMap(([first, last]) => [first, last]);
  return numbers !== null && ends.every((end, index) => end === Number(numbers[index + 1]));
}
