//! How an article writes the name of a person whom a table has, and whether a label is a title and a name.

use super::letters::{plain_letters, single_blanks, starts_upper};
use super::words::is_title;
use crate::claims::lexicon;

/// Whether a label is a title and this name: *US Ambassador to NATO Julianne Smith*. Not a *source close to* somebody, nor *Obi's
/// lawyer*, nor *Mary Obi*.
pub fn is_titled(label: &str, name: &str) -> bool {
    let last = label.strip_suffix(name).and_then(|title| title.split_whitespace().next_back());
    let given = |word: &str| lexicon::given_name(&word.to_lowercase()).is_some();
    last.is_some_and(|w| w.starts_with(char::is_uppercase) && !w.contains(['’', '\'']) && !given(w))
}

/// A person's name as a table has it, or as the article writes it: the fullest of some ways in which the article names the
/// person, where that is more than the surname; else the table's with the article's spelling of the words that both have.
pub fn as_written(person: &str, ways: &[&str]) -> String {
    let known: Vec<String> = person.split_whitespace().map(bare).collect();
    let way = before_reigning(person, &known, ways).or_else(|| fullest(&known, ways));
    if let Some(way) = way {
        return single_blanks(way);
    }
    let spelt = |word: &str| {
        let of_the_article = ways.iter().flat_map(|w| w.split_whitespace()).find(|w| plain(w) == plain(word));
        of_the_article.map_or(word, unpunctuated).to_owned()
    };
    person.split_whitespace().map(spelt).collect::<Vec<_>>().join(" ")
}

/// Who reigns had another title before: *Prince Charles* is not *King Charles III* yet.
fn before_reigning<'w>(person: &str, known: &[String], ways: &[&'w str]) -> Option<&'w str> {
    let numeral = |w: &str| w.len() > 1 && w.chars().all(|c| "IVX".contains(c));
    if !person.split_whitespace().last().is_some_and(numeral) {
        return None;
    }
    let of_the_name = |w: &str| known.contains(&plain(w)) && starts_upper(w) && !is_title(&plain(w));
    let named = ways.iter().filter(|way| way.split_whitespace().any(of_the_name));
    named.max_by_key(|w| w.split_whitespace().count().min(3)).copied()
}

/// The way of naming that has most of the words of the name and fewest others.
fn fullest<'w>(known: &[String], ways: &[&'w str]) -> Option<&'w str> {
    let mut best: Option<(usize, usize, &str)> = None;
    for way in ways {
        let words: Vec<String> = way.split_whitespace().map(plain).collect();
        let shared = words.iter().filter(|w| known.contains(w)).count();
        let other = words.len() - shared;
        // *Bill* for *William*.
        let called = shared == 1
            && words.len() == 2
            && words.last() == known.last()
            && lexicon::given_name(&words[0]).is_some()
            && way.starts_with(char::is_uppercase);
        let better = best.is_none_or(|(s, o, _)| (shared, usize::MAX - other) > (s, usize::MAX - o));
        if (shared > 1 && other < 2 || called) && better {
            best = Some((shared, other, way));
        }
    }
    best.map(|(_, _, way)| way)
}

/// A word of a name as it is compared: lower case, without accents; *Safadi* is *al-Safadi*.
fn bare(word: &str) -> String {
    let letters = plain_letters(&lexicon::lower(word));
    letters.strip_prefix("al-").or_else(|| letters.strip_prefix("el-")).unwrap_or(&letters).to_owned()
}

/// A word of an article as it is compared with one of a name.
fn plain(word: &str) -> String {
    bare(unpunctuated(word))
}

fn unpunctuated(word: &str) -> &str {
    word.trim_end_matches([',', '’', '\''])
}

#[cfg(test)]
mod tests {
    use super::{as_written, is_titled};

    #[test]
    fn a_title_before_a_name_is_no_part_of_it() {
        assert!(is_titled("US Ambassador to NATO Julianne Smith", "Julianne Smith"));
        for label in ["Julianne Smith", "a source close to Julianne Smith", "Obi’s Julianne Smith", "Julianne Smith of NATO"] {
            assert!(!is_titled(label, "Julianne Smith"), "{label}");
        }
    }

    #[test]
    fn officials_are_called_as_the_article_calls_them() {
        for (person, ways, label) in [
            ("Ada Nkem Óbi", &["Nkem Obi"][..], "Nkem Obi"),
            ("Ada Nkem Óbi", &["Obi", "President Obi"], "Ada Nkem Obi"),
            ("Ada Óbi", &["Obi", "Ada J. Obi"], "Ada J. Obi"),
            ("William Gull", &["Bill Gull"], "Bill Gull"),
            ("Jonas Gull", &["Gull"], "Jonas Gull"),
            ("Queen Ada II", &["Ada", "Princess Ada"], "Princess Ada"),
            ("Ayman al-Ṣafadī", &["Ayman Safadi"], "Ayman Safadi"),
        ] {
            assert_eq!(as_written(person, ways), label, "{ways:?}");
        }
    }
}
