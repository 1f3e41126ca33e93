import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type Map from 'ol/Map';
import { ApiClient } from '../api/ApiClient';
import { ImageLoader } from '../api/ImageLoader';
import type { ImageModel } from '../api/ImageModel';
import type { ProgressReport } from '../api/ProgressStream';
import { tileQuery } from '../api/TileQuery';
import { type Command, CommandEvent, SettingsEvent } from '../controls/events';
import { theme } from '../controls/theme';
import { ImageMap, type PixelPosition } from '../map/ImageMap';
import { PixelReadout, type PixelValues } from '../map/PixelReadout';
import '../panels/ControlPanel';
import '../panels/OverviewPanel';
import '../panels/ReadoutPanel';
import type { ReadingChannel } from '../panels/ReadoutPanel';
import '../panels/ScaleBar';
import '../panels/TitleCard';
import '../panels/Toolbar';
import { PageConfiguration } from '../state/PageConfiguration';
import { PermaLink } from '../state/PermaLink';
import type { RenderSettings, SettingsChange } from '../state/RenderSettings';
import { readSky, type SkyReading } from '../wcs/readSky';
import { copyText } from './copyText';
import './KeyboardCard';
import './ProgressCard';
import './Reticle';
import { shortcut } from './shortcuts';
import { ViewGeometry } from './ViewGeometry';
import { viewerStyles } from './viewerStyles';
import './WelcomeCard';

/** What the viewer is doing, as its `data-state` attribute. */
export type ViewerActivity = 'idle' | 'loading' | 'caching' | 'error';

/** How long a notice stays, in milliseconds. */
const NOTICE_TIME = 6000;

/** Narrower than this, the panels start collapsed: the image comes first. */
const NARROW = 720;

/** Values shown at most beside the position. */
const MOST_VALUES = 4;

