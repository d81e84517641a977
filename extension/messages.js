// Every message is checked once, here: who sends it, and whether it has the shape of its kind.

/**
 * @typedef {object} Kind
 * @property {'extension' | 'page'} from a page of the extension, or a script of ours in a tab's page
 * @property {Record<string, 'number' | 'string' | 'boolean' | 'object'>} shape fields that must be there
 * @property {(message: any, sender: {tab: number, host: string}) => Promise<unknown>} answer tab and host mean something where a page sent it
 */

const own = chrome.runtime.getURL('');
const sentence = () => chrome.i18n.getMessage('not_understood');

/** @param {Record<string, Kind>} kinds */
export function answerMessages(kinds) {
  chrome.runtime.onMessage.addListener((message, sender, reply) => {
    const kind = typeof message?.kind === 'string' && Object.hasOwn(kinds, message.kind) ? kinds[message.kind] : null;
    const from = sender.url?.startsWith(own) ? 'extension' : sender.tab?.id !== undefined && sender.frameId === 0 ? 'page' : null;
    const fits = kind && sender.id === chrome.runtime.id && kind.from === from
      && Object.entries(kind.shape).every(([key, type]) => typeof message[key] === type && message[key] !== null);
    if (!fits) {
      reply({ error: sentence() });
      return false;
    }
    kind.answer(message, { tab: sender.tab?.id ?? -1, host: URL.parse(sender.url ?? '')?.hostname ?? '' }).then(reply, (error) => {
      console.error(error);
      reply({ error: chrome.i18n.getMessage('failed') });
    });
    return true;
  });
}
