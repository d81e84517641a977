//! One sentence (or two) for each construction, with its tree: what must be found, and what must not.
//!
//! `constructions.txt` holds the cases: a name after `=`, paragraphs indented (`^` a headline, `|` a block quotation), one tree a sentence after `~`
//! (word/tag>head:relation, heads counted from 0 within the sentence), and the claims expected after `>` as
//! `[source] <cue> {content … content} = speaker via outlet`. The trees are given, so that a case tests the rules and not the parser.

use super::*;
use crate::page::article::Block;
use crate::text::model::TAGS;
use crate::text::student::arcs::RELATIONS;
use crate::text::{Relation, Sentence, Tag, Token};

fn tag(name: &str) -> Tag {
    TAGS.into_iter().find(|t| format!("{t:?}") == name).unwrap_or_else(|| panic!("no tag {name}"))
}

fn relation(name: &str) -> Relation {
    let found = RELATIONS.into_iter().find(|r| format!("{r:?}") == name);
    found.unwrap_or_else(|| panic!("no relation {name}"))
}

/// A case as article and analysis, with the expected claims in text.
fn case(lines: &[&str]) -> (Article, Analysis, Vec<String>) {
    let mut article = Article { is_article: true, ..Article::default() };
    let mut analysis = Analysis::default();
    let mut expected = Vec::new();
    let mut at = 0;
    for line in lines {
        if let Some(paragraph) = line.strip_prefix("  ") {
            let (kind, paragraph) = match paragraph.split_at_checked(1) {
                Some(("^", rest)) => (BlockKind::Headline, rest),
                Some(("|", rest)) => (BlockKind::Quote, rest),
                _ => (BlockKind::Paragraph, paragraph),
            };
            if !article.text.is_empty() {
                article.text.push_str("\n\n");
            }
            at = article.text.len();
            article.text.push_str(paragraph);
            article.blocks.push(Block { kind, span: Span::new(at, article.text.len()) });
        } else if let Some(tree) = line.strip_prefix("~ ") {
            let first = analysis.tokens.len();
            for word in tree.split(' ') {
                let (form, rest) = word.rsplit_once('/').expect("word/tag");
                let (tag_name, rest) = rest.split_once('>').expect("tag>head");
                let (head, relation_name) = rest.split_once(':').expect("head:relation");
                let start = at + article.text[at..].find(form).unwrap_or_else(|| panic!("{form} is not in the text"));
                at = start + form.len();
                analysis.tokens.push(Token {
                    span: Span::new(start, at),
                    tag: tag(tag_name),
                    head: first + head.parse::<usize>().expect("head"),
                    relation: relation(relation_name),
                });
            }
            let last = analysis.tokens.len();
            let span = Span::new(analysis.tokens[first].span.start, analysis.tokens[last - 1].span.end);
            analysis.sentences.push(Sentence { span, first, last, block: article.blocks.len() - 1 });
        } else if let Some(claim) = line.strip_prefix("> ") {
            expected.push(claim.to_owned());
        }
    }
    (article, analysis, expected)
}

fn shown(article: &Article, claim: &Found, with_speaker: bool) -> String {
    let words = |spans: &[Span]| spans.iter().map(|s| s.of(&article.text)).collect::<Vec<_>>().join(" … ");
    let via = claim.via.as_ref().map(|v| format!(" via {v}")).unwrap_or_default();
    let speaker = if with_speaker { format!(" = {}{via}", claim.speaker) } else { String::new() };
    format!("[{}] <{}> {{{}}}{speaker}", words(&claim.source), words(&claim.cue), words(&claim.content))
}

fn cases() -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    include_str!("constructions.txt").split("\n\n").filter_map(|text| {
        let mut lines = text.lines().filter(|l| !l.is_empty());
        let name = lines.next()?.strip_prefix("= ")?;
        Some((name, lines.collect()))
    })
}

#[test]
fn each_construction_gives_its_claims_and_nothing_else() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, lines) in cases() {
        count += 1;
        let (article, analysis, expected) = case(&lines);
        let found = find(&article, &analysis, &[]);
        let shown: Vec<String> = found
            .iter()
            .enumerate()
            .map(|(at, c)| shown(&article, c, expected.get(at).is_some_and(|e| e.contains(" = "))))
            .collect();
        if shown != expected {
            wrong.push(format!("{name}\n  expected {expected:#?}\n  found {shown:#?}"));
        }
    }
    assert!(count > 40, "the cases are read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What every answer keeps to, whatever the text: spans on character boundaries inside the text, contents disjoint and in
/// order, confidence between 0 and 1, the same answer twice.
fn check(article: &Article, analysis: &Analysis) {
    let found = find(article, analysis, &[("Gazette".into(), Span::new(0, 3))]);
    let mut contents: Vec<Span> = Vec::new();
    for claim in &found {
        assert!(!claim.content.is_empty());
        assert!((0.0..=1.0).contains(&claim.confidence) && !claim.why.is_empty());
        for span in claim.content.iter().chain(&claim.cue).chain(&claim.source) {
            assert!(!span.is_empty() && article.text.get(span.start..span.end).is_some(), "{span:?} of {:?}", article.text);
        }
        assert!(claim.content.windows(2).all(|w| w[0].end <= w[1].start));
        contents.extend(&claim.content);
    }
    contents.sort();
    assert!(contents.windows(2).all(|w| w[0].end <= w[1].start), "contents are disjoint: {contents:?} of {:?}", article.text);
    let again = find(article, analysis, &[("Gazette".into(), Span::new(0, 3))]);
    assert_eq!(format!("{found:?}"), format!("{again:?}"));
}

/// Numbers without a library: the same ones every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides.max(1) as u64) as usize
    }
}

