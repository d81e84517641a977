//! The analysed text as the rules of attribution read it: words, trees, blocks, quotations.
//!
//! Every question about a token beyond the last one has an answer (no word, no relation), so that rules that look ahead
//! cannot run off the text.

use super::lexicon;
use super::quotation::Quotation;
use crate::page::article::Article;
use crate::report::BlockKind;
use crate::text::span::Span;
use crate::text::{Analysis, Relation, Tag, Token};
use std::borrow::Cow;
use std::ops::Range;

/// More children than a word has in any sentence. Rules look through children, so the limit keeps them linear on texts
/// that were made to break them.
const MOST_CHILDREN: usize = 256;

/// Tokens of a sentence that a rule looks at; longer ones are no sentences.
const LONGEST: usize = 600;

/// Access to tokens, trees and quotations of one article.
pub struct View<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its document text.
    pub text: &'a str,
    /// All tokens.
    pub tokens: &'a [Token],
    /// Analysis, for its sentences.
    pub analysis: &'a Analysis,
    /// Outermost quotations in text order.
    pub quotes: &'a [Quotation],
    /// Sentence of each token.
    sentence: Vec<u32>,
    /// Quotation in which each token stands (its marks included), or `u32::MAX`.
    quote: Vec<u32>,
    /// Children of token `i`: `kids[first[i]..first[i + 1]]`, in text order.
    first: Vec<u32>,
    kids: Vec<u32>,
    /// First and last token of each token's subtree.
    extent: Vec<(u32, u32)>,
}

impl<'a> View<'a> {
    /// Indexes the trees; linear in the number of tokens.
    pub fn new(article: &'a Article, analysis: &'a Analysis, quotes: &'a [Quotation]) -> Self {
        let tokens = &analysis.tokens[..];
        let n = tokens.len();
        let mut sentence = vec![u32::MAX; n];
        for (at, s) in analysis.sentences.iter().enumerate() {
            if let Some(range) = sentence.get_mut(s.first..s.last.min(n)) {
                range.fill(at as u32);
            }
        }
        let mut quote = vec![u32::MAX; n];
        let mut at = 0;
        for (t, token) in tokens.iter().enumerate() {
            while at < quotes.len() && quotes[at].outer.end <= token.span.start {
                at += 1;
            }
            if at < quotes.len() && quotes[at].outer.overlaps(token.span) {
                quote[t] = at as u32;
            }
        }
        let head = |t: usize| tokens[t].head.min(n - 1);
        let mut first = vec![0u32; n + 1];
        for t in 0..n {
            if head(t) != t {
                first[head(t) + 1] += 1;
            }
        }
        for t in 0..n {
            first[t + 1] += first[t];
        }
        let mut fill = first.clone();
        let mut kids = vec![0u32; first[n] as usize];
        for t in 0..n {
            let h = head(t);
            if h != t {
                kids[fill[h] as usize] = t as u32;
                fill[h] += 1;
            }
        }
        let mut view =
            View { article, text: &article.text, tokens, analysis, quotes, sentence, quote, first, kids, extent: Vec::new() };
        view.extent = view.extents();
        view
    }

    /// Extents from the leaves up, without recursion: a token is done when all of its children are.
    fn extents(&self) -> Vec<(u32, u32)> {
        let n = self.tokens.len();
        let mut extent: Vec<(u32, u32)> = (0..n as u32).map(|t| (t, t)).collect();
        let mut waiting: Vec<u32> = (0..n).map(|t| self.first[t + 1] - self.first[t]).collect();
        let mut ready: Vec<usize> = (0..n).filter(|t| waiting[*t] == 0).collect();
        while let Some(t) = ready.pop() {
            let h = self.tokens[t].head.min(n - 1);
            if h == t {
                continue;
            }
            let (a, b) = extent[t];
            extent[h] = (extent[h].0.min(a), extent[h].1.max(b));
            waiting[h] -= 1;
            if waiting[h] == 0 {
                ready.push(h);
            }
        }
        extent
    }

