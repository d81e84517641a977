use super::*;
use crate::text::tokens::tests::{long_texts, strange_texts};
use crate::text::tokens::tokenize;

/// Gives the text with `|` between its sentences, spaces there left out.
fn cut(text: &str) -> String {
    let tokens = tokenize(text, Span::new(0, text.len()));
    let sentences: Vec<&str> =
        split(text, &tokens).iter().map(|s| Span::new(tokens[s.start].start, tokens[s.end - 1].end).of(text)).collect();
    sentences.join("|")
}

/// Each case holds `|` where a sentence must end.
#[track_caller]
fn check(cases: &[&str]) {
    for case in cases {
        assert_eq!(cut(&case.replace('|', " ")), *case);
    }
}

#[test]
fn full_stops_of_abbreviations() {
    check(&[
        "Mr. Smith met Gen. Jones and Sen. Lee.|They spoke.",
        "Gov. Ann Miller of St. Louis won, No. 10 said.|It was late.",
        "The U.S. Army left the U.S. on Monday.|He stayed in the U.S.|The rest left.",
        "Apple Inc. President Ann Miller resigned.|She works for Apple Inc.|But she left.",
        "It began at 5 p.m. Tuesday.|It ended at 9 p.m. EST.|Police came at 10 p.m.|Nobody was hurt.",
        "On Jan. 5 and Sept. 11 it rained.|It rained in Dec.|The sun came later.",
        "J. K. Rowling wrote it.|W. H. Auden and A. A. Milne did not.|That was Plan B.|The rest failed.",
        "Smith v. Jones and Roe vs. Wade.|See p. 5.|It cost $3.5m.|Nobody paid.",
        "Apples, pears, etc. were sold.|They sold bread etc.|Nobody came.",
        "He has a Ph.D. from Yale.|So has she.",
        "“It is the U.S.”|He left.",
    ]);
}

#[test]
fn what_closes_belongs_to_the_sentence_it_closes() {
    check(&[
        "“We stay,” said Ann.|“It is late.”|He left.",
        "\"We stay,\" said Ann.|\"It is late.\"|He left.",
        "“A,” said X.|“B.”",
        "(He left.)|She stayed (alone.)|They slept.",
        "He called it “a ‘great’ day.”|Nobody else did.",
        "«Nous restons.»|Il part.",
        "He left.[3]|She stayed. [12]|They slept.",
        "“We stay.|We fight.”|He left.",
    ]);
    assert_eq!(cut("He left.”She stayed."), "He left.”|She stayed.");
    assert_eq!(cut("He left.She stayed."), "He left.|She stayed.");
}

#[test]
fn questions_and_calls_inside_a_quotation() {
    check(&[
        "“Why?” she asked.|Nobody knew.",
        "“Why now?” Ann Miller asked.|“Stop!” Miller said on Monday.",
        "“Why?”|Nobody knew.",
        "Why?|Nobody knew!|What?!|Really.",
        "The play (“Help!”) was good.",
        "\"Why?\" he said.|\"Because!\" she cried.",
    ]);
}

#[test]
fn ellipses_colons_and_dashes() {
    check(&[
        "Well … he left.|He said: We stay.",
        "I think...|The end is near.",
        "He saw … President Lee there.",
        "“It was … fine.”|He left.",
        "... and so it began.",
        "He left; she stayed: alone – and well.",
        "“It's a long game.” – Ann Miller",
    ]);
}

#[test]
fn how_sentences_begin() {
    check(&[
        "He left.|iPhone sales fell.|eBay rose.",
        "He left.|12 people stayed.|“We” is a word.|'90s music played.",
        "See www.a.example.|See http://b.example/c.d for more.",
        "1. The council met.|2. The mayor left.",
        "KYIV, June 7 (Reuters) - The dam broke.|Nobody knew why.",
        "WASHINGTON (AP) — The U.S. left.|It rained.",
        "He wrote to a.b@c.example.|Nobody answered.",
        "It cost 3.5 per cent.|4.5 was expected.",
    ]);
}

#[test]
fn headlines_are_not_cut_at_abbreviations() {
    check(&["U.S. And China Agree To Talk", "St. Louis Mayor Resigns", "How U.S. History Began"]);
}

#[test]
fn line_breaks() {
    assert_eq!(cut("Camera\nDisplay\nBattery life"), "Camera|Display|Battery life");
    assert_eq!(cut("The council of\nthe town met\nand left."), "The council of\nthe town met\nand left.");
    assert_eq!(cut("A line\n\nof two blocks"), "A line|of two blocks");
    assert_eq!(cut("A line\r\nof one"), "A line\r\nof one");
    let wrapped = "The line that a program broke because it was long said\nPresident Lee would stay.";
    assert_eq!(cut(wrapped), wrapped);
}

#[track_caller]
fn assert_sound(text: &str) {
    let tokens = tokenize(text, Span::new(0, text.len()));
    let mut at = 0;
    for sentence in split(text, &tokens) {
        assert!(sentence.start == at && sentence.end > at, "{text:?}: {sentence:?}");
        at = sentence.end;
    }
    assert_eq!(at, tokens.len(), "{text:?}");
}

#[test]
fn every_token_is_in_one_sentence() {
    strange_texts().for_each(|text| assert_sound(&text));
    long_texts(3000).iter().for_each(|text| assert_sound(text));
    assert!(split("", &[]).is_empty());
}

/// No clock: a look ahead without a bound would take hours on these.
#[test]
fn a_million_marks() {
    for piece in [". ", "\"", "?)", ".\" ", "“", "... ", "U.S. ", "A. ", "a\n", ".[1] ", "! A "] {
        assert_sound(&piece.repeat(1_000_000));
    }
}

#[test]
fn spans_outside_the_text_do_no_harm() {
    let sentences = split("a.", &[Span::new(0, 1), Span::new(1, 2), Span::new(7, 9)]);
    assert_eq!(sentences.first(), Some(&(0..3)));
    assert_eq!(sentences.len(), 1);
}
