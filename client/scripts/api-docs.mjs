// Lays the viewers of the API reference, and their licences, beside the built client. The server shows them at /docs
// and /redoc, without asking anything of the network.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FILES = {
  'docs/swagger.js': 'swagger.js',
  'docs/redoc.js': 'redoc.js',
  'docs/reference.css': 'reference.css',
  'node_modules/swagger-ui-dist/swagger-ui-bundle.js': 'swagger-ui-bundle.js',
  'node_modules/swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt': 'swagger-ui-bundle.js.LICENSE.txt',
  'node_modules/swagger-ui-dist/swagger-ui.css': 'swagger-ui.css',
  'node_modules/swagger-ui-dist/LICENSE': 'swagger-ui.LICENSE.txt',
  'node_modules/swagger-ui-dist/NOTICE': 'swagger-ui.NOTICE.txt',
  'node_modules/redoc/bundles/redoc.standalone.js': 'redoc.standalone.js',
  'node_modules/redoc/bundles/redoc.standalone.js.LICENSE.txt': 'redoc.standalone.js.LICENSE.txt',
  'node_modules/redoc/LICENSE': 'redoc.LICENSE.txt',
};

mkdirSync('dist/docs', { recursive: true });
for (const [from, to] of Object.entries(FILES)) {
  copyFileSync(from, `dist/docs/${to}`);
}

// Redoc shows the logo of its makers from their server; an empty picture asks nobody.
const LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const EMPTY = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
const redoc = readFileSync('dist/docs/redoc.standalone.js', 'utf8');
if (!redoc.includes(LOGO)) {
  throw new Error(`Redoc no longer names ${LOGO}: see what it loads now, and adapt scripts/api-docs.mjs.`);
}
writeFileSync('dist/docs/redoc.standalone.js', redoc.replace(LOGO, EMPTY));
