// The card in both browsers: what stands on it, where it stands, what it lifts, how it is reached and left, what it can do.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { dom, highlights, root, start, until } from './harness.mjs';
import { count, hover, isPlain, marks, on } from './reader.mjs';

const SHOTS = path.join(root, 'target/screenshots');
mkdirSync(SHOTS, { recursive: true });

/** @param {{style?: string, rtl?: boolean, more?: string}} [how] */
const article = ({ style = '', rtl = false, more = '' } = {}) => `<!doctype html><html lang="en"${rtl ? ' dir="rtl"' : ''}><head><meta charset="utf-8"><title>Harbour bridge will stay shut, engineers say</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2024-10-02T08:00:00Z"><meta property="og:site_name" content="The Tidewater Post">
<style>body { margin: 0 auto; max-width: 40rem; padding: 1rem; font: 18px/1.65 Georgia, serif; } ${style}</style></head><body><nav><a id="home" href="#home">Home</a></nav>
<article><h1>Harbour bridge will stay shut for a year</h1><p class="byline">By Ada Quill</p>
<p id="first">NATO Secretary General Mark Rutte claimed that the old harbour bridge could carry trucks again within a year, if the council pays for the steel before the summer.</p>
<p id="second">“We have looked at every pillar,” Rutte told Reuters on Wednesday. “It is steel, not magic.” <a id="steel" href="#steel">What steel costs</a></p>
<p id="third">Lena Ortiz, an engineer who has worked on the bridge since 2019, warned that two of its pillars were beyond repair. “A pillar that stands on peat is a pillar that walks,” Ortiz said.</p>
<p id="fourth">The bridge was opened in 1961. It carries the only road to the northern quays, and the ferries that could replace it were sold in the last decade to a yard further down the coast, where two of them still lie.</p>
<p id="fifth">Ortiz insisted that the council had been told in spring. <a id="council" href="#council">What the council said</a></p>${more}</article></body></html>`;

/** The card's boxes, as far as it is shown. */
const BOX = '(r) => { const { left, right, top, bottom } = r.querySelector(".card").getBoundingClientRect(); return { left, right, top, bottom }; }';
/** The middle of a button of the card, by the beginning of its text. */
const BUTTON = `(r, text) => { const b = [...r.querySelectorAll('button')].find((e) => e.textContent.startsWith(text)); if (!b) return null;
  b.scrollIntoView({ block: 'nearest' }); const { left, top, width, height } = b.getBoundingClientRect(); return [left + width / 2, top + height / 2]; }`;
const FOCUS = '(r) => { const a = r.activeElement; return a ? a.localName + ":" + (a.className || a.textContent) : ""; }';

