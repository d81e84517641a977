//! The options page. Its parts stand there from the beginning; what is chosen is drawn into them, and drawn anew whenever it has
//! changed, here, in the popup, in the browser's own pages, or in another browser of the reader.

use super::browser::{EVERYWHERE, ask, day, may_read, pattern, say};
use super::element::{El, by_id, el};
use super::page::{Command, Dress, commands, file_field, open_shortcuts, save, when_changed};
use super::sample::{Sample, repaint_with_scheme};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    /// extension/settings.js: the host of a rule, from what a reader has written.
    #[wasm_bindgen(js_name = sourcelightHost)]
    fn host_of(text: &str) -> Option<String>;
}

/// What the background answers (extension/options-answers.js).
#[derive(Clone, Deserialize)]
struct State {
    settings: Settings,
    /// What the chosen look of marks adds to the style sheet.
    css: String,
    /// Whether the browser lets all sites be read.
    everywhere: bool,
    /// Hosts with the rule *always* that the browser does not let be read.
    waiting: Vec<String>,
    synced: bool,
    /// How many hosts our table of outlets has.
    news: u32,
    lists: Vec<OwnList>,
}

/// extension/settings.js.
#[derive(Clone, Deserialize, Serialize)]
struct Settings {
    mode: String,
    always: Vec<String>,
    never: Vec<String>,
    density: String,
    hidden: Vec<String>,
    styles: BTreeMap<String, Style>,
    confidence: f64,
    officials: String,
}

#[derive(Clone, PartialEq, Deserialize, Serialize)]
struct Style {
    colour: String,
    line: String,
}

#[derive(Clone, Deserialize)]
struct OwnList {
    name: String,
    added: String,
    rows: u32,
}

