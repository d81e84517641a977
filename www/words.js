// How the report's terms are said to a reader.

/** @typedef {import('./report.d.ts').Claim} Claim @typedef {import('./report.d.ts').Office} Office */
/** @typedef {import('./report.d.ts').Fact} Fact @typedef {import('./report.d.ts').Report} Report */

/** @type {Record<string, string>} */
export const KIND = { direct: 'quoted', mixed: 'partly quoted', indirect: 'reported, not quoted' };

/** What the writer's choice of verb does. @type {Record<string, string>} */
export const VERB_CLASS = {
  neutral: '',
  distancing: 'the writer keeps a distance from it',
  factive: 'the writer takes it as true',
  argumentative: 'the writer presents it as an argument',
  directive: 'a demand or request',
  commissive: 'a promise',
  denial: 'a denial',
  prediction: 'a warning or prediction',
  none: '',
};

/** @type {Record<string, string>} */
export const SPEAKER = { person: '', organisation: 'organisation', document: 'document', anonymous: 'unnamed', unknown: '' };

/** The label of a speaker whom the text does not express (src/report.rs). */
export const UNKNOWN = 'unknown';

/** @param {string} label */
export const speaker = (label) => (label === UNKNOWN ? 'nobody named' : label);

/** A day, month or year for people. @param {string | null} iso */
export function day(iso) {
  if (!iso || !/^\d{4}(-\d\d){0,2}$/.test(iso)) return iso ?? '';
  const parts = iso.split('-').length;
  return new Date(`${iso}${'-01'.repeat(3 - parts)}T00:00:00Z`).toLocaleDateString('en-GB', {
    timeZone: 'UTC', year: 'numeric', ...(parts > 1 && { month: 'long' }), ...(parts > 2 && { day: 'numeric' }),
  });
}

/** @param {Office} office */
export function term(office) {
  const from = office.from ? `${day(office.from)}` : '';
  const span = office.to ? `${from || '…'} – ${day(office.to)}` : from && `since ${from}`;
  const status = { current: '', former: 'no longer in office', future: 'not yet in office', unconfirmed: `unconfirmed after ${day(office.as_of)}` };
  return [span, status[office.status]].filter(Boolean).join(', ');
}

/** @param {number} share */
export const percent = (share) => (share > 0 && share < 0.005 ? 'under 1 %' : `${Math.round(share * 100)} %`);
