//! Sources that are descriptions: *the minister*, *the bloc*, *officials*, *a person familiar with the matter*.
//!
//! What a description's words say of whom it means is read once ([`Described`]), and then it is looked for, in this order:
//!
//! 1. an outlet, a government called by its capital, a body that the description names (*a group known as the Nine*);
//! 2. whoever was spoken of before, by the same noun or without a name ([`earlier`]);
//! 3. the most likely person or body of that sort ([`person`], [`body`]);
//! 4. somebody of the family ([`family`]), or whom the article names a little later ([`later`]);
//! 5. else it stays a description, and [`sort`] says of what.
//!
//! Which of several bears a role is in [`bearer`].

mod bearer;
mod body;
mod earlier;
mod family;
mod later;
mod person;
mod sort;

use super::labels::{plural, text_of};
use super::words::{self, Sort};
use super::{Resolved, Speakers};
use crate::claims::lexicon::{self, Gender};
use crate::claims::source::Source;
use crate::claims::view::View;
use crate::report::{BlockKind, SpeakerKind};
use crate::text::Tag;
use std::borrow::Cow;
use std::ops::Range;

/// Possessives that a description begins with.
const POSSESSIVES: &[&str] = &["his", "her", "its", "their"];

/// A description, with what its words say.
struct Described<'d> {
    source: &'d Source,
    /// Its noun, lower case.
    noun: Cow<'d, str>,
    /// Its words as a label, with their pronouns written out.
    text: String,
    /// The role that the noun names.
    role: Option<(SpeakerKind, Option<Gender>)>,
    /// Whether it is of several.
    many: bool,
    /// Whether it begins with *the*, *that* or a possessive.
    definite: bool,
    /// Whether it is a headline's, which leaves out *the*.
    in_headline: bool,
    /// Whether it tells an age: *the 43-year-old cook* is one word more.
    aged: bool,
    /// Whether it has so few words that it may stand for whoever was spoken of.
    short: bool,
}

impl<'d> Described<'d> {
    fn read(view: &View<'d>, source: &'d Source, text: String) -> Self {
        let (start, head) = (source.tokens.start, source.head);
        let noun = view.lower(head);
        let definite = view.is(start, &["the", "this", "that"]) || view.is(start, POSSESSIVES);
        let aged = text.contains("year-old");
        let most = if aged { 4 } else { 3 };
        Described {
            source,
            role: lexicon::role(&noun),
            noun,
            many: plural(view, head),
            definite,
            in_headline: !definite && matches!(view.block_kind(head), Some(BlockKind::Headline)),
            aged,
            short: source.tokens.len() <= 4 || text.split_whitespace().count() <= most && definite,
            text,
        }
    }

    /// Whether the noun is one of these.
    fn is(&self, nouns: &[&str]) -> bool {
        nouns.contains(&&*self.noun)
    }

    /// Whether it is one definite somebody: *the minister*, *her husband*.
    fn is_the_one(&self) -> bool {
        self.definite && !self.many
    }

    /// The gender that a person's role says; nothing where the role is no person's or of many.
    fn person(&self) -> Option<Option<Gender>> {
        match self.role {
            Some((SpeakerKind::Person, gender)) if !self.many => Some(gender),
            _ => None,
        }
    }

    /// The tokens before the noun.
    fn before_noun(&self) -> Range<usize> {
        self.source.tokens.start..self.source.head
    }

    /// Whether a name stands before the noun: *the Ohio Democrat*.
    fn has_name_before(&self, view: &View) -> bool {
        self.before_noun().any(|t| view.tag(t) == Tag::Propn)
    }

    /// Somebody who was found for it.
    fn is_of(&self, found: Resolved, factor: f32) -> Resolved {
        found.called(&self.text, factor)
    }
}

