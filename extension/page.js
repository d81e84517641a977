// Opens a document of ours: the interface's WebAssembly module draws it. If that fails, there is a sentence.
import load from './ui/sourcelight.js';
import { findWords } from './words.js';

/**
 * @param {() => Promise<void>} open
 * @param {{title?: string, first?: string, failed: string}} words names of _locales: of the document, of the sentence until it
 *   is drawn, and of the one where it cannot be
 */
export async function openPage(open, { title, first, failed }) {
  const write = (/** @type {string} */ id, /** @type {string} */ name) => {
    const at = document.getElementById(id);
    if (at) at.textContent = chrome.i18n.getMessage(name);
  };
  await findWords();
  document.documentElement.lang = chrome.i18n.getUILanguage();
  document.documentElement.dir = chrome.i18n.getMessage('@@bidi_dir');
  if (title) {
    document.title = chrome.i18n.getMessage(title);
    write('title', title);
  }
  if (first) write('first', first);
  try {
    await load({ module_or_path: new URL('./ui/sourcelight_bg.wasm', import.meta.url) });
    await open();
  } catch (error) {
    console.error(error);
    write('first', failed);
  }
}
