// What of others the product is made of, and under which licences: for the bill of materials beside a package, the notices in
// it, and the checks of `./build.sh audit` and `./build.sh test`.
//
// The bill is written here and not by a tool (cargo-cyclonedx): half of what ships is no crate but tables, weights and glue,
// and the two WebAssembly modules have parts of their own.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);
const sha256 = (/** @type {string | Uint8Array} */ of) => createHash('sha256').update(of).digest('hex');

// --- Licences -----------------------------------------------------------------------------------------------------------

/** As SPDX has it: older crates write a slash for *or*. @param {string} text */
export const expression = (text) => text.replace(/\s*\/\s*/g, ' OR ');

/**
 * Whether an SPDX expression can be met by these licences alone: of *or* one side, of *and* both.
 * @param {string} text @param {readonly string[]} allowed
 */
export function permits(text, allowed) {
  const tokens = expression(text).match(/[()]|[^\s()]+/g) ?? [];
  /** @type {() => boolean} */
  const one = () => {
    const token = tokens.shift();
    if (token !== '(') return token !== undefined && allowed.includes(token);
    const inner = any();
    return tokens.shift() === ')' && inner;
  };
  /** @type {() => boolean} */
  const all = () => {
    let good = one();
    for (; tokens[0] === 'AND'; good = one() && good) tokens.shift();
    return good;
  };
  /** @type {() => boolean} */
  const any = () => {
    let good = all();
    for (; tokens[0] === 'OR'; good = all() || good) tokens.shift();
    return good;
  };
  return any() && tokens.length === 0;
}

/** Licences that deny.toml allows to every crate, and those that it allows to one alone. */
export function allowedForCrates() {
  const text = readFileSync(at('deny.toml'), 'utf8').replace(/^\s*#.*$/gm, '');
  const words = (/** @type {string | undefined} */ list) => [...(list ?? '').matchAll(/"([^"]+)"/g)].map(([, word]) => word);
  /** @type {Map<string, string[]>} */
  const exceptions = new Map();
  for (const [, crate, list] of text.matchAll(/\{ crate = "([^"]+)", allow = (\[[^\]]*\]) \}/g)) exceptions.set(crate, words(list));
  return { allowed: words(/^allow = (\[[^\]]*\])/m.exec(text)?.[1]), exceptions };
}

/**
 * Licences of the tools that npm brings, none of which ships: permissive ones, and those of works given to the public.
 * (BlueOak and Python-2.0 are permissive; BSD is how one package calls the licence of two or three clauses.)
 */
const ALLOWED_FOR_TOOLS = ['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Zlib', 'BlueOak-1.0.0', 'Python-2.0', 'CC0-1.0', 'Unlicense'];
/** Copyleft by file. They are run, and not passed on: the renderer of icons, the checker of accessibility, Mozilla's checker of add-ons with what it brings. */
const ALLOWED_FOR_ONE = /^(@resvg\/resvg-js(-[\w-]+)?|axe-core|web-ext|addons-(linter|moz-compare|scanner-utils)|eslint-plugin-no-unsanitized|fx-runner)$/;

/**
 * What package-lock.json names that it should not: a licence, a package without a checksum, or one from elsewhere.
 * @param {{packages: Record<string, {license?: string, integrity?: string, resolved?: string, dev?: boolean, link?: boolean, hasInstallScript?: boolean}>}} lock
 */
export function wrongInLock({ packages }) {
  return Object.entries(packages).filter(([place]) => place).flatMap(([place, { license, integrity, resolved, dev }]) => {
    const name = place.replace(/^.*node_modules\//, '');
    const allowed = ALLOWED_FOR_ONE.test(name) ? [...ALLOWED_FOR_TOOLS, 'MPL-2.0'] : ALLOWED_FOR_TOOLS;
    return [
      ...permits(license ?? '', allowed) ? [] : [`${name}: licence ${license ?? 'not said'}`],
      ...integrity?.startsWith('sha512-') ? [] : [`${name}: no checksum`],
      ...resolved === undefined || /^https:\/\/[^/]+\/(@[\w.-]+\/)?[\w.-]+\/-\/[\w.-]+\.tgz$/.test(resolved) ? [] : [`${name}: from ${resolved}`],
      // What is no tool would ship, and then belongs into the bill.
      ...dev ? [] : [`${name}: no tool`],
    ];
  });
}

// --- Crates -------------------------------------------------------------------------------------------------------------

/**
 * @typedef {object} Crate
 * @property {string} id
 * @property {string} name
 * @property {string} version
 * @property {string | null} license
 * @property {string | null} source
 * @property {string[]} authors
 * @property {string} manifest_path
 * @property {{kind: string[]}[]} targets
 */

/**
 * What cargo knows of the crate and all below it.
 * @param {string[]} options
 * @returns {{packages: Crate[], resolve: {root: string, nodes: {id: string, deps: {pkg: string, dep_kinds: {kind: string | null}[]}[]}[]}}}
 */
export const cargoMetadata = (...options) => JSON.parse(execFileSync('cargo', ['metadata', '--locked', '--format-version', '1', ...options], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] }));

