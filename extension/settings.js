// What the reader chose: one typed model with a version. Whatever is stored is checked field by field; what is damaged or not
// known falls back to its default, and nothing else is lost. A file of settings is read strictly: it is taken whole, or refused
// with the reason and the place.
//
// Settings lie in storage.sync, which the browser carries to the reader's other browsers where that is on, else in
// storage.local. The reader's own lists are large and lie in storage.local.lists alone.

/** @typedef {'content' | 'source' | 'cue' | 'official' | 'outlet'} Category */
/** @typedef {{colour: string, line: string}} Style each may be `default` */
/**
 * @typedef {object} Settings
 * @property {number} version of this shape
 * @property {'click' | 'news' | 'all'} mode where pages are read by themselves, as far as the browser allows it
 * @property {string[]} always hosts that are read by themselves, with all below them
 * @property {string[]} never hosts that are not, whatever else is said
 * @property {'quiet' | 'sources' | 'all'} density how much is marked in the page
 * @property {Category[]} hidden categories that are not marked
 * @property {Record<Category, Style>} styles
 * @property {number} confidence claims below it are not marked, 0 to 1
 * @property {'likely' | 'certain'} officials the least sure match that is marked
 */

export const VERSION = 2;
/** @type {Category[]} */
export const CATEGORIES = ['content', 'source', 'cue', 'official', 'outlet'];
export const MODES = ['click', 'news', 'all'];
export const DENSITIES = ['quiet', 'sources', 'all'];
export const COLOURS = ['default', 'blue', 'plum', 'teal', 'green', 'rust', 'rose', 'grey'];
export const LINES = ['default', 'solid', 'dotted', 'dashed', 'double', 'tint'];
export const CONFIDENCES = [0, 0.8, 0.9];
export const OFFICIALS = ['likely', 'certain'];

/** The largest file of settings that is read, in characters. */
const LONGEST_FILE = 1_000_000;
/** More rules for sites than anybody has. */
const MOST_HOSTS = 5_000;

/** Where a value stands (`styles.source.colour`), what is wrong with it, and the value. @typedef {(place: string, reason: 'value' | 'unknown' | 'missing', value: unknown) => void} Complain */
/** Reads one value: a good one, or the default, with a complaint. @typedef {(value: unknown, place: string, complain: Complain) => any} Reader */

/** @param {readonly unknown[]} allowed @param {unknown} [otherwise] the default @returns {Reader} */
const oneOf = (allowed, otherwise = allowed[0]) => (value, place, complain) => {
  if (allowed.includes(value)) return value;
  complain(place, 'value', value);
  return otherwise;
};

/** A list without repetitions; bad members are left out. @param {(value: unknown) => unknown} good undefined where it is not @param {number} most @returns {Reader} */
const listOf = (good, most) => (value, place, complain) => {
  if (!Array.isArray(value)) {
    complain(place, 'value', value);
    return [];
  }
  const members = value.slice(0, most).map((member, n) => {
    const read = good(member);
    if (read === undefined) complain(`${place}[${n}]`, 'value', member);
    return read;
  });
  if (value.length > most) complain(`${place}[${most}]`, 'value', value[most]);
  return [...new Set(members.filter((m) => m !== undefined))].sort();
};

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object of known fields, each with its default where it is missing. @param {Record<string, Reader>} fields @param {Record<string, unknown>} defaults @returns {Reader} */
const fieldsOf = (fields, defaults) => (value, place, complain) => {
  const at = (/** @type {string} */ key) => (place ? `${place}.${key}` : key);
  if (!isObject(value)) complain(place, 'value', value);
  const given = isObject(value) ? value : {};
  for (const key of Object.keys(given)) if (!Object.hasOwn(fields, key)) complain(at(key), 'unknown', given[key]);
  return Object.fromEntries(Object.entries(fields).map(([key, read]) => [
    key, Object.hasOwn(given, key) ? read(given[key], at(key), complain) : structuredClone(defaults[key]),
  ]));
};

/**
 * The host of a rule, from what a reader or a file gives: a host or an address. In lower case and ASCII, without `www.`;
 * undefined where it is none. A rule holds for the host and all below it.
 * @param {unknown} text
 */
export function hostOf(text) {
  if (typeof text !== 'string' || text.length > 2000) return undefined;
  const trimmed = text.trim().replace(/^\*\./, '');
  const url = URL.parse(/^https?:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  const host = url.hostname.replace(/\.$/, '').replace(/^(www\.)+(?=.+\.)/, '');
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)+$/.test(host) || host === 'localhost' ? host : undefined;
}

