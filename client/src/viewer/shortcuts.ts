import type { Command } from '../controls/events';

const COMMANDS: Readonly<Record<string, Command>> = {
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'fit',
  '1': 'native',
  '[': 'previous-channel',
  ']': 'next-channel',
  '?': 'keyboard',
  c: 'copy-link',
  d: 'controls',
  f: 'fullscreen',
  i: 'invert',
  o: 'overview',
  r: 'reticle',
};

/** Keys that the map itself listens to while it has the focus. */
const OF_THE_MAP = new Set(['+', '-']);

/** What a key asks for; undefined when it is for a field, for the map, or for the browser. */
export function shortcut(event: KeyboardEvent): Command | undefined {
  const target = event.composedPath()[0];
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) {
    return undefined;
  }
  if (target instanceof HTMLElement) {
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName)) {
      return undefined;
    }
    if (target.classList.contains('map') && OF_THE_MAP.has(event.key)) {
      return undefined;
    }
  }
  return COMMANDS[event.key];
}
