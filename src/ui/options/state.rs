//! What the options page knows, and how it asks the background for it and for every change.

use super::super::browser::{ask, say};
use super::super::element::{by_id, el};
use super::draw;
use gloo::timers::callback::Timeout;
use serde::{Deserialize, Serialize};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// What the background answers (extension/options-answers.js).
#[derive(Clone, Deserialize)]
pub(super) struct State {
    pub(super) settings: Settings,
    /// What the chosen look of marks adds to the style sheet.
    pub(super) css: String,
    /// Whether the browser lets all sites be read.
    pub(super) everywhere: bool,
    /// Hosts with the rule *always* that the browser does not let be read.
    pub(super) waiting: Vec<String>,
    pub(super) synced: bool,
    /// How many hosts our table of outlets has.
    pub(super) news: u32,
    pub(super) lists: Vec<OwnList>,
}

/// extension/settings.js.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Settings {
    pub(super) mode: String,
    pub(super) always: Vec<String>,
    pub(super) never: Vec<String>,
    pub(super) density: String,
    pub(super) hidden: Vec<String>,
    pub(super) styles: BTreeMap<String, Style>,
    pub(super) confidence: f64,
    pub(super) officials: String,
}

#[derive(Clone, PartialEq, Deserialize, Serialize)]
pub(super) struct Style {
    pub(super) colour: String,
    pub(super) line: String,
}

#[derive(Clone, Deserialize)]
pub(super) struct OwnList {
    pub(super) name: String,
    pub(super) added: String,
    pub(super) rows: u32,
}

/// What is asked of the background.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub(super) enum Message<'a> {
    Options,
    Choose { change: Change },
    Show { category: &'a str, on: bool },
    Rule { host: &'a str, rule: &'a str },
    RemoveRule { host: &'a str, rule: &'a str },
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
pub(super) struct Change {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) mode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) density: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    /// Category → field → value.
    pub(super) styles: Option<BTreeMap<String, BTreeMap<String, String>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) officials: Option<String>,
}

/// Why something was refused.
#[derive(Deserialize)]
pub(super) struct Refusal {
    pub(super) error: String,
}

/// A text that was asked for.
#[derive(Deserialize)]
pub(super) struct Words {
    pub(super) text: String,
}

/// What the engine says of a list (src/wasm.rs).
#[derive(Deserialize)]
pub(super) struct Checked {
    #[serde(default)]
    pub(super) persons: u32,
    #[serde(default)]
    pub(super) terms: u32,
    #[serde(default)]
    pub(super) errors: Vec<Fault>,
}

/// A mistake in a list.
#[derive(Deserialize)]
pub(super) struct Fault {
    /// From 1; 0 where the whole list is meant.
    pub(super) line: u32,
    /// Name of a column; empty where the whole line is meant.
    pub(super) column: String,
    pub(super) message: String,
}

thread_local! {
    /// The answer that stands there now, as a text.
    static DRAWN: RefCell<String> = const { RefCell::new(String::new()) };
    /// How many questions were asked, and the latest of those that were answered.
    static TURNS: Cell<u32> = const { Cell::new(0) };
    static LATEST: Cell<u32> = const { Cell::new(0) };
    static FADING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

pub(super) fn read<T: for<'a> Deserialize<'a>>(answer: &JsValue) -> Option<T> {
    serde_wasm_bindgen::from_value(answer.clone()).ok()
}

/// Asks the background, and draws the state that it answers. What it refuses it refuses in a sentence.
pub(super) async fn told(message: Message<'_>) -> Result<(), String> {
    let unreachable = || say("options_unreachable", &[]);
    let turn = TURNS.get() + 1;
    TURNS.set(turn);
    let answer = ask(&message).await.ok_or_else(unreachable)?;
    if let Some(Refusal { error }) = read(&answer) {
        // What the reader has chosen all the same is not what holds.
        DRAWN.take();
        return Err(error);
    }
    let state: State = read(&answer).ok_or_else(unreachable)?;
    let text = js_sys::JSON::stringify(&answer).map(String::from).unwrap_or_default();
    // A later question may have been answered before: what it was told is newer.
    if LATEST.get() > turn {
        return Ok(());
    }
    LATEST.set(turn);
    // What is under the pointer stays what it is where nothing has changed.
    if DRAWN.replace(text.clone()) != text {
        draw(&state);
    }
    Ok(())
}

/// The same, without waiting; a refusal is shown at the foot of the page.
pub(super) fn tell(message: Message<'static>) {
    spawn_local(async move {
        if let Err(words) = told(message).await {
            announce(&words);
        }
    });
}

pub(super) fn choose(change: Change) {
    announce("");
    tell(Message::Choose { change });
}

/// Milliseconds for which it is shown what has happened: long enough to read it twice.
const SHOWN: u32 = 9_000;

/// What has happened, for eyes and screen readers, until the next thing happens or a while has passed.
pub(super) fn announce(words: &str) {
    let status = by_id("status");
    if words.is_empty() {
        FADING.set(None);
        return status.replace_all(Vec::new());
    }
    status.replace_all(vec![el("p", "").text(words)]);
    FADING.set(Some(Timeout::new(SHOWN, || by_id("status").replace_all(Vec::new()))));
}
