// The engine on a web page: paste or open an article and see what the extension shows. Nothing leaves this machine.
import { boxes, showArticle } from './article.js';
import { hideCard, showCard } from './card.js';
import { canPaint, emphasise, paint, under } from './marks.js';
import { Unreadable, openFile, snapshotOf } from './open.js';
import { showPanel } from './panel.js';

/** @typedef {import('./report.d.ts').Report} Report */

/** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
function part(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`there is no ${type.name} #${id}`);
  return found;
}
const article = part('article', HTMLElement);
const card = part('card', HTMLElement);
const panel = part('panel', HTMLElement);
const status = part('status', HTMLElement);
const sample = part('sample', HTMLSelectElement);
const file = part('file', HTMLInputElement);
const words = part('words', HTMLTextAreaElement);
const input = part('input', HTMLFormElement);

const engine = new Worker('engine.js', { type: 'module' });
/** @type {Report | null} */
let report = null;
let asked = 0;

const today = () => {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
};

/**
 * @param {object} question
 * @param {number} turn
 * @returns {Promise<Report>}
 */
const ask = (question, turn) => new Promise((resolve, reject) => {
  const answered = (/** @type {MessageEvent} */ { data }) => {
    if (data.turn !== turn) return;
    engine.removeEventListener('message', answered);
    if (data.error) reject(new Error(data.error));
    else resolve(data.report);
  };
  engine.addEventListener('message', answered);
  engine.addEventListener('error', () => reject(new Error('the engine did not start')), { once: true });
  engine.postMessage({ ...question, turn });
});

/**
 * Reads what `open` gives, and shows it; a later call wins over an earlier one.
 * @param {() => Promise<object>} open
 */
async function read(open) {
  const turn = ++asked;
  status.className = 'status';
  status.textContent = 'Reading…';
  try {
    const answer = await ask({ ...await open(), today: today() }, turn);
    if (turn === asked) show(answer);
  } catch (error) {
    if (turn !== asked) return;
    status.classList.add('wrong');
    status.textContent = error instanceof Unreadable ? error.message
      : `This could not be read: ${error instanceof Error ? error.message : error}. Reload the page and try again, or paste the text.`;
  }
}

/** @param {Report} found */
function show(found) {
  report = found;
  hideCard(card);
  showArticle(article, found);
  showPanel(panel, found, go);
  repaint();
  document.querySelector('main')?.removeAttribute('hidden');
  const n = found.claims.length;
  const named = found.officials.filter((o) => o.match !== 'possible').length;
  const empty = found.document.text.trim() === '';
  for (const part of document.querySelectorAll('#show, #legend')) part.toggleAttribute('hidden', empty);
  status.textContent = empty ? found.notes[0]?.text ?? 'There is no text here that can be read.'
    : `Read: ${n} ${n === 1 ? 'claim' : 'claims'}, ${named} ${named === 1 ? 'official' : 'officials'}.`
      + (canPaint ? '' : ' This browser cannot mark text in the article; all that was found is in the list.');
}

function repaint() {
  const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name=show]:checked'));
  if (report) paint(report, chosen?.value ?? 'all');
}

/**
 * Scrolls to what was found, marks it, shows its card.
 * @param {import('./marks.js').Found} found
 * @param {HTMLElement} from
 */
function go(found, from) {
  if (!report) return;
  const { claim, official } = found;
  emphasise(claim ? [...claim.content, ...claim.cue, ...claim.source] : [...official?.mentions ?? [], ...official?.role_mentions ?? []]);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const place = boxes(found.at)[0];
  if (!place) return;
  scrollBy({ top: place.top - innerHeight / 3, behavior: calm ? 'instant' : 'smooth' });
  const shown = report;
  // The card is placed where the mark comes to rest.
  setTimeout(() => {
    const rest = boxes(found.at).at(-1);
    if (rest && shown === report) showCard(card, shown, found, rest);
    from.focus({ preventScroll: true });
  }, calm ? 0 : 450);
}

/** @type {number | undefined} */
let waiting;
article.addEventListener('pointermove', ({ clientX, clientY }) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    const found = report && under(report, clientX, clientY);
    if (!found || !report) return;
    const { claim, official } = found;
    emphasise(claim ? [...claim.content, ...claim.cue, ...claim.source] : [...official?.mentions ?? [], ...official?.role_mentions ?? []]);
    const box = boxes(found.at).find((b) => b.top - 2 <= clientY && clientY <= b.bottom + 2);
    if (box) showCard(card, report, found, new DOMRect(Math.max(box.left, clientX - 40), box.top, 1, box.height));
  }, 120);
});
article.addEventListener('pointerleave', ({ relatedTarget }) => {
  clearTimeout(waiting);
  if (!(relatedTarget instanceof Node && card.contains(relatedTarget))) close();
});
function close() {
  hideCard(card);
  emphasise([]);
}
addEventListener('keydown', ({ key }) => key === 'Escape' && close());
addEventListener('pointerdown', ({ target }) => {
  if (target instanceof Node && !card.contains(target) && !panel.contains(target)) close();
});
addEventListener('resize', close);
part('show', HTMLFieldSetElement).addEventListener('change', repaint);

input.addEventListener('submit', (event) => {
  event.preventDefault();
  const url = part('url', HTMLInputElement).value || undefined;
  const published = part('published', HTMLInputElement).value || undefined;
  read(async () => {
    if (words.value.trim() === '') throw new Unreadable('There is no text yet: paste the article into the field above.');
    return { text: words.value, url, published };
  });
});
file.addEventListener('change', () => {
  const [chosen] = file.files ?? [];
  if (chosen) read(() => openFile(chosen, part('url', HTMLInputElement).value));
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
    if (dropped) return openFile(dropped, part('url', HTMLInputElement).value);
    if (text) return { text };
    throw new Unreadable('What was dropped is neither a file nor text.');
  });
});

/** The sample articles were written for Sourcelight's tests. */
async function samples() {
  /** @type {{file: string, label: string, url: string}[]} */
  const list = await (await fetch('samples.json')).json();
  sample.append(...list.map(({ file: name, label }) => new Option(label, name)));
  const open = () => read(async () => {
    const html = await (await fetch(`samples/${sample.value}.html`)).text();
    return { snapshot: await snapshotOf(html, list[sample.selectedIndex]?.url) };
  });
  sample.addEventListener('change', open);
  await open();
}
samples().catch((error) => {
  status.textContent = `The sample articles are not here (${error}). Paste or open an article of your own.`;
});
