//! What the tagger and the parser look at, as hashes. The trainer and the engine take their features from here, so that
//! both see the same.
//!
//! Words are read in one form: small letters, digits all `0`, quotation marks, dashes and ellipses of all kinds alike.
//! Case remains visible in the shape of a word, and counts for less in headlines, where it tells nothing.

/// Bytes of a word that are looked at: longer words are no words.
const LONGEST: usize = 48;

/// A word as features see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The whole form.
    pub form: u32,
    /// The whole form where it is in the vocabulary; otherwise its ending and whether it begins with a capital: words that
    /// the trainer saw seldom look like those that it never saw.
    pub lexeme: u32,
    /// Its last one to four letters.
    pub suffixes: [u32; 4],
    /// Its first one to three letters.
    pub prefixes: [u32; 3],
    /// Its pattern of capitals, digits and other characters, each run shortened.
    pub shape: u32,
    /// Kind of mark, where the word is one.
    pub mark: Mark,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it holds a letter.
    pub letter: bool,
}

/// Marks that structure a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Mark {
    #[default]
    None,
    Quote,
    Comma,
    Dash,
    Colon,
    Bracket,
    Stop,
}

/// One form for characters that are written in several ways.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | '‛' | '′' | '`' | '´' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '–' | '—' | '―' | '−' | '‐' | '‑' | '‒' => '-',
        '…' => '.',
        c => c,
    }
}

impl Word {
    /// Reads a word.
    pub fn new(word: &str) -> Word {
        let mut bytes = [0u8; LONGEST + 4];
        let mut len = 0;
        let mut ends = [0usize; LONGEST];
        let mut count = 0;
        let mut shape = 0u32;
        let (mut run, mut before) = (0, 0);
        let mut out = Word::default();
        let mut dashes = true;
        for c in word.chars() {
            let c = plain(c);
            dashes &= c == '-';
            let kind = match c {
                _ if c.is_uppercase() => 1,
                '0'..='9' => 3,
                _ if c.is_alphabetic() => 2,
                _ => 4 + (c as u32 & 0x3f),
            };
            out.capital |= count == 0 && kind == 1;
            out.letter |= kind == 1 || kind == 2;
            run = if kind == before { run + 1 } else { 1 };
            before = kind;
            if run <= 2 {
                shape = shape.wrapping_mul(67).wrapping_add(kind);
            }
            let c = match c {
                '0'..='9' => '0',
                c if c.is_ascii() => c.to_ascii_lowercase(),
                c => c.to_lowercase().next().unwrap_or(c),
            };
            len += c.encode_utf8(&mut bytes[len..]).len();
            ends[count] = len;
            count += 1;
            if len > LONGEST - 4 {
                break;
            }
        }
        if dashes && count > 1 {
            (len, count) = (1, 1);
        }
        // Two single quotation marks, or two grave accents, are a double one.
        if bytes[..len] == *b"''" {
            bytes[0] = b'"';
            (len, count) = (1, 1);
        }
        if count > 3 && bytes[..len].iter().all(|b| *b == b'.') {
            (len, count) = (3, 3);
        }
        let form = &bytes[..len];
        let start = |n: usize| if n >= count { 0 } else { ends[count - n - 1] };
        out.form = hash(1, form);
        for (n, suffix) in out.suffixes.iter_mut().enumerate() {
            *suffix = hash(2, &form[start(n + 1)..]);
        }
        for (n, prefix) in out.prefixes.iter_mut().enumerate() {
            *prefix = hash(3, &form[..if n < count { ends[n] } else { len }]);
        }
        out.shape = shape;
        out.mark = match form {
            b"\"" | b"'" => Mark::Quote,
            b"," => Mark::Comma,
            b"-" => Mark::Dash,
            b":" | b";" => Mark::Colon,
            b"(" | b")" | b"[" | b"]" | b"-lrb-" | b"-rrb-" => Mark::Bracket,
            b"." | b"!" | b"?" | b"..." => Mark::Stop,
            _ => Mark::None,
        };
        out
    }
}

fn hash(seed: u64, bytes: &[u8]) -> u32 {
    let mut h = seed;
    for b in bytes {
        h = (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3);
    }
    (h.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// Hash of a feature: its template and its values.
fn feature<const N: usize>(template: u32, values: [u32; N]) -> u32 {
    let mut h = u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for value in values {
        h = (h.rotate_left(25) ^ u64::from(value)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    }
    ((h ^ h >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32
}

/// Collects features, numbering the templates by the order in which they are taken.
pub(super) struct Sink<'a> {
    features: &'a mut Vec<u32>,
    template: u32,
}

impl<'a> Sink<'a> {
    pub(super) fn new(features: &'a mut Vec<u32>) -> Sink<'a> {
        features.clear();
        Sink { features, template: 0 }
    }

    pub(super) fn add<const N: usize>(&mut self, values: [u32; N]) {
        self.template += 1;
        self.features.push(feature(self.template, values));
    }
}

/// Forms of the words that the trainer saw often enough, sorted.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary(pub Vec<u32>);

/// A sentence's words and what is known of it as a whole.
#[derive(Default)]
pub struct Words {
    /// The words.
    pub words: Vec<Word>,
    /// For each word, whether an odd number of quotation marks of its kind precedes it in the sentence.
    pub quoted: Vec<bool>,
    /// Number of marks other than quotation marks before each word, and one more entry: those of the whole sentence.
    pub marks: Vec<u16>,
    /// Number of quotation marks before each word, and one more entry.
    pub quotes: Vec<u16>,
    /// Whether nearly all long words begin with capitals, as in headlines: case tells nothing then.
    pub headline: bool,
}

impl Words {
    /// Reads the words of a sentence.
    pub fn read(&mut self, words: &[&str], vocabulary: &Vocabulary) {
        self.words.clear();
        self.words.extend(words.iter().map(|w| {
            let mut word = Word::new(w);
            word.lexeme = if vocabulary.0.binary_search(&word.form).is_ok() {
                word.form
            } else {
                word.suffixes[2].wrapping_mul(0x9e37_79b1) ^ u32::from(word.capital)
            };
            word
        }));
        self.quoted.clear();
        self.marks.clear();
        self.quotes.clear();
        let (mut marks, mut quotes) = (0u16, 0u16);
        let (mut long, mut capitals) = (0, 0);
        for (text, word) in words.iter().zip(&self.words) {
            self.quoted.push(quotes % 2 == 1);
            self.marks.push(marks);
            self.quotes.push(quotes);
            match word.mark {
                Mark::Quote => quotes = quotes.wrapping_add(1),
                Mark::None => {}
                _ => marks = marks.wrapping_add(1),
            }
            if word.letter && text.len() > 3 {
                long += 1;
                capitals += usize::from(word.capital);
            }
        }
        self.marks.push(marks);
        self.quotes.push(quotes);
        self.headline = long > 2 && capitals * 5 >= long * 4;
    }
}
