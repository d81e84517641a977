// What of others the product rests on: every dependency has its reason, every licence is allowed, and what ships is in the bill
// of materials and in the notices. And what ships of scripts runs nothing but itself. (./build.sh audit looks further.)

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { allowedForCrates, bill, cargoMetadata, crates, expression, notices, permits, tables, wrongInLock } from '../../.ci/parts.mjs';

const at = (/** @type {string} */ file) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const read = (/** @type {string} */ file) => readFileSync(at(file), 'utf8');

describe('licences', () => {
  it('are read as SPDX means them', () => {
    const allowed = ['MIT', 'Apache-2.0', 'ISC'];
    for (const good of ['MIT', 'MIT OR GPL-3.0', 'GPL-3.0/MIT', '(GPL-2.0 OR MIT) AND ISC', 'GPL-2.0 AND GPL-3.0 OR MIT', '((MIT))']) assert.ok(permits(good, allowed), good);
    for (const bad of ['', 'GPL-3.0', 'MIT AND GPL-3.0', '(MIT OR ISC) AND GPL-3.0', 'MIT MIT', '(MIT', 'MIT)', 'OR', 'mit', 'Apache-2.0 WITH LLVM-exception']) assert.ok(!permits(bad, allowed), bad);
  });

  it('of all crates in Cargo.lock are allowed', () => {
    const { allowed, exceptions } = allowedForCrates();
    assert.ok(allowed.length > 3 && exceptions.size > 0, 'deny.toml was read');
    const { packages } = cargoMetadata('--all-features');
    assert.ok(packages.length > 100);
    // Our own crate carries the licences of tables and weights beside that of the code (LICENSE.md).
    const wrong = packages.filter(({ name, license }) => name !== 'sourcelight' && !permits(license ?? '', [...allowed, ...exceptions.get(name) ?? []]));
    assert.deepEqual(wrong.map(({ name, license }) => `${name}: ${license}`), []);
    // Exceptions are for what does not ship.
    assert.deepEqual(crates().inside.filter(({ name }) => name !== 'sourcelight' && exceptions.has(name)).map(({ name }) => name), []);
    assert.deepEqual(packages.filter(({ source, name }) => name !== 'sourcelight' && !source?.startsWith('registry+')).map(({ name }) => name), [], 'from the registry alone');
  });

  it('of all that npm brings are allowed, each with a checksum, and nothing of it ships', () => {
    const lock = JSON.parse(read('package-lock.json'));
    assert.deepEqual(wrongInLock(lock), []);
    const of = (/** @type {object} */ fields) => wrongInLock({ packages: { '': {}, 'node_modules/a': { license: 'MIT', integrity: 'sha512-x', dev: true, ...fields } } });
    assert.deepEqual(of({}), []);
    for (const wrong of [{ license: 'MPL-2.0' }, { license: undefined }, { integrity: 'sha1-x' }, { resolved: 'git+ssh://git@elsewhere.example/a.git' }, { dev: undefined }]) assert.equal(of(wrong).length, 1, JSON.stringify(wrong));
  });
});

describe('a dependency', () => {
  it('of the crate stands below its reason', () => {
    const lines = read('Cargo.toml').split('\n');
    let inside = false;
    let found = 0;
    for (const [n, line] of lines.entries()) {
      if (line.startsWith('[')) inside = /dependencies(\.|\])/.test(line);
      if (!inside || !/^[\w-]+ = /.test(line)) continue;
      found++;
      assert.match(lines[n - 1], /^# .{10,}\.$/, line);
    }
    assert.ok(found >= 20, `${found} dependencies`);
  });

  it('of the tools has its reason in package.json, and is no other kind of dependency', () => {
    const { reasons, devDependencies, ...rest } = JSON.parse(read('package.json'));
    assert.deepEqual(Object.keys(reasons).sort(), Object.keys(devDependencies).sort());
    for (const [name, reason] of Object.entries(reasons)) assert.match(reason, /^[A-Zw].{10,}\.$/, name);
    assert.deepEqual(Object.keys(rest).filter((key) => /dependencies/i.test(key) || key === 'scripts'), []);
  });
});