    /// Children of a token in text order (of a tree that no sentence has, the first [`MOST_CHILDREN`]).
    pub fn children(&self, t: usize) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + '_ {
        let of = |t: usize| self.first.get(t).map_or(self.kids.len(), |k| *k as usize);
        let (from, to) = (of(t), of(t.saturating_add(1)));
        self.kids[from..to.min(from + MOST_CHILDREN)].iter().map(|k| *k as usize)
    }

    /// First child in a relation.
    pub fn child(&self, t: usize, relation: Relation) -> Option<usize> {
        self.children(t).find(|k| self.tokens[*k].relation == relation)
    }

    /// First child in one of the relations.
    pub fn child_in(&self, t: usize, relations: &[Relation]) -> Option<usize> {
        self.children(t).find(|k| relations.contains(&self.tokens[*k].relation))
    }

    /// First and last token of the subtree.
    pub fn extent(&self, t: usize) -> (usize, usize) {
        self.extent.get(t).map_or((t, t), |(a, b)| (*a as usize, *b as usize))
    }

    /// Head of a token; `None` at a root.
    pub fn head(&self, t: usize) -> Option<usize> {
        let h = self.tokens.get(t)?.head;
        (h != t && h < self.tokens.len()).then_some(h)
    }

    /// Relation to the head.
    pub fn relation(&self, t: usize) -> Relation {
        self.tokens.get(t).map_or(Relation::Dep, |t| t.relation)
    }

    /// Part of speech.
    pub fn tag(&self, t: usize) -> Tag {
        self.tokens.get(t).map_or(Tag::X, |t| t.tag)
    }

    /// Part of speech, none at or beyond `end`.
    pub fn tag_at(&self, t: usize, end: usize) -> Option<Tag> {
        (t < end && t < self.tokens.len()).then(|| self.tag(t))
    }

    /// The word as it stands.
    pub fn word(&self, t: usize) -> &'a str {
        self.tokens.get(t).map_or("", |t| t.span.of(self.text))
    }

    /// The word in lower case.
    pub fn lower(&self, t: usize) -> Cow<'a, str> {
        lexicon::lower(self.word(t))
    }

    /// Whether the token is one of these words (given in lower case).
    pub fn is(&self, t: usize, words: &[&str]) -> bool {
        let word = self.word(t);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    /// As [`View::is`], false beyond the last token.
    pub fn is_at(&self, t: usize, end: usize, words: &[&str]) -> bool {
        t < end && t < self.tokens.len() && self.is(t, words)
    }

    /// Whether the token's word is a role of a person, whatever its part of speech: *minister*, *witness*.
    pub fn person_role(&self, t: usize) -> bool {
        lexicon::is_person(&self.lower(t))
    }

    /// Whether the token's word is a role of a body: *ministry*, *charity*.
    pub fn body_role(&self, t: usize) -> bool {
        lexicon::is_body(&self.lower(t))
    }

    /// Whether the token's word is a given name.
    pub fn given_name(&self, t: usize) -> bool {
        lexicon::given_name(&self.lower(t)).is_some()
    }

    /// Whether the token's word begins with a capital.
    pub fn upper(&self, t: usize) -> bool {
        self.word(t).starts_with(char::is_uppercase)
    }

    /// Whether the token is a verb or auxiliary that can carry a clause.
    pub fn verbal(&self, t: usize) -> bool {
        matches!(self.tag(t), Tag::Verb | Tag::Aux)
    }

    /// Whether the token is a noun, name, pronoun or number.
    pub fn nominal(&self, t: usize) -> bool {
        matches!(self.tag(t), Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num)
    }

    /// Whether the token is punctuation.
    pub fn punct(&self, t: usize) -> bool {
        self.tag(t) == Tag::Punct || !self.word(t).chars().any(char::is_alphanumeric)
    }

    /// Whether the token is a quotation mark.
    pub fn quote_mark(&self, t: usize) -> bool {
        let word = self.word(t);
        !word.is_empty() && word.chars().all(|c| "\"“”„‟«»‘’'`‚".contains(c))
    }

    /// Tokens of the sentence in which a token stands (of a sentence without end, those near the token: see [`LONGEST`]).
    pub fn sentence(&self, t: usize) -> Range<usize> {
        match self.analysis.sentences.get(self.sentence_index(t)) {
            Some(s) => s.first.max(t.saturating_sub(LONGEST / 2))..s.last.min(self.tokens.len()).min(t + LONGEST / 2),
            None => t..t + 1,
        }
    }

    /// Index of the sentence of a token.
    pub fn sentence_index(&self, t: usize) -> usize {
        self.sentence.get(t).map_or(usize::MAX, |s| *s as usize)
    }

    /// Block in which a token stands.
    pub fn block(&self, t: usize) -> usize {
        self.analysis.sentences.get(self.sentence_index(t)).map_or(usize::MAX, |s| s.block)
    }

    /// Kind of the block in which a token stands.
    pub fn block_kind(&self, t: usize) -> Option<BlockKind> {
        self.article.blocks.get(self.block(t)).map(|b| b.kind)
    }

    /// Quotation in which a token stands, marks included.
    pub fn quote_at(&self, t: usize) -> Option<usize> {
        let q = *self.quote.get(t)?;
        (q != u32::MAX).then_some(q as usize)
    }

    /// Text of a range of tokens.
    pub fn span(&self, tokens: Range<usize>) -> Span {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|e| self.tokens.get(e))) {
            (Some(a), Some(b)) if tokens.start < tokens.end => Span::new(a.span.start, b.span.end),
            _ => Span::default(),
        }
    }

    /// First token that ends after a byte offset.
    pub fn token_from(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }
}
