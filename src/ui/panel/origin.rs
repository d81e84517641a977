//! Where the article comes from, in full: three facts with their sources, what the page says of itself and where it was read.

use super::{View, chapter, go_button, sourced};
use crate::report::{Evidence, Fact};
use crate::ui::browser::{apart, day, joined, say};
use crate::ui::element::{El, el};

/// What evidence is about, in the order in which it is listed; the rest comes last under its own name.
const FIELDS: [&str; 9] = ["publisher", "outlet", "author", "published", "modified", "wire", "policy", "article_type", "free"];

pub(super) fn draw(view: &View) -> El {
    let origin = &view.report.origin;
    let unknown = say("publisher_unknown", &[]);
    let mut part = chapter("origin", &say("origin_title", &[]), None)
        .with(el("p", "name").text(origin.publisher.as_deref().unwrap_or(&unknown)));
    let language = origin.outlet.as_ref().and_then(|o| o.language.clone());
    let about: Vec<String> =
        [origin.country.as_ref().map(|c| c.value.clone()), origin.outlet.as_ref().map(|o| o.kind.clone()), language]
            .into_iter()
            .flatten()
            .collect();
    if !about.is_empty() {
        part = part.with(el("p", "muted").text(&joined(&about, " · ")));
    }
    if let Some(host) = &origin.resembles {
        part = part.with(el("p", "sentence").text(&say("origin_resembles", &[host])));
    }
    let facts = [("origin_owner", &origin.owner), ("origin_funding", &origin.funding), ("origin_control", &origin.control)];
    let list = facts.into_iter().fold(el("dl", "facts"), |list, (key, fact)| row(list, key, fact.as_ref().map(worded)));
    part = part.with(list);
    if origin.publisher.is_some() && origin.outlet.is_none() {
        part = part.with(el("p", "muted small").text(&say("origin_not_in_table", &[])));
    }

    let text = |value: &Option<String>| value.as_ref().map(|v| el("dd", "").text(&apart(v)));
    let dated = |value: &Option<String>| value.as_ref().map(|v| el("dd", "").text(&day(v)));
    let mut list = el("dl", "");
    list = row(list, "panel_row_published", dated(&origin.published));
    list = row(list, "panel_row_modified", dated(&origin.modified));
    list = row(list, "panel_row_author", (!origin.author.is_empty()).then(|| el("dd", "").text(&joined(&origin.author, ", "))));
    list = row(list, "panel_row_wire", text(&origin.wire));
    list = row(list, "panel_row_from", text(&origin.republished_from));
    let cited = origin.citations.iter().enumerate().map(|(n, citation)| {
        let name = go_button("link", &format!("outlet:{n}")).set("id", &format!("outlet-{n}")).text(&apart(&citation.outlet));
        el("li", "").with(name)
    });
    list = row(
        list,
        "panel_row_cites",
        (!origin.citations.is_empty()).then(|| el("dd", "").with(el("ul", "inline").with_all(cited))),
    );
    list =
        row(list, "panel_row_address", text(&origin.canonical.clone().or(view.report.document.url.clone())).map(|d| d.wraps()));
    part = part.with(list);

    let mut evidence: Vec<(usize, &Evidence)> = origin.evidence.iter().enumerate().filter(|(_, e)| e.from != "table").collect();
    if evidence.is_empty() {
        return part;
    }
    let rank = |e: &Evidence| FIELDS.iter().position(|f| *f == e.field).unwrap_or(FIELDS.len());
    evidence.sort_by_key(|(n, e)| (rank(e), *n));
    let rows = evidence.iter().map(|(n, e)| statement(*n, e));
    part.with(el("h3", "").text(&say("panel_evidence", &[]))).with(el("ul", "evidence").with_all(rows))
}

fn row(list: El, key: &str, said: Option<El>) -> El {
    match said {
        Some(said) => list.with(el("dt", "").text(&say(key, &[]))).with(said),
        None => list,
    }
}

fn worded(fact: &Fact) -> El {
    let mut said = el("dd", "").text(&apart(&fact.value));
    if let Some(since) = &fact.since {
        said = said.with(el("small", "").text(&format!(" {}", say("since", &[&day(since)]))));
    }
    said.with(el("small", "sourced").text(&sourced(&fact.source, &fact.as_of)))
}

/// What the page says of itself, and where: *Publisher: The Post – JSON-LD publisher*.
fn statement(n: usize, evidence: &Evidence) -> El {
    let field = match say(&format!("panel_field_{}", evidence.field), &[]) {
        own if own.is_empty() => evidence.field.clone(),
        own => own,
    };
    let (from, differs) = match evidence.from.strip_suffix(" (differs)") {
        Some(from) => (from, true),
        None => (evidence.from.as_str(), false),
    };
    let from = if differs { say("panel_differs", &[from]) } else { say("panel_read_from", &[from]) };
    let value = match evidence.range {
        Some(_) => go_button("link", &format!("evidence:{n}")).set("id", &format!("evidence-{n}")).text(&apart(&evidence.value)),
        None => el("span", "").text(&apart(&evidence.value)),
    };
    el("li", "")
        .with(el("span", "field").text(&field))
        .with(el("span", "stated").with(value).text(" ").with(el("small", "").text(&from)))
}
