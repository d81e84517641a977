// Articles that stand elsewhere than in the page's own document or in plain sight, in stock Chromium and stock Firefox: in
// frames of the page's origin, in views for reading, in AMP's documents, in parts that the browser does not lay out yet.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { start, until } from './harness.mjs';
import { article, inPage, marked, paragraph, paragraphs, startLiving } from './living.mjs';
import { flip } from './reader.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** Links as a site has them around its frames. */
const NAV = `<nav>${['News', 'Sport', 'Weather', 'Ships'].map((n) => `<a href="/${n}">${n}</a>`).join(' ')}</nav>`;
/** A page around a frame. @param {string} frame @param {string} [more] */
const around = (frame, more = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The Harbour Lantern</title>
<style>body { margin: 0 } iframe { width: 900px; height: 700px; border: 3px solid; }</style></head><body>${NAV}${frame}${more}</body></html>`;
const quoted = (/** @type {string} */ html) => html.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
const STORY = article('Bridge stays shut', paragraphs(0, 8));

/** What is marked in a frame (by the selectors that lead to it), by category, in the order of the text and without white space. @param {Page} page @param {string[]} path @returns {Promise<Record<string, string>>} */
const marksIn = (page, ...path) => page.evaluate((selectors) => {
  /** @type {any} */
  let w = globalThis;
  for (const selector of selectors) w = w?.document.querySelector(selector)?.contentWindow;
  /** @type {Record<string, [Node, number, string][]>} */
  const found = {};
  for (const [name, highlight] of w?.CSS.highlights ?? []) {
    for (const r of highlight) {
      (found[name.replace(/^sourcelight-/, '').replace(/-(dark|plain)$/, '')] ??= []).push([r.startContainer, r.startOffset, r.startContainer.data.slice(r.startOffset, r.endOffset).replace(/\s+/g, '')]);
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, of]) => [name, of.sort((a, b) => (
    a[0] === b[0] ? a[1] - b[1] : a[0].compareDocumentPosition(b[0]) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)).map(([, , words]) => words).join('')]));
}, path);

/** The page and all frames into which its own scripts can look, as they stand; and the ground that marks would have in each. @param {Page} page */
const everything = (page) => page.evaluate(() => {
  /** @type {string[]} */
  const lines = [];
  const of = (/** @type {Document} */ d) => {
    const p = d.querySelector('p');
    lines.push(d.documentElement.outerHTML, `${d.adoptedStyleSheets.length} sheets of scripts`, `${d.defaultView && /** @type {any} */ (d.defaultView).CSS.highlights.size} highlights`,
      p ? /** @type {Window} */ (d.defaultView).getComputedStyle(p, '::highlight(sourcelight-content)').backgroundColor : '');
    for (const frame of d.querySelectorAll('iframe, frame')) {
      const inside = /** @type {HTMLIFrameElement} */ (frame).contentDocument;
      if (inside) of(inside);
    }
  };
  of(document);
  return lines.join('\n');
});
/** Numbers of the paragraphs that are marked. @param {Record<string, string>} marks */
const numbers = (marks) => [...(marks.content ?? '').matchAll(/number(\d+)is/g)].map(([, n]) => Number(n));
const range = (/** @type {number} */ from, /** @type {number} */ to) => Array.from({ length: to - from }, (_, n) => from + n);

for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(`an article in a frame, in ${kind}, from the toolbar button`, { timeout: 600_000 }, () => {
    /** @type {import('./harness.mjs').Driver} */
    let driver;
    /** @type {Page[]} */
    const pages = [];
    let number = 0;
    const put = (/** @type {string} */ html, /** @type {string} */ host = 'www.lantern.test') => driver.server.put(`frames-${++number}.html`, html, host);
    const open = async (/** @type {string} */ html, /** @type {string | undefined} */ host = undefined) => {
      const page = await driver.open(put(html, host));
      pages.push(page);
      return page;
    };
    const turnOn = async (/** @type {Page} */ page, /** @type {string[]} */ ...path) => {
      const popup = await flip(driver, page);
      const found = await until(async () => { const now = await marksIn(page, ...path); return now.content && now; }, 'marks in the frame');
      await popup.close();
      return found;
    };
    const turnOff = async (/** @type {Page} */ page, /** @type {string[]} */ ...path) => {
      const popup = await flip(driver, page);
      await until(async () => Object.keys(await marksIn(page, ...path)).length === 0, 'the marks to go');
      await popup.close();
    };
    /** The ground of marks in a frame. */
    const ground = (/** @type {Page} */ page, /** @type {string[]} */ ...path) => page.evaluate((selectors) => {
      /** @type {any} */
      let w = globalThis;
      for (const selector of selectors) w = w.document.querySelector(selector).contentWindow;
      return w.getComputedStyle(w.document.querySelector('p'), '::highlight(sourcelight-content)').backgroundColor;
    }, path);
    before(async () => { driver = await start(kind); });
    afterEach(async () => { for (const page of pages.splice(0)) await page.close().catch(() => {}); });
    after(async () => { await driver?.close(); });

    /** @type {[string, () => string, string[]][]} */
    const places = [
      ['at an address of its own', () => around(`<iframe src="${put(STORY)}"></iframe>`), ['iframe']],
      ['of a frameset', () => `<!doctype html><html lang="en"><head><title>The Harbour Lantern</title></head><frameset cols="200,*"><frame src="${put(around(''))}"><frame id="main" src="${put(STORY)}"></frameset></html>`, ['#main']],
      ['whose document stands in the page', () => around(`<iframe srcdoc="${quoted(STORY)}"></iframe>`), ['iframe']],
      ['that a script has filled from memory', () => around('<iframe></iframe>', `<script>document.querySelector('iframe').src = URL.createObjectURL(new Blob([${JSON.stringify(STORY).replaceAll('</', '<\\/')}], { type: 'text/html' }))</script>`), ['iframe']],
      ['that a script has written', () => around('<iframe></iframe>', `<script>const d = document.querySelector('iframe').contentDocument; d.open(); d.write(${JSON.stringify(STORY).replaceAll('</', '<\\/')}); d.close();</script>`), ['iframe']],
      ['in a frame', () => around(`<iframe src="${put(around(`<iframe src="${put(STORY)}"></iframe>`))}" style="width: 1100px; height: 850px"></iframe>`), ['iframe', 'iframe']],
    ];
    for (const [what, html, path] of places) {
      it(`is marked in one ${what}, and left as it was`, async () => {
        const page = await open(html());
        await until(async () => page.evaluate((selectors) => {
          /** @type {any} */
          let w = globalThis;
          for (const selector of selectors) w = w?.document.querySelector(selector)?.contentWindow;
          return w?.document.readyState === 'complete' && w.document.querySelectorAll('p').length === 8;
        }, path), 'the frame to load');
        const was = await everything(page);
        const found = await turnOn(page, ...path);
        assert.deepEqual(numbers(found), range(0, 8));
        assert.deepEqual(await marksIn(page), {}, 'nothing is marked in the page around');
        await until(async () => !/^rgba\(.*, 0\)$/.test(await ground(page, ...path)), 'marks to be seen');
        const elements = await page.evaluate((selectors) => {
          /** @type {any} */
          let w = globalThis;
          const counts = [w.document.querySelectorAll('sourcelight-card').length];
          for (const selector of selectors) {
            w = w.document.querySelector(selector).contentWindow;
            counts.push(w.document.querySelectorAll('sourcelight-card').length);
          }
          return counts;
        }, path);
        assert.deepEqual(elements, [...path.map(() => 0), 1], 'one element more, where the article is');
        await turnOff(page, ...path);
        await until(async () => (await everything(page)) === was, 'all to be as it was').catch(async (error) => {
          assert.equal(await everything(page), was);
          throw error;
        });
        assert.deepEqual(driver.server.foreign, []);
      });
    }

    it('has its card beside the words, on the screen, also where the frame is larger than that', async () => {
      for (const [style, scroll] of /** @type {[string, number][]} */ ([['', 0], ['height: 3000px', 0], ['height: 3000px', 600], ['margin-inline-start: 200px; width: 500px; height: 400px', 0]])) {
        const page = await open(around(`<iframe style="${style}" srcdoc="${quoted(article('Bridge stays shut', paragraphs(0, 12)))}"></iframe>`));
        await turnOn(page, 'iframe');
        await page.evaluate((y) => scrollTo(0, y), scroll);
        // The last line on the screen: below it there is no room.
        const point = await until(() => page.evaluate(() => {
          const frame = /** @type {any} */ (document.querySelector('iframe'));
          const { left, top } = frame.getBoundingClientRect();
          const d = /** @type {Document} */ (frame.contentDocument);
          const bottom = Math.min(innerHeight - top, frame.clientHeight);
          const boxes = [...frame.contentWindow.CSS.highlights.get('sourcelight-content')].flatMap((r) => {
            const live = d.createRange();
            live.setStart(r.startContainer, r.startOffset);
            live.setEnd(r.endContainer, r.endOffset);
            return [...live.getClientRects()];
          }).filter((b) => b.width > 100 && b.bottom < bottom - 5);
          const last = boxes.at(-1);
          return last && { x: left + frame.clientLeft + last.left + 40, y: top + frame.clientTop + last.top + last.height / 2 };
        }), 'a line on the screen');
        await page.mouse.move(point.x - 3, point.y);
        await page.mouse.move(point.x, point.y, { steps: 3 });
        await until(async () => /Verb/.test(await driver.card(page)), `the card (${style}, ${scroll})`);
        const box = await driver.inCard(page, '(r) => { const { left, right, top, bottom } = r.querySelector(".card").getBoundingClientRect(); return { left, right, top, bottom }; }');
        const { x, y, width, height } = await page.evaluate(() => {
          const frame = /** @type {HTMLIFrameElement} */ (document.querySelector('iframe'));
          const { left, top } = frame.getBoundingClientRect();
          return { x: left + frame.clientLeft, y: top + frame.clientTop, width: innerWidth, height: innerHeight };
        });
        const card = { left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y };
        assert.ok(card.left >= 0 && card.right <= width && card.top >= 0 && card.bottom <= height, `${style}: ${JSON.stringify(card)} in ${width} × ${height}`);
        assert.ok(card.bottom <= point.y || card.top >= point.y, `${style}: the card covers what is read`);
        await page.mouse.move(5, 5);
        await until(async () => (await driver.card(page)) === '', 'the card to go');
      }
    });

    it('is gone through with the keys, and shown from the panel', async () => {
      const page = await open(around(`<iframe style="height: 300px" srcdoc="${quoted(article('Bridge stays shut', paragraphs(0, 12)))}"></iframe>`, '<p style="height: 2000px">Below.</p>'));
      await turnOn(page, 'iframe');
      const seen = new Set();
      for (let n = 0; n < 8; n++) {
        await driver.go(page, 'next');
        await until(async () => { const now = await driver.card(page); return now !== '' && !seen.has(now) && seen.add(now); }, `card ${n}`);
        const inSight = await page.evaluate(() => {
          const frame = /** @type {any} */ (document.querySelector('iframe'));
          const [r] = frame.contentWindow.CSS.highlights.get('sourcelight-active');
          const { top, bottom } = r.startContainer.parentElement.getBoundingClientRect();
          return bottom > 0 && top < frame.clientHeight;
        });
        assert.ok(inSight, `mark ${n} is in sight`);
      }
      const panel = await driver.panel(page);
      await until(() => panel.evaluate(() => document.querySelectorAll('#claim-list li').length === 12), 'the claims in the panel');
      await panel.evaluate(() => document.getElementById('claim-11')?.click());
      await until(() => page.evaluate(() => /** @type {any} */ (document.querySelector('iframe')).contentWindow.CSS.highlights.has('sourcelight-flash')), 'the place to be lifted');
      await panel.close();
    });
  });

  describe(`frames that come and go in ${kind}`, { timeout: 600_000 }, () => {
    /** @type {import('./living.mjs').Living} */
    let living;
    /** @type {Page[]} */
    const pages = [];
    let number = 0;
    /** @type {string[]} */
    const errors = [];
    const put = (/** @type {string} */ html, /** @type {string} */ host = 'www.lantern.test') => living.driver.server.put(`living-frames-${++number}.html`, html, host);
    const open = async (/** @type {string} */ html, /** @type {string | undefined} */ host = undefined) => {
      const page = await living.driver.browser.newPage();
      pages.push(page);
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.evaluateOnNewDocument(inPage);
      await page.bringToFront();
      await page.goto(put(html, host), { waitUntil: 'load' });
      return page;
    };
    const has = (/** @type {Page} */ page, /** @type {number[]} */ wanted, /** @type {string} */ what, /** @type {string[]} */ ...path) => until(
      async () => JSON.stringify(numbers(await marksIn(page, ...path))) === JSON.stringify(wanted), what, 25_000).catch(async (error) => {
      assert.deepEqual(numbers(await marksIn(page, ...path)), wanted, what);
      throw error;
    });
    before(async () => { living = await startLiving(kind); });
    afterEach(async () => { for (const page of pages.splice(0)) await page.close().catch(() => {}); });
    after(async () => { await living?.driver.close(); });

    it('reads a frame that comes late, goes on to another article, moves and is taken away', async () => {
      const page = await open(around('', '<div id="a"></div><div id="b"></div>'));
      const other = put(article('Ferry is sold', paragraphs(20, 28)));
      await wait(300);
      await page.evaluate((src) => {
        const frame = document.createElement('iframe');
        frame.src = src;
        document.getElementById('a')?.append(frame);
      }, put(STORY));
      await has(page, range(0, 8), 'a frame that comes late', 'iframe');
      await page.evaluate((src) => { /** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).src = src; }, other);
      await has(page, range(20, 28), 'another article in the frame', 'iframe');
      // What changes in it is followed.
      const left = await page.evaluate(async () => {
        const w = /** @type {any} */ (document.querySelector('iframe')).contentWindow;
        const [a, b] = w.document.querySelectorAll('p');
        a.textContent = 'Nobody said anything about it.';
        b.firstChild.splitText(30);
        await new Promise((done) => { setTimeout(done, 50); });
        return [...w.CSS.highlights.get('sourcelight-content')].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset)).join('').replace(/\s+/g, '');
      });
      assert.ok(!left.includes('Nobody') && !left.includes('number20is') && left.includes('number21is'), left);
      await has(page, range(21, 28), 'the rest', 'iframe');
      await page.evaluate((html) => { /** @type {any} */ (document.querySelector('iframe')).contentDocument.querySelector('article').insertAdjacentHTML('beforeend', html); }, paragraphs(40, 43));
      await has(page, [...range(21, 28), ...range(40, 43)], 'what comes into the frame', 'iframe');
      // Put elsewhere, a frame loads anew.
      await page.evaluate(() => document.getElementById('b')?.append(/** @type {Element} */ (document.querySelector('iframe'))));
      await has(page, range(20, 28), 'the frame in another place', 'iframe');
      await page.evaluate(() => document.querySelector('iframe')?.remove());
      await until(async () => (await living.driver.badge(page)) === '', 'no badge without the article', 25_000);
      await page.evaluate((html) => { /** @type {Element} */ (document.getElementById('a')).innerHTML = html; }, `<article><h1>Bridge is painted</h1>${paragraphs(50, 58)}</article>`);
      await has(page, range(50, 58), 'an article in the page itself');
      assert.deepEqual(errors, []);
    });

    it('does not touch frames of other origins, sandboxed ones, and what stands beside an article', async () => {
      const away = put(article('Elsewhere', paragraphs(60, 68)), 'ads.other.test');
      const advert = `<p>${'Buy two lamps and get the third for nothing, this week only, at every shop in the county. '.repeat(8)}</p>`;
      const frames = `<iframe id="away" src="${away}"></iframe><iframe id="sandbox" sandbox="allow-scripts" srcdoc="${quoted(article('Apart', paragraphs(70, 78)))}"></iframe>`;
      const page = await open(article('Bridge stays shut', `${paragraphs(0, 4)}<iframe id="advert" width="600" height="300" srcdoc="${quoted(advert)}"></iframe>
        <iframe id="more" width="600" height="300" srcdoc="${quoted(article('Another one', paragraphs(80, 84)))}"></iframe>${frames}${paragraphs(4, 8)}`));
      await has(page, range(0, 8), 'the article');
      // The same without an article of its own: what is in those frames is none of this page.
      const list = await open(around(frames));
      await wait(2500);
      for (const of of [page, list]) {
        const inside = await Promise.all(of.frames().filter((f) => f !== of.mainFrame()).map((f) => f.evaluate(() => [CSS.highlights.size, document.querySelectorAll('sourcelight-card').length,
          Object.getOwnPropertyNames(globalThis).filter((n) => /sourcelight/i.test(n)).length])));
        assert.ok(inside.length >= 2);
        for (const found of inside) assert.deepEqual(found, [0, 0, 0]);
      }
      assert.deepEqual(await marksIn(list), {});
      assert.deepEqual(errors, []);
    });

    it('is not held up by very many frames, nor by frames in frames', async () => {
      const inner = put('<!doctype html><meta charset="utf-8"><p>Tickets are sold at the quay.</p>');
      const page = await open(article('Bridge stays shut', paragraphs(0, 8), { end: `<iframe src="${inner}"></iframe>`.repeat(100) }));
      await has(page, range(0, 8), 'the article among frames');
      // Each in the one before.
      let nested = STORY;
      for (let n = 0; n < 6; n++) nested = around(`<iframe srcdoc="${quoted(nested)}"></iframe>`);
      const deep = await open(nested);
      await has(deep, range(0, 8), 'the article six frames deep', ...Array(6).fill('iframe'));
      assert.deepEqual(errors, []);
    });

    it('shows in a frame what the reader chooses', async () => {
      const page = await open(around(`<iframe srcdoc="${quoted(STORY)}"></iframe>`));
      await has(page, range(0, 8), 'the article', 'iframe');
      await living.send({ kind: 'settings', density: 'sources', hidden: [] });
      await until(async () => { const now = await marksIn(page, 'iframe'); return now.source && !now.content; }, 'sources alone');
      await living.own.evaluate(async () => {
        const { settings } = /** @type {{settings: any}} */ (await chrome.storage.sync.get('settings'));
        await chrome.storage.sync.set({ settings: { ...settings, density: 'all', styles: { ...settings.styles, content: { colour: 'green', line: 'default' } } } });
      });
      await has(page, range(0, 8), 'claims again', 'iframe');
      const ground = () => page.evaluate(() => {
        const w = /** @type {any} */ (document.querySelector('iframe')).contentWindow;
        return w.getComputedStyle(w.document.querySelector('p'), '::highlight(sourcelight-content)').backgroundColor;
      });
      await until(async () => (await ground()).startsWith('rgba(42, 112, 71'), 'the colour that was chosen');
      await living.turn(page, false);
      assert.deepEqual(await marksIn(page, 'iframe'), {});
      await until(async () => (await ground()) === 'rgba(0, 0, 0, 0)', 'the sheets to go');
      await living.own.evaluate(async () => {
        const { settings } = /** @type {{settings: any}} */ (await chrome.storage.sync.get('settings'));
        await chrome.storage.sync.set({ settings: { ...settings, styles: {} } });
      });
    });

    it('marks the view for reading that lies over an article, and the article when it is closed', async () => {
      const story = `<h1>Bridge stays shut</h1>${paragraphs(0, 8)}`;
      const page = await open(article('Bridge stays shut', paragraphs(0, 8), { end: `<dialog><button>Close</button>${story}</dialog>` }));
      await has(page, range(0, 8), 'the article');
      const where = () => page.evaluate(() => [...new Set([...CSS.highlights.get('sourcelight-content') ?? []].map((r) => (r.startContainer.parentElement?.closest('dialog') ? 'dialog' : 'page')))].join());
      assert.equal(await where(), 'page');
      await page.evaluate(() => document.querySelector('dialog')?.showModal());
      await until(async () => (await where()) === 'dialog', 'the view to be marked', 25_000);
      assert.deepEqual(numbers(await marksIn(page)), range(0, 8), 'one article, not two');
      await page.evaluate(() => document.querySelector('dialog')?.close());
      await until(async () => (await where()) === 'page', 'the article to be marked', 25_000);
      // The same with a view in a frame.
      await page.evaluate((html) => {
        const frame = document.createElement('iframe');
        frame.style.cssText = 'position: fixed; inset: 0; width: 100%; height: 100%; background: white';
        frame.srcdoc = html;
        document.body.append(frame);
      }, `<!doctype html><html lang="en"><main>${story}</main></html>`);
      await has(page, range(0, 8), 'the view in a frame', 'iframe');
      assert.deepEqual(await marksIn(page), {});
      await page.evaluate(() => document.querySelector('iframe')?.remove());
      await has(page, range(0, 8), 'the article under it');
      assert.deepEqual(errors, []);
    });

    it('reads a page of AMP, and one in AMP’s viewers', async () => {
      const amp = `<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><title>Bridge stays shut</title><link rel="canonical" href="http://www.lantern.test/news/bridge">
        <script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle","headline":"Bridge stays shut","datePublished":"2024-05-02T10:00:00Z","publisher":{"@type":"Organization","name":"The Harbour Lantern"}}</script>
        <style amp-boilerplate>body { animation: none }</style></head><body><amp-sidebar hidden><p>${paragraph(90)}</p></amp-sidebar><article><h1>Bridge stays shut</h1>
        <amp-img src="a.jpg" width="4" height="3" layout="responsive"><noscript><img src="a.jpg"></noscript></amp-img>${paragraphs(0, 4)}<amp-ad width="300" height="250" type="x"></amp-ad>
        <amp-accordion><section expanded><h2>Background</h2>${paragraphs(4, 8)}</section></amp-accordion></article></body></html>`;
      const page = await open(amp, 'amp.lantern.test');
      await has(page, range(0, 8), 'the article');
      const { report } = await living.send({ kind: 'report', tab: await living.tabOf(page) });
      assert.equal(report.origin.publisher, 'The Harbour Lantern');
      assert.equal(report.origin.canonical, 'http://www.lantern.test/news/bridge');
      assert.equal(report.origin.published, '2024-05-02');
      assert.equal(report.origin.republished_from ?? null, null, 'the canonical page is the outlet’s own');
      const was = await page.evaluate(() => document.documentElement.outerHTML.replace(/<sourcelight-card[^>]*><\/sourcelight-card>/, ''));
      await living.turn(page, false);
      assert.deepEqual(await marksIn(page), {});
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), was);

      const viewer = await open(around(`<iframe src="${put(amp)}"></iframe>`));
      await has(viewer, range(0, 8), 'the article in a viewer with a frame', 'iframe');
      const inFrame = await living.send({ kind: 'report', tab: await living.tabOf(viewer) });
      assert.deepEqual([inFrame.report.origin.publisher, inFrame.report.origin.published], ['The Harbour Lantern', '2024-05-02']);

      const shadow = await open(around('<div id="viewer"></div>', `<script>document.getElementById('viewer').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(`<amp-body>${/<body>(.*)<\/body>/s.exec(amp)?.[1]}</amp-body>`).replaceAll('</', '<\\/')}</script>`));
      // By itself, only what stands in documents is looked at: the reader asks.
      await living.turn(shadow, true);
      await until(async () => numbers(await marked(shadow)).length === 8, 'the article in a viewer with a shadow document');
      await living.turn(shadow, false);
      assert.deepEqual(await marked(shadow), {});
      assert.deepEqual(errors, []);
    });

    it('reads what the browser lays out only when it comes near, and paints it then', async () => {
      const section = (/** @type {number} */ from, /** @type {string} */ how) => `<section style="content-visibility: ${how}; contain-intrinsic-size: auto 800px">${paragraphs(from, from + 10)}</section>`;
      const page = await open(article('Bridge stays shut', `${range(0, 12).map((n) => section(n * 10, 'auto')).join('')}<div id="later">${section(500, 'hidden')}</div>`));
      await until(async () => numbers(await marked(page)).length > 0, 'marks');
      const { report } = await living.send({ kind: 'report', tab: await living.tabOf(page) });
      assert.equal(report.claims.length, 120, 'all that a reader comes to is read, and not what stays hidden');
      for (const n of [4, 11, 0]) {
        await page.evaluate((n) => document.querySelectorAll('section')[n].scrollIntoView({ block: 'start', behavior: 'instant' }), n);
        await until(async () => { const now = numbers(await marked(page)); return range(n * 10, n * 10 + 3).every((k) => now.includes(k)); }, `marks in section ${n}`);
        // The browser lays it out with one of the next frames.
        await until(() => page.evaluate((n) => {
          const p = document.querySelectorAll('section')[n].querySelector('p');
          return [...CSS.highlights.get('sourcelight-content') ?? []].some((r) => r.startContainer.parentElement === p) && /** @type {Element} */ (p).checkVisibility({ contentVisibilityAuto: true });
        }, n), `section ${n} to be laid out and marked`);
      }
      await page.evaluate(() => { /** @type {HTMLElement} */ (document.querySelector('#later section')).style.contentVisibility = 'visible'; });
      await page.evaluate(() => document.getElementById('later')?.scrollIntoView({ block: 'start', behavior: 'instant' }));
      await until(async () => numbers(await marked(page)).includes(501), 'what was hidden, when it is shown', 25_000);
      await living.turn(page, false);
      assert.deepEqual(await marked(page), {});
      assert.deepEqual(living.driver.server.foreign, []);
    });
  });
}
