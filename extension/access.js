// Where pages are read by themselves: what the reader chose, as far as the browser allows it. What the browser has granted is
// the truth; a choice that it does not allow (yet) waits, and the options page says so.

import { change, changeOf, hostOf, migrateStored, settings } from './settings.js';

/** What the modes *news* and *all* ask for. DESIGN.md says why both ask for the same. */
export const EVERYWHERE = '*://*/*';

const numeric = /^[\d.]+$/;

/** The match pattern of a rule. @param {string} host */
export const patternOf = (host) => (numeric.test(host) ? `*://${host}/*` : `*://*.${host}/*`);

/** @param {string[]} hosts @param {string} host whether one of them is it, or above it */
export const covers = (hosts, host) => {
  const bare = host.replace(/^www\.(?=.+\.)/, '');
  return hosts.some((h) => bare === h || bare.endsWith(`.${h}`));
};

/** The hosts of our table of outlets. @returns {Promise<string[]>} */
export const newsHosts = async () => (await (await fetch(chrome.runtime.getURL('news.txt'))).text()).split('\n').filter(Boolean);

const contains = (/** @type {string} */ pattern) => chrome.permissions.contains({ origins: [pattern] }).catch(() => false);

/** Whether the browser lets pages of all sites be read. */
export const isEverywhere = () => contains(EVERYWHERE);

/** The patterns by which a host can have been granted: version 1 asked for the host alone. @param {string} host */
const patternsOf = (host) => [...new Set([patternOf(host), `*://${host}/*`, ...numeric.test(host) ? [] : [`*://www.${host}/*`]])];

/** Those of the hosts that the browser does not let be read (yet). @param {string[]} hosts @returns {Promise<string[]>} */
export async function waiting(hosts) {
  const granted = await Promise.all(hosts.map(async (h) => (await Promise.all(patternsOf(h).map(contains))).some(Boolean)));
  return hosts.filter((_, n) => !granted[n]);
}

/** Whether a pattern means every site. @param {string} pattern */
const isAll = (pattern) => pattern === '<all_urls>' || /^[^:]+:\/\/\*\//.test(pattern);
/** The hosts of patterns that mean one. @param {string[]} patterns */
const hostsOf = (patterns) => patterns.filter((p) => !isAll(p)).flatMap((p) => hostOf(p.replace(/^[^:]+:\/\//, '').replace(/\/.*$/, '')) ?? []);

/**
 * Why pages of this host are, or are not, read without being asked to.
 * @param {string} host @returns {Promise<'never' | 'always' | 'mode' | 'click'>}
 */
export async function ruleFor(host) {
  const { always, never, mode } = await settings();
  if (covers(never, host)) return 'never';
  if (covers(always, host) && await contains(`*://${host}/*`)) return 'always';
  if (mode === 'click' || !await isEverywhere()) return 'click';
  return mode === 'all' || covers(await newsHosts(), host) ? 'mode' : 'click';
}

/** @param {string} host */
export const isAllowed = async (host) => ['always', 'mode'].includes(await ruleFor(host));

/** What can be said of a site. @type {readonly string[]} */
export const RULES = ['always', 'never', 'click'];

/**
 * Makes a rule for a site, or (`click`) takes back the one that holds there, wherever it was made: for this host, or for one
 * above it. *Never* lies over *always*, which is there again when *never* is taken back.
 * @param {string} host @param {'always' | 'never' | 'click'} rule
 */
export function setRule(host, rule) {
  const named = hostOf(host);
  const without = (/** @type {string[]} */ hosts) => hosts.filter((h) => !covers([h], host));
  return change(({ always, never }) => {
    if (rule === 'always') return { always: named ? [...always, named] : always, never: without(never) };
    if (rule === 'never') return { never: named ? [...never, named] : never };
    return covers(never, host) ? { never: without(never) } : { always: without(always) };
  });
}

/** Calls follow one another: each sees what the one before has registered. */
let last = Promise.resolve();

/** Brings the script that looks for articles to where it may run, and nowhere else. */
export function keepInStep() {
  return last = last.catch(() => {}).then(async () => {
    const { mode, always, never } = await settings();
    // Where the browser does not allow it, it does not run what is registered.
    const matches = always.map(patternOf);
    if (mode !== 'click' && await isEverywhere()) matches.push(...mode === 'all' ? [EVERYWHERE] : (await newsHosts()).map(patternOf));
    await chrome.scripting.unregisterContentScripts();
    if (matches.length === 0) return;
    await chrome.scripting.registerContentScripts([{
      id: 'auto', js: ['content/auto.js'], matches: [...new Set(matches)], excludeMatches: never.map(patternOf), runAt: 'document_idle',
    }]);
  });
}

/** At the start of the browser and after an update. */
export async function begin() {
  const { origins = [] } = await chrome.permissions.getAll();
  await migrateStored(hostsOf(origins));
  await keepInStep();
}

/** The reader gave the browser's consent, here or elsewhere. @param {chrome.permissions.Permissions} given */
export async function granted({ origins = [] }) {
  const hosts = hostsOf(origins);
  await change(({ mode, always }) => ({ always: [...always, ...hosts], ...(mode === 'click' && origins.some(isAll) && { mode: 'all' }) }));
  await keepInStep();
}

/**
 * The reader took it back. With the consent to all sites Chromium takes that to single ones, too: their rules then stay, and wait.
 * @param {chrome.permissions.Permissions} given
 */
export async function withdrawn({ origins = [] }) {
  const all = origins.some(isAll);
  const hosts = all ? [] : hostsOf(origins);
  await change(({ always }) => ({ always: always.filter((h) => !hosts.includes(h)), ...(all && { mode: 'click' }) }));
  await keepInStep();
}

/**
 * The settings changed, here or in another browser of the reader: what is not needed any more is given back.
 * @param {Record<string, chrome.storage.StorageChange>} changes
 */
export async function followed(changes) {
  const changed = await changeOf(changes);
  if (!changed) return;
  const { before, after } = changed;
  const origins = before.always.filter((h) => !after.always.includes(h)).flatMap(patternsOf);
  if (before.mode !== 'click' && after.mode === 'click') origins.push(EVERYWHERE);
  if (origins.length > 0) await chrome.permissions.remove({ origins }).catch((error) => console.debug('Sourcelight:', error));
  const where = (/** @type {import('./settings.js').Settings} */ { mode, always, never }) => JSON.stringify([mode, always, never]);
  if (where(before) !== where(after)) await keepInStep();
}
