// docs/archives.md as it stands: its commands, in their order, on an archive in small. Machines are this one, several times: an `ssh`
// of ours runs here what it is told.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** What `cargo test` has built, unless another is named. */
const tool = process.env.SOURCELIGHT_BIN ?? path.join(root, 'target/debug/sourcelight');
const has = (/** @type {string} */ command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

const page = readFileSync(path.join(root, 'docs/archives.md'), 'utf8');
const blocks = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, text]) => text);
/** The one block in which some words stand. @param {string} words */
function block(words) {
  const found = blocks.filter((text) => text.includes(words));
  assert.equal(found.length, 1, words);
  return found[0];
}

describe('docs/archives.md', { skip: process.platform === 'linux' ? false : 'its commands are those of a Linux system' }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sourcelight-archive-'));
  const at = (/** @type {string[]} */ ...parts) => path.join(folder, ...parts);
  const lines = (/** @type {string} */ file) => readFileSync(at(file), 'utf8').split('\n').filter(Boolean);
  const inputs = (/** @type {string} */ file) => lines(file).map((line) => JSON.parse(line).input);
  /** @type {string[]} */
  let files = [];
  /** Runs commands; answers what was said on standard error. @param {string} commands @param {number} status */
  const run = (commands, status) => {
    const ran = spawnSync('sh', ['-c', commands], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH: `${at('bin')}:${process.env.PATH}` } });
    assert.equal(ran.status, status, `${commands}\n${ran.stderr}`);
    return ran.stderr;
  };
  const reports = () => readdirSync(at('reports'), { recursive: true, encoding: 'utf8' }).filter((name) => statSync(at('reports', name)).isFile()).sort();

  before(() => {
    assert.ok(existsSync(tool), `${tool} is missing: cargo build, or SOURCELIGHT_BIN=PATH`);
    for (const name of ['bin', 'archive/2025/pages', 'archive/2026']) mkdirSync(at(name), { recursive: true });
    symlinkSync(tool, at('bin/sourcelight'));
    writeFileSync(at('bin/ssh'), '#!/bin/sh\nshift\nexec sh -c "$*"\n');
    chmodSync(at('bin/ssh'), 0o755);
    const golden = path.join(root, 'tests/golden');
    for (const name of readdirSync(golden)) {
      const from = path.join(golden, name, 'page.html');
      if (existsSync(from)) copyFileSync(from, at('archive/2025/pages', `${name}.html`));
    }
    const texts = path.join(root, 'tests/attribution');
    readdirSync(texts).filter((name) => name.endsWith('.txt')).sort().slice(0, 10).forEach((name) => copyFileSync(path.join(texts, name), at('archive/2026', name)));
    writeFileSync(at('archive/2026/broken.html'), '%PDF-1.7');
    files = execFileSync('find', ['archive', '-type', 'f'], { cwd: folder, encoding: 'utf8' }).split('\n').filter(Boolean).sort();
    assert.ok(files.length > 25);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has no command that is not run here', () => {
    const known = ['> reports.jsonl', '> pages.jsonl', '> failed.jsonl', 'cat > share.sh', 'xargs -P 3', '> all.jsonl', '> most.csv', '> officials.csv'];
    assert.deepEqual(blocks, known.map(block));
  });

  it('reads a folder, and a list', () => {
    assert.match(run(block('> reports.jsonl'), 1), new RegExp(`: ${files.length} inputs: ${files.length - 1} read, 1 could not be read`));
    assert.deepEqual(inputs('reports.jsonl'), files);
    run(block('> pages.jsonl'), 1);
    assert.deepEqual(inputs('pages.jsonl'), files.filter((name) => name.endsWith('.html')));
  });

  it('goes on where it was ended', () => {
    run(block('> failed.jsonl'), 1);
    assert.deepEqual(reports(), files.filter((name) => !name.includes('broken')).map((name) => `${name}.json`));
    assert.deepEqual(inputs('failed.jsonl'), ['archive/2026/broken.html']);
    const kept = reports().slice(4).map((name) => /** @type {const} */ ([name, statSync(at('reports', name)).ino]));
    for (const name of reports().slice(0, 4)) rmSync(at('reports', name));
    assert.match(run(block('> failed.jsonl'), 1), new RegExp(`4 read, ${files.length - 5} skipped .*, 1 could not be read`));
    assert.equal(reports().length, files.length - 1);
    for (const [name, inode] of kept) assert.equal(statSync(at('reports', name)).ino, inode, `${name} was left alone`);
  });

  it('is shared by machines, and goes on after one has died', () => {
    const alone = new Map(reports().map((name) => [name, readFileSync(at('reports', name), 'utf8')]));
    rmSync(at('reports'), { recursive: true });
    run(block('cat > share.sh'), 0);
    assert.deepEqual(lines('list.txt'), files);
    const machines = block('xargs -P 3');
    // One machine is gone: the others' shares are there, and it is told.
    run(machines.replace('ssh "$0"', 'test "$0" != machine2 && ssh "$0"'), 123);
    assert.equal(reports().length + 1 + Math.floor((files.length + 1) / 3), files.length, 'all but the share of the second, and the broken page');
    // With the same number again; 123 because of the page that cannot be read.
    run(machines, 123);
    assert.deepEqual(reports(), [...alone.keys()]);
    for (const [name, text] of alone) assert.equal(readFileSync(at('reports', name), 'utf8'), text, name);
    assert.deepEqual([1, 2, 3].flatMap((n) => inputs(`failed-${n}.jsonl`)), ['archive/2026/broken.html']);
  });

  it('makes one file of all reports', () => {
    run(block('> all.jsonl'), 0);
    const expected = files.filter((name) => !name.includes('broken')).map((name) => readFileSync(at('reports', `${name}.json`), 'utf8'));
    assert.equal(readFileSync(at('all.jsonl'), 'utf8'), expected.sort().join(''));
  });

  it('answers questions with DuckDB', { skip: has('duckdb') ? false : 'duckdb is not installed here' }, () => {
    run(block('> most.csv'), 0);
    const [header, first, ...more] = lines('most.csv');
    assert.equal(header, 'label,articles,claims');
    assert.equal(more.length, 9);
    /** @type {Map<string, number>} */
    const claims = new Map();
    for (const line of lines('all.jsonl')) for (const source of JSON.parse(line).sources) claims.set(source.label, (claims.get(source.label) ?? 0) + source.claims.length);
    claims.delete('unknown');
    assert.equal(Number(first.split(',').at(-1)), Math.max(...claims.values()));
    run(block('> officials.csv'), 0);
    const [, ...outlets] = lines('officials.csv');
    const officials = lines('all.jsonl').flatMap((line) => JSON.parse(line).officials);
    assert.equal(outlets.reduce((sum, line) => sum + Number(line.split(',').at(-2)), 0), officials.length);
  });
});
