// Opens the popup: the interface's own WebAssembly module draws it. Until then, and if that fails, there is a sentence.
import load, { openPopup } from './ui/sourcelight.js';

const say = (/** @type {string} */ key) => {
  const first = document.getElementById('first');
  if (first) first.textContent = chrome.i18n.getMessage(key);
};
document.documentElement.lang = chrome.i18n.getUILanguage();
document.documentElement.dir = chrome.i18n.getMessage('@@bidi_dir');
say('state_looking');
try {
  await load({ module_or_path: new URL('./ui/sourcelight_bg.wasm', import.meta.url) });
  await openPopup();
} catch (error) {
  console.error(error);
  say('state_unreachable');
}
