//! The person whom a role stands for: *the prime minister*, *the Ohio Democrat*, *the striker*.
//!
//! Whoever has the role and was spoken of last; in headlines, whoever is named later; the one of the whole article who
//! has it; and where few words say little else, whoever was spoken of last.

use super::Described;
use super::bearer::{FORMER, portfolio};
use super::words::{self, Sort};
use crate::claims::lexicon::Gender;
use crate::claims::names::{Entity, of_what, other_matter};
use crate::claims::speaker::pronouns::Wanted;
use crate::claims::speaker::{Resolved, Speakers};
use crate::text::Tag;

/// Roles of which a name or place may stand before: *the Ohio Democrat*.
const POLITICIANS: &[&str] = &["democrat", "republican", "conservative", "lawmaker", "legislator", "senator"];

impl Described<'_> {
    /// Whether somebody is known for the role: *the Lagos Nights star*.
    pub(super) fn fame(&self) -> bool {
        words::is(&self.noun, Sort::Fame) || self.is(&["star", "artist", "alum", "director", "founder"])
    }

    /// The role nouns by which the article may call whoever is meant.
    fn roles(&self) -> Vec<&str> {
        let mut roles = vec![&*self.noun, self.bare()];
        // A star is an actor, a singer or a player.
        if self.is(&["star", "celebrity", "performer", "artist"]) {
            for role in words::all(Sort::Fame) {
                roles.push(role);
            }
        }
        if self.is(&["envoy", "diplomat"]) {
            roles.push("ambassador");
        }
        roles
    }

    /// The noun without *ex-*.
    fn bare(&self) -> &str {
        self.noun.strip_prefix("ex-").unwrap_or(&self.noun)
    }
}

impl Speakers<'_> {
    /// The person whom a definite role stands for.
    pub(super) fn person_of_role(&self, d: &Described) -> Option<Resolved> {
        let view = self.view;
        let source = d.source;
        let gender = d.person()?;
        let portfolio = portfolio(view, source);
        if let Some(found) = portfolio.as_deref().and_then(|p| self.of_portfolio(d, gender, p)) {
            return Some(d.is_of(found, 0.9));
        }
        // *the Ohio Democrat* is the one from Ohio.
        if d.is(POLITICIANS)
            && d.has_name_before(view)
            && let Some(found) = self.only(source, gender, d.bare())
        {
            return Some(d.is_of(found, 0.9));
        }
        // *the former minister* is nobody who is called minister alone.
        let former = d.before_noun().any(|t| view.is(t, FORMER)) || d.noun.starts_with("ex-");
        // Nor is the head of one department the head of another.
        let of = of_what(view, source.tokens.clone());
        let another = |entity: &Entity| {
            of.as_ref().is_some_and(|(role, own)| entity.matters.iter().any(|(r, m)| r == role && other_matter(own, m)))
        };
        let against = |entity: &Entity| {
            if another(entity) { None } else { self.against(entity, &d.noun, portfolio.as_deref(), former) }
        };
        let wanted = |roles| Wanted { before: source.head, gender, roles, against: &against, nameless: false };
        let later = || if d.in_headline { self.later(source, gender, &[&d.noun, d.bare()]) } else { None };
        let only = || {
            let found = self.only(source, gender, d.bare())?;
            (!found.entity.is_some_and(|e| another(&self.names.entities[e]))).then_some(found)
        };
        let anybody = || if self.may_be_anybody(d) { self.person_but(&wanted(&[])) } else { None };
        let found = self.person_but(&wanted(&d.roles())).or_else(later).or_else(only).or_else(anybody)?;
        Some(d.is_of(found, 0.9))
    }

    /// *the prime minister* is no other minister: whoever has the portfolio, where the article gives it to somebody of that role.
    fn of_portfolio(&self, d: &Described, gender: Option<Gender>, portfolio: &str) -> Option<Resolved> {
        /// Articles that name more are lists.
        const MOST: usize = 200;
        let has = |e: &Entity| e.roles.contains(portfolio) && e.roles.contains(&*d.noun);
        if !self.names.entities.iter().take(MOST).any(has) {
            return None;
        }
        self.person(d.source.head, gender, &[portfolio]).or_else(|| self.only(d.source, gender, d.bare()))
    }

    /// Whether a role of few words falls back on whoever was spoken of last.
    fn may_be_anybody(&self, d: &Described) -> bool {
        let view = self.view;
        let (source, head) = (d.source, d.source.head);
        // *the father of two* is nobody else's.
        let parent = view.is(head, &["father", "mother", "dad", "mum", "mom", "parent"])
            && view.is(head + 1, &["of"])
            && view.tag(head + 2) == Tag::Num;
        // *the petitioner's counsel* is the petitioner's.
        let of_another = !parent && source.tokens.clone().any(|t| view.is(t, &["'s", "’s", "of", "for"]));
        let titled = view.upper(head) && head > source.tokens.start;
        d.short
            && d.definite
            && !of_another
            && !titled
            && (!words::is(&d.noun, Sort::Common) || d.aged)
            && (d.fame() || d.is(POLITICIANS) || !d.has_name_before(view))
    }
}
