import { css, html, LitElement, svg, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';

/** Marks the centre of the view without covering what is there. */
@customElement('visiomatic-reticle')
export class Reticle extends LitElement {
  static override styles = css`
    :host {
      position: absolute;
      inset: 0;
      display: grid;
      place-items: center;
      pointer-events: none;
    }

    svg {
      width: 46px;
      height: 46px;
      fill: none;
    }

    .edge {
      stroke: rgb(0 0 0 / 60%);
      stroke-width: 3;
    }

    .line {
      stroke: rgb(255 255 255 / 88%);
      stroke-width: 1.2;
    }
  `;

  override render(): TemplateResult {
    // Drawn twice, dark under light, to be seen on a bright sky as on a dark one.
    return html`<svg viewBox="0 0 46 46" aria-hidden="true">
      ${['edge', 'line'].map(
        (layer) => svg`<g class=${layer}>
          <circle cx="23" cy="23" r="12" />
          <path d="M23 3v13M23 30v13M3 23h13M30 23h13" />
        </g>`,
      )}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-reticle': Reticle;
  }
}
