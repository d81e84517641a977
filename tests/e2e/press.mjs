// Pages of the press for what measures and soaks: those of shared/pages beside the checkout where they are, else the project's own.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './harness.mjs';

/** @typedef {{name: string, file: string}} PressPage name: words of a host, without a point at either end */

/**
 * The pages of a folder; without one, of shared/pages beside the checkout (SOURCELIGHT_SHARED names another `shared`), else the
 * project's own. Says aloud which they are.
 * @param {string} [given] @returns {{own: boolean, pages: PressPage[]}}
 */
export function pressPages(given) {
  const folder = given ?? path.join(process.env.SOURCELIGHT_SHARED ?? path.join(root, '../shared'), 'pages');
  if (existsSync(folder)) {
    const pages = readdirSync(folder).filter((f) => f.endsWith('.html')).sort().map((f) => ({ name: f.replace(/^\d+-|\.html$/g, ''), file: path.join(folder, f) }));
    if (pages.length === 0) throw new Error(`${folder} has no .html file.`);
    console.log(`${pages.length} pages of ${path.relative(root, folder)}`);
    return { own: false, pages };
  }
  if (given) throw new Error(`There is no folder ${given}.`);
  const golden = path.join(root, 'tests/golden');
  const pages = readdirSync(golden).sort().map((name) => ({ name, file: path.join(golden, name, 'page.html') })).filter(({ file }) => existsSync(file));
  console.log(`(${path.relative(root, folder)} is not there) the project's own ${pages.length} pages`);
  return { own: true, pages };
}

/** Nothing may be loaded but the page itself. */
const POLICY = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" };

/**
 * A page as it is served. What it lets the browser get ready is asked for whatever its policy: such links and frames go, so that
 * what is asked is asked by us.
 * @param {string} file @returns {import('./server.mjs').Page}
 */
export const pressPage = (file) => ({
  body: readFileSync(file, 'utf8').replace(/<link\b[^>]*\b(preconnect|dns-prefetch|prefetch|preload|modulepreload|prerender)\b[^>]*>/gi, '').replace(/(<iframe\b[^>]*?)\ssrc=/gi, '$1 data-src='),
  headers: POLICY,
});
