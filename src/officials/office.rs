//! Offices as of a day.

use super::day::Day;
use super::table::{PersonId, Table, Term};
use crate::report::{Office, OfficeStatus};

/// At most this many offices of the past are told.
const FORMER: usize = 3;
/// At most this many offices held at one time are told.
const HELD: usize = 4;

/// Whether a term covers a day.
pub(super) fn status(table: &Table, term: Term, day: Day) -> OfficeStatus {
    if !day.reaches(term.from) {
        return OfficeStatus::Future;
    }
    if term.to.is_none() {
        let (_, as_of) = table.cite(term.cite);
        return if day.is_after(as_of) { OfficeStatus::Unconfirmed } else { OfficeStatus::Current };
    }
    if !day.is_after(term.to) {
        return OfficeStatus::Current;
    }
    // Seen in office until `to`, surely gone by `gone`: nothing is known between.
    if !term.gone.is_none() && !day.reaches(term.gone) {
        return OfficeStatus::Unconfirmed;
    }
    OfficeStatus::Former
}

/// Offices of a person on a day: those held, most senior first; else the most telling ones before; else what is to come.
pub(super) fn on(table: &Table, person: PersonId, day: Day) -> Vec<Office> {
    let mut terms: Vec<(Term, OfficeStatus)> = table.terms(person).map(|t| (t, status(table, t, day))).collect();
    // Held and unconfirmed come before former ones; a title long past that was never told to have ended comes last of these.
    terms.sort_by_key(|(t, s)| (order(*s), table.rank(t.office), std::cmp::Reverse(t.from)));
    let mut out: Vec<Office> = Vec::new();
    let held = terms.iter().filter(|(_, s)| matches!(s, OfficeStatus::Current | OfficeStatus::Unconfirmed)).count();
    let wanted: &[OfficeStatus] = match held {
        0 if terms.iter().any(|(_, s)| *s == OfficeStatus::Former) => &[OfficeStatus::Former],
        0 => &[OfficeStatus::Future],
        _ => &[OfficeStatus::Current, OfficeStatus::Unconfirmed],
    };
    let limit = if held > 0 { HELD } else { FORMER };
    for (term, status) in terms.iter().filter(|(_, s)| wanted.contains(s)) {
        if out.len() == limit {
            break;
        }
        let label = table.label(term.office);
        // What an own list says of the same office is told beside it.
        if out.iter().any(|o| o.office == label && (!table.is_own_term(*term) || o.source == table.cite(term.cite).0)) {
            continue;
        }
        out.push(told(table, *term, *status));
    }
    // What somebody was before tells more than a lower office of the day: a former president who is a senator.
    if held > 0 && out.len() < limit {
        let best = out.first().map_or(99, |_| {
            terms.iter().filter(|(_, s)| wanted.contains(s)).map(|(t, _)| table.rank(t.office)).min().unwrap_or(99)
        });
        if let Some((term, status)) = terms
            .iter()
            .filter(|(t, s)| *s == OfficeStatus::Former && table.rank(t.office) < best.min(10))
            .min_by_key(|(t, _)| table.rank(t.office))
        {
            out.push(told(table, *term, *status));
        }
    }
    out
}

/// As [`on`], with the office that the text says is to come.
pub(super) fn with_coming(table: &Table, person: PersonId, day: Day, coming: Option<Term>) -> Vec<Office> {
    let mut out = on(table, person, day);
    if let Some(term) = coming.filter(|t| status(table, *t, day) == OfficeStatus::Future)
        && !out.iter().any(|o| o.office == table.label(term.office))
    {
        out.push(told(table, term, OfficeStatus::Future));
    }
    out
}

fn order(status: OfficeStatus) -> u8 {
    match status {
        OfficeStatus::Current => 0,
        OfficeStatus::Unconfirmed => 1,
        OfficeStatus::Former => 2,
        OfficeStatus::Future => 3,
    }
}

fn told(table: &Table, term: Term, status: OfficeStatus) -> Office {
    let (source, as_of) = table.cite(term.cite);
    // Where only a stretch is known in which the term ended, its year is told if it is one.
    let to = match (term.to.is_none(), term.gone.is_none()) {
        (true, _) => None,
        (false, true) => term.to.iso(),
        (false, false) if term.to.year() == term.gone.year() => Some(format!("{:04}", term.to.year())),
        (false, false) => None,
    };
    Office {
        office: table.label(term.office).to_owned(),
        from: term.from.iso(),
        to,
        status,
        source: source.to_owned(),
        as_of: as_of.iso().unwrap_or_default(),
    }
}
