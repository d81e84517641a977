// The card beside a mark: who says it, which verb the writer chose, through whom, which office, and why it is marked.
import { el, facts } from './build.js';
import { KIND, SPEAKER, VERB_CLASS, day, speaker, term } from './words.js';

/** @typedef {import('./report.d.ts').Report} Report @typedef {import('./report.d.ts').Official} Official */
/** @typedef {import('./marks.js').Found} Found */

/** @param {Report} report @param {Found} found @returns {Node[]} */
function contents(report, { claim, official }) {
  const text = (/** @type {import('./report.d.ts').Range[]} */ ranges) => ranges.map(([a, b]) => report.document.text.slice(a, b)).join(' … ');
  const person = official ?? (claim?.speaker.official != null ? report.officials[claim.speaker.official] : undefined);
  /** @type {[string, (Node | string)[]][]} */
  const rows = [];
  const parts = [];
  if (claim) {
    const words = text(claim.content);
    const kind = [KIND[claim.kind], SPEAKER[claim.speaker.kind]].filter(Boolean).join(' · ');
    parts.push(el('p', { className: 'who' }, el('b', null, speaker(claim.speaker.label)), ` · ${kind}`));
    parts.push(el('p', { className: 'quote' }, words.length > 180 ? `${words.slice(0, 180)}…` : words));
    const choice = VERB_CLASS[claim.verb_class];
    if (claim.cue.length > 0) rows.push(['Verb', [el('b', null, text(claim.cue)), choice ? ` – ${choice}` : '']]);
    if (claim.via) rows.push(['Through', [claim.via]]);
  }
  if (person) {
    if (!claim || official && person.person !== claim.speaker.label) parts.push(el('p', { className: 'who' }, el('b', null, person.person)));
    rows.push(...offices(report, person));
  }
  const why = claim?.why || person?.why;
  return [...parts, facts(rows), ...why ? [el('p', { className: 'why' }, why)] : []];
}

/** @param {Report} report @param {Official} person @returns {[string, (Node | string)[]][]} */
export function offices(report, person) {
  const lines = (/** @type {import('./report.d.ts').Office[]} */ list) => list.flatMap((o) => [
    el('span', { className: 'line' }, o.office, el('small', { title: `${o.source}, ${day(o.as_of)}` }, ` ${term(o)}`)),
  ]);
  const on = report.origin.published ? `On ${day(report.origin.published)}` : 'Then';
  return [
    ['In the text', person.stated_role ? [person.stated_role] : []],
    [on, lines(person.office_then)],
    ['Today', JSON.stringify(person.office_now) === JSON.stringify(person.office_then) ? ['the same'] : lines(person.office_now)],
  ];
}

/**
 * @param {HTMLElement} card
 * @param {Report} report
 * @param {Found} found
 * @param {DOMRect} beside
 */
export function showCard(card, report, found, beside) {
  card.replaceChildren(...contents(report, found));
  card.showPopover();
  const { offsetWidth: width, offsetHeight: height } = card;
  const below = beside.bottom + 8;
  const top = below + height > innerHeight && beside.top - height - 8 > 0 ? beside.top - height - 8 : below;
  card.style.left = `${Math.max(8, Math.min(beside.left, document.documentElement.clientWidth - width - 8))}px`;
  card.style.top = `${top}px`;
}

/** @param {HTMLElement} card */
export function hideCard(card) {
  if (card.matches(':popover-open')) card.hidePopover();
}
