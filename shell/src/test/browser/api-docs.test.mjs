// The pages about the interface in a real browser: drawn without a network, and working. Started by OneShotBrowserIT,
// see one-shot.test.mjs for what it is given.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';

const { VISIOMATIC_PAGE, VISIOMATIC_CLIENT, VISIOMATIC_BROWSER, VISIOMATIC_SHOTS } = process.env;
const { chromium } = createRequire(join(VISIOMATIC_CLIENT, 'package.json'))('playwright-core');

describe('the pages about the interface', () => {
  let browser;
  let page;
  let complaints;

  before(async () => {
    browser = await chromium.launch({
      executablePath: VISIOMATIC_BROWSER,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
    });
  });

  after(() => browser?.close());

  beforeEach(async () => {
    complaints = [];
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('response', (response) => {
      if (response.status() >= 400) {
        complaints.push(`${response.status()} ${response.url()}`);
      }
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(VISIOMATIC_PAGE) && !/^(data|blob):/.test(request.url())) {
        complaints.push(`asked elsewhere: ${request.url()}`);
      }
    });
  });

  afterEach(async () => {
    await page.close();
    assert.deepEqual(complaints, [], 'the console was clean');
  });

  it('let a visitor try out what he reads about', async () => {
    await page.goto(new URL('docs', VISIOMATIC_PAGE).href);
    await page.click('#operations-Images-image .opblock-summary-control');
    await page.fill('tr[data-param-name="JTL"] input', '0,0');
    await page.click('#operations-Images-image button.execute');
    const picture = page.locator('#operations-Images-image .live-responses-table img');
    await picture.waitFor({ timeout: 30_000 });
    await page.waitForFunction(
      () => document.querySelector('.live-responses-table img')?.naturalWidth > 100,
    );
    assert.equal(await page.innerText('.live-responses-table .response-col_status >> nth=1'), '200');
    await picture.scrollIntoViewIfNeeded();
    await page.screenshot({ path: join(VISIOMATIC_SHOTS, 'docs.png') });
  });

  it('show the whole document for reading', async () => {
    await page.goto(new URL('redoc', VISIOMATIC_PAGE).href);
    await page.waitForSelector('[data-section-id="tag/Images/operation/image"]', { timeout: 30_000 });
    await page.fill('input[type="text"], input[role="searchbox"]', 'progress');
    await page.waitForSelector('[data-role="search:results"] li', { timeout: 10_000 });
    await page.screenshot({ path: join(VISIOMATIC_SHOTS, 'redoc.png') });
  });
});
