//! Who speaks: from the words of a source to a name, through the whole article.
//!
//! Sources are resolved in text order, and [`Speakers`] remembers who was spoken of up to each ([`memory`]): names, pronouns and
//! roles that were led back to one, and whoever is only described. A source is looked at in this order, and the first that
//! gives somebody has it:
//!
//! 1. several who speak together ([`several`]);
//! 2. a pronoun: a person ([`pronouns`]), or a group or body ([`groups`]);
//! 3. what stands for somebody without naming them: *the RC*, *the latter*, *the Nebraskan* ([`stand_in`]);
//! 4. a name in the source or beside it ([`named`]);
//! 5. a description ([`description`]), by its noun ([`words`]).
//!
//! [`turns`] is for sources that have no words of their own: whoever goes on, answers, or was brought in before a quotation.

mod description;
mod groups;
mod labels;
mod memory;
mod named;
mod outlet;
mod pronouns;
mod several;
mod stand_in;
mod turns;
mod words;

pub use labels::plural;

use super::lexicon::{self, Gender};
use super::names::{self, Names};
use super::source::Source;
use super::view::View;
use crate::report::SpeakerKind;
use crate::text::span::Span;
use crate::text::{Relation, Tag};
use memory::{Trace, Who};

/// How many mentions back a source looks.
const BACK: usize = 60;
/// How many sentences back a pronoun looks.
const SENTENCES: usize = 14;

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

    /// As found for these words of the article, and how sure that is.
    fn called(self, words: &str, factor: f32) -> Self {
        Resolved { factor, how: format!("“{words}” is {}", self.label), ..self }
    }

    /// As a trace has it, without how it was found there.
    fn again(&self) -> Self {
        Resolved { how: String::new(), ..self.clone() }
    }
}

/// Resolves sources in text order, remembering who was spoken of.
pub struct Speakers<'v> {
    view: &'v View<'v>,
    /// All names of the article.
    pub names: Names,
    /// How often each entity is named: who an article is about is spoken of by pronoun more than who is named once.
    count: Vec<u32>,
    /// Whether the headline or the first paragraph names the entity: whom the article is about.
    lead: Vec<bool>,
    /// The outlet through which the last claim came: *told the outlet*.
    outlet: Option<String>,
    /// Next name to pass.
    next: usize,
    /// Next sentence whose opening words are looked at.
    opening: usize,
    /// Who was spoken of, in text order.
    traces: Vec<Trace>,
}

impl<'v> Speakers<'v> {
    /// Reads the names.
    pub fn new(view: &'v View<'v>) -> Self {
        let names = names::find(view);
        let mut count = vec![0; names.entities.len()];
        let mut lead = vec![false; names.entities.len()];
        for m in &names.mentions {
            count[m.entity] += 1;
            lead[m.entity] |= view.block(m.first) < 2;
        }
        Speakers { view, names, count, lead, outlet: None, next: 0, opening: 0, traces: Vec::new() }
    }

    /// Who a source is. `at` is a token from which names count as later: those after the reporting clause.
    pub fn resolve(&mut self, source: &Source, at: usize) -> Resolved {
        let view = self.view;
        let first = source.tokens.start;
        self.advance(first.min(at).max(first));
        let mut found = self.look(source);
        let pronoun = view.is(source.head, &["he", "she"]);
        // Who is *she* is a person, however little the name says.
        if found.kind == SpeakerKind::Organisation
            && pronoun
            && found.entity.is_some_and(|e| names::one_word(&self.names.entities[e]))
        {
            found.kind = SpeakerKind::Person;
        }
        // So is *the singer*, of whom nothing else is known.
        if found.kind == SpeakerKind::Person
            && let Some(e) = found.entity
            && view.tag(source.head) == Tag::Noun
            && self.names.entities[e].kind == SpeakerKind::Organisation
        {
            self.names.entities[e].kind = SpeakerKind::Person;
        }
        self.learn_role(source, &found);
        if pronoun {
            self.learn_gender(gender_of(view, source.head), &found);
        }
        // Who writes is nobody who *they* or *he* could be.
        let nobody = found.label.is_empty() || found.entity.is_none() && view.is(source.head, &["i", "we"]);
        if !nobody {
            let who = Who::found(found.clone(), found.several || plural(view, source.head));
            let main = self.leads(source);
            self.traces.push(Trace { main, spoke: true, ..Trace::subject(view, first, who) });
        }
        found
    }

    /// Whether a source is the subject of its sentence's main clause, rather than a noun whose relative clause reports.
    fn leads(&self, source: &Source) -> bool {
        !matches!(self.view.relation(source.head), Relation::Obj | Relation::Obl | Relation::Nmod | Relation::Iobj)
            && names::main_clause(self.view, source.head)
    }

    /// Who a source is, as far as was read; nothing is remembered.
    fn look(&self, source: &Source) -> Resolved {
        let view = self.view;
        let source = &spokesman(view, source).unwrap_or_else(|| source.clone());
        if let Some(found) = self.both(source).or_else(|| self.together(source)) {
            return found;
        }
        if pronouns::is_pronoun(view, source.head) {
            return self.pronoun(source);
        }
        self.possessed(source)
            .or_else(|| self.office(source))
            .or_else(|| self.named_as(source))
            .or_else(|| self.latter(source))
            .or_else(|| self.native(source))
            .or_else(|| self.by_name(source))
            .unwrap_or_else(|| self.description(source))
    }

    /// An entity as the speaker.
    fn entity(&self, at: usize, factor: f32) -> Resolved {
        let e = &self.names.entities[at];
        let kind = if e.kind == SpeakerKind::Unknown { SpeakerKind::Person } else { e.kind };
        let label = if kind == SpeakerKind::Organisation { lexicon::capital(&e.label).unwrap_or(&e.label) } else { &e.label };
        let (label, mention) = (label.to_owned(), Some(e.mention));
        Resolved { label, kind, mention, factor, how: String::new(), entity: Some(at), several: false }
    }
}

/// *a spokesman for former President Obi*: who speaks is the spokesman, whatever was taken for the head.
fn spokesman(view: &View, source: &Source) -> Option<Source> {
    let noun = source.tokens.start + 1;
    let speaks_for_another = view.is(source.tokens.start, &["a", "an"])
        && source.head > noun + 1
        && view.is(noun, &["spokesman", "spokeswoman", "spokesperson", "lawyer", "representative", "aide", "adviser"])
        && view.is(noun + 1, &["for", "of", "to"]);
    speaks_for_another.then(|| Source { tokens: source.tokens.clone(), head: noun })
}

/// The gender of *he* or *she*.
fn gender_of(view: &View, pronoun: usize) -> Gender {
    if view.is(pronoun, &["he"]) { Gender::Masculine } else { Gender::Feminine }
}

/// The gender of *his*, *him* or *her*.
fn gender_of_possessive(view: &View, pronoun: usize) -> Gender {
    if view.is(pronoun, &["her"]) { Gender::Feminine } else { Gender::Masculine }
}
