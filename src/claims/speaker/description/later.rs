//! Whom an article describes in its headline and first lines and names a little later.

use super::Described;
use crate::claims::lexicon::{Gender, genders_agree};
use crate::claims::names::{Entity, is_office};
use crate::claims::source::Source;
use crate::claims::speaker::{Resolved, Speakers};
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::Tag;

/// Mentions that are looked at after a description.
const AHEAD: usize = 40;

impl Speakers<'_> {
    /// The person who is named later for a person's role: with that role (*the museum's director*), or as somebody new.
    pub(super) fn named_later(&self, d: &Described) -> Option<Resolved> {
        let gender = d.person()?;
        let (source, head) = (d.source, d.source.head);
        let block = self.view.block(head);
        let described = head > source.tokens.start + 1 && source.tokens.end == head + 1;
        let soon = || self.soon(source, gender, &d.noun).map(|found| d.is_of(found, 0.85));
        let next = || self.named_next(source, gender).map(|found| d.is_of(found, 0.8));
        let found = if block < 5 || block < 8 && described { soon() } else { None };
        found.or_else(|| if d.definite { None } else { next() })
    }

    /// Whom the first lines describe and the next paragraphs name: *A former aide told the court …*, then *Ada Obi, 41, said …*.
    /// It is somebody new, the first whom the paragraph names, and its subject.
    fn named_next(&self, source: &Source, gender: Option<Gender>) -> Option<Resolved> {
        let view = self.view;
        let here = view.block(source.head);
        let plain = source.tokens.start == source.head || view.is(source.tokens.start, &["a", "an"]) || here == 0;
        let common = ["spokesman", "spokeswoman", "spokesperson", "official", "source", "officer"];
        if here > 2 || !plain || view.is(source.head, &common) {
            return None;
        }
        let from = self.names.mentions.partition_point(|m| m.first <= source.head);
        let mut block = here;
        for (at, m) in self.names.mentions.iter().enumerate().skip(from).take(AHEAD) {
            let own = view.block(m.first);
            if own == here || own == block || m.quoted || view.is(m.last, &["'s", "’s"]) {
                continue;
            }
            if own > here + 4 {
                return None;
            }
            let entity = &self.names.entities[m.entity];
            if entity.kind == SpeakerKind::Organisation {
                continue;
            }
            block = own;
            let new = || self.names.mentions[..at].iter().rev().take(200).all(|k| k.entity != m.entity);
            let fits = || genders_agree(gender, entity.gender) && !entity.roles.iter().any(|r| is_office(r));
            if m.subject && fits() && begins_block(view, own, self.name_start(*m)) && new() {
                return Some(self.entity(m.entity, 0.8));
            }
        }
        None
    }

    /// The one person named within the next sentences who has the role.
    fn soon(&self, source: &Source, gender: Option<Gender>, role: &str) -> Option<Resolved> {
        /// Sentences ahead.
        const NEAR: usize = 10;
        let here = self.view.sentence_index(source.head);
        let mut found: Vec<usize> = Vec::new();
        for m in self.names.from(source.head + 1).iter().take(AHEAD) {
            if self.view.sentence_index(m.first) > here + NEAR {
                break;
            }
            let entity = &self.names.entities[m.entity];
            let has = |r: &str| entity.roles.contains(r);
            let bears = has(role) || role == "lawyer" && has("attorney") || role == "adviser" && has("director");
            if bears
                && entity.kind != SpeakerKind::Organisation
                && genders_agree(gender, entity.gender)
                && !found.contains(&m.entity)
            {
                found.push(m.entity);
            }
        }
        // Of several the one who is of that party or place.
        if found.len() > 1 {
            let which = self.which(source);
            found.retain(|e| which.iter().all(|w| self.names.entities[*e].roles.contains(w)));
        }
        if let [one] = found[..] { Some(self.entity(one, 0.85)) } else { None }
    }

    /// The first person later in the article who has the role: for headlines, which come before the names.
    pub(super) fn later(&self, source: &Source, gender: Option<Gender>, roles: &[&str]) -> Option<Resolved> {
        /// A headline may be as long as a page, and names as many as its words.
        const MOST: usize = 400;
        let which = self.which(source);
        let all_of = || self.names.entities.iter().take(MOST);
        let bears = |e: &Entity| {
            e.kind != SpeakerKind::Organisation && genders_agree(gender, e.gender) && roles.iter().any(|r| e.roles.contains(*r))
        };
        let all = |e: &Entity| which.iter().all(|w| e.roles.contains(w));
        // *ex-chief* for *Former … Secretary-General*: the first titled person.
        let leader = roles.iter().any(|r| matches!(*r, "chief" | "head" | "boss" | "leader"));
        let leads = |e: &Entity| e.kind == SpeakerKind::Person && e.roles.iter().any(|r| is_high(r));
        // Of several the one who is of that party or place.
        let at = all_of()
            .position(|e| bears(e) && all(e))
            .or_else(|| all_of().position(bears))
            .or_else(|| if leader { all_of().position(leads) } else { None })?;
        Some(self.entity(at, 0.85))
    }
}

/// Whether a role is that of somebody who leads.
fn is_high(role: &str) -> bool {
    ["secretary", "general", "president", "director", "chief", "minister"].iter().any(|part| role.contains(part))
}

/// Whether a name that starts at a token begins its block, or speaks the quotation that does.
fn begins_block(view: &View, block: usize, start: usize) -> bool {
    start == 0
        || view.block(start - 1) != block
        || view.quote_mark(start - 1)
        || view.is(start - 1, &[","]) && led_in(view, start - 1)
        || view.is(start - 1, &["said", "says", "told", "added", "testified"])
}

/// Whether a paragraph begins with a participle or preposition and what belongs to it, up to a comma: *Testifying under oath,*.
fn led_in(view: &View, comma: usize) -> bool {
    let Some(block) = view.article.blocks.get(view.block(comma)) else { return false };
    let first = view.token_from(block.span.start);
    comma < first + 20
        && (view.word(first).ends_with("ing") && view.verbal(first) || view.tag(first) == Tag::Adp)
        && (first..comma).all(|t| view.sentence_index(t) == view.sentence_index(comma) && !view.is(t, &[","]))
}
