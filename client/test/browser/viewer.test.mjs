// What a reader and the server get from the client.
// Not part of `npm test`, which needs no browser: run `npm run build && npm run test:browser`.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { patternValue } from '../fake/images.mjs';
import { ClientPage, SCREEN } from './ClientPage.mjs';

const client = new ClientPage();

describe('the controls', () => {
  it('change the picture and the address', async () => {
    await client.open('?image=m/galaxy.fits');
    await client.page.click('[data-control="mix-edit-2"]');
    await client.page.fill('[data-control="cut-high"]', '300');
    await client.page.press('[data-control="cut-high"]', 'Enter');
    await client.page.click('[data-control="mix-remove-3"]');
    await client.page.selectOption('[data-control="mix-add"]', '3');
    await client.page.click('[data-control="contrast-plus"]');
    await client.page.fill('[data-control="mix-colour-1"]', '#ffaa00');
    await client.page.dispatchEvent('[data-control="mix-colour-1"]', 'change');
    await client.idle();
    const { cuts, colours, contrast } = await client.state();
    assert.equal(cuts[2][1], 300);
    assert.deepEqual(colours, { 1: '#ffaa00', 2: '#00ff00', 3: '#0000ff' });
    assert.ok(contrast > 1);
    assert.match(client.page.url(), /&cuts=2:[\d.]+,300&mix=1:ffaa00;2:00ff00;3:0000ff&cnt=/);
    await client.page.click('[data-control="mode-single"]');
    await client.page.selectOption('[data-control="channel"]', '2');
    await client.page.click('[data-control="colour-map-jet"]');
    await client.page.click('[data-control="cuts-reset"]');
    await client.page.check('[data-control="invert"]');
    await client.idle();
    const after = await client.state();
    assert.equal(after.mode, 'single');
    assert.equal(after.channel, 2);
    assert.equal(after.colourMap, 'jet');
    assert.deepEqual(after.cuts, {});
    assert.equal(after.invert, true);
    await client.page.click('[data-control="reset"]');
    await client.idle();
    assert.equal((await client.state()).invert, false);
  });

  it('keep what is typed within the bounds of the server', async () => {
    await client.open('?image=m/galaxy.fits');
    await client.page.fill('[data-control="gamma"]', '99');
    await client.page.press('[data-control="gamma"]', 'Enter');
    assert.equal(await client.page.inputValue('[data-control="gamma"]'), '5');
    assert.equal((await client.state()).gamma, 5);
  });

  it('move the view from the overview', async () => {
    await client.open('?image=m/galaxy.fits&fov=0.02');
    const box = await client.page.locator('[data-control="overview"]').boundingBox();
    await client.page.mouse.click(box.x + box.width / 4, box.y + box.height / 4);
    const [x, y] = (await client.state()).pixel;
    assert.ok(Math.abs(x - 375) < 12 && Math.abs(y - 825) < 12, `${x}, ${y}`);
  });

  it('collapse to a button, which hears the keyboard as they do', async () => {
    await client.open('?image=m/galaxy.fits');
    for (const [panel, key] of [
      ['controls', 'd'],
      ['overview', 'o'],
    ]) {
      const toggle = `[data-control="${panel}-toggle"]`;
      await client.page.click(toggle);
      await client.page.waitForSelector(`${toggle}[aria-expanded="false"]:focus`);
      await client.page.keyboard.press(key);
      await client.page.waitForSelector(`${toggle}[aria-expanded="true"]`);
    }
  });

  it('obey the keyboard', async () => {
    await client.open('?image=m/galaxy.fits');
    await client.page.keyboard.press('?');
    assert.ok(await client.page.isVisible('[data-control="keyboard-card"]'));
    await client.page.keyboard.press('Escape');
    await client.page.waitForSelector('[data-control="keyboard-card"]', { state: 'detached' });
    const before = (await client.state()).resolution;
    await client.page.keyboard.press('+');
    await client.page.waitForFunction(
      (before) => document.querySelector('visiomatic-viewer').state.resolution < before / 1.9,
      before,
    );
    await client.page.keyboard.press(']');
    assert.deepEqual([(await client.state()).mode, (await client.state()).channel], ['single', 2]);
  });
});

