//! Full names in a text: the longest name of the table that begins at a word, with the persons who bear it.

use super::fold;
use super::table::{Bearers, PersonId, Table};
use super::words::{Gap, Word};

/// A stretch of words that is a full name in the table.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// First word.
    pub first: usize,
    /// One past the last.
    pub last: usize,
    /// Who may be meant; never empty.
    pub persons: Vec<PersonId>,
    /// A word in the middle had to be left out.
    pub shortened: bool,
    /// A nickname in quotation marks after the first word: *Benjamin “Bibi” Netanyahu*.
    pub nickname: Option<usize>,
}

/// Longest name, in words.
const LONGEST: usize = 8;

/// Whether a word can be part of a name.
fn of_a_name(word: &Word) -> bool {
    word.capital
        || fold::is_particle(&word.plain)
        || matches!(word.plain.as_str(), "of" | "bin" | "ben" | "ibn" | "abu" | "ul" | "ould")
}

/// The longest name of the table that begins at this word. Names that another person's name or a thing's goes on from are left.
pub(super) fn at(table: &Table, words: &[Word], first: usize) -> Option<Named> {
    let opener = words.get(first)?;
    if !opener.capital {
        return None;
    }
    // Candidates for the words of a name: each joins the one before.
    let mut end = first + 1;
    while end < words.len() && end - first < LONGEST {
        let word = &words[end];
        let joins = match word.gap {
            Gap::Space | Gap::Hyphen => !words[end - 1].possessive,
            Gap::Stop => words[end - 1].is_initial() || end == first + 1 && words[end - 1].plain.chars().count() <= 2,
            _ => false,
        };
        // The second part of a Korean or Chinese given name has no capital: Ban Ki-moon.
        if !joins || !of_a_name(word) && word.gap != Gap::Hyphen {
            break;
        }
        end += 1;
    }
    while end > first + 1 && !words[end - 1].capital && words[end - 1].gap != Gap::Hyphen {
        end -= 1;
    }
    if end < first + 2 {
        return with_nickname(table, words, first);
    }
    let stretch = &words[first..end];
    let mut best = follow(table, stretch, None).map(|(n, value)| (n, value, false));
    // A middle name that the table does not have: the next word left out.
    if best.is_none() && stretch.len() >= 3 {
        best = follow(table, &stretch[..3], Some(1)).filter(|(n, _)| *n == 3).map(|(n, value)| (n, value, true));
    }
    let (n, value, shortened) = best?;
    let mut last = first + n;
    // A suffix belongs to the name.
    if words.get(last).is_some_and(|w| fold::is_suffix(&w.plain) && matches!(w.gap, Gap::Space | Gap::Comma) && w.capital) {
        last += 1;
    }
    Some(Named { first, last, persons: table.persons_of(value), shortened, nickname: None })
}

/// A name with a nickname in quotation marks, which is left out for the comparison.
fn with_nickname(table: &Table, words: &[Word], first: usize) -> Option<Named> {
    let [opener, nickname, next, ..] = words.get(first..)? else { return None };
    if nickname.gap != Gap::Quote || next.gap != Gap::Quote || !nickname.capital || !next.capital || opener.possessive {
        return None;
    }
    let mut stretch = vec![opener.clone(), Word { gap: Gap::Space, ..next.clone() }];
    stretch.extend(words[first + 3..].iter().take(LONGEST - 2).take_while(|w| w.joins() && of_a_name(w)).cloned());
    let (n, value) = follow(table, &stretch, None)?;
    Some(Named { first, last: first + n + 1, persons: table.persons_of(value), shortened: false, nickname: Some(first + 1) })
}

/// Walks the map of names along the words; the longest key with its number of words.
fn follow(table: &Table, stretch: &[Word], leave: Option<usize>) -> Option<(usize, Bearers)> {
    let mut walk = table.names();
    let mut best = None;
    let mut taken = 0;
    let mut n = 0;
    while n < stretch.len() {
        let word = &stretch[n];
        let mut plain = word.plain.clone();
        let mut to = n + 1;
        if taken == 0 && word.is_initial() {
            // Initials at the beginning are one word: J.D. Vance.
            while stretch.get(to).is_some_and(Word::is_initial) {
                plain.push_str(&stretch[to].plain);
                to += 1;
            }
        } else if taken > 0
            && ((fold::is_particle(&plain) || fold::is_suffix(&plain)) && to < stretch.len() || plain.chars().count() == 1)
            || leave == Some(n)
        {
            n = to;
            continue;
        } else if taken == 0 && matches!(plain.as_str(), "al" | "el") {
            return None;
        }
        let loose = fold::loose(&plain);
        if taken > 0
            && let Some(value) = walk.value_after(loose.as_bytes())
        {
            best = Some((to, value));
        }
        let given = table.given(&plain);
        let same = if given == plain { loose } else { fold::loose(given) };
        if !walk.step(same.as_bytes()) || !walk.step(b" ") {
            break;
        }
        taken += 1;
        n = to;
    }
    best
}

/// How well the words of a text agree with a person's usual name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spelling {
    /// They cannot be this person: another middle initial, another generation, a surname that is another in English.
    Another,
    /// A form that others could also bear.
    Near,
    /// The usual name, or what a transliteration makes of it.
    Usual,
}

/// Countries in whose names every letter counts.
const LATIN: &[&str] = &["US", "GB", "CA", "AU", "NZ", "IE"];

