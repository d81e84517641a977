// The interface in every language, in stock Chromium and stock Firefox: nothing is cut off, nothing sticks out, and where a language
// runs from right to left everything does. Browsers speak the languages that are installed with them, so a copy of the extension
// is made for this test that takes its words, its direction and its language as told; all else in it is as it ships.
// Screenshots are written to target/screenshots/.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root, start, until } from './harness.mjs';
import { flip, hover, isPlain, on } from './reader.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

const SHOTS = path.join(root, 'target/screenshots');
const COPY = 'target/languages';
const LANGUAGES = readdirSync(path.join(root, 'extension/_locales')).sort();
const golden = (/** @type {string} */ name) => path.join(root, 'tests/golden', name, 'page.html');
const ARTICLE = golden('cable-inquiry');
const OFFICIALS = golden('alliance-handover');

/** Runs first in the extension's own pages. */
function speakOwn() {
  const language = localStorage.getItem('language') ?? 'ar';
  if (language === 'none') {
    chrome.i18n.getMessage = () => '';
    chrome.i18n.getUILanguage = () => 'de-AT';
    return;
  }
  const asked = new XMLHttpRequest();
  asked.open('GET', `/_locales/${language}/messages.json`, false);
  asked.send();
  const messages = JSON.parse(asked.responseText);
  chrome.i18n.getMessage = (/** @type {string} */ name, /** @type {any} */ given = []) => {
    if (name === '@@bidi_dir') return language === 'ar' ? 'rtl' : 'ltr';
    const { message = '', placeholders = {} } = messages[name] ?? {};
    return message.replace(/\$(\w+)\$/g, (/** @type {string} */ _, /** @type {string} */ place) => placeholders[place.toLowerCase()].content.replace(/\$(\d)/g, (/** @type {string} */ _all, /** @type {number} */ n) => given[n - 1] ?? ''));
  };
  chrome.i18n.getUILanguage = () => (language === 'eo' ? 'en' : language.replace('_', '-'));
}

/** Runs first in a page that is on: the words come from the manifest's language. */
function speakArabic() {
  const { getMessage } = chrome.i18n;
  chrome.i18n.getMessage = (/** @type {any[]} */ ...given) => (given[0] === '@@bidi_dir' ? 'rtl' : getMessage.apply(chrome.i18n, /** @type {any} */ (given)));
  chrome.i18n.getUILanguage = () => 'ar';
}

/** A copy of the extension that speaks as it is told. @param {'chrome' | 'firefox'} browser */
function copy(browser) {
  const to = path.join(root, COPY, browser);
  rmSync(to, { recursive: true, force: true });
  cpSync(path.join(root, 'dist', browser), to, { recursive: true });
  const edit = (/** @type {string} */ file, /** @type {(text: string) => string} */ by) => {
    const before = readFileSync(path.join(to, file), 'utf8');
    const now = by(before);
    assert.notEqual(now, before, file);
    writeFileSync(path.join(to, file), now);
  };
  // Without the language of the test's browser, what the background and the card say comes in that of the manifest. English has
  // another name here, for the pages that take their words by themselves.
  cpSync(path.join(to, '_locales/en'), path.join(to, '_locales/eo'), { recursive: true });
  rmSync(path.join(to, '_locales/en'), { recursive: true });
  edit('manifest.json', (text) => text.replace('"default_locale": "en"', '"default_locale": "ar"'));
  writeFileSync(path.join(to, 'speak.js'), `(${speakOwn})();\n`);
  for (const page of ['popup.html', 'panel.html', 'options.html', 'welcome.html']) edit(page, (text) => text.replace('<script ', '<script src="speak.js"></script>\n  <script '));
  edit('content/collect.js', (text) => `(${speakArabic})();\n${text}`);
}

