import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type Map from 'ol/Map';
import { ApiClient } from '../api/ApiClient';
import { ImageLoader } from '../api/ImageLoader';
import type { ImageModel } from '../api/ImageModel';
import type { ProgressReport } from '../api/ProgressStream';
import { encodeValue } from '../api/encodeValue';
import { tileQuery } from '../api/TileQuery';
import { type Command, CommandEvent, SettingsEvent } from '../controls/events';
import { theme } from '../controls/theme';
import { ImageMap, type PixelPosition } from '../map/ImageMap';
import { PixelReadout, type PixelValues } from '../map/PixelReadout';
import '../panels/ControlPanel';
import '../panels/OverviewPanel';
import '../panels/ReadoutPanel';
import '../panels/ScaleBar';
import '../panels/TitleCard';
import '../panels/Toolbar';
import { PageConfiguration } from '../state/PageConfiguration';
import { PermaLink } from '../state/PermaLink';
import { readChannels, type RenderSettings, type SettingsChange } from '../state/RenderSettings';
import { AddressBar } from './AddressBar';
import { copyText } from './copyText';
import { toggleFullScreen } from './fullScreen';
import './KeyboardCard';
import './Notice';
import type { Notice } from './Notice';
import './ProgressCard';
import './RefiningCard';
import './Reticle';
import { Scene } from './Scene';
import { shortcut } from './shortcuts';
import { viewerStyles } from './viewerStyles';
import './WelcomeCard';

/** What the viewer is doing, as its `data-state` attribute. */
export type ViewerActivity = 'idle' | 'loading' | 'caching' | 'error';

/** Narrower than this, the panels start collapsed: the image comes first. */
const NARROW = 720;

/**
 * Looks at one image of a VisiOmatic server.
 *
 * Attributes: `image` (path on the server), `api` (address of the server's API), `linked` (the view
 * follows the page's address, and the address the view). Without them the page's meta tags count.
 *
 * Fires `visiomatic-ready` when an image is drawn for the first time.
 */
@customElement('visiomatic-viewer')
export class VisiomaticViewer extends LitElement {
  static override styles = [theme, viewerStyles];

  @property() image = '';

  @property() api = '';

  @property({ type: Boolean }) linked = false;

  /** The image that was asked for last, whoever asked. */
  @state() private path = '';
  @state() private scene: Scene | undefined;
  @state() private settings: RenderSettings | undefined;
  @state() private activity: ViewerActivity = 'idle';
  @state() private report: ProgressReport | undefined;
  @state() private error = '';
  @state() private pointer: PixelPosition | undefined;
  @state() private values: PixelValues | undefined;
  @state() private reticle = true;
  @state() private keyboard = false;
  @state() private controlsCollapsed = false;
  @state() private overviewCollapsed = false;

  @query('.map') private mapElement!: HTMLElement;
  @query('visiomatic-notice') private noticeElement!: Notice;

  readonly #page = PageConfiguration.of(document);
  #client!: ApiClient;
  #imageMap!: ImageMap;
  #readout!: PixelReadout;
  #address: AddressBar | undefined;
  #opening = new AbortController();
  #ready = false;

  /** The OpenLayers map; undefined until the element is in a page. */
  get map(): Map | undefined {
    return this.#imageMap?.map;
  }

  /** All that makes the view, as plain data; undefined while there is no image. */
  get state(): Record<string, unknown> | undefined {
    return this.settings && this.scene?.snapshot(this.settings);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener(SettingsEvent.TYPE, this.#onSettings as EventListener);
    this.addEventListener(CommandEvent.TYPE, this.#onCommand as EventListener);
    this.#address = this.linked ? new AddressBar((link) => this.#openLinked(link)) : undefined;
    this.#imageMap?.attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#address?.dispose();
    this.#opening.abort();
    this.#imageMap?.detach();
  }

  protected override firstUpdated(): void {
    const base = this.api ? new URL(this.api, document.baseURI) : this.#page.api;
    this.#client = new ApiClient(base);
    this.#readout = new PixelReadout(this.#client, (values) => (this.values = values));
    this.#imageMap = new ImageMap(this.mapElement, this.#client, {
      onLoading: () => (this.activity = 'loading'),
      onIdle: () => this.#drawn(),
      onTileError: (error) => this.noticeElement.tell(`Part of the image is missing. ${error.message}`),
      onView: () => this.#moved(),
      onRest: () => this.#writeLink(),
      onPointer: (position) => {
        this.pointer = position;
        this.#askValues();
      },
    });
    this.controlsCollapsed = this.overviewCollapsed = this.clientWidth < NARROW;
    this.#openLinked(this.#address?.read() ?? new PermaLink(''));
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.setAttribute('data-state', this.activity);
    if (changed.has('image') && changed.get('image') !== undefined && this.image) {
      void this.open(this.image);
    }
  }

