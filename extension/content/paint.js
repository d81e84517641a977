// Paints what the engine found with the CSS Custom Highlight API. The page's elements stay as they are; the ranges are static,
// so that changes of the page cost no more than without them; and a stretch is painted only while the page's text is still
// the text that was read.

/**
 * @typedef {import('../../www/report.d.ts').Report} PageReport
 * @typedef {{category: string, range: [number, number], claim?: PageReport['claims'][0], official?: PageReport['officials'][0],
 *   role?: boolean, outlet?: string}} Mark role: the official is named by the role alone
 * @typedef {{density: 'quiet' | 'sources' | 'all', hidden: string[], confidence: number, officials: 'likely' | 'certain'}} Look what the reader chose
 * @typedef {{start: number, end: number, node: number, at: number}} Anchor all in UTF-16 code units; node: index into the texts
 * @typedef {{mark: Mark, range: AbstractRange}} Found a mark, and a stretch of the page that is painted for it
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
 */
function sourcelightPaint({ document: { text }, claims, officials, origin }, anchors, texts) {
  /** More than a screen ever shows at once; beyond it browsers slow down. */
  const most = 20_000;
  const shown = { quiet: [], sources: ['source', 'official', 'outlet'], all: ['content', 'source', 'cue', 'official', 'outlet'] };
  /** Names of the style sheet: on a light ground, on a dark one, and where neither can be relied on. */
  const tones = ['', '-dark', '-plain'];
  const places = anchors.flatMap(({ start, end, node, at }) => {
    const words = texts[node];
    return words ? [{ start, end, node: words, at }] : [];
  });

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

  /** The parts of the page's text nodes that a stretch covers; none where the text is no longer what was read. */
  const inPage = (/** @type {[number, number]} */ [from, to]) => {
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places[middle].end <= from) low = middle + 1;
      else high = middle;
    }
    /** @type {{node: Text, start: number, end: number}[]} */
    const parts = [];
    for (let place = places[low]; place && place.start < to; place = places[++low]) {
      const [a, b] = [Math.max(from, place.start), Math.min(to, place.end)];
      const { node } = place;
      const start = place.at + a - place.start;
      const end = start + b - a;
      if (!node.isConnected || node.length < end || blank(node.substringData(start, b - a)) !== blank(text.slice(a, b))) return [];
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
  const turnsRound = () => matchMedia('(forced-colors: active)').matches && !CSS.supports('-moz-appearance', 'none');

  // --- On which ground the text stands -----------------------------------------------------------------------------------

  /** Luminance as WCAG counts it, and opacity, of a computed colour; of the wide spaces nearly. @param {string} color */
  const light = (color) => {
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
  /** What the browser lays under a page that says nothing of its ground. */
  const canvas = () => {
    const { colorScheme } = getComputedStyle(document.documentElement);
    const scheme = colorScheme === 'normal' ? document.querySelector('meta[name="color-scheme"]')?.getAttribute('content') ?? '' : colorScheme;
    return scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches) ? 0.01 : 1;
  };
  /** @param {Element | null} element @returns {number} */
  const groundOf = (element) => {
    const before = element && grounds.get(element);
    if (before !== undefined && before !== null) return before;
    if (!element) return canvas();
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    const [own, alpha] = light(backgroundColor);
    const parent = /** @type {Element | null} */ (element.assignedSlot ?? element.parentElement ?? /** @type {any} */ (element.getRootNode()).host ?? null);
    // An opaque colour under a picture is what the page itself falls back to.
    let ground = alpha > 0.95 ? own : backgroundImage === 'none' ? groundOf(parent) : NaN;
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
      const [ink] = light(parent ? getComputedStyle(parent).color : '');
      const ground = groundOf(parent);
      const dark = Number.isNaN(ground) ? ink > 0.3 : ground < ink;
      // What the strongest tints of marks.css, a lifted claim, leave of a light ground or make of a dark one; and how light
      // and dark a ground must be for the lines.
      const tinted = dark ? 0.044 + 1.9 * ground : 0.68 * ground;
      const fits = (dark ? ground < 0.1 : ground > 0.65) && contrast(ink, tinted) >= 4.5;
      found = { dark, tone: fits ? tones[Number(dark)] : '-plain' };
      known.set(parent, found);
    }
    return found;
  };

  // --- Painting ----------------------------------------------------------------------------------------------------------

  /** Which mark a painted range belongs to. @type {Map<AbstractRange, Mark>} */
  let painted = new Map();
  /** @type {Set<Node>} text nodes with a mark */
  let nodes = new Set();
  /** What is painted, by the element that holds the text. @type {Map<Element | null, Found[]>} */
  let byElement = new Map();
  /** Where a mark stands in the page, since it was last painted. @type {Map<Mark, [StaticRange, Text][]>} */
  let stretches = new Map();

  /** @param {string} name @param {[AbstractRange, Text][]} ranges @param {number} priority */
  const put = (name, ranges, priority) => {
    for (const tone of tones) {
      const of = ranges.filter(([, node]) => toneOf(node).tone === tone).map(([range]) => range);
      const key = `sourcelight-${name}${tone}`;
      if (of.length === 0) {
        CSS.highlights.delete(key);
        continue;
      }
      const highlight = new Highlight();
      for (const range of of) highlight.add(range);
      highlight.priority = priority;
      CSS.highlights.set(key, highlight);
    }
  };
  const statics = (/** @type {[number, number]} */ range) => inPage(range).map(({ node, start, end }) => /** @type {[StaticRange, Text]} */ (
    [new StaticRange({ startContainer: node, startOffset: start, endContainer: node, endOffset: end }), node]));
  /** @param {Mark} mark */
  const stretchesOf = (mark) => {
    let found = stretches.get(mark);
    if (!found) stretches.set(mark, found = statics(mark.range));
    return found;
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

  return {
    put,
    /** Light text, or a dark ground. @param {Text} node */
    isDark: (node) => toneOf(node).dark,
    /** Where a stretch of the document's text stands in the page now. */
    at: statics,
    /** Whether a text node holds a mark. @param {Node} node */
    holds: (node) => nodes.has(node),

    /** @param {Look} look @returns {number} how many ranges are painted */
    paint({ density, hidden, confidence, officials: least }) {
      painted = new Map();
      nodes = new Set();
      byElement = new Map();
      stretches = new Map();
      known.clear();
      grounds.clear();
      const calm = turnsRound();
      const wanted = (shown[density] ?? shown.all).filter((c) => !hidden.includes(c));
      for (const [priority, category] of shown.all.entries()) {
        /** @type {[AbstractRange, Text][]} */
        const ranges = [];
        for (const mark of wanted.includes(category) ? marks : []) {
          if (mark.category !== category || (mark.claim && mark.claim.confidence < confidence)) continue;
          if (mark.official && least === 'certain' && mark.official.match !== 'certain') continue;
          for (const [range, node] of stretchesOf(mark)) {
            ranges.push([range, node]);
            painted.set(range, mark);
            nodes.add(node);
            const beside = byElement.get(node.parentElement);
            if (beside) beside.push({ mark, range });
            else byElement.set(node.parentElement, [{ mark, range }]);
          }
        }
        put(category, category === 'content' && calm ? [] : ranges, priority);
      }
      const [any] = marks;
      if (any?.claim?.speaker) requestIdleCallback(() => ofSource(any));
      return painted.size;
    },

    /**
     * Lifts a claim or a mention among all, and less so everything of the same source; null ends it.
     * @param {Mark | null} mark @returns {AbstractRange[]} where the claim or mention itself stands
     */
    lift(mark) {
      const all = mark ? ofSource(mark) : [];
      const itself = (/** @type {Mark} */ m) => (mark?.claim ? m.claim === mark.claim : m === mark);
      const ranges = all.filter(itself).flatMap(stretchesOf);
      put('active', ranges, 9);
      put('same', turnsRound() ? [] : all.filter((m) => !itself(m)).flatMap(stretchesOf), 8);
      return ranges.map(([range]) => range);
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
      const all = [...painted].map(([range, mark]) => ({ range, mark })).sort((a, b) => a.mark.range[0] - b.mark.range[0] || b.mark.range[1] - a.mark.range[1]);
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

    clear() {
      for (const name of [...shown.all, 'active', 'same']) for (const tone of tones) CSS.highlights.delete(`sourcelight-${name}${tone}`);
      painted.clear();
      nodes.clear();
      byElement.clear();
      stretches.clear();
    },
  };
}
