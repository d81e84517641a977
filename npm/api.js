// What the package offers, whatever brings the bytes of its files: node.js reads them, browser.js fetches them.

import * as engine from './engine/sourcelight.js';

/** Bytes of the engine's memory above which it starts afresh after a text: its memory never shrinks. */
const LARGE = 256 * 1024 * 1024;

/** Today's day where the machine is, as YYYY-MM-DD. */
function day() {
  const now = new Date();
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * @param {() => Promise<[wasm: BufferSource, weights: Uint8Array]>} files the module and the weights of its parser
 */
export function api(files) {
  /** The engine's memory once it is ready; null where it is to be made, or made afresh. @type {Promise<WebAssembly.Memory> | null} */
  let ready = null;
  let made = false;

  async function start() {
    const [wasm, weights] = await files();
    if (made) engine.__wbg_reset_state();
    const { memory } = await engine.default({ module_or_path: wasm });
    made = true;
    engine.loadModel(weights);
    return memory;
  }

  /**
   * The engine does one thing after the other, and is made afresh when it has failed or its memory has grown large.
   * @template T @param {() => T} act @returns {Promise<T>}
   */
  async function ask(act) {
    for (;;) {
      const current = (ready ??= start());
      try {
        const memory = await current;
        // Another question may have thrown it away meanwhile.
        if (ready !== current) continue;
        const answer = act();
        if (memory.buffer.byteLength > LARGE) ready = null;
        return answer;
      } catch (error) {
        // What the engine refuses it says in a sentence; everything else leaves it in no known state.
        const refused = typeof error === 'string' && made;
        if (!refused && ready === current) ready = null;
        throw refused ? new TypeError(error, { cause: error }) : error;
      }
    }
  }

  const text = (/** @type {unknown} */ value, /** @type {string} */ what) => {
    if (typeof value !== 'string') throw new TypeError(`${what} is a string`);
    return value;
  };

  return {
    /** @param {string} words @param {{url?: string, published?: string, today?: string}} [options] */
    readText: async (words, { url, published, today = day() } = {}) => {
      text(words, 'the text');
      text(today, 'today');
      return ask(() => engine.readText(words, url, published, today));
    },
    /** @param {object} snapshot @param {{today?: string, lists?: object[]}} [options] */
    readPage: async (snapshot, { today = day(), lists } = {}) => {
      text(today, 'today');
      return ask(() => engine.readPage(snapshot, today, lists));
    },
    /** @param {string} tsv */
    checkList: async (tsv) => {
      text(tsv, 'the list');
      return ask(() => engine.checkList(tsv));
    },
  };
}
