// What card and panel ask of a browser with the extension in it, as far as a page can answer. They are the extension's own
// files; only what stands behind `chrome` is another.

import { speaking } from './extension/words.js';

/** The one tab that there is: this page. */
export const TAB = 1;

/**
 * @typedef {object} Extension what the build has written down of it
 * @property {string} version
 * @property {import('./extension/words.js').Words} messages the words of the interface
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
  /** @type {any} */ (globalThis).chrome = {
    i18n: { getMessage: speaking(messages, 'ltr'), getUILanguage: () => 'en-GB' },
    runtime: {
      getManifest: () => ({ version }),
      sendMessage: answer,
      onMessage: { addListener: (/** @type {any} */ listener) => { heard.push(listener); } },
    },
    tabs: { onUpdated: deaf },
  };
  return () => { for (const listener of heard) listener({ kind: 'changed' }, { tab: { id: TAB } }); };
}
