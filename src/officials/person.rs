//! How sure it is that a name means a person of the table.

use super::agree::Agreement;
use super::context::Context;
use super::day::Day;
use super::kind::bit;
use super::names::Spelling;
use super::office::status;
use super::role::{Role, Tense};
use super::table::{PersonId, Table, Term};
use crate::report::{Certainty, OfficeStatus};

/// What speaks for and against a person, from all places where the article names somebody so.
#[derive(Clone, Debug)]
pub(super) struct Evidence {
    /// Best agreement of a stated role.
    pub agreement: Option<Agreement>,
    /// The term that it agrees with.
    pub term: Option<Term>,
    /// That role.
    pub role: Option<Role>,
    /// A role that names an occupation, no office.
    pub foreign: bool,
    /// Best spelling.
    pub spelling: Spelling,
    /// By surname and title alone.
    pub by_title: bool,
    /// By a nickname of one word.
    pub by_nickname: bool,
    /// Given to a country of theirs: *China’s Wang Yi*.
    pub owned: bool,
    /// Given to the state whose office they hold: *Susan Collins of Maine*.
    pub seat: bool,
    /// By surname alone, which only one head of state or government bears.
    pub household: bool,
}

impl Default for Evidence {
    fn default() -> Self {
        Evidence {
            agreement: None,
            term: None,
            role: None,
            foreign: false,
            spelling: Spelling::Near,
            by_title: false,
            by_nickname: false,
            household: false,
            owned: false,
            seat: false,
        }
    }
}

impl Evidence {
    /// Adds a role with its agreement.
    pub fn add(&mut self, role: &Role, found: (Agreement, Option<Term>)) {
        self.foreign |= role.foreign && role.kinds & bit("other") != 0 && role.tense != Tense::Former;
        if self.agreement.is_none_or(|a| found.0 > a) {
            self.agreement = Some(found.0);
            self.term = found.1;
            self.role = Some(role.clone());
        }
    }

    /// The office that the text says is to come.
    pub fn coming(&self) -> Option<Term> {
        self.term.filter(|_| self.role.as_ref().is_some_and(|r| r.tense == Tense::Coming || r.said))
    }
}

/// Whether two rows of the table are one person: both held one head's or minister's office on the day, or until the same year.
pub(super) fn one_office(table: &Table, a: PersonId, b: PersonId, day: Day) -> bool {
    let last = |p: PersonId| {
        let began: Vec<Term> = table.terms(p).filter(|t| table.rank(t.office) <= 17 && day.reaches(t.from)).collect();
        began.into_iter().max_by_key(|t| t.from)
    };
    last(a).zip(last(b)).is_some_and(|(a, b)| a.office == b.office && a.from.year() == b.from.year())
}

/// What the table says of a person as of a day, for weighing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Standing {
    /// Rank of the most senior office held on the day or before.
    pub rank: u8,
    /// Rank of the most senior office held on the day (or with unknown end).
    pub held: Option<u8>,
    /// Years since the last office ended; 0 where one is held.
    pub since: u32,
    /// All offices begin later; in how many years the first does.
    pub later: Option<u32>,
    /// The kinds of all offices held or ended within ten years.
    pub kinds: u64,
}

/// Reads the terms of a person.
pub(super) fn standing(table: &Table, person: PersonId, day: Day) -> Standing {
    let mut standing = Standing { rank: 99, held: None, since: 999, later: None, kinds: 0 };
    for term in table.terms(person) {
        let rank = table.rank(term.office);
        match status(table, term, day) {
            OfficeStatus::Current | OfficeStatus::Unconfirmed => {
                standing.held = Some(standing.held.map_or(rank, |r| r.min(rank)));
                standing.rank = standing.rank.min(rank);
                standing.since = 0;
                standing.kinds |= table.kind(term.office);
            }
            OfficeStatus::Former => {
                standing.rank = standing.rank.min(rank);
                let years = day.year().saturating_sub(term.to.year());
                standing.since = standing.since.min(years);
                if years <= 10 {
                    standing.kinds |= table.kind(term.office);
                }
            }
            OfficeStatus::Future => {
                let years = term.from.year().saturating_sub(day.year());
                standing.later = Some(standing.later.map_or(years, |y| y.min(years)));
            }
        }
    }
    if standing.rank < 99 {
        standing.later = None;
    }
    standing
}