/// Whether the text gives middle initials, and the person's usual name has just these.
pub(super) fn has_initials(table: &Table, words: &[Word], named: &Named, person: PersonId) -> bool {
    let inner = |words: Vec<&str>| -> Vec<char> {
        let end = words.len().saturating_sub(1).max(1);
        words.get(1..end).unwrap_or_default().iter().filter(|w| w.chars().count() == 1).filter_map(|w| w.chars().next()).collect()
    };
    let usual = fold::words(table.name(person));
    let text: Vec<&str> = words[named.first..named.last].iter().map(|w| w.plain.as_str()).collect();
    let text = inner(text.into_iter().filter(|w| !fold::is_suffix(w)).collect());
    !text.is_empty() && text == inner(usual.iter().map(String::as_str).filter(|w| !fold::is_suffix(w)).collect())
}

/// Whether the words are the person's usual name with a *Jr.* that the usual name does not have.
pub(super) fn is_son(table: &Table, words: &[Word], named: &Named, person: PersonId) -> bool {
    let text: Vec<&str> = words[named.first..named.last].iter().map(|w| w.plain.as_str()).collect();
    text.split_last().is_some_and(|(last, name)| *last == "jr" && fold::words(table.name(person)) == name)
}

/// Whether the text gives a suffix (*Jr.*, *III*), and the person's usual name has just this one.
pub(super) fn has_suffix(table: &Table, words: &[Word], named: &Named, person: PersonId) -> bool {
    let usual = fold::words(table.name(person));
    let usual = usual.last().filter(|w| fold::is_suffix(w));
    let text = words[named.first..named.last].last().map(|w| &w.plain).filter(|w| fold::is_suffix(w));
    text.is_some() && text == usual
}

/// Compares the words with the person's usual name.
pub(super) fn spelling(table: &Table, words: &[Word], named: &Named, person: PersonId) -> Spelling {
    let usual = fold::words(table.name(person));
    let text: Vec<&str> = (named.first..named.last)
        .filter(|n| named.nickname != Some(*n))
        .filter_map(|n| words.get(n))
        .map(|w| w.plain.as_str())
        .collect();
    let suffix = |w: &&str| matches!(*w, "jr" | "ii" | "iii" | "iv");
    let text_suffix = text.iter().rev().find(|w| suffix(w));
    let usual_suffix = usual.iter().map(String::as_str).rev().find(|w| suffix(w));
    if let (Some(a), b) = (text_suffix, usual_suffix)
        && Some(*a) != b
        && b.is_some()
    {
        return Spelling::Another;
    }
    // The father of an official who is only known as the son.
    if text.last() == Some(&"sr") && !usual.iter().any(|w| w == "sr") {
        return Spelling::Another;
    }
    let latin = LATIN.contains(&table.code(table.country(person)));
    let last = text.iter().rev().find(|w| !fold::is_suffix(w));
    let usual_last = usual.iter().rev().find(|w| !fold::is_suffix(w));
    if latin && last.zip(usual_last).is_some_and(|(a, b)| *a != b.as_str()) {
        return Spelling::Another;
    }
    let initials = |words: &[&str]| -> Vec<char> {
        let inner: Vec<&&str> = words.iter().filter(|w| !fold::is_suffix(w)).collect();
        if inner.len() < 3 {
            return Vec::new();
        }
        inner[1..inner.len() - 1].iter().filter(|w| !fold::is_particle(w)).filter_map(|w| w.chars().next()).collect()
    };
    let usual: Vec<&str> = usual.iter().map(String::as_str).collect();
    // The first of two surnames alone may be another person's whole name.
    if let ([_, alone], [_, first, second]) = (text.as_slice(), usual.as_slice())
        && fold::two_surnames(table.code(table.country(person)))
        && fold::loose(alone) == fold::loose(first)
        && fold::loose(alone) != fold::loose(second)
    {
        return Spelling::Near;
    }
    let (a, b) = (initials(&text), initials(&usual));
    let spelt_out = text.len() >= 3 && text[1..text.len() - 1].iter().any(|w| w.chars().count() == 1);
    if !a.is_empty() && !b.is_empty() && (spelt_out || latin) && a != b {
        return Spelling::Another;
    }
    if named.shortened {
        return Spelling::Near;
    }
    let crowned = matches!(usual.first(), Some(&"king" | &"queen" | &"pope"));
    if crowned {
        return Spelling::Usual;
    }
    if usual_suffix.is_some() && text_suffix.is_none() {
        return Spelling::Near;
    }
    if text_suffix.is_some() && usual_suffix.is_none() {
        return Spelling::Near;
    }
    // George Bush may be George W. Bush or George H. W. Bush.
    if a.is_empty() != b.is_empty() && latin && b.iter().any(|_| usual.iter().any(|w| w.chars().count() == 1)) {
        return Spelling::Near;
    }
    let first = (text.first().copied().unwrap_or(""), usual.first().copied().unwrap_or(""));
    let same_first =
        first.0 == first.1 || table.given(first.0) == table.given(first.1) || fold::loose(first.0) == fold::loose(first.1);
    if latin && !same_first {
        return Spelling::Near;
    }
    if latin && first.0 != first.1 && table.first_name(first.0) == 0 {
        return Spelling::Near;
    }
    Spelling::Usual
}

/// The family name as texts use it alone, loosely folded, with the plain form.
pub(super) fn family(table: &Table, person: PersonId) -> (String, String) {
    let words = fold::core(&fold::words(table.name(person)));
    let alone = fold::reigning(&words).and_then(|n| words.get(n)).cloned();
    let plain = match (table.family_first(person), words.len()) {
        (_, 0 | 1) => words.first().cloned().unwrap_or_default(),
        (true, _) => words[0].clone(),
        (false, n) => words[n - 1].clone(),
    };
    // Abdullah II of Jordan is no Mr Jordan.
    let plain = alone.unwrap_or(plain);
    (fold::loose(&plain), plain)
}
