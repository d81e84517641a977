//! The report as text for a person at a terminal.

use crate::export::{Words, title};
use crate::report::*;
use std::io::{self, Write};

/// Width of a line of running text, in characters.
const WIDTH: usize = 96;

/// Writes the report: origin, who speaks, claims, officials, notes. A page's words may hold signs that command a terminal: none
/// of them gets there.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let mut text = Vec::new();
    all(report, &mut text)?;
    let text = String::from_utf8_lossy(&text);
    out.write_all(text.replace(|c: char| c.is_control() && c != '\n', "\u{fffd}").as_bytes())
}

fn all(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let words = Words::new(&report.document.text);
    writeln!(out, "{}", title(report).as_deref().unwrap_or("(no headline)"))?;
    if let Some(url) = &report.document.url {
        writeln!(out, "{url}")?;
    }
    origin(&report.origin, out)?;
    who_speaks(report, out)?;
    claims(report, &words, out)?;
    officials(report, out)?;
    for note in &report.notes {
        writeln!(out, "\nNote: {}", note.text)?;
    }
    Ok(())
}

fn origin(origin: &Origin, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\nWHERE THIS COMES FROM")?;
    let mut line = |name: &str, value: &str| writeln!(out, "  {name:<15} {value}");
    line("Publisher", origin.publisher.as_deref().unwrap_or("not stated"))?;
    match &origin.outlet {
        Some(outlet) => line("Outlet", &format!("{}, {}", outlet.kind, outlet.host))?,
        None => line("Outlet", "not in Sourcelight's table")?,
    }
    for (name, fact) in [
        ("Country", &origin.country),
        ("City", &origin.city),
        ("Owned by", &origin.owner),
        ("Paid by", &origin.funding),
        ("Controlled by", &origin.control),
    ] {
        if let Some(fact) = fact {
            let since = fact.since.as_ref().map_or(String::new(), |s| format!(", since {s}"));
            line(name, &format!("{}{since}  [{}, {}]", fact.value, fact.source, fact.as_of))?;
        }
    }
    for (name, value) in [
        ("Published", &origin.published),
        ("Changed", &origin.modified),
        ("Credited to", &origin.wire),
        ("Taken from", &origin.republished_from),
        ("Looks like", &origin.resembles),
    ] {
        if let Some(value) = value {
            line(name, value)?;
        }
    }
    if !origin.author.is_empty() {
        line("Author", &origin.author.join(", "))?;
    }
    if !origin.cited_outlets.is_empty() {
        line("Cites", &origin.cited_outlets.join(", "))?;
    }
    Ok(())
}

fn who_speaks(report: &Report, out: &mut impl Write) -> io::Result<()> {
    if report.sources.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nWHO SPEAKS")?;
    for source in &report.sources {
        let label = if source.label == UNKNOWN { "(no source expressed)" } else { &source.label };
        let n = source.claims.len();
        writeln!(out, "  {:>4.0} %  {label} ({n} {})", source.share * 100.0, if n == 1 { "claim" } else { "claims" })?;
    }
    Ok(())
}

fn claims(report: &Report, words: &Words, out: &mut impl Write) -> io::Result<()> {
    if report.claims.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nCLAIMS")?;
    for claim in &report.claims {
        let label = if claim.speaker.label == UNKNOWN { "(no source expressed)" } else { &claim.speaker.label };
        let cue = words.all(&claim.cue);
        let cue = if cue.is_empty() { String::new() } else { format!(" · {cue}") };
        let via = claim.via.as_ref().map_or(String::new(), |v| format!(" · through {v}"));
        writeln!(out, "  {label}{cue}{via} · {}", kind_name(claim.kind))?;
        wrapped(&words.all(&claim.content), "      ", out)?;
    }
    Ok(())
}

fn officials(report: &Report, out: &mut impl Write) -> io::Result<()> {
    if report.officials.is_empty() {
        return Ok(());
    }
    writeln!(out, "\nOFFICIALS NAMED")?;
    for official in &report.officials {
        let role = official.stated_role.as_ref().map_or(String::new(), |r| format!(" · in the text: {r}"));
        let role = if official.mentions.is_empty() { format!("{role} · named by the role alone") } else { role };
        let sure = if official.certainty == Certainty::Possible { " · possible match" } else { "" };
        writeln!(out, "  {}{role}{sure}", official.person)?;
        for (when, offices) in [("then", &official.office_then), ("now", &official.office_now)] {
            for office in offices {
                writeln!(out, "      {when:<5} {}", office_line(office))?;
            }
        }
    }
    Ok(())
}

fn office_line(office: &Office) -> String {
    let from = office.from.as_deref().unwrap_or("?");
    let to = office.to.as_deref().unwrap_or(if office.status == OfficeStatus::Unconfirmed { "end not known" } else { "" });
    let status = match office.status {
        OfficeStatus::Current => "",
        OfficeStatus::Former => "former ",
        OfficeStatus::Future => "later ",
        OfficeStatus::Unconfirmed => "last known as ",
    };
    format!("{status}{}, {from} – {to}  [{}, {}]", office.office, office.source, office.as_of)
}

fn kind_name(kind: ClaimKind) -> &'static str {
    match kind {
        ClaimKind::Direct => "quoted",
        ClaimKind::Indirect => "reported",
        ClaimKind::Mixed => "partly quoted",
    }
}

fn wrapped(text: &str, indent: &str, out: &mut impl Write) -> io::Result<()> {
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH - indent.len() {
            writeln!(out)?;
            column = 0;
        }
        let gap = if column == 0 { indent } else { " " };
        write!(out, "{gap}{word}")?;
        column += length + usize::from(column > 0);
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_commands_the_terminal() {
        let mut report = crate::export::sample();
        report.document.url = Some("https://x.example/\u{1b}[31m\u{9b}2J".into());
        let mut out = Vec::new();
        write(&report, &mut out).unwrap();
        let printed = String::from_utf8(out).unwrap();
        assert!(printed.contains("[31m") && !printed.chars().any(|c| c.is_control() && c != '\n'), "{printed:?}");
    }

    #[test]
    fn long_words_and_lines_wrap_without_losing_a_word() {
        let text = format!("{} short {}", "x".repeat(200), "word ".repeat(60));
        let mut out = Vec::new();
        wrapped(&text, "  ", &mut out).unwrap();
        let printed = String::from_utf8(out).unwrap();
        assert_eq!(printed.split_whitespace().count(), text.split_whitespace().count());
        assert!(printed.lines().skip(1).all(|l| l.chars().count() <= WIDTH));
    }
}
