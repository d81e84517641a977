//! Whom *he*, *she* and *I* stand for: the most likely person of whom the article has just spoken.
//!
//! Every trace before the pronoun has a score: less for each sentence and paragraph between, more for subjects, for who has
//! spoken and for whom the article is about. A gender, role or office that speaks against somebody lowers it or rules
//! them out.

use super::labels::text_if_noun;
use super::memory::{Trace, Who};
use super::{BACK, Resolved, SENTENCES, Speakers};
use crate::claims::lexicon::{self, Gender, genders_agree};
use crate::claims::names::{Entity, Mention, one_word};
use crate::claims::source::Source;
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::Tag;

/// Words that stand for somebody or something.
const PRONOUNS: &[&str] = &["he", "she", "they", "it", "who", "i", "we", "him", "her", "them", "which", "that", "you"];

/// Whom a pronoun or role is looked for among, and what speaks against them.
pub struct Wanted<'w> {
    /// The token of the pronoun or role.
    pub before: usize,
    /// What it says.
    pub gender: Option<Gender>,
    /// Role nouns of which somebody must have one; none: anybody.
    pub roles: &'w [&'w str],
    /// What speaks against somebody; `None`: never meant.
    pub against: &'w dyn Fn(&Entity) -> Option<f32>,
    /// Whether it may be somebody who is only described.
    pub nameless: bool,
}

/// Whether a token stands for somebody; *WHO* does not.
pub fn is_pronoun(view: &View, t: usize) -> bool {
    let shouted = || view.tag(t) == Tag::Propn && view.word(t).len() > 1 && view.word(t).chars().all(char::is_uppercase);
    view.is(t, PRONOUNS) && !shouted()
}

