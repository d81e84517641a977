// What a source says beside what the tables say. Nothing is taken away, and rows of other sources (mended by hand, or from a
// source that is preferred) stay as they are.

import { plain } from './tables.mjs';

/** @typedef {import('./tables.mjs').Tables} Tables @typedef {import('./tables.mjs').Row} Row */

/**
 * That a person held an office.
 * @typedef {object} Fact
 * @property {string} item of Wikidata
 * @property {string} name
 * @property {string} country where the person is new
 * @property {string} office id in the tables
 * @property {string} from @property {string} to empty: no end is known
 */

/**
 * @typedef {object} Change
 * @property {'added' | 'ended' | 'changed' | 'renamed' | 'kept'} what kept: the source says otherwise, and the row is another's
 * @property {string} person @property {string} name @property {string} office
 * @property {string} before @property {string} after
 */

/** Whether two dates may be the same day, as far as both are known. @param {string} a @param {string} b */
const agree = (a, b) => {
  const n = Math.min(a.length, b.length);
  return n > 0 ? a.slice(0, n) === b.slice(0, n) : a === b;
};
const longer = (/** @type {string} */ a, /** @type {string} */ b) => (b.length > a.length ? b : a);

/** Whether two terms share a day, beyond the one on which one may follow the other. @param {Row | Fact} a @param {Row | Fact} b */
function overlap(a, b) {
  const before = (/** @type {string} */ x, /** @type {string} */ y) => {
    const n = Math.min(x.length, y.length);
    return x !== '' && x.slice(0, n) <= y.slice(0, n);
  };
  return !before(a.to, b.from) && !before(b.to, a.from);
}

/** @param {Row | Fact} term */
const span = (term) => `${term.from} to ${term.to || '…'}${'gone' in term && term.gone ? ` (gone by ${term.gone})` : ''}`;

/** @param {string} name */
const slug = (name) => plain(name).replace(/ß/g, 'ss').replace(/ø/g, 'o').replace(/ł/g, 'l').replace(/đ/g, 'd').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/**
 * Puts into `tables` what `source` said on `today`, and tells the changes.
 * @param {Tables} tables
 * @param {Fact[]} facts
 * @param {{source: string, family?: (source: string) => boolean, today: string, complete?: boolean}} about
 *   `family`: whose rows the source may change; `complete`: who is not named is in office no more
 * @returns {{changes: Change[], confirmed: number}}
 */
export function compare({ persons, names, offices, terms }, facts, { source, family = (s) => s === source, today, complete = false }) {
  /** @type {Change[]} */
  const changes = [];
  let confirmed = 0;
  const byItem = new Map(persons.rows.filter((p) => p.wikidata).map((p) => [p.wikidata, p]));
  const byId = new Map(persons.rows.map((p) => [p.id, p]));
  /** @type {Map<string, Row[]>} */
  const held = new Map();
  const key = (/** @type {string} */ person, /** @type {string} */ office) => `${person}\t${office}`;
  for (const term of terms.rows) held.set(key(term.person, term.office), [...held.get(key(term.person, term.office)) ?? [], term]);
  const note = (/** @type {Change['what']} */ what, /** @type {Row} */ person, /** @type {string} */ office, /** @type {string} */ before, /** @type {string} */ after) =>
    changes.push({ what, person: person.id, name: person.name, office, before, after });

  const known = new Set(offices.rows.map((o) => o.id));
  const seen = new Set();
  const renamed = new Set();
  for (const fact of facts.filter((f) => known.has(f.office)).sort((a, b) => (a.from < b.from ? -1 : 1))) {
    let person = byItem.get(fact.item);
    if (!person) {
      const id = slug(fact.name);
      const same = byId.get(id);
      if (!id || same) {
        // A namesake, or somebody whose item the tables do not know: an editor can tell.
        if (same) note('kept', same, fact.office, `${same.name} ${same.wikidata || 'without item'}`, `${fact.name} ${fact.item}, ${span(fact)}`);
        continue;
      }
      person = { id, name: fact.name, wikidata: fact.item, country: fact.country, source, as_of: today };
      persons.rows.push(person);
      byItem.set(fact.item, person);
      byId.set(id, person);
    } else if (person.name !== fact.name && family(person.source) && !renamed.has(person.id)) {
      renamed.add(person.id);
      note('renamed', person, '', person.name, fact.name);
      // The name of before stays one by which the person is found.
      if (!names.rows.some((r) => r.person === person?.id && r.name === person.name)) names.rows.push({ person: person.id, name: person.name, source, as_of: today });
      names.rows = names.rows.filter((r) => !(r.person === person?.id && r.name === fact.name));
      Object.assign(person, { name: fact.name, as_of: today });
    }
    const rows = held.get(key(person.id, fact.office)) ?? [];
    const row = rows.find((r) => agree(r.from, fact.from)) ?? rows.find((r) => overlap(r, fact));
    if (!row) {
      const term = { person: person.id, office: fact.office, from: fact.from, to: fact.to, gone: '', source, as_of: today };
      terms.rows.push(term);
      held.set(key(person.id, fact.office), [...rows, term]);
      seen.add(term);
      note('added', person, fact.office, '', span(fact));
      continue;
    }
    seen.add(row);
    const before = span(row);
    const from = agree(row.from, fact.from) ? longer(row.from, fact.from) : fact.from;
    // An end that is known is not forgotten because a source leaves it out.
    const end = !fact.to ? { to: row.to, gone: row.gone } : agree(row.to, fact.to) && !row.gone ? { to: longer(row.to, fact.to), gone: '' } : { to: fact.to, gone: '' };
    /** @type {Row} */
    const after = { ...row, from, ...end };
    const others = rows.filter((r) => r !== row);
    if (!family(row.source)) {
      if (span(after) !== before) note('kept', person, fact.office, `${before}, by ${row.source}`, span(fact));
      continue;
    }
    if (after.to && after.to.slice(0, after.from.length) < after.from.slice(0, after.to.length) || others.some((r) => overlap(r, after))) {
      note('kept', person, fact.office, before, `${span(fact)}: does not go with another row`);
      continue;
    }
    if (span(after) === before) confirmed += 1;
    else note(!row.to && after.to && after.from === row.from ? 'ended' : 'changed', person, fact.office, before, span(after));
    Object.assign(row, after, { source, as_of: today });
  }
  if (complete) {
    for (const row of terms.rows.filter((r) => family(r.source) && !r.to && !seen.has(r))) {
      const person = byId.get(row.person);
      if (!person) continue;
      const before = span(row);
      Object.assign(row, { to: row.as_of, gone: today });
      note('ended', person, row.office, before, span(row));
    }
  }
  return { changes, confirmed };
}
