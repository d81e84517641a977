//! The report as Markdown, for notes and articles.

use super::{Words, expressed, one_line};
use crate::report::*;
use std::io::{self, Write};

/// Writes headline, origin with the source of each fact, sources by share, claims, officials and notes. Words of the page are
/// escaped: they never become links, pictures or markup.
pub fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let title = super::title(report);
    writeln!(out, "# {}\n", title.as_deref().map_or("Article without a headline".into(), escaped))?;
    if let Some(url) = &report.document.url {
        writeln!(out, "<{}>\n", url.replace(['<', '>', ' ', '\n'], ""))?;
    }
    for note in &report.notes {
        writeln!(out, "*{}*\n", escaped(&note.text))?;
    }
    origin(&report.origin, out)?;
    sources(report, out)?;
    claims(report, out)?;
    officials(report, out)?;
    writeln!(out, "---\n\nRead by Sourcelight: evidence, not a verdict.")
}

fn origin(origin: &Origin, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "## Where this comes from\n")?;
    let mut line = |name: &str, value: &str| writeln!(out, "- {name}: {}", escaped(value));
    line("Publisher", origin.publisher.as_deref().unwrap_or("not stated"))?;
    let facts = [
        ("Country", &origin.country),
        ("Owned by", &origin.owner),
        ("Paid by", &origin.funding),
        ("Controlled by", &origin.control),
    ];
    for (name, fact) in facts {
        if let Some(Fact { value, source, as_of, since }) = fact {
            let since = since.as_ref().map_or(String::new(), |s| format!(", since {s}"));
            line(name, &format!("{value}{since} ({source}, {as_of})"))?;
        }
    }
    let more = [
        ("Published", &origin.published),
        ("Changed", &origin.modified),
        ("Credited to", &origin.wire),
        ("Taken from", &origin.republished_from),
        ("Address looks like that of", &origin.resembles),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            line(name, value)?;
        }
    }
    for (name, list) in [("Author", &origin.author), ("Cites", &origin.cited_outlets)] {
        if !list.is_empty() {
            line(name, &list.join(", "))?;
        }
    }
    writeln!(out)
}

fn sources(report: &Report, out: &mut impl Write) -> io::Result<()> {
    if report.sources.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Who speaks\n\n| Source | Kind | Share | Claims |\n|---|---|--:|--:|")?;
    for source in &report.sources {
        let label = expressed(&source.label).map_or("nobody named".into(), escaped);
        let share = (source.share * 100.0).round();
        writeln!(out, "| {label} | {} | {share} % | {} |", kind(source.kind), source.claims.len())?;
    }
    let own = 1.0 - report.sources.iter().map(|s| s.share).sum::<f32>().min(1.0);
    writeln!(out, "| the paper’s own voice | | {} % | |\n", (own * 100.0).round())
}

fn claims(report: &Report, out: &mut impl Write) -> io::Result<()> {
    if report.claims.is_empty() {
        return Ok(());
    }
    let words = Words::new(&report.document.text);
    writeln!(out, "## Claims\n")?;
    for (n, claim) in report.claims.iter().enumerate() {
        let speaker = expressed(&claim.speaker.label).map_or("Nobody named".into(), escaped);
        let cue = words.all(&claim.cue);
        let cue = if cue.is_empty() { String::new() } else { format!(" · *{}*", escaped(&cue)) };
        let via = claim.via.as_ref().map_or(String::new(), |v| format!(" · through {}", escaped(v)));
        let how = match claim.kind {
            ClaimKind::Direct => "quoted",
            ClaimKind::Indirect => "reported",
            ClaimKind::Mixed => "partly quoted",
        };
        let choice = match claim.verb_class {
            VerbClass::Neutral | VerbClass::None => "",
            VerbClass::Distancing => " · distancing verb",
            VerbClass::Factive => " · verb that takes it as true",
            VerbClass::Argumentative => " · verb of arguing",
            VerbClass::Directive => " · demand or request",
            VerbClass::Commissive => " · promise",
            VerbClass::Denial => " · denial",
            VerbClass::Prediction => " · warning or prediction",
        };
        writeln!(out, "{}. **{speaker}**{cue} · {how}{choice}{via}  ", n + 1)?;
        writeln!(out, "   {}", escaped(&words.all(&claim.content)))?;
    }
    writeln!(out)
}

fn officials(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let listed: Vec<_> = report.officials.iter().filter(|o| o.certainty != Certainty::Possible).collect();
    if listed.is_empty() {
        return Ok(());
    }
    writeln!(out, "## Officials named\n")?;
    for official in listed {
        writeln!(out, "- **{}**", escaped(&official.person))?;
        for (when, offices) in [("on the day", &official.office_then), ("today", &official.office_now)] {
            for office in offices {
                writeln!(out, "  - {when}: {}", office_line(office))?;
            }
        }
    }
    writeln!(out)
}

fn office_line(office: &Office) -> String {
    let term = match (&office.from, &office.to) {
        (Some(from), Some(to)) => format!(", {from} to {to}"),
        (Some(from), None) => format!(", since {from}"),
        (None, Some(to)) => format!(", until {to}"),
        (None, None) => String::new(),
    };
    let status = match office.status {
        OfficeStatus::Current => String::new(),
        OfficeStatus::Former => ", no longer in office".into(),
        OfficeStatus::Future => ", not yet in office".into(),
        OfficeStatus::Unconfirmed => format!(", unconfirmed after {}", office.as_of),
    };
    escaped(&format!("{}{term}{status} ({}, {})", office.office, office.source, office.as_of))
}

fn kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Organisation => "organisation",
        SpeakerKind::Document => "document",
        SpeakerKind::Anonymous => "unnamed",
        SpeakerKind::Unknown => "",
    }
}

/// Text on one line in which no sign is markup.
fn escaped(text: &str) -> String {
    let text = one_line(text);
    let mut safe = String::new();
    for (at, sign) in text.char_indices() {
        // Many readers of Markdown make links of bare addresses.
        let address = match sign {
            ':' => text[at..].starts_with("://"),
            '.' => text.get(at.saturating_sub(3)..at).is_some_and(|www| www.eq_ignore_ascii_case("www")),
            '@' => true,
            _ => false,
        };
        if address || matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '!' | '&') {
            safe.push('\\');
        }
        safe.push(sign);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::sample;

    #[test]
    fn addresses_in_words_are_no_links() {
        assert_eq!(escaped("see https://x.example, www.x.example"), "see https\\://x.example, www\\.x.example");
        assert_eq!(escaped("ada@x.example said: no."), "ada\\@x.example said: no.");
    }

    #[test]
    fn words_of_the_page_are_no_markup() {
        let mut out = Vec::new();
        write(&sample(), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        for line in [
            "# Bridge “closed” 🕊",
            "<https://post.example/bridge>",
            "- Publisher: The Post \\[local\\]",
            "- Owned by: Quay Trust, since 2017 (Company register, 2026-01-02)",
            "| Ada Quill | person | 25 % | 1 |",
            "| the paper’s own voice | | 65 % | |",
            "1. **Ada Quill** · *claimed* · reported · distancing verb · through Harbour Post  ",
            "   that \\*nothing\\* \\| moved",
            "  - today: Mayor of Harrow Bay, since 2020-03-01, unconfirmed after 2026-05 (Town register, 2026-05)",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n---\n{text}");
        }
        assert!(!text.contains("Nobody\n") && !text.contains("**Nobody**"), "a match that rests on a name alone is left out");
    }
}
