// ./build.sh bench pages [FOLDER] [--keep]: what the extension costs the pages it reads. Each page is served on this machine and
// opened in each browser in automatic mode; those that are not read by themselves are switched on. Figures are printed beside what
// is wanted and what was kept last (benches/pages.tsv); --keep adds these to it. Nothing here passes or fails.
//
// How: in a copy of the extension the functions that collect and paint are wrapped, and say how long they took by User Timing, which
// both browsers have and nothing in the extension itself is needed for. In Chromium the browser's own trace says in which tasks of
// the page's main thread that was, and how much processor time they took with all that belongs to them: what other programs do
// then counts less, and what the browser does to hand the snapshot over and take the answer in is in it. In Firefox it is the time
// on the clock of our functions and of handing over; what Firefox needs to take the answer in is not seen. Memory is that of the
// extension as it ships.
//
// BROWSERS=chromium or firefox takes one. PASSES: how often each page is read (1); with more, its median counts. SHOW=1 prints the tasks of
// each page.

import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root, start, until } from './harness.mjs';
import { startLiving } from './living.mjs';
import { pressPage, pressPages } from './press.mjs';

/** @typedef {import('puppeteer-core').Page} Page @typedef {'chromium' | 'firefox'} Kind */

const KEPT = path.join(root, 'benches/pages.tsv');
const HEADER = ['date', 'browser', 'pages', 'figure', 'value', 'unit', 'machine'];
/** Pages that are read after the background was stopped, and tabs that are open at once. */
const [COLD, TABS] = [15, 50];
/** Milliseconds after which a background that has nothing to do has ended: both browsers say 30 s. */
const REST = 45_000;

const given = process.argv.slice(2);
const keep = given.includes('--keep');
const [folder, ...more] = given.filter((a) => a !== '--keep');
if (more.length > 0 || folder?.startsWith('-')) throw new Error('bench pages takes a folder and --keep, or neither.');
const browsers = /** @type {Kind[]} */ ((process.env.BROWSERS ?? 'chromium firefox').split(/[\s,]+/));
const passes = Number(process.env.PASSES ?? 1);

/** The share `of` of the values is not above it. @param {number[]} values @param {number} of */
const quantile = (values, of) => [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(of * values.length) - 1)];
const median = (/** @type {number[]} */ values) => quantile(values, 0.5);
const sum = (/** @type {number[]} */ values) => values.reduce((a, b) => a + b, 0);

// --- The copy that is measured -------------------------------------------------------------------------------------------

/** Runs before our scripts in a page: what the wrappers call. What they say is written down in a later task, which is not measured. */
function timing() {
  const w = /** @type {any} */ (globalThis);
  if (w.sourcelightTiming) return;
  /** @type {[string, number, number][]} */
  const said = [];
  const later = new MessageChannel();
  later.port1.onmessage = () => {
    for (const [name, begun, end] of said.splice(0)) performance.measure(`sourcelight ${name}`, { start: begun, end });
  };
  const write = (/** @type {string} */ name, /** @type {number} */ begun, /** @type {number} */ end) => { if (said.push([name, begun, end]) === 1) later.port2.postMessage(0); };
  w.sourcelightTiming = {
    /** @template T @param {string} name @param {() => T} act @returns {T} */
    time(name, act) {
      const begun = performance.now();
      const done = act();
      write(name, begun, performance.now());
      return done;
    },
    note: (/** @type {string} */ what) => write(what, performance.now(), performance.now()),
    /** @template T @param {any} message @param {() => T} act @returns {T} */
    say(message, act) {
      if (message.kind === 'changed') w.sourcelightTiming.note(`phase ${message.phase}`);
      return message.kind === 'read' ? w.sourcelightTiming.time('hand over', act) : act();
    },
  };
}

/** Runs after collect.js, paint.js and hover.js. */
const wrapped = {
  collect: `sourcelightCollect = ((inner) => (...given) => (given[2] ? inner(...given) : sourcelightTiming.time('collect', () => inner(...given))))(sourcelightCollect);`,
  paint: `sourcelightPaint = ((inner) => (...given) => {
    const marks = sourcelightTiming.time('paint', () => inner(...given));
    const { paint } = marks;
    marks.paint = (look) => {
      const count = sourcelightTiming.time('paint', () => paint(look));
      // After the frame in which they are drawn first.
      const drawn = new MessageChannel();
      drawn.port1.onmessage = () => sourcelightTiming.note(count > 0 ? 'marks' : 'no marks');
      requestAnimationFrame(() => drawn.port2.postMessage(0));
      return count;
    };
    return marks;
  })(sourcelightPaint);`,
  hover: `sourcelightHover = ((inner) => (...given) => sourcelightTiming.time('hover', () => inner(...given)))(sourcelightHover);`,
};

