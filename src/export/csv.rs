//! A table of the claims, one a row (RFC 4180), for spreadsheets and statistics.

use super::{Words, expressed, name_of, one_line};
use crate::report::Report;
use std::io::{self, Write};

const COLUMNS: [&str; 18] = [
    "id",
    "speaker",
    "speaker_kind",
    "office_then",
    "verb",
    "verb_class",
    "kind",
    "via",
    "content",
    "source_words",
    "start",
    "end",
    "confidence",
    "why",
    "title",
    "publisher",
    "published",
    "url",
];

/// Writes a header and a row for each claim. `start` and `end` are UTF-16 units of the document's text, from the first piece of
/// the content to its last; `office_then` is what the speaker was on the day of publication.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let words = Words::new(&report.document.text);
    let title = super::title(report).unwrap_or_default();
    row(out, COLUMNS.map(str::to_owned))?;
    for claim in &report.claims {
        let official = claim.speaker.official.and_then(|o| report.officials.get(o));
        let office = official.and_then(|o| o.office_then.first()).map(|o| o.office.clone());
        row(
            out,
            [
                claim.id.clone(),
                expressed(&claim.speaker.label).unwrap_or_default().to_owned(),
                name_of(claim.speaker.kind),
                office.unwrap_or_default(),
                one_line(&words.all(&claim.cue)),
                name_of(claim.verb_class),
                name_of(claim.kind),
                claim.via.clone().unwrap_or_default(),
                one_line(&words.all(&claim.content)),
                one_line(&words.all(&claim.source)),
                claim.content.iter().map(|r| r.0).min().map_or(String::new(), |n| n.to_string()),
                claim.content.iter().map(|r| r.1).max().map_or(String::new(), |n| n.to_string()),
                claim.confidence.to_string(),
                claim.why.clone(),
                title.clone(),
                report.origin.publisher.clone().unwrap_or_default(),
                report.origin.published.clone().unwrap_or_default(),
                report.document.url.clone().unwrap_or_default(),
            ],
        )?;
    }
    Ok(())
}

fn row(out: &mut impl Write, cells: [String; COLUMNS.len()]) -> io::Result<()> {
    for (n, value) in cells.iter().enumerate() {
        let comma = if n == 0 { "" } else { "," };
        write!(out, "{comma}{}", cell(value))?;
    }
    out.write_all(b"\r\n")
}

/// A spreadsheet takes a cell that begins with one of these signs for a formula and runs it. The words are a page's, so such a
/// cell gets an apostrophe, which spreadsheets take for "this is text".
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn cell(value: &str) -> String {
    let mut safe = String::with_capacity(value.len() + 1);
    // Spreadsheets of many countries part cells at semicolons, too, whatever the marks around them.
    let mut begins = true;
    for sign in value.chars() {
        if begins && FORMULA.contains(&sign) {
            safe.push('\'');
        }
        safe.push(sign);
        begins = sign == ';';
    }
    match value.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", safe.replace('"', "\"\"")),
        false => safe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    /// A reader of the format, as a spreadsheet has it.
    fn table(text: &str) -> Vec<Vec<String>> {
        let mut rows = vec![vec![String::new()]];
        let mut signs = text.chars().peekable();
        let mut quoted = false;
        while let Some(sign) = signs.next() {
            let row = rows.last_mut().unwrap();
            match sign {
                '"' if quoted && signs.peek() == Some(&'"') => row.last_mut().unwrap().push(signs.next().unwrap()),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(String::new()),
                '\n' if !quoted => rows.push(vec![String::new()]),
                '\r' if !quoted => {}
                other => row.last_mut().unwrap().push(other),
            }
        }
        rows.pop();
        rows
    }

    #[test]
    fn each_claim_is_a_row_of_as_many_cells_as_the_header() {
        let mut out = Vec::new();
        write(&sample(), &mut out).unwrap();
        let rows = table(&String::from_utf8(out).unwrap());
        assert_eq!(rows.len(), 3);
        assert!(rows.iter().all(|r| r.len() == COLUMNS.len()), "{rows:?}");
        let of = |row: usize, name: &str| rows[row][COLUMNS.iter().position(|c| *c == name).unwrap()].as_str();
        assert_eq!(of(1, "speaker"), "Ada Quill");
        assert_eq!(of(1, "office_then"), "Mayor of Harrow Bay");
        assert_eq!((of(1, "verb"), of(1, "verb_class"), of(1, "via")), ("claimed", "distancing", "Harbour Post"));
        assert_eq!(of(1, "content"), "that *nothing* | moved");
        assert_eq!(of(1, "confidence"), "0.9");
        assert_eq!((of(2, "speaker"), of(2, "speaker_kind"), of(2, "content")), ("", "unknown", "“It | moved,”"));
    }

    #[test]
    fn words_of_a_page_are_no_formula() {
        assert_eq!(cell("he left;=1+1;b"), "he left;'=1+1;b");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(cell("-1"), "'-1");
        assert_eq!(cell("a=b"), "a=b");
    }
}
