// What a reader does and sees, in the words of the tests. The names that the extension gives to things are known here only.

import { highlights, until } from './harness.mjs';

/** @typedef {import('./harness.mjs').Driver} Driver @typedef {import('puppeteer-core').Page} Page */

/** The first control of the popup: the switch for this page. */
export const SWITCH = '[role="switch"], input[type="checkbox"]';

/** Further controls of the popup. */
export const CHOICE = {
  quiet: '#density-quiet', sources: '#density-sources', all: '#density-all',
  /** @param {string} category */
  category: (category) => `#category-${category}`,
  always: '#site_always', never: '#site_never',
};

/** Categories, by the name of their highlight. */
const CATEGORIES = { content: /content|claim/, source: /-source/, cue: /cue|verb/, official: /official/, outlet: /outlet/ };

/** What is highlighted, by category. @param {Page} page */
export async function marks(page) {
  const found = await highlights(page);
  /** @type {Record<keyof typeof CATEGORIES, string[]>} */
  const by = { content: [], source: [], cue: [], official: [], outlet: [] };
  for (const [name, texts] of Object.entries(found)) {
    const category = /** @type {(keyof typeof CATEGORIES) | undefined} */ (Object.keys(CATEGORIES).find((c) => CATEGORIES[/** @type {keyof typeof CATEGORIES} */ (c)].test(name)));
    if (category) by[category].push(...texts);
  }
  return by;
}

/** How many ranges are highlighted. @param {Page} page */
export async function count(page) {
  return Object.values(await highlights(page)).flat().length;
}

/** Presses the toolbar button and the switch. @param {Driver} driver @param {Page} page */
export async function flip(driver, page) {
  const popup = await driver.press(page);
  await until(() => popup.has(SWITCH), 'the switch in the popup');
  // The switch waits for the state of the tab; a click before that would be lost on a reader, too.
  await until(() => popup.has(':is([role="switch"], input[type="checkbox"]):not([disabled]):not([aria-disabled="true"])'), 'the switch to be ready');
  await popup.click(SWITCH);
  return popup;
}

/** Switches a page on and waits for the marks. @param {Driver} driver @param {Page} page */
export async function on(driver, page) {
  const popup = await flip(driver, page);
  await until(async () => (await count(page)) > 0, 'marks in the page');
  await popup.close();
}

/** Switches a page off and waits until no mark is left. @param {Driver} driver @param {Page} page */
export async function off(driver, page) {
  const popup = await flip(driver, page);
  await until(async () => (await count(page)) === 0, 'the marks to go');
  await popup.close();
}

/** Presses the toolbar button and one of the controls. @param {Driver} driver @param {Page} page @param {string} selector */
export async function choose(driver, page, selector) {
  const popup = await driver.press(page);
  await until(() => popup.has(selector), `${selector} in the popup`);
  await popup.click(selector);
  return popup;
}

/** What the popup says of a page, once it has stopped changing. @param {Driver} driver @param {Page} page */
export async function said(driver, page) {
  const popup = await driver.press(page);
  try {
    let before = '';
    return await until(async () => {
      const now = (await popup.text()).trim();
      const settled = now !== '' && now === before;
      before = now;
      return settled && now;
    }, 'the popup to say something');
  } finally {
    await popup.close();
  }
}

/** A plain sentence: words, and nothing of a program's innards. @param {string} text */
export function isPlain(text) {
  return /\p{L}+ \p{L}+/u.test(text) && !/undefined|\[object|NaN|Error:|Exception|\bnull\b|__MSG_|panicked|wasm/.test(text);
}

/** Puts the mouse on the first mark that holds `text`. @param {Page} page @param {string} text */
export async function hover(page, text) {
  const point = await page.evaluate(async (wanted) => {
    for (const [, highlight] of CSS.highlights) {
      for (const r of highlight) {
        const range = document.createRange();
        range.setStart(r.startContainer, r.startOffset);
        range.setEnd(r.endContainer, r.endOffset);
        if (!range.toString().includes(wanted)) continue;
        r.startContainer.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' });
        // The page hears of that a frame later. A pointer that came before would be one under which the page was scrolled.
        await new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
        const box = range.getClientRects()[0];
        if (box) return { x: box.x + Math.min(20, box.width / 2), y: box.y + box.height / 2 };
      }
    }
    return null;
  }, text);
  if (!point) throw new Error(`Nothing highlighted holds “${text}”.`);
  await page.mouse.move(point.x - 3, point.y);
  await page.mouse.move(point.x, point.y, { steps: 3 });
}