/** Makes the copy; answers its folder, as dist/ is one. @param {Kind} kind */
function measured(kind) {
  const folder = kind === 'chromium' ? 'chrome' : 'firefox';
  const to = path.join(root, 'target/measured', folder);
  rmSync(to, { recursive: true, force: true });
  cpSync(path.join(root, 'dist', folder), to, { recursive: true });
  const edit = (/** @type {string} */ name, /** @type {(text: string) => string} */ by) => {
    const file = path.join(to, 'content', `${name}.js`);
    const before = readFileSync(file, 'utf8');
    const now = by(before);
    if (now === before) throw new Error(`${name}.js is not what was expected here: nothing in it could be wrapped.`);
    writeFileSync(file, now);
  };
  // All of the script, but for what it does later.
  edit('auto', (text) => text.replace(/\nsourcelightAuto\(\);\s*$/, `
    sourcelightMayBeArticle = ((inner) => (...given) => { const may = inner(...given); if (may && given.length === 0) sourcelightTiming.note('may be'); return may; })(sourcelightMayBeArticle);
    sourcelightTiming.time('look', sourcelightAuto);\n`).replace(/^/, `(${timing})();\n`));
  edit('messages', (text) => text.replace('chrome.runtime.sendMessage({ ...message, version })', 'sourcelightTiming.say(message, () => $&)')
    .replace('heard(message, answer);', "(message.kind === 'on' ? sourcelightTiming.time('begin', () => heard(message, answer)) : heard(message, answer));").replace(/^/, `(${timing})();\n`));
  for (const [name, code] of Object.entries(wrapped)) edit(name, (text) => `${text}\n${code}\n`);
  return path.relative(root, path.dirname(to));
}

// --- One page ------------------------------------------------------------------------------------------------------------

/** @typedef {{name: string, start: number, duration: number}} Entry milliseconds since the page's beginning */

/** What our scripts said of themselves. @param {Page} page @returns {Promise<{entries: Entry[], loaded: number}>} loaded: when the document stood whole */
const timed = (page) => page.evaluate(() => ({
  entries: performance.getEntries().filter(({ name }) => name.startsWith('sourcelight ')).map(({ name, startTime, duration }) => ({ name: name.slice(12), start: startTime, duration })),
  loaded: /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType('navigation')[0]).domContentLoadedEventEnd,
}));

/** Whether all has been said. @param {Entry[]} entries @returns {'unasked' | 'off' | 'on' | 'failed' | null} */
function outcome(entries) {
  const has = (/** @type {string} */ what) => entries.some(({ name }) => name === what);
  if (has('marks') || has('no marks')) return 'on';
  if (has('phase failed')) return 'failed';
  if (has('phase off')) return 'off';
  return has('look') && !has('may be') ? 'unasked' : null;
}

/** @typedef {{name: string, ms: number}} Task what of ours ran in a task, and how long it took */

/** What is said to be one task each: of collecting (from the message that switches the page on), and of painting. */
const [COLLECTING, PAINTING] = [['begin', 'collect', 'hand over'], ['paint', 'hover']];

/** The tasks in which our functions ran, with their processor time. @param {any[]} events of the trace @returns {Task[]} */
function tasksOf(events) {
  const ours = events.filter((e) => e.ph === 'b' && /^sourcelight (begin|collect|hand over|paint|hover)$/.test(e.name)).sort((a, b) => a.ts - b.ts);
  const tasks = events.filter((e) => e.name === 'RunTask' && e.ph === 'X' && e.pid === ours[0]?.pid && e.tid === ours[0].tid);
  const found = ours.flatMap((begin) => {
    const end = events.find((e) => e.ph === 'e' && e.name === begin.name && e.ts >= begin.ts && (e.id2?.local ?? e.id) === (begin.id2?.local ?? begin.id));
    // Times of User Timing are cut off at a tenth of a millisecond.
    const middle = (begin.ts + (end?.ts ?? begin.ts)) / 2;
    return { name: begin.name.slice(12), task: tasks.find((t) => t.ts <= middle + 50 && middle <= t.ts + t.dur + 50) };
  });
  return found.flatMap(({ name, task }, n) => (!task || found.findIndex((other) => other.task === task) < n ? [] : { name, ms: (task.tdur ?? task.dur) / 1000 }));
}

