//! Compares a report with what a text says of its officials.

use super::annotated::{Person, Text};
use sourcelight::report::{Certainty, OfficeStatus, Official, Range, Report};
use std::collections::{HashMap, HashSet};

/// The names of the table, lower case, each with the usual names of those who bear it.
pub struct Known(HashMap<String, HashSet<String>>);

impl Known {
    /// Reads the two tables of names.
    pub fn read() -> Known {
        let rows = |file: &str| -> Vec<Vec<String>> {
            let path = format!("{}/src/officials/tables/{file}.tsv", env!("CARGO_MANIFEST_DIR"));
            let table = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
            table.lines().skip(1).map(|l| l.split('\t').map(str::to_owned).collect()).collect()
        };
        let mut known: HashMap<String, HashSet<String>> = HashMap::new();
        let mut usual = HashMap::new();
        for row in rows("persons") {
            known.entry(row[1].to_lowercase()).or_default().insert(row[1].clone());
            usual.insert(row[0].clone(), row[1].clone());
        }
        for row in rows("names") {
            known.entry(row[1].to_lowercase()).or_default().insert(usual[&row[0]].clone());
        }
        Known(known)
    }

    /// Usual names in the table of a person of a text; none where the table does not have the person.
    pub fn usual<'k>(&'k self, person: &Person) -> HashSet<&'k str> {
        let all = || person.names.iter().filter_map(|n| self.0.get(&n.to_lowercase()));
        let own: HashSet<&str> = all().flatten().map(String::as_str).filter(|u| person.names.iter().any(|n| n == u)).collect();
        if own.is_empty() { all().flatten().map(String::as_str).collect() } else { own }
    }
}

/// Of so many, so many are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    pub right: usize,
    pub of: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// In per cent; 100 of none.
    pub fn percent(self) -> f64 {
        if self.of == 0 { 100.0 } else { 100.0 * self.right as f64 / self.of as f64 }
    }
}

/// The figures of some texts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Names found that are names of that person.
    pub precision: Share,
    /// Names of persons in the table that were found.
    pub recall: Share,
    /// Names of all officials that were found, in the table or not.
    pub recall_all: Share,
    /// Persons found whose office on the day is right.
    pub office: Share,
    /// Roles without a name that stand for the right person.
    pub role_precision: Share,
    /// Roles of persons in the table that were found.
    pub role_recall: Share,
    /// Traps in which nobody was found.
    pub traps: Share,
}

impl Tally {
    pub fn join(&mut self, other: &Tally) {
        let add = |a: &mut Share, b: Share| {
            a.right += b.right;
            a.of += b.of;
        };
        add(&mut self.precision, other.precision);
        add(&mut self.recall, other.recall);
        add(&mut self.recall_all, other.recall_all);
        add(&mut self.office, other.office);
        add(&mut self.role_precision, other.role_precision);
        add(&mut self.role_recall, other.role_recall);
        add(&mut self.traps, other.traps);
    }

