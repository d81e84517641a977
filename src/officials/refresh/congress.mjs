// Members of the US Congress in office, by unitedstates/congress-legislators (public domain).

import { NoAnswer, ask } from './ask.mjs';
import { cell } from './tables.mjs';

/** @typedef {import('./compare.mjs').Fact} Fact */

/** Fewer members make no Congress: the list is cut off. */
const FEWEST = 500;

/** @param {any} term */
const officeOf = (term) => {
  const kind = { sen: 'senator', rep: 'representative' }[/** @type {'sen'} */ (term?.type)];
  return kind && /^[A-Z]{2}$/.test(term.state) ? `us.${kind}.${term.state.toLowerCase()}` : null;
};

/**
 * @param {unknown} _
 * @param {{address: string, pause: number, today: string, fewest?: number, say: (line: string) => void}} how
 * @returns {Promise<{facts: Fact[], failed: string[], complete: boolean}>}
 */
export async function congress(_, { address, pause, today, fewest = FEWEST, say }) {
  let list;
  try {
    list = await ask(address, { pause, say });
    if (!Array.isArray(list) || list.length < fewest) throw new NoAnswer(`the list has ${Array.isArray(list) ? list.length : 'no'} members; a whole one has ${fewest} and more.`);
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    return { facts: [], failed: [`members in office: ${error.message}`], complete: false };
  }
  /** @type {Fact[]} */
  const facts = [];
  for (const member of list) {
    const item = member.id?.wikidata;
    if (!/^Q\d+$/.test(item ?? '') || !Array.isArray(member.terms)) continue;
    const name = cell(member.name?.official_full ?? `${member.name?.first ?? ''} ${member.name?.last ?? ''}`);
    // One row from the first day on, however often somebody was elected again.
    let last = /** @type {Fact | null} */ (null);
    for (const term of member.terms) {
      const office = officeOf(term);
      if (!office || !name.includes(' ')) continue;
      const to = term.end > today ? '' : term.end;
      if (last?.office === office && last.to && term.start <= `${last.to}~` && term.start.slice(0, 4) === last.to.slice(0, 4)) last.to = to;
      else facts.push(last = { item, name, country: 'US', office, from: term.start, to });
    }
  }
  return { facts, failed: [], complete: true };
}
