//! The panel beside the page: the whole report. It follows the tab in front, keeps nothing but what the reader has chosen in it,
//! and has a sentence for every state.
//!
//! What can be pressed carries `data-act="VERB:ARGUMENT"`, and one listener hears all presses: the lists are drawn anew often.

mod claims;
mod files;
mod head;
mod officials;
mod origin;
mod voices;

use super::browser::{apart, ask, day, joined, say};
use super::element::{El, by_id, document, el};
use super::tabs;
use crate::export::Words;
use crate::report::{OfficeStatus, Range, Report, SpeakerKind, UNKNOWN};
use crate::view::filter::{Choice, Filter};
use crate::view::picture::{Stretch, picture};
use gloo::events::EventListener;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// What the background answers of a tab.
#[derive(Clone, Deserialize)]
struct Answer {
    phase: Phase,
    #[serde(default)]
    sentence: Option<String>,
    #[serde(default)]
    report: Option<Report>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    /// The extension was not asked on this tab, and may not look.
    Unasked,
    Off,
    Working,
    On,
    Failed,
    Protected,
}

/// What is asked of the background.
#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum Message<'a> {
    Report { tab: i32 },
    Turn { tab: i32, on: bool },
    Go { tab: i32, ranges: &'a [Range] },
}

/// A report as it is drawn.
struct View {
    report: Report,
    words: Words,
    picture: Vec<Stretch>,
}

/// Most stretches of the picture: about one for each pixel of a narrow panel.
const MOST_STRETCHES: usize = 288;
/// Sources with a colour of their own in the picture; all others share one.
const COLOURS: usize = 6;

#[derive(Default)]
struct Panel {
    tab: Option<i32>,
    /// Raised by every question: what a former one still awaits is void.
    asked: u32,
    view: Option<Rc<View>>,
    choice: Choice,
    /// How many claims the list shows at most.
    shown: usize,
    /// Whether all sources are listed.
    all_sources: bool,
}

thread_local! {
    static PANEL: RefCell<Panel> = RefCell::new(Panel { shown: claims::PORTION, ..Panel::default() });
}

fn with<T>(act: impl FnOnce(&mut Panel) -> T) -> T {
    PANEL.with_borrow_mut(act)
}

fn view() -> Option<Rc<View>> {
    with(|p| p.view.clone())
}

/// Draws the panel, and keeps it up to date while it is open.
pub async fn open() {
    listen();
    tabs::when_front_changes(|| spawn_local(follow()));
    tabs::when_page_changes(|tab| {
        if with(|p| p.tab) == Some(tab) {
            refresh();
        }
    });
    follow().await;
}

/// Turns to the tab in front.
async fn follow() {
    let tab = tabs::followed().await;
    if with(|p| std::mem::replace(&mut p.tab, tab)) != tab {
        start_over();
    }
    refresh();
}

/// Another page: what was chosen for the last one is over.
fn start_over() {
    with(|p| {
        p.view = None;
        p.choice = Choice::default();
        p.shown = claims::PORTION;
        p.all_sources = false;
    });
}

fn refresh() {
    spawn_local(async {
        let (tab, mine) = with(|p| {
            p.asked += 1;
            (p.tab, p.asked)
        });
        let answer = match tab {
            Some(tab) => ask(&Message::Report { tab }).await,
            None => None,
        };
        if with(|p| p.asked) != mine {
            return;
        }
        draw(answer.and_then(|a| serde_wasm_bindgen::from_value::<Answer>(a).ok()));
    });
}

fn draw(answer: Option<Answer>) {
    let Some(answer) = answer else { return draw_state(&say("panel_unreachable", &[]), None) };
    match (answer.phase, answer.report) {
        (Phase::On, Some(report)) => draw_report(report),
        (Phase::Unasked, _) => draw_state(&say("panel_unasked", &[]), None),
        (Phase::Off, _) => draw_state(&say("panel_off", &[]), Some("panel_read")),
        (Phase::Working, _) => draw_state(&say("panel_working", &[]), None),
        (Phase::Protected, _) => {
            let why = answer.sentence.unwrap_or_else(|| say("state_protected", &[]));
            draw_state(&format!("{why} {}", say("panel_elsewhere", &[])), None);
        }
        (Phase::Failed | Phase::On, _) => {
            let why = answer.sentence.filter(|s| !s.is_empty()).unwrap_or_else(|| say("failed", &[]));
            draw_state(&why, Some("panel_again"));
        }
    }
}

/// One sentence, and what can be done about it.
fn draw_state(sentence: &str, button: Option<&str>) {
    start_over();
    by_id("head").replace_all(vec![el("h1", "").text(&say("name", &[]))]);
    let status = by_id("status");
    if status.words() != sentence {
        status.replace_all(vec![el("p", "sentence").text(sentence)]);
    }
    let act = button.map(|key| el("button", "main").set("id", "turn").set("data-act", "turn").text(&say(key, &[])));
    by_id("report").replace_all(act.into_iter().map(|b| el("section", "act").with(b)).collect());
}

