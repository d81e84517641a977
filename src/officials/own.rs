//! A reader's own lists of people and offices (a city council, a parliament), beside the built-in tables.
//!
//! A list is tab-separated text that the reader writes; `tables/README.md` says what its columns mean. It is checked as a whole:
//! one with a fault is not used, and each fault says where it is and what to do. What it says is put beside the tables and
//! obeys the same rules of certainty. It replaces nothing there: terms of a person whom the tables have are told beside
//! theirs, each with its source, and nobody becomes well known by an own list ([`RANK`]).

use super::day::Day;
use super::fold;
use super::kind::bit;
use super::table::{OfficeId, PersonId, PlaceId, Table, Term};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Most lists that are read.
pub const MAX_LISTS: usize = 10;
/// Most rows of one list.
pub const MAX_ROWS: usize = 10_000;
/// Most rows of all lists together.
pub const MAX_ROWS_OF_ALL: usize = 20_000;
/// Longest list, in bytes of UTF-8.
pub const MAX_BYTES: usize = 2 << 20;
/// Longest cell, in characters.
const MAX_CELL: usize = 200;
/// Most faults that are told of one list.
const MAX_FAULTS: usize = 50;

/// The most senior rank that an office of an own list has: below all that are known by their name alone.
pub(super) const RANK: u8 = 20;

/// A list as the reader gave it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnList {
    /// What the reader calls it.
    pub name: String,
    /// The day on which it was added, `YYYY-MM-DD`: the last day for which it speaks.
    pub added: String,
    /// Its text.
    pub tsv: String,
}

/// What is wrong with a list, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Line of the text, from 1; 0 where the list as a whole is meant.
    pub line: usize,
    /// Name of the column; empty where the whole line is meant.
    pub column: String,
    /// A sentence that says what is wrong and what to do.
    pub message: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.line, self.column.as_str()) {
            (0, _) => f.write_str(&self.message),
            (line, "") => write!(f, "line {line}: {}", self.message),
            (line, column) => write!(f, "line {line}, column {column}: {}", self.message),
        }
    }
}

/// What a list without faults holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Different persons.
    pub persons: usize,
    /// Rows: terms of office.
    pub terms: usize,
}

/// The columns, in the order in which a list is written again.
const COLUMNS: [&str; 7] = ["person", "other_names", "office", "place", "start", "end", "source"];
/// Columns that a list must have.
const NEEDED: [&str; 3] = ["person", "office", "place"];

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    line: usize,
    cells: [String; COLUMNS.len()],
}

impl Row {
    fn cell(&self, column: &str) -> &str {
        COLUMNS.iter().position(|c| *c == column).map_or("", |n| &self.cells[n])
    }

    fn other_names(&self) -> impl Iterator<Item = &str> {
        self.cell("other_names").split(';').map(str::trim).filter(|n| !n.is_empty())
    }

    fn day(&self, column: &str) -> Day {
        Day::parse(self.cell(column)).unwrap_or_default()
    }
}

/// Checks a list.
pub fn check(tsv: &str) -> Result<Counts, Vec<Fault>> {
    let rows = parse(tsv)?;
    let persons: HashSet<Vec<String>> = rows.iter().map(|r| fold::words(r.cell("person"))).collect();
    Ok(Counts { persons: persons.len(), terms: rows.len() })
}

/// The text of a file with a list.
pub fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    std::str::from_utf8(bytes).map_err(|e| {
        let line = 1 + bytes[..e.valid_up_to()].iter().filter(|b| **b == b'\n').count();
        not_unicode(line)
    })
}

fn not_unicode(line: usize) -> Fault {
    Fault {
        line,
        column: String::new(),
        message: "The text is not UTF-8. Save the file with the encoding UTF-8 (in spreadsheets: a choice when the file is saved or exported).".into(),
    }
}

