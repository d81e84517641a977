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
  // prototypes. (The other scripts have sourcelightMember for it; the collector stands alone and adds one name.) Bound, not
  // wrapped in functions of ours: most pages are read once, before the browser has compiled anything here, and this is called
  // some ten thousand times.
  /** @param {any} type @param {string} name @returns {(of: any, ...given: any[]) => any} */
  const member = (type, name) => {
    const found = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(type.prototype, name));
    return Function.prototype.call.bind(found.get ?? found.value);
  };
  const typeOf = member(Node, 'nodeType');
  const last = member(Node, 'lastChild');
  const previous = member(Node, 'previousSibling');
  const nameOf = member(Element, 'localName');
  const namesOf = member(Element, 'getAttributeNames');
  const attribute = member(Element, 'getAttribute');
  const shadow = member(Element, 'shadowRoot');
  const visible = member(Element, 'checkVisibility');
  const all = member(Document, 'querySelectorAll');
  const box = member(Element, 'getBoundingClientRect');
  const viewOf = member(Document, 'defaultView');
  const documentOf = member(Node, 'ownerDocument');
  const ofWindow = viewOf(document);

  const properties = { visibilityProperty: true };
  const seen = (/** @type {Element} */ el, /** @type {string} */ name, /** @type {string[]} */ names) => {
    if (names.includes('contenteditable') && /^(true|plaintext-only)?$/i.test(attribute(el, 'contenteditable'))) return false;
    const hidden = names.includes('hidden');
    if (name === 'img') return !hidden;
    if (hidden && attribute(el, 'hidden').toLowerCase() === 'until-found') return false;
    if (visible(el, properties)) return true;
    // display: contents makes no box of its own, but its children are there.
    const style = viewOf(documentOf(el))?.getComputedStyle(el);
    return style?.display === 'contents' && style.visibility === 'visible';
  };

  /** @type {(ShadowRoot | Document)[]} */
  const roots = [];
  /** Documents of frames that are still to be looked into. @type {Document[]} */
  const framed = [];
  let frames = 0;
  /** Frames of the same origin, where they are seen and somebody can read in them. @param {any} el @param {string} name */
  const lookInto = (el, name) => {
    if (frames >= maxFrames || (name !== 'iframe' && name !== 'frame')) return;
    // The browser gives none of another origin, nor of a sandbox that is one of its own. (In a page that has widened its origin by
    // document.domain it does.)
    const inside = el.contentDocument;
    if (!inside || viewOf(inside)?.origin !== ofWindow?.origin || !seen(el, name, namesOf(el))) return;
    const { width, height } = box(el);
    if (width < 200 || height < 100) return;
    frames++;
    framed.push(inside);
    roots.push(inside);
  };
  /** Nodes still to visit, and the index of the parent of each. @type {[any[], number[]]} */
  const [waiting, parents] = [[], []];
  /** Children in the flattened tree, last first. @param {any} el @param {string} name @param {string[]} names @param {number} at */
  const addChildren = (el, name, names, at) => {
    const before = waiting.length;
    const assigned = name === 'slot' ? el.assignedNodes() : [];
    if (assigned.length > 0) for (const one of assigned.reverse()) waiting.push(one);
    else {
      const inside = shadow(el);
      if (inside) roots.push(inside);
      if (name === 'details' && !names.includes('open')) {
        let summary;
        for (let child = last(inside ?? el); child; child = previous(child)) if (typeOf(child) === 1 && nameOf(child) === 'summary') summary = child;
        if (summary) waiting.push(summary);
      } else for (let child = last(inside ?? el); child; child = previous(child)) waiting.push(child);
    }
    for (let n = before; n < waiting.length; n++) parents.push(at);
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
    waiting.length = parents.length = 0;
    if (from) {
      waiting.push(from);
      parents.push(-1);
    }
    while (waiting.length > 0 && !snapshot.truncated) {
      const node = waiting.pop();
      const p = /** @type {number} */ (parents.pop());
      const type = typeOf(node);
      if (type === 3 || type === 4) {
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
      } else if (type === 1) {
        const name = nameOf(node);
        if (leftOut.has(name)) {
          lookInto(node, name);
          continue;
        }
        /** @type {string[]} */
        const names = namesOf(node);
        if (!seen(node, name, names)) continue;
        if (texts.length >= maxNodes) {
          snapshot.truncated = true;
          break;
        }
        /** @type {ElementEntry} */
        const entry = { p, t: name.toLowerCase() };
        for (const key of names) {
          const value = key === 'href' && entry.t === 'a' ? node.href : kept.has(key) ? attribute(node, key) : null;
          if (typeof value === 'string' && value.length <= maxAttribute && fits(value.length)) (entry.a ??= {})[key] = value;
        }
        const at = nodes.push(entry) - 1;
        texts.push(null);
        addChildren(node, name, names, at);
      }
    }
    return snapshot;
  };

  const snapshot = take(document, part);
  for (let inside = framed.shift(); inside && !snapshot.truncated; inside = framed.shift()) {
    const before = texts.length;
    const frame = take(inside);
    snapshot.truncated = frame.truncated;
    if (texts.slice(before).some((text) => text && /[^ \t\n\f\r]/.test(text.data))) (snapshot.frames ??= []).push(frame);
    else texts.length = before;
  }
  return { snapshot, texts, roots };
}
