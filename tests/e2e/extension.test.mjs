// The extension in stock Chromium and stock Firefox, as a reader uses it. One browser for each kind, a fresh tab for each test.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { dom, root, start, until } from './harness.mjs';
import { count, flip, hover, isPlain, marks, off, on, said } from './reader.mjs';

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

    it('shows its badge on the tab that is on, and on no other', async () => {
      const first = await open(driver.server.putFile(ARTICLE));
      const second = await open(driver.server.put('other.html', '<!doctype html><title>Other</title><p>Nobody says anything here.</p>', 'other.press.test'));
      await on(driver, first);
      await until(async () => (await driver.badge(first)) !== '', 'a badge');
      assert.equal(await driver.badge(second), '');
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
      for (const message of [null, 0, '', 'toggle', [], {}, { kind: 7 }, { type: 'read', snapshot: 3 }, { kind: 'read', snapshot: { nodes: 'x' } }]) {
        const answer = await Promise.race([driver.send(message), new Promise((done) => { setTimeout(() => done('silence'), 3000); })]);
        if (answer && typeof answer === 'object') assert.ok(!('report' in answer), `${JSON.stringify(message)} was answered with a report`);
        else assert.ok(answer === null || answer === undefined || typeof answer === 'string', `${JSON.stringify(message)} → ${JSON.stringify(answer)}`);
      }
      const page = await open(driver.server.putFile(ARTICLE));
      await on(driver, page);
    });

    it('survives its background being stopped in the middle of a request', async () => {
      const page = await open(driver.server.putFile(ARTICLE));
      const popup = await flip(driver, page);
      await driver.stopBackground();
      const outcome = await until(async () => ((await count(page)) > 0 ? 'marks' : isPlain(await popup.text()) && 'a sentence'), 'marks or a sentence');
      await popup.close();
      // Whichever came, the next reader's click works.
      if (outcome !== 'marks' && (await count(page)) === 0) await on(driver, page);
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
    });

    for (const [name, body] of /** @type {[string, () => string][]} */ ([
      ['50,000 nested elements', () => `<!doctype html><title>Deep</title><article>${'<div>'.repeat(50_000)}“Stop,” said Ada Quill.</article>`],
      ['5 MB in one paragraph', () => `<!doctype html><title>Long</title><article><h1>Long</h1><p>${'“The tide comes twice,” said Ada Quill of Harrow Bay. '.repeat(90_000)}</p></article>`],
      ['100,000 nodes', () => `<!doctype html><title>Many</title><article><h1>Many</h1>${'<p>“Stop,” said Ada Quill.</p>'.repeat(50_000)}</article>`],
    ])) {
      it(`comes to an end on ${name}`, { timeout: 120_000 }, async () => {
        const page = await open(driver.server.put(`${name.replace(/\W+/g, '-')}.html`, body()));
        const before = await said(driver, page);
        const popup = await flip(driver, page);
        // The outcome is marks, or another sentence than before the click; said anew, it is not that it is still at work.
        await until(async () => (await count(page)) > 0 || (await popup.text()).trim() !== before, 'an outcome', 60_000);
        await popup.close();
        const text = await said(driver, page);
        assert.ok(isPlain(text), text);
        assert.equal(await page.evaluate(() => 1 + 1), 2, 'the page answers');
      });
    }

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

    it('has asked nobody for anything', () => {
      assert.deepEqual(driver.server.foreign, []);
    });
  });
}
