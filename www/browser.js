// What card and panel ask of a browser with the extension in it, as far as a page can answer. They are the extension's own
// files; only what stands behind `chrome` is another.

/** The one tab that there is: this page. */
export const TAB = 1;

/**
 * @typedef {object} Extension what the build has written down of it
 * @property {string} version
 * @property {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} messages the words of the interface
 */

/**
 * Makes `chrome` for this page and for the frame of the panel.
 * @param {Extension} extension
 * @param {(message: any) => Promise<object>} answer what the background would say
 * @returns {() => void} tells the panel that something has changed
 */
export function standIn({ version, messages }, answer) {
  /** @type {((message: object, sender: object) => void)[]} */
  const heard = [];
  const deaf = { addListener() {} };
  const getMessage = (/** @type {string} */ name, /** @type {string[]} */ given = []) => {
    if (name === '@@bidi_dir') return 'ltr';
    const { message, placeholders } = Object.hasOwn(messages, name) ? messages[name] : { message: '' };
    return message.replace(/\$(\w+)\$/g, (_, place) => (placeholders?.[place.toLowerCase()]?.content ?? '').replace(/\$(\d)/g, (_all, n) => given[n - 1] ?? ''));
  };
  /** @type {any} */ (globalThis).chrome = {
    i18n: { getMessage, getUILanguage: () => 'en-GB' },
    runtime: {
      getManifest: () => ({ version }),
      sendMessage: answer,
      onMessage: { addListener: (/** @type {any} */ listener) => { heard.push(listener); } },
    },
    tabs: { onUpdated: deaf },
  };
  return () => { for (const listener of heard) listener({ kind: 'changed' }, { tab: { id: TAB } }); };
}
