//! What a new reader sees once: what it does, how it is switched on, and that it waits for a click. It asks for nothing
//! before a click.

use super::browser::{open_options, say};
use super::element::{El, by_id, el};
use super::options;
use super::page::commands;
use super::sample::Sample;
use serde::Serialize;

/// What a page is told where nothing was chosen yet (extension/look.js).
#[derive(Serialize)]
struct Look {
    density: &'static str,
    hidden: [&'static str; 0],
    confidence: f64,
    officials: &'static str,
}

const USUAL: Look = Look { density: "all", hidden: [], confidence: 0.0, officials: "likely" };

pub async fn open() {
    let keys = commands().await.into_iter().find(|c| c.name.as_deref() == Some("toggle")).and_then(|c| c.shortcut);
    let mut sample = Sample::default();
    let text = |key: &str| el("p", "").text(&say(key, &[]));
    let step = |title: &str| el("li", "step").with(el("h2", "").text(&say(title, &[])));

    let legend = ["source", "cue", "content", "official", "outlet"]
        .map(|category| el("li", "").with(sample.word(category, &say(&format!("category_{category}"), &[]))));
    let legend = el("ul", "legend").with_all(legend).with(el("li", "muted").text(&say("welcome_own_voice", &[])));
    let what = step("welcome_what").with(text("welcome_what_about")).with(sample.copy("sample")).with(legend);
    let press = text("welcome_press");
    let press = match keys.filter(|k| !k.is_empty()) {
        Some(keys) => {
            press.text(" ").with_all(around(&say("welcome_keys", &["\u{1}"]), el("kbd", "").set("dir", "ltr").text(&keys)))
        }
        None => press,
    };
    let icon = el("img", "").set("src", "icons/off-48.png").set("alt", "").set("width", "32").set("height", "32");
    let on = step("welcome_on").with(el("div", "press").with(icon).with(press)).with(text("welcome_pin"));

    let options =
        el("button", "plain").set("type", "button").set("id", "options").text(&say("welcome_options", &[])).clicked(open_options);
    let when =
        step("welcome_when").with(text("welcome_when_about")).with(options::modes_place()).with(el("div", "row").with(options));

    by_id("main").replace_all(vec![
        el("p", "lead").text(&say("welcome_lead", &[])),
        el("ol", "steps").with(what).with(on).with(when),
        el("p", "about").text(&say("welcome_privacy", &[])),
    ]);
    sample.paint(&USUAL);
    options::follow();
}

/// A text with an element where its place is.
fn around(text: &str, place: El) -> [El; 3] {
    let (before, after) = text.split_once('\u{1}').unwrap_or((text, ""));
    [el("span", "").text(before), place, el("span", "").text(after)]
}