/** What is cut off or sticks out, of all that can be read. @param {Page} page */
const clipped = (page) => page.evaluate(() => {
  const words = (/** @type {Element} */ e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.nodeValue?.trim());
  return [
    ...document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : [],
    ...[...document.body.querySelectorAll('*')].filter((e) => words(e) && e.getClientRects().length > 0 && !e.closest('.unseen, option, select, textarea, .hint'))
      .filter((e) => { const { left, right } = e.getBoundingClientRect(); return left < -0.5 || right > innerWidth + 0.5 || e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline'; })
      .map((e) => `${e.className || e.localName}: ${e.textContent}`),
  ];
});

for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(`languages, ${kind}`, { timeout: 600_000 }, () => {
    /** @type {import('./harness.mjs').Driver} */
    let driver;
    /** @type {Page} */
    let article;
    before(async () => {
      mkdirSync(SHOTS, { recursive: true });
      copy(kind === 'chromium' ? 'chrome' : 'firefox');
      driver = await start(kind, { from: COPY });
      article = await driver.open(driver.server.putFile(OFFICIALS));
      await on(driver, article);
    });
    after(async () => { await driver?.close(); });

    const shot = async (/** @type {Page} */ page, /** @type {string} */ name) => {
      await page.bringToFront();
      await page.screenshot({ path: /** @type {`${string}.png`} */ (path.join(SHOTS, `${kind}-${name}.png`)), fullPage: true });
    };
    const ready = (/** @type {Page} */ page, /** @type {string} */ selector) => until(() => page.evaluate((s) => document.querySelector(s) !== null, selector), selector);
    /** Has all pages of the extension speak a language. @param {Page} page one of them @param {string} language */
    const speak = (page, language) => page.evaluate((l) => localStorage.setItem('language', l), language);

    it('fits everywhere in every language', async () => {
      const options = await driver.openOwn('options.html');
      const panel = await driver.panel(article);
      for (const [page, width] of /** @type {const} */ ([[options, 360], [panel, 320]])) await page.setViewport({ width, height: 900 });
      for (const language of LANGUAGES) {
        const own = language === 'en' ? 'eo' : language;
        await speak(options, own);
        for (const [page, name, there] of /** @type {const} */ ([[options, 'options', '#mode-click'], [panel, 'panel', '#claim-list li']])) {
          await page.bringToFront();
          // Firefox tells nothing of the loading of such a page.
          await page.evaluate(() => { Object.assign(globalThis, { isLast: true }); location.reload(); });
          await until(() => page.evaluate((s) => !('isLast' in globalThis) && document.querySelector(s) !== null, there), `${name} in ${language}`);
          assert.equal(await page.evaluate(() => document.documentElement.dir), language === 'ar' ? 'rtl' : 'ltr');
          const { message } = JSON.parse(readFileSync(path.join(root, 'extension/_locales', language, 'messages.json'), 'utf8'))[name === 'panel' ? 'panel_claims' : 'options_when'] ?? {};
          assert.ok(message && (await page.evaluate(() => document.body.textContent ?? '')).includes(message), `${name} speaks ${language}: ${message}`);
          assert.deepEqual(await clipped(page), [], `${name} in ${language}`);
          await shot(page, `${name}-${language}`);
        }
        const popup = await driver.press(article);
        await until(() => popup.has('#density-all'), 'the popup');
        await popup.screenshot(path.join(SHOTS, `${kind}-popup-${language}.png`));
        await popup.close();
      }
      await speak(options, 'ar');
      await options.close();
      await panel.close();
    });

    it('has its words where the browser gives its process none', async () => {
      const words = JSON.parse(readFileSync(path.join(root, 'extension/_locales/de/messages.json'), 'utf8'));
      const options = await driver.openOwn('options.html');
      const panel = await driver.panel(article);
      await speak(options, 'none');
      for (const [page, there, message] of /** @type {const} */ ([[options, '#mode-click', words.options_when.message], [panel, '#claim-list li', words.panel_claims.message]])) {
        await page.bringToFront();
        await page.evaluate(() => { Object.assign(globalThis, { isLast: true }); location.reload(); });
        await until(() => page.evaluate((s) => !('isLast' in globalThis) && document.querySelector(s) !== null, there), `${there} without words`);
        const text = await page.evaluate(() => document.body.textContent ?? '');
        assert.ok(text.includes(message), `${message}\n---\n${text}`);
        assert.ok(isPlain(text), text);
        assert.equal(await page.evaluate(() => document.documentElement.dir), 'ltr');
      }
      assert.match(await panel.evaluate(() => document.body.innerText), /\b\d+\s%/, 'what is put into words');
      await speak(options, 'ar');
      await options.close();
      await panel.close();
    });

    it('runs from right to left in Arabic: popup, panel, options, first run and card', async () => {
      for (const [file, name, width] of /** @type {const} */ ([['options.html', 'options', 1200], ['welcome.html', 'welcome', 1200]])) {
        const page = await driver.openOwn(file);
        await page.setViewport({ width, height: 900 });
        await ready(page, '#mode-click');
        assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), 'rtl');
        assert.deepEqual(await clipped(page), []);
        await shot(page, `arabic-${name}`);
        await page.close();
      }
      for (const [file, name] of [[ARTICLE, 'article'], [OFFICIALS, 'officials']]) {
        const page = await driver.open(driver.server.putFile(file));
        await on(driver, page);
        const panel = await driver.panel(page);
        await panel.setViewport({ width: 360, height: 900 });
        await ready(panel, '#claim-list li');
        assert.deepEqual(await clipped(panel), []);
        await shot(panel, `arabic-panel-${name}`);
        await panel.close();
        const popup = await driver.press(page);
        await until(() => popup.has('#density-all'), 'the popup');
        await popup.screenshot(path.join(SHOTS, `${kind}-arabic-popup-${name}.png`));
        await popup.close();
        await page.setViewport({ width: 820, height: 760 });
        await hover(page, name === 'article' ? 'that the crew' : 'Rutte');
        const card = await until(() => driver.card(page), 'the card');
        assert.match(card, /\p{Script=Arabic}/u);
        assert.equal(await driver.inCard(page, '(r) => r.ownerDocument.defaultView.getComputedStyle(r.querySelector(".card")).direction'), 'rtl');
        await page.screenshot({ path: path.join(SHOTS, `${kind}-arabic-card-${name}.png`) });
        await page.close();
      }
      const page = await driver.open(driver.server.put('plain.html', '<!doctype html><title>Hello</title><p>Hello</p>'));
      const popup = await flip(driver, page);
      await popup.screenshot(path.join(SHOTS, `${kind}-arabic-popup-no-article.png`));
      await popup.close();
      await page.close();
    });
  });
}
