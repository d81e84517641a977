//! Words that stand for somebody who was named, without naming them: *the RC*, *the latter*, *the Nebraskan*.

use super::labels::text_of;
use super::memory::Who;
use super::pronouns::Wanted;
use super::words::{self, Sort};
use super::{Resolved, Speakers};
use crate::claims::lexicon;
use crate::claims::source::Source;
use crate::report::SpeakerKind;
use crate::text::Tag;

impl Speakers<'_> {
    /// *the Nebraskan* for a person who was spoken of, where the word is no name that the article has.
    pub(super) fn native(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        let head = source.head;
        let word = view.lower(head);
        // *the 63-year-old Aucklander*
        let aged = (source.tokens.start..head).any(|t| view.lower(t).ends_with("year-old") || view.is(t, &["old"]));
        if !aged && (source.tokens.len() != 2 || head != source.tokens.start + 1)
            || !view.is(source.tokens.start, &["the"])
            || !view.upper(head)
            || !(word.ends_with("an") || words::is(&word, Sort::Native) || aged && word.ends_with("er"))
            || lexicon::role(&word).is_some()
            || matches!(&*word, "vatican" | "guardian" | "african" | "american" | "european")
        {
            return None;
        }
        let named = self
            .names
            .mentions
            .iter()
            .any(|m| (m.first..m.last).contains(&head) && (m.last - m.first > 1 || self.count[m.entity] > 1));
        if named {
            return None;
        }
        let wanted = Wanted { before: head, gender: None, roles: &[], against: &|_| Some(0.0), nameless: false };
        Some(self.person_but(&wanted)?.called(&text_of(view, source), 0.85))
    }

    /// *the latter*: who or what the sentence before spoke of last.
    pub(super) fn latter(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        if !view.is(source.head, &["latter"]) || source.tokens.len() != 2 || !view.is(source.tokens.start, &["the"]) {
            return None;
        }
        let end = view.sentence(source.head).start;
        let from = view.sentence(end.checked_sub(1)?).start;
        for t in (from..end).rev() {
            if let Some(m) = self.names.at(t) {
                let how = format!("“the latter” is {}", self.names.entities[m.entity].label);
                return Some(Resolved { how, ..self.entity(m.entity, 0.85) });
            }
            if view.tag(t) == Tag::Noun && (view.person_role(t) || view.body_role(t)) {
                let first = (from..t).rev().take_while(|k| matches!(view.tag(*k), Tag::Adj | Tag::Noun | Tag::Det)).last();
                let found = self.description(&Source { tokens: first.unwrap_or(t)..t + 1, head: t });
                return Some(Resolved { how: format!("“the latter” is {}", found.label), ..found });
            }
        }
        None
    }

    /// *the RC* for who was called Regional Commissioner.
    pub(super) fn office(&self, source: &Source) -> Option<Resolved> {
        /// Articles that name more are lists.
        const MOST: usize = 400;
        let view = self.view;
        let head = source.head;
        let letters = view.lower(head);
        let shouted = (2..=5).contains(&letters.len()) && view.word(head).chars().all(char::is_uppercase);
        if !shouted || source.tokens.len() != 2 || !view.is(source.tokens.start, &["the"]) {
            return None;
        }
        let bears = |e: &usize| {
            let entity = &self.names.entities[*e];
            entity.kind == SpeakerKind::Person
                && entity.initials.contains(&*letters)
                && entity.mention.start < view.tokens[head].span.start
        };
        let all: Vec<usize> = (0..self.names.entities.len().min(MOST)).filter(bears).collect();
        // Of several the one who was spoken of last.
        let one = match all[..] {
            [] => return None,
            [one] => one,
            _ => self.lately(head).filter(|t| !t.quoted).find_map(|t| match t.who {
                Who::Entity(e) if all.contains(&e) => Some(e),
                _ => None,
            })?,
        };
        // A body of these letters that is named by them elsewhere is meant rather than who heads it.
        let mut entities = self.names.entities.iter().zip(&self.count);
        let body = entities.any(|(b, count)| b.kind == SpeakerKind::Organisation && b.label == view.word(head) && *count > 1);
        (!body).then(|| self.entity(one, 0.9).called(&text_of(view, source), 0.9))
    }
}
