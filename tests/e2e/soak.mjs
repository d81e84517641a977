// ./build.sh soak [LOADS]: loads pages one after the other in automatic mode, in each browser, and counts what must not be:
// exceptions of ours in page and background, marks outside the article or on words that were not read, requests to anywhere but
// the pages' own server. Memory of the background is printed as it goes. Ends with 1 where something was counted.
//
// The pages are those of shared/pages beside the checkout (SOURCELIGHT_SHARED names another folder), else the project's own.
// BROWSERS=chromium or firefox takes one.

import { until } from './harness.mjs';
import { startLiving } from './living.mjs';
import { pressPage, pressPages } from './press.mjs';

const loads = Number(process.argv[2] ?? 2000);
const browsers = /** @type {('chromium' | 'firefox')[]} */ ((process.env.BROWSERS ?? 'chromium firefox').split(/[\s,]+/));
const all = pressPages().pages;

/** How often memory is read. */
const EVERY = Math.max(10, Math.round(loads / 10));

/** Reads what the page and its marks are like. Runs in the page. */
const look = () => {
  // What a page puts aside within its article is the article's.
  const isOutside = (/** @type {Element | null | undefined} */ e) => e?.closest('nav, footer, [role="navigation"], [role="contentinfo"]')
    || e?.closest('aside, [role="complementary"]')?.closest('article, main, [role="main"]') === null;
  const outside = [...CSS.highlights].flatMap(([, h]) => [...h]).filter((r) => r.startContainer.isConnected && isOutside(r.startContainer.parentElement));
  return {
    marks: [...CSS.highlights].reduce((n, [, h]) => n + h.size, 0),
    outside: outside.map((r) => /** @type {Text} */ (r.startContainer).data.slice(r.startOffset, r.endOffset)),
    words: [...CSS.highlights].flatMap(([name, h]) => [...h].map((r) => [name, /** @type {Text} */ (r.startContainer).data.slice(r.startOffset, r.endOffset).replace(/\s+/g, '')])),
  };
};

let bad = 0;
for (const kind of browsers) {
  const { driver, send, tabOf } = await startLiving(kind);
  /** @type {Map<string, number>} */
  const found = new Map();
  const count = (/** @type {string} */ what) => {
    if (!found.has(what)) console.log(`  ${kind}: ${what}`);
    found.set(what, (found.get(what) ?? 0) + 1);
  };
  try {
    const { server, browser } = driver;
    // Named after their hosts.
    const addresses = all.map(({ name, file }, n) => server.put(`soak-${n}.html`, pressPage(file), `${name}.press.test`));
    /** Exceptions of the extension's own scripts, in whatever world. @param {import('puppeteer-core').Page} page */
    const listen = async (page) => {
      page.on('pageerror', (error) => { if (/-extension:/.test(String(/** @type {any} */ (error)?.stack ?? error))) count(`exception in a page: ${error}`); });
      if (kind !== 'chromium') return;
      const session = await page.createCDPSession();
      await session.send('Runtime.enable');
      session.on('Runtime.exceptionThrown', ({ exceptionDetails: e }) => { if (/extension:/.test(`${e.url} ${e.stackTrace?.callFrames.map((f) => f.url)} ${e.exception?.description}`)) count(`exception in a page: ${e.exception?.description ?? e.text}`); });
      session.on('Runtime.consoleAPICalled', ({ type, args, stackTrace }) => { if (type === 'error' && stackTrace?.callFrames.some((f) => /extension:/.test(f.url))) count(`error in a page: ${args.map((a) => a.description ?? a.value)}`); });
    };
    if (kind === 'chromium') {
      browser.on('targetcreated', async (target) => {
        if (target.type() !== 'service_worker' || !target.url().includes(driver.extensionId)) return;
        watchWorker(target).catch(() => {});
      });
    }
    /** @param {import('puppeteer-core').Target} target */
    const watchWorker = async (target) => {
      const session = await target.createCDPSession();
      await session.send('Runtime.enable');
      session.on('Runtime.exceptionThrown', ({ exceptionDetails: e }) => count(`exception in the background: ${e.exception?.description ?? e.text}`));
      session.on('Runtime.consoleAPICalled', ({ type, args }) => { if (type === 'error') count(`error in the background: ${args.map((a) => a.description ?? a.value)}`); });
    };
    for (const target of browser.targets()) if (target.type() === 'service_worker' && target.url().includes(driver.extensionId)) await watchWorker(target);

    let page = await browser.newPage();
    await listen(page);
    let [articles, marks] = [0, 0];
    const from = performance.now();
    for (let n = 0; n < loads; n++) {
      // A tab lives for a while, as a reader's does.
      if (n % 50 === 49) {
        await page.close();
        page = await browser.newPage();
        await listen(page);
      }
      const which = n % addresses.length;
      await page.goto(addresses[which], { waitUntil: 'load', timeout: 120_000 }).catch((error) => count(`not loaded: ${all[which].name}: ${error}`));
      const tab = await tabOf(page);
      // On; or off for a while, because it is no article or was never asked about.
      let quiet = 0;
      const state = await until(async () => {
        const now = await send({ kind: 'report', tab });
        quiet = now.phase === 'off' ? quiet + 1 : 0;
        return (now.phase === 'on' || now.phase === 'failed' || quiet > 30) && now;
      }, 'the page to be read', 60_000).catch((error) => ({ phase: 'silent', sentence: String(error), report: undefined }));
      if (state.phase === 'failed' || state.phase === 'silent') count(`${all[which].name}: ${state.phase}: ${state.sentence}`);
      if (state.phase === 'on') {
        articles++;
        const seen = await page.evaluate(look);
        marks += seen.marks;
        for (const words of seen.outside) count(`outside the article on ${all[which].name}: ${words.slice(0, 60)}`);
        const text = state.report.document.text.replace(/\s+/g, '');
        for (const [name, words] of seen.words) if (!text.includes(words)) count(`not what was read on ${all[which].name}: ${name}: ${words.slice(0, 60)}`);
      }
      if ((n + 1) % EVERY === 0 || n + 1 === loads) {
        console.log(`  ${kind.padEnd(8)} ${String(n + 1).padStart(5)} loads, ${articles} articles, ${marks} marks, background ${((await driver.backgroundMemory()) / 2 ** 20).toFixed(1)} MiB, ${((performance.now() - from) / (n + 1)).toFixed(0)} ms a load, ${[...found.values()].reduce((a, b) => a + b, 0)} counted`);
      }
    }
    for (const asked of server.foreign) count(`request: ${asked}`);
  } finally {
    await driver.close();
  }
  for (const [what, times] of found) console.log(`  ${kind} ${times} × ${what}`);
  console.log(`${kind}: ${loads} loads, ${found.size === 0 ? 'nothing that must not be' : `${found.size} kinds of things that must not be`}`);
  bad += found.size;
}
process.exitCode = bad > 0 ? 1 : 0;
