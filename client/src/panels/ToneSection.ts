import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImageModel } from '../api/ImageModel';
import { SettingsEvent } from '../controls/events';
import '../controls/NumberControl';
import { linearScale, logScale, type SliderScale } from '../controls/SliderScale';
import { theme } from '../controls/theme';
import type { RenderSettings } from '../state/RenderSettings';

type Tone = 'brightness' | 'contrast' | 'gamma' | 'saturation' | 'quality';

interface ToneRange {
  readonly key: Tone;
  readonly label: string;
  /** Bounds of what may be typed: those of the server. */
  readonly min: number;
  readonly max: number;
  /** The slider covers what is useful, not all that is allowed. */
  readonly scale: SliderScale;
}

const TONES: readonly ToneRange[] = [
  { key: 'brightness', label: 'Brightness', min: -100, max: 100, scale: linearScale(-100, 100, 1) },
  { key: 'contrast', label: 'Contrast', min: 0, max: 1000, scale: logScale(0.05, 20) },
  { key: 'gamma', label: 'Gamma', min: 0.1, max: 5, scale: linearScale(0.1, 5, 0.05) },
  { key: 'saturation', label: 'Saturation', min: 0, max: 5, scale: linearScale(0, 5, 0.05) },
  { key: 'quality', label: 'Quality', min: 0, max: 100, scale: linearScale(0, 100, 1) },
];

/** What is the same for all channels: brightness and its kin. */
@customElement('visiomatic-tone')
export class ToneSection extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }

      .invert {
        display: flex;
        align-items: center;
        justify-content: space-between;
        height: 32px;
        color: var(--ink-soft);
        cursor: pointer;
      }

      .invert input {
        appearance: none;
        -webkit-appearance: none;
        width: 30px;
        height: 17px;
        margin: 0;
        border-radius: 9px;
        background: rgb(255 255 255 / 16%);
        cursor: pointer;
        transition: background 0.15s;
      }

      .invert input::before {
        content: '';
        display: block;
        width: 13px;
        height: 13px;
        margin: 2px;
        border-radius: 50%;
        background: #f4f7fd;
        transition: transform 0.15s;
      }

      .invert input:checked {
        background: var(--accent-deep);
      }

      .invert input:checked::before {
        transform: translateX(13px);
      }
    `,
  ];

  @property({ attribute: false }) model!: ImageModel;

  @property({ attribute: false }) settings!: RenderSettings;

  override render(): TemplateResult {
    return html`
      ${TONES.map((tone) =>
        tone.key === 'saturation' && this.settings.mode === 'single' ? nothing : this.#row(tone),
      )}
      <label class="invert">
        Invert
        <input
          type="checkbox"
          role="switch"
          name="invert"
          data-control="invert"
          .checked=${this.settings.invert}
          @change=${(event: Event) =>
            this.dispatchEvent(
              new SettingsEvent({ invert: (event.target as HTMLInputElement).checked }),
            )}
        />
      </label>
    `;
  }

  #row({ key, label, min, max, scale }: ToneRange): TemplateResult {
    const { info } = this.model;
    return html`
      <visiomatic-number
        label=${label}
        name=${key}
        min=${min}
        max=${max}
        .value=${this.settings[key]}
        .standard=${key === 'saturation' ? info.color_saturation : info[key]}
        .scale=${scale}
        @change=${(event: CustomEvent<number>) =>
          this.dispatchEvent(new SettingsEvent({ [key]: event.detail }))}
      ></visiomatic-number>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-tone': ToneSection;
  }
}
