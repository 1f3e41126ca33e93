import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { theme } from '../controls/theme';
import { type Collapsing, hideButton, showButton } from './toggle';

/** The view as shares of the image, from its top left corner. May reach beyond 0…1. */
export interface ViewShare {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Directions on the screen, in degrees clockwise from up. */
export interface Compass {
  readonly north: number;
  readonly east: number;
}

const PANEL: Collapsing = {
  command: 'overview',
  key: 'o',
  title: 'Overview',
  what: 'the overview',
  icon: 'map',
  hiding: 'close',
};

/** Largest side of the overview, in pixels. */
const SIDE = 176;

/** Smallest rectangle that can still be seen and grabbed, in pixels. */
const LEAST = 9;

/**
 * The whole image, and the view as a rectangle to drag.
 *
 * Resolution 0 of the pyramid is always a single tile, so one picture is all it takes. Tells where
 * the view should go with a `go` event whose detail is a share of the image, [right, down].
 */
@customElement('visiomatic-overview')
export class OverviewPanel extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }

      .panel {
        position: relative;
        padding: 5px;
      }

      .picture {
        position: relative;
        overflow: hidden;
        border-radius: 8px;
        background: #05070a;
        cursor: crosshair;
        touch-action: none;
      }

      img {
        display: block;
        width: 100%;
        height: 100%;
        user-select: none;
        -webkit-user-drag: none;
      }

      .view {
        position: absolute;
        border: 1.5px solid var(--warm);
        border-radius: 2px;
        box-shadow: 0 0 0 400px rgb(0 0 0 / 28%);
        pointer-events: none;
      }

      .hide {
        position: absolute;
        top: 8px;
        right: 8px;
        width: 24px;
        height: 24px;
        background: rgb(10 13 19 / 70%);
        opacity: 0;
      }

      .panel:hover .hide,
      .hide:focus-visible {
        opacity: 1;
      }

      .hide svg {
        width: 13px;
        height: 13px;
      }

      .toggle {
        width: 40px;
        height: 40px;
        margin-left: auto;
        border-radius: var(--radius);
      }

      .compass {
        position: absolute;
        left: 9px;
        bottom: 9px;
        width: 42px;
        height: 42px;
        overflow: visible;
        pointer-events: none;
        filter: drop-shadow(0 0 2px #000);
      }

      .compass line {
        stroke: #fff;
        stroke-width: 1.4;
      }

      .compass text {
        fill: #fff;
        font-size: 9.5px;
        font-weight: 650;
        text-anchor: middle;
        dominant-baseline: central;
      }
    `,
  ];

  /** Address of the picture of the whole image. */
  @property() picture = '';

  /** Width over height of the image. */
  @property({ type: Number }) aspect = 1;

  @property({ attribute: false }) view: ViewShare = { left: 0, top: 0, width: 1, height: 1 };

  @property({ attribute: false }) compass: Compass | undefined;

  @property({ type: Boolean, reflect: true }) collapsed = false;

  /** The picture on show: the last one that has come in whole. */
  @state() private shown = '';

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('picture') && this.picture) {
      void this.#load(this.picture);
    }
  }

  override render(): TemplateResult {
    return this.collapsed ? showButton(PANEL) : this.#panel();
  }

  #panel(): TemplateResult {
    const [width, height] = this.#size();
    return html`
      <section class="panel" aria-label="Overview">
        <div
          class="picture"
          data-control="overview"
          style=${`width: ${width}px; height: ${height}px`}
          @pointerdown=${this.#grab}
          @pointermove=${this.#drag}
        >
          ${this.shown ? html`<img src=${this.shown} alt="The whole image" draggable="false" />` : nothing}
          ${this.#rectangle(width, height)}
        </div>
        ${this.compass ? compassRose(this.compass) : nothing}
        ${hideButton(PANEL, 'icon-button hide')}
      </section>
    `;
  }

  #rectangle(width: number, height: number): TemplateResult | typeof nothing {
    const { view } = this;
    if (view.width >= 1 && view.height >= 1) {
      return nothing;
    }
    const wide = Math.max(LEAST, view.width * width);
    const high = Math.max(LEAST, view.height * height);
    const left = (view.left + view.width / 2) * width - wide / 2;
    const top = (view.top + view.height / 2) * height - high / 2;
    return html`<div
      class="view"
      style=${`left: ${left}px; top: ${top}px; width: ${wide}px; height: ${high}px`}
    ></div>`;
  }

  #size(): readonly [number, number] {
    // Long thin images keep a strip that can be seen.
    return this.aspect >= 1
      ? [SIDE, Math.max(24, SIDE / this.aspect)]
      : [Math.max(24, SIDE * this.aspect), SIDE];
  }

  async #load(address: string): Promise<void> {
    const image = new Image();
    image.src = address;
    try {
      await image.decode();
    } catch {
      // The map says what is wrong with the tiles; the old overview is better than none.
      return;
    }
    if (address === this.picture) {
      this.shown = address;
    }
  }

  #grab(event: PointerEvent): void {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    this.#go(event);
  }

  #drag(event: PointerEvent): void {
    if (event.buttons & 1) {
      this.#go(event);
    }
  }

  #go(event: PointerEvent): void {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const share = (value: number) => Math.min(1, Math.max(0, value));
    this.dispatchEvent(
      new CustomEvent('go', {
        detail: [
          share((event.clientX - box.left) / box.width),
          share((event.clientY - box.top) / box.height),
        ],
      }),
    );
  }
}

function compassRose({ north, east }: Compass): TemplateResult {
  const arm = (angle: number, length: number) =>
    [
      21 + length * Math.sin((angle * Math.PI) / 180),
      21 - length * Math.cos((angle * Math.PI) / 180),
    ] as const;
  const [northX, northY] = arm(north, 12);
  const [eastX, eastY] = arm(east, 12);
  const [northTextX, northTextY] = arm(north, 19);
  const [eastTextX, eastTextY] = arm(east, 19);
  return html`<svg class="compass" viewBox="0 0 42 42" role="img" aria-label="North and east">
    <line x1="21" y1="21" x2=${northX} y2=${northY} />
    <line x1="21" y1="21" x2=${eastX} y2=${eastY} />
    <text x=${northTextX} y=${northTextY}>N</text>
    <text x=${eastTextX} y=${eastTextY}>E</text>
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-overview': OverviewPanel;
  }
}
