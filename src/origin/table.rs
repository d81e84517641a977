//! The tables of outlets: parsed once, when the first page is read, from the TSV files beside this module.
//!
//! The TSV files are the source of truth and are compiled in as text. Parsing them takes about a millisecond, which is
//! less than a build step that nobody can read would save. A row that cannot be read is left out here; the test in
//! `table_test.rs` refuses it.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Outlets: one row an outlet.
pub(crate) const OUTLETS: &str = include_str!("tables/outlets.tsv");
/// Hosts: one row a host and period.
pub(crate) const HOSTS: &str = include_str!("tables/hosts.tsv");
/// Names by which texts cite outlets: one row a name and outlet.
pub(crate) const NAMES: &str = include_str!("tables/names.tsv");
/// Owner, funding, control and city: one row a fact and period.
pub(crate) const FACTS: &str = include_str!("tables/facts.tsv");
/// Owners with their parents: one row an owner and period.
pub(crate) const OWNERS: &str = include_str!("tables/owners.tsv");
/// English names of countries by ISO 3166 code.
pub(crate) const COUNTRIES: &str = include_str!("tables/countries.tsv");

/// What a reader is shown for the source `editors`: a row written by hand that no source has confirmed yet.
const EDITORS: &str = "Sourcelight’s editors, not yet checked against a source";

/// Position of an outlet in [`Table::outlets`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct OutletId(pub u32);

/// A row of `outlets.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutletRow {
    /// Usual name.
    pub name: &'static str,
    /// ISO 3166 code.
    pub country: &'static str,
    /// Main language, ISO 639.
    pub language: &'static str,
    /// Newspaper, broadcaster, agency, …
    pub kind: &'static str,
    /// Where the row comes from.
    pub source: &'static str,
    /// When the source said so.
    pub as_of: &'static str,
}

impl OutletRow {
    /// Whether other outlets print its texts under its name.
    pub fn is_wire(&self) -> bool {
        matches!(self.kind, "agency" | "press_release_wire")
    }
}

/// A period: ISO dates of any precision, empty where open.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Period {
    /// First day.
    pub since: &'static str,
    /// First day on which it no longer holds.
    pub until: &'static str,
}

impl Period {
    /// Whether a day lies in the period. Without a day only open ends count as *now*.
    pub fn holds(&self, day: Option<&str>) -> bool {
        match day {
            Some(day) => {
                let from = self.since.is_empty() || day.get(..self.since.len()).is_none_or(|d| self.since <= d);
                let to = self.until.is_empty() || day.get(..self.until.len()).is_none_or(|d| d < self.until);
                from && to
            }
            None => self.until.is_empty(),
        }
    }
}

/// A row of `hosts.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HostRow {
    /// Host, lower case, without `www.`.
    pub host: &'static str,
    /// Whose it is.
    pub outlet: OutletId,
    /// When.
    pub period: Period,
}

/// What a name needs around it before it stands for its outlet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// *the* before it.
    pub article: bool,
    /// The full name of the same outlet earlier in the text.
    pub after: bool,
    /// A page of an outlet of the same country.
    pub country: bool,
    /// An act of reporting beside it (*told …*, *… reported*, *… magazine*), or a link to its host.
    pub reporting: bool,
}

impl Needs {
    fn parse(words: &str) -> Self {
        let has = |word: &str| words.split(' ').any(|w| w == word);
        Needs { article: has("article"), after: has("after"), country: has("country"), reporting: has("reporting") }
    }
}

/// A row of `names.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameRow {
    /// The name as printed.
    pub name: &'static str,
    /// Whose it is.
    pub outlet: OutletId,
    /// What it needs around it.
    pub needs: Needs,
}

/// A row of `facts.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FactRow {
    /// `owner`, `funding`, `control`, or `city`: where the outlet is published.
    pub field: &'static str,
    /// The fact; for `owner` the id of a row of `owners.tsv`.
    pub value: &'static str,
    /// When it holds.
    pub period: Period,
    /// Where it comes from.
    pub source: &'static str,
    /// When the source said so.
    pub as_of: &'static str,
}

