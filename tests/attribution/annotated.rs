//! Reads an annotated article: its text without the annotation, and each claim with its places in that text.
//!
//! The notation is described in `README.md` beside this file. A file that breaks it is refused with the line and the reason, so
//! that a slip of the pen never becomes a figure.

use sourcelight::report::{ClaimKind, Range, SpeakerKind, VerbClass};
use std::collections::BTreeMap;

/// Which half of the corpus an article belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Split {
    /// Read for errors while rules are written.
    Dev,
    /// Only measured.
    Held,
}

impl Split {
    /// As the files write it.
    pub fn name(self) -> &'static str {
        match self {
            Split::Dev => "dev",
            Split::Held => "held",
        }
    }
}

/// An article and what a careful reader finds in it.
#[derive(Debug)]
pub struct Article {
    pub name: String,
    pub split: Split,
    /// The article without annotation: headline, blank line, paragraphs.
    pub text: String,
    pub claims: Vec<Gold>,
}

/// A claim as annotated; places in UTF-16 code units of [`Article::text`].
#[derive(Debug)]
pub struct Gold {
    pub content: Vec<Range>,
    pub cue: Vec<Range>,
    pub source: Vec<Range>,
    /// Labels of which any is right; empty where nobody can say who speaks.
    pub speaker: Vec<String>,
    pub speaker_kind: SpeakerKind,
    pub kind: ClaimKind,
    /// `None` for a claim without a verb or noun of reporting.
    pub verb_class: Option<VerbClass>,
    pub via: Option<String>,
}

/// All annotated articles beside this file, by name.
pub fn all() -> Vec<Article> {
    crate::common::texts("tests/attribution", parse)
}

/// The headers, in the order in which they stand.
const HEADERS: [&str; 4] = ["about", "desk", "place", "split"];

/// Reads one file. Errors begin with the number of the line.
pub fn parse(name: &str, file: &str) -> Result<Article, String> {
    let lines: Vec<&str> = file.lines().collect();
    let mut split = None;
    for (n, header) in HEADERS.iter().enumerate() {
        let value = lines
            .get(n)
            .and_then(|line| line.strip_prefix(&format!("# {header}: ")))
            .map(str::trim)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| format!("line {}: should be `# {header}: …`", n + 1))?;
        if *header == "split" {
            split = Some(match value {
                "dev" => Split::Dev,
                "held" => Split::Held,
                other => return Err(format!("line {}: split is dev or held, not {other:?}", n + 1)),
            });
        }
    }
    let end = lines.iter().position(|line| *line == "---").ok_or("there is no line `---` after the article")?;
    let (mut reading, from) = (Reading::default(), HEADERS.len());
    for (n, line) in lines.iter().enumerate().take(end).skip(from) {
        // Blank lines between the headers and the headline are no part of the text.
        if reading.text.is_empty() && line.trim().is_empty() {
            continue;
        }
        reading.line(line).map_err(|e| format!("line {}: {e}", n + 1))?;
    }
    if reading.text.trim().is_empty() {
        return Err("there is no article".into());
    }
    let mut claims = Vec::new();
    for (n, line) in lines.iter().enumerate().skip(end + 1).filter(|(_, line)| !line.trim().is_empty()) {
        let (id, claim) = row(line, &mut reading.places).map_err(|e| format!("line {}: {e}", n + 1))?;
        if claims.iter().any(|(other, _)| *other == id) {
            return Err(format!("line {}: claim {id} has two rows", n + 1));
        }
        claims.push((id, claim));
    }
    if let Some(id) = reading.places.keys().next() {
        return Err(format!("claim {id} is marked in the article and has no row"));
    }
    claims.sort_by_key(|(id, _)| *id);
    let text = format!("{}\n", reading.text.trim_end());
    let split = split.ok_or("there is no split")?;
    Ok(Article { name: name.to_owned(), split, text, claims: claims.into_iter().map(|(_, claim)| claim).collect() })
}

#[derive(Default, Debug)]
struct Places {
    content: Vec<Range>,
    cue: Vec<Range>,
    source: Vec<Range>,
}

/// A bracket that stands open in the line being read.
struct Open {
    close: char,
    /// Claims that it belongs to; none for a bracket of the article's own.
    ids: Vec<u8>,
    /// Where its words begin, in UTF-16 code units.
    start: u32,
}

#[derive(Default)]
struct Reading {
    text: String,
    /// Length of `text` in UTF-16 code units.
    units: u32,
    places: BTreeMap<u8, Places>,
}

