//! Whether a role that the text states agrees with the terms of a person.

use super::day::Day;
use super::kind::bit;
use super::office::status;
use super::role::{Role, Tense, within};
use super::table::{PersonId, Placed, Table, Term};
use crate::report::OfficeStatus;

/// How a stated role agrees with the table, best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// The text gives an occupation that is no office, or an office that the person never held.
    Against,
    /// The role says nothing for or against (*candidate*, *politician*).
    Neutral,
    /// An office that begins later.
    Later,
    /// An office held before.
    Before,
    /// An office whose end is not known, with the day after the table's last word.
    Open,
    /// An office held on that day.
    Then,
}

/// Compares a role with all terms of a person; the best, with its term.
pub(super) fn agreement(table: &Table, role: &Role, person: PersonId, day: Day) -> (Agreement, Option<Term>) {
    // A title that only an own list knows says nothing of who is not in it.
    let listed = table.terms(person).any(|t| table.kind(t.office) == bit("listed"));
    let neutral = bit("candidate") | bit("politician") | bit("predecessor") | if listed { 0 } else { bit("listed") };
    if role.kinds & !neutral == 0 {
        return (Agreement::Neutral, None);
    }
    if role.foreign && !(listed && role.kinds & bit("listed") != 0) {
        // What a person was before says nothing of an office.
        let before = role.tense == Tense::Former && role.kinds == bit("other");
        return (if before { Agreement::Neutral } else { Agreement::Against }, None);
    }
    let mut best = (Agreement::Against, None);
    for term in table.terms(person) {
        if !places_agree(table, role, person, term) {
            continue;
        }
        if !kind_agrees(table, role, term) {
            // A minister with another portfolio: portfolios change faster than tables.
            let held = !matches!(status(table, term, day), OfficeStatus::Former | OfficeStatus::Future);
            if held && role.kinds & table.kind(term.office) & bit("minister") != 0 {
                best.0 = best.0.max(Agreement::Neutral);
            }
            continue;
        }
        let how = match status(table, term, day) {
            // A *former president* is not the one of the day.
            OfficeStatus::Current if role.tense == Tense::Former && role.kinds & neutral == 0 => Agreement::Later,
            OfficeStatus::Current => Agreement::Then,
            OfficeStatus::Unconfirmed => Agreement::Open,
            OfficeStatus::Former => Agreement::Before,
            OfficeStatus::Future => Agreement::Later,
        };
        // *Former President* of one who was a governor before: the most senior office that the words can mean.
        let senior = best.1.is_some_and(|b: Term| table.rank(term.office) < table.rank(b.office));
        if how > best.0 || how == best.0 && senior {
            best = (how, Some(term));
        }
    }
    // Many who governed were generals before.
    let governed = || table.terms(person).any(|t| table.rank(t.office) <= 2);
    if best.0 == Agreement::Against && role.kinds == bit("military_chief") && governed() {
        best.0 = Agreement::Neutral;
    }
    // *Republican*, *party leader*: officials and others may be called so.
    if best.0 == Agreement::Against && role.kinds & neutral != 0 {
        best.0 = Agreement::Neutral;
    }
    if role.tense == Tense::Coming && best.0 == Agreement::Later {
        best.0 = Agreement::Then;
    }
    best
}

fn kind_agrees(table: &Table, role: &Role, term: Term) -> bool {
    if role.kinds & table.kind(term.office) != 0 {
        // *Health minister* is not any minister: words that the office does not have speak against it.
        return specific(table, role, term);
    }
    // Finance and the economy are one ministry in some countries.
    let label = super::fold::words(table.label(term.office));
    if role.kinds & bit("finance_minister") != 0
        && table.kind(term.office) & bit("minister") != 0
        && label.iter().any(|w| w == "economy" || w == "treasury" || w == "finance" || w == "finances")
    {
        return true;
    }
    // The title in the office's own words: *Transportation Secretary*, *Director of the National Economic Council*.
    let mut label = label;
    label.extend(super::fold::words(table.short(term.office)));
    let own: Vec<&String> = role.words.iter().filter(|w| w.len() > 2).collect();
    own.len() >= 2 && own.iter().all(|w| label.iter().any(|l| same_word(l, w)))
}

