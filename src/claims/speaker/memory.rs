//! Who was spoken of up to a token, in text order: names, whoever begins a sentence without one, and whom a claim was led to.

use super::labels::plural;
use super::{BACK, Resolved, Speakers, gender_of};
use crate::claims::lexicon::{self, Gender};
use crate::claims::source::Source;
use crate::claims::view::View;
use crate::report::{BlockKind, SpeakerKind};
use crate::text::span::Span;
use crate::text::{Relation, Tag};

/// Somebody who was spoken of: a name, or a pronoun or role that was led back to one.
#[derive(Clone, Debug)]
pub struct Trace {
    /// Where.
    pub token: usize,
    /// Index of its sentence.
    pub sentence: usize,
    /// Who it is.
    pub who: Who,
    /// Whether it is the subject of its clause.
    pub subject: bool,
    /// Whether it is the subject of the sentence's main clause.
    pub main: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// Whether a claim is theirs.
    pub spoke: bool,
}

impl Trace {
    /// The subject of a sentence's main clause.
    pub fn subject(view: &View, token: usize, who: Who) -> Self {
        let sentence = view.sentence_index(token);
        Trace { token, sentence, who, subject: true, main: true, quoted: false, spoke: false }
    }
}

/// Who is spoken of.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// A name, by its entity.
    Entity(usize),
    /// A description that names nobody (*a witness*, *the committee*), and whether it is of several.
    Described(Resolved, bool),
}

impl Who {
    /// Whoever was found; `several` says whether a description is of several.
    pub fn found(found: Resolved, several: bool) -> Self {
        match found.entity {
            Some(e) => Who::Entity(e),
            None => Who::Described(found, several),
        }
    }
}

impl Speakers<'_> {
    /// The latest traces before a token, latest first.
    pub(super) fn lately(&self, before: usize) -> impl Iterator<Item = &Trace> {
        self.traces.iter().rev().take(BACK).filter(move |t| t.token < before)
    }

    /// Whom a trace is of, as the speaker.
    pub(super) fn of_trace(&self, trace: &Trace) -> Resolved {
        match &trace.who {
            Who::Entity(e) => self.entity(*e, 1.0),
            Who::Described(found, _) => found.again(),
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

    /// Takes in all names before a token, and what is described at the start of sentences.
    pub(super) fn advance(&mut self, to: usize) {
        loop {
            let name = self.names.mentions.get(self.next).map(|m| m.first).filter(|first| *first < to);
            let sentence = self.view.analysis.sentences.get(self.opening).map(|s| s.first);
            let opening = sentence.filter(|first| *first < to && name.is_none_or(|name| *first <= name));
            if let Some(first) = opening {
                self.opening += 1;
                self.pass_opening(first, to);
            } else if name.is_some() {
                self.pass_name(self.next);
                self.next += 1;
            } else {
                break;
            }
        }
    }

    /// Remembers the name of a mention, and the two that a subject names side by side.
    fn pass_name(&mut self, mention: usize) {
        let view = self.view;
        let m = self.names.mentions[mention];
        // *the Ada Obi biographer*, *Selwyn FM presenter Tom Eze*: what says which one is not what is spoken of.
        let modifies = !m.subject && view.person_role(m.last) && view.word(m.last).starts_with(char::is_lowercase);
        let (subject, main, quoted) = (m.subject, m.main, m.quoted || modifies);
        let pair = self.pair(mention);
        self.traces.push(Trace { subject, main, quoted, ..Trace::subject(view, m.first, Who::Entity(m.entity)) });
        if let Some(both) = pair {
            self.traces.push(Trace { main, ..Trace::subject(view, m.first, Who::Described(both, true)) });
        }
    }

    /// Remembers whom or what a sentence begins with, where a description says so: *A consultant …*, *The report …*.
    fn pass_opening(&mut self, first: usize, to: usize) {
        let view = self.view;
        if !matches!(view.block_kind(first), Some(BlockKind::Paragraph | BlockKind::ListItem)) || view.quote_at(first).is_some() {
            return;
        }
        // *He* and *she* at the start keep whom they stand for in mind.
        if view.is(first, &["he", "she"]) {
            let gender = gender_of(view, first);
            if let Some(found) = self.person(first, Some(gender), &[]) {
                self.learn_gender(gender, &found);
                self.traces.push(Trace::subject(view, first, Who::found(found, false)));
            }
            return;
        }
        let Some(head) = opening_noun(view, first, to) else { return };
        let source = Source { tokens: first..head + 1, head };
        let found = self.look(&source);
        self.learn_role(&source, &found);
        if !found.label.is_empty() {
            self.traces.push(Trace::subject(view, first, Who::found(found, plural(view, head))));
        }
    }

    /// Whom a pronoun was led back to is of its gender from now on, where nothing else says so.
    pub(super) fn learn_gender(&mut self, gender: Gender, found: &Resolved) {
        if let Some(e) = found.entity
            && let Some(entity) = self.names.entities.get_mut(e)
            && entity.gender.is_none()
            && entity.kind != SpeakerKind::Organisation
        {
            entity.gender = Some(gender);
            entity.learnt = true;
        }
    }

    /// Whom a description was led back to has that role from now on, with what says which (*the prime minister*).
    pub(super) fn learn_role(&mut self, source: &Source, found: &Resolved) {
        let view = self.view;
        if let Some(e) = found.entity
            && found.factor < 1.0
            && self.names.entities[e].kind == SpeakerKind::Person
            && view.person_role(source.head)
            && view.tag(source.head) == Tag::Noun
        {
            let which = (source.tokens.start..source.head).filter(|t| matches!(view.tag(*t), Tag::Noun | Tag::Adj));
            let roles = &mut self.names.entities[e].roles;
            roles.extend(which.map(|t| view.lower(t).into_owned()));
            roles.insert(view.lower(source.head).into_owned());
        }
    }
}

/// The noun that a sentence begins with, where it names a role or many who report: *A consultant …*, *Residents say …*.
fn opening_noun(view: &View, first: usize, to: usize) -> Option<usize> {
    let bare = matches!(view.tag(first), Tag::Noun | Tag::Adj) || view.is(first, &["some", "many", "several", "most"]);
    if !bare && !view.is(first, &["a", "an", "another", "the", "one", "its", "their", "his", "her"]) {
        return None;
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
            Tag::Propn if noun.is_none() && view.tag(t + 1) != Tag::Propn && view.person_role(t) => noun = Some(t),
            Tag::Propn => return None,
            _ => break,
        }
    }
    // *Residents say …*, *Climate hawks warn …*: many who report.
    let subject = |h: usize| plural(view, h) && view.relation(h) == Relation::Nsubj;
    let reports = |h: usize| view.head(h).is_some_and(|v| v > h && lexicon::reports(&view.lower(v)));
    let role = |h: usize| lexicon::role(&view.lower(h)).is_some();
    noun.filter(|h| if bare { subject(*h) && (reports(*h) || role(*h)) } else { role(*h) })
}
