// Opens a page in a tab of its own: the interface's WebAssembly module draws it. If that fails, there is a sentence.
import load from './ui/sourcelight.js';

/** @param {string} title a name of _locales @param {() => Promise<void>} open */
export async function openPage(title, open) {
  const words = chrome.i18n.getMessage(title);
  document.title = words;
  document.documentElement.lang = chrome.i18n.getUILanguage();
  document.documentElement.dir = chrome.i18n.getMessage('@@bidi_dir');
  const write = (/** @type {string} */ id, /** @type {string} */ text) => {
    const at = document.getElementById(id);
    if (at) at.textContent = text;
  };
  write('title', words);
  try {
    await load({ module_or_path: new URL('./ui/sourcelight_bg.wasm', import.meta.url) });
    await open();
  } catch (error) {
    console.error(error);
    write('first', chrome.i18n.getMessage('options_unreachable'));
  }
}
