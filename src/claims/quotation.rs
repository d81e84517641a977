//! Finds quotations: pairs of quotation marks, in the several styles in which newspapers write them.
//!
//! The scan is one pass over the characters of a block. A mark opens or closes by its own shape where it has one
//! (curly, guillemets, low-high) and by its neighbours where it has none (straight marks); an apostrophe and an inch mark
//! look like marks and are none. Only outermost quotations are given: what is quoted inside a quotation belongs to it.

use crate::page::article::Article;
use crate::report::BlockKind;
use crate::text::span::Span;

/// A quotation in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Span,
    /// Without its marks.
    pub inner: Span,
    /// Index of its block.
    pub block: usize,
    /// Whether the closing mark stands in the text. A paragraph of a longer quotation has none at its end.
    pub closed: bool,
}

impl Quotation {
    /// Whether it ends like a sentence or clause of speech: with `. , ! ?` or a dash or ellipsis before the closing mark.
    pub fn ends_with_stop(&self, text: &str) -> bool {
        self.inner
            .of(text)
            .trim_end_matches(|c: char| c.is_whitespace() || "'’”›\"".contains(c))
            .chars()
            .next_back()
            .is_some_and(|c| ".,!?…—–-;".contains(c))
    }

    /// Number of words, counted up to [`LONG`]: the question is asked at every word of a quotation, and one that is never
    /// closed may be as long as the text.
    pub fn words(&self, text: &str) -> usize {
        self.inner.of(text).split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).take(LONG).count()
    }
}

/// Words from which on a quotation is long, whatever is asked. No rule asks for more than a dozen.
const LONG: usize = 16;

/// How far a closing single mark is looked for, in bytes: speech in single marks is rarely longer, and the limit keeps
/// the scan linear.
const SINGLE_REACH: usize = 1500;

/// All outermost quotations of the blocks, in text order.
pub fn find(article: &Article) -> Vec<Quotation> {
    let mut found: Vec<Quotation> = Vec::new();
    for (index, block) in article.blocks.iter().enumerate() {
        let goes_on = found.last().is_some_and(|q| !q.closed && q.block + 1 == index) && ends_later(article, index);
        in_block(&article.text, block.span, index, goes_on, &mut found);
    }
    found
}

/// Paragraphs through which a quotation may go on without a mark at their beginning.
const UNMARKED: usize = 3;

