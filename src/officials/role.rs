//! What a text says a person is: the title before a name, the apposition after it.
//!
//! A role is read from the words alone: a stretch of words that occur in titles, offices, places and bodies, with at least one
//! noun that names a role. It is kept as it stands; what it means is a mask of kinds of offices and the places in it.

use super::kind::bit;
use super::table::{PlaceId, Placed, Table};
use super::words::{Gap, Word};
use crate::text::calendar;
use crate::text::span::Span;

/// What a text says of the time of a role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tense {
    /// Nothing.
    #[default]
    Unsaid,
    /// *former*, *ex-*, *then-*, *late*, *outgoing*.
    Former,
    /// *elect*, *designate*, *incoming*.
    Coming,
}

/// A role that the text states.
#[derive(Clone, Debug, Default)]
pub(super) struct Role {
    /// Its words.
    pub span: Span,
    /// Kinds of offices that it can mean; see [`super::kind`].
    pub kinds: u64,
    /// Places and bodies in it.
    pub places: Vec<Placed>,
    /// Where in `places` those of each form of words begin: *Congolese* is one form and two countries.
    pub forms: Vec<usize>,
    /// Its own words, plainly folded, without places and words of time.
    pub words: Vec<String>,
    /// When.
    pub tense: Tense,
    /// It names an occupation that is no office, or a body that no office of the table belongs to.
    pub foreign: bool,
    /// Said of a person by a verb; it speaks for a match, never against one.
    pub said: bool,
}

impl Role {
    /// The places by the form of words that names them.
    pub fn places_by_form(&self) -> impl Iterator<Item = &[Placed]> {
        // Where the forms are not told each place has its own.
        let own: Vec<usize> = if self.forms.is_empty() { (0..self.places.len()).collect() } else { self.forms.clone() };
        (0..own.len()).map(move |n| {
            let end = own.get(n + 1).copied().unwrap_or(self.places.len());
            self.places.get(own[n]..end).unwrap_or_default()
        })
    }
}

/// Words of time.
pub(super) fn tense(word: &str) -> Option<Tense> {
    Some(match word {
        "former" | "ex" | "then" | "late" | "onetime" | "previous" | "past" | "retired" | "erstwhile" | "deposed" | "ousted" => {
            Tense::Former
        }
        "elect" | "designate" | "incoming" | "next" | "future" => Tense::Coming,
        "current" | "sitting" | "acting" | "outgoing" | "new" | "newly" | "interim" | "caretaker" | "longtime" | "incumbent"
        | "now" | "present" | "embattled" | "veteran" | "powerful" => Tense::Unsaid,
        _ => return None,
    })
}

/// Small words that may stand inside a title.
fn connects(word: &str) -> bool {
    matches!(word, "of" | "the" | "to" | "for" | "and" | "s")
}

/// Words of days: no part of a title though they stand before it with a capital.
fn is_day(word: &str) -> bool {
    calendar::is_weekday(word) || calendar::is_month(word)
}

/// Honorifics say nothing of an office.
pub(super) fn is_honorific(word: &str) -> bool {
    matches!(word, "mr" | "mrs" | "ms" | "miss" | "dr" | "sir" | "dame" | "prof" | "messrs" | "hon" | "madam" | "madame")
}

/// The longest run of words from `at` (at most `limit`) that `found` knows, with its length.
fn longest<T>(words: &[Word], at: usize, limit: usize, mut found: impl FnMut(&str) -> Option<T>) -> Option<(usize, T)> {
    let mut key = String::new();
    let mut best = None;
    for n in 0..6 {
        let Some(word) = words.get(at + n).filter(|_| at + n < limit) else { break };
        if n > 0 {
            if !word.joins() {
                break;
            }
            key.push(' ');
        }
        key.push_str(british(&word.plain));
        if let Some(value) = found(&key) {
            best = Some((n + 1, value));
        }
    }
    best
}

/// American spelling of the words of titles as the tables have them.
pub(super) fn british(word: &str) -> &str {
    match word {
        "defense" => "defence",
        "labor" => "labour",
        "center" => "centre",
        "advisor" => "adviser",
        other => other,
    }
}

