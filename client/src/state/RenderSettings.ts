import type { Cuts, ImageModel } from '../api/ImageModel';
import { defaultColours } from './ColourMix';

export const COLOUR_MAPS = ['grey', 'jet', 'cool', 'hot'] as const;

export type ColourMap = (typeof COLOUR_MAPS)[number];

export type Mode = 'single' | 'colour';

/** How the image is drawn. Never changed in place: a change makes a new object. */
export interface RenderSettings {
  readonly mode: Mode;
  /** Channel shown in single mode, from 1. */
  readonly channel: number;
  /** Colour map of single mode. */
  readonly colourMap: ColourMap;
  /** Cuts by channel, only where they are not the image's own. */
  readonly cuts: ReadonlyMap<number, Cuts>;
  /** Channels of colour mode and their colours, as `#rrggbb`. Those between are interpolated. */
  readonly colours: ReadonlyMap<number, string>;
  readonly saturation: number;
  readonly brightness: number;
  readonly contrast: number;
  readonly gamma: number;
  readonly quality: number;
  readonly invert: boolean;
}

/** What a control changes. */
export type SettingsChange = Partial<RenderSettings>;

/**
 * Colour where the channels look like photometric bands; long cubes open on one channel. A finished
 * picture is shown with its own colours, as every other program shows it.
 */
export function defaultSettings(model: ImageModel): RenderSettings {
  const settings = skySettings(model);
  const range = model.pictureRange;
  return range
    ? { ...settings, cuts: new Map([1, 2, 3].map((c) => [c, range])), saturation: 1, gamma: 1 }
    : settings;
}

function skySettings(model: ImageModel): RenderSettings {
  const { info } = model;
  return {
    mode: model.channels >= 3 && model.channels <= 7 ? 'colour' : 'single',
    channel: 1,
    colourMap: 'grey',
    cuts: new Map(),
    colours: defaultColours(model.channels),
    saturation: info.color_saturation,
    brightness: info.brightness,
    contrast: info.contrast,
    gamma: info.gamma,
    quality: info.quality,
    invert: false,
  };
}

/** Cuts in force for `channel`. */
export function cutsOf(model: ImageModel, settings: RenderSettings, channel: number): Cuts {
  return settings.cuts.get(channel) ?? model.defaultCuts(channel);
}

/** `settings` with other cuts for `channel`; undefined goes back to the image's own. */
export function withCuts(
  settings: RenderSettings,
  channel: number,
  cuts: Cuts | undefined,
): SettingsChange {
  const all = new Map(settings.cuts);
  if (cuts) {
    all.set(channel, cuts);
  } else {
    all.delete(channel);
  }
  return { cuts: all };
}

/** A channel whose values are read out, and the dot that marks it. */
export interface ReadChannel {
  readonly channel: number;
  readonly colour: string;
}

/** Values that fit beside a position. */
const MOST_VALUES = 4;

/** The channels on the screen: the one of single mode, or the first of the mix. */
export function readChannels(settings: RenderSettings): readonly ReadChannel[] {
  if (settings.mode === 'single') {
    return [{ channel: settings.channel, colour: '#ffffff' }];
  }
  return [...settings.colours]
    .sort((a, b) => a[0] - b[0])
    .slice(0, MOST_VALUES)
    .map(([channel, colour]) => ({ channel, colour }));
}
