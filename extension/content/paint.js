// Paints what the engine found with the CSS Custom Highlight API. The page's elements stay as they are; the ranges are static,
// so that changes of the page cost no more than without them; and a stretch is painted only while the page's text is still
// the text that was read.

/**
 * @typedef {import('../../www/report.d.ts').Report} PageReport
 * @typedef {{category: string, range: [number, number], claim?: PageReport['claims'][0], official?: PageReport['officials'][0],
 *   role?: boolean, outlet?: string}} Mark role: the official is named by the role alone
 * @typedef {{density: 'quiet' | 'sources' | 'all', hidden: string[], confidence: number, officials: 'likely' | 'certain'}} Look what the reader chose
 * @typedef {{start: number, end: number, node: number, at: number}} Anchor all in UTF-16 code units; node: index into the texts
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

  /** @type {Map<Element | null, boolean>} */
  const tones = new Map();
  /** Light text means a dark ground, whether that is a colour, a picture or a gradient. @param {Text} node */
  const isDark = (node) => {
    const parent = node.parentElement;
    let dark = tones.get(parent);
    if (dark === undefined) {
      const color = parent ? getComputedStyle(parent).color : '';
      const [a = 0, b = 0, c = 0] = (color.match(/-?[\d.]+/g) ?? []).map(Number);
      dark = color.startsWith('rgb') ? 0.3 * a + 0.6 * b + 0.1 * c > 150
        : color.startsWith('color') ? 0.3 * a + 0.6 * b + 0.1 * c > 0.6 : a > (color.startsWith('lab') || color.startsWith('lch') ? 62 : 0.62);
      tones.set(parent, dark);
    }
    return dark;
  };

  /** Which mark a painted range belongs to. @type {Map<AbstractRange, Mark>} */
  let painted = new Map();
  /** @type {Set<Node>} text nodes with a mark */
  let nodes = new Set();

  /** @param {string} name @param {[AbstractRange, Text][]} ranges @param {number} priority */
  const set = (name, ranges, priority) => {
    for (const dark of [false, true]) {
      const of = ranges.filter(([, node]) => isDark(node) === dark).map(([range]) => range);
      const key = `sourcelight-${name}${dark ? '-dark' : ''}`;
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

  return {
    isDark,
    /** Where a stretch of the document's text stands in the page now. */
    at: statics,
    /** Whether a text node holds a mark. @param {Node} node */
    holds: (node) => nodes.has(node),

    /** @param {Look} look @returns {number} how many ranges are painted */
    paint({ density, hidden, confidence, officials: least }) {
      painted = new Map();
      nodes = new Set();
      tones.clear();
      const wanted = (shown[density] ?? shown.all).filter((c) => !hidden.includes(c));
      for (const [priority, category] of shown.all.entries()) {
        /** @type {[AbstractRange, Text][]} */
        const ranges = [];
        for (const mark of wanted.includes(category) ? marks : []) {
          if (mark.category !== category || (mark.claim && mark.claim.confidence < confidence)) continue;
          if (mark.official && least === 'certain' && mark.official.match !== 'certain') continue;
          for (const [range, node] of statics(mark.range)) {
            ranges.push([range, node]);
            painted.set(range, mark);
            nodes.add(node);
          }
        }
        set(category, ranges, priority);
      }
      return painted.size;
    },

    /** Lifts one claim, official or outlet among all; null ends it. @param {Mark | null} mark @returns {AbstractRange[]} what is lifted */
    lift(mark) {
      const of = mark ? marks.filter((m) => (mark.claim ? m.claim === mark.claim : mark.official ? m.official === mark.official : m.outlet === mark.outlet)) : [];
      const ranges = of.flatMap((m) => statics(m.range));
      set('active', ranges, 9);
      return ranges.map(([range]) => range);
    },

    /** The marks under a point of the screen, the narrowest first. @param {number} x @param {number} y */
    under(x, y) {
      const hits = /** @type {any} */ (CSS.highlights).highlightsFromPoint(x, y);
      /** @type {{mark: Mark, range: AbstractRange}[]} */
      const found = [];
      for (const { ranges } of hits) {
        for (const range of ranges) {
          const mark = painted.get(range);
          if (mark) found.push({ mark, range });
        }
      }
      return found.sort((a, b) => (a.mark.range[1] - a.mark.range[0]) - (b.mark.range[1] - b.mark.range[0]));
    },

    clear() {
      for (const name of [...shown.all, 'active']) for (const tone of ['', '-dark']) CSS.highlights.delete(`sourcelight-${name}${tone}`);
      painted.clear();
      nodes.clear();
    },
  };
}
