// ./build.sh bench [PAGE.html]: how large, how fast. From the click on the switch to painted marks, median of 20, and the engine
// natively and in WebAssembly on the same text. Figures are printed as they are measured; nothing here passes or fails.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { root, start, until } from './harness.mjs';
import { SWITCH, off, on } from './reader.mjs';

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
  // The tables of outlets are compiled in as text; their own compressed size is what they add to the package.
  const tables = path.join(root, 'src/origin/tables');
  const rows = Buffer.concat(readdirSync(tables).filter((f) => f.endsWith('.tsv')).sort().map((f) => readFileSync(path.join(tables, f))));
  console.log(`  of it the tables of outlets  ${(rows.length / 1024).toFixed(0)} KiB, gzip ${(gzipSync(rows, { level: 9 }).length / 1024).toFixed(0)} KiB`);
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

/** From the beginning of the popup's document until all that is known of a page was painted in it. @param {import('./harness.mjs').Driver} driver @param {string} file */
async function popupPainted(driver, file) {
  const page = await driver.open(driver.server.putFile(file));
  await on(driver, page);
  const times = [];
  for (let run = 0; run < RUNS; run++) {
    const popup = await driver.press(page);
    await until(() => popup.has('#density-all'), 'what is known');
    // The largest part is known when nothing larger comes.
    await wait(300);
    times.push(await popup.painted());
    await popup.close();
  }
  await page.close();
  return median(times);
}

/** Opens a page that starts the engine's module. @param {import('./harness.mjs').Driver} driver */
async function enginePage(driver) {
  const { server } = driver;
  server.put('engine.js', { body: readFileSync(path.join(root, 'target/built/engine/sourcelight.js')), type: 'text/javascript' });
  server.put('sourcelight_bg.wasm', { body: readFileSync(path.join(root, 'target/built/engine/sourcelight_bg.wasm')), type: 'application/wasm' });
  server.put('sourcelight.weights', { body: readFileSync(path.join(root, 'src/text/weights/sourcelight.weights')), type: 'application/octet-stream' });
  const page = await driver.open(server.put('engine.html', '<!doctype html><title>engine</title>'));
  await page.evaluate(() => {
    const start = async () => {
      const name = './engine.js';
      const engine = await import(name);
      const { memory } = await engine.default({ module_or_path: './sourcelight_bg.wasm' });
      engine.loadModel(new Uint8Array(await (await fetch('./sourcelight.weights')).arrayBuffer()));
      return { engine, memory };
    };
    /** @type {any} */ (globalThis).started = start();
  });
  return page;
}

/**
 * The engine's module in a page of the browser, on plain text: median of `runs` readings, one pass that only splits at white space, and
 * the module's memory before and after them.
 * @param {import('./harness.mjs').Driver} driver @param {string} text @param {number} runs
 */
async function inWebAssembly(driver, text, runs) {
  driver.server.put('text.txt', { body: text, type: 'text/plain; charset=utf-8' });
  const page = await enginePage(driver);
  const measured = await page.evaluate(async (runs) => {
    const { engine, memory } = await /** @type {any} */ (globalThis).started;
    const text = await (await fetch('./text.txt')).text();
    const read = () => {
      const from = performance.now();
      engine.readText(text, undefined, undefined, '2026-01-01');
      return performance.now() - from;
    };
    // Both browsers compile in two steps; the second comes while the first is at work.
    const warm = performance.now();
    do read();
    while (performance.now() - warm < 1500);
    const times = Array.from({ length: runs }, read);
    const from = performance.now();
    const words = text.split(/\s+/).length;
    return { times, plain: performance.now() - from, words, megabytes: memory.buffer.byteLength / 2 ** 20 };
  }, runs);
  await page.close();
  return { ...measured, median: median(measured.times) };
}

/**
 * Memory of the engine's module after some articles, one after another.
 * @param {import('./harness.mjs').Driver} driver @param {string[]} texts @param {number[]} counts
 */
async function memoryAfter(driver, texts, counts) {
  driver.server.put('texts.json', { body: JSON.stringify(texts), type: 'application/json' });
  const page = await enginePage(driver);
  const megabytes = await page.evaluate(async (counts) => {
    const { engine, memory } = await /** @type {any} */ (globalThis).started;
    const texts = await (await fetch('./texts.json')).json();
    const after = [];
    for (let n = 1; n <= Math.max(...counts); n++) {
      engine.readText(texts[n % texts.length], undefined, undefined, '2026-01-01');
      if (counts.includes(n)) after.push(memory.buffer.byteLength / 2 ** 20);
    }
    return after;
  }, counts);
  await page.close();
  return megabytes;
}

