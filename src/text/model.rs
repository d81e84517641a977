//! The model of tagger and parser: its file, and reading a sentence with it.
//!
//! The weights were learned from words of treebanks under CC BY-SA 4.0 and stay a file of their own (`weights/`). Natively it is
//! embedded (feature `weights`); the WebAssembly module is handed its bytes by [`load_model`].

use super::kept::Kept;
use super::student::arcs::RELATIONS;
use super::student::network::{Network, Scratch};
use super::student::words::{self, Rows};
use super::{Relation, Sentence, Tag, Token};
use std::cell::RefCell;
use std::sync::OnceLock;

/// First bytes of a file of weights.
const MAGIC: [u8; 8] = *b"SRCLIGHT";
/// Changes whenever features or layout do: weights of another version would be nonsense.
const VERSION: u16 = 2;
/// Sentences longer than this many words are parsed in pieces.
const LONGEST: usize = 250;

/// Universal tags in the order of their numbers in the file.
pub const TAGS: [Tag; 17] = {
    use Tag::*;
    [Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb, X]
};

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// The first bytes are not those of a file of weights.
    Foreign,
    /// Another version of the format: the one found.
    Version(u16),
    /// The file ends too early.
    Truncated,
    /// The content contradicts itself.
    Damaged(&'static str),
    /// There is a model already.
    Loaded,
}

impl std::fmt::Display for ModelError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ModelError::Foreign => write!(f, "this is no file of Sourcelight's weights"),
            ModelError::Version(found) => {
                write!(f, "the weights have version {found} of the format, this engine reads version {VERSION}")
            }
            ModelError::Truncated => write!(f, "the file of weights is incomplete"),
            ModelError::Damaged(how) => write!(f, "the file of weights is damaged: {how}"),
            ModelError::Loaded => write!(f, "weights have been loaded already"),
        }
    }
}

impl std::error::Error for ModelError {}

/// A word's analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// Part of speech.
    pub tag: Tag,
    /// Index of the head in the sentence; the word's own for the root.
    pub head: usize,
    /// Relation to the head.
    pub relation: Relation,
}

/// Tagger and parser.
pub struct Model {
    network: Network,
}

impl Model {
    /// The bytes of a model of a network as [`write`](super::student::network::write) wrote it: magic, version, checksum of
    /// all that follows, the network.
    pub fn write(network: &[u8]) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(checksum(network).to_le_bytes());
        out.extend(network);
        out
    }

    /// Reads a model. Any bytes may be given; those that are no model give an error.
    pub fn read(bytes: &[u8]) -> Result<Model, ModelError> {
        let mut from = bytes;
        if *take::<8>(&mut from).map_err(|_| ModelError::Foreign)? != MAGIC {
            return Err(ModelError::Foreign);
        }
        let version = u16::from_le_bytes(*take(&mut from)?);
        if version != VERSION {
            return Err(ModelError::Version(version));
        }
        let sum = u64::from_le_bytes(*take(&mut from)?);
        let intact = sum == checksum(from);
        let network = Network::read(&mut from)?;
        if !from.is_empty() {
            return Err(ModelError::Damaged("there is more than a model"));
        }
        if !intact {
            return Err(ModelError::Damaged("its checksum is another"));
        }
        Ok(Model { network })
    }

    /// Tags and parses a sentence, in time linear in its length. `out` is cleared first.
    pub fn analyse(&self, words: &[&str], out: &mut Vec<Parsed>) {
        out.clear();
        SCRATCH.with_borrow_mut(|scratch| {
            let mut root = None;
            let mut rest = words;
            while !rest.is_empty() {
                let (piece, after) = rest.split_at(cut(rest));
                let from = out.len();
                self.piece(piece, scratch, out);
                rest = after;
                for (n, word) in out.iter_mut().enumerate().skip(from) {
                    if word.relation == Relation::Root {
                        // All pieces after the first hang on the first one's root.
                        match root {
                            None => root = Some(n),
                            Some(first) => (word.head, word.relation) = (first, Relation::Parataxis),
                        }
                    }
                }
            }
        });
    }

    /// Analyses a piece and appends it.
    fn piece(&self, words: &[&str], s: &mut Buffers, out: &mut Vec<Parsed>) {
        let from = out.len();
        s.rows.clear();
        s.rows.extend(words.iter().map(|word| words::rows(word)));
        if let Some(tree) = s.kept.as_mut().and_then(|kept| kept.get(&s.rows)) {
            out.extend_from_slice(tree);
        } else {
            self.network.sentence(&s.rows, &mut s.scratch);
            let Scratch { tags, state, .. } = &s.scratch;
            out.extend(tags.iter().zip(&state.heads).zip(&state.relations).map(|((tag, head), relation)| Parsed {
                tag: TAGS.get(usize::from(*tag)).copied().unwrap_or(Tag::X),
                head: *head as usize,
                relation: RELATIONS[usize::from(*relation)],
            }));
            if let Some(kept) = &mut s.kept {
                kept.put(&s.rows, &out[from..]);
            }
        }
        for word in &mut out[from..] {
            word.head += from;
        }
    }

    /// Numbers that stand for a word, and units of the parser's hidden layer.
    pub fn size(&self) -> (usize, usize) {
        (self.network.size().width, self.network.size().hidden)
    }
}