/// The list written again: all columns in their usual order, without what was only decoration (empty lines, comments, quotation
/// marks around cells). What is read from it is the same.
pub fn export(tsv: &str) -> Result<String, Vec<Fault>> {
    let mut out = COLUMNS.join("\t");
    out.push('\n');
    for row in parse(tsv)? {
        out.push_str(&row.cells.join("\t"));
        out.push('\n');
    }
    Ok(out)
}

/// Whether a text is a day of the calendar, a month or a year; the reason where it is none.
fn date_fault(text: &str) -> Option<String> {
    let digits = |range: std::ops::Range<usize>| text.get(range).filter(|d| d.bytes().all(|b| b.is_ascii_digit()));
    let shape = matches!(text.len(), 4 | 7 | 10)
        && digits(0..4).is_some()
        && (text.len() < 7 || text.as_bytes()[4] == b'-' && digits(5..7).is_some())
        && (text.len() < 10 || text.as_bytes()[7] == b'-' && digits(8..10).is_some());
    if !shape {
        return Some(format!(
            "“{text}” is no date. Write it as 2024, 2024-05 or 2024-05-31; leave the cell empty where the date is not known."
        ));
    }
    let number = |range: std::ops::Range<usize>| digits(range).and_then(|d| d.parse::<u32>().ok());
    let (year, month, day) = (number(0..4).unwrap_or(0), number(5..7), number(8..10));
    if !(1000..=2999).contains(&year) {
        return Some(format!("The year of “{text}” is not between 1000 and 2999."));
    }
    if let Some(month) = month.filter(|m| !(1..=12).contains(m)) {
        return Some(format!("There is no month {month}. Dates are year, month, day: 2024-05-31."));
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        Some(2) if leap => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    day.filter(|d| !(1..=days).contains(d)).map(|_| format!("There is no day “{text}” in the calendar."))
}

/// A cell as it is meant: without blanks around it, and without the quotation marks that spreadsheets put around cells.
fn cell(text: &str) -> String {
    let text = text.trim();
    let inner = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).filter(|t| text.len() > 1 && !t.is_empty());
    let words: Vec<&str> = inner.unwrap_or(text).split_whitespace().collect();
    let one = words.join(" ");
    if inner.is_some() { one.replace("\"\"", "\"") } else { one }
}

/// The columns of the first line: for each the position in [`COLUMNS`].
fn header(line: usize, text: &str, faults: &mut Vec<Fault>) -> Vec<usize> {
    let mut fault = |column: &str, message: String| faults.push(Fault { line, column: column.into(), message });
    if !text.contains('\t') && text.contains([',', ';']) {
        fault("", "The columns are not separated by tabs. Save the list as tab-separated text (TSV), not as CSV.".into());
        return Vec::new();
    }
    let mut columns = Vec::new();
    for name in text.split('\t').map(cell) {
        let key = name.to_lowercase().replace([' ', '-'], "_");
        match COLUMNS.iter().position(|c| *c == key) {
            Some(n) if columns.contains(&n) => fault(&name, "This column is there twice. Take one away.".into()),
            Some(n) => columns.push(n),
            None => {
                let known = COLUMNS.join(", ");
                fault(&name, format!("There is no such column. The first line names the columns; they can be: {known}."));
            }
        }
    }
    for needed in NEEDED {
        if !columns.iter().any(|n| COLUMNS[*n] == needed) {
            fault(needed, format!("The column {needed} is missing. The first line must name person, office and place."));
        }
    }
    columns
}

