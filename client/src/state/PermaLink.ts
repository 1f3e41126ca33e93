import type { Cuts, ImageModel } from '../api/ImageModel';
import { encodeValue } from '../api/encodeValue';
import {
  COLOUR_MAPS,
  type ColourMap,
  defaultSettings,
  type Mode,
  type RenderSettings,
} from './RenderSettings';

/** Where the view is. Sky degrees when the image has a sky, else FITS pixels. */
export interface ViewPlace {
  readonly center: readonly [number, number];
  /** Width of the view, in degrees or pixels. */
  readonly fov: number;
}

/** Numbers in the address that are set by a slider of the same meaning. */
const NUMBERS = {
  brt: 'brightness',
  cnt: 'contrast',
  gam: 'gamma',
  sat: 'saturation',
  qlt: 'quality',
} as const;

/** The view as the page's address tells it, and the other way round. */
export class PermaLink {
  readonly #query: URLSearchParams;

  constructor(search: string) {
    this.#query = new URLSearchParams(search);
  }

  get image(): string {
    return this.#query.get('image')?.trim() ?? '';
  }

  /** Centre and width, each undefined when absent or not a number. */
  get place(): Partial<ViewPlace> {
    const center = this.#numbers(this.#query.get('center'));
    const fov = Number.parseFloat(this.#query.get('fov') ?? '');
    return {
      ...(center?.length === 2 && { center: [center[0]!, center[1]!] as const }),
      ...(fov > 0 && { fov }),
    };
  }

  /** Settings for `model`: its defaults, changed by what the address says and the image has. */
  settings(model: ImageModel): RenderSettings {
    const settings: { -readonly [K in keyof RenderSettings]: RenderSettings[K] } =
      defaultSettings(model);
    settings.mode = parseMode(this.#query.get('mode')) ?? settings.mode;
    const channel = Number(this.#query.get('channel'));
    if (isChannel(model, channel)) {
      settings.channel = channel;
      settings.mode = parseMode(this.#query.get('mode')) ?? 'single';
    }
    const map = this.#query.get('cmp') as ColourMap;
    settings.colourMap = COLOUR_MAPS.includes(map) ? map : settings.colourMap;
    if (this.#query.has('cuts')) {
      settings.cuts = this.#perChannel(model, 'cuts', (text) => {
        const pair = this.#numbers(text);
        return pair?.length === 2 ? ([pair[0]!, pair[1]!] as Cuts) : undefined;
      });
    }
    const colours = this.#perChannel(model, 'mix', (text) =>
      /^[0-9a-f]{6}$/i.test(text) ? `#${text.toLowerCase()}` : undefined,
    );
    settings.colours = colours.size > 0 ? colours : settings.colours;
    for (const [name, key] of Object.entries(NUMBERS)) {
      const value = Number.parseFloat(this.#query.get(name) ?? '');
      settings[key] = Number.isFinite(value) ? value : settings[key];
    }
    settings.invert = this.#query.get('inv') === '1';
    return settings;
  }

  /** The query that brings this view back, with its `?`. Defaults are left out. */
  static of(model: ImageModel, settings: RenderSettings, place: ViewPlace | undefined): string {
    const defaults = defaultSettings(model);
    const parts: [string, string | number][] = [['image', model.path]];
    if (place) {
      parts.push(['center', place.center.join(',')], ['fov', place.fov]);
    }
    parts.push(['mode', settings.mode]);
    if (settings.mode === 'single' || settings.channel !== defaults.channel) {
      parts.push(['channel', settings.channel]);
    }
    if (settings.colourMap !== defaults.colourMap) {
      parts.push(['cmp', settings.colourMap]);
    }
    const cuts = joinChannels(settings.cuts, (pair) => pair.join(','));
    if (cuts !== joinChannels(defaults.cuts, (pair) => pair.join(','))) {
      parts.push(['cuts', cuts]);
    }
    const mix = joinChannels(settings.colours, (colour) => colour.slice(1));
    if (mix !== joinChannels(defaults.colours, (colour) => colour.slice(1))) {
      parts.push(['mix', mix]);
    }
    for (const [name, key] of Object.entries(NUMBERS)) {
      if (settings[key] !== defaults[key]) {
        parts.push([name, settings[key]]);
      }
    }
    if (settings.invert) {
      parts.push(['inv', 1]);
    }
    return `?${parts.map(([name, value]) => `${name}=${encodeValue(String(value))}`).join('&')}`;
  }

  #numbers(text: string | null): number[] | undefined {
    const numbers = text?.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
    return numbers?.every(Number.isFinite) ? numbers : undefined;
  }

  #perChannel<T>(
    model: ImageModel,
    name: string,
    parse: (text: string) => T | undefined,
  ): ReadonlyMap<number, T> {
    const found = new Map<number, T>();
    for (const part of this.#query.get(name)?.split(';') ?? []) {
      const [channel, text] = part.split(':');
      const value = parse(text ?? '');
      if (isChannel(model, Number(channel)) && value !== undefined) {
        found.set(Number(channel), value);
      }
    }
    return found;
  }
}

/** Also takes the words that VisiOmatic 3 and American readers use. */
function parseMode(text: string | null): Mode | undefined {
  switch (text?.toLowerCase()) {
    case 'single':
    case 'mono':
      return 'single';
    case 'colour':
    case 'color':
      return 'colour';
    default:
      return undefined;
  }
}

function isChannel(model: ImageModel, channel: number): boolean {
  return Number.isInteger(channel) && channel >= 1 && channel <= model.channels;
}

function joinChannels<T>(values: ReadonlyMap<number, T>, text: (value: T) => string): string {
  return [...values]
    .sort((a, b) => a[0] - b[0])
    .map(([channel, value]) => `${channel}:${text(value)}`)
    .join(';');
}
