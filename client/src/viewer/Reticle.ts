import { css, html, LitElement, type TemplateResult } from 'lit';
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
      stroke: rgb(255 255 255 / 75%);
      stroke-width: 1;
      filter: drop-shadow(0 0 1.5px rgb(0 0 0 / 90%));
    }
  `;

  override render(): TemplateResult {
    return html`<svg viewBox="0 0 46 46" aria-hidden="true">
      <circle cx="23" cy="23" r="12" />
      <path d="M23 3v13M23 30v13M3 23h13M30 23h13" />
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-reticle': Reticle;
  }
}