/** The articles of our annotated corpus (tests/attribution/README.md) without the annotation. */
function articles() {
  const folder = path.join(root, 'tests/attribution');
  const closing = new Map([['[', ']'], ['{', '}'], ['<', '>']]);
  return readdirSync(folder).filter((name) => name.endsWith('.txt')).sort().map((name) => {
    const annotated = readFileSync(path.join(folder, name), 'utf8').replace(/^(#.*\n)*\n*/, '').replace(/\n---\n[^]*$/, '\n');
    /** @type {{closes: string, ours: boolean}[]} */
    const open = [];
    let text = '';
    for (let at = 0; at < annotated.length; at++) {
      const c = annotated[at];
      const closes = closing.get(c);
      const ids = closes && /^.\d{1,2}(,\d{1,2})* /.exec(annotated.slice(at, at + 40));
      const last = open.at(-1);
      if (closes && ids) {
        open.push({ closes, ours: true });
        at += ids[0].length - 1;
        continue;
      }
      if (c === '[') open.push({ closes: ']', ours: false });
      else if (last?.closes === c) {
        open.pop();
        if (last.ours) continue;
      }
      text += c;
    }
    return text;
  });
}

/** Throughput on texts of growing size, natively and in both browsers; memory after many articles. */
async function growth() {
  const texts = articles();
  const all = texts.join('\n\n');
  const rate = (/** @type {number} */ bytes, /** @type {number} */ of) => `${(bytes / of / 1.024).toFixed(0).padStart(6)} KiB/s`;
  console.log('\nThe engine on our corpus (tests/attribution) in one text, cut or repeated; in brackets a pass that only looks for white space');
  for (const kilobytes of [16, 64, 256, 1024, 5120]) {
    const text = (all + '\n\n').repeat(Math.ceil((kilobytes << 10) / all.length)).slice(0, kilobytes << 10);
    const bytes = Buffer.byteLength(text);
    const runs = kilobytes > 256 ? 3 : 7;
    const textFile = path.join(folder, 'text.txt');
    writeFileSync(textFile, text);
    for (const [name, binary] of [['native', tool], ['native, this processor', process.env.SOURCELIGHT_BIN_HERE]]) {
      if (!binary) continue;
      const native = JSON.parse(execFileSync(binary, ['time', textFile, '--runs', String(runs)], { encoding: 'utf8' }));
      console.log(`  ${(bytes / 1024).toFixed(0).padStart(5)} KiB  ${name?.padEnd(22)} ${rate(bytes, native.median_ms)}  (${rate(bytes, native.plain_ms).trim()})`);
    }
    for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
      const driver = await start(kind);
      try {
        const wasm = await inWebAssembly(driver, text, runs);
        console.log(`             ${kind.padEnd(22)} ${rate(bytes, wasm.median)}  (${rate(bytes, wasm.plain).trim()}), memory ${wasm.megabytes.toFixed(0)} MiB`);
      } finally {
        await driver.close();
      }
    }
  }
  const counts = [10, 50, 100, 200];
  for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
    const driver = await start(kind);
    try {
      const after = await memoryAfter(driver, texts, counts);
      console.log(`  memory of the module in ${kind} after ${counts.join(', ')} articles: ${after.map((m) => m.toFixed(1)).join(', ')} MiB`);
    } finally {
      await driver.close();
    }
  }
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
      const { median: wasm } = await inWebAssembly(driver, document.text, RUNS);
      console.log(`  engine, ${kind.padEnd(12)} ${ms(wasm)}  (${(wasm / native.median_ms).toFixed(2)} × native)`);
      const { first, median: typical } = await clickToMarks(driver, file);
      console.log(`  click to marks, ${kind}: median of ${RUNS} ${ms(typical)}, first ${ms(first)}`);
      console.log(`  popup of a page that is on, ${kind}: painted after ${ms(await popupPainted(driver, file))}, median of ${RUNS}`);
    } catch (error) {
      console.log(`  ${kind}: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    } finally {
      await driver.close();
    }
  }
}
await growth();
