import type { Slices } from '../wcs/DetectorPlace';
import { median } from './median';

/** Low and high cut, in the image's own unit. */
export type Cuts = readonly [low: number, high: number];

/** Values of a FITS header, as the server sends them. */
export type Header = Readonly<Record<string, unknown>>;

/** One image HDU in the `INFO` answer. */
export interface HduAnswer {
  readonly size: readonly number[];
  /** Part of the image that is shown, in its own pixels. */
  readonly dataslice: Slices;
  /** Where that part stands among the other images. Flipped axes run backwards. */
  readonly detslice: Slices;
  readonly background_level: readonly number[];
  readonly background_mad: readonly number[];
  readonly min_max: readonly Cuts[];
  readonly header: Header;
  /** Number of the HDU in the file, from 0. Newer than VisiOmatic 3, like its name. */
  readonly hdu?: number;
  readonly name?: string;
}

/** The `INFO` answer. The lists at the top level are newer than VisiOmatic 3 and may be absent. */
export interface InfoAnswer {
  readonly type: string;
  readonly version: string;
  readonly image_name: string;
  readonly object_name: string;
  readonly full_size: readonly [number, number];
  readonly tile_size: readonly [number, number];
  readonly tile_levels: number;
  readonly channels: number;
  readonly brightness: number;
  readonly contrast: number;
  readonly color_saturation: number;
  readonly gamma: number;
  readonly quality: number;
  readonly header: Header;
  readonly images: readonly HduAnswer[];
  readonly min_max?: readonly Cuts[];
  readonly background_level?: readonly number[];
  readonly background_mad?: readonly number[];
  /** Changes whenever a picture of the image may look different. */
  readonly picture_version?: string;
  /** Sentences about what was not as it should be in the file. */
  readonly notes?: readonly string[];
}

/** Largest numbers of the pictures that other programs show as they are, by BITPIX. */
const PICTURE_WHITE: Readonly<Record<number, number>> = { 8: 255, 16: 65535 };

/** An image as the server describes it. Channels count from 1. */
export class ImageModel {
  constructor(
    /** Path below the server's data folder; what `FIF` asks for. */
    readonly path: string,
    readonly info: InfoAnswer,
  ) {
    if (!Array.isArray(info?.full_size) || !Array.isArray(info?.tile_size)) {
      throw new Error('The server did not answer with the description of an image.');
    }
  }

  get width(): number {
    return this.info.full_size[0];
  }

  get height(): number {
    return this.info.full_size[1];
  }

  get channels(): number {
    return this.info.channels;
  }

  get header(): Header {
    return this.info.header;
  }

  /** Name of the file, without its folders. */
  get fileName(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1) || this.info.image_name;
  }

  /** What was observed; the file name when the header does not tell. */
  get title(): string {
    return String(this.info.object_name ?? '').trim() || this.fileName;
  }

  /** What was not as it should be in the file, and what was made of it; a sentence each. */
  get notes(): readonly string[] {
    return this.info.notes ?? [];
  }

  /** Unit of the pixel values; raw counts when the header does not tell. */
  get unit(): string {
    const unit = this.header['BUNIT'];
    return typeof unit === 'string' && unit.trim() !== '' ? unit.trim() : 'ADU';
  }

  /** Black and white of a finished RGB picture (TIFF, PNG); undefined for images of the sky. */
  get pictureRange(): Cuts | undefined {
    const white = PICTURE_WHITE[Number(this.header['BITPIX'])];
    const finished = this.channels === 3 && /\.(png|tiff?)$/i.test(this.info.image_name);
    return finished && white ? [0, white] : undefined;
  }

  /** Cuts that the server applies to `channel` unless told otherwise. */
  defaultCuts(channel: number): Cuts {
    const whole = this.info.min_max?.[channel - 1];
    if (whole) {
      return whole;
    }
    const cuts = this.info.images.map((image) => image.min_max[channel - 1]);
    return [
      median(cuts.map((cut) => cut?.[0])) ?? 0,
      median(cuts.map((cut) => cut?.[1])) ?? 1,
    ];
  }

  backgroundLevel(channel: number): number {
    return (
      this.info.background_level?.[channel - 1] ??
      median(this.info.images.map((image) => image.background_level[channel - 1])) ??
      0
    );
  }

  /** Noise scale of `channel`; 0 where the image is constant. */
  backgroundMad(channel: number): number {
    return (
      this.info.background_mad?.[channel - 1] ??
      median(this.info.images.map((image) => image.background_mad[channel - 1])) ??
      0
    );
  }
}
