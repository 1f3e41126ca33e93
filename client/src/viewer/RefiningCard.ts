import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProgressReport } from '../api/ProgressStream';
import { theme } from '../controls/theme';
import { progressLine, progressLineStyles, wholePercent } from './progressLine';

/** How far the server is with the finer resolutions of an image that can be seen already. */
@customElement('visiomatic-refining')
export class RefiningCard extends LitElement {
  static override styles = [
    theme,
    progressLineStyles,
    css`
      :host {
        display: block;
        width: 264px;
        max-width: 100%;
      }

      .panel {
        padding: 8px 14px 12px;
      }

      p {
        display: flex;
        justify-content: space-between;
        margin: 0 0 8px;
        font-size: 12px;
      }
    `,
  ];

  @property({ attribute: false }) report: ProgressReport | undefined;

  override render(): TemplateResult {
    const percent = wholePercent(this.report?.fraction ?? 0);
    return html`
      <section class="panel" aria-label="Preparing the full resolution" data-control="refining">
        <p class="number"><span>Preparing the full resolution</span><span>${percent} %</span></p>
        ${progressLine(percent)}
      </section>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-refining': RefiningCard;
  }
}
