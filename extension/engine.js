// The engine: one instance, made at the first page, and made afresh after a panic or when its memory has grown large.
//
// Chromium's service worker has a thread of its own and runs it itself. In Firefox the background shares its thread with the
// popup, which would stay blank while a long page is read: there this file runs once more, as a worker of the background.

import * as engine from './engine/sourcelight.js';

/** @typedef {{answer: object} | {error: 'refused' | 'failed'}} Outcome */

/** What the engine is asked for: to read a snapshot, or to check a list of the reader's own. @typedef {{read: {snapshot: object, today: string, lists: object[]}} | {check: string}} Task */

/** Bytes of the engine's memory above which it starts afresh after a page: its memory never shrinks. */
const LARGE = 256 * 1024 * 1024;

/** The engine's memory, once it is ready; null where it is to be made, or made afresh. @type {Promise<WebAssembly.Memory> | null} */
let ready = null;
let made = false;

async function start() {
  const at = (/** @type {string} */ file) => new URL(`engine/${file}`, import.meta.url);
  if (made) engine.__wbg_reset_state();
  const { memory } = await engine.default({ module_or_path: at('sourcelight_bg.wasm') });
  made = true;
  engine.loadModel(new Uint8Array(await (await fetch(at('sourcelight.weights'))).arrayBuffer()));
  engine.keepTrees(true);
  return memory;
}

/** @param {Task} task @returns {Promise<Outcome>} */
async function doHere(task) {
  try {
    const memory = await (ready ??= start());
    const answer = 'check' in task ? engine.checkList(task.check) : engine.readPage(task.read.snapshot, task.read.today, task.read.lists);
    if (memory.buffer.byteLength > LARGE) ready = null;
    return { answer };
  } catch (error) {
    console.error(error);
    // A panic leaves an instance in no known state: the next page gets a new one.
    ready = null;
    return { error: typeof error === 'string' ? 'refused' : 'failed' };
  }
}

/** @typedef {{task: Task, page: string, done: (outcome: Outcome) => void}} Question */

/** Makes the engine ready: nobody has asked it yet. What is wrong shows when it is asked. */
function prepare() {
  const begun = ready ??= start();
  begun.catch((error) => {
    console.error(error);
    if (ready === begun) ready = null;
  });
}

/** The worker, where there is one. @type {Worker | null} */
let worker = null;
/** What it is to do: the first is being done. @type {Question[]} */
let queue = [];

function hire() {
  const hired = new Worker(import.meta.url, { type: 'module' });
  hired.onmessage = ({ data }) => answered(data);
  // It could not be loaded, or ran out of memory as a whole.
  hired.onerror = ({ message }) => {
    console.error(message);
    stop();
    answered({ error: 'failed' });
  };
  return hired;
}

function next() {
  if (queue.length === 0) return;
  worker ??= hire();
  worker.postMessage(queue[0].task);
}

function stop() {
  worker?.terminate();
  worker = null;
}

/** @param {Outcome} outcome */
function answered(outcome) {
  queue.shift()?.done(outcome);
  next();
}

/** @param {Task} task @param {string} page @returns {Promise<Outcome>} */
const doThere = (task, page) => new Promise((done) => {
  if (queue.push({ task, page, done }) === 1) next();
});

const workers = typeof Worker === 'function';
const ask = workers ? doThere : doHere;

/**
 * Reads a snapshot of the document named `page`; `today` is `YYYY-MM-DD`, `lists` are the reader's own.
 * @param {object} snapshot @param {string} page @param {string} today @param {object[]} lists
 */
export const read = (snapshot, page, today, lists) => ask({ read: { snapshot, today, lists } }, page);

/** A page will be read soon: what is to be loaded for it is loaded while the page is made ready, too. */
export function expect() {
  if (workers) worker ??= hire();
  else prepare();
}

/** Checks a list of the reader's own; answers what the engine's `checkList` does. @param {string} tsv */
export const check = (tsv) => ask({ check: tsv }, '');

/** Nobody waits any more for what is read of this document. @param {string} page */
export function cancel(page) {
  const running = queue[0]?.page === page;
  for (const { done } of queue.filter((q) => q.page === page)) done({ error: 'failed' });
  queue = queue.filter((q) => q.page !== page);
  if (!running) return;
  stop();
  next();
}

// In a worker there is no document; in Chromium's service worker there are no workers.
if (workers && typeof document === 'undefined') {
  prepare();
  onmessage = async ({ data }) => postMessage(await doHere(data));
}
