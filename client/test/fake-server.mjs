// A stand-in for the image server, for tests and for work on the client alone. It follows the API
// description for what the client uses, and nothing more.
//
//   node test/fake-server.mjs [port] [root path]      FITS_DIR=folder adds real images
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { image } from './fake/images.mjs';
import { encodePng } from './fake/png.mjs';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const POLICY = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'";
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Milliseconds that preparing an image takes; long enough to look at it. */
const PREPARING = Number(process.env.PREPARING ?? 4000);

/** Images that are to be prepared, and how many of their resolutions can be seen on the way. */
const PREPARED = { 'slow.fits': 0, 'early.fits': 2 };

/** How much is done when these can be seen. */
const SEEN = 0.25;

function json(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function drawingOf(query, { cuts, info }) {
  const number = (name, fallback) => Number(query.get(name) ?? fallback);
  const drawing = {
    channel: number('CHAN', 0),
    map: query.get('CMP') ?? 'grey',
    contrast: number('CNT', info.contrast),
    brightness: number('BRT', info.brightness),
    gamma: number('GAM', info.gamma),
    invert: query.has('INV'),
    cuts: [...cuts],
    mix: query.getAll('MIX').map((text) => {
      const [channel, rgb] = text.split(':');
      return [Number(channel), rgb.split(',').map(Number)];
    }),
  };
  for (const text of query.getAll('MINMAX')) {
    const [channel, pair] = text.split(':');
    drawing.cuts[channel - 1] = pair.split(',').map(Number);
  }
  return drawing;
}

export function startServer({ port = 0, root = '', delay = 0 } = {}) {
  const log = [];
  const readyAt = {};

  /** How much of the preparation of an image is done; it begins with the first question. */
  function prepared(name) {
    readyAt[name] ??= Date.now() + PREPARING;
    return Math.min(1, 1 - (readyAt[name] - Date.now()) / PREPARING);
  }

  function page(response) {
    const html = readFileSync(join(DIST, 'index.html'), 'utf8')
      .replace('{{ api_path }}', `${root}/api`)
      .replace('{{ image }}', '')
      .replace('{{ version }}', '4.0');
    response.writeHead(200, {
      'content-type': TYPES['.html'],
      'content-security-policy': POLICY,
    });
    response.end(html);
  }

  function file(path, response) {
    const full = join(DIST, normalize(path));
    if (!full.startsWith(DIST) || !existsSync(full) || !statSync(full).isFile()) {
      return json(response, 404, { detail: 'Not Found' });
    }
    response.writeHead(200, { 'content-type': TYPES[extname(full)] ?? 'application/octet-stream' });
    createReadStream(full).pipe(response);
  }

  function progress(name, response) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const timer = setInterval(() => {
      const fraction = prepared(name);
      const report = {
        image: name,
        state: fraction >= 1 ? 'ready' : 'building',
        fraction,
        stage: fraction < 0.5 ? 'reading' : 'writing tiles',
        resolutions: fraction >= 1 ? 4 : fraction < SEEN ? 0 : PREPARED[name],
        message: fraction < 0.5 ? 'Reading extension 12 of 36' : 'Writing level 4 of 7',
      };
      response.write(`event: progress\ndata: ${JSON.stringify(report)}\n\n`);
      if (fraction >= 1) {
        clearInterval(timer);
        response.end();
      }
    }, 100);
    response.on('close', () => clearInterval(timer));
  }

  function api(request, query, response) {
    const name = query.get('FIF');
    const found = image(name);
    if (!found) {
      return json(response, 404, { detail: `No image is called ${name}.` });
    }
    if (query.has('INFO')) {
      const waits = name in PREPARED && prepared(name) < 1;
      if (waits && request.headers.prefer === 'respond-async') {
        return json(response, 202, { progress: `${root}/api/progress?FIF=${name}` });
      }
      // An image that was prepared here is told by a version; of an overview it has its own.
      const version = name in PREPARED && { picture_version: waits ? 'e0' : 'a1' };
      return json(response, 200, { ...found.info, ...version });
    }
    if (query.has('VAL')) {
      const [x, y] = query.get('VAL').split(',').map(Number);
      const values = query.getAll('CHAN').map((c) => found.pyramid.value(x, y, Number(c)));
      return json(response, 200, { values });
    }
    const [r, index] = query.get('JTL').split(',').map(Number);
    const tile = found.pyramid.render(r, index, drawingOf(query, found));
    if (!tile || (name === 'broken.fits' && index % 2 === 1)) {
      return json(response, 404, { detail: `Resolution ${r} has no tile ${index}.` });
    }
    response.writeHead(200, { 'content-type': 'image/png', 'cache-control': 'max-age=60' });
    response.end(encodePng(tile.width, tile.height, tile.rgb));
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    log.push(request.url);
    const path = url.pathname.startsWith(root) ? url.pathname.slice(root.length) : null;
    if (path === '/' || path === '/index.html') {
      page(response);
    } else if (path === '/api/progress') {
      progress(url.searchParams.get('FIF'), response);
    } else if (path === '/api') {
      setTimeout(() => api(request, url.searchParams, response), delay);
    } else if (path !== null) {
      file(path, response);
    } else {
      json(response, 404, { detail: 'Not Found' });
    }
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}${root}/`;
      resolve({
        url,
        /** Paths and queries that were asked for, in order. */
        log,
        close: () => new Promise((done) => (server.close(done), server.closeAllConnections())),
      });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startServer({
    port: Number(process.argv[2] ?? 8080),
    root: process.argv[3] ?? '',
  });
  console.log(`Fake server on ${url}?image=m/galaxy.fits`);
}