fn draw_report(report: Report) {
    if view().is_some_and(|v| v.report == report) {
        return;
    }
    let same_page = view().is_some_and(|v| v.report.document.url == report.document.url);
    if !same_page {
        start_over();
    }
    with(|p| {
        // The chosen source may have another place in the ranking now.
        let chosen = p.choice.source.and_then(|n| p.view.as_ref()?.report.sources.get(n));
        p.choice.source = chosen.and_then(|c| report.sources.iter().position(|s| s.label == c.label && s.kind == c.kind));
        let picture = picture(&report, MOST_STRETCHES, |n| (report.sources[n].share > 0.0).then_some(n));
        p.view = Some(Rc::new(View { words: Words::new(&report.document.text), picture, report }));
    });
    let Some(view) = view() else { return };
    by_id("status").replace_all(notes(&view.report));
    by_id("head").replace_all(head::draw(&view));
    let mut parts = Vec::new();
    if view.report.origin.article {
        if !view.report.claims.is_empty() {
            parts.extend([voices::draw(), claims::draw(&view)]);
        }
        parts.extend(officials::draw(&view));
    }
    if !is_blank(&view.report) {
        parts.push(origin::draw(&view));
        parts.push(files::draw());
    }
    by_id("report").replace_all(parts);
    voices::redraw();
    claims::redraw();
}

/// Whether the page has no text at all.
fn is_blank(report: &Report) -> bool {
    report.notes.iter().any(|n| n.code == "no_text")
}

/// What the reader should know first, in the reader's language where there are words for it, and what can be done.
fn notes(report: &Report) -> Vec<El> {
    let worded = |code: &str, text: &str| {
        let own = [format!("panel_note_{code}"), format!("note_{code}")].map(|key| say(&key, &[]));
        own.into_iter().find(|words| !words.is_empty()).unwrap_or_else(|| text.to_owned())
    };
    let mut said: Vec<String> = report.notes.iter().map(|n| worded(&n.code, &n.text)).collect();
    if said.is_empty() && report.claims.is_empty() {
        said.push(say("speaks_nobody", &[]));
    }
    said.iter().map(|words| el("p", "sentence").text(words)).collect()
}

// --- What all parts say alike ------------------------------------------------------------------------------------------------

/// A section with its heading; `id` is where the list of sections leads.
fn chapter(id: &str, title: &str, number: Option<usize>) -> El {
    let mut heading = el("h2", "").set("id", &format!("{id}-title")).text(title);
    if let Some(n) = number {
        heading = heading.with(el("span", "count").text(&format!(" · {n}")));
    }
    el("section", "").set("id", id).set("aria-labelledby", &format!("{id}-title")).with(heading)
}

/// A press leads to a place in the page.
fn go_button(class: &str, act: &str) -> El {
    el("button", class).set("data-act", act)
}

fn percent(share: f32) -> String {
    match share {
        s if s > 0.0 && s < 0.005 => say("percent_small", &[]),
        s => say("percent", &[&format!("{:.0}", s * 100.0)]),
    }
}

fn label_of(label: &str) -> String {
    if label == UNKNOWN { say("speaker_unknown_label", &[]) } else { label.to_owned() }
}

/// What a source is: the office for an official, else the kind.
fn kind_of(report: &Report, source: usize) -> String {
    let Some(source) = report.sources.get(source) else { return String::new() };
    let claims = report.claims.iter().filter(|c| c.speaker.label == source.label && c.speaker.kind == source.kind);
    let official = claims.filter_map(|c| c.speaker.official).find_map(|o| report.officials.get(o));
    let office = official.and_then(|o| o.office_then.first().or(o.office_now.first()));
    match (office, source.kind) {
        (Some(office), _) if office.status == OfficeStatus::Former => say("official_former", &[&office.office]),
        (Some(office), _) => office.office.clone(),
        (None, SpeakerKind::Person) => say("panel_person", &[]),
        (None, SpeakerKind::Organisation) => say("speaker_organisation", &[]),
        (None, SpeakerKind::Document) => say("speaker_document", &[]),
        (None, SpeakerKind::Anonymous) => say("speaker_anonymous", &[]),
        (None, SpeakerKind::Unknown) => String::new(),
    }
}

