// Settings, own lists and messages under random input: nothing is thrown, and what comes out is always in order. A few hundred
// cases, the same every time; RANDOM_RUNS=100000 takes more of each, new ones unless RANDOM_SEED= says which.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { register } from 'node:module';
import { beforeEach, describe, it, mock } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { area } from './browser.mjs';

const runs = Number(process.env.RANDOM_RUNS ?? 300);
const seed = process.env.RANDOM_SEED ? Number(process.env.RANDOM_SEED) : process.env.RANDOM_RUNS ? undefined : 1;
fc.configureGlobal({ numRuns: runs, includeErrorInReport: true, ...seed !== undefined && { seed } });

// --- In place of a browser ----------------------------------------------------------------------------------------------

const OWN = 'browser-extension://own/';
const VERSION = '3.2.1';
const SENTENCES = JSON.parse(readFileSync(new URL('../../extension/_locales/en/messages.json', import.meta.url), 'utf8'));
const NEWS = 'harbour-post.example\ntide.example\n';

/** @type {{local: ReturnType<typeof area>, sync: ReturnType<typeof area> | undefined}} */
const storage = { local: area(), sync: area() };
/** Calls that do or ask for something beyond storage: name and what was given. @type {[string, any[]][]} */
let done = [];
/** Whether the next call of the browser fails, as it does for a tab that is gone. */
let fails = () => false;
/** What the script in a page answers. @type {() => any} */
let ofPage = () => null;
/** What the engine does. @type {() => any} */
let ofEngine = () => ({});
/** @type {(message: any, sender: any, reply: (answer: any) => void) => boolean} */
let heard;
/** @type {(port: any) => void} */
let connected = () => {};

const deed = (/** @type {string} */ name, /** @type {(...given: any[]) => any} */ answer = () => undefined) => async (/** @type {any[]} */ ...given) => {
  done.push([name, given]);
  if (fails()) throw new Error('No tab with id.');
  return answer(...given);
};
const deaf = { addListener() {} };
Object.assign(globalThis, {
  chrome: {
    storage: { ...storage, onChanged: deaf },
    runtime: {
      id: 'own', getURL: (/** @type {string} */ file) => OWN + file, getManifest: () => ({ version: VERSION }), onInstalled: deaf, onStartup: deaf,
      onMessage: { addListener: (/** @type {typeof heard} */ l) => { heard = l; } }, onConnect: { addListener: (/** @type {typeof connected} */ l) => { connected = l; } },
    },
    i18n: { getMessage: (/** @type {string} */ key) => key },
    permissions: {
      contains: async () => { if (fails()) throw new Error('Invalid value for origin pattern.'); return true; },
      getAll: async () => ({ origins: [] }), remove: deed('permissions.remove', () => true), onAdded: deaf, onRemoved: deaf,
    },
    scripting: {
      unregisterContentScripts: deed('unregister'), registerContentScripts: deed('register'), insertCSS: deed('insertCSS'), removeCSS: deed('removeCSS'),
      executeScript: deed('executeScript', () => [{ result: 'text/html' }]),
    },
    tabs: {
      sendMessage: deed('sendMessage', () => ofPage()), get: deed('get', () => ({ url: 'https://harbour-post.example/a' })), query: deed('query', () => []), create: deed('create'),
    },
    action: Object.fromEntries(['setIcon', 'setBadgeText', 'setBadgeBackgroundColor', 'setBadgeTextColor'].map((name) => [name, deed(name)])),
    commands: { onCommand: deaf },
  },
  fetch: async (/** @type {string | URL} */ url) => new Response(String(url).endsWith('news.txt') ? NEWS : new Uint8Array(4)),
  testEngine: () => ofEngine(),
});
// The engine itself is made by the build, and has a fuzz target of its own.
const engine = `export default async () => ({ memory: { buffer: new ArrayBuffer(8) } }); export const loadModel = () => {}, keepTrees = () => {}, __wbg_reset_state = () => {};
  export const readPage = () => globalThis.testEngine(), checkList = readPage;`;
