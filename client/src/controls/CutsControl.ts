import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImageModel } from '../api/ImageModel';
import { cutsOf, type RenderSettings, withCuts } from '../state/RenderSettings';
import { SettingsEvent } from './events';
import './NumberControl';
import { asinhScale, type SliderScale } from './SliderScale';
import { theme } from './theme';

/** Reach of the sliders, in noise scales below and above the background. */
const BELOW = 100;
const ABOVE = 40_000;

/** Cuts of one channel. */
@customElement('visiomatic-cuts')
export class CutsControl extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }

      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 26px;
      }
    `,
  ];

  @property({ attribute: false }) model!: ImageModel;

  @property({ attribute: false }) settings!: RenderSettings;

  @property({ type: Number }) channel = 1;

  override render(): TemplateResult {
    const [low, high] = cutsOf(this.model, this.settings, this.channel);
    const [standardLow, standardHigh] = this.model.defaultCuts(this.channel);
    const scale = this.#scale();
    return html`
      <div class="head">
        <span class="caption">Cuts${this.model.unit ? html` · ${this.model.unit}` : nothing}</span>
        <button
          class="text-button"
          type="button"
          data-control="cuts-reset"
          ?disabled=${!this.settings.cuts.has(this.channel)}
          @click=${() => this.#change(undefined)}
        >
          Reset
        </button>
      </div>
      <visiomatic-number
        label="Low"
        name="cut-low"
        .value=${low}
        .standard=${standardLow}
        .scale=${scale}
        @change=${(event: CustomEvent<number>) => this.#change([event.detail, high])}
      ></visiomatic-number>
      <visiomatic-number
        label="High"
        name="cut-high"
        .value=${high}
        .standard=${standardHigh}
        .scale=${scale}
        @change=${(event: CustomEvent<number>) => this.#change([low, event.detail])}
      ></visiomatic-number>
    `;
  }

  #scale(): SliderScale {
    const [low, high] = this.model.defaultCuts(this.channel);
    const level = this.model.backgroundLevel(this.channel);
    // A constant image has no noise to measure by: the width of its cuts has to do.
    const noise = this.model.backgroundMad(this.channel) || Math.abs(high - low) / 400 || 1;
    return asinhScale(level, noise, level - BELOW * noise, level + ABOVE * noise);
  }

  #change(cuts: readonly [number, number] | undefined): void {
    this.dispatchEvent(new SettingsEvent(withCuts(this.settings, this.channel, cuts)));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-cuts': CutsControl;
  }
}
