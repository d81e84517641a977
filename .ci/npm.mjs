// The engine as an npm package: node .ci/npm.mjs FOLDER puts it there, and its archive beside (npm pack, which gives the same bytes
// for the same files).

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { types } from './types.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);
const text = (/** @type {string} */ file) => readFileSync(at(file), 'utf8');
const to = path.resolve(process.argv[2] ?? at('dist/npm'));

const said = (/** @type {string} */ name) => new RegExp(`^${name} = "([^"]+)"`, 'm').exec(text('Cargo.toml'))?.[1];

const about = {
  name: 'sourcelight',
  version: said('version'),
  description: said('description'),
  license: said('license'),
  keywords: ['attribution', 'quotation', 'news', 'wasm', 'nlp'],
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20' },
  types: './index.d.ts',
  exports: {
    '.': { types: './index.d.ts', node: './node.js', default: './browser.js' },
    './collect': { types: './collect.d.ts', default: './collect.js' },
  },
};

rmSync(to, { recursive: true, force: true });
mkdirSync(path.join(to, 'engine'), { recursive: true });
cpSync(at('npm'), to, { recursive: true });
for (const file of ['sourcelight.js', 'sourcelight.d.ts', 'sourcelight_bg.wasm']) cpSync(at('target/built/engine', file), path.join(to, 'engine', file));
cpSync(at('src/text/weights/sourcelight.weights'), path.join(to, 'engine/sourcelight.weights'));
cpSync(at('src/text/weights/NOTICE'), path.join(to, 'engine/sourcelight.weights.NOTICE'));
for (const file of ['LICENSE.md', 'LICENSE-MIT', 'LICENSE-APACHE', 'CHANGELOG.md']) cpSync(at(file), path.join(to, file));
// In the extension a script that all content scripts share; here a module.
writeFileSync(path.join(to, 'collect.js'), `${text('extension/content/collect.js')}\nexport { sourcelightCollect as collect };\n`);
writeFileSync(path.join(to, 'report.d.ts'), types(JSON.parse(text('tests/report.schema.json'))));
writeFileSync(path.join(to, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);

const [packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--offline', '--pack-destination', path.dirname(to)], { cwd: to, encoding: 'utf8', shell: process.platform === 'win32' }));
const archive = path.join(path.dirname(to), packed.filename);
console.log(`  ${path.relative(root, archive)}  ${(statSync(archive).size / 1024).toFixed(0)} KiB`);
