// What the crate holds when it is published: all that its code takes in, nothing that only developers run, and no more than the
// registry allows.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Files that cargo makes itself. */
const MADE = ['.cargo_vcs_info.json', 'Cargo.lock', 'Cargo.toml', 'Cargo.toml.orig'];

describe('the crate', () => {
  const listed = execFileSync('cargo', ['package', '--list', '--offline', '--allow-dirty'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const files = listed.split('\n').filter((file) => file && !MADE.includes(file));

  it('holds what its code takes in', () => {
    let found = 0;
    for (const file of files.filter((name) => name.endsWith('.rs'))) {
      for (const [, taken] of readFileSync(path.join(root, file), 'utf8').matchAll(/include_(?:str|bytes)!\("([^"]+)"\)/g)) {
        const needed = path.posix.join(path.posix.dirname(file), taken);
        assert.ok(files.includes(needed), `${file} takes in ${needed}`);
        found++;
      }
    }
    assert.ok(found > 20, `${found} found`);
    for (const table of ['persons', 'offices', 'terms', 'names', 'roles', 'places', 'things', 'sources', 'given_names']) {
      assert.ok(files.includes(`src/officials/tables/${table}.tsv`), table);
    }
  });

  it('holds nothing else than engine, tool, example and licences', () => {
    const strange = files.filter((file) => !/^(src\/(?!bin\/train\/|text\/training\/|officials\/refresh\/)|examples\/claims\.rs$|LICENSE|CHANGELOG\.md$)/.test(file));
    assert.deepEqual(strange, []);
    for (const file of ['src/bin/sourcelight.rs', 'src/README.md', 'src/text/weights/NOTICE', 'LICENSE.md', 'LICENSE-MIT', 'LICENSE-APACHE']) assert.ok(files.includes(file), file);
  });

  it('is small enough', () => {
    // The registry takes 10 MB compressed; text like these tables shrinks to a third.
    const bytes = files.reduce((sum, file) => sum + statSync(path.join(root, file)).size, 0);
    assert.ok(bytes < 20e6, `${(bytes / 1e6).toFixed(1)} MB`);
  });
});
