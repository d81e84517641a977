//! A reader's own list → faults, or the list written again and an article that names its people.
#![no_main]

#[path = "../../tests/golden/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use sourcelight::engine::{Options, read_text};
use sourcelight::officials::own::{Lists, OwnList, check, decode, export};
use std::sync::Arc;

fuzz_target!(|bytes: &[u8]| {
    let Ok(tsv) = decode(bytes) else { return };
    let lines = 1 + tsv.matches('\n').count() + tsv.matches('\r').count();
    let list = OwnList { name: "council".into(), added: "2024-03-01".into(), tsv: tsv.into() };
    let lists = Lists::new(std::slice::from_ref(&list), "2026-01-01");
    let counts = match check(tsv) {
        Ok(counts) => counts,
        Err(faults) => {
            assert!(!faults.is_empty(), "a list is refused for a reason");
            for fault in &faults {
                assert!(fault.line <= lines && !fault.message.is_empty(), "{fault:?}");
            }
            assert!(!lists.faults().is_empty() && export(tsv).is_err(), "what is refused once is refused always");
            return;
        }
    };
    assert!(lists.faults().is_empty(), "{:?}", lists.faults());
    let written = export(tsv).expect("a list without faults is written again");
    assert_eq!(check(&written), Ok(counts), "what is written again says the same");
    assert_eq!(export(&written).as_ref(), Ok(&written), "and stays as it is");

    // Everybody on the list, with the office that the list gives: header first, then person, other names, office, place.
    let said: Vec<String> = written
        .lines()
        .skip(1)
        .take(40)
        .map(|row| {
            let cell = |n: usize| row.split('\t').nth(n).unwrap_or("");
            format!("{} of {}, {}, said that {} was late.", cell(2), cell(3), cell(0), cell(1))
        })
        .collect();
    let text = said.join("\n\n");
    let options = Options {
        published: Some("2024-03-05".into()),
        today: "2026-01-01".into(),
        lists: Arc::new(lists),
        ..Options::default()
    };
    let report = read_text(&text, &options);
    if let Err(wrong) = invariants::check(&Default::default(), &report, &[]) {
        panic!("{wrong}");
    }
});
