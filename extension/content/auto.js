// Automatic mode: looks whether a page may be an article, cheaply, and asks for the rest only then. What is an article the
// engine decides; this only spares a page that is none everything else.

if (document.contentType === 'text/html' && document.querySelector(`meta[property="og:type"][content*="article" i],
    meta[property^="article:"], [itemtype*="Article"], article p, main p, [role="main"] p, [class*="article" i] p`)) {
  chrome.runtime.sendMessage({ kind: 'article' }).catch(() => { /* The extension has gone away. */ });
}
