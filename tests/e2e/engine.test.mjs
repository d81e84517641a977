// The engine's module as the background holds it: after a panic it is thrown away and made afresh.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { it } from 'node:test';
import { root } from './harness.mjs';

it('answers the same after it was made afresh, with memory of its own', async () => {
  const built = path.join(root, 'target/built/engine');
  const engine = await import(path.join(built, 'sourcelight.js'));
  const { memory } = await engine.default({ module_or_path: readFileSync(path.join(built, 'sourcelight_bg.wasm')) });
  const weights = readFileSync(path.join(root, 'src/text/weights/sourcelight.weights'));
  engine.loadModel(weights);
  const read = () => engine.readText('The wall leaks\n\n“It leaks,” said Ada Quill.', undefined, '2024-02-14', '2026-01-01');
  const before = read();
  // What a panic leaves behind: memory that nothing may rely on.
  new Uint8Array(memory.buffer).fill(0xa5);
  engine.__wbg_reset_state();
  engine.loadModel(weights);
  assert.deepEqual(read(), before);
  const again = await engine.default({ module_or_path: new Uint8Array() });
  assert.notEqual(again.memory, memory);
});

it('checks a list of the reader’s own, writes it again, and finds who is in it', async () => {
  const built = path.join(root, 'target/built/engine');
  const engine = await import(path.join(built, 'sourcelight.js'));
  await engine.default({ module_or_path: readFileSync(path.join(built, 'sourcelight_bg.wasm')) });
  const tsv = 'Person\tOffice\tPlace\tStart\nTobias Quillfeather\tMayor\tFenmarsh\t2025-05-05\n';
  assert.deepEqual(engine.checkList(tsv), { ok: true, persons: 1, terms: 1 });
  const { ok, errors } = engine.checkList(tsv.replace('2025-05-05', 'May 2025'));
  assert.equal(ok, false);
  assert.deepEqual(errors.map((/** @type {any} */ e) => [e.line, e.column]), [[2, 'start']]);
  assert.match(errors[0].message, /May 2025.*2024-05-31/);
  assert.equal(engine.exportList(tsv), 'person\tother_names\toffice\tplace\tstart\tend\tsource\nTobias Quillfeather\t\tMayor\tFenmarsh\t2025-05-05\t\t\n');
  assert.throws(() => engine.exportList('person'), (error) => typeof error === 'string' && /column/.test(error));
  const paragraph = 'The mayor of Fenmarsh, Tobias Quillfeather, opened the sluice on Monday and thanked all those who had dug it in the rain. ';
  const text = (/** @type {number} */ parent, /** @type {string} */ s) => ({ p: parent, s });
  const nodes = [{ p: -1, t: 'body' }, { p: 0, t: 'article' }, { p: 1, t: 'h1' }, text(2, 'A sluice is opened'),
    ...[0, 1, 2, 3].flatMap((n) => [{ p: 1, t: 'p' }, text(4 + 2 * n, `Gate ${n} came first. ${paragraph.repeat(3)}`)])];
  const page = { version: 1, url: 'https://example.org/news/sluice', lang: 'en', title: 'A sluice is opened', meta: [], links: [], jsonld: [], nodes };
  const read = (/** @type {unknown} */ lists) => engine.readPage(page, '2026-01-01', lists).report;
  assert.deepEqual(read(undefined).officials, []);
  const report = read([{ name: 'Fenmarsh', added: '2025-12-01', tsv }, { name: 'wrong', added: '2025-12-01', tsv: '' }]);
  assert.deepEqual(report.officials.map((/** @type {any} */ o) => [o.person, o.match, o.office_then[0].source]), [['Tobias Quillfeather', 'certain', 'your list “Fenmarsh”']]);
  assert.deepEqual(report.notes.filter((/** @type {any} */ n) => n.code === 'list').length, 1);
  assert.throws(() => read('lists'), (error) => typeof error === 'string');
});

it('hands the engine only what has the shape of a list', async () => {
  const list = { name: 'Fenmarsh', added: '2025-12-01', tsv: 'person' };
  const kept = [list, { ...list, more: 1 }, { name: 'x', tsv: 'y' }, null, 7, 'list', { ...list, tsv: 3 }];
  const was = globalThis.chrome;
  try {
    for (const [lists, expected] of [[kept, [list, list]], [undefined, []], ['x', []], [{ 0: list }, []]]) {
      globalThis.chrome = /** @type {any} */ ({ storage: { local: { get: async () => ({ lists }) } } });
      const { ownLists } = await import(path.join(root, 'extension/lists.js'));
      assert.deepEqual(await ownLists(), expected);
    }
  } finally {
    globalThis.chrome = was;
  }
});
