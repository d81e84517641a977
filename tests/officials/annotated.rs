//! Reads an annotated text: the text without the marks, and each mention of an official, each role without a name and each trap
//! with its place.
//!
//! The notation is described in `README.md` beside this file. A file that breaks it is refused with the line and the reason.

use sourcelight::report::{OfficeStatus, Range};
use std::collections::BTreeMap;

/// Which half of the texts one belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Read for mistakes while rules are written.
    First,
    /// Measured before any rule was written from it.
    Second,
    /// On leaders of before 2000; measured before any rule was written from it.
    Third,
}

impl Half {
    /// As the files write it.
    pub fn name(self) -> &'static str {
        match self {
            Half::First => "first",
            Half::Second => "second",
            Half::Third => "third",
        }
    }
}

/// A text and what a careful reader finds in it; places in UTF-16 code units of [`Text::text`].
#[derive(Debug)]
pub struct Text {
    pub name: String,
    pub half: Half,
    /// Day of publication.
    pub date: String,
    pub text: String,
    pub persons: Vec<Person>,
    /// Stretches in which no official is named.
    pub traps: Vec<Range>,
}

/// An official of a text.
#[derive(Debug)]
pub struct Person {
    /// Usual names, of which any is right.
    pub names: Vec<String>,
    /// Offices as of the day, of which any is right.
    pub offices: Vec<(OfficeStatus, String)>,
    /// Where the person is named.
    pub mentions: Vec<Range>,
    /// Where a role with its country or body stands for the person.
    pub roles: Vec<Range>,
}

/// All texts beside this file, by name.
pub fn all() -> Vec<Text> {
    crate::common::texts("tests/officials", parse)
}

/// A mark that is open: its bracket, its id, where it begins.
struct Open {
    bracket: char,
    id: String,
    from: u32,
}

/// Reads one file. Errors begin with the number of the line.
pub fn parse(name: &str, file: &str) -> Result<Text, String> {
    let lines: Vec<&str> = file.lines().collect();
    let header = |n: usize, key: &str| -> Result<String, String> {
        let line = lines.get(n).copied().unwrap_or("");
        let said = line.strip_prefix(&format!("# {key}: ")).filter(|v| !v.trim().is_empty());
        said.map(|v| v.trim().to_owned()).ok_or_else(|| format!("line {}: should be `# {key}: …`", n + 1))
    };
    header(0, "about")?;
    let date = header(1, "date")?;
    if date.len() != 10 || !date.bytes().enumerate().all(|(n, b)| if matches!(n, 4 | 7) { b == b'-' } else { b.is_ascii_digit() })
    {
        return Err("line 2: a date is YYYY-MM-DD".into());
    }
    let half = match header(2, "half")?.as_str() {
        "first" => Half::First,
        "second" => Half::Second,
        "third" => Half::Third,
        _ => return Err("line 3: half is first, second or third".into()),
    };
    let end = lines.iter().position(|l| *l == "---").ok_or("no line `---`")?;
    let begin = 3 + lines[3..end].iter().take_while(|l| l.trim().is_empty()).count();

    let mut text = String::new();
    let mut at = 0u32;
    let mut marks: Vec<(char, String, Range)> = Vec::new();
    for (n, line) in lines[begin..end].iter().enumerate() {
        let mut open: Option<Open> = None;
        let mut rest = *line;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            let wrong = |what: &str| Err(format!("line {}: {what}", begin + n + 1));
            match (c, &open) {
                ('[' | '<' | '{', Some(_)) => return wrong("a mark within a mark"),
                ('[' | '<', None) => {
                    let Some((id, after)) = rest.split_once(' ').filter(|(id, _)| is_id(id)) else {
                        return wrong("a bracket without an id");
                    };
                    open = Some(Open { bracket: c, id: id.into(), from: at });
                    rest = after;
                }
                ('{', None) => open = Some(Open { bracket: c, id: String::new(), from: at }),
                (']' | '>' | '}', Some(mark)) if closes(mark.bracket) == c && mark.from < at => {
                    marks.push((mark.bracket, mark.id.clone(), Range(mark.from, at)));
                    open = None;
                }
                (']' | '>' | '}', _) => return wrong("a bracket that closes nothing"),
                _ => {
                    text.push(c);
                    at += c.len_utf16() as u32;
                }
            }
        }
        if open.is_some() {
            return Err(format!("line {}: a mark is not closed", begin + n + 1));
        }
        text.push('\n');
        at += 1;
    }

    let mut persons: Vec<Person> = Vec::new();
    let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate().skip(end + 1) {
        let wrong = |what: &str| Err(format!("line {}: {what}", n + 1));
        let cells: Vec<&str> = line.split(" | ").collect();
        let [id, names, offices] = cells[..] else { return wrong("a row has three cells") };
        if !is_id(id) || by_id.insert(id.into(), persons.len()).is_some() {
            return wrong("an id of its own begins a row");
        }
        let mut status = None;
        let mut told = Vec::new();
        for office in offices.split(" / ") {
            let (word, label) = office.split_once(' ').unwrap_or((office, ""));
            let own = match word {
                "held" => Some(OfficeStatus::Current),
                "former" => Some(OfficeStatus::Former),
                "coming" => Some(OfficeStatus::Future),
                _ => None,
            };
            status = own.or(status);
            let Some(status) = status else { return wrong("an office is held, former or coming") };
            told.push((status, if own.is_some() { label } else { office }.to_owned()));
        }
        let names = names.split(" / ").map(str::to_owned).collect();
        persons.push(Person { names, offices: told, mentions: Vec::new(), roles: Vec::new() });
    }
    let mut traps = Vec::new();
    for (bracket, id, range) in marks {
        if bracket == '{' {
            traps.push(range);
            continue;
        }
        let person = by_id.get(&id).map(|n| &mut persons[*n]).ok_or_else(|| format!("{id} is marked and has no row"))?;
        if bracket == '[' { person.mentions.push(range) } else { person.roles.push(range) }
    }
    if let Some((id, _)) = by_id.iter().find(|(_, n)| persons[**n].mentions.is_empty() && persons[**n].roles.is_empty()) {
        return Err(format!("{id} has a row and is not marked"));
    }
    Ok(Text { name: name.into(), half, date, text, persons, traps })
}

fn is_id(id: &str) -> bool {
    (1..=3).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

fn closes(bracket: char) -> char {
    match bracket {
        '[' => ']',
        '<' => '>',
        _ => '}',
    }
}
