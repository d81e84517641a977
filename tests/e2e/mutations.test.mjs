// Random pages that change at random while they are on. Whatever they do, marks stand on words that were read; where only the
// nodes change and not the words, all marks stay; and after "off" the document is what it would have become without us.
// MUTATIONS=400 runs so many pages in each browser, SEED=17 begins with another one.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { NAMES, inPage, startLiving } from './living.mjs';
import { until } from './harness.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const RUNS = Number(process.env.MUTATIONS ?? 12);
const FIRST = Number(process.env.SEED ?? 1);

/** Runs in the page: makes and changes documents by a seed, the same whoever looks on. @param {string[]} names */
function mutator(names) {
  const w = /** @type {any} */ (globalThis);
  /** @type {() => number} */
  let random;
  const seeded = (/** @type {number} */ seed) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ n) => Math.floor(random() * n);
  /** @template T @param {T[]} of @returns {T} */
  const one = (of) => of[below(of.length)];
  let count = 0;
  const sentence = () => {
    const n = ++count;
    return one([
      `“The pillar number ${n} is made of steel and not of magic, and it will stand for another hundred years,” said ${one(names)}, an engineer.`,
      `${one(names)} said that pillar number ${n} had been painted twice since the bridge was opened and would be painted again.`,
      `The bridge number ${n} was opened in ${1900 + (n % 99)}, and it has carried carts, trams and buses over the river ever since.`,
      `According to ${one(names)}, the river was ${n} centimetres higher this year than it had been in any spring that people remember.`,
    ]);
  };
  /** @param {string} tag @param {(Node | string)[]} children */
  const el = (tag, ...children) => {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  };
  const paragraph = () => {
    const p = el(one(['p', 'p', 'p', 'blockquote']));
    for (let n = 1 + below(3); n > 0; n--) {
      const text = `${sentence()} `;
      const cut = below(text.length);
      const inline = one([null, 'b', 'i', 'span', 'a']);
      p.append(text.slice(0, cut), inline ? el(inline, text.slice(cut)) : text.slice(cut));
      if (random() < 0.2) p.append(document.createComment('here'));
    }
    return p;
  };
  /** @type {Element[]} */
  let hosts = [];
  const texts = () => {
    /** @type {Text[]} */
    const found = [];
    for (const root of [document.body, ...hosts.filter((h) => h.isConnected).map((h) => /** @type {ShadowRoot} */ (h.shadowRoot))]) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) if (/** @type {Text} */ (node).length > 1) found.push(/** @type {Text} */ (node));
    }
    return found;
  };
  const elements = (/** @type {string} */ selector) => [...document.body.querySelectorAll(selector)];
  /** Changes of the nodes, not of the words. @type {(() => void)[]} */
  const gentle = [
    () => { const t = one(texts()); t.splitText(1 + below(t.length - 1)); },
    () => { one(elements('*')).normalize(); },
    () => { const t = one(texts()); const made = el(one(['span', 'font', 'em'])); t.replaceWith(made); made.append(t); },
    () => { const e = one(elements('p, blockquote, section, article')); const { innerHTML } = e; e.innerHTML = innerHTML; },
    () => { const e = one(elements('p, blockquote, section')); e.replaceWith(e.cloneNode(true)); },
    () => { const e = one(elements('p, blockquote')); const [next, parent] = [e.nextSibling, e.parentNode]; e.remove(); parent?.insertBefore(e, next); },
    () => { one(elements('*')).append(document.createTextNode('')); },
    () => { one(elements('p')).append(document.createComment('there')); },
    () => { one(elements('*')).classList.toggle(`c${below(5)}`); },
    () => { one(elements('*')).setAttribute('data-n', String(below(9))); },
    () => { const t = one(texts()); t.replaceWith(t.data); },
    () => { const e = one(elements('article > *')); const made = el('div'); e.replaceWith(made); made.append(e); },
    () => { document.body = /** @type {HTMLElement} */ (document.body.cloneNode(true)); },
  ];
  /** Changes of the words. @type {(() => void)[]} */
  const wild = [
    () => { const t = one(texts()); const at = below(t.length); t.deleteData(at, 1 + below(9)); },
    () => { const t = one(texts()); t.insertData(below(t.length), one(['not ', 'x', '” she said. “', ' ', '́'])); },
    () => { const t = one(texts()); t.data = [...t.data].reverse().join(''); },
    () => { one(elements('p, blockquote, section, b')).remove(); },
    () => { const [a, b] = [one(elements('p')), one(elements('p'))]; if (a !== b) a.after(b); },
    () => { one(elements('article, section')).prepend(paragraph()); },
    () => { one(elements('article, section')).append(paragraph()); },
    () => { const e = one(elements('p')); e.textContent = sentence(); },
    () => { const e = one(elements('article, section')); e.append(...[...e.childNodes].reverse()); },
    () => { const t = one(texts()); const { data } = t; t.data = 'gone'; if (random() < 0.5) t.data = data; },
    () => { const t = one(texts()); t.remove(); t.data = t.data.toUpperCase(); document.querySelector('article')?.append(t); },
    () => { elements('nav')[0]?.append(one(elements('p'))); },
    () => { const e = /** @type {HTMLElement} */ (one(elements('p'))); e.hidden = !e.hidden; },
    () => { const host = el('div', el('p', sentence())); host.attachShadow({ mode: 'open' }).append(el('p', sentence()), el('slot')); hosts.push(host); document.querySelector('article')?.append(host); },
    () => { const h = hosts.filter((e) => e.isConnected).at(-1)?.shadowRoot?.querySelector('p'); if (h) h.textContent = sentence(); },
    () => { const a = document.querySelector('article'); const made = el('article', el('h1', 'Another one'), paragraph(), paragraph(), paragraph()); a?.replaceWith(made); },
    () => { document.title = `Bridge ${below(9)}`; },
  ];

  w.isGentle = (/** @type {number} */ seed) => seed % 3 === 0;
  /** A new document. @param {number} seed */
  w.make = (seed) => {
    random = seeded(seed);
    count = seed * 1000;
    hosts = [];
    document.title = 'Bridge stays shut';
    const article = el('article', el('h1', 'Bridge stays shut'));
    for (let n = 5 + below(5); n > 0; n--) article.append(random() < 0.2 ? el('section', paragraph(), paragraph()) : paragraph());
    document.body.replaceChildren(el('nav', el('a', 'The Harbour Lantern')), el('main', article), el('footer', 'All rights are ours.'));
    if (!w.isGentle(seed)) wild[13]();
  };
  /** Some changes in one turn. @param {number} seed */
  w.change = (seed) => {
    const acts = w.isGentle(seed) ? gentle : [...gentle, ...wild, ...wild];
    for (let n = 1 + below(5); n > 0; n--) {
      // What there is nothing left for.
      if (texts().length < 3 || elements('article p').length < 2) return;
      try { one(acts)(); } catch (error) { if (!(error instanceof TypeError || error instanceof DOMException)) throw error; }
    }
  };
  /** Nodes, attributes and texts, shadow roots included. */
  w.written = () => {
    /** @type {string[]} */
    const lines = [];
    const walk = (/** @type {Node} */ node) => {
      const attributes = node instanceof Element ? [...node.attributes].map((a) => `${a.name}=${a.value}`).join(' ') : '';
      lines.push(`${node.nodeName} ${attributes} ${node.nodeValue ?? ''}`);
      if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
      for (const child of node.childNodes) walk(child);
      lines.push('/');
    };
    walk(document.documentElement);
    return lines.join('\n');
  };
  /** All changes of a run; what is marked that may not be. @param {number} seed @param {Record<string, string>} read what was read, by category */
  w.run = async (seed, read) => {
    /** @type {string[]} */
    const bad = [];
    const first = JSON.stringify(w.markedNow());
    for (let turns = 0; turns < 6; turns++) {
      w.change(seed);
      // The order of what is waiting: changes are told first.
      await null;
      if (turns % 2 === 1) await new Promise((done) => { setTimeout(done, 0); });
      for (const [name, highlight] of CSS.highlights) {
        const words = read[name.replace(/^sourcelight-/, '').replace(/-(dark|plain)$/, '')] ?? '';
        for (const r of highlight) {
          const text = /** @type {Text} */ (r.startContainer);
          const marked = text.data.slice(r.startOffset, r.endOffset).replace(/\s+/g, '');
          if (text.isConnected && (r.endOffset > text.length || !words.includes(marked))) bad.push(`${name}: ${marked}`);
        }
      }
      if (w.isGentle(seed) && JSON.stringify(w.markedNow()) !== first) bad.push(`turn ${turns}: ${JSON.stringify(w.markedNow())} and not ${first}`);
    }
    return bad;
  };
}

