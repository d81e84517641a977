// Puts together what a browser loads: dist/chrome/, dist/firefox/ and dist/www/, and with --package the two archives.
// The archives depend on nothing but their content: names sorted, one fixed time, one compression level. Beside each lies the
// list of its parts (CycloneDX).

import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import { zipSync } from 'fflate';
import { bill, notices } from './parts.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);
const built = at('target/built');

/** The sizes in which browsers show the icon of an extension. */
const ICON_SIZES = [16, 32, 48, 128];

/** The version of the crate is the version of everything. */
const version = /^version = "([^"]+)"/m.exec(readFileSync(at('Cargo.toml'), 'utf8'))?.[1] ?? '0.0.0';

/**
 * Objects are merged, everything else is replaced by the overlay; null takes a key away.
 * @param {any} base
 * @param {any} overlay
 */
function merge(base, overlay) {
  const isObject = (/** @type {any} */ v) => v !== null && typeof v === 'object' && !Array.isArray(v);
  if (!isObject(base) || !isObject(overlay)) return overlay;
  const merged = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    if (value === null) delete merged[key];
    else merged[key] = key in merged ? merge(merged[key], value) : value;
  }
  return merged;
}

/** @param {string} file */
function json(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${path.relative(root, file)}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** What is copied: neither sources of the manifest nor types, nor what is written for the stores' forms. @param {string} file */
const ships = (file) => !/(^|\/)manifest(\.\w+)?\.json$|\.d\.ts$|\.d\.ts\.map$|tsconfig\.json$|\/extension\/store$/.test(file.replaceAll('\\', '/'));

/** @param {string} module @param {string} to */
function copyModule(module, to) {
  for (const file of ['sourcelight.js', 'sourcelight_bg.wasm']) {
    cpSync(path.join(built, module, file), path.join(to, module, file));
  }
  // The weights of tagger and parser have a licence of their own and stay a file of their own, with their notice.
  if (module === 'engine') {
    cpSync(at('src/text/weights/sourcelight.weights'), path.join(to, module, 'sourcelight.weights'));
    cpSync(at('src/text/weights/NOTICE'), path.join(to, module, 'sourcelight.weights.NOTICE'));
  }
}

/** icons/NAME.svg becomes icons/NAME-16.png and so on, beside it. @param {string} dir */
function icons(dir) {
  if (!existsSync(dir)) return;
  for (const file of readdirSync(dir).filter((f) => f.endsWith('.svg'))) {
    const svg = readFileSync(path.join(dir, file));
    for (const size of ICON_SIZES) {
      const png = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
      writeFileSync(path.join(dir, `${path.basename(file, '.svg')}-${size}.png`), png);
    }
  }
}

/** Every file that the manifest names must be there: browsers say so late and unclearly. @param {any} manifest @param {string} dir */
function missing(manifest, dir) {
  /** @type {string[]} */
  const gone = [];
  const walk = (/** @type {any} */ value) => {
    if (typeof value === 'string' && /^[\w./-]+\.(js|mjs|html|css|png|svg|wasm)$/.test(value)) {
      if (!existsSync(path.join(dir, value))) gone.push(value);
    } else if (value && typeof value === 'object') Object.values(value).forEach(walk);
  };
  walk(manifest);
  return gone;
}

/** The hosts where the mode "news sites" works: those of our table of outlets that are theirs still, one a line. */
function newsHosts() {
  const [header, ...rows] = readFileSync(at('src/origin/tables/hosts.tsv'), 'utf8').split('\n').filter(Boolean).map((line) => line.split('\t'));
  const [host, until] = ['host', 'until'].map((name) => header.indexOf(name));
  return `${rows.filter((row) => !row[until]).map((row) => row[host]).join('\n')}\n`;
}

/** @param {'chrome' | 'firefox'} browser */
function extension(browser) {
  const source = at('extension');
  if (!existsSync(path.join(source, 'manifest.json'))) throw new Error('extension/manifest.json is missing.');
  const overlay = path.join(source, `manifest.${browser}.json`);
  const manifest = merge(json(path.join(source, 'manifest.json')), existsSync(overlay) ? json(overlay) : {});
  manifest.version = version;
  const to = at('dist', browser);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  cpSync(source, to, { recursive: true, filter: ships });
  icons(path.join(to, 'icons'));
  copyModule('engine', to);
  copyModule('ui', to);
  writeFileSync(path.join(to, 'news.txt'), newsHosts());
  writeFileSync(path.join(to, 'NOTICES.txt'), notices());
  writeFileSync(path.join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const gone = missing(manifest, to);
  if (gone.length) throw new Error(`The manifest for ${browser} names files that are not there: ${gone.join(', ')}`);
}

/** What card, marks and panel are made of: the website has the extension's own files. */
const SHARED = ['content/collect.js', 'content/paint.js', 'content/card.js', 'content/hover.js', 'content/jump.js', 'content/marks.css', 'page.js', 'words.js', 'panel.js', 'panel.css'];

/** The website: the engine, card and panel on a page, and our own golden articles as samples. */
function site() {
  if (!existsSync(at('www/index.html'))) return;
  const to = at('dist/www');
  rmSync(to, { recursive: true, force: true });
  cpSync(at('www'), to, { recursive: true, filter: (file) => ships(file) && !file.endsWith('.png') });
  copyModule('engine', to);
  writeFileSync(path.join(to, 'NOTICES.txt'), notices());
  copyModule('ui', path.join(to, 'extension'));
  for (const file of SHARED) cpSync(at('extension', file), path.join(to, 'extension', file));
  // The panel finds there what it asks of the browser.
  const panel = readFileSync(at('extension/panel.html'), 'utf8');
  const framed = panel.replace('  <script type="module"', '  <script src="../frame.js"></script>\n$&');
  if (framed === panel) throw new Error('extension/panel.html has no script before which www/frame.js could stand.');
  writeFileSync(path.join(to, 'extension/panel.html'), framed);
  writeFileSync(path.join(to, 'extension.json'), JSON.stringify({ version, messages: words() }));
  for (const { file } of json(at('www/samples.json'))) {
    cpSync(at('tests/golden', file, 'page.html'), path.join(to, 'samples', `${file}.html`));
  }
  // What www/offline.js keeps. Another build has another name.
  const kept = files(to).filter((file) => !/\.NOTICE$|^offline\.js$/.test(file));
  const hash = createHash('sha256');
  for (const file of kept) hash.update(file).update(readFileSync(path.join(to, file)));
  const list = { version: hash.digest('hex').slice(0, 16), files: ['./', ...kept] };
  writeFileSync(path.join(to, 'files.js'), `self.sourcelightFiles = ${JSON.stringify(list)};\n`);
}

/** The English words of card and panel, without what is written for translators: options and first run are not on the site. */
function words() {
  /** @type {[string, {message: string, placeholders?: object}][]} */
  const all = Object.entries(json(at('extension/_locales/en/messages.json')));
  return Object.fromEntries(all.filter(([name]) => !/^(options|welcome)/.test(name)).map(([name, { message, placeholders }]) => [name, { message, placeholders }]));
}

/** @param {string} dir */
function files(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** @param {'chrome' | 'firefox'} browser @param {string} archive @param {string} rustc what `rustc --version` says */
function pack(browser, archive, rustc) {
  const dir = at('dist', browser);
  const entries = Object.fromEntries(files(dir).map((file) => [file, new Uint8Array(readFileSync(path.join(dir, file)))]));
  // The first moment that the format knows, in local time: the library writes local time fields.
  const bytes = zipSync(entries, { level: 9, mtime: new Date(1980, 0, 1) });
  writeFileSync(at('dist', archive), bytes);
  const parts = bill({ archive, bytes, rustc });
  writeFileSync(at('dist', archive.replace(/\.\w+$/, '.cdx.json')), `${JSON.stringify(parts, null, 2)}\n`);
  console.log(`  dist/${archive}  ${(bytes.length / 1024).toFixed(0)} KiB, ${parts.components.length} parts`);
}

/** @param {string} dir */
const size = (dir) => files(dir).reduce((sum, file) => sum + readFileSync(path.join(dir, file)).length, 0);

try {
  if (process.argv.includes('--package')) {
    const rustc = process.argv.at(-1) ?? '';
    if (!rustc.startsWith('rustc ')) throw new Error('--package is followed by what `rustc --version` says.');
    pack('chrome', `sourcelight-${version}-chrome.zip`, rustc);
    pack('firefox', `sourcelight-${version}-firefox.xpi`, rustc);
  } else {
    // The website first: it needs no manifest.
    site();
    extension('chrome');
    extension('firefox');
    for (const dir of ['chrome', 'firefox', 'www'].filter((d) => existsSync(at('dist', d)))) {
      console.log(`  dist/${dir}/  ${(size(at('dist', dir)) / 1024).toFixed(0)} KiB`);
    }
  }
} catch (error) {
  console.error(`\n✗ ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}
