//! Which claims a reader wants to see.

use crate::export::Words;
use crate::report::{Claim, ClaimKind, Report, SpeakerKind, VerbClass};

/// A kind of claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// Every claim.
    #[default]
    All,
    /// Quoted, wholly or in part.
    Direct,
    /// Reported, not quoted.
    Reported,
    /// With a verb that keeps a distance (*claimed*, *alleged*).
    Distancing,
    /// Denied or rejected.
    Denials,
    /// By a source without a name.
    Unnamed,
    /// Through another outlet or person.
    Via,
}

impl Filter {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Filter; 7] =
        [Filter::All, Filter::Direct, Filter::Reported, Filter::Distancing, Filter::Denials, Filter::Unnamed, Filter::Via];

    /// A short name, as in the interface's texts.
    pub fn name(self) -> &'static str {
        match self {
            Filter::All => "all",
            Filter::Direct => "direct",
            Filter::Reported => "reported",
            Filter::Distancing => "distancing",
            Filter::Denials => "denials",
            Filter::Unnamed => "unnamed",
            Filter::Via => "via",
        }
    }

    /// The filter of this name.
    pub fn named(name: &str) -> Option<Filter> {
        Filter::ALL.into_iter().find(|f| f.name() == name)
    }

    /// Whether a claim is of this kind.
    pub fn lets(self, claim: &Claim) -> bool {
        match self {
            Filter::All => true,
            Filter::Direct => claim.kind != ClaimKind::Indirect,
            Filter::Reported => claim.kind == ClaimKind::Indirect,
            Filter::Distancing => claim.verb_class == VerbClass::Distancing,
            Filter::Denials => claim.verb_class == VerbClass::Denial,
            Filter::Unnamed => claim.speaker.kind == SpeakerKind::Anonymous,
            Filter::Via => claim.via.is_some(),
        }
    }
}

/// What the reader has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Which kind.
    pub filter: Filter,
    /// Index into [`Report::sources`], where one source alone is wanted.
    pub source: Option<usize>,
    /// Words to be found, as typed.
    pub search: String,
}

/// Text as it is compared in a search: lower case, accents kept, curly marks straight, white space as single blanks.
fn folded(text: &str) -> String {
    let straight = text.chars().flat_map(char::to_lowercase).map(|c| match c {
        '’' | '‘' => '\'',
        '“' | '”' => '"',
        other => other,
    });
    straight.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Indices of the claims that fit: of the kind, by the source, and with every word that was typed in their content, verb,
/// speaker or the one through whom they came.
pub fn chosen(report: &Report, words: &Words, choice: &Choice) -> Vec<usize> {
    let wanted = folded(&choice.search);
    let wanted: Vec<&str> = wanted.split(' ').filter(|w| !w.is_empty()).collect();
    let source = choice.source.and_then(|n| report.sources.get(n));
    let fits = |claim: &Claim| {
        if !choice.filter.lets(claim) || source.is_some_and(|s| s.label != claim.speaker.label || s.kind != claim.speaker.kind) {
            return false;
        }
        if wanted.is_empty() {
            return true;
        }
        let via = claim.via.as_deref().unwrap_or_default();
        let all =
            [&words.all(&claim.content), &words.all(&claim.cue), &words.all(&claim.source), claim.speaker.label.as_str(), via];
        let text = folded(&all.join(" "));
        wanted.iter().all(|w| text.contains(w))
    };
    report.claims.iter().enumerate().filter(|(_, c)| fits(c)).map(|(n, _)| n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    fn found(choice: Choice) -> Vec<usize> {
        let report = sample();
        chosen(&report, &Words::new(&report.document.text), &choice)
    }

    #[test]
    fn kind_source_and_search_are_all_met() {
        let with = |filter, source, search: &str| found(Choice { filter, source, search: search.into() });
        assert_eq!(with(Filter::All, None, ""), [0, 1]);
        assert_eq!(with(Filter::Direct, None, ""), [1]);
        assert_eq!(with(Filter::Reported, None, "  "), [0]);
        assert_eq!(with(Filter::Distancing, None, ""), [0]);
        assert_eq!(with(Filter::Via, None, ""), [0]);
        assert_eq!(with(Filter::Denials, None, ""), [0usize; 0]);
        assert_eq!(with(Filter::All, Some(1), ""), [1]);
        assert_eq!(with(Filter::Direct, Some(0), ""), [0usize; 0]);
        assert_eq!(with(Filter::All, Some(99), ""), [0, 1]);
    }

    #[test]
    fn a_search_finds_words_in_any_order_and_case() {
        let search = |words: &str| found(Choice { search: words.into(), ..Choice::default() });
        assert_eq!(search("MOVED"), [0, 1]);
        assert_eq!(search("quill nothing"), [0]);
        assert_eq!(search("\"it"), [1]);
        assert_eq!(search("harbour"), [0]);
        assert_eq!(search("tide"), [0usize; 0]);
    }

    #[test]
    fn every_filter_has_a_name_of_its_own() {
        assert!(Filter::ALL.iter().all(|f| Filter::named(f.name()) == Some(*f)));
        assert_eq!(Filter::named("nothing"), None);
    }
}
