// Sourcelight on a page of its own: an article, the marks, the card and the panel, all but the frame by the extension's own
// files. Nothing leaves this machine.
import { showArticle } from './article.js';
import { TAB, standIn } from './browser.js';
import { Unreadable, openFile, snapshotOf } from './open.js';

/** @typedef {import('./report.d.ts').Report} Report */

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
function part(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`there is no ${type.name} #${id}`);
  return found;
}
const article = part('article', HTMLElement);
const panel = part('panel', HTMLIFrameElement);
const status = part('status', HTMLElement);
const sample = part('sample', HTMLSelectElement);
const file = part('file', HTMLInputElement);
const own = part('own', HTMLDialogElement);
const words = part('words', HTMLTextAreaElement);
const legend = /** @type {HTMLButtonElement[]} */ ([...part('legend', HTMLElement).querySelectorAll('[data-mark]')]);

const canPaint = typeof Highlight === 'function' && 'highlights' in CSS;
const engine = new Worker('engine.js', { type: 'module' });

// --- What the page knows, as a page's script does in the extension -------------------------------------------------------------

/** @type {'off' | 'working' | 'on' | 'failed'} */
let phase = 'working';
let sentence = '';
/** @type {Report | null} */
let report = null;
/** Raised by every reading: a later one wins over an earlier one. */
let turn = 0;
/** What was read last, to be read again. @type {() => Promise<object>} */
let last = async () => ({ text: '' });
/** @type {ReturnType<typeof sourcelightPaint> | null} */
let marks = null;
/** @type {ReturnType<typeof sourcelightHover> | null} */
let hover = null;
/** @type {ReturnType<typeof sourcelightJump> | null} */
let jump = null;
/** Tells the panel. */
let changed = () => {};

/** What the panel asks of the background. @param {any} message @returns {Promise<object>} */
async function answer(message) {
  if (message.kind === 'go') return { found: Boolean(jump?.to(message.ranges)) };
  if (message.kind === 'turn') read(last);
  return { phase, sentence, report: report ?? undefined };
}

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/** @param {object} question @param {number} mine @returns {Promise<Report>} */
const ask = (question, mine) => new Promise((resolve, reject) => {
  const end = new AbortController();
  engine.addEventListener('message', ({ data }) => {
    if (data.turn !== mine) return;
    end.abort();
    if (data.error) reject(new Error(data.error));
    else resolve(data.report);
  }, { signal: end.signal });
  engine.addEventListener('error', () => {
    end.abort();
    reject(new Error('the engine did not start'));
  }, { signal: end.signal });
  engine.postMessage({ ...question, turn: mine });
});

/** Reads what `open` gives, and shows it. @param {() => Promise<object>} open */
async function read(open) {
  const mine = ++turn;
  last = open;
  phase = 'working';
  status.className = 'status';
  status.textContent = report ? 'Reading…' : 'Loading the engine, once…';
  changed();
  try {
    const found = await ask({ ...await open(), today: today() }, mine);
    if (mine === turn) show(found);
  } catch (error) {
    if (mine !== turn) return;
    clear();
    article.replaceChildren();
    phase = 'failed';
    sentence = error instanceof Unreadable ? error.message
      : `This could not be read: ${error instanceof Error ? error.message : error}. Reload the page and try again, or paste the text.`;
    status.classList.add('wrong');
    status.textContent = sentence;
    changed();
  }
}

function clear() {
  hover?.end();
  jump?.clear();
  marks?.clear();
  marks = hover = jump = report = null;
}

/** @param {Report} found */
function show(found) {
  clear();
  report = found;
  phase = 'on';
  const { anchors, texts } = showArticle(article, found);
  if (canPaint) {
    marks = sourcelightPaint(found, anchors, texts);
    hover = sourcelightHover(marks, found, { hide });
    jump = sourcelightJump(marks);
  }
  paint();
  changed();
  const count = (/** @type {number} */ n, /** @type {string} */ one) => `${n} ${one}${n === 1 ? '' : 's'}`;
  const named = found.officials.filter((o) => o.match !== 'possible').length;
  status.textContent = found.document.text.trim() === '' ? found.notes[0]?.text ?? 'There is no text here that can be read.'
    : `Read: ${count(found.claims.length, 'claim')}, ${count(named, 'official')}.`
      + (canPaint ? '' : ' This browser cannot mark text in the article; all that was found is in the panel.');
}