/// Whether the words beside the role noun fit an office of a broad kind.
fn specific(table: &Table, role: &Role, term: Term) -> bool {
    let broad = bit("minister") | bit("deputy_minister") | bit("head") | bit("listed");
    if table.kind(term.office) & broad == 0 {
        return true;
    }
    let mut label = super::fold::words(table.label(term.office));
    label.extend(super::fold::words(table.short(term.office)));
    role.words
        .iter()
        .filter(|w| w.len() > 3 && !GENERAL.contains(&w.as_str()))
        .all(|w| label.iter().any(|l| same_word(l, w)) || !table.in_offices(w))
}

/// Words of titles that tell no portfolio.
const GENERAL: &[&str] = &[
    "minister",
    "ministers",
    "secretary",
    "deputy",
    "state",
    "cabinet",
    "chief",
    "head",
    "director",
    "junior",
    "senior",
    "government",
    "under",
    "assistant",
    "undersecretary",
    "former",
    "adviser",
    "official",
    "leader",
    "lawmaker",
    "affairs",
    "federal",
    "union",
    "chairman",
    "chairwoman",
    "chair",
    "national",
    "acting",
    "party",
    "conservative",
    "labour",
    "department",
    "ministry",
    "office",
];

/// Whether two words of titles are the same, in British or American spelling, singular or plural.
fn same_word(a: &str, b: &str) -> bool {
    let cut = |w: &str| -> String {
        let w = match w {
            "defense" => "defence",
            "labor" => "labour",
            "advisor" => "adviser",
            "transport" => "transportation",
            "foreign" | "external" => "foreign",
            "economic" | "economics" => "economy",
            "environmental" => "environment",
            "organisation" => "organization",
            other => other,
        };
        w.strip_suffix('s').filter(|r| r.len() > 3).unwrap_or(w).to_owned()
    };
    cut(a) == cut(b)
}

/// Whether every place in the role belongs to the office or its holder.
fn places_agree(table: &Table, role: &Role, person: PersonId, term: Term) -> bool {
    // A form that may mean several places (*Georgia*) agrees where one of them does.
    let fits = |p: &Placed| {
        let place = p.place;
        let office = table.jurisdiction(term.office);
        let body = table.body(term.office);
        body.0 != 0 && (place == body || of_the_union(table, place, body))
            || office.0 != 0 && within(table, place, office)
            || office.0 == 0 && within(table, place, table.country(person)) && body.0 == 0
            || label_names(table, term, place)
    };
    // By the form of words: whether one of the places that it may mean fits.
    let firm: Vec<bool> = role
        .places_by_form()
        .filter(|form| form.iter().any(|p| !p.seat))
        .map(|form| form.iter().any(|p| !p.seat && fits(p)))
        .collect();
    if firm.is_empty() {
        return role.places.is_empty() || role.places.iter().any(fits) || table.rank(term.office) > 3;
    }
    let fitting = firm.iter().filter(|fits| **fits).count();
    let envoy = table.kind(term.office) & (bit("ambassador") | bit("commissioner") | bit("spokesperson")) != 0;
    if firm.len() == 1 || envoy { fitting >= 1 && (fitting == firm.len() || !envoy || firm.len() > 2) } else { fitting >= 1 }
}

/// The institutions of the European Union are named by it: *EU trade commissioner*.
fn of_the_union(table: &Table, place: super::table::PlaceId, body: super::table::PlaceId) -> bool {
    table.code(place) == "body:EU"
        && matches!(table.code(body), "body:European Commission" | "body:European Council" | "body:European Parliament")
}

/// Whether the office's name has the place in it (*US Ambassador to Hungary*).
fn label_names(table: &Table, term: Term, place: super::table::PlaceId) -> bool {
    let code = table.code(place);
    let label = super::fold::words(table.label(term.office)).join(" ");
    if let Some(body) = code.strip_prefix("body:") {
        let body = super::fold::words(body).join(" ");
        return format!(" {label} ").contains(&format!(" {body} "))
            || body == "un" && label.contains("united nations")
            || body == "eu" && label.contains("european union");
    }
    // Any name of the place in the label.
    let words: Vec<&str> = label.split(' ').collect();
    (1..=3).any(|n| words.windows(n).any(|w| table.places(&w.join(" ")).iter().any(|p| p.place == place)))
}
