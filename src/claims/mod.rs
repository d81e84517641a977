//! Attributed claims: who says what.

use crate::page::article::Article;
use crate::report::{ClaimKind, SpeakerKind, VerbClass};
use crate::text::Analysis;
use crate::text::span::Span;

/// A claim as found, in bytes; [`crate::report::Claim`] says what each field means.
#[derive(Clone, Debug)]
pub struct Found {
    /// Content, one or several pieces in text order.
    pub content: Vec<Span>,
    /// Cue.
    pub cue: Vec<Span>,
    /// Source.
    pub source: Vec<Span>,
    /// Quoted or reported.
    pub kind: ClaimKind,
    /// Lemma of the cue.
    pub verb: Option<String>,
    /// What the verb signals.
    pub verb_class: VerbClass,
    /// Canonical label of the speaker.
    pub speaker: String,
    /// What kind of source.
    pub speaker_kind: SpeakerKind,
    /// Where the speaker's name stands that the label was taken from (to link officials), if anywhere.
    pub speaker_mention: Option<Span>,
    /// Through which outlet or person.
    pub via: Option<String>,
    /// 0 to 1.
    pub confidence: f32,
    /// Why.
    pub why: String,
}

/// Finds all claims, in text order. `cited` are the outlets cited in the text (name, place), for `via`.
pub fn find(_article: &Article, _analysis: &Analysis, _cited: &[(String, Span)]) -> Vec<Found> {
    Vec::new()
}
