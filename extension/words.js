// The sentences of the interface, where the browser has lost them.

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
  /** @type {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} */
  const words = Object.assign({}, ...await Promise.all(['en', main, language].map(read)));
  chrome.i18n.getMessage = (name, given = []) => {
    if (name === '@@bidi_dir') return main === 'ar' ? 'rtl' : 'ltr';
    const { message = '', placeholders = {} } = words[name] ?? {};
    const values = [given].flat().map(String);
    const filled = (/** @type {string} */ text) => text.replace(/\$([1-9$])/g, (_, n) => (n === '$' ? '$' : values[Number(n) - 1] ?? ''));
    // A name between signs stands for what its row says; what is put in is not looked at again.
    return message.split(/(\$[A-Za-z0-9_@]+\$)/).map((part, n) => filled(n % 2 === 0 ? part : placeholders[part.slice(1, -1).toLowerCase()]?.content ?? '')).join('');
  };
}
