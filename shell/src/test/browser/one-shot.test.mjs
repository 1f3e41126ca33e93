// A real browser on a real server: what an astronomer sees after 'visiomatic sky.fits'. Started by OneShotBrowserIT with
//   VISIOMATIC_PAGE      address of the running one-shot on a 3-channel image
//   VISIOMATIC_CLIENT    folder of the client, for its browser driver
//   VISIOMATIC_BROWSER   the browser to start
//   VISIOMATIC_SHOTS     where to keep screenshots
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

const { VISIOMATIC_PAGE, VISIOMATIC_CLIENT, VISIOMATIC_BROWSER, VISIOMATIC_SHOTS } = process.env;
const { chromium } = createRequire(join(VISIOMATIC_CLIENT, 'package.json'))('playwright-core');

const SCREEN = { width: 1280, height: 800 };
const CENTRE = { x: SCREEN.width / 2, y: SCREEN.height / 2 };
const GAMMA = 2.2;

/** Grey levels by which JPEG at quality 97 may move a pixel of a noisy image. */
const JPEG_ERROR = 12;

let browser;
let page;
let model;
const complaints = [];

before(async () => {
  browser = await chromium.launch({
    executablePath: VISIOMATIC_BROWSER,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  });
  page = await browser.newPage({ viewport: SCREEN });
  page.on('console', (message) => {
    // Reading the canvas back, as this test does, is what the browser has an opinion about.
    if (!message.text().includes('willReadFrequently')) {
      complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => {
    if (response.status() >= 400) {
      complaints.push(`${response.status()} ${response.url()}`);
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(VISIOMATIC_PAGE) && !request.url().startsWith('data:')) {
      complaints.push(`asked elsewhere: ${request.url()}`);
    }
  });
  await page.goto(VISIOMATIC_PAGE);
  await idle();
  model = await (await fetch(new URL('api?INFO=', VISIOMATIC_PAGE))).json();
});

after(async () => {
  await browser?.close();
});

const idle = () => page.waitForSelector('visiomatic-viewer[data-state="idle"]', { timeout: 60_000 });

const shot = (name) => page.screenshot({ path: join(VISIOMATIC_SHOTS, `${name}.png`) });

/** Does something to the view, then waits for the picture of it. */
async function then(action, argument) {
  await page.evaluate(
    ([text, given]) =>
      new Promise((done) => {
        const { map } = document.querySelector('visiomatic-viewer');
        map.once('rendercomplete', () => done());
        new Function('view', 'given', text)(map.getView(), given);
        map.render();
      }),
    [action, argument],
  );
  await idle();
}

const look = (x, y, resolution) =>
  then('view.setCenter([given[0], given[1]]); view.setResolution(given[2]);', [x, y, resolution]);

/** The map position at the centre of the screen. */
const centre = () =>
  page.evaluate(() => document.querySelector('visiomatic-viewer').map.getView().getCenter());

/** [red, green, blue] of a rectangle of the screen, row by row. */
function colours(x, y, width, height) {
  return page.evaluate(
    ([x, y, width, height]) => {
      const canvas = document
        .querySelector('visiomatic-viewer')
        .map.getViewport()
        .querySelector('canvas');
      const { data } = canvas.getContext('2d').getImageData(x, y, width, height);
      const list = [];
      for (let at = 0; at < data.length; at += 4) {
        list.push([data[at], data[at + 1], data[at + 2]]);
      }
      return list;
    },
    [x, y, width, height],
  );
}

/** Value of channel 1 at an image pixel, counted from 0 at the lower left. */
async function value(x, y) {
  const answer = await fetch(new URL(`api?CHAN=1&VAL=${x + 1},${y + 1}`, VISIOMATIC_PAGE));
  return (await answer.json()).values[0];
}

/** The grey level that API.md gives a value between two cuts. */
function grey(physical, low, high) {
  const scaled = Math.min(1, Math.max(0, (physical - low) / (high - low)));
  return Math.floor(255.49 * scaled ** (1 / GAMMA));
}

async function control(name, action) {
  await page.locator(`[data-control="${name}"]`).first()[action.kind](...(action.with ?? []));
  await idle();
}

const mean = (list) => list.reduce((sum, [r, g, b]) => sum + r + g + b, 0) / (3 * list.length);

const cutField = (name) => page.locator(`[data-control="${name}"]`).first();

describe('the one-shot in a browser', { concurrency: false }, () => {
  it('paints the whole image in colour', async () => {
    assert.equal(model.channels, 3);
    const middle = await colours(CENTRE.x - 200, CENTRE.y - 150, 400, 300);
    const coloured = middle.filter(([r, g, b]) => Math.max(r, g, b) - Math.min(r, g, b) > 12);
    assert.ok(coloured.length > middle.length / 20, `${coloured.length} pixels have a colour`);
    await shot('1-colour');
  });

  it('moves the picture with the mouse', async () => {
    await look(model.full_size[0] / 2, model.full_size[1] / 2, 1);
    const before = await colours(CENTRE.x - 60, CENTRE.y - 60, 120, 120);
    await page.mouse.move(CENTRE.x, CENTRE.y);
    await page.mouse.down();
    await page.mouse.move(CENTRE.x + 50, CENTRE.y + 30, { steps: 5 });
    // A pause before letting go, or the map goes on gliding.
    await page.waitForTimeout(300);
    await page.mouse.up();
    await idle();
    const [x, y] = await centre();
    const right = model.full_size[0] / 2 - x;
    const down = y - model.full_size[1] / 2;
    // The map begins to follow at the first move, so it misses that one.
    assert.ok(right >= 30 && right <= 50 && down >= 18 && down <= 30, `moved by ${right}, ${down}`);
    const moved = await colours(CENTRE.x - 60 + right, CENTRE.y - 60 + down, 120, 120);
    const same = moved.filter((colour, at) => colour.join() === before[at].join());
    assert.ok(same.length > 0.99 * before.length, `${same.length} of ${before.length} moved along`);
  });

  it('shows one channel in grey, correct to the pixel, crisp beyond native resolution', async () => {
    await control('mode-single', { kind: 'click' });
    const [low, high] = model.min_max[0];
    const x = Math.floor(model.full_size[0] * 0.3);
    const y = Math.floor(model.full_size[1] * 0.36);
    const zoom = 32;
    await look(x, y, 1 / zoom);
    await shot('2-zoomed-in');
    for (const [right, up] of [[0, 0], [1, 0], [0, 1], [-3, 2], [4, -3]]) {
      // The centre of the screen is the lower left corner of image pixel (x, y).
      const left = CENTRE.x + right * zoom;
      const top = CENTRE.y - (up + 1) * zoom;
      const square = await colours(left + 1, top + 1, zoom - 2, zoom - 2);
      const [r, g, b] = square[0];
      assert.ok(r === g && g === b, `pixel is grey, not ${square[0]}`);
      assert.ok(square.every((colour) => colour.join() === square[0].join()), 'the square is crisp');
      const expected = grey(await value(x + right, y + up), low, high);
      assert.ok(Math.abs(r - expected) <= JPEG_ERROR, `grey ${r} instead of ${expected}`);
    }
  });

  it('follows a change of the cuts', async () => {
    const low = model.min_max[0][0];
    const high = model.min_max[0][1] / 4 + (3 * low) / 4;
    const x = Math.floor(model.full_size[0] * 0.3) + 4;
    const y = Math.floor(model.full_size[1] * 0.36) + 4;
    await look(x, y, 1 / 16);
    const before = mean(await colours(CENTRE.x - 64, CENTRE.y - 64, 128, 128));
    const field = cutField('cut-high');
    await field.fill(String(high));
    await page.keyboard.press('Enter');
    await page.waitForTimeout(200);
    await idle();
    const after = await colours(CENTRE.x - 64, CENTRE.y - 64, 128, 128);
    assert.ok(mean(after) > before * 1.2, `from ${before} to ${mean(after)} grey levels`);
    const [r] = (await colours(CENTRE.x + 5, CENTRE.y - 11, 1, 1))[0];
    const expected = grey(await value(x, y), low, high);
    assert.ok(Math.abs(r - expected) <= 2 * JPEG_ERROR, `grey ${r} instead of ${expected}`);
    await shot('3-cuts');
  });

  it('goes back to colour', async () => {
    await control('mode-colour', { kind: 'click' });
    await look(model.full_size[0] / 2, model.full_size[1] / 2, 2);
    const screen = await colours(CENTRE.x - 200, CENTRE.y - 150, 400, 300);
    assert.ok(screen.some(([r, g, b]) => Math.max(r, g, b) - Math.min(r, g, b) > 40));
    await shot('4-colour-again');
  });

  it('leaves the console clean', () => {
    assert.deepEqual(complaints, []);
  });
});
