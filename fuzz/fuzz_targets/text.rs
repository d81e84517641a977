//! Text → report: spans inside the document and on character boundaries, contents disjoint, the same answer twice.
#![no_main]

#[path = "../../tests/golden/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use sourcelight::engine::{Options, read_text};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let options = Options { published: Some("2024-03-05".into()), today: "2026-01-01".into(), ..Options::default() };
    let report = read_text(&text, &options);
    assert_eq!(report.document.text, text, "the document is the input");
    if let Err(wrong) = invariants::check(&Default::default(), &report, &[]) {
        panic!("{wrong}");
    }
    assert!(report == read_text(&text, &options), "the same answer twice");
});
