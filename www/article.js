// The article as the engine read it: one text node for each block, so that a place in the document is a place in the page.

/** @typedef {import('./report.d.ts').Report} Report @typedef {import('./report.d.ts').Range} Range */

/** @type {Record<string, string>} */
const ELEMENTS = { headline: 'h2', heading: 'h3', quote: 'blockquote', pull_quote: 'blockquote', list_item: 'li' };

/** @type {{start: number, end: number, node: Text}[]} */
let places = [];

/**
 * @param {HTMLElement} into
 * @param {Report} report
 */
export function showArticle(into, report) {
  const { text, blocks } = report.document;
  places = [];
  /** @type {HTMLElement[]} */
  const elements = [];
  /** @type {HTMLElement | null} */
  let list = null;
  for (const { kind, range: [start, end] } of blocks) {
    const el = document.createElement(ELEMENTS[kind] ?? 'p');
    el.className = kind;
    const node = document.createTextNode(text.slice(start, end));
    el.append(node);
    places.push({ start, end, node });
    if (kind !== 'list_item') {
      list = null;
      elements.push(el);
    } else {
      if (!list) elements.push(list = document.createElement('ul'));
      list.append(el);
    }
  }
  into.lang = report.document.language ?? '';
  into.replaceChildren(...elements);
}

/**
 * The parts of the page that a stretch of the document covers.
 * @param {Range} range
 * @returns {StaticRange[]}
 */
export function inPage([from, to]) {
  return places.filter((p) => p.start < to && from < p.end).map(({ start, end, node }) => new StaticRange({
    startContainer: node, startOffset: Math.max(from, start) - start,
    endContainer: node, endOffset: Math.min(to, end) - start,
  }));
}

/**
 * Boxes of a stretch on the screen.
 * @param {Range} range
 * @returns {DOMRect[]}
 */
export function boxes(range) {
  return inPage(range).flatMap((part) => {
    const live = document.createRange();
    live.setStart(part.startContainer, part.startOffset);
    live.setEnd(part.endContainer, part.endOffset);
    return [...live.getClientRects()];
  });
}

/**
 * The place in the document under a point of the screen.
 * @param {number} x
 * @param {number} y
 * @returns {number | null}
 */
export function placeAt(x, y) {
  const caret = document.caretPositionFromPoint(x, y);
  const place = caret && places.find((p) => p.node === caret.offsetNode);
  return place ? place.start + /** @type {CaretPosition} */ (caret).offset : null;
}
