//! Who speaks: from the words of a source to a name, through the whole article.

use super::lexicon::{self, Gender};
use super::names::{Mention, Names};
use super::source::Source;
use super::view::View;
use crate::report::{BlockKind, SpeakerKind};
use crate::text::span::Span;
use crate::text::{Relation, Tag};

/// A source, resolved.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// Canonical name or description.
    pub label: String,
    /// What it is.
    pub kind: SpeakerKind,
    /// Where the name stands that the label was taken from.
    pub mention: Option<Span>,
    /// How sure, as a factor of the claim's confidence.
    pub factor: f32,
    /// How it was found, for the reader; empty where the source names itself.
    pub how: String,
    /// The name's entity, where there is one.
    pub entity: Option<usize>,
    /// Whether several speak together: *Obi and Eze*.
    pub several: bool,
}

impl Resolved {
    /// Nobody.
    pub fn unknown() -> Self {
        Resolved {
            label: String::new(),
            kind: SpeakerKind::Unknown,
            mention: None,
            factor: 1.0,
            how: String::new(),
            entity: None,
            several: false,
        }
    }
}

/// Words for somebody from a country that end like no other.
const NATIVES: &[&str] = &[
    "spaniard",
    "briton",
    "brit",
    "scot",
    "swede",
    "dane",
    "finn",
    "pole",
    "turk",
    "croat",
    "serb",
    "dutchman",
    "frenchman",
    "englishman",
    "irishman",
    "welshman",
    "scotsman",
    "frenchwoman",
    "irishwoman",
    "welshwoman",
    "londoner",
    "kiwi",
    "aussie",
];

/// How many mentions back a pronoun looks.
pub(super) const BACK: usize = 60;
/// How many sentences back a pronoun looks.
const SENTENCES: usize = 14;

/// Somebody who was spoken of: a name, or a pronoun or role that was led back to one.
#[derive(Clone, Debug)]
pub(super) struct Trace {
    pub(super) token: usize,
    pub(super) sentence: usize,
    pub(super) who: Who,
    pub(super) subject: bool,
    /// Whether it is the subject of the sentence's main clause.
    pub(super) main: bool,
    pub(super) quoted: bool,
    pub(super) spoke: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Who {
    Entity(usize),
    /// A description that names nobody: *a witness*, *the committee*.
    Described(Resolved, bool),
}

/// Resolves sources in text order, remembering who was spoken of.
pub struct Speakers<'v> {
    pub(super) view: &'v View<'v>,
    pub(super) names: Names,
    /// How often each entity is named: who an article is about is spoken of by pronoun more than who is named once.
    pub(super) count: Vec<u32>,
    /// Whether the headline or the first paragraph names the entity: whom the article is about.
    pub(super) lead: Vec<bool>,
    /// The outlet through which the last claim came: *told the outlet*.
    pub(super) outlet: Option<String>,
    /// Next name to pass.
    pub(super) next: usize,
    /// Next sentence whose opening words are looked at.
    opening: usize,
    pub(super) traces: Vec<Trace>,
}

impl<'v> Speakers<'v> {
    /// Reads the names.
    pub fn new(view: &'v View<'v>) -> Self {
        let names = super::names::find(view);
        let mut count = vec![0; names.entities.len()];
        let mut lead = vec![false; names.entities.len()];
        for m in &names.mentions {
            count[m.entity] += 1;
            lead[m.entity] |= view.block(m.first) < 2;
        }
        Speakers { view, names, count, lead, outlet: None, next: 0, opening: 0, traces: Vec::new() }
    }

    /// Remembers the outlet through which a claim came.
    pub fn through(&mut self, outlet: &str) {
        self.outlet = Some(outlet.to_owned());
    }

    /// The outlet that *the newspaper* stands for: one that was named as the way a claim came, else the last whose name says
    /// that it is an outlet.
    pub fn outlet_described(&self, source: &Source) -> Option<String> {
        let noun = self.view.lower(source.head);
        let described = matches!(
            &*noun,
            "outlet"
                | "newspaper"
                | "paper"
                | "magazine"
                | "publication"
                | "station"
                | "broadcaster"
                | "site"
                | "website"
                | "channel"
                | "network"
        );
        let definite = self.view.is(source.tokens.start, &["the", "that"]);
        if !described || !definite || source.tokens.len() > 3 {
            return None;
        }
        self.outlet.clone().or_else(|| {
            // A paper may be a study, and a site or network many things.
            if !matches!(&*noun, "newspaper" | "outlet" | "magazine" | "publication" | "broadcaster" | "station") {
                return None;
            }
            self.traces.iter().rev().take(BACK).filter(|t| t.token < source.head).find_map(|t| {
                let Who::Entity(e) = t.who else { return None };
                let entity = &self.names.entities[e];
                let outlet = lexicon::lower(&entity.label).split_whitespace().any(|w| super::via::MEDIA.contains(&w));
                (entity.kind == SpeakerKind::Organisation && outlet).then(|| entity.label.clone())
            })
        })
    }

    /// Takes in all names before a token, and what is described at the start of sentences.
    fn advance(&mut self, to: usize) {
        loop {
            let name = self.names.mentions.get(self.next).copied().filter(|m| m.first < to);
            let opening = self
                .view
                .analysis
                .sentences
                .get(self.opening)
                .map(|s| s.first)
                .filter(|first| *first < to && name.is_none_or(|m| *first <= m.first));
            if let Some(first) = opening {
                self.opening += 1;
                self.described_at(first, to);
                continue;
            }
            let Some(m) = name else { break };
            let pair = self.pair(self.next);
            self.next += 1;
            // *the Ada Obi biographer*, *Selwyn FM presenter Tom Eze*: what says which one is not what is spoken of.
            let modifies = !m.subject
                && matches!(lexicon::role(&self.view.lower(m.last)), Some((SpeakerKind::Person, _)))
                && self.view.word(m.last).starts_with(char::is_lowercase);
            self.traces.push(Trace {
                token: m.first,
                sentence: self.view.sentence_index(m.first),
                who: Who::Entity(m.entity),
                subject: m.subject,
                main: m.main,
                quoted: m.quoted || modifies,
                spoke: false,
            });
            if let Some(both) = pair {
                self.traces.push(Trace {
                    token: m.first,
                    sentence: self.view.sentence_index(m.first),
                    who: Who::Described(both, true),
                    subject: true,
                    main: m.main,
                    quoted: false,
                    spoke: false,
                });
            }
        }
    }

    /// What is reported is not what its sentence is about: its subjects lead less than who speaks. `contents` are those of claims
    /// with a source.
    pub fn reported(&mut self, mut contents: Vec<Span>) {
        contents.sort();
        // One after the other, also where one stands within another.
        contents.dedup_by(|next, before| {
            let within = next.start < before.end;
            if within {
                before.end = before.end.max(next.end);
            }
            within
        });
        for m in self.names.mentions.iter_mut().filter(|m| m.main && !m.quoted) {
            let Some(token) = self.view.tokens.get(m.first) else { continue };
            let at = contents.partition_point(|c| c.end <= token.span.start);
            if contents.get(at).is_some_and(|c| c.contains(token.span.start)) {
                m.main = false;
            }
        }
    }

