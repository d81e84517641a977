// What the background answers to the options page: the settings with what the browser allows, and every change of them.

import { isEverywhere, newsHosts, RULES, setRule, waiting } from './access.js';
import { today } from './day.js';
import { ownLists } from './lists.js';
import { overlay } from './look.js';
import { asFile, CATEGORIES, change, DEFAULTS, fromFile, hide, isSynced, settings } from './settings.js';

/** @typedef {import('./lists.js').OwnList} OwnList */

/** Calls follow one another. @type {Promise<any>} */
let last = Promise.resolve();
const changeLists = (/** @type {(now: OwnList[]) => OwnList[]} */ act) => last = last.catch(() => {}).then(async () => chrome.storage.local.set({ lists: act(await ownLists()) }));

async function whole() {
  const now = await settings();
  return {
    settings: now, css: overlay(now.styles), everywhere: await isEverywhere(), waiting: await waiting(now.always), synced: await isSynced(),
    news: (await newsHosts()).length,
    // Rows: the lines but the header that are not empty.
    lists: (await ownLists()).map(({ name, added, tsv }) => ({ name, added, rows: Math.max(0, tsv.split('\n').filter((l) => l.trim()).length - 1) })),
  };
}

/** @type {Record<string, import('./messages.js').Kind>} */
export const OPTIONS = {
  'options': { from: 'extension', shape: {}, answer: whole },
  // Only what becomes different is said, so that two changes in a row never undo each other.
  'choose': { from: 'extension', shape: { change: 'object' }, answer: async ({ change: wanted }) => {
    await change(({ styles }) => ({
      ...wanted, ...(wanted.styles && { styles: Object.fromEntries(Object.entries(styles).map(([category, style]) => [category, { ...style, ...wanted.styles[category] }])) }),
    }));
    return whole();
  } },
  'show': { from: 'extension', shape: { category: CATEGORIES, on: 'yes' }, answer: async ({ category, on }) => {
    await hide(category, !on);
    return whole();
  } },
  'remove-rule': { from: 'extension', shape: { host: 'text', rule: ['always', 'never'] }, answer: async ({ host, rule }) => {
    await change(({ always, never }) => (rule === 'always' ? { always: always.filter((h) => h !== host) } : { never: never.filter((h) => h !== host) }));
    return whole();
  } },
  'rule': { from: 'extension', shape: { host: 'text', rule: RULES }, answer: async ({ host, rule }) => {
    await setRule(host, rule);
    return whole();
  } },
  'export': { from: 'extension', shape: {}, answer: async () => ({ text: asFile(await settings()) }) },
  'import': { from: 'extension', shape: { text: 'text' }, answer: async ({ text }) => {
    const read = fromFile(text);
    if ('error' in read) return { error: chrome.i18n.getMessage(read.error.key, read.error.given) };
    await change(() => ({ ...read.settings }));
    return whole();
  } },
  'reset': { from: 'extension', shape: {}, answer: async () => {
    await change(() => ({ ...DEFAULTS }));
    return whole();
  } },
  'list-add': { from: 'extension', shape: { name: 'text', tsv: 'text' }, answer: async ({ name, tsv }) => {
    try {
      // A list of the same name is the same list, brought up to date.
      await changeLists((now) => [...now.filter((l) => l.name !== name), { name, added: today(), tsv }]);
    } catch (error) {
      console.debug('Sourcelight:', error);
      return { error: chrome.i18n.getMessage('options_list_full') };
    }
    return whole();
  } },
  'list-remove': { from: 'extension', shape: { name: 'text' }, answer: async ({ name }) => {
    await changeLists((now) => now.filter((l) => l.name !== name));
    return whole();
  } },
  'list': { from: 'extension', shape: { name: 'text' }, answer: async ({ name }) => ({ text: (await ownLists()).find((l) => l.name === name)?.tsv ?? '' }) },
};
