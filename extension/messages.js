// Every message to the background is checked once, here: who sends it, by which version of the extension, and whether it has
// the shape of its kind. At the side of a page, content/messages.js does the same.

/**
 * What a field must be: a whole number, a text, yes or no, a list, an object, or one of some words.
 * @typedef {'whole' | 'text' | 'yes' | 'list' | 'object' | readonly string[]} Type
 */

/**
 * @typedef {object} Kind
 * @property {'extension' | 'page' | 'frame'} from a page of the extension, a script of ours in a tab's page, or in a frame of one
 * @property {Record<string, Type>} shape its fields: all of them, and no others
 * @property {(message: any, sender: {tab: number, frame: number, host: string}) => Promise<unknown>} answer what is of the sender means something where a page sent it
 */

/** @param {unknown} value @param {Type} type */
function is(value, type) {
  if (type === 'whole') return Number.isSafeInteger(value);
  if (type === 'text') return typeof value === 'string';
  if (type === 'yes') return typeof value === 'boolean';
  if (type === 'list') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === 'string' && type.includes(value);
}

/** How a page can be, as its script says. */
export const PHASES = ['off', 'working', 'on', 'failed'];

/** Fields that every message has. */
const COMMON = ['kind', 'version'];

const own = chrome.runtime.getURL('');

/**
 * This version of the extension. Both ends of a message are of one, or do not talk: what a kind means may have changed.
 * It is asked for every time: that costs nothing, and nothing has to keep in step.
 */
export const version = () => chrome.runtime.getManifest().version;

/** @param {Record<string, Kind>} kinds */
export function answerMessages(kinds) {
  chrome.runtime.onMessage.addListener((message, sender, reply) => {
    const refuse = (/** @type {object} */ why) => {
      reply(why);
      return false;
    };
    const not = () => refuse({ error: chrome.i18n.getMessage('not_understood') });
    const from = sender.url?.startsWith(own) ? 'extension' : sender.tab?.id === undefined ? null : sender.frameId === 0 ? 'page' : 'frame';
    if (from === null || sender.id !== chrome.runtime.id || !is(message, 'object') || !is(message.kind, 'text')) return not();
    // A script that was in its page before an update. It says so to whoever asks, and does nothing more.
    if (message.version !== version()) return refuse({ error: chrome.i18n.getMessage('updated'), stale: true });
    const kind = Object.hasOwn(kinds, message.kind) ? kinds[message.kind] : null;
    const fits = kind?.from === from && Object.entries(kind.shape).every(([key, type]) => Object.hasOwn(message, key) && is(message[key], type))
      && Object.keys(message).every((key) => COMMON.includes(key) || Object.hasOwn(kind.shape, key));
    if (!fits) return not();
    kind.answer(message, { tab: sender.tab?.id ?? -1, frame: sender.frameId ?? -1, host: URL.parse(sender.url ?? '')?.hostname ?? '' }).then(reply, (error) => {
      console.error(error);
      reply({ error: chrome.i18n.getMessage('failed') });
    });
    return true;
  });
}

/**
 * What a page's script answers, as far as it is an answer; null where there is none, `stale` where the script is of another
 * version than this.
 * @param {number} tab @param {{kind: 'state' | 'on' | 'off' | 'report' | 'go' | 'step', auto?: boolean, host?: string, ranges?: object, by?: number}} message
 * @returns {Promise<any>}
 */
export async function askPage(tab, message) {
  const answer = await chrome.tabs.sendMessage(tab, { ...message, version: version() }, { frameId: 0 }).catch(() => null);
  if (!is(answer, 'object')) return null;
  if (answer.version !== version()) return { stale: true };
  const said = { ...answer };
  delete said.version;
  const words = ['sentence', 'css'].every((key) => said[key] === undefined || is(said[key], 'text'));
  return words && (is(said.phase, PHASES) || is(said.found, 'yes')) ? said : null;
}
