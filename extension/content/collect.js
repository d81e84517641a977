// Makes the snapshot of a page: a flat copy of what the reader can see. src/page/snapshot.rs says what each field holds;
// src/page/html does the same natively, and tests/contract compares the two. Nothing in the page is changed.

/**
 * @typedef {{p: number, t: string, a?: Record<string, string>}} ElementEntry
 * @typedef {{p: number, s: string}} TextEntry
 * @typedef {{version: number, url: string, lang: string, title: string, meta: {key: string, content: string}[],
 *   links: {rel: string, href: string}[], jsonld: string[], nodes: (ElementEntry | TextEntry)[], truncated: boolean, frames?: Snapshot[]}} Snapshot
 */

/**
 * @param {Document} document
 * @param {{nodes?: number, text?: number, around?: number, frames?: number}} [limits] most nodes, most UTF-16 code units of text, and of
 *   head and attributes, most frames
 * @param {Element} [part] only what is in it, and nothing of the head
 * @returns {{snapshot: Snapshot, texts: (Text | null)[], roots: (ShadowRoot | Document)[]}} `texts` is parallel to the nodes of the
 *   snapshot and then of its frames; null at elements; `roots`: the shadow roots and documents of frames that were looked into
 */
function sourcelightCollect(document, limits = {}, part = undefined) {
  const maxNodes = limits.nodes ?? 100_000;
  const maxText = limits.text ?? 5_000_000;
  const maxFrames = limits.frames ?? 20;
  const maxAttribute = 2_000;
  const maxHead = 1_000;
  const maxJsonld = 1_000_000;
  // More than any article has. A script gives a thousand elements one long string at no cost; every copy of it would be sent.
  let around = limits.around ?? 20_000_000;
  const fits = (/** @type {number} */ units) => (around -= units) >= 0;
  const kept = new Set(['aria-label', 'cite', 'class', 'data-component', 'data-testid', 'datetime', 'dir', 'id', 'itemprop',
    'itemtype', 'lang', 'property', 'rel', 'role']);
  const leftOut = new Set(['annotation', 'annotation-xml', 'area', 'audio', 'base', 'button', 'canvas', 'datalist', 'embed',
    'frame', 'head', 'iframe', 'input', 'link', 'meta', 'noembed', 'noframes', 'noscript', 'object', 'optgroup', 'option',
    'param', 'rp', 'script', 'select', 'source', 'style', 'svg', 'template', 'textarea', 'title', 'track', 'video', 'basefont',
    'bgsound', 'meter', 'progress']);

  // Forms and documents let the page's own names hide DOM members (<input name="lastChild">), so these are taken from the
  // prototypes. (The other scripts have sourcelightMember for it; the collector stands alone and adds one name.)
  const member = (/** @type {any} */ type, /** @type {string} */ name) => {
    const found = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(type.prototype, name));
    return (/** @type {any} */ node, /** @type {any[]} */ ...args) => (found.get ?? found.value).apply(node, args);
  };
  const type = member(Node, 'nodeType');
  const last = member(Node, 'lastChild');
  const previous = member(Node, 'previousSibling');
  const name = member(Element, 'localName');
  const names = member(Element, 'getAttributeNames');
  const attribute = member(Element, 'getAttribute');
  const shadow = member(Element, 'shadowRoot');
  const visible = member(Element, 'checkVisibility');
  const all = member(Document, 'querySelectorAll');
  const box = member(Element, 'getBoundingClientRect');
  const viewOf = member(Document, 'defaultView');
  const documentOf = member(Node, 'ownerDocument');
  const ofWindow = viewOf(document);

  const seen = (/** @type {Element} */ el) => {
    const editable = attribute(el, 'contenteditable');
    if (editable !== null && /^(true|plaintext-only)?$/i.test(editable)) return false;
    if (name(el) === 'img') return attribute(el, 'hidden') === null;
    if (attribute(el, 'hidden')?.toLowerCase() === 'until-found') return false;
    if (visible(el, { visibilityProperty: true })) return true;
    // display: contents makes no box of its own, but its children are there.
    const style = viewOf(documentOf(el))?.getComputedStyle(el);
    return style?.display === 'contents' && style.visibility === 'visible';
  };
  const shown = (/** @type {Element} */ el) => !leftOut.has(name(el)) && seen(el);

  /** @type {(ShadowRoot | Document)[]} */
  const roots = [];
  /** Documents of frames that are still to be looked into. @type {Document[]} */
  const waiting = [];
  let frames = 0;
  /** Frames of the same origin, where they are seen and somebody can read in them. @param {any} el */
  const lookInto = (el) => {
    if (frames >= maxFrames || (name(el) !== 'iframe' && name(el) !== 'frame')) return;
    // The browser gives none of another origin, nor of a sandbox that is one of its own. (In a page that has widened its origin by
    // document.domain it does.)
    const inside = el.contentDocument;
    if (!inside || viewOf(inside)?.origin !== ofWindow?.origin || !seen(el)) return;
    const { width, height } = box(el);
    if (width < 200 || height < 100) return;
    frames++;
    waiting.push(inside);
    roots.push(inside);
  };
  /** Children in the flattened tree, last first. @param {any} el @returns {Node[]} */
  const childrenReversed = (el) => {
    if (name(el) === 'slot' && el.assignedNodes().length > 0) return el.assignedNodes().reverse();
    const children = [];
    const inside = shadow(el);
    if (inside) roots.push(inside);
    for (let child = last(inside ?? el); child; child = previous(child)) children.push(child);
    if (name(el) !== 'details' || attribute(el, 'open') !== null) return children;
    return children.filter((c) => type(c) === 1 && name(c) === 'summary').slice(-1);
  };

  /** @type {(Text | null)[]} */
  const texts = [];
  let room = maxText;
  /** One document, or a part of it. @param {Document} of @param {Element} [within] */
  const take = (of, within) => {
    const root = member(Document, 'documentElement')(of);
    /** @type {Snapshot} */
    const snapshot = {
      version: 1,
      url: member(Document, 'URL')(of).split('#')[0],
      lang: root ? attribute(root, 'lang') ?? '' : '',
      title: member(Document, 'title')(of),
      meta: [], links: [], jsonld: [], nodes: [], truncated: false,
    };
    for (const el of part ? [] : all(of, 'meta[content]')) {
      const key = ['name', 'property', 'itemprop', 'http-equiv'].map((n) => attribute(el, n)).find((k) => k !== null);
      const content = attribute(el, 'content');
      if (key && snapshot.meta.length < maxHead && fits(key.length + content.length)) {
        snapshot.meta.push({ key: key.toLowerCase(), content });
      }
    }
    for (const el of part ? [] : all(of, 'link[rel][href]:not([href=""])')) {
      const rel = attribute(el, 'rel').toLowerCase();
      const { href } = el;
      // A link within a drawing is none, and has no address.
      if (typeof href === 'string' && snapshot.links.length < maxHead && fits(rel.length + href.length)) snapshot.links.push({ rel, href });
    }
    for (const el of part ? [] : all(of, 'script[type^="application/ld+json" i]')) {
      const text = el.textContent;
      if (snapshot.jsonld.length < maxHead && text.length <= maxJsonld && fits(text.length)) snapshot.jsonld.push(text);
    }

    const { nodes } = snapshot;
    const from = within ?? member(Document, 'body')(of);
    /** @type {[any, number][]} nodes still to visit, with the index of their parent */
    const stack = from ? [[from, -1]] : [];
    while (stack.length > 0 && !snapshot.truncated) {
      const [node, p] = /** @type {[any, number]} */ (stack.pop());
      if (type(node) === 3 || type(node) === 4) {
        let s = node.data;
        if (s === '') continue;
        if (s.length > room) {
          snapshot.truncated = true;
          s = s.slice(0, room);
          if (/[\uD800-\uDBFF]$/.test(s)) s = s.slice(0, -1);
        }
        room -= s.length;
        if (texts.length >= maxNodes) snapshot.truncated = true;
        else if (s !== '') {
          nodes.push({ p, s });
          texts.push(node);
        }
      } else if (type(node) === 1 && !shown(node)) {
        lookInto(node);
      } else if (type(node) === 1) {
        if (texts.length >= maxNodes) {
          snapshot.truncated = true;
          break;
        }
        /** @type {ElementEntry} */
        const entry = { p, t: name(node).toLowerCase() };
        for (const key of names(node)) {
          const value = key === 'href' && entry.t === 'a' ? node.href : kept.has(key) ? attribute(node, key) : null;
          if (typeof value === 'string' && value.length <= maxAttribute && fits(value.length)) (entry.a ??= {})[key] = value;
        }
        const at = nodes.push(entry) - 1;
        texts.push(null);
        for (const child of childrenReversed(node)) stack.push([child, at]);
      }
    }
    return snapshot;
  };

  const snapshot = take(document, part);
  for (let inside = waiting.shift(); inside && !snapshot.truncated; inside = waiting.shift()) {
    const before = texts.length;
    const frame = take(inside);
    snapshot.truncated = frame.truncated;
    if (texts.slice(before).some((text) => text && /[^ \t\n\f\r]/.test(text.data))) (snapshot.frames ??= []).push(frame);
    else texts.length = before;
  }
  return { snapshot, texts, roots };
}
