// Both makers of the snapshot give the same answer for the same page: extension/content/collect.js in real browsers, and the
// native one in src/page/html. Style sheets are blocked (what only they hide is the known difference), scripts too.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import puppeteer from 'puppeteer-core';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const collector = readFileSync(path.join(root, 'extension/content/collect.js'), 'utf8');
const CSP = "default-src 'none'; style-src-attr 'unsafe-inline'";

/** Chromium cuts text nodes at this many UTF-16 units; the native parser and Firefox do not. */
const LONGEST_NODE = 65_536;

const browsers = [
  {
    name: 'chromium',
    path: process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find(existsSync),
    options: { browser: 'chrome', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  },
  {
    name: 'firefox',
    path: process.env.FIREFOX ?? ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(existsSync),
    options: { browser: 'firefox' },
  },
];

function fixtures() {
  const own = path.join(root, 'tests/contract/pages');
  const found = readdirSync(own).filter((f) => f.endsWith('.html')).map((f) => path.join(own, f));
  const golden = path.join(root, 'tests/golden');
  for (const name of existsSync(golden) ? readdirSync(golden) : []) {
    const page = path.join(golden, name, 'page.html');
    if (existsSync(page)) found.push(page);
  }
  return found.concat(process.env.CONTRACT_PAGES?.split(':').filter(Boolean) ?? []);
}

function binary() {
  if (process.env.SOURCELIGHT_BIN) return process.env.SOURCELIGHT_BIN;
  execFileSync('cargo', ['build', '--quiet', '--bin', 'sourcelight'], { cwd: root, stdio: 'inherit' });
  return path.join(root, 'target/debug/sourcelight');
}

/** Serves the fixtures by their place in the list; the head says nothing about the encoding. */
function serve(files) {
  const server = http.createServer((request, response) => {
    const file = files[Number(/^\/(\d+)\//.exec(request.url ?? '')?.[1])];
    response.writeHead(file ? 200 : 404, { 'content-type': 'text/html', 'content-security-policy': CSP });
    response.end(file ? readFileSync(file) : '');
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

/** Neighbouring text nodes of one parent are one text to a reader. */
function joined(snapshot) {
  const place = [];
  const nodes = [];
  for (const node of snapshot.nodes) {
    const last = nodes.at(-1);
    if (node.s !== undefined && last?.s !== undefined && last.p === place[node.p]) {
      last.s += node.s;
      place.push(-1);
    } else {
      place.push(nodes.push({ ...node, p: node.p < 0 ? -1 : place[node.p] }) - 1);
    }
  }
  return { ...snapshot, nodes };
}

/** The first node that differs, so that a failure can be read. */
function compare(native, found) {
  const [a, b] = [native, found].map((s) => (s.nodes.some((n) => n.s?.length >= LONGEST_NODE) ? joined(s) : s));
  for (let n = 0; n < Math.max(a.nodes.length, b.nodes.length); n += 1) {
    const around = JSON.stringify(a.nodes.slice(Math.max(0, n - 3), n)).slice(0, 500);
    assert.deepEqual(b.nodes[n], a.nodes[n], `node ${n} in the browser (first) and natively, after ${around}`);
  }
  assert.deepEqual(b, a);
}

describe('the two makers of the snapshot agree', () => {
  const files = fixtures();
  /** @type {http.Server} */
  let server;
  let tool = '';
  before(async () => {
    tool = binary();
    server = await serve(files);
  });
  after(() => server.close());

  for (const browser of browsers) {
    describe(browser.name, { skip: browser.path ? false : `${browser.name} is not installed; set ${browser.name.toUpperCase()}` }, () => {
      /** @type {puppeteer.Browser} */
      let running;
      before(async () => {
        running = await puppeteer.launch({ executablePath: browser.path, headless: true, ...browser.options });
      });
      after(() => running?.close());

      files.forEach((file, n) => {
        it(path.relative(root, file), async () => {
          const url = `http://127.0.0.1:${server.address().port}/${n}/story.html`;
          const page = await running.newPage();
          try {
            await page.goto(`${url}#fragment`, { waitUntil: /frames/.test(file) ? 'load' : 'domcontentloaded' });
            const { snapshot, texts, nodes, types } = JSON.parse(await page.evaluate(`${collector}; (() => {
              const { snapshot, texts } = sourcelightCollect(document);
              const nodes = [snapshot, ...snapshot.frames ?? []].flatMap((s) => s.nodes);
              const types = texts.map((t, n) => (t ? t.data.startsWith(nodes[n].s) : nodes[n].s === undefined));
              return JSON.stringify({ snapshot, texts: texts.length, nodes: nodes.length, types: types.every(Boolean) });
            })()`));
            assert.equal(texts, nodes);
            assert.ok(types, 'each text entry has its node');
            const native = execFileSync(tool, ['snapshot', file, '--url', url], { maxBuffer: 1 << 28 });
            compare(JSON.parse(native.toString()), snapshot);
          } finally {
            await page.close();
          }
        });
      });

      it('stops at its limits and says so', async () => {
        const page = await running.newPage();
        try {
          await page.setContent('<body><p>0123456789🕊</p><p>second</p></body>');
          const cut = async (limits) => JSON.parse(await page.evaluate(
            `${collector}; JSON.stringify(sourcelightCollect(document, ${JSON.stringify(limits)}).snapshot)`));
          const byNodes = await cut({ nodes: 3 });
          assert.equal(byNodes.truncated, true);
          assert.equal(byNodes.nodes.length, 3);
          const byText = await cut({ text: 11 });
          assert.equal(byText.truncated, true);
          assert.deepEqual(byText.nodes.map((n) => n.s ?? n.t), ['body', 'p', '0123456789']);
          assert.equal((await cut({})).truncated, false);
          assert.equal((await cut({ nodes: 5, text: 18 })).truncated, false);
          await page.setContent('<head><meta name="a" content="12345"><meta name="b" content="12345"></head><body><p class="12345">third</p></body>');
          const around = await cut({ around: 10 });
          assert.deepEqual([around.meta.map((m) => m.key), around.nodes.map((n) => n.s ?? n.t), around.nodes[1].a], [['a'], ['body', 'p', 'third'], undefined]);
        } finally {
          await page.close();
        }
      });

      it('leaves the page and its globals as they are', async () => {
        const page = await running.newPage();
        try {
          await page.setContent('<body><p>text</p><form><input name="lastChild"></form></body>');
          const [before, between, names] = JSON.parse(await page.evaluate(`(() => {
            const names = new Set(Object.getOwnPropertyNames(globalThis));
            const before = document.documentElement.outerHTML;
            (0, eval)(${JSON.stringify(collector)});
            sourcelightCollect(document);
            const added = Object.getOwnPropertyNames(globalThis).filter((n) => !names.has(n));
            return JSON.stringify([before, document.documentElement.outerHTML, added]);
          })()`));
          assert.equal(between, before);
          assert.deepEqual(names, ['sourcelightCollect']);
        } finally {
          await page.close();
        }
      });
    });
  }
});