/**
 * The crates of the two WebAssembly modules: those whose code is in them, and those that only run while they are made (macros,
 * build scripts, and all below them).
 */
export function crates() {
  const { packages, resolve } = cargoMetadata('--no-default-features', '--features', 'wasm,ui', '--filter-platform', 'wasm32-unknown-unknown');
  const byId = new Map(packages.map((p) => [p.id, p]));
  const nodes = new Map(resolve.nodes.map((n) => [n.id, n]));
  const get = (/** @type {string} */ id) => /** @type {Crate} */ (byId.get(id));
  const isMacro = (/** @type {string} */ id) => get(id).targets.some(({ kind }) => kind.includes('proc-macro'));
  /** @type {Map<string, Set<string>>} */
  const below = new Map();
  const inside = new Set([resolve.root]);
  const beside = new Set();
  for (const set of [inside, beside]) {
    // A set that is walked takes what is added on the way.
    for (const id of set) {
      for (const { pkg, dep_kinds: kinds } of nodes.get(id)?.deps ?? []) {
        const normal = kinds.some(({ kind }) => kind === null);
        if (!normal && !kinds.some(({ kind }) => kind === 'build')) continue;
        below.set(id, (below.get(id) ?? new Set()).add(pkg));
        (set === inside && normal && !isMacro(pkg) ? inside : beside).add(pkg);
      }
    }
  }
  const sorted = (/** @type {Iterable<string>} */ ids) => [...ids].map(get).sort((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
  return {
    own: get(resolve.root), inside: sorted([...inside].filter((id) => id !== resolve.root)), beside: sorted([...beside].filter((id) => !inside.has(id))),
    below: (/** @type {string} */ id) => [...below.get(id) ?? []].map(get),
  };
}

// --- Bill of materials --------------------------------------------------------------------------------------------------

/** Our tables: all that is compiled into the engine. */
export const tables = () => readdirSync(at('src'), { recursive: true, encoding: 'utf8' }).map((f) => `src/${f.replaceAll('\\', '/')}`)
  .filter((f) => f.endsWith('.tsv') && !f.startsWith('src/text/training/')).sort();

const WEIGHTS = 'src/text/weights/sourcelight.weights';
const purl = (/** @type {{name: string, version: string}} */ { name, version }) => `pkg:cargo/${name}@${version}`;
const licence = (/** @type {string | null} */ text) => {
  const spdx = expression(text ?? 'NOASSERTION');
  return [/ (OR|AND) /.test(spdx) ? { expression: spdx } : { license: { id: spdx } }];
};

/**
 * What an archive is made of, as CycloneDX 1.6: crates whose code ships (`required`), crates that run while it is made
 * (`excluded`), the standard library, and data with their licences. The same archive gives the same bill.
 * @param {{archive: string, bytes: Uint8Array, rustc: string}} of its name, what it holds, and what `rustc --version` says
 */
export function bill({ archive, bytes, rustc }) {
  const { own, inside, beside, below } = crates();
  const lock = readFileSync(at('Cargo.lock'), 'utf8');
  const crate = (/** @type {Crate} */ of, /** @type {'required' | 'excluded'} */ scope) => {
    const checksum = new RegExp(`name = "${of.name}"\\nversion = "${of.version.replace(/[.+]/g, '\\$&')}"\\n(?:source = .*\\n)?checksum = "([0-9a-f]{64})"`).exec(lock)?.[1];
    return {
      type: 'library', 'bom-ref': purl(of), name: of.name, version: of.version, scope, purl: purl(of), licenses: licence(of.license),
      ...checksum && { hashes: [{ alg: 'SHA-256', content: checksum }] },
    };
  };
  const rust = rustc.split(' ')[1] ?? 'unknown';
  const data = (/** @type {string} */ file, /** @type {string} */ spdx, /** @type {string} */ description) => ({
    type: 'data', 'bom-ref': file, name: file, version: own.version, scope: 'required', description, licenses: licence(spdx), hashes: [{ alg: 'SHA-256', content: sha256(readFileSync(at(file))) }],
  });
  const psl = inside.find(({ name }) => name === 'psl');
  const components = [
    ...inside.map((c) => crate(c, 'required')),
    { type: 'library', 'bom-ref': `rust-std@${rust}`, name: 'rust-std', version: rust, scope: 'required', description: `The standard library of ${rustc}`, licenses: licence('MIT OR Apache-2.0') },
    data(WEIGHTS, 'CC-BY-SA-4.0', 'Weights of the tagger and parser; the notice lies beside them'),
    ...tables().map((file) => data(file, 'CC-BY-4.0', 'A table of ours, compiled into the engine')),
    ...psl ? [{
      type: 'data', 'bom-ref': 'public-suffix-list', name: 'Public Suffix List', version: psl.version, scope: 'required', description: 'As the crate psl has compiled it', licenses: licence('MPL-2.0'),
    }] : [],
    ...beside.map((c) => crate(c, 'excluded')),
  ];
  const top = `pkg:generic/${archive}`;
  const whole = {
    bomFormat: 'CycloneDX', specVersion: '1.6', version: 1,
    metadata: {
      component: { type: 'application', 'bom-ref': top, name: own.name, version: own.version, description: archive, licenses: licence(own.license), hashes: [{ alg: 'SHA-256', content: sha256(bytes) }] },
    },
    components,
    dependencies: [
      { ref: top, dependsOn: [...below(own.id).map(purl), ...components.filter(({ type, name }) => type === 'data' || name === 'rust-std').map((c) => c['bom-ref'])].sort() },
      ...[...inside, ...beside].map((c) => ({ ref: purl(c), dependsOn: below(c.id).map(purl).sort() })),
    ],
  };
  // Named after its content (a UUID of version 8), not after a moment.
  const digest = sha256(JSON.stringify(whole));
  const id = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-8${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
  return { ...whole, serialNumber: `urn:uuid:${id}` };
}

// --- Notices ------------------------------------------------------------------------------------------------------------

/** What the licences ask to be passed on with the modules: who made each crate, and its terms; the same terms once. */
export function notices() {
  /** @type {Map<string, string[]>} */
  const terms = new Map();
  for (const { name, version, license, authors, manifest_path: manifest } of crates().inside) {
    const dir = path.dirname(manifest);
    const files = readdirSync(dir).filter((f) => /^(licen[cs]e|copying|notice|unlicense)/i.test(f)).sort();
    // Where there is a choice, it is MIT; notices and terms that come on top of it stay.
    const mit = files.find((f) => /mit/i.test(f));
    const chosen = mit ? files.filter((f) => f === mit || /notice|unicode/i.test(f)) : files.filter((f) => !/apache/i.test(f) || files.length === 1);
    const text = chosen.map((f) => readFileSync(path.join(dir, f), 'utf8').trim()).join('\n\n')
      || `${authors.length > 0 ? `Copyright (c) ${authors.join(', ')}\n\n` : ''}The package has no file with its terms; it says: ${expression(license ?? '')}.`;
    terms.set(text, [...terms.get(text) ?? [], `${name} ${version}`]);
  }
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return `Sourcelight contains code and data of others. Its own code is under MIT or Apache-2.0, its tables under CC BY 4.0, the weights of\nits parser under CC BY-SA 4.0 (sourcelight.weights.NOTICE). The names of hosts that belong together are those of the Public\nSuffix List (https://publicsuffix.org), under the Mozilla Public License 2.0. The standard library of Rust is under MIT or\nApache-2.0, Copyright (c) The Rust Project Contributors. The crates, each with its terms:${rule}${
    [...terms].map(([text, names]) => `${names.join(', ')}\n\n${text}`).join(rule)}\n`;
}
