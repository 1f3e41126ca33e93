// The built client in a real browser, against the fake server. Not part of `npm test`, which needs
// no browser: run `npm run build && npm run test:browser`.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { chromium } from 'playwright-core';
import { image, patternValue } from '../fake/images.mjs';
import { startServer } from '../fake-server.mjs';

const BROWSER = process.env.CHROMIUM ?? '/usr/bin/chromium';
const SCREEN = { width: 1200, height: 800 };

let browser;
let server;
let page;
let complaints;

before(async () => {
  assert.ok(existsSync(BROWSER), `No browser at ${BROWSER}: set CHROMIUM to the path of one.`);
  browser = await chromium.launch({
    executablePath: BROWSER,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
  server = await startServer({ root: '/some/root' });
});

after(async () => {
  await browser?.close();
  await server?.close();
});

beforeEach(async () => {
  complaints = [];
  page = await browser.newPage({ viewport: SCREEN });
  page.on('console', (message) => {
    // These tests read the canvas back, which the browser has an opinion about.
    if (!message.text().includes('willReadFrequently')) {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url.slice(0, -1)) && !request.url().startsWith('data:')) {
      complaints.push(`asked elsewhere: ${request.url()}`);
    }
  });
});

afterEach(async () => {
  await page.close();
  assert.deepEqual(complaints, [], 'the console was clean');
});

async function open(query) {
  await page.goto(server.url + query);
  await idle();
}

function idle() {
  return page.waitForSelector('visiomatic-viewer[data-state="idle"]');
}

/** Puts map position (x, y) at the centre of the screen and waits for the picture. */
async function look(x, y, resolution) {
  await page.evaluate(
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
async function pixels() {
  // As one string: a list of a million numbers takes seconds on its way out of the browser.
  const encoded = await page.evaluate(() => {
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
  return Int16Array.from(encoded, (letter) => (letter === '\u0100' ? -1 : letter.charCodeAt(0)));
}

const byte = (value) => Math.floor((255.49 * value) / 255);

/** Compares the screen with what `expected` says of each screen pixel; -1 is outside the image. */
async function compare(expected) {
  const found = await pixels();
  assert.equal(found.length, SCREEN.width * SCREEN.height);
  let wrong = 0;
  let drawn = 0;
  for (let y = 0; y < SCREEN.height; y++) {
    for (let x = 0; x < SCREEN.width; x++) {
      const wanted = expected(x, y);
      drawn += wanted >= 0 ? 1 : 0;
      wrong += found[y * SCREEN.width + x] === wanted ? 0 : 1;
    }
  }
  assert.ok(drawn > 10_000, 'some of the image is on the screen');
  assert.equal(wrong, 0, `${wrong} of ${found.length} pixels are not what they should be`);
}

/** Requests for tiles since the last call. */
function tiles() {
  return server.log
    .splice(0)
    .filter((url) => url.includes('JTL='))
    .map((url) => decodeURIComponent(url.split('?')[1]));
}

describe('the picture', () => {
  const pattern = '?image=pattern.fits&gam=1';

  it('has every image pixel in its place at native resolution', async () => {
    await open(pattern);
    await look(600, 400, 1);
    // Screen (0, 0) is map (0, 800), which is 23 rows above the top of the 777 rows.
    await compare((x, y) => (x < 1003 && y >= 23 ? byte(patternValue(x, y - 23)) : -1));
  });

  it('has every pixel in its place at the right and lower border', async () => {
    await open(pattern);
    await look(1003, 0, 1);
    await compare((x, y) => (x < 600 && y < 400 ? byte(patternValue(403 + x, 377 + y)) : -1));
  });

  it('shows crisp squares at 32 screen pixels per image pixel', async () => {
    await open(pattern);
    await look(200, 657, 1 / 32);
    // The centre is the corner of four tiles of 200 x 120.
    await compare((x, y) =>
      byte(patternValue(200 + Math.floor((x - 600) / 32), 120 + Math.floor((y - 400) / 32))),
    );
  });

  for (const level of [1, 2]) {
    it(`draws level ${level} at its own size, odd as it is`, async () => {
      await open(pattern);
      const scale = 2 ** level;
      const [left, top] = [500 / scale, 388 / scale];
      await look(left * scale, 777 - top * scale, scale);
      const { width, height, planes } = image('pattern.fits').pyramid.levels[level];
      await compare((x, y) => {
        const [column, row] = [x - 600 + left, y - 400 + top];
        return column >= 0 && row >= 0 && column < width && row < height
          ? byte(planes[0][row * width + column])
          : -1;
      });
    });
  }

  it('never blanks while other tiles are on their way', async () => {
    await open('?image=m/galaxy.fits');
    await page.route('**/api?*JTL*', async (route) => {
      await new Promise((done) => setTimeout(done, 150));
      await route.continue();
    });
    await page.evaluate(() => {
      const { map } = document.querySelector('visiomatic-viewer');
      window.blanks = 0;
      window.frames = 0;
      const watch = () => {
        const canvas = map.getViewport().querySelector('canvas');
        const { data } = canvas.getContext('2d').getImageData(300, 200, 600, 400);
        window.frames += 1;
        window.blanks += data.some((value, at) => at % 4 === 3 && value !== 255) ? 1 : 0;
        requestAnimationFrame(watch);
      };
      watch();
    });
    await page.fill('[data-control="gamma"]', '1.5');
    await page.press('[data-control="gamma"]', 'Enter');
    await page.waitForSelector('visiomatic-viewer[data-state="loading"]');
    await idle();
    const [blanks, frames] = await page.evaluate(() => [window.blanks, window.frames]);
    assert.ok(frames > 3);
    assert.equal(blanks, 0);
  });
});

describe('images of any shape', () => {
  const shapes = [
    ['one_pixel.fits', 'single'],
    ['row.fits', 'single'],
    ['column.fits', 'single'],
    ['long_cube.fits', 'single'],
    ['long_cube.fits&mode=colour', 'colour'],
  ];
  for (const [query, mode] of shapes) {
    it(`open: ${query}`, async () => {
      const refused = [];
      page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
      await open(`?image=${query}`);
      const state = await page.evaluate(() => document.querySelector('visiomatic-viewer').state);
      assert.equal(state.mode, mode);
      for (const resolution of [2, 1 / 8]) {
        await look(state.pixel[0] - 0.5, state.pixel[1] - 0.5, resolution);
      }
      assert.ok((await pixels()).some((grey) => grey >= 0));
      assert.deepEqual(refused, []);
    });
  }
});

describe('the controls', () => {
  const state = () => page.evaluate(() => document.querySelector('visiomatic-viewer').state);

  it('change the picture and the address', async () => {
    await open('?image=m/galaxy.fits');
    await page.click('[data-control="mix-edit-2"]');
    await page.fill('[data-control="cut-high"]', '300');
    await page.press('[data-control="cut-high"]', 'Enter');
    await page.click('[data-control="mix-remove-3"]');
    await page.selectOption('[data-control="mix-add"]', '3');
    await page.click('[data-control="contrast-plus"]');
    await page.fill('[data-control="mix-colour-1"]', '#ffaa00');
    await page.dispatchEvent('[data-control="mix-colour-1"]', 'change');
    await idle();
    const { cuts, colours, contrast } = await state();
    assert.equal(cuts[2][1], 300);
    assert.deepEqual(colours, { 1: '#ffaa00', 2: '#00ff00', 3: '#0000ff' });
    assert.ok(contrast > 1);
    assert.match(page.url(), /&cuts=2:[\d.]+,300&mix=1:ffaa00;2:00ff00;3:0000ff&cnt=/);
    await page.click('[data-control="mode-single"]');
    await page.selectOption('[data-control="channel"]', '2');
    await page.click('[data-control="colour-map-jet"]');
    await page.click('[data-control="cuts-reset"]');
    await page.check('[data-control="invert"]');
    await idle();
    const after = await state();
    assert.equal(after.mode, 'single');
    assert.equal(after.channel, 2);
    assert.equal(after.colourMap, 'jet');
    assert.deepEqual(after.cuts, {});
    assert.equal(after.invert, true);
    await page.click('[data-control="reset"]');
    await idle();
    assert.equal((await state()).invert, false);
  });

  it('keep what is typed within the bounds of the server', async () => {
    await open('?image=m/galaxy.fits');
    await page.fill('[data-control="gamma"]', '99');
    await page.press('[data-control="gamma"]', 'Enter');
    assert.equal(await page.inputValue('[data-control="gamma"]'), '5');
    assert.equal((await state()).gamma, 5);
  });

  it('move the view from the overview', async () => {
    await open('?image=m/galaxy.fits&fov=0.02');
    const box = await page.locator('[data-control="overview"]').boundingBox();
    await page.mouse.click(box.x + box.width / 4, box.y + box.height / 4);
    const [x, y] = (await state()).pixel;
    assert.ok(Math.abs(x - 375) < 12 && Math.abs(y - 825) < 12, `${x}, ${y}`);
  });

  it('obey the keyboard', async () => {
    await open('?image=m/galaxy.fits');
    await page.keyboard.press('?');
    assert.ok(await page.isVisible('[data-control="keyboard-card"]'));
    await page.keyboard.press('Escape');
    await page.waitForSelector('[data-control="keyboard-card"]', { state: 'detached' });
    const before = (await state()).resolution;
    await page.keyboard.press('+');
    await page.waitForFunction(
      (before) => document.querySelector('visiomatic-viewer').state.resolution < before / 1.9,
      before,
    );
    await page.keyboard.press(']');
    assert.deepEqual([(await state()).mode, (await state()).channel], ['single', 2]);
  });
});

describe('an embedded viewer', () => {
  it('leaves the address alone and survives being moved in its page', async () => {
    await page.goto(server.url);
    await page.evaluate(async () => {
      const viewer = document.createElement('visiomatic-viewer');
      viewer.image = 'm/galaxy.fits';
      document.body.replaceChildren(viewer);
      await new Promise((done) => viewer.addEventListener('visiomatic-ready', done));
      const box = document.createElement('div');
      box.style.height = '500px';
      document.body.append(box);
      box.append(viewer);
      await new Promise((done) => viewer.map.once('rendercomplete', done));
    });
    assert.equal(page.url(), server.url);
    assert.ok((await pixels()).some((grey) => grey > 0));
  });
});

describe('requests', () => {
  it('say only what differs from the image, in one order', async () => {
    server.log.length = 0;
    await open('?image=pattern.fits');
    for (const query of tiles()) {
      assert.match(query, /^FIF=pattern\.fits&CHAN=1&JTL=\d+,\d+$/);
    }
    await open('?image=m/galaxy.fits&inv=1&brt=10&cnt=2&mode=single&channel=2&cuts=2:90,400');
    for (const query of tiles()) {
      assert.match(
        query,
        /^FIF=m\/galaxy\.fits&CHAN=2&MINMAX=2:90,400&CNT=2&BRT=10&INV&JTL=\d+,\d+$/,
      );
    }
  });

  it('never ask for a tile that does not exist', async () => {
    const refused = [];
    page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
    await open('?image=pattern.fits');
    for (const resolution of [0.5, 1, 1.5, 2, 3, 4, 8]) {
      await look(900, 50, resolution);
    }
    assert.deepEqual(refused, []);
  });

  it('wait for the release of a slider', async () => {
    await open('?image=m/galaxy.fits');
    server.log.length = 0;
    const box = await page.locator('[data-control="contrast-slider"]').boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    for (let step = 1; step < 20; step++) {
      await page.mouse.move(box.x + box.width / 2 + step, box.y + box.height / 2);
    }
    assert.deepEqual(tiles(), []);
    await page.mouse.up();
    await page.waitForSelector('visiomatic-viewer[data-state="loading"]');
    await idle();
    assert.ok(tiles().every((query) => /&CNT=/.test(query)));
  });
});

describe('the read-out', () => {
  it('tells position and value of the pixel under the pointer', async () => {
    await open('?image=pattern.fits');
    await look(600, 400, 1);
    await page.mouse.move(500, 300);
    // Screen pixel (500, 300) shows the image pixel that is 500 from the left, 277 from the top.
    const value = String(patternValue(500, 277));
    await page.waitForFunction(
      (value) => {
        const readout = document
          .querySelector('visiomatic-viewer')
          .shadowRoot.querySelector('visiomatic-readout').shadowRoot;
        return readout.querySelector('[data-control="value"]').innerText === `${value} ADU`;
      },
      value,
    );
    const text = await page.locator('[data-control="pixel"]').innerText();
    assert.match(text.replace(/\s+/g, ' '), /x 501\.0 y 500\.0/);
  });

  it('tells the sky at the centre', async () => {
    await open('?image=m/galaxy.fits&center=184.74,47.304');
    assert.equal(await page.locator('[data-control="longitude"]').innerText(), '12 18 57.60');
    assert.equal(await page.locator('[data-control="latitude"]').innerText(), '+47 18 14.4');
  });
});

describe('the address', () => {
  it('brings back the whole view', async () => {
    await open(
      '?image=m/galaxy.fits&center=184.75,47.31&fov=0.02&mode=colour&cuts=1:90,500&mix=1:ff8000;3:0040ff&sat=1.2&qlt=90',
    );
    await page.keyboard.press('i');
    await page.click('[data-control="zoom-in"]');
    await page.waitForFunction(() => window.location.search.includes('fov=0.01'));
    const state = () => page.evaluate(() => document.querySelector('visiomatic-viewer').state);
    const before = await state();
    assert.equal(before.invert, true);
    assert.deepEqual(before.colours, { 1: '#ff8000', 3: '#0040ff' });
    await page.goto('about:blank');
    complaints.length = 0;
    await page.goBack();
    await idle();
    const after = await state();
    for (const axis of [0, 1]) {
      assert.ok(Math.abs(after.pixel[axis] - before.pixel[axis]) < 0.01);
    }
    assert.ok(Math.abs(after.fov / before.fov - 1) < 1e-5);
    const shape = ({ pixel, fov, resolution, center, ...rest }) => rest;
    assert.deepEqual(shape(after), shape(before));
  });
});

describe('opening', () => {
  it('follows the preparation of an image until it is there', async () => {
    await page.goto(`${server.url}?image=slow.fits`);
    await page.waitForSelector('visiomatic-viewer[data-state="caching"]');
    await page.waitForFunction(() => {
      const card = document
        .querySelector('visiomatic-viewer')
        .shadowRoot.querySelector('visiomatic-progress');
      return Number(card?.shadowRoot.querySelector('[role=progressbar]').ariaValueNow) > 20;
    });
    await idle();
    assert.equal(await page.locator('visiomatic-title h1').innerText(), 'Synthetic spiral');
  });

  it('says in a sentence why an image cannot be shown, and takes another', async () => {
    await page.goto(`${server.url}?image=nothing.fits`);
    await page.waitForSelector('visiomatic-viewer[data-state="error"]');
    const sentence = await page.locator('[data-control="error"]').innerText();
    assert.equal(sentence, 'No image is called nothing.fits.');
    // The browser itself reports the 404.
    complaints.length = 0;
    await page.fill('[data-control="image"]', 'm/galaxy.fits');
    await page.click('[data-control="open"]');
    await idle();
    assert.match(page.url(), /\?image=m\/galaxy\.fits&center=/);
    await page.goBack();
    await page.waitForSelector('visiomatic-viewer[data-state="error"]');
    complaints.length = 0;
  });

  it('asks for an image when it has none', async () => {
    await page.goto(server.url);
    await page.waitForSelector('[data-control="image"]');
    assert.equal(await page.getAttribute('visiomatic-viewer', 'data-state'), 'idle');
  });

  it('fires visiomatic-ready when the first tiles are drawn', async () => {
    await page.addInitScript(() => {
      window.ready = new Promise((done) => {
        document.addEventListener('visiomatic-ready', (event) =>
          done(event.target.getAttribute('data-state')),
        );
      });
    });
    await page.goto(`${server.url}?image=m/galaxy.fits`);
    assert.equal(await page.evaluate(() => window.ready), 'idle');
    const grey = await pixels();
    assert.ok(grey[400 * SCREEN.width + 600] > 0);
  });
});