#[test]
fn wrong_trees_and_shuffled_words_break_no_rule() {
    let words = [
        "said",
        "“",
        "”",
        "‘",
        "’",
        "''",
        "\"",
        ",",
        ".",
        ":",
        "—",
        "that",
        "according",
        "to",
        "the",
        "minister",
        "he",
        "she",
        "Obi",
        "🕊",
        "été",
        "told",
        "reporters",
        "as",
        "and",
        "accused",
        "of",
        "reportedly",
        "was",
        "claim",
        "call",
        "for",
        "not",
        "who",
        "(",
        ")",
        "?",
        "\u{200d}",
        "漢字",
        "Moscow",
    ];
    let tags =
        [Tag::Verb, Tag::Noun, Tag::Propn, Tag::Punct, Tag::Pron, Tag::Sconj, Tag::Aux, Tag::Adp, Tag::Adv, Tag::Det, Tag::X];
    let relations = [
        Relation::Root,
        Relation::Nsubj,
        Relation::Ccomp,
        Relation::Obj,
        Relation::Mark,
        Relation::Punct,
        Relation::Acl,
        Relation::AclRelcl,
        Relation::Advcl,
        Relation::Conj,
        Relation::Appos,
        Relation::Nmod,
        Relation::Parataxis,
        Relation::OblAgent,
        Relation::Xcomp,
    ];
    let kinds = [
        BlockKind::Headline,
        BlockKind::Paragraph,
        BlockKind::Quote,
        BlockKind::Heading,
        BlockKind::PullQuote,
        BlockKind::Caption,
    ];
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for _ in 0..1500 {
        let mut article = Article { is_article: true, ..Article::default() };
        let mut analysis = Analysis::default();
        for block in 0..1 + dice.roll(4) {
            if block > 0 {
                article.text.push_str("\n\n");
            }
            let block_start = article.text.len();
            for _ in 0..1 + dice.roll(3) {
                let first = analysis.tokens.len();
                let length = 1 + dice.roll(18);
                for _ in 0..length {
                    if article.text.len() > block_start && dice.roll(4) > 0 {
                        article.text.push(' ');
                    }
                    let word = words[dice.roll(words.len())];
                    let start = article.text.len();
                    article.text.push_str(word);
                    analysis.tokens.push(Token {
                        span: Span::new(start, article.text.len()),
                        tag: tags[dice.roll(tags.len())],
                        head: first + dice.roll(length),
                        relation: relations[dice.roll(relations.len())],
                    });
                }
                let last = analysis.tokens.len();
                let span = Span::new(analysis.tokens[first].span.start, analysis.tokens[last - 1].span.end);
                analysis.sentences.push(Sentence { span, first, last, block });
            }
            article.blocks.push(Block { kind: kinds[dice.roll(kinds.len())], span: Span::new(block_start, article.text.len()) });
        }
        check(&article, &analysis);
    }
}

/// A text of one unit over and over, all of whose words hang on the first one, or each on the word before it.
fn endless(unit: &str, times: usize, chain: bool) -> (Article, Analysis) {
    let mut article = Article { is_article: true, ..Article::default() };
    let mut analysis = Analysis::default();
    article.text = unit.repeat(times);
    let mut at = 0;
    for word in article.text.split_inclusive([' ', ',', '“', '”', '.']) {
        let form = word.trim_end();
        if !form.is_empty() {
            let tag = match form {
                "said" => Tag::Verb,
                "Obi" | "Obi," => Tag::Propn,
                "he" => Tag::Pron,
                "report" | "minister" | "claim" => Tag::Noun,
                "that" => Tag::Sconj,
                "a" | "the" => Tag::Det,
                _ => Tag::Punct,
            };
            let (head, relation) =
                if chain { (analysis.tokens.len().saturating_sub(1), Relation::Acl) } else { (0, Relation::Conj) };
            analysis.tokens.push(Token { span: Span::new(at, at + form.len()), tag, head, relation });
        }
        at += word.len();
    }
    let last = analysis.tokens.len();
    article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(0, article.text.len()) });
    analysis.sentences.push(Sentence { span: Span::new(0, article.text.len()), first: 0, last, block: 0 });
    (article, analysis)
}

/// A cost that grows with the square of the length would not end here.
#[test]
fn a_sentence_without_end_and_a_word_with_all_children_are_read_in_linear_time() {
    for unit in [
        "said that “he said” and ",
        "Obi said, ",
        "“No,” he said. ",
        "according to Obi, ",
        "minister ",
        "the claim that ",
        "a report the minister said ",
    ] {
        for chain in [false, true] {
            let (article, analysis) = endless(unit, 20_000, chain);
            let _ = find(&article, &analysis, &[]);
        }
    }
}

#[test]
fn no_text_gives_no_claims() {
    assert!(find(&Article::default(), &Analysis::default(), &[]).is_empty());
}
