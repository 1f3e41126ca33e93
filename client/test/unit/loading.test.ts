import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiClient } from '../../src/api/ApiClient';
import { ApiError } from '../../src/api/ApiError';
import { ImageLoader } from '../../src/api/ImageLoader';
import type { ProgressReport } from '../../src/api/ProgressStream';
import answers from '../fixtures/info-answers.json';

const INFO = answers['cube5_f32.fits'];
const never = new AbortController().signal;

/** Stands in for the browser's event source; a test speaks through `latest`. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static latest: FakeEventSource;
  readyState = 1;

  constructor(readonly url: URL) {
    super();
    FakeEventSource.latest = this;
  }

  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }

  say(report: Partial<ProgressReport>): void {
    this.dispatchEvent(new MessageEvent('progress', { data: JSON.stringify(report) }));
  }

  fail(): void {
    this.readyState = FakeEventSource.CLOSED;
    this.dispatchEvent(new Event('error'));
  }
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

/** A loader whose server gives `responses` one after the other, and what it was asked. */
function loader(...responses: Response[]) {
  const asked: { url: string; headers: unknown }[] = [];
  vi.stubGlobal('EventSource', FakeEventSource);
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({ url, headers: init.headers });
    return responses.shift()!;
  });
  return { asked, loader: new ImageLoader(new ApiClient(new URL('http://sky.example/vis/api'))) };
}

afterEach(() => vi.unstubAllGlobals());

