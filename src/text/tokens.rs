//! Words and marks, cut as the treebanks of Universal Dependencies English cut them, because tagger and parser learned from
//! those: clitics are words (*do|n't*, *she|'s*), hyphens part words except after a prefix (*well|-|known*, *non-profit*),
//! abbreviations keep their full stop, numerals part from their units and currencies.
//!
//! One pass without regular expressions. Where a rule looks ahead, it looks a bounded way or consumes what it has read, so
//! that a text made to be slow is not.

use super::abbreviations::{self, Kind};
use super::addresses;
use super::characters::{Class, class, is_apostrophe, is_hyphen, is_word};
use super::numerals;
use super::span::Span;

/// Byte spans of the tokens that lie within a span of a text: in order, apart from each other, on character boundaries.
/// Every character is in a token but white space and characters without width; of these, those inside a word are in it.
pub fn tokenize(text: &str, within: Span) -> Vec<Span> {
    let words = within.of(text);
    let mut scanner = Scanner { text: words, base: within.start, found: Vec::with_capacity(words.len() / 5 + 1), at_sign: None };
    scanner.run();
    scanner.found
}

/// Words that are parted from the *n't* after them.
const NEGATED: &[&str] = &[
    "ai", "are", "ca", "could", "dare", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must", "need", "ought",
    "sha", "should", "was", "were", "wo", "would",
];

/// What stands after an apostrophe as a word of its own.
const CLITICS: &[&str] = &["d", "ll", "m", "re", "s", "ve"];

/// Words written together that are two or three, with the byte offsets of the seams.
const CONTRACTED: &[(&str, &[usize])] = &[
    ("arent", &[3]),
    ("cannot", &[3]),
    ("couldnt", &[5]),
    ("didnt", &[3]),
    ("doesnt", &[4]),
    ("dont", &[2]),
    ("dunno", &[2, 3]),
    ("gimme", &[3]),
    ("gonna", &[3]),
    ("gotta", &[3]),
    ("hasnt", &[3]),
    ("havent", &[4]),
    ("isnt", &[2]),
    ("lemme", &[3]),
    ("shouldnt", &[6]),
    ("wanna", &[3]),
    ("wasnt", &[3]),
    ("werent", &[4]),
    ("wouldnt", &[5]),
];

/// Prefixes that a hyphen does not part from the word: those of the English Web Treebank (LDC2012T13).
const PREFIXES: &[&str] = &[
    "agro", "ante", "anti", "arch", "bi", "bio", "co", "counter", "cross", "cyber", "de", "e", "eco", "ex", "extra", "inter",
    "intra", "macro", "mega", "meta", "micro", "mid", "mini", "mis", "multi", "neo", "non", "over", "pan", "para", "post", "pre",
    "pro", "pseudo", "psycho", "quasi", "re", "semi", "socio", "sub", "super", "trans", "tri", "ultra", "un", "uni", "vice",
];

/// Suffixes that a hyphen does not part from the word.
const SUFFIXES: &[&str] = &["esque", "wise"];

/// Words that begin with an apostrophe.
const CLIPPED: &[&str] = &["bout", "em", "n", "til"];

/// Longest abbreviation that is looked for, in bytes.
const LONGEST_ABBREVIATION: usize = 16;