impl Reading {
    fn push(&mut self, c: char) {
        self.text.push(c);
        self.units += c.len_utf16() as u32;
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        let mut open: Vec<Open> = Vec::new();
        let mut rest = line;
        while let Some(c) = rest.chars().next() {
            rest = &rest[c.len_utf8()..];
            let close = match c {
                '{' => Some('}'),
                '[' => Some(']'),
                '<' => Some('>'),
                _ => None,
            };
            if let Some(close) = close {
                match ids(rest) {
                    Some((ids, after)) => {
                        rest = after;
                        open.push(Open { close, ids, start: self.units });
                    }
                    None => {
                        self.push(c);
                        // A lone < is a sign of arithmetic; the others come in pairs.
                        if c != '<' {
                            open.push(Open { close, ids: Vec::new(), start: self.units });
                        }
                    }
                }
                continue;
            }
            if matches!(c, '}' | ']' | '>') && open.iter().any(|o| o.close == c) {
                let innermost = open.pop().filter(|o| o.close == c);
                let Some(closed) = innermost else { return Err(format!("{c:?} closes a bracket across another one")) };
                if closed.ids.is_empty() {
                    self.push(c);
                }
                if !closed.ids.is_empty() && closed.start == self.units {
                    return Err(format!("an annotation of claim {} holds no words", closed.ids[0]));
                }
                for id in &closed.ids {
                    let places = self.places.entry(*id).or_default();
                    let list = match c {
                        '}' => &mut places.content,
                        ']' => &mut places.source,
                        _ => &mut places.cue,
                    };
                    list.push(Range(closed.start, self.units));
                }
                continue;
            }
            self.push(c);
        }
        if let Some(unclosed) = open.iter().find(|o| !o.ids.is_empty()) {
            return Err(format!("an annotation of claim {} is not closed with {:?}", unclosed.ids[0], unclosed.close));
        }
        self.push('\n');
        Ok(())
    }
}

/// The claim ids (one or two digits each, with commas between) and the one space after them, if a bracket is an annotation.
fn ids(rest: &str) -> Option<(Vec<u8>, &str)> {
    let (list, after) = rest.split_once(' ')?;
    let numbers = list.split(',').map(|n| {
        let digits = !n.is_empty() && n.len() <= 2 && n.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| n.parse().ok()).flatten()
    });
    Some((numbers.collect::<Option<Vec<u8>>>()?, after))
}

/// A row: id, speaker, speaker kind, kind, verb class, via.
fn row(line: &str, places: &mut BTreeMap<u8, Places>) -> Result<(u8, Gold), String> {
    let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
    let [id, speaker, speaker_kind, kind, verb_class, via] = cells[..] else {
        return Err(format!("a row has six cells with ` | ` between, this one has {}", cells.len()));
    };
    let id: u8 = id.parse().map_err(|_| format!("{id:?} is no claim id"))?;
    let Some(mut found) = places.remove(&id) else {
        return Err(format!("claim {id} is not marked in the article, or has two rows"));
    };
    if found.content.is_empty() {
        return Err(format!("claim {id} has no content"));
    }
    for list in [&mut found.content, &mut found.cue, &mut found.source] {
        list.sort_by_key(|r| (r.0, r.1));
        if list.windows(2).any(|pair| pair[1].0 < pair[0].1) {
            return Err(format!("claim {id}: one piece stands within another"));
        }
    }
    let named = |what: &str, cell: &str, names: &[&str]| {
        names.iter().position(|n| *n == cell).ok_or_else(|| format!("claim {id}: {cell:?} is no {what}: {}", names.join(", ")))
    };
    let speaker: Vec<String> =
        if speaker == "-" { Vec::new() } else { speaker.split(" / ").map(|s| s.trim().to_owned()).collect() };
    if speaker.iter().any(String::is_empty) {
        return Err(format!("claim {id}: a speaker is a label, or `-`"));
    }
    let kinds =
        [SpeakerKind::Person, SpeakerKind::Organisation, SpeakerKind::Document, SpeakerKind::Anonymous, SpeakerKind::Unknown];
    let speaker_kind =
        kinds[named("speaker kind", speaker_kind, &["person", "organisation", "document", "anonymous", "unknown"])?];
    if speaker.is_empty() != (speaker_kind == SpeakerKind::Unknown) {
        return Err(format!("claim {id}: a speaker without a label is unknown, and only that one"));
    }
    let kind = [ClaimKind::Direct, ClaimKind::Indirect, ClaimKind::Mixed][named("kind", kind, &["direct", "indirect", "mixed"])?];
    let classes = [
        Some(VerbClass::Neutral),
        Some(VerbClass::Distancing),
        Some(VerbClass::Factive),
        Some(VerbClass::Argumentative),
        Some(VerbClass::Directive),
        Some(VerbClass::Commissive),
        Some(VerbClass::Denial),
        Some(VerbClass::Prediction),
        None,
    ];
    let names = ["neutral", "distancing", "factive", "argumentative", "directive", "commissive", "denial", "prediction", "none"];
    let verb_class = classes[named("verb class", verb_class, &names)?];
    if found.cue.is_empty() && verb_class.is_some() {
        return Err(format!("claim {id} has no cue, so its verb class is none"));
    }
    let via = (via != "-").then(|| via.to_owned());
    let Places { content, cue, source } = found;
    Ok((id, Gold { content, cue, source, speaker, speaker_kind, kind, verb_class, via }))
}
