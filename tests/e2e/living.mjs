// For tests of pages that change: a browser in which every page is read by itself, articles of ours, and what is marked in a
// page whichever text nodes its words are in.

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, start, until } from './harness.mjs';

/** @typedef {import('./harness.mjs').Driver} Driver @typedef {import('puppeteer-core').Page} Page */

export const NAMES = ['Lena Ortiz', 'Orla Fennell', 'Ada Quill', 'Tomas Reeve'];

/** A paragraph with one claim that no other has. @param {number} n @param {string} [about] */
export const paragraph = (n, about = 'pillar') => `“The ${about} number ${n} is made of steel and not of magic, and it will stand for another hundred years,” said ${NAMES[n % 4]}, an engineer. `
  + `The bridge was opened in ${1900 + (n % 99)}, and it has carried carts, trams and buses over the river ever since.`;

/** Elements p of paragraphs. @param {number} from @param {number} to @param {string} [about] */
export const paragraphs = (from, to, about) => Array.from({ length: to - from }, (_, n) => `<p>${paragraph(from + n, about)}</p>`).join('\n');

/** @param {string} title @param {string} body what stands below the headline @param {{head?: string, end?: string}} [more] */
export const article = (title, body, { head = '', end = '' } = {}) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<meta property="og:type" content="article">${head}</head><body><nav><a href="/">The Harbour Lantern</a></nav>
<main><article><h1>${title}</h1>
${body}
</article></main>${end}</body></html>`;

/** A page that is no article. */
export const LIST = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Harbour Lantern</title></head><body><main><ul><li>Tea</li><li>Milk</li></ul></main></body></html>';

/**
 * @typedef {object} Living
 * @property {Driver} driver
 * @property {Page} own a page of the extension
 * @property {(message: object) => Promise<any>} send to the background, without going to another tab
 * @property {(page: Page) => Promise<number>} tabOf
 * @property {(page: Page, on: boolean) => Promise<any>} turn a page on or off, as the popup does
 */

/**
 * Starts a browser in which all pages are read by themselves.
 * @param {'chromium' | 'firefox'} kind @param {Parameters<typeof start>[1] & {inPrivate?: boolean}} [given] inPrivate: in private windows, too
 * @returns {Promise<Living>}
 */
export async function startLiving(kind, given) {
  const driver = await start(kind, given);
  try {
    if (given?.inPrivate) await driver.allowPrivate();
    await driver.allow('*');
    const own = await driver.openOwn('options.html');
    await until(() => own.evaluate(() => document.querySelector('#mode-all') !== null), 'the options');
    await own.bringToFront();
    await own.locator('#mode-all').click();
    await until(() => own.evaluate(async () => document.querySelector('#mode-all[aria-pressed=true]') !== null
      && (await chrome.scripting.getRegisteredContentScripts()).some((s) => s.matches?.includes('*://*/*'))), 'the mode for all sites');
    const send = (/** @type {object} */ message) => own.evaluate((m) => chrome.runtime.sendMessage({ version: chrome.runtime.getManifest().version, ...m }), message);
    const tabOf = async (/** @type {Page} */ page) => {
      const address = await page.evaluate(() => location.href);
      return until(() => own.evaluate(async (url) => (await chrome.tabs.query({})).find((t) => t.url === url)?.id ?? 0, address), 'the tab');
    };
    return { driver, own, send, tabOf, turn: async (page, on) => send({ kind: 'turn', tab: await tabOf(page), on }) };
  } catch (error) {
    await driver.close();
    throw error;
  }
}

/**
 * The words that are marked, by category, in the order of the page and without white space; words of nodes that are not in
 * the page are none, since browsers do not paint them.
 * @param {Page} page @returns {Promise<Record<string, string>>}
 */
export const marked = (page) => page.evaluate(() => /** @type {any} */ (globalThis).markedNow());

/** Runs in pages before their own scripts: what `marked` and `watch` need. */
export const inPage = () => {
  const w = /** @type {any} */ (globalThis);
  const bare = (/** @type {string} */ s) => s.replace(/\s+/g, '');
  const category = (/** @type {string} */ name) => name.replace(/^sourcelight-/, '').replace(/-(dark|plain)$/, '');
  /** @returns {[string, string, Node][]} */
  const pieces = () => [...CSS.highlights].flatMap(([name, highlight]) => [...highlight].filter((r) => r.startContainer.isConnected).map((r) => (
    /** @type {[string, string, Node]} */ ([category(name), bare(/** @type {Text} */ (r.startContainer).data.slice(r.startOffset, r.endOffset)), r.startContainer]))));
  const before = (/** @type {Node} */ a, /** @type {Node} */ b) => (a === b ? 0 : a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
  w.markedNow = () => {
    /** @type {Record<string, [Node, number, string][]>} */
    const found = {};
    for (const [name, highlight] of CSS.highlights) {
      for (const r of highlight) {
        if (!r.startContainer.isConnected) continue;
        (found[category(name)] ??= []).push([r.startContainer, r.startOffset, bare(/** @type {Text} */ (r.startContainer).data.slice(r.startOffset, r.endOffset))]);
      }
    }
    return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => (
      [name, of.sort((a, b) => before(a[0], b[0]) || a[1] - b[1]).map(([, , words]) => words).join('')])));
  };
  /** Notes what is marked in every frame. */
  w.watchMarks = () => {
    const seen = new Set();
    let least = Infinity;
    const look = () => {
      const now = pieces();
      least = Math.min(least, now.length);
      for (const [name, words] of now) seen.add(`${name}\t${words}`);
      w.watched = { seen: [...seen], least };
      requestAnimationFrame(look);
    };
    look();
  };
  /** Two frames later. */
  w.frames = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => done(undefined))); });
};

/**
 * What was marked in any frame since `watchMarks`, and is neither in what was marked before nor in what is marked now: words
 * that nobody read.
 * @param {Page} page @param {Record<string, string>} before
 */
export async function wrong(page, before) {
  const now = await marked(page);
  const { seen } = await page.evaluate(() => /** @type {any} */ (globalThis).watched);
  return seen.map((/** @type {string} */ s) => s.split('\t')).filter((/** @type {string[]} */ [name, words]) => !(before[name] ?? '').includes(words) && !(now[name] ?? '').includes(words));
}

/**
 * A copy of the built extension whose engine may have no more than so much memory.
 * @param {'chromium' | 'firefox'} kind @param {number} mebibytes @returns {string} the folder with `chrome/` and `firefox/`
 */
export function withLittleMemory(kind, mebibytes) {
  const dist = path.join(root, 'target/little-memory', kind);
  const folder = kind === 'chromium' ? 'chrome' : 'firefox';
  rmSync(dist, { recursive: true, force: true });
  cpSync(path.join(root, 'dist', folder), path.join(dist, folder), { recursive: true });
  const file = path.join(dist, folder, 'engine/sourcelight_bg.wasm');
  const bytes = readFileSync(file);
  const number = (/** @type {number} */ at) => {
    let [value, size] = [0, 0];
    do value += (bytes[at + size] & 0x7f) * 2 ** (7 * size); while (bytes[at + size++] & 0x80);
    return { value, size };
  };
  const written = (/** @type {number} */ value) => {
    const out = [];
    for (; value > 0x7f; value = Math.floor(value / 128)) out.push((value % 128) | 0x80);
    return [...out, value];
  };
  // The sections of the module: of its memory's limits, the lower alone is given.
  for (let at = 8; at < bytes.length;) {
    const length = number(at + 1);
    const from = at + 1 + length.size;
    if (bytes[at] === 5) {
      const least = number(from + 2);
      if (bytes[from] !== 1 || bytes[from + 1] !== 0) throw new Error('not the memory that was expected');
      const section = [1, 1, ...written(least.value), ...written(mebibytes * 16)];
      writeFileSync(file, Buffer.concat([bytes.subarray(0, at), Buffer.from([5, ...written(section.length), ...section]), bytes.subarray(from + length.value)]));
      return dist;
    }
    at = from + length.value;
  }
  throw new Error('no memory in the module');
}