/// What is asked of the background.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
enum Message<'a> {
    Options,
    Choose { change: Change },
    Rule { host: &'a str, rule: &'a str },
    Export,
    Import { text: &'a str },
    Reset,
    CheckList { tsv: &'a str },
    ListAdd { name: &'a str, tsv: &'a str },
    ListRemove { name: &'a str },
    List { name: &'a str },
}

/// The fields that become different.
#[derive(Default, Serialize)]
struct Change {
    #[serde(skip_serializing_if = "Option::is_none")]
    mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    always: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    never: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    density: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    styles: Option<BTreeMap<String, Style>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    officials: Option<String>,
}

/// Why something was refused.
#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// A text that was asked for.
#[derive(Deserialize)]
struct Words {
    text: String,
}

/// What the engine says of a list (src/wasm.rs).
#[derive(Deserialize)]
struct Checked {
    #[serde(default)]
    persons: u32,
    #[serde(default)]
    terms: u32,
    #[serde(default)]
    errors: Vec<Fault>,
}

/// A mistake in a list.
#[derive(Deserialize)]
struct Fault {
    /// From 1; 0 where the whole list is meant.
    line: u32,
    /// Name of a column; empty where the whole line is meant.
    column: String,
    message: String,
}

/// Most mistakes of a list that are shown: who mends these reads the rest with other eyes.
const MOST_FAULTS: usize = 12;

// As extension/settings.js has them.
const CATEGORIES: [&str; 5] = ["source", "cue", "content", "official", "outlet"];
const COLOURS: [&str; 8] = ["default", "blue", "plum", "teal", "green", "rust", "rose", "grey"];
const STROKES: [&str; 6] = ["default", "solid", "dotted", "dashed", "double", "tint"];
const CONFIDENCES: [f64; 3] = [0.0, 0.8, 0.9];
const PRIVACY: [&str; 5] =
    ["options_privacy_1", "options_privacy_2", "options_privacy_3", "options_privacy_4", "options_privacy_5"];

thread_local! {
    static STATE: RefCell<Option<State>> = const { RefCell::new(None) };
    static DRESS: RefCell<Option<Dress>> = const { RefCell::new(None) };
}

pub async fn open() {
    DRESS.set(Some(Dress::new()));
    by_id("contents").set("aria-label", &say("options_contents", &[]));
    build(commands().await);
    follow();
}

/// Draws what is chosen, and draws it anew when it has changed; also on a page that has only some of the parts.
pub(super) fn follow() {
    when_changed(|| tell(Message::Options));
    repaint_with_scheme();
    tell(Message::Options);
}

/// Where the modes are drawn.
pub(super) fn modes_place() -> El {
    place("when-body")
}

// --- Asking and answering ---------------------------------------------------------------------------------------------

fn read<T: for<'a> Deserialize<'a>>(answer: &JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(answer.clone()).ok()
}

/// Asks the background, and draws the state that it answers. What it refuses it refuses in a sentence.
async fn told(message: Message<'_>) -> Result<(), String> {
    let unreachable = || say("options_unreachable", &[]);
    let answer = ask(&message).await.ok_or_else(unreachable)?;
    if let Some(Refusal { error }) = read(&answer) {
        return Err(error);
    }
    let state: State = read(&answer).ok_or_else(unreachable)?;
    draw(&state);
    STATE.set(Some(state));
    Ok(())
}

/// The same, without waiting; a refusal is shown at the foot of the page.
fn tell(message: Message<'static>) {
    spawn_local(async move {
        if let Err(words) = told(message).await {
            announce(&words);
        }
    });
}

fn choose(change: Change) {
    tell(Message::Choose { change });
}

/// What has happened, for eyes and screen readers, until the next thing happens.
fn announce(words: &str) {
    by_id("status").replace_all(if words.is_empty() { Vec::new() } else { vec![el("p", "").text(words)] });
}

fn settings() -> Option<Settings> {
    STATE.with_borrow(|s| s.as_ref().map(|s| s.settings.clone()))
}

// --- What stands there from the beginning ---------------------------------------------------------------------------------

/// A part of the page: a heading, a sentence on it, and what else stands in it.
fn part(id: &str, title: &str, about: &str) -> El {
    let heading = format!("{id}-title");
    let section = el("section", "")
        .set("id", id)
        .set("aria-labelledby", &heading)
        .with(el("h2", "").set("id", &heading).text(&say(title, &[])));
    if about.is_empty() { section } else { section.with(el("p", "about").text(&say(about, &[]))) }
}

/// Where the changing content of a part is drawn.
fn place(id: &str) -> El {
    el("div", "").set("id", id)
}

fn button(id: &str, class: &str, key: &str, act: impl Fn() + 'static) -> El {
    el("button", class).set("type", "button").set("id", id).text(&say(key, &[])).clicked(act)
}

fn build(commands: Vec<Command>) {
    let parts = [
        ("when", "options_when", part("when", "options_when", "options_when_about").with(modes_place())),
        ("sites", "options_sites", sites_part()),
        ("shown", "options_shown", part("shown", "options_shown", "options_shown_about").with(place("shown-body"))),
        ("sure", "options_sure", part("sure", "options_sure", "options_sure_about").with(place("sure-body"))),
        ("lists", "options_lists", lists_part()),
        ("keys", "options_keys", keys_part(&commands)),
        ("file", "options_file", file_part()),
        (
            "privacy",
            "options_privacy",
            part("privacy", "options_privacy", "")
                .with(el("ol", "sentences").with_all(PRIVACY.map(|key| el("li", "").text(&say(key, &[]))))),
        ),
    ];
    let links = parts
        .each_ref()
        .map(|(id, title, _)| el("li", "").with(el("a", "").set("href", &format!("#{id}")).text(&say(title, &[]))));
    by_id("contents").replace_all(vec![el("ul", "").with_all(links)]);
    by_id("main").replace_all(parts.into_iter().map(|(_, _, part)| part).collect());
}

fn sites_part() -> El {
    let add = |rule: &'static str| move || add_site(rule);
    let field = el("input", "")
        .set("id", "site-host")
        .set("type", "text")
        .set("inputmode", "url")
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .set("dir", "ltr")
        .set("placeholder", &say("options_site_example", &[]))
        .set("aria-describedby", "site-problem");
    let form = el("div", "row")
        .with(el("label", "").set("for", "site-host").text(&say("options_site_label", &[])))
        .with(field)
        .with(button("site-always", "plain", "options_site_add_always", add("always")))
        .with(button("site-never", "plain", "options_site_add_never", add("never")));
    part("sites", "options_sites", "options_sites_about")
        .with(form)
        .with(el("p", "problem").set("id", "site-problem").set("role", "alert"))
        .with(place("sites-body"))
}

/// Makes a rule for the site that stands in the field. Runs within the click: the browser's prompt takes no other moment.
fn add_site(rule: &'static str) {
    let field = by_id("site-host");
    let problem = by_id("site-problem");
    let Some(host) = host_of(&field.value()) else {
        problem.replace_all(vec![el("span", "").text(&say("options_site_wrong", &[]))]);
        field.set("aria-invalid", "true").focus();
        return;
    };
    problem.replace_all(Vec::new());
    let field = field.set("aria-invalid", "false");
    let prompt = (rule == "always").then(|| may_read(&[pattern(&host)]));
    spawn_local(async move {
        if let Some(prompt) = prompt
            && !prompt.await
        {
            return announce(&say("options_not_given", &[]));
        }
        match told(Message::Rule { host: &host, rule }).await {
            Ok(()) => {
                field.property("value", "");
                announce(&say("options_site_added", &[&host]));
            }
            Err(words) => announce(&words),
        }
    });
}

fn lists_part() -> El {
    let file =
        file_field("list-file", ".tsv,.txt,text/tab-separated-values,text/plain", |name, text| spawn_local(add_list(name, text)));
    part("lists", "options_lists", "options_lists_about")
        .with(el("p", "about").text(&say("options_lists_columns", &[])))
        .with(place("lists-body"))
        .with(el("div", "row").with(file).with(el("label", "plain").set("for", "list-file").text(&say("options_list_load", &[]))))
        .with(place("list-problem").set("role", "alert"))
}

/// Has the engine check a list, and keeps it if nothing is wrong with it.
async fn add_list(name: String, text: Option<String>) {
    let problem = by_id("list-problem");
    problem.replace_all(Vec::new());
    let refuse = |words: &str| by_id("list-problem").replace_all(vec![el("p", "problem").text(words)]);
    let Some(tsv) = text else { return refuse(&say("options_file_unreadable", &[&name])) };
    let Some(answer) = ask(&Message::CheckList { tsv: &tsv }).await else { return refuse(&say("options_unreachable", &[])) };
    if let Some(Refusal { error }) = read(&answer) {
        return refuse(&error);
    }
    let Some(Checked { persons, terms, errors }) = read(&answer) else { return refuse(&say("options_unreachable", &[])) };
    if !errors.is_empty() {
        let more = errors.len().saturating_sub(MOST_FAULTS);
        let mut shown = vec![
            el("p", "problem").text(&say("options_list_wrong", &[&name])),
            el("ul", "faults").with_all(errors.iter().take(MOST_FAULTS).map(|fault| {
                let place = match (fault.line, fault.column.as_str()) {
                    (0, _) => String::new(),
                    (line, "") => say("options_list_line", &[&line.to_string()]),
                    (line, column) => say("options_list_cell", &[&line.to_string(), column]),
                };
                el("li", "").with(el("b", "").text(&place)).text(" ").text(&fault.message)
            })),
        ];
        if more > 0 {
            shown.push(el("p", "about").text(&say("options_list_more", &[&more.to_string()])));
        }
        return problem.replace_all(shown);
    }
    match told(Message::ListAdd { name: &name, tsv: &tsv }).await {
        Ok(()) => announce(&say("options_list_added", &[&name, &persons.to_string(), &terms.to_string()])),
        Err(words) => refuse(&words),
    }
}

fn keys_part(commands: &[Command]) -> El {
    let rows = commands.iter().map(|command| {
        let name = match command.name.as_deref() {
            // Browsers leave the text of this one empty.
            Some("_execute_action") => say("options_key_popup", &[]),
            name => command.description.clone().filter(|d| !d.is_empty()).or(name.map(Into::into)).unwrap_or_default(),
        };
        let keys = match command.shortcut.as_deref() {
            None | Some("") => el("span", "muted").text(&say("options_key_none", &[])),
            Some(keys) => el("kbd", "").set("dir", "ltr").text(keys),
        };
        el("li", "").with(el("span", "").text(&name)).with(keys)
    });
    part("keys", "options_keys", "").with(el("ul", "rows").with_all(rows)).with(el("div", "row").with(button(
        "keys-change",
        "plain",
        "options_keys_change",
        open_shortcuts,
    )))
}

fn file_part() -> El {
    let export = || {
        spawn_local(async {
            match ask(&Message::Export).await.as_ref().and_then(read::<Words>) {
                Some(Words { text }) => save("sourcelight-settings.json", "application/json", &text),
                None => announce(&say("options_unreachable", &[])),
            }
        });
    };
    let import = file_field("settings-file", ".json,application/json", |name, text| {
        spawn_local(async move {
            let outcome = match text {
                None => Err(say("options_file_unreadable", &[&name])),
                Some(text) => told(Message::Import { text: &text }).await,
            };
            match outcome {
                Ok(()) => {
                    by_id("file-problem").replace_all(Vec::new());
                    announce(&say("options_file_taken", &[&name]));
                }
                Err(words) => by_id("file-problem")
                    .replace_all(vec![el("p", "problem").text(&say("options_file_refused", &[&name])).text(" ").text(&words)]),
            }
        });
    });
    let ask_first = |asking: bool| {
        by_id("reset-first").flag("hidden", asking);
        by_id("reset-really").flag("hidden", !asking);
        by_id(if asking { "reset-no" } else { "reset" }).focus();
    };
    let reset = el("div", "row")
        .with(el("div", "row").set("id", "reset-first").with(button("reset", "plain", "options_reset", move || ask_first(true))))
        .with(
            el("div", "row question")
                .set("id", "reset-really")
                .set("role", "group")
                .set("aria-labelledby", "reset-question")
                .flag("hidden", true)
                .with(el("p", "").set("id", "reset-question").text(&say("options_reset_question", &[])))
                .with(button("reset-yes", "plain strong", "options_reset_yes", move || {
                    ask_first(false);
                    spawn_local(async {
                        let words = told(Message::Reset).await.err().unwrap_or_else(|| say("options_reset_done", &[]));
                        announce(&words);
                    });
                }))
                .with(button("reset-no", "plain", "options_reset_no", move || ask_first(false))),
        );
    part("file", "options_file", "options_file_about")
        .with(el("p", "about").set("id", "sync"))
        .with(
            el("div", "row")
                .with(button("export", "plain", "options_export", export))
                .with(import)
                .with(el("label", "plain").set("for", "settings-file").text(&say("options_import", &[]))),
        )
        .with(place("file-problem").set("role", "alert"))
        .with(reset)
}

// --- What is drawn anew -----------------------------------------------------------------------------------------------------

fn draw(state: &State) {
    by_id("when-body").replace_all(when(state));
    if by_id("shown-body").raw().is_none() {
        return;
    }
    by_id("sites-body").replace_all(sites(state));
    let mut sample = Sample::default();
    by_id("shown-body").replace_all(shown(&state.settings, &mut sample));
    by_id("sure-body").replace_all(sure(&state.settings));
    by_id("lists-body").replace_all(lists(state));
    by_id("sync")
        .replace_all(vec![el("span", "").text(&say(if state.synced { "options_synced" } else { "options_local" }, &[]))]);
    DRESS.with_borrow(|dress| {
        if let Some(dress) = dress {
            dress.wear(&state.css);
        }
    });
    sample.paint(&state.settings);
}

/// Some of which one is chosen: (id, title, what it means). Buttons, so that nothing is chosen by only passing over it.
fn choices(
    name: &str,
    label: &str,
    options: Vec<(String, String, String)>,
    now: &str,
    act: impl Fn(&str) + Clone + 'static,
) -> El {
    el("div", "choices").set("role", "group").set("aria-label", &say(label, &[])).with_all(options.into_iter().map(
        |(id, title, about)| {
            let (act, value) = (act.clone(), id.clone());
            el("button", "choice")
                .set("type", "button")
                .set("id", &format!("{name}-{id}"))
                .set("aria-pressed", if id == now { "true" } else { "false" })
                .with(el("b", "").text(&title))
                .with(el("span", "").text(&about))
                .clicked(move || act(&value))
        },
    ))
}

/// The choices of a field whose words are in `_locales` under its name.
fn worded(prefix: &str, ids: &[&str]) -> Vec<(String, String, String)> {
    ids.iter()
        .map(|id| ((*id).to_owned(), say(&format!("{prefix}_{id}"), &[]), say(&format!("{prefix}_{id}_about"), &[])))
        .collect()
}

fn when(state: &State) -> Vec<El> {
    let effective = if state.everywhere { state.settings.mode.as_str() } else { "click" };
    let mut modes = worded("options_mode", &["click", "news", "all"]);
    modes[1].2 = say("options_mode_news_about", &[&number(state.news)]);
    let everywhere = state.everywhere;
    let mut parts = vec![choices("mode", "options_when", modes, effective, move |mode| set_mode(mode, everywhere))];
    if state.settings.mode != effective {
        let mode = state.settings.mode.clone();
        let name = say(&format!("options_mode_{mode}"), &[]);
        parts.push(el("div", "notice").with(el("p", "").text(&say("options_mode_waits", &[&name]))).with(button(
            "mode-ask",
            "plain",
            "options_ask",
            move || set_mode(&mode, false),
        )));
    }
    parts.push(el("p", "about").text(&say("options_mode_consent", &[])));
    parts
}

/// Within the click: the browser's prompt takes no other moment.
fn set_mode(mode: &str, given: bool) {
    let change = Change { mode: Some(mode.to_owned()), ..Change::default() };
    if mode == "click" || given {
        return choose(change);
    }
    let prompt = may_read(&[EVERYWHERE.to_owned()]);
    spawn_local(async move { if prompt.await { choose(change) } else { announce(&say("options_not_given", &[])) } });
}

/// A number as the reader's language writes it.
fn number(n: u32) -> String {
    String::from(js_sys::Number::from(n).to_locale_string(&say("@@ui_locale", &[]).replace('_', "-")))
}

fn sites(state: &State) -> Vec<El> {
    let Settings { always, never, .. } = &state.settings;
    if always.is_empty() && never.is_empty() {
        return vec![el("p", "muted").text(&say("options_sites_none", &[]))];
    }
    let mut rules: Vec<(&String, bool)> = always.iter().map(|h| (h, true)).chain(never.iter().map(|h| (h, false))).collect();
    rules.sort();
    let row = |(host, always): (&String, bool)| {
        let rule = el("span", "muted").text(&say(if always { "options_always" } else { "options_never" }, &[]));
        let mut named = el("span", "").with(el("bdi", "host").text(host));
        let mut acts = el("span", "acts");
        if always && state.waiting.contains(host) {
            named = named.with(el("small", "").text(&say("options_site_waits", &[])));
            let of = host.clone();
            let ask = button(&format!("ask-{host}"), "link", "options_ask", move || {
                let prompt = may_read(&[pattern(&of)]);
                spawn_local(async move {
                    if prompt.await { tell(Message::Options) } else { announce(&say("options_not_given", &[])) }
                });
            });
            acts = acts.with(ask.set("aria-label", &say("options_site_ask", &[host])));
        }
        let of = host.clone();
        let remove =
            button(&format!("remove-{}-{host}", if always { "always" } else { "never" }), "link", "options_remove", move || {
                let Some(Settings { always: yes, never: no, .. }) = settings() else { return };
                let without = |hosts: Vec<String>| Some(hosts.into_iter().filter(|h| *h != of).collect());
                choose(if always {
                    Change { always: without(yes), ..Change::default() }
                } else {
                    Change { never: without(no), ..Change::default() }
                });
                announce(&say("options_site_removed", &[&of]));
                by_id("site-host").focus();
            });
        let remove = remove.set("aria-label", &say("options_site_remove", &[host]));
        el("li", "").with(named).with(rule).with(acts.with(remove))
    };
    vec![el("ul", "rows sites").with_all(rules.into_iter().map(row))]
}

fn shown(settings: &Settings, sample: &mut Sample) -> Vec<El> {
    let densities = worded("options_density", &["quiet", "sources", "all"]);
    let density = choices("density", "density_title", densities, &settings.density, |density| {
        choose(Change { density: Some(density.to_owned()), ..Change::default() });
    });
    let marked: &[&str] = match settings.density.as_str() {
        "quiet" => &[],
        "sources" => &["source", "official", "outlet"],
        _ => &CATEGORIES,
    };
    let rows = CATEGORIES.map(|category| category_row(settings, category, marked.contains(&category), sample));
    vec![
        density,
        el("h3", "").set("id", "categories").text(&say("categories_title", &[])),
        el("ul", "rows categories").set("aria-labelledby", "categories").with_all(rows),
        el("h3", "").text(&say("options_sample", &[])),
        el("div", "samples").with(sample.copy("sample light")).with(sample.copy("sample dark")),
        el("p", "about").text(&say("options_sample_about", &[])),
    ]
}

fn category_row(settings: &Settings, category: &'static str, marked: bool, sample: &mut Sample) -> El {
    let name = say(&format!("options_category_{category}"), &[]);
    let id = format!("shown-{category}");
    let on = !settings.hidden.iter().any(|h| h == category);
    let check = el("input", "").set("type", "checkbox").set("id", &id).property("checked", on).chosen(move |_| {
        let Some(Settings { hidden, .. }) = self::settings() else { return };
        let mut without: Vec<String> = hidden.iter().filter(|h| *h != category).cloned().collect();
        if without.len() == hidden.len() {
            without.push(category.to_owned());
        }
        choose(Change { hidden: Some(without), ..Change::default() });
    });
    let style = settings.styles.get(category).cloned().unwrap_or(Style { colour: "default".into(), line: "default".into() });
    let label = el("label", "").set("for", &id).with(sample.word(category, &name));
    let label =
        if marked { label } else { label.with(el("small", "").text(&format!(" {}", say("options_category_not_now", &[])))) };
    let list = |field: &'static str, key: &str, options: &[&str], now: &str| {
        let list = el("select", "").set("id", &format!("{field}-{category}")).set("aria-label", &say(key, &[&name]));
        let list = list
            .with_all(options.iter().map(|o| el("option", "").set("value", o).text(&say(&format!("options_{field}_{o}"), &[]))));
        list.property("value", now).chosen(move |value| restyle(category, field, value))
    };
    el("li", "")
        .with(el("span", "check").with(check).with(label))
        .with(list("colour", "options_colour_of", &COLOURS, &style.colour))
        .with(list("line", "options_line_of", &STROKES, &style.line))
}

fn restyle(category: &str, field: &str, value: String) {
    let Some(Settings { mut styles, .. }) = settings() else { return };
    let Some(style) = styles.get_mut(category) else { return };
    match field {
        "colour" => style.colour = value,
        _ => style.line = value,
    }
    choose(Change { styles: Some(styles), ..Change::default() });
}

fn sure(settings: &Settings) -> Vec<El> {
    // Named by their percentage: 0, 80, 90.
    let id = |confidence: f64| format!("{:.0}", confidence * 100.0);
    let ids = CONFIDENCES.map(id);
    let claims = worded("options_confidence", &ids.each_ref().map(String::as_str));
    let officials = worded("options_officials", &["likely", "certain"]);
    let title = |key: &str| el("h3", "").text(&say(key, &[]));
    vec![
        title("options_confidence"),
        choices("confidence", "options_confidence", claims, &id(settings.confidence), move |chosen| {
            let confidence = CONFIDENCES.into_iter().find(|c| id(*c) == chosen);
            choose(Change { confidence, ..Change::default() });
        }),
        title("options_officials"),
        choices("officials", "options_officials", officials, &settings.officials, |least| {
            choose(Change { officials: Some(least.to_owned()), ..Change::default() });
        }),
    ]
}

fn lists(state: &State) -> Vec<El> {
    if state.lists.is_empty() {
        return vec![el("p", "muted").text(&say("options_lists_none", &[]))];
    }
    let row = |(n, list): (usize, &OwnList)| {
        let about = say("options_list_about", &[&list.rows.to_string(), &day(&list.added)]);
        let (name, of) = (list.name.clone(), list.name.clone());
        let export = button(&format!("list-export-{n}"), "link", "options_list_export", move || {
            let name = name.clone();
            spawn_local(async move {
                match ask(&Message::List { name: &name }).await.as_ref().and_then(read::<Words>) {
                    Some(Words { text }) => save(&name, "text/tab-separated-values", &text),
                    None => announce(&say("options_unreachable", &[])),
                }
            });
        });
        let remove = button(&format!("list-remove-{n}"), "link", "options_remove", move || {
            let name = of.clone();
            by_id("list-file").focus();
            spawn_local(async move {
                let words = told(Message::ListRemove { name: &name }).await.err();
                announce(&words.unwrap_or_else(|| say("options_list_removed", &[&name])));
            });
        });
        el("li", "").with(el("bdi", "host").text(&list.name)).with(el("span", "muted").text(&about)).with(
            el("span", "acts")
                .with(export.set("aria-label", &say("options_list_export_of", &[&list.name])))
                .with(remove.set("aria-label", &say("options_list_remove_of", &[&list.name]))),
        )
    };
    vec![el("ul", "rows").with_all(state.lists.iter().enumerate().map(row))]
}
