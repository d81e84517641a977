// The engine on a web page (dist/www/), in stock Chromium and stock Firefox: samples, pasted text, opened files, and that
// nothing leaves the machine.

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';
import { startServer } from './server.mjs';

const site = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../dist/www');
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.json': 'application/json', '.svg': 'image/svg+xml' };

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

const browsers = {
  chromium: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: (/** @type {number} */ port) => [`--proxy-server=127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>', ...process.getuid?.() === 0 ? ['--no-sandbox'] : []],
  },
  firefox: { executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr', args: () => [] },
};

for (const kind of /** @type {('chromium' | 'firefox')[]} */ (Object.keys(browsers))) {
  describe(`www in ${kind}`, () => {
    /** @type {Awaited<ReturnType<typeof startServer>>} */
    let server;
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    /** @type {import('puppeteer-core').Page} */
    let page;
    /** @type {string[]} */
    const faults = [];
    const folder = mkdtempSync(path.join(os.tmpdir(), 'sourcelight-www-'));

    before(async () => {
      server = await startServer();
      for (const name of readdirSync(site, { recursive: true, withFileTypes: true }).filter((f) => f.isFile())) {
        const file = path.join(name.parentPath, name.name);
        server.put(path.relative(site, file), { body: readFileSync(file), type: TYPES[path.extname(file)] ?? 'text/plain' }, 'sourcelight.press.test');
      }
      const { executablePath, args } = browsers[kind];
      browser = await puppeteer.launch({
        browser: kind === 'firefox' ? 'firefox' : 'chrome', executablePath, headless: true, args: args(server.port),
        defaultViewport: { width: 1200, height: 900 },
        extraPrefsFirefox: {
          'network.proxy.type': 1, 'network.proxy.no_proxies_on': '', 'network.proxy.http': '127.0.0.1', 'network.proxy.http_port': server.port,
          'network.proxy.ssl': '127.0.0.1', 'network.proxy.ssl_port': server.port,
        },
      });
      page = await browser.newPage();
      page.on('pageerror', (error) => faults.push(error instanceof Error ? error.message : String(error)));
      await page.goto('http://sourcelight.press.test/index.html');
    });
    after(async () => {
      await browser?.close();
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
    const text = (/** @type {string} */ selector) => page.$eval(selector, (el) => /** @type {HTMLElement} */ (el).innerText);

    it('opens with a sample: the article, where it comes from, and as many claims in the list as it says', async () => {
      await page.waitForSelector('#article h2');
      assert.match(await text('#article'), /The seabed shows a furrow/);
      assert.match(await text('#panel'), /The Nordhavn Post[^]*12 March 2024/);
      const said = Number(/Read: (\d+) claim/.exec(await text('#status'))?.[1]);
      assert.equal(await page.$$eval('.claims li', (all) => all.length), said);
      assert.deepEqual(await page.evaluate(() => [...CSS.highlights.keys()].sort()),
        ['content', 'cue', 'official', 'outlet', 'source'].map((name) => `sourcelight-${name}`));
    });

    it('reads other samples, and says of a front page that it is no article', async () => {
      await answer(() => page.select('#sample', 'daily-sift-copy'));
      assert.match(await text('#panel'), /Daily Sift[^]*Taken from\s+The Conversation/);
      const files = await page.$$eval('#sample option', (all) => all.map((o) => o.value));
      for (const file of files) assert.match(await answer(() => page.select('#sample', file)), /^Read: |no text|not look like an article/, file);
    });

    it('reads pasted text', async () => {
      await page.$eval('#paste', (el) => el.setAttribute('open', ''));
      await page.type('#words', 'Pier to reopen in June\nThe pier will reopen in June, the council said on Friday.');
      assert.match(await answer(() => page.click('#paste button')), /^Read: /);
      assert.match(await text('#article'), /^Pier to reopen in June\s+The pier will reopen/);
    });

    it('reads an opened page as text only: nothing in it runs or loads, what it hides stays hidden', async () => {
      assert.match(await open('ferry.html', PAGE), /^Read: /);
      const article = await text('#article');
      assert.match(article, /The ferry from Halse will be late/);
      assert.doesNotMatch(article, /hidden minister|News/);
      assert.match(await text('#panel'), /Halse Echo[^]*5 March 2024/);
      assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).wasRun), undefined);
      assert.equal(await page.$$eval('iframe, #article img, #article script', (all) => all.length), 0);
    });

    it('says of what it cannot read what it is and what to do', async () => {
      assert.match(await open('report.html', '%PDF-1.7\n'), /“report.html” is a PDF document, not a web page\. Save the article/);
      assert.match(await open('picture.html', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0])), /a picture, not a web page/);
      assert.match(await open('empty.html', ''), /no text/);
      assert.match(await open('latin.txt', Buffer.from('The caf\xe9 is shut\nThe caf\xe9 is shut, she said.\n', 'latin1')), /^Read: /);
      assert.match(await text('#article'), /The café is shut/);
    });

    it('shows markup in a text as text', async () => {
      await open('markup.txt', 'A title\n“<img src=x onerror=top.wasRun=1>,” she said. <script>top.wasRun=1</script>\n');
      assert.match(await text('#article'), /<img src=x onerror=top\.wasRun=1>/);
      assert.equal(await page.evaluate(() => /** @type {any} */ (globalThis).wasRun), undefined);
    });

    it('marks what the reader chooses, and stays quiet where asked', async () => {
      await page.click('#show label:has([value=quiet])');
      assert.equal(await page.evaluate(() => CSS.highlights.size), 0);
      await page.click('#show label:has([value=sources])');
      assert.deepEqual(await page.evaluate(() => [...CSS.highlights.keys()].sort()), ['sourcelight-official', 'sourcelight-outlet', 'sourcelight-source']);
    });

    it('throws no error, and asks nobody but its own host', () => {
      assert.deepEqual(faults, []);
      assert.deepEqual(server.foreign.filter((asked) => /invalid|example/.test(asked)), []);
    });
  });
}
