import { PermaLink } from '../state/PermaLink';

/** The page's address, as far as a viewer may read and write it. */
export class AddressBar {
  readonly #onPopState = () => this.onChange(this.read());

  /** @param onChange called when a reader goes back or forward in the history */
  constructor(private readonly onChange: (link: PermaLink) => void) {
    window.addEventListener('popstate', this.#onPopState);
  }

  read(): PermaLink {
    return new PermaLink(window.location.search);
  }

  /** Tells the view that is on the screen, without a step in the history. */
  replace(address: string): void {
    if (address !== window.location.href) {
      window.history.replaceState(null, '', address);
    }
  }

  /** Begins another image: "back" returns to the one before. */
  push(search: string): void {
    window.history.pushState(null, '', search);
  }

  dispose(): void {
    window.removeEventListener('popstate', this.#onPopState);
  }
}
