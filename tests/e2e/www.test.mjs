// The website (dist/www/) in stock Chromium and stock Firefox: samples, pasted text, opened files; marks, card and panel, which are
// the extension's own files; that it works by keyboard and without a network, and that nothing leaves the machine.

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer from 'puppeteer-core';
import { find, highlights, quietChromium, quietFirefox, root, until } from './harness.mjs';
import { startServer } from './server.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const site = path.join(root, 'dist/www');
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SHOTS = path.join(root, 'target/screenshots');
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml' };
/** Bytes that the page may have before the two WebAssembly modules and the engine's weights. */
const MOST = 200_000;

const PAGE = `<!doctype html><html lang="en"><head><title>Ferry is late</title>
  <link rel="canonical" href="https://echo.halse.example/ferry"><meta property="og:site_name" content="Halse Echo">
  <meta property="article:published_time" content="2024-03-05T08:00:00Z">
  <style>p { color: red }</style><script>top.wasRun = true; document.title = 'run'</script></head>
  <body onload="top.wasRun = true"><nav><a href="/news">News</a></nav><article><h1>Ferry is late</h1>
  <img src="http://tracker.outside.invalid/pixel.gif" srcset="http://tracker.outside.invalid/2.gif 2x">
  <p>The ferry from Halse will be late all week, the harbour master said on Monday.</p>
  <p style="display:none">The hidden minister said nothing.</p>
  <p>“We have looked at the engine,” she added. “It looked back at us for a long time.”</p>
  <p>The ferry has been late every spring since 1961, when the ice took two of the old pillars of the pier.</p>
  <iframe src="http://tracker.outside.invalid/frame"></iframe></article></body></html>`;