/** @type {Style} */
const PLAIN = { colour: 'default', line: 'default' };
/** @type {Settings} */
export const DEFAULTS = {
  version: VERSION, mode: 'click', always: [], never: [], density: 'all', hidden: [],
  styles: { content: PLAIN, source: PLAIN, cue: PLAIN, official: PLAIN, outlet: PLAIN },
  confidence: CONFIDENCES[0], officials: 'likely',
};
const style = fieldsOf({ colour: oneOf(COLOURS), line: oneOf(LINES) }, PLAIN);
const hosts = listOf(hostOf, MOST_HOSTS);
const whole = fieldsOf({
  version: oneOf([VERSION]), mode: oneOf(MODES), always: hosts, never: hosts, density: oneOf(DENSITIES, DEFAULTS.density),
  hidden: listOf((c) => (CATEGORIES.includes(/** @type {Category} */ (c)) ? c : undefined), CATEGORIES.length),
  styles: fieldsOf(Object.fromEntries(CATEGORIES.map((c) => [c, style])), DEFAULTS.styles),
  confidence: oneOf(CONFIDENCES), officials: oneOf(OFFICIALS),
}, { ...DEFAULTS });

/**
 * What older versions stored, as this one has it. Version 1 had no number and three fields: how much is marked, what is hidden,
 * and hosts never to be read; the hosts always to be read were those that the browser had granted.
 * @param {unknown} stored @param {string[]} [granted] hosts
 * @returns {unknown}
 */
export function migrated(stored, granted = []) {
  if (!isObject(stored) || (stored.version !== undefined && stored.version !== 1)) return stored;
  const { density, hidden, never } = stored;
  const known = Object.entries({ density, hidden, never }).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(known), always: granted, version: VERSION };
}

/** Settings from anything. @param {unknown} stored @param {Complain} [complain] @returns {Settings} */
export const checked = (stored, complain = () => {}) => whole(migrated(stored), '', complain);

// --- Files --------------------------------------------------------------------------------------------------------------

/** Says what a file is, and stands first in it. */
const MARK = 'sourcelight';

/** @param {Settings} settings @returns {string} */
export const asFile = (settings) => `${JSON.stringify({ [MARK]: 'settings', ...settings }, null, 2)}\n`;

/** Line and column, from 1, of a place in a text. @param {string} text @param {number} at */
const lineAndColumn = (text, at) => {
  const lines = text.slice(0, at).split('\n');
  return [lines.length, lines[lines.length - 1].length + 1];
};

/** Where a text stops being JSON: no browser says it in every case. @param {string} text */
function brokenAt(text) {
  const token = /\s*([{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.]))/yu;
  /** What may come next, by the first character of what it is; digits and words count as `v`. */
  const may = { value: '{["v', first: '{["v]', firstKey: '"}', key: '"', colon: ':', next: ',}]', end: '' };
  /** @type {keyof typeof may} */
  let state = 'value';
  /** @type {string[]} */
  const open = [];
  for (;;) {
    const from = token.lastIndex;
    const [, found = ''] = token.exec(text) ?? [];
    const kind = /^[-\w]/.test(found) ? 'v' : found[0] ?? 'none';
    const closes = kind === '}' || kind === ']';
    if (!may[state].includes(kind) || (closes && open.at(-1) !== kind)) return lineAndColumn(text, from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0));
    if (kind === '{' || kind === '[') open.push(kind === '{' ? '}' : ']');
    if (closes) open.pop();
    if (kind === '{') state = 'firstKey';
    else if (kind === '[') state = 'first';
    else if (kind === ':') state = 'value';
    else if (kind === ',') state = open.at(-1) === '}' ? 'key' : 'value';
    else if (state === 'key' || state === 'firstKey') state = kind === '"' ? 'colon' : open.length > 0 ? 'next' : 'end';
    else state = open.length > 0 ? 'next' : 'end';
  }
}

/** A sentence of _locales and what stands in it. @typedef {{key: string, given: string[]}} Reason */

/** @param {string} text @returns {{settings: Settings} | {error: Reason}} */
export function fromFile(text) {
  const refused = (/** @type {string} */ key, /** @type {string[]} */ ...given) => ({ error: { key, given } });
  if (text.length > LONGEST_FILE) return refused('options_file_long');
  let given;
  try {
    given = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return refused('options_file_broken', ...brokenAt(text).map(String));
  }
  if (!isObject(given) || given[MARK] !== 'settings') return refused('options_file_other');
  const rest = { ...given };
  delete rest[MARK];
  if (!Number.isInteger(rest.version) || Number(rest.version) < 1) return refused('options_file_value', 'version', shown(rest.version));
  if (Number(rest.version) > VERSION) return refused('options_file_newer', String(rest.version), String(VERSION));
  /** @type {Reason[]} */
  const wrong = [];
  const settings = checked(rest, (place, reason, value) => wrong.push(reason === 'unknown'
    ? { key: 'options_file_unknown', given: [place] } : { key: 'options_file_value', given: [place, shown(value)] }));
  return wrong.length > 0 ? { error: wrong[0] } : { settings };
}

