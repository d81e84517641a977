// Automatic mode: looks whether a page may be an article, cheaply, and asks for the rest only then. What is an article the
// engine decides; this only spares a page that is none everything else. Text that comes late, and another page in the same
// document, are looked at, too.

/** @param {Document} [page] the page's document, or that of a frame in it @param {{frames: number}} [left] how many frames are looked into */
function sourcelightMayBeArticle(page = document, left = { frames: 20 }) {
  if (page.contentType !== 'text/html' && page.contentType !== 'application/xhtml+xml') return false;
  // Taken from the prototype: names that a page gives hide such members.
  const { querySelector, getElementsByTagName } = Document.prototype;
  if (querySelector.call(page, 'meta[property="og:type"][content*="article" i], meta[property^="article:"], [itemtype*="Article"]')) return true;
  // Paragraphs, not lines of a list: a thousand characters in those of two lines and more.
  let length = 0;
  for (const { textContent: { length: of } } of getElementsByTagName.call(page, 'p')) if (of > 120 && (length += of) > 1000) return true;
  // The browser lets into frames of the page's own origin. Small ones are no place to read in.
  for (const tag of ['frame', 'iframe']) {
    for (const frame of /** @type {HTMLCollectionOf<HTMLIFrameElement>} */ (getElementsByTagName.call(page, tag))) {
      if (--left.frames < 0) return false;
      const inside = frame.clientWidth >= 200 && frame.contentDocument;
      if (inside && sourcelightMayBeArticle(inside, left)) return true;
    }
  }
  return false;
}

function sourcelightAuto() {
  /** Milliseconds between two looks at a page that changes, doubled each time; and how many there are. */
  const [first, most] = [1000, 5];
  const address = () => location.href.split('#')[0];
  let here = address();
  let looks = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;

  const ask = () => {
    // After an update of the extension nobody answers.
    try { chrome.runtime.sendMessage({ kind: 'article', version: chrome.runtime.getManifest().version }).catch(() => {}); } catch { /* It has gone away. */ }
  };
  const look = () => {
    later = undefined;
    looks++;
    const may = sourcelightMayBeArticle();
    if (may) ask();
    if (may) looks = most;
    if (looks >= most) observer.disconnect();
  };
  const observer = new MutationObserver(() => { later ??= setTimeout(look, first << (looks - 1)); });
  const begin = () => {
    clearTimeout(later);
    observer.disconnect();
    looks = 0;
    observer.observe(document, { childList: true, subtree: true });
    look();
  };
  const start = () => {
    begin();
    // A frame's document comes later than its element.
    document.addEventListener('load', ({ target }) => {
      if (looks < most && /^I?FRAME$/.test(/** @type {Element} */ (target).nodeName) && /** @type {HTMLIFrameElement} */ (target).contentDocument) later ??= setTimeout(look, first << (looks - 1));
    }, { capture: true, passive: true });
    /** @type {any} */ (globalThis).navigation?.addEventListener('currententrychange', () => {
      if (here === address()) return;
      here = address();
      begin();
    });
  };
  // A page that is made in advance is not read before it is looked at.
  if (/** @type {any} */ (document).prerendering) document.addEventListener('prerenderingchange', start, { once: true });
  else start();
}

sourcelightAuto();
