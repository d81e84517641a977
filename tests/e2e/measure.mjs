// ./build.sh bench [PAGE.html]: how large, how fast. From the click on the switch to painted marks, median of 20, and the engine
// natively and in WebAssembly on the same text. Figures are printed as they are measured; nothing here passes or fails.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root, start, until } from './harness.mjs';
import { SWITCH, off } from './reader.mjs';

const RUNS = 20;
const tool = process.env.SOURCELIGHT_BIN ?? path.join(root, 'target/release/sourcelight');

const median = (/** @type {number[]} */ of) => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)];
const ms = (/** @type {number} */ value) => `${value.toFixed(1)} ms`;

/** Our own page, one given, and the page of shared/ where there is one beside the checkout. */
function pagesToMeasure() {
  const shared = process.env.SOURCELIGHT_SHARED ?? path.join(root, '../shared');
  const found = process.argv.slice(2).length ? process.argv.slice(2) : [path.join(root, 'tests/golden/flood-wall-two-fennells/page.html')];
  const seed = path.join(shared, 'seed/article-on-rt.html');
  if (existsSync(seed)) found.push(seed);
  else console.log(`(skipped: ${seed} is not there; SOURCELIGHT_SHARED names its folder)`);
  return found;
}

function sizes() {
  console.log('Sizes');
  for (const module of ['engine', 'ui']) {
    const bytes = readFileSync(path.join(root, 'target/built', module, 'sourcelight_bg.wasm'));
    console.log(`  ${module}/sourcelight_bg.wasm  ${(bytes.length / 1024).toFixed(0)} KiB, gzip ${(gzipSync(bytes).length / 1024).toFixed(0)} KiB`);
  }
  for (const file of readdirSync(path.join(root, 'dist')).filter((f) => /\.(zip|xpi)$/.test(f)).sort()) {
    console.log(`  dist/${file}  ${(statSync(path.join(root, 'dist', file)).size / 1024).toFixed(0)} KiB`);
  }
}

/** From click to the frame after the marks were set. @param {import('./harness.mjs').Driver} driver @param {string} file */
async function clickToMarks(driver, file) {
  const page = await driver.open(driver.server.putFile(file, { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" }));
  const times = [];
  for (let run = 0; run <= RUNS; run++) {
    const popup = await driver.press(page);
    await until(() => popup.has(`:is(${SWITCH}):not([disabled])`), 'the switch');
    await page.evaluate(() => {
      const w = /** @type {any} */ (globalThis);
      w.measured = new Promise((done) => {
        const look = () => {
          if ([...CSS.highlights].some(([, h]) => h.size > 0)) requestAnimationFrame(() => done(performance.timeOrigin + performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      });
    });
    const clicked = await popup.click(SWITCH);
    const painted = await page.evaluate(() => /** @type {any} */ (globalThis).measured);
    times.push(painted - clicked);
    await popup.close();
    await off(driver, page);
  }
  await page.close();
  const [first, ...warm] = times;
  return { first, median: median(warm) };
}

/** The engine's module in a page of the browser, on plain text. @param {import('./harness.mjs').Driver} driver @param {string} text */
async function inWebAssembly(driver, text) {
  const { server } = driver;
  server.put('engine.js', { body: readFileSync(path.join(root, 'target/built/engine/sourcelight.js')), type: 'text/javascript' });
  server.put('sourcelight_bg.wasm', { body: readFileSync(path.join(root, 'target/built/engine/sourcelight_bg.wasm')), type: 'application/wasm' });
  server.put('sourcelight.weights', { body: readFileSync(path.join(root, 'src/text/weights/sourcelight.weights')), type: 'application/octet-stream' });
  server.put('text.txt', { body: text, type: 'text/plain; charset=utf-8' });
  const page = await driver.open(server.put('engine.html', '<!doctype html><title>engine</title>'));
  const times = await page.evaluate(async (runs) => {
    const name = './engine.js';
    const engine = await import(name);
    await engine.default({ module_or_path: './sourcelight_bg.wasm' });
    engine.loadModel(new Uint8Array(await (await fetch('./sourcelight.weights')).arrayBuffer()));
    const text = await (await fetch('./text.txt')).text();
    const times = [];
    for (let i = 0; i < runs + 3; i++) {
      const from = performance.now();
      engine.readText(text, undefined, undefined, '2026-01-01');
      times.push(performance.now() - from);
    }
    return times.slice(3);
  }, RUNS);
  await page.close();
  return median(times);
}

sizes();
const folder = path.join(root, 'target/bench');
mkdirSync(folder, { recursive: true });
for (const file of pagesToMeasure()) {
  const { document } = JSON.parse(execFileSync(tool, ['read', '--format', 'json', file], { encoding: 'utf8', maxBuffer: 1 << 28 }));
  const textFile = path.join(folder, 'text.txt');
  writeFileSync(textFile, document.text);
  const native = JSON.parse(execFileSync(tool, ['time', textFile, '--runs', String(RUNS)], { encoding: 'utf8' }));
  console.log(`\n${path.basename(file)} (${document.text.length} characters of article)`);
  console.log(`  engine, native       ${ms(native.median_ms)}`);
  for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
    const driver = await start(kind);
    try {
      const wasm = await inWebAssembly(driver, document.text);
      console.log(`  engine, ${kind.padEnd(12)} ${ms(wasm)}  (${(wasm / native.median_ms).toFixed(2)} × native)`);
      const { first, median: typical } = await clickToMarks(driver, file);
      console.log(`  click to marks, ${kind}: median of ${RUNS} ${ms(typical)}, first ${ms(first)}`);
    } catch (error) {
      console.log(`  ${kind}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    } finally {
      await driver.close();
    }
  }
}