fn parse(tsv: &str) -> Result<Vec<Row>, Vec<Fault>> {
    let whole = |message: String| vec![Fault { line: 0, column: String::new(), message }];
    if tsv.len() > MAX_BYTES {
        let (size, most) = (tsv.len().div_ceil(1 << 20), MAX_BYTES >> 20);
        return Err(whole(format!(
            "The list has {size} MiB; at most {most} MiB are read. Split it, or leave out what is not needed."
        )));
    }
    let mut lines = tsv
        .strip_prefix('\u{feff}')
        .unwrap_or(tsv)
        .split('\n')
        .enumerate()
        .map(|(n, line)| (n + 1, line.strip_suffix('\r').unwrap_or(line)))
        .filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let Some((first, names)) = lines.next() else {
        return Err(whole("The list is empty. Its first line names the columns: person, office and place.".into()));
    };
    let mut faults = Vec::new();
    let columns = header(first, names, &mut faults);
    if !faults.is_empty() {
        return Err(faults);
    }
    let mut rows: Vec<Row> = Vec::new();
    let mut seen: HashMap<(Vec<String>, String, String, String), usize> = HashMap::new();
    for (line, text) in lines {
        if faults.len() >= MAX_FAULTS {
            faults.push(Fault {
                line,
                column: String::new(),
                message: "There may be more faults from here on. Mend the others first.".into(),
            });
            break;
        }
        if rows.len() == MAX_ROWS {
            faults.push(Fault {
                line,
                column: String::new(),
                message: format!("The list has more than {MAX_ROWS} rows. Split it into several lists."),
            });
            break;
        }
        let mut row = Row { line, ..Row::default() };
        let before = faults.len();
        read_row(text, &columns, &mut row, &mut faults);
        if faults.len() == before {
            let plain = |column: &str| row.cell(column).to_lowercase();
            let key = (fold::words(row.cell("person")), plain("office"), plain("place"), plain("start"));
            match seen.entry(key) {
                std::collections::hash_map::Entry::Occupied(other) => faults.push(Fault {
                    line,
                    column: String::new(),
                    message: format!(
                        "Line {} says the same: this person in this office from this day. Take one of them away.",
                        other.get()
                    ),
                }),
                std::collections::hash_map::Entry::Vacant(place) => {
                    place.insert(line);
                }
            }
            rows.push(row);
        }
    }
    if faults.is_empty() && rows.is_empty() {
        return Err(whole("There is no row below the names of the columns. Each row is one person in one office.".into()));
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults) }
}

