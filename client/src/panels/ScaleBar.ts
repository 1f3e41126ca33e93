import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { theme } from '../controls/theme';
import { scaleBar } from '../map/scaleBar';

/** Most that the bar takes of the screen, in pixels. */
const MOST = 160;

/** A bar of a round length on the sky at the centre of the view. */
@customElement('visiomatic-scale-bar')
export class ScaleBar extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        pointer-events: none;
        text-align: center;
        filter: drop-shadow(0 0 3px rgb(0 0 0 / 90%)) drop-shadow(0 1px 1px rgb(0 0 0 / 80%));
      }

      .bar {
        height: 6px;
        margin: 3px auto 0;
        border: solid #fff;
        border-width: 0 1.5px 1.5px;
      }

      span {
        font-size: 12px;
        font-weight: 550;
        color: #fff;
      }
    `,
  ];

  /** Degrees per screen pixel; undefined without a sky. */
  @property({ attribute: false }) perPixel: number | undefined;

  /** Image pixels per screen pixel. */
  @property({ type: Number }) resolution = 1;

  override render(): TemplateResult {
    const { width, label } = scaleBar(this.perPixel, this.resolution, MOST);
    return html`
      <div role="img" aria-label=${`Scale: the bar is ${label} long`} data-control="scale-bar">
        <span class="number">${label}</span>
        <div class="bar" style=${`width: ${width}px`}></div>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-scale-bar': ScaleBar;
  }
}
