// Paints what was found, with the CSS Custom Highlight API, as the extension does: the article's elements stay as they are.
import { boxes, inPage, placeAt } from './article.js';

/** @typedef {import('./report.d.ts').Report} Report @typedef {import('./report.d.ts').Range} Range */
/** @typedef {import('./report.d.ts').Claim} Claim @typedef {import('./report.d.ts').Official} Official */

export const canPaint = typeof Highlight === 'function' && 'highlights' in CSS;

/** @type {Record<string, string[]>} */
const SHOWN = { quiet: [], sources: ['source', 'official', 'outlet'], all: ['content', 'source', 'cue', 'official', 'outlet'] };

/**
 * @param {Report} report
 * @param {string} choice `quiet`, `sources` or `all`
 */
export function paint(report, choice) {
  if (!canPaint) return;
  CSS.highlights.clear();
  /** @type {Record<string, Range[]>} */
  const found = {
    content: report.claims.flatMap((c) => c.content),
    source: report.claims.flatMap((c) => c.source),
    cue: report.claims.flatMap((c) => c.cue),
    official: report.officials.filter((o) => o.match !== 'possible').flatMap((o) => [...o.mentions, ...o.role_mentions]),
    outlet: report.origin.citations.flatMap((c) => c.mentions),
  };
  for (const name of SHOWN[choice]) {
    CSS.highlights.set(`sourcelight-${name}`, new Highlight(...found[name].flatMap(inPage)));
  }
}

/** Shows one claim or official among all. @param {Range[]} ranges */
export function emphasise(ranges) {
  if (!canPaint) return;
  const highlight = new Highlight(...ranges.flatMap(inPage));
  highlight.priority = 1;
  CSS.highlights.set('sourcelight-active', highlight);
}

/** @typedef {{claim?: Claim, official?: Official, at: Range}} Found */

/**
 * What stands under a point of the screen.
 * @param {Report} report
 * @param {number} x
 * @param {number} y
 * @returns {Found | null}
 */
export function under(report, x, y) {
  const place = placeAt(x, y);
  if (place === null) return null;
  const on = (/** @type {Range} */ range) => range[0] <= place && place <= range[1]
    && boxes(range).some((b) => b.left - 2 <= x && x <= b.right + 2 && b.top - 2 <= y && y <= b.bottom + 2);
  const official = report.officials.find((o) => o.match !== 'possible' && [...o.mentions, ...o.role_mentions].some(on));
  const claim = report.claims.find((c) => [...c.cue, ...c.source].some(on)) ?? report.claims.find((c) => c.content.some(on));
  const at = [...official?.mentions ?? [], ...official?.role_mentions ?? [], ...claim ? [...claim.cue, ...claim.source, ...claim.content] : []].find(on);
  return at ? { claim, official, at } : null;
}