/** The same where there is no trace, by the time on the clock of the functions themselves. @param {Entry[]} entries @returns {Task[]} */
function functionsOf(entries) {
  /** @type {Task[]} */
  const found = [];
  for (const { name, duration } of [...entries].sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (![...COLLECTING, ...PAINTING].includes(name)) continue;
    if (last?.name === name && name === 'paint') last.ms += duration;
    else found.push({ name, ms: duration });
  }
  return found;
}

/**
 * @typedef {object} Read what one reading of a page cost, in milliseconds
 * @property {'unasked' | 'off' | 'on' | 'failed'} by what came of it by itself
 * @property {number} look
 * @property {number} collect
 * @property {number} paint
 * @property {number} longest of the tasks in which it was collected and painted
 * @property {number} drawn from the document that stands whole to the frame with marks; NaN where it was not by itself, or there are none
 * @property {number} marks whether there are any
 */

/** @param {Entry[]} entries @param {string} what */
const took = (entries, what) => sum(entries.filter(({ name }) => name === what).map(({ duration }) => duration));

if (!existsSync(path.join(root, 'dist/chrome')) || !existsSync(path.join(root, 'dist/firefox'))) throw new Error('There is no dist/: ./build.sh build makes it.');
const press = pressPages(folder);
const { pages } = press;
const whichPages = `${pages.length}${press.own ? ' own' : ''}`;