for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(`the card in ${kind}`, { timeout: 600_000 }, () => {
    /** @type {import('./harness.mjs').Driver} */
    let driver;
    /** @type {import('puppeteer-core').Page[]} */
    const pages = [];
    let number = 0;
    /** @param {string} [html] @param {string} [host] @param {boolean} [touch] */
    const read = async (html = article(), host, touch = false) => {
      const page = await driver.open(driver.server.put(`article-${++number}.html`, html, host));
      pages.push(page);
      // The page is loaded anew with it.
      if (touch) await page.setViewport({ width: 1200, height: 900, hasTouch: true });
      await on(driver, page);
      return page;
    };
    /** @typedef {import('puppeteer-core').Page} Page */
    const shows = (/** @type {Page} */ page, /** @type {RegExp} */ what) => until(async () => what.test(await driver.card(page)) && driver.card(page), `${what} on the card`, 6000);
    const gone = (/** @type {Page} */ page) => until(async () => (await driver.card(page)) === '', 'the card to go', 6000);
    const press = async (/** @type {Page} */ page, /** @type {string} */ text) => {
      const [x, y] = await until(() => driver.inCard(page, BUTTON, text), `the button “${text}”`, 5000);
      await page.mouse.click(x, y);
    };
    /** The boxes of the lines that are lifted. */
    const lifted = (/** @type {Page} */ page, /** @type {string} */ name = 'active') => page.evaluate((wanted) => [...CSS.highlights].filter(([n]) => n.startsWith(`sourcelight-${wanted}`)).flatMap(([, h]) => [...h]).flatMap((r) => {
      const range = document.createRange();
      range.setStart(r.startContainer, r.startOffset);
      range.setEnd(r.endContainer, r.endOffset);
      return [...range.getClientRects()].map(({ left, right, top, bottom }) => ({ left, right, top, bottom }));
    }), name);

    before(async () => { driver = await start(kind); });
    afterEach(async () => {
      for (const page of pages.splice(0)) await page.close().catch(() => {});
      await driver.send({ kind: 'reset' });
    });
    after(async () => { await driver?.close(); });

    it('says who, how, with which verb, in which office then and now with its source, and why it is marked', async () => {
      const page = await read();
      await hover(page, 'the old harbour bridge could carry');
      const text = await shows(page, /Mark Rutte/);
      assert.match(text, /reported, not quoted/);
      assert.match(text, /Verb\s+claimed – the writer keeps a distance from it/);
      assert.match(text, /Then\s+Secretary General of NATO, since (1 October|October 1,) 2024/);
      assert.match(text, /Today\s/);
      assert.match(text, /Offices: .+ 20\d\d/);
      assert.match(text, /Why marked: /);
      for (const act of ['Hide this kind', 'Not on this site', 'Report a mistake']) assert.ok(text.includes(act), act);
      assert.ok(isPlain(text), text);
    });

    it('says through whom, and what is known of an outlet that is cited', async () => {
      const page = await read();
      await hover(page, 'Reuters');
      const text = await shows(page, /Reuters/);
      assert.match(text, /^Reuters · outlet that the article cites/);
      assert.match(text, /Owned by\s+.*Thomson Reuters/);
      assert.match(text, /Facts: .+, .*20\d\d/);
      assert.match(text, /Marked because/);
    });

    it('lifts everything of the same source, and nothing of another, without a change of the document', async () => {
      const page = await read();
      const was = await dom(page);
      await hover(page, 'two of its pillars');
      await shows(page, /Lena Ortiz/);
      const by = await highlights(page);
      const of = (/** @type {string} */ name) => Object.entries(by).filter(([n]) => n.startsWith(`sourcelight-${name}`)).flatMap(([, t]) => t).join(' | ');
      assert.match(of('active'), /two of its pillars/);
      assert.match(of('same'), /stands on peat/);
      assert.match(of('same'), /told in spring/);
      assert.doesNotMatch(of('active') + of('same'), /magic|Rutte|Reuters/);
      assert.equal(await dom(page), was);
      await page.mouse.move(5, 5);
      await gone(page);
      assert.ok(!Object.keys(await highlights(page)).some((n) => /active|same/.test(n)), 'nothing stays lifted');
    });

    it('stands beside the lines of its mark, wherever these are, and within the window', async () => {
      const page = await read();
      for (const [width, height, words] of /** @type {[number, number, string][]} */ ([[1200, 900, 'the old harbour bridge could'], [1200, 420, 'the old harbour bridge could'], [1200, 900, 'told in spring'], [360, 640, 'two of its pillars'], [360, 640, 'told in spring']])) {
        await page.setViewport({ width, height });
        // Firefox resizes its window later than it says, and draws it later still: where a mark is is asked after that.
        await until(() => page.evaluate((w, h) => innerWidth === w && innerHeight === h, width, height), `a window of ${width} × ${height}`);
        await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
        await page.mouse.move(1, 1);
        await gone(page);
        const name = `${words} at ${width} × ${height}`;
        await hover(page, words);
        await until(async () => /Verb/.test(await driver.card(page)), `the card of ${name}`, 6000);
        const card = await driver.inCard(page, BOX);
        for (const line of await lifted(page)) {
          const over = line.left < card.right && card.left < line.right && line.top < card.bottom && card.top < line.bottom;
          assert.ok(!over, `${name}: the card ${JSON.stringify(card)} covers ${JSON.stringify(line)}`);
        }
        assert.ok(card.left >= 0 && card.right <= width && card.top >= 0 && card.bottom <= height, `${name}: ${JSON.stringify(card)}`);
      }
    });

    it('waits for a slow pointer on its way to it', async () => {
      const page = await read();
      await hover(page, 'two of its pillars');
      await shows(page, /Ortiz/);
      const { left, top } = await driver.inCard(page, BOX);
      const from = Math.max(...(await lifted(page)).map((l) => l.bottom));
      for (let step = 0; step <= 12; step++) {
        await page.mouse.move(left + 60, from - 6 + (top + 20 - from) * (step / 12));
        await new Promise((done) => { setTimeout(done, 90); });
      }
      await new Promise((done) => { setTimeout(done, 700); });
      assert.match(await driver.card(page), /Ortiz/);
    });

    it('is reached by keys, holds the focus, and leaves it to the page in the order of the text', async () => {
      const page = await read(article({ more: '<p style="height: 1600px">The quays are long.</p><p>“The ferries will not come back,” said Orla Fennell, who runs the yard. <a id="yard" href="#yard">The yard</a></p>' }));
      const at = () => page.evaluate(() => scrollY);
      await driver.go(page, 'next');
      await until(async () => (await driver.inCard(page, FOCUS)) === 'div:card', 'the focus on the card');
      // What can be seen is not moved to.
      assert.equal(await at(), 0);
      const seen = [await driver.card(page)];
      for (let n = 0; n < 4; n++) {
        await driver.go(page, 'next');
        seen.push(await until(async () => { const now = await driver.card(page); return now && !seen.includes(now) && now; }, 'the next card'));
      }
      assert.ok(seen.some((t) => /two of its pillars/.test(t)) && seen.some((t) => /every pillar/.test(t)), seen.join('\n---\n'));
      assert.equal(await at(), 0);
      await driver.go(page, 'previous');
      await until(async () => (await driver.card(page)) === seen[3], 'the card before');
      assert.match(seen[3], /two of its pillars/);

      // Tab goes through its buttons and then on from the mark.
      const passed = [];
      for (let n = 0; n < 4 && await driver.inCard(page, FOCUS); n++) {
        await page.keyboard.press('Tab');
        passed.push(await driver.inCard(page, FOCUS));
      }
      assert.deepEqual(passed.map((p) => p.split(':')[0]), ['button', 'button', 'button', '']);
      await gone(page);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'council');
      await driver.go(page, 'previous');
      await until(async () => (await driver.inCard(page, FOCUS)) === 'div:card', 'the focus on the card');
      // Escape gives it back to what had it.
      await page.keyboard.press('Escape');
      await gone(page);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'council');

      // What is far away comes into view, with room for its card.
      await page.evaluate(() => scrollTo(0, 900));
      await driver.go(page, 'next');
      await shows(page, /Orla Fennell/);
      const lines = await lifted(page);
      assert.ok(lines.every((l) => l.top >= 0 && l.bottom <= 900), JSON.stringify(lines));
      await page.keyboard.press('Escape');
      await gone(page);
    });

    it('hides a kind when asked, and takes that back', async () => {
      const page = await read();
      const all = await marks(page);
      await hover(page, 'insisted');
      await shows(page, /Hide this kind/);
      await press(page, 'Hide this kind');
      await until(async () => (await marks(page)).cue.length === 0, 'the verbs to go');
      assert.match(await driver.card(page), /Hidden on all pages: verb/);
      assert.deepEqual((await driver.send({ kind: 'options' })).settings.hidden, ['cue']);
      assert.match(await driver.inCard(page, FOCUS), /Undo/);
      await press(page, 'Undo');
      await until(async () => (await marks(page)).cue.length > 0, 'the verbs to come back');
      await gone(page);
      const again = await marks(page);
      assert.deepEqual(again.cue, all.cue);
      assert.deepEqual((await driver.send({ kind: 'options' })).settings.hidden, []);
    });

    it('sets the site to never when asked, and leaves the page', async () => {
      const page = await read(article(), 'never.press.test');
      const html = await page.evaluate(() => document.documentElement.outerHTML);
      await hover(page, 'two of its pillars');
      await shows(page, /Not on this site/);
      await press(page, 'Not on this site');
      await until(async () => (await count(page)) === 0, 'the marks to go');
      await until(async () => !(await page.evaluate(() => document.querySelector('sourcelight-card'))), 'the card’s element to go');
      assert.notEqual(await page.evaluate(() => document.documentElement.outerHTML), html);
      assert.deepEqual((await driver.send({ kind: 'options' })).settings.never, ['never.press.test']);
    });

    it('shows a report of a mistake that can be read and copied, and sends nothing', async () => {
      const page = await read();
      await hover(page, 'two of its pillars');
      await shows(page, /Report a mistake/);
      const asked = driver.server.foreign.length;
      await press(page, 'Report a mistake');
      const text = await until(() => driver.inCard(page, '(r) => r.querySelector("textarea")?.value'), 'the text');
      for (const part of [/^Sourcelight \d+\.\d+\.\d+\n/, /article-\d+\.html/, /Lena Ortiz · .*reported, not quoted/, /two of its pillars were beyond repair/, /Verb: warned – a warning or prediction/, /Why marked: /, /What is wrong: $/]) assert.match(text, part);
      assert.match(await driver.card(page), /Nothing is sent\./);
      // It stays when the pointer goes, and when the page is scrolled.
      await page.mouse.move(3, 3);
      await page.evaluate(() => scrollBy(0, 40));
      await new Promise((done) => { setTimeout(done, 600); });
      await press(page, 'Copy');
      await shows(page, /Copied/);
      assert.deepEqual(driver.server.foreign.slice(asked), []);
      // What was copied is what stands there: it comes out where a reader pastes it.
      await page.evaluate(() => {
        const field = document.createElement('textarea');
        field.id = 'paste';
        field.style.cssText = 'position: fixed; inset: 0 0 auto auto';
        document.body.append(field);
      });
      await page.click('#paste');
      await gone(page);
      await page.keyboard.down('Control');
      await page.keyboard.press('v');
      await page.keyboard.up('Control');
      assert.equal(await page.evaluate(() => /** @type {HTMLTextAreaElement | null} */ (document.getElementById('paste'))?.value), text);
    });

    it('opens at a tap and closes at a tap elsewhere', async () => {
      const page = await read(article(), undefined, kind === 'chromium');
      const [box] = await page.evaluate(() => [...CSS.highlights].filter(([n]) => n.startsWith('sourcelight-content')).flatMap(([, h]) => [...h]).map((r) => {
        const range = document.createRange();
        range.setStart(r.startContainer, r.startOffset);
        range.setEnd(r.endContainer, r.endOffset);
        const { left, top, height } = range.getClientRects()[0];
        return { x: left + 20, y: top + height / 2 };
      }));
      await page.touchscreen.tap(box.x, box.y);
      await shows(page, /Mark Rutte/);
      await page.touchscreen.tap(5, 880);
      await gone(page);
    });

    it('tints what is said', async () => {
      const page = await read(article({ style: 'body { background: #fff; }' }));
      await highlights(page);
      // The upper left corner of the first claim, where no letter stands, and the ground beside the lines.
      const [x, y] = await page.evaluate(() => {
        const [{ startContainer, startOffset, endContainer, endOffset }] = /** @type {any} */ (CSS.highlights.get('sourcelight-content'));
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        const [{ left, top }] = range.getClientRects();
        return [Math.ceil(left) + 1, Math.ceil(top) + 1];
      });
      const reader = await driver.browser.newPage();
      const colour = async (/** @type {number} */ at) => {
        await page.bringToFront();
        const shot = await page.screenshot({ clip: { x: at, y, width: 1, height: 1 }, encoding: 'base64' });
        return reader.evaluate(async (data) => {
          const canvas = new OffscreenCanvas(1, 1).getContext('2d');
          canvas?.drawImage(await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob()), 0, 0);
          return [...canvas?.getImageData(0, 0, 1, 1).data ?? []].slice(0, 3);
        }, shot);
      };
      assert.deepEqual(await colour(2), [255, 255, 255]);
      const [red, green, blue] = await colour(x);
      assert.ok(red < 250 && red < green && green < blue, `${red}, ${green}, ${blue}`);
      await reader.close();
    });

    it('draws lines in the text’s own colour where no colour can be relied on', async () => {
      const page = await read(article({ style: '#first { background: #1d5bb8; color: #fff; } #third { color: #8a8a8a; } #second { background: #14161a; color: #eee; } #fifth { background: linear-gradient(#700, #070); color: #fff; }' }));
      const by = await highlights(page);
      const text = (/** @type {string} */ name) => (by[`sourcelight-${name}`] ?? []).join(' | ');
      assert.match(text('content-plain'), /old harbour bridge/);
      assert.match(text('content-plain'), /two of its pillars/);
      assert.match(text('content-plain'), /told in spring/);
      assert.match(text('content-dark'), /every pillar/);
      assert.equal(text('content'), '');
      await page.screenshot({ path: path.join(SHOTS, `card-${kind}-grounds.png`) });
    });

    it('stays calm where the reader’s system chooses the colours, and shows what is said by whom at the pointer', async () => {
      const page = await read();
      await driver.force(page, true);
      try {
        await until(async () => page.evaluate(() => matchMedia('(forced-colors: active)').matches), 'forced colours');
        const painted = async () => Object.keys(await highlights(page)).map((name) => name.replace(/^sourcelight-|-(dark|plain)$/g, '')).sort();
        // Chromium would turn whole paragraphs round.
        const calm = ['cue', 'official', 'outlet', 'source'];
        await until(async () => String(await painted()) === String(kind === 'chromium' ? calm : ['content', ...calm]), 'the marks of forced colours');
        await page.screenshot({ path: path.join(SHOTS, `card-${kind}-forced-calm.png`) });
        await page.mouse.move(5, 5);
        const at = await page.evaluate(() => {
          const range = document.createRange();
          range.selectNodeContents(/** @type {Node} */ (document.getElementById('first')?.firstChild));
          range.setStart(range.startContainer, (range.startContainer.nodeValue ?? '').indexOf('old harbour'));
          const { left, top, height } = range.getClientRects()[0];
          return { x: left + 8, y: top + height / 2 };
        });
        await page.mouse.move(at.x, at.y, { steps: 3 });
        await shows(page, /Mark Rutte/);
        assert.match((await highlights(page))[Object.keys(await highlights(page)).find((name) => name.includes('active')) ?? '']?.join(' ') ?? '', /old harbour bridge/);
        await page.screenshot({ path: path.join(SHOTS, `card-${kind}-forced.png`) });
      } finally {
        await driver.force(page, false);
      }
    });

    it('has its picture taken: light, dark, right to left, narrow, an outlet, a report', async () => {
      const shot = (/** @type {Page} */ page, /** @type {string} */ name) => page.screenshot({ path: path.join(SHOTS, `card-${kind}-${name}.png`) });
      const dark = 'body { background: #17181b; color: #e9eaec; } html { background: #17181b; }';
      for (const [name, how, words, width] of /** @type {[string, Parameters<typeof article>[0], string, number][]} */ ([
        ['light', {}, 'the old harbour bridge could', 820], ['dark', { style: dark }, 'the old harbour bridge could', 820],
        ['outlet', {}, 'Reuters', 820], ['same', {}, 'two of its pillars', 820], ['rtl', { rtl: true }, 'the old harbour bridge could', 820], ['narrow', {}, 'two of its pillars', 360],
        ['vertical', { style: 'body { max-width: none; max-height: 700px; writing-mode: vertical-rl; }' }, 'two of its pillars', 1200],
      ])) {
        const page = await read(article(how));
        await page.setViewport({ width, height: 760 });
        // As the interface's language would have it; English words then stand at the other side.
        if (name === 'rtl') await driver.inCard(page, '(r) => { r.querySelector(".card").dir = "rtl"; }');
        await hover(page, words);
        await shows(page, /Not on this site/);
        const card = await driver.inCard(page, BOX);
        assert.ok(card.left >= 0 && card.right <= width && card.top >= 0 && card.bottom <= 760, `${name}: ${JSON.stringify(card)}`);
        await shot(page, name);
        if (name === 'light' || name === 'dark') {
          await press(page, 'Report a mistake');
          await shows(page, /Nothing is sent/);
          await shot(page, `${name}-report`);
        }
        await page.close();
      }
    });
  });
}
