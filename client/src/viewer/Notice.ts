import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { theme } from '../controls/theme';

/** How long a notice stays, in milliseconds. */
const NOTICE_TIME = 6000;

/** A sentence about something that went wrong, which goes away by itself. */
@customElement('visiomatic-notice')
export class Notice extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }

      .panel {
        padding: 8px 14px;
        color: var(--danger);
      }
    `,
  ];

  @state() private text = '';

  #timer: ReturnType<typeof setTimeout> | undefined;

  tell(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.text = ''), NOTICE_TIME);
  }

  override render(): TemplateResult | typeof nothing {
    return this.text
      ? html`<div class="panel" role="alert" data-control="notice">${this.text}</div>`
      : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-notice': Notice;
  }
}