/** The site on this machine, where browsers allow it to be kept (localhost); what it is asked for that it has not. */
async function serve() {
  /** @type {string[]} */
  const missing = [];
  const server = http.createServer((request, response) => {
    const name = new URL(request.url ?? '', 'http://localhost').pathname;
    try {
      const body = readFileSync(path.join(site, name.endsWith('/') ? `${name}index.html` : name));
      response.writeHead(200, { 'content-type': TYPES[path.extname(name) || '.html'] ?? 'text/plain' }).end(body);
    } catch {
      missing.push(name);
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { address: `http://localhost:${port}/`, missing, close };
}

it('shows card, marks and panel by the extension\u2019s own files', () => {
  const shared = readdirSync(path.join(site, 'extension'), { recursive: true, withFileTypes: true }).filter((f) => f.isFile())
    .map((f) => path.relative(path.join(site, 'extension'), path.join(f.parentPath, f.name)));
  for (const file of ['content/card.js', 'content/hover.js', 'content/paint.js', 'content/jump.js', 'content/marks.css', 'panel.css', 'panel.js', path.join('ui', 'sourcelight_bg.wasm')]) assert.ok(shared.includes(file), file);
  for (const file of shared) {
    const [here, there] = ['dist/www/extension', 'dist/chrome'].map((dir) => readFileSync(path.join(root, dir, file)));
    if (file !== 'panel.html') assert.ok(here.equals(there), file);
    else assert.equal(String(here).replace('  <script src="../frame.js"></script>\n', ''), String(there));
  }
});

for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(`www in ${kind}`, { timeout: 300_000 }, () => {
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let proxy;
    /** @type {Awaited<ReturnType<typeof serve>>} */
    let server;
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    /** @type {Page} */
    let page;
    /** What the browser has complained of. @type {string[]} */
    const faults = [];
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sourcelight-www-'));

    before(async () => {
      mkdirSync(SHOTS, { recursive: true });
      [proxy, server] = await Promise.all([startServer(), serve()]);
      const chromium = kind === 'chromium';
      browser = await puppeteer.launch({
        browser: chromium ? 'chrome' : 'firefox', headless: true, defaultViewport: { width: 1280, height: 900 },
        executablePath: chromium ? find(['chromium', 'google-chrome', 'chromium-browser'], process.env.CHROMIUM) : find(['firefox-esr', 'firefox'], process.env.FIREFOX),
        args: chromium ? [...quietChromium(proxy.port), '--proxy-bypass-list=localhost'] : [],
        env: { ...process.env, MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' },
        extraPrefsFirefox: { ...quietFirefox(proxy.port), 'network.proxy.allow_hijacking_localhost': false, 'network.proxy.no_proxies_on': 'localhost' },
      });
      page = await browser.newPage();
      page.on('pageerror', (error) => faults.push(error instanceof Error ? error.message : String(error)));
      page.on('console', (message) => { if (['error', 'warn'].includes(message.type())) faults.push(message.text()); });
      // A test sees into the card; the page itself does not.
      await page.evaluateOnNewDocument(() => {
        const attach = Element.prototype.attachShadow;
        Element.prototype.attachShadow = function (/** @type {ShadowRootInit} */ init) { return attach.call(this, { ...init, mode: 'open' }); };
      });
      await page.goto(server.address);
    });
    after(async () => {
      await browser?.close();
      await proxy?.close();
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Does something, waits until its answer is there, and says what the page says. @param {() => Promise<unknown>} act */
    const answer = async (act) => {
      await page.$eval('#status', (status) => { status.textContent = 'Reading…'; });
      await act();
      await page.waitForFunction(() => !/^(Reading…)?$/.test(document.getElementById('status')?.textContent ?? ''));
      return page.$eval('#status', (status) => status.textContent ?? '');
    };
    const open = (/** @type {string} */ name, /** @type {string | Buffer} */ body) => answer(async () => {
      const file = path.join(folder, name);
      writeFileSync(file, body);
      const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$('#file'));
      await input.uploadFile(file);
    });
    const sample = (/** @type {string} */ name) => answer(async () => {
      // Choosing what is chosen is no change.
      await page.$eval('#sample', (select) => { /** @type {HTMLSelectElement} */ (select).selectedIndex = -1; });
      await page.select('#sample', name);
    });
    const text = (/** @type {string} */ selector) => page.$eval(selector, (el) => /** @type {HTMLElement} */ (el).innerText);
    /** The frame of the panel. */
    const panel = async () => {
      const frame = await (await page.$('#panel'))?.contentFrame();
      if (!frame) throw new Error('there is no panel');
      return frame;
    };
    const inPanel = async () => (await panel()).evaluate(() => document.body.innerText);
    const flashed = async () => Object.entries(await highlights(page)).filter(([name]) => name.includes('flash')).flatMap(([, t]) => t).join(' … ');
    const card = () => page.evaluate(() => {
      const host = document.querySelector('sourcelight-card');
      const shown = /** @type {HTMLElement | null | undefined} */ (host?.shadowRoot?.querySelector('.card'));
      return host?.matches(':popover-open') ? shown?.innerText ?? '' : '';
    });
    /** Rests the pointer on the first mark of a kind. @param {string} category */
    const rest = async (category) => {
      const at = await page.evaluate((name) => {
        const [range] = [...CSS.highlights].filter(([of]) => of.startsWith(name)).flatMap(([, ranges]) => [...ranges]);
        const live = document.createRange();
        live.setStart(range.startContainer, range.startOffset);
        live.setEnd(range.endContainer, range.endOffset);
        live.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
        const { left, top, height } = live.getClientRects()[0];
        return { x: left + 8, y: top + height / 2 };
      }, `sourcelight-${category}`);
      await page.mouse.move(at.x + 1, at.y);
      await page.mouse.move(at.x, at.y);
      return until(card, `the card of ${category}`);
    };
    const shot = (/** @type {string} */ name, fullPage = false) => page.screenshot({ path: /** @type {`${string}.png`} */ (path.join(SHOTS, `www-${kind}-${name}.png`)), fullPage });
    /** What axe-core finds wrong in the page, and in the panel. */
    const wrong = async () => {
      const found = [];
      for (const frame of [page.mainFrame(), await panel()]) {
        await frame.evaluate(AXE);
        found.push(...await frame.evaluate(async () => {
          const { violations } = await /** @type {any} */ (globalThis).axe.run(document, { resultTypes: ['violations'], iframes: false });
          return violations.map((/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.html).join(' | ')}`);
        }));
      }
      return found;
    };

    it('opens with a sample: the article, its marks, and as many claims in the panel as it says', async () => {
      await page.waitForSelector('#article h3');
      assert.match(await text('#article'), /The seabed shows a furrow/);
      const said = Number(/Read: (\d+) claim/.exec(await text('#status'))?.[1]);
      assert.ok(said > 5, `${said} claims`);
      await until(async () => (await inPanel()).includes('The Nordhavn Post'), 'the panel');
      assert.equal(await (await panel()).$$eval('#claim-list li', (all) => all.length), said);
      assert.deepEqual(await page.evaluate(() => [...CSS.highlights.keys()].sort()),
        ['content', 'cue', 'official', 'outlet', 'source'].map((name) => `sourcelight-${name}`));
      await shot('light');
    });

    it(`is less than ${MOST / 1000} KB before the engine, and asks for nothing that is not there`, async () => {
      const asked = [...await page.evaluate(loaded), ...await (await panel()).evaluate(loaded)];
      const before = asked.filter(({ name }) => !/\.(wasm|weights)$|\/engine\//.test(name));
      for (const part of ['card.js', 'panel.css', 'ui/sourcelight.js', 'extension.json', 'main.js']) assert.ok(before.some(({ name, bytes }) => name.endsWith(part) && bytes > 0), part);
      const sum = before.reduce((all, { bytes }) => all + bytes, 0);
      assert.ok(sum < MOST, `${sum} bytes: ${JSON.stringify(before, null, 1)}`);
      assert.deepEqual(server.missing.filter((name) => name !== '/favicon.ico'), []);
    });

    it('shows the card of what the pointer rests on, and takes its buttons', async () => {
      assert.match(await rest('cue'), /Ingrid Solberg[^]*Verb\s+said|inquiry[^]*Verb\s+finds/);
      await shot('card');
      const shown = await rest('official');
      assert.match(shown, /Jens Stoltenberg[^]*Secretary General of NATO[^]*Hide this kind/);
      assert.doesNotMatch(shown, /this site/);
      const press = (/** @type {string} */ words) => page.evaluate((w) => {
        const all = document.querySelector('sourcelight-card')?.shadowRoot?.querySelectorAll('button');
        for (const button of all ?? []) if (button.textContent === w) button.click();
      }, words);
      await press('Hide this kind');
      assert.equal(await page.$eval('[data-mark=official]', (b) => b.ariaPressed), 'false');
      assert.equal(await page.evaluate(() => CSS.highlights.has('sourcelight-official')), false);
      await page.click('[data-mark=official]');
      assert.equal(await page.evaluate(() => CSS.highlights.has('sourcelight-official')), true);
      await page.keyboard.press('Escape');
      await until(async () => !await card(), 'the card to go');
    });

    it('goes from the panel to the place in the article, and changes no element there', async () => {
      const before = await page.$eval('#article', (el) => el.outerHTML);
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const frame = await panel();
      const words = (await frame.$eval('#claim-3 .words', (el) => el.textContent ?? '')).replace(/…$/, '').split(' … ')[0];
      await frame.$eval('#claim-3', (button) => /** @type {HTMLElement} */ (button).click());
      const lifted = await until(flashed, 'the place to be lifted');
      assert.ok(lifted.includes(words), `${words} in ${lifted}`);
      assert.ok(await page.evaluate(() => [...CSS.highlights].filter(([name]) => name.includes('flash')).flatMap(([, h]) => [...h]).some((r) => {
        const live = document.createRange();
        live.setStart(r.startContainer, r.startOffset);
        live.setEnd(r.endContainer, r.endOffset);
        const { top, bottom } = live.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      })), 'it is on the screen');
      assert.equal(await page.$eval('#article', (el) => el.outerHTML), before);
      await until(async () => await flashed() === '', 'the place to be as before');
    });

    it('works by keyboard alone: from mark to mark, and through the panel to a place', async () => {
      await page.focus('#next');
      await page.keyboard.press('Enter');
      const first = await until(card, 'the card of a mark');
      await page.keyboard.down('Alt');
      await page.keyboard.down('Shift');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.up('Shift');
      await page.keyboard.up('Alt');
      await until(async () => { const now = await card(); return now && now !== first; }, 'the next card');
      await page.keyboard.press('Escape');
      await until(async () => !await card(), 'the card to go');
      await page.focus('#next');
      const frame = await panel();
      const at = () => frame.evaluate(() => (document.hasFocus() ? document.activeElement?.id || document.activeElement?.getAttribute('href') || '' : ''));
      const stops = [];
      for (let n = 0; n < 40 && stops.at(-1) !== 'claim-1'; n++) {
        await page.keyboard.press('Tab');
        stops.push(await at());
      }
      for (const stop of ['#voices', 'source-0', 'search', 'claim-0']) assert.ok(stops.includes(stop), `${stop} in ${stops}`);
      const claim = await frame.evaluate(() => document.activeElement?.textContent ?? '');
      await page.keyboard.press('Enter');
      const [place] = (await until(flashed, 'the place of the claim')).split(' … ');
      assert.ok(place.length > 20 && claim.includes(place), `${place} is of ${claim}`);
      await until(async () => await flashed() === '', 'the place to be as before');
    });

    it('has nothing that axe-core finds wrong, light and dark, wide and narrow, and in its dialogue', async () => {
      assert.deepEqual(await wrong(), []);
      if (kind === 'chromium') {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
        assert.deepEqual(await wrong(), []);
        await page.evaluate(() => scrollTo(0, 0));
        await rest('content');
        await shot('dark');
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }]);
      }
      await page.click('#paste');
      assert.deepEqual(await wrong(), []);
      await shot('dialogue');
      await page.click('#cancel');
      await page.setViewport({ width: 390, height: 844 });
      await until(() => page.$eval('#panel', (frame) => frame.getBoundingClientRect().height > 1500), 'the panel to be as long as it is');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing sticks out');
      assert.deepEqual(await wrong(), []);
      await page.evaluate(() => scrollTo(0, 0));
      await shot('narrow');
      await page.setViewport({ width: 1280, height: 900 });
      await until(() => page.$eval('#panel', (frame) => frame.getBoundingClientRect().height < 900), 'the panel to be as high as the window');
      await page.evaluate(() => scrollTo(0, 0));
      await shot('whole', true);
    });

    it('reads other samples, and says of a front page that it is no article', async () => {
      await sample('daily-sift-copy');
      await until(async () => /Daily Sift/.test(await inPanel()), 'the panel to follow');
      assert.match(await inPanel(), /The Conversation/);
      const all = await page.$$eval('#sample option', (options) => options.map((o) => o.value));
      assert.ok(all.length > 8);
      for (const name of all) assert.match(await sample(name), /^Read: |no text|not look like an article/, name);
      await sample('section-front');
      await until(async () => /not look like an article/.test(await inPanel()), 'the panel to say so');
    });

    it('has thrown no error and complained of nothing', () => {
      assert.deepEqual(faults, []);
    });

    it('reads pasted text', async () => {
      await page.click('#paste');
      await page.type('#words', 'Pier to reopen in June\nThe pier will reopen in June, the council said on Friday.');
      assert.match(await answer(() => page.click('#own [type=submit]')), /^Read: 1 claim/);
      assert.match(await text('#article'), /^Pier to reopen in June\s+The pier will reopen/);
      await until(async () => /council/.test(await inPanel()), 'the panel to follow');
    });

    it('reads an opened page as text only: nothing in it runs or loads, what it hides stays hidden', async () => {
      assert.match(await open('ferry.html', PAGE), /^Read: /);
      const article = await text('#article');
      assert.match(article, /The ferry from Halse will be late/);
      assert.doesNotMatch(article, /hidden minister|News/);
      await until(async () => /Halse Echo[^]*5 March 2024/.test(await inPanel()), 'the panel to follow');
      assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).wasRun), undefined);
      assert.equal(await page.$$eval('iframe:not(#panel), #article img, #article script', (all) => all.length), 0);
    });

    it('says of what it cannot read what it is and what to do, in the panel too', async () => {
      assert.match(await open('report.html', '%PDF-1.7\n'), /“report.html” is a PDF document, not a web page\. Save the article/);
      await until(async () => /is a PDF document/.test(await inPanel()), 'the panel to say so');
      assert.match(await open('picture.html', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0])), /a picture, not a web page/);
      assert.match(await open('empty.html', ''), /no text/);
      assert.match(await open('latin.txt', Buffer.from('The caf\xe9 is shut\nThe caf\xe9 is shut, she said.\n', 'latin1')), /^Read: /);
      assert.match(await text('#article'), /The café is shut/);
    });

    it('shows markup in a text as text', async () => {
      await open('markup.txt', 'A title\n“<img src=x onerror=top.wasRun=1>,” she said. <script>top.wasRun=1</script>\n');
      assert.match(await text('#article'), /<img src=x onerror=top\.wasRun=1>/);
      assert.match(await rest('content'), /<img src=x onerror=top\.wasRun=1>/);
      assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).wasRun), undefined);
    });

    it('marks what the reader chooses, and stays quiet where asked', async () => {
      await sample('cable-inquiry');
      await page.click('#show label:has([value=quiet])');
      assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
      await page.click('#show label:has([value=sources])');
      assert.deepEqual(await page.evaluate(() => [...CSS.highlights.keys()].sort()), ['sourcelight-official', 'sourcelight-outlet', 'sourcelight-source']);
      await page.click('[data-mark=source]');
      assert.equal(await page.evaluate(() => CSS.highlights.has('sourcelight-source')), false);
    });

    it('asks nobody but its own host', () => {
      assert.deepEqual(proxy.foreign, []);
    });

    it('works without a network once it has been there', async () => {
      await page.waitForSelector('#offline:not([hidden])', { timeout: 60_000 });
      await server.close();
      await page.reload();
      await page.waitForFunction(() => /^Read: /.test(document.getElementById('status')?.textContent ?? ''), { timeout: 30_000 });
      assert.match(await sample('kelp-study'), /^Read: /);
      await until(async () => /kelp/i.test(await inPanel()), 'the panel');
      assert.equal(await page.evaluate(() => fetch('not-there.txt').then(() => 'there is one', () => 'no network')), 'no network');
    });
  });
}

/** Runs in a document: what it is made of, in bytes as they are read. */
function loaded() {
  return /** @type {(PerformanceResourceTiming)[]} */ ([...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')])
    .map(({ name, decodedBodySize }) => ({ name, bytes: decodedBodySize }));
}