/// Which of several role nouns names the role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    /// The first: *, the ambassador and former minister,*.
    First,
    /// The last, except after *of*: *Senate Majority Leader*, *speaker of the House*.
    Last,
}

/// Reads a role from the words `[from, to)`, if there is one.
pub(super) fn read(table: &Table, words: &[Word], from: usize, to: usize, head: Head) -> Option<Role> {
    let mut role = Role::default();
    let mut at = from;
    let (mut first, mut last) = (None, from);
    while at < to {
        let word = &words[at];
        if let Some(when) = tense(&word.plain) {
            if role.tense == Tense::Unsaid {
                role.tense = when;
            }
            first.get_or_insert(at);
            last = at;
            at += 1;
            continue;
        }
        let kinds = longest(words, at, to, |key| Some(table.role(key)).filter(|k| *k != 0));
        let places = longest(words, at, to, |key| Some(table.places(key)).filter(|p| !p.is_empty()))
            .filter(|_| word.capital || kinds.is_none() && matches!(word.plain.as_str(), "alliance" | "bloc"));
        match (kinds, places) {
            (Some((n, k)), p) if p.as_ref().is_none_or(|(m, _)| n >= *m) => {
                // A deputy of somebody is not somebody: the whole phrase has been tried first.
                let deputy = at > from && matches!(words[at - 1].plain.as_str(), "deputy" | "vice" | "assistant" | "associate");
                let k = if deputy { bit("deputy_minister") | bit("deputy_secretary_general") | bit("head") } else { k };
                let beside = at > from && words[at - 1].plain == "and";
                let taken = role.kinds != 0 && (head == Head::First || of_before(words, from, at));
                if taken && beside && k & bit("other") == 0 {
                    role.kinds |= k;
                } else if !taken && (k != bit("other") || role.kinds == 0) {
                    role.kinds = k;
                    // A word may be the title of an own list, too: *clerk*.
                    role.foreign = k & !bit("listed") == bit("other");
                }
                if taken && head == Head::First && !beside {
                    at = to;
                    continue;
                }
                if words[at..at + n].iter().any(|w| tense(&w.plain) == Some(Tense::Coming)) {
                    role.tense = Tense::Coming;
                }
                first.get_or_insert(at);
                last = at + n - 1;
                role.words.extend(words[at..at + n].iter().map(|w| british(&w.plain).to_owned()));
                at += n;
            }
            (_, Some((m, p))) => {
                role.forms.push(role.places.len());
                role.places.extend(p);
                first.get_or_insert(at);
                last = at + m - 1;
                at += m;
            }
            _ => {
                let plain = british(&word.plain);
                if table.names_a_thing(plain) && !table.in_offices(plain) {
                    role.foreign = true;
                }
                if !connects(plain) && !is_honorific(plain) {
                    if table.in_offices(plain) || word.capital {
                        first.get_or_insert(at);
                        last = at;
                    }
                    role.words.push(plain.to_owned());
                }
                at += 1;
            }
        }
    }
    let first = first?;
    if role.kinds == 0 {
        return None;
    }
    role.span = Span::new(words[first].span.start, words[last].span.end);
    Some(role)
}

/// Whether an *of*, *to* or *for* stands between the last role noun and this place.
fn of_before(words: &[Word], from: usize, at: usize) -> bool {
    words[from..at].iter().rev().take(4).any(|w| matches!(w.plain.as_str(), "of" | "to" | "for"))
}

/// Longest title looked at, in words.
const LONGEST: usize = 14;

