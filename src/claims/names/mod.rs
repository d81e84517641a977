//! Names in the text: who and what the article speaks of, so that a pronoun, surname or role can be led back to them.
//!
//! [`find`] reads them in one pass. For each run of words that are one name ([`run`], past the [`dateline`]), [`trim`] cuts off
//! titles and offices, [`signs`] gathers what stands around it, and [`record`] decides whether it is somebody who was named
//! before. When the whole article is read, names that turn out to be one are joined, in this order:
//!
//! 1. what is only ever a place or a thing is no person ([`join::things`]);
//! 2. a body whose letters stand in brackets gets its whole name ([`acronyms::spelt_out`]);
//! 3. surnames and first halves are led to the full name ([`join::parts`]), and letters to what they stand for
//!    ([`acronyms::join`]);
//! 4. pronouns say whether somebody is *he* or *she* ([`gender::learn`]);
//! 5. short forms of given names are led to the one who has the name, and a surname that two share is given to both
//!    ([`join::short_forms`], [`join::shared_surnames`]).
//!
//! Words that say what sort of name it is stand in [`words`]; [`as_written`] is for officials, whose names come from tables.

mod acronyms;
mod as_written;
mod dateline;
mod gender;
mod join;
mod letters;
mod party;
mod record;
mod run;
mod signs;
mod trim;
mod words;

pub use as_written::{as_written, is_titled};
pub use dateline::dateline;
pub use letters::same_letters;
pub use signs::{of_what, other_matter, sent};
pub use words::{is_office, is_title};

use super::lexicon::{self, Gender};
use super::view::View;
use crate::report::SpeakerKind;
use crate::text::Relation;
use crate::text::span::Span;
use std::collections::HashSet;

/// Somebody or something that the article names.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The fullest name.
    pub label: String,
    /// Person, organisation, …
    pub kind: SpeakerKind,
    /// From given name, title or role.
    pub gender: Option<Gender>,
    /// Whether that was only learnt from the pronouns near the name.
    pub learnt: bool,
    /// Role nouns that the article gives (lower case).
    pub roles: HashSet<String>,
    /// Initial letters of the titles that stand before the name (*RC* of *the Regional Commissioner Ada Obi*), lower case.
    pub initials: HashSet<String>,
    /// What a role that stands beside the name is of, with the role (*head* of *rehabilitation department*), lower case.
    pub matters: Vec<(String, Vec<String>)>,
    /// Whether a title, role, age or *who* marks it as a person's, beyond what the name itself says.
    pub titled: bool,
    /// Mentions that are in a place or have an article, as places and things are and people are not.
    pub thing: u32,
    /// Mentions that act: subjects of a reporting verb.
    pub acts: u32,
    /// Where the label stands.
    pub mention: Span,
}

/// A name in its place.
#[derive(Clone, Copy, Debug)]
pub struct Mention {
    /// First token of the name.
    pub first: usize,
    /// One past its last.
    pub last: usize,
    /// Index of the entity.
    pub entity: usize,
    /// Whether it is the subject of its clause.
    pub subject: bool,
    /// Whether that clause is the main one of its sentence.
    pub main: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

/// All names of an article.
#[derive(Debug, Default)]
pub struct Names {
    /// Who is named.
    pub entities: Vec<Entity>,
    /// Where, in text order.
    pub mentions: Vec<Mention>,
}

impl Names {
    /// The mention of which a token is part.
    pub fn at(&self, token: usize) -> Option<&Mention> {
        self.ending_after(token).first().filter(|m| m.first <= token)
    }

    /// The mentions that end after a token: those of which it is part or that begin later.
    pub fn ending_after(&self, token: usize) -> &[Mention] {
        &self.mentions[self.mentions.partition_point(|m| m.last <= token)..]
    }

    /// The mentions that begin at a token or later.
    pub fn from(&self, token: usize) -> &[Mention] {
        &self.mentions[self.mentions.partition_point(|m| m.first < token)..]
    }

    /// The mentions that end before a token begins.
    pub fn before(&self, token: usize) -> &[Mention] {
        &self.mentions[..self.mentions.partition_point(|m| m.last <= token)]
    }
}

/// Reads all names, in one pass, and joins those that are one.
pub fn find(view: &View) -> Names {
    let mut runs = run::Runs::new(view);
    let mut record = record::Record::new(view);
    while let Some(run) = runs.next(&record.names) {
        record.add(run);
    }
    let mut names = record.names;
    join::things(&mut names);
    acronyms::spelt_out(view, &mut names);
    join::parts(&mut names);
    acronyms::join(view, &mut names);
    gender::learn(view, &mut names);
    join::short_forms(&mut names);
    join::shared_surnames(view, &mut names);
    names
}

/// Whether a name is one word that was taken for a body's for want of any sign.
pub fn one_word(entity: &Entity) -> bool {
    entity.kind == SpeakerKind::Organisation
        && entity.thing == 0
        && !entity.label.contains(' ')
        && !letters::acronym(&entity.label)
        && entity.roles.is_empty()
        && !lexicon::is_country(&entity.label)
        && lexicon::capital(&entity.label).is_none()
        && lexicon::role(&lexicon::lower(&entity.label)).is_none()
        && !words::is(&lexicon::lower(&entity.label), words::Sort::Thing)
}

/// Whether a subject's verb is the sentence's own: not that of a relative or adverbial clause, nor of what is reported.
pub fn main_clause(view: &View, subject: usize) -> bool {
    let mut at = subject;
    for _ in 0..8 {
        let Some(head) = view.head(at) else { return true };
        match view.relation(at) {
            Relation::Nsubj | Relation::NsubjPass | Relation::Conj | Relation::Parataxis | Relation::Appos | Relation::Flat => {
                at = head;
            }
            // What stands before its reporting verb (*the road is closed, Obi said*) is the sentence as much as the verb is.
            Relation::Ccomp if at < head => at = head,
            Relation::Root => return true,
            _ => return false,
        }
    }
    false
}
