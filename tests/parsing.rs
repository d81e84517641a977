//! The shipped weights: sentences that any sane parse reads alike, bad files, and words that nobody writes.
#![cfg(feature = "weights")]

use sourcelight::text::model::{Model, ModelError, Parsed, keep_trees, model};
use sourcelight::text::{Relation, Tag};

const FILE: &[u8] = include_bytes!("../src/text/weights/sourcelight.weights");

fn parse(sentence: &str) -> (Vec<&str>, Vec<Parsed>) {
    let words: Vec<&str> = sentence.split(' ').collect();
    let mut parsed = Vec::new();
    model().expect("the weights are embedded").analyse(&words, &mut parsed);
    check(&words, &parsed);
    (words, parsed)
}

/// One entry for each word, one root, and every word reaches it.
fn check(words: &[&str], parsed: &[Parsed]) {
    assert_eq!(words.len(), parsed.len());
    let roots = parsed.iter().enumerate().filter(|(n, p)| p.head == *n).count();
    assert_eq!(roots, usize::from(!words.is_empty()), "{words:?}");
    for (n, word) in parsed.iter().enumerate() {
        assert_eq!(word.head == n, word.relation == Relation::Root, "{words:?}");
        let mut at = n;
        for _ in 0..=words.len() {
            at = parsed[at].head;
        }
        assert_eq!(parsed[at].head, at, "word {n} hangs in a circle: {words:?}");
    }
}

/// The arc to `dependent`: the word it hangs on, and how.
fn arc<'t>(sentence: &'t str, dependent: &str) -> (&'t str, Relation) {
    let (words, parsed) = parse(sentence);
    let at = words.iter().position(|w| *w == dependent).expect("the word is in the sentence");
    (words[parsed[at].head], parsed[at].relation)
}

#[test]
fn subject_and_complement_of_reporting_verbs() {
    for (sentence, verb, subject, complement) in [
        ("The minister said that the bridge would open in May .", "said", "minister", "open"),
        ("Police said the driver had left the scene .", "said", "Police", "left"),
        ("She told reporters that the talks had failed .", "told", "She", "failed"),
        ("The company announced on Monday that it will close two plants .", "announced", "company", "close"),
        ("He believes that the law is unfair .", "believes", "He", "unfair"),
    ] {
        assert_eq!(arc(sentence, subject), (verb, Relation::Nsubj), "{sentence}");
        assert_eq!(arc(sentence, complement), (verb, Relation::Ccomp), "{sentence}");
    }
}

#[test]
fn agents_and_passive_subjects() {
    let sentence = "The letter was signed by the governor .";
    assert_eq!(arc(sentence, "letter"), ("signed", Relation::NsubjPass));
    assert_eq!(arc(sentence, "governor"), ("signed", Relation::OblAgent));
    assert_eq!(arc(sentence, "was"), ("signed", Relation::AuxPass));
}

#[test]
fn parts_of_speech() {
    let (_, parsed) = parse("The old mayor never wrote to them , and nobody asked .");
    let tags: Vec<Tag> = parsed.iter().map(|p| p.tag).collect();
    use Tag::*;
    assert_eq!(tags, [Det, Adj, Noun, Adv, Verb, Adp, Pron, Punct, Cconj, Pron, Verb, Punct]);
}

#[test]
fn quotation_marks_and_dashes_of_all_kinds_are_alike() {
    let plain = parse("\" We will win - or leave \" , she said .").1;
    for other in [
        "“ We will win – or leave ” , she said .",
        "« We will win — or leave » , she said .",
        "„ We will win -- or leave “ , she said .",
    ] {
        assert_eq!(plain, parse(other).1, "{other}");
    }
    assert_eq!(parse("He did n't go .").1, parse("He did n’t go .").1);
}

#[test]
fn any_words_are_read() {
    let long = "a".repeat(10_000);
    let wide = "é".repeat(5_000);
    let mixed = "x\u{301}ß🙂".repeat(3_000);
    for words in [
        &[][..],
        &[""],
        &["", "", ""],
        &[&long, &wide, &mixed],
        &["🙂", "👩‍👩‍👧", "\u{0}", "\u{7}\u{8}", "\u{200b}", "\u{feff}", "İ", "ﬃ"],
        &["…………", "----", "''", "\"\"", "''''''"],
        &["said"],
        &["\"", "\"", "\""],
    ] {
        let mut parsed = Vec::new();
        model().expect("the weights are embedded").analyse(words, &mut parsed);
        check(words, &parsed);
    }
}

#[test]
fn sentences_without_end_are_read_in_pieces() {
    for pattern in [&["he", "said", "that", ","][..], &["\"", "no", ".", "\""], &["of"], &["("], &["and", "the", "old"]] {
        let words: Vec<&str> = pattern.iter().copied().cycle().take(5_000).collect();
        let mut parsed = Vec::new();
        model().expect("the weights are embedded").analyse(&words, &mut parsed);
        check(&words, &parsed);
    }
}

#[test]
fn the_same_words_give_the_same_tree() {
    let sentence = "Rebels in the north , he added , were said to have taken two towns .";
    let first = parse(sentence).1;
    parse("Nothing happened .");
    assert_eq!(first, parse(sentence).1);
}

#[test]
fn files_that_are_no_weights_are_refused() {
    assert!(Model::read(FILE).is_ok());
    assert_eq!(Model::read(b"").err(), Some(ModelError::Foreign));
    assert_eq!(Model::read(b"<!doctype html>").err(), Some(ModelError::Foreign));
    let mut other = FILE.to_vec();
    other[8] = 0xfe;
    assert!(matches!(Model::read(&other).err(), Some(ModelError::Version(_))));
    let mut longer = FILE.to_vec();
    longer.push(0);
    assert!(matches!(Model::read(&longer).err(), Some(ModelError::Damaged(_))));
}

#[test]
fn incomplete_and_damaged_files_are_refused() {
    for len in (0..64).chain((64..FILE.len()).step_by(FILE.len() / 40)) {
        assert!(Model::read(&FILE[..len]).is_err(), "the first {len} bytes");
    }
    for at in (8..64).chain((64..FILE.len()).step_by(FILE.len() / 40)) {
        for value in [0x00, 0x7f, 0xff] {
            let mut damaged = FILE.to_vec();
            if damaged[at] != value {
                damaged[at] = value;
                assert!(Model::read(&damaged).is_err(), "byte {at} as {value:#x}");
            }
        }
    }
}

#[test]
fn trees_that_are_kept_are_those_that_are_found() {
    // Longer than what is parsed at once, so that pieces and their place in the whole are kept, too.
    let long = ["The mayor , who had closed the bridge , said that it was old ;"; 60].join(" ");
    let sentences = ["The mayor said the bridge was old .", &long, "Who said so ?"];
    keep_trees(false);
    let found: Vec<_> = sentences.iter().map(|s| parse(s).1).collect();
    keep_trees(true);
    for time in ["first", "second"] {
        for (sentence, found) in sentences.iter().zip(&found) {
            assert_eq!(&parse(sentence).1, found, "the {time} time: {sentence}");
        }
    }
    keep_trees(false);
}

#[test]
fn no_table_is_larger_than_its_file() {
    // The largest sizes ask for no memory where the file is short: it is refused first.
    let mut bytes = FILE[..18].to_vec();
    bytes.extend(128u16.to_le_bytes());
    bytes.extend(512u16.to_le_bytes());
    assert_eq!(Model::read(&bytes).err(), Some(ModelError::Truncated));
    bytes[18..22].fill(0xff);
    assert!(matches!(Model::read(&bytes).err(), Some(ModelError::Damaged(_))));
}
