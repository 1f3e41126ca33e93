import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ImageModel } from '../api/ImageModel';
import '../controls/CutsControl';
import { SettingsEvent } from '../controls/events';
import { icon } from '../controls/icons';
import { theme } from '../controls/theme';
import { suggestedColour } from '../state/ColourMix';
import type { RenderSettings } from '../state/RenderSettings';

/** Colour mode: the channels of the mix, each with a colour and cuts. */
@customElement('visiomatic-colour')
export class ColourSection extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: grid;
        gap: 8px;
      }

      ul {
        display: grid;
        gap: 2px;
        margin: 0;
        padding: 0;
        list-style: none;
      }

      li {
        border-radius: 8px;
      }

      li.open {
        background: rgb(255 255 255 / 4%);
      }

      .row {
        display: grid;
        grid-template-columns: 30px 1fr 28px;
        align-items: center;
        gap: 6px;
        padding: 2px 2px 2px 4px;
      }

      .name {
        height: 28px;
        text-align: left;
        border-radius: 6px;
      }

      .name small {
        float: right;
        color: var(--ink-faint);
        font-size: 11.5px;
      }

      .name:hover small {
        color: var(--ink-soft);
      }

      .cuts {
        padding: 0 6px 6px;
      }

      .icon-button {
        width: 26px;
        height: 26px;
      }

      .icon-button svg {
        width: 14px;
        height: 14px;
      }

      input[type='color'] {
        width: 26px;
        height: 20px;
        padding: 0;
        border: 0;
        border-radius: 6px;
        background: none;
        cursor: pointer;
      }

      input[type='color']::-webkit-color-swatch-wrapper {
        padding: 0;
      }

      input[type='color']::-webkit-color-swatch {
        border: 1px solid rgb(255 255 255 / 25%);
        border-radius: 6px;
      }

      select {
        width: 100%;
        color: var(--ink-soft);
      }

      p {
        margin: 0;
        color: var(--ink-faint);
        font-size: 11.5px;
      }
    `,
  ];

  @property({ attribute: false }) model!: ImageModel;

  @property({ attribute: false }) settings!: RenderSettings;

  /** Channel whose cuts are laid open. */
  @state() private open = 0;

  override render(): TemplateResult {
    const mixed = [...this.settings.colours].sort((a, b) => a[0] - b[0]);
    const others = Array.from({ length: this.model.channels }, (_, index) => index + 1).filter(
      (channel) => !this.settings.colours.has(channel),
    );
    const between = others.some((channel) => channel > mixed[0]![0] && channel < mixed.at(-1)![0]);
    return html`
      <ul data-control="mix">
        ${mixed.map(([channel, colour]) => this.#row(channel, colour, mixed.length > 1))}
      </ul>
      ${others.length > 0 ? this.#addChoice(others) : nothing}
      ${between ? html`<p>Channels in between take colours in between.</p>` : nothing}
    `;
  }

  #row(channel: number, colour: string, removable: boolean): TemplateResult {
    const open = channel === this.open;
    return html`
      <li class=${open ? 'open' : ''}>
        <div class="row">
          <input
            type="color"
            data-control=${`mix-colour-${channel}`}
            aria-label=${`Colour of channel ${channel}`}
            .value=${colour}
            @change=${(event: Event) =>
              this.#recolour(channel, (event.target as HTMLInputElement).value)}
          />
          <button
            class="name"
            type="button"
            data-control=${`mix-edit-${channel}`}
            aria-expanded=${open}
            @click=${() => (this.open = open ? 0 : channel)}
          >
            Channel ${channel} <small>${open ? 'close' : 'cuts'}</small>
          </button>
          <button
            class="icon-button"
            type="button"
            data-control=${`mix-remove-${channel}`}
            aria-label=${`Remove channel ${channel} from the mix`}
            ?hidden=${!removable}
            @click=${() => this.#recolour(channel, undefined)}
          >
            ${icon('close')}
          </button>
        </div>
        ${open
          ? html`<div class="cuts">
              <visiomatic-cuts
                .model=${this.model}
                .settings=${this.settings}
                .channel=${channel}
              ></visiomatic-cuts>
            </div>`
          : nothing}
      </li>
    `;
  }

  #addChoice(channels: readonly number[]): TemplateResult {
    return html`
      <select
        data-control="mix-add"
        aria-label="Add a channel to the mix"
        @change=${(event: Event) => {
          const choice = event.target as HTMLSelectElement;
          const channel = Number(choice.value);
          choice.value = '';
          this.#recolour(channel, suggestedColour(channel, this.model.channels));
        }}
      >
        <option value="" selected disabled>Add a channel…</option>
        ${channels.map((channel) => html`<option value=${channel}>Channel ${channel}</option>`)}
      </select>
    `;
  }

  #recolour(channel: number, colour: string | undefined): void {
    const colours = new Map(this.settings.colours);
    if (colour) {
      colours.set(channel, colour);
    } else {
      colours.delete(channel);
    }
    this.dispatchEvent(new SettingsEvent({ colours }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-colour': ColourSection;
  }
}
