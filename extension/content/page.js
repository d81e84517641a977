// What is true of this page: whether it is on, and what was found. Collects, has it read by the background, paints, watches.
// After "off" the page is as it was; so it is when the extension goes away under it.

/** @typedef {{report: PageReport, anchors: Anchor[], summary: object, error?: string}} Answer */

function sourcelightPage() {
  /** Milliseconds of quiet before a changed page is read again; it doubles with every time, and ends. */
  const quiet = 1500;
  const mostReadings = 8;
  /** Characters that a change must bring or take to be worth reading again. */
  const worth = 400;

  /** @type {'off' | 'working' | 'on' | 'failed'} */
  let phase = 'off';
  let sentence = '';
  /** Raised by every "on" and "off": what a former one still awaits is void. */
  let turn = 0;
  let readings = 0;
  /** @type {Answer | null} */
  let answer = null;
  /** @type {ReturnType<typeof sourcelightPaint> | null} */
  let marks = null;
  /** @type {ReturnType<typeof sourcelightHover> | null} */
  let hover = null;
  /** @type {ReturnType<typeof sourcelightJump> | null} */
  let jump = null;
  /** What the reader chose, as last told; css: what came over the style sheet for it. @type {Look & {css: string}} */
  let look = { density: 'all', hidden: [], confidence: 0, officials: 'likely', css: '' };
  /** @type {AbortController | null} */
  let watching = null;
  /** Names this document to the background. It is no secret. */
  const id = String(Math.random());
  /** @type {chrome.runtime.Port | null} */
  let port = null;

  /** False after an update or removal of the extension: nobody answers any more. */
  const alive = () => {
    try { return Boolean(chrome.runtime?.id); } catch { return false; }
  };

  /** The background may be stopped in the middle: it is asked again. @param {object} message @returns {Promise<any>} */
  const ask = async (message) => {
    for (let tries = 0; tries < 3 && alive(); tries++) {
      try {
        const said = await chrome.runtime.sendMessage(message);
        if (said) return said;
      } catch (error) {
        console.debug('Sourcelight:', error);
      }
      await new Promise((done) => { setTimeout(done, 100 << tries); });
    }
    if (!alive()) off();
    return { error: alive() ? chrome.i18n.getMessage('failed') : '' };
  };

  const changed = () => { if (alive()) chrome.runtime.sendMessage({ kind: 'changed', phase, claims: answer?.report.claims.length ?? 0 }).catch(() => {}); };

  // The connection ends with the extension, a little before that is known; with this document or its being on, which spares the
  // background a reading that nobody waits for; and when the background rests.
  const connect = () => {
    port = chrome.runtime.connect({ name: id });
    port.onDisconnect.addListener(() => {
      port = null;
      setTimeout(() => alive() || off(), 500);
    });
  };

  /** One after the other: each says what the one before has brought over the style sheet. */
  let learning = Promise.resolve();
  const learn = () => learning = learning.then(async () => {
    const told = await ask({ kind: 'look', css: look.css });
    if (told.error === undefined) look = told;
  });

  const paint = () => {
    if (!alive()) return off();
    hover?.changed();
    if (phase === 'on') marks?.paint(look);
  };

  function clear() {
    watching?.abort();
    hover?.end();
    jump?.clear();
    marks?.clear();
    watching = hover = jump = marks = null;
  }

  function off() {
    turn++;
    clear();
    port?.disconnect();
    port = null;
    phase = 'off';
    answer = null;
    sentence = '';
    changed();
  }

  /** @param {boolean} auto @param {boolean} [again] */
  async function on(auto, again = false) {
    const mine = ++turn;
    if (!again) {
      clear();
      readings = 0;
      phase = 'working';
      changed();
      if (!port) connect();
    }
    readings++;
    const learned = again ? null : learn();
    const { snapshot, texts } = sourcelightCollect(document);
    /** @type {Answer} */
    const said = await ask({ kind: 'read', page: id, snapshot });
    await learned;
    if (mine !== turn) return;
    if (said.error !== undefined) {
      if (again) return;
      phase = 'failed';
      sentence = said.error;
      return changed();
    }
    // Nobody asked, and it is none.
    if (auto && !said.report.origin.article) return off();
    clear();
    phase = 'on';
    answer = said;
    marks = sourcelightPaint(said.report, said.anchors, texts);
    hover = sourcelightHover(marks, said.report, {
      hide: (category, hidden) => { ask({ kind: 'hide', category, hidden }); },
      ...(/^https?:$/.test(location.protocol) && { never: () => { ask({ kind: 'never' }); } }),
    });
    jump = sourcelightJump(marks);
    paint();
    watch(auto);
    changed();
  }

  /** Reads the page; what was not foreseen is no endless "reading". @param {boolean} auto @param {boolean} [again] */
  function begin(auto, again) {
    const reading = on(auto, again);
    const mine = turn;
    reading.catch((error) => {
      console.error(error);
      if (mine !== turn) return;
      clear();
      phase = 'failed';
      sentence = alive() ? chrome.i18n.getMessage('failed') : '';
      changed();
    });
  }

  /** @param {boolean} auto */
  function watch(auto) {
    const end = watching = new AbortController();
    const heard = { signal: end.signal };
    let amount = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let later;
    const observer = new MutationObserver((records) => {
      let touched = false;
      for (const { type, target, addedNodes, removedNodes } of records) {
        if (type === 'characterData') touched ||= Boolean(marks?.holds(target));
        for (const node of addedNodes) amount += node.textContent?.length ?? 0;
        for (const node of removedNodes) amount += node.textContent?.length ?? 0;
      }
      // Marks never stand on words that were not read.
      if (touched) paint();
      if (amount < worth || readings >= mostReadings) return;
      clearTimeout(later);
      later = setTimeout(() => requestIdleCallback(() => { if (!end.signal.aborted) begin(auto, true); }, { timeout: 2000 }), quiet << (readings - 1));
    });
    const body = sourcelightMember(Document, 'body')(document);
    if (body) observer.observe(body, { childList: true, characterData: true, subtree: true });
    end.signal.addEventListener('abort', () => {
      observer.disconnect();
      clearTimeout(later);
    });
    const look = () => alive() || off();
    // It reaches the window, too, whose members no name of a page hides.
    addEventListener('visibilitychange', look, heard);
    addEventListener('focus', look, heard);
    // The page may go from light to dark with it, or all colours be the system's.
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) matchMedia(query).addEventListener('change', paint, heard);
    addEventListener('pagehide', () => hover?.hide(), heard);
    // Back from the browser's cache: the button has forgotten this page.
    addEventListener('pageshow', ({ persisted }) => { if (persisted) { changed(); if (!port) connect(); } }, heard);
  }

  /** Places of the document's text, as a report has them. @param {unknown} given */
  const arePlaces = (given) => Array.isArray(given) && given.length > 0
    && given.every((range) => Array.isArray(range) && range.length === 2 && range.every(Number.isInteger));

  chrome.storage.onChanged.addListener(async ({ settings }) => {
    if (!settings || phase === 'off') return;
    await learn();
    paint();
  });
  chrome.runtime.onMessage.addListener((message, sender, reply) => {
    if (sender.id !== chrome.runtime.id || typeof message?.kind !== 'string') return;
    const { css } = look;
    if (message.kind === 'on') {
      // What was allowed for one page is not for the one that has come after it.
      if (message.host === undefined || message.host === location.hostname) begin(message.auto === true);
    } else if (message.kind === 'off') {
      off();
      look.css = '';
    } else if (message.kind === 'report') return reply({ phase, sentence, report: answer?.report });
    else if (message.kind === 'go') return reply({ found: arePlaces(message.ranges) && Boolean(jump?.to(message.ranges)) });
    else if (message.kind === 'step') return reply({ found: Boolean(hover?.step(message.by < 0 ? -1 : 1)) });
    else if (message.kind !== 'state') return;
    reply({ phase, sentence, summary: answer?.summary, css });
  });
}

if (!Object.hasOwn(globalThis, 'sourcelightIsHere')) {
  Object.defineProperty(globalThis, 'sourcelightIsHere', { value: true });
  sourcelightPage();
}