    /// Remembers whom or what a sentence begins with, where a description says so: *A consultant …*, *The report …*.
    fn described_at(&mut self, first: usize, to: usize) {
        let view = self.view;
        if !matches!(view.block_kind(first), Some(BlockKind::Paragraph | BlockKind::ListItem)) || view.quote_at(first).is_some() {
            return;
        }
        // *He* and *she* at the start keep whom they stand for in mind.
        if view.is(first, &["he", "she"]) {
            let gender = if view.is(first, &["he"]) { Gender::Masculine } else { Gender::Feminine };
            if let Some(found) = self.person(first, Some(gender), &[]) {
                self.learn(Some(gender), &found);
                let who = match found.entity {
                    Some(e) => Who::Entity(e),
                    None => Who::Described(found, false),
                };
                let sentence = view.sentence_index(first);
                self.traces.push(Trace { token: first, sentence, who, subject: true, main: true, quoted: false, spoke: false });
            }
            return;
        }
        let bare = matches!(view.tag(first), Tag::Noun | Tag::Adj) || view.is(first, &["some", "many", "several", "most"]);
        if !bare && !view.is(first, &["a", "an", "another", "the", "one", "its", "their", "his", "her"]) {
            return;
        }
        let end = view.sentence(first).end.min(first + 6).min(to);
        let mut noun = (bare && view.tag(first) == Tag::Noun).then_some(first);
        for t in first + 1..end {
            match view.tag(t) {
                Tag::Noun => noun = Some(t),
                Tag::Adj | Tag::Num if noun.is_none() => {}
                // *Her building's manager*
                _ if noun.is_some() && view.is(t, &["'s", "’s"]) && t + 1 < end && view.tag(t + 1) == Tag::Noun => noun = None,
                Tag::Propn if noun.is_none() && view.tag(t + 1) == Tag::Noun => {}
                Tag::Propn
                    if noun.is_none()
                        && view.tag(t + 1) != Tag::Propn
                        && matches!(lexicon::role(&view.lower(t)), Some((SpeakerKind::Person, _))) =>
                {
                    noun = Some(t);
                }
                Tag::Propn => return,
                _ => break,
            }
        }
        // *Residents say …*, *Climate hawks warn …*: many who report.
        let many = |h: usize| {
            plural(view, h)
                && view.relation(h) == Relation::Nsubj
                && view.head(h).is_some_and(|v| v > h && lexicon::reports(&view.lower(v)))
        };
        let subject = |h: usize| plural(view, h) && view.relation(h) == Relation::Nsubj;
        let role = |h: usize| lexicon::role(&view.lower(h)).is_some();
        let fits = |h: &usize| if bare { many(*h) || subject(*h) && role(*h) } else { role(*h) };
        let Some(head) = noun.filter(fits) else { return };
        let source = Source { tokens: first..head + 1, head };
        let found = self.look(&source);
        self.remember_role(&source, &found);
        if found.label.is_empty() {
            return;
        }
        let who = match found.entity {
            Some(e) => Who::Entity(e),
            None => Who::Described(found, plural(view, head)),
        };
        self.traces.push(Trace {
            token: first,
            sentence: view.sentence_index(first),
            who,
            subject: true,
            main: true,
            quoted: false,
            spoke: false,
        });
    }

    /// Whom a pronoun was led back to is of its gender from now on, where nothing else says so.
    fn learn(&mut self, gender: Option<Gender>, found: &Resolved) {
        if let Some(e) = found.entity
            && let Some(entity) = self.names.entities.get_mut(e)
            && entity.gender.is_none()
            && entity.kind != SpeakerKind::Organisation
        {
            entity.gender = gender;
            entity.learnt = true;
        }
    }

    /// Who a source is. `at` is a token from which names count as later: those after the reporting clause.
    pub fn resolve(&mut self, source: &Source, at: usize) -> Resolved {
        let first = source.tokens.start;
        self.advance(first.min(at).max(first));
        let mut found = self.look(source);
        // Who is *she* is a person, however little the name says.
        if found.kind == SpeakerKind::Organisation
            && self.view.is(source.head, &["he", "she"])
            && found.entity.is_some_and(|e| super::names::one_word(&self.names.entities[e]))
        {
            found.kind = SpeakerKind::Person;
        }
        // So is *the singer*, of whom nothing else is known.
        if found.kind == SpeakerKind::Person
            && let Some(e) = found.entity
            && self.view.tag(source.head) == Tag::Noun
            && self.names.entities[e].kind == SpeakerKind::Organisation
        {
            self.names.entities[e].kind = SpeakerKind::Person;
        }
        self.remember_role(source, &found);
        if self.view.is(source.head, &["he", "she"]) {
            let gender = if self.view.is(source.head, &["he"]) { Gender::Masculine } else { Gender::Feminine };
            self.learn(Some(gender), &found);
        }
        // Who writes is nobody who *they* or *he* could be.
        if !(found.label.is_empty() || found.entity.is_none() && self.view.is(source.head, &["i", "we"])) {
            let who = match found.entity {
                Some(e) => Who::Entity(e),
                None => Who::Described(found.clone(), found.several || plural(self.view, source.head)),
            };
            self.traces.push(Trace {
                token: first,
                sentence: self.view.sentence_index(first),
                who,
                subject: true,
                main: self.leads(source),
                quoted: false,
                spoke: true,
            });
        }
        found
    }

    /// Whether a source is the subject of its sentence's main clause, rather than a noun whose relative clause reports.
    fn leads(&self, source: &Source) -> bool {
        !matches!(self.view.relation(source.head), Relation::Obj | Relation::Obl | Relation::Nmod | Relation::Iobj)
            && super::names::main_clause(self.view, source.head)
    }

    /// Whom a description was led back to has that role from now on, with what says which (*the prime minister*).
    fn remember_role(&mut self, source: &Source, found: &Resolved) {
        let view = self.view;
        let word = view.lower(source.head);
        if let Some(e) = found.entity
            && found.factor < 1.0
            && self.names.entities[e].kind == SpeakerKind::Person
            && matches!(lexicon::role(&word), Some((SpeakerKind::Person, _)))
            && view.tag(source.head) == Tag::Noun
        {
            let which = (source.tokens.start..source.head)
                .filter(|t| matches!(view.tag(*t), Tag::Noun | Tag::Adj))
                .map(|t| view.lower(t).into_owned());
            let roles = &mut self.names.entities[e].roles;
            roles.extend(which);
            roles.insert(word.into_owned());
        }
    }

    pub(super) fn entity(&self, at: usize, factor: f32, how: String) -> Resolved {
        let e = &self.names.entities[at];
        let kind = if e.kind == SpeakerKind::Unknown { SpeakerKind::Person } else { e.kind };
        let label = if kind == SpeakerKind::Organisation {
            lexicon::capital(&e.label).unwrap_or(&e.label).to_owned()
        } else {
            e.label.clone()
        };
        Resolved { label, kind, mention: Some(e.mention), factor, how, entity: Some(at), several: false }
    }