/// Whether the name is one that many people bear: measured on the table itself.
pub(super) fn is_common(table: &Table, person: PersonId) -> bool {
    let words = super::fold::words(table.name(person));
    let first = words.first().map_or(0, |w| table.first_name(w));
    let (loose, _) = super::names::family(table, person);
    let last = table.with_surname(&loose).into_iter().filter(|p| !table.is_own(*p)).count() as u64;
    words.len() == 2 && (last >= 5 && first * last >= 100 || last >= 25)
}

/// Whether the article names the country or a body of one of the person's offices.
pub(super) fn place_fits(table: &Table, context: &Context, person: PersonId) -> bool {
    // Who is known in a city only is not meant wherever its country is named.
    if table.is_own(person) {
        return table.terms(person).any(|t| {
            context.names_itself(table, table.jurisdiction(t.office)) || context.names_itself(table, table.body(t.office))
        });
    }
    context.names(table, table.country(person))
        || table
            .terms(person)
            .any(|t| context.names(table, table.jurisdiction(t.office)) || context.names(table, table.body(t.office)))
}

/// After so many years out of office a leader's name is borne by more things and namesakes than texts mean the leader by it.
const PAST: u32 = 15;

/// Whether a person has been out of all offices for so long that others may be meant by the name.
pub(super) fn is_past(table: &Table, person: PersonId, day: Day) -> bool {
    let standing = standing(table, person, day);
    standing.held.is_none() && standing.rank < 99 && standing.since > PAST
}

/// Whether the article names another who held the office of a leader of living memory: *former presidents Clinton, Carter and
/// Ford*.
fn keeps_company(table: &Table, context: &Context, person: PersonId, day: Day) -> bool {
    table.terms(person).any(|t| table.rank(t.office) <= 2 && t.to.year() + MEMORY > day.year() && context.names_holder(t.office))
}

/// Years that living memory goes back.
const MEMORY: u32 = 80;

