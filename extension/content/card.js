// What stands on the card: who says it, how, which verb the writer chose, through whom, which office, and why it is marked.
// Text of the page only ever becomes text.

/**
 * @param {PageReport} report
 * @param {{mark: Mark}[]} found the narrowest first
 * @returns {HTMLElement[]}
 */
function sourcelightCard(report, found) {
  const longest = 180;
  const say = (/** @type {string} */ key, /** @type {string[]} */ ...given) => chrome.i18n.getMessage(key, given);
  const words = (/** @type {[number, number][]} */ ranges) => ranges.map(([a, b]) => report.document.text.slice(a, b)).join(' … ').replace(/\s+/g, ' ');

  /** @param {string} tag @param {string} name @param {...(Node | string)} children */
  const el = (tag, name, ...children) => {
    const made = sourcelightMember(Document, 'createElement')(document, tag);
    if (name) made.className = name;
    made.append(...children);
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
    return el('div', '', o.office, el('small', '', [`, ${term}`, status].filter((s) => s.length > 2).join(', ')));
  };

  const claim = found.find((f) => f.mark.claim)?.mark.claim;
  const { official, role } = found.find((f) => f.mark.official)?.mark ?? {};
  const outlet = found.find((f) => f.mark.outlet)?.mark.outlet;
  const person = official ?? (claim?.speaker.official != null ? report.officials[claim.speaker.official] : undefined);

  /** @type {HTMLElement[]} */
  const parts = [];
  const rows = el('dl', '');
  const row = (/** @type {string} */ key, /** @type {(Node | string)[]} */ ...said) => rows.append(el('dt', '', say(key)), el('dd', '', ...said));
  const who = (/** @type {string} */ name, /** @type {string[]} */ ...more) => parts.push(el('p', 'who', el('b', '', name), ...more.filter(Boolean).map((m) => ` · ${m}`)));

  if (claim) {
    const { speaker } = claim;
    // As src/report.rs has it for a speaker whom the text does not express.
    const known = speaker.label !== 'unknown';
    who(known ? speaker.label : say('speaker_unknown_label'), known ? say(`speaker_${speaker.kind}`) : '', say(`kind_${claim.kind}`));
    const quote = words(claim.content);
    parts.push(el('p', 'quote', quote.length > longest ? `${quote.slice(0, longest)}…` : quote));
    if (claim.cue.length > 0) {
      const choice = say(`verb_${claim.verb_class}`);
      row('row_verb', el('b', '', words(claim.cue)), choice && ` – ${choice}`);
    }
    if (claim.via) row('row_via', claim.via);
  }
  if (person) {
    if (person.person !== claim?.speaker.label) who(person.person, role ? say('match_role') : person.match === 'likely' ? say('match_likely') : '');
    if (person.stated_role && !role) row('row_stated', person.stated_role);
    const { office_then: then, office_now: now } = person;
    const dated = report.origin.published;
    if (then.length > 0 && dated) row('row_then', ...then.map(office));
    const same = then.map((o) => o.office).join('|') === now.map((o) => o.office).join('|');
    if (then.length > 0 || now.length > 0) row('row_now', ...(now.length === 0 ? [say('office_none')] : same ? [say('office_same')] : now.map(office)));
  }
  if (outlet && !claim?.via?.includes(outlet)) {
    if (!claim && !person) who(outlet, say('outlet_cited'));
    else row('row_outlet', outlet);
  }
  parts.push(rows);

  const [first] = person?.office_now.concat(person.office_then) ?? [];
  const grounds = [
    claim && say('why_claim', claim.why),
    role ? say('why_role') : official ? official.why : claim ? '' : person?.why,
    !claim && !person && outlet && say('why_outlet'),
    first && say('office_source', first.source, day(first.as_of)),
  ].filter(Boolean);
  parts.push(...grounds.map((why) => el('p', 'why', /** @type {string} */ (why))));
  return parts;
}
