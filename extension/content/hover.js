// When the card shows and where: beside the line being read, never on it, after a short rest of the pointer; it stays while the
// pointer travels to it, and goes with Escape, a click elsewhere or scrolling. Its element is the only one that the page gets.

/**
 * @param {ReturnType<typeof sourcelightPaint>} marks
 * @param {PageReport} report
 */
function sourcelightHover(marks, report) {
  /** Milliseconds of rest before the card shows, and of absence before it goes. */
  const [rest, grace] = [180, 320];
  /** Pixels between card and text, and how far around the pointer the card leaves the lines of its mark free. */
  const [gap, near] = [9, 110];
  const css = `
    :host { all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important;
      overflow: visible !important; }
    :host(:not(:popover-open)) { display: none !important; }
    .card { position: fixed; width: min(352px, 100vw - 16px); --ink: light-dark(#1b1c1e, #e9eaec); --soft: light-dark(#5b6068, #a4a9b2); --line: light-dark(#e3e5e9, #363a42);
      box-sizing: border-box; padding: 13px 16px; border: 1px solid var(--line); border-radius: 12px; background: light-dark(#fbfbfa, #1f2125);
      color: var(--ink); box-shadow: 0 1px 2px #0001, 0 8px 28px light-dark(#0003, #000a); overflow-wrap: anywhere;
      max-height: min(26rem, calc(100vh - 16px)); overflow-y: auto; font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; text-align: start; }
    p { margin: 0; } .who { color: var(--soft); } .who b { color: var(--ink); font-size: 15px; } * + .who { margin-top: 8px; }
    .quote { color: var(--soft); margin: 5px 0 8px; }
    dl { display: grid; grid-template-columns: minmax(4.6em, auto) minmax(0, 1fr); gap: 4px 10px; margin: 6px 0 0; } dl:empty { display: none; }
    dt { color: var(--soft); } dd { margin: 0; } small { font-size: 12.5px; color: var(--soft); }
    .why { border-top: 1px solid var(--line); margin-top: 10px; padding-top: 8px; color: var(--soft); font-size: 12.5px; }
    .why + .why { border: 0; margin: 0; padding-top: 3px; }
    @media print { .card { display: none; } }`;

  const make = sourcelightMember(Document, 'createElement');
  const makeRange = sourcelightMember(Document, 'createRange');
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
  card.role = 'tooltip';
  shadow.append(card);
  root.append(host);

  const end = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let waiting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let leaving;
  /** @type {object | undefined} the mark whose card is shown */
  let current;

  const hide = () => {
    clearTimeout(waiting);
    clearTimeout(leaving);
    leaving = undefined;
    if (!current) return;
    current = undefined;
    host.hidePopover();
    card.replaceChildren();
    marks.lift(null);
  };

  const boxes = (/** @type {AbstractRange} */ range) => {
    /** @type {Range} */
    const live = makeRange(document);
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return [...live.getClientRects()];
  };

  /** @param {number} x @param {number} y */
  const showAt = (x, y) => {
    const found = marks.under(x, y);
    if (found.length === 0) return;
    clearTimeout(leaving);
    leaving = undefined;
    const [{ mark, range }] = found;
    if (mark === current) return;
    current = mark;
    // Of what is lifted, the lines near the pointer stay free.
    const lines = marks.lift(mark).flatMap((r) => boxes(r)).filter((b) => b.bottom > y - near && b.top < y + near);
    const top = Math.min(y - 8, ...lines.map((b) => b.top));
    const bottom = Math.max(y + 8, ...lines.map((b) => b.bottom));
    card.replaceChildren(...sourcelightCard(report, found));
    card.style.colorScheme = marks.isDark(/** @type {Text} */ (range.startContainer)) ? 'dark' : 'light';
    if (!host.matches(':popover-open')) host.showPopover();
    const { width, height } = card.getBoundingClientRect();
    const above = bottom + gap + height > innerHeight && top - gap - height > 0;
    const left = Math.max(8, Math.min(x - 40, root.clientWidth - width - 8));
    card.style.left = `${left}px`;
    card.style.top = `${above ? top - gap - height : bottom + gap}px`;
  };

  /** @param {string} type @param {(event: any) => void} heard @param {EventTarget} [on] */
  const listen = (type, heard, on = window) => on.addEventListener(type, heard, { passive: true, capture: true, signal: end.signal });
  listen('pointermove', ({ clientX, clientY, pointerType, target }) => {
    if (pointerType === 'touch' || target === host) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => showAt(clientX, clientY), rest);
    if (current) leaving ??= setTimeout(() => (marks.under(clientX, clientY).some(({ mark }) => mark === current) ? leaving = undefined : hide()), grace);
  });
  const stay = () => {
    clearTimeout(waiting);
    clearTimeout(leaving);
    leaving = undefined;
  };
  listen('pointerenter', stay, host);
  listen('pointermove', stay, host);
  listen('pointerleave', () => { leaving ??= setTimeout(hide, grace); }, host);
  listen('pointerleave', ({ target }) => { if (target === root) hide(); }, root);
  listen('pointerup', ({ pointerType, clientX, clientY, target }) => { if (pointerType === 'touch' && target !== host) showAt(clientX, clientY); });
  listen('pointerdown', ({ target }) => { if (target !== host) hide(); });
  listen('keydown', ({ key }) => { if (key === 'Escape') hide(); });
  listen('scroll', ({ target }) => { if (target !== card) hide(); });
  listen('resize', hide);

  return {
    hide,
    end() {
      hide();
      end.abort();
      host.remove();
    },
  };
}
