//! The head: the headline, the way that the text took to this page, and the list of sections.

use super::{View, is_blank};
use crate::export::title;
use crate::report::Certainty;
use crate::ui::browser::{apart, day, say};
use crate::ui::element::{El, el};

pub(super) fn draw(view: &View) -> Vec<El> {
    let report = &view.report;
    let origin = &report.origin;
    let untitled = || origin.publisher.clone().unwrap_or_else(|| say("name", &[]));
    let mut parts = vec![el("h1", "").set("dir", "auto").text(&title(report).unwrap_or_else(untitled))];
    let stations = [
        ("panel_way_here", origin.publisher.as_ref()),
        ("panel_way_from", origin.republished_from.as_ref()),
        ("panel_way_credit", origin.wire.as_ref().filter(|w| Some(*w) != origin.republished_from.as_ref())),
    ];
    let station = |(key, name): (&str, Option<&String>)| {
        let name = name?;
        let mut station = el("li", "").with(el("small", "").text(&say(key, &[]))).text(" ").with(el("b", "").text(&apart(name)));
        if let (true, Some(published)) = (key == "panel_way_here", origin.published.as_ref()) {
            station = station.with(el("small", "").text(&format!(" · {}", apart(&day(published)))));
        }
        Some(station)
    };
    let way: Vec<El> = stations.into_iter().filter_map(station).collect();
    if !way.is_empty() {
        parts.push(el("ol", "way").set("aria-label", &say("panel_way", &[])).with_all(way));
    }
    if !is_blank(report) {
        parts.push(sections(view));
    }
    parts
}

fn sections(view: &View) -> El {
    let report = &view.report;
    let speaks = report.origin.article && !report.claims.is_empty();
    let named = report.origin.article && report.officials.iter().any(|o| o.certainty != Certainty::Possible);
    let links = [
        ("voices", "panel_to_voices", speaks),
        ("claims", "panel_to_claims", speaks),
        ("officials", "panel_to_officials", named),
        ("origin", "panel_to_origin", true),
        ("files", "panel_to_files", true),
    ];
    let shown = links.into_iter().filter(|(_, _, shown)| *shown);
    let link = |(id, key, _): (&str, &str, bool)| el("a", "").set("href", &format!("#{id}")).text(&say(key, &[]));
    el("nav", "").set("aria-label", &say("panel_sections", &[])).with_all(shown.map(link))
}