    fn look(&self, source: &Source) -> Resolved {
        let view = self.view;
        // *a spokesman for former President Obi*: who speaks is the spokesman, whatever was taken for the head.
        let noun = source.tokens.start + 1;
        let spokesman = view.is(source.tokens.start, &["a", "an"])
            && source.head > noun + 1
            && view.is(noun, &["spokesman", "spokeswoman", "spokesperson", "lawyer", "representative", "aide", "adviser"])
            && view.is(noun + 1, &["for", "of", "to"]);
        let source = &if spokesman { Source { tokens: source.tokens.clone(), head: noun } } else { source.clone() };
        let head = source.head;
        if let Some(found) = self.both(source).or_else(|| self.together(source)) {
            return found;
        }
        // *WHO* is no pronoun.
        let shouted =
            view.tag(head) == Tag::Propn && view.word(head).len() > 1 && view.word(head).chars().all(char::is_uppercase);
        if !shouted && view.is(head, &["he", "she", "they", "it", "who", "i", "we", "him", "her", "them", "which", "that", "you"])
        {
            return self.pronoun(source);
        }
        if view.is(head, &["its", "his", "her", "their", "whose"])
            && let Some(found) = self.possessed(source)
        {
            return found;
        }
        if let Some(found) = self.office(source) {
            return found;
        }
        if let Some(found) = self.named_as(source) {
            return found;
        }
        if let Some(found) = self.latter(source) {
            return found;
        }
        if let Some(found) = self.native(source) {
            return found;
        }
        if let Some(m) = self.beside(source).or_else(|| self.name_in(source)) {
            let mut found = self.entity(m.entity, 1.0, String::new());
            // The ministry of a country, the party's leader: the whole phrase where the head is no name.
            if found.label.is_empty() {
                found.label = text_of(view, source);
            }
            return found;
        }
        self.description(source)
    }

    /// *they both*, *the two men*: the two persons whom the lines before named side by side.
    fn both(&self, source: &Source) -> Option<Resolved> {
        /// How many sentences back the two may stand.
        const NEAR: usize = 3;
        let view = self.view;
        let (start, head, end) = (source.tokens.start, source.head, source.tokens.end);
        let alone = source.tokens.len() == 1 && view.is(head, &["both", "each"]);
        let they = view.is(head, &["they"])
            && (end == head + 2 || end == head + 1)
            && view.is_at(head + 1, view.tokens.len(), &["both", "each"]);
        let pair =
            source.tokens.len() == 2 && view.is(start, &["the", "both"]) && view.is(head, &["two", "pair", "duo", "couple"])
                || view.is(head, &["men", "women", "candidates", "leaders", "politicians"])
                    && (view.is(start, &["both"]) && source.tokens.len() == 2
                        || view.is(start, &["the"]) && view.is(start + 1, &["two"]) && source.tokens.len() == 3);
        if !(alone || they || pair) {
            return None;
        }
        let here = view.sentence_index(head);
        let until = self.names.mentions.partition_point(|m| m.last <= start);
        let person = |m: &Mention| self.names.entities[m.entity].kind != SpeakerKind::Organisation;
        let joined_pair = self.names.mentions[..until].windows(2).rev().take(BACK).find_map(|two| {
            let (a, b) = (two[0], two[1]);
            let near =
                view.sentence_index(a.first) + NEAR >= here && view.sentence_index(a.first) == view.sentence_index(b.first);
            let joined = view.is(a.last, &["and"]) && self.name_start(b) == a.last + 1;
            (near && joined && a.entity != b.entity && person(&a) && person(&b)).then_some((a.entity, b.entity))
        });
        let (a, b) = joined_pair.or_else(|| {
            // Else the two persons of whom the sentences before speak.
            let mut who: Vec<usize> = Vec::new();
            for m in self.names.mentions[..until].iter().rev().take(BACK) {
                if view.sentence_index(m.first) + NEAR < here {
                    break;
                }
                let known = self.names.entities[m.entity].kind == SpeakerKind::Person;
                if known && !m.quoted && !who.contains(&m.entity) {
                    who.push(m.entity);
                }
            }
            if let [b, a] = who[..] { Some((a, b)) } else { None }
        })?;
        let label = listed(&[&self.names.entities[a].label, &self.names.entities[b].label]);
        let how = format!("“{}” stands for {label}", text_of(view, source));
        Some(Resolved { label, kind: SpeakerKind::Person, factor: 0.85, how, several: true, ..Resolved::unknown() })
    }

    /// Several who speak together: *Ada Obi and Tom Eze*, *the UN and other aid organisations*. What *and* joins within one name
    /// (*Ministry of Food and Water*) or one description (*the founder and director Ada Obi*) is one.
    fn together(&self, source: &Source) -> Option<Resolved> {
        /// More are a list that no label holds.
        const MOST: usize = 6;
        let view = self.view;
        let tokens = source.tokens.clone();
        // Also where the parse hangs the third on the second.
        let mut joined: Vec<usize> = Vec::new();
        let mut heads = vec![source.head];
        while let Some(head) = heads.pop().filter(|_| joined.len() < MOST) {
            let of = view
                .children(head)
                .filter(|k| (source.head + 1..tokens.end).contains(k) && view.relation(*k) == Relation::Conj)
                .take(MOST);
            for k in of {
                joined.push(k);
                heads.push(k);
            }
        }
        joined.sort_unstable();
        let last = *joined.last().filter(|_| joined.len() < MOST)?;
        let and = (source.head + 1..last).rev().find(|t| view.is(*t, &["and", "&"]))?;
        let determined = |head: usize, start: usize| {
            view.tag(head) == Tag::Propn
                || plural(view, head)
                || view.tag(start) == Tag::Det
                || view.is(start, &["his", "her", "its", "their"])
                || view.children(head).any(|k| k < head && matches!(view.relation(k), Relation::Det | Relation::NmodPoss))
        };
        let mut parts: Vec<Source> = Vec::new();
        let mut start = tokens.start;
        for at in 0..=joined.len() {
            let head = if at == 0 { source.head } else { joined[at - 1] };
            let mut end = joined.get(at).map_or(tokens.end, |k| view.extent(*k).0.max(head + 1).min(*k));
            let next = end;
            while end > head + 1 && (view.punct(end - 1) && !view.is(end - 1, &[")"]) || view.is(end - 1, &["and", "&"])) {
                end -= 1;
            }
            while start < head && (view.punct(start) && !view.quote_mark(start) || view.is(start, &["and", "&"])) {
                start += 1;
            }
            // *Ada Obi, Chairman and Chief Executive*
            let office = at > 0
                && view.tag(head) == Tag::Propn
                && matches!(lexicon::role(&view.lower(head)), Some((SpeakerKind::Person, _)))
                && lexicon::given_name(&view.lower(head)).is_none();
            if start > head
                || end <= head
                || office
                || !determined(head, start)
                || view.tag(head) == Tag::Pron
                || at > 0 && view.quote_mark(start)
            {
                return None;
            }
            // No list of roles that one person has: *Ada Obi, a founder and director*.
            if view.tag(head) != Tag::Propn && !super::source::can_speak(view, head) {
                return None;
            }
            parts.push(Source { tokens: start..end, head });
            start = next;
        }
        let from = self.names.mentions.partition_point(|m| m.last <= tokens.start);
        let within = || self.names.mentions[from..].iter().take_while(|m| m.first < tokens.end);
        if within().any(|m| m.first < and && m.last > and) {
            return None;
        }
        let found: Vec<Resolved> = parts.iter().map(|p| self.look(p)).collect();
        let same = |a: &Resolved, b: &Resolved| a.entity.is_some() && a.entity == b.entity;
        if found
            .iter()
            .enumerate()
            .any(|(i, f)| f.label.is_empty() || found[..i].iter().any(|o| same(o, f) || o.label == f.label))
        {
            return None;
        }
        let kind = match found.iter().map(|f| f.kind).collect::<Vec<_>>() {
            kinds if kinds.iter().all(|k| *k == kinds[0]) => kinds[0],
            kinds if kinds.contains(&SpeakerKind::Organisation) => SpeakerKind::Organisation,
            _ => SpeakerKind::Anonymous,
        };
        let labels: Vec<&str> = found.iter().map(|f| f.label.as_str()).collect();
        Some(Resolved { label: listed(&labels), kind, factor: 0.95, several: true, ..Resolved::unknown() })
    }