describe('the bill of materials', () => {
  /** @type {any} */
  const made = bill({ archive: 'sourcelight-1.2.3-chrome.zip', bytes: new Uint8Array(3), rustc: 'rustc 1.99.0 (0123abc 2026-01-01)' });
  /** @type {Map<string, any>} */
  const named = new Map(made.components.map((/** @type {any} */ c) => [c.name, c]));

  it('is CycloneDX: has the fields that the schema asks for, in its forms', () => {
    /** @type {any} */
    const back = JSON.parse(JSON.stringify(made));
    assert.deepEqual(back, made);
    assert.deepEqual([back.bomFormat, back.specVersion, back.version], ['CycloneDX', '1.6', 1]);
    assert.match(back.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    for (const component of [back.metadata.component, ...back.components]) {
      assert.ok(['application', 'library', 'data'].includes(component.type) && component.name && component.version && component['bom-ref'], JSON.stringify(component));
      assert.ok(['required', 'excluded', undefined].includes(component.scope));
      assert.equal(component.licenses.length, 1);
      const [{ expression: text, license }] = component.licenses;
      assert.ok(license ? text === undefined && /^[A-Za-z0-9.-]+$/.test(license.id) : /^[\w.()+ -]+ (OR|AND) [\w.()+ -]+$/.test(text), JSON.stringify(component.licenses));
      for (const { alg, content } of component.hashes ?? []) assert.ok(alg === 'SHA-256' && /^[0-9a-f]{64}$/.test(content));
    }
    const refs = [back.metadata.component, ...back.components].map((c) => c['bom-ref']);
    assert.equal(new Set(refs).size, refs.length, 'each name stands for one thing');
    for (const { ref, dependsOn } of back.dependencies) for (const of of [ref, ...dependsOn]) assert.ok(refs.includes(of), of);
  });

  it('names every crate of the modules with version, checksum and licence, and those that run while they are made', () => {
    const { inside, beside } = crates();
    assert.ok(inside.length > 20 && beside.length > 3);
    for (const [scope, set] of /** @type {const} */ ([['required', inside], ['excluded', beside]])) {
      for (const { name, version, license } of set) {
        const part = /** @type {any} */ (made.components.find((/** @type {any} */ c) => c.name === name && c.version === version));
        assert.equal(part?.scope, scope, name);
        assert.equal(part.licenses[0].expression ?? part.licenses[0].license.id, expression(license ?? ''));
        assert.match(part.hashes?.[0].content ?? '', /^[0-9a-f]{64}$/, `${name} has a checksum`);
      }
    }
    // Whatever cargo says: the direct dependencies of the features that ship.
    for (const name of ['serde', 'serde_json', 'regex', 'aho-corasick', 'fst', 'psl', 'wide', 'bytemuck', 'wasm-bindgen', 'js-sys', 'web-sys', 'gloo', 'rust-std']) assert.equal(named.get(name)?.scope, 'required', name);
    for (const name of ['syn', 'serde_derive']) assert.equal(named.get(name)?.scope, 'excluded', name);
    for (const name of ['clap', 'html5ever', 'criterion', 'readabilityrs', 'pulp', 'eslint']) assert.ok(!named.has(name), `${name} does not ship`);
    assert.equal(named.get('rust-std')?.version, '1.99.0');
  });

  it('names weights and tables with their licences', () => {
    const id = (/** @type {string} */ name) => /** @type {any} */ (named.get(name))?.licenses[0].license.id;
    assert.equal(id('src/text/weights/sourcelight.weights'), 'CC-BY-SA-4.0');
    assert.equal(id('Public Suffix List'), 'MPL-2.0');
    assert.ok(tables().length > 15);
    for (const table of tables()) assert.equal(id(table), 'CC-BY-4.0', table);
    // Each table that the sources compile in is one of them.
    for (const file of readdirSync(at('src'), { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.rs'))) {
      for (const [, table] of readFileSync(at(`src/${file}`), 'utf8').matchAll(/include_str!\("([^"]+\.tsv)"\)/g)) {
        const place = fileURLToPath(new URL(table, new URL(`../../src/${file}`, import.meta.url))).slice(at('').length);
        assert.ok(tables().includes(place), place);
      }
    }
  });

  it('belongs to one archive, and is the same for the same', () => {
    const again = bill({ archive: 'sourcelight-1.2.3-chrome.zip', bytes: new Uint8Array(3), rustc: 'rustc 1.99.0 (0123abc 2026-01-01)' });
    assert.deepEqual(again, made);
    assert.notEqual(bill({ archive: 'sourcelight-1.2.3-chrome.zip', bytes: new Uint8Array(4), rustc: 'rustc 1.99.0' }).serialNumber, made.serialNumber);
  });
});

it('the notices name every crate of the modules, with terms', () => {
  const text = notices();
  for (const { name, version } of crates().inside) assert.ok(text.includes(`${name} ${version}`), name);
  for (const [, terms] of text.split(/\n-{80}\n/).slice(1).entries()) assert.match(terms, /Copyright|public domain|The package has no file/i, terms.slice(0, 200));
});

// What the build made, and not what it was made of: both manifests as they are merged, every script as it ships.
describe('what ships', { skip: !existsSync(at('dist/chrome')) && 'dist/ is not there: ./build.sh build' }, () => {
  for (const browser of ['chrome', 'firefox']) {
    const dir = `dist/${browser}`;
    const files = existsSync(at(dir)) ? readdirSync(at(dir), { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).map((e) => `${e.parentPath}/${e.name}`.slice(at(dir).length + 1)) : [];
    const scripts = files.filter((f) => /\.m?js$/.test(f));

    it(`for ${browser} opens nothing to pages, and its policy allows its own files alone`, () => {
      const manifest = JSON.parse(read(`${dir}/manifest.json`));
      const known = ['action', 'author', 'background', 'browser_specific_settings', 'commands', 'content_security_policy', 'default_locale', 'description', 'homepage_url', 'icons', 'incognito', 'manifest_version', 'minimum_chrome_version', 'name',
        'optional_host_permissions', 'options_page', 'options_ui', 'permissions', 'short_name', 'side_panel', 'sidebar_action', 'version'];
      assert.deepEqual(Object.keys(manifest).filter((key) => !known.includes(key)), [], 'a key that nobody has thought about');
      assert.equal(manifest.manifest_version, 3);
      assert.deepEqual(manifest.permissions.filter((/** @type {string} */ p) => !['activeTab', 'scripting', 'storage', 'sidePanel'].includes(p)), []);
      const policy = manifest.content_security_policy.extension_pages.split(';').map((/** @type {string} */ p) => p.trim()).filter(Boolean);
      assert.ok(policy.includes("default-src 'none'"));
      for (const part of policy) for (const source of part.split(' ').slice(1)) assert.ok(["'none'", "'self'", "'wasm-unsafe-eval'"].includes(source), part);
      assert.ok(policy.filter((/** @type {string} */ p) => p.includes('wasm-unsafe-eval')).every((/** @type {string} */ p) => p.startsWith('script-src ')));
    });

    it(`for ${browser} is scripts that run nothing but themselves and ask for nothing but files of the package`, () => {
      assert.ok(scripts.length > 15, `${scripts.length} scripts`);
      for (const file of scripts) {
        // Without comments, in which types are imported and addresses named.
        const text = read(`${dir}/${file}`).replace(/\/\*\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
        // A text made into a script or markup, a script from elsewhere, a way out.
        assert.doesNotMatch(text, /\beval\s*\(|\bnew Function\b|(?<!`)\bFunction\s*\(|\.(innerHTML|outerHTML)\s*\+?=|insertAdjacentHTML|document\.write|createContextualFragment|parseFromString|set(Timeout|Interval)\s*\(\s*['"`]/, file);
        assert.doesNotMatch(text, /\bimport\s*\(|importScripts|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|WebTransport|new Image\b/, file);
        for (const [, from] of text.matchAll(/^\s*(?:import|export)\b[^'"\n=(]*['"]([^'"]+)['"]/gm)) assert.match(from, /^\.\.?\//, `${file} imports ${from}`);
        // Patterns of the browser, addresses that are put together, names of XML; and nobody's address.
        for (const [, address] of text.matchAll(/['"`](\w+:\/\/[^'"`\s]*)/g)) assert.match(address, /^(\*|https?):\/\/(\*|\$)|^http:\/\/www\.w3\.org\//, `${file}: ${address}`);
        for (const [call, given] of text.matchAll(/\bfetch\(([^;\n]*)/g)) {
          assert.ok(/^(chrome\.runtime\.getURL\((?:'[\w.]+'|`_locales\/\$\{\w+\}\/messages\.json`)\)|at\('[\w.]+'\)|module_or_path\))/.test(given), `${file}: ${call}`);
        }
      }
    });

    it(`for ${browser} is pages that hold no script or style of their own and name nothing outside`, () => {
      const pages = files.filter((f) => f.endsWith('.html'));
      assert.ok(pages.length >= 4);
      for (const file of pages) {
        const text = read(`${dir}/${file}`);
        assert.doesNotMatch(text, /<script(?![^>]*\ssrc=)|<style|\son\w+\s*=|javascript:/i, file);
        for (const [, address] of text.matchAll(/\s(?:src|href)\s*=\s*["']?([^"'\s>]+)/g)) assert.match(address, /^[\w./-]+$/, `${file}: ${address}`);
      }
      for (const file of files.filter((f) => f.endsWith('.css'))) assert.doesNotMatch(read(`${dir}/${file}`), /@import|url\(\s*['"]?(?!data:)/i, file);
    });

    it(`for ${browser} has the notices of others and, beside the weights, theirs`, () => {
      assert.equal(read(`${dir}/NOTICES.txt`), notices());
      assert.match(read(`${dir}/engine/sourcelight.weights.NOTICE`), /CC BY-SA 4\.0/);
    });
  }
});
