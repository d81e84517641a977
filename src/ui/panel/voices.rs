//! The picture of the article, and the sources ranked by how much of it is theirs.

use super::{View, chapter, closest, colour_class, focus, kind_of, label_of, percent, shortened, swatch_class, view, with};
use crate::report::{Claim, Range, SpeakerKind};
use crate::ui::browser::say;
use crate::ui::element::{El, by_id, document, el};
use crate::view::picture::Stretch;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// Sources that are listed at first.
const FIRST: usize = 8;

pub(super) fn draw() -> El {
    chapter("voices", &say("panel_voices", &[]), None)
        .with(el("div", "picture").set("id", "picture").set("role", "toolbar").set("aria-label", &say("panel_picture", &[])))
        .with(el("p", "hint").set("id", "hint"))
        .with(el("ul", "sources").set("id", "sources"))
        .with(el("div", "").set("id", "more-sources"))
}

/// Draws what changes with the reader's choice.
pub(super) fn redraw() {
    let Some(view) = view() else { return };
    let (chosen, all) = with(|p| (p.choice.source, p.all_sources));
    let report = &view.report;
    let first = view.picture.iter().position(|s| s.voice.is_some()).unwrap_or(0);
    let piece = |(n, stretch): (usize, &Stretch)| {
        let (class, who) = match stretch.voice {
            Some(source) => {
                let label = report.sources.get(source).map_or(String::new(), |s| label_of(&s.label));
                let unnamed =
                    report.sources.get(source).is_some_and(|s| matches!(s.kind, SpeakerKind::Anonymous | SpeakerKind::Unknown));
                let faded = chosen.is_some_and(|c| c != source);
                let more = [(" striped", unnamed), (" faded", faded)].into_iter().filter(|(_, on)| *on).map(|(c, _)| c);
                (format!("{}{}", colour_class(source), more.collect::<String>()), label)
            }
            None => ("own".into(), say("panel_own", &[])),
        };
        let words = shortened(&view.words.all(&places(&view, stretch)), 70);
        el("button", &class)
            .set("id", &format!("stretch-{n}"))
            .set("data-act", &format!("stretch:{n}"))
            .set("tabindex", if n == first { "0" } else { "-1" })
            .set("aria-label", &format!("{who}: {words}"))
            .style("flex-grow", &format!("{:.4}", stretch.share * 100.0))
    };
    by_id("picture").replace_all(view.picture.iter().enumerate().map(piece).collect());
    summary(&view);

    let row = |n: usize| {
        let source = &report.sources[n];
        let kind = kind_of(report, n);
        el("li", "").with(
            el("button", "source")
                .set("id", &format!("source-{n}"))
                .set("data-act", &format!("source:{n}"))
                .set("aria-pressed", if chosen == Some(n) { "true" } else { "false" })
                .with(el("i", &swatch_class(report, n)).set("aria-hidden", "true"))
                .with(
                    el("span", "").with(el("bdi", "").text(&label_of(&source.label))).text(" ").with(el("small", "").text(&kind)),
                )
                .with(el("span", "number").text(&percent(source.share))),
        )
    };
    let count = report.sources.len();
    let shown = |n: &usize| all || count <= FIRST + 2 || *n < FIRST || chosen == Some(*n);
    let mut rows: Vec<El> = (0..count).filter(shown).map(row).collect();
    let own = 1.0 - report.sources.iter().map(|s| s.share).sum::<f32>().min(1.0);
    rows.push(
        el("li", "source own-voice")
            .with(el("i", "swatch own").set("aria-hidden", "true"))
            .with(el("span", "").text(&say("panel_own", &[])))
            .with(el("span", "number").text(&percent(own))),
    );
    let hidden = (0..count).filter(|n| !shown(n)).count();
    by_id("sources").replace_all(rows);
    let more = el("button", "link")
        .set("id", "all-sources")
        .set("data-act", "sources")
        .text(&say("panel_all_sources", &[&count.to_string()]));
    by_id("more-sources").replace_all(if hidden > 0 { vec![more] } else { Vec::new() });
}

/// Under the picture, while nothing in it is looked at.
fn summary(view: &View) {
    let spoken = view.report.sources.iter().map(|s| s.share).sum::<f32>().min(1.0);
    by_id("hint").replace_all(vec![el("span", "").text(&say("panel_spoken", &[&percent(spoken)]))]);
}

/// What a stretch leads to: the first claim of its voice in it, else the stretch itself.
pub(super) fn places(view: &View, stretch: &Stretch) -> Vec<Range> {
    let range = stretch.range;
    let source = stretch.voice.and_then(|n| view.report.sources.get(n));
    let within = |r: &Range| r.0 < range.1 && range.0 < r.1;
    let claim = source.and_then(|source| {
        let its = |c: &Claim| c.speaker.kind == source.kind && c.speaker.label == source.label;
        view.report.claims.iter().find(|c| c.content.iter().any(within) && its(c))
    });
    match claim {
        // The piece in this stretch first: that is where the reader pressed.
        Some(claim) => {
            let (mut here, there): (Vec<Range>, Vec<Range>) = claim.content.iter().partition(|r| within(r));
            here.extend(there);
            here
        }
        None => vec![range],
    }
}

/// Says below the picture what the pointer or the focus is on.
pub(super) fn hint(event: &Event) {
    let Some(view) = view() else { return };
    match closest(event, ".picture button").and_then(|piece| piece.get_attribute("aria-label")) {
        Some(label) => by_id("hint").replace_all(vec![el("span", "").set("dir", "auto").text(&label)]),
        None if closest(event, "#voices").is_none() || closest(event, ".sources").is_some() => summary(&view),
        None => {}
    }
}

/// The picture is one stop of the Tab key; arrows, Home and End travel in it.
pub(super) fn travel(event: &KeyboardEvent) {
    let Some(piece) = closest(event, ".picture button") else { return };
    let Some(picture) = piece.parent_element() else { return };
    let backwards =
        document().and_then(|d| d.document_element()).is_some_and(|e| e.get_attribute("dir").as_deref() == Some("rtl"));
    let next = |element: &Element, on: bool| if on { element.next_element_sibling() } else { element.previous_element_sibling() };
    let to = match event.key().as_str() {
        "ArrowRight" => next(&piece, !backwards),
        "ArrowLeft" => next(&piece, backwards),
        "Home" => picture.first_element_child(),
        "End" => picture.last_element_child(),
        _ => return,
    };
    event.unchecked_ref::<Event>().prevent_default();
    if let Some(to) = to {
        let _ = piece.set_attribute("tabindex", "-1");
        let _ = to.set_attribute("tabindex", "0");
        focus(&to);
    }
}
