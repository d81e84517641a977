// The npm package as somebody gets it: packed, installed into an empty project, its README's example run and its types checked.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const project = mkdtempSync(path.join(tmpdir(), 'sourcelight-npm-'));
const run = (/** @type {string} */ command, /** @type {string[]} */ ...args) => execFileSync(command, args, { cwd: project, encoding: 'utf8' });

/** The blocks of code in the README, in their order: language and text. */
const blocks = [...readFileSync(path.join(root, 'npm/README.md'), 'utf8').matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(([, language, text]) => ({ language, text }));

/** A page in small. @param {string[]} paragraphs */
const snapshot = (...paragraphs) => ({
  version: 1, url: 'https://news.example/ferry', lang: 'en', title: 'Ferry is late', links: [], jsonld: [], truncated: false,
  meta: [{ key: 'og:type', content: 'article' }, { key: 'article:published_time', content: '2025-12-30' }],
  nodes: [{ p: -1, t: 'body' }, { p: 0, t: 'article' }, { p: 1, t: 'h1' }, { p: 2, s: 'Ferry is late' },
    ...paragraphs.flatMap((words, n) => [{ p: 1, t: 'p' }, { p: 4 + 2 * n, s: words }])],
});

describe('the npm package', () => {
  /** @type {any} */
  let sourcelight;
  before(async () => {
    execFileSync('node', ['.ci/npm.mjs', path.join(project, 'packed')], { cwd: root });
    const archive = readdirSync(project).filter((file) => file.endsWith('.tgz'));
    assert.equal(archive.length, 1);
    rmSync(path.join(project, 'packed'), { recursive: true });
    writeFileSync(path.join(project, 'package.json'), '{"type":"module","private":true}');
    run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${archive[0]}`);
    sourcelight = await import(pathToFileURL(path.join(project, 'node_modules/sourcelight/node.js')).href);
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  it('does what its README shows', () => {
    const [example, printed] = blocks;
    assert.equal(example.language, 'js');
    writeFileSync(path.join(project, 'example.mjs'), example.text);
    assert.equal(run('node', 'example.mjs'), printed.text);
  });

  it('has types that fit its example, and the types of www/ fit them', () => {
    // The example again, held to the types; what the engine answers is what www/ takes; and what is wrong is seen.
    writeFileSync(path.join(project, 'example.mts'), `${blocks[0].text}
import type { Report, Claim } from 'sourcelight';
import type { Report as Written } from '${path.join(root, 'www/report.d.ts').replaceAll('\\', '/')}';
export const same = (report: Report): Written => report;
export const verb = (claim: Claim): string | null => claim.verb;
// @ts-expect-error: there is no such field
export const none = (report: Report) => report.score;
// @ts-expect-error: a day is a string
export const day = readText('', { today: 3 });
`);
    symlinkSync(path.join(root, 'node_modules/@types'), path.join(project, 'node_modules/@types'), 'dir');
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    try {
      run('node', tsc, '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom', '--types', 'node', 'example.mts');
    } catch (error) {
      assert.fail(/** @type {any} */ (error).stdout);
    }
  });

  it('reads pages, one after the other and at once, and gives places in them', async () => {
    const words = 'The ferry will be late all week, said captain Ada Bee.';
    const page = snapshot(words, 'The sea has been rough since Friday night, and two of the three boats lie in the harbour for repair.');
    const asked = Array.from({ length: 8 }, () => sourcelight.readPage(page, { today: '2026-01-01' }));
    const answers = await Promise.all(asked);
    for (const { report, anchors } of answers) {
      assert.deepEqual(report, answers[0].report);
      assert.deepEqual(report.claims.map((/** @type {any} */ c) => c.speaker.label), ['Ada Bee']);
      const [start] = report.claims[0].content[0];
      const anchor = anchors.find((/** @type {any} */ a) => a.start <= start && start < a.end);
      assert.equal(page.nodes[anchor.node].s, words);
    }
  });

  it('refuses what is wrong in a sentence, and goes on', async () => {
    await assert.rejects(sourcelight.readPage({ nodes: 3 }), { name: 'TypeError', message: /snapshot of the page has not the expected shape/ });
    await assert.rejects(sourcelight.readText(undefined), { name: 'TypeError', message: 'the text is a string' });
    const { ok, errors } = await sourcelight.checkList('person\toffice\n');
    assert.ok(ok === false && errors[0].message.length > 0);
    const today = new Date();
    const { claims } = await sourcelight.readText('The ferry is late, the captain said.\n', { published: `${today.getFullYear()}-01-01` });
    assert.equal(claims[0].speaker.label, 'captain');
  });

  it('brings the collector for browsers as a module', async () => {
    const { collect } = await import(pathToFileURL(path.join(project, 'node_modules/sourcelight/collect.js')).href);
    assert.equal(typeof collect, 'function');
    const { exports } = JSON.parse(readFileSync(path.join(project, 'node_modules/sourcelight/package.json'), 'utf8'));
    const files = Object.values(exports).flatMap((of) => Object.values(of));
    for (const file of files) assert.ok(readFileSync(path.join(project, 'node_modules/sourcelight', file)).length > 0, file);
  });
});