/// How sure the match is, with the reason in words for a reader.
pub(super) fn certainty(
    table: &Table,
    context: &Context,
    person: PersonId,
    evidence: &Evidence,
    day: Day,
) -> (Certainty, String) {
    let standing = standing(table, person, day);
    let prominent = standing.rank <= 4;
    let named = match (evidence.by_title, evidence.by_nickname) {
        (true, _) => "Named by surname",
        (_, true) => "Named by a nickname",
        _ => "Named in full",
    };
    let whose = match evidence.term {
        Some(term) if table.is_own_term(term) => table.cite(term.cite).0,
        _ => "the table",
    };
    match evidence.agreement {
        Some(Agreement::Then) => {
            return (Certainty::Certain, format!("{named} with the role “{{role}}”, which {whose} gives for that day."));
        }
        Some(Agreement::Open) => {
            let as_of = evidence.term.and_then(|t| table.cite(t.cite).1.iso()).unwrap_or_default();
            return (
                Certainty::Certain,
                format!(
                    "{named} with the role “{{role}}”, which {whose} gives as held on {as_of}; whether it had ended is not known."
                ),
            );
        }
        Some(Agreement::Before) => {
            let ended = evidence.term.map_or(0, |t| t.to.year());
            let why = format!("{named} with the role “{{role}}”, which {whose} gives until {ended}.");
            let said = evidence.role.as_ref().is_some_and(|r| r.tense == Tense::Former || r.kinds & bit("predecessor") != 0);
            let recent = day.year().saturating_sub(ended) <= 3;
            let senior = evidence.term.is_some_and(|t| table.rank(t.office) <= 4);
            return (if said || recent || senior { Certainty::Certain } else { Certainty::Likely }, why);
        }
        _ => {}
    }
    if evidence.household && evidence.by_nickname {
        return (
            Certainty::Likely,
            "Named by a nickname that only this head of state or government in the table has; the article names the country."
                .into(),
        );
    }
    if evidence.household {
        return (
            Certainty::Likely,
            "Named by a surname that only this head of state or government in the table bears; the article names the country."
                .into(),
        );
    }
    let fits = place_fits(table, context, person);
    let common = is_common(table, person);
    let usual = evidence.spelling == Spelling::Usual;
    let against = evidence.agreement == Some(Agreement::Against);
    let possible = |why: &str| (Certainty::Possible, why.to_owned());
    if against && evidence.foreign {
        // A head of state may be called a businessman; a lesser official who is called a footballer is somebody else.
        return if prominent && usual && fits && !common && standing.held.is_some() {
            (Certainty::Likely, "Named in full as somebody else might be, but this official’s name is rare and the article speaks of the same country.".into())
        } else {
            possible("Only the name agrees; the text gives another occupation.")
        };
    }
    if !usual {
        return possible("Only a form of the name agrees.");
    }
    // *A former prime minister* of whom the table has later terms only.
    let once = evidence.role.as_ref().is_some_and(|r| r.tense == Tense::Former);
    if evidence.agreement == Some(Agreement::Later) && once && fits && !common {
        return (Certainty::Likely, "Named in full with a former role; the table has that office for later years.".into());
    }
    if let Some(years) = standing.later {
        return if years <= 3 && fits && !common && context.is_political() && !against {
            (Certainty::Likely, "A rare full name; the offices in the table begin later.".into())
        } else {
            possible("Only the name agrees; the offices in the table begin later.")
        };
    }
    // Schools, ships and namesakes outlive leaders: long after, a common name alone is anybody's.
    let past = common && standing.since > PAST && !keeps_company(table, context, person, day);
    if prominent && (standing.since <= 30 || fits) && (!common || fits) && !past {
        return (Certainty::Likely, "Named in full; the name is that of one of the best-known officials in the table.".into());
    }
    // *Susan Collins of Maine*.
    if evidence.seat && !against && context.is_political() {
        return (Certainty::Likely, "Named in full with the state in which this official was in office on that day.".into());
    }
    if evidence.owned && !against && standing.held.is_some_and(|r| r <= 17) && context.is_political() {
        return (Certainty::Likely, "Named in full with the country in which this official holds a senior office.".into());
    }
    let named_office = table
        .terms(person)
        .filter(|t| !matches!(status(table, *t, day), OfficeStatus::Former | OfficeStatus::Future))
        .find(|t| context.names_office(table.label(t.office)));
    if let Some(term) = named_office {
        return (
            Certainty::Likely,
            format!("Named in full in an article that speaks of the office “{}”.", table.label(term.office)),
        );
    }
    // A minister of the first rank with a common name, in an article about the politics of that country.
    if common && !against && fits && context.is_political() && standing.held.is_some_and(|r| r <= 13) {
        return (
            Certainty::Likely,
            "Named in full; the article speaks of the politics of the country in which this official holds a senior office."
                .into(),
        );
    }
    // A minister of the first rank with a rare name, whatever else the text calls them.
    if against && !common && fits && context.is_political() && standing.held.is_some_and(|r| r <= 13) {
        return (
            Certainty::Likely,
            "A rare full name, that of a senior official of that day; the text gives another role.".into(),
        );
    }
    if against || common {
        return possible(if common {
            "Only the name agrees, and it is a common one."
        } else {
            "Only the name agrees; the text gives another role."
        });
    }
    let congress = bit("senator") | bit("representative");
    let senior = standing.rank <= 17;
    let period = standing.since <= 10;
    let spoken = if standing.kinds & congress != 0 && !senior { context.speaks_of_congress() } else { context.is_political() };
    let eligible = standing.rank <= 20 || table.is_own(person) || standing.kinds & bit("spokesperson") != 0;
    // In other languages neither roles nor places are read; a minister of the day with a rare name is taken.
    if context.foreign && standing.held.is_some_and(|r| r <= 12) {
        return (Certainty::Likely, "A rare full name, that of a senior official of that day.".into());
    }
    if eligible && period && fits && spoken {
        return (Certainty::Likely, "A rare full name; period and country of the office agree with the article.".into());
    }
    possible("Only the name agrees.")
}