/// A row of `owners.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OwnerRow {
    /// Name.
    pub name: &'static str,
    /// Id of the parent; empty where there is none, or none is known.
    pub parent: &'static str,
    /// When the parent is its parent.
    pub period: Period,
}

/// All tables.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// By [`OutletId`].
    pub outlets: Vec<OutletRow>,
    /// All names, in the order of the file.
    pub names: Vec<NameRow>,
    /// By host.
    hosts: Vec<HostRow>,
    /// By outlet.
    facts: Vec<(OutletId, FactRow)>,
    /// By id.
    owners: Vec<(&'static str, OwnerRow)>,
    /// By code.
    countries: Vec<(&'static str, CountryRow)>,
    /// Where the outlets of a name stand in `of_names`, by the [`fingerprint`] of the name.
    by_name: Vec<(u64, Range<u32>)>,
    of_names: Vec<OutletId>,
}

/// A row of `countries.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CountryRow {
    /// English name.
    pub name: &'static str,
}

/// The rows of a table after its header, cut at tabs. Rows of another width are left out.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().skip(1).filter_map(|line| {
        let mut cells = [""; N];
        let mut given = line.split('\t');
        for cell in &mut cells {
            *cell = given.next()?;
        }
        given.next().is_none().then_some(cells)
    })
}

