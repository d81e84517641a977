//! The popup of the toolbar button: the switch first, then what is known of the page. There is a sentence for every state.

use super::browser::{apart, ask, day, joined, may_read, open_options, pattern, say, tab, when_told};
use super::element::{El, by_id, el};
use super::tabs;
use crate::report::{Fact, OfficeStatus, SpeakerKind, UNKNOWN};
use crate::summary::{Named, Summary, VOICES};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What the background answers of a tab.
#[derive(Clone, Deserialize)]
struct State {
    phase: Phase,
    sentence: Option<String>,
    summary: Option<Summary>,
    host: String,
    rule: Rule,
    settings: Settings,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    Off,
    Working,
    On,
    Failed,
    Protected,
}

#[derive(Clone, Copy, PartialEq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Rule {
    Click,
    Always,
    Never,
    /// Read by itself because of the mode that the reader chose, without a rule for this site.
    Mode,
}

#[derive(Clone, Deserialize, Serialize)]
struct Settings {
    density: String,
    hidden: Vec<String>,
    styles: BTreeMap<String, Style>,
}

/// How a category is marked; `default` is as usual.
#[derive(Clone, Deserialize, Serialize)]
struct Style {
    colour: String,
    line: String,
}

/// What is asked of the background.
#[derive(Serialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
enum Message<'a> {
    State { tab: i32 },
    Turn { tab: i32, on: bool },
    Settings { density: &'a str, hidden: &'a [String] },
    Site { tab: i32, host: &'a str, rule: Rule },
}

const DENSITIES: [&str; 3] = ["quiet", "sources", "all"];
const CATEGORIES: [&str; 5] = ["source", "cue", "content", "official", "outlet"];

thread_local! {
    static TAB: RefCell<Option<i32>> = const { RefCell::new(None) };
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
}

pub async fn open(known: js_sys::Promise) {
    by_id("switch").set("aria-label", &say("switch", &[])).clicked(|| {
        let on = STATE.with_borrow(|s| s.as_ref().is_some_and(|s| matches!(s.phase, Phase::Off | Phase::Failed)));
        tell(move |tab| async move { ask(&Message::Turn { tab, on }).await });
    });
    when_told(|| tell(|tab| async move { ask(&Message::State { tab }).await }));
    let known = JsFuture::from(known).await.unwrap_or_default();
    let field = |name: &str| js_sys::Reflect::get(&known, &name.into()).unwrap_or_default();
    let state = field("state");
    match field("tab").as_f64() {
        Some(tab) if state.is_object() => {
            TAB.set(Some(tab as i32));
            tell(|_| async move { Some(state) });
        }
        _ => TAB.set(tab().await),
    }
    // What has changed since then was told before anybody listened.
    tell(|tab| async move { ask(&Message::State { tab }).await });
}

/// Asks the background about the tab in front, and draws what it answers.
fn tell<F: Future<Output = Option<wasm_bindgen::JsValue>>>(question: impl FnOnce(i32) -> F + 'static) {
    spawn_local(async move {
        let answer = match TAB.with_borrow(|t| *t) {
            Some(tab) => question(tab).await,
            None => None,
        };
        match answer.and_then(|a| serde_wasm_bindgen::from_value::<State>(a).ok()) {
            Some(state) => {
                STATE.set(Some(state.clone()));
                draw(&state);
            }
            None => by_id("main").replace_all(vec![sentence(&say("state_unreachable", &[]))]),
        }
    });
}

fn draw(state: &State) {
    let on = matches!(state.phase, Phase::On | Phase::Working);
    by_id("switch").set("aria-checked", if on { "true" } else { "false" }).flag("disabled", state.phase == Phase::Protected);
    let mut parts = Vec::new();
    match (state.phase, &state.sentence) {
        (Phase::On, _) => {}
        (Phase::Working, _) => parts.push(sentence(&say("state_working", &[]))),
        (Phase::Off, _) if state.rule == Rule::Never => parts.push(sentence(&say("state_never", &[]))),
        (Phase::Off, _) => parts.push(sentence(&say("state_off", &[]))),
        (_, Some(words)) if !words.is_empty() => parts.push(sentence(words)),
        _ => parts.push(sentence(&say("failed", &[]))),
    }
    if let (Phase::On, Some(summary)) = (state.phase, &state.summary) {
        parts.extend(notes(summary));
        let reads = !summary.notes.iter().any(|n| n.code == "no_text");
        if reads {
            parts.push(origin(summary));
        }
        if summary.origin.article {
            parts.push(who_speaks(summary, &state.settings));
            if !summary.officials.is_empty() {
                parts.push(officials(summary));
            }
        }
    }
    parts.push(footer(state));
    by_id("main").replace_all(parts);
}