/// The title directly before the name that begins at `name`.
pub(super) fn before(table: &Table, words: &[Word], name: usize, headline: bool) -> Option<Role> {
    let mut from = name;
    let mut comma = false;
    let mut strange = 0;
    while from > 0 && name - from < LONGEST {
        let word = &words[from - 1];
        let gap = words[from].gap;
        let joins = matches!(gap, Gap::Space | Gap::Hyphen | Gap::Stop) || gap == Gap::Quote && from == name;
        if !joins {
            if gap == Gap::Comma && from == name && !comma {
                comma = true;
            } else {
                break;
            }
        }
        let plain = british(&word.plain);
        let known = table.in_offices(plain)
            || tense(plain).is_some()
            || is_honorific(plain)
            || table.role(plain) != 0
            || word.capital
                && (!table.places(plain).is_empty() || word.is_initial() || longest_place_ends(table, words, from - 1));
        if !known {
            // An acronym or name of a body that the tables do not have: a few, never in headlines, where all is capital.
            let strange_body = word.capital && word.all_capitals && !headline && !is_day(plain) && word.plain.len() > 1;
            if connects(plain) && word.plain != "and" || plain == "his" || plain == "her" || plain == "their" {
            } else if strange_body && strange < 2 && from < name {
                strange += 1;
            } else {
                break;
            }
        }
        if word.plain == "and" && from >= 2 {
            let other = british(&words[from - 2].plain);
            let office = table.role(other) & !bit("other") != 0;
            let title = table.in_offices(other) && words[from - 2].capital;
            if !office && !title || words[from - 2].capital != words[from].capital {
                break;
            }
        }
        if is_day(plain) && word.capital {
            break;
        }
        from -= 1;
        // *US ambassador to the UN* goes on; *to the president* begins what it is about.
        let inner = plain == "the" && from > 0 && matches!(words[from - 1].plain.as_str(), "of" | "to" | "for");
        if matches!(plain, "the" | "a" | "an" | "his" | "her" | "their") && !inner {
            break;
        }
    }
    let possessor = words.get(from).is_some_and(|w| matches!(w.plain.as_str(), "his" | "her" | "their"));
    // Leading small words are no part of it; an owner is, where the role is one that only others give (*his predecessor*).
    while from < name && connects(&words[from].plain) {
        from += 1;
    }
    if from >= name {
        return None;
    }
    from = closing(table, words, from, name);
    let mut role = read(table, words, from, name, Head::Last)?;
    if possessor && role.kinds & bit("predecessor") != 0 {
        role.span.start = words[from].span.start.min(role.span.start);
    }
    if comma {
        // *The Czech president, Petr Pavel, said*: only where the role is complete and definite.
        let opener = from.checked_sub(1).map(|n| words[n].plain.as_str());
        let definite = possessor || matches!(opener, Some("the")) || words[from..name].iter().any(|w| w.possessive || w.capital);
        if !definite {
            return None;
        }
    }
    Some(role)
}

/// Where the title begins that ends at the name: in *adviser to Ukrainian President Vladimir Zelensky* he is the president.
fn closing(table: &Table, words: &[Word], from: usize, name: usize) -> usize {
    let Some(head) = (from..name).find(|at| {
        longest(words, *at, name, |key| Some(table.role(key)).filter(|k| *k != 0)).is_some_and(|(n, _)| at + n == name)
    }) else {
        return from;
    };
    let Some(small) = (from..head).rev().find(|at| matches!(words[*at].plain.as_str(), "of" | "to" | "for")) else { return from };
    // *Minister of Foreign Affairs Secretary* does not occur; another role before the small word makes a title of its own.
    let other = (from..small).any(|at| longest(words, at, small, |key| Some(table.role(key)).filter(|k| *k != 0)).is_some());
    // The homeland of Senator Ron Wyden, the office of Michigan attorney general Dana Nessel; but Ministry of Defence spokesman.
    let whole = (small + 1..head).all(|at| {
        let plain = words[at].plain.as_str();
        tense(plain).is_some() || plain == "the" || !table.places(plain).is_empty() && words[at].capital
    });
    if other || whole { small + 1 } else { from }
}

/// The words of a role with the full stop of an abbreviation at the end (*Sen.*, *R-Ky.*).
pub(super) fn verbatim(text: &str, span: Span) -> &str {
    let short = span.of(text).rsplit([' ', '-', '.']).next().is_some_and(|w| w.chars().count() <= 4);
    let stop =
        text.get(span.end..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(".)") || rest.starts_with(".,"));
    if short && stop { Span::new(span.start, span.end + 1).of(text) } else { span.of(text) }
}

