// When the card shows and where: beside the line being read, never on it, after a short rest of the pointer, at a tap, or where
// the keys go to. It stays while the pointer travels to it and while it has the focus, and goes with Escape, a click elsewhere
// or Tab beyond it; without the focus also with scrolling. Its element is the only one that the page gets; where the article
// stands in a frame, the frame's document has it, so that it is where the words are, whatever is done to the frame.

/**
 * @param {ReturnType<typeof sourcelightPaint>} marks
 * @param {PageReport} report
 * @param {Pick<CardActs, 'hide' | 'never'>} acts
 */
function sourcelightHover(marks, report, acts) {
  /** Milliseconds of rest before a mark is lifted, further ones before its card shows, of rest on the way to a card, and of absence before it goes. */
  const [rest, more, onTheWay, grace] = [90, 90, 360, 320];
  /** Pixels between card and text, to the edge of the window, and how far around the pointer the lines of a mark stay free. */
  const [gap, edge, near] = [9, 8, 110];
  /** Pixels that a card has at least, even where it then covers lines that are not being read. */
  const least = 150;
  const css = `
    :host { all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important;
      overflow: visible !important; }
    :host(:not(:popover-open)) { display: none !important; }
    .card { position: absolute; box-sizing: border-box; width: min(352px, 100vw - 16px); display: flex; overflow: clip;
      --ink: light-dark(#1b1c1e, #e9eaec); --soft: light-dark(#5b6068, #a4a9b2); --line: light-dark(#e3e5e9, #363a42); --blue: light-dark(#1d5bb8, #8db8ff);
      border: 1px solid var(--line); border-radius: 12px; background: light-dark(#fbfbfa, #1f2125); color: var(--ink);
      box-shadow: 0 1px 2px #0001, 0 8px 28px light-dark(#0003, #000a); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
      text-align: start; overflow-wrap: anywhere; outline: none; }
    .parts { flex: 1; min-width: 0; display: flex; flex-direction: column; padding-block: 13px 9px; }
    .body { flex: 1; min-height: 0; overflow: hidden auto; overscroll-behavior: contain; padding-inline: 16px; scrollbar-width: thin; scrollbar-color: light-dark(#b9bdc4, #565b65) transparent; }
    p { margin: 0; } .who { color: var(--soft); } .who b { color: var(--ink); font-size: 15px; }
    * + .who { margin-block-start: 10px; padding-block-start: 10px; border-block-start: 1px solid var(--line); }
    .quote { color: var(--soft); margin-block: 5px 8px; }
    b, bdi { unicode-bidi: isolate; }
    dl { display: grid; grid-template-columns: minmax(4.6em, auto) minmax(0, 1fr); gap: 4px 12px; margin: 6px 0 0; } dl:empty { display: none; }
    dt { color: var(--soft); } dd { margin: 0; } small { font-size: 12.5px; color: var(--soft); }
    .why { border-block-start: 1px solid var(--line); margin-block-start: 11px; padding-block-start: 9px; color: var(--soft); font-size: 12.5px; }
    .why p + p { margin-block-start: 3px; } .why:empty { display: none; }
    .acts { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 14px; padding-block-start: 7px; font-size: 12.5px; } .parts > .acts { padding-inline: 16px; border-block-start: 1px solid var(--line); } .body { padding-block-end: 9px; }
    button { all: unset; color: var(--blue); cursor: pointer; padding-block: 3px; border-radius: 3px; }
    button:hover { text-decoration: underline; text-underline-offset: .2em; } button:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
    .sheet { color: var(--soft); font-size: 12.5px; } .note { color: var(--soft); } [hidden] { display: none; } dd > div + div { margin-block-start: 3px; }
    .sheet button { border: 1px solid light-dark(#8a9099, #757b85); border-radius: 6px; padding: 2px 14px; } .sheet button:hover { text-decoration: none; border-color: var(--blue); }
    textarea { display: block; box-sizing: border-box; width: 100%; margin-block: 6px 2px; padding: 6px 8px; resize: vertical; font: 12px/1.45 ui-monospace, monospace;
      color: var(--ink); background: light-dark(#fff, #17191c); border: 1px solid light-dark(#8a9099, #757b85); border-radius: 6px; }
    textarea:focus-visible { outline: 2px solid var(--blue); outline-offset: 1px; }
    .card:focus-visible { border-color: var(--blue); }
    @media (pointer: coarse) { button { padding-block: 9px; } }
    @media (forced-colors: active) { button { color: LinkText; } .card:focus-visible { outline: 2px solid Highlight; } }
    @media print { .card { display: none; } }`;

  const { view } = marks;
  const { document, CSSStyleSheet, Document, HTMLElement, Node } = view;
  /** The windows around a frame with the article, the page's own the last. @type {Window[]} */
  const around = [];
  for (let at = view; at !== window && at.frameElement; at = /** @type {typeof view} */ (at.parent)) around.push(at.parent);

  const make = sourcelightMember(Document, 'createElement');
  /** @type {HTMLElement} */
  const root = sourcelightMember(Document, 'documentElement')(document);
  /** @type {HTMLElement} */
  const host = make(document, 'sourcelight-card');
  host.popover = 'manual';
  const shadow = host.attachShadow({ mode: 'closed' });
  // Made by script, so that no policy of the page forbids it; in Firefox a script of an extension cannot hand over a sheet.
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    shadow.adoptedStyleSheets = [sheet];
  } catch {
    const style = make(document, 'style');
    style.textContent = css;
    shadow.append(style);
  }
  /** @type {HTMLElement} */
  const card = make(document, 'div');
  card.className = 'card';
  card.role = 'dialog';
  card.tabIndex = -1;
  card.dir = chrome.i18n.getMessage('@@bidi_dir');
  card.lang = chrome.i18n.getUILanguage();
  shadow.append(card);
  root.append(host);

  const end = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let leaving;
  /** The mark whose card is shown. @type {Mark | undefined} */
  let current;
  /** Where it stands: what is lifted for it, the point that was meant, and where the line of that point then was. @type {{range: AbstractRange, lifted: AbstractRange[], x: number, y: number, from: DOMRect} | undefined} */
  let place;
  /** Where the keys have last been. @type {Mark | undefined} */
  let stop;
  /** What had the focus before the card. @type {Element | null} */
  let before = null;
  /** How far the pointer was from the card. */
  let distance = Infinity;

  /** What is lifted, and where that stands. @type {Mark | null} */
  let raised = null;
  /** @type {AbstractRange[]} */
  let lifted = [];
  /** @param {Mark | null} mark */
  const raise = (mark) => {
    if (mark === raised) return;
    raised = mark;
    lifted = marks.lift(mark);
  };

  const holdsFocus = () => shadow.activeElement !== null;

  const { boxes } = marks;

  /** @param {boolean} [back] the focus goes back to what had it */
  const hide = (back = false) => {
    clearTimeout(waiting);
    clearTimeout(leaving);
    leaving = undefined;
    raise(null);
    if (!current) return;
    const held = holdsFocus();
    current = place = undefined;
    distance = Infinity;
    host.hidePopover();
    card.replaceChildren();
    if (held && back && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };

  /** Tab beyond the card: to what comes after the mark in the page, or before it. @param {boolean} back @returns {boolean} */
  const leave = (back) => {
    const from = place?.range.startContainer;
    hide();
    if (!from) return false;
    const all = [...sourcelightMember(Document, 'querySelectorAll')(document, 'a[href], area[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]')];
    const side = back ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    const there = all.filter((e) => from.compareDocumentPosition(e) & side && !e.contains(from));
    for (const one of back ? there.reverse() : there) {
      if (!(one instanceof HTMLElement) || one.tabIndex < 0 || !one.checkVisibility({ visibilityProperty: true })) continue;
      one.focus();
      if (one.matches(':focus')) return true;
    }
    return false;
  };

  /** Where a card of this size goes beside what is to stay free: after it, else before it, else where there is more room. */
  const beside = (/** @type {number} */ low, /** @type {number} */ high, /** @type {number} */ size, /** @type {number} */ first, /** @type {number} */ last) => {
    const [after, ahead] = [last - edge - high - gap, low - gap - edge - first];
    if (size <= after) return { at: high + gap, room: size };
    if (size <= ahead) return { at: low - gap - size, room: size };
    return after >= ahead ? { at: high + gap, room: after } : { at: first + edge, room: ahead };
  };

  /** What of the window is on the screen: a frame may be larger than what is around it. In pixels of the window. */
  const onScreen = () => {
    const seen = { left: 0, top: 0, right: root.clientWidth, bottom: view.innerHeight };
    let [x, y] = [0, 0];
    /** @type {Window} */
    let at = view;
    for (const outer of around) {
      const frame = /** @type {Element} */ (at.frameElement);
      const { left, top } = frame.getBoundingClientRect();
      [x, y] = [x + left + frame.clientLeft, y + top + frame.clientTop];
      seen.left = Math.max(seen.left, -x);
      seen.top = Math.max(seen.top, -y);
      seen.right = Math.min(seen.right, outer.innerWidth - x);
      seen.bottom = Math.min(seen.bottom, outer.innerHeight - y);
      at = outer;
    }
    return seen;
  };

  const arrange = () => {
    if (!place) return;
    const [line] = boxes(place.range);
    if (!line) return hide();
    // With the page, the point has moved.
    const x = place.x + line.left - place.from.left;
    const y = place.y + line.top - place.from.top;
    const parent = /** @type {Text} */ (place.range.startContainer).parentElement;
    const { writingMode = 'horizontal-tb', direction = 'ltr' } = parent ? view.getComputedStyle(parent) : {};
    const upright = writingMode.startsWith('horizontal');
    const seen = onScreen();
    const tall = seen.bottom - seen.top;
    card.style.maxHeight = `${tall - 2 * edge}px`;
    const { width, height } = card.getBoundingClientRect();
    const [size, first, last] = upright ? [height, seen.top, seen.bottom] : [width, seen.left, seen.right];
    const along = upright ? y : x;
    const [low, high] = upright ? /** @type {const} */ (['top', 'bottom']) : /** @type {const} */ (['left', 'right']);
    // Of what is lifted, the lines near the point stay free; where that leaves no room, the line of the point does.
    const all = place.lifted.flatMap(boxes);
    const free = (/** @type {number} */ reach) => {
      const lines = all.filter((b) => b[high] > along - reach && b[low] < along + reach);
      return beside(Math.min(along - 8, ...lines.map((b) => b[low])), Math.max(along + 8, ...lines.map((b) => b[high])), size, first, last);
    };
    let { at, room } = free(near);
    if (room < Math.min(size, least)) ({ at, room } = free(1));
    const within = (/** @type {number} */ v, /** @type {number} */ least, /** @type {number} */ most) => Math.max(least + edge, Math.min(v, most - edge));
    card.style.maxHeight = upright ? `${Math.max(room, 80)}px` : card.style.maxHeight;
    const left = !upright ? at : direction === 'rtl' ? x + 40 - width : x - 40;
    card.style.left = `${within(left, seen.left, seen.right - width)}px`;
    card.style.top = `${upright ? within(at, seen.top, seen.bottom - Math.min(height, Math.max(room, 80))) : within(y - 40, seen.top, seen.bottom - height)}px`;
  };

  /** @param {Found[]} found @param {number} x @param {number} y */
  const show = (found, x, y) => {
    clearTimeout(leaving);
    leaving = undefined;
    const [{ mark, range }] = found;
    if (mark === current) return;
    const [from] = boxes(range);
    if (!from) return;
    current = mark;
    raise(mark);
    place = { range, lifted, x, y, from };
    const close = () => hide(true);
    card.replaceChildren(...sourcelightCard(report, found, { ...acts, grown: arrange, close }));
    card.ariaLabel = card.querySelector('.who')?.textContent ?? '';
    card.style.colorScheme = marks.isDark(/** @type {Text} */ (range.startContainer)) ? 'dark' : 'light';
    if (!host.matches(':popover-open')) host.showPopover();
    arrange();
  };
  const showAt = (/** @type {number} */ x, /** @type {number} */ y) => {
    const found = marks.under(x, y);
    if (found.length > 0) show(found, x, y);
  };

  /** Brings a line into view, and no further than that it has room for a card. @param {AbstractRange} range */
  const reveal = (range) => {
    const away = () => {
      const [line] = boxes(range);
      if (!line) return 0;
      const seen = onScreen();
      const tall = seen.bottom - seen.top;
      const [top, bottom] = [seen.top + tall * 0.15, seen.top + tall * 0.75];
      return line.top < Math.min(top, seen.top + 120) ? line.top - top : line.bottom > Math.max(bottom, seen.bottom - 60) ? line.bottom - bottom : 0;
    };
    const { top: begins, bottom: ends } = onScreen();
    if (ends - begins < 200) view.frameElement?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    // What is around a frame scrolls where the frame does not, or no further.
    for (const of of [view, ...around]) {
      if (away() === 0) return;
      of.scrollBy({ top: away(), behavior: 'instant' });
      if (Math.abs(away()) < 2) return;
    }
    // A part of the page that scrolls by itself, or its end.
    const [line] = boxes(range);
    const { top, bottom } = onScreen();
    if (line && (line.top < top || line.bottom > bottom)) /** @type {Text} */ (range.startContainer).parentElement?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  };

  /** Goes to the next mark (1) or the one before (-1), and into its card. @param {number} by @returns {boolean} false where there is none */
  const step = (by) => {
    const stops = marks.stops();
    const screen = onScreen();
    const seen = (/** @type {Found[]} */ [{ range }]) => boxes(range).some((b) => b.bottom > screen.top && b.top < screen.bottom);
    const here = current ?? stop;
    const at = here ? stops.findIndex(([{ mark }]) => (here.claim ? mark.claim === here.claim : mark === here)) : -1;
    const [start] = here?.range ?? [0];
    // From the card that is open or was; else from what is on the screen.
    let n = at >= 0 && (current || seen(stops[at])) ? at + by
      : current ? (by > 0 ? stops.findIndex(([{ mark }]) => mark.range[0] > start) : stops.findLastIndex(([{ mark }]) => mark.range[0] < start))
        : by > 0 ? stops.findIndex(([{ range }]) => boxes(range).some((b) => b.bottom > screen.top)) : stops.findLastIndex(([{ range }]) => boxes(range).some((b) => b.top < screen.bottom));
    for (let tries = 0; tries < stops.length; tries++, n += by) {
      n = (n + stops.length) % stops.length;
      const [{ mark, range }] = stops[n];
      if (boxes(range).length === 0) continue;
      if (!holdsFocus()) before = sourcelightMember(Document, 'activeElement')(document);
      reveal(range);
      const [line] = boxes(range);
      stop = mark;
      if (current) current = undefined;
      show(stops[n], line.left + Math.min(40, line.width / 2), (line.top + line.bottom) / 2);
      card.focus({ preventScroll: true });
      return true;
    }
    return false;
  };

  // --- What the reader does ----------------------------------------------------------------------------------------------

  /** @param {string} type @param {(event: any) => void} heard @param {EventTarget} [on] */
  const listen = (type, heard, on = view) => on.addEventListener(type, heard, { passive: true, capture: true, signal: end.signal });
  const goes = () => { if (!holdsFocus()) hide(); };
  listen('pointermove', ({ clientX, clientY, pointerType, target }) => {
    if (pointerType === 'touch' || target === host || holdsFocus()) return;
    const { left, right, top, bottom } = card.getBoundingClientRect();
    const was = distance;
    distance = current ? Math.hypot(Math.max(left - clientX, 0, clientX - right), Math.max(top - clientY, 0, clientY - bottom)) : Infinity;
    const nearer = distance < was && was < Infinity;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const found = marks.under(clientX, clientY);
      if (!current) raise(found[0]?.mark ?? null);
      // Another turn for the card: neither holds the page up for long.
      if (found.length > 0) waiting = setTimeout(() => show(found, clientX, clientY), more);
    }, nearer ? onTheWay : rest);
    if (!current) return;
    if (nearer) {
      clearTimeout(leaving);
      leaving = undefined;
    }
    leaving ??= setTimeout(() => {
      leaving = undefined;
      if (!marks.under(clientX, clientY).some(({ mark }) => mark === current)) goes();
    }, grace);
  });
  const stay = () => {
    clearTimeout(waiting);
    clearTimeout(leaving);
    leaving = undefined;
  };
  listen('pointerenter', stay, host);
  listen('pointermove', stay, host);
  // A finger that is lifted has not gone anywhere.
  listen('pointerleave', ({ pointerType }) => { if (pointerType !== 'touch') leaving ??= setTimeout(goes, grace); }, host);
  listen('pointerleave', ({ pointerType, target }) => { if (pointerType !== 'touch' && target === root) goes(); }, root);
  /** Where a finger came down. @type {[number, number]} */
  let down = [0, 0];
  listen('pointerdown', ({ clientX, clientY, target }) => {
    down = [clientX, clientY];
    if (target !== host) hide();
  });
  listen('pointerup', ({ pointerType, clientX, clientY, target }) => {
    if (pointerType !== 'touch' || target === host || Math.hypot(clientX - down[0], clientY - down[1]) > 10) return;
    // A tap on a link is for the link.
    if (!target.closest?.('a[href], button, input, select, textarea, summary, label, video, audio')) showAt(clientX, clientY);
  });
  listen('keydown', ({ key, target }) => { if (key === 'Escape' && target !== host) hide(); });
  listen('scroll', ({ target }) => { if (target !== host) (holdsFocus() ? arrange : hide)(); });
  listen('resize', () => { (holdsFocus() ? arrange : hide)(); });
  for (const of of around) {
    for (const type of ['scroll', 'resize']) listen(type, () => { (holdsFocus() ? arrange : hide)(); }, of);
    listen('pointerdown', () => hide(), of);
    listen('keydown', ({ key }) => { if (key === 'Escape') hide(); }, of);
  }

  // Keys on the card are not for the page.
  card.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      hide(true);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (shadow.activeElement?.localName === 'textarea') return;
      event.preventDefault();
      card.querySelector('.body')?.scrollBy({ top: event.key === 'ArrowDown' ? 40 : -40 });
    } else if (event.key === 'Tab') {
      const all = [...card.querySelectorAll('button, textarea')];
      const at = shadow.activeElement;
      // Beyond the last and before the first, Tab goes on in the page.
      if ((event.shiftKey ? at === card || at === all[0] : at === all.at(-1)) && leave(event.shiftKey)) event.preventDefault();
    }
  }, { signal: end.signal });
  for (const type of ['keyup', 'keypress', 'copy', 'click', 'mousedown', 'mouseup']) card.addEventListener(type, (event) => event.stopPropagation(), { signal: end.signal });

  return {
    /**
     * What the card speaks of may be elsewhere; what the reader does on it goes on.
     * @param {Set<Mark>} [moved] these marks alone
     */
    changed: (moved) => { if ((!moved || (current && moved.has(current))) && (!card.querySelector('.note') || !holdsFocus())) hide(); },
    isOpen: () => current !== undefined,
    hide: () => hide(),
    step,
    end() {
      hide(true);
      end.abort();
      host.remove();
    },
  };
}
