//! Several who speak together: *Ada Obi and Tom Eze*, *they both*, *the two men*.

use super::labels::{listed, plural, text_of};
use super::{BACK, Resolved, Speakers};
use crate::claims::names::{Entity, Mention, one_word};
use crate::claims::source::{self, Source};
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::{Relation, Tag};
use std::ops::Range;

/// More are a list that no label holds.
const MOST: usize = 6;

/// How many sentences back the two may stand of whom *both* is said.
const NEAR: usize = 3;

impl Speakers<'_> {
    /// *they both*, *the two men*: the two persons whom the lines before named side by side.
    pub(super) fn both(&self, source: &Source) -> Option<Resolved> {
        if !means_two(self.view, source) {
            return None;
        }
        let before = self.names.before(source.tokens.start);
        let here = self.view.sentence_index(source.head);
        let (a, b) = self.named_side_by_side(before, here).or_else(|| self.two_lately(before, here))?;
        let label = listed(&[&self.names.entities[a].label, &self.names.entities[b].label]);
        let how = format!("“{}” stands for {label}", text_of(self.view, source));
        Some(Resolved { label, kind: SpeakerKind::Person, factor: 0.85, how, several: true, ..Resolved::unknown() })
    }

    /// The last two persons whom *and* joins, in the sentences before `here`.
    fn named_side_by_side(&self, before: &[Mention], here: usize) -> Option<(usize, usize)> {
        let view = self.view;
        let person = |m: &Mention| self.names.entities[m.entity].kind != SpeakerKind::Organisation;
        before.windows(2).rev().take(BACK).find_map(|two| {
            let (a, b) = (two[0], two[1]);
            let sentence = view.sentence_index(a.first);
            let near = sentence + NEAR >= here && sentence == view.sentence_index(b.first);
            let joined = view.is(a.last, &["and"]) && self.name_start(b) == a.last + 1;
            (near && joined && a.entity != b.entity && person(&a) && person(&b)).then_some((a.entity, b.entity))
        })
    }

    /// The two persons of whom the sentences before `here` speak, where they are no more than two.
    fn two_lately(&self, before: &[Mention], here: usize) -> Option<(usize, usize)> {
        let mut who: Vec<usize> = Vec::new();
        for m in before.iter().rev().take(BACK) {
            if self.view.sentence_index(m.first) + NEAR < here {
                break;
            }
            let known = self.names.entities[m.entity].kind == SpeakerKind::Person;
            if known && !m.quoted && !who.contains(&m.entity) {
                who.push(m.entity);
            }
        }
        if let [b, a] = who[..] { Some((a, b)) } else { None }
    }

    /// Several who speak together: *Ada Obi and Tom Eze*, *the UN and other aid organisations*. What *and* joins within one name
    /// (*Ministry of Food and Water*) or one description (*the founder and director Ada Obi*) is one.
    pub(super) fn together(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        let joined = joined(view, source)?;
        let last = *joined.last()?;
        let and = (source.head + 1..last).rev().find(|t| view.is(*t, &["and", "&"]))?;
        let parts = parts(view, source, &joined)?;
        let mut named = self.names.ending_after(source.tokens.start).iter().take_while(|m| m.first < source.tokens.end);
        if named.any(|m| m.first < and && m.last > and) {
            return None;
        }
        let found: Vec<Resolved> = parts.iter().map(|p| self.look(p)).collect();
        let same = |a: &Resolved, b: &Resolved| a.label == b.label || a.entity.is_some() && a.entity == b.entity;
        if found.iter().enumerate().any(|(i, f)| f.label.is_empty() || found[..i].iter().any(|o| same(o, f))) {
            return None;
        }
        let kind = match found.iter().map(|f| f.kind).collect::<Vec<_>>() {
            kinds if kinds.iter().all(|k| *k == kinds[0]) => kinds[0],
            kinds if kinds.contains(&SpeakerKind::Organisation) => SpeakerKind::Organisation,
            _ => SpeakerKind::Anonymous,
        };
        let labels: Vec<&str> = found.iter().map(|f| f.label.as_str()).collect();
        Some(Resolved { label: listed(&labels), kind, factor: 0.95, several: true, ..Resolved::unknown() })
    }

    /// The two whom the subject of a clause names side by side: *Obi and Eze met*. They are whom a later *they* stands for.
    pub(super) fn pair(&self, at: usize) -> Option<Resolved> {
        let view = self.view;
        let (a, b) = (*self.names.mentions.get(at)?, *self.names.mentions.get(at + 1)?);
        let joined = a.subject && !a.quoted && view.is(a.last, &["and", "&"]) && self.name_start(b) == a.last + 1;
        // *Obi and Eze's son*
        if !joined || a.entity == b.entity || view.is(b.last, &["'s", "’s", "'", "’"]) {
            return None;
        }
        let (one, other) = (&self.names.entities[a.entity], &self.names.entities[b.entity]);
        let body = |e: &Entity| e.kind == SpeakerKind::Organisation && !one_word(e);
        let kind = if body(one) && body(other) { SpeakerKind::Organisation } else { SpeakerKind::Person };
        Some(Resolved { label: listed(&[&one.label, &other.label]), kind, several: true, ..Resolved::unknown() })
    }
}

