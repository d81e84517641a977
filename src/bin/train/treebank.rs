//! Treebanks in CoNLL-U, as the model sees them.

use sourcelight::text::model::TAGS;
use sourcelight::text::{Relation, Tag};
use std::path::Path;

/// A sentence with its analysis.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Name of its document.
    pub document: String,
    pub words: Vec<String>,
    /// Universal tags, as places in [`TAGS`].
    pub tags: Vec<u8>,
    /// Penn tags.
    pub fine: Vec<String>,
    /// Heads; a word's own index for the root.
    pub heads: Vec<usize>,
    pub relations: Vec<Relation>,
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<Tree>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    let mut document = String::new();
    for (number, line) in text.lines().chain([""]).enumerate() {
        let wrong = |what: &str| format!("{}:{}: {what}", path.display(), number + 1);
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(name) = comment.trim().strip_prefix("newdoc id = ") {
                document = name.to_owned();
            }
            continue;
        }
        if line.is_empty() {
            if !tree.words.is_empty() {
                if tree.heads.iter().any(|h| *h >= tree.words.len()) {
                    return Err(wrong("a head is not in the sentence"));
                }
                tree.document.clone_from(&document);
                trees.push(std::mem::take(&mut tree));
            }
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, _, upos, xpos, _, head, relation, ..] = columns[..] else {
            return Err(wrong("a row has ten columns"));
        };
        // Ranges of words that are written together, and words that are not written.
        if id.contains(['-', '.']) {
            continue;
        }
        let head: usize = head.parse().map_err(|_| wrong("the head is no number"))?;
        let at = tree.words.len();
        tree.words.push(form.to_owned());
        let tag = tag(upos).ok_or_else(|| wrong("the tag is unknown"))?;
        tree.tags.push(TAGS.iter().position(|t| *t == tag).unwrap_or(0) as u8);
        tree.fine.push(xpos.to_owned());
        tree.heads.push(if head == 0 { at } else { head - 1 });
        tree.relations.push(self::relation(relation).ok_or_else(|| wrong("the relation is unknown"))?);
    }
    Ok(trees)
}

fn tag(name: &str) -> Option<Tag> {
    use Tag::*;
    Some(match name {
        "ADJ" => Adj,
        "ADP" => Adp,
        "ADV" => Adv,
        "AUX" => Aux,
        "CCONJ" => Cconj,
        "DET" => Det,
        "INTJ" => Intj,
        "NOUN" => Noun,
        "NUM" => Num,
        "PART" => Part,
        "PRON" => Pron,
        "PROPN" => Propn,
        "PUNCT" => Punct,
        "SCONJ" => Sconj,
        "SYM" => Sym,
        "VERB" => Verb,
        "X" => X,
        _ => return None,
    })
}

/// Subtypes other than those of [`Relation`] count as their relation.
fn relation(name: &str) -> Option<Relation> {
    use Relation::*;
    Some(match name {
        "acl:relcl" => AclRelcl,
        "aux:pass" => AuxPass,
        "compound:prt" => CompoundPrt,
        "nmod:poss" => NmodPoss,
        "nsubj:pass" => NsubjPass,
        "obl:agent" => OblAgent,
        _ => match name.split(':').next().unwrap_or(name) {
            "root" => Root,
            "acl" => Acl,
            "advcl" => Advcl,
            "advmod" => Advmod,
            "amod" => Amod,
            "appos" => Appos,
            "aux" => Aux,
            "case" => Case,
            "cc" => Cc,
            "ccomp" => Ccomp,
            "compound" => Compound,
            "conj" => Conj,
            "cop" => Cop,
            "csubj" => Csubj,
            "dep" => Dep,
            "det" => Det,
            "discourse" => Discourse,
            "dislocated" => Dislocated,
            "expl" => Expl,
            "fixed" => Fixed,
            "flat" => Flat,
            "goeswith" => Goeswith,
            "iobj" => Iobj,
            "list" => List,
            "mark" => Mark,
            "nmod" => Nmod,
            "nsubj" => Nsubj,
            "nummod" => Nummod,
            "obj" => Obj,
            "obl" => Obl,
            "orphan" => Orphan,
            "parataxis" => Parataxis,
            "punct" => Punct,
            "reparandum" => Reparandum,
            "vocative" => Vocative,
            "xcomp" => Xcomp,
            _ => return None,
        },
    })
}

impl Tree {
    /// Hangs the dependents that cross other arcs on their head's head, until no arcs cross: the heads.
    pub fn projective(&self) -> Vec<usize> {
        let mut heads = self.heads.clone();
        let under = |heads: &[usize], mut word: usize, head: usize| {
            while word != head {
                if heads[word] == word {
                    return false;
                }
                word = heads[word];
            }
            true
        };
        loop {
            // The shortest arc that spans a word which does not depend on its head.
            let crossing = (0..heads.len())
                .filter(|word| heads[*word] != *word)
                .filter(|word| {
                    let (from, to) = (heads[*word].min(*word), heads[*word].max(*word));
                    (from + 1..to).any(|between| !under(&heads, between, heads[*word]))
                })
                .min_by_key(|word| heads[*word].abs_diff(*word));
            match crossing {
                Some(word) => heads[word] = heads[heads[word]],
                None => return heads,
            }
        }
    }
}