fn read_row(text: &str, columns: &[usize], row: &mut Row, faults: &mut Vec<Fault>) {
    let line = row.line;
    let mut fault = |column: &str, message: String| faults.push(Fault { line, column: column.into(), message });
    if text.contains('\u{fffd}') {
        return fault("", not_unicode(line).message);
    }
    for (n, given) in text.split('\t').enumerate() {
        let value = cell(given);
        let Some(column) = columns.get(n) else {
            if !value.is_empty() {
                fault(
                    "",
                    format!(
                        "The row has more cells than the first line has columns ({}): “{}” is too many.",
                        columns.len(),
                        short(&value)
                    ),
                );
            }
            continue;
        };
        let name = COLUMNS[*column];
        if value.chars().any(char::is_control) {
            fault(name, "There is a character here that cannot be shown. Type the cell again.".into());
        } else if value.chars().count() > MAX_CELL {
            fault(name, format!("The cell is longer than {MAX_CELL} characters. Shorten it."));
        }
        row.cells[*column] = value;
    }
    for needed in NEEDED {
        if row.cell(needed).is_empty() {
            fault(needed, "The cell is empty. Each row needs a person, an office and a place or body.".into());
        }
    }
    let person = row.cell("person");
    if !person.is_empty() && fold::core(&fold::words(person)).len() < 2 {
        fault("person", format!("“{person}” is one word, which may mean anybody. Write the full name."));
    }
    for column in ["office", "place"] {
        if !row.cell(column).is_empty() && fold::words(row.cell(column)).is_empty() {
            fault(column, "There is no word in this cell.".into());
        }
    }
    let mut dates = true;
    for column in ["start", "end"] {
        if let Some(message) = Some(row.cell(column)).filter(|d| !d.is_empty()).and_then(date_fault) {
            dates = false;
            fault(column, message);
        }
    }
    let (start, end) = (row.cell("start"), row.cell("end"));
    let both = start.len().min(end.len());
    if dates && both > 0 && end[..both] < start[..both] {
        fault("end", format!("The end ({end}) is before the start ({start})."));
    }
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A person whom only own lists have.
pub(super) struct OwnPerson {
    pub name: String,
    pub country: PlaceId,
    pub family_first: bool,
}

/// An office of an own list.
pub(super) struct OwnOffice {
    pub label: String,
    pub jurisdiction: PlaceId,
    pub body: PlaceId,
    /// Mask of kinds.
    pub kinds: u64,
}

/// The lists in the form in which the tables are read.
pub(super) struct Own {
    pub names: fst::raw::Fst<Vec<u8>>,
    bearers: Vec<Vec<PersonId>>,
    surnames: HashMap<String, Vec<PersonId>>,
    nicknames: HashMap<String, Vec<PersonId>>,
    roles: HashMap<String, u64>,
    places: HashMap<String, Vec<PlaceId>>,
    vocabulary: HashSet<String>,
    terms: HashMap<PersonId, Vec<Term>>,
    pub persons: Vec<OwnPerson>,
    pub offices: Vec<OwnOffice>,
    pub codes: Vec<String>,
    pub cites: Vec<(String, Day)>,
}

impl Own {
    pub fn bearers(&self, at: u64) -> &[PersonId] {
        usize::try_from(at).ok().and_then(|n| self.bearers.get(n)).map_or(&[], Vec::as_slice)
    }

    pub fn with_surname(&self, loose: &str) -> &[PersonId] {
        self.surnames.get(loose).map_or(&[], Vec::as_slice)
    }

    pub fn with_nickname(&self, word: &str) -> &[PersonId] {
        self.nicknames.get(word).map_or(&[], Vec::as_slice)
    }

    pub fn role(&self, title: &str) -> u64 {
        self.roles.get(title).copied().unwrap_or(0)
    }

    pub fn places(&self, words: &str) -> &[PlaceId] {
        self.places.get(words).map_or(&[], Vec::as_slice)
    }

    pub fn in_offices(&self, word: &str) -> bool {
        self.vocabulary.contains(word)
    }

    pub fn terms(&self, person: PersonId) -> &[Term] {
        self.terms.get(&person).map_or(&[], Vec::as_slice)
    }
}

/// A reader's own lists, ready to be used.
#[derive(Default)]
pub struct Lists {
    table: Option<Table>,
    faults: Vec<(String, Fault)>,
}

impl std::fmt::Debug for Lists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lists").field("used", &self.table.is_some()).field("faults", &self.faults).finish()
    }
}

impl Lists {
    /// Reads the lists. One with a fault is left out; [`Lists::faults`] says so. A list that names no day on which it was added
    /// speaks for `today` (`YYYY-MM-DD`).
    pub fn new(lists: &[OwnList], today: &str) -> Lists {
        let mut faults = Vec::new();
        let mut read: Vec<(&OwnList, Vec<Row>)> = Vec::new();
        let mut rows = 0;
        for (n, list) in lists.iter().enumerate() {
            let too_many = |message: String| Fault { line: 0, column: String::new(), message };
            match parse(&list.tsv) {
                _ if n >= MAX_LISTS => {
                    faults.push((
                        list.name.clone(),
                        too_many(format!("Only the first {MAX_LISTS} lists are read. Take one away.")),
                    ));
                }
                Ok(more) if rows + more.len() > MAX_ROWS_OF_ALL => {
                    faults.push((
                        list.name.clone(),
                        too_many(format!("All lists together have more than {MAX_ROWS_OF_ALL} rows. Take one away.")),
                    ));
                }
                Ok(more) => {
                    rows += more.len();
                    read.push((list, more));
                }
                Err(wrong) => faults.extend(wrong.into_iter().next().map(|fault| (list.name.clone(), fault))),
            }
        }
        let table = if read.is_empty() {
            None
        } else {
            Builder::new(&read, Day::parse(today).unwrap_or_default()).build().map(Table::with)
        };
        Lists { table, faults }
    }