/// Whether a source is *both*, *they each*, *the two*, *the two men*.
fn means_two(view: &View, source: &Source) -> bool {
    let Range { start, end } = source.tokens;
    let (head, words) = (source.head, source.tokens.len());
    let alone = words == 1 && view.is(head, &["both", "each"]);
    let they = view.is(head, &["they"])
        && (end == head + 2 || end == head + 1)
        && view.is_at(head + 1, view.tokens.len(), &["both", "each"]);
    let pair = words == 2 && view.is(start, &["the", "both"]) && view.is(head, &["two", "pair", "duo", "couple"]);
    let people = view.is(head, &["men", "women", "candidates", "leaders", "politicians"])
        && (view.is(start, &["both"]) && words == 2 || view.is(start, &["the"]) && view.is(start + 1, &["two"]) && words == 3);
    alone || they || pair || people
}

/// The heads that *and* joins to a source's head, also where the parse hangs the third on the second; nothing where they
/// are too many.
fn joined(view: &View, source: &Source) -> Option<Vec<usize>> {
    let mut joined: Vec<usize> = Vec::new();
    let mut heads = vec![source.head];
    while let Some(head) = heads.pop().filter(|_| joined.len() < MOST) {
        let within = |k: &usize| (source.head + 1..source.tokens.end).contains(k) && view.relation(*k) == Relation::Conj;
        for k in view.children(head).filter(within).take(MOST) {
            joined.push(k);
            heads.push(k);
        }
    }
    joined.sort_unstable();
    (joined.len() < MOST).then_some(joined)
}

/// The sources that *and* joins to one; nothing where one of them is no source by itself.
fn parts(view: &View, source: &Source, joined: &[usize]) -> Option<Vec<Source>> {
    let tokens = &source.tokens;
    let and = |t: usize| view.is(t, &["and", "&"]);
    let mut parts: Vec<Source> = Vec::new();
    let mut start = tokens.start;
    for at in 0..=joined.len() {
        let head = if at == 0 { source.head } else { joined[at - 1] };
        let mut end = joined.get(at).map_or(tokens.end, |k| view.extent(*k).0.max(head + 1).min(*k));
        let next = end;
        while end > head + 1 && (view.punct(end - 1) && !view.is(end - 1, &[")"]) || and(end - 1)) {
            end -= 1;
        }
        while start < head && (view.punct(start) && !view.quote_mark(start) || and(start)) {
            start += 1;
        }
        if start > head || end <= head || at > 0 && (view.quote_mark(start) || office(view, head)) {
            return None;
        }
        if !stands_alone(view, head, start) {
            return None;
        }
        parts.push(Source { tokens: start..end, head });
        start = next;
    }
    Some(parts)
}

/// *Ada Obi, Chairman and Chief Executive*: an office of the one before.
fn office(view: &View, head: usize) -> bool {
    view.tag(head) == Tag::Propn && view.person_role(head) && !view.given_name(head)
}

/// Whether a noun with the words from `start` on may be a source by itself: a name, many, or something determined that can
/// speak. No list of roles that one person has: *Ada Obi, a founder and director*.
fn stands_alone(view: &View, head: usize, start: usize) -> bool {
    let name = view.tag(head) == Tag::Propn;
    let determined = name
        || plural(view, head)
        || view.tag(start) == Tag::Det
        || view.is(start, &["his", "her", "its", "their"])
        || view.children(head).any(|k| k < head && matches!(view.relation(k), Relation::Det | Relation::NmodPoss));
    determined && view.tag(head) != Tag::Pron && (name || source::can_speak(view, head))
}
