/** Red, green, blue, each from 0 to 1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Above this many channels, a colour each is more than an eye can tell apart. */
const MOST_COLOURS = 7;

/** Hues from red at the first channel to blue at the last: long wavelengths first. */
const LAST_HUE = 240;

/** Colours for a fresh image. In a long cube only three are set; the server interpolates. */
export function defaultColours(channels: number): ReadonlyMap<number, string> {
  const chosen =
    channels <= MOST_COLOURS
      ? Array.from({ length: channels }, (_, index) => index + 1)
      : [1, Math.round((1 + channels) / 2), channels];
  return new Map(
    chosen.map((channel) => [channel, hueColour(hueOf(channel, channels))] as const),
  );
}

/** Colour that `channel` gets when it joins the mix. */
export function suggestedColour(channel: number, channels: number): string {
  return hueColour(hueOf(channel, channels));
}

/**
 * Weights of a channel in red, green and blue.
 *
 * The picture is mixed before gamma is applied, while a colour is picked as the eye sees it: it is
 * made linear first. Saturation pushes it away from its own grey; the weights may then leave 0…1,
 * which is how one channel is taken out of another's colour.
 */
export function mixingWeights(colour: string, saturation: number, gamma: number): Rgb {
  const [red, green, blue] = parseColour(colour).map((part) => part ** gamma) as [
    number,
    number,
    number,
  ];
  const grey = (red + green + blue) / 3;
  const push = (part: number) => grey + saturation * (part - grey);
  return [push(red), push(green), push(blue)];
}

export function parseColour(colour: string): Rgb {
  const value = Number.parseInt(colour.replace('#', ''), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

function hueOf(channel: number, channels: number): number {
  return channels > 1 ? ((channel - 1) / (channels - 1)) * LAST_HUE : 0;
}

function hueColour(hue: number): string {
  const part = (shift: number) => {
    const position = (shift + hue / 60) % 6;
    const value = 1 - Math.max(0, Math.min(position, 4 - position, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(5)}${part(3)}${part(1)}`;
}
