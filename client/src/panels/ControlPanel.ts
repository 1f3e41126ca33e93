import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImageModel } from '../api/ImageModel';
import { SettingsEvent } from '../controls/events';
import { theme } from '../controls/theme';
import { defaultSettings, type Mode, type RenderSettings } from '../state/RenderSettings';
import './ColourSection';
import './SingleSection';
import './ToneSection';
import { type Collapsing, hideButton, showButton } from './toggle';

const PANEL: Collapsing = {
  command: 'controls',
  key: 'd',
  title: 'Display',
  what: 'the display controls',
  icon: 'sliders',
  hiding: 'next',
};

/** All that decides how the image is drawn. Collapses to one button. */
@customElement('visiomatic-controls')
export class ControlPanel extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }

      .panel {
        display: flex;
        flex-direction: column;
        width: 308px;
        max-width: 100%;
        max-height: 100%;
        overflow: hidden;
      }

      header {
        display: flex;
        align-items: center;
        gap: 2px;
        padding: 6px 6px 6px 14px;
      }

      h2 {
        flex: 1;
        margin: 0;
        font-size: 13px;
        font-weight: 600;
      }

      .body {
        overflow: auto;
        padding: 2px 14px 10px;
        scrollbar-width: thin;
        scrollbar-color: rgb(255 255 255 / 18%) transparent;
      }

      .tabs {
        display: grid;
        grid-template-columns: 1fr 1fr;
        margin-bottom: 12px;
        padding: 2px;
        border-radius: 8px;
        background: rgb(0 0 0 / 32%);
      }

      .tabs button {
        height: 26px;
        border-radius: 6px;
        color: var(--ink-soft);
        font-weight: 500;
      }

      .tabs button:hover {
        color: var(--ink);
      }

      .tabs button[aria-checked='true'] {
        background: rgb(255 255 255 / 13%);
        color: var(--ink);
        box-shadow: 0 1px 3px rgb(0 0 0 / 40%);
      }

      hr {
        height: 1px;
        margin: 12px 0 8px;
        border: 0;
        background: var(--panel-line);
      }

      .toggle {
        display: grid;
        width: 40px;
        height: 40px;
        margin-left: auto;
        border-radius: var(--radius);
      }
    `,
  ];

  @property({ attribute: false }) model!: ImageModel;

  @property({ attribute: false }) settings!: RenderSettings;

  @property({ type: Boolean, reflect: true }) collapsed = false;

  override render(): TemplateResult {
    return this.collapsed ? showButton(PANEL) : this.#panel();
  }

  #panel(): TemplateResult {
    const single = this.settings.mode === 'single';
    return html`
      <section class="panel" aria-label="Display">
        <header>
          <h2>Display</h2>
          <button
            class="text-button"
            type="button"
            data-control="reset"
            title="Back to how the image came"
            @click=${this.#reset}
          >
            Reset all
          </button>
          ${hideButton(PANEL, 'icon-button')}
        </header>
        <div class="body">
          ${this.model.channels > 1 ? this.#tabs() : nothing}
          ${single
            ? html`<visiomatic-single
                .model=${this.model}
                .settings=${this.settings}
              ></visiomatic-single>`
            : html`<visiomatic-colour
                .model=${this.model}
                .settings=${this.settings}
              ></visiomatic-colour>`}
          <hr />
          <visiomatic-tone .model=${this.model} .settings=${this.settings}></visiomatic-tone>
        </div>
      </section>
    `;
  }

  #tabs(): TemplateResult {
    const tab = (mode: Mode, text: string) => html`
      <button
        type="button"
        role="radio"
        data-control=${`mode-${mode}`}
        aria-checked=${this.settings.mode === mode}
        @click=${() => this.dispatchEvent(new SettingsEvent({ mode }))}
      >
        ${text}
      </button>
    `;
    return html`
      <div class="tabs" role="radiogroup" aria-label="Mode">
        ${tab('single', 'Single channel')} ${tab('colour', 'Colour')}
      </div>
    `;
  }

  #reset(): void {
    const { mode, channel } = this.settings;
    this.dispatchEvent(new SettingsEvent({ ...defaultSettings(this.model), mode, channel }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-controls': ControlPanel;
  }
}