/** A value of a file, short enough for a sentence. @param {unknown} value */
function shown(value) {
  const text = value === undefined ? '' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

// --- Storage ------------------------------------------------------------------------------------------------------------

const KEY = 'settings';
/** The fields of version 1, each a key of its own in storage.local. */
const OLD = ['density', 'hidden', 'never'];

/** What storage holds, and where: local where sync is missing or full. @returns {Promise<{stored: unknown, synced: boolean}>} */
async function stored() {
  const here = (await chrome.storage.local.get(KEY))[KEY];
  // What is damaged there hides nothing of what is synced.
  if (isObject(here)) return { stored: here, synced: false };
  const synced = await Promise.resolve(chrome.storage.sync?.get(KEY)).then((s) => s?.[KEY], () => undefined);
  return { stored: synced, synced: synced !== undefined };
}

/** @param {Settings} settings */
async function store(settings) {
  try {
    await chrome.storage.sync.set({ [KEY]: settings });
    await chrome.storage.local.remove(KEY);
  } catch (error) {
    console.debug('Sourcelight:', error);
    await chrome.storage.local.set({ [KEY]: settings });
  }
}

/** What a newer Sourcelight in another browser of the reader has stored beside what is known here stays. @param {unknown} raw @param {Settings} after @returns {Settings} */
const ofNewer = (raw, after) => (isObject(raw) && Number.isSafeInteger(raw.version) && Number(raw.version) > VERSION ? { ...raw, ...after, version: Number(raw.version) } : after);

/** Calls follow one another: each sees what the one before has stored. @type {Promise<any>} */
let last = Promise.resolve();

/** The settings as they are. @returns {Promise<Settings>} */
export const settings = async () => checked((await stored()).stored);

/**
 * Changes them, and answers them as they are then; what is not understood is left as it was.
 * @param {(now: Settings) => Record<string, unknown>} change the fields that become different
 * @returns {Promise<Settings>}
 */
export function change(change) {
  const next = last.catch(() => {}).then(async () => {
    const { stored: raw } = await stored();
    const now = checked(raw);
    const wanted = change(structuredClone(now));
    /** @type {string[]} */
    const bad = [];
    const read = checked({ ...now, ...wanted }, (place) => bad.push(place.split(/[.[]/)[0]));
    const after = /** @type {Settings} */ ({ ...read, ...Object.fromEntries(bad.filter((f) => Object.hasOwn(now, f)).map((f) => [f, now[/** @type {keyof Settings} */ (f)]])) });
    if (JSON.stringify(after) !== JSON.stringify(now)) await store(ofNewer(raw, after));
    return after;
  });
  last = next;
  return next;
}

/** Hides a kind of marks, or shows it again. @param {string} category @param {boolean} hidden */
export const hide = (category, hidden) => change((now) => ({ hidden: [...now.hidden.filter((c) => c !== category), ...(hidden ? [category] : [])] }));

/** Whether the browser carries the settings to the reader's other browsers, if that is on. */
export const isSynced = async () => chrome.storage.sync !== undefined && (await chrome.storage.local.get(KEY))[KEY] === undefined;

/**
 * Takes over what version 1 has left in this browser, once. Rules for sites join those that another browser of the reader has
 * brought already. @param {string[]} granted hosts that the browser lets be read
 */
export async function migrateStored(granted) {
  const old = await chrome.storage.local.get(OLD);
  if (Object.keys(old).length === 0) return;
  const before = checked(migrated(old, granted));
  const fresh = (await stored()).stored === undefined;
  await change((now) => (fresh ? { ...before } : { never: [...now.never, ...before.never], always: [...now.always, ...before.always] }));
  await chrome.storage.local.remove(OLD);
}

/**
 * The settings before a change of storage and after it; nothing where it was none of them. What is taken out of one storage has
 * only gone to the other.
 * @param {Record<string, chrome.storage.StorageChange>} changes @returns {Promise<{before: Settings, after: Settings} | null>}
 */
export const changeOf = async (changes) => (changes[KEY] ? { before: checked(changes[KEY].oldValue), after: await settings() } : null);
