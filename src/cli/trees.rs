//! What the engine reads of a plain text before any claim: sentences, words, tags and trees, as CoNLL-U
//! (universaldependencies.org/format). For looking at a parse, and for making trees to learn from (`src/text/training/`).

use crate::page::plain;
use crate::text::{self, Relation};
use std::io::{self, Write};

/// Writes the sentences of a plain text; `# newpar` stands before the first one of each block.
pub(super) fn write(words: &str, out: &mut impl Write) -> io::Result<()> {
    let article = plain::read(words);
    let analysis = text::analyse(&article);
    let mut block = usize::MAX;
    for sentence in &analysis.sentences {
        if sentence.block != block {
            writeln!(out, "# newpar")?;
            block = sentence.block;
        }
        let tokens = &analysis.tokens[sentence.first..sentence.last];
        for (at, token) in tokens.iter().enumerate() {
            let form: String = token.span.of(&article.text).chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
            let head = if token.head == sentence.first + at { 0 } else { token.head + 1 - sentence.first };
            let joined = tokens.get(at + 1).is_some_and(|next| next.span.start == token.span.end);
            writeln!(
                out,
                "{}\t{form}\t_\t{}\t_\t_\t{head}\t{}\t_\t{}",
                at + 1,
                format!("{:?}", token.tag).to_uppercase(),
                label(token.relation),
                if joined { "SpaceAfter=No" } else { "_" }
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The relation as Universal Dependencies writes it.
fn label(relation: Relation) -> String {
    match relation {
        Relation::AclRelcl => "acl:relcl".into(),
        Relation::AuxPass => "aux:pass".into(),
        Relation::CompoundPrt => "compound:prt".into(),
        Relation::NmodPoss => "nmod:poss".into(),
        Relation::NsubjPass => "nsubj:pass".into(),
        Relation::OblAgent => "obl:agent".into(),
        plain => format!("{plain:?}").to_lowercase(),
    }
}
