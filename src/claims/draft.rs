//! A claim while it is being put together.

use super::source::Source;
use crate::report::VerbClass;
use crate::text::span::Span;

/// By which construction a claim was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Construction {
    /// Verb, then a clause: *said that*.
    Clause,
    /// Verb, then a quotation.
    QuoteAfter,
    /// A quotation, then the verb.
    QuoteBefore,
    /// The claim first, the reporting clause at the end or in the middle.
    Parenthetical,
    /// *according to*.
    AccordingTo,
    /// *urged them to*, *vowed to*.
    Infinitive,
    /// *accused them of*, *called it a*, *described it as*.
    Object,
    /// *rejected any “substitute”*.
    QuotedPhrase,
    /// *is said to*, *was accused of*.
    Passive,
    /// *reportedly*.
    Adverb,
    /// *the allegation that*.
    Noun,
    /// Colon or dash of a headline.
    Headline,
    /// A quotation in a headline without a cue.
    HeadlineQuote,
    /// A quotation that goes on.
    Continuation,
    /// A quotation after a sentence that brings in the speaker.
    Introduced,
    /// A block quotation.
    Block,
}

impl Construction {
    /// In words for a reader.
    pub fn words(self) -> &'static str {
        match self {
            Construction::Clause => "a clause after the reporting verb",
            Construction::QuoteAfter => "a quotation after the reporting verb",
            Construction::QuoteBefore => "a quotation before the reporting verb",
            Construction::Parenthetical => "a statement with the reporting clause at its end or inside it",
            Construction::AccordingTo => "a statement given as somebody's account",
            Construction::Infinitive => "what somebody is asked or promises to do",
            Construction::Object => "what somebody calls or accuses another",
            Construction::QuotedPhrase => "quoted words after the reporting verb",
            Construction::Passive => "a report without an active speaker",
            Construction::Adverb => "a word that marks the statement as reported",
            Construction::Noun => "a noun of speech with its clause",
            Construction::Headline => "a headline that names its source",
            Construction::HeadlineQuote => "a quotation in the headline",
            Construction::Continuation => "a quotation that goes on with the same speaker",
            Construction::Introduced => "a quotation after the sentence that brings in the speaker",
            Construction::Block => "a block quotation",
        }
    }
}

/// A claim while it is being put together.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Content, in text order.
    pub content: Vec<Span>,
    /// Cue.
    pub cue: Vec<Span>,
    /// Token of the cue, if it is a word.
    pub cue_token: Option<usize>,
    /// Source.
    pub source: Option<Source>,
    /// Lemma of the cue.
    pub verb: Option<String>,
    /// Class of the cue.
    pub class: VerbClass,
    /// How it was found.
    pub construction: Construction,
    /// 0 to 1.
    pub confidence: f32,
    /// Tokens of those who are told.
    pub told: Option<Source>,
    /// Via as found already (from *according to* around it).
    pub via: Option<Source>,
    /// Index (in the final list) of the claim whose speaker this one shares.
    pub follows: Option<usize>,
}

impl Draft {
    /// First byte of content or cue.
    pub fn start(&self) -> usize {
        self.content.iter().chain(&self.cue).map(|s| s.start).min().unwrap_or(0)
    }

    /// Whether a byte lies in the content.
    pub fn holds(&self, at: usize) -> bool {
        self.content.iter().any(|c| c.contains(at))
    }
}