register(`data:text/javascript,${encodeURIComponent(`export const resolve = (name, context, next) => (name.endsWith('/engine/sourcelight.js')
  ? { url: 'data:text/javascript,${encodeURIComponent(engine)}', shortCircuit: true } : next(name, context));`)}`);

const { asFile, CATEGORIES, change, checked, COLOURS, CONFIDENCES, DEFAULTS, DENSITIES, fromFile, hostOf, LINES, migrateStored, MODES, OFFICIALS, settings, VERSION: SHAPE } = await import('../../extension/settings.js');
const access = await import('../../extension/access.js');
const { overlay } = await import('../../extension/look.js');
const { ownLists } = await import('../../extension/lists.js');
await import('../../extension/background.js');

beforeEach(() => {
  storage.sync?.fill({});
  storage.local.fill({});
  if (storage.sync) storage.sync.full = false;
  done = [];
  fails = () => false;
  mock.method(console, 'error', () => {});
  mock.method(console, 'debug', () => {});
});

// --- What is in order ---------------------------------------------------------------------------------------------------

/** @param {any} of @param {(member: any) => boolean} good */
const isSet = (of, good) => Array.isArray(of) && of.every(good) && JSON.stringify(of) === JSON.stringify([...new Set(of)].sort());

/** Settings as every part of the extension relies on them. @param {any} of */
function inOrder(of) {
  assert.deepEqual(Object.keys(of).sort(), Object.keys(DEFAULTS).sort());
  assert.deepEqual(Object.keys(of.styles).sort(), [...CATEGORIES].sort());
  const hosts = (/** @type {any} */ list) => isSet(list, (h) => typeof h === 'string' && hostOf(h) === h && /^[a-z0-9._-]+$/.test(h)) && list.length <= 5000;
  assert.ok(of.version === SHAPE && MODES.includes(of.mode) && DENSITIES.includes(of.density) && CONFIDENCES.includes(of.confidence) && OFFICIALS.includes(of.officials), JSON.stringify(of));
  assert.ok(hosts(of.always) && hosts(of.never) && isSet(of.hidden, (c) => CATEGORIES.includes(c)), JSON.stringify(of));
  for (const style of Object.values(of.styles)) {
    assert.ok(COLOURS.includes(style.colour) && LINES.includes(style.line) && Object.keys(style).length === 2, JSON.stringify(of.styles));
  }
  // Nothing that is stored gets into a style sheet by itself.
  assert.match(overlay(of.styles), /^[\w\s@{}():;.,#-]*$/);
  return of;
}

/** What storage holds after a change: in order as it lies there, but for what a newer version has put beside it. */
async function storedInOrder() {
  const held = { ...storage.sync?.held(), ...storage.local.held() }.settings;
  if (held !== undefined) inOrder({ ...Object.fromEntries(Object.keys(DEFAULTS).map((key) => [key, held[key]])), version: SHAPE });
  return inOrder(await settings());
}

// --- Random input -------------------------------------------------------------------------------------------------------

const NAMES = [...Object.keys(DEFAULTS), ...CATEGORIES, 'colour', 'line', 'sourcelight', '__proto__', 'constructor', 'toString', 'length', '0'];
const WORDS = [...MODES, ...DENSITIES, ...CATEGORIES, ...COLOURS, ...LINES, ...OFFICIALS, 'settings', 'always', 'never', 'harbour.example', 'https://www.tide.example/x', '*.a.example', 'two words'];
/** Anything that storage or a message can hold; words and names of ours often. */
const anything = fc.anything({
  key: fc.oneof(fc.constantFrom(...NAMES), fc.string()),
  values: [fc.constantFrom(...WORDS), fc.string({ unit: 'binary' }), fc.double(), fc.integer(), fc.boolean(), fc.constantFrom(null, undefined, 0, 0.8, 1, 2, 3, '')],
  withDate: true, withMap: true, withSet: true, withSparseArray: true, withTypedArray: true, withBigInt: true, maxDepth: 4,
});
const host = fc.oneof(fc.domain(), fc.webUrl(), fc.constantFrom('www.', 'WWW.').chain((w) => fc.domain().map((d) => w + w + d)), fc.ipV4(), fc.ipV6(), fc.string(), fc.string({ unit: 'binary' }), anything);
const styles = fc.record(Object.fromEntries(CATEGORIES.map((c) => [c, fc.record({ colour: fc.constantFrom(...COLOURS), line: fc.constantFrom(...LINES) })])));
/** Settings that are in order. */
const good = fc.record({
  version: fc.constant(SHAPE), mode: fc.constantFrom(...MODES), always: fc.array(fc.domain()), never: fc.array(fc.domain()), density: fc.constantFrom(...DENSITIES),
  hidden: fc.subarray(CATEGORIES), styles, confidence: fc.constantFrom(...CONFIDENCES), officials: fc.constantFrom(...OFFICIALS),
}).map((s) => checked(s));
/** Settings of which some fields are missing, or something else. */
const damaged = fc.tuple(good, fc.dictionary(fc.constantFrom(...Object.keys(DEFAULTS), 'later'), fc.oneof(anything, fc.array(host)), { maxKeys: 3 }), fc.subarray(Object.keys(DEFAULTS)))
  .map(([of, wrong, without]) => Object.fromEntries(Object.entries({ ...of, ...wrong }).filter(([key]) => !without.includes(key))));
/** As version 1 had them. */
const old = fc.record({ density: fc.oneof(fc.constantFrom(...DENSITIES), anything), hidden: fc.oneof(fc.subarray(CATEGORIES), anything), never: fc.oneof(fc.array(host), anything), version: fc.constantFrom(undefined, 1) }, { requiredKeys: [] });
const stored = fc.oneof(anything, damaged, old, good);
/** A file that somebody has written into. */
const edited = fc.tuple(good, fc.array(fc.tuple(fc.nat(2000), fc.nat(4), fc.oneof(fc.string(), fc.constantFrom('"', ',', '{', '}', '[', ']', ':', '\n', '\\', '\u0000', '1e', 'null', '\ufeff'))), { minLength: 1, maxLength: 3 }))
  .map(([of, edits]) => edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), asFile(of)));

