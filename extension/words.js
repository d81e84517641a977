// The sentences of the interface, where the browser has none: it has lost them, or it is a page without the extension.

/** @typedef {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} Words a file of _locales */

/**
 * Answers as `chrome.i18n.getMessage` does, out of such a file.
 * @param {Words} words @param {'ltr' | 'rtl'} direction
 * @returns {(name: string, given?: string | (string | number)[]) => string}
 */
export const speaking = (words, direction) => (name, given = []) => {
  if (name === '@@bidi_dir') return direction;
  const { message, placeholders } = Object.hasOwn(words, name) ? words[name] : { message: '' };
  const values = [given].flat().map(String);
  const filled = (/** @type {string} */ text) => text.replace(/\$([1-9$])/g, (_, n) => (n === '$' ? '$' : values[Number(n) - 1] ?? ''));
  // A name between signs stands for what its row says; what is put in is not looked at again.
  return message.split(/(\$[A-Za-z0-9_@]+\$)/).map((part, n) => filled(n % 2 === 0 ? part : placeholders?.[part.slice(1, -1).toLowerCase()]?.content ?? '')).join('');
};

/**
 * Sees to it that there are words. Chromium gives a process none, for as long as it lives, where it asked for them while the
 * extension was being loaded (at the browser's start, after an update): then they are read from our own file, as the browser does.
 */
export async function findWords() {
  if (chrome.i18n.getMessage('name')) return;
  const language = chrome.i18n.getUILanguage().replace('-', '_');
  const main = language.split('_')[0];
  const read = async (/** @type {string} */ of) => {
    try {
      return await (await fetch(chrome.runtime.getURL(`_locales/${of}/messages.json`))).json();
    } catch { return {}; }
  };
  /** @type {Words} */
  const words = Object.assign({}, ...await Promise.all(['en', main, language].map(read)));
  chrome.i18n.getMessage = speaking(words, main === 'ar' ? 'rtl' : 'ltr');
}
