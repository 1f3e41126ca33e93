// The picture, pixel by pixel.
// Not part of `npm test`, which needs no browser: run `npm run build && npm run test:browser`.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { image, patternValue } from '../fake/images.mjs';
import { ClientPage, SCREEN } from './ClientPage.mjs';

const client = new ClientPage();

const byte = (value) => Math.floor((255.49 * value) / 255);

/** Compares the screen with what `expected` says of each screen pixel; -1 is outside the image. */
async function compare(expected) {
  const found = await client.pixels();
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

describe('the picture', () => {
  const pattern = '?image=pattern.fits&gam=1';

  it('has every image pixel in its place at native resolution', async () => {
    await client.open(pattern);
    await client.look(600, 400, 1);
    // Screen (0, 0) is map (0, 800), which is 23 rows above the top of the 777 rows.
    await compare((x, y) => (x < 1003 && y >= 23 ? byte(patternValue(x, y - 23)) : -1));
  });

  it('has every pixel in its place at the right and lower border', async () => {
    await client.open(pattern);
    await client.look(1003, 0, 1);
    await compare((x, y) => (x < 600 && y < 400 ? byte(patternValue(403 + x, 377 + y)) : -1));
  });

  it('shows crisp squares at 32 screen pixels per image pixel', async () => {
    await client.open(pattern);
    await client.look(200, 657, 1 / 32);
    // The centre is the corner of four tiles of 200 x 120.
    await compare((x, y) =>
      byte(patternValue(200 + Math.floor((x - 600) / 32), 120 + Math.floor((y - 400) / 32))),
    );
  });

  for (const level of [1, 2]) {
    it(`draws level ${level} at its own size, odd as it is`, async () => {
      await client.open(pattern);
      const scale = 2 ** level;
      const [left, top] = [500 / scale, 388 / scale];
      await client.look(left * scale, 777 - top * scale, scale);
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
    await client.open('?image=m/galaxy.fits');
    await client.page.route('**/api?*JTL*', async (route) => {
      await new Promise((done) => setTimeout(done, 150));
      await route.continue();
    });
    await client.page.evaluate(() => {
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
    await client.page.fill('[data-control="gamma"]', '1.5');
    await client.page.press('[data-control="gamma"]', 'Enter');
    await client.page.waitForSelector('visiomatic-viewer[data-state="loading"]');
    await client.idle();
    const [blanks, frames] = await client.page.evaluate(() => [window.blanks, window.frames]);
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
      client.page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
      await client.open(`?image=${query}`);
      const state = await client.state();
      assert.equal(state.mode, mode);
      for (const resolution of [2, 1 / 8]) {
        await client.look(state.pixel[0] - 0.5, state.pixel[1] - 0.5, resolution);
      }
      assert.ok((await client.pixels()).some((grey) => grey >= 0));
      assert.deepEqual(refused, []);
    });
  }
});
