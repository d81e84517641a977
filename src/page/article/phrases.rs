//! Set phrases with which pages lead elsewhere, ask for something, or say where a text comes from.
//!
//! In the languages of the press that Sourcelight's readers are most likely to meet; English first. All in lower case, matched
//! at the beginning of a line.

use std::collections::HashMap;
use std::sync::OnceLock;

/// The phrases of a kind, from `phrases.tsv`:
///
/// - `lead`: *Read more: …*; what follows is the title of another article.
/// - `appeal`: asks the reader for something, or labels what is no text; `appeal anywhere`: the same within a sentence.
/// - `credit`: who worked on the text and where it is from; `helper`: the same within a sentence.
/// - `caption`: labels a caption. `end`: heading of what follows a text.
/// - `provenance`: within a line; it says where the text comes from or to whom it belongs.
fn phrases(kind: &str) -> &'static [&'static str] {
    static TABLE: OnceLock<HashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table: HashMap<&'static str, Vec<&'static str>> = HashMap::new();
        for row in include_str!("phrases.tsv").lines().skip(1) {
            let mut cells = row.split('\t');
            if let (Some(phrase), Some(kind)) = (cells.next(), cells.next()) {
                table.entry(kind).or_default().push(phrase);
            }
        }
        table
    });
    table.get(kind).map_or(&[], Vec::as_slice)
}

/// Whether the line leads to another article.
pub(super) fn leads(line: &str) -> bool {
    begins(line, phrases("lead"))
}

/// Whether the line asks for something or labels an advertisement.
pub(super) fn appeals(line: &str) -> bool {
    begins(line, phrases("appeal"))
}

/// Whether the line is a credit or a note on the text.
pub(super) fn credits(line: &str) -> bool {
    begins(line, phrases("credit"))
}

/// Whether a line at the end says who helped to write the text.
pub(super) fn names_helpers(line: &str) -> bool {
    let line = line.to_lowercase();
    line.len() <= 400 && phrases("helper").iter().any(|phrase| line.contains(phrase))
}

/// Whether the line is labelled as a caption.
pub(super) fn labels_caption(line: &str) -> bool {
    begins(line, phrases("caption"))
}

/// Whether a heading says that the text is over.
pub(super) fn ends_text(heading: &str) -> bool {
    begins(heading, phrases("end"))
}

/// Whether a line asks for something anywhere in it (for the last lines, where appeals come in sentences).
pub(super) fn mentions_appeal(line: &str) -> bool {
    let line = line.to_lowercase();
    phrases("appeal anywhere").iter().any(|word| line.contains(word))
}

/// Whether a line is nothing but an address.
pub(super) fn is_address(line: &str) -> bool {
    !line.contains(char::is_whitespace) && (line.contains("://") || line.starts_with("www.") || line.contains('@'))
}

/// Whether the line says where a text comes from.
pub(super) fn tells_provenance(line: &str) -> bool {
    let line = line.to_lowercase();
    phrases("provenance").iter().any(|phrase| line.contains(phrase))
}

/// Whether a line may be a credit made of names alone: *Coast Post with AFP*. Whose names they are is for others to say.
pub(super) fn may_credit(line: &str) -> bool {
    let small = |w: &str| matches!(w, "with" | "and" | "the" | "of" | "agencies" | "staff");
    line.len() <= 80
        && line.split_whitespace().any(|w| w == "with")
        && line.split_whitespace().all(|w| small(w) || w.starts_with(char::is_uppercase))
        && !line.ends_with(['.', '!', '?', ':'])
}

/// *By Ann Miller*, *Von …*.
pub(super) fn is_byline(line: &str) -> bool {
    let after = ["By ", "BY ", "by ", "Von ", "Par ", "Por ", "Di ", "Door ", "Av ", "Af ", "Written by ", "Words by "];
    let after = after.iter().find_map(|word| line.strip_prefix(word)).unwrap_or("");
    after.starts_with(char::is_uppercase) && line.chars().count() <= 120 && !line.ends_with('.')
}

/// *By*, *Von*: the word alone, where the name is a line of its own.
pub(super) fn is_by(line: &str) -> bool {
    const WORDS: &[&str] =
        &["by", "von", "par", "por", "di", "door", "av", "af", "written by", "words by", "text", "author", "authors", "and"];
    let line = line.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    WORDS.contains(&line.as_str())
}

/// Whether a line begins with one of the phrases.
pub(super) fn begins(line: &str, phrases: &[&str]) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©'));
    let start: String = line.chars().take(50).flat_map(char::to_lowercase).collect();
    phrases.iter().any(|phrase| {
        let (phrase, alone) = phrase.strip_suffix('$').map_or((*phrase, false), |phrase| (phrase, true));
        start.strip_prefix(phrase).is_some_and(|rest| match alone {
            true => !rest.trim_start().starts_with(char::is_alphanumeric),
            false => !phrase.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_whole_and_sorted() {
        let text = include_str!("phrases.tsv");
        assert_eq!(text.lines().next(), Some("phrase\tsays\tlanguage\tsource\tas_of"));
        let kinds = ["lead", "appeal", "appeal anywhere", "credit", "helper", "caption", "end", "provenance"];
        let mut before = ("", "");
        for row in text.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [phrase, kind, language, source, as_of] = cells[..] else { panic!("{row}") };
            assert!(before < (phrase, kind), "{row} is not in order, or twice");
            before = (phrase, kind);
            assert!(!phrase.is_empty() && phrase == phrase.to_lowercase() && kinds.contains(&kind), "{row}");
            assert!(phrase.chars().count() <= 40 && language.len() == 2 && !source.is_empty() && as_of.len() == 7, "{row}");
        }
    }

    #[test]
    fn phrases_are_whole_words_at_the_beginning() {
        assert!(leads("READ MORE: Bridge closed") && leads("» Read also") && leads("Lire aussi : Le pont"));
        assert!(!leads("Readers moreover") && !leads("Related to each other: a bridge and a ferry") && leads("Related"));
        assert!(appeals("Advertisement") && !appeals("Advertisement sales fell by a third"));
        assert!(credits("(Reporting by Ann Miller)") && credits("© 2024 Coast Post"));
    }

    #[test]
    fn credits_of_names_alone() {
        assert!(may_credit("Coast Post with AFP") && may_credit("Coast Post with agencies"));
        assert!(!may_credit("Talks with AFP go on") && !may_credit("Coast Post") && !may_credit("Stay With Us."));
    }

    #[test]
    fn bylines_and_helpers() {
        assert!(is_byline("By Ann Miller") && is_byline("Von Jo Lund") && !is_byline("By noon the ferry had sailed."));
        assert!(is_by("By") && is_by(" by:") && !is_by("Bye"));
        assert!(names_helpers("Coast Post's Tom Reyes contributed to this report."));
        assert!(
            is_address("https://post.example/a") && is_address("ann@post.example") && !is_address("see https://post.example")
        );
    }
}
