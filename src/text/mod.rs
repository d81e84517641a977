//! From an article's text to sentences, tokens, parts of speech and dependency trees.

mod abbreviations;
mod addresses;
pub mod calendar;
mod characters;
mod kept;
pub mod model;
mod numerals;
pub mod sentences;
pub mod span;
pub mod student;
pub mod tokens;

use crate::page::article::Article;
use span::Span;

/// The analysed text: what claims, origin and officials read.
#[derive(Debug, Default)]
pub struct Analysis {
    /// All tokens in text order.
    pub tokens: Vec<Token>,
    /// All sentences in text order; no sentence crosses a block.
    pub sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, Copy, Debug)]
pub struct Sentence {
    /// Where it stands, white space trimmed.
    pub span: Span,
    /// Its first token (index into [`Analysis::tokens`]).
    pub first: usize,
    /// One past its last token.
    pub last: usize,
    /// Index of its block in [`Article::blocks`].
    pub block: usize,
}

/// A word or punctuation mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech.
    pub tag: Tag,
    /// Index of its head in [`Analysis::tokens`]; itself for the root of a sentence.
    pub head: usize,
    /// Relation to the head (Universal Dependencies, without subtypes other than those named).
    pub relation: Relation,
}

/// Universal parts of speech (universaldependencies.org/u/pos).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Tag {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
}

/// Universal dependency relations (universaldependencies.org/u/dep); of the subtypes those that attribution needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Relation {
    Root,
    Acl,
    AclRelcl,
    Advcl,
    Advmod,
    Amod,
    Appos,
    Aux,
    AuxPass,
    Case,
    Cc,
    Ccomp,
    Compound,
    CompoundPrt,
    Conj,
    Cop,
    Csubj,
    Dep,
    Det,
    Discourse,
    Dislocated,
    Expl,
    Fixed,
    Flat,
    Goeswith,
    Iobj,
    List,
    Mark,
    Nmod,
    NmodPoss,
    Nsubj,
    NsubjPass,
    Nummod,
    Obj,
    Obl,
    OblAgent,
    Orphan,
    Parataxis,
    Punct,
    Reparandum,
    Vocative,
    Xcomp,
}

/// Splits, tags and parses the text of all blocks.
pub fn analyse(article: &Article) -> Analysis {
    let mut analysis = Analysis::default();
    for (block, of) in article.blocks.iter().enumerate() {
        let words = tokens::tokenize(&article.text, of.span);
        for range in sentences::split(&article.text, &words) {
            let Some((start, end)) = words.get(range.start).zip(words.get(range.end - 1)) else { continue };
            let span = Span::new(start.start, end.end);
            let first = analysis.tokens.len();
            let unread = |span: &Span| Token { span: *span, tag: Tag::X, head: first, relation: Relation::Dep };
            analysis.tokens.extend(words[range].iter().map(unread));
            analysis.sentences.push(Sentence { span, first, last: analysis.tokens.len(), block });
        }
    }
    model::annotate(&article.text, &mut analysis.tokens, &analysis.sentences);
    analysis
}