    /// The two whom the subject of a clause names side by side: *Obi and Eze met*. They are whom a later *they* stands for.
    fn pair(&self, at: usize) -> Option<Resolved> {
        let view = self.view;
        let (a, b) = (*self.names.mentions.get(at)?, *self.names.mentions.get(at + 1)?);
        let joined = a.subject && !a.quoted && view.is(a.last, &["and", "&"]) && self.name_start(b) == a.last + 1;
        // *Obi and Eze's son*
        if !joined || a.entity == b.entity || view.is(b.last, &["'s", "’s", "'", "’"]) {
            return None;
        }
        let (one, other) = (&self.names.entities[a.entity], &self.names.entities[b.entity]);
        let body = |e: &super::names::Entity| e.kind == SpeakerKind::Organisation && !super::names::one_word(e);
        let kind = if body(one) && body(other) { SpeakerKind::Organisation } else { SpeakerKind::Person };
        Some(Resolved { label: listed(&[&one.label, &other.label]), kind, several: true, ..Resolved::unknown() })
    }

    /// *the Nebraskan* for a person who was spoken of, where the word is no name that the article has.
    fn native(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        let word = view.lower(source.head);
        // *the 63-year-old Aucklander*
        let aged = (source.tokens.start..source.head).any(|t| view.lower(t).ends_with("year-old") || view.is(t, &["old"]));
        if !aged && (source.tokens.len() != 2 || source.head != source.tokens.start + 1)
            || !view.is(source.tokens.start, &["the"])
            || !view.word(source.head).starts_with(char::is_uppercase)
            || !(word.ends_with("an") || NATIVES.contains(&&*word) || aged && word.ends_with("er"))
            || lexicon::role(&word).is_some()
            || matches!(&*word, "vatican" | "guardian" | "african" | "american" | "european")
        {
            return None;
        }
        let named = self
            .names
            .mentions
            .iter()
            .any(|m| (m.first..m.last).contains(&source.head) && (m.last - m.first > 1 || self.count[m.entity] > 1));
        if named {
            return None;
        }
        let found = self.person_but(source.head, None, &[], &|_| Some(0.0), false)?;
        Some(Resolved { factor: 0.85, how: format!("“{}” is {}", text_of(view, source), found.label), ..found })
    }

    /// *a man who gave his name only as Obi*: the name.
    fn named_as(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        let from = source.tokens.end;
        let end = view.sentence(source.head).end.min(from + 14);
        let clause = usize::from(view.is_at(from, end, &[","]));
        if !view.is_at(from + clause, end, &["who"]) {
            return None;
        }
        let mut gives = false;
        for t in from + clause + 1..end {
            if view.punct(t) || view.is(t, &["said", "says", "and"]) {
                return None;
            }
            gives |= view.is(t, &["name", "names", "identified", "known", "named"]);
            if gives && view.is(t, &["as", "only"]) && t + 1 < end && view.tag(t + 1) == Tag::Propn {
                let at = self.names.mentions.partition_point(|m| m.last <= t + 1);
                let m = self.names.mentions.get(at).filter(|m| m.first <= t + 3)?;
                let label = view.span(self.name_start(*m).min(t + 1)..m.last).of(view.text).to_owned();
                return Some(Resolved { kind: SpeakerKind::Person, label, ..self.entity(m.entity, 0.95, String::new()) });
            }
        }
        None
    }

    /// *the latter*: who or what the sentence before spoke of last.
    fn latter(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        if !view.is(source.head, &["latter"]) || source.tokens.len() != 2 || !view.is(source.tokens.start, &["the"]) {
            return None;
        }
        let end = view.sentence(source.head).start;
        let from = view.sentence(end.checked_sub(1)?).start;
        for t in (from..end).rev() {
            let at = self.names.mentions.partition_point(|m| m.last <= t);
            if let Some(m) = self.names.mentions.get(at).filter(|m| m.first <= t) {
                return Some(self.entity(m.entity, 0.85, format!("“the latter” is {}", self.names.entities[m.entity].label)));
            }
            if view.tag(t) == Tag::Noun
                && matches!(lexicon::role(&view.lower(t)), Some((SpeakerKind::Person | SpeakerKind::Organisation, _)))
            {
                let first = (from..t).rev().take_while(|k| matches!(view.tag(*k), Tag::Adj | Tag::Noun | Tag::Det)).last();
                let found = self.description(&Source { tokens: first.unwrap_or(t)..t + 1, head: t });
                return Some(Resolved { how: format!("“the latter” is {}", found.label), ..found });
            }
        }
        None
    }

    /// *the RC* for who was called Regional Commissioner.
    fn office(&self, source: &Source) -> Option<Resolved> {
        /// Articles that name more are lists.
        const MOST: usize = 400;
        let view = self.view;
        let letters = view.lower(source.head);
        let shouted = (2..=5).contains(&letters.len()) && view.word(source.head).chars().all(char::is_uppercase);
        if !shouted || source.tokens.len() != 2 || !view.is(source.tokens.start, &["the"]) {
            return None;
        }
        let bearers = (0..self.names.entities.len().min(MOST)).filter(|e| {
            let entity = &self.names.entities[*e];
            entity.kind == SpeakerKind::Person
                && entity.initials.contains(&*letters)
                && entity.mention.start < view.tokens[source.head].span.start
        });
        let all: Vec<usize> = bearers.collect();
        // Of several the one who was spoken of last.
        let one = match all[..] {
            [] => return None,
            [one] => one,
            _ => {
                self.traces.iter().rev().take(BACK).filter(|t| t.token < source.head && !t.quoted).find_map(|t| match t.who {
                    Who::Entity(e) if all.contains(&e) => Some(e),
                    _ => None,
                })?
            }
        };
        // A body of these letters that is named by them elsewhere is meant rather than who heads it.
        let body = self
            .names
            .entities
            .iter()
            .enumerate()
            .any(|(e, b)| b.kind == SpeakerKind::Organisation && b.label == view.word(source.head) && self.count[e] > 1);
        if body {
            return None;
        }
        let found = self.entity(one, 0.9, String::new());
        Some(Resolved { how: format!("“{}” is {}", text_of(view, source), found.label), ..found })
    }

    /// *its chief executive, Ada Obi*, where only *its* was taken for the source.
    fn possessed(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        let from = source.tokens.end;
        let person = self.person_at(from..from + 9)?;
        let between = from..person.first;
        let role = between.clone().any(|t| matches!(lexicon::role(&view.lower(t)), Some((SpeakerKind::Person, _))));
        (role && between.clone().all(|t| !view.verbal(t) && (!view.punct(t) || t + 3 >= person.first)))
            .then(|| self.entity(person.entity, 0.95, String::new()))
    }

