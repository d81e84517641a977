//! The options page. Its parts stand there from the beginning; what is chosen is drawn into them, and drawn anew whenever it has
//! changed, here, in the popup, in the browser's own pages, or in another browser of the reader.

mod consent;
mod files;
mod look;
mod state;

use super::browser::say;
use super::element::{El, by_id, el};
use super::page::{Command, Dress, commands, open_shortcuts, when_changed};
use super::sample::{Sample, repaint_with_scheme};
use state::{Message, State, tell};
use std::cell::RefCell;

const PRIVACY: [&str; 5] =
    ["options_privacy_1", "options_privacy_2", "options_privacy_3", "options_privacy_4", "options_privacy_5"];

thread_local! {
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
        ("sites", "options_sites", consent::sites_part()),
        ("shown", "options_shown", part("shown", "options_shown", "options_shown_about").with(place("shown-body"))),
        ("sure", "options_sure", part("sure", "options_sure", "options_sure_about").with(place("sure-body"))),
        ("lists", "options_lists", files::lists_part()),
        ("keys", "options_keys", keys_part(&commands)),
        ("file", "options_file", files::file_part()),
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

fn draw(state: &State) {
    by_id("when-body").replace_all(consent::when(state));
    if by_id("shown-body").raw().is_none() {
        return;
    }
    by_id("sites-body").replace_all(consent::sites(state));
    let mut sample = Sample::default();
    by_id("shown-body").replace_all(look::shown(&state.settings, &mut sample));
    by_id("sure-body").replace_all(look::sure(&state.settings));
    by_id("lists-body").replace_all(files::lists(state));
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
