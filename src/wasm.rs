//! The boundary to JavaScript: thin, and no panic or error crosses it as an exception without a sentence.

use crate::engine::{self, Anchor, Options};
use crate::officials::own::{self, Counts, Fault, Lists, OwnList};
use crate::page::snapshot::Snapshot;
use crate::report::Report;
use crate::summary::{Summary, summarise};
use crate::text;
use serde::Serialize;
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::prelude::*;

/// What [`read_page`] answers.
#[derive(Serialize)]
struct Answer {
    report: Report,
    anchors: Vec<Anchor>,
    summary: Summary,
}

thread_local! {
    /// The lists that were given last, ready to be used: most pages are read with the same ones.
    static LISTS: RefCell<(Vec<OwnList>, Arc<Lists>)> = RefCell::default();
}

fn lists(given: JsValue, today: &str) -> Result<Arc<Lists>, JsValue> {
    if given.is_undefined() || given.is_null() {
        return Ok(Arc::default());
    }
    let given: Vec<OwnList> = serde_wasm_bindgen::from_value(given)
        .map_err(|e| JsValue::from_str(&format!("the reader’s own lists have not the expected shape: {e}")))?;
    LISTS.with_borrow_mut(|last| {
        if last.0 != given {
            *last = (given.clone(), Arc::new(Lists::new(&given, today)));
        }
        Ok(last.1.clone())
    })
}

/// Reads a snapshot (shape: `src/page/snapshot.rs`). `today` is `YYYY-MM-DD`. `own` are the reader's own lists
/// (`[{name, added, tsv}]`), or undefined. Answers `{report, anchors, summary}`.
///
/// Throws a string that says what is wrong where the snapshot has not the right shape.
#[wasm_bindgen(js_name = readPage)]
pub fn read_page(snapshot: JsValue, today: &str, own: JsValue) -> Result<JsValue, JsValue> {
    let snapshot: Snapshot = serde_wasm_bindgen::from_value(snapshot)
        .map_err(|e| JsValue::from_str(&format!("the snapshot of the page has not the expected shape: {e}")))?;
    let options = Options { today: today.to_owned(), lists: lists(own, today)?, ..Options::default() };
    let (report, anchors) = engine::read_page(&snapshot, &options);
    let summary = summarise(&report);
    to_js(&Answer { report, anchors, summary })
}

/// Reads plain text. Answers a report.
#[wasm_bindgen(js_name = readText)]
pub fn read_text(text: &str, url: Option<String>, published: Option<String>, today: &str) -> Result<JsValue, JsValue> {
    to_js(&engine::read_text(text, &Options { url, published, today: today.to_owned(), ..Options::default() }))
}

/// What [`check_list`] answers.
#[derive(Serialize)]
struct Checked {
    ok: bool,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    counts: Option<Counts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<Vec<Fault>>,
}

/// Checks a reader's own list of people and offices. Answers `{ok: true, persons, terms}`, or `{ok: false, errors: [{line, column,
/// message}]}`: `line` from 1 (0 where the whole list is meant), `column` the name of a column (empty where the whole line is
/// meant), `message` a sentence that says what is wrong and what to do.
#[wasm_bindgen(js_name = checkList)]
pub fn check_list(tsv: &str) -> Result<JsValue, JsValue> {
    to_js(&match own::check(tsv) {
        Ok(counts) => Checked { ok: true, counts: Some(counts), errors: None },
        Err(faults) => Checked { ok: false, counts: None, errors: Some(faults) },
    })
}

/// A list written again with all columns in their usual order, to be kept or handed on.
///
/// Throws a string where the list has faults; [`check_list`] tells them.
#[wasm_bindgen(js_name = exportList)]
pub fn export_list(tsv: &str) -> Result<String, JsValue> {
    own::export(tsv).map_err(|faults| JsValue::from_str(&faults.first().map_or_else(String::new, ToString::to_string)))
}

/// Reads the weights of tagger and parser (`sourcelight.weights` beside this module). To be called once, before the first
/// reading; without them texts are read without parts of speech and dependencies.
///
/// Throws a string that says what is wrong where the bytes are no weights, or weights have been loaded already.
#[wasm_bindgen(js_name = loadModel)]
pub fn load_model(bytes: &[u8]) -> Result<(), JsValue> {
    text::model::load_model(bytes).map_err(|e| JsValue::from_str(&e.to_string()))
}

/// Whether trees of sentences are kept from one reading to the next, within bounds: a page that changed is then read again in about
/// half the time, and what is found stays the same. Off until it is asked for.
#[wasm_bindgen(js_name = keepTrees)]
pub fn keep_trees(keep: bool) {
    text::model::keep_trees(keep);
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| JsValue::from_str(&format!("the report could not be handed over: {e}")))
}
