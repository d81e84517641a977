//! Named officials: the right person, the right office, on the right day.

use crate::page::article::Article;
use crate::report::{Certainty, Office};
use crate::text::Analysis;
use crate::text::span::Span;

/// An official as found, in bytes; [`crate::report::Official`] says what each field means.
#[derive(Clone, Debug)]
pub struct Found {
    /// Usual name.
    pub person: String,
    /// Wikidata item.
    pub wikidata: Option<String>,
    /// Where the name stands, in text order.
    pub mentions: Vec<Span>,
    /// The role that the text states.
    pub stated_role: Option<String>,
    /// Offices as of the day of publication.
    pub office_then: Vec<Office>,
    /// Offices held now.
    pub office_now: Vec<Office>,
    /// How sure.
    pub certainty: Certainty,
    /// Why.
    pub why: String,
}

/// Finds the officials named. `published` and `today` are ISO days; without `published`, `today` is taken.
pub fn find(_article: &Article, _analysis: &Analysis, _published: Option<&str>, _today: &str) -> Vec<Found> {
    Vec::new()
}
