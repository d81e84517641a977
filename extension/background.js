// The background: one engine for all tabs, and the relay between popup, pages and engine. It keeps nothing that it cannot
// lose: whether a page is on, and what was found in it, is known to the page itself (content/page.js), which is asked.

import { begin, followed, granted, isAllowed, ruleFor, RULES, setRule, withdrawn } from './access.js';
import { today } from './day.js';
import { cancel, check, expect, read as readPage } from './engine.js';
import { ownLists } from './lists.js';
import { lookOf } from './look.js';
import { answerMessages, askPage, PHASES } from './messages.js';
import { OPTIONS } from './options-answers.js';
import { CATEGORIES, change, DENSITIES, hide, settings } from './settings.js';
import { findWords } from './words.js';

/** @typedef {{phase: 'off' | 'working' | 'on' | 'failed' | 'protected', sentence?: string, summary?: object}} PageState */

const STYLES = ['content/marks.css'];
/**
 * In Firefox as a sheet of the reader's, which holds within shadow roots, too: no other reaches the highlights there. Chromium paints
 * the grounds of highlights only where the sheet is one of the page's.
 * @type {'USER' | 'AUTHOR'}
 */
const ORIGIN = chrome.runtime.getURL('').startsWith('moz-extension:') ? 'USER' : 'AUTHOR';
const SCRIPTS = ['content/messages.js', 'content/collect.js', 'content/paint.js', 'content/card.js', 'content/hover.js', 'content/jump.js', 'content/page.js'];

// Not asked for before they are needed: while the extension is being loaded, Chromium would have none for good.
const say = (/** @type {string} */ key) => {
  const words = chrome.i18n.getMessage(key);
  if (!words) findWords();
  return words;
};

/** @param {object} snapshot @param {string} page */
async function read(snapshot, page) {
  return answered(await readPage(snapshot, page, today(), await ownLists()));
}

/** @param {import('./engine.js').Outcome} outcome */
const answered = (outcome) => ('answer' in outcome ? outcome.answer : { error: say(outcome.error) });

/** What the page's own script answers; null where there is none. One of another version is asked no more than to be reloaded. @type {typeof askPage} */
async function ask(tab, message) {
  const answer = await askPage(tab, message);
  return answer?.stale ? { phase: 'failed', sentence: say('updated'), found: false } : answer;
}

/** Runs in a page without a living script of ours: takes away what a former version of the extension left there. */
function tidy() {
  for (const name of ['content', 'source', 'cue', 'official', 'outlet', 'active', 'same', 'flash']) {
    for (const tone of ['', '-dark', '-plain']) CSS.highlights.delete(`sourcelight-${name}${tone}`);
  }
  for (const left of document.querySelectorAll('sourcelight-card')) left.remove();
  // In frames of its origin, into which a page's script of ours reaches.
  for (const frame of document.querySelectorAll('iframe, frame')) {
    for (const left of /** @type {HTMLIFrameElement} */ (frame).contentDocument?.querySelectorAll('sourcelight-card') ?? []) left.remove();
  }
  return document.contentType;
}

/** @param {number} tab @returns {Promise<PageState>} */
async function pageState(tab) {
  const answer = await ask(tab, { kind: 'state' });
  if (answer) return answer;
  try {
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab }, func: tidy });
    if (result === 'application/pdf') return { phase: 'protected', sentence: say('state_pdf') };
    return { phase: 'off' };
  } catch {
    const { url } = await chrome.tabs.get(tab);
    return { phase: 'protected', sentence: say(url?.startsWith('file:') ? 'state_file' : 'state_protected') };
  }
}

/**
 * @param {number} tab @param {boolean} on @param {boolean} [auto] the reader did not ask: what is no article goes off again
 * @param {string} [host] a page of this host alone is meant: the tab may be at another by now
 */