/// Whether the paragraph belongs to a quotation that the one before has left open: the next double mark, in it or in one
/// soon after it, closes. Most writers open each paragraph of a longer quotation anew; some do not.
fn ends_later(article: &Article, index: usize) -> bool {
    let paragraphs = article.blocks.iter().skip(index).take(UNMARKED).take_while(|b| b.kind == BlockKind::Paragraph);
    let mut marks = paragraphs.filter_map(|b| {
        let words = b.span.of(&article.text);
        words.find(['"', '“', '”', '„', '«', '»', '＂']).map(|at| words.split_at(at))
    });
    marks.next().is_some_and(|(before, rest)| {
        rest.starts_with(['"', '”'])
            && before.ends_with(['.', ',', '!', '?', '…'])
            && !rest.chars().nth(1).is_some_and(char::is_alphanumeric)
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `"` or its curly forms: closes with any double mark that is not an opening one.
    Double,
    /// `„`: closes with `“` or `”`.
    Low,
    /// `«`.
    Guillemet,
    /// `»` used as an opening mark, closes with `«`.
    GuillemetInward,
    /// `‘` or `'`.
    Single,
}

/// `goes_on`: the block begins inside a quotation.
fn in_block(text: &str, block: Span, index: usize, goes_on: bool, found: &mut Vec<Quotation>) {
    let words = block.of(text);
    let mut open: Option<(usize, usize, Mark)> = goes_on.then_some((0, 0, Mark::Double));
    let mut before: Option<char> = None;
    let mut chars = words.char_indices().peekable();
    // Where a closing single mark was looked for in vain, the next search begins past half of what was read: linear.
    let mut no_single_before = 0;
    while let Some((at, c)) = chars.next() {
        let mut after = chars.peek().map(|(_, c)| *c);
        let mut end = at + c.len_utf8();
        let mut c = c;
        // Two single marks in a row are a double one (''so'', ``so'').
        if matches!(c, '\'' | '`' | '’' | '‘') && after == Some(c) {
            chars.next();
            end += c.len_utf8();
            after = chars.peek().map(|(_, c)| *c);
            c = '"';
            // Inside such a quotation a third mark closes a single quotation first: 'this''' .
            if after == Some('\'') && open.is_some() {
                chars.next();
                end += 1;
                after = chars.peek().map(|(_, c)| *c);
            }
        }
        match open {
            None => {
                let opened = match c {
                    '“' | '‟' => opens(after).then_some(Mark::Double),
                    '"' | '＂' => (opens(after) && !is_word(before)).then_some(Mark::Double),
                    // Some writers open with the closing curly mark.
                    '”' => (opens(after) && before.is_none_or(char::is_whitespace)).then_some(Mark::Double),
                    '„' => Some(Mark::Low),
                    '«' => Some(Mark::Guillemet),
                    '»' => (opens(after) && !is_word(before)).then_some(Mark::GuillemetInward),
                    '‘' | '\'' | '‚' | '’' | '`' if !is_word(before) && opens(after) && at >= no_single_before => {
                        match single_closes(words, end, c) {
                            Ok(()) => Some(Mark::Single),
                            Err(read) => {
                                no_single_before = end + read / 2;
                                None
                            }
                        }
                    }
                    _ => None,
                };
                if let Some(mark) = opened {
                    open = Some((at, end, mark));
                }
            }
            Some((from, inner, mark)) => {
                let closes = match mark {
                    Mark::Double => match c {
                        '”' | '＂' => true,
                        '"' => !(before.is_some_and(char::is_whitespace) && is_word(after)),
                        // An opening mark used to close, as after „ or by mistake.
                        '“' => !is_word(after) && before.is_some_and(|b| !b.is_whitespace()),
                        _ => false,
                    },
                    Mark::Low => matches!(c, '“' | '”' | '"'),
                    Mark::Guillemet => c == '»',
                    Mark::GuillemetInward => c == '«',
                    Mark::Single => matches!(c, '’' | '\'') && closes_single(before, after, words, end),
                };
                let reopens = mark == Mark::Double
                    && matches!(c, '“' | '"')
                    && !closes
                    && before.is_some_and(char::is_whitespace)
                    && is_word(after);
                if closes {
                    push(text, block, index, (from, inner, at, end), true, found);
                    open = None;
                } else if reopens && c == '"' {
                    // The first mark was never closed: the speech ends where the sentence before this one does.
                    push(text, block, index, (from, inner, at, at), false, found);
                    open = Some((at, end, Mark::Double));
                }
            }
        }
        before = Some(c);
    }
    if let Some((from, inner, _)) = open {
        push(text, block, index, (from, inner, words.len(), words.len()), false, found);
    }
}

fn push(
    text: &str,
    block: Span,
    index: usize,
    (from, inner, inner_end, end): (usize, usize, usize, usize),
    closed: bool,
    found: &mut Vec<Quotation>,
) {
    let outer = Span::new(block.start + from, block.start + end).trimmed(text);
    let inner = Span::new(block.start + inner, block.start + inner_end).trimmed(text);
    if inner.of(text).chars().any(char::is_alphanumeric) {
        found.push(Quotation { outer, inner, block: index, closed });
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether what follows a mark can begin a quotation.
fn opens(after: Option<char>) -> bool {
    after.is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '.' | ';' | ')' | ':'))
        || after.is_some_and(|c| c == '.' || c == '…')
}

/// Whether a mark inside single quotation marks closes them: not an apostrophe (*don’t*), nor the possessive of a plural
/// (*states’ money*) while a better closing mark follows.
fn closes_single(before: Option<char>, after: Option<char>, words: &str, end: usize) -> bool {
    if before.is_none_or(char::is_whitespace) || is_word(after) {
        return false;
    }
    let possessive = before.is_some_and(|c| matches!(c, 's' | 'S')) && after == Some(' ');
    if !possessive {
        return true;
    }
    // A possessive is followed by the thing owned; a closing mark here would leave the later one without its opening.
    let mut before = None;
    let mut chars = reach(words, end).chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '‘' => return true,
            '\'' if !is_word(before) => return true,
            '’' | '\'' if (is_word(before) || before.is_some_and(|b| ".,!?…".contains(b))) && !is_word(chars.peek().copied()) =>
            {
                return false;
            }
            _ => {}
        }
        before = Some(c);
    }
    true
}