describe('whatever is stored', () => {
  it('settings made of it are in order, and stay as they are when they are read again', () => {
    fc.assert(fc.property(stored, (of) => {
      const read = inOrder(checked(of));
      assert.deepEqual(checked(structuredClone(read)), read);
    }));
  });

  it('a field that is in order stays, however damaged the others are', () => {
    fc.assert(fc.property(good, fc.subarray(Object.keys(DEFAULTS), { maxLength: 4 }), anything, (of, wrong, value) => {
      const read = /** @type {Record<string, any>} */ (checked({ ...of, ...Object.fromEntries(wrong.map((key) => [key, value])), version: SHAPE }));
      for (const [key, was] of Object.entries(of)) if (!wrong.includes(key)) assert.deepEqual(read[key], was);
    }));
  });

  it('changes lead from order to order, and what was there before version 2 is carried over once', async () => {
    const act = fc.oneof(fc.record({ change: fc.oneof(damaged, fc.dictionary(fc.constantFrom(...Object.keys(DEFAULTS)), anything)) }), fc.record({ full: fc.boolean() }), fc.record({ rule: fc.constantFrom(...access.RULES), host: host.filter((h) => typeof h === 'string') }), fc.record({ migrate: fc.array(fc.domain()) }));
    await fc.assert(fc.asyncProperty(fc.record({ sync: stored, local: stored }, { requiredKeys: [] }), old, fc.array(act, { maxLength: 6 }), async (before, older, acts) => {
      storage.sync?.fill('sync' in before ? { settings: before.sync } : {});
      storage.local.fill({ ...older, ...'local' in before && { settings: before.local } });
      for (const what of acts) {
        if ('full' in what && storage.sync) storage.sync.full = what.full;
        if ('change' in what) inOrder(await change(() => what.change));
        if ('rule' in what) inOrder(await access.setRule(what.host, /** @type {any} */ (what.rule)));
        if ('migrate' in what) {
          await migrateStored(what.migrate);
          assert.ok(!['density', 'hidden', 'never'].some((key) => key in storage.local.held()));
        }
        inOrder(await settings());
        if ('change' in what || 'rule' in what) inOrder(await settings());
      }
      await change(() => ({ density: 'quiet' }));
      await change(() => ({ density: 'all' }));
      await storedInOrder();
    }));
  });

  it('lists of the reader’s own have names, days and texts, or are none', async () => {
    const list = fc.oneof(anything, fc.record({ name: fc.oneof(fc.string(), anything), added: fc.oneof(fc.constant('2026-01-01'), anything), tsv: fc.oneof(fc.string(), anything), more: anything }, { requiredKeys: [] }));
    await fc.assert(fc.asyncProperty(fc.oneof(anything, fc.array(list)), async (lists) => {
      storage.local.fill({ lists });
      for (const of of await ownLists()) {
        assert.deepEqual(Object.keys(of), ['name', 'added', 'tsv']);
        for (const value of Object.values(of)) assert.equal(typeof value, 'string');
      }
    }));
  });

  it('what the browser says of a change of storage is followed', async () => {
    await fc.assert(fc.asyncProperty(stored, stored, async (oldValue, newValue) => {
      storage.sync?.fill({ settings: newValue });
      done = [];
      await access.followed({ settings: /** @type {any} */ ({ oldValue, newValue }) });
      for (const [name, [given]] of done) {
        const patterns = name === 'permissions.remove' ? given.origins : name === 'register' ? given.flatMap((/** @type {any} */ g) => [...g.matches, ...g.excludeMatches]) : [];
        for (const pattern of patterns) assert.match(pattern, /^\*:\/\/(\*|(\*\.)?[a-z0-9._-]+)\/\*$/);
      }
    }));
  });
});