    /// The first mention of a person that begins within some tokens.
    fn person_at(&self, tokens: std::ops::Range<usize>) -> Option<Mention> {
        let from = self.names.mentions.partition_point(|m| m.first < tokens.start);
        self.names.mentions[from..]
            .iter()
            .take_while(|m| m.first < tokens.end)
            .find(|m| self.names.entities[m.entity].kind != SpeakerKind::Organisation)
            .copied()
    }

    /// The person whose role a source is, by the order of words: *the minister for trade, Ada Obi*, *minister Ada Obi* and
    /// *Ada Obi, the minister*, whatever part of it was taken for the source.
    fn beside(&self, source: &Source) -> Option<Mention> {
        let view = self.view;
        let tokens = source.tokens.clone();
        let role = |t: usize| {
            matches!(lexicon::role(&view.lower(t)), Some((SpeakerKind::Person, _)))
                && lexicon::given_name(&view.lower(t)).is_none()
        };
        // Within the source, a name at its end after a role and a comma.
        // *One of them, Ada Obi of Selwyn University, said*
        if (tokens.start..tokens.end).any(|t| view.is(t, &["of"]))
            && (tokens.start.saturating_sub(1)..tokens.end.min(tokens.start + 1)).any(|t| view.is(t, &["one"]))
            && view.is(tokens.end, &[","])
            && let Some(m) = self.person_at(tokens.end + 1..tokens.end + 5)
            && self.name_start(m) <= tokens.end + 2
        {
            return Some(m);
        }
        // *the brokerage's Ada Obi*, where only the brokerage was taken for the source.
        if view.is(tokens.end, &["'s", "’s"])
            && let Some(m) = self.person_at(tokens.end + 1..tokens.end + 3)
            && self.name_start(m) == tokens.end + 1
        {
            return Some(m);
        }
        // *the bus company, Linha Azul,*
        let body = matches!(lexicon::role(&view.lower(source.head)), Some((SpeakerKind::Organisation, _)))
            && view.tag(source.head) == Tag::Noun
            && view.is(tokens.start, &["the", "its", "their"])
            && view.is(source.head + 1, &[","])
            && (tokens.end > source.head + 2 || tokens.end == source.head + 1);
        if body {
            let at = self.names.mentions.partition_point(|m| m.first < source.head + 2);
            if let Some(m) = self.names.mentions.get(at).copied().filter(|m| {
                m.first == source.head + 2
                    && (m.last == tokens.end || tokens.end == source.head + 1 && view.is(m.last, &[","]))
                    && !self.names.entities[m.entity].titled
                    && m.last - m.first > 1
            }) {
                return Some(m);
            }
        }
        let roled = (tokens.start..tokens.end).find(|t| role(*t))?;
        let of_other = |m: &Mention| view.is(m.last, &["'s", "’s"]);
        if let Some(m) = self.names.mentions[..self.names.mentions.partition_point(|m| m.last <= tokens.end)].last().copied()
            && m.first > roled
            && m.last == tokens.end
            && self.names.entities[m.entity].kind == SpeakerKind::Person
        {
            let start = self.name_start(m);
            if start == roled + 1 || view.is(start - 1, &[","]) {
                return Some(m);
            }
        }
        // The name follows directly, with its titles.
        if role(tokens.end - 1) || role(source.head) {
            let m = self.person_at(tokens.end..tokens.end + 5);
            if let Some(m) = m.filter(|m| !of_other(m) && self.names.entities[m.entity].kind == SpeakerKind::Person) {
                let start = self.name_start(m);
                // *her husband, the painter Ada Obi,*
                let between = tokens.end + 1..start;
                let called = start > tokens.end + 1
                    && view.is(tokens.end, &[","])
                    && view.is(tokens.end + 1, &["the"])
                    && role(start - 1)
                    && between.clone().all(|t| matches!(view.tag(t), Tag::Det | Tag::Noun | Tag::Adj));
                if start <= tokens.end
                    || called
                    || start == tokens.end + 1 && view.is(tokens.end, &[","]) && !role(source.head.min(tokens.start))
                {
                    return Some(m);
                }
            }
        }
        // *former agent and profiler Ada Obi*
        if role(tokens.end - 1)
            && view.is(tokens.end, &["and"])
            && role(tokens.end + 1)
            && let Some(m) = self.person_at(tokens.end + 2..tokens.end + 4)
            && self.name_start(m) == tokens.end + 2
            && !of_other(&m)
        {
            return Some(m);
        }
        // The name stands before, and the source is its apposition.
        if tokens.start >= 2
            && view.is(tokens.start - 1, &[","])
            && role(source.head)
            && self.person_at(source.head + 1..tokens.end).is_none()
        {
            let at = self.names.mentions.partition_point(|m| m.last < tokens.start);
            let m = self.names.mentions[..at].last().copied()?;
            // Some leave out the second comma: *Ada Obi, a former minister said*.
            let next_comma = view.punct(tokens.end)
                || view.is(tokens.start, &["a", "an"])
                    && !(m.first > 0 && view.tag(self.name_start(m).saturating_sub(1)) == Tag::Adp);
            if m.last + 1 == tokens.start
                && next_comma
                && self.names.entities[m.entity].kind == SpeakerKind::Person
                && view.sentence_index(m.first) == view.sentence_index(tokens.start)
            {
                return Some(m);
            }
        }
        None
    }

