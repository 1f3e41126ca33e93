import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ImageModel } from '../api/ImageModel';
import { theme } from '../controls/theme';

/** What the image is called, how large it is, and what the server noted about its file. */
@customElement('visiomatic-title')
export class TitleCard extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        min-width: 0;
      }

      .panel {
        padding: 9px 14px 10px;
      }

      h1 {
        margin: 0;
        font-size: 15px;
        font-weight: 620;
        letter-spacing: -0.005em;
      }

      h1,
      p {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      p {
        margin: 1px 0 0;
        color: var(--ink-soft);
        font-size: 12px;
      }

      details {
        margin-top: 4px;
        color: var(--ink-soft);
        font-size: 12px;
      }

      summary {
        cursor: pointer;
      }

      ul {
        max-height: 30vh;
        margin: 4px 0 0;
        padding: 0 0 0 16px;
        overflow: auto;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) model!: ImageModel;

  override render(): TemplateResult {
    const { width, height, channels, fileName, title, path } = this.model;
    const count = channels === 1 ? '' : ` · ${channels} channels`;
    const file = title === fileName ? '' : `${fileName} · `;
    return html`
      <div class="panel" title=${path}>
        <h1>${title}</h1>
        <p class="number">${file}${width} × ${height}${count}</p>
        ${this.#notes()}
      </div>
    `;
  }

  #notes(): TemplateResult | typeof nothing {
    const { notes } = this.model;
    return notes.length === 0
      ? nothing
      : html`<details data-control="notes">
          <summary>${notes.length === 1 ? '1 note' : `${notes.length} notes`} about this file</summary>
          <ul>
            ${notes.map((note) => html`<li>${note}</li>`)}
          </ul>
        </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-title': TitleCard;
  }
}