describe('random changes', { concurrency: 2 }, () => {
  for (const kind of /** @type {const} */ (['chromium', 'firefox'])) describe(kind, { timeout: 3_600_000 }, () => {
    /** @type {import('./living.mjs').Living} */
    let living;
    before(async () => { living = await startLiving(kind); });
    after(async () => { await living?.driver.close(); });

    it(`marks only what was read, and leaves no trace (${RUNS} pages)`, async () => {
      const { driver, own, send } = living;
      const host = 'random.press.test';
      // On and off as the test says, and not by itself.
      await send({ kind: 'site', tab: await living.tabOf(own), host, rule: 'never' });
      const open = async (/** @type {string} */ name) => {
        const page = await driver.browser.newPage();
        await page.evaluateOnNewDocument(inPage);
        await page.goto(driver.server.put(name, '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta property="og:type" content="article"><link rel="icon" href="data:,"><title>x</title></head><body></body></html>', host));
        await page.evaluate(mutator, NAMES);
        return page;
      };
      const [without, page] = [await open('without.html'), await open('with.html')];
      await page.bringToFront();
      const tab = await living.tabOf(page);
      let [marks, gentle] = [0, 0];
      for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
        await page.evaluate((s) => /** @type {any} */ (globalThis).make(s), seed);
        await send({ kind: 'turn', tab, on: true });
        const { report } = await until(async () => { const answer = await send({ kind: 'report', tab }); return answer.phase === 'on' && answer; }, `seed ${seed} to be read`);
        const text = (/** @type {[number, number][]} */ ranges) => ranges.map(([a, b]) => report.document.text.slice(a, b).replace(/\s+/g, '')).join('\n');
        const { claims, officials, origin } = report;
        const read = {
          content: text(claims.flatMap((/** @type {any} */ c) => c.content)), source: text(claims.flatMap((/** @type {any} */ c) => c.source)), cue: text(claims.flatMap((/** @type {any} */ c) => c.cue)),
          official: text(officials.flatMap((/** @type {any} */ o) => [...o.mentions, ...o.role_mentions])), outlet: text(origin.citations.flatMap((/** @type {any} */ c) => c.mentions)),
        };
        marks += claims.length;
        gentle += seed % 3 === 0 ? 1 : 0;
        const bad = await page.evaluate((s, r) => /** @type {any} */ (globalThis).run(s, r), seed, read);
        assert.deepEqual(bad, [], `seed ${seed}`);
        await send({ kind: 'turn', tab, on: false });
        assert.equal(await page.evaluate(() => CSS.highlights.size), 0, `seed ${seed}`);
        const wanted = await without.evaluate(async (s) => {
          const w = /** @type {any} */ (globalThis);
          w.make(s);
          for (let turns = 0; turns < 6; turns++) w.change(s);
          return w.written();
        }, seed);
        assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).written()), wanted, `seed ${seed}`);
      }
      assert.ok(marks > RUNS * 3 && (RUNS < 3 || gentle > 0), `${marks} claims in ${RUNS} pages`);
      console.log(`    ${kind}: ${RUNS} pages from seed ${FIRST}, ${gentle} of them with the same words throughout, ${marks} claims`);
    });
  });
});
