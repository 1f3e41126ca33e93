import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProgressReport } from '../api/ProgressStream';
import { theme } from '../controls/theme';
import { progressLine, progressLineStyles, wholePercent } from './progressLine';

/** How far the server is with an image that it sees for the first time. */
@customElement('visiomatic-progress')
export class ProgressCard extends LitElement {
  static override styles = [
    theme,
    progressLineStyles,
    css`
      :host {
        display: block;
        width: 400px;
        max-width: 100%;
      }

      .panel {
        padding: 20px 24px 22px;
      }

      h2 {
        margin: 0;
        overflow: hidden;
        font-size: 16px;
        font-weight: 620;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      p {
        margin: 2px 0 16px;
        color: var(--ink-soft);
      }

      .foot {
        display: flex;
        justify-content: space-between;
        min-height: 18px;
        margin-top: 8px;
        color: var(--ink-soft);
        font-size: 12px;
      }

      .stage::first-letter {
        text-transform: uppercase;
      }
    `,
  ];

  @property() image = '';

  @property({ attribute: false }) report: ProgressReport | undefined;

  override render(): TemplateResult {
    const { state, fraction, stage, message } = this.report ?? { state: undefined };
    const percent =
      typeof fraction === 'number' && state !== 'queued' ? wholePercent(fraction) : undefined;
    const text = state === 'queued' ? 'waiting for its turn' : message || stage || '';
    return html`
      <section class="panel" aria-label="Preparing the image" data-control="progress">
        <h2>${this.image.slice(this.image.lastIndexOf('/') + 1)}</h2>
        <p>
          ${this.report
            ? 'Preparing this image. It is done once; next time it opens at once.'
            : 'Opening…'}
        </p>
        ${progressLine(percent)}
        <div class="foot number">
          <span class="stage">${text}</span><span>${percent === undefined ? '' : `${percent} %`}</span>
        </div>
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-progress': ProgressCard;
  }
}
