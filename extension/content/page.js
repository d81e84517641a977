// What is true of this page: whether it is on, and what was found. Collects, has it read by the background, paints, watches.
// After "off" the page is as it was; so it is when the extension goes away under it. An article may stand in a frame of the
// page's own origin: this one script, in the page around it, reaches into the frame; none runs there.

/** @typedef {{report: PageReport, anchors: Anchor[], summary: object, error?: string}} Answer */

function sourcelightPage() {
  /** Milliseconds from a change of the page to its next reading. */
  const quiet = 1000;
  /** So long at most after several readings in a row; and after several that brought nothing new. */
  const [slow, rare] = [12_000, 60_000];
  /** New characters that are worth another reading: among what was read, and elsewhere in the page. */
  const worth = { inside: 60, outside: 400 };
  /** Readings of a page that is no article, the first among them, until it has another address. */
  const mostTries = 3;
  /** Milliseconds that looking at changes may take at a time. */
  const slice = 5;
  /** Changes of the page that are kept until it has been read. */
  const mostRecords = 5000;

  /** @type {'off' | 'working' | 'on' | 'failed'} */
  let phase = 'off';
  /** The reader has switched this document off: by itself it stays so. */
  let refused = false;
  let sentence = '';
  /** Raised by every "on" and "off": what a former one still awaits is void. */
  let turn = 0;
  /** Milliseconds until a change is looked at; it grows with every reading, and is `quiet` again after some time without, or when the reader does something. */
  let pause = quiet;
  let tries = mostTries;
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
  /** Changes of the page since it was collected, while it is being read; null at other times. @type {MutationRecord[] | null} */
  let missed = null;
  /** @type {ReturnType<typeof watch> | null} */
  let watching = null;
  /** Elements in which text may be seen now, or no longer: their attributes changed, or a frame has another document. @type {Set<Element>} */
  const aside = new Set();
  /** Where the article stands in a frame: ends what was begun for that frame. */
  let ofFrame = new AbortController();
  /** Names this document to the background. It is no secret. */
  const id = String(Math.random());
  /** @type {chrome.runtime.Port | null} */
  let port = null;

  /** The background is of another version now: nothing stays that it could not be asked about, and the reader is told. */
  const messages = sourcelightMessages((words) => {
    off();
    phase = 'failed';
    sentence = words;
  });

  /** False after an update or removal of the extension: nobody answers any more. */
  const alive = () => {
    try { return Boolean(chrome.runtime?.id); } catch { return false; }
  };

  /** A sentence of the interface. @param {string} name */
  const words = (name) => (alive() ? chrome.i18n.getMessage(name) : '');

  /** The background may be stopped in the middle: it is asked again. @param {object} message @returns {Promise<any>} */
  const ask = async (message) => {
    for (let tries = 0; tries < 3 && alive(); tries++) {
      try {
        const said = await messages.say(message);
        if (said) return said;
      } catch (error) {
        console.debug('Sourcelight:', error);
      }
      await new Promise((done) => { setTimeout(done, 100 << tries); });
    }
    if (!alive()) off();
    return { error: words('failed') };
  };

  /** Ends the task: nothing of ours holds the page up for long, and what waits in it comes first. @type {() => Promise<unknown>} */
  const rest = () => /** @type {any} */ (globalThis).scheduler?.yield?.() ?? new Promise((done) => { setTimeout(done); });

  const changed = () => { if (alive()) messages.say({ kind: 'changed', phase, claims: answer?.report.claims.length ?? 0 }).catch(() => {}); };

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

  /** How the browser calls a frame. Firefox tells it; in Chromium our own world of the frame asks. @param {any} view @returns {Promise<number>} */
  const nameOf = async (view) => {
    const { getFrameId } = /** @type {any} */ (chrome.runtime);
    if (getFrameId) return getFrameId(view);
    const said = await view.chrome?.runtime?.sendMessage({ kind: 'frame', version: chrome.runtime.getManifest().version });
    return said?.frame ?? -1;
  };
  /** The frame with the article has the sheets that the page has, until it has the article no more. @param {Window} view */
  const dress = async (view) => {
    const { signal } = ofFrame = new AbortController();
    view.addEventListener('pagehide', ({ persisted }) => {
      if (persisted) return hover?.hide();
      // Its document goes, and the marks with it.
      unmark();
      watching?.left();
    }, { signal });
    const frame = await nameOf(view).catch(() => -1);
    if (frame <= 0 || signal.aborted) return;
    const { css = '' } = await ask({ kind: 'dress', frame, on: true, css: '' });
    const undress = () => { if (alive()) messages.say({ kind: 'dress', frame, on: false, css }).catch(() => {}); };
    if (signal.aborted) undress();
    else signal.addEventListener('abort', undress);
  };

  const paint = () => {
    if (!alive()) return off();
    hover?.changed();
    if (phase === 'on') marks?.paint(look);
  };

  function unmark() {
    ofFrame.abort();
    hover?.end();
    jump?.clear();
    marks?.clear();
    hover = jump = marks = null;
  }

  function clear() {
    watching?.end();
    watching = missed = null;
    unmark();
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

  /** @param {boolean} auto @param {boolean} [again] what stands stays until there is something new */
  async function on(auto, again = false) {
    const mine = ++turn;
    if (!again) {
      clear();
      aside.clear();
      pause = quiet;
      tries = mostTries;
      phase = 'working';
      changed();
      watching = watch(auto);
    }
    if (!port) connect();
    const learned = phase === 'on' ? null : learn();
    await rest();
    if (mine !== turn) return;
    const { snapshot, texts, roots } = sourcelightCollect(document);
    missed = [];
    watching?.read(texts, roots);
    // Handing it over takes the browser a while, too.
    await rest();
    if (mine !== turn) return;
    /** @type {Answer} */
    const said = await ask({ kind: 'read', page: id, snapshot });
    await learned;
    if (mine !== turn) return;
    const since = missed ?? [];
    missed = null;
    if (said.error !== undefined) {
      if (again) return;
      clear();
      phase = 'failed';
      // A background that is short of memory has been seen to have no words.
      sentence = said.error || words('failed');
      return changed();
    }
    // Nobody asked, and it is none. What comes later may be one.
    if (auto && !said.report.origin.article) {
      off();
      tries--;
      watching = watch(auto);
      watching.read(texts, roots);
      return watching.heard(since);
    }
    const place = said.anchors.length > 0 ? texts[said.anchors[0].node]?.ownerDocument ?? document : document;
    /** A frame may have gone meanwhile. @type {any} */
    const view = place === document ? window : place.defaultView;
    const same = phase === 'on' && marks !== null && marks.view === view && JSON.stringify(said.report) === JSON.stringify(answer?.report);
    const news = said.report.document.text !== answer?.report.document.text;
    pause = again ? Math.min(pause * (news ? 1.5 : 2), news ? slow : rare) : quiet;
    phase = 'on';
    answer = said;
    if (same) {
      if (marks?.renew(said.anchors, texts)) paint();
    } else if (!view) {
      unmark();
      watching?.left();
    } else {
      unmark();
      marks = sourcelightPaint(said.report, said.anchors, texts, view);
      jump = sourcelightJump(marks);
      if (view !== window) dress(view);
      paint();
    }
    watching?.settled(since);
    if (!same) changed();
    if (hover) return;
    await rest();
    if (mine !== turn || !marks) return;
    hover = sourcelightHover(marks, said.report, {
      hide: (category, hidden) => { ask({ kind: 'hide', category, hidden }); },
      ...(/^https?:$/.test(location.protocol) && { never: () => { ask({ kind: 'never' }); } }),
    });
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
      sentence = words('failed');
      changed();
    });
  }

  const notText = new Set(['script', 'style', 'template', 'noscript', 'svg', 'head', 'link', 'meta', 'title']);
  const localName = sourcelightMember(Element, 'localName');
  const textContent = sourcelightMember(Node, 'textContent');
  const contains = sourcelightMember(Node, 'contains');
  const ownerDocument = sourcelightMember(Node, 'ownerDocument');
  const shadowRoot = sourcelightMember(Element, 'shadowRoot');
  // Nodes of frames are of other windows: instanceof would not know them.
  const isElement = (/** @type {Node} */ node) => node.nodeType === Node.ELEMENT_NODE;
  /** What the head says of the article, and not of its looks. @param {any} node */
  const isOfHead = (node) => isElement(node) && (/^(title|meta)$/.test(localName(node))
    || (localName(node) === 'link' && node.rel === 'canonical') || (localName(node) === 'script' && node.type === 'application/ld+json'));
  const isFrame = (/** @type {any} */ node) => isElement(node) && /^i?frame$/.test(localName(node));
  /** The address without the place in the page. */
  const address = () => location.href.split('#')[0];

  /** One observer for all changes of the page, and what is done about them. @param {boolean} auto */
  function watch(auto) {
    const end = new AbortController();
    const heardBy = { signal: end.signal };
    /** New characters among what was read, and elsewhere. */
    let [inside, outside] = [0, 0];
    let due = false;
    /** When the first change came that is not read yet, and the last reading was; 0: none. */
    let [first, last] = [0, performance.now()];
    let here = address();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let later;
    /** Text nodes that were read. @type {WeakSet<Node>} */
    let known = new WeakSet();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let glancing;
    let glances = 0;

    const readAgain = () => {
      if (end.signal.aborted) return;
      // One reading after another; and what is on a card is being read.
      if (missed || hover?.isOpen()) {
        clearTimeout(later);
        later = setTimeout(readAgain, quiet);
        return;
      }
      // A page that was no article: it may be one now, but not again and again.
      if (phase === 'off' && tries <= 0) return;
      begin(auto, true);
    };
    /** In idle time, after some quiet, and in the end also without. */
    const schedule = () => {
      const now = performance.now();
      if (first === 0) {
        first = now;
        if (now - last > 4 * pause) pause = quiet;
      }
      clearTimeout(later);
      later = setTimeout(() => requestIdleCallback(readAgain, { timeout: 2000 }), Math.max(0, Math.min(pause, first + 3 * pause - now)));
    };

    /** Marks never stand on words that were not read. @param {MutationRecord[]} records @param {boolean} [all] */
    const follow = (records, all) => {
      const followed = marks?.follow(records, all);
      if (followed && followed.touched.size > 0) hover?.changed(followed.touched);
      if (followed?.lost) due = true;
    };
    /** Whether a node is in another one, as a reader sees it. @param {Node} outer @param {Node | null} inner @returns {boolean} */
    const isWithin = (outer, inner) => inner !== null && (contains(outer, inner) || isWithin(outer, /** @type {any} */ (inner.getRootNode()).host ?? null));

    /** @param {MutationRecord[]} records */
    const heard = (records) => {
      // It is no article until it has another address.
      if (phase === 'off' && tries <= 0) return;
      if (missed) {
        const room = mostRecords - missed.length;
        missed.push(...records.slice(0, room));
        if (records.length > room) due = true;
      }
      follow(records);
      const home = marks?.home() ?? null;
      for (const { type, target, addedNodes, removedNodes } of records) {
        if (type === 'attributes') {
          if (isOfHead(target)) due = true;
          else if (aside.size < 200) aside.add(/** @type {Element} */ (target));
          continue;
        }
        // What goes on in frames beside the article is not read (advertisements).
        const of = ownerDocument(target) ?? target;
        if (marks && of !== document && of !== marks.view.document) continue;
        const holder = isElement(target) ? target : target.parentElement;
        if (holder && notText.has(localName(holder))) {
          if (isOfHead(holder) || [...addedNodes, ...removedNodes].some(isOfHead)) due = true;
          continue;
        }
        let amount = type === 'characterData' && textContent(target).length >= worth.inside && !known.has(target) ? textContent(target).length : 0;
        for (const node of addedNodes) {
          if (isElement(node) ? !notText.has(localName(node)) : node.nodeType === Node.TEXT_NODE) amount += textContent(node).trim().length;
          // A part of the page that brings a tree of its own.
          if (isElement(node) && shadowRoot(node)) aside.add(/** @type {Element} */ (node));
        }
        // A word more can turn what is said around.
        if (amount > 0 && marks?.isAmongWords(target)) due = true;
        if (home && amount > 0 && isWithin(home, target)) inside += amount;
        else outside += amount;
      }
      if (due || inside >= worth.inside || outside >= worth.outside) schedule();
      if (aside.size > 0) wait();
    };

    /** What can be seen now by another class or style, and was not read; what was read and cannot be seen any more. */
    const glance = () => {
      glancing = undefined;
      if (end.signal.aborted) return;
      const changed = [...aside].filter((element) => element.isConnected);
      aside.clear();
      let units = 0;
      const enough = performance.now() + slice;
      for (const element of changed) {
        // What is in another one is looked at with it.
        if (changed.some((other) => other !== element && contains(other, element))) continue;
        if (performance.now() > enough) {
          aside.add(element);
          continue;
        }
        const { snapshot, texts, roots } = sourcelightCollect(document, { nodes: 3000, text: 100_000 }, element);
        for (const root of roots) observe(root);
        for (const [n, text] of texts.entries()) {
          if (!text || known.has(text)) continue;
          if (n < snapshot.nodes.length) units += text.data.trim().length;
          else outside += text.data.trim().length;
        }
        if (phase === 'on' && marks?.isHidden(element)) due = true;
      }
      inside += units;
      glances = units > 0 ? 0 : Math.min(glances + 1, 5);
      if (due || inside >= worth.inside || outside >= worth.outside) schedule();
      if (aside.size > 0) wait();
    };
    const wait = () => { glancing ??= setTimeout(() => requestIdleCallback(glance, { timeout: 4000 }), Math.min(300 << glances, 8000)); };

    const observer = new MutationObserver((records) => heard(records));
    // What the reader opens is looked at soon.
    const acts = ['pointerup', 'keyup'];
    const opened = () => { [glances, pause] = [0, quiet]; };
    /** A frame has another document. @param {Event} event */
    const loaded = ({ target }) => {
      if (!target || !isFrame(target) || aside.size >= 200) return;
      aside.add(/** @type {Element} */ (target));
      wait();
    };
    const observe = (/** @type {Node} */ root) => {
      observer.observe(root, {
        childList: true, characterData: true, subtree: true, attributeFilter: ['class', 'hidden', 'open', 'style', 'content', 'href'],
      });
      root.addEventListener('load', loaded, { ...heardBy, capture: true });
      if (root !== document) for (const type of acts) root.addEventListener(type, opened, { ...heardBy, passive: true, capture: true });
    };
    observe(document);
    end.signal.addEventListener('abort', () => {
      observer.disconnect();
      clearTimeout(later);
      clearTimeout(glancing);
    });
    const look = () => alive() || off();
    // It reaches the window, too, whose members no name of a page hides.
    addEventListener('visibilitychange', look, heardBy);
    addEventListener('focus', look, heardBy);
    for (const type of acts) addEventListener(type, opened, { ...heardBy, passive: true, capture: true });
    // The page may go from light to dark with it, or all colours be the system's.
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)']) matchMedia(query).addEventListener('change', paint, heardBy);
    addEventListener('pagehide', () => hover?.hide(), heardBy);
    // Back from the browser's cache: the button has forgotten this page.
    addEventListener('pageshow', ({ persisted }) => { if (persisted && phase !== 'off') { changed(); if (!port) connect(); } }, heardBy);
    // Another article in the same document: what stands there is of the former one, its words come and go with the page's.
    /** @type {any} */ (globalThis).navigation?.addEventListener('currententrychange', () => {
      if (here === address()) return;
      here = address();
      [pause, tries, due] = [Math.min(pause, 3 * quiet), mostTries, true];
      if (alive()) schedule();
    }, heardBy);
    return {
      end: () => end.abort(),
      heard,
      /** The document with the article has gone, and the page has not. */
      left() {
        [pause, tries, due] = [Math.min(pause, 3 * quiet), mostTries, true];
        schedule();
      },
      /** The page has been read: what came meanwhile may have moved what was found. @param {MutationRecord[]} records */
      settled(records) {
        follow(records, true);
        if (due) schedule();
      },
      /** The page has been collected: only what changes from now on counts. @param {(Text | null)[]} texts @param {(ShadowRoot | Document)[]} roots */
      read(texts, roots) {
        // What is on its way belongs to what was collected.
        follow(observer.takeRecords());
        known = new WeakSet();
        for (const text of texts) if (text) known.add(text);
        for (const root of roots) observe(root);
        clearTimeout(later);
        [inside, outside, due, first, last] = [0, 0, false, 0, performance.now()];
      },
    };
  }

  chrome.storage.onChanged.addListener(async ({ settings }) => {
    if (!settings || phase === 'off') return;
    await learn();
    if (marks && marks.view !== window) {
      ofFrame.abort();
      dress(marks.view);
    }
    paint();
  });
  messages.hear((message, reply) => {
    const { css } = look;
    if (message.kind === 'on') {
      // What was allowed for one page is not for the one that has come after it.
      const allowed = message.host === undefined || message.host === location.hostname;
      // By itself, what is on stays as it is.
      if (message.auto !== true) refused = false;
      if (allowed && !(message.auto === true && (refused || phase === 'on' || phase === 'working'))) begin(message.auto === true);
    } else if (message.kind === 'off') {
      off();
      aside.clear();
      refused = true;
      look.css = '';
    } else if (message.kind === 'report') return reply({ phase, sentence, report: answer?.report });
    else if (message.kind === 'go') return reply({ found: Boolean(jump?.to(message.ranges)) });
    else if (message.kind === 'step') return reply({ found: Boolean(hover?.step(message.by)) });
    reply({ phase, sentence, summary: answer?.summary, css });
  });
}

if (!Object.hasOwn(globalThis, 'sourcelightIsHere')) {
  Object.defineProperty(globalThis, 'sourcelightIsHere', { value: true });
  sourcelightPage();
}
