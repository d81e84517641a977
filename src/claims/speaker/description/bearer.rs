//! Who bears a role: what speaks against somebody, and the one of the whole article who has it.

use super::words::{self, Sort};
use crate::claims::lexicon::{self, Gender, genders_agree};
use crate::claims::names::{Entity, is_title};
use crate::claims::source::Source;
use crate::claims::speaker::{Resolved, Speakers};
use crate::claims::view::View;
use crate::report::SpeakerKind;
use crate::text::Tag;
use std::borrow::Cow;

/// Words that say that a role is over.
pub const FORMER: &[&str] = &["former", "ex", "ousted", "late", "retired"];

/// Words for whoever leads something.
pub const HEADS: &[&str] = &["boss", "chief", "head", "leader", "manager", "coach", "director", "executive"];

/// Articles that name more have no one person of a role.
const MOST: usize = 200;

const LAWYERS: &[&str] = &["lawyer", "attorney", "counsel", "solicitor", "barrister"];
const SPOKESPEOPLE: &[&str] = &["spokesman", "spokeswoman", "spokesperson"];
const LAWMAKERS: &[&str] = &[
    "lawmaker",
    "legislator",
    "congressman",
    "congresswoman",
    "senator",
    "mp",
    "representative",
    "deputy",
    "sen",
    "sen.",
    "rep",
    "rep.",
];
const CHAIRS: &[&str] = &["chair", "chairman", "chairwoman", "chairperson"];
const LEADERS: &[&str] =
    &["chief", "boss", "head", "leader", "director", "executive", "president", "chairman", "chairwoman", "chair"];

/// Roles that are the same one by another word: *counsel* and *lawyer*. `short`: a description of few words, where *chief*
/// may be any leader.
fn alike(role: &str, short: bool) -> &'static [&'static str] {
    match role {
        "lawmaker" | "legislator" | "congressman" | "congresswoman" | "parliamentarian" | "mp" => LAWMAKERS,
        "senator" => &["senator", "sen", "sen."],
        "judge" => &["judge", "justice"],
        "chief" | "boss" | "head" | "leader" if short => LEADERS,
        _ => [LAWYERS, SPOKESPEOPLE, CHAIRS].into_iter().find(|list| list.contains(&role)).unwrap_or_default(),
    }
}

/// The word of a description that says which minister or secretary it means, lower case.
pub fn portfolio<'v>(view: &View<'v>, source: &Source) -> Option<Cow<'v, str>> {
    (source.tokens.start..source.head).map(|t| view.lower(t)).find(|word| words::is(word, Sort::Portfolio))
}

impl Speakers<'_> {
    /// What speaks against somebody as the bearer of a role: another portfolio, being in office where the one meant was, or
    /// being known by another role alone. `None`: never meant.
    pub(super) fn against(&self, entity: &Entity, role: &str, portfolio: Option<&str>, former: bool) -> Option<f32> {
        let bare = role.strip_prefix("ex-").unwrap_or(role);
        let own = |word: &str| entity.roles.contains(word);
        let heads = HEADS.contains(&bare) && HEADS.iter().any(|h| own(h));
        let has = heads || own(bare) || own(role);
        if let Some(portfolio) = portfolio
            && has
            && !own(portfolio)
            && (matches!(portfolio, "prime" | "deputy" | "vice") || entity.roles.iter().any(|r| words::is(r, Sort::Portfolio)))
        {
            return None;
        }
        if has {
            let was = own("former") || own("ex") || own("ex-president");
            return Some(if former && !was { 1.5 } else { 0.0 });
        }
        // *the senator* is who is called *Sen.*, and *the lawmaker* a member of whichever party.
        let member = match role {
            "senator" => own("sen") || own("sen."),
            "lawmaker" | "legislator" | "congressman" | "congresswoman" => ["sen", "sen.", "rep", "rep."].iter().any(|r| own(r)),
            _ => false,
        };
        if member {
            return Some(0.0);
        }
        let known = entity.roles.iter().any(|r| {
            !matches!(r.as_str(), "democrat" | "republican" | "independent")
                && lexicon::is_person(r)
                && !is_title(r)
                && !words::is(r, Sort::Kin)
        });
        Some(if known { 2.5 } else { 0.0 })
    }

    /// The one person of the whole article who has the role; of several, the one who has the words before the role noun
    /// too (*the finance minister*).
    pub(super) fn only(&self, source: &Source, gender: Option<Gender>, role: &str) -> Option<Resolved> {
        let view = self.view;
        let alike = alike(role, source.tokens.len() <= 3);
        let portfolio = portfolio(view, source);
        let former = (source.tokens.start..source.head).any(|t| view.is(t, FORMER));
        let mut found: Vec<usize> = (0..self.names.entities.len().min(MOST))
            .filter(|e| {
                let entity = &self.names.entities[*e];
                let has = |r: &str| entity.roles.contains(r);
                entity.kind != SpeakerKind::Organisation
                    && self.count[*e] > 0
                    && (has(role) || alike.iter().any(|r| has(r)))
                    && genders_agree(gender, entity.gender)
                    && self.against(entity, role, portfolio.as_deref(), former).is_some_and(|a| a < 1.0 || !has(role))
            })
            .collect();
        if found.len() > 1 {
            let which = self.which(source);
            found.retain(|e| which.iter().all(|w| self.names.entities[*e].roles.contains(w)));
        }
        let [one] = found[..] else { return None };
        (!self.is_another(source, role, one)).then(|| self.entity(one, 0.9))
    }

    /// Whether the words before a role say that it is not this person's: *the deputy minister* is not the minister, *the
    /// petitioner's counsel* not the state's, *the Rwandan spokesman* not another army's.
    fn is_another(&self, source: &Source, role: &str, one: usize) -> bool {
        let view = self.view;
        let entity = &self.names.entities[one];
        // *the Transporters' Union boss*, where a body that was named is meant.
        let heads = HEADS.contains(&role) && source.tokens.len() <= 3;
        let body = |t: usize| {
            heads
                && self
                    .names
                    .at(t)
                    .is_some_and(|m| self.count[m.entity] > 1 && self.names.entities[m.entity].kind == SpeakerKind::Organisation)
        };
        let known = |t: usize| {
            let word = view.lower(t);
            body(t) || entity.roles.contains(&*word) || lexicon::lower(&entity.label).contains(&*word)
        };
        (source.tokens.start..source.head).any(|t| {
            let tells = view.is(t, &["deputy", "vice", "assistant", "acting", "opposition"])
                || view.is(t + 1, &["'s", "’s", "'", "’"])
                || view.upper(t) && t > view.sentence(t).start && view.tag(t) != Tag::Det;
            tells && !known(t)
        })
    }

    /// The words before the noun of a description that say which one, lower case.
    pub(super) fn which(&self, source: &Source) -> Vec<String> {
        let view = self.view;
        let tells = |t: &usize| matches!(view.tag(*t), Tag::Noun | Tag::Adj | Tag::Propn);
        (source.tokens.start..source.head).filter(tells).map(|t| view.lower(t).into_owned()).collect()
    }
}