// --- What is marked --------------------------------------------------------------------------------------------------------------

function paint() {
  hover?.changed();
  const density = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name=show]:checked'))?.value;
  const hidden = legend.filter((b) => b.ariaPressed === 'false').map((b) => b.dataset.mark ?? '');
  marks?.paint({ density: /** @type {any} */ (density), hidden, confidence: 0, officials: 'likely' });
}

/** @param {string} category @param {boolean} hidden */
function hide(category, hidden) {
  for (const one of legend) if (one.dataset.mark === category) one.ariaPressed = String(!hidden);
  paint();
}

part('show', HTMLFieldSetElement).addEventListener('change', paint);
for (const one of legend) one.addEventListener('click', () => hide(one.dataset.mark ?? '', one.ariaPressed === 'true'));
part('next', HTMLButtonElement).addEventListener('click', () => hover?.step(1));
part('previous', HTMLButtonElement).addEventListener('click', () => hover?.step(-1));
// As the extension's own commands are by default; from within the card, too, which keeps its keys to itself.
addEventListener('keydown', (event) => {
  if (!event.altKey || !event.shiftKey || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
  event.preventDefault();
  hover?.step(event.key === 'ArrowDown' ? 1 : -1);
}, { capture: true });
for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) matchMedia(query).addEventListener('change', paint);

// --- What is read ----------------------------------------------------------------------------------------------------------------

part('paste', HTMLButtonElement).addEventListener('click', () => own.showModal());
part('cancel', HTMLButtonElement).addEventListener('click', () => own.close());
part('text', HTMLFormElement).addEventListener('submit', () => {
  const url = part('url', HTMLInputElement).value || undefined;
  const published = part('published', HTMLInputElement).value || undefined;
  const text = words.value;
  read(async () => {
    if (text.trim() === '') throw new Unreadable('There is no text yet: paste the article into the field.');
    return { text, url, published };
  });
});
part('input', HTMLFormElement).addEventListener('submit', (event) => event.preventDefault());
file.addEventListener('change', () => {
  const [chosen] = file.files ?? [];
  if (chosen) read(() => openFile(chosen));
});
addEventListener('dragover', (event) => {
  event.preventDefault();
  document.body.classList.add('dropping');
});
addEventListener('dragleave', ({ relatedTarget }) => relatedTarget ?? document.body.classList.remove('dropping'));
addEventListener('drop', (event) => {
  event.preventDefault();
  document.body.classList.remove('dropping');
  const [dropped] = event.dataTransfer?.files ?? [];
  const text = event.dataTransfer?.getData('text/plain');
  read(async () => {
    if (dropped) return openFile(dropped);
    if (text) return { text };
    throw new Unreadable('What was dropped is neither a file nor text.');
  });
});

/** The sample articles were written for Sourcelight's tests. */
async function samples() {
  /** @type {{file: string, label: string, url: string}[]} */
  const list = await (await fetch('samples.json')).json();
  sample.append(...list.map(({ file: name, label }) => new Option(label, name)));
  const open = () => {
    const { file: name, url } = list[sample.selectedIndex];
    return read(async () => ({ snapshot: await snapshotOf(await (await fetch(`samples/${name}.html`)).text(), url) }));
  };
  sample.addEventListener('change', open);
  await open();
}

/** Where the page is narrow the panel stands below the article, as long as it is: nobody scrolls in a part of a small page. */
function fit() {
  const inside = panel.contentDocument?.documentElement;
  if (!inside) return;
  const below = matchMedia('(max-width: 62rem)');
  const measure = () => { panel.style.height = below.matches ? `${inside.getBoundingClientRect().height}px` : ''; };
  new ResizeObserver(measure).observe(inside);
  below.addEventListener('change', measure);
  measure();
}

async function begin() {
  changed = standIn(await (await fetch('extension.json')).json(), answer);
  panel.addEventListener('load', fit);
  panel.src = `extension/panel.html?tab=${TAB}`;
  await samples();
}

begin().catch((error) => {
  status.classList.add('wrong');
  status.textContent = `This page is not complete (${error}). Reload it, or paste an article of your own.`;
});

// Only where browsers allow it: https, or this machine. It waits until the page has what it needs.
addEventListener('load', () => {
  navigator.serviceWorker?.register('offline.js').then(() => navigator.serviceWorker.ready)
    .then(() => part('offline', HTMLElement).removeAttribute('hidden'), (error) => console.debug(error));
});