impl Table {
    /// The tables that are compiled in.
    pub fn get() -> &'static Table {
        static TABLE: OnceLock<Table> = OnceLock::new();
        TABLE.get_or_init(Table::parse)
    }

    /// The rows are sorted by their cells (`table_test.rs`): what is asked for is found by halves, and nothing has to be sorted
    /// or hashed at the start but the names.
    fn parse() -> Table {
        let mut table = Table::default();
        let mut ids: HashMap<&'static str, OutletId> = HashMap::with_capacity(OUTLETS.len() / 64);
        for [id, name, country, language, kind, source, as_of] in rows(OUTLETS) {
            ids.insert(id, OutletId(table.outlets.len() as u32));
            table.outlets.push(OutletRow { name, country, language, kind, source, as_of });
        }
        for [host, outlet, since, until, _, _] in rows(HOSTS) {
            if let Some(outlet) = ids.get(outlet).copied() {
                table.hosts.push(HostRow { host, outlet, period: Period { since, until } });
            }
        }
        for [name, outlet, needs, _, _] in rows(NAMES) {
            if let Some(outlet) = ids.get(outlet).copied() {
                table.names.push(NameRow { name, outlet, needs: Needs::parse(needs) });
            }
        }
        for [outlet, field, value, since, until, source, as_of] in rows(FACTS) {
            if let Some(outlet) = ids.get(outlet).copied() {
                let period = Period { since, until };
                let source = if source == "editors" { EDITORS } else { source };
                table.facts.push((outlet, FactRow { field, value, period, source, as_of }));
            }
        }
        for [id, name, _, parent, since, until, _, _] in rows(OWNERS) {
            table.owners.push((id, OwnerRow { name, parent, period: Period { since, until } }));
        }
        for [code, name, _, _] in rows(COUNTRIES) {
            table.countries.push((code, CountryRow { name }));
        }
        table.index_names();
        table
    }

    fn index_names(&mut self) {
        let usual = self.outlets.iter().enumerate().map(|(at, row)| (row.name, OutletId(at as u32)));
        let printed = self.names.iter().map(|row| (row.name, row.outlet));
        let mut all: Vec<(u64, usize, OutletId)> =
            usual.chain(printed).enumerate().map(|(order, (name, outlet))| (fingerprint(name), order, outlet)).collect();
        all.sort_unstable();
        for of_one in all.chunk_by(|a, b| a.0 == b.0) {
            let from = self.of_names.len();
            for (_, _, outlet) in of_one {
                if !self.of_names[from..].contains(outlet) {
                    self.of_names.push(*outlet);
                }
            }
            self.by_name.push((of_one[0].0, from as u32..self.of_names.len() as u32));
        }
    }

    /// The outlet's row.
    pub fn outlet(&self, id: OutletId) -> &OutletRow {
        &self.outlets[id.0 as usize]
    }

    /// The row of exactly this host on that day.
    pub fn host(&self, host: &str, day: Option<&str>) -> Option<&HostRow> {
        equal(&self.hosts, |row| row.host.cmp(host)).iter().find(|row| row.period.holds(day))
    }

    /// All rows of hosts.
    pub fn hosts(&self) -> impl Iterator<Item = &HostRow> {
        self.hosts.iter()
    }

    /// The outlets that go by a name, whatever its context.
    pub fn named(&self, name: &str) -> &[OutletId] {
        let name = fingerprint(name);
        let Ok(found) = self.by_name.binary_search_by_key(&name, |(of, _)| *of) else { return &[] };
        let at = &self.by_name[found].1;
        self.of_names.get(at.start as usize..at.end as usize).unwrap_or_default()
    }

    /// The one outlet of a printed name: of several the one that has it without a need.
    pub fn one_named(&self, name: &str) -> Option<OutletId> {
        let all = self.named(name);
        if let [one] = all {
            return Some(*one);
        }
        let free = |id: &&OutletId| self.names.iter().any(|n| n.outlet == **id && n.name == name && n.needs == Needs::default());
        let mut fitting = all.iter().filter(free);
        fitting.next().copied().filter(|_| fitting.next().is_none())
    }

    /// The fact of that field on that day.
    pub fn fact(&self, outlet: OutletId, field: &str, day: Option<&str>) -> Option<&FactRow> {
        let rows = equal(&self.facts, |(of, _)| of.cmp(&outlet));
        rows.iter().map(|(_, row)| row).find(|row| row.field == field && row.period.holds(day))
    }

    /// English name of a country.
    pub fn country(&self, code: &str) -> Option<&CountryRow> {
        equal(&self.countries, |(of, _)| (*of).cmp(code)).first().map(|(_, row)| row)
    }

    /// Whether this is the English name of a country.
    pub fn is_country(&self, name: &str) -> bool {
        self.countries.iter().any(|(_, row)| row.name == name)
    }

    /// An owner and its parents up to the ultimate one, on that day.
    pub fn owners(&self, id: &str, day: Option<&str>) -> Vec<&'static str> {
        let mut chain = Vec::new();
        let mut next = id;
        // The test of the tables refuses cycles; the bound keeps a table that was not tested from hanging.
        while !next.is_empty() && chain.len() < 8 {
            let list = equal(&self.owners, |(id, _)| (*id).cmp(next));
            let Some((_, first)) = list.first() else { break };
            chain.push(first.name);
            next = list.iter().find(|(_, row)| row.period.holds(day)).map_or("", |(_, row)| row.parent);
        }
        chain
    }
}

/// The rows of a sorted list that are equal to what is looked for.
fn equal<T>(rows: &[T], to: impl Fn(&T) -> Ordering) -> &[T] {
    let from = rows.partition_point(|row| to(row) == Ordering::Less);
    let length = rows[from..].iter().take_while(|row| to(row) == Ordering::Equal).count();
    &rows[from..from + length]
}

/// A name without what varies in print: case, the article, marks, spaces.
pub(crate) fn plain_name(name: &str) -> String {
    plain(name).collect()
}

fn plain(name: &str) -> impl Iterator<Item = char> {
    let name = name.trim();
    let article = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("the "));
    let bare = if article { &name[4..] } else { name };
    bare.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || *c == '+')
}

/// A number that stands for a name's [`plain_name`] (FNV-1a over its characters, 64 bits). Two names of the tables that share one
/// would show in `table_test.rs`; a page that makes up a name to have another's could as well print the other.
pub(super) fn fingerprint(name: &str) -> u64 {
    plain(name).fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3))
}