    /// Where a name begins with its titles: *Maj Gen* of *Maj Gen Ada Obi*.
    pub(super) fn name_start(&self, m: Mention) -> usize {
        let view = self.view;
        let mut start = m.first;
        while start > 1 && m.first - start < 4 {
            let before = view.lower(start - 1);
            let stop = &*before == "." && super::names::is_title(&view.lower(start - 2));
            let title = super::names::is_title(&before) && view.word(start - 1).starts_with(char::is_uppercase);
            if !stop && !title {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The name in a source: its head, or joined to its head by apposition or as a title's name.
    fn name_in(&self, source: &Source) -> Option<Mention> {
        let view = self.view;
        let from = self.names.mentions.partition_point(|m| m.last <= source.tokens.start);
        let within = self.names.mentions[from..].iter().take_while(|m| m.first < source.tokens.end);
        let mut best: Option<(i32, Mention)> = None;
        for m in within {
            let entity = &self.names.entities[m.entity];
            let person = entity.kind != SpeakerKind::Organisation;
            let at = (m.first..m.last).find(|t| view.head(*t).is_none_or(|h| h < m.first || h >= m.last)).unwrap_or(m.first);
            let holds_head = (m.first..m.last).contains(&source.head);
            let relation = view.relation(at);
            let role_head = matches!(lexicon::role(&view.lower(source.head)), Some((SpeakerKind::Person, _)));
            let adp = |start: usize| {
                source.head < start
                    && (source.head..start).any(|t| view.is(t, &["of", "for"]) || super::names::sent(view, t))
                    && role_head
            };
            let joined = matches!(relation, Relation::Appos | Relation::Flat) && person && !adp(self.name_start(*m));
            let possessive = view.is_at(m.last, view.tokens.len(), &["'s", "’s", "'", "’"]) || relation == Relation::NmodPoss;
            let after_role = person
                && role_head
                && (m.first == source.head + 1
                    || m.first > source.head && m.first <= source.head + 5 && view.is(m.first - 1, &[","]));
            // *Neighbourhood Watch legislator Ada Obi*: a role directly before a name at the end is that name's.
            let start = self.name_start(*m);
            let roled = m.last == source.tokens.end
                && start > source.tokens.start
                && entity.kind == SpeakerKind::Person
                && if adp(start) {
                    // *chair of selectors Ada Obi*, but not *a spokesman for President Ada Obi*.
                    role_head
                        && matches!(view.tag(start - 1), Tag::Noun | Tag::Propn)
                        && start == m.first
                        && lexicon::role(&view.lower(start - 1)).is_none_or(|r| r.0 != SpeakerKind::Person)
                        && !view.is(source.tokens.start, &["a", "an"])
                } else {
                    matches!(lexicon::role(&view.lower(start - 1)), Some((SpeakerKind::Person, _)))
                };
            // *Ada Obi, the manager of the hotel in Selwyn*: whatever was taken for the head, the name that begins it.
            let begins = entity.kind == SpeakerKind::Person
                && self.name_start(*m) == source.tokens.start
                && m.last < source.tokens.end
                && view.is(m.last, &[","])
                && !holds_head;
            let score = if possessive {
                -1
            } else if begins {
                6
            } else if roled {
                5
            } else if holds_head {
                3 + i32::from(person)
            } else if after_role {
                4
            } else if joined {
                3
            } else if relation == Relation::Compound
                && view.head(at) == Some(source.head)
                && person
                && m.first > source.head
                && !adp(start)
            {
                1
            } else {
                -1
            };
            if score > 0 && best.as_ref().is_none_or(|(s, _)| score > *s) {
                best = Some((score, *m));
            }
        }
        let (_, m) = best?;
        // A body whose name is only part of a longer description (*the Leeds council's planning arm*).
        Some(m)
    }

    fn pronoun(&self, source: &Source) -> Resolved {
        let view = self.view;
        let word = view.lower(source.head);
        let gender = match &*word {
            "he" | "him" | "himself" => Some(Gender::Masculine),
            "she" | "her" | "herself" => Some(Gender::Feminine),
            _ => None,
        };
        // *Obi: I put it to you that …*: in a transcript whoever the line names.
        if matches!(&*word, "i" | "we") {
            if let Some(m) = self.transcribed(source.head) {
                return self.entity(m.entity, 0.95, String::new());
            }
            if view.quote_at(source.head).is_none() {
                let label = if &*word == "i" { "the author" } else { "we" };
                let kind = if &*word == "i" { SpeakerKind::Person } else { SpeakerKind::Organisation };
                return Resolved { label: label.to_owned(), kind, factor: 0.9, ..Resolved::unknown() };
            }
        }
        let found = match &*word {
            "he" | "she" => self.in_which(source.head, gender).or_else(|| self.person(source.tokens.start, gender, &[])),
            "him" | "her" | "himself" | "herself" => self.person(source.tokens.start, gender, &[]),
            "they" | "them" => self.group(source.tokens.start, true),
            "it" => self.group(source.tokens.start, false),
            _ => None,
        };
        match found {
            Some(mut found) => {
                found.factor *= 0.96;
                if found.how.is_empty() {
                    found.how = format!("“{}” stands for {}", view.word(source.head), found.label);
                }
                found
            }
            None => Resolved { factor: 0.8, label: text_if_noun(view, source), ..Resolved::unknown() },
        }
    }

    /// *the speech that Obi gave in May, in which he said …*: whose speech it is.
    fn in_which(&self, pronoun: usize, gender: Option<Gender>) -> Option<Resolved> {
        /// Tokens between the name and *in which*.
        const NEAR: usize = 16;
        let view = self.view;
        if pronoun < 2 || !view.is(pronoun - 1, &["which"]) || !view.is(pronoun - 2, &["in", "during"]) {
            return None;
        }
        let until = self.names.mentions.partition_point(|m| m.last < pronoun);
        let whose = self.names.mentions[..until].iter().rev().take_while(|m| m.first + NEAR > pronoun).find(|m| {
            let entity = &self.names.entities[m.entity];
            view.sentence_index(m.first) == view.sentence_index(pronoun)
                && (entity.kind != SpeakerKind::Organisation || super::names::one_word(entity))
                && (entity.gender.is_none() || entity.gender == gender)
                && (view.verbal(m.last) || view.is(m.last, &["'s", "’s"]))
        })?;
        Some(self.entity(whose.entity, 0.9, String::new()))
    }

    /// The name that the line of a transcript begins with, before a colon.
    fn transcribed(&self, token: usize) -> Option<Mention> {
        let view = self.view;
        let from = view.article.blocks.get(view.block(token)).map(|b| view.token_from(b.span.start))?;
        let colon = (from + 1..token.min(from + 6)).find(|t| view.is(*t, &[":"]))?;
        let at = self.names.mentions.partition_point(|m| m.first < from);
        self.names.mentions[at..].first().filter(|m| m.last == colon).copied()
    }

    /// Sentences from one to another, where one that is said in quotation counts as part of a sentence.
    fn told_between(&self, from: usize, to: usize) -> f32 {
        let sentences = &self.view.analysis.sentences;
        let quoted = (from + 1..to).filter(|s| sentences.get(*s).is_some_and(|s| self.view.quote_at(s.first).is_some())).count();
        to.saturating_sub(from) as f32 - 0.5 * quoted as f32
    }

    /// The most likely person before a token.
    pub(super) fn person(&self, before: usize, gender: Option<Gender>, roles: &[&str]) -> Option<Resolved> {
        self.person_but(before, gender, roles, &|_| Some(0.0), true)
    }

    /// As [`Speakers::person`], where `against` says what speaks against somebody (`None`: never meant), and `nameless`
    /// whether it may be somebody who is only described.
    pub(super) fn person_but(
        &self,
        before: usize,
        gender: Option<Gender>,
        roles: &[&str],
        against: &dyn Fn(&super::names::Entity) -> Option<f32>,
        nameless: bool,
    ) -> Option<Resolved> {
        let here = self.view.sentence_index(before);
        let block = self.view.block(before);
        let mut best: Option<(f32, &Trace)> = None;
        for (back, trace) in self.traces.iter().rev().take(BACK).enumerate() {
            if trace.token >= before || here.saturating_sub(trace.sentence) > 2 * SENTENCES {
                continue;
            }
            // A long quotation takes nobody out of mind.
            let distance = self.told_between(trace.sentence, here);
            if distance > SENTENCES as f32 {
                continue;
            }
            let mut score = -1.2 * distance - 0.02 * back as f32;
            // A new paragraph brings in its own people.
            if self.view.block(trace.token) != block {
                score -= 0.9;
            }
            match &trace.who {
                Who::Entity(e) => {
                    let entity = &self.names.entities[*e];
                    match entity.kind {
                        SpeakerKind::Person => {}
                        SpeakerKind::Unknown if entity.gender.is_some() => score -= 0.3,
                        SpeakerKind::Unknown if entity.acts == 0 && !trace.subject && !trace.spoke => score -= 1.6,
                        SpeakerKind::Unknown => score -= 0.8,
                        // A name of one word that speaks may be somebody's, where nobody else is near.
                        SpeakerKind::Organisation if trace.spoke && super::names::one_word(entity) => score -= 2.5,
                        _ => continue,
                    }
                    match (gender, entity.gender) {
                        // Pronouns near a name may have been somebody else's.
                        (Some(a), Some(b)) if a != b && entity.learnt => score -= 3.0,
                        (Some(a), Some(b)) if a != b => continue,
                        (Some(_), None) => score -= 0.3,
                        _ => {}
                    }
                    if !roles.is_empty() && !roles.iter().any(|r| entity.roles.contains(*r)) {
                        continue;
                    }
                    let Some(against) = against(entity) else { continue };
                    score += 0.1 * self.count[*e].min(10) as f32 - against;
                    if self.lead[*e] {
                        score += 0.6;
                    }
                }
                Who::Described(found, plural) => {
                    if *plural
                        || !nameless
                        || !matches!(found.kind, SpeakerKind::Person | SpeakerKind::Anonymous)
                        || !roles.is_empty()
                    {
                        continue;
                    }
                    let own = lexicon::lower(&found.label).split_whitespace().find_map(|w| lexicon::role(w)?.1);
                    if gender.is_some() && own.is_some() && own != gender {
                        continue;
                    }
                    // Who has no name is spoken of by pronoun only nearby.
                    score -= if distance > 1.0 { 1.4 } else { 0.5 };

                    // *A good teacher, she said, …*: what begins a claim is not who makes it.
                    if trace.sentence == here && !trace.spoke {
                        score -= 2.0;
                    }
                    if !trace.spoke {
                        score -= 0.8;
                    }
                }
            }
            score += if trace.main {
                1.6
            } else if trace.subject {
                1.0
            } else {
                0.0
            };
            if trace.spoke {
                score += 1.1;
            }
            if trace.quoted {
                score -= 4.0;
            }
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, trace));
            }
        }
        let (_, trace) = best?;
        Some(self.of_trace(trace))
    }

