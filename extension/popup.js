import { openPage } from './page.js';
import { openPopup } from './ui/sourcelight.js';

/** What is known of the tab in front is asked for while the module is still loaded. */
async function known() {
  const [tab] = await chrome.tabs.query({ active: true, currentWindow: true });
  return { tab: tab.id, state: await chrome.runtime.sendMessage({ kind: 'state', tab: tab.id, version: chrome.runtime.getManifest().version }) };
}

const asked = known().catch(() => null);
openPage(() => openPopup(asked), { first: 'state_looking', failed: 'state_unreachable' });
