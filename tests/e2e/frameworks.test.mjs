// React, Vue and Svelte take over an article that is marked, and show it anew: marks stay with their words, and nothing of ours
// is in the way of the libraries.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FRAMEWORKS, framework } from './frameworks.mjs';
import { dom, until } from './harness.mjs';
import { inPage, marked, startLiving, wrong } from './living.mjs';

/** @typedef {import('puppeteer-core').Page} Page @typedef {import('./frameworks.mjs').State} State */

/** @type {State} */
const FIRST = { title: 'Bridge stays shut', about: 'pillar', tone: 'day', items: [0, 1, 2, 3, 4, 5, 6, 7] };
/** What the page shows one after the other. @type {Partial<State>[]} */
const LATER = [{ tone: 'night' }, { items: [7, 6, 5, 4, 3, 2, 1, 0] }, { items: [20, 7, 6, 3, 2, 1, 0] }, { about: 'arch' }];
/** Whose pages are never read. */
const PLAIN = 'plain.press.test';

describe('frameworks', { concurrency: 2 }, () => {
  for (const kind of /** @type {const} */ (['chromium', 'firefox'])) describe(kind, { timeout: 300_000, concurrency: 1 }, () => {
    /** @type {import('./living.mjs').Living} */
    let living;
    before(async () => {
      living = await startLiving(kind);
      await living.send({ kind: 'site', tab: await living.tabOf(living.own), host: PLAIN, rule: 'never' });
    });
    after(async () => { await living?.driver.close(); });

    for (const name of FRAMEWORKS) it(name, async () => {
      const { client, render } = await framework(name);
      const { server, browser } = living.driver;
      server.put(`${name}.js`, { body: client, type: 'text/javascript; charset=utf-8' });
      let number = 0;
      /** @param {State} state @param {string} [run] what the page does by itself @param {string} [host] */
      const open = async (state, run = '', host = undefined) => {
        const page = await browser.newPage();
        /** @type {string[]} */
        const said = [];
        page.on('console', (message) => { if (['error', 'warn'].includes(message.type())) said.push(message.text()); });
        page.on('pageerror', (error) => { said.push(String(error)); });
        await page.evaluateOnNewDocument(inPage);
        await page.bringToFront();
        const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${state.title}</title><meta property="og:type" content="article"><link rel="icon" href="data:,"></head>`
          + `<body><div id="app">${await render(state)}</div><script>globalThis.INITIAL = ${JSON.stringify(state)};</script><script src="/${name}.js"></script><script>${run}</script></body></html>`;
        await page.goto(server.put(`${name}-${number++}.html`, html, host), { waitUntil: 'load' });
        return { page, said };
      };
      const some = (/** @type {Page} */ page) => until(async () => { const now = await marked(page); return now.content && now; }, 'marks');
      /** @param {Page} page @param {string} call @param {State} [state] */
      const act = (page, call, state) => page.evaluate(async (c, s) => { await /** @type {any} */ (globalThis)[c](s); }, call, state ?? null);
      /** What a page has that shows a state from the beginning. @param {State} state */
      const expected = async (state) => {
        const { page } = await open(state);
        const found = await some(page);
        await page.close();
        return found;
      };
      const plain = await open(FIRST, '', PLAIN);
      const { page, said } = await open(FIRST);
      const first = await some(page);
      assert.equal(first.content.match(/number\d+is/g)?.length, 8);
      await page.evaluate(() => /** @type {any} */ (globalThis).watchMarks());
      await page.bringToFront();
      await act(page, 'hydrate');
      assert.deepEqual(await marked(page), first, 'taken over');
      let state = FIRST;
      /** @type {Record<string, string>} */
      let before = first;
      for (const next of LATER) {
        state = { ...state, ...next };
        const wanted = await expected(state);
        await page.bringToFront();
        await act(page, 'setState', state);
        await until(async () => JSON.stringify(await marked(page)) === JSON.stringify(wanted), JSON.stringify(next), 30_000)
          .catch(async () => assert.deepEqual(await marked(page), wanted, JSON.stringify(next)));
        before = Object.fromEntries(Object.entries(wanted).map(([category, words]) => [category, `${before[category] ?? ''}\n${words}`]));
      }
      assert.deepEqual(await wrong(page, before), []);

      await plain.page.bringToFront();
      await act(plain.page, 'hydrate');
      state = FIRST;
      for (const next of LATER) {
        state = { ...state, ...next };
        await act(plain.page, 'setState', state);
      }
      assert.deepEqual(await marked(plain.page), {}, 'nobody reads the other page');
      const ours = (await dom(page)).split('\n').filter((line) => !line.includes('SOURCELIGHT-CARD'));
      assert.deepEqual(ours, (await dom(plain.page)).split('\n'));
      assert.deepEqual(said, plain.said, 'the library says no more than without');

      // Taken over while it is being read.
      const early = await open(FIRST, "addEventListener('load', () => { setTimeout(hydrate, 30); })");
      await until(async () => JSON.stringify(await marked(early.page)) === JSON.stringify(first), 'marks of a page that is taken over at once');
      assert.deepEqual(early.said, plain.said);
      for (const one of [page, plain.page, early.page]) await one.close();
    });
  });
});