    /// Lists that are not used: the name of each with its first fault.
    pub fn faults(&self) -> &[(String, Fault)] {
        &self.faults
    }

    /// The tables with the lists beside them.
    pub(super) fn table(&self) -> &Table {
        self.table.as_ref().unwrap_or_else(|| Table::get())
    }
}

/// Puts lists into the form in which the tables are read.
struct Builder {
    base: &'static Table,
    persons: Vec<OwnPerson>,
    /// By folded name and place: whom a row means.
    known: HashMap<(String, PlaceId), PersonId>,
    names: BTreeMap<String, Vec<PersonId>>,
    surnames: HashMap<String, Vec<PersonId>>,
    nicknames: HashMap<String, Vec<PersonId>>,
    roles: HashMap<String, u64>,
    places: HashMap<String, Vec<PlaceId>>,
    /// New places by the words of their cell.
    placed: HashMap<String, PlaceId>,
    vocabulary: HashSet<String>,
    terms: HashMap<PersonId, Vec<Term>>,
    offices: Vec<OwnOffice>,
    office_ids: HashMap<(String, PlaceId), OfficeId>,
    codes: Vec<String>,
    cites: Vec<(String, Day)>,
    cite_ids: HashMap<(String, Day), u16>,
    /// Countries of the tables by their code.
    countries: HashMap<String, PlaceId>,
    /// What a list without a day of its own speaks for.
    today: Day,
}

/// Words at the end of a body's name after which its place is named: *Springfield City Council*.
const INSTITUTIONS: &[&str] = &[
    "assembly",
    "authority",
    "board",
    "borough",
    "chamber",
    "city",
    "commission",
    "committee",
    "congress",
    "council",
    "county",
    "district",
    "government",
    "house",
    "legislature",
    "municipality",
    "of",
    "parish",
    "parliament",
    "region",
    "regional",
    "school",
    "senate",
    "town",
    "village",
];

impl Builder {
    fn new(lists: &[(&OwnList, Vec<Row>)], today: Day) -> Builder {
        let base = Table::get();
        let mut builder = Builder {
            base,
            countries: (1..base.all_places() as u16).map(|n| (base.code(PlaceId(n)).to_owned(), PlaceId(n))).collect(),
            today,
            persons: Vec::new(),
            known: HashMap::new(),
            names: BTreeMap::new(),
            surnames: HashMap::new(),
            nicknames: HashMap::new(),
            roles: HashMap::new(),
            places: HashMap::new(),
            placed: HashMap::new(),
            vocabulary: HashSet::new(),
            terms: HashMap::new(),
            offices: Vec::new(),
            office_ids: HashMap::new(),
            codes: Vec::new(),
            cites: Vec::new(),
            cite_ids: HashMap::new(),
        };
        for (list, rows) in lists {
            for row in rows {
                builder.add(list, row);
            }
        }
        builder
    }

    fn build(self) -> Option<Own> {
        let mut map = fst::raw::Builder::memory();
        let mut bearers = Vec::with_capacity(self.names.len());
        for (n, (key, persons)) in self.names.into_iter().enumerate() {
            map.insert(key, n as u64).ok()?;
            bearers.push(persons);
        }
        Some(Own {
            names: fst::raw::Fst::new(map.into_inner().ok()?).ok()?,
            bearers,
            surnames: self.surnames,
            nicknames: self.nicknames,
            roles: self.roles,
            places: self.places,
            vocabulary: self.vocabulary,
            terms: self.terms,
            persons: self.persons,
            offices: self.offices,
            codes: self.codes,
            cites: self.cites,
        })
    }

