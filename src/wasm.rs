//! The boundary to JavaScript: thin, and no panic or error crosses it as an exception without a sentence.

use crate::engine::{self, Anchor, Options};
use crate::page::snapshot::Snapshot;
use crate::report::Report;
use crate::summary::{Summary, summarise};
use crate::text;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What [`read_page`] answers.
#[derive(Serialize)]
struct Answer {
    report: Report,
    anchors: Vec<Anchor>,
    summary: Summary,
}

/// Reads a snapshot (shape: `src/page/snapshot.rs`). `today` is `YYYY-MM-DD`. Answers `{report, anchors, summary}`.
///
/// Throws a string that says what is wrong where the snapshot has not the right shape.
#[wasm_bindgen(js_name = readPage)]
pub fn read_page(snapshot: JsValue, today: &str) -> Result<JsValue, JsValue> {
    let snapshot: Snapshot = serde_wasm_bindgen::from_value(snapshot)
        .map_err(|e| JsValue::from_str(&format!("the snapshot of the page has not the expected shape: {e}")))?;
    let options = Options { today: today.to_owned(), ..Options::default() };
    let (report, anchors) = engine::read_page(&snapshot, &options);
    let summary = summarise(&report);
    to_js(&Answer { report, anchors, summary })
}

/// Reads plain text. Answers a report.
#[wasm_bindgen(js_name = readText)]
pub fn read_text(text: &str, url: Option<String>, published: Option<String>, today: &str) -> Result<JsValue, JsValue> {
    to_js(&engine::read_text(text, &Options { url, published, today: today.to_owned() }))
}

/// Reads the weights of tagger and parser (`sourcelight.weights` beside this module). To be called once, before the first
/// reading; without them texts are read without parts of speech and dependencies.
///
/// Throws a string that says what is wrong where the bytes are no weights, or weights have been loaded already.
#[wasm_bindgen(js_name = loadModel)]
pub fn load_model(bytes: &[u8]) -> Result<(), JsValue> {
    text::model::load_model(bytes).map_err(|e| JsValue::from_str(&e.to_string()))
}

fn to_js<T: Serialize>(value: &T) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| JsValue::from_str(&format!("the report could not be handed over: {e}")))
}
