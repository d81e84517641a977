// The extension in stock Chromium and stock Firefox, as a reader uses it. One browser for each kind, a fresh tab for each test.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { dom, root, start, until } from './harness.mjs';
import { CHOICE, choose, count, flip, hover, isPlain, marks, off, on, said } from './reader.mjs';

const golden = (/** @type {string} */ name) => path.join(root, 'tests/golden', name, 'page.html');
const ARTICLE = golden('flood-wall-two-fennells');
const WORLD = golden('alliance-handover');

const PDF = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF`;

for (const kind of /** @type {const} */ (['chromium', 'firefox'])) {
  describe(kind, { timeout: 600_000 }, () => {
    /** @type {import('./harness.mjs').Driver} */
    let driver;
    /** @type {import('puppeteer-core').Page[]} */
    const pages = [];
    const open = async (/** @type {string} */ url) => {
      const page = await driver.open(url);
      pages.push(page);
      return page;
    };
    before(async () => { driver = await start(kind); });
    // Tabs of former tests would have the same address as the one at hand.
    afterEach(async () => { for (const page of pages.splice(0)) await page.close().catch(() => {}); });
    after(async () => { await driver?.close(); });

    it('marks who says what, from the toolbar button', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      assert.equal(await count(page), 0, 'nothing is marked before the reader asks for it');
      await on(driver, page);
      const found = await marks(page);
      assert.ok(found.source.includes('Dr Bridget Fennell'), `sources: ${found.source.join(' | ')}`);
      assert.ok(found.cue.includes('said'), `cues: ${found.cue.join(' | ')}`);
      assert.ok(found.content.some((t) => t.includes('We drilled eleven boreholes')), `contents: ${found.content.join(' | ')}`);
      assert.ok(!found.source.some((t) => t.includes('We drilled')), 'what was said is no source');
    });

    it('marks officials, and nothing in navigation and footers', async () => {
      const page = await open(driver.server.putFile(WORLD));
      await on(driver, page);
      const found = await marks(page);
      assert.ok(found.official.length > 0, `marked: ${JSON.stringify(found)}`);
      const outside = await page.evaluate(() => [...CSS.highlights].flatMap(([, h]) => [...h])
        .filter((r) => r.startContainer.parentElement?.closest('nav, footer, [role="navigation"], [role="contentinfo"]')).length);
      assert.equal(outside, 0);
    });

    it('leaves the document as it was: one element more while on, nothing after off', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      const html = await page.evaluate(() => document.documentElement.outerHTML);
      const before = await dom(page);
      await on(driver, page);
      const during = await dom(page);
      const more = await page.evaluate((was) => {
        const now = document.documentElement.outerHTML;
        return now.length - was.length;
      }, html);
      const added = during.split('\n').length - before.split('\n').length;
      assert.ok(added <= 1, `${added} nodes more while on (${more} characters)`);
      await off(driver, page);
      assert.equal(await dom(page), before);
      assert.equal(await page.evaluate(() => document.documentElement.outerHTML), html);
    });

    it('works on a page whose policy forbids everything', async () => {
      const page = await open(driver.server.putFile(ARTICLE, { 'content-security-policy': "default-src 'none'; sandbox allow-scripts" }));
      await on(driver, page);
      assert.ok((await marks(page)).source.includes('Dr Bridget Fennell'));
    });

    it('says who on a card when the mouse rests on a mark, and hides it', async () => {
      const page = await open(driver.server.putFile(ARTICLE, { 'content-security-policy': "default-src 'none'" }));
      await on(driver, page);
      assert.equal(await driver.card(page), '', 'no card before');
      await hover(page, 'We drilled eleven boreholes');
      const text = await until(() => driver.card(page), 'the card', 5000);
      assert.match(text, /Bridget Fennell/);
      assert.match(text, /said/);
      assert.ok(isPlain(text), text);
      await page.mouse.move(2, 2);
      await until(async () => (await driver.card(page)) === '', 'the card to go', 5000);
    });

    it('is not stopped by a page whose names hide members of its document', async () => {
      const page = await open(driver.server.put('names.html', readFileSync(ARTICLE, 'utf8').replace('</body>', '<form name="createElement"></form></body>')));
      await on(driver, page);
      await hover(page, 'We drilled eleven boreholes');
      assert.match(await until(() => driver.card(page), 'the card', 5000), /Bridget Fennell/);
    });

    it('keeps the card while the pointer is on it, and takes it away with Escape', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      await on(driver, page);
      const before = await dom(page);
      await hover(page, 'We drilled eleven boreholes');
      await until(() => driver.card(page), 'the card', 5000);
      // Down from the mark onto the card, which stands below it.
      const box = await page.evaluate(() => document.querySelector('h1')?.getBoundingClientRect().left ?? 0);
      const from = await page.evaluate(() => [...CSS.highlights].flatMap(([name, h]) => (name.includes('active') ? [...h] : [])).map((r) => {
        const live = document.createRange();
        live.setStart(r.startContainer, r.startOffset);
        live.setEnd(r.endContainer, r.endOffset);
        return live.getBoundingClientRect().bottom;
      }).reduce((a, b) => Math.max(a, b), 0));
      assert.ok(from > 0, 'what the card speaks of is lifted');
      await page.mouse.move(box + 30, from + 40, { steps: 6 });
      await new Promise((done) => { setTimeout(done, 1000); });
      assert.match(await driver.card(page), /Bridget Fennell/);
      assert.equal(await dom(page), before, 'the card is one element, and is there already');
      await page.keyboard.press('Escape');
      await until(async () => (await driver.card(page)) === '', 'the card to go', 5000);
    });

    it('marks as much as the reader wants, and the kinds that the reader wants', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      await on(driver, page);
      const all = await marks(page);
      const chosen = async (/** @type {string} */ selector, /** @type {() => Promise<boolean>} */ then) => {
        const popup = await choose(driver, page, selector);
        await until(then, `the page after ${selector}`);
        await popup.close();
      };
      await chosen(CHOICE.sources, async () => { const m = await marks(page); return m.content.length === 0 && m.cue.length === 0; });
      assert.deepEqual((await marks(page)).source, all.source);
      await chosen(CHOICE.quiet, async () => (await count(page)) === 0);
      await chosen(CHOICE.all, async () => (await marks(page)).content.length > 0);
      await chosen(CHOICE.category('cue'), async () => (await marks(page)).cue.length === 0);
      assert.deepEqual({ ...await marks(page), cue: all.cue }, all);
      // It holds for the next page, too.
      const next = await open(driver.server.putFile(WORLD));
      await on(driver, next);
      assert.deepEqual((await marks(next)).cue, []);
      await chosen(CHOICE.category('cue'), async () => (await marks(page)).cue.length > 0);
      assert.deepEqual(await marks(page), all);
    });

    it('marks nothing on words that have changed since they were read', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      await on(driver, page);
      assert.ok((await marks(page)).content.some((t) => t.includes('We drilled')));
      await page.evaluate(() => {
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          if (node.nodeValue?.includes('We drilled')) node.nodeValue = `Correction: ${node.nodeValue}`;
        }
      });
      await until(async () => !Object.values(await marks(page)).flat().some((t) => /drilled|Correction/.test(t)), 'the marks of these words to go', 5000);
      assert.ok(await count(page) > 0, 'the others stay');
    });

    it('reads again when much has changed', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      await on(driver, page);
      const later = '“The pumps were never switched off,” said Nell Harker, who runs the station. '.repeat(8);
      await page.evaluate((text) => {
        const last = [...document.querySelectorAll('p')].find((p) => p.textContent?.includes('A vote is expected'));
        const more = document.createElement('p');
        more.textContent = text;
        last?.before(more);
      }, later);
      await until(async () => (await marks(page)).content.some((t) => t.includes('The pumps were never switched off')), 'marks in what came later');
    });

    it('reads by itself where the reader said always, nothing that is no article, and nothing where the reader said never', async () => {
      const host = 'always.press.test';
      const article = driver.server.putFile(ARTICLE, {}, host);
      const other = driver.server.put('list.html', '<!doctype html><title>List</title><main><p>Tea</p><p>Milk</p></main>', host);
      await driver.allow(host);
      const page = await open(article);
      /** Presses a button and waits until the popup shows it done. @param {string} selector @param {boolean} pressed */
      const press = async (selector, pressed) => {
        const popup = await choose(driver, page, selector);
        await until(() => popup.has(`${selector}[aria-pressed=${pressed}]`), `${selector} to be ${pressed}`);
        await popup.close();
      };
      assert.equal(await count(page), 0);
      // The page in front goes on at once; the next one begins by itself.
      await (await choose(driver, page, CHOICE.always)).close();
      await until(async () => (await count(page)) > 0, 'marks in the page');
      await page.reload();
      await until(async () => (await count(page)) > 0, 'marks after a reload');
      const list = await open(other);
      await new Promise((done) => { setTimeout(done, 1000); });
      assert.equal(await count(list), 0);
      assert.equal(await driver.badge(list), '');
      const elsewhere = await open(driver.server.putFile(ARTICLE));
      await new Promise((done) => { setTimeout(done, 500); });
      assert.equal(await count(elsewhere), 0, 'another host was not meant');

      await press(CHOICE.never, true);
      await until(async () => (await count(page)) === 0, 'the marks to go');
      await page.reload();
      await new Promise((done) => { setTimeout(done, 1000); });
      assert.equal(await count(page), 0);
      // Taking "never" back leaves "always", which the browser still grants; giving that back leaves the click.
      await press(CHOICE.never, false);
      await page.reload();
      await until(async () => (await count(page)) > 0, 'marks again');
      await press(CHOICE.always, false);
      await until(async () => { await page.reload(); await new Promise((done) => { setTimeout(done, 700); }); return (await count(page)) === 0; }, 'a page left alone');
    });

    it('shows its badge on the tab that is on, and on no other', async () => {
      const first = await open(driver.server.putFile(ARTICLE));
      const second = await open(driver.server.put('other.html', '<!doctype html><title>Other</title><p>Nobody says anything here.</p>', 'other.press.test'));
      await on(driver, first);
      await until(async () => (await driver.badge(first)) !== '', 'a badge');
      // Firefox has one button, which takes a moment to become that of the tab in front.
      await until(async () => (await driver.badge(second)) === '', 'the other tab to have none', 3000);
      await off(driver, first);
      await until(async () => (await driver.badge(first)) === '', 'the badge to go');
    });

    it('toggles by the keyboard command', async (t) => {
      if (!driver.command) {
        t.skip('Chromium hands keys of the remote protocol to the page, never to its own shortcuts; the command is pressed in Firefox');
        return;
      }
      const page = await open(driver.server.putFile(ARTICLE));
      await driver.command(page);
      await until(async () => (await count(page)) > 0, 'marks in the page');
      await driver.command(page);
      await until(async () => (await count(page)) === 0, 'the marks to go');
    });

    it('answers messages of the wrong shape with an error, and goes on', async () => {
      for (const message of [null, 0, '', 'toggle', [], {}, { kind: 7 }, { type: 'read', snapshot: 3 }, { kind: 'read', snapshot: { nodes: 'x' } }, { kind: 'check-list' }, { kind: 'check-list', tsv: { length: 3 } }]) {
        const answer = await Promise.race([driver.send(message), new Promise((done) => { setTimeout(() => done('silence'), 3000); })]);
        if (answer && typeof answer === 'object') assert.ok(!('report' in answer), `${JSON.stringify(message)} was answered with a report`);
        else assert.ok(answer === null || answer === undefined || typeof answer === 'string', `${JSON.stringify(message)} → ${JSON.stringify(answer)}`);
      }
      const page = await open(driver.server.putFile(ARTICLE));
      await on(driver, page);
    });

    it('checks a list of the reader’s own', async () => {
      const tsv = 'person\toffice\tplace\tstart\nTobias Quillfeather\tMayor\tFenmarsh\t2025-05-05\n';
      assert.deepEqual(await driver.send({ kind: 'check-list', tsv }), { ok: true, persons: 1, terms: 1 });
      const { ok, errors } = await driver.send({ kind: 'check-list', tsv: tsv.replace('Mayor', '') });
      assert.deepEqual([ok, errors.length, errors[0].line, errors[0].column], [false, 1, 2, 'office']);
      assert.ok(isPlain(errors[0].message), errors[0].message);
    });

    it('survives its background being stopped in the middle of a request', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      const popup = await flip(driver, page);
      await driver.stopBackground();
      // Popup and page ask again, each for its part.
      await until(async () => (await count(page)) > 0, 'marks in the page');
      await popup.close();
      await off(driver, page);
    });

    it('answers after its background was stopped', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      await driver.stopBackground();
      await on(driver, page);
    });

    for (const [name, page] of /** @type {[string, import('./server.mjs').Page][]} */ ([
      ['an empty page', { body: '' }],
      ['a page without text', { body: '<!doctype html><title>Picture</title><svg></svg>' }],
      ['a plain text file', { body: 'The harbour was quiet.', type: 'text/plain' }],
      ['a broken page', { body: '<p><b>Un<i>closed</b><table><p>“Here,” said </table></html><p>after' }],
      ['a PDF', { body: PDF, type: 'application/pdf' }],
      ['a PDF that calls itself a page', { body: PDF, type: 'text/html' }],
    ])) {
      it(`says a plain sentence on ${name}`, async () => {
        const tab = await open(driver.server.put(name.replaceAll(' ', '-'), page));
        const text = await said(driver, tab);
        assert.ok(isPlain(text), text);
      });
    }

    it('says a plain sentence on the browser\'s own pages', async () => {
      const page = await open(kind === 'chromium' ? 'chrome://version/' : 'about:license');
      const text = await said(driver, page);
      assert.ok(isPlain(text), text);
      const popup = await driver.press(page);
      await until(() => popup.has(':is([role="switch"])[disabled]'), 'a switch that cannot be pressed');
      assert.ok(await popup.has('main p'), 'and a sentence');
      await popup.close();
    });

    for (const [name, body] of /** @type {[string, () => string][]} */ ([
      ['50,000 nested elements', () => `<!doctype html><title>Deep</title><article>${'<div>'.repeat(50_000)}“Stop,” said Ada Quill.</article>`],
      ['5 MB in one paragraph', () => `<!doctype html><title>Long</title><article><h1>Long</h1><p>${'“The tide comes twice,” said Ada Quill of Harrow Bay. '.repeat(90_000)}</p></article>`],
      ['100,000 nodes', () => `<!doctype html><title>Many</title><article><h1>Many</h1>${'<p>“Stop,” said Ada Quill.</p>'.repeat(50_000)}</article>`],
    ])) {
      it(`comes to an end on ${name}`, { timeout: 240_000 }, async () => {
        const page = await open(driver.server.put(`${name.replace(/\W+/g, '-')}.html`, body()));
        const before = await said(driver, page);
        const popup = await flip(driver, page);
        // The outcome is marks, or another sentence than before the click; said anew, it is not that it is still at work.
        await until(async () => (await count(page)) > 0 || (await popup.text()).trim() !== before, 'an outcome', 60_000);
        assert.ok(isPlain(await popup.text()), await popup.text());
        await popup.close();
        // While it is read, the popup answers, and other pages have their turn.
        const text = await said(driver, page);
        assert.ok(isPlain(text), text);
        assert.equal(await page.evaluate(() => 1 + 1), 2, 'the page answers');
        await until(async () => (await driver.badge(page)) !== '…', 'the end', 150_000);
        await page.close();
      });
    }

    it('does not let a page that is gone hold up the next one', async () => {
      const long = await open(driver.server.put('long.html', `<!doctype html><title>Long</title><article><h1>Long</h1><p>${'“The tide comes twice,” said Ada Quill of Harrow Bay. '.repeat(20_000)}</p></article>`));
      const popup = await flip(driver, long);
      await until(async () => (await driver.badge(long)) === '…', 'the reading to begin');
      await popup.close();
      await long.close();
      const page = await open(driver.server.putFile(ARTICLE));
      await on(driver, page);
      await page.close();
    });

    it('cleans up what an update leaves in open pages', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      const before = await dom(page);
      await on(driver, page);
      await driver.reload();
      await until(async () => (await count(page)) === 0 || (await driver.press(page).then((p) => p.close()), false), 'the marks of the former run to go');
      await until(async () => (await dom(page)) === before, 'the document to be as it was');
      await on(driver, page);
      await off(driver, page);
      assert.equal(await dom(page), before);
    });

    it('does not talk to a script of a former version, and asks for the page to be reloaded', async (t) => {
      if (!driver.outdate) {
        t.skip('in Firefox no test reaches the world of such a script before it starts; tests/unit/messages.test.mjs holds it');
        return;
      }
      const page = await open(driver.server.putFile(ARTICLE));
      const before = await dom(page);
      // So that the tab may be reached.
      await (await driver.press(page)).close();
      await driver.outdate(page);
      const popup = await flip(driver, page);
      await until(async () => /has been updated.*Reload the page/.test(await popup.text()), 'the word to reload');
      await popup.close();
      assert.equal(await count(page), 0);
      assert.equal(await dom(page), before);
      await page.reload();
      await on(driver, page);
    });

    it('has asked nobody for anything', () => {
      assert.deepEqual(driver.server.foreign, []);
    });
  });
}
