// Options and first run in stock Chromium and stock Firefox: what is chosen holds in pages, the browser's consent is asked for
// and followed, files are taken or refused, everything can be reached and read.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { zipSync } from 'fflate';
import { highlights, root, start, until } from './harness.mjs';
import { count, isPlain, marks, on } from './reader.mjs';

const ARTICLE = path.join(root, 'tests/golden/flood-wall-two-fennells/page.html');
const AXE = readFileSync(path.join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const SHOTS = path.join(root, 'target/screenshots');
const FILES = path.join(root, 'target/tmp');
mkdirSync(SHOTS, { recursive: true });
mkdirSync(FILES, { recursive: true });
/** A host of our table of outlets. No page of it is opened. */
const OUTLET = readFileSync(path.join(root, 'dist/chrome/news.txt'), 'utf8').split('\n')[0];

/** @typedef {import('puppeteer-core').Page} Page */

for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(`options, ${kind}`, { timeout: 600_000 }, () => {
    /** @type {import('./harness.mjs').Driver} */
    let driver;
    /** @type {Page[]} */
    const pages = [];
    before(async () => { driver = await start(kind); });
    afterEach(async () => { for (const page of pages.splice(0)) await page.close().catch(() => {}); });
    after(async () => { await driver?.close(); });

    const open = async (/** @type {string} */ url) => {
      const page = await driver.open(url);
      pages.push(page);
      return page;
    };
    const own = async (/** @type {string} */ file, /** @type {string} */ ready) => {
      const page = await driver.openOwn(file);
      pages.push(page);
      await until(() => has(page, ready), `${ready} in ${file}`);
      return page;
    };
    const options = () => own('options.html', '#mode-click');
    const has = (/** @type {Page} */ page, /** @type {string} */ selector) => page.evaluate((s) => document.querySelector(s) !== null, selector);
    const text = (/** @type {Page} */ page, /** @type {string} */ selector) => page.evaluate((s) => /** @type {HTMLElement | null} */ (document.querySelector(s))?.innerText.trim() ?? '', selector);
    /** Presses a control as a reader does, and waits for what comes of it. @param {Page} page @param {string} selector @param {string} [then] */
    const press = async (page, selector, then) => {
      await page.bringToFront();
      // The page is drawn anew when settings change: the locator takes the control that is there then.
      await page.locator(selector).click();
      if (then) await until(() => has(page, then), `${then} after ${selector}`);
    };
    /** @param {Page} page @param {string} selector @param {string} value */
    const select = async (page, selector, value) => {
      await page.select(selector, value);
      await until(() => page.evaluate((s, v) => /** @type {HTMLSelectElement} */ (document.querySelector(s))?.value === v, selector, value), `${value} in ${selector}`);
    };
    /** The settings as they are stored. @param {Page} page @returns {Promise<any>} */
    const stored = (page) => page.evaluate(async () => (await chrome.runtime.sendMessage({ kind: 'options', version: chrome.runtime.getManifest().version })).settings);
    /** Everything as it was at first, from the page itself. @param {Page} page */
    const reset = async (page) => {
      await press(page, '#reset', '#reset-really:not([hidden])');
      await press(page, '#reset-yes', '#reset-really[hidden]');
      await until(async () => (await text(page, '#status')) !== '', 'the word that all is as it was');
    };
    /** Has the next file that the page saves at hand instead. @param {Page} page @param {string} selector @returns {Promise<{name: string, text: string}>} */
    const saved = async (page, selector) => {
      await page.evaluate(() => {
        const w = /** @type {any} */ (globalThis);
        w.saved = null;
        /** @type {Blob | null} */
        let blob = null;
        const make = URL.createObjectURL;
        URL.createObjectURL = (/** @type {any} */ given) => { blob = given; URL.createObjectURL = make; return 'about:blank#saved'; };
        const click = HTMLAnchorElement.prototype.click;
        HTMLAnchorElement.prototype.click = function () { HTMLAnchorElement.prototype.click = click; blob?.text().then((t) => { w.saved = { name: this.download, text: t }; }); };
      });
      await press(page, selector);
      return until(() => page.evaluate(() => /** @type {any} */ (globalThis).saved), 'the file');
    };
    /** Gives a file to the field. @param {Page} page @param {string} field @param {string} name @param {string | Buffer} content */
    const give = async (page, field, name, content) => {
      const file = path.join(FILES, name);
      writeFileSync(file, content);
      const input = /** @type {import('puppeteer-core').ElementHandle<HTMLInputElement>} */ (await page.$(field));
      await input.uploadFile(file);
    };

    it('greets a new reader once, and asks for nothing', async () => {
      assert.ok(driver.welcomed, 'the page came up by itself');
      const page = await own('welcome.html', '#mode-click');
      const words = await text(page, 'body');
      assert.ok(isPlain(words), words);
      assert.equal(await page.evaluate(() => document.querySelectorAll('.step').length), 3);
      assert.ok(await has(page, '#mode-click[aria-pressed=true]'));
      const painted = await highlights(page);
      for (const category of ['content', 'source', 'cue', 'official', 'outlet']) assert.ok(Object.keys(painted).some((n) => n.includes(category)), `${category} is painted: ${Object.keys(painted)}`);
      const granted = await page.evaluate(async () => (await chrome.permissions.getAll()).origins ?? []);
      assert.deepEqual(granted, []);
      await page.close();
      await driver.reload();
      await new Promise((done) => { setTimeout(done, 1500); });
      const after = await options();
      assert.equal(await after.evaluate(async () => (await chrome.tabs.query({ url: chrome.runtime.getURL('welcome.html') })).length), 0, 'once is enough');
    });

    it('is reached from the popup', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      const popup = await driver.press(page);
      await until(() => popup.has('#options'), 'the way to the options');
      // The popup closes by it, and its answer may be lost.
      await Promise.race([popup.click('#options').catch(() => {}), new Promise((done) => { setTimeout(done, 1500); })]);
      const look = await options();
      const opened = await until(() => look.evaluate(async () => (await chrome.tabs.query({ url: chrome.runtime.getURL('options.html') })).length > 1), 'the options in a tab');
      assert.ok(opened);
      await look.evaluate(async () => {
        const mine = (await chrome.tabs.getCurrent())?.id;
        for (const { id } of await chrome.tabs.query({ url: chrome.runtime.getURL('options.html') })) if (id && id !== mine) await chrome.tabs.remove(id);
      });
    });

    it('changes what is marked in open pages at once: density, kinds, colours, lines, thresholds', async () => {
      const article = await open(driver.server.putFile(ARTICLE));
      await on(driver, article);
      const all = await marks(article);
      const page = await options();
      await press(page, '#density-sources', '#density-sources[aria-pressed=true]');
      await until(async () => (await marks(article)).content.length === 0, 'the claims to go');
      assert.deepEqual((await marks(article)).source, all.source);
      await press(page, '#density-quiet', '#density-quiet[aria-pressed=true]');
      await until(async () => (await count(article)) === 0, 'all marks to go');
      await press(page, '#density-all', '#density-all[aria-pressed=true]');
      await press(page, '#shown-cue');
      await until(async () => { const m = await marks(article); return m.cue.length === 0 && m.content.length > 0; }, 'the verbs alone to go');
      await press(page, '#shown-cue');
      await until(async () => (await marks(article)).cue.length === all.cue.length, 'the verbs to come back');

      // The sample is painted as pages are.
      const sample = () => highlights(page);
      const before = await sample();
      await press(page, '#confidence-90', '#confidence-90[aria-pressed=true]');
      await until(async () => { const m = await marks(article); return m.content.length > 0 && m.content.length < all.content.length; }, 'the less sure claims to go');
      assert.ok((await sample())['sourcelight-content'].length < before['sourcelight-content'].length, 'in the sample, too');
      await press(page, '#officials-certain', '#officials-certain[aria-pressed=true]');
      assert.ok(!(await sample())['sourcelight-official']?.includes('Mayor Tomas Reeve'));

      /** How a highlight is drawn. @param {Page} of @param {string} name */
      const drawn = (of, name) => of.evaluate((n) => {
        const [range] = [...CSS.highlights.get(n) ?? []];
        const style = getComputedStyle(/** @type {Element} */ (range.startContainer.parentElement), `::highlight(${n})`);
        return `${style.textDecorationLine} ${style.textDecorationStyle} ${style.textDecorationColor} ${style.backgroundColor}`;
      }, name);
      const usual = await drawn(article, 'sourcelight-source');
      assert.match(usual, /underline solid rgb\(29, 91, 184\)/);
      await select(page, '#colour-source', 'rust');
      await select(page, '#line-source', 'dashed');
      for (const of of [article, page]) await until(async () => /underline dashed rgb\(163, 71, 15\)/.test(await drawn(of, 'sourcelight-source')), `the new look in ${of.url()}`);
      const popup = await driver.press(article);
      await until(() => popup.has('.mark.source.colour-rust.line-dashed'), 'the popup to look the same');
      await popup.close();
      await page.bringToFront();
      await select(page, '#line-content', 'double');
      await until(async () => /underline double rgb\(29, 91, 184\)/.test(await drawn(article, 'sourcelight-content')), 'a line under claims');

      // A page that is switched on later looks so from the beginning, and off is off.
      const later = await open(driver.server.putFile(ARTICLE, {}, 'later.press.test'));
      await on(driver, later);
      await until(async () => /underline dashed rgb\(163, 71, 15\)/.test(await drawn(later, 'sourcelight-source')), 'the chosen look');
      await reset(page);
      for (const of of [article, later, page]) await until(async () => (await drawn(of, 'sourcelight-source')) === usual, `the usual look in ${of.url()}`);
      await until(async () => (await marks(article)).content.length === all.content.length, 'all claims again');
    });

    it('makes rules for sites of what is a host, and says what is none', async () => {
      const page = await options();
      const add = async (/** @type {string} */ what, /** @type {string} */ button) => {
        await page.evaluate(() => { /** @type {HTMLInputElement} */ (document.getElementById('site-host')).value = ''; });
        await page.type('#site-host', what);
        await press(page, button);
      };
      await add('no host at all', '#site-never');
      const problem = await until(() => text(page, '#site-problem'), 'a sentence');
      assert.ok(isPlain(problem), problem);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'site-host');
      assert.deepEqual((await stored(page)).never, []);

      await add('https://www.Gull.press.test/news?id=7', '#site-never');
      await until(() => has(page, '[id="remove-never-gull.press.test"]'), 'the rule');
      assert.equal(await text(page, '#site-problem'), '');
      await driver.allow('heron.press.test');
      await add('heron.press.test', '#site-always');
      await until(() => has(page, '[id="remove-always-heron.press.test"]'), 'the other rule');
      assert.deepEqual([(await stored(page)).always, (await stored(page)).never], [['heron.press.test'], ['gull.press.test']]);
      const article = await open(driver.server.putFile(ARTICLE, {}, 'www.heron.press.test'));
      await until(async () => (await count(article)) > 0, 'marks where the rule says always');

      // Consent that is taken back elsewhere takes the rule with it; so does removing give the consent back.
      await page.bringToFront();
      await page.evaluate(() => chrome.permissions.remove({ origins: ['*://*.heron.press.test/*'] }));
      await until(async () => !(await has(page, '[id="remove-always-heron.press.test"]')), 'the rule to go');
      await press(page, '[id="remove-never-gull.press.test"]');
      await until(async () => (await stored(page)).never.length === 0, 'the last rule to go');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'site-host', 'the focus is not lost');
    });

    it('works by itself where the mode says so, with the browser’s consent, and follows it', async () => {
      await driver.allow('*');
      const page = await options();
      assert.ok(OUTLET.length > 3);
      await press(page, '#mode-news', '#mode-news[aria-pressed=true]');
      const registered = () => page.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).flatMap((s) => s.matches ?? []));
      await until(async () => { const m = await registered(); return m.length > 1000 && m.includes(`*://*.${OUTLET}/*`) && !m.includes('*://*/*'); }, 'the hosts of the table');
      const elsewhere = await open(driver.server.putFile(ARTICLE));
      await new Promise((done) => { setTimeout(done, 800); });
      assert.equal(await count(elsewhere), 0, 'a host that is not in the table');

      await press(page, '#mode-all', '#mode-all[aria-pressed=true]');
      await until(async () => (await registered()).includes('*://*/*'), 'all sites');
      const article = await open(driver.server.putFile(ARTICLE, {}, 'all.press.test'));
      await until(async () => (await count(article)) > 0, 'marks without a click');
      const popup = await driver.press(article);
      await until(async () => /by your options/.test(await popup.text()), 'the reason in the popup');
      await popup.close();

      // Taken back elsewhere: the page follows, and nothing runs by itself any more.
      await page.bringToFront();
      await page.evaluate(() => chrome.permissions.remove({ origins: ['*://*/*'] }));
      await until(() => has(page, '#mode-click[aria-pressed=true]'), 'on click again');
      assert.equal((await stored(page)).mode, 'click');
      assert.deepEqual(await registered(), []);
      // A choice that came from another browser waits for consent here.
      await page.evaluate(() => chrome.runtime.sendMessage({ kind: 'choose', change: { mode: 'all' }, version: chrome.runtime.getManifest().version }));
      await until(() => has(page, '#mode-ask'), 'the question');
      assert.ok(await has(page, '#mode-click[aria-pressed=true]'));
      await press(page, '#mode-click');
      await until(async () => !(await has(page, '#mode-ask')), 'the question to go');
      assert.equal((await stored(page)).mode, 'click');
    });

    it('saves settings to a file, takes them back, and refuses what is none with the reason and the place', async () => {
      const page = await options();
      await press(page, '#density-sources', '#density-sources[aria-pressed=true]');
      await select(page, '#colour-official', 'rose');
      const wanted = await stored(page);
      const file = await saved(page, '#export');
      assert.equal(file.name, 'sourcelight-settings.json');
      await reset(page);
      assert.equal((await stored(page)).density, 'all');
      for (const [name, content, reason] of /** @type {[string, string | Buffer, RegExp][]} */ ([
        ['broken.json', file.text.replace('"density": "sources"', '"density": sources'), /line 7, column 14/],
        ['value.json', file.text.replace('"rose"', '"neon"'), /styles\.official\.colour.*neon/],
        ['newer.json', file.text.replace('"version": 2', '"version": 3'), /newer/],
        ['other.json', '{"name": "x"}', /not a file of Sourcelight/],
        ['picture.json', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), /not valid JSON|not a file/],
      ])) {
        await give(page, '#settings-file', name, content);
        const said = await until(async () => { const t = await text(page, '#file-problem'); return t.includes(name) && t; }, `a word on ${name}`);
        assert.match(said, reason);
        assert.equal((await stored(page)).density, 'all', `${name} changed nothing`);
      }
      await give(page, '#settings-file', 'good.json', file.text);
      await until(() => has(page, '#density-sources[aria-pressed=true]'), 'the settings of the file');
      assert.deepEqual(await stored(page), wanted);
      assert.equal(await text(page, '#file-problem'), '');
      // A reset that is not meant is none.
      await press(page, '#reset', '#reset-really:not([hidden])');
      await press(page, '#reset-no', '#reset-really[hidden]');
      assert.deepEqual(await stored(page), wanted);
      await reset(page);
    });

    it('takes lists of the reader’s own as the engine checks them, shows what is wrong with them, keeps and removes them', async (t) => {
      const page = await options();
      const known = await page.evaluate(() => chrome.runtime.sendMessage({ kind: 'check-list', tsv: '', version: chrome.runtime.getManifest().version }));
      if (known?.error !== undefined) {
        t.diagnostic('the engine does not check lists: its answer is put in its place');
        await page.evaluate(() => {
          const send = chrome.runtime.sendMessage.bind(chrome.runtime);
          /** @type {any} */ (chrome.runtime).sendMessage = async (/** @type {any} */ message) => {
            if (message.kind !== 'check-list') return send(message);
            return message.tsv.includes('2021-13-01') ? { ok: false, errors: [{ line: 2, column: 'start', message: 'This is no day.' }] } : { ok: true, persons: 1, terms: 1 };
          };
        });
      }
      const good = 'person\toffice\tplace\tstart\tend\tsource\nIda Brandt\tmayor of Gullhaven\tGullhaven\t2021-03-01\t\tthe town’s own page\n';
      await give(page, '#list-file', 'bad.tsv', good.replace('2021-03-01', '2021-13-01'));
      const fault = await until(() => text(page, '#list-problem .faults'), 'what is wrong');
      assert.match(fault, /Line 2, start/);
      assert.ok(!(await has(page, '#list-remove-0')));
      await give(page, '#list-file', 'council.tsv', good);
      await until(() => has(page, '#list-remove-0'), 'the list');
      assert.equal(await text(page, '#list-problem'), '');
      const kept = await page.evaluate(async () => ({ lists: (await chrome.storage.local.get('lists')).lists, sync: Object.keys(await chrome.storage.sync.get(null)) }));
      assert.deepEqual((/** @type {any[]} */ (kept.lists)).map((/** @type {any} */ l) => [l.name, l.tsv, /^\d{4}-\d\d-\d\d$/.test(l.added)]), [['council.tsv', good, true]]);
      assert.deepEqual(kept.sync.filter((k) => k !== 'settings'), [], 'lists are not carried to other browsers');
      assert.deepEqual(await saved(page, '#list-export-0'), { name: 'council.tsv', text: good });
      await press(page, '#list-remove-0');
      await until(async () => !(await has(page, '#list-remove-0')), 'the list to go');
      assert.deepEqual(await page.evaluate(async () => (await chrome.storage.local.get('lists')).lists), []);
    });

    it('can be used with the keyboard alone', async () => {
      const page = await options();
      await page.bringToFront();
      const reached = new Set();
      await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); });
      for (let n = 0; n < 80; n++) {
        await page.keyboard.press('Tab');
        const id = await page.evaluate(() => document.activeElement?.id || document.activeElement?.getAttribute('href') || '');
        if (reached.has(id) && n > 60) break;
        reached.add(id);
        if (id === 'density-quiet') {
          await page.keyboard.press('Enter');
          await until(() => has(page, '#density-quiet[aria-pressed=true]'), 'quiet by the keyboard');
          assert.equal(await page.evaluate(() => document.activeElement?.id), 'density-quiet', 'the focus stays');
        }
      }
      for (const id of ['#when', '#privacy', 'mode-click', 'mode-news', 'mode-all', 'site-host', 'site-always', 'site-never', 'density-all', 'shown-source', 'colour-source', 'line-outlet',
        'confidence-90', 'officials-certain', 'list-file', 'keys-change', 'export', 'settings-file', 'reset']) assert.ok(reached.has(id), `${id} is not reached: ${[...reached].join(' ')}`);
      await reset(page);
    });

    it('reads well: axe finds nothing, nothing is wider than the page, and pictures of it are taken', async () => {
      for (const [file, ready] of [['options.html', '#mode-click'], ['welcome.html', '#mode-click']]) {
        const page = await own(file, ready);
        if (file === 'options.html') {
          // Something of everything.
          await page.evaluate(async () => {
            await chrome.storage.local.set({ lists: [{ name: 'council.tsv', added: '2026-05-03', tsv: 'person\toffice\tplace\nIda Brandt\tmayor\tGullhaven\n' }] });
            await chrome.runtime.sendMessage({ kind: 'choose', version: chrome.runtime.getManifest().version, change: { always: ['heron.press.test'], never: ['gull.press.test'], mode: 'news', styles: { content: { colour: 'default', line: 'default' }, source: { colour: 'teal', line: 'solid' }, cue: { colour: 'rust', line: 'dotted' }, official: { colour: 'default', line: 'default' }, outlet: { colour: 'default', line: 'default' } } } });
          });
          await until(() => has(page, '#list-remove-0'), 'the list');
          await page.evaluate(() => /** @type {HTMLElement} */ (document.getElementById('site-never'))?.click());
          await press(page, '#reset', '#reset-really:not([hidden])');
        }
        for (const [name, dark, width, rtl] of /** @type {[string, boolean, number, boolean][]} */ ([['light', false, 1200, false], ['dark', true, 1200, false], ['narrow', false, 360, false], ['narrow-dark', true, 360, false], ['rtl', false, 1200, true]])) {
          await page.bringToFront();
          await driver.darken(page, dark);
          await page.setViewport({ width, height: 900 });
          await page.evaluate((right) => { document.documentElement.dir = right ? 'rtl' : 'ltr'; }, rtl);
          await until(() => page.evaluate((d) => matchMedia('(prefers-color-scheme: dark)').matches === d, dark), name);
          if (file === 'welcome.html') await until(async () => Boolean((await highlights(page))['sourcelight-source-dark']) === dark, `marks in the tone of ${name}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${file} ${name}: ${wide} px too wide`);
          await page.screenshot({ path: path.join(SHOTS, `${file.slice(0, -5)}-${kind}-${name}.png`), fullPage: true });
          await page.evaluate(AXE);
          const found = await page.evaluate(async () => (await /** @type {any} */ (globalThis).axe.run()).violations
            .flatMap((/** @type {any} */ v) => v.nodes.map((/** @type {any} */ n) => `${v.id}: ${n.html} ${n.failureSummary}`)));
          assert.deepEqual(found, [], `${file} ${name}`);
        }
        if (kind === 'chromium') {
          await page.emulateMediaFeatures([{ name: 'forced-colors', value: 'active' }]).catch(() => {});
          const session = await page.createCDPSession();
          await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }] });
          await page.screenshot({ path: path.join(SHOTS, `${file.slice(0, -5)}-${kind}-forced.png`), fullPage: true });
          await session.detach();
        }
        await driver.darken(page, false);
      }
      const page = await options();
      await reset(page);
      await page.evaluate(() => chrome.storage.local.set({ lists: [] }));
    });

    it('has asked nobody for anything', () => assert.deepEqual(driver.server.foreign, []));
  });
}

it('the interface stays small', () => {
  const files = ['ui/sourcelight.js', 'ui/sourcelight_bg.wasm', 'popup.html', 'popup.css', 'popup.js', 'options.html', 'options.js', 'welcome.html', 'welcome.js', 'page.css', 'page.js', 'news.txt', '_locales/en/messages.json'];
  const zipped = zipSync(Object.fromEntries(files.map((f) => [f, new Uint8Array(readFileSync(path.join(root, 'dist/chrome', f)))])), { level: 9 });
  assert.ok(zipped.length < 300 * 1024, `${(zipped.length / 1024).toFixed(0)} KiB`);
});