impl Speakers<'_> {
    /// Whom a pronoun stands for.
    pub(super) fn pronoun(&self, source: &Source) -> Resolved {
        let view = self.view;
        let word = view.lower(source.head);
        let gender = match &*word {
            "he" | "him" | "himself" => Some(Gender::Masculine),
            "she" | "her" | "herself" => Some(Gender::Feminine),
            _ => None,
        };
        let start = source.tokens.start;
        let found = match &*word {
            "i" | "we" => match self.first_person(source.head) {
                Some(found) => return found,
                None => None,
            },
            "he" | "she" => self.in_which(source.head, gender).or_else(|| self.person(start, gender, &[])),
            "him" | "her" | "himself" | "herself" => self.person(start, gender, &[]),
            "they" | "them" => self.group(start, true),
            "it" => self.group(start, false),
            _ => None,
        };
        match found {
            Some(mut found) => {
                found.factor *= 0.96;
                if found.how.is_empty() {
                    found.how = format!("“{}” stands for {}", view.word(source.head), found.label);
                }
                found
            }
            None => Resolved { factor: 0.8, label: text_if_noun(view, source), ..Resolved::unknown() },
        }
    }

    /// *I* and *we* outside quotations are the author's; in a transcript (*Obi: I put it to you that …*) whoever the line
    /// names.
    fn first_person(&self, token: usize) -> Option<Resolved> {
        let view = self.view;
        if let Some(m) = self.transcribed(token) {
            return Some(self.entity(m.entity, 0.95));
        }
        if view.quote_at(token).is_some() {
            return None;
        }
        let (label, kind) =
            if view.is(token, &["i"]) { ("the author", SpeakerKind::Person) } else { ("we", SpeakerKind::Organisation) };
        Some(Resolved { label: label.to_owned(), kind, factor: 0.9, ..Resolved::unknown() })
    }

    /// *the speech that Obi gave in May, in which he said …*: whose speech it is.
    fn in_which(&self, pronoun: usize, gender: Option<Gender>) -> Option<Resolved> {
        /// Tokens between the name and *in which*.
        const NEAR: usize = 16;
        let view = self.view;
        if pronoun < 2 || !view.is(pronoun - 1, &["which"]) || !view.is(pronoun - 2, &["in", "during"]) {
            return None;
        }
        let until = self.names.mentions.partition_point(|m| m.last < pronoun);
        let whose = self.names.mentions[..until].iter().rev().take_while(|m| m.first + NEAR > pronoun).find(|m| {
            let entity = &self.names.entities[m.entity];
            view.sentence_index(m.first) == view.sentence_index(pronoun)
                && (entity.kind != SpeakerKind::Organisation || one_word(entity))
                && (entity.gender.is_none() || entity.gender == gender)
                && (view.verbal(m.last) || view.is(m.last, &["'s", "’s"]))
        })?;
        Some(self.entity(whose.entity, 0.9))
    }

    /// The name that the line of a transcript begins with, before a colon.
    fn transcribed(&self, token: usize) -> Option<Mention> {
        let view = self.view;
        let from = view.article.blocks.get(view.block(token)).map(|b| view.token_from(b.span.start))?;
        let colon = (from + 1..token.min(from + 6)).find(|t| view.is(*t, &[":"]))?;
        self.names.from(from).first().filter(|m| m.last == colon).copied()
    }

    /// The most likely person before a token.
    pub(super) fn person(&self, before: usize, gender: Option<Gender>, roles: &[&str]) -> Option<Resolved> {
        self.person_but(&Wanted { before, gender, roles, against: &|_| Some(0.0), nameless: true })
    }

    /// The most likely person of those who may be meant.
    pub(super) fn person_but(&self, wanted: &Wanted) -> Option<Resolved> {
        let here = self.view.sentence_index(wanted.before);
        let block = self.view.block(wanted.before);
        let mut best: Option<(f32, &Trace)> = None;
        for (back, trace) in self.traces.iter().rev().take(BACK).enumerate() {
            if trace.token >= wanted.before || here.saturating_sub(trace.sentence) > 2 * SENTENCES {
                continue;
            }
            // A long quotation takes nobody out of mind.
            let distance = self.told_between(trace.sentence, here);
            if distance > SENTENCES as f32 {
                continue;
            }
            let mut score = -1.2 * distance - 0.02 * back as f32;
            // A new paragraph brings in its own people.
            if self.view.block(trace.token) != block {
                score -= 0.9;
            }
            let score = match &trace.who {
                Who::Entity(e) => self.may_be_named(score, *e, trace, wanted),
                Who::Described(..) => may_be_described(score, distance, trace.sentence == here, trace, wanted),
            };
            let Some(score) = score.map(|score| prominence(score, trace)) else { continue };
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, trace));
            }
        }
        best.map(|(_, trace)| self.of_trace(trace))
    }

    /// The score of somebody who has a name; nothing where they cannot be meant.
    fn may_be_named(&self, mut score: f32, e: usize, trace: &Trace, wanted: &Wanted) -> Option<f32> {
        let entity = &self.names.entities[e];
        match entity.kind {
            SpeakerKind::Person => {}
            SpeakerKind::Unknown if entity.gender.is_some() => score -= 0.3,
            SpeakerKind::Unknown if entity.acts == 0 && !trace.subject && !trace.spoke => score -= 1.6,
            SpeakerKind::Unknown => score -= 0.8,
            // A name of one word that speaks may be somebody's, where nobody else is near.
            SpeakerKind::Organisation if trace.spoke && one_word(entity) => score -= 2.5,
            _ => return None,
        }
        match (wanted.gender, entity.gender) {
            // Pronouns near a name may have been somebody else's.
            (Some(a), Some(b)) if a != b && entity.learnt => score -= 3.0,
            (Some(a), Some(b)) if a != b => return None,
            (Some(_), None) => score -= 0.3,
            _ => {}
        }
        if !wanted.roles.is_empty() && !wanted.roles.iter().any(|r| entity.roles.contains(*r)) {
            return None;
        }
        let against = (wanted.against)(entity)?;
        score += 0.1 * self.count[e].min(10) as f32 - against;
        if self.lead[e] {
            score += 0.6;
        }
        Some(score)
    }

    /// Sentences from one to another, where one that is said in quotation counts as part of a sentence.
    fn told_between(&self, from: usize, to: usize) -> f32 {
        let sentences = &self.view.analysis.sentences;
        let quoted = (from + 1..to).filter(|s| sentences.get(*s).is_some_and(|s| self.view.quote_at(s.first).is_some())).count();
        to.saturating_sub(from) as f32 - 0.5 * quoted as f32
    }

    /// Whose something is that stands beside *his* or *her*: the person of whom the paragraph has just spoken, where one
    /// fits.
    pub(super) fn owner(&self, pronoun: usize, gender: Gender) -> Option<Resolved> {
        let view = self.view;
        let here = view.sentence_index(pronoun);
        let near =
            self.traces.iter().rev().take(8).filter(|t| {
                t.token < pronoun && !t.quoted && t.sentence + 1 >= here && view.block(t.token) == view.block(pronoun)
            });
        let mut fits: Vec<usize> = near
            .filter_map(|t| match t.who {
                Who::Entity(e) if self.names.entities[e].kind == SpeakerKind::Person => {
                    genders_agree(self.names.entities[e].gender, Some(gender)).then_some(e)
                }
                _ => None,
            })
            .collect();
        fits.sort_unstable();
        fits.dedup();
        match fits[..] {
            [one] => Some(self.entity(one, 1.0)),
            _ => None,
        }
    }
}

/// The score of somebody who is only described; nothing where they cannot be meant.
fn may_be_described(mut score: f32, distance: f32, same_sentence: bool, trace: &Trace, wanted: &Wanted) -> Option<f32> {
    let Who::Described(found, several) = &trace.who else { return None };
    if *several
        || !wanted.nameless
        || !matches!(found.kind, SpeakerKind::Person | SpeakerKind::Anonymous)
        || !wanted.roles.is_empty()
    {
        return None;
    }
    let own = || lexicon::lower(&found.label).split_whitespace().find_map(|w| lexicon::role(w)?.1);
    if wanted.gender.is_some() && !genders_agree(own(), wanted.gender) {
        return None;
    }
    // Who has no name is spoken of by pronoun only nearby.
    score -= if distance > 1.0 { 1.4 } else { 0.5 };
    // *A good teacher, she said, …*: what begins a claim is not who makes it.
    if same_sentence && !trace.spoke {
        score -= 2.0;
    }
    if !trace.spoke {
        score -= 0.8;
    }
    Some(score)
}

/// The score of somebody with what their place in the sentence adds to it.
fn prominence(mut score: f32, trace: &Trace) -> f32 {
    score += if trace.main {
        1.6
    } else if trace.subject {
        1.0
    } else {
        0.0
    };
    if trace.spoke {
        score += 1.1;
    }
    if trace.quoted {
        score -= 4.0;
    }
    score
}
