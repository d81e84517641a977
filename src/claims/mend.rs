//! Mends what the tagger cannot know, before the rules read the trees: names that it has never seen and takes for verbs or
//! adjectives (*Koji Nezu*, *Ermiş noted*).

use crate::page::article::Article;
use crate::report::BlockKind;
use crate::text::{Analysis, Relation, Tag};

/// The analysis with names where names stand. Linear in the number of tokens.
pub fn names(article: &Article, analysis: &Analysis) -> Analysis {
    let mut tokens = analysis.tokens.clone();
    for sentence in &analysis.sentences {
        let headline = article
            .blocks
            .get(sentence.block)
            .is_none_or(|b| matches!(b.kind, BlockKind::Headline | BlockKind::Heading | BlockKind::Standfirst));
        let last = sentence.last.min(tokens.len());
        if headline || sentence.first >= last || titled(article, analysis, sentence.first..last) {
            continue;
        }
        for t in sentence.first + 1..last {
            let word = tokens[t].span.of(&article.text);
            if !is_name(word) {
                continue;
            }
            // A sentence may begin after a mark, but not after the comma of a quotation: *“…,” Will wrote*.
            let before = tokens[t - 1].span.of(&article.text);
            let spoken = t >= sentence.first + 2
                && matches!(before, "”" | "\"" | "’" | "''")
                && tokens[t - 2].span.of(&article.text) == ",";
            if tokens[t - 1].tag == Tag::Punct && begins(before) && !spoken {
                continue;
            }
            let (tag, relation, head) = (tokens[t].tag, tokens[t].relation, tokens[t].head);
            match tag {
                // Within a sentence no verb has a capital.
                Tag::Verb if relation != Relation::Root => {
                    tokens[t].tag = Tag::Propn;
                    if relation == Relation::Amod {
                        tokens[t].relation = Relation::Compound;
                    }
                }
                // *In June, Connolly asked*: a name in *-ly* is no adverb.
                Tag::Adv if word.ends_with("ly") && before == "," && relation == Relation::Advmod && head == t + 1 => {
                    tokens[t].tag = Tag::Propn;
                    tokens[t].relation = Relation::Nsubj;
                }
                // *Will wrote*
                Tag::Aux if matches!(word, "Will" | "May") && relation == Relation::Aux && head == t + 1 => {
                    tokens[t].tag = Tag::Propn;
                    tokens[t].relation = Relation::Nsubj;
                }
                // What an adjective would describe is no verb: it is the verb's subject.
                Tag::Adj | Tag::Adv
                    if head == t + 1
                        && head < last
                        && tokens[head].tag == Tag::Verb
                        && matches!(relation, Relation::Amod | Relation::Compound)
                        && tokens[head].span.of(&article.text).chars().all(char::is_lowercase) =>
                {
                    tokens[t].tag = Tag::Propn;
                    tokens[t].relation = Relation::Nsubj;
                }
                _ => {}
            }
        }
    }
    Analysis { tokens, sentences: analysis.sentences.clone() }
}

/// A capital, then small letters.
fn is_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase) && word.chars().count() > 1 && letters.any(char::is_lowercase)
}

/// Marks after which a sentence may begin.
fn begins(mark: &str) -> bool {
    !matches!(mark, "," | "-" | "." | "'" | "’" | "/")
}

/// Whether the sentence is written as titles are, with capitals throughout.
fn titled(article: &Article, analysis: &Analysis, tokens: std::ops::Range<usize>) -> bool {
    let (mut words, mut capitals) = (0usize, 0usize);
    for token in &analysis.tokens[tokens] {
        let word = token.span.of(&article.text);
        if word.chars().count() > 3 && word.chars().all(char::is_alphabetic) {
            words += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    capitals * 10 > words * 6
}
