// Who may send what to the background: senders and shapes of messages; and what the manifests allow at most.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';

const OWN = 'browser-extension://own/';
/** @type {(message: any, sender: any, reply: (answer: any) => void) => boolean} */
let heard;
/** What the script in the page answers. @type {() => Promise<any>} */
let ofPage = async () => null;
/** What was asked of it. @type {any[]} */
const asked = [];
const VERSION = '3.2.1';
Object.assign(globalThis, { chrome: {
  runtime: {
    id: 'own', getURL: (/** @type {string} */ file) => OWN + file, getManifest: () => ({ version: VERSION }),
    onMessage: { addListener: (/** @type {typeof heard} */ listener) => { heard = listener; } },
  },
  i18n: { getMessage: (/** @type {string} */ key) => key },
  tabs: { sendMessage: (/** @type {any[]} */ ...given) => { asked.push(given); return ofPage(); } },
} });
const { answerMessages, askPage } = await import('../../extension/messages.js');

const popup = { id: 'own', url: `${OWN}popup.html` };
const script = { id: 'own', url: 'https://press.example/a', frameId: 0, tab: { id: 7 } };
answerMessages({
  turn: { from: 'extension', shape: { tab: 'whole', on: 'yes' }, answer: async ({ tab }) => ({ tab }) },
  read: { from: 'page', shape: { snapshot: 'object' }, answer: async (_, { tab, host }) => ({ tab, host }) },
  rule: { from: 'extension', shape: { host: 'text', rule: ['always', 'never'], hidden: 'list' }, answer: async ({ rule }) => ({ rule }) },
  frame: { from: 'frame', shape: {}, answer: async (_, { tab, frame }) => ({ tab, frame }) },
  broken: { from: 'page', shape: {}, answer: async () => { throw new Error('innards'); } },
});
/** As it comes, whatever it is. @param {unknown} message @param {object} sender @returns {Promise<any>} */
const sendBare = (message, sender) => new Promise((done) => { heard(message, sender, done); });
/** From this version. @param {object} message @param {object} sender */
const send = (message, sender) => sendBare({ version: VERSION, ...message }, sender);
const refused = { error: 'not_understood' };

describe('a message', () => {
  it('is answered where sender and shape are right', async () => {
    assert.deepEqual(await send({ kind: 'turn', tab: 3, on: true }, popup), { tab: 3 });
    assert.deepEqual(await send({ kind: 'read', snapshot: {} }, script), { tab: 7, host: 'press.example' });
    assert.deepEqual(await send({ kind: 'turn', tab: 3, on: true }, { ...script, url: `${OWN}options.html` }), { tab: 3 }, 'a page of ours in a tab');
    assert.deepEqual(await send({ kind: 'rule', host: '', rule: 'never', hidden: [] }, popup), { rule: 'never' });
    assert.deepEqual(await send({ kind: 'frame' }, { ...script, frameId: 3 }), { tab: 7, frame: 3 });
  });

  it('is refused from anybody else', async () => {
    for (const [message, sender] of /** @type {[object, object][]} */ ([
      [{ kind: 'turn', tab: 3, on: true }, script],
      [{ kind: 'turn', tab: 3, on: true }, { ...script, url: `https://press.example/?${OWN}popup.html` }],
      [{ kind: 'turn', tab: 3, on: true }, { ...popup, id: 'other' }],
      [{ kind: 'read', snapshot: {} }, popup],
      [{ kind: 'read', snapshot: {} }, { ...script, id: 'other' }],
      [{ kind: 'read', snapshot: {} }, { ...script, frameId: 3 }],
      [{ kind: 'frame' }, script],
      [{ kind: 'frame' }, popup],
      [{ kind: 'read', snapshot: {} }, { ...script, tab: undefined }],
      [{ kind: 'read', snapshot: {} }, {}],
    ])) assert.deepEqual(await send(message, sender), refused, JSON.stringify([message, sender]));
  });

  it('is refused in another shape', async () => {
    for (const message of [null, undefined, 0, '', 'read', [], ['kind']]) assert.deepEqual(await sendBare(message, script), refused, JSON.stringify(message));
    for (const message of [{}, { kind: 7 }, { kind: 'toString' }, { kind: '__proto__' }, { kind: 'constructor' },
      { kind: 'read' }, { kind: 'read', snapshot: null }, { kind: 'read', snapshot: 'x' }, { kind: 'read', snapshot: [] }, { kind: 'read', snapshot: {}, more: 1 }]) {
      assert.deepEqual(await send(message, script), refused, JSON.stringify(message));
    }
    for (const tab of [undefined, null, '3', {}, 1.5, NaN, Infinity]) assert.deepEqual(await send({ kind: 'turn', tab, on: true }, popup), refused);
    const rule = { kind: 'rule', host: 'a.example', rule: 'always', hidden: [] };
    for (const wrong of [{ host: 7 }, { rule: 'click' }, { rule: ['always'] }, { rule: undefined }, { hidden: {} }, { hidden: 'cue' }]) {
      assert.deepEqual(await send({ ...rule, ...wrong }, popup), refused, JSON.stringify(wrong));
    }
    assert.deepEqual(await send({ kind: 'rule', host: '', rule: 'always', __proto__: { hidden: [] } }, popup), refused, 'what is inherited was not said');
  });

  it('that cannot be answered is answered in a sentence, without innards', async (t) => {
    t.mock.method(console, 'error', () => {});
    assert.deepEqual(await send({ kind: 'broken' }, script), { error: 'failed' });
  });

  it('of another version is answered with the word to reload the page, whatever it asks for', async () => {
    const stale = { error: 'updated', stale: true };
    for (const version of [undefined, null, '', '3.2.0', '3.2.10', 321, ['3.2.1']]) {
      for (const message of [{ kind: 'read', snapshot: {} }, { kind: 'read' }, { kind: 'of a later day' }]) assert.deepEqual(await sendBare({ ...message, version }, script), stale, JSON.stringify(version));
      assert.deepEqual(await sendBare({ kind: 'turn', tab: 3, on: true, version }, popup), stale);
    }
    assert.deepEqual(await sendBare({ kind: 'read', snapshot: {} }, { ...script, id: 'other' }), refused, 'and nobody else learns of it');
  });
});

