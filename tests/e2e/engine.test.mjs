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
