// Pages that change while they are on, in stock Chromium and stock Firefox: text that comes late, goes, or is written anew by
// other hands; other pages in the same document; what browsers do with pages that are away. Whatever happens, marks stand on
// the words that were read and on no others, and in the end on what a page with the same words has from the beginning.

import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { dom, until } from './harness.mjs';
import { LIST, article, inPage, marked, paragraph, paragraphs, startLiving, withLittleMemory, wrong } from './living.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

// Both browsers at once: most of the time is waiting for a page to be quiet.
describe('living pages', { concurrency: 2 }, () => {
  for (const kind of /** @type {const} */ (['chromium', 'firefox'])) describe(kind, { timeout: 600_000, concurrency: 1 }, () => {
    /** @type {import('./living.mjs').Living} */
    let living;
    /** @type {Page[]} */
    const pages = [];
    let number = 0;
    /** Puts a page on a host and opens it. @param {string} html @param {string} [host] @param {Record<string, string>} [headers] */
    const open = async (html, host, headers) => {
      const page = await living.driver.browser.newPage();
      pages.push(page);
      await page.evaluateOnNewDocument(inPage);
      await page.bringToFront();
      await page.goto(living.driver.server.put(`${++number}.html`, { body: html, headers }, host), { waitUntil: 'load' });
      return page;
    };
    const some = (/** @type {Page} */ page) => until(async () => { const now = await marked(page); return now.content && now; }, 'marks');
    /** What is marked in a page that has these words from the beginning. @param {string} html */
    const expected = async (html) => {
      const page = await open(html);
      const found = await some(page);
      await page.close();
      return found;
    };
    /** Waits until the marks are these. @param {Page} page @param {Record<string, string>} wanted @param {string} what */
    const becomes = async (page, wanted, what) => {
      const text = JSON.stringify(wanted);
      await until(async () => JSON.stringify(await marked(page)) === text, what, 25_000).catch(async (error) => {
        assert.deepEqual(await marked(page), wanted, what);
        throw error;
      });
    };
    const watch = (/** @type {Page} */ page) => page.evaluate(() => /** @type {any} */ (globalThis).watchMarks());
    before(async () => { living = await startLiving(kind, { inPrivate: true }); });
    afterEach(async () => { for (const page of pages.splice(0)) await page.close().catch(() => {}); });
    after(async () => { await living?.driver.close(); });

    it('reads text that comes late, in parts', async () => {
      const page = await open(LIST);
      await page.evaluate((html) => {
        const main = /** @type {Element} */ (document.querySelector('main'));
        main.innerHTML = '<article><h1>Bridge stays shut</h1></article>';
        const parts = html.split('\n');
        const put = () => {
          const next = parts.splice(0, 4).join('\n');
          if (next) main.querySelector('article')?.insertAdjacentHTML('beforeend', next);
          if (next) setTimeout(put, 400);
        };
        setTimeout(put, 300);
      }, paragraphs(0, 12));
      await becomes(page, await expected(article('Bridge stays shut', paragraphs(0, 12))), 'all that came');
    });

    it('follows a page that scrolls without end, and a live page whose news come at the top', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 6)));
      const first = await some(page);
      await watch(page);
      for (const n of [1, 2, 3]) {
        await page.evaluate((html, n) => {
          history.replaceState(null, '', `?part=${n}`);
          document.querySelector('article')?.insertAdjacentHTML('beforeend', html);
        }, paragraphs(n * 10, n * 10 + 4, 'arch'), n);
        await new Promise((done) => { setTimeout(done, 300); });
      }
      const all = paragraphs(0, 6) + [1, 2, 3].map((n) => paragraphs(n * 10, n * 10 + 4, 'arch')).join('');
      await becomes(page, await expected(article('Bridge stays shut', all)), 'what came below');
      for (const n of [50, 51, 52]) {
        await page.evaluate((html) => document.querySelector('h1')?.insertAdjacentHTML('afterend', html), paragraphs(n, n + 1, 'gate'));
        await new Promise((done) => { setTimeout(done, 200); });
      }
      const top = [52, 51, 50].map((n) => paragraphs(n, n + 1, 'gate')).join('');
      await becomes(page, await expected(article('Bridge stays shut', top + all)), 'what came at the top');
      assert.deepEqual(await wrong(page, first), []);
      const { least } = await page.evaluate(() => /** @type {any} */ (globalThis).watched);
      assert.ok(least >= 12, `marks stay while others come: ${least}`);
    });

    it('reads on for as long as a page goes on', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 4)));
      await some(page);
      // More readings than any count would have allowed: the address says each time that it is another page.
      for (let n = 1; n <= 9; n++) {
        await page.evaluate((html, n) => {
          history.pushState(null, '', `?page=${n}`);
          /** @type {Element} */ (document.querySelector('article')).innerHTML = `<h1>Bridge ${n} stays shut</h1>${html}`;
        }, paragraphs(n * 5, n * 5 + 4), n);
        await until(async () => (await marked(page)).content?.includes(`number${n * 5}is`), `page ${n}`);
      }
    });

    it('reads what the reader opens: by a class, by what the browser has for it, by a style', async () => {
      const body = `${paragraphs(0, 4)}<button>More</button><div class="more" id="by-class">${paragraphs(10, 12)}</div><details id="by-details"><summary>More</summary>${paragraphs(20, 22)}</details>
        <div id="by-hidden" hidden>${paragraphs(30, 32)}</div><div id="by-style" style="content-visibility: hidden">${paragraphs(40, 42)}</div>`;
      const page = await open(article('Bridge stays shut', body, { head: '<style>.more { display: none }</style>' }));
      const first = await some(page);
      await watch(page);
      assert.ok(!/number[1234]0is/.test(first.content), 'what is closed is not read');
      await page.evaluate(() => {
        const acts = [
          () => document.getElementById('by-class')?.classList.remove('more'),
          () => { /** @type {HTMLDetailsElement} */ (document.getElementById('by-details')).open = true; },
          () => document.getElementById('by-hidden')?.removeAttribute('hidden'),
          () => document.getElementById('by-style')?.removeAttribute('style'),
        ];
        document.querySelector('button')?.addEventListener('click', () => acts.shift()?.());
      });
      for (const n of [10, 20, 30, 40]) {
        await page.click('button');
        await until(async () => (await marked(page)).content?.includes(`number${n}is`), `the words opened with press ${n / 10}`);
      }
      assert.deepEqual(await wrong(page, first), []);
      // And a wall that takes away what could be read: it is not said of the page any more.
      await page.evaluate(() => { document.getElementById('by-class')?.classList.add('more'); document.getElementById('by-hidden')?.remove(); });
      assert.ok(!(await marked(page)).content.includes('number30is'));
      await until(async () => !(await marked(page)).content.includes('number10is'), 'the hidden words to be forgotten');
    });

    it('loses marks in the frame in which their words go', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 8)));
      const whole = await some(page);
      const left = await page.evaluate(async () => {
        const w = /** @type {any} */ (globalThis);
        const all = document.querySelectorAll('article p');
        all[5].remove();
        /** @type {Text} */ (all[6].firstChild).data = /** @type {Text} */ (all[6].firstChild).data.replace('steel and not of magic', 'magic and not of steel');
        all[7].textContent = 'Subscribe to read on.';
        await w.frames();
        return w.markedNow();
      });
      assert.ok(left.content.length > 0 && !/number[567]is/.test(left.content), left.content);
      assert.ok(whole.content.includes('number5is') && whole.content.includes('number7is'));
      // Words that are changed while they are away come back without marks.
      const back = await page.evaluate(async () => {
        const w = /** @type {any} */ (globalThis);
        const [, , third] = document.querySelectorAll('article p');
        const before = /** @type {Element} */ (third.previousElementSibling);
        third.remove();
        await w.frames();
        /** @type {Text} */ (third.firstChild).data = /** @type {Text} */ (third.firstChild).data.replaceAll('e', 'o');
        before.after(third);
        await w.frames();
        return w.markedNow();
      });
      assert.ok(!/stool/.test(back.content) && !/number2is/.test(back.content), back.content);
    });

    it('keeps marks on words that are split, merged, wrapped, moved or written anew, at once', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 8)));
      const whole = await some(page);
      await watch(page);
      for (const act of /** @type {(() => void)[]} */ ([
        () => { for (const p of document.querySelectorAll('p')) for (let n = 7; n > 0; n--) /** @type {Text} */ (p.firstChild).splitText(Math.min(n * 23, /** @type {Text} */ (p.firstChild).length)); },
        () => { document.body.normalize(); },
        () => { for (const p of document.querySelectorAll('p')) p.innerHTML = p.innerHTML.replace(/said/g, '<b>said</b>'); },
        () => { for (const p of document.querySelectorAll('p')) { const { textContent } = p; p.textContent = textContent; } },
        () => { const a = /** @type {Element} */ (document.querySelector('article')); const { innerHTML } = a; a.innerHTML = innerHTML; },
        () => { for (const p of document.querySelectorAll('p')) p.replaceWith(p.cloneNode(true)); },
        () => { const a = /** @type {Element} */ (document.querySelector('article')); const div = document.createElement('div'); div.append(...a.childNodes); a.append(div); },
        () => { const main = /** @type {Element} */ (document.querySelector('main')); main.replaceWith(main.cloneNode(true)); },
        () => { for (const p of document.querySelectorAll('p')) { const [t] = p.childNodes; t.remove(); p.append(t); } },
        () => { document.body = /** @type {HTMLElement} */ (document.body.cloneNode(true)); },
      ])) {
        await page.evaluate(act);
        const now = await page.evaluate(async () => {
          await /** @type {any} */ (globalThis).frames();
          return /** @type {any} */ (globalThis).markedNow();
        });
        assert.deepEqual(now, whole, String(act));
      }
      assert.deepEqual(await wrong(page, whole), []);
    });

    it('finds another article in the same document, its name that comes later, and that there is none', async () => {
      const page = await open(LIST);
      await page.evaluate(() => {
        /** @type {any} */ (globalThis).go = (/** @type {string} */ url, /** @type {string} */ html, /** @type {string} */ title) => {
          history.pushState(null, '', url);
          /** @type {Element} */ (document.querySelector('main')).innerHTML = html;
          setTimeout(() => {
            document.title = title;
            document.querySelector('link[rel=canonical]')?.remove();
            document.head.insertAdjacentHTML('beforeend', `<link rel="canonical" href="${url}">`);
          }, 1500);
        };
      });
      const go = (/** @type {string} */ url, /** @type {string} */ html, /** @type {string} */ title) => page.evaluate((u, h, t) => /** @type {any} */ (globalThis).go(u, h, t), url, html, title);
      const tab = await living.tabOf(page);
      for (const [n, title] of /** @type {[number, string][]} */ ([[0, 'Bridge stays shut'], [20, 'Bridge is open']])) {
        await go(`/bridge-${n}`, `<article><h1>${title}</h1>${paragraphs(n, n + 8)}</article>`, title);
        await becomes(page, await expected(article(title, paragraphs(n, n + 8))), title);
        await page.bringToFront();
        const { url } = await until(async () => {
          const { report } = await living.send({ kind: 'report', tab });
          return report?.origin.canonical?.endsWith(`/bridge-${n}`) && { url: report.document.url };
        }, 'the address that came late', 25_000);
        assert.match(url, new RegExp(`/bridge-${n}$`));
        await until(async () => (await living.driver.badge(page)) === '8', 'the badge');
        await page.bringToFront();
      }
      await go('/', '<ul><li>Tea</li><li>Milk</li></ul>', 'The Harbour Lantern');
      await page.evaluate(() => /** @type {any} */ (globalThis).frames());
      assert.deepEqual(await marked(page), {});
      await until(async () => (await living.driver.badge(page)) === '', 'no badge where there is no article');
      await go('/bridge-40', `<article><h1>Bridge is sold</h1>${paragraphs(40, 48)}</article>`, 'Bridge is sold');
      await becomes(page, await expected(article('Bridge is sold', paragraphs(40, 48))), 'an article after none');
    });

    it('marks what stands in open shadow roots, and follows it there', async () => {
      const script = (/** @type {string} */ html) => `<script>customElements.define('story-body', class extends HTMLElement {
        connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(html)}; } });</script>`;
      const page = await open(article('Bridge stays shut', `${paragraphs(0, 2)}<story-body><p>${paragraph(9)}</p></story-body>`, { end: script(`<section>${paragraphs(4, 8)}</section><slot></slot>`) }));
      const first = await some(page);
      assert.ok(first.content.includes('number4is') && first.content.includes('number9is'), first.content);
      // Marks are drawn there, too: the page's sheet does not reach in, its highlights do.
      const drawn = await page.evaluate(() => {
        const p = /** @type {Element} */ (document.querySelector('story-body')?.shadowRoot?.querySelector('p'));
        return [getComputedStyle(p, '::highlight(sourcelight-content)').backgroundColor, getComputedStyle(/** @type {Element} */ (document.querySelector('p')), '::highlight(sourcelight-content)').backgroundColor];
      });
      assert.equal(drawn[0], drawn[1]);
      const now = await page.evaluate(async () => {
        const root = /** @type {ShadowRoot} */ (document.querySelector('story-body')?.shadowRoot);
        const [a, b, c] = root.querySelectorAll('p');
        a.textContent = 'Nothing is left of it.';
        const { innerHTML } = b;
        b.innerHTML = innerHTML;
        /** @type {Text} */ (c.firstChild).data = /** @type {Text} */ (c.firstChild).data.replaceAll('e', 'o');
        await /** @type {any} */ (globalThis).frames();
        return /** @type {any} */ (globalThis).markedNow();
      });
      assert.ok(!/number[46]is|stool/.test(now.content) && now.content.includes('number5is'), now.content);
      await page.evaluate((html) => { document.querySelector('story-body')?.shadowRoot?.querySelector('section')?.insertAdjacentHTML('beforeend', html); }, paragraphs(60, 63));
      await until(async () => (await marked(page)).content?.includes('number62is'), 'what came into the shadow root');
      // A part that brings its own tree after the page was read.
      await page.evaluate((html) => {
        const part = document.createElement('div');
        document.querySelector('article')?.append(part);
        part.attachShadow({ mode: 'open' }).innerHTML = html;
      }, paragraphs(70, 73));
      await until(async () => (await marked(page)).content?.includes('number72is'), 'what came with a shadow root');
    });

    it('leaves a page alone that a translator has rewritten, and marks it again when its words are back', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 8)));
      const whole = await some(page);
      await watch(page);
      // As Chromium does it: each text goes into an element of its own, in other words.
      const translated = await page.evaluate(async () => {
        const w = /** @type {any} */ (globalThis);
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        /** @type {Text[]} */
        const all = [];
        for (let node = walker.nextNode(); node; node = walker.nextNode()) if (/** @type {Text} */ (node).data.trim()) all.push(/** @type {Text} */ (node));
        w.texts = all.map((node) => {
          const outer = document.createElement('font');
          outer.append(document.createElement('font'));
          /** @type {Element} */ (outer.firstChild).textContent = node.data.split(' ').reverse().join(' ').replaceAll('a', 'ä');
          node.replaceWith(outer);
          return [outer, node];
        });
        document.documentElement.lang = 'de';
        await w.frames();
        return w.markedNow();
      });
      assert.deepEqual(translated, {});
      await new Promise((done) => { setTimeout(done, 2500); });
      const now = await page.evaluate(async () => {
        const w = /** @type {any} */ (globalThis);
        const then = w.markedNow();
        for (const [font, node] of w.texts) font.replaceWith(node);
        document.documentElement.lang = 'en';
        await w.frames();
        return then;
      });
      assert.equal(now.content, undefined, 'no claims in other words');
      await becomes(page, whole, 'the marks of the first words');
      // As Firefox does it: other words in the same text.
      assert.deepEqual(await page.evaluate(async () => {
        const w = /** @type {any} */ (globalThis);
        for (const [, node] of w.texts) node.data = node.data.replaceAll('a', 'ä');
        await w.frames();
        return w.markedNow();
      }), {});
      assert.deepEqual((await wrong(page, whole)).filter((/** @type {string[]} */ [, words]) => !/ä/.test(words)), []);
    });

    it('marks what the browser has not laid out yet', async () => {
      const far = (/** @type {string} */ style) => article('Bridge stays shut', Array.from({ length: 12 }, (_, n) => `<section style="${style}">${paragraphs(n * 3, n * 3 + 3)}</section>`).join(''));
      const page = await open(far('content-visibility: auto; contain-intrinsic-size: auto 900px'));
      await becomes(page, await expected(far('')), 'all sections');
    });

    it('goes on where it was when the reader comes back to a page', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 8)), undefined, { 'cache-control': 'max-age=600' });
      const whole = await some(page);
      await page.evaluate(() => {
        const w = /** @type {any} */ (globalThis);
        w.isTheSame = true;
        addEventListener('pageshow', ({ persisted }) => { w.persisted = persisted; });
      });
      const away = living.driver.server.put('away.html', { body: LIST, headers: { 'cache-control': 'max-age=600' } });
      await page.goto(away, { waitUntil: 'load' });
      await new Promise((done) => { setTimeout(done, 300); });
      await page.evaluate(() => history.back());
      await until(() => page.evaluate(() => document.querySelector('h1') !== null && document.readyState === 'complete'), 'the page again');
      assert.deepEqual(await page.evaluate(() => { const w = /** @type {any} */ (globalThis); return [w.isTheSame, w.persisted]; }), [true, true], 'the browser kept the page');
      assert.deepEqual(await marked(page), whole);
      await until(async () => (await living.driver.badge(page)) === '8', 'the badge again');
      await page.bringToFront();
      await page.evaluate((html) => { document.querySelector('article')?.insertAdjacentHTML('beforeend', html); }, paragraphs(30, 33));
      await becomes(page, await expected(article('Bridge stays shut', paragraphs(0, 8) + paragraphs(30, 33))), 'what came afterwards');
      await living.turn(page, false);
      assert.deepEqual(await marked(page), {});
    });

    it('reads many tabs at once', async () => {
      const all = await Promise.all(Array.from({ length: 12 }, async (_, n) => {
        const page = await living.driver.browser.newPage();
        pages.push(page);
        await page.evaluateOnNewDocument(inPage);
        await page.goto(living.driver.server.put(`many-${n}.html`, article(`Bridge ${n} stays shut`, paragraphs(n * 8, n * 8 + 8))), { waitUntil: 'load' });
        return page;
      }));
      for (const [n, page] of all.entries()) {
        const { content } = await some(page);
        for (let k = n * 8; k < n * 8 + 8; k++) assert.ok(content.includes(`number${k}is`), `paragraph ${k} of tab ${n}`);
        assert.equal(content.match(/number\d+is/g)?.length, 8);
      }
    });

    it('works in a private window, and keeps nothing of it', async () => {
      const kept = () => living.own.evaluate(async () => JSON.stringify([await chrome.storage.local.get(), await chrome.storage.sync.get(), await chrome.storage.session.get()]));
      const before = await kept();
      const page = await living.driver.openPrivate(living.driver.server.put('private.html', article('Bridge stays shut', paragraphs(0, 8))), living.own);
      pages.push(page);
      await until(() => page.evaluate(() => [...CSS.highlights.get('sourcelight-content') ?? []].length === 8), 'the marks');
      assert.equal(await kept(), before);
      await living.turn(page, false);
      assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
      assert.equal(await kept(), before);
    });

    it('reads a page that the browser has made in advance once the reader goes there', async (t) => {
      if (kind === 'firefox') return t.skip('Firefox makes no pages in advance');
      const { server } = living.driver;
      server.put('next.html', article('Bridge stays shut', paragraphs(0, 8), { end: '<script>if (document.prerendering) document.title = "Made in advance";</script>' }));
      const page = await open('<!doctype html><title>From here</title><a href="/next.html">on</a><script type="speculationrules">{"prerender":[{"urls":["/next.html"]}]}</script>');
      await new Promise((done) => { setTimeout(done, 1500); });
      await page.evaluate(() => document.querySelector('a')?.click());
      // The tab has another document than the test knows: the browser is asked.
      const tab = await until(() => living.own.evaluate(async () => (await chrome.tabs.query({ title: 'Made in advance' }))[0]?.id), 'the page that was made in advance');
      await until(async () => (await living.send({ kind: 'report', tab })).report?.claims.length === 8, 'the article to be read');
    });

    it('is not stopped by a page whose names hide members of its elements', async () => {
      const names = ['parentElement', 'parentNode', 'getRootNode', 'textContent', 'isConnected', 'contains', 'assignedSlot', 'localName', 'shadowRoot', 'checkVisibility', 'nodeType'];
      const form = `<form>${names.map((n) => `<input type="hidden" name="${n}">`).join('')}<div>${paragraphs(0, 8)}</div></form>`;
      const page = await open(article('Bridge stays shut', form));
      await becomes(page, await expected(article('Bridge stays shut', `<div>${paragraphs(0, 8)}</div>`)), 'the marks of a page without such names');
      await page.evaluate((html) => { document.querySelector('form')?.insertAdjacentHTML('beforeend', html); }, paragraphs(30, 33));
      await until(async () => (await marked(page)).content?.includes('number32is'), 'what came into the form');
    });

    it('works with settings that are damaged, and with no room for more', async () => {
      const { own } = living;
      await own.evaluate(async () => {
        await chrome.storage.local.set({ lists: { 0: 'x' }, settings: 7 });
        await chrome.storage.sync.set({ settings: { version: 2, mode: 'all', density: 17, hidden: 'x', styles: null, confidence: 'much', always: {}, never: 5, more: [[]] } });
        // Until there is none left, in small pieces at the end.
        for (let n = 0, size = 7000; size > 10 && n < 600; n++) await chrome.storage.sync.set({ [`x${n}`]: 'x'.repeat(size) }).catch(() => { size >>= 2; });
      });
      const page = await open(article('Bridge stays shut', paragraphs(0, 8)));
      await some(page);
      const answer = await living.send({ kind: 'settings', density: 'sources', hidden: [] });
      assert.equal(answer.error, undefined);
      await until(async () => { const now = await marked(page); return now.source && !now.content; }, 'sources alone');
      await own.evaluate(async () => {
        await chrome.storage.sync.remove(Object.keys(await chrome.storage.sync.get()).filter((key) => key.startsWith('x')));
        await chrome.storage.local.remove(['lists']);
      });
      await living.send({ kind: 'settings', density: 'all', hidden: [] });
      await until(async () => (await marked(page)).content, 'claims again');
    });

    it('that was switched off stays off at another address, too', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 8)));
      await some(page);
      await living.turn(page, false);
      await page.evaluate(() => history.pushState(null, '', '?later'));
      // The page next to it, which nobody switched off, is read meanwhile.
      await some(await open(article('Bridge is open', paragraphs(20, 28))));
      await page.bringToFront();
      assert.deepEqual(await marked(page), {});
    });

    it('leaves nothing of it all behind', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 8)));
      await some(page);
      const act = () => {
        const a = /** @type {Element} */ (document.querySelector('article'));
        a.innerHTML = a.innerHTML.replace(/<p>/g, '<p class="now">');
        /** @type {any} */ (a.querySelector('p')).firstChild.splitText(20);
        a.append(document.createElement('hr'));
      };
      await page.evaluate(act);
      await living.turn(page, false);
      const left = await dom(page);
      await page.reload();
      await some(page);
      await living.turn(page, false);
      await page.evaluate(act);
      assert.equal(left, await dom(page));
      assert.deepEqual(living.driver.server.foreign, []);
    });

    it('paints, of very many marks, those near the screen, wherever the reader goes', async () => {
      const page = await open(article('Bridge stays shut', `${paragraphs(0, 200)}<div id="box" style="height: 300px; overflow: auto">${paragraphs(200, 300)}</div>`));
      await some(page);
      await page.bringToFront();
      const screen = () => page.evaluate(() => {
        const seen = [...document.querySelectorAll('article p')].filter((p) => {
          const [{ top, bottom }, box] = [p.getBoundingClientRect(), p.closest('#box')?.getBoundingClientRect()];
          return bottom > 0 && top < innerHeight && (!box || (bottom > box.top && top < box.bottom));
        });
        const painted = new Set([...CSS.highlights.get('sourcelight-content') ?? []].map((r) => r.startContainer.parentElement));
        return { seen: seen.length, bare: seen.filter((p) => !painted.has(/** @type {HTMLElement} */ (p))).length, painted: painted.size };
      });
      for (const where of [() => scrollTo(0, 0), () => scrollTo(0, 4000), () => scrollTo(0, 1000), () => document.getElementById('box')?.scrollIntoView(), () => document.getElementById('box')?.scrollTo(0, 2500)]) {
        await page.evaluate(where);
        const now = await until(async () => { const is = await screen(); return is.bare === 0 && is; }, `marks on the screen after ${where}`);
        assert.ok(now.seen > 3 && now.painted < 150, JSON.stringify(now));
      }
      // What changes far away is right when it comes near.
      await page.evaluate(() => {
        scrollTo(0, 0);
        for (const p of [...document.querySelectorAll('article p')].slice(150, 152)) p.textContent = 'Nobody said anything about pillars here.';
      });
      await page.evaluate(() => document.querySelectorAll('article p')[151].scrollIntoView());
      await until(async () => { const is = await screen(); return is.bare <= 2 && is.painted > 5; }, 'marks around');
      assert.ok(!JSON.stringify(await marked(page)).includes('Nobody'));
    });

    it('leaves frames of the page alone', async () => {
      const inner = living.driver.server.put('frame.html', article('In a frame', paragraphs(50, 58)));
      const page = await open(article('Bridge stays shut', `${paragraphs(0, 4)}<iframe src="${inner}" width="600" height="200"></iframe>${paragraphs(4, 8)}`));
      assert.equal((await some(page)).content.match(/number\d+is/g)?.length, 8);
      const [marks, elements] = await page.evaluate(() => {
        const w = /** @type {any} */ (document.querySelector('iframe')?.contentWindow);
        return [w.CSS.highlights.size, w.document.querySelectorAll('sourcelight-card').length];
      });
      assert.deepEqual([marks, elements], [0, 0]);
    });

    it('says so when the engine runs out of memory, and starts it afresh for the next page', async () => {
      const little = await startLiving(kind, { from: withLittleMemory(kind, 28) });
      try {
        const read = async (/** @type {string} */ name, /** @type {string} */ html) => {
          const page = await little.driver.browser.newPage();
          await page.evaluateOnNewDocument(inPage);
          await page.goto(little.driver.server.put(name, html), { waitUntil: 'load' });
          const tab = await little.tabOf(page);
          const { phase, sentence } = await until(async () => {
            const state = await little.send({ kind: 'report', tab });
            return /on|failed/.test(state.phase) && state;
          }, `${name} to be read`, 60_000);
          return [phase, sentence, (await marked(page)).content ? 'marks' : 'no marks'];
        };
        const small = article('Bridge stays shut', paragraphs(0, 8));
        assert.deepEqual(await read('small.html', small), ['on', '', 'marks']);
        const [phase, sentence, marks] = await read('large.html', article('Bridge stays shut', paragraphs(0, 3000)));
        assert.deepEqual([phase, marks], ['failed', 'no marks']);
        assert.match(sentence, /could not be read/);
        assert.deepEqual(await read('again.html', small), ['on', '', 'marks']);
      } finally {
        await little.driver.close();
      }
    });

    // The last: the browser has no page of the extension after it.
    it('takes everything out of open pages when it is disabled', async () => {
      const page = await open(article('Bridge stays shut', paragraphs(0, 8)));
      await some(page);
      await living.driver.enable(false);
      if (kind === 'chromium') await until(() => page.evaluate(() => CSS.highlights.size === 0 && !document.querySelector('sourcelight-card')), 'the marks and the element to go');
      else {
        // Firefox stops scripts of an extension that goes in the middle: what they leave cannot be seen.
        await until(() => page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector('p')), '::highlight(sourcelight-content)').backgroundColor === 'rgba(0, 0, 0, 0)'), 'the sheet to go');
        await until(() => page.evaluate(() => [...document.querySelectorAll('sourcelight-card')].every((e) => !e.checkVisibility())), 'no card');
      }
      await page.reload();
      assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
      await living.driver.enable(true);
    });
  });
});
