//! What kind of character stands where: the only thing that the scanner of tokens asks of Unicode.
//!
//! News is mostly ASCII, so those characters are looked up in a table; the others are told apart by ranges.

/// Kinds of characters, as far as tokens differ by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// White space of every width, line ends included.
    Space,
    /// Takes no room: soft hyphen, zero-width and direction marks, control characters. Neither splits a word nor is one.
    Hidden,
    /// Letter, or a combining mark that belongs to the letter before it.
    Letter,
    /// Digit or other numeral.
    Digit,
    /// Pictograph; may go on over several characters.
    Emoji,
    /// Punctuation mark or symbol.
    Sign,
}

const ASCII: [Class; 128] = ascii();

const fn ascii() -> [Class; 128] {
    let mut table = [Class::Sign; 128];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        table[at] = if byte.is_ascii_alphabetic() {
            Class::Letter
        } else if byte.is_ascii_digit() {
            Class::Digit
        } else if matches!(byte, b' ' | 0x09..=0x0D) {
            Class::Space
        } else if byte.is_ascii_control() {
            Class::Hidden
        } else {
            Class::Sign
        };
        at += 1;
    }
    table
}

/// The kind of a character.
pub fn class(c: char) -> Class {
    match ASCII.get(c as usize) {
        Some(class) => *class,
        None => beyond_ascii(c),
    }
}

fn beyond_ascii(c: char) -> Class {
    match c {
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {
            Class::Hidden
        }
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' => Class::Hidden,
        _ if c.is_whitespace() => Class::Space,
        // Blocks of combining marks; the variation selectors and the keycap are among them.
        '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' => Class::Letter,
        '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{E0100}'..='\u{E01EF}' => Class::Letter,
        '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2300}'..='\u{23FF}' => Class::Emoji,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphanumeric() => Class::Letter,
        // Punctuation of the scripts from Hebrew to Devanagari; what else is no letter there is a vowel sign.
        '\u{589}' | '\u{5BE}' | '\u{5C0}' | '\u{5C3}' | '\u{5C6}' | '\u{5F3}' | '\u{5F4}' | '\u{60C}' | '\u{61B}' => Class::Sign,
        '\u{61D}'..='\u{61F}' | '\u{66A}'..='\u{66D}' | '\u{6D4}' | '\u{964}' | '\u{965}' => Class::Sign,
        '\u{591}'..='\u{1CFF}' => Class::Letter,
        _ => Class::Sign,
    }
}

/// Whether a character is a letter, a numeral or a mark on one.
pub fn is_word(c: char) -> bool {
    matches!(class(c), Class::Letter | Class::Digit)
}

/// Whether a character stands for an apostrophe inside a word: straight, curly, or the accents typed in their place.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '`' | '´' | '＇' | '‛')
}

/// Whether a character joins words: the hyphen of the keyboard and the two of Unicode.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind() {
        let kinds = [
            (Class::Space, " \t\r\n\u{85}\u{A0}\u{2009}\u{202F}\u{2028}\u{3000}"),
            (Class::Hidden, "\u{0}\u{7F}\u{AD}\u{200B}\u{200C}\u{200D}\u{200F}\u{2060}\u{FEFF}"),
            (Class::Letter, "aZéßЖعא漢ʼ\u{301}\u{94D}\u{64B}ªº"),
            (Class::Digit, "07٣½²Ⅳ"),
            (Class::Emoji, "🕊☀✅\u{1F3FD}🇺⌚"),
            (Class::Sign, ".,'\"“”‘’«»…–—$€£%°/#@،。！"),
        ];
        for (kind, all) in kinds {
            for c in all.chars() {
                assert_eq!(class(c), kind, "{c:?}");
            }
        }
    }
}