async function turn(tab, on, auto = false, host = undefined) {
  const target = { tabId: tab };
  if (!on) {
    const { css } = /** @type {{css?: string}} */ (await ask(tab, { kind: 'off' }) ?? {});
    await chrome.scripting.removeCSS({ target, origin: ORIGIN, files: STYLES }).catch(() => {});
    if (css) await chrome.scripting.removeCSS({ target, origin: ORIGIN, css }).catch(() => {});
    return pageState(tab);
  }
  const state = await pageState(tab);
  if (state.phase === 'protected') return state;
  // Asked for by itself, once more: what is on goes on.
  if (auto && (state.phase === 'on' || state.phase === 'working')) return state;
  expect();
  await Promise.all([
    chrome.scripting.insertCSS({ target, origin: ORIGIN, files: STYLES }),
    // Injecting twice is safe, and does nothing.
    chrome.scripting.executeScript({ target, files: SCRIPTS }),
  ]);
  return await ask(tab, { kind: 'on', auto, host }) ?? { phase: 'failed', sentence: say('failed') };
}

/**
 * What a page is told of the settings. What the reader chose for the look of marks comes over the style sheet; `css` is what
 * the page was told of it before.
 * @param {number} tab @param {string} css
 */
async function look(tab, css) {
  const target = { tabId: tab };
  const now = lookOf(await settings());
  if (now.css !== css) {
    if (css) await chrome.scripting.removeCSS({ target, origin: ORIGIN, css });
    if (now.css) await chrome.scripting.insertCSS({ target, origin: ORIGIN, css: now.css });
  }
  return now;
}

/**
 * A frame of a page's own origin that has the article gets the sheets that the page has, or has them taken away.
 * @param {number} tab @param {number} frame @param {boolean} on
 * @param {string} was what came over the style sheet, where it is taken away
 */
async function dress(tab, frame, on, was) {
  const target = { tabId: tab, frameIds: [frame] };
  const css = on ? lookOf(await settings()).css : was;
  const act = on ? chrome.scripting.insertCSS : chrome.scripting.removeCSS;
  await act({ target, origin: ORIGIN, files: STYLES });
  if (css) await act({ target, origin: ORIGIN, css });
  return { css };
}

/** The button of the tab says how its page is; both browsers forget it when the tab goes to another page. */
async function show(/** @type {number} */ tab, /** @type {string} */ phase, /** @type {number} */ claims) {
  const icon = phase === 'protected' ? 'unavailable' : phase === 'off' ? 'off' : 'on';
  const text = phase === 'working' ? '…' : phase === 'failed' ? '!' : phase === 'on' ? String(Math.min(claims, 999)) : '';
  const path = Object.fromEntries([16, 32, 48].map((size) => [size, `icons/${icon}-${size}.png`]));
  await Promise.all([
    chrome.action.setIcon({ tabId: tab, path: path }),
    chrome.action.setBadgeText({ tabId: tab, text }),
    chrome.action.setBadgeBackgroundColor({ tabId: tab, color: '#1d5bb8' }),
    chrome.action.setBadgeTextColor({ tabId: tab, color: '#ffffff' }),
  ]).catch(() => { /* The tab is gone. */ });
}

/** What the popup shows of a tab. @param {number} tab @param {PageState} state */
async function whole(tab, state) {
  if (state.phase === 'protected') await show(tab, state.phase, 0);
  const url = URL.parse((await chrome.tabs.get(tab)).url ?? '');
  const host = url && /^https?:$/.test(url.protocol) && state.phase !== 'protected' ? url.hostname : '';
  return { ...state, host, rule: host ? await ruleFor(host) : 'click', settings: await settings() };
}

/** What the panel shows of a tab. Without permission the browser does not even tell the address: nobody has asked there. @param {number} tab */
async function whatIsKnown(tab) {
  const answer = await ask(tab, { kind: 'report' }) ?? await pageState(tab);
  return answer.phase === 'protected' && !(await chrome.tabs.get(tab)).url ? { phase: 'unasked' } : answer;
}