  /** Opens an image, looking as `link` says. */
  async open(path: string, link = new PermaLink('')): Promise<void> {
    this.#opening.abort();
    const opening = new AbortController();
    this.#opening = opening;
    this.#close(path);
    try {
      const image = await new ImageLoader(this.#client).load(
        path,
        (report) => this.#follow(report),
        opening.signal,
      );
      if (image.resolutions === image.model.info.tile_levels) {
        this.report = undefined;
        this.#show(image.model, link, image.resolutions);
      } else {
        this.#show(image.model, link, image.resolutions);
        const whole = await image.whole;
        opening.signal.throwIfAborted();
        this.#refine(whole);
      }
    } catch (error) {
      if (!opening.signal.aborted) {
        this.#close(path);
        this.activity = 'error';
        this.error = (error as Error).message;
      }
    }
  }

  #openLinked(link: PermaLink): void {
    const path = link.image || this.image || this.#page.image;
    if (path) {
      void this.open(path, link);
    } else {
      this.#close('');
      this.activity = 'idle';
    }
  }

  #close(next: string): void {
    this.#imageMap.close();
    this.#readout.reset();
    this.#ready = false;
    this.scene = this.settings = this.report = this.values = this.pointer = undefined;
    this.error = '';
    this.path = next;
    this.activity = 'loading';
  }

  #follow(report: ProgressReport): void {
    this.report = report;
    if (!this.scene) {
      this.activity = 'caching';
    }
  }

  /** All resolutions are there. */
  #refine(model: ImageModel): void {
    this.report = undefined;
    if (this.settings) {
      this.#imageMap.refine(tileQuery(model, this.settings));
      this.scene = new Scene(model, this.#imageMap);
      this.#askValues();
    }
  }

  #show(model: ImageModel, link: PermaLink, resolutions: number): void {
    this.settings = link.settings(model);
    this.#imageMap.show(model, tileQuery(model, this.settings), resolutions);
    this.scene = new Scene(model, this.#imageMap);
    this.scene.geometry.goTo(link.place);
    this.#askValues();
    if (this.linked) {
      document.title = `${model.title} · VisiOmatic`;
    }
    if (document.activeElement === document.body) {
      this.#focusMap();
    }
  }

  /** Gives the map the keyboard, without the ring that is for those who came by it. */
  #focusMap(): void {
    this.mapElement.classList.add('quiet');
    this.mapElement.focus({ preventScroll: true });
  }

  #drawn(): void {
    this.activity = 'idle';
    if (!this.#ready) {
      this.#ready = true;
      // The attribute is set before the event, so that a listener finds both in agreement.
      void this.updateComplete.then(() =>
        this.dispatchEvent(new CustomEvent('visiomatic-ready', { bubbles: true, composed: true })),
      );
    }
  }

  #moved(): void {
    this.requestUpdate();
    this.#askValues();
  }

  #askValues(): void {
    // Values are of the full resolution.
    if (this.scene && this.settings && !this.report) {
      const [x, y] = this.pointer ?? this.#imageMap.center;
      const channels = readChannels(this.settings).map(({ channel }) => channel);
      this.#readout.ask(this.scene.model, Math.round(x), Math.round(y), channels);
    }
  }

  readonly #onSettings = (event: CustomEvent<SettingsChange>) => this.#change(event.detail);

  #change(change: SettingsChange): void {
    if (this.scene && this.settings) {
      this.settings = { ...this.settings, ...change };
      this.#imageMap.query = tileQuery(this.scene.model, this.settings);
      this.#askValues();
      this.#writeLink();
    }
  }

  readonly #onCommand = (event: CustomEvent<Command>) => this.#commands[event.detail]();

  readonly #onKey = (event: KeyboardEvent) => {
    const command =
      event.key === 'Escape' && this.keyboard ? 'keyboard' : this.scene && shortcut(event);
    if (command) {
      event.preventDefault();
      this.#commands[command]();
    }
  };

  readonly #commands: Readonly<Record<Command, () => void>> = {
    'zoom-in': () => this.#imageMap.zoomBy(1),
    'zoom-out': () => this.#imageMap.zoomBy(-1),
    fit: () => this.#imageMap.fit(),
    native: () => this.#imageMap.showNative(),
    reticle: () => (this.reticle = !this.reticle),
    fullscreen: () => void this.#toggleFullScreen(),
    'copy-link': () => void this.#copyLink(),
    keyboard: () => this.#toggleKeyboard(),
    controls: () => (this.controlsCollapsed = !this.controlsCollapsed),
    overview: () => (this.overviewCollapsed = !this.overviewCollapsed),
    invert: () => this.#change({ invert: !this.settings?.invert }),
    'next-channel': () => this.#stepChannel(1),
    'previous-channel': () => this.#stepChannel(-1),
  };

  #toggleKeyboard(): void {
    this.keyboard = !this.keyboard;
    if (!this.keyboard) {
      this.#focusMap();
    }
  }

  /** Goes round at the ends; from colour mode, shows the channel by itself. */
  #stepChannel(step: number): void {
    if (this.scene && this.settings && this.scene.model.channels > 1) {
      const { channels } = this.scene.model;
      const channel = ((this.settings.channel - 1 + step + channels) % channels) + 1;
      this.#change({ mode: 'single', channel });
    }
  }

  async #toggleFullScreen(): Promise<void> {
    if (!(await toggleFullScreen(this))) {
      this.noticeElement.tell('The browser does not allow full screen here.');
    }
  }

  async #copyLink(): Promise<void> {
    if (await copyText(this.#link() ?? window.location.href)) {
      this.renderRoot.querySelector('visiomatic-toolbar')?.thank();
    } else {
      this.noticeElement.tell('The browser does not allow copying. The address bar has the same link.');
    }
  }

  /** Address of this page with this view. */
  #link(): string | undefined {
    if (!this.scene || !this.settings) {
      return undefined;
    }
    const { model, geometry } = this.scene;
    const search = PermaLink.of(model, this.settings, geometry.place());
    return new URL(search, window.location.href).href;
  }

  #writeLink(): void {
    const link = this.#address && this.#link();
    if (link) {
      this.#address?.replace(link);
    }
  }

  #openFromForm(path: string): void {
    this.#address?.push(`?image=${encodeValue(path)}`);
    void this.open(path);
  }

  protected override render(): TemplateResult {
    return html`
      <div
        class="map"
        tabindex="0"
        role="application"
        aria-label="Image. Arrow keys move, plus and minus zoom, question mark lists all keys."
        @blur=${() => this.mapElement.classList.remove('quiet')}
      ></div>
      <div class=${this.scene && this.activity === 'loading' ? 'busy on' : 'busy'}></div>
      ${this.scene && this.settings ? this.#panels(this.scene, this.settings) : this.#card()}
      <div class="messages">
        ${this.scene && this.report
          ? html`<visiomatic-refining .report=${this.report}></visiomatic-refining>`
          : nothing}
        <visiomatic-notice></visiomatic-notice>
      </div>
      ${this.keyboard
        ? html`<visiomatic-keyboard .userdoc=${this.#page.userdoc}></visiomatic-keyboard>`
        : nothing}
    `;
  }

  #panels({ model, geometry }: Scene, settings: RenderSettings): TemplateResult {
    return html`
      ${this.reticle ? html`<visiomatic-reticle></visiomatic-reticle>` : nothing}
      <visiomatic-scale-bar
        .perPixel=${geometry.perPixel()}
        .resolution=${this.#imageMap.resolution}
      ></visiomatic-scale-bar>
      <div class="frame">
        <div class="left">
          <visiomatic-title .model=${model}></visiomatic-title>
          <visiomatic-toolbar .reticle=${this.reticle}></visiomatic-toolbar>
        </div>
        <visiomatic-readout
          .reading=${geometry.reading(this.pointer)}
          .unit=${model.unit}
          .channels=${readChannels(settings)}
          .values=${this.values}
        ></visiomatic-readout>
        <div class="right">
          <visiomatic-controls
            .model=${model}
            .settings=${settings}
            .collapsed=${this.controlsCollapsed}
          ></visiomatic-controls>
          <visiomatic-overview
            .picture=${this.#client.tileUrl(tileQuery(model, settings), 0, 0)}
            .aspect=${model.width / model.height}
            .view=${geometry.share()}
            .compass=${geometry.compass()}
            .collapsed=${this.overviewCollapsed}
            @go=${(event: CustomEvent<[number, number]>) => geometry.goToShare(...event.detail)}
          ></visiomatic-overview>
        </div>
      </div>
    `;
  }

  #card(): TemplateResult {
    const waiting = this.activity === 'loading' || this.activity === 'caching';
    return html`<div class="card">
      ${waiting
        ? html`<visiomatic-progress
            .image=${this.path}
            .report=${this.report}
          ></visiomatic-progress>`
        : html`<visiomatic-welcome
            .image=${this.path}
            .error=${this.error}
            .version=${this.#page.version}
            @open=${(event: CustomEvent<string>) => this.#openFromForm(event.detail)}
          ></visiomatic-welcome>`}
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'visiomatic-viewer': VisiomaticViewer;
  }
}
