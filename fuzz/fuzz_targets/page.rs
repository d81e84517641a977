//! Bytes of a page → snapshot → report: what the command line tool is given.
#![no_main]

#[path = "../../tests/golden/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use sourcelight::engine::{Options, read_page};
use sourcelight::page::html;

fuzz_target!(|bytes: &[u8]| {
    let Ok(snapshot) = html::snapshot(bytes, Some("https://www.lowlandherald.example/news/1")) else { return };
    let options = Options { today: "2026-01-01".into(), ..Options::default() };
    let (report, anchors) = read_page(&snapshot, &options);
    if let Err(wrong) = invariants::check(&snapshot, &report, &anchors) {
        panic!("{wrong}");
    }
});