answerMessages({
  // From the popup.
  state: { from: 'extension', shape: { tab: 'whole' }, answer: async ({ tab }) => whole(tab, await pageState(tab)) },
  turn: { from: 'extension', shape: { tab: 'whole', on: 'yes' }, answer: async ({ tab, on }) => whole(tab, await turn(tab, on)) },
  settings: { from: 'extension', shape: { density: DENSITIES, hidden: 'list' }, answer: async ({ density, hidden }) => change(() => ({ density, hidden })) },
  site: { from: 'extension', shape: { tab: 'whole', host: 'text', rule: RULES }, answer: async ({ tab, host, rule }) => {
    await setRule(host, rule);
    return whole(tab, rule === 'never' ? await turn(tab, false) : await pageState(tab));
  } },
  // From the panel.
  report: { from: 'extension', shape: { tab: 'whole' }, answer: ({ tab }) => whatIsKnown(tab) },
  go: { from: 'extension', shape: { tab: 'whole', ranges: 'list' }, answer: async ({ tab, ranges }) => await ask(tab, { kind: 'go', ranges }) ?? { found: false } },
  // From the options page.
  ...OPTIONS,
  'check-list': { from: 'extension', shape: { tsv: 'text' }, answer: async ({ tsv }) => answered(await check(tsv)) },
  // From a page of ours.
  read: { from: 'page', shape: { snapshot: 'object', page: 'text' }, answer: ({ snapshot, page }) => read(snapshot, page) },
  look: { from: 'page', shape: { css: 'text' }, answer: ({ css }, { tab }) => look(tab, css) },
  dress: { from: 'page', shape: { frame: 'whole', on: 'yes', css: 'text' }, answer: ({ frame, on, css }, { tab }) => dress(tab, frame, on, css) },
  // From the same script in Chromium, through a frame of the page's origin: which one it is.
  frame: { from: 'frame', shape: {}, answer: async (_, { frame }) => ({ frame }) },
  changed: { from: 'page', shape: { phase: PHASES, claims: 'whole' }, answer: async ({ phase, claims }, { tab }) => {
    await show(tab, phase, claims);
    return {};
  } },
  // From the card.
  hide: { from: 'page', shape: { category: CATEGORIES, hidden: 'yes' }, answer: async ({ category, hidden }) => {
    await hide(category, hidden);
    return {};
  } },
  never: { from: 'page', shape: {}, answer: async (_, { tab, host }) => {
    await setRule(host, 'never');
    await turn(tab, false);
    return {};
  } },
  article: { from: 'page', shape: {}, answer: async (_, { tab, host }) => {
    if (await isAllowed(host)) await turn(tab, true, true, host);
    return {};
  } },
});

// A page notices by its connection that the extension has gone away, and cleans up; here it is seen that a page has gone.
chrome.runtime.onConnect.addListener((port) => { port.onDisconnect.addListener(() => cancel(port.name)); });

chrome.commands.onCommand.addListener(async (command, tab) => {
  const id = tab?.id ?? (await chrome.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id;
  if (id === undefined) return;
  if (command === 'next' || command === 'previous') await ask(id, { kind: 'step', by: command === 'next' ? 1 : -1 });
  if (command !== 'toggle') return;
  const { phase } = await pageState(id);
  if (phase === 'protected') await show(id, phase, 0);
  else await turn(id, phase === 'off' || phase === 'failed');
});

chrome.runtime.onInstalled.addListener(async ({ reason }) => {
  await begin();
  // Once, and only to a reader who is new: what it does, and how it is switched on.
  if (reason !== 'install' || (await chrome.storage.local.get('welcomed')).welcomed) return;
  await chrome.storage.local.set({ welcomed: true });
  await chrome.tabs.create({ url: chrome.runtime.getURL('welcome.html') });
});
chrome.runtime.onStartup.addListener(begin);
chrome.storage.onChanged.addListener((changes) => { followed(changes); });
chrome.permissions.onRemoved.addListener(withdrawn);
chrome.permissions.onAdded.addListener(async (given) => {
  await granted(given);
  // The prompt closes the popup in which the reader asked for it: the page in front goes on from here.
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const url = URL.parse(tab?.url ?? '');
  if (tab?.id !== undefined && url && /^https?:$/.test(url.protocol) && await isAllowed(url.hostname)) await turn(tab.id, true, false, url.hostname);
});