fn sentence(words: &str) -> El {
    el("section", "").with(el("p", "sentence").text(words)).set("role", "status")
}

fn section(title: &str) -> El {
    el("section", "").with(el("h2", "").text(&say(title, &[])))
}

fn notes(summary: &Summary) -> Vec<El> {
    let worded = |code: &str, text: &str| match say(&format!("note_{code}"), &[]) {
        own if own.is_empty() => text.to_owned(),
        own => own,
    };
    summary.notes.iter().map(|n| sentence(&worded(&n.code, &n.text))).collect()
}

fn fact(list: El, term: &str, fact: &Option<Fact>) -> El {
    let Some(fact) = fact else { return list };
    let mut said = el("dd", "").text(&apart(&fact.value)).set("title", &joined(&[fact.source.clone(), day(&fact.as_of)], ", "));
    if let Some(since) = &fact.since {
        said = said.with(el("small", "").text(&format!(" {}", say("since", &[&day(since)]))));
    }
    list.with(el("dt", "").text(&say(term, &[]))).with(said)
}

fn origin(summary: &Summary) -> El {
    let o = &summary.origin;
    let unknown = say("publisher_unknown", &[]);
    let mut part = section("origin_title").with(el("p", "name").text(o.publisher.as_deref().unwrap_or(&unknown)));
    let place: Vec<&str> = [&o.country, &o.city].into_iter().flatten().map(|fact| fact.value.as_str()).collect();
    let place = (!place.is_empty()).then(|| place.join(", "));
    let about: Vec<String> =
        [place, o.outlet.as_ref().map(|o| o.kind.clone()), o.published.as_deref().map(day)].into_iter().flatten().collect();
    if !about.is_empty() {
        part = part.with(el("p", "muted").text(&joined(&about, " · ")));
    }
    let list = el("dl", "");
    let list = fact(list, "origin_owner", &o.owner);
    let list = fact(list, "origin_funding", &o.funding);
    part = part.with(fact(list, "origin_control", &o.control));
    let by = (!o.author.is_empty()).then(|| say("origin_author", &[&joined(&o.author, ", ")]));
    let wire = o.wire.as_ref().map(|w| say("origin_wire", &[w]));
    let from = o.republished_from.as_ref().map(|f| say("origin_republished", &[f]));
    let cites = (!o.cited_outlets.is_empty()).then(|| say("origin_cites", &[&joined(&o.cited_outlets, ", ")]));
    let more: Vec<String> = [by, wire, from, cites].into_iter().flatten().collect();
    if !more.is_empty() {
        part = part.with(el("p", "muted small").text(&more.join(" · ")));
    }
    if let Some(host) = &o.resembles {
        part = part.with(el("p", "small").text(&say("origin_resembles", &[host])));
    }
    let mut sources: Vec<String> = Vec::new();
    for fact in [&o.owner, &o.funding, &o.control].into_iter().flatten() {
        let source = joined(&[fact.source.clone(), day(&fact.as_of)], ", ");
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    match (sources.is_empty(), o.publisher.is_some() && o.outlet.is_none()) {
        (false, _) => part.with(el("p", "muted small").text(&say("origin_facts_from", &[&joined(&sources, "; ")]))),
        (_, true) => part.with(el("p", "muted small").text(&say("origin_not_in_table", &[]))),
        _ => part,
    }
}

/// Text in which what stands between two marks is emphasised.
fn emphasised(into: El, text: &str) -> El {
    text.split('\u{1}').enumerate().fold(into, |into, (n, piece)| match (piece.is_empty(), n % 2) {
        (true, _) => into,
        (_, 0) => into.text(piece),
        _ => into.with(el("b", "").text(piece)),
    })
}

fn strong(text: &str) -> String {
    format!("\u{1}{text}\u{1}")
}

fn percent(share: f32) -> String {
    match share {
        s if s > 0.0 && s < 0.005 => say("percent_small", &[]),
        s => say("percent", &[&format!("{:.0}", s * 100.0)]),
    }
}

fn voice_class(voice: usize) -> String {
    format!("voice{}", voice.min(VOICES) + 1)
}

fn who_speaks(summary: &Summary, settings: &Settings) -> El {
    let part = section("speaks_title");
    if summary.claims == 0 {
        return part.with(el("p", "").text(&say("speaks_nobody", &[]))).with_all(choices(settings));
    }
    let n = summary.sources.to_string();
    let sources = match summary.sources {
        0 => say("sources_none", &[]),
        1 => say("sources_one", &[]),
        _ => say("sources_many", &[&n]),
    };
    let mut text = say("speaks", &[&strong(&percent(summary.share)), &strong(&sources)]);
    match summary.unnamed {
        0 => {}
        unnamed if unnamed == summary.sources => text.push_str(&say("unnamed_all", &[])),
        1 => text.push_str(&say("unnamed_one", &[])),
        unnamed => text.push_str(&say("unnamed_many", &[&unnamed.to_string()])),
    }
    text.push_str(&say("full_stop", &[]));
    let bar =
        el("div", "bar").set("aria-hidden", "true").with_all(summary.picture.iter().map(|piece| {
            el("i", &piece.voice.map_or("own".into(), voice_class)).style("flex-grow", &format!("{:.4}", piece.share))
        }));
    let voices = el("ul", "voices").with_all(summary.voices.iter().enumerate().map(|(n, voice)| {
        let label = if voice.label == UNKNOWN { say("speaker_unknown_label", &[]) } else { voice.label.clone() };
        let kind = match voice.kind {
            SpeakerKind::Organisation => say("speaker_organisation", &[]),
            SpeakerKind::Document => say("speaker_document", &[]),
            SpeakerKind::Anonymous => say("speaker_anonymous", &[]),
            SpeakerKind::Person | SpeakerKind::Unknown => String::new(),
        };
        el("li", "")
            .with(el("i", &voice_class(n)).set("aria-hidden", "true"))
            .with(el("span", "").text(&apart(&label)).with(el("small", "").text(&format!(" {kind}"))))
            .with(el("span", "number").text(&percent(voice.share)))
    }));
    part.with(emphasised(el("p", ""), &text)).with(bar).with(voices).with_all(choices(settings))
}

/// The classes of a mark that looks as in the page.
fn mark_class(settings: &Settings, category: &str) -> String {
    match settings.styles.get(category) {
        Some(Style { colour, line }) => format!("mark {category} colour-{colour} line-{line}"),
        None => format!("mark {category}"),
    }
}

/// How much is marked, and which kinds.
fn choices(settings: &Settings) -> [El; 2] {
    let chosen = |density: &str, hidden: Vec<String>| {
        let density = density.to_owned();
        move || {
            let (density, hidden) = (density.clone(), hidden.clone());
            spawn_local(async move {
                ask(&Message::Settings { density: &density, hidden: &hidden }).await;
                tell(|tab| async move { ask(&Message::State { tab }).await });
            });
        }
    };
    let group = |class: &str, label: &str| el("div", class).set("role", "group").set("aria-label", &say(label, &[]));
    let pressed = |on: bool| if on { "true" } else { "false" };
    let densities = group("segments", "density_title").with_all(DENSITIES.iter().map(|density| {
        el("button", "")
            .set("id", &format!("density-{density}"))
            .set("aria-pressed", pressed(settings.density == *density))
            .text(&say(&format!("density_{density}"), &[]))
            .clicked(chosen(density, settings.hidden.clone()))
    }));
    let marked: &[&str] = match settings.density.as_str() {
        "quiet" => &[],
        "sources" => &["source", "official", "outlet"],
        _ => &CATEGORIES,
    };
    let categories =
        group("chips", "categories_title").with_all(CATEGORIES.iter().filter(|c| marked.contains(c)).map(|category| {
            let shown = !settings.hidden.iter().any(|h| h == category);
            let mut hidden: Vec<String> = settings.hidden.iter().filter(|h| h != category).cloned().collect();
            if shown {
                hidden.push((*category).to_owned());
            }
            el("button", "")
                .set("id", &format!("category-{category}"))
                .set("aria-pressed", pressed(shown))
                .with(el("span", &mark_class(settings, category)).text(&say(&format!("category_{category}"), &[])))
                .clicked(chosen(&settings.density, hidden))
        }));
    [densities, categories]
}

fn officials(summary: &Summary) -> El {
    let line = |o: &Named| {
        let said = match (&o.office, o.then, o.today) {
            (Some(office), Some(OfficeStatus::Current), Some(true)) => say("official_then_and_now", &[office]),
            (Some(office), Some(OfficeStatus::Current), Some(false)) => say("official_then", &[office]),
            (Some(office), Some(OfficeStatus::Current), None) => say("official_then_only", &[office]),
            (Some(office), Some(OfficeStatus::Former), _) => say("official_former", &[office]),
            (Some(office), Some(OfficeStatus::Unconfirmed), _) => say("official_unconfirmed", &[office]),
            (Some(office), _, _) => say("official_later", &[office]),
            (None, _, _) => String::new(),
        };
        let likely = if o.likely { format!(" · {}", say("match_likely", &[])) } else { String::new() };
        el("li", "").with(el("span", "mark official").text(&o.person)).with(el("span", "muted").text(&format!(" {said}{likely}")))
    };
    let list = el("ul", "officials").with_all(summary.officials.iter().map(line));
    match summary.more_officials {
        0 => section("officials_title").with(list),
        more => {
            section("officials_title").with(list).with(el("p", "muted small").text(&say("officials_more", &[&more.to_string()])))
        }
    }
}

/// Opens the panel, within the click, and closes the popup.
fn to_panel() -> El {
    el("button", "link").set("id", "panel").text(&say("panel_open", &[])).clicked(|| {
        let opened = TAB.with_borrow(|t| *t).and_then(tabs::open_panel);
        spawn_local(async move {
            if let (Some(opened), Some(window)) = (opened, web_sys::window()) {
                let _ = JsFuture::from(opened).await;
                let _ = window.close();
            }
        });
    })
}

/// Always, or never, on this site; and the way to everything else that can be chosen.
fn footer(state: &State) -> El {
    let options = el("button", "link last").set("id", "options").text(&say("options_open", &[])).clicked(|| {
        open_options();
        if let Some(window) = web_sys::window() {
            let _ = window.close();
        }
    });
    let footer = el("footer", "");
    if state.host.is_empty() {
        return footer.with(to_panel()).with(options);
    }
    let button = |rule: Rule, key: &str| {
        el("button", "link")
            .set("id", key)
            .set("aria-pressed", if state.rule == rule { "true" } else { "false" })
            .text(&say(key, &[&state.host]))
    };
    let (host, rule) = (state.host.clone(), state.rule);
    let always = button(Rule::Always, "site_always").clicked(move || {
        let host = host.clone();
        // The browser's prompt first: it must be asked for within the click.
        let prompt = (rule != Rule::Always).then(|| may_read(&[pattern(&host)]));
        tell(move |tab| async move {
            let rule = match prompt {
                None => Rule::Click,
                Some(given) => match given.await {
                    true => Rule::Always,
                    false => return ask(&Message::State { tab }).await,
                },
            };
            ask(&Message::Site { tab, host: &host, rule }).await
        });
    });
    let (host, rule) = (state.host.clone(), state.rule);
    let never = button(Rule::Never, "site_never").clicked(move || {
        let host = host.clone();
        let rule = if rule == Rule::Never { Rule::Click } else { Rule::Never };
        tell(move |tab| async move { ask(&Message::Site { tab, host: &host, rule }).await });
    });
    let first = if state.rule == Rule::Mode { el("span", "muted").text(&say("options_site_mode", &[])) } else { always };
    footer.with(first).with(never).with(to_panel()).with(options)
}