/// Whether a single mark that could open has a closing one within reach (else it is an apostrophe: *’tis*, *'90s*).
/// The error says how many bytes were read in vain.
fn single_closes(words: &str, from: usize, mark: char) -> Result<(), usize> {
    let rest = reach(words, from);
    if matches!(mark, '\'' | '’') && rest.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(0);
    }
    let mut before = None;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|(_, c)| *c);
        match c {
            '’' | '\'' if before.is_some_and(|b: char| !b.is_whitespace()) && !is_word(after) => return Ok(()),
            '‘' if mark == '’' => return Err(at),
            _ => {}
        }
        before = Some(c);
    }
    Err(rest.len())
}

/// The text from an offset on, as far as single marks are looked for.
fn reach(words: &str, from: usize) -> &str {
    let mut end = words.len().min(from + SINGLE_REACH);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    words.get(from..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::article::Block;
    use crate::report::BlockKind;

    fn quotes(text: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in text.split('\n') {
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(at, at + line.len()) });
            at += line.len() + 1;
        }
        let article = Article { text: text.to_owned(), blocks, ..Article::default() };
        find(&article).iter().map(|q| q.outer.of(text).to_owned()).collect()
    }

    #[test]
    fn marks_of_every_style_are_paired() {
        assert_eq!(quotes("He said “it rains” and \"it pours\"."), ["“it rains”", "\"it pours\""]);
        assert_eq!(quotes("Elle: «il pleut», disait-elle."), ["«il pleut»"]);
        assert_eq!(quotes("The sign read „Kein Eintritt“ in red."), ["„Kein Eintritt“"]);
        assert_eq!(quotes("‘We don’t know,’ said the mayor."), ["‘We don’t know,’"]);
        assert_eq!(quotes("'We don't know,' said the mayor."), ["'We don't know,'"]);
    }

    #[test]
    fn two_single_marks_are_a_double_one() {
        assert_eq!(quotes("''We don't know,'' said the mayor. ''Not 'yet.'''"), ["''We don't know,''", "''Not 'yet.'''"]);
    }

    #[test]
    fn a_paragraph_without_a_mark_goes_on_with_what_the_one_before_left_open() {
        assert_eq!(quotes("She said, \"It rains.\nIt pours, too.\"\nAll was wet."), ["\"It rains.", "It pours, too.\""]);
        assert_eq!(
            quotes("She said, “It rains.\nAll day.\nIt pours, too,” and left."),
            ["“It rains.", "All day.", "It pours, too,”"]
        );
        // A mark that was forgotten.
        assert_eq!(quotes("She said, \"It rains.\nAll was wet. \"So am I,\" he said."), ["\"It rains.", "\"So am I,\""]);
        assert_eq!(quotes("She said, \"It rains.\nThe pipe is 6\" wide."), ["\"It rains."]);
    }

    #[test]
    fn apostrophes_and_inch_marks_are_no_quotations() {
        assert!(quotes("The players’ union and the coaches’ guild met in the ’90s.").is_empty());
        assert!(quotes("It's the dog's bowl, 'tis said, in the '60s").is_empty());
        assert!(quotes("The screen is 6.1\" wide and the case 7\" long.").is_empty());
    }

    #[test]
    fn possessives_inside_single_marks_do_not_close_them() {
        assert_eq!(quotes("‘The farmers’ crops are lost,’ she said."), ["‘The farmers’ crops are lost,’"]);
    }

    #[test]
    fn a_quotation_inside_a_quotation_belongs_to_it() {
        assert_eq!(quotes("“She told me ‘go home’ twice,” he said."), ["“She told me ‘go home’ twice,”"]);
    }

    #[test]
    fn a_paragraph_of_a_longer_quotation_runs_to_its_end() {
        assert_eq!(quotes("“The river rose.\n“Then it fell,” Obi said."), ["“The river rose.", "“Then it fell,”"]);
    }

    #[test]
    fn hostile_marks_end_quickly() {
        let text = "'".repeat(20_000) + &" 'a".repeat(20_000) + &"‘s’ ".repeat(20_000);
        let _ = quotes(&text);
    }
}
