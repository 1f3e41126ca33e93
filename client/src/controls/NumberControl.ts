import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { icon } from './icons';
import { linearScale, type SliderScale } from './SliderScale';
import { theme } from './theme';

/** Finest step of the slider itself; the scale gives it its meaning. */
const SLIDER_STEPS = 1000;

/**
 * One number: slider, − and +, and exact entry.
 *
 * Dragging only moves the shown number. The value is told by a `change` event with the number as
 * its detail, on release, so that a drag asks the server for one picture and not for a hundred.
 */
@customElement('visiomatic-number')
export class NumberControl extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        grid-template-columns: 76px 22px minmax(40px, 1fr) 22px 66px;
        align-items: center;
        gap: 2px;
        height: 30px;
      }

      label {
        color: var(--ink-soft);
        white-space: nowrap;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      :host([changed]) label {
        color: var(--ink);
      }

      .nudge {
        display: grid;
        place-items: center;
        height: 22px;
        border-radius: 6px;
        color: var(--ink-faint);
      }

      .nudge:hover {
        background: var(--field-hover);
        color: var(--ink);
      }

      .nudge svg {
        width: 12px;
        height: 12px;
        stroke-width: 2.4;
      }

      input[type='number'] {
        width: 100%;
        margin-left: 2px;
        font-size: 12px;
      }

      input[type='range'] {
        appearance: none;
        -webkit-appearance: none;
        width: 100%;
        height: 22px;
        margin: 0;
        background: none;
        cursor: pointer;
      }

      input[type='range']::-webkit-slider-runnable-track {
        height: 3px;
        border-radius: 2px;
        background: linear-gradient(
          to right,
          var(--accent) var(--fill, 0%),
          rgb(255 255 255 / 14%) var(--fill, 0%)
        );
      }

      input[type='range']::-moz-range-track {
        height: 3px;
        border-radius: 2px;
        background: rgb(255 255 255 / 14%);
      }

      input[type='range']::-moz-range-progress {
        height: 3px;
        border-radius: 2px;
        background: var(--accent);
      }

      input[type='range']::-webkit-slider-thumb {
        appearance: none;
        -webkit-appearance: none;
        width: 13px;
        height: 13px;
        margin-top: -5px;
        border: 0;
        border-radius: 50%;
        background: #f4f7fd;
        box-shadow: 0 1px 4px rgb(0 0 0 / 60%);
      }

      input[type='range']::-moz-range-thumb {
        width: 13px;
        height: 13px;
        border: 0;
        border-radius: 50%;
        background: #f4f7fd;
      }
    `,
  ];

  @property() label = '';

  /** Name of the number; also the hook of tests and scripts, as `data-control`. */
  @property() name = '';

  @property({ type: Number }) value = 0;

  /** The image's own value; a double click on the label goes back to it. */
  @property({ type: Number }) standard = 0;

  @property({ type: Number }) min = -Infinity;

  @property({ type: Number }) max = Infinity;

  @property({ attribute: false }) scale: SliderScale = linearScale(0, 1, 0.01);

  /** What a drag under way would set. */
  @state() private dragged: number | undefined;

  override updated(): void {
    this.toggleAttribute('changed', this.value !== this.standard);
  }

  override render(): TemplateResult {
    const shown = this.dragged ?? this.value;
    const position = this.scale.toSlider(shown);
    return html`
      <label
        for="entry"
        title=${`${this.label} (double click: ${formatEntry(this.standard)})`}
        @dblclick=${() => this.#set(this.standard)}
        >${this.label}</label
      >
      ${this.#nudgeButton(-1)}
      <input
        type="range"
        min="0"
        max=${SLIDER_STEPS}
        step="1"
        tabindex="0"
        style=${`--fill: ${100 * position}%`}
        data-control=${`${this.name}-slider`}
        aria-label=${this.label}
        aria-valuetext=${formatEntry(shown)}
        .value=${String(Math.round(position * SLIDER_STEPS))}
        @input=${(event: Event) => (this.dragged = this.#slid(event))}
        @change=${(event: Event) => this.#set(this.#slid(event))}
      />
      ${this.#nudgeButton(1)}
      <input
        id="entry"
        type="number"
        step="any"
        name=${this.name}
        data-control=${this.name}
        .value=${formatEntry(shown)}
        @change=${(event: Event) => this.#enter(event.target as HTMLInputElement)}
        @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
      />
    `;
  }

  #nudgeButton(direction: -1 | 1): TemplateResult {
    const less = direction < 0;
    return html`<button
      class="nudge"
      type="button"
      tabindex="-1"
      data-control=${`${this.name}-${less ? 'minus' : 'plus'}`}
      aria-label=${`${less ? 'Less' : 'More'} ${this.label}`}
      @click=${() => this.#set(this.scale.nudge(this.value, direction))}
    >
      ${icon(less ? 'minus' : 'plus')}
    </button>`;
  }

  #slid(event: Event): number {
    return this.scale.fromSlider(Number((event.target as HTMLInputElement).value) / SLIDER_STEPS);
  }

  #enter(input: HTMLInputElement): void {
    const value = Number.parseFloat(input.value);
    if (Number.isFinite(value)) {
      this.#set(value);
    }
    // What was not a number, or was out of bounds, gives way to what is in force.
    input.value = formatEntry(this.value);
  }

  #set(wanted: number): void {
    this.dragged = undefined;
    const value = Math.min(this.max, Math.max(this.min, wanted));
    if (value !== this.value) {
      this.value = value;
      this.dispatchEvent(new CustomEvent('change', { detail: value }));
    }
  }
}

/** Seven digits: all that a 32-bit value has. */
function formatEntry(value: number): string {
  return String(Number(value.toPrecision(7)));
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-number': NumberControl;
  }
}
