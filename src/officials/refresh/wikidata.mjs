// Who held which office, by Wikidata (CC0): statements "position held" with the days of their qualifiers.
//
// Offices are asked for by their English labels, so the tables need no numbers of Wikidata's for them. A label that two offices
// of the tables have says nothing of either and is left.

import { NoAnswer, ask } from './ask.mjs';
import { cell, plain } from './tables.mjs';

/** @typedef {import('./compare.mjs').Fact} Fact @typedef {import('./tables.mjs').Tables} Tables */

/** Labels in one question: more make the server run out of its time. */
const LABELS = 40;
/** Terms that ended before are none of the tables'. */
const SINCE = '1999';

/** @param {string} label */
const quoted = (label) => `"${label.replace(/[\\"]/g, '\\$&')}"@en`;

/** @param {string[]} labels */
export const query = (labels) => `SELECT DISTINCT ?label ?person ?name ?country ?start ?startPrecision ?end ?endPrecision WHERE {
  VALUES ?label { ${labels.map(quoted).join(' ')} }
  ?position rdfs:label|skos:altLabel ?label .
  ?statement ps:P39 ?position ; wikibase:rank ?rank ; pqv:P580 ?from .
  ?from wikibase:timeValue ?start ; wikibase:timePrecision ?startPrecision .
  OPTIONAL { ?statement pqv:P582 ?to . ?to wikibase:timeValue ?end ; wikibase:timePrecision ?endPrecision }
  FILTER(?rank != wikibase:DeprecatedRank && (!BOUND(?end) || YEAR(?end) >= ${SINCE}))
  ?person p:P39 ?statement ; wdt:P31 wd:Q5 ; rdfs:label ?name .
  FILTER(LANG(?name) = "en")
  OPTIONAL { ?person wdt:P27/wdt:P297 ?country }
}`;

/** A day to the precision that the source has: 9 is a year, 10 a month, 11 a day. @param {any} value @param {any} precision */
function date(value, precision) {
  const [, day] = /^\+?(\d{4}-\d\d-\d\d)T/.exec(value?.value ?? '') ?? [];
  const digits = { 9: 4, 10: 7, 11: 10 }[/** @type {9} */ (Number(precision?.value))];
  return day && digits ? day.slice(0, digits) : '';
}

/**
 * @param {Tables} tables
 * @param {{address: string, pause: number, say: (line: string) => void}} how
 * @returns {Promise<{facts: Fact[], failed: string[]}>}
 */
export async function wikidata({ offices, terms }, { address, pause, say }) {
  const own = new Set(terms.rows.filter((t) => t.source.startsWith('wikidata')).map((t) => t.office));
  /** @type {Map<string, {id: string, jurisdiction: string}[]>} */
  const byLabel = new Map();
  for (const { id, label, jurisdiction } of offices.rows) byLabel.set(plain(label), [...byLabel.get(plain(label)) ?? [], { id, jurisdiction }]);
  const asked = offices.rows.filter(({ id, label }) => own.has(id) && byLabel.get(plain(label))?.length === 1).map((o) => o.label).sort();
  /** @type {Map<string, Fact>} */
  const facts = new Map();
  /** @type {string[]} */
  const failed = [];
  for (let n = 0; n < asked.length; n += LABELS) {
    const labels = asked.slice(n, n + LABELS);
    say(`  offices ${n + 1} to ${n + labels.length} of ${asked.length}`);
    let answer;
    try {
      answer = await ask(address, { body: new URLSearchParams({ query: query(labels), format: 'json' }), pause, say });
      if (!Array.isArray(answer?.results?.bindings)) throw new NoAnswer(`the answer of ${new URL(address).host} has not the expected shape.`);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      failed.push(`${labels.length} offices from “${labels[0]}” on: ${error.message}`);
      continue;
    }
    for (const b of answer.results.bindings) {
      const [office] = byLabel.get(plain(b.label?.value ?? '')) ?? [];
      const [item] = /Q\d+$/.exec(b.person?.value ?? '') ?? [];
      const from = date(b.start, b.startPrecision);
      const name = cell(b.name?.value);
      if (!office || !item || !from || !name || name.split(' ').length < 2) continue;
      const to = date(b.end, b.endPrecision);
      const country = office.jurisdiction.slice(0, 2) || (/^[A-Z]{2}$/.test(b.country?.value) ? b.country.value : '');
      const key = [item, office.id, from].join('\t');
      // One statement may come several times, with each nationality of the person: the first is taken.
      if (!facts.has(key) || to && !facts.get(key)?.to) facts.set(key, { item, name, country, office: office.id, from, to });
    }
    await new Promise((done) => { setTimeout(done, pause / 2); });
  }
  return { facts: [...facts.values()], failed };
}
