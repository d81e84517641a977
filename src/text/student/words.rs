//! What the student sees of a word: rows of its tables.
//!
//! Quotation marks, dashes and ellipses of all kinds are read as one, digits as `0`, letters as small ones; case remains
//! visible in the shape.

/// Tables: whole form, beginning, ending, shape.
pub const TABLES: usize = 4;

/// Rows of the tables.
pub const ROWS: [usize; TABLES] = [5000, 1000, 2000, 1000];

/// Rows that are added up for each feature, so that two features which share one differ in the others.
pub const PROBES: usize = 4;

/// Rows of a word, [`PROBES`] of each table.
pub type Rows = [u16; TABLES * PROBES];

/// Characters of a word that are looked at: longer words are no words.
const LONGEST: usize = 40;

/// One form for characters that are written in several ways.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '‛' | '‚' | '′' | '`' | '´' | '‹' | '›' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '–' | '—' | '―' | '−' | '‐' | '‑' | '‒' => '-',
        c => c,
    }
}

/// The small letter where it is a single one.
fn small(c: char) -> char {
    match c {
        '0'..='9' => '0',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => {
            let mut letters = c.to_lowercase();
            letters.next().filter(|_| letters.next().is_none()).unwrap_or(c)
        }
    }
}

/// A character as the shape of a word has it.
fn kind(c: char) -> char {
    match c {
        '0'..='9' => 'd',
        c if c.is_uppercase() => 'X',
        'a'..='z' | '\u{80}'.. => 'x',
        c => c,
    }
}

/// FNV-1a over the letters.
fn hash(seed: u64, letters: &[char]) -> u64 {
    letters.iter().fold(0xcbf2_9ce4_8422_2325 + seed, |h, c| (h ^ u64::from(*c)).wrapping_mul(0x0100_0000_01b3))
}

/// Spreads all bits over all bits.
fn mixed(mut h: u64) -> u64 {
    for _ in 0..2 {
        h = (h ^ h >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93);
    }
    h ^ h >> 32
}

/// The rows of a word.
pub fn rows(word: &str) -> Rows {
    let mut letters = ['\0'; LONGEST];
    let mut len = 0;
    for c in word.chars() {
        // An ellipsis is three stops.
        let (c, times) = if c == '…' { ('.', 3) } else { (plain(c), 1) };
        for place in letters.iter_mut().skip(len).take(times) {
            *place = c;
            len += 1;
        }
        if len == LONGEST {
            break;
        }
    }
    let all = |letters: &[char], c: char| letters.len() > 1 && letters.iter().all(|l| *l == c);
    let word = &letters[..len];
    // Two single quotation marks, or two grave accents, are a double one; a dash may be written as several hyphens.
    if all(word, '\'') {
        (letters[0], len) = ('"', 1);
    } else if all(word, '-') {
        len = 1;
    } else if all(word, '.') {
        letters[2] = '.';
        len = 3;
    }
    let word = &letters[..len];
    let mut shape = ['\0'; LONGEST];
    let (mut shaped, mut run, mut before) = (0, 0, '\0');
    for c in word {
        let kind = kind(*c);
        run = if kind == before { run + 1 } else { 1 };
        before = kind;
        if run <= 3 {
            shape[shaped] = kind;
            shaped += 1;
        }
    }
    let mut form = letters;
    for c in &mut form {
        *c = small(*c);
    }
    let form = &form[..len];
    let parts = [form, &form[..len.min(3)], &form[len.saturating_sub(3)..], &shape[..shaped]];
    let mut rows = [0; TABLES * PROBES];
    for (table, (part, of)) in parts.iter().zip(rows.chunks_exact_mut(PROBES)).enumerate() {
        let mut h = hash(table as u64, part);
        for row in of {
            h = mixed(h.wrapping_add(0x9e37_79b9_7f4a_7c15));
            // The upper half of the hash as a fraction of the rows.
            *row = (((h >> 32) * ROWS[table] as u64) >> 32) as u16;
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_all_kinds_are_alike() {
        for alike in
            [&["\"", "“", "”", "„", "«", "''", "``", "‘‘"][..], &["-", "–", "—", "--", "---"], &["...", "…", "....", "……"]]
        {
            for mark in alike {
                assert_eq!(rows(mark), rows(alike[0]), "{mark}");
            }
        }
        assert_eq!(rows("n't"), rows("n’t"));
        assert_eq!(rows("1987"), rows("2026"));
        assert_ne!(rows("'"), rows("\""));
        assert_ne!(rows("The"), rows("the"));
        assert_eq!(rows("The")[..12], rows("the")[..12]);
    }

    #[test]
    fn rows_are_in_their_tables() {
        let long = "é".repeat(1000);
        for word in ["", "a", "İ", "ß", "👩‍👩‍👧", "\0", &long, "……………………………………………………………………", "said"]
        {
            for (table, own) in rows(word).chunks(PROBES).enumerate() {
                assert!(own.iter().all(|row| usize::from(*row) < ROWS[table]), "{word}");
            }
        }
    }
}
