// Automatic mode: looks whether a page may be an article, cheaply, and asks for the rest only then. What is an article the
// engine decides; this only spares a page that is none everything else.

function sourcelightMayBeArticle() {
  if (document.contentType !== 'text/html' && document.contentType !== 'application/xhtml+xml') return false;
  if (document.querySelector('meta[property="og:type"][content*="article" i], meta[property^="article:"], [itemtype*="Article"]')) return true;
  // Paragraphs, not lines of a list: a thousand characters in those of two lines and more.
  let length = 0;
  for (const { textContent: { length: of } } of document.getElementsByTagName('p')) if (of > 120 && (length += of) > 1000) return true;
  return false;
}

if (sourcelightMayBeArticle()) chrome.runtime.sendMessage({ kind: 'article', version: chrome.runtime.getManifest().version }).catch(() => { /* The extension has gone away. */ });
