// How marks look: what content/marks.css says, and over it what the reader chose otherwise.

import { CATEGORIES } from './settings.js';

/**
 * The colours to choose from, on light and on dark grounds: each at least 4.5 : 1 against white and paper, black and slate.
 * @type {Record<string, [string, string]>}
 */
export const PALETTE = {
  blue: ['#1d5bb8', '#8db8ff'], plum: ['#7b3a9c', '#d7a3f3'], teal: ['#0a716c', '#6fd3cd'], green: ['#2a7047', '#86d3a3'],
  rust: ['#a3470f', '#ffab7a'], rose: ['#ad2160', '#ff9dc2'], grey: ['#555a62', '#b6bbc4'],
};
/** What content/marks.css says, for a choice of only one of the two. @type {Record<string, {colour: string, line: string, offset: string}>} */
export const USUAL = {
  content: { colour: 'blue', line: 'tint', offset: '.12em' }, source: { colour: 'blue', line: 'solid', offset: '.22em' },
  cue: { colour: 'blue', line: 'dotted', offset: '.22em' }, official: { colour: 'plum', line: 'double', offset: '.36em' },
  outlet: { colour: 'teal', line: 'dashed', offset: '.36em' },
};
/** How thick a line of each style is drawn. @type {Record<string, string>} */
const THICKNESS = { solid: '2px', dotted: '2px', dashed: '1.5px', double: '1.5px' };
/** How much of the colour a tint has, in hexadecimal: text on it stays as readable as on the page. */
const TINT = ['17', '24'];

/**
 * The rules that come after content/marks.css; empty where nothing was chosen.
 * @param {Record<string, import('./settings.js').Style>} styles
 */
export function overlay(styles) {
  const rules = CATEGORIES.flatMap((category) => {
    const { colour, line } = styles[category];
    if (colour === 'default' && line === 'default') return [];
    const usual = USUAL[category];
    const drawn = line === 'default' ? usual.line : line;
    const tones = PALETTE[colour === 'default' ? usual.colour : colour];
    const names = [`sourcelight-${category}`, `sourcelight-${category}-dark`];
    const rule = names.map((name, tone) => `::highlight(${name}) { ${drawn === 'tint' ? `background-color: ${tones[tone]}${TINT[tone]}; text-decoration: none;`
      : `background-color: transparent; text-decoration: underline ${drawn} ${THICKNESS[drawn]} ${tones[tone]}; text-underline-offset: ${usual.offset};`} }`);
    // Grounds on which no colour can be relied on: marks.css says more.
    const plain = drawn === 'tint' ? 'solid 1px' : `${drawn} ${THICKNESS[drawn]}`;
    rule.push(`::highlight(sourcelight-${category}-plain) { text-decoration: underline ${plain} currentColor; text-underline-offset: ${usual.offset}; }`);
    // Where the reader's system chooses the colours, a tint becomes a thin line, and lines stand where marks.css has them then.
    rule.push(`@media (forced-colors: active) { ${[...names, `sourcelight-${category}-plain`].map((n) => `::highlight(${n})`).join(', ')} { ${drawn === 'tint' ? 'text-decoration: underline solid 1px; ' : ''}text-underline-offset: .08em; } }`);
    return rule;
  });
  return rules.length > 0 ? `@media screen {\n${rules.join('\n')}\n}` : '';
}

/** What a page is told of the settings. @param {import('./settings.js').Settings} settings */
export const lookOf = ({ density, hidden, styles, confidence, officials }) => ({ density, hidden, confidence, officials, css: overlay(styles) });
