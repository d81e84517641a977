//! Mends what the tagger cannot know, before the rules read the trees: names that it has never seen and takes for verbs or
//! adjectives (*Koji Nezu*, *Ermiş noted*).

use super::lexicon::{self, Form, Frames, Verb};
use crate::page::article::Article;
use crate::report::{BlockKind, SpeakerKind};
use crate::text::{Analysis, Relation, Tag, Token, calendar};
use std::ops::Range;

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
        subjects(&article.text, &mut tokens, sentence.first..last);
        clause_at_end(&article.text, &mut tokens, sentence.first..last);
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

/// Names of bodies that the tagger takes for something else (*WHO*, *ReOpenNC*), and the subject with which a sentence begins,
/// where the parse has it as something else: *Obi, meanwhile, veered away*, *And Obi, a critic of the tax, again accused*.
fn subjects(text: &str, tokens: &mut [Token], sentence: Range<usize>) {
    let word = |tokens: &[Token], t: usize| tokens[t].span.of(text);
    let capitals = |word: &str| word.chars().filter(|c| c.is_uppercase()).count();
    let shouted = sentence.clone().filter(|t| word(tokens, *t).len() > 2 && capitals(word(tokens, *t)) == word(tokens, *t).len());
    let acronyms = shouted.count() * 2 < sentence.len();
    let has = |tokens: &[Token], head: usize, relation: Relation| {
        // Trees are made of pieces of at most so many words: children stand no farther away.
        const NEAR: usize = 250;
        let mut near = sentence.start.max(head.saturating_sub(NEAR))..sentence.end.min(head + NEAR);
        near.any(|t| t != head && tokens[t].head == head && tokens[t].relation == relation)
    };
    for t in sentence.clone() {
        let own = word(tokens, t);
        // *WHO* in capitals is nobody's pronoun.
        if tokens[t].tag == Tag::Pron && own == "WHO" && acronyms {
            tokens[t].tag = Tag::Propn;
        }
        // *ReOpenNC*: letters are no punctuation, and a capital within a word is a name's.
        let inner =
            own.chars().count() > 3 && own.chars().all(char::is_alphabetic) && own.chars().skip(1).any(char::is_uppercase);
        if inner && own.chars().any(char::is_lowercase) && matches!(tokens[t].tag, Tag::Punct | Tag::X | Tag::Verb | Tag::Adv) {
            let verb = tokens[t].head;
            tokens[t].tag = Tag::Propn;
            if verb > t
                && verb < t + 4
                && verb < sentence.end
                && tokens[verb].tag == Tag::Verb
                && !has(tokens, verb, Relation::Nsubj)
                && !has(tokens, verb, Relation::NsubjPass)
            {
                tokens[t].relation = Relation::Nsubj;
            }
        }
    }
    after_day(text, tokens, sentence.clone());
    // The name that the sentence begins with, after *And* or *But*.
    let first = sentence.start + usize::from(tokens[sentence.start].tag == Tag::Cconj);
    let Some(end) = (first..sentence.end).find(|t| tokens[*t].tag != Tag::Propn).filter(|end| *end > first) else { return };
    if word(tokens, end) != "," || end + 2 >= sentence.end {
        return;
    }
    let head = (first..end).find(|t| tokens[*t].head < first || tokens[*t].head >= end || tokens[*t].head == *t).unwrap_or(first);
    let verb = tokens[head].head;
    if tokens[head].relation == Relation::Obl
        && tokens[end + 1].tag == Tag::Adv
        && verb > end
        && verb < sentence.end
        && tokens[verb].tag == Tag::Verb
        && !has(tokens, head, Relation::Case)
        && !has(tokens, verb, Relation::Nsubj)
        && !has(tokens, verb, Relation::NsubjPass)
        && !has(tokens, verb, Relation::Expl)
    {
        tokens[head].relation = Relation::Nsubj;
        return;
    }
    // A name that stands over its verb is its subject.
    if tokens[head].relation != Relation::Root {
        return;
    }
    let finite = |t: usize| {
        tokens[t].tag == Tag::Verb
            && tokens[t].head == head
            && tokens[t].relation == Relation::Dep
            && word(tokens, t).chars().all(char::is_lowercase)
            && !word(tokens, t).ends_with("ing")
    };
    let Some(verb) = (end..sentence.end).find(|t| finite(*t)) else { return };
    if has(tokens, verb, Relation::Nsubj) || has(tokens, verb, Relation::NsubjPass) {
        return;
    }
    for t in sentence.clone() {
        let moves = tokens[t].head == head
            && t != head
            && (t < first || t > verb || tokens[t].relation == Relation::Punct && t + 1 == verb);
        if moves {
            tokens[t].head = verb;
        }
    }
    tokens[head].head = verb;
    tokens[head].relation = Relation::Nsubj;
    tokens[verb].head = verb;
    tokens[verb].relation = Relation::Root;
}

