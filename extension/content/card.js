// What stands on the card: who says it, how, which verb the writer chose, through whom, which office; what is known of an
// outlet; why it is marked; and what the reader can do about it. Text of the page only ever becomes text.

/**
 * What the card's buttons do.
 * @typedef {object} CardActs
 * @property {(category: string, hidden: boolean) => void} hide
 * @property {() => void} [never] where there is a site that can be left alone
 * @property {() => void} grown the card has become larger or smaller
 * @property {() => void} close
 */

/**
 * @param {PageReport} report
 * @param {Found[]} found what the card speaks of first, then what stands there, too
 * @param {CardActs} acts
 * @returns {HTMLElement[]}
 */
function sourcelightCard(report, found, acts) {
  const longest = 180;
  const fromRight = chrome.i18n.getMessage('@@bidi_dir') === 'rtl';
  /** Words that keep their own direction in a line of the interface, as src/ui/browser.rs has it. @param {string} text */
  const apart = (text) => (fromRight && /\p{L}/u.test(text) ? `\u2068${text}\u2069` : text);
  const say = (/** @type {string} */ key, /** @type {string[]} */ ...given) => chrome.i18n.getMessage(key, given.map(apart));
  const words = (/** @type {[number, number][]} */ ranges) => ranges.map(([a, b]) => report.document.text.slice(a, b)).join(' … ').replace(/\s+/g, ' ');

  /** @param {string} tag @param {string} name @param {...(Node | string)} children */
  const el = (tag, name, ...children) => {
    const made = sourcelightMember(Document, 'createElement')(document, tag);
    if (name) made.className = name;
    made.append(...children);
    return made;
  };
  /** Words of the page or of a table, whichever way they run. @param {string} tag @param {string} name @param {string} text */
  const given = (tag, name, text) => {
    const made = el(tag, name, text);
    made.dir = 'auto';
    return made;
  };
  /** @param {string} text @param {() => void} press */
  const button = (text, press) => {
    const made = /** @type {HTMLButtonElement} */ (el('button', '', text));
    made.type = 'button';
    made.addEventListener('click', press);
    return made;
  };
  /** A day, month or year for people. @param {string | null} iso */
  const day = (iso) => {
    if (!iso || !/^\d{4}(-\d\d){0,2}$/.test(iso)) return iso ?? '';
    const parts = iso.split('-').length;
    return new Date(`${iso}${'-01'.repeat(3 - parts)}T00:00:00Z`).toLocaleDateString(chrome.i18n.getUILanguage(), {
      timeZone: 'UTC', year: 'numeric', ...(parts > 1 && { month: 'long' }), ...(parts > 2 && { day: 'numeric' }),
    });
  };
  /** @param {import('../../www/report.d.ts').Office} o */
  const office = (o) => {
    const term = o.from && o.to ? say('term', day(o.from), day(o.to)) : o.from ? say('since', day(o.from)) : o.to ? say('until', day(o.to)) : '';
    const status = o.status === 'current' ? '' : o.status === 'unconfirmed' ? say('office_unconfirmed', day(o.as_of)) : say(`office_${o.status}`);
    return el('div', '', given('bdi', '', o.office), el('small', '', ['', term, status].filter((s, n) => n === 0 || s).join(', ')));
  };

  const shown = el('div', 'shown');
  /** Why it is marked. @type {string[]} */
  const grounds = [];
  /** Where the facts come from. @type {string[]} */
  const sources = [];
  let rows = el('dl', '');
  const row = (/** @type {string} */ key, /** @type {(Node | string)[]} */ ...said) => rows.append(el('dt', '', say(key)), el('dd', '', ...said));
  /** A new part of the card. @param {string} name @param {...string} more */
  const who = (name, ...more) => {
    rows = el('dl', '');
    shown.append(el('p', 'who', given('b', '', name), ...more.filter(Boolean).map((m) => ` · ${m}`)));
  };
  const source = (/** @type {string} */ key, /** @type {{source: string, as_of: string}[]} */ facts) => {
    for (const { source: from, as_of: asOf } of facts) {
      const line = say(key, from, day(asOf));
      if (!sources.includes(line)) sources.push(line);
    }
  };

  /** @param {PageReport['officials'][0]} person */
  const offices = ({ office_then: then, office_now: now }) => {
    if (then.length > 0 && report.origin.published) row('row_then', ...then.map(office));
    const same = then.map((o) => o.office).join('|') === now.map((o) => o.office).join('|');
    if (then.length > 0 || now.length > 0) row('row_now', ...(now.length === 0 ? [say('office_none')] : same ? [say('office_same')] : now.map(office)));
    source('office_source', [...now, ...then]);
  };

  const claim = found.find((f) => f.mark.claim)?.mark.claim;
  const { official, role } = found.find((f) => f.mark.official)?.mark ?? {};
  const outlets = [...new Set(found.flatMap(({ mark }) => mark.outlet ?? []))];
  const speaker = claim?.speaker.official != null ? report.officials[claim.speaker.official] : undefined;

  const ofClaim = () => {
    if (!claim) return;
    // As src/report.rs has it for a speaker whom the text does not express.
    const known = claim.speaker.label !== 'unknown';
    who(known ? claim.speaker.label : say('speaker_unknown_label'), known ? say(`speaker_${claim.speaker.kind}`) : '', say(`kind_${claim.kind}`));
    const quote = words(claim.content);
    shown.append(el('p', 'quote', given('bdi', '', quote.length > longest ? `${quote.slice(0, longest)}…` : quote)), rows);
    if (claim.cue.length > 0) {
      const choice = say(`verb_${claim.verb_class}`);
      row('row_verb', given('b', '', words(claim.cue)), choice && ` – ${choice}`);
    }
    if (claim.via) row('row_via', given('bdi', '', claim.via));
    // How the article calls the speaker here: *she*, *the minister*.
    const called = words(claim.source);
    const parts = claim.speaker.label.split(' ');
    if (known && called && !called.split(' ').some((word) => parts.includes(word))) row('row_stated', given('bdi', '', called));
    else if (speaker?.stated_role) row('row_stated', given('bdi', '', speaker.stated_role));
    grounds.push(say('why_claim', claim.why));
    if (speaker) {
      if (speaker.person !== claim.speaker.label && (!called || official === speaker)) row('category_official', given('bdi', '', speaker.person));
      offices(speaker);
    }
  };
  const ofOfficial = () => {
    if (!official || official === speaker) return;
    who(official.person, role ? say('match_role') : official.match === 'likely' ? say('match_likely') : '');
    shown.append(rows);
    if (official.stated_role && !role) row('row_stated', given('bdi', '', official.stated_role));
    offices(official);
    grounds.push(role ? say('why_role') : official.why);
  };
  const ofOutlet = (/** @type {string} */ outlet) => {
    const known = report.origin.citations.find((c) => c.outlet === outlet);
    who(outlet, say('outlet_cited'), apart(known?.country?.value ?? ''));
    shown.append(rows);
    for (const key of /** @type {const} */ (['owner', 'funding', 'control'])) {
      const fact = known?.[key];
      if (!fact) continue;
      row(`origin_${key}`, given('bdi', '', fact.value), el('small', '', fact.since ? ` ${say('since', day(fact.since))}` : ''));
      source('card_fact_source', [fact]);
    }
    grounds.push(say('why_outlet'));
  };

  const [{ mark: first }] = found;
  if (first.outlet) ofOutlet(first.outlet);
  if (first.official) ofOfficial();
  ofClaim();
  if (!first.official) ofOfficial();
  const others = outlets.filter((o) => o !== first.outlet && o !== claim?.via && o !== claim?.speaker.label);
  if (others.length > 0) row('row_outlet', given('bdi', '', others.join(', ')));

  const lines = [...grounds.map(apart), ...sources].filter(Boolean);
  const why = el('div', 'why', ...lines.map((line) => el('p', '', line)));
  const kind = say(`category_${first.category}`);
  const status = el('p', 'note');
  status.role = 'status';

  const hide = button(say('card_hide'), () => {
    acts.hide(first.category, true);
    status.textContent = say('card_hidden', kind);
    const undo = button(say('card_undo'), () => {
      acts.hide(first.category, false);
      acts.close();
    });
    body.replaceChildren(status);
    card.replaceChildren(body, el('p', 'acts', undo));
    acts.grown();
    undo.focus({ preventScroll: true });
  });
  const never = acts.never && button(say('card_never'), acts.never);

  /** What the reader may send, to whom and how they like: the card, in lines. */
  const letter = () => [
    `Sourcelight ${chrome.runtime.getManifest().version}`, report.document.url ?? location.href, '',
    ...[...shown.querySelectorAll('p, dt')].map((e) => (e.localName === 'dt' ? `${e.textContent}: ${[...e.nextElementSibling?.children ?? []].some((c) => c.localName === 'div')
      ? [...e.nextElementSibling?.children ?? []].map((c) => c.textContent).join('; ') : e.nextElementSibling?.textContent}` : e.textContent ?? '')),
    ...lines, '', `${say('card_report_wrong')} `,
  ].join('\n').replace(/[\u2068\u2069]/g, '');
  /** @type {HTMLElement | undefined} */
  let sheet;
  const mistake = button(say('card_report'), () => {
    // The text says all that the card does: it has the room for itself.
    mistake.ariaExpanded = String(!sheet);
    shown.hidden = why.hidden = !sheet;
    if (sheet) {
      sheet.remove();
      sheet = undefined;
      return acts.grown();
    }
    const text = /** @type {HTMLTextAreaElement} */ (el('textarea', ''));
    text.readOnly = true;
    text.rows = 9;
    text.value = letter();
    text.ariaLabel = say('card_report');
    const copied = el('span', 'note');
    copied.role = 'status';
    const copy = button(say('card_copy'), async () => {
      // Pages that came without encryption have no clipboard; the older way takes what is selected.
      const written = await navigator.clipboard?.writeText(text.value).then(() => true, () => false);
      if (!written) {
        text.focus({ preventScroll: true });
        text.select();
      }
      copied.textContent = written || text.ownerDocument.execCommand('copy') ? say('card_copied') : '';
      if (!written && copied.textContent) copy.focus({ preventScroll: true });
    });
    sheet = el('div', 'sheet', el('p', '', say('card_report_about')), text, el('p', 'acts', copy, copied));
    body.prepend(sheet);
    acts.grown();
    text.focus({ preventScroll: true });
    text.setSelectionRange(0, 0);
  });
  mistake.ariaExpanded = 'false';

  const body = el('div', 'body', shown, why);
  const card = el('div', 'parts', body, el('p', 'acts', hide, ...(never ? [never] : []), mistake));
  return [card];
}
