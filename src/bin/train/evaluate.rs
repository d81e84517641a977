//! How well a model reads a treebank, on its own words and sentences.

use crate::treebank::Tree;
use sourcelight::text::model::{Model, Parsed, TAGS};
use sourcelight::text::{Relation, Tag};

/// Relations that are reported one by one.
const REPORTED: [Relation; 14] = {
    use Relation::*;
    [Ccomp, Nsubj, NsubjPass, Parataxis, Obj, Obl, OblAgent, Advcl, Acl, AclRelcl, Appos, Conj, Xcomp, Root]
};

/// Counts over a treebank.
#[derive(Default)]
pub struct Figures {
    words: f64,
    tags: f64,
    heads: f64,
    both: f64,
    /// The same without punctuation.
    bare: f64,
    bare_heads: f64,
    bare_both: f64,
    /// For each of [`REPORTED`]: in the treebank, found, right.
    relations: [[f64; 3]; REPORTED.len()],
}

impl Figures {
    /// The three figures that say most.
    pub fn short(&self) -> String {
        let percent = |right: f64, of: f64| 100.0 * right / of.max(1.0);
        let (tags, heads, both) =
            (percent(self.tags, self.words), percent(self.bare_heads, self.bare), percent(self.bare_both, self.bare));
        format!("tags {tags:.2}, UAS {heads:.2}, LAS {both:.2} without punctuation")
    }
}

/// Reads all sentences of a treebank.
pub fn evaluate(model: &Model, trees: &[Tree]) -> Figures {
    let mut f = Figures::default();
    let mut parsed: Vec<Parsed> = Vec::new();
    for tree in trees {
        let words: Vec<&str> = tree.words.iter().map(String::as_str).collect();
        model.analyse(&words, &mut parsed);
        for (n, found) in parsed.iter().enumerate() {
            let head = found.head == tree.heads[n];
            let relation = tree.relations[n];
            let both = f64::from(u8::from(head && found.relation == relation));
            let head = f64::from(u8::from(head));
            f.words += 1.0;
            f.tags += f64::from(u8::from(found.tag == TAGS[usize::from(tree.tags[n])]));
            f.heads += head;
            f.both += both;
            if TAGS[usize::from(tree.tags[n])] != Tag::Punct {
                f.bare += 1.0;
                f.bare_heads += head;
                f.bare_both += both;
            }
            for (counts, reported) in f.relations.iter_mut().zip(REPORTED) {
                counts[0] += f64::from(u8::from(relation == reported));
                counts[1] += f64::from(u8::from(found.relation == reported));
                counts[2] += if relation == reported { both } else { 0.0 };
            }
        }
    }
    f
}

/// A table in Markdown: a row for each figure, a column for each treebank.
pub fn table(columns: &[(&str, Figures)]) -> String {
    let mut out = String::from("| |");
    let row = |name: &str, value: &dyn Fn(&Figures) -> f64| {
        let cells: String = columns.iter().map(|(_, f)| format!(" {:.2} |", 100.0 * value(f))).collect();
        format!("| {name} |{cells}\n")
    };
    for (name, _) in columns {
        out += &format!(" {name} |");
    }
    out += &format!("\n|---|{}\n", "--:|".repeat(columns.len()));
    let words: String = columns.iter().map(|(_, f)| format!(" {} |", f.words)).collect();
    out += &format!("| words |{words}\n");
    out += &row("UPOS", &|f| f.tags / f.words);
    out += &row("UAS", &|f| f.heads / f.words);
    out += &row("LAS", &|f| f.both / f.words);
    out += &row("UAS without punctuation", &|f| f.bare_heads / f.bare);
    out += &row("LAS without punctuation", &|f| f.bare_both / f.bare);
    for (n, relation) in REPORTED.iter().enumerate() {
        let f1 = move |f: &Figures| {
            let [gold, found, right] = f.relations[n];
            2.0 * right / (gold + found).max(1.0)
        };
        out += &row(&format!("F1 {relation:?}"), &f1);
    }
    out
}
