// Who may send what to the background: senders and shapes of messages; and what the manifests allow at most.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const OWN = 'browser-extension://own/';
/** @type {(message: any, sender: any, reply: (answer: any) => void) => boolean} */
let heard;
Object.assign(globalThis, { chrome: {
  runtime: { id: 'own', getURL: (/** @type {string} */ file) => OWN + file, onMessage: { addListener: (/** @type {typeof heard} */ listener) => { heard = listener; } } },
  i18n: { getMessage: (/** @type {string} */ key) => key },
} });
const { answerMessages } = await import('../../extension/messages.js');

const popup = { id: 'own', url: `${OWN}popup.html` };
const script = { id: 'own', url: 'https://press.example/a', frameId: 0, tab: { id: 7 } };
answerMessages({
  turn: { from: 'extension', shape: { tab: 'number', on: 'boolean' }, answer: async ({ tab }) => ({ tab }) },
  read: { from: 'page', shape: { snapshot: 'object' }, answer: async (_, { tab, host }) => ({ tab, host }) },
  broken: { from: 'page', shape: {}, answer: async () => { throw new Error('innards'); } },
});
/** @param {unknown} message @param {object} sender @returns {Promise<any>} */
const send = (message, sender) => new Promise((done) => { heard(message, sender, done); });

describe('a message', () => {
  it('is answered where sender and shape are right', async () => {
    assert.deepEqual(await send({ kind: 'turn', tab: 3, on: true }, popup), { tab: 3 });
    assert.deepEqual(await send({ kind: 'read', snapshot: {} }, script), { tab: 7, host: 'press.example' });
    assert.deepEqual(await send({ kind: 'turn', tab: 3, on: true }, { ...script, url: `${OWN}options.html` }), { tab: 3 }, 'a page of ours in a tab');
  });

  it('is refused from anybody else', async () => {
    const refused = { error: 'not_understood' };
    for (const [message, sender] of /** @type {[object, object][]} */ ([
      [{ kind: 'turn', tab: 3, on: true }, script],
      [{ kind: 'turn', tab: 3, on: true }, { ...script, url: `https://press.example/?${OWN}popup.html` }],
      [{ kind: 'turn', tab: 3, on: true }, { ...popup, id: 'other' }],
      [{ kind: 'read', snapshot: {} }, popup],
      [{ kind: 'read', snapshot: {} }, { ...script, id: 'other' }],
      [{ kind: 'read', snapshot: {} }, { ...script, frameId: 3 }],
      [{ kind: 'read', snapshot: {} }, { ...script, tab: undefined }],
      [{ kind: 'read', snapshot: {} }, {}],
    ])) assert.deepEqual(await send(message, sender), refused, JSON.stringify([message, sender]));
  });

  it('is refused in another shape', async () => {
    for (const message of [null, undefined, 0, '', 'read', [], {}, { kind: 7 }, { kind: 'toString' }, { kind: '__proto__' }, { kind: 'constructor' },
      { kind: 'read' }, { kind: 'read', snapshot: null }, { kind: 'read', snapshot: 'x' }]) {
      assert.deepEqual(await send(message, script), { error: 'not_understood' }, JSON.stringify(message));
    }
    for (const tab of [undefined, null, '3', {}]) assert.deepEqual(await send({ kind: 'turn', tab, on: true }, popup), { error: 'not_understood' });
  });

  it('that cannot be answered is answered in a sentence, without innards', async (t) => {
    t.mock.method(console, 'error', () => {});
    assert.deepEqual(await send({ kind: 'broken' }, script), { error: 'failed' });
  });
});

describe('the manifests', () => {
  const of = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(`../../extension/${name}`, import.meta.url), 'utf8'));
  const [base, chrome, firefox] = ['manifest.json', 'manifest.chrome.json', 'manifest.firefox.json'].map(of);

  it('ask for no more than SECURITY.md says', () => {
    assert.deepEqual(base.permissions, ['activeTab', 'scripting', 'storage']);
    assert.deepEqual(chrome.permissions, [...base.permissions, 'sidePanel']);
    assert.equal(firefox.permissions, undefined);
    assert.deepEqual(base.optional_host_permissions, ['*://*/*']);
    for (const manifest of [base, chrome, firefox]) {
      for (const key of ['host_permissions', 'optional_permissions', 'content_scripts', 'web_accessible_resources', 'externally_connectable', 'sandbox', 'update_url']) assert.ok(!(key in manifest), key);
    }
    assert.deepEqual(firefox.browser_specific_settings.gecko.data_collection_permissions, { required: ['none'] });
  });

  it('let pages of the extension load and reach nothing but its own files', () => {
    const policy = Object.fromEntries(base.content_security_policy.extension_pages.split('; ').map((/** @type {string} */ part) => [part.split(' ')[0], part.split(' ').slice(1)]));
    assert.deepEqual(policy['default-src'], ["'none'"]);
    assert.deepEqual(policy['script-src'], ["'self'", "'wasm-unsafe-eval'"]);
    for (const [name, allowed] of Object.entries(policy)) for (const source of allowed) assert.ok(["'none'", "'self'", "'wasm-unsafe-eval'"].includes(source), `${name} ${source}`);
    for (const manifest of [chrome, firefox]) assert.ok(!('content_security_policy' in manifest));
  });
});

it('nothing in scripts and interface makes markup, code or patterns of a text, or hears pages and other extensions', () => {
  for (const [folder, kind, never] of /** @type {[string, RegExp, RegExp][]} */ ([
    ['extension', /\.js$/, /\b(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|parseFromString|createContextualFragment|DOMParser|eval|execScript)\b|new (Function|RegExp)|document\.write|External\b|['"]message['"]/],
    ['src/ui', /\.rs$/, /inner_html|outer_html|insert_adjacent_html|create_contextual_fragment|DomParser|js_sys::(eval|Function::new)/],
  ])) {
    const dir = fileURLToPath(new URL(`../../${folder}`, import.meta.url));
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((f) => kind.test(f));
    assert.ok(files.length > 10);
    for (const file of files) assert.doesNotMatch(readFileSync(`${dir}/${file}`, 'utf8'), never, file);
  }
});