describe('loading an image', () => {
  it('is one request when the image is there', async () => {
    const { asked, loader: images } = loader(json(200, INFO));
    const report = vi.fn();
    const image = await images.load('a b.fits', report, never);
    expect(image.model.channels).toBe(5);
    expect(image.resolutions).toBe(image.model.info.tile_levels);
    expect(await image.whole).toBe(image.model);
    expect(report).not.toHaveBeenCalled();
    expect(asked).toEqual([
      {
        url: 'http://sky.example/vis/api?FIF=a%20b.fits&INFO=',
        headers: { Prefer: 'respond-async' },
      },
    ]);
  });

  it('listens to the progress of one that is not', async () => {
    const pending = json(202, { progress: '/vis/api/progress?FIF=a.fits' });
    const { asked, loader: images } = loader(pending, json(200, INFO));
    const reports: ProgressReport[] = [];
    const loading = images.load('a.fits', (report) => reports.push(report), never);
    await vi.waitFor(() => expect(FakeEventSource.latest?.url.href).toMatch(/a\.fits$/));
    FakeEventSource.latest.say({ state: 'building', fraction: 0.42 });
    FakeEventSource.latest.say({ state: 'ready', fraction: 1 });
    expect((await loading).model.channels).toBe(5);
    expect(reports.map(({ state }) => state)).toEqual(['queued', 'building', 'ready']);
    expect(asked[1]!.headers).toEqual({});
    expect(FakeEventSource.latest.readyState).toBe(FakeEventSource.CLOSED);
  });

  it('gives the coarse resolutions while the others are prepared', async () => {
    const pending = json(202, { progress: '/vis/api/progress?FIF=e.fits' });
    const { loader: images } = loader(
      pending,
      json(200, { ...INFO, picture_version: 'early' }),
      json(200, { ...INFO, picture_version: 'late' }),
    );
    const loading = images.load('e.fits', () => undefined, never);
    await vi.waitFor(() => expect(FakeEventSource.latest?.url.href).toMatch(/e\.fits$/));
    FakeEventSource.latest.say({ state: 'building', fraction: 0.2, resolutions: 0 });
    FakeEventSource.latest.say({ state: 'building', fraction: 0.3, resolutions: 1 });
    const image = await loading;
    expect(image.resolutions).toBe(1);
    expect(image.model.info.picture_version).toBe('early');
    const whole = vi.fn();
    void image.whole.then(whole);
    FakeEventSource.latest.say({ state: 'building', fraction: 0.9, resolutions: 1 });
    await Promise.resolve();
    expect(whole).not.toHaveBeenCalled();
    FakeEventSource.latest.say({ state: 'ready', fraction: 1, resolutions: 2 });
    expect((await image.whole).info.picture_version).toBe('late');
  });

  it('keeps the description of the coarse resolutions where there is no other', async () => {
    const pending = json(202, { progress: '/vis/api/progress?FIF=g.fits' });
    const { loader: images } = loader(pending, json(200, INFO), json(503, { detail: 'Busy.' }));
    const loading = images.load('g.fits', () => undefined, never);
    await vi.waitFor(() => expect(FakeEventSource.latest?.url.href).toMatch(/g\.fits$/));
    FakeEventSource.latest.say({ state: 'building', fraction: 0.3, resolutions: 1 });
    const image = await loading;
    FakeEventSource.latest.say({ state: 'ready', fraction: 1, resolutions: 2 });
    expect(await image.whole).toBe(image.model);
  });

  it('gives the reason when the others cannot be prepared', async () => {
    const pending = json(202, { progress: '/vis/api/progress?FIF=f.fits' });
    const { loader: images } = loader(pending, json(200, INFO));
    const loading = images.load('f.fits', () => undefined, never);
    await vi.waitFor(() => expect(FakeEventSource.latest?.url.href).toMatch(/f\.fits$/));
    FakeEventSource.latest.say({ state: 'building', fraction: 0.3, resolutions: 1 });
    const { whole } = await loading;
    FakeEventSource.latest.say({ state: 'failed', message: 'The disk is full.' });
    await expect(whole).rejects.toThrow('The disk is full.');
  });

  it('waits for the plain answer when events do not come', async () => {
    const pending = json(202, { progress: '/vis/api/progress?FIF=b.fits' });
    const { loader: images } = loader(pending, json(200, INFO));
    const loading = images.load('b.fits', () => undefined, never);
    await vi.waitFor(() => expect(FakeEventSource.latest?.url.href).toMatch(/b\.fits$/));
    FakeEventSource.latest.fail();
    expect((await loading).model.channels).toBe(5);
  });

  it('gives the reason when the image cannot be prepared', async () => {
    const { loader: images } = loader(json(202, { progress: '/vis/api/progress?FIF=c.fits' }));
    const loading = images.load('c.fits', () => undefined, never);
    await vi.waitFor(() => expect(FakeEventSource.latest?.url.href).toMatch(/c\.fits$/));
    FakeEventSource.latest.say({ state: 'failed', message: 'The file ends early.' });
    await expect(loading).rejects.toThrow('The file ends early.');
  });

  it('takes events from its own server only', async () => {
    const { loader: images } = loader(json(202, { progress: 'http://evil.example/x' }));
    const stop = new AbortController();
    const loading = images.load('d.fits', () => undefined, stop.signal);
    await vi.waitFor(() =>
      expect(FakeEventSource.latest?.url.href).toBe(
        'http://sky.example/vis/api/progress?FIF=d.fits',
      ),
    );
    stop.abort();
    await expect(loading).rejects.toThrow(/no longer wanted/);
  });
});

describe('an error of the server', () => {
  const text = async (status: number, body: string) =>
    (await ApiError.fromResponse(new Response(body, { status }))).message;

  it('is told as one sentence', async () => {
    expect(await text(404, '{"detail":"no such image: m/x.fits"}')).toBe(
      'No such image: m/x.fits.',
    );
    const list = { detail: [{ loc: ['query', 'BRT'], msg: 'must be at most 100', type: 'x' }] };
    expect(await text(422, JSON.stringify(list))).toBe('BRT: must be at most 100.');
    expect(await text(502, '<html>Bad gateway</html>')).toBe('The server answered with status 502.');
    expect(await text(404, '')).toBe('The server does not have this image.');
  });
});