describe('whatever is in a file', () => {
  const isReason = (/** @type {any} */ { key, given }) => {
    assert.ok(Object.hasOwn(SENTENCES, key), key);
    assert.ok(given.every((/** @type {unknown} */ g) => typeof g === 'string' && g.length < 10_000) && given.length === Object.keys(SENTENCES[key].placeholders ?? {}).length, JSON.stringify({ key, given }));
  };

  it('it is taken whole and in order, or refused with a sentence and a place in it', () => {
    const json = fc.oneof(stored, fc.json({ maxDepth: 5 }).map((j) => JSON.parse(j)), damaged.map((d) => ({ ...d, sourcelight: 'settings' })),
      fc.tuple(good, fc.constantFrom(...NAMES)).map(([of, name]) => ({ ...of, sourcelight: 'settings', ...JSON.parse(`{${JSON.stringify(name)}: 1}`) })))
      .map((value) => { try { return JSON.stringify(value) ?? ''; } catch { return ''; } });
    fc.assert(fc.property(fc.oneof(edited, json, fc.string({ unit: 'binary' }), fc.array(fc.constantFrom(...'{}[]:,"\\ -.0e1tn', '\n', 'true', 'null', '"a"')).map((a) => a.join(''))), (text) => {
      const read = fromFile(text);
      if ('settings' in read) {
        inOrder(read.settings);
        for (const key of Object.keys(JSON.parse(text.replace(/^\uFEFF/, '')))) assert.ok(key === 'sourcelight' || Object.hasOwn(DEFAULTS, key), `${key} is not known`);
        return;
      }
      isReason(read.error);
      if (read.error.key !== 'options_file_broken') return;
      const [line, column] = read.error.given.map(Number);
      const lines = text.replace(/^\uFEFF/, '').split('\n');
      assert.ok(line >= 1 && line <= lines.length && column >= 1 && column <= text.split('\n')[line - 1].length + 1, `${line}:${column} of ${JSON.stringify(text)}`);
    }));
  });

  it('what was saved comes back', () => {
    fc.assert(fc.property(good, (of) => assert.deepEqual(fromFile(asFile(of)), { settings: of })));
  });
});

