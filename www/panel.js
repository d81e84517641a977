// The whole report beside the article: origin, who speaks, claims, officials.
import { el, facts } from './build.js';
import { offices } from './card.js';
import { KIND, SPEAKER, UNKNOWN, day, percent, speaker } from './words.js';

/** @typedef {import('./report.d.ts').Report} Report @typedef {import('./report.d.ts').Fact} Fact */
/** @typedef {import('./marks.js').Found} Found */

/** Sources with a colour of their own; the rest share one. */
const COLOURS = 4;

/**
 * @param {HTMLElement} panel
 * @param {Report} report
 * @param {(found: Found, from: HTMLElement) => void} go shows a place in the article
 */
export function showPanel(panel, report, go) {
  const sections = [origin(report)];
  if (report.claims.length > 0) sections.push(voices(report), claims(report, go));
  if (report.officials.some((o) => o.match !== 'possible')) sections.push(officials(report, go));
  panel.replaceChildren(...sections);
}

/** @param {string} title @param {...(Node | string | null | false)} children */
const section = (title, ...children) => el('section', null, el('h2', null, title), ...children);

/** @param {Report} report */
function origin({ origin: o, notes }) {
  const fact = (/** @type {Fact | null} */ f) => (f ? [
    f.value, f.since ? el('small', null, ` since ${day(f.since)}`) : '', el('small', { className: 'source' }, ` ${f.source}, ${day(f.as_of)}`),
  ] : []);
  const place = [o.country?.value, o.city?.value].filter(Boolean).join(', ');
  const about = [place, o.outlet?.kind].filter(Boolean).join(' · ');
  return section('Where this comes from',
    el('p', { className: 'name' }, o.publisher ?? 'The text does not say who published it'),
    about && el('p', { className: 'muted' }, about),
    facts([
      ['Published', o.published ? [day(o.published)] : []],
      ['By', o.author.length > 0 ? [o.author.join(', ')] : []],
      ['Credited to', o.wire ? [o.wire] : []],
      ['Taken from', o.republished_from ? [o.republished_from] : []],
      ['Address looks like that of', o.resembles ? [o.resembles] : []],
      ['Cites', o.cited_outlets.length > 0 ? [o.cited_outlets.join(', ')] : []],
      ['Owned by', fact(o.owner)],
      ['Paid by', fact(o.funding)],
      ['Controlled by', fact(o.control)],
    ]),
    o.publisher && !o.outlet && el('p', { className: 'muted small' }, 'Not in Sourcelight’s table: only what the page says of itself is shown.'),
    ...notes.map((n) => el('p', { className: 'note' }, n.text)));
}

/** @param {Report} report */
function voices({ claims: all, sources, document: { blocks } }) {
  const speaking = sources.filter((s) => s.share > 0);
  const share = speaking.reduce((sum, s) => sum + s.share, 0);
  const colour = (/** @type {number} */ n) => (n >= 0 && n < COLOURS ? `voice${n + 1}` : 'voice5');
  const of = new Map(speaking.flatMap((s, n) => s.claims.map((id) => [id, n])));

  // The running text as one strip, in its own order.
  const running = blocks.filter((b) => ['paragraph', 'quote', 'list_item'].includes(b.kind)).map((b) => b.range);
  const length = running.reduce((sum, [a, b]) => sum + b - a, 0) || 1;
  const strip = el('div', { className: 'strip', ariaHidden: 'true' });
  for (const [from, to] of running) {
    let at = from;
    const put = (/** @type {number} */ until, /** @type {string} */ name) => {
      if (until <= at) return;
      const piece = el('i', { className: name });
      piece.style.flexGrow = String((until - at) / length);
      strip.append(piece);
      at = until;
    };
    for (const claim of all) {
      for (const [a, b] of claim.content) {
        if (a >= to || b <= from) continue;
        put(Math.max(a, from), 'own');
        put(Math.min(b, to), colour(of.get(claim.id) ?? -1));
      }
    }
    put(to, 'own');
  }
  const expressed = speaking.filter((s) => s.label !== UNKNOWN).length;
  const unnamed = speaking.filter((s) => s.kind === 'anonymous').length;
  return section('The article, by who speaks',
    el('p', null, el('b', null, percent(share)), ' of this article is what others say: ',
      el('b', null, `${expressed} ${expressed === 1 ? 'source' : 'sources'}`),
      unnamed > 0 && `, ${unnamed === expressed ? 'none of them named' : `${unnamed} of them unnamed`}`, '.'),
    strip,
    el('ol', { className: 'voices' },
      ...speaking.map((s, n) => el('li', null, el('i', { className: colour(n), ariaHidden: 'true' }),
        el('span', null, speaker(s.label), SPEAKER[s.kind] && el('small', null, ` ${SPEAKER[s.kind]}`)), el('span', null, percent(s.share)))),
      el('li', null, el('i', { className: 'own', ariaHidden: 'true' }), el('span', null, 'the article’s own voice'),
        el('span', null, percent(Math.max(0, 1 - share))))));
}

/** @param {Report} report @param {(found: Found, from: HTMLElement) => void} go */
function claims({ claims: all, document: { text } }, go) {
  const words = (/** @type {import('./report.d.ts').Range[]} */ ranges) => ranges.map(([a, b]) => text.slice(a, b)).join(' … ');
  const list = el('ol', { className: 'claims' });
  const filters = [
    ['all', () => true],
    ['quoted', (/** @type {typeof all[0]} */ c) => c.kind !== 'indirect'],
    ['reported', (/** @type {typeof all[0]} */ c) => c.kind === 'indirect'],
    ['distancing', (/** @type {typeof all[0]} */ c) => c.verb_class === 'distancing'],
    ['unnamed', (/** @type {typeof all[0]} */ c) => c.speaker.kind === 'anonymous'],
  ];
  const chips = el('div', { className: 'chips', role: 'group', ariaLabel: 'Show which claims' });
  const show = (/** @type {any} */ keep) => list.replaceChildren(...all.filter(keep).map((claim) => {
    const button = el('button', { type: 'button' },
      el('span', { className: `verb ${claim.verb_class}` }, words(claim.cue) || KIND[claim.kind]), ' ',
      el('span', { className: 'speaker' }, speaker(claim.speaker.label)), claim.via && el('small', null, ` through ${claim.via}`),
      el('span', { className: 'words' }, words(claim.content)));
    button.addEventListener('click', () => go({ claim, at: claim.content[0] }, button));
    return el('li', null, button);
  }));
  for (const [name, keep] of filters) {
    const n = all.filter(/** @type {any} */ (keep)).length;
    if (n === 0) continue;
    const chip = el('button', { type: 'button', ariaPressed: String(name === 'all') }, `${name} ${n}`);
    chip.addEventListener('click', () => {
      for (const other of chips.children) other.setAttribute('aria-pressed', String(other === chip));
      show(keep);
    });
    chips.append(chip);
  }
  show(filters[0][1]);
  return section(`Claims · ${all.length}`, chips, list);
}

/** @param {Report} report @param {(found: Found, from: HTMLElement) => void} go */
function officials(report, go) {
  return section('Officials named', el('ul', { className: 'officials' }, ...report.officials.filter((o) => o.match !== 'possible').map((official) => {
    const button = el('button', { type: 'button', className: 'person' }, official.person);
    button.addEventListener('click', () => go({ official, at: official.mentions[0] ?? official.role_mentions[0] }, button));
    return el('li', null, button, official.match === 'likely' && el('small', null, official.mentions.length === 0 ? ' by role alone' : ' likely'), facts(offices(report, official)));
  })));
}
