//! A few lines of an invented article, painted as pages are: by the same script, from a report made here.

use super::browser::{js, say};
use super::element::{El, el};
use gloo::events::EventListener;
use serde::Serialize;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// extension/content/paint.js.
    #[wasm_bindgen(catch, js_name = sourcelightPaint)]
    fn painter(report: JsValue, anchors: JsValue, texts: js_sys::Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn complain(error: &JsValue);
}

type Range = (usize, usize);

#[derive(Default, Serialize)]
struct Report {
    document: Document,
    claims: Vec<Claim>,
    officials: Vec<Official>,
    origin: Origin,
}

#[derive(Default, Serialize)]
struct Document {
    text: String,
}

#[derive(Default, Serialize)]
struct Claim {
    content: Vec<Range>,
    source: Vec<Range>,
    cue: Vec<Range>,
    confidence: f32,
}

#[derive(Serialize)]
struct Official {
    mentions: Vec<Range>,
    role_mentions: Vec<Range>,
    #[serde(rename = "match")]
    certainty: &'static str,
}

#[derive(Default, Serialize)]
struct Origin {
    citations: Vec<Citation>,
}

#[derive(Serialize)]
struct Citation {
    outlet: String,
    mentions: Vec<Range>,
}

#[derive(Serialize)]
struct Anchor {
    start: usize,
    end: usize,
    node: usize,
    at: usize,
}

/// The lines, each with one claim, and how sure the engine would be of it.
const LINES: [(&str, f32); 3] = [("options_sample_1", 0.95), ("options_sample_2", 0.85), ("options_sample_3", 0.7)];

/// The sample under construction.
#[derive(Default)]
pub struct Sample {
    report: Report,
    anchors: Vec<Anchor>,
    texts: js_sys::Array,
    /// Length of the text so far, in UTF-16 code units.
    length: usize,
}

impl Sample {
    /// The lines once more, in an element of class `class`.
    pub fn copy(&mut self, class: &str) -> El {
        el("div", class).with_all(LINES.map(|(key, confidence)| self.line("p", &say(key, &[]), confidence)))
    }

    /// A word that is marked as its category is.
    pub fn word(&mut self, category: &str, text: &str) -> El {
        self.line("span", &format!("{{{category}:{text}}}"), 1.0)
    }

    /// One line. Marks are written `{category:words}`, one in the other where they lie so.
    fn line(&mut self, tag: &str, marked: &str, confidence: f32) -> El {
        let from = self.length;
        let mut text = String::new();
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut claim = Claim { confidence, ..Claim::default() };
        let mut rest = marked;
        while let Some(at) = rest.find(['{', '}']) {
            text.push_str(&rest[..at]);
            let here = from + text.encode_utf16().count();
            if rest[at..].starts_with('{') {
                let (category, after) = rest[at + 1..].split_once(':').unwrap_or_default();
                open.push((category, here));
                rest = after;
            } else {
                rest = &rest[at + 1..];
                let Some((category, start)) = open.pop() else { continue };
                let range = (start, here);
                match category {
                    "content" => claim.content.push(range),
                    "source" => claim.source.push(range),
                    "cue" => claim.cue.push(range),
                    "official" => self.official("certain", range),
                    "likely" => self.official("likely", range),
                    _ => self.report.origin.citations.push(Citation { outlet: String::new(), mentions: vec![range] }),
                }
            }
        }
        text.push_str(rest);
        self.report.claims.push(claim);
        let end = from + text.encode_utf16().count();
        self.anchors.push(Anchor { start: from, end, node: self.anchors.len(), at: 0 });
        self.report.document.text.push_str(&text);
        self.report.document.text.push('\n');
        self.length = end + 1;
        let line = el(tag, "").text(&text);
        self.texts.push(&line.raw().and_then(|p| p.first_child()).map_or(JsValue::NULL, JsValue::from));
        line
    }

    fn official(&mut self, certainty: &'static str, range: Range) {
        self.report.officials.push(Official { mentions: vec![range], role_mentions: Vec::new(), certainty });
    }

    /// Paints what stands in the document by now. `look` is what a page is told of the settings.
    pub fn paint(self, look: &impl Serialize) {
        match painter(js(&self.report), js(&self.anchors), self.texts) {
            Ok(painter) => LAST.set(Some((painter, js(look)))),
            Err(error) => complain(&error),
        }
        repaint();
    }
}

thread_local! {
    /// Who painted the sample, and how it was to look.
    static LAST: RefCell<Option<(JsValue, JsValue)>> = const { RefCell::new(None) };
}

fn repaint() {
    let Some((painter, look)) = LAST.with_borrow(Clone::clone) else { return };
    let painted = js_sys::Reflect::get(&painter, &"paint".into())
        .and_then(|paint| paint.dyn_into::<js_sys::Function>())
        .and_then(|paint| paint.call1(&painter, &look));
    if let Err(error) = painted {
        complain(&error);
    }
}

/// Paints again when the reader's system goes from light to dark, or back: the tone of marks goes with the text. To be called once.
pub fn repaint_with_scheme() {
    let Some(Ok(Some(dark))) = web_sys::window().map(|w| w.match_media("(prefers-color-scheme: dark)")) else { return };
    EventListener::new(&dark, "change", |_| repaint()).forget();
}