    /// Whose something is that stands beside *his* or *her*: the person of whom the paragraph has just spoken, where one
    /// fits.
    pub(super) fn owner(&self, pronoun: usize, gender: Gender) -> Option<Resolved> {
        let view = self.view;
        let here = view.sentence_index(pronoun);
        let near =
            self.traces.iter().rev().take(8).filter(|t| {
                t.token < pronoun && !t.quoted && t.sentence + 1 >= here && view.block(t.token) == view.block(pronoun)
            });
        let mut fits: Vec<usize> = near
            .filter_map(|t| match t.who {
                Who::Entity(e) if self.names.entities[e].kind == SpeakerKind::Person => {
                    let own = self.names.entities[e].gender;
                    (own.is_none() || own == Some(gender)).then_some(e)
                }
                _ => None,
            })
            .collect();
        fits.sort_unstable();
        fits.dedup();
        match fits[..] {
            [one] => Some(self.entity(one, 1.0, String::new())),
            _ => None,
        }
    }

    fn of_trace(&self, trace: &Trace) -> Resolved {
        match &trace.who {
            Who::Entity(e) => self.entity(*e, 1.0, String::new()),
            Who::Described(found, _) => Resolved { how: String::new(), ..found.clone() },
        }
    }

    /// The group or body that *they* or *it* stands for: who spoke last, else the last body that was a subject.
    fn group(&self, before: usize, they: bool) -> Option<Resolved> {
        let here = self.view.sentence_index(before);
        let mut best: Option<(f32, &Trace)> = None;
        let near = if they { self.people_near(before) } else { self.document_near(before) };
        for (back, trace) in self.traces.iter().rev().take(BACK).enumerate() {
            let distance = here.saturating_sub(trace.sentence);
            if trace.token >= before || distance > SENTENCES / 2 {
                continue;
            }
            let mut score = -1.3 * distance as f32 - 0.02 * back as f32;
            if self.view.block(trace.token) != self.view.block(before) {
                score -= 0.4;
            }
            match &trace.who {
                Who::Entity(e) => match self.names.entities[*e].kind {
                    SpeakerKind::Organisation | SpeakerKind::Document => {
                        // Whom the article is about, rather than whom it mentions.
                        score += 0.08 * self.count[*e].min(10) as f32 - if they { 0.8 } else { 0.0 };
                        let entity = &self.names.entities[*e];
                        if entity.thing > 0 && entity.acts == 0 && !trace.spoke {
                            score -= 0.8;
                        }
                        // One name of which nothing says that it is a body's is hardly many.
                        if they && super::names::one_word(entity) {
                            score -= 0.6;
                        }
                    }
                    SpeakerKind::Unknown => score -= 2.0,
                    _ => continue,
                },
                Who::Described(found, plural) => match (they, plural, found.kind) {
                    (true, true, _) => score += 0.8,
                    (false, false, SpeakerKind::Unknown) if trace.spoke => score -= 0.5,
                    (true, false, SpeakerKind::Person | SpeakerKind::Anonymous) => score -= 0.5,
                    (false, false, SpeakerKind::Organisation | SpeakerKind::Document) => {}
                    (true, false, SpeakerKind::Organisation) => {}
                    _ => continue,
                },
            }
            if trace.subject {
                score += 1.2;
            }
            if trace.spoke {
                score += 1.2;
            }
            // A place or body that does nothing in its sentence is hardly *it* or *they*.
            if !trace.subject && !trace.spoke {
                score -= 1.2;
                // No country or city is *they* when it is only where something is.
                if they && matches!(&trace.who, Who::Entity(e) if self.is_somewhere(*e)) {
                    score -= 2.0;
                }
            }
            if trace.quoted {
                score -= 4.0;
            }
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, trace));
            }
        }
        if let Some((score, found)) = near
            && best.is_none_or(|(s, _)| score > s)
        {
            return Some(found);
        }
        best.map(|(_, trace)| self.of_trace(trace))
    }

    /// Whether an entity is a country or capital.
    fn is_somewhere(&self, entity: usize) -> bool {
        let e = &self.names.entities[entity];
        lexicon::is_country(&e.label) || lexicon::capital(&e.label).is_some()
    }

    /// The people who are the subject of a clause in the same sentence or the one before it, and who have no name: *Others who
    /// know her see it so. It will pass, they say*; and how likely *they* are those.
    fn people_near(&self, before: usize) -> Option<(f32, Resolved)> {
        let view = self.view;
        let here = view.sentence_index(before);
        let start = view.sentence(before).start;
        let from = if start > 0 { view.sentence(start - 1).start } else { start };
        let many = |t: &usize| {
            let word = view.lower(*t);
            let people = view.is(*t, &["others", "some", "many", "people", "both"])
                || word.ends_with('s') && matches!(lexicon::role(&word), Some((SpeakerKind::Person | SpeakerKind::Anonymous, _)));
            people
                && matches!(view.tag(*t), Tag::Noun | Tag::Propn | Tag::Adj | Tag::Det | Tag::Pron)
                && view.quote_at(*t).is_none()
                && view.relation(*t) == Relation::Nsubj
        };
        // *The roads are shut and people wait, they said*: whom the claim is about does not make it.
        let until = if before > start && view.punct(before - 1) { start } else { before };
        let noun = (from..until).rev().find(many)?;
        let apart = (here - view.sentence_index(noun)) as f32;
        let mut first = noun;
        while first > from
            && matches!(view.tag(first - 1), Tag::Adj | Tag::Noun | Tag::Num | Tag::Adv)
            && view.head(first - 1) >= Some(first)
        {
            first -= 1;
        }
        let main = super::names::main_clause(view, noun);
        let score =
            2.0 - 1.3 * apart - if main { 0.0 } else { 0.6 } - if view.block(noun) == view.block(before) { 0.0 } else { 0.4 };
        let source = super::source::phrase(view, noun, first..noun + 1);
        let label = text_of(view, &source);
        Some((score, Resolved { label, kind: SpeakerKind::Anonymous, several: true, ..Resolved::unknown() }))
    }

    /// A letter, report or other document that the same sentence or the one before it brings in (*taped a note to the
    /// door*), and how likely *it* is that.
    fn document_near(&self, before: usize) -> Option<(f32, Resolved)> {
        let view = self.view;
        let here = view.sentence_index(before);
        let start = view.sentence(before).start;
        let block = view.block(before);
        let from = if start > 0 && view.block(start - 1) == block { view.sentence(start - 1).start } else { start };
        let noun = (from..before).rev().find(|t| {
            view.tag(*t) == Tag::Noun
                && view.quote_at(*t).is_none()
                && matches!(lexicon::role(&view.lower(*t)), Some((SpeakerKind::Document, _)))
                && !plural(view, *t)
                && view.relation(*t) != Relation::Compound
        })?;
        let mut first = noun;
        while first > from && matches!(view.tag(first - 1), Tag::Adj | Tag::Noun | Tag::Num) {
            first -= 1;
        }
        if first == from || !view.is(first - 1, &["a", "an", "the", "its", "his", "her", "their", "this"]) {
            return None;
        }
        let score = -0.3 - (here - view.sentence_index(noun)) as f32;
        let label = text_of(view, &Source { tokens: first..noun + 1, head: noun });
        Some((score, Resolved { label, kind: SpeakerKind::Document, ..Resolved::unknown() }))
    }

    /// The person who acts in the sentence of a reporting verb before it: *“Never,” Obi shot back, adding that …*.
    pub fn acting(&mut self, cue: usize) -> Option<Resolved> {
        self.advance(cue);
        let sentence = self.view.sentence_index(cue);
        let trace =
            self.traces.iter().rev().take(8).find(|t| t.sentence == sentence && t.token < cue && t.subject && !t.quoted)?;
        let found = self.of_trace(trace);
        (found.kind == SpeakerKind::Person).then_some(Resolved { factor: 0.85, ..found })
    }

    /// Who goes on speaking in a further paragraph stays in mind.
    pub fn went_on(&mut self, token: usize, who: &Resolved) {
        if who.label.is_empty() || !matches!(who.kind, SpeakerKind::Person | SpeakerKind::Anonymous) {
            return;
        }
        self.advance(token);
        let whom = match who.entity {
            Some(e) => Who::Entity(e),
            None => Who::Described(who.clone(), who.several),
        };
        let sentence = self.view.sentence_index(token);
        self.traces.push(Trace { token, sentence, who: whom, subject: true, main: true, quoted: false, spoke: true });
    }

    /// The person whom a verb of asking has as its object: *A reporter asked Ada Obi …*.
    pub fn asked(&self, cue: usize) -> Option<Resolved> {
        let m = self.person_at(cue + 1..cue + 4)?;
        let titles = self.name_start(m) == cue + 1;
        (titles && !self.view.is(m.last, &["'s", "’s"])).then(|| self.entity(m.entity, 0.9, String::new()))
    }

    /// Whether *he* or *she* may be somebody, by gender.
    pub fn may_be(&self, pronoun: &Source, who: &Resolved) -> bool {
        let own = who.entity.and_then(|e| self.names.entities.get(e)).and_then(|e| e.gender);
        own.is_none_or(|g| (g == Gender::Masculine) == self.view.is(pronoun.head, &["he"]))
    }

    /// The person whom the sentence before a quotation brings in: its subject.
    pub fn brought_in(&mut self, before: usize) -> Resolved {
        self.advance(before);
        // Whoever has just spoken in the paragraph goes on, rather than somebody whom the same words name.
        let here = self.view.sentence_index(before);
        let block = self.view.block(before);
        let spoke = self
            .traces
            .iter()
            .rev()
            .take(BACK)
            .find(|t| t.token < before && t.spoke && t.sentence + 1 >= here && self.view.block(t.token) == block);
        if let Some(found) =
            spoke.map(|t| self.of_trace(t)).filter(|f| matches!(f.kind, SpeakerKind::Person | SpeakerKind::Anonymous))
        {
            return Resolved { factor: 0.85, ..found };
        }
        match self.person(before, None, &[]) {
            Some(found) => Resolved { factor: 0.8, ..found },
            None => Resolved::unknown(),
        }
    }
}

