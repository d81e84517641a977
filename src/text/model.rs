//! The model of tagger and parser: its file, and reading a sentence with it.
//!
//! The weights are derived from treebanks under CC BY-SA 4.0 and stay a file of their own (`weights/`). Natively it is
//! embedded (feature `weights`); the WebAssembly module is handed its bytes by [`load_model`].

use super::features::{Vocabulary, Words};
use super::labeller::{self, Bare, LABELS, RELATIONS};
use super::parser::{STEPS, Search};
use super::table::{Table, read_sorted, take, write_sorted};
use super::tagger::{self, CLASSES};
use super::{Relation, Sentence, Tag, Token};
use std::cell::RefCell;
use std::sync::OnceLock;

/// First bytes of a file of weights.
const MAGIC: [u8; 8] = *b"SRCLIGHT";
/// Changes whenever features or layout do: weights of another version would be nonsense.
const VERSION: u16 = 1;
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

/// Weights of tagger, parser and labeller.
pub struct Model {
    /// Universal tag of each of the tagger's classes.
    classes: Vec<Tag>,
    /// States that the parser keeps at each step.
    beam: usize,
    /// How much worse than the best a state may be to be kept.
    slack: i32,
    vocabulary: Vocabulary,
    guesser: Table<CLASSES>,
    tagger: Table<CLASSES>,
    steps: Table<STEPS>,
    labels: Table<LABELS>,
}

/// What [`Model::write`] writes, as the trainer has it.
pub struct Parts {
    /// Universal tag of each of the tagger's classes, as its place in [`TAGS`].
    pub classes: Vec<u8>,
    /// Width of the beam.
    pub beam: u8,
    /// How much worse than the best a state may be to be kept.
    pub slack: u16,
    /// Forms of words, sorted.
    pub vocabulary: Vocabulary,
    /// The four tables as [`Table::write`] made them.
    pub tables: [Vec<u8>; 4],
}

impl Model {
    /// The bytes of a model: magic, version, checksum of all that follows, classes, beam, slack,
    /// vocabulary, tables.
    pub fn write(parts: &Parts) -> Vec<u8> {
        let mut body = vec![parts.classes.len() as u8];
        body.extend(&parts.classes);
        body.push(parts.beam);
        body.extend(parts.slack.to_le_bytes());
        write_sorted(&parts.vocabulary.0, &mut body);
        for table in &parts.tables {
            body.extend(table);
        }
        let mut out = MAGIC.to_vec();
        out.extend(VERSION.to_le_bytes());
        out.extend(checksum(&body).to_le_bytes());
        out.extend(body);
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
        let [count] = *take::<1>(&mut from)?;
        if count == 0 || usize::from(count) > CLASSES {
            return Err(ModelError::Damaged("the number of classes of words is wrong"));
        }
        let mut classes = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let [tag] = *take::<1>(&mut from)?;
            classes.push(*TAGS.get(usize::from(tag)).ok_or(ModelError::Damaged("a part of speech is unknown"))?);
        }
        let [beam] = *take::<1>(&mut from)?;
        if !(1..=64).contains(&beam) {
            return Err(ModelError::Damaged("the width of the beam is wrong"));
        }
        let slack = i32::from(u16::from_le_bytes(*take(&mut from)?));
        let vocabulary = Vocabulary(read_sorted(&mut from)?);
        let guesser = Table::read(&mut from)?;
        let tagger = Table::read(&mut from)?;
        let steps = Table::read(&mut from)?;
        let labels = Table::read(&mut from)?;
        if !from.is_empty() {
            return Err(ModelError::Damaged("there is more than a model"));
        }
        if !intact {
            return Err(ModelError::Damaged("its checksum is another"));
        }
        Ok(Model { classes, beam: usize::from(beam), slack, vocabulary, guesser, tagger, steps, labels })
    }

    /// Tags and parses a sentence, in time linear in its length. `out` is cleared first.
    pub fn analyse(&self, words: &[&str], out: &mut Vec<Parsed>) {
        thread_local!(static SCRATCH: RefCell<Scratch> = RefCell::default());
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
    fn piece(&self, words: &[&str], s: &mut Scratch, out: &mut Vec<Parsed>) {
        let from = out.len();
        s.words.read(words, &self.vocabulary);
        tagger::guess(&self.guesser, self.classes.len(), &s.words, &mut s.features, &mut s.guesses);
        tagger::tag(&self.tagger, self.classes.len(), &s.words, &s.guesses, &mut s.features, &mut s.tags);
        s.search.begin(&s.words, &s.tags);
        let best = s.search.run(&self.steps, self.beam, self.slack, None);
        s.search.steps(best, &mut s.steps);
        s.search.arcs(&s.steps, &mut s.tree.heads, &mut s.tree.groups);
        s.tree.index();
        labeller::label(&self.labels, &s.words, &s.tags, &s.tree, &mut s.features, &mut s.labels);
        out.extend(s.tags.iter().zip(&s.tree.heads).zip(&s.labels).map(|((tag, head), label)| Parsed {
            tag: self.classes[usize::from(*tag)],
            head: from + head,
            relation: RELATIONS[usize::from(*label)],
        }));
    }

    /// The same model with another beam, for measuring.
    pub fn with_beam(self, beam: usize, slack: u16) -> Model {
        Model { beam: beam.clamp(1, 64), slack: i32::from(slack), ..self }
    }

    /// Number of features of the tagger's two passes, parser and labeller.
    pub fn features(&self) -> [usize; 4] {
        [self.guesser.len(), self.tagger.len(), self.steps.len(), self.labels.len()]
    }
}

/// Buffers that are used again for each sentence.
#[derive(Default)]
struct Scratch {
    words: Words,
    guesses: Vec<u8>,
    tags: Vec<u8>,
    features: Vec<u32>,
    search: Search,
    steps: Vec<u8>,
    tree: Bare,
    labels: Vec<u8>,
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
