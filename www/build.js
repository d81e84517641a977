// Elements from code. Page text only ever becomes text.

/**
 * @param {string} tag
 * @param {Record<string, any> | null} properties
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.flatMap((c) => (c ? [c] : [])));
  return made;
}

/**
 * A list of terms and what is said of them; empty ones are left out.
 * @param {[string, (Node | string)[]][]} rows
 */
export const facts = (rows) => el('dl', { className: 'facts' }, ...rows.filter(([, said]) => said.length > 0).flatMap(([term, said]) => [
  el('dt', null, term), el('dd', null, ...said),
]));