/// *On Thursday campaign spokesman Ada Obi issued a statement*: without a comma the parse makes one name of the day and whoever
/// acts on it. The verb has no other subject.
fn after_day(text: &str, tokens: &mut [Token], sentence: Range<usize>) {
    let word = |tokens: &[Token], t: usize| tokens[t].span.of(text).to_ascii_lowercase();
    let (on, day) = (sentence.start, sentence.start + 1);
    if day + 2 >= sentence.end || word(tokens, on) != "on" || !calendar::is_weekday(&word(tokens, day)) {
        return;
    }
    let named = |t: &usize| matches!(tokens[*t].tag, Tag::Propn | Tag::Noun | Tag::Adj | Tag::Det);
    let Some(verb) = (day + 1..sentence.end).find(|t| !named(t)).filter(|v| tokens[*v].tag == Tag::Verb && *v > day + 1) else {
        return;
    };
    let of_verb = |t: usize, relations: &[Relation]| tokens[t].head == verb && relations.contains(&tokens[t].relation);
    let Some(name) = (day + 1..verb).find(|t| of_verb(*t, &[Relation::Obl])) else { return };
    let inside = tokens[day].relation == Relation::Compound && tokens[on].head == name && tokens[verb - 1].tag == Tag::Propn;
    if !inside || sentence.clone().any(|t| of_verb(t, &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl])) {
        return;
    }
    tokens[name].relation = Relation::Nsubj;
    (tokens[day].head, tokens[day].relation) = (verb, Relation::Obl);
    tokens[on].head = day;
}

/// *The cable was cut by an anchor, an inquiry report found on Tuesday*: by its form the last verb could say that a report was
/// found, and the parse then hangs it on the noun. Behind a whole clause and a comma documents and bodies find, and are not found.
fn clause_at_end(text: &str, tokens: &mut [Token], sentence: Range<usize>) {
    /// Words after the verb: a day, a place.
    const REST: usize = 6;
    let word = |tokens: &[Token], t: usize| tokens[t].span.of(text).to_lowercase();
    let Some(verb) = sentence.clone().rev().take(REST + 2).find(|t| tokens[*t].tag == Tag::Verb) else { return };
    let noun = tokens[verb].head;
    let reports = |(entry, form): (&Verb, Form)| entry.frames.any(&[Frames::CLAUSE, Frames::THAT]) && form.can_be(Form::PAST);
    if tokens[verb].relation != Relation::Acl
        || noun + 1 != verb
        || noun < sentence.start + 4
        || !lexicon::verbs(&word(tokens, verb)).any(reports)
        || !matches!(lexicon::role(&word(tokens, noun)), Some((SpeakerKind::Document | SpeakerKind::Organisation, _)))
    {
        return;
    }
    let by = |t: usize| tokens[t].tag == Tag::Punct || word(tokens, t) == "by";
    if (verb + 1..sentence.end.saturating_sub(1)).any(by) {
        return;
    }
    let named = |t: &usize| matches!(tokens[*t].tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Num);
    let Some(comma) = (sentence.start..noun).rev().find(|t| !named(t)).filter(|t| word(tokens, *t) == ",") else { return };
    let Some(root) = (sentence.start..comma).find(|t| tokens[*t].relation == Relation::Root) else { return };
    let subject = |t: usize| tokens[t].head == root && matches!(tokens[t].relation, Relation::Nsubj | Relation::NsubjPass);
    if !(sentence.start..root).any(subject) {
        return;
    }
    (tokens[verb].head, tokens[verb].relation) = (verb, Relation::Root);
    (tokens[noun].head, tokens[noun].relation) = (verb, Relation::Nsubj);
    (tokens[root].head, tokens[root].relation) = (verb, Relation::Ccomp);
    for t in [comma, sentence.end - 1] {
        if tokens[t].tag == Tag::Punct {
            tokens[t].head = verb;
        }
    }
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
fn titled(article: &Article, analysis: &Analysis, tokens: Range<usize>) -> bool {
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
