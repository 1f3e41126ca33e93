import { mixingWeights } from '../state/ColourMix';
import type { RenderSettings } from '../state/RenderSettings';
import type { ImageModel } from './ImageModel';
import { encodeValue } from './encodeValue';

/**
 * The part of a tile's address that says how it is drawn.
 *
 * Only what differs from the image's defaults is sent, always in the same order: two views that
 * look alike ask for the same address, so that every cache on the way can answer. The version of
 * the pictures is a part of it, so that the cache need not ask whether they are still the same.
 */
export function tileQuery(model: ImageModel, settings: RenderSettings): string {
  const query = [`FIF=${encodeValue(model.path)}`];
  const add = (name: string, value: string | number) =>
    query.push(`${name}=${encodeValue(String(value))}`);

  if (settings.mode === 'single') {
    add('CHAN', settings.channel);
    if (settings.colourMap !== 'grey') {
      add('CMP', settings.colourMap);
    }
  }
  for (const [channel, [low, high]] of [...settings.cuts].sort(byChannel)) {
    if (settings.mode === 'colour' || channel === settings.channel) {
      add('MINMAX', `${channel}:${low},${high}`);
    }
  }
  if (settings.mode === 'colour') {
    for (const [channel, colour] of [...settings.colours].sort(byChannel)) {
      const weights = mixingWeights(colour, settings.saturation, settings.gamma);
      add('MIX', `${channel}:${weights.map(plainDecimal).join(',')}`);
    }
  }
  const defaults = model.info;
  if (settings.contrast !== defaults.contrast) {
    add('CNT', settings.contrast);
  }
  if (settings.brightness !== defaults.brightness) {
    add('BRT', settings.brightness);
  }
  if (settings.gamma !== defaults.gamma) {
    add('GAM', settings.gamma);
  }
  if (settings.quality !== defaults.quality) {
    add('QLT', settings.quality);
  }
  if (settings.invert) {
    query.push('INV');
  }
  if (defaults.picture_version) {
    add('VER', defaults.picture_version);
  }
  return query.join('&');
}

function byChannel(a: readonly [number, unknown], b: readonly [number, unknown]): number {
  return a[0] - b[0];
}

/** `MIX` takes digits on both sides of an optional point, and no exponent. */
function plainDecimal(value: number): string {
  return String(Number(value.toFixed(4)) || 0);
}
