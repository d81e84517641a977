//! A self-contained marked-up page: the article's text with the five categories marked, for reading and sharing.

use crate::export::{self, Words};
use crate::report::{BlockKind, Range, Report, UNKNOWN};
use std::io::{self, Write};

/// One hue for speech, told apart by line style; officials double, outlets dashed. As in the extension.
const STYLE: &str = "\
:root{color-scheme:light dark;--paper:#fcfcfa;--ink:#1b1c1e;--soft:#5c6066;--tint:#e4edf8;--speech:#1f5fbf;--official:#7b3fa0;--outlet:#1f7a5c}\
@media(prefers-color-scheme:dark){:root{--paper:#17181c;--ink:#e8e8e6;--soft:#a2a6ad;--tint:#26324a;--speech:#8ab4f8;--official:#d0a0f0;--outlet:#7fd1b0}}\
body{background:var(--paper);color:var(--ink);font:1.1rem/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}\
.k{color:var(--soft);font:.85rem/1.5 system-ui,sans-serif}blockquote{margin:1em 0;padding-left:1em;border-left:2px solid var(--soft)}\
.claim{background:var(--tint)}.source,.cue,.official,.outlet{text-decoration-line:underline;text-underline-offset:.18em;text-decoration-color:var(--speech)}\
.cue{text-decoration-style:dotted}.official{text-decoration-style:double;text-decoration-color:var(--official)}\
.outlet{text-decoration-style:dashed;text-decoration-color:var(--outlet)}";

/// Writes the page.
pub(super) fn write(report: &Report, out: &mut impl Write) -> io::Result<()> {
    let words = Words::new(&report.document.text);
    let title = export::title(report);
    let language = report.document.language.as_deref().unwrap_or("");
    writeln!(out, "<!doctype html>\n<html lang=\"{}\"><meta charset=\"utf-8\">", escaped(language))?;
    writeln!(out, "<meta name=\"viewport\" content=\"width=device-width\">")?;
    writeln!(out, "<title>{}</title>\n<style>{STYLE}</style>", escaped(title.as_deref().unwrap_or("Sourcelight")))?;
    writeln!(
        out,
        "<p class=k><span class=source>source</span> · <span class=cue>verb</span> · <span class=claim>claim</span> · \
         <span class=official>official</span> · <span class=outlet>outlet</span> · everything else: the paper’s own voice</p>"
    )?;
    let marks = marks(report);
    for block in &report.document.blocks {
        let (open, close) = match block.kind {
            BlockKind::Headline => ("<h1>", "</h1>"),
            BlockKind::Heading => ("<h2>", "</h2>"),
            BlockKind::Quote | BlockKind::PullQuote => ("<blockquote>", "</blockquote>"),
            BlockKind::ListItem => ("<p>• ", "</p>"),
            BlockKind::Paragraph | BlockKind::Standfirst => ("<p>", "</p>"),
            BlockKind::Byline | BlockKind::Dateline | BlockKind::Caption | BlockKind::Credit => ("<p class=k>", "</p>"),
        };
        write!(out, "{open}")?;
        for piece in pieces(block.range, &marks) {
            let text = escaped(&words.of(piece.range));
            if piece.classes.is_empty() {
                write!(out, "{text}")?;
            } else {
                write!(out, "<span class=\"{}\" title=\"{}\">{text}</span>", piece.classes, escaped(&piece.title))?;
            }
        }
        writeln!(out, "{close}")?;
    }
    Ok(())
}

/// A marked range with its category and what a reader is told about it.
struct Mark {
    range: Range,
    class: &'static str,
    title: String,
}

/// A stretch of text under the same marks.
struct Piece {
    range: Range,
    classes: String,
    title: String,
}

fn marks(report: &Report) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut add = |ranges: &[Range], class: &'static str, title: &str| {
        marks.extend(ranges.iter().map(|range| Mark { range: *range, class, title: title.to_owned() }));
    };
    for claim in &report.claims {
        let who = if claim.speaker.label == UNKNOWN { "no source expressed" } else { &claim.speaker.label };
        let via = claim.via.as_ref().map_or(String::new(), |v| format!(", through {v}"));
        let title = format!("{who}{via}. {}", claim.why);
        add(&claim.content, "claim", &title);
        add(&claim.cue, "cue", &title);
        add(&claim.source, "source", &title);
    }
    for official in &report.officials {
        let offices: Vec<&str> = official.office_then.iter().map(|o| o.office.as_str()).collect();
        let who = format!("{}: {}", official.person, offices.join("; "));
        add(&official.mentions, "official", &who);
        add(&official.role_mentions, "official", &format!("named by the role alone: {who}"));
    }
    for citation in &report.origin.citations {
        add(&citation.mentions, "outlet", &citation.outlet);
    }
    marks.sort_by_key(|m| m.range);
    marks
}

/// Cuts a block wherever a mark begins or ends. Marks are sorted by start.
fn pieces(block: Range, marks: &[Mark]) -> Vec<Piece> {
    let inside: Vec<&Mark> = marks.iter().filter(|m| m.range.0 < block.1 && block.0 < m.range.1).collect();
    let mut cuts: Vec<u32> = vec![block.0, block.1];
    for mark in &inside {
        cuts.push(mark.range.0.clamp(block.0, block.1));
        cuts.push(mark.range.1.clamp(block.0, block.1));
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .map(|pair| {
            let over: Vec<&&Mark> = inside.iter().filter(|m| m.range.0 <= pair[0] && pair[1] <= m.range.1).collect();
            let mut classes: Vec<&str> = over.iter().map(|m| m.class).collect();
            classes.dedup();
            let mut titles: Vec<&str> = over.iter().map(|m| m.title.as_str()).collect();
            titles.dedup();
            Piece { range: Range(pair[0], pair[1]), classes: classes.join(" "), title: titles.join("\n") }
        })
        .collect()
}

/// Text for an element or a quoted attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_marks_cut_the_block_and_lose_nothing() {
        let marks = vec![
            Mark { range: Range(2, 8), class: "source", title: "a".into() },
            Mark { range: Range(4, 6), class: "official", title: "b".into() },
        ];
        let pieces = pieces(Range(0, 10), &marks);
        let shape: Vec<_> = pieces.iter().map(|p| (p.range, p.classes.as_str())).collect();
        assert_eq!(
            shape,
            [
                (Range(0, 2), ""),
                (Range(2, 4), "source"),
                (Range(4, 6), "source official"),
                (Range(6, 8), "source"),
                (Range(8, 10), "")
            ]
        );
    }

    #[test]
    fn page_text_cannot_become_markup() {
        assert_eq!(escaped("<b a='x'>&\""), "&lt;b a=&#39;x&#39;&gt;&amp;&quot;");
    }
}
