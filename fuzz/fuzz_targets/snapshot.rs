//! JSON → snapshot → report: what a page's script could send, with every shape that the types allow.
#![no_main]

#[path = "../../tests/golden/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use sourcelight::engine::{Options, read_page};
use sourcelight::page::snapshot::Snapshot;

fuzz_target!(|bytes: &[u8]| {
    let Ok(snapshot) = serde_json::from_slice::<Snapshot>(bytes) else { return };
    let (report, anchors) = read_page(&snapshot, &Options { today: "2026-01-01".into(), ..Options::default() });
    if let Err(wrong) = invariants::check(&snapshot, &report, &anchors) {
        panic!("{wrong}");
    }
});
