//! The name of a source: in its words, or beside it where the tree gives the source only a part of them.
//!
//! The order of words decides before the tree does ([`Speakers::beside`]), because apposition is what the parser gets wrong most.

use super::labels::text_of;
use super::{Resolved, Speakers};
use crate::claims::names::{Mention, is_title, sent};
use crate::claims::source::Source;
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::{Relation, Tag};
use std::ops::Range;

impl Speakers<'_> {
    /// The name that a source is or has beside it.
    pub(super) fn by_name(&self, source: &Source) -> Option<Resolved> {
        let m = self.beside(source).or_else(|| self.name_in(source))?;
        let found = self.entity(m.entity, 1.0);
        let label = if found.label.is_empty() { text_of(self.view, source) } else { found.label };
        Some(Resolved { label, ..found })
    }

    /// *a man who gave his name only as Obi*: the name.
    pub(super) fn named_as(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        let from = source.tokens.end;
        let end = view.sentence(source.head).end.min(from + 14);
        let clause = usize::from(view.is_at(from, end, &[","]));
        if !view.is_at(from + clause, end, &["who"]) {
            return None;
        }
        let mut gives = false;
        for t in from + clause + 1..end {
            if view.punct(t) || view.is(t, &["said", "says", "and"]) {
                return None;
            }
            gives |= view.is(t, &["name", "names", "identified", "known", "named"]);
            if gives && view.is(t, &["as", "only"]) && t + 1 < end && view.tag(t + 1) == Tag::Propn {
                let m = self.names.ending_after(t + 1).first().filter(|m| m.first <= t + 3)?;
                let label = view.span(self.name_start(*m).min(t + 1)..m.last).of(view.text).to_owned();
                return Some(Resolved { kind: SpeakerKind::Person, label, ..self.entity(m.entity, 0.95) });
            }
        }
        None
    }

    /// *its chief executive, Ada Obi*, where only *its* was taken for the source.
    pub(super) fn possessed(&self, source: &Source) -> Option<Resolved> {
        let view = self.view;
        if !view.is(source.head, &["its", "his", "her", "their", "whose"]) {
            return None;
        }
        let from = source.tokens.end;
        let person = self.person_at(from..from + 9)?;
        let mut between = from..person.first;
        let role = between.clone().any(|t| view.person_role(t));
        (role && between.all(|t| !view.verbal(t) && (!view.punct(t) || t + 3 >= person.first)))
            .then(|| self.entity(person.entity, 0.95))
    }

    /// The first mention of a person that begins within some tokens.
    pub(super) fn person_at(&self, tokens: Range<usize>) -> Option<Mention> {
        let mentions = self.names.from(tokens.start).iter();
        mentions.take_while(|m| m.first < tokens.end).find(|m| self.kind(m) != SpeakerKind::Organisation).copied()
    }

    /// What is named by a mention.
    fn kind(&self, m: &Mention) -> SpeakerKind {
        self.names.entities[m.entity].kind
    }

    /// Where a name begins with its titles: *Maj Gen* of *Maj Gen Ada Obi*.
    pub(super) fn name_start(&self, m: Mention) -> usize {
        let view = self.view;
        let mut start = m.first;
        while start > 1 && m.first - start < 4 {
            let before = view.lower(start - 1);
            let stop = &*before == "." && is_title(&view.lower(start - 2));
            let title = is_title(&before) && view.upper(start - 1);
            if !stop && !title {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The person whose role a source is, by the order of words: *the minister for trade, Ada Obi*, *minister Ada Obi* and
    /// *Ada Obi, the minister*, whatever part of it was taken for the source.
    fn beside(&self, source: &Source) -> Option<Mention> {
        self.one_of(&source.tokens)
            .or_else(|| self.owned(&source.tokens))
            .or_else(|| self.body_after_comma(source))
            .or_else(|| self.after_role(source))
    }

    /// *One of them, Ada Obi of Selwyn University, said*
    fn one_of(&self, tokens: &Range<usize>) -> Option<Mention> {
        let view = self.view;
        let one = tokens.clone().any(|t| view.is(t, &["of"]))
            && (tokens.start.saturating_sub(1)..tokens.end.min(tokens.start + 1)).any(|t| view.is(t, &["one"]))
            && view.is(tokens.end, &[","]);
        if !one {
            return None;
        }
        self.person_at(tokens.end + 1..tokens.end + 5).filter(|m| self.name_start(*m) <= tokens.end + 2)
    }

    /// *the brokerage's Ada Obi*, where only the brokerage was taken for the source.
    fn owned(&self, tokens: &Range<usize>) -> Option<Mention> {
        if !self.view.is(tokens.end, &["'s", "’s"]) {
            return None;
        }
        self.person_at(tokens.end + 1..tokens.end + 3).filter(|m| self.name_start(*m) == tokens.end + 1)
    }

    /// *the bus company, Linha Azul,*
    fn body_after_comma(&self, source: &Source) -> Option<Mention> {
        let view = self.view;
        let (tokens, head) = (&source.tokens, source.head);
        let body = view.body_role(head)
            && view.tag(head) == Tag::Noun
            && view.is(tokens.start, &["the", "its", "their"])
            && view.is(head + 1, &[","])
            && (tokens.end > head + 2 || tokens.end == head + 1);
        if !body {
            return None;
        }
        let m = self.names.from(head + 2).first().copied()?;
        (m.first == head + 2
            && (m.last == tokens.end || tokens.end == head + 1 && view.is(m.last, &[","]))
            && !self.names.entities[m.entity].titled
            && m.last - m.first > 1)
            .then_some(m)
    }

    /// The person whose role stands in the source.
    fn after_role(&self, source: &Source) -> Option<Mention> {
        let roled = source.tokens.clone().find(|t| role(self.view, *t))?;
        self.ends_source(&source.tokens, roled)
            .or_else(|| self.follows(source))
            .or_else(|| self.follows_second_role(&source.tokens))
            .or_else(|| self.precedes(source))
    }

    /// Within the source, a name at its end after a role and a comma.
    fn ends_source(&self, tokens: &Range<usize>, role: usize) -> Option<Mention> {
        let m = self.names.before(tokens.end).last().copied()?;
        if m.first <= role || m.last != tokens.end || self.kind(&m) != SpeakerKind::Person {
            return None;
        }
        let start = self.name_start(m);
        (start == role + 1 || self.view.is(start - 1, &[","])).then_some(m)
    }

    /// The name follows the source directly, with its titles, or after a comma.
    fn follows(&self, source: &Source) -> Option<Mention> {
        let view = self.view;
        let end = source.tokens.end;
        if !role(view, end - 1) && !role(view, source.head) {
            return None;
        }
        let m = self.person_at(end..end + 5).filter(|m| !owns(view, m) && self.kind(m) == SpeakerKind::Person)?;
        let start = self.name_start(m);
        // *her husband, the painter Ada Obi,*
        let called = start > end + 1
            && view.is(end, &[","])
            && view.is(end + 1, &["the"])
            && role(view, start - 1)
            && (end + 1..start).all(|t| matches!(view.tag(t), Tag::Det | Tag::Noun | Tag::Adj));
        let after_comma = || start == end + 1 && view.is(end, &[","]) && !role(view, source.head.min(source.tokens.start));
        (start <= end || called || after_comma()).then_some(m)
    }

    /// *former agent and profiler Ada Obi*
    fn follows_second_role(&self, tokens: &Range<usize>) -> Option<Mention> {
        let view = self.view;
        let end = tokens.end;
        if !(role(view, end - 1) && view.is(end, &["and"]) && role(view, end + 1)) {
            return None;
        }
        self.person_at(end + 2..end + 4).filter(|m| self.name_start(*m) == end + 2 && !owns(view, m))
    }

    /// The name stands before, and the source is its apposition.
    fn precedes(&self, source: &Source) -> Option<Mention> {
        let view = self.view;
        let tokens = &source.tokens;
        let apposition = tokens.start >= 2
            && view.is(tokens.start - 1, &[","])
            && role(view, source.head)
            && self.person_at(source.head + 1..tokens.end).is_none();
        if !apposition {
            return None;
        }
        let until = self.names.mentions.partition_point(|m| m.last < tokens.start);
        let m = self.names.mentions[..until].last().copied()?;
        // Some leave out the second comma: *Ada Obi, a former minister said*.
        let closed = view.punct(tokens.end)
            || view.is(tokens.start, &["a", "an"])
                && !(m.first > 0 && view.tag(self.name_start(m).saturating_sub(1)) == Tag::Adp);
        (m.last + 1 == tokens.start
            && closed
            && self.kind(&m) == SpeakerKind::Person
            && view.sentence_index(m.first) == view.sentence_index(tokens.start))
        .then_some(m)
    }

    /// The name in a source: its head, or joined to its head by apposition or as a title's name. Of several the first that
    /// is surest.
    fn name_in(&self, source: &Source) -> Option<Mention> {
        let within = self.names.ending_after(source.tokens.start).iter().take_while(|m| m.first < source.tokens.end);
        let mut best: Option<(u32, Mention)> = None;
        for m in within {
            if let Some(score) = self.names_source(source, *m)
                && best.is_none_or(|(s, _)| score > s)
            {
                best = Some((score, *m));
            }
        }
        best.map(|(_, m)| m)
    }

    /// How sure it is that a name in a source is who speaks; nothing where it only says whose or of what the source is.
    fn names_source(&self, source: &Source, m: Mention) -> Option<u32> {
        let view = self.view;
        let head = source.head;
        let kind = self.kind(&m);
        let person = kind != SpeakerKind::Organisation;
        let outside = |t: &usize| view.head(*t).is_none_or(|h| h < m.first || h >= m.last);
        let at = (m.first..m.last).find(outside).unwrap_or(m.first);
        let relation = view.relation(at);
        let possessive = view.is_at(m.last, view.tokens.len(), &["'s", "’s", "'", "’"]) || relation == Relation::NmodPoss;
        if possessive {
            return None;
        }
        let start = self.name_start(m);
        let holds_head = (m.first..m.last).contains(&head);
        // *Ada Obi, the manager of the hotel in Selwyn*: whatever was taken for the head, the name that begins it.
        let begins = kind == SpeakerKind::Person
            && start == source.tokens.start
            && m.last < source.tokens.end
            && view.is(m.last, &[","])
            && !holds_head;
        if begins {
            return Some(6);
        }
        if kind == SpeakerKind::Person && self.roled(source, m, start) {
            return Some(5);
        }
        if holds_head {
            return Some(3 + u32::from(person));
        }
        if person
            && view.person_role(head)
            && (m.first == head + 1 || m.first > head && m.first <= head + 5 && view.is(m.first - 1, &[","]))
        {
            return Some(4);
        }
        if !person || is_matter(view, head, start) {
            return None;
        }
        let compound = relation == Relation::Compound && view.head(at) == Some(head) && m.first > head;
        match relation {
            Relation::Appos | Relation::Flat => Some(3),
            _ if compound => Some(1),
            _ => None,
        }
    }

    /// *Neighbourhood Watch legislator Ada Obi*: a role directly before a name at the end of a source is that name's.
    fn roled(&self, source: &Source, m: Mention, start: usize) -> bool {
        let view = self.view;
        if m.last != source.tokens.end || start <= source.tokens.start {
            return false;
        }
        if !is_matter(view, source.head, start) {
            return view.person_role(start - 1);
        }
        // *chair of selectors Ada Obi*, but not *a spokesman for President Ada Obi*.
        matches!(view.tag(start - 1), Tag::Noun | Tag::Propn)
            && start == m.first
            && !view.person_role(start - 1)
            && !view.is(source.tokens.start, &["a", "an"])
    }
}

/// Whether a token is a role of a person and no given name.
fn role(view: &View, t: usize) -> bool {
    view.person_role(t) && !view.given_name(t)
}

/// Whether *'s* stands after a name.
fn owns(view: &View, m: &Mention) -> bool {
    view.is(m.last, &["'s", "’s"])
}

/// Whether what begins at a token is what the role at a source's head is of: *a spokesman for President Ada Obi*.
fn is_matter(view: &View, head: usize, start: usize) -> bool {
    head < start && (head..start).any(|t| view.is(t, &["of", "for"]) || sent(view, t)) && view.person_role(head)
}
