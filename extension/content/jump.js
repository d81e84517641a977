// Shows a place of the article that the reader chose in the panel: brings it into view and lifts it for a moment. The highlight
// is its own, so that it is seen in every density; the page's elements stay as they are.

/** @param {ReturnType<typeof sourcelightPaint>} marks */
function sourcelightJump(marks) {
  const { document, Document } = marks.view;
  /** Milliseconds that a place stays lifted. */
  const lasts = 2000;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let ending;

  const clear = () => {
    clearTimeout(ending);
    marks.put('flash', [], 10);
  };

  return {
    clear,
    /** @param {[number, number][]} ranges the first is brought into view @returns {boolean} false where it is not there, or not seen */
    to([first, ...more]) {
      const place = marks.at(first);
      if (place.length === 0) return false;
      const [[{ startContainer, startOffset, endContainer, endOffset }, node]] = place;
      node.parentElement?.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
      /** @type {Range} */
      const live = sourcelightMember(Document, 'createRange')(document);
      live.setStart(startContainer, startOffset);
      live.setEnd(endContainer, endOffset);
      const { top, bottom, width } = live.getBoundingClientRect();
      if (width === 0) return false;
      // The middle of a long paragraph is not the place.
      if (top < 0 || bottom > marks.view.innerHeight) marks.view.scrollBy({ top: top - marks.view.innerHeight / 3, behavior: 'instant' });
      clear();
      marks.put('flash', [...place, ...more.flatMap((range) => marks.at(range))], 10);
      ending = setTimeout(clear, lasts);
      return true;
    },
  };
}