describe('the script in a page', () => {
  it('is asked with the version, in the top frame', async () => {
    ofPage = async () => ({ phase: 'on', version: VERSION, css: '' });
    asked.length = 0;
    assert.deepEqual(await askPage(7, { kind: 'on', auto: true }), { phase: 'on', css: '' });
    assert.deepEqual(asked, [[7, { kind: 'on', auto: true, version: VERSION }, { frameId: 0 }]]);
  });

  it('is not there where nobody answers, or with what is no answer', async () => {
    ofPage = async () => { throw new Error('Could not establish connection.'); };
    assert.equal(await askPage(7, { kind: 'state' }), null);
    for (const answer of [undefined, null, 7, 'on', [], { version: VERSION }, { phase: 'elsewhere', version: VERSION }, { found: 1, version: VERSION },
      { phase: 'on', css: ['a'], version: VERSION }, { phase: 'failed', sentence: {}, version: VERSION }]) {
      ofPage = async () => answer;
      assert.equal(await askPage(7, { kind: 'state' }), null, JSON.stringify(answer));
    }
  });

  it('is of another version where it answers with another, or, from before there was one, with none', async () => {
    for (const version of [undefined, '3.2.0', 321]) {
      ofPage = async () => ({ phase: 'on', report: {}, version });
      assert.deepEqual(await askPage(7, { kind: 'report' }), { stale: true });
    }
  });

  /**
   * content/messages.js and content/page.js in a world of their own, as the browser runs them.
   * @param {string} of version of the script @param {string} background and of the background
   */
  function inPage(of, background) {
    /** @type {any} */
    let listener;
    /** @type {any[]} */
    const sent = [];
    /** What the script did not foresee. @type {string[]} */
    const thrown = [];
    const port = { onDisconnect: { addListener() {} }, disconnect() {} };
    const world = {
      console: { ...console, error(/** @type {any} */ e) { thrown.push(String(e?.stack ?? e)); } }, setTimeout, chrome: {
        runtime: {
          id: 'own', getManifest: () => ({ version: of }), connect: () => port, onMessage: { addListener: (/** @type {any} */ l) => { listener = l; } },
          sendMessage: async (/** @type {any} */ message) => {
            sent.push(message);
            if (message.version !== background) return { error: 'reload', stale: true };
            return message.kind === 'read' ? { error: 'as an example' } : { css: '' };
          },
        },
        storage: { onChanged: { addListener() {} } }, i18n: { getMessage: (/** @type {string} */ key) => key },
      },
      location: { hostname: 'press.example', href: 'https://press.example/' }, document: { addEventListener: () => {} }, sourcelightCollect: () => ({ snapshot: { nodes: [] }, texts: [], roots: [] }),
      scheduler: { yield: async () => {} },
      // A page that never changes.
      Element: {}, Node: {}, sourcelightMember: () => () => undefined, AbortController, performance, clearTimeout, addEventListener() {},
      MutationObserver: class { observe() {} disconnect() {} takeRecords() { return []; } }, matchMedia: () => ({ addEventListener() {} }),
    };
    createContext(world);
    for (const file of ['messages', 'page']) runInContext(readFileSync(new URL(`../../extension/content/${file}.js`, import.meta.url), 'utf8'), world);
    /** Undefined where there is no answer. @param {any} message @param {object} [sender] */
    const tell = (message, sender = { id: 'own' }) => {
      /** @type {any} */
      let answer;
      listener(message, sender, (/** @type {any} */ a) => { answer = JSON.parse(JSON.stringify(a)); });
      return answer;
    };
    return { tell, sent, thrown };
  }

  it('says its version with all that it says', async () => {
    const { tell, sent, thrown } = inPage('1.0.0', '1.0.0');
    assert.deepEqual(tell({ kind: 'on', auto: false, version: '1.0.0' }), { phase: 'working', sentence: '', css: '', version: '1.0.0' });
    await new Promise(setImmediate);
    assert.deepEqual(thrown, []);
    assert.deepEqual(tell({ kind: 'state', version: '1.0.0' }), { phase: 'failed', sentence: 'as an example', css: '', version: '1.0.0' });
    assert.deepEqual(tell({ kind: 'off', version: '1.0.0' }), { phase: 'off', sentence: '', css: '', version: '1.0.0' });
    assert.deepEqual([...new Set(sent.map(({ kind, version }) => `${kind} ${version}`))].sort(), ['changed 1.0.0', 'look 1.0.0', 'read 1.0.0']);
  });

  it('hears the extension alone, and only what has a shape', () => {
    const { tell, sent } = inPage('1.0.0', '1.0.0');
    const right = { kind: 'go', ranges: [[0, 4]], version: '1.0.0' };
    assert.deepEqual(tell(right), { found: false, version: '1.0.0' });
    assert.equal(tell(right, { id: 'other' }), undefined);
    for (const ranges of [undefined, null, [], [7], [[1]], [[1, 2, 3]], [['1', '2']], [[0.5, 1]], [[-1, 2]], { 0: [1, 2] }]) assert.equal(tell({ ...right, ranges }), undefined, JSON.stringify(ranges));
    for (const message of [null, 'on', {}, { kind: 7 }, { kind: 'toString' }, { kind: 'changed' }, { kind: 'step', by: 2 }, { kind: 'step' }, { kind: 'on', auto: 'yes' }, { kind: 'on', host: 7 }]) {
      assert.equal(tell(message && typeof message === 'object' ? { ...message, version: '1.0.0' } : message), undefined, JSON.stringify(message));
    }
    assert.deepEqual(sent, []);
  });

  it('whose background has been updated switches off and hands on the word to reload', async () => {
    const { tell } = inPage('1.0.0', '1.1.0');
    // Switched on by a background of its own version, which then goes.
    tell({ kind: 'on', version: '1.0.0' });
    await new Promise(setImmediate);
    assert.deepEqual(tell({ kind: 'state', version: '1.0.0' }), { phase: 'failed', sentence: 'reload', css: '', version: '1.0.0' });
  });

  it('that an updated background asks for something does nothing but say which it is', async () => {
    const { tell, sent } = inPage('1.0.0', '1.1.0');
    for (const kind of ['state', 'on', 'report', 'go']) assert.deepEqual(tell({ kind, version: '1.1.0' }), { version: '1.0.0' });
    await new Promise(setImmediate);
    assert.ok(!sent.some(({ kind }) => kind === 'read'), 'nothing was read');
    assert.equal(tell({ kind: 'state', version: '1.0.0' }).phase, 'failed');
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
