import { html, type TemplateResult } from 'lit';
import { type Command, CommandEvent } from '../controls/events';
import { icon } from '../controls/icons';

type Icon = Parameters<typeof icon>[0];

/** A panel that collapses to one button. */
export interface Collapsing {
  /** What the keyboard asks for to open and to collapse it. */
  readonly command: Command;
  readonly key: string;
  readonly title: string;
  /** What it is, in a sentence. */
  readonly what: string;
  readonly icon: Icon;
  /** The icon of the button that collapses it. */
  readonly hiding: Icon;
}

/** The button that a collapsed panel is. */
export function showButton(panel: Collapsing): TemplateResult {
  return button(panel, false, 'panel icon-button toggle');
}

/** The button of an open panel that collapses it. */
export function hideButton(panel: Collapsing, look: string): TemplateResult {
  return button(panel, true, look);
}

function button(panel: Collapsing, open: boolean, look: string): TemplateResult {
  const name = `${panel.command}-toggle`;
  const toggle = (event: Event) => {
    const used = event.currentTarget as HTMLElement;
    const root = used.getRootNode() as ShadowRoot;
    used.dispatchEvent(new CommandEvent(panel.command));
    // The one that was used goes away with the focus, and the viewer would hear no keys any more.
    requestAnimationFrame(() =>
      root.querySelector<HTMLElement>(`[data-control="${name}"]`)?.focus(),
    );
  };
  return html`<button
    class=${look}
    type="button"
    data-control=${name}
    aria-label=${`${open ? 'Hide' : 'Show'} ${panel.what}`}
    aria-expanded=${open}
    title=${`${open ? 'Hide' : panel.title} (${panel.key})`}
    @click=${toggle}
  >
    ${icon(open ? panel.hiding : panel.icon)}
  </button>`;
}
