// What a page's script and the background say to each other, at the side of the page (extension/messages.js is the other).
// Both are of one version of the extension, or do not talk: what a kind means may have changed.

/**
 * @param {(sentence: string) => void} outdated called once, when the background turns out to be of another version: with its
 *   sentence, if it has said one
 */
function sourcelightMessages(outdated) {
  // Asked for at the beginning: after an update it cannot be any more.
  const { version } = chrome.runtime.getManifest();
  let known = false;
  const end = (/** @type {string} */ sentence) => {
    if (known) return;
    known = true;
    outdated(sentence);
  };
  const whole = Number.isSafeInteger;
  /** Places of the document's text, as a report has them. @param {unknown} given */
  const arePlaces = (given) => Array.isArray(given) && given.length > 0
    && given.every((range) => Array.isArray(range) && range.length === 2 && range.every((at) => whole(at) && at >= 0));
  /** What the background may ask for, and what must be said with it. @type {Record<string, (message: any) => boolean>} */
  const shapes = {
    state: () => true,
    off: () => true,
    report: () => true,
    on: ({ auto = false, host = '' }) => typeof auto === 'boolean' && typeof host === 'string',
    go: ({ ranges }) => arePlaces(ranges),
    step: ({ by }) => by === 1 || by === -1,
  };

  return {
    /** Asks the background. @param {object} message @returns {Promise<any>} */
    async say(message) {
      const answer = await chrome.runtime.sendMessage({ ...message, version });
      if (answer?.stale === true) end(String(answer.error));
      return answer;
    },
    /** Calls `heard` with each message that is one; what it replies goes back. @param {(message: any, reply: (answer: object) => void) => void} heard */
    hear(heard) {
      chrome.runtime.onMessage.addListener((message, sender, reply) => {
        if (sender.id !== chrome.runtime.id || typeof message?.kind !== 'string') return;
        const answer = (/** @type {object} */ of) => reply({ ...of, version });
        if (message.version !== version) {
          end('');
          return answer({});
        }
        if (Object.hasOwn(shapes, message.kind) && shapes[message.kind](message)) heard(message, answer);
      });
    },
  };
}