/// Buffers that are used again for each sentence.
#[derive(Default)]
struct Buffers {
    rows: Vec<Rows>,
    scratch: Scratch,
    kept: Option<Kept>,
}

thread_local!(static SCRATCH: RefCell<Buffers> = RefCell::default());

/// Whether this thread keeps the trees of sentences from one text to the next, within bounds (`kept.rs`). Not unless it is told
/// to: it helps where a text comes again with changes, as a page does, and costs elsewhere. Found is the same either way.
pub fn keep_trees(keep: bool) {
    SCRATCH.with_borrow_mut(|s| s.kept = keep.then(Kept::default));
}

/// Where a sentence that is too long is cut: after the last mark in the second half of what can be parsed at once.
fn cut(words: &[&str]) -> usize {
    if words.len() <= LONGEST {
        return words.len();
    }
    let mark =
        |strong: &[&str]| words[LONGEST / 2..LONGEST].iter().rposition(|w| strong.contains(w)).map(|n| LONGEST / 2 + n + 1);
    mark(&[".", "!", "?", ";"]).or_else(|| mark(&[",", ":", "–", "—"])).unwrap_or(LONGEST)
}

/// The next `N` bytes.
fn take<'a, const N: usize>(from: &mut &'a [u8]) -> Result<&'a [u8; N], ModelError> {
    let (bytes, rest) = from.split_first_chunk::<N>().ok_or(ModelError::Truncated)?;
    *from = rest;
    Ok(bytes)
}

/// FNV-1a over words of eight bytes.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, eight| {
        let mut word = [0; 8];
        word[..eight.len()].copy_from_slice(eight);
        (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The model given by [`load_model`].
static MODEL: OnceLock<Model> = OnceLock::new();

/// Reads the weights that all later analyses use. The first call counts; where weights are embedded they are used until
/// then never, since the first of the two wins.
pub fn load_model(bytes: &[u8]) -> Result<(), ModelError> {
    MODEL.set(Model::read(bytes)?).map_err(|_| ModelError::Loaded)
}

/// The model: the one that was loaded, or the embedded one (feature `weights`), if any.
pub fn model() -> Option<&'static Model> {
    #[cfg(feature = "weights")]
    if MODEL.get().is_none() {
        // Two threads may both read it; one of the two results, which are equal, stays.
        let _ = load_model(include_bytes!("weights/sourcelight.weights"));
    }
    MODEL.get()
}

/// Tags and parses the sentences of `text` with [`model`]. Without one all tags are `X`, and all words of a sentence hang
/// on its first by the relation `dep`.
pub fn annotate(text: &str, tokens: &mut [Token], sentences: &[Sentence]) {
    let mut words = Vec::new();
    let mut parsed = Vec::new();
    for sentence in sentences {
        let first = sentence.first;
        let Some(own) = tokens.get_mut(first..sentence.last) else { continue };
        words.clear();
        words.extend(own.iter().map(|t| text.get(t.span.start..t.span.end).unwrap_or("")));
        match model() {
            Some(model) => model.analyse(&words, &mut parsed),
            None => {
                parsed.clear();
                parsed.resize(own.len(), Parsed { tag: Tag::X, head: 0, relation: Relation::Dep });
                if let Some(root) = parsed.first_mut() {
                    root.relation = Relation::Root;
                }
            }
        }
        for (token, parsed) in own.iter_mut().zip(&parsed) {
            (token.tag, token.head, token.relation) = (parsed.tag, first + parsed.head, parsed.relation);
        }
    }
}