describe('whatever is called a host', () => {
  it('it is one in its only form, whose pattern a browser takes, or none', () => {
    fc.assert(fc.property(host, (given) => {
      const found = hostOf(given);
      if (found === undefined) return;
      assert.equal(hostOf(found), found);
      assert.equal(hostOf(`https://${found}/path?query`), found);
      const pattern = access.patternOf(found);
      assert.equal(URL.parse(pattern.replace('*://', 'https://').replace('*.', '').replace('/*', '/'))?.hostname, found);
      assert.ok(access.covers([found], found));
    }));
  });
});

describe('whatever is sent to the background', () => {
  const tab = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(1, 2) }, { weight: 1, arbitrary: fc.oneof(fc.integer(), fc.double()) });
  const rule = fc.oneof(fc.constantFrom(...access.RULES), anything);
  const category = fc.oneof(fc.constantFrom(...CATEGORIES), anything);
  const text = fc.oneof(fc.string(), edited, good.map(asFile), host);
  const ranges = fc.oneof(fc.array(fc.tuple(fc.nat(), fc.nat())), anything);
  /** Every kind with fields that are often right. @type {Record<string, Record<string, fc.Arbitrary<any>>>} */
  const KINDS = {
    state: { tab }, turn: { tab, on: fc.boolean() }, settings: { density: fc.constantFrom(...DENSITIES), hidden: fc.oneof(fc.subarray(CATEGORIES), fc.array(anything)) }, site: { tab, host, rule },
    report: { tab }, go: { tab, ranges }, options: {}, choose: { change: fc.oneof(damaged, anything) }, show: { category, on: fc.boolean() }, 'remove-rule': { host, rule }, rule: { host, rule },
    export: {}, import: { text }, reset: {}, 'list-add': { name: fc.string(), tsv: text }, 'list-remove': { name: fc.string() }, list: { name: fc.string() }, 'check-list': { tsv: text },
    read: { snapshot: fc.oneof(anything, fc.record({ nodes: anything })), page: fc.string() }, look: { css: fc.string() }, changed: { phase: fc.constantFrom('off', 'working', 'on', 'failed', 'x'), claims: fc.oneof(fc.nat(), anything) },
    hide: { category, hidden: fc.boolean() }, never: {}, article: {}, dress: { frame: fc.nat(), css: fc.string(), on: fc.boolean() }, frame: {},
  };
  const right = fc.constantFrom(...Object.keys(KINDS)).chain((kind) => fc.record({ kind: fc.constant(kind), version: fc.constant(VERSION), ...KINDS[kind] }));
  const wrong = fc.tuple(right, fc.constantFrom('kind', 'version', 'tab', 'host', 'snapshot', 'change', 'more'), anything).map(([message, key, value]) => ({ ...message, [key]: value }));
  const message = fc.oneof({ weight: 6, arbitrary: right }, { weight: 2, arbitrary: wrong }, { weight: 1, arbitrary: anything });
  const ours = fc.constantFrom({ id: 'own', url: `${OWN}popup.html` }, { id: 'own', url: `${OWN}options.html`, tab: { id: 9 }, frameId: 0 });
  const page = fc.record({ id: fc.constant('own'), url: fc.constantFrom('https://harbour-post.example/a', 'https://www.tide.example/', 'file:///a.html', 'about:blank', ''), tab: fc.record({ id: fc.constantFrom(1, 2) }), frameId: fc.constant(0) });
  const framed = page.map((p) => ({ ...p, frameId: 4 }));
  const stranger = fc.oneof(page.map((p) => ({ ...p, id: 'other' })), fc.constant({ id: 'other', url: `${OWN}popup.html` }), fc.constant({}), fc.record({ id: fc.constant('own'), url: fc.string() }));
  /** @type {fc.Arbitrary<any>} */
  const sender = fc.oneof({ weight: 4, arbitrary: ours }, { weight: 4, arbitrary: page }, { weight: 4, arbitrary: framed }, { weight: 1, arbitrary: stranger });
  const answers = fc.oneof(anything, fc.record({ phase: fc.constantFrom('off', 'working', 'on', 'failed', 'x'), version: fc.constantFrom(VERSION, '1'), sentence: fc.string(), css: fc.oneof(fc.string(), anything), found: fc.oneof(fc.boolean(), anything), report: anything, summary: anything }, { requiredKeys: ['phase', 'version'] }));
  const engineDoes = fc.constantFrom('answer', 'refuse', 'panic');
  const step = fc.record({ message, sender, answer: answers, engine: engineDoes, failing: fc.array(fc.boolean(), { maxLength: 8 }), port: fc.string() });

  /** How often what was sent was answered, by kind. @type {Map<string, number>} */
  const answered = new Map();

  /** @param {any} of @param {any} from */
  const send = (of, from) => new Promise((resolve, reject) => {
    let replies = 0;
    /** @type {{later?: boolean}} */
    const told = {};
    const reply = (/** @type {any} */ answer) => {
      replies++;
      if (replies > 1) reject(new Error('answered twice'));
      // A listener that answers later must say so, or the browser lets go of the question.
      queueMicrotask(() => (told.later === undefined ? reject(new Error('thrown')) : resolve(answer)));
    };
    told.later = heard(of, from, reply);
    assert.equal(typeof told.later, 'boolean');
    if (!told.later) assert.equal(replies, 1, 'a question without an answer');
  });

  it('it is answered once, in order or in a sentence, touches no other tab, and leaves storage in order', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.oneof(stored, fc.constant(undefined)), async (steps, before) => {
      storage.sync?.fill(before === undefined ? {} : { settings: before });
      storage.local.fill({});
      for (const { message: of, sender: from, answer, engine: does, failing, port } of steps) {
        done = [];
        ofPage = () => answer;
        ofEngine = () => {
          if (does === 'refuse') throw 'no snapshot';
          if (does === 'panic') throw new Error('unreachable');
          return { report: {} };
        };
        let call = 0;
        fails = () => failing[call++ % 16] ?? false;
        const said = /** @type {any} */ (await send(structuredClone(of), structuredClone(from)));
        connected({ name: port, onDisconnect: { addListener: (/** @type {() => void} */ l) => l() } });
        assert.ok(typeof said === 'object' && said !== null && !Array.isArray(said), inspect(said));
        const { kind } = /** @type {any} */ (of ?? {});
        if (said.error === undefined && kind === 'import') assert.deepEqual({ settings: await settings() }, fromFile(/** @type {any} */ (of).text), 'a file is taken whole');
        if (said.error === undefined) answered.set(kind, (answered.get(kind) ?? 0) + 1);
        if (['not_understood', 'updated'].includes(said.error)) assert.deepEqual(done, [], 'what is refused does nothing');
        else {
          assert.ok(from.id === 'own' && /** @type {any} */ (of).version === VERSION && Object.hasOwn(KINDS, kind), `${kind} was answered`);
          assert.equal(['read', 'look', 'changed', 'hide', 'never', 'article', 'dress', 'frame'].includes(kind), !from.url.startsWith(OWN), `${kind} from ${from.url}`);
          assert.equal(kind === 'frame', !from.url.startsWith(OWN) && from.frameId !== 0, `${kind} from frame ${from.frameId}`);
          const mine = from.url.startsWith(OWN) ? /** @type {any} */ (of).tab : /** @type {any} */ (from).tab.id;
          for (const [name, [given]] of done) {
            const tabOf = typeof given === 'number' ? given : given?.tabId ?? given?.target?.tabId;
            if (tabOf !== undefined) assert.equal(tabOf, mine, `${kind} touched another tab by ${name}`);
            if (name === 'insertCSS' && given.css !== undefined) assert.match(given.css, /^[\w\s@{}():;.,#-]+$/);
            if (name === 'executeScript' && given.files) for (const file of given.files) assert.match(file, /^content\/\w+\.js$/);
            assert.notEqual(name, 'create');
          }
        }
        fails = () => false;
        inOrder(await settings());
      }
      const { lists } = storage.local.held();
      assert.equal((await ownLists()).length, lists?.length ?? 0, 'every list that was added is one');
    }));
    assert.ok(runs < 300 || Object.keys(KINDS).every((kind) => answered.has(kind)), `never answered: ${Object.keys(KINDS).filter((kind) => !answered.has(kind))}`);
  });
});
