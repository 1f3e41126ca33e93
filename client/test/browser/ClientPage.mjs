// A page of the built client in a real browser, on the fake server.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, afterEach, before, beforeEach } from 'node:test';
import { chromium } from 'playwright-core';
import { startServer } from '../fake-server.mjs';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';

export const SCREEN = { width: 1200, height: 800 };

/** Opens a fresh page for each test of a file, and asks of each that the console stayed clean. */
export class ClientPage {
  /** Fake server; its log is one for all tests of the file. */
  server;
  /** Playwright's page. */
  page;
  /** What the console said, and requests to other hosts. A test may empty it. */
  complaints = [];

  constructor() {
    let browser;
    before(async () => {
      assert.ok(existsSync(BROWSER), `No browser at ${BROWSER}: set CHROMIUM to the path of one.`);
      browser = await chromium.launch({
        executablePath: BROWSER,
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
      });
      this.server = await startServer({ root: '/some/root' });
    });
    after(async () => {
      await browser?.close();
      await this.server?.close();
    });
    beforeEach(async () => {
      this.complaints = [];
      this.page = await browser.newPage({ viewport: SCREEN });
      this.#listen();
    });
    afterEach(async () => {
      await this.page.close();
      assert.deepEqual(this.complaints, [], 'the console was clean');
    });
  }

  #listen() {
    this.page.on('console', (message) => {
      // These tests read the canvas back, which the browser has an opinion about.
      if (!message.text().includes('willReadFrequently')) {
        this.complaints.push(message.text());
      }
    });
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
    const { origin } = new URL(this.server.url);
    this.page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/`) && !/^(data|blob|about):/.test(request.url())) {
        this.complaints.push(`asked elsewhere: ${request.url()}`);
      }
    });
  }

  async open(query) {
    await this.page.goto(this.server.url + query);
    await this.idle();
  }

  /** Waits until all tiles are drawn. */
  idle() {
    return this.page.waitForSelector('visiomatic-viewer[data-state="idle"]');
  }

  /** What the viewer says of its view. */
  state() {
    return this.page.evaluate(() => document.querySelector('visiomatic-viewer').state);
  }

  /** Puts map position (x, y) at the centre of the screen and waits for the picture. */
  async look(x, y, resolution) {
    await this.page.evaluate(
      ([x, y, resolution]) =>
        new Promise((done) => {
          const { map } = document.querySelector('visiomatic-viewer');
          map.once('rendercomplete', done);
          map.getView().setCenter([x, y]);
          map.getView().setResolution(resolution);
          map.render();
        }),
      [x, y, resolution],
    );
  }

  /** Grey of all pixels on the screen; -1 where the image is not. */
  async pixels() {
    // As one string: a list of a million numbers takes seconds on its way out of the browser.
    const encoded = await this.page.evaluate(() => {
      const canvas = document
        .querySelector('visiomatic-viewer')
        .map.getViewport()
        .querySelector('canvas');
      const { width, height } = canvas;
      const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
      let text = '';
      for (let at = 0; at < data.length; at += 4) {
        text += String.fromCharCode(data[at + 3] === 255 ? data[at] : 256);
      }
      return text;
    });
    return Int16Array.from(encoded, (letter) =>
      letter === '\u0100' ? -1 : letter.charCodeAt(0),
    );
  }

  /** Queries of the tiles that were asked for since the last call. */
  tiles() {
    return this.server.log
      .splice(0)
      .filter((url) => url.includes('JTL='))
      .map((url) => decodeURIComponent(url.split('?')[1]));
  }
}