    fn code(&self, place: PlaceId) -> &str {
        match usize::from(place.0).checked_sub(self.base.all_places()) {
            Some(n) => self.codes.get(n).map_or("", String::as_str),
            None => self.base.code(place),
        }
    }

    fn add(&mut self, list: &OwnList, row: &Row) {
        let place = self.place(row.cell("place"));
        let Some(office) = self.office(row.cell("office"), row.cell("place"), place) else { return };
        let Some(cite) = self.cite(list, row.cell("source")) else { return };
        let person = self.person(row, place);
        let term = Term { office, from: row.day("start"), to: row.day("end"), gone: Day::default(), cite };
        self.terms.entry(person).or_default().push(term);
    }

    /// The place or body of a cell: one of the tables, or a new one, which may lie in one of theirs (*Springfield, Illinois*).
    fn place(&mut self, cell: &str) -> PlaceId {
        let spelt = fold::words(cell);
        let key = spelt.join(" ");
        let known = |words: &str| self.base.places(words).into_iter().find(|p| !p.seat && !p.postal).map(|p| p.place);
        if let Some(place) = known(&key).or_else(|| self.placed.get(&key).copied()) {
            return place;
        }
        let (own, around) = match cell.rsplit_once(',') {
            Some((own, around)) => match known(&fold::words(around).join(" ")) {
                Some(place) => (fold::words(own), Some(place)),
                None => (spelt.clone(), None),
            },
            None => (spelt.clone(), None),
        };
        let own = if own.is_empty() { spelt } else { own };
        let within = around.map(|p| self.base.code(p)).filter(|c| !c.starts_with("body:"));
        let code = match within {
            Some(code) => format!("{code}-{}", own.join(" ")),
            None => format!("own:{}", own.join(" ")),
        };
        let Ok(id) = u16::try_from(self.base.all_places() + self.codes.len()) else { return PlaceId::default() };
        let id = PlaceId(id);
        self.codes.push(code);
        self.vocabulary.extend(own.iter().filter(|w| INSTITUTIONS.contains(&w.as_str()) && *w != "of").cloned());
        let mut form = own;
        let mut forms = vec![key];
        // The city council's place is also called by the city's name.
        while !form.is_empty() {
            forms.push(form.join(" "));
            form.pop();
            while form.last().is_some_and(|w| INSTITUTIONS.contains(&w.as_str())) {
                form.pop();
            }
            if !forms.last().is_some_and(|f| INSTITUTIONS.iter().any(|i| f.ends_with(&format!(" {i}")))) {
                break;
            }
        }
        for form in forms {
            // What means another place in the tables goes on to mean that one: Paris is in France.
            if self.base.places(&form).is_empty() {
                let ids = self.places.entry(form).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
        self.placed.insert(fold::words(cell).join(" "), id);
        id
    }

    fn office(&mut self, title: &str, place_name: &str, place: PlaceId) -> Option<OfficeId> {
        let spelt = fold::words(title);
        let key = (spelt.join(" "), place);
        if let Some(id) = self.office_ids.get(&key) {
            return Some(*id);
        }
        let id = OfficeId(u16::try_from(self.base.offices() + self.offices.len()).ok()?);
        let not_an_office = bit("candidate") | bit("politician") | bit("predecessor") | bit("other");
        // The words before *of* and *for* are the title: *Councillor for Ward 3*.
        let head = spelt.iter().position(|w| matches!(w.as_str(), "of" | "for" | "to")).filter(|n| *n > 0).unwrap_or(spelt.len());
        let mut kinds = self.base.role(&spelt.join(" ")) & !not_an_office;
        for n in 0..head {
            if kinds == 0 {
                kinds = self.base.role(&spelt[n..head].join(" ")) & !not_an_office;
            }
        }
        if kinds == 0 {
            kinds = bit("listed");
            self.roles.insert(spelt.join(" "), kinds);
            self.roles.insert(spelt[..head].join(" "), kinds);
        }
        self.vocabulary.extend(spelt[..head].iter().filter(|w| w.len() > 2).cloned());
        // The label names the place where the title does not.
        let names_place = fold::words(place_name).iter().all(|w| spelt.contains(w));
        let label = if names_place { title.to_owned() } else { format!("{title}, {place_name}") };
        let body = self.code(place).starts_with("body:");
        let (jurisdiction, body) = if body { (PlaceId::default(), place) } else { (place, PlaceId::default()) };
        self.offices.push(OwnOffice { label, jurisdiction, body, kinds });
        self.office_ids.insert(key, id);
        Some(id)
    }

    fn cite(&mut self, list: &OwnList, source: &str) -> Option<u16> {
        let added = Day::parse(&list.added).filter(|_| list.added.len() == 10 && date_fault(&list.added).is_none());
        let added = added.unwrap_or(self.today);
        let name = if source.is_empty() {
            format!("your list “{}”", list.name)
        } else {
            format!("your list “{}” ({source})", list.name)
        };
        let key = (name, added);
        if let Some(id) = self.cite_ids.get(&key) {
            return Some(*id);
        }
        let id = u16::try_from(self.base.cites() + self.cites.len()).ok()?;
        self.cites.push(key.clone());
        self.cite_ids.insert(key, id);
        Some(id)
    }

    /// Who a row means: somebody of the tables where name and country are the same and only one there is called so, else the
    /// person of that name and place in the lists.
    fn person(&mut self, row: &Row, place: PlaceId) -> PersonId {
        let name = row.cell("person");
        let code = self.code(place).to_owned();
        let country_code =
            if code.starts_with("body:") || code.starts_with("own:") { "" } else { code.split('-').next().unwrap_or("") };
        let country = self.countries.get(country_code).copied().unwrap_or_default();
        let spelt = fold::core(&fold::words(name));
        let key = (spelt.join(" "), if country.0 == 0 { place } else { country });
        let person = match self.known.get(&key) {
            Some(person) => *person,
            None => {
                // A city's councillor may be a namesake of the country's minister; a member of its parliament is hardly one.
                let state = code == country_code && !code.is_empty();
                let person = self.of_the_tables(name, country_code, row.day("start")).filter(|_| state).unwrap_or_else(|| {
                    let id = PersonId((self.base.built_in() + self.persons.len()) as u32);
                    let family_first = fold::family_first(country_code, &spelt);
                    self.persons.push(OwnPerson { name: name.to_owned(), country, family_first });
                    self.surnames.entry(fold::loose(fold::family(&spelt, country_code))).or_default().push(id);
                    id
                });
                self.known.insert(key, person);
                person
            }
        };
        let base = self.base;
        let class = |word: &str| base.given(word).to_owned();
        let mut keys = fold::keys(name, country_code, class);
        for other in row.other_names() {
            match fold::core(&fold::words(other)).as_slice() {
                [] => {}
                [one] => {
                    let persons = self.nicknames.entry(one.clone()).or_default();
                    if !persons.contains(&person) {
                        persons.push(person);
                    }
                }
                _ => keys.push(fold::key(other, false, class)),
            }
        }
        for key in keys {
            let persons = self.names.entry(key).or_default();
            if !persons.contains(&person) {
                persons.push(person);
            }
        }
        person
    }

    /// The one person of the tables with this very name, of this country and of these times.
    fn of_the_tables(&self, name: &str, country: &str, day: Day) -> Option<PersonId> {
        let key = fold::key(name, false, |word| self.base.given(word).to_owned());
        let words = fold::words(name);
        let mut same = self.base.with_name(&key).into_iter().filter(|p| {
            let near = |t: Term| day.is_none() || t.from.year().abs_diff(day.year()) <= 40;
            self.base.code(self.base.country(*p)) == country
                && fold::words(self.base.name(*p)) == words
                && self.base.terms(*p).any(near)
        });
        same.next().filter(|_| same.next().is_none())
    }
}