struct Scanner<'t> {
    text: &'t str,
    base: usize,
    found: Vec<Span>,
    /// Where the next `@` stands, as far as it has been looked for (the text's length: nowhere).
    at_sign: Option<usize>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(c) = self.char_at(at) {
            at = match class(c) {
                Class::Space | Class::Hidden => at + c.len_utf8(),
                Class::Letter => self.word(at),
                Class::Digit => self.numeral(at),
                Class::Emoji => self.emoji(at),
                Class::Sign => self.sign(at, c),
            };
        }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Whether nothing stands directly before, or something that opens.
    fn begins_at(&self, at: usize) -> bool {
        self.char_before(at).is_none_or(|c| match class(c) {
            Class::Space | Class::Hidden => true,
            Class::Sign => "([{<\"“‘«„—–/*".contains(c),
            _ => false,
        })
    }

    /// Takes a token; gives its end.
    fn take(&mut self, start: usize, end: usize) -> usize {
        self.found.push(Span::new(self.base + start, self.base + end));
        end
    }

    /// End of the letters and digits from here; characters without width are passed over inside.
    fn run_of_word(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = at;
        let mut next = at;
        loop {
            while bytes.get(next).is_some_and(u8::is_ascii_alphanumeric) {
                next += 1;
                end = next;
            }
            let Some(c) = self.char_at(next) else { return end };
            next += c.len_utf8();
            match class(c) {
                Class::Letter | Class::Digit => end = next,
                Class::Hidden => {}
                _ if c == '_' && self.char_at(next).is_some_and(is_word) => end = next,
                _ => return end,
            }
        }
    }

    /// Whether an `@` stands within the next bytes.
    fn is_at_sign_near(&mut self, at: usize) -> bool {
        let next = match self.at_sign {
            Some(next) if next >= at => next,
            _ => self.text[at..].find('@').map_or(self.text.len(), |n| at + n),
        };
        self.at_sign = Some(next);
        next < self.text.len() && next - at <= addresses::LONGEST_LOCAL
    }

    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = addresses::url(self.text, start) {
            return self.take(start, end);
        }
        if self.is_at_sign_near(start)
            && let Some(end) = addresses::mail(self.text, start)
        {
            return self.take(start, end);
        }
        // Where the part after the last hyphen begins.
        let mut part = start;
        let mut end = self.run_of_word(start);
        while let Some(c) = self.char_at(end) {
            let behind = end + c.len_utf8();
            let follows = self.char_at(behind);
            let is_joined = follows.is_some_and(is_word);
            if is_apostrophe(c) && is_joined {
                let tail = self.run_of_word(behind);
                match &self.text[behind..tail] {
                    t if t.eq_ignore_ascii_case("t") && self.is_negated(part, end) => {
                        if end - 1 > start {
                            self.take(start, end - 1);
                        }
                        return self.take(end - 1, tail);
                    }
                    t if is_one_of(CLITICS, t) => break,
                    _ => end = tail,
                }
            } else if c == '.' {
                match self.full_stop(start, end) {
                    Some(after) => {
                        end = after;
                        if self.text.as_bytes()[end - 1] == b'.' {
                            return self.take(start, end);
                        }
                    }
                    None => break,
                }
            } else if is_hyphen(c) && is_joined {
                let tail = self.run_of_word(behind);
                let (head, after) = (&self.text[part..end], &self.text[behind..tail]);
                // *over-the-counter*, *year-over-year*: the preposition is no prefix there.
                let is_prefix = is_one_of(PREFIXES, head) && !matches!(after, "the" | "year" | "and" | "or");
                if !is_prefix && !is_one_of(SUFFIXES, after) {
                    break;
                }
                part = behind;
                end = tail;
            } else if c == '&' && is_joined && end - start <= 3 && self.text[start..end].bytes().all(|b| b.is_ascii_alphabetic())
            {
                end = self.run_of_word(behind);
                return self.take(start, end);
            } else if Self::ends_with_sign(&self.text[start..end], c) {
                return self.take(start, behind);
            } else if c == '(' && self.text[end..].starts_with("(s)") && !self.char_at(end + 3).is_some_and(is_word) {
                return self.take(start, end + 3);
            } else {
                break;
            }
        }
        self.take_word(start, end)
    }

    /// Signs that are the last letter of a word: *US$*, *Yahoo!*.
    fn ends_with_sign(word: &str, sign: char) -> bool {
        sign == '$' && word.len() <= 3 && word.bytes().all(|b| b.is_ascii_uppercase()) || sign == '!' && word == "Yahoo"
    }

    /// Takes a word, or the words in it (*can|not*).
    fn take_word(&mut self, start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        let seams = match word.len() {
            4..=8 if word.is_ascii() => CONTRACTED.iter().find(|(w, _)| w.eq_ignore_ascii_case(word)).map(|(_, seams)| *seams),
            _ => None,
        };
        let mut from = start;
        for seam in seams.unwrap_or_default() {
            from = self.take(from, start + seam);
        }
        self.take(from, end)
    }

    /// Whether the word before an apostrophe and *t* is a verb and *n*.
    fn is_negated(&self, start: usize, end: usize) -> bool {
        let word = &self.text[start..end];
        // *can't* and *won't* lack a letter: the verb keeps what is before the n.
        word.strip_suffix(['n', 'N']).is_some_and(|verb| is_one_of(NEGATED, verb))
    }

    /// A full stop directly after a word: the end of what belongs to the word with it, if anything.
    fn full_stop(&self, start: usize, end: usize) -> Option<usize> {
        let follows = self.char_at(end + 1);
        let word = &self.text[start..end];
        if follows.is_some_and(is_word) {
            // *No.1*, *Sept.11*: the space lacks, the abbreviation stays one.
            if follows.is_some_and(|c| c.is_ascii_digit())
                && word.len() <= LONGEST_ABBREVIATION
                && matches!(abbreviations::kind(word, ""), Some(Kind::BeforeNumber | Kind::Either))
            {
                return Some(end + 1);
            }
            let is_initial = || word.chars().count() == 1 && word.starts_with(char::is_uppercase);
            return self
                .letters_with_stops(start, end)
                .or_else(|| addresses::host_or_file(self.text, start, end))
                .or_else(|| is_initial().then_some(end + 1));
        }
        if follows == Some('.') || word.len() > LONGEST_ABBREVIATION {
            return None;
        }
        let kind = abbreviations::kind(word, &self.text[..start])?;
        let keeps = kind == Kind::Letters || !abbreviations::closes(kind, &self.text[end + 1..]);
        keeps.then_some(end + 1)
    }

    /// *U.S*, *a.m*, *Ph.D*, *J.K*: letters between full stops, up to the last letter.
    fn letters_with_stops(&self, start: usize, end: usize) -> Option<usize> {
        if end - start > 4 || !abbreviations::is_piece(&self.text[start..end]) {
            return None;
        }
        let mut reached = end;
        while self.char_at(reached) == Some('.') && reached - start < LONGEST_ABBREVIATION {
            let next = reached
                + 1
                + self.text[reached + 1..].chars().take(3).take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
            if !abbreviations::is_piece(&self.text[reached + 1..next]) {
                break;
            }
            reached = next;
        }
        (reached > end && self.char_at(reached) != Some('@')).then_some(reached)
    }

    fn numeral(&mut self, start: usize) -> usize {
        if self.is_at_sign_near(start)
            && let Some(end) = addresses::mail(self.text, start)
        {
            return self.take(start, end);
        }
        let end = numerals::end(self.text, start);
        let tail = self.run_of_word(end);
        if tail == end {
            return self.take(start, self.with_decade(start, end));
        }
        if numerals::is_unit(&self.text[end..tail]) {
            self.take(start, end);
            return self.take(end, tail);
        }
        self.take(start, tail)
    }

    /// *80's*, *1930's*: a decade, in one piece.
    fn with_decade(&self, start: usize, end: usize) -> usize {
        let digits = &self.text[start..end];
        let is_decade = digits.ends_with('0') && (digits.len() == 2 || digits.len() == 4 && digits.starts_with('1'));
        match self.char_at(end) {
            Some(c) if is_decade && is_apostrophe(c) => {
                let tail = self.run_of_word(end + c.len_utf8());
                if &self.text[end + c.len_utf8()..tail] == "s" { tail } else { end }
            }
            _ => end,
        }
    }

    /// A pictograph with what is joined to it: tones, joiners, flags, tags.
    fn emoji(&mut self, start: usize) -> usize {
        let is_flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
        let mut end = start;
        let mut flags = 0;
        let mut is_joined = true;
        while let Some(c) = self.char_at(end) {
            match c {
                '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}' => is_joined = false,
                '\u{200D}' if self.char_at(end + 3).is_some_and(|c| class(c) == Class::Emoji) => is_joined = true,
                _ if is_flag(c) && flags < 2 && (is_joined || flags == 1) => {
                    flags += 1;
                    is_joined = false;
                }
                _ if is_joined && class(c) == Class::Emoji => is_joined = false,
                _ => break,
            }
            end += c.len_utf8();
        }
        self.take(start, end)
    }

    fn sign(&mut self, start: usize, c: char) -> usize {
        let end = start + c.len_utf8();
        let follows = self.char_at(end);
        match c {
            _ if is_apostrophe(c) => self.apostrophe(start, c),
            '.' if follows.is_some_and(|c| c.is_ascii_digit()) && self.begins_at(start) => {
                let end = numerals::end(self.text, end);
                self.take(start, end)
            }
            '+' if follows.is_some_and(|c| c.is_ascii_digit()) && self.begins_at(start) => {
                let end = numerals::end(self.text, end);
                self.take(start, end)
            }
            '.' | '…' => {
                let end = self.run_where(start, |c| matches!(c, '.' | '…'));
                self.take(start, end)
            }
            '!' | '?' => {
                let end = self.run_where(start, |c| matches!(c, '!' | '?'));
                self.take(start, end)
            }
            '-' | '=' | '*' | '_' | '~' | '+' | '$' | '—' | '<' | '>' => {
                let end = self.run_where(start, |d| d == c);
                self.take(start, end)
            }
            '#' if follows.is_some_and(|c| class(c) == Class::Letter) && self.begins_at(start) => {
                let end = self.run_of_word(end);
                self.take(start, end)
            }
            '@' if follows.is_some_and(is_word) && self.begins_at(start) => {
                let end = self.run_of_word(end);
                self.take(start, end)
            }
            ':' | ';' if self.char_before(start).is_none_or(char::is_whitespace) => {
                let end = self.face(start).unwrap_or(end);
                self.take(start, end)
            }
            _ => self.take(start, end),
        }
    }

    /// End of the run of characters that fulfil a condition.
    fn run_where(&self, start: usize, is_in: impl Fn(char) -> bool) -> usize {
        start + self.text[start..].chars().take_while(|c| is_in(*c)).map(char::len_utf8).sum::<usize>()
    }

    /// `:)` and its like.
    fn face(&self, start: usize) -> Option<usize> {
        let rest = self.text[start + 1..].strip_prefix('-').unwrap_or(&self.text[start + 1..]);
        let behind = rest.strip_prefix([')', '(', 'D', 'P'])?;
        (!behind.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '.' | ','))).then_some(self.text.len() - behind.len())
    }

    /// An apostrophe or single quotation mark that no word has taken.
    fn apostrophe(&mut self, start: usize, c: char) -> usize {
        let end = start + c.len_utf8();
        let rest = &self.text[end..];
        if rest.starts_with(c) {
            // Two single marks are a double one.
            return self.take(start, end + c.len_utf8());
        }
        let tail = if rest.starts_with(|c: char| c.is_ascii_alphanumeric()) { self.run_of_word(end) } else { end };
        let word = &self.text[end..tail];
        if word.is_empty() || word.len() > 4 {
            return self.take(start, end);
        }
        if self.begins_at(start) {
            if word.eq_ignore_ascii_case("tis") || word.eq_ignore_ascii_case("twas") {
                self.take(start, end + 1);
                return self.take(end + 1, tail);
            }
            // *'90s*, *'72*; *'n'* with its second apostrophe.
            let is_year = word.len() <= 3 && word.bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
            if is_year && (word.len() == 3 && word.ends_with('s') || word.len() == 2 && matches!(c, '\'' | '’')) {
                return self.take(start, tail);
            }
            if is_one_of(CLIPPED, word) && matches!(c, '\'' | '’' | '‘') {
                let closed = word.eq_ignore_ascii_case("n").then(|| self.char_at(tail).filter(|c| is_apostrophe(*c))).flatten();
                return self.take(start, tail + closed.map_or(0, char::len_utf8));
            }
            return if word == "s" && c != '‘' { self.take(start, tail) } else { self.take(start, end) };
        }
        if is_one_of(CLITICS, word) {
            return self.take(start, tail);
        }
        self.take(start, end)
    }
}

/// Whether a word is in a sorted list of lower-case words, however it is written.
fn is_one_of(list: &[&str], word: &str) -> bool {
    word.len() <= 8 && list.binary_search_by(|entry| entry.bytes().cmp(word.bytes().map(|b| b.to_ascii_lowercase()))).is_ok()
}

#[cfg(test)]
pub(crate) mod tests;
