// The panel in stock Chromium and stock Firefox: what it shows of a page, how one travels from it to the page and back, its
// sentence for every state, its files. Screenshots of all that are written to target/screenshots/.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { dom, highlights, root, start, until } from './harness.mjs';
import { flip, isPlain, off, on } from './reader.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const golden = (/** @type {string} */ name) => path.join(root, 'tests/golden', name, 'page.html');
const ARTICLE = golden('cable-inquiry');
const OFFICIALS = golden('alliance-handover');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = path.join(root, 'target/screenshots');

/** What can be read in the panel. @param {Page} panel */
const read = (panel) => panel.evaluate(() => document.body.innerText);

/** Presses what a selector finds first. @param {Page} panel @param {string} selector */
const press = (panel, selector) => panel.evaluate((s) => {
  const found = /** @type {HTMLElement | null} */ (document.querySelector(s));
  if (!found) throw new Error(`nothing is ${s}`);
  found.click();
}, selector);

/** Texts of all that a selector finds. @param {Page} panel @param {string} selector */
const texts = (panel, selector) => panel.evaluate((s) => [...document.querySelectorAll(s)].map((e) => e.textContent ?? ''), selector);

/** What axe-core finds wrong. @param {Page} panel */
async function faults(panel) {
  await panel.evaluate(AXE);
  return panel.evaluate(async () => {
    const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'] });
    return violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html).join(' | ')}`);
  });
}

/** What is cut off or sticks out at this width. @param {Page} panel */
const clipped = (panel) => panel.evaluate(() => [
  ...document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : [],
  ...[...document.querySelectorAll('h1, h2, p, b, small, dd, dt, .source span, .claim span, .chips button, nav a, .exports button, .scale span')]
    .filter((e) => !e.closest('.unseen, .hint') && e.getClientRects().length > 0)
    .filter((e) => { const { left, right } = e.getBoundingClientRect(); return left < -0.5 || right > innerWidth + 0.5 || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'; })
    .map((e) => `${e.className || e.localName}: ${e.textContent}`),
]);

for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(`panel, ${kind}`, { timeout: 600_000 }, () => {
    /** @type {import('./harness.mjs').Driver} */
    let driver;
    /** @type {Page[]} */
    const pages = [];
    const open = async (/** @type {string} */ url) => {
      const page = await driver.open(url);
      pages.push(page);
      return page;
    };
    const beside = async (/** @type {Page | undefined} */ page, width = 360) => {
      const panel = await driver.panel(page);
      pages.push(panel);
      await panel.setViewport({ width, height: 900 });
      await until(async () => (await read(panel)).trim() && !/Looking/.test(await read(panel)), 'the panel to say something');
      return panel;
    };
    /** A page that is on, and the panel about it. @param {string} file */
    const both = async (file) => {
      const page = await open(driver.server.putFile(file));
      await on(driver, page);
      const panel = await beside(page);
      await until(() => panel.evaluate(() => document.querySelectorAll('#claim-list li').length), 'claims in the panel');
      return { page, panel };
    };
    const flashed = async (/** @type {Page} */ page) => Object.entries(await highlights(page)).filter(([name]) => name.includes('flash')).flatMap(([, t]) => t).join(' … ');
    const shot = async (/** @type {Page} */ panel, /** @type {string} */ name) => {
      mkdirSync(SHOTS, { recursive: true });
      // Chromium draws no tab that is not in front.
      await panel.bringToFront();
      await panel.screenshot({ path: /** @type {`${string}.png`} */ (path.join(SHOTS, `${kind}-panel-${name}.png`)), fullPage: true });
    };
    before(async () => { driver = await start(kind); });
    afterEach(async () => { for (const page of pages.splice(0)) await page.close().catch(() => {}); });
    after(async () => { await driver?.close(); });

    it('shows the whole report: head, picture, sources, claims, officials, origin', async () => {
      const { panel } = await both(ARTICLE);
      const text = await read(panel);
      assert.match(await panel.evaluate(() => document.querySelector('h1')?.textContent ?? ''), /\w/);
      for (const words of ['The Nordhavn Post', 'Ingrid Solberg', 'energy ministry', 'organisation', 'document', 'unnamed', 'the paper’s own voice',
        'denied', 'through Reuters', 'Jens Stoltenberg', 'Secretary General of NATO', 'read in JSON-LD publisher', 'Why marked']) {
        assert.ok(text.includes(words), `${words}\n---\n${text}`);
      }
      assert.ok(isPlain(text), text);
      const shares = (await texts(panel, '#sources .number')).map((t) => parseInt(t, 10) || 0);
      assert.deepEqual(shares.slice(0, -1), shares.slice(0, -1).toSorted((a, b) => b - a), 'sources are ranked');
      assert.ok(Math.abs(shares.reduce((a, b) => a + b, 0) - 100) <= shares.length / 2 + 1, `shares: ${shares}`);
      const widths = await panel.evaluate(() => [...document.querySelectorAll('.picture button')].map((b) => b.getBoundingClientRect().width));
      const whole = await panel.evaluate(() => document.querySelector('.picture')?.getBoundingClientRect().width ?? 0);
      assert.ok(widths.length > 8 && Math.abs(widths.reduce((a, b) => a + b, 0) - whole) < 2, `${widths}`);
      assert.ok(await panel.evaluate(() => document.querySelectorAll('.picture .own').length) > 2, 'gaps where the paper speaks itself');
    });

    it('leads to the place of a claim in the page, and changes nothing there', async () => {
      const { page, panel } = await both(ARTICLE);
      const before = await dom(page);
      const last = await panel.evaluate(() => document.querySelectorAll('#claim-list li').length - 1);
      const words = (await texts(panel, '#claim-list .words'))[last].replace(/…$/, '').split(' … ')[0];
      await page.evaluate(() => { document.body.style.minHeight = '9000px'; scrollTo(0, 8000); });
      const changed = await dom(page);
      await press(panel, `#claim-${last}`);
      const lifted = await until(() => flashed(page), 'the place to be lifted');
      assert.ok(lifted.replace(/\s+/g, ' ').includes(words), `${words} in ${lifted}`);
      const seen = await page.evaluate(() => [...CSS.highlights].filter(([name]) => name.includes('flash')).flatMap(([, h]) => [...h]).some((r) => {
        const live = document.createRange();
        live.setStart(r.startContainer, r.startOffset);
        live.setEnd(r.endContainer, r.endOffset);
        const { top, bottom } = live.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }));
      assert.ok(seen, 'it is on the screen');
      assert.equal(await dom(page), changed);
      await until(async () => (await flashed(page)) === '', 'the place to be as before');
      await page.evaluate(() => { document.body.removeAttribute('style'); });
      assert.equal(await dom(page), before);
    });

    it('leads to the place of a piece of the picture, by pointer and by keyboard', async () => {
      const { page, panel } = await both(ARTICLE);
      const pieces = await panel.evaluate(() => [...document.querySelectorAll('.picture button')].map((b) => ({ id: b.id, label: b.getAttribute('aria-label') ?? '' })));
      const spoken = pieces.filter((p) => p.label.startsWith('Ingrid Solberg'));
      assert.ok(spoken.length > 0, JSON.stringify(pieces));
      await press(panel, `#${spoken[0].id}`);
      const lifted = await until(() => flashed(page), 'the words of the piece');
      assert.ok(lifted.replace(/\s+/g, ' ').includes(spoken[0].label.slice('Ingrid Solberg: '.length).split('…')[0].trim()), `${spoken[0].label} / ${lifted}`);
      await until(async () => (await flashed(page)) === '', 'the place to be as before');
      // One stop of the Tab key; arrows travel, Enter presses.
      assert.equal(await panel.evaluate(() => document.querySelectorAll('.picture [tabindex="0"]').length), 1);
      await panel.bringToFront();
      await panel.evaluate(() => { /** @type {HTMLElement | null} */ (document.querySelector('.picture [tabindex="0"]'))?.focus(); });
      const at = () => panel.evaluate(() => document.activeElement?.id ?? '');
      const from = await at();
      await panel.keyboard.press('ArrowRight');
      assert.notEqual(await at(), from);
      await panel.keyboard.press('ArrowLeft');
      assert.equal(await at(), from);
      await panel.keyboard.press('End');
      assert.equal(await at(), pieces.at(-1)?.id);
      assert.ok((await texts(panel, '#hint'))[0].startsWith('the paper’s own voice') || (await texts(panel, '#hint'))[0].includes(':'), 'the hint says what the focus is on');
      await panel.keyboard.press('Home');
      await panel.keyboard.press('Enter');
      await until(() => flashed(page), 'the first piece');
    });

    it('shows the claims of a source, of a kind, and with words', async () => {
      const { panel } = await both(ARTICLE);
      const listed = () => texts(panel, '#claim-list .said b');
      const all = await listed();
      await press(panel, '#source-0');
      assert.deepEqual([...new Set(await listed())], ['Ingrid Solberg']);
      assert.equal(await panel.evaluate(() => document.querySelector('#source-0')?.getAttribute('aria-pressed')), 'true');
      assert.ok(await panel.evaluate(() => document.querySelectorAll('.picture .faded').length) > 0, 'the others step back in the picture');
      await press(panel, '#only');
      assert.deepEqual(await listed(), all);
      await press(panel, '#filter-denials');
      assert.ok((await texts(panel, '#claim-list .about')).some((t) => t.includes('a denial')));
      assert.ok((await listed()).length < all.length);
      for (const name of ['direct', 'reported', 'unnamed', 'via']) {
        await press(panel, `#filter-${name}`);
        const count = Number((await texts(panel, `#filter-${name} small`))[0]);
        assert.equal((await listed()).length, count, name);
      }
      await press(panel, '#filter-all');
      await panel.bringToFront();
      await panel.focus('#search');
      await panel.keyboard.type('WOLSKI');
      await until(async () => { const now = await listed(); return now.length > 0 && now.every((l) => l === 'Piotr Wolski'); }, 'the claims of Wolski');
      assert.equal(await panel.evaluate(() => document.activeElement?.id), 'search', 'the field keeps the focus');
      await panel.keyboard.type(' zebra');
      await until(async () => (await listed()).length === 0, 'no claim');
      assert.ok(isPlain((await texts(panel, '#found'))[0]));
    });

    it('says what officials were and are, with their terms on a line', async () => {
      const { page, panel } = await both(OFFICIALS);
      const text = (await texts(panel, '#officials'))[0];
      for (const words of ['Mark Rutte', 'Secretary General of NATO', 'Prime Minister of the Netherlands', 'no longer in office', 'Offices:', 'published']) assert.ok(text.includes(words), `${words}: ${text}`);
      const line = await panel.evaluate(() => {
        const first = document.querySelector('.timeline');
        const box = (/** @type {string} */ s) => [...first?.querySelectorAll(s) ?? []].map((e) => e.getBoundingClientRect()).map(({ left, right }) => ({ left, right }));
        return { bars: box('.bar'), covers: box('.covers'), day: box('.day'), track: box('.track') };
      });
      assert.equal(line.day.length, 1);
      assert.ok(line.covers.some(({ left, right }) => left - 2 <= line.day[0].left && line.day[0].left <= right + 2), JSON.stringify(line));
      assert.ok(line.bars.every(({ left, right }) => left >= line.track[0].left - 1 && right <= line.track[0].right + 5), JSON.stringify(line));
      await press(panel, '#official-0');
      assert.match(await until(() => flashed(page), 'the name in the page'), /Rutte/);
    });

    it('works by keyboard alone', async () => {
      const { panel } = await both(ARTICLE);
      await panel.bringToFront();
      await panel.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex'); });
      /** @type {string[]} */
      const stops = [];
      for (let n = 0; n < 80; n++) {
        await panel.keyboard.press('Tab');
        const id = await panel.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('href') || '');
        if (id === '' && n > 5) break;
        stops.push(id);
        if (id === 'cite') break;
      }
      const order = ['#voices', '#files', stops.find((s) => s.startsWith('stretch-')) ?? 'a piece', 'source-0', 'filter-all', 'search', 'claim-0', 'official-0', 'export-json', 'export-annotations', 'cite'];
      const places = order.map((id) => stops.indexOf(id));
      assert.ok(places.every((p) => p >= 0), `${order.filter((_, n) => places[n] < 0)} not in ${stops}`);
      assert.deepEqual(places, places.toSorted((a, b) => a - b), 'in the order in which they are read');
      assert.equal(stops.filter((s) => s.startsWith('stretch-')).length, 1, 'the picture is one stop');
    });

    it('saves the report as JSON, CSV, Markdown and Web Annotations, and copies a citation', async () => {
      const { panel } = await both(ARTICLE);
      // What is handed to the browser as a download, and what to the clipboard.
      await panel.evaluate(() => {
        const w = /** @type {any} */ (globalThis);
        w.saved = [];
        /** @type {Map<string, Blob>} */
        const blobs = new Map();
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (/** @type {any} */ blob) => {
          const url = make(blob);
          blobs.set(url, blob);
          return url;
        };
        HTMLAnchorElement.prototype.click = function () { w.saved.push({ name: this.download, blob: blobs.get(this.href) }); };
        Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (/** @type {string} */ text) => { w.copied = text; } } });
      });
      /** @param {string} name */
      const saved = async (name) => {
        await press(panel, `#export-${name}`);
        return panel.evaluate(async () => {
          const { name, blob } = /** @type {any} */ (globalThis).saved.pop();
          return { name, type: blob.type, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer()) };
        });
      };
      const json = await saved('json');
      assert.match(json.name, /^sourcelight-[a-z0-9-]+-2024-03-12\.json$/);
      const report = JSON.parse(json.text);
      assert.equal(report.version, 1);
      const { length } = report.claims;
      assert.ok(length > 5, `${length} claims`);
      assert.match(String(report.claims[0].confidence), /^0\.\d{1,2}$/, 'numbers are as the engine wrote them');
      const csv = await saved('csv');
      assert.ok(csv.text.startsWith('\uFEFFid,speaker,') && csv.name.endsWith('.csv') && csv.type === 'text/csv', csv.text.slice(0, 80));
      assert.equal(csv.text.trim().split('\r\n').length, length + 1);
      const markdown = await saved('markdown');
      assert.match(markdown.text, /^# .+\n/);
      assert.ok(markdown.text.includes('| Ingrid Solberg | person |') && markdown.name.endsWith('.md'));
      const annotations = await saved('annotations');
      const page = JSON.parse(annotations.text);
      assert.equal(annotations.type, 'application/ld+json');
      assert.ok(page['@context'].includes('http://www.w3.org/ns/anno.jsonld') && page.type === 'AnnotationPage' && page.items.length > length);
      for (const { target } of page.items) {
        for (const { selector: [quote, position] } of target) {
          assert.deepEqual([quote.type, position.type], ['TextQuoteSelector', 'TextPositionSelector']);
          assert.equal([...report.document.text].slice(position.start, position.end).join(''), quote.exact);
        }
      }
      await press(panel, '#cite');
      const line = await until(() => panel.evaluate(() => /** @type {any} */ (globalThis).copied), 'the citation');
      assert.match(line, /^Maren Lykke, “.+”, The Nordhavn Post, .*2024.*, http:\/\/www\.press\.test\//);
      assert.ok((await texts(panel, '#told'))[0].includes(line), 'it is said what was copied');
    });

    it('has a sentence and a way on for every state', async () => {
      const page = await open(driver.server.putFile(golden('bus-lane-column')));
      const panel = await beside(page);
      const says = async (/** @type {RegExp} */ words, /** @type {string} */ name) => {
        const text = await until(async () => { const now = await read(panel); return words.test(now) && now; }, `the panel to say ${words}`);
        assert.ok(isPlain(text), text);
        await shot(panel, `state-${name}`);
        assert.deepEqual(await faults(panel), []);
      };
      await says(/Nothing has been read on this tab yet\. Press/, 'unasked');
      // Off again, the browser still lets it be read.
      await on(driver, page);
      await until(() => panel.evaluate(() => document.querySelectorAll('#claim-list li').length), 'the report, as soon as the page is on');
      await off(driver, page);
      await says(/off on this page/, 'off');
      await press(panel, '#turn');
      await until(() => panel.evaluate(() => document.querySelectorAll('#claim-list li').length), 'the report, asked for from the panel');

      // Away to another page: what the last one gave is gone.
      await page.goto(driver.server.put('list.html', '<!doctype html><title>List</title><main><p>Tea</p><p>Milk</p></main>'));
      await until(async () => !/Claims/i.test(await read(panel)), 'the panel to forget the last page');
      const popup = await flip(driver, page);
      await says(/does not look like an article.*Open an article/s, 'not-article');
      await popup.close();
      await page.goto(driver.server.putFile(golden('nordtal-bridge-german')));
      await (await flip(driver, page)).close();
      await says(/not in English.*are below/s, 'not-english');
      assert.ok((await read(panel)).includes('read in'), 'where it comes from is shown');
    });

    it('gives each fact with its source and day, the way of the text, and a way on where a page cannot be read', async () => {
      const { page, panel } = await both(ARTICLE);
      // Hosts of a test are in no table: what the background answers is put in its place. A page that loads makes the panel ask.
      const answers = async (/** @type {object} */ answer) => {
        await panel.evaluate((given) => {
          const runtime = /** @type {any} */ (globalThis).chrome.runtime;
          const real = runtime.testReal ??= runtime.sendMessage.bind(runtime);
          const fixed = async (/** @type {any} */ message) => {
            if (message.kind !== 'report') return real(message);
            const report = /** @type {any} */ (globalThis).testReport ??= (await real(message)).report;
            return 'origin' in given ? { phase: 'on', sentence: '', report: { ...report, origin: { ...report.origin, .../** @type {any} */ (given).origin } } } : given;
          };
          Object.defineProperty(runtime, 'sendMessage', { value: fixed, configurable: true, writable: true });
        }, answer);
      };
      const fact = (/** @type {string} */ value) => ({ value, source: `Register of ${value}`, as_of: '2026-05-03', since: '2017' });
      await answers({ origin: {
        owner: fact('Quay Trust'), funding: fact('sales'), control: fact('its own editors'), country: fact('Portugal'), wire: 'LUSA', republished_from: 'The Lisbon Herald',
        outlet: { name: 'The Nordhavn Post', host: 'post.example', kind: 'newspaper', language: 'en' },
      } });
      await panel.evaluate(() => /** @type {any} */ (globalThis).chrome.runtime.sendMessage({ kind: 'report', version: /** @type {any} */ (globalThis).chrome.runtime.getManifest().version, tab: Number(new URLSearchParams(location.search).get('tab')) }));
      await page.reload();
      const text = await until(async () => { const now = await read(panel); return now.includes('Quay Trust') && now; }, 'the facts');
      for (const words of ['Owned by', 'Register of Quay Trust, ', 'Paid by', 'Register of sales, ', 'Controlled by', 'Register of its own editors, ', 'since 2017', 'Portugal · newspaper']) assert.ok(text.includes(words), `${words}\n${text}`);
      assert.equal((text.match(/2026/g) ?? []).length >= 3, true, 'each fact has its day');
      assert.deepEqual((await texts(panel, '.way b')), ['The Nordhavn Post', 'The Lisbon Herald', 'LUSA']);
      assert.deepEqual(await faults(panel), []);
      await shot(panel, 'facts');
      for (const [answer, words, name] of /** @type {[object, RegExp, string][]} */ ([
        [{ phase: 'working', sentence: '' }, /Reading this page/, 'working'],
        [{ phase: 'failed', sentence: 'This page could not be read.' }, /could not be read.*Try again/s, 'failed'],
        [{ phase: 'protected', sentence: 'This is a PDF document.' }, /PDF document\..*Go to a tab with an article/s, 'pdf'],
        [{ error: 'gone' }, /did not answer\. Close this panel/, 'unreachable'],
      ])) {
        await answers(answer);
        await page.reload();
        const said = await until(async () => { const now = await read(panel); return words.test(now) && now; }, `the panel to say ${words}`);
        assert.ok(isPlain(said) && !said.includes('Quay Trust'), said);
        await shot(panel, `state-${name}`);
        assert.deepEqual(await faults(panel), []);
      }
    });

    it('says so on the browser\'s own pages', async () => {
      const page = await open(kind === 'chromium' ? 'chrome://version/' : 'about:license');
      await (await driver.press(page)).close();
      const panel = await beside(page);
      const text = await until(async () => { const now = await read(panel); return /no extension read this page|Nothing has been read/.test(now) && now; }, 'a sentence');
      assert.ok(isPlain(text), text);
      await shot(panel, 'state-protected');
    });

    it('follows the tab in front', async () => {
      const first = await open(driver.server.putFile(ARTICLE));
      await on(driver, first);
      const second = await open(driver.server.putFile(OFFICIALS));
      await on(driver, second);
      const panel = await driver.panel();
      pages.push(panel);
      await first.bringToFront();
      await until(async () => (await read(panel)).includes('Nordhavn Post'), 'the first article');
      await second.bringToFront();
      await until(async () => (await read(panel)).includes('Baltic Ledger') && !(await read(panel)).includes('Nordhavn'), 'the second article, and nothing of the first');
      const third = await open(driver.server.put('other.html', '<!doctype html><title>Other</title><p>Nobody says anything here.</p>'));
      await third.bringToFront();
      await until(async () => (await read(panel)).includes('Nothing has been read on this tab'), 'a page where nobody asked');
    });

    it('shows what came later, and keeps what the reader chose', async () => {
      const { page, panel } = await both(ARTICLE);
      await press(panel, '#source-0');
      await page.bringToFront();
      await page.evaluate((text) => {
        const last = [...document.querySelectorAll('article p, main p')].at(-1);
        const more = document.createElement('p');
        more.textContent = text;
        last?.after(more);
      }, '“The cable was cut on purpose,” said Nell Harker, who runs the station. '.repeat(8));
      await until(async () => (await texts(panel, '#sources')).join().includes('Nell Harker'), 'the new source');
      assert.deepEqual([...new Set(await texts(panel, '#claim-list .said b'))], ['Ingrid Solberg']);
    });

    it('opens from the popup, beside the page', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      assert.equal(await driver.panelIsOpen(), false, 'not before the reader asks');
      const popup = await driver.press(page);
      await until(() => popup.has('#panel'), 'the link');
      await popup.click('#panel');
      await until(() => driver.panelIsOpen(), 'the panel');
      await popup.close().catch(() => {});
    });

    it('has nothing that axe-core finds, light and dark, and nothing cut off where it is narrow', async () => {
      for (const [name, file] of [['article', ARTICLE], ['officials', OFFICIALS], ['outlet', golden('daily-sift-copy')]]) {
        const { panel } = await both(file);
        for (const scheme of ['light', 'dark']) {
          await panel.evaluate((s) => { document.documentElement.style.colorScheme = s; }, scheme);
          assert.deepEqual(await faults(panel), [], `${name}, ${scheme}`);
          await shot(panel, `${name}-${scheme}`);
        }
        // Firefox opens its sidebar at 252 pixels.
        for (const width of [252, 320]) {
          await panel.setViewport({ width, height: 900 });
          assert.deepEqual(await clipped(panel), [], `${width} pixels`);
        }
        await shot(panel, `${name}-320`);
        if (name === 'article') {
          await press(panel, '#source-0');
          await shot(panel, 'chosen-source');
          await press(panel, '#source-0');
          await panel.evaluate(() => { document.documentElement.dir = 'rtl'; document.documentElement.style.colorScheme = 'light'; });
          assert.deepEqual(await clipped(panel), []);
          await shot(panel, 'right-to-left');
          if (kind === 'chromium') {
            await panel.evaluate(() => { document.documentElement.dir = 'ltr'; document.documentElement.style.removeProperty('color-scheme'); });
            const session = await panel.createCDPSession();
            await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: 'dark' }] });
            await shot(panel, 'forced-colours');
            assert.deepEqual(await faults(panel), [], 'forced colours');
          }
        }
        for (const page of pages.splice(0)) await page.close();
      }
    });

    it('has asked nobody for anything', () => {
      assert.deepEqual(driver.server.foreign, []);
    });
  });
}
