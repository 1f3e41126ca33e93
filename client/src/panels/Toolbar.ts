import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Command, CommandEvent } from '../controls/events';
import { icon, type IconName } from '../controls/icons';
import { theme } from '../controls/theme';

/** How long the copy button says that it has copied, in milliseconds. */
const THANKS = 1500;

/** Buttons beside the map. */
@customElement('visiomatic-toolbar')
export class Toolbar extends LitElement {
  static override styles = [
    theme,
    css`
      :host {
        display: block;
      }

      .panel {
        display: flex;
        flex-direction: column;
        gap: 1px;
        width: 42px;
        padding: 4px;
      }

      hr {
        width: 20px;
        height: 1px;
        margin: 4px auto;
        border: 0;
        background: var(--panel-line);
      }

      .native {
        font-size: 11px;
        font-weight: 650;
      }

      .done {
        color: #8fd6a0;
      }
    `,
  ];

  @property({ type: Boolean }) reticle = true;

  @state() private copied = false;

  /** Says for a moment that the address is on the clipboard. */
  thank(): void {
    this.copied = true;
    setTimeout(() => (this.copied = false), THANKS);
  }

  override render(): TemplateResult {
    return html`
      <div class="panel" role="toolbar" aria-label="View" aria-orientation="vertical">
        ${this.#button('zoom-in', 'plus', 'Zoom in (+)')}
        ${this.#button('zoom-out', 'minus', 'Zoom out (−)')}
        ${this.#button('fit', 'fit', 'Whole image (0)')}
        <button
          class="icon-button native number"
          type="button"
          data-control="native"
          aria-label="One image pixel per screen pixel (1)"
          title="One image pixel per screen pixel (1)"
          @click=${() => this.dispatchEvent(new CommandEvent('native'))}
        >
          1:1
        </button>
        <hr />
        ${this.#button('reticle', 'reticle', 'Reticle (r)', this.reticle)}
        ${this.#button('fullscreen', 'fullscreen', 'Full screen (f)')}
        <hr />
        ${this.copied
          ? html`<span class="icon-button done" role="status" aria-label="Link copied"
              >${icon('check')}</span
            >`
          : this.#button('copy-link', 'link', 'Copy a link to this view (c)')}
        ${this.#button('keyboard', 'help', 'Keyboard (?)')}
      </div>
    `;
  }

  #button(command: Command, picture: IconName, label: string, pressed?: boolean): TemplateResult {
    return html`<button
      class="icon-button"
      type="button"
      data-control=${command}
      aria-label=${label}
      aria-pressed=${pressed ?? nothing}
      title=${label}
      @click=${() => this.dispatchEvent(new CommandEvent(command))}
    >
      ${icon(picture)}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-toolbar': Toolbar;
  }
}
