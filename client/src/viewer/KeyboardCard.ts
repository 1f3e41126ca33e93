import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CommandEvent } from '../controls/events';
import { icon } from '../controls/icons';
import { theme } from '../controls/theme';

const KEYS: readonly (readonly [keys: readonly string[], meaning: string])[] = [
  [['+', '−'], 'Zoom in, out'],
  [['←', '↑', '↓', '→'], 'Move'],
  [['0'], 'Whole image'],
  [['1'], 'One image pixel per screen pixel'],
  [['[', ']'], 'Previous, next channel'],
  [['i'], 'Invert'],
  [['d'], 'Display controls'],
  [['o'], 'Overview'],
  [['r'], 'Reticle'],
  [['f'], 'Full screen'],
  [['c'], 'Copy a link to this view'],
  [['?'], 'This card'],
];

/** The keys, over everything else. */
@customElement('visiomatic-keyboard')
export class KeyboardCard extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        position: absolute;
        inset: 0;
        display: grid;
        place-items: center;
        padding: 16px;
        background: rgb(4 6 10 / 55%);
      }

      .panel {
        width: 380px;
        max-width: 100%;
        max-height: 100%;
        overflow: auto;
        padding: 14px 20px 18px;
        background: rgb(17 21 30 / 94%);
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin-bottom: 4px;
      }

      h2 {
        margin: 0;
        font-size: 15px;
        font-weight: 620;
      }

      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        align-items: center;
        gap: 7px 20px;
        margin: 0;
      }

      dd {
        margin: 0;
        color: var(--ink-soft);
      }

      kbd {
        display: inline-block;
        min-width: 24px;
        padding: 2px 6px;
        border: 1px solid rgb(255 255 255 / 16%);
        border-bottom-width: 2px;
        border-radius: 6px;
        background: var(--field);
        font: inherit;
        font-size: 12px;
        text-align: center;
      }

      footer {
        margin-top: 14px;
      }

      footer a {
        color: var(--ink-soft);
      }
    `,
  ];

  /** Address of the user documentation; '' for none. */
  @property() userdoc = '';

  override firstUpdated(): void {
    this.renderRoot.querySelector('button')?.focus();
  }

  override render(): TemplateResult {
    return html`
      <section
        class="panel"
        role="dialog"
        aria-modal="true"
        aria-label="Keyboard"
        data-control="keyboard-card"
      >
        <header>
          <h2>Keyboard</h2>
          <button
            class="icon-button"
            type="button"
            aria-label="Close"
            @click=${() => this.dispatchEvent(new CommandEvent('keyboard'))}
          >
            ${icon('close')}
          </button>
        </header>
        <dl>
          ${KEYS.map(
            ([keys, meaning]) => html`
              <dt>${keys.map((key) => html`<kbd>${key}</kbd> `)}</dt>
              <dd>${meaning}</dd>
            `,
          )}
        </dl>
        ${this.userdoc
          ? html`<footer>
              <a href=${this.userdoc} target="_blank" rel="noopener" data-control="userdoc"
                >User documentation</a
              >
            </footer>`
          : nothing}
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-keyboard': KeyboardCard;
  }
}