describe('an embedded viewer', () => {
  it('leaves the address alone and survives being moved in its page', async () => {
    await client.page.goto(client.server.url);
    await client.page.evaluate(async () => {
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
    assert.equal(client.page.url(), client.server.url);
    assert.ok((await client.pixels()).some((grey) => grey > 0));
  });
});

describe('requests', () => {
  it('say only what differs from the image, in one order', async () => {
    client.server.log.length = 0;
    await client.open('?image=pattern.fits');
    for (const query of client.tiles()) {
      assert.match(query, /^FIF=pattern\.fits&CHAN=1&JTL=\d+,\d+$/);
    }
    await client.open('?image=m/galaxy.fits&inv=1&brt=10&cnt=2&mode=single&channel=2&cuts=2:90,400');
    for (const query of client.tiles()) {
      assert.match(
        query,
        /^FIF=m\/galaxy\.fits&CHAN=2&MINMAX=2:90,400&CNT=2&BRT=10&INV&JTL=\d+,\d+$/,
      );
    }
  });

  it('never ask for a tile that does not exist', async () => {
    const refused = [];
    client.page.on('response', (response) => response.status() >= 400 && refused.push(response.url()));
    await client.open('?image=pattern.fits');
    for (const resolution of [0.5, 1, 1.5, 2, 3, 4, 8]) {
      await client.look(900, 50, resolution);
    }
    assert.deepEqual(refused, []);
  });

  it('wait for the release of a slider', async () => {
    await client.open('?image=m/galaxy.fits');
    client.server.log.length = 0;
    const box = await client.page.locator('[data-control="contrast-slider"]').boundingBox();
    await client.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await client.page.mouse.down();
    for (let step = 1; step < 20; step++) {
      await client.page.mouse.move(box.x + box.width / 2 + step, box.y + box.height / 2);
    }
    assert.deepEqual(client.tiles(), []);
    await client.page.mouse.up();
    await client.page.waitForSelector('visiomatic-viewer[data-state="loading"]');
    await client.idle();
    assert.ok(client.tiles().every((query) => /&CNT=/.test(query)));
  });
});

describe('the read-out', () => {
  it('tells position and value of the pixel under the pointer', async () => {
    await client.open('?image=pattern.fits');
    await client.look(600, 400, 1);
    await client.page.mouse.move(500, 300);
    // Screen pixel (500, 300) shows the image pixel that is 500 from the left, 277 from the top.
    const value = String(patternValue(500, 277));
    await client.page.waitForFunction(
      (value) => {
        const readout = document
          .querySelector('visiomatic-viewer')
          .shadowRoot.querySelector('visiomatic-readout').shadowRoot;
        return readout.querySelector('[data-control="value"]').innerText === `${value} ADU`;
      },
      value,
    );
    const text = await client.page.locator('[data-control="pixel"]').innerText();
    assert.match(text.replace(/\s+/g, ' '), /x 501\.0 y 500\.0/);
  });

  it('tells the sky at the centre', async () => {
    await client.open('?image=m/galaxy.fits&center=184.74,47.304');
    assert.equal(await client.page.locator('[data-control="longitude"]').innerText(), '12 18 57.60');
    assert.equal(await client.page.locator('[data-control="latitude"]').innerText(), '+47 18 14.4');
  });
});

describe('images laid side by side', () => {
  const read = (control) => client.page.locator(`[data-control="${control}"]`).innerText();

  it('each have their own sky and name', async () => {
    await client.open('?image=panels.fits&center=150,100&fov=300');
    assert.equal(await read('longitude'), '06 00 00.00');
    assert.match(await read('extension'), /^FIELD1\s+HDU 1$/);
    await client.open('?image=panels.fits&center=450,100&fov=300');
    assert.equal(await read('longitude'), '12 00 00.00');
    assert.match(await read('extension'), /^FIELD2\s+HDU 2$/);
    assert.match(await read('scale-bar'), /[′″]/);
  });

  it('have no coordinates where neither is', async () => {
    await client.open('?image=panels.fits&center=450,250&fov=300');
    assert.match(await read('sky-note'), /between images/);
    assert.match(await read('extension'), /No image here/);
    assert.match(await read('scale-bar'), /px/);
  });

  it('are linked to in pixels', async () => {
    await client.open('?image=panels.fits&center=450,100&fov=300');
    const { center, fov, pixel } = await client.state();
    assert.deepEqual([center, fov], [[450, 100], 300]);
    assert.deepEqual(pixel, [450, 100]);
    await client.page.click('[data-control="zoom-in"]');
    await client.page.waitForFunction(() => window.location.search.includes('fov=150'));
    assert.match(client.page.url(), /center=450,100&fov=150/);
  });
});

describe('the address', () => {
  it('brings back the whole view', async () => {
    await client.open(
      '?image=m/galaxy.fits&center=184.75,47.31&fov=0.02&mode=colour&cuts=1:90,500&mix=1:ff8000;3:0040ff&sat=1.2&qlt=90',
    );
    await client.page.keyboard.press('i');
    await client.page.click('[data-control="zoom-in"]');
    await client.page.waitForFunction(() => window.location.search.includes('fov=0.01'));
    const before = await client.state();
    assert.equal(before.invert, true);
    assert.deepEqual(before.colours, { 1: '#ff8000', 3: '#0040ff' });
    await client.page.goto('about:blank');
    client.complaints.length = 0;
    await client.page.goBack();
    await client.idle();
    const after = await client.state();
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
    await client.page.goto(`${client.server.url}?image=slow.fits`);
    await client.page.waitForSelector('visiomatic-viewer[data-state="caching"]');
    await client.page.waitForFunction(() => {
      const card = document
        .querySelector('visiomatic-viewer')
        .shadowRoot.querySelector('visiomatic-progress');
      return Number(card?.shadowRoot.querySelector('[role=progressbar]').ariaValueNow) > 20;
    });
    await client.idle();
    assert.equal(await client.page.locator('visiomatic-title h1').innerText(), 'Synthetic spiral');
  });

  it('shows the coarse resolutions of an image while the others are prepared', async () => {
    await client.page.goto(`${client.server.url}?image=early.fits`);
    const card = client.page.locator('visiomatic-refining');
    await card.waitFor();
    await client.idle();
    assert.match(await card.locator('section').innerText(), /Preparing the full resolution\s+\d+ %/);
    await client.page.evaluate(() => {
      document.querySelector('visiomatic-viewer').map.getView().setResolution(1);
    });
    await client.idle();
    const asked = () => client.server.log.filter((path) => path.includes('FIF=early.fits'));
    assert.ok(asked().some((path) => path.includes('JTL=1,')));
    assert.ok(!asked().some((path) => /JTL=[23],|VAL=/.test(path)));
    assert.ok(asked().every((path) => !path.includes('JTL=') || path.includes('&VER=e0&')));
    client.server.log.length = 0;
    await card.waitFor({ state: 'detached' });
    await client.page.waitForFunction(
      () => document.querySelector('visiomatic-viewer').map.getLayers().getLength() === 1,
    );
    await client.idle();
    assert.ok(asked().some((path) => path.includes('JTL=3,')));
    assert.ok(asked().every((path) => !/JTL=[23],/.test(path) || path.includes('&VER=a1&')));
    assert.ok(asked().some((path) => path.includes('VAL=')));
  });

  it('says in a sentence why an image cannot be shown, and takes another', async () => {
    await client.page.goto(`${client.server.url}?image=nothing.fits`);
    await client.page.waitForSelector('visiomatic-viewer[data-state="error"]');
    const sentence = await client.page.locator('[data-control="error"]').innerText();
    assert.equal(sentence, 'No image is called nothing.fits.');
    // The browser itself reports the 404.
    client.complaints.length = 0;
    await client.page.fill('[data-control="image"]', 'm/galaxy.fits');
    await client.page.click('[data-control="open"]');
    await client.idle();
    assert.match(client.page.url(), /\?image=m\/galaxy\.fits&center=/);
    await client.page.goBack();
    await client.page.waitForSelector('visiomatic-viewer[data-state="error"]');
    client.complaints.length = 0;
  });

  it('asks for an image when it has none', async () => {
    await client.page.goto(client.server.url);
    await client.page.waitForSelector('[data-control="image"]');
    assert.equal(await client.page.getAttribute('visiomatic-viewer', 'data-state'), 'idle');
  });

  it('fires visiomatic-ready when the first tiles are drawn', async () => {
    await client.page.addInitScript(() => {
      window.ready = new Promise((done) => {
        document.addEventListener('visiomatic-ready', (event) =>
          done(event.target.getAttribute('data-state')),
        );
      });
    });
    await client.page.goto(`${client.server.url}?image=m/galaxy.fits`);
    assert.equal(await client.page.evaluate(() => window.ready), 'idle');
    const grey = await client.pixels();
    assert.ok(grey[400 * SCREEN.width + 600] > 0);
  });
});
