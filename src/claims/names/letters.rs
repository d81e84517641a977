//! Names by their letters: capitals, acronyms, accents, spellings that differ in one letter.

use crate::claims::lexicon;
use crate::claims::view::View;
use crate::report::BlockKind;

/// Whether a word begins with a capital.
pub fn starts_upper(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// Whether a word is written in capitals (and digits, stops, *&*) alone: *NATO*, *U.S.*, *AT&T*.
pub fn acronym(word: &str) -> bool {
    word.len() >= 2
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit() || c == '.' || c == '&')
        && word.chars().any(char::is_alphabetic)
}

/// Whether a word is written in small letters alone.
pub fn small(word: &str) -> bool {
    word.chars().all(char::is_lowercase)
}

/// Whether a word is one capital: *S P Tewari*.
pub fn initial(view: &View, t: usize) -> bool {
    view.word(t).chars().count() == 1 && starts_upper(view.word(t))
}

/// Whether a word of running text begins with the one capital that names have.
pub fn capitalised(view: &View, t: usize) -> bool {
    starts_upper(view.word(t))
        && view.word(t).chars().skip(1).all(|c| c.is_lowercase() || c == '’' || c == '\'')
        && view.word(t).chars().count() > 1
        && view.block_kind(t) == Some(BlockKind::Paragraph)
}

/// Whether no blank stands before and after a token.
pub fn adjoin(view: &View, t: usize) -> bool {
    view.tokens[t - 1].span.end == view.tokens[t].span.start
        && view.tokens.get(t + 1).is_some_and(|k| k.span.start == view.tokens[t].span.end)
}

/// The capitals that the words of a name begin with.
pub fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// Words with single blanks between.
pub fn single_blanks(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two names of one surname may be one person's: their first words are alike, or one is short for the other.
pub fn given_names_agree(a: &str, b: &str) -> bool {
    let first = |name: &str| lexicon::lower(name.split_whitespace().next().unwrap_or_default()).trim_matches('.').to_owned();
    let (a, b) = (first(a), first(b));
    a.starts_with(&b) || b.starts_with(&a)
}

/// Whether two long surnames differ in one letter that is not the first.
pub fn misspelt(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    a.len() == b.len()
        && a.len() > 5
        && a[0] == b[0]
        && a.iter().zip(&b).filter(|(x, y)| x != y).count() == 1
        // Endings that make another name of it: *Hansen*, *Hanson*.
        && !a.ends_with(&['n'])
}

/// Whether two names differ in capitals and accents alone.
pub fn same_letters(a: &str, b: &str) -> bool {
    plain_letters(&lexicon::lower(a)) == plain_letters(&lexicon::lower(b))
}

/// Letters without the accents that given names carry most often.
pub fn plain_letters(word: &str) -> String {
    word.chars()
        .map(|c| match c {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' | 'ā' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'ḍ' | 'ď' | 'đ' => 'd',
            'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' | 'ē' => 'e',
            'ğ' => 'g',
            'ḥ' => 'h',
            'í' | 'ì' | 'î' | 'ï' | 'ı' | 'ī' => 'i',
            'ł' => 'l',
            'ñ' | 'ń' | 'ň' => 'n',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' => 'o',
            'ř' => 'r',
            'š' | 'ś' | 'ş' | 'ṣ' => 's',
            'ť' | 'ṭ' => 't',
            'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ū' => 'u',
            'ý' => 'y',
            'ž' | 'ź' | 'ż' | 'ẓ' => 'z',
            c => c,
        })
        .collect()
}