fn longest_place_ends(table: &Table, words: &[Word], at: usize) -> bool {
    (1..=3).any(|n| {
        at >= n
            && words[at - n].capital
            && words[at - n + 1..=at].iter().all(Word::joins)
            && !table.places(&words[at - n..=at].iter().map(|w| w.plain.as_str()).collect::<Vec<_>>().join(" ")).is_empty()
    })
}

/// The apposition, or party and state, or *who is …* directly after the name that ends before `next`.
pub(super) fn after(table: &Table, words: &[Word], next: usize) -> Option<Role> {
    let first = words.get(next)?;
    if !matches!(first.gap, Gap::Comma | Gap::Open | Gap::Dash) {
        return predicate(table, words, next);
    }
    if let Some(role) = party(table, words, next) {
        return Some(role);
    }
    let mut from = next;
    if first.plain == "who" {
        // *who is, who served as, who quit as*: the role within the next few words.
        let verb = words.get(next + 1)?;
        if !matches!(
            verb.plain.as_str(),
            "is" | "was"
                | "served"
                | "serves"
                | "has"
                | "became"
                | "had"
                | "quit"
                | "resigned"
                | "heads"
                | "headed"
                | "now"
                | "leads"
                | "led"
        ) {
            return None;
        }
        from = next + 2;
        while words
            .get(from)
            .is_some_and(|w| matches!(w.plain.as_str(), "been" | "as" | "served" | "now" | "become" | "then") && w.joins())
        {
            from += 1;
        }
    }
    let mut to = from;
    let opens = words.get(from)?.plain.clone();
    while let Some(word) = words.get(to) {
        if to > from && !word.joins() || to - from >= LONGEST {
            break;
        }
        if to > from && stops(&word.plain) {
            break;
        }
        to += 1;
    }
    while from < to
        && matches!(words[from].plain.as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one" | "another")
    {
        from += 1;
    }
    let starts = words.get(from).filter(|_| from < to)?;
    let plain = british(&starts.plain);
    let fits = table.in_offices(plain)
        || table.role(plain) != 0
        || tense(plain).is_some()
        || starts.capital
        || matches!(opens.as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "who");
    if !fits {
        return None;
    }
    let role = read(table, words, from, to, Head::First)?;
    // A list of names is no apposition: the role noun stands near the beginning.
    let near = words[from..to].iter().take(8).any(|w| role.words.iter().any(|r| *r == british(&w.plain)));
    near.then_some(role)
}

/// *Mark Rutte became secretary general of NATO*, *has eleven days left as secretary-general*: what the sentence says of its
/// subject. Such a role only ever speaks for a person; the caller leaves it where it does not agree.
fn predicate(table: &Table, words: &[Word], next: usize) -> Option<Role> {
    words.get(next).filter(|w| w.gap == Gap::Space && !w.capital)?;
    predicate_at(table, words, next)
}

fn predicate_at(table: &Table, words: &[Word], next: usize) -> Option<Role> {
    let first = words.get(next)?;
    let second = words.get(next + 1).map_or("", |w| w.plain.as_str());
    let coming = first.plain == "will" || first.plain == "is" && second == "to";
    let mut from = match first.plain.as_str() {
        "is" if second == "to" => next + 2,
        "is" | "was" | "became" | "becomes" | "remains" | "remained" | "will" => next + 1,
        _ => {
            let as_word =
                (next..(next + 9).min(words.len())).take_while(|n| words[*n].joins()).find(|n| words[*n].plain == "as")?;
            as_word + 1
        }
    };
    while words.get(from).is_some_and(|w| {
        w.joins() && matches!(w.plain.as_str(), "the" | "a" | "an" | "also" | "still" | "its" | "as" | "be" | "become")
    }) {
        from += 1;
    }
    let mut to = from;
    while words.get(to).is_some_and(|w| w.joins() && to - from < 8 && !stops(&w.plain)) {
        to += 1;
    }
    let starts = words.get(from).filter(|_| from < to)?;
    let plain = british(&starts.plain);
    if !(table.in_offices(plain) || table.role(plain) != 0 || tense(plain).is_some() || starts.capital) {
        return None;
    }
    let mut role = read(table, words, from, to, Head::First)?;
    role.said = true;
    if coming {
        role.tense = Tense::Coming;
    }
    Some(role)
}

/// What the sentence says of its subject after an apposition: *Karl Lauterbach, an epidemiologist, is to be health minister*.
pub(super) fn beyond(table: &Table, words: &[Word], next: usize) -> Option<Role> {
    words.get(next).filter(|w| w.gap == Gap::Comma)?;
    let end = (next + 1..(next + 12).min(words.len())).find(|n| !words[*n].joins())?;
    if words[end].gap != Gap::Comma || !matches!(words[end].plain.as_str(), "is" | "will" | "becomes" | "became" | "remains") {
        return None;
    }
    predicate_at(table, words, end)
}

/// Words that end an apposition.
fn stops(word: &str) -> bool {
    const VERBS: &[&str] = &["said", "says", "told", "has", "had", "have", "is", "was", "are", "were", "will", "would"];
    const CLAUSES: &[&str] = &["who", "which", "that", "whose", "where", "when", "but", "as", "because", "while", "until"];
    const PREPOSITIONS: &[&str] = &[
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "over",
        "after",
        "before",
        "about",
        "against",
        "during",
        "since",
        "amid",
        "following",
        "into",
    ];
    VERBS.contains(&word) || CLAUSES.contains(&word) || PREPOSITIONS.contains(&word)
}

/// *(R-Ohio)*, *, D-N.Y.,*: a member of a legislature or a governor.
fn party(table: &Table, words: &[Word], next: usize) -> Option<Role> {
    let letter = &words[next];
    if !matches!(letter.plain.as_str(), "r" | "d" | "i") || !letter.capital {
        return None;
    }
    let state = words.get(next + 1)?;
    if state.gap != Gap::Hyphen || !state.capital {
        return None;
    }
    let found = longest(words, next + 1, words.len(), |key| Some(table.places(key)).filter(|p| !p.is_empty()));
    let end = next + 1 + found.as_ref().map_or(1, |(n, _)| *n);
    let mut places: Vec<Placed> = found.map(|(_, p)| p).unwrap_or_default();
    places.retain(|p| table.code(p.place).starts_with("US-"));
    Some(Role {
        span: Span::new(letter.span.start, words.get(end - 1).unwrap_or(state).span.end),
        kinds: bit("senator") | bit("representative") | bit("governor"),
        foreign: places.is_empty(),
        places,
        ..Role::default()
    })
}

/// Whether the place is the one, a part of it, or what it is a part of.
pub(super) fn within(table: &Table, place: PlaceId, other: PlaceId) -> bool {
    if place == other {
        return true;
    }
    let (a, b) = (table.code(place), table.code(other));
    !a.is_empty()
        && !b.is_empty()
        && (succeeds(a, b)
            || succeeds(b, a)
            || a.starts_with(b) && a.as_bytes().get(b.len()) == Some(&b'-')
            || b.starts_with(a) && b.as_bytes().get(a.len()) == Some(&b'-'))
}

/// States that are no more, with those that followed them: *the former Soviet republic’s president*, *Russian leader Mikhail
/// Gorbachev*.
const PAST_STATES: &[(&str, &[&str])] = &[
    ("CS", &["CZ", "SK"]),
    ("DD", &["DE"]),
    ("SU", &["AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UA", "UZ"]),
    ("YU", &["BA", "HR", "ME", "MK", "RS", "SI", "XK"]),
];

/// Whether a state followed another on its ground.
fn succeeds(state: &str, past: &str) -> bool {
    PAST_STATES.iter().any(|(code, after)| *code == past && after.contains(&state))
}