impl Speakers<'_> {
    /// *the minister*, *the bloc*, *officials*, *a person familiar with the matter*.
    pub(super) fn description(&self, source: &Source) -> Resolved {
        if let Some(found) = self.outlet_as_speaker(source) {
            return found;
        }
        let text = text_of(self.view, source);
        if let Some(found) = self.government(source, &text).or_else(|| self.known_as(source)) {
            return found;
        }
        let text = self.written_out(source, text);
        let d = &Described::read(self.view, source, text);
        self.spoken_of_before(d)
            .or_else(|| self.firm_of_a_place(d))
            .or_else(|| self.somebody_famous(d))
            .or_else(|| self.by_role(d))
            .or_else(|| self.of_the_family(d))
            .or_else(|| self.named_later(d))
            .unwrap_or_else(|| self.as_described(d))
    }

    /// *Moscow*, where it speaks.
    fn government(&self, source: &Source, text: &str) -> Option<Resolved> {
        let label = lexicon::capital(text).filter(|_| self.view.tag(source.head) == Tag::Propn)?.to_owned();
        let how = format!("“{text}” stands for its government");
        Some(Resolved { label, kind: SpeakerKind::Organisation, factor: 0.95, how, ..Resolved::unknown() })
    }

    /// *a group known as the Nine*
    fn known_as(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        let end = source.tokens.end;
        let known = (source.head..end).find(|t| view.is(*t, &["known"]) && view.is(*t + 1, &["as"]))?;
        let from = (known + 2..end).find(|t| !view.punct(*t) && !view.is(*t, &["the"]))?;
        let to = (from..end).find(|t| view.punct(*t)).unwrap_or(end);
        if view.tag(from) != Tag::Propn {
            return None;
        }
        let label = text_of(view, &Source { tokens: from..to, head: to - 1 });
        let mention = Some(view.span(from..to));
        Some(Resolved { label, kind: SpeakerKind::Organisation, mention, factor: 0.95, ..Resolved::unknown() })
    }

    /// Whoever was spoken of before and may be called so.
    fn spoken_of_before(&self, d: &Described) -> Option<Resolved> {
        self.body_called(d)
            .or_else(|| self.described_before(d))
            .or_else(|| self.researchers(d))
            .or_else(|| self.nameless(d))
            .or_else(|| self.official(d))
    }

    /// The most likely person or body of the role that the noun names, or of the age that is told.
    fn by_role(&self, d: &Described) -> Option<Resolved> {
        let view = self.view;
        let start = d.source.tokens.start;
        if d.person().is_some() && (d.definite && !view.is(start, POSSESSIVES) || d.in_headline) {
            return self.person_of_role(d);
        }
        if d.is_the_one() && d.short && (d.aged || d.noun.contains("year-old")) {
            return self.person(d.source.head, None, &[]).map(|found| d.is_of(found, 0.9));
        }
        let body = matches!(d.role, Some((SpeakerKind::Organisation, _)))
            && d.is_the_one()
            && !view.is(start, &["his", "her", "their"])
            && (d.source.tokens.len() <= 3 || d.text.contains("-based "));
        if body { self.body_of_sort(d) } else { None }
    }

    /// The description as it stands.
    fn as_described(&self, d: &Described) -> Resolved {
        let view = self.view;
        let anonymous = d.source.tokens.clone().any(|t| view.is(t, &["familiar", "anonymity", "unnamed", "anonymous"]));
        // Nobody who is only described is known, but for who holds an office that one person has.
        let office = d.definite && words::is(&d.noun, Sort::Office);
        let kind = match d.role {
            _ if anonymous => SpeakerKind::Anonymous,
            Some((SpeakerKind::Person, _)) if d.many || !office => SpeakerKind::Anonymous,
            Some((kind, _)) => kind,
            None if view.tag(d.source.head) == Tag::Propn => SpeakerKind::Organisation,
            None => sort::of(view, d.source, &d.noun),
        };
        Resolved { label: d.text.clone(), kind, ..Resolved::unknown() }
    }
}
