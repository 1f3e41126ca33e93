// Fails the build when what a visitor downloads has grown past its budget.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = { '.js': 150, '.css': 12, '.woff2': 120 };

function filesBelow(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });
}

let failed = false;
// The reference of the API is a page of its own that only its readers load.
const files = filesBelow('dist').filter((path) => !path.startsWith(join('dist', 'docs')));
for (const [suffix, budget] of Object.entries(BUDGET_KB)) {
  const bytes = files
    .filter((path) => path.endsWith(suffix))
    .reduce((sum, path) => sum + gzipSync(readFileSync(path), { level: 9 }).length, 0);
  const size = bytes / 1000;
  const verdict = size > budget ? 'OVER BUDGET' : 'ok';
  console.log(`${suffix.padEnd(7)} ${size.toFixed(1).padStart(7)} kB gzipped of ${budget} kB  ${verdict}`);
  failed ||= size > budget;
}
if (failed) {
  console.error('The client is larger than its budget: remove a dependency, or raise the budget knowingly.');
  process.exit(1);
}
