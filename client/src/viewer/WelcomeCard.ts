import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { theme } from '../controls/theme';

/** Asks for an image: on a fresh page, or after one that could not be opened. */
@customElement('visiomatic-welcome')
export class WelcomeCard extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
        width: 480px;
        max-width: 100%;
      }

      .panel {
        padding: 28px 32px 30px;
      }

      .logo {
        display: block;
        width: 52px;
        height: 52px;
        margin-bottom: 16px;
      }

      h1 {
        margin: 0 0 4px;
        font-size: 22px;
        font-weight: 640;
        letter-spacing: -0.015em;
      }

      p {
        margin: 0 0 20px;
        color: var(--ink-soft);
        font-size: 14px;
      }

      p.error {
        padding: 9px 12px;
        border-radius: 8px;
        background: rgb(255 110 100 / 12%);
        color: var(--danger);
      }

      form {
        display: flex;
        gap: 8px;
      }

      form input {
        flex: 1;
        height: 36px !important;
        padding: 0 12px !important;
        border-radius: 8px !important;
        font-size: 14px;
      }

      form input::placeholder {
        color: var(--ink-faint);
      }

      footer {
        margin-top: 18px;
        color: var(--ink-faint);
        font-size: 12px;
      }
    `,
  ];

  /** Image that was tried last. */
  @property() image = '';

  /** Why it could not be opened. */
  @property() error = '';

  @property() version = '';

  override render(): TemplateResult {
    return html`
      <section class="panel" aria-label="Open an image">
        ${logo}
        <h1>${this.error ? 'This image cannot be shown' : 'Open an image'}</h1>
        ${this.error
          ? html`<p class="error" role="alert" data-control="error">${this.error}</p>`
          : html`<p>Give the path of a FITS file below the server's data folder.</p>`}
        <form @submit=${this.#submit}>
          <input
            type="text"
            name="image"
            data-control="image"
            aria-label="Path of the image"
            placeholder="folder/image.fits"
            autocomplete="off"
            spellcheck="false"
            required
            .value=${this.image}
            @keydown=${(event: KeyboardEvent) => event.stopPropagation()}
          />
          <button class="solid-button" data-control="open">Open</button>
        </form>
        ${this.version ? html`<footer>VisiOmatic ${this.version}</footer>` : nothing}
      </section>
    `;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.focus();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    const image = this.renderRoot.querySelector('input')?.value.trim() ?? '';
    if (image !== '') {
      this.dispatchEvent(new CustomEvent('open', { detail: image }));
    }
  }
}

const logo = html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="8" fill="#1b2331" />
  <circle cx="16" cy="16" r="3.2" fill="#f3f6ff" />
  <g fill="none" stroke-linecap="round" stroke-width="2.2">
    <ellipse cx="16" cy="16" rx="11" ry="4.6" stroke="#6ea8ff" transform="rotate(-28 16 16)" />
    <path d="M16 4.5v4M16 23.5v4" stroke="#f0b35c" />
  </g>
</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-welcome': WelcomeCard;
  }
}
