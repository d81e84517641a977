// What the background answers to the options page: the settings with what the browser allows, and every change of them.

import { isEverywhere, newsHosts, setRule, waiting } from './access.js';
import { overlay } from './look.js';
import { asFile, change, DEFAULTS, fromFile, isSynced, settings } from './settings.js';

/** A list of the reader's own. @typedef {{name: string, added: string, tsv: string}} OwnList */

/** Stored for the engine's side, too: it reads persons, offices and terms from there. @returns {Promise<OwnList[]>} */
const lists = async () => {
  const { lists } = await chrome.storage.local.get('lists');
  return (Array.isArray(lists) ? lists : []).filter((l) => ['name', 'added', 'tsv'].every((key) => typeof l?.[key] === 'string'));
};

/** Calls follow one another. @type {Promise<any>} */
let last = Promise.resolve();
const changeLists = (/** @type {(now: OwnList[]) => OwnList[]} */ act) => last = last.catch(() => {}).then(async () => chrome.storage.local.set({ lists: act(await lists()) }));

/** The day as the reader's clock has it, `YYYY-MM-DD`. */
const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

async function whole() {
  const now = await settings();
  return {
    settings: now, css: overlay(now.styles), everywhere: await isEverywhere(), waiting: await waiting(now.always), synced: await isSynced(),
    news: (await newsHosts()).length,
    // Rows: the lines but the header that are not empty.
    lists: (await lists()).map(({ name, added, tsv }) => ({ name, added, rows: Math.max(0, tsv.split('\n').filter((l) => l.trim()).length - 1) })),
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
  'show': { from: 'extension', shape: { category: 'string', on: 'boolean' }, answer: async ({ category, on }) => {
    await change(({ hidden }) => ({ hidden: [...hidden.filter((c) => c !== category), ...(on ? [] : [category])] }));
    return whole();
  } },
  'remove-rule': { from: 'extension', shape: { host: 'string', rule: 'string' }, answer: async ({ host, rule }) => {
    await change(({ always, never }) => (rule === 'always' ? { always: always.filter((h) => h !== host) } : { never: never.filter((h) => h !== host) }));
    return whole();
  } },
  'rule': { from: 'extension', shape: { host: 'string', rule: 'string' }, answer: async ({ host, rule }) => {
    await setRule(host, rule);
    return whole();
  } },
  'export': { from: 'extension', shape: {}, answer: async () => ({ text: asFile(await settings()) }) },
  'import': { from: 'extension', shape: { text: 'string' }, answer: async ({ text }) => {
    const read = fromFile(text);
    if ('error' in read) return { error: chrome.i18n.getMessage(read.error.key, read.error.given) };
    await change(() => ({ ...read.settings }));
    return whole();
  } },
  'reset': { from: 'extension', shape: {}, answer: async () => {
    await change(() => ({ ...DEFAULTS }));
    return whole();
  } },
  'list-add': { from: 'extension', shape: { name: 'string', tsv: 'string' }, answer: async ({ name, tsv }) => {
    try {
      // A list of the same name is the same list, brought up to date.
      await changeLists((now) => [...now.filter((l) => l.name !== name), { name, added: today(), tsv }]);
    } catch (error) {
      console.debug('Sourcelight:', error);
      return { error: chrome.i18n.getMessage('options_list_full') };
    }
    return whole();
  } },
  'list-remove': { from: 'extension', shape: { name: 'string' }, answer: async ({ name }) => {
    await changeLists((now) => now.filter((l) => l.name !== name));
    return whole();
  } },
  'list': { from: 'extension', shape: { name: 'string' }, answer: async ({ name }) => ({ text: (await lists()).find((l) => l.name === name)?.tsv ?? '' }) },
};