/** An image on the screen, and what it takes to look at it. */
interface Scene {
  readonly model: ImageModel;
  readonly reading: SkyReading;
  readonly geometry: ViewGeometry;
}

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
  @state() private notice = '';
  @state() private pointer: PixelPosition | undefined;
  @state() private values: PixelValues | undefined;
  @state() private reticle = true;
  @state() private keyboard = false;
  @state() private controlsCollapsed = false;
  @state() private overviewCollapsed = false;

  @query('.map') private mapElement!: HTMLElement;

  readonly #page = PageConfiguration.of(document);
  #client!: ApiClient;
  #imageMap!: ImageMap;
  #readout!: PixelReadout;
  #opening = new AbortController();
  #ready = false;
  #noticeTimer: ReturnType<typeof setTimeout> | undefined;

  readonly #onPopState = () => {
    if (this.linked) {
      this.#openLinked();
    }
  };

  /** The OpenLayers map. */
  get map(): Map {
    return this.#imageMap.map;
  }

  /** All that makes the view, as plain data; undefined while there is no image. */
  get state(): Record<string, unknown> | undefined {
    if (!this.scene || !this.settings) {
      return undefined;
    }
    const { cuts, colours, ...rest } = this.settings;
    const place = this.scene.geometry.place();
    return {
      image: this.scene.model.path,
      ...rest,
      cuts: Object.fromEntries(cuts),
      colours: Object.fromEntries(colours),
      pixel: this.#imageMap.center,
      resolution: this.#imageMap.resolution,
      center: place?.center,
      fov: place?.fov,
    };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener(SettingsEvent.TYPE, this.#onSettings as EventListener);
    this.addEventListener(CommandEvent.TYPE, this.#onCommand as EventListener);
    window.addEventListener('popstate', this.#onPopState);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#onPopState);
    this.#opening.abort();
    this.#imageMap?.dispose();
  }

  protected override firstUpdated(): void {
    const base = this.api ? new URL(this.api, document.baseURI) : this.#page.api;
    this.#client = new ApiClient(base);
    this.#readout = new PixelReadout(this.#client, (values) => (this.values = values));
    this.#imageMap = new ImageMap(this.mapElement, this.#client, {
      onLoading: () => (this.activity = 'loading'),
      onIdle: () => this.#drawn(),
      onTileError: (error) => this.#tell(`Part of the image is missing. ${error.message}`),
      onView: () => this.#moved(),
      onRest: () => this.#writeLink(),
      onPointer: (position) => {
        this.pointer = position;
        this.#askValues();
      },
    });
    this.controlsCollapsed = this.overviewCollapsed = this.clientWidth < NARROW;
    if (this.linked) {
      this.#openLinked();
    } else if (this.image || this.#page.image) {
      void this.open(this.image || this.#page.image);
    }
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
      const model = await new ImageLoader(this.#client).load(
        path,
        (report) => {
          this.activity = 'caching';
          this.report = report;
        },
        opening.signal,
      );
      this.#show(model, link);
    } catch (error) {
      if (!opening.signal.aborted) {
        this.activity = 'error';
        this.error = (error as Error).message;
      }
    }
  }

  #openLinked(): void {
    const link = new PermaLink(window.location.search);
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
    this.error = this.notice = '';
    this.path = next;
    this.activity = 'loading';
  }

  #show(model: ImageModel, link: PermaLink): void {
    const reading = readSky(model.header);
    const geometry = new ViewGeometry(this.#imageMap, model, reading.sky);
    this.settings = link.settings(model);
    this.#imageMap.show(model, tileQuery(model, this.settings));
    this.scene = { model, reading, geometry };
    geometry.goTo(link.place);
    this.#askValues();
    if (this.linked) {
      document.title = `${model.title} · VisiOmatic`;
    }
    if (document.activeElement === document.body) {
      this.mapElement.focus({ preventScroll: true });
    }
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
    if (this.scene) {
      const [x, y] = this.pointer ?? this.#imageMap.center;
      const channels = this.#shownChannels().map(({ channel }) => channel);
      this.#readout.ask(this.scene.model, Math.round(x), Math.round(y), channels);
    }
  }

  #shownChannels(): readonly ReadingChannel[] {
    if (this.settings?.mode === 'colour') {
      return [...this.settings.colours]
        .sort((a, b) => a[0] - b[0])
        .slice(0, MOST_VALUES)
        .map(([channel, colour]) => ({ channel, colour }));
    }
    return [{ channel: this.settings?.channel ?? 1, colour: '#ffffff' }];
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

  readonly #onCommand = (event: CustomEvent<Command>) => this.#run(event.detail);

  readonly #onKey = (event: KeyboardEvent) => {
    const command =
      event.key === 'Escape' && this.keyboard ? 'keyboard' : this.scene && shortcut(event);
    if (command) {
      event.preventDefault();
      this.#run(command);
    }
  };

  #run(command: Command): void {
    switch (command) {
      case 'zoom-in':
        return this.#imageMap.zoomBy(1);
      case 'zoom-out':
        return this.#imageMap.zoomBy(-1);
      case 'fit':
        return this.#imageMap.fit();
      case 'native':
        return this.#imageMap.showNative();
      case 'reticle':
        this.reticle = !this.reticle;
        return;
      case 'fullscreen':
        return void this.#toggleFullscreen();
      case 'copy-link':
        return void this.#copyLink();
      case 'keyboard':
        this.keyboard = !this.keyboard;
        if (!this.keyboard) {
          this.mapElement.focus({ preventScroll: true });
        }
        return;
      case 'controls':
        this.controlsCollapsed = !this.controlsCollapsed;
        return;
      case 'overview':
        this.overviewCollapsed = !this.overviewCollapsed;
        return;
      case 'invert':
        return this.#change({ invert: !this.settings?.invert });
      case 'next-channel':
        return this.#stepChannel(1);
      case 'previous-channel':
        return this.#stepChannel(-1);
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

  async #toggleFullscreen(): Promise<void> {
    try {
      await (document.fullscreenElement
        ? document.exitFullscreen()
        : this.requestFullscreen({ navigationUI: 'hide' }));
    } catch {
      this.#tell('The browser does not allow full screen here.');
    }
  }

  async #copyLink(): Promise<void> {
    if (await copyText(this.#link() ?? window.location.href)) {
      this.renderRoot.querySelector('visiomatic-toolbar')?.thank();
    } else {
      this.#tell('The browser does not allow copying. The address bar has the same link.');
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
    const link = this.linked && this.#link();
    if (link && link !== window.location.href) {
      window.history.replaceState(null, '', link);
    }
  }

  #tell(notice: string): void {
    this.notice = notice;
    clearTimeout(this.#noticeTimer);
    this.#noticeTimer = setTimeout(() => (this.notice = ''), NOTICE_TIME);
  }

  #openFromForm(path: string): void {
    if (this.linked) {
      // A step of its own in the history: "back" returns to the image before.
      window.history.pushState(null, '', `?image=${encodeURIComponent(path)}`);
    }
    void this.open(path);
  }

  protected override render(): TemplateResult {
    return html`
      <div
        class="map"
        tabindex="0"
        role="application"
        aria-label="Image. Arrow keys move, plus and minus zoom, question mark lists all keys."
      ></div>
      <div class=${this.scene && this.activity === 'loading' ? 'busy on' : 'busy'}></div>
      ${this.scene && this.settings ? this.#panels(this.scene, this.settings) : this.#card()}
      ${this.notice
        ? html`<div class="panel notice" role="alert" data-control="notice">${this.notice}</div>`
        : nothing}
      ${this.keyboard ? html`<visiomatic-keyboard></visiomatic-keyboard>` : nothing}
    `;
  }

  #panels({ model, reading, geometry }: Scene, settings: RenderSettings): TemplateResult {
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
          <visiomatic-readout
            .reading=${geometry.reading(this.pointer)}
            .frame=${reading.sky?.frame}
            .note=${reading.note}
            .unit=${model.unit}
            .channels=${this.#shownChannels()}
            .values=${this.values}
          ></visiomatic-readout>
        </div>
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