/** Reads every page, some again after the background was stopped. @param {Kind} kind */
async function readAll(kind) {
  const { driver, own, send, tabOf, turn } = await startLiving(kind, { from: measured(kind), prefs: { 'privacy.reduceTimerPrecision': false } });
  try {
    const { server, browser } = driver;
    const version = (await browser.version()).replace(/^\D*/, '');
    // Each is a site of its own, as pages of the press are: browsers give it a process of its own.
    const addresses = pages.map(({ name, file }, n) => server.put(`page-${n}.html`, pressPage(file), `${name.replace(/[^a-z0-9]+/gi, '-')}.test`));
    let page = await browser.newPage();
    await page.bringToFront();
    const visit = async (/** @type {string} */ address) => {
      await page.goto(address, { waitUntil: 'load', timeout: 120_000 });
      return until(async () => {
        const { entries, loaded } = await timed(page);
        const by = outcome(entries);
        return by && { entries, loaded, by };
      }, `${address} to be read`, 60_000);
    };
    const tracing = kind === 'chromium';
    /** @param {string} address @returns {Promise<Read & {missed: boolean}>} */
    const read = async (address) => {
      if (tracing) await page.tracing.start({ categories: ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing'] });
      const first = await visit(address);
      let { entries } = first;
      let missed = false;
      if (first.by !== 'on') {
        await turn(page, true);
        ({ entries } = await until(async () => {
          const now = await timed(page);
          return now.entries.some(({ name }) => /marks$|phase failed/.test(name)) && now;
        }, `${address} to be switched on`, 60_000));
        missed = first.by === 'unasked' && (await send({ kind: 'report', tab: await tabOf(page) })).report?.origin.article === true;
      }
      const tasks = tracing ? tasksOf(JSON.parse(Buffer.from(await page.tracing.stop() ?? []).toString()).traceEvents) : functionsOf(entries);
      if (process.env.SHOW) console.log(address, tasks.map(({ name, ms }) => `${name} ${ms.toFixed(1)}`).join(', '));
      // The first reading counts: a page that was no article is read again when it is switched on.
      const end = tasks.findIndex(({ name }) => name === 'hand over');
      const collecting = tasks.slice(0, end + 1).filter(({ name }) => COLLECTING.includes(name));
      const painting = tasks.filter(({ name }) => PAINTING.includes(name));
      if (end < 0 || painting.length === 0) throw new Error(`${address}: it was not seen how it was read: ${tasks.map(({ name }) => name)}`);
      const of = (/** @type {Task[]} */ some) => sum(some.map(({ ms }) => ms));
      const marks = entries.find(({ name }) => name === 'marks');
      return { by: first.by, look: took(entries, 'look'), collect: of(collecting), paint: of(painting), longest: Math.max(...[...collecting, ...painting].map(({ ms }) => ms)), drawn: marks && first.by === 'on' ? marks.start - first.loaded : NaN, marks: Number(Boolean(marks)), missed };
    };

    // The engine is made at the first page, which is one of no site that is measured.
    await visit(server.put('first.html', pressPage(pages[0].file), 'first-of-all.test'));
    /** @type {(Read & {missed: boolean})[][]} */
    const all = pages.map(() => []);
    for (let pass = 0; pass < passes; pass++) {
      for (const [n, address] of addresses.entries()) {
        let lost = false;
        try {
          all[n].push(await read(address));
        } catch (error) {
          // One page less, and its tab.
          console.log(`  not measured: ${pages[n].name}: ${error instanceof Error ? error.message : error}`);
          if (tracing) await page.tracing.stop().catch(() => {});
          lost = true;
        }
        if (lost || n % 25 === 24) {
          await page.close();
          page = await browser.newPage();
          await page.bringToFront();
        }
      }
    }
    /** One figure of each page. @param {(read: Read) => number} of @param {(read: Read & {missed: boolean}) => boolean} [which] */
    const each = (of, which = () => true) => all.filter(([one]) => one && which(one)).map((reads) => median(reads.map(of))).filter((value) => !Number.isNaN(value));

    // As when nobody has read for half a minute: no page of the extension is open, and the browser has ended the background.
    await own.close();
    const withMarks = addresses.filter((_, n) => all[n].some(({ drawn }) => !Number.isNaN(drawn)));
    const some = withMarks.filter((_, n) => n % Math.ceil(withMarks.length / COLD) === 0);
    const cold = [];
    for (const address of some) {
      await page.goto('about:blank');
      await driver.stopBackground();
      await wait(1000);
      const { entries, loaded } = await visit(address);
      const marks = entries.find(({ name }) => name === 'marks');
      if (marks) cold.push(marks.start - loaded);
    }
    return { version, all, each, cold, withMarks: pages.filter((_, n) => all[n].some(({ drawn }) => !Number.isNaN(drawn))) };
  } finally {
    await driver.close();
  }
}

/**
 * Memory with many tabs, in bytes: of the background before it has read anything, when it has read all of them, and after it has
 * had nothing to do for a while; and of a page more than without the extension.
 * @param {Kind} kind @param {typeof pages} some
 */
async function memory(kind, some) {
  const used = [];
  const background = [];
  for (const on of [true, false]) {
    const driver = on ? null : await start(kind);
    const living = driver ? { driver, own: null } : await startLiving(kind);
    try {
      const { browser, server } = living.driver;
      if (on) background.push(await living.driver.backgroundMemory());
      else await living.driver.enable(false);
      for (let n = 0; n < TABS; n++) {
        const { name, file } = some[n % some.length];
        const page = await browser.newPage();
        await page.bringToFront();
        await page.goto(server.put(`tab-${n}.html`, pressPage(file), `${name.replace(/[^a-z0-9]+/gi, '-')}-${n}.test`), { waitUntil: 'load', timeout: 120_000 });
        if (!on) continue;
        // Asked of the page itself: marks far below what is in view are not painted yet.
        const { send, tabOf } = /** @type {import('./living.mjs').Living} */ (living);
        await until(async () => (await send({ kind: 'state', tab: await tabOf(page) })).phase === 'on', `tab ${n} to be read`, 60_000);
      }
      await living.own?.close();
      if (on) background.push(await living.driver.backgroundMemory());
      used.push(await living.driver.pagesMemory());
      if (!on) continue;
      await wait(REST);
      background.push(await living.driver.backgroundMemory());
    } finally {
      await living.driver.close();
    }
  }
  return { background, page: (used[0] - used[1]) / TABS };
}

// --- All of it -----------------------------------------------------------------------------------------------------------

/** @returns {string[][]} what was kept, without the header */
const kept = () => (existsSync(KEPT) ? readFileSync(KEPT, 'utf8').split('\n').filter(Boolean).slice(1).map((line) => line.split('\t')) : []);
const before = kept();
const machine = `${os.cpus()[0]?.model ?? 'unknown'} × ${os.cpus().length}`;
const date = new Date().toISOString().slice(0, 10);
/** @type {string[][]} */
const rows = [];

for (const kind of browsers) {
  const { version, each, cold, all, withMarks } = await readAll(kind);
  const firsts = all.flatMap(([one]) => one ?? []);
  const unasked = firsts.filter(({ by }) => by === 'unasked');
  const none = firsts.filter(({ by }) => by === 'off');
  console.log(`\n${kind} ${version}: ${firsts.length} pages, ${withMarks.length} of them read by themselves and marked`);
  const failed = firsts.filter(({ by }) => by === 'failed').length;
  if (failed > 0) console.log(`  ${failed} could not be read`);
  console.log(`  no articles: ${unasked.length + none.length - firsts.filter(({ missed }) => missed).length} pages; at ${unasked.length} pages the engine was not asked, ${firsts.filter(({ missed }) => missed).length} of them articles to it`);
  /** @type {[string, number | undefined, number | null, 'ms' | 'MB' | 'pages'][]} what, how much, at most so much is wanted */
  const figures = [];
  const spread = (/** @type {string} */ what, /** @type {number[]} */ values, /** @type {(number | null)[]} */ wanted, shares = [0.5, 0.95, 1]) => {
    for (const [n, share] of shares.entries()) figures.push([`${what}, ${share === 0.5 ? 'median' : share === 1 ? 'worst' : `p${100 * share}`}`, quantile(values, share), wanted[n] ?? null, 'ms']);
  };
  spread('collect and paint', each(({ collect, paint }) => collect + paint), [12, 40, 120]);
  spread('collect', each(({ collect }) => collect), []);
  spread('paint', each(({ paint }) => paint), []);
  spread('longest task', each(({ longest }) => longest), [8]);
  spread('look at a page that is not read', each(({ look }) => look, ({ by }) => by === 'unasked'), [3, 3, 3]);
  figures.push(['no articles that the engine is asked about', none.length, null, 'pages']);
  spread('document to marks, warm', each(({ drawn }) => drawn), [150]);
  spread('document to marks, cold', cold, [400], [0.5, 1]);
  const { background, page } = await memory(kind, withMarks);
  const [fresh, busy, resting] = background;
  figures.push(['background before the first page', fresh / 1e6, null, 'MB'], [`background with ${TABS} tabs`, busy / 1e6, 60, 'MB'],
    ['of it the extension’s', (busy - fresh) / 1e6, null, 'MB'],
    ['background, nothing read for 45 s', resting / 1e6, null, 'MB'], ['a page', page / 1e6, 3, 'MB']);

  console.log(`  ${''.padEnd(44)}${'now'.padStart(9)}${'wanted'.padStart(10)}  kept last`);
  for (const [what, value, wanted, unit] of figures) {
    if (value === undefined || Number.isNaN(value)) continue;
    const last = before.findLast(([, browser, which, figure]) => browser.split(' ')[0] === kind && which === whichPages && figure === what);
    const was = last ? `${last[4]} (${last[0]}, ${last[1].split(' ')[1]}${last[6] === machine ? '' : `, ${last[6]}`}), ${((value / Number(last[4]) - 1) * 100).toFixed(0)} %` : '–';
    console.log(`  ${what.padEnd(44)}${value.toFixed(unit === 'pages' ? 0 : 1).padStart(6)} ${unit.padEnd(2)}${(wanted === null ? '' : `≤ ${wanted}`).padStart(10)}  ${was}${wanted !== null && value > wanted ? '   MISSED' : ''}`);
    rows.push([date, `${kind} ${version}`, whichPages, what, value.toFixed(unit === 'pages' ? 0 : 1), unit, machine]);
  }
}
if (keep) {
  writeFileSync(KEPT, `${[HEADER, ...before, ...rows].map((row) => row.join('\t')).join('\n')}\n`);
  console.log(`\n${rows.length} figures are kept in ${path.relative(root, KEPT)}`);
} else console.log(`\nNot kept; with --keep they are added to ${path.relative(root, KEPT)}`);