/// *A*, *A and B*, *A, B and C*.
fn listed(labels: &[&str]) -> String {
    match labels {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => labels.concat(),
    }
}

pub(super) fn plural(view: &View, head: usize) -> bool {
    let word = view.lower(head);
    matches!(&*word, "people" | "police" | "they" | "others" | "some" | "many" | "both" | "women" | "men" | "authorities")
        || view.tag(head) == Tag::Noun && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
            // *analysis*, *crisis*
            && !word.ends_with("sis")
            && !matches!(&*word, "news" | "series")
}

/// The words of a source without article and possessive, for a label.
pub(super) fn text_of(view: &View, source: &Source) -> String {
    let mut tokens = source.tokens.clone();
    if tokens.len() > 1
        && view.is(tokens.start, &["the", "a", "an", "this", "that", "one"])
        && !view.is(tokens.start + 1, &["of"])
    {
        tokens.start += 1;
    }
    let words = view.span(tokens.clone()).of(view.text).split_whitespace().collect::<Vec<_>>().join(" ");
    // *Several members* at the start of a sentence.
    let mut chars = words.chars();
    match chars.next() {
        Some(first)
            if (matches!(view.tag(tokens.start), Tag::Det | Tag::Num | Tag::Adv)
                || view.tag(tokens.start) == Tag::Adj && small(view, tokens.start)
                || lexicon::is_role(&view.lower(tokens.start)))
                && !chars.as_str().starts_with(char::is_uppercase)
                && view.word(tokens.start) != "I" =>
        {
            first.to_lowercase().chain(chars).collect()
        }
        _ => words,
    }
}

/// Whether an adjective with a capital at the start of a sentence is written small elsewhere: none of a country or party
/// (*Syrian rebels*, *Republican strategists*), nor of a name (*Fresh Market*).
fn small(view: &View, t: usize) -> bool {
    let word = view.lower(t);
    let start = view.sentence(t).start;
    let proper = ["ian", "can", "ese", "ish"].iter().any(|end| word.ends_with(end))
        && !matches!(&*word, "civilian" | "vegetarian" | "humanitarian" | "veteran" | "african" | "british");
    (t == start
        || view.quote_mark(t - 1)
        || view.is(t - 1, &["the", "a", "an"]) && t == start + 1 && !view.word(t).starts_with(char::is_uppercase))
        && !proper
        && !view.is(t, &["african", "british", "french", "dutch", "greek", "democratic"])
        && (!view.word(t + 1).starts_with(char::is_uppercase)
            || view
                .is(t, &["former", "senior", "top", "local", "new", "current", "acting", "leading", "other", "many", "several"]))
}

fn text_if_noun(view: &View, source: &Source) -> String {
    if source.tokens.len() > 1 { text_of(view, source) } else { String::new() }
}
