// Paints what the engine found with the CSS Custom Highlight API. The page's elements stay as they are; the ranges are static,
// so that changes of the page cost no more than without them; and a stretch is painted only while the page's text is still
// the text that was read. All of an article stands in one document, which may be a frame's.

/**
 * @typedef {import('../../www/report.d.ts').Report} PageReport
 * @typedef {{category: string, range: [number, number], claim?: PageReport['claims'][0], official?: PageReport['officials'][0],
 *   role?: boolean, outlet?: string}} Mark role: the official is named by the role alone
 * @typedef {{density: 'quiet' | 'sources' | 'all', hidden: string[], confidence: number, officials: 'likely' | 'certain'}} Look what the reader chose
 * @typedef {{start: number, end: number, node: number, at: number}} Anchor all in UTF-16 code units; node: index into the texts
 * @typedef {{mark: Mark, range: AbstractRange}} Found a mark, and a stretch of the page that is painted for it
 * @typedef {Found & {node: Text, holder: Element | null, layer: string}} Spot the text node it stands in, what held that when it was
 *   placed, and the highlight that it is in now (or none)
 * @typedef {{start: number, end: number, node: Text, at: number}} Place of the document's text in the page, as an anchor
 */

/**
 * A member of the document as the browser made it. Names that a page gives (`<img name="createElement">`) hide such members, in
 * scripts of extensions, too.
 * @param {any} type @param {string} name @returns {(of: Node, ...given: any[]) => any}
 */
function sourcelightMember(type, name) {
  const found = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(type.prototype, name));
  return (of, ...given) => (found.get ?? found.value).apply(of, given);
}

/**
 * @param {PageReport} report
 * @param {Anchor[]} anchors
 * @param {(Text | null)[]} texts
 * @param {Window & typeof globalThis} [view] the window of the document with the article: each has highlights of its own
 */
