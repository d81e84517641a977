// The article as the engine read it, one text node for each block; and where each stretch of the document stands in it, as the
// background tells a page's script.

/** @typedef {import('./report.d.ts').Report} Report */

/** @type {Record<string, string>} */
const ELEMENTS = { headline: 'h3', heading: 'h4', quote: 'blockquote', pull_quote: 'blockquote', list_item: 'li' };

/**
 * @param {HTMLElement} into
 * @param {Report} report
 * @returns {{anchors: {start: number, end: number, node: number, at: number}[], texts: Text[]}} all in UTF-16 code units
 */
export function showArticle(into, { document: { text, blocks, language } }) {
  const anchors = [];
  /** @type {Text[]} */
  const texts = [];
  /** @type {HTMLElement[]} */
  const elements = [];
  /** @type {HTMLElement | null} */
  let list = null;
  for (const { kind, range: [start, end] } of blocks) {
    const el = document.createElement(ELEMENTS[kind] ?? 'p');
    el.className = kind;
    const words = document.createTextNode(text.slice(start, end));
    el.append(words);
    anchors.push({ start, end, node: texts.push(words) - 1, at: 0 });
    if (kind !== 'list_item') {
      list = null;
      elements.push(el);
    } else {
      if (!list) elements.push(list = document.createElement('ul'));
      list.append(el);
    }
  }
  into.lang = language ?? '';
  into.dir = 'auto';
  into.replaceChildren(...elements);
  return { anchors, texts };
}