/// The colour of a source by its place in the ranking, and its shape by its kind: colour alone tells nothing apart.
fn swatch_class(report: &Report, source: usize) -> String {
    let shape = match report.sources.get(source).map(|s| s.kind) {
        Some(SpeakerKind::Person) => "person",
        Some(SpeakerKind::Organisation) => "organisation",
        Some(SpeakerKind::Document) => "document",
        _ => "unnamed",
    };
    let spoken = report.sources.get(source).is_some_and(|s| s.share > 0.0);
    format!("swatch {} {shape}", if spoken { colour_class(source) } else { colour_class(COLOURS) })
}

fn colour_class(source: usize) -> String {
    format!("voice{}", source.min(COLOURS) + 1)
}

/// Text on one line, cut after a word where it is longer than `most` characters.
fn shortened(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", cut.trim_end_matches([',', ';', ':', '.']))
}

/// A fact's or an office's source with its day, as *State Media Monitor, 3 May 2026*.
fn sourced(source: &str, as_of: &str) -> String {
    let date = day(as_of);
    if date.is_empty() { apart(source) } else { joined(&[source, &date], ", ") }
}

// --- What the reader does ----------------------------------------------------------------------------------------------------

fn listen() {
    let Some(body) = document().and_then(|d| d.body()) else { return };
    let hear = |kind: &'static str, act: fn(&Event)| EventListener::new(&body, kind, act).forget();
    hear("click", |event| {
        if let Some((verb, argument)) = acted(event) {
            act(&verb, &argument);
        }
    });
    hear("input", |event| {
        if let Some(field) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()).filter(|f| f.id() == "search") {
            with(|p| {
                p.choice.search = field.value();
                p.shown = claims::PORTION;
            });
            claims::redraw();
        }
    });
    hear("mouseover", voices::hint);
    hear("focusin", voices::hint);
    // Listeners are passive otherwise: this one keeps the panel from scrolling.
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&body, "keydown", options, |event| {
        if let Some(pressed) = event.dyn_ref::<KeyboardEvent>() {
            voices::travel(pressed);
        }
    })
    .forget();
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

fn acted(event: &Event) -> Option<(String, String)> {
    let act = closest(event, "[data-act]")?.get_attribute("data-act")?;
    let (verb, argument) = act.split_once(':').unwrap_or((&act, ""));
    Some((verb.to_owned(), argument.to_owned()))
}

fn act(verb: &str, argument: &str) {
    let number = argument.parse::<usize>().unwrap_or(usize::MAX);
    let Some(view) = view() else {
        if verb == "turn" {
            turn_on();
        }
        return;
    };
    let report = &view.report;
    match verb {
        "claim" => go(report.claims.get(number).map(claims::places)),
        "stretch" => go(view.picture.get(number).map(|s| voices::places(&view, s))),
        "official" => {
            go(report.officials.get(number).map(|o| o.mentions.iter().chain(&o.role_mentions).copied().take(1).collect()))
        }
        "evidence" => go(report.origin.evidence.get(number).and_then(|e| e.range).map(|r| vec![r])),
        "outlet" => go(report.origin.citations.get(number).map(|c| c.mentions.iter().copied().take(1).collect())),
        "source" => {
            with(|p| {
                p.choice.source = Some(number).filter(|n| Some(*n) != p.choice.source && *n < report.sources.len());
                p.shown = claims::PORTION;
            });
            voices::redraw();
            claims::redraw();
        }
        "filter" => {
            with(|p| {
                p.choice.filter = Filter::named(argument).unwrap_or_default();
                p.shown = claims::PORTION;
            });
            claims::redraw();
        }
        "more" => {
            with(|p| p.shown += claims::PORTION * 4);
            claims::redraw();
        }
        "sources" => {
            with(|p| p.all_sources = true);
            voices::redraw();
        }
        "export" => files::export(report, argument),
        "cite" => files::cite(report),
        _ => {}
    }
}

/// Asks for this page to be read.
fn turn_on() {
    spawn_local(async {
        let Some(tab) = with(|p| p.tab) else { return };
        ask(&Message::Turn { tab, on: true }).await;
        refresh();
    });
}

/// Has the page show a place; says so where the words are no longer there.
fn go(ranges: Option<Vec<Range>>) {
    let Some(ranges) = ranges.filter(|r| !r.is_empty()) else { return };
    spawn_local(async move {
        let Some(tab) = with(|p| p.tab) else { return };
        let answer = ask(&Message::Go { tab, ranges: &ranges }).await;
        let found = answer.and_then(|a| js_sys::Reflect::get(&a, &"found".into()).ok()).is_some_and(|f| f.is_truthy());
        tell(&if found { String::new() } else { say("panel_gone", &[]) });
    });
}

/// Says a sentence about what was just done, where it is seen wherever the panel is scrolled to.
fn tell(sentence: &str) {
    let words = if sentence.is_empty() { Vec::new() } else { vec![el("p", "").text(sentence)] };
    by_id("told").replace_all(words);
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}