function sourcelightPaint({ document: { text, blocks = [] }, claims, officials, origin }, anchors, texts, view = window) {
  const { document, CSS, Document, Element, Highlight, Node, ShadowRoot, StaticRange } = view;
  // Asked for once: a window whose document goes does not give it any more. And not as a member: Firefox 153 keeps, at a place of
  // the code, the way to the one of the window that was asked there before.
  /** @type {HighlightRegistry} */
  const highlights = Reflect.get(CSS, 'highlights');
  /** More than anybody reads in one page; beyond it browsers slow down. */
  const most = 20_000;
  /** Up to so many marks are painted all; of more, those near the screen: browsers look at every one with each change of the page. */
  const few = 250;
  /** What is looked through in one turn for words that have changed their nodes: more is left to another reading of the page. */
  const search = { nodes: 5_000, text: 200_000, frames: 0 };
  const shown = { quiet: [], sources: ['source', 'official', 'outlet'], all: ['content', 'source', 'cue', 'official', 'outlet'] };
  /** Names of the style sheet: on a light ground, on a dark one, and where neither can be relied on. */
  const tones = ['', '-dark', '-plain'];
  const parentNode = sourcelightMember(Node, 'parentNode');
  const parentElement = sourcelightMember(Node, 'parentElement');
  const rootOf = sourcelightMember(Node, 'getRootNode');
  const isIn = sourcelightMember(Node, 'isConnected');
  const contains = sourcelightMember(Node, 'contains');
  const wordsOf = sourcelightMember(Node, 'textContent');
  const isShown = sourcelightMember(Element, 'checkVisibility');
  const slotOf = sourcelightMember(Element, 'assignedSlot');

  /** In the order of the text. @type {Place[]} */
  let places = [];
  /** The elements that hold them, when asked for. @type {Set<Element | null> | undefined} */
  let holders;

  /** @type {Mark[]} */
  const marks = [
    ...claims.flatMap((claim) => /** @type {const} */ (['content', 'source', 'cue']).flatMap((category) => claim[category].map((range) => ({ category, range, claim })))),
    ...officials.filter((o) => o.match !== 'possible').flatMap((official) => [
      ...official.mentions.map((range) => ({ category: 'official', range, official })),
      ...official.role_mentions.map((range) => ({ category: 'official', range, official, role: true })),
    ]),
    ...origin.citations.flatMap(({ outlet, mentions }) => mentions.map((range) => ({ category: 'outlet', range, outlet }))),
  ].slice(0, most);

  const blank = (/** @type {string} */ s) => s.replace(/\s/g, ' ');
  /** Whether the page still has there what was read. @param {Text} node @param {number} at @param {number} start @param {number} end of the document's text */
  const fits = (node, at, start, end) => {
    if (!node.isConnected || node.length < at + end - start) return false;
    const [now, read] = [node.substringData(at, end - start), text.slice(start, end)];
    return now === read || blank(now) === blank(read);
  };
  /** The first place that ends after a position. @param {number} position */
  const firstAfter = (position) => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle].end <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** The parts of the page's text nodes that a stretch covers; none where the text is no longer what was read. */
  const inPage = (/** @type {[number, number]} */ [from, to]) => {
    let low = firstAfter(from);
    /** @type {{node: Text, start: number, end: number}[]} */
    const parts = [];
    for (let place = places[low]; place && place.start < to; place = places[++low]) {
      const [a, b] = [Math.max(from, place.start), Math.min(to, place.end)];
      const { node } = place;
      const start = place.at + a - place.start;
      const end = start + b - a;
      if (!fits(node, start, a, b)) return [];
      const last = parts.at(-1);
      // White space that the reader sees as one blank does not part what belongs together.
      if (last?.node === node && last.end <= start && node.substringData(last.end, start - last.end).trim() === '') last.end = end;
      else parts.push({ node, start, end });
    }
    return parts;
  };

  /**
   * Where the reader's system chooses the colours, Chromium 156 draws every highlight as it draws a selection, whatever a style
   * sheet says. Whole paragraphs would be turned round: there, who speaks is marked, and what they say only while it is lifted.
   */
  const turnsRound = () => view.matchMedia('(forced-colors: active)').matches && !CSS.supports('-moz-appearance', 'none');

  // --- On which ground the text stands -----------------------------------------------------------------------------------

  /** A page has few colours. @type {Map<string, number[]>} */
  const lights = new Map();
  /** Luminance as WCAG counts it, and opacity, of a computed colour; of the wide spaces nearly. @param {string} color @returns {number[]} */
  const light = (color) => {
    let found = lights.get(color);
    if (!found) lights.set(color, found = lightAnew(color));
    return found;
  };
  /** @param {string} color */
  const lightAnew = (color) => {
    const [, space = '', list = ''] = /^(\w+)\((?:[a-z][\w-]* )?([^)]*)/.exec(color) ?? [];
    const [a = 0, b = 0, c = 0, alpha = 1] = (list.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
    if (/^ok/.test(space)) return [a ** 3, alpha];
    if (/^l/.test(space)) return [((a + 16) / 116) ** 3, alpha];
    const [red, green, blue] = [a, b, c].map((v) => (space === 'color' ? v : v / 255)).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return [0.2126 * red + 0.7152 * green + 0.0722 * blue, alpha];
  };
  const contrast = (/** @type {number} */ a, /** @type {number} */ b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);

  /** Luminance of the ground of an element; NaN where it is a picture. @type {Map<Element, number>} */
  const grounds = new Map();
  /** What the browser lays under a document that says nothing of its ground; a frame lets what it lies on be seen. @param {Document} of */
  const canvas = (of) => {
    const { colorScheme } = view.getComputedStyle(of.documentElement);
    const scheme = colorScheme === 'normal' ? of.querySelector('meta[name="color-scheme"]')?.getAttribute('content') ?? '' : colorScheme;
    if (scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches)) return 0.01;
    const frame = of.defaultView?.frameElement;
    return frame ? groundOf(frame) : 1;
  };
  /** @param {Element | null} element @returns {number} */
  const groundOf = (element) => {
    const before = element && grounds.get(element);
    if (before !== undefined && before !== null) return before;
    if (!element) return canvas(document);
    const { backgroundColor, backgroundImage } = view.getComputedStyle(element);
    const [own, alpha] = light(backgroundColor);
    const root = rootOf(element);
    const parent = /** @type {Element | null} */ (slotOf(element) ?? parentElement(element) ?? root.host ?? null);
    // An opaque colour under a picture is what the page itself falls back to.
    let ground = alpha > 0.95 ? own : backgroundImage !== 'none' ? NaN : parent ? groundOf(parent) : canvas(root.nodeType === Node.DOCUMENT_NODE ? root : document);
    if (alpha > 0.02 && alpha <= 0.95) ground = own * alpha + ground * (1 - alpha);
    grounds.set(element, ground);
    return ground;
  };

  /** @type {Map<Element | null, {dark: boolean, tone: string}>} */
  const known = new Map();
  /** How marks on the text of a node are drawn so that both can be read. @param {Text} node */
  const toneOf = (node) => {
    const parent = node.parentElement;
    let found = known.get(parent);
    if (!found) {
      const [ink] = light(parent ? view.getComputedStyle(parent).color : '');
      const ground = groundOf(parent);
      const dark = Number.isNaN(ground) ? ink > 0.3 : ground < ink;
      // What the strongest tints of marks.css, a lifted claim, leave of a light ground or make of a dark one; and how light
      // and dark a ground must be for the lines.
      const tinted = dark ? 0.044 + 1.9 * ground : 0.68 * ground;
      const readable = (dark ? ground < 0.1 : ground > 0.65) && contrast(ink, tinted) >= 4.5;
      found = { dark, tone: readable ? tones[Number(dark)] : '-plain' };
      known.set(parent, found);
    }
    return found;
  };

  // --- Words that change their nodes -------------------------------------------------------------------------------------

  /** The stretch of each block, with what of it stands in the page. @type {{start: number, end: number, read: [number, number][]}[]} */
  const parts = (blocks.length > 0 ? blocks.map(({ range: [start, end] }) => ({ start, end })) : [{ start: 0, end: text.length }])
    .map((of) => ({ ...of, read: [] }));
  /** @param {number} position */
  const partAt = (position) => {
    let [low, high] = [0, parts.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (parts[middle].end <= position) low = middle + 1;
      else high = middle;
    }
    return parts[low];
  };
  /** Those whose words are not where they were read. @type {Set<typeof parts[0]>} */
  const lost = new Set();
  const bare = (/** @type {string} */ s) => s.replace(/\s+/g, '');

  /** Takes what was read, and where. @param {Anchor[]} given @param {(Text | null)[]} nodes */
  const settle = (given, nodes) => {
    places = given.flatMap(({ start, end, node, at }) => {
      const words = nodes[node];
      return words ? [{ start, end, node: words, at }] : [];
    });
    lost.clear();
    holders = undefined;
    for (const part of parts) part.read = [];
    for (const { start, end } of places) partAt(start).read.push([start, end]);
  };
  settle(anchors, texts);

  /**
   * The words of an element as a reader sees them, without white space, and where each of its text nodes begins in them.
   * @param {Element} element
   */
  const visibleWords = (element) => {
    const { snapshot, texts: found } = sourcelightCollect(document, search, element);
    /** @type {Text[]} */
    const nodes = [];
    /** @type {number[]} */
    const begins = [];
    let words = '';
    for (const node of snapshot.truncated ? [] : found) {
      if (!node) continue;
      begins.push(words.length);
      nodes.push(node);
      words += bare(node.data);
    }
    return { words, nodes, begins, cost: snapshot.nodes.length };
  };

  /**
   * Where the words of a part stand in an element now; null where they do not, or not there alone.
   * @param {typeof parts[0]} part @param {ReturnType<typeof visibleWords>} seen @returns {Place[] | null}
   */
  const anew = (part, { words, nodes, begins }) => {
    const wanted = bare(part.read.map(([a, b]) => text.slice(a, b)).join(''));
    const from = words.indexOf(wanted);
    if (wanted === '' || from < 0 || words.indexOf(wanted, from + 1) >= 0) return null;
    let n = begins.findLastIndex((b) => b <= from);
    // With other words before or behind, they may mean something else.
    const to = from + wanted.length;
    if (begins[n] !== from || (to < words.length && !begins.includes(to))) return null;
    let at = 0;
    for (let skip = from - begins[n]; ; at++) {
      if (/\s/.test(nodes[n].data[at])) continue;
      if (skip-- === 0) break;
    }
    /** @type {Place[]} */
    const found = [];
    for (const [a, b] of part.read) {
      for (let i = a; i < b; i++) {
        if (/\s/.test(text[i])) continue;
        while (at >= nodes[n].length || /\s/.test(nodes[n].data[at])) {
          if (at >= nodes[n].length) [n, at] = [n + 1, 0];
          else at++;
        }
        const last = found.at(-1);
        const gap = last ? i - last.end : 0;
        // One blank in both goes with the words.
        if (last?.node === nodes[n] && gap <= 1 && last.at + i - last.start === at) last.end = i + 1;
        else found.push({ start: i, end: i + 1, node: nodes[n], at });
        at++;
      }
    }
    return found;
  };

  /**
   * Notes which words are gone from their nodes, and finds those again that stand in other nodes of the same place (split,
   * merged, written anew). The others are lost.
   * @param {MutationRecord[]} records @param {boolean} all look at every place: some changes may not be among the records
   * @returns {Set<typeof parts[0]>} the parts that stand elsewhere now, or nowhere
   */
  const follow = (records, all) => {
    /** @type {Map<Node, Node>} */
    const takenFrom = new Map();
    const rewritten = new Set();
    /** @type {Set<Node>} */
    const filled = new Set();
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'characterData') rewritten.add(target);
      for (const node of removedNodes) takenFrom.set(node, target);
      if (addedNodes.length > 0) filled.add(target);
    }
    /** Where a node is, or was when the page last had it. @param {Node} node @returns {Node | null} */
    const whereabouts = (node) => {
      /** @type {Node | null} */
      let at = node;
      for (let steps = 0; at && !isIn(at); steps++) {
        /** @type {Node | null} */
        let out = at;
        while (out && !takenFrom.has(out)) out = parentNode(out) ?? /** @type {any} */ (out).host ?? null;
        at = steps < 50 && out ? takenFrom.get(out) ?? null : null;
      }
      return at && (at.nodeType === Node.TEXT_NODE ? parentNode(at) : at);
    };

    /** @type {Map<typeof parts[0], Set<Node>>} */
    const where = new Map();
    for (const { start, end, node, at } of places) {
      const changed = all ? !fits(node, at, start, end) : (takenFrom.size > 0 && !node.isConnected) || (rewritten.has(node) && !fits(node, at, start, end));
      if (!changed) continue;
      const part = partAt(start);
      lost.add(part);
      const found = where.get(part) ?? new Set();
      where.set(part, found);
      const place = whereabouts(node);
      if (place) found.add(place);
    }
    const touched = new Set(where.keys());
    if (touched.size > 0) holders = undefined;
    if (touched.size > 0) places = places.filter(({ start }) => !touched.has(partAt(start)));
    if (lost.size === 0) return touched;

    // Where something came, what was lost before may have come back.
    const news = [...filled].filter((node) => isIn(node)).slice(-20);
    /** @type {Map<Node, ReturnType<typeof visibleWords>>} */
    const looked = new Map();
    /** @type {Place[]} */
    const back = [];
    /** Characters in a node. @type {Map<Node, number>} */
    const lengths = new Map();
    const lengthOf = (/** @type {Node} */ node) => {
      let length = lengths.get(node);
      if (length === undefined) lengths.set(node, length = bare(wordsOf(node) ?? '').length);
      return length;
    };
    let room = search.nodes;
    for (const part of lost) {
      const length = bare(part.read.map(([a, b]) => text.slice(a, b)).join('')).length;
      /** @type {Set<Node>} */
      const candidates = new Set();
      for (let node of [...where.get(part) ?? [], ...news]) {
        // A part goes beyond an element within it.
        for (let up = 0; up < 8 && lengthOf(node) < length; up++) node = parentNode(node) ?? /** @type {any} */ (node).host ?? node;
        const element = node instanceof ShadowRoot ? node.host : node;
        if (element instanceof Element) candidates.add(element);
      }
      for (const element of candidates) {
        let seen = looked.get(element);
        if (!seen) {
          if (room <= 0) continue;
          looked.set(element, seen = visibleWords(/** @type {Element} */ (element)));
          room -= 10 + seen.cost;
        }
        const found = anew(part, seen);
        if (!found) continue;
        back.push(...found);
        touched.add(part);
        lost.delete(part);
        break;
      }
    }
    holders = undefined;
    if (back.length > 0) places = [...places, ...back].sort((a, b) => a.start - b.start);
    return touched;
  };

  // --- Painting ----------------------------------------------------------------------------------------------------------

  /** Where a mark stands in the page, since it was last looked for. @type {Map<Mark, Spot[]>} */
  let stretches = new Map();
  /** The marks that the reader wants to see. @type {Set<Mark>} */
  let wanted = new Set();
  /** Their stretches, by the element that holds the text. @type {Map<Element | null, Spot[]>} */
  const byElement = new Map();
  /** The mark that is lifted. @type {Mark | null} */
  let lifted = null;

  /** Elements near the screen, where not all are painted. @type {Set<Element> | null} */
  let near = null;
  /** @type {IntersectionObserver | null} */
  let screen = null;
  const isNear = (/** @type {Element | null} */ element) => !near || !element || near.has(element);

  /** What is in `CSS.highlights` of ours. @type {Map<string, Highlight>} */
  const layers = new Map();
  /** Whether what is said is painted only while it is lifted. */
  let calm = false;
  /** @param {Spot} spot */
  const show = (spot) => {
    if (calm && spot.mark.category === 'content') return;
    const key = `sourcelight-${spot.mark.category}${toneOf(spot.node).tone}`;
    if (spot.layer === key) return;
    if (spot.layer) conceal(spot);
    let layer = layers.get(key);
    if (!layer) {
      layers.set(key, layer = new Highlight());
      layer.priority = shown.all.indexOf(spot.mark.category);
      highlights.set(key, layer);
    }
    layer.add(spot.range);
    spot.layer = key;
  };
  /** @param {Spot} spot */
  const conceal = (spot) => {
    const layer = layers.get(spot.layer);
    layer?.delete(spot.range);
    if (layer?.size === 0) {
      layers.delete(spot.layer);
      highlights.delete(spot.layer);
    }
    spot.layer = '';
  };

  /** @param {Set<Element> | null} before what was near when this was last known */
  const observeScreen = (before) => {
    near = before ?? new Set();
    screen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting, boundingClientRect: { width, height } } of entries) {
        // What has no box of its own (display: contents) cannot come near.
        const is = isIntersecting || (width === 0 && height === 0);
        if (is) near?.add(target);
        else near?.delete(target);
        for (const spot of byElement.get(target) ?? []) (is ? show : conceal)(spot);
      }
      if (lifted) relift();
      // Half a screen ahead; a little in parts of the page that scroll by themselves.
    }, /** @type {IntersectionObserverInit} */ ({ root: view === window ? null : document, rootMargin: '50% 0px', scrollMargin: '100px 0px' }));
  };

  /** @param {string} name @param {[AbstractRange, Text][]} ranges @param {number} priority */
  const put = (name, ranges, priority) => {
    for (const tone of tones) {
      const of = ranges.filter(([, node]) => toneOf(node).tone === tone).map(([range]) => range);
      const key = `sourcelight-${name}${tone}`;
      if (of.length === 0) {
        highlights.delete(key);
        continue;
      }
      const highlight = new Highlight();
      for (const range of of) highlight.add(range);
      highlight.priority = priority;
      highlights.set(key, highlight);
    }
  };
  const statics = (/** @type {[number, number]} */ range) => inPage(range).map(({ node, start, end }) => /** @type {[StaticRange, Text]} */ (
    [new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }), node]));
  /** @param {Mark} mark */
  const stretchesOf = (mark) => {
    let found = stretches.get(mark);
    if (!found) stretches.set(mark, found = statics(mark.range).map(([range, node]) => ({ mark, range, node, holder: node.parentElement, layer: '' })));
    return found;
  };
  /** @param {Mark} mark */
  const place = (mark) => {
    for (const spot of stretchesOf(mark)) {
      const { holder } = spot;
      const beside = byElement.get(holder);
      if (beside) beside.push(spot);
      else {
        byElement.set(holder, [spot]);
        if (holder) screen?.observe(holder);
      }
      if (isNear(holder)) show(spot);
    }
  };
  /** @param {Mark} mark */
  const displace = (mark) => {
    for (const spot of stretches.get(mark) ?? []) {
      if (spot.layer) conceal(spot);
      const { holder } = spot;
      const others = (byElement.get(holder) ?? []).filter((other) => other !== spot);
      if (others.length > 0) byElement.set(holder, others);
      else {
        byElement.delete(holder);
        if (holder) screen?.unobserve(holder);
        if (holder) near?.delete(holder);
      }
    }
    stretches.delete(mark);
  };

  /** What all marks of one source have in common. @param {Mark} mark @returns {unknown} */
  const sourceOf = ({ claim, official, outlet }) => {
    if (official) return official;
    if (!claim) return `outlet ${outlet}`;
    const { label, kind, official: at, outlet: speaks } = claim.speaker;
    // As src/report.rs has it for a speaker whom the text does not express: two of them need not be the same.
    return at != null ? officials[at] : speaks ? `outlet ${speaks}` : label === 'unknown' ? claim : `${kind} ${label}`;
  };
  /** Made while nobody waits, or at the first need. @type {Map<unknown, Mark[]> | undefined} */
  let bySource;
  const ofSource = (/** @type {Mark} */ mark) => {
    if (!bySource) {
      bySource = new Map();
      for (const one of marks) {
        const source = sourceOf(one);
        const others = bySource.get(source);
        if (others) others.push(one);
        else bySource.set(source, [one]);
      }
    }
    return bySource.get(sourceOf(mark)) ?? [];
  };

  // One for all: the browser keeps every live range in step with every change of the page.
  /** @type {Range} */
  const live = sourcelightMember(Document, 'createRange')(document);
  /** The lines of a painted stretch on the screen. @param {AbstractRange} range */
  const boxes = ({ startContainer, startOffset, endContainer, endOffset }) => {
    // The text may have become shorter this moment.
    if (/** @type {Text} */ (startContainer).length < startOffset || /** @type {Text} */ (endContainer).length < endOffset) return [];
    live.setStart(startContainer, startOffset);
    live.setEnd(endContainer, endOffset);
    const found = [...live.getClientRects()].filter((b) => b.width > 0 && b.height > 0);
    live.setStart(document, 0);
    live.collapse(true);
    return found;
  };

  const relift = () => {
    const all = lifted ? ofSource(lifted) : [];
    const itself = (/** @type {Mark} */ m) => (lifted?.claim ? m.claim === lifted.claim : m === lifted);
    /** @param {Mark[]} of @returns {Spot[]} */
    const spots = (of) => of.flatMap(stretchesOf);
    const pairs = (/** @type {Spot[]} */ of) => of.map(({ range, node }) => /** @type {[AbstractRange, Text]} */ ([range, node]));
    const own = spots(all.filter(itself));
    put('active', pairs(own), 9);
    put('same', calm ? [] : pairs(spots(all.filter((m) => !itself(m))).filter(({ node }) => isNear(node.parentElement))), 8);
    return own.map(({ range }) => range);
  };

  const clear = () => {
    screen?.disconnect();
    screen = near = lifted = null;
    for (const name of [...shown.all, 'active', 'same']) for (const tone of tones) highlights.delete(`sourcelight-${name}${tone}`);
    layers.clear();
    byElement.clear();
    stretches = new Map();
    wanted = new Set();
  };

  return {
    put,
    view,
    /** Light text, or a dark ground. @param {Text} node */
    isDark: (node) => toneOf(node).dark,
    /** Where a stretch of the document's text stands in the page now. */
    at: statics,

    /** @param {Look} look @returns {number} how many ranges have a place in the page */
    paint({ density, hidden, confidence, officials: least }) {
      const [raised, before] = [lifted, near];
      clear();
      known.clear();
      grounds.clear();
      calm = turnsRound();
      const kinds = (shown[density] ?? shown.all).filter((c) => !hidden.includes(c));
      wanted = new Set(marks.filter(({ category, claim, official }) => kinds.includes(category)
        && !(claim && claim.confidence < confidence) && !(official && least === 'certain' && official.match !== 'certain')));
      if (wanted.size > few) observeScreen(before);
      for (const mark of wanted) place(mark);
      lifted = raised && wanted.has(raised) ? raised : null;
      if (lifted) relift();
      const [any] = marks;
      if (any?.claim?.speaker) requestIdleCallback(() => ofSource(any));
      let count = 0;
      for (const beside of byElement.values()) count += beside.length;
      return count;
    },

    /**
     * Brings the marks to where their words are after a change of the page; words that have changed lose theirs.
     * @param {MutationRecord[]} records @param {boolean} [all] look at every place: some changes may not be among the records
     * @returns {{touched: Set<Mark>, lost: boolean}} marks that stand elsewhere now or nowhere; whether words that were read are gone
     */
    follow(records, all = false) {
      const parts = follow(records, all);
      /** @type {Set<Mark>} */
      const touched = new Set();
      if (parts.size > 0) {
        for (const mark of marks) if (parts.has(partAt(mark.range[0])) || parts.has(partAt(mark.range[1] - 1))) touched.add(mark);
        for (const mark of touched) displace(mark);
        for (const mark of touched) if (wanted.has(mark)) place(mark);
        if (lifted) relift();
      }
      return { touched, lost: lost.size > 0 };
    },

    /**
     * The same report, found in other nodes.
     * @param {Anchor[]} given @param {(Text | null)[]} nodes @returns {boolean} whether words stand elsewhere than before
     */
    renew(given, nodes) {
      const [had, before] = [lost.size > 0, places];
      settle(given, nodes);
      return had || before.length !== places.length || before.some(({ node }, n) => node !== places[n].node);
    },

    /** The element that holds all that was read. @returns {Node | null} */
    home() {
      const [first] = places;
      const last = places.at(-1)?.node;
      /** @type {Node | null} */
      let at = first?.node ?? null;
      while (at && last && !contains(at, last)) at = parentNode(at) ?? /** @type {any} */ (at).host ?? null;
      return at && (parentNode(at) ?? at);
    },

    /** Whether an element holds words that were read, or is within one that does. @param {Node | null} node */
    isAmongWords(node) {
      holders ??= new Set(places.map((place) => place.node.parentElement));
      for (let at = node, up = 0; at && up < 4; at = parentNode(at), up++) if (holders.has(/** @type {Element} */ (at))) return true;
      return false;
    },

    /** Whether words that were read in an element are hidden now. @param {Element} element */
    isHidden(element) {
      for (let at = view; at.frameElement; at = /** @type {typeof view} */ (at.parent)) {
        if (contains(element, at.frameElement)) return !isShown(at.frameElement, { visibilityProperty: true });
      }
      let [before, looks] = [-1, 0];
      for (const { start, node } of places) {
        const part = partAt(start);
        if (part.start === before || !contains(element, node)) continue;
        before = part.start;
        const parent = node.parentElement;
        if (parent && !isShown(parent, { visibilityProperty: true }) && view.getComputedStyle(parent).display !== 'contents') return true;
        if (++looks > 200) break;
      }
      return false;
    },

    /**
     * Lifts a claim or a mention among all, and less so everything of the same source; null ends it.
     * @param {Mark | null} mark @returns {AbstractRange[]} where the claim or mention itself stands
     */
    lift(mark) {
      lifted = mark;
      return relift();
    },

    /**
     * The marks under a point of the screen, the narrowest first. CSS.highlights.highlightsFromPoint would go through all of
     * them: with 2,000 that takes Chromium ten milliseconds.
     * @param {number} x @param {number} y @returns {Found[]}
     */
    under(x, y) {
      /** @type {Element | null} */
      let at = sourcelightMember(Document, 'elementFromPoint')(document, x, y);
      for (let inner = at?.shadowRoot?.elementFromPoint(x, y); inner && inner !== at; inner = at.shadowRoot?.elementFromPoint(x, y)) at = inner;
      return (byElement.get(at) ?? []).filter(({ range }) => boxes(range).some((b) => b.left <= x && x <= b.right && b.top <= y && y <= b.bottom))
        .sort((a, b) => (a.mark.range[1] - a.mark.range[0]) - (b.mark.range[1] - b.mark.range[0]));
    },
    boxes,

    /**
     * Where the keyboard stops, in the order of the text: once for each claim, and at officials and outlets that are not part
     * of its source; those go with it.
     * @returns {Found[][]}
     */
    stops() {
      const all = /** @type {Found[]} */ ([...wanted].flatMap(stretchesOf)).sort((a, b) => a.mark.range[0] - b.mark.range[0] || b.mark.range[1] - a.mark.range[1]);
      /** @type {Map<PageReport['claims'][0] | Mark, Found[]>} */
      const stops = new Map();
      /** @type {Mark | undefined} */
      let source;
      for (const here of all) {
        const { mark } = here;
        if (mark.category === 'source') source = mark;
        // Who is named as the source of a claim stands on its card.
        const of = mark.claim ?? (source && mark.range[1] <= source.range[1] ? source.claim : undefined);
        const stop = stops.get(of ?? mark);
        if (!stop) stops.set(of ?? mark, [here]);
        else if (!mark.claim) stop.push(here);
      }
      return [...stops.values()];
    },

    clear,
  };
}
