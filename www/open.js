// From a file to what the engine reads: a snapshot for a web page, a string for plain text.

/** More than this is no article. */
const MOST_BYTES = 30_000_000;

/** A reason for the reader; shown as it stands. */
export class Unreadable extends Error {}

/**
 * @param {File} file
 * @param {string} [address] where it was published, where the reader knows
 * @returns {Promise<{snapshot: object} | {text: string}>}
 */
export async function openFile(file, address) {
  if (file.size > MOST_BYTES) throw new Unreadable(`“${file.name}” is larger than 30 MB. Save the article alone, or paste its text.`);
  const bytes = new Uint8Array(await file.arrayBuffer().catch(() => {
    throw new Unreadable(`“${file.name}” cannot be read. Is it a folder? Choose a file.`);
  }));
  const kind = otherKind(bytes);
  if (kind) throw new Unreadable(`“${file.name}” is ${kind}, not a web page. Save the article as HTML, or paste its text.`);
  const text = decode(bytes);
  if (/\.txt$/i.test(file.name) || file.type === 'text/plain') return { text };
  return { snapshot: await snapshotOf(text, address) };
}

/** @param {Uint8Array} bytes */
function otherKind(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 1024));
  if (start.includes('%PDF-') && !start.trimStart().startsWith('<')) return 'a PDF document';
  if (/^(\x89PNG|\xff\xd8\xff|GIF8|RIFF)/.test(start)) return 'a picture';
  if (start.startsWith('PK\x03\x04')) return 'an archive or an office document';
  const wide = /^(\xff\xfe|\xfe\xff)/.test(start);
  return !wide && start.split('\0').length * 50 > start.length + 50 ? 'a binary file' : null;
}

/**
 * Byte order mark, else what the page declares, else UTF-8, else the encoding of the old western web.
 * @param {Uint8Array} bytes
 */
function decode(bytes) {
  const start = String.fromCharCode(...bytes.subarray(0, 2048));
  const declared = start.startsWith('\xff\xfe') ? 'utf-16le' : start.startsWith('\xfe\xff') ? 'utf-16be'
    : /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(start)?.[1];
  for (const [label, fatal] of /** @type {[string, boolean][]} */ ([['utf-8', true], [declared ?? 'windows-1252', false]])) {
    try {
      if (!/^utf-16/.test(declared ?? '') || label !== 'utf-8') return new TextDecoder(label, { fatal }).decode(bytes);
    } catch { /* not this one */ }
  }
  return new TextDecoder().decode(bytes);
}

/**
 * The extension's own collector needs a page that is laid out, to see what is hidden. So the page is put into a frame that
 * runs no scripts and, under this page's policy, loads nothing; it is gone when the snapshot is made.
 * @param {string} html
 * @param {string} [known]
 * @returns {Promise<object>}
 */
export async function snapshotOf(html, known) {
  // Styles do nothing here, and Chromium complains of them while it parses.
  const page = new DOMParser().parseFromString(html.replace(/<style\b[^>]*>[^]*?<\/style\s*>/gi, ''), 'text/html');
  const address = known && URL.canParse(known) ? known : addressOf(html, page);
  prepare(page, address);
  const frame = document.createElement('iframe');
  frame.sandbox.add('allow-same-origin');
  frame.className = 'collecting';
  frame.setAttribute('aria-hidden', 'true');
  frame.inert = true;
  frame.srcdoc = `<!doctype html>${page.documentElement.outerHTML}`;
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }));
  document.body.append(frame);
  try {
    await loaded;
    if (!frame.contentDocument) throw new Unreadable('This browser does not let the page be read. Paste the text instead.');
    const { snapshot } = sourcelightCollect(frame.contentDocument);
    return { ...snapshot, url: address };
  } finally {
    frame.remove();
  }
}

/**
 * Where a saved page came from: as the browser wrote when it saved it, else as the page says.
 * @param {string} html
 * @param {Document} page
 */
function addressOf(html, page) {
  const said = /<!-- saved from url=\(\d+\)(\S+) -->/.exec(html.slice(0, 4096))?.[1]
    ?? page.querySelector('link[rel~="canonical" i]')?.getAttribute('href')
    ?? page.querySelector('meta[property="og:url"]')?.getAttribute('content') ?? '';
  return URL.canParse(said) && /^https?:/i.test(said) ? new URL(said).href.split('#')[0] : '';
}

/**
 * Style attributes do nothing under this page's policy: what they hide is marked as hidden, and they are taken out; addresses are made whole; what
 * the policy would refuse to load or run is taken out.
 * @param {Document} page
 * @param {string} address
 */
function prepare(page, address) {
  for (const el of page.querySelectorAll('[style]')) {
    if (/(^|;)\s*(display\s*:\s*none|visibility\s*:\s*hidden)/i.test(el.getAttribute('style') ?? '')) el.setAttribute('hidden', '');
    el.removeAttribute('style');
  }
  for (const el of page.querySelectorAll('a[href], link[href]')) {
    const href = el.getAttribute('href') ?? '';
    if (address && URL.canParse(href, address)) el.setAttribute('href', new URL(href, address).href);
  }
  const idle = 'base, meta[http-equiv], iframe, object, embed, style, script:not([type^="application/ld+json" i]), '
    + 'link:is([rel~="stylesheet" i], [rel*="pre" i], [rel~="icon" i], [rel~="manifest" i])';
  for (const el of page.querySelectorAll(idle)) el.remove();
  for (const el of page.querySelectorAll('[src], [srcset], [poster]')) ['src', 'srcset', 'poster'].forEach((a) => el.removeAttribute(a));
}
