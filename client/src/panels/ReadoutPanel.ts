import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { theme } from '../controls/theme';
import type { PixelValues } from '../map/PixelReadout';
import type { ReadChannel } from '../state/RenderSettings';
import { degrees, hours } from '../wcs/sexagesimal';
import type { Extension } from '../wcs/Sky';
import type { SkyFrame } from '../wcs/SkyFrame';
import type { SkyPoint } from '../wcs/SphericalRotation';

/** One place of the image, and what is there. */
export interface Reading {
  /** True under the pointer, false at the centre of the view. */
  readonly pointed: boolean;
  /** FITS pixel position. */
  readonly x: number;
  readonly y: number;
  readonly sky: SkyPoint | undefined;
  /** The frame of `sky`; undefined without sky coordinates. */
  readonly frame: SkyFrame | undefined;
  /** Why there are no sky coordinates; '' when there are. */
  readonly note: string;
  /** The image of a mosaic that is there; undefined where the file has only one. */
  readonly extension: Extension | undefined;
}

/** Sky and pixel position, and pixel values. */
@customElement('visiomatic-readout')
export class ReadoutPanel extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }

      .panel {
        display: grid;
        gap: 6px;
        padding: 9px 14px 11px;
      }

      .head {
        display: flex;
        justify-content: space-between;
        gap: 16px;
      }

      dl {
        display: grid;
        grid-template-columns: auto 1fr auto;
        align-items: baseline;
        gap: 1px 10px;
        margin: 0;
      }

      dt {
        color: var(--ink-soft);
      }

      dd {
        margin: 0;
      }

      .sky {
        font-size: 17px;
        font-weight: 520;
        letter-spacing: 0.01em;
        white-space: pre;
      }

      .exact {
        color: var(--ink-faint);
        font-size: 12px;
        text-align: right;
      }

      .pixel {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 2px 16px;
        padding-top: 6px;
        border-top: 1px solid var(--panel-line);
      }

      .extension {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 16px;
      }

      .pixel span {
        color: var(--ink-soft);
      }

      .pixel b {
        font-weight: 500;
        color: var(--ink);
      }

      .values.many {
        display: grid;
        flex: 1 0 100%;
        grid-template-columns: repeat(auto-fit, minmax(60px, 1fr));
        gap: 2px 8px;
      }

      .values i {
        display: inline-block;
        width: 7px;
        height: 7px;
        margin-right: 5px;
        border-radius: 50%;
        box-shadow: 0 0 0 1px rgb(255 255 255 / 25%);
      }

      .note {
        margin: 0;
        color: var(--warm);
        font-size: 12px;
      }

      .note.quiet {
        color: var(--ink-faint);
      }
    `,
  ];

  @property({ attribute: false }) reading!: Reading;

  @property() unit = '';

  @property({ attribute: false }) channels: readonly ReadChannel[] = [];

  /** Values of `channels`; undefined where there are none. */
  @property({ attribute: false }) values: PixelValues | undefined;

  override render(): TemplateResult {
    const { pointed, x, y, frame, note, extension } = this.reading;
    return html`
      <section class="panel number" aria-label="Position" data-control="readout">
        <div class="head">
          <span class="caption">${frame?.name ?? 'Pixels'}</span>
          <span class="caption">${pointed ? 'Pointer' : 'Centre'}</span>
        </div>
        ${frame ? this.#sky(frame) : this.#note(note)}
        ${extension ? this.#extension(extension) : nothing}
        <div class="pixel">
          <span data-control="pixel">x <b>${x.toFixed(1)}</b> &nbsp;y <b>${y.toFixed(1)}</b></span>
          ${this.#values()}
        </div>
      </section>
    `;
  }

  #sky(frame: SkyFrame): TemplateResult {
    const { sky } = this.reading;
    const longitude = sky
      ? frame.inHours
        ? hours(sky.longitude, 2)
        : degrees(sky.longitude, 1)
      : '—';
    return html`
      <dl>
        <dt>${frame.longitude}</dt>
        <dd class="sky" data-control="longitude">${longitude}</dd>
        <dd class="exact">${sky ? `${sky.longitude.toFixed(6)}°` : ''}</dd>
        <dt>${frame.latitude}</dt>
        <dd class="sky" data-control="latitude">${sky ? degrees(sky.latitude, 1) : '—'}</dd>
        <dd class="exact">
          ${sky ? `${sky.latitude < 0 ? '−' : '+'}${Math.abs(sky.latitude).toFixed(6)}°` : ''}
        </dd>
      </dl>
    `;
  }

  #note(note: string): TemplateResult {
    const quiet = note.startsWith('No ') || note.startsWith('Not ');
    return html`<p class=${quiet ? 'note quiet' : 'note'} data-control="sky-note">${note}</p>`;
  }

  #extension({ name, detail }: Extension): TemplateResult {
    return html`<div class="extension" data-control="extension">
      <span>${name}</span> <span class="exact">${detail}</span>
    </div>`;
  }

  #values(): TemplateResult {
    const one = this.channels.length === 1;
    if (one || !this.values) {
      return html`<span data-control="value"
        ><b>${formatValue(this.values?.[0])}</b> ${this.unit}</span
      >`;
    }
    const value = ({ channel, colour }: ReadChannel, index: number) => html`
      <span title=${`Channel ${channel}`}>
        <i style=${`background: ${colour}`}></i><b>${formatValue(this.values?.[index])}</b>
      </span>
    `;
    return html`
      <span>${this.unit}</span>
      <span class="values many" data-control="value">${this.channels.map(value)}</span>
    `;
  }
}

/** Six digits, which is what single precision can tell apart; null is a blank pixel. */
function formatValue(value: number | null | undefined): string {
  return value === null || value === undefined
    ? '—'
    : String(Number(value.toPrecision(6))).replace('-', '−');
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-readout': ReadoutPanel;
  }
}