    /// The figures by name.
    pub fn measures(&self) -> [(&'static str, Share); 7] {
        [
            ("precision", self.precision),
            ("recall", self.recall),
            ("recall_all", self.recall_all),
            ("office", self.office),
            ("role_precision", self.role_precision),
            ("role_recall", self.role_recall),
            ("traps", self.traps),
        ]
    }
}

/// What became of one text.
#[derive(Default)]
pub struct Outcome {
    pub tally: Tally,
    pub differences: Vec<String>,
}

fn meet(a: Range, b: Range) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Compares what was found with what is there. Matches that are only *possible* do not count.
pub fn compare(text: &Text, report: &Report, known: &Known) -> Outcome {
    let mut out = Outcome::default();
    let shown: Vec<&Official> = report.officials.iter().filter(|o| o.certainty >= Certainty::Likely).collect();
    let usual: Vec<HashSet<&str>> = text.persons.iter().map(|p| known.usual(p)).collect();
    let same = |o: &Official, n: usize| usual[n].contains(o.person.as_str());
    let units: Vec<u16> = text.text.encode_utf16().collect();
    let said = |r: Range| {
        let (from, to) = ((r.0 as usize).saturating_sub(25), (r.1 as usize + 25).min(units.len()));
        let part = |a: usize, b: usize| String::from_utf16_lossy(&units[a..b]).replace('\n', " ");
        format!("{}⟦{}⟧{}", part(from, r.0 as usize), part(r.0 as usize, r.1 as usize), part(r.1 as usize, to))
    };

    for official in &shown {
        for at in &official.mentions {
            let right =
                text.persons.iter().enumerate().any(|(n, p)| same(official, n) && p.mentions.iter().any(|m| meet(*m, *at)));
            out.tally.precision.add(right);
            if !right {
                out.differences.push(format!("FALSE {} <- {} ({})", official.person, said(*at), official.why));
            }
        }
        for at in &official.role_mentions {
            let right = text.persons.iter().enumerate().any(|(n, p)| same(official, n) && p.roles.iter().any(|m| meet(*m, *at)));
            out.tally.role_precision.add(right);
            if !right {
                out.differences.push(format!("FALSE ROLE {} <- {}", official.person, said(*at)));
            }
        }
    }
    for (n, person) in text.persons.iter().enumerate() {
        let found: Vec<&&Official> = shown.iter().filter(|o| same(o, n)).collect();
        let label = &person.names[0];
        for at in &person.mentions {
            let hit = found.iter().any(|o| o.mentions.iter().any(|m| meet(*m, *at)));
            out.tally.recall_all.add(hit);
            if usual[n].is_empty() {
                out.differences.push(format!("(not in the table) {label}: {}", said(*at)));
                continue;
            }
            out.tally.recall.add(hit);
            if !hit {
                let possible = report.officials.iter().find(|o| o.certainty == Certainty::Possible && same(o, n));
                let why = possible.map_or(String::new(), |o| format!(" (only possible: {})", o.why));
                out.differences.push(format!("MISSED {label}: {}{why}", said(*at)));
            }
        }
        for at in person.roles.iter().filter(|_| !usual[n].is_empty()) {
            let hit = found.iter().any(|o| o.role_mentions.iter().any(|m| meet(*m, *at)));
            out.tally.role_recall.add(hit);
            if !hit {
                out.differences.push(format!("MISSED ROLE {label}: {}", said(*at)));
            }
        }
        for official in found {
            let right = person.offices.iter().any(|(status, office)| {
                official.office_then.iter().any(|o| same_status(*status, o.status) && has_words(&o.office, office))
            });
            out.tally.office.add(right);
            if !right {
                let told: Vec<_> = official.office_then.iter().map(|o| format!("{:?} {}", o.status, o.office)).collect();
                out.differences.push(format!("OFFICE {label}: is {:?}, told {told:?}", person.offices));
            }
        }
    }
    for trap in &text.traps {
        let caught = shown.iter().find(|o| o.mentions.iter().chain(&o.role_mentions).any(|m| meet(*m, *trap)));
        out.tally.traps.add(caught.is_none());
        if let Some(official) = caught {
            out.differences.push(format!("TRAP {} <- {}", official.person, said(*trap)));
        }
    }
    out
}

/// An end that is not known is no end.
fn same_status(wanted: OfficeStatus, told: OfficeStatus) -> bool {
    wanted == told || wanted == OfficeStatus::Current && told == OfficeStatus::Unconfirmed
}

/// Whether all words of an office stand in the other one's name.
fn has_words(told: &str, wanted: &str) -> bool {
    let words = |s: &str| -> Vec<String> {
        s.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !matches!(*w, "" | "of" | "the" | "and" | "for" | "to"))
            .map(str::to_owned)
            .collect()
    };
    let told = words(told);
    words(wanted).iter().all(|w| told.contains(w))
}
