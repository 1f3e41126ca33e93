import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImageModel } from '../api/ImageModel';
import '../controls/CutsControl';
import { CommandEvent, SettingsEvent } from '../controls/events';
import { icon } from '../controls/icons';
import { theme } from '../controls/theme';
import { COLOUR_MAPS, type ColourMap, type RenderSettings } from '../state/RenderSettings';

/** What each colour map looks like, from low to high. */
const SWATCHES: Readonly<Record<ColourMap, string>> = {
  grey: '#000, #fff',
  jet: '#00007f, #00f 12%, #0ff 37%, #ff0 62%, #f00 88%, #7f0000',
  cool: '#0ff, #f0f',
  hot: '#0b0000, #f00 37%, #ff0 75%, #fff',
};

/** Single mode: which channel, in which colour map, between which cuts. */
@customElement('visiomatic-single')
export class SingleSection extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        gap: 12px;
      }

      .channel {
        display: grid;
        grid-template-columns: 28px 1fr 28px;
        align-items: center;
        gap: 4px;
      }

      .channel .icon-button {
        width: 28px;
        height: 28px;
      }

      .maps {
        display: grid;
        grid-template-columns: repeat(4, 1fr);
        gap: 6px;
      }

      .map {
        padding: 0 0 2px;
        border-radius: 7px;
        color: var(--ink-faint);
        font-size: 11px;
        text-transform: capitalize;
      }

      .map:hover,
      .map[aria-checked='true'] {
        color: var(--ink);
      }

      .map i {
        display: block;
        height: 14px;
        margin-bottom: 3px;
        border-radius: 5px;
        box-shadow: inset 0 0 0 1px rgb(255 255 255 / 14%);
      }

      .map[aria-checked='true'] i {
        box-shadow:
          0 0 0 1.5px #0d1119,
          0 0 0 3px var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) model!: ImageModel;

  @property({ attribute: false }) settings!: RenderSettings;

  override render(): TemplateResult {
    return html`
      ${this.model.channels > 1 ? this.#channelChoice() : nothing}
      <div class="maps" role="radiogroup" aria-label="Colour map" data-control="colour-map">
        ${COLOUR_MAPS.map(
          (map) => html`
            <button
              class="map"
              type="button"
              role="radio"
              data-control=${`colour-map-${map}`}
              aria-checked=${map === this.settings.colourMap}
              @click=${() => this.dispatchEvent(new SettingsEvent({ colourMap: map }))}
            >
              <i style=${`background: linear-gradient(to right, ${SWATCHES[map]})`}></i>${map}
            </button>
          `,
        )}
      </div>
      <visiomatic-cuts
        .model=${this.model}
        .settings=${this.settings}
        .channel=${this.settings.channel}
      ></visiomatic-cuts>
    `;
  }

  #channelChoice(): TemplateResult {
    const channels = Array.from({ length: this.model.channels }, (_, index) => index + 1);
    return html`
      <div class="channel">
        ${this.#step('previous')}
        <select
          name="channel"
          data-control="channel"
          aria-label="Channel"
          @change=${(event: Event) =>
            this.dispatchEvent(
              new SettingsEvent({ channel: Number((event.target as HTMLSelectElement).value) }),
            )}
        >
          ${channels.map(
            (channel) => html`
              <option value=${channel} ?selected=${channel === this.settings.channel}>
                Channel ${channel} of ${this.model.channels}
              </option>
            `,
          )}
        </select>
        ${this.#step('next')}
      </div>
    `;
  }

  #step(direction: 'previous' | 'next'): TemplateResult {
    return html`<button
      class="icon-button"
      type="button"
      data-control=${`channel-${direction}`}
      aria-label=${`${direction} channel`}
      @click=${() => this.dispatchEvent(new CommandEvent(`${direction}-channel`))}
    >
      ${icon(direction)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-single': SingleSection;
  }
}
