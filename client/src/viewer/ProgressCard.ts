import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ProgressReport } from '../api/ProgressStream';
import { theme } from '../controls/theme';

/** How far the server is with an image that it sees for the first time. */
@customElement('visiomatic-progress')
export class ProgressCard extends LitElement {
  static override styles = [
    theme,
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

      .line {
        height: 4px;
        overflow: hidden;
        border-radius: 2px;
        background: rgb(255 255 255 / 12%);
      }

      .line i {
        display: block;
        height: 100%;
        border-radius: 2px;
        background: linear-gradient(to right, var(--accent-deep), var(--accent));
        transition: width 0.4s ease-out;
      }

      .line i.unknown {
        width: 30%;
        animation: wander 1.6s ease-in-out infinite alternate;
      }

      @keyframes wander {
        from {
          transform: translateX(-20%);
        }

        to {
          transform: translateX(255%);
        }
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
    const known = typeof fraction === 'number' && state !== 'queued';
    const percent = known ? Math.round(100 * Math.min(1, Math.max(0, fraction))) : 0;
    const text = state === 'queued' ? 'waiting for its turn' : message || stage || '';
    return html`
      <section class="panel" aria-label="Preparing the image" data-control="progress">
        <h2>${this.image.slice(this.image.lastIndexOf('/') + 1)}</h2>
        <p>
          ${this.report
            ? 'Preparing this image. It is done once; next time it opens at once.'
            : 'Opening…'}
        </p>
        <div
          class="line"
          role="progressbar"
          aria-label="Progress"
          aria-valuemin="0"
          aria-valuemax="100"
          aria-valuenow=${known ? percent : nothing}
        >
          <i class=${known ? '' : 'unknown'} style=${known ? `width: ${percent}%` : ''}></i>
        </div>
        <div class="foot number">
          <span class="stage">${text}</span><span>${known ? `${percent} %` : ''}</span>
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
