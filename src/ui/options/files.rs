//! The reader's own lists, and settings as a file.

use super::super::browser::{ask, day, say};
use super::super::element::{El, by_id, el};
use super::super::page::{file_field, save};
use super::state::{Checked, Message, OwnList, Refusal, State, Words, announce, read, told};
use super::{button, part, place};
use wasm_bindgen_futures::spawn_local;

/// Most mistakes of a list that are shown: who mends these reads the rest with other eyes.
const MOST_FAULTS: usize = 12;

pub(super) fn lists_part() -> El {
    let file =
        file_field("list-file", ".tsv,.txt,text/tab-separated-values,text/plain", |name, text| spawn_local(add_list(name, text)));
    part("lists", "options_lists", "options_lists_about")
        .with(el("p", "about").text(&say("options_lists_columns", &[])))
        .with(place("lists-body"))
        .with(el("div", "row").with(file).with(el("label", "plain").set("for", "list-file").text(&say("options_list_load", &[]))))
        .with(place("list-problem").set("role", "alert"))
}

/// Has the engine check a list, and keeps it if nothing is wrong with it.
async fn add_list(name: String, text: Option<String>) {
    let problem = by_id("list-problem");
    problem.replace_all(Vec::new());
    let refuse = |words: &str| by_id("list-problem").replace_all(vec![el("p", "problem").text(words)]);
    let Some(tsv) = text else { return refuse(&say("options_file_unreadable", &[&name])) };
    let Some(answer) = ask(&Message::CheckList { tsv: &tsv }).await else { return refuse(&say("options_unreachable", &[])) };
    if let Some(Refusal { error }) = read(&answer) {
        return refuse(&error);
    }
    let Some(Checked { persons, terms, errors }) = read(&answer) else { return refuse(&say("options_unreachable", &[])) };
    if !errors.is_empty() {
        let more = errors.len().saturating_sub(MOST_FAULTS);
        let mut shown = vec![
            el("p", "problem").text(&say("options_list_wrong", &[&name])),
            el("ul", "faults").with_all(errors.iter().take(MOST_FAULTS).map(|fault| {
                let place = match (fault.line, fault.column.as_str()) {
                    (0, _) => String::new(),
                    (line, "") => say("options_list_line", &[&line.to_string()]),
                    (line, column) => say("options_list_cell", &[&line.to_string(), column]),
                };
                el("li", "").with(el("b", "").text(&place)).text(" ").text(&fault.message)
            })),
        ];
        if more > 0 {
            shown.push(el("p", "about").text(&say("options_list_more", &[&more.to_string()])));
        }
        return problem.replace_all(shown);
    }
    match told(Message::ListAdd { name: &name, tsv: &tsv }).await {
        Ok(()) => announce(&say("options_list_added", &[&name, &persons.to_string(), &terms.to_string()])),
        Err(words) => refuse(&words),
    }
}

pub(super) fn lists(state: &State) -> Vec<El> {
    if state.lists.is_empty() {
        return vec![el("p", "muted").text(&say("options_lists_none", &[]))];
    }
    let row = |(n, list): (usize, &OwnList)| {
        let about = say("options_list_about", &[&list.rows.to_string(), &day(&list.added)]);
        let (name, of) = (list.name.clone(), list.name.clone());
        let export = button(&format!("list-export-{n}"), "link", "options_list_export", move || {
            let name = name.clone();
            spawn_local(async move {
                match ask(&Message::List { name: &name }).await.as_ref().and_then(read::<Words>) {
                    Some(Words { text }) => save(&name, "text/tab-separated-values", &text),
                    None => announce(&say("options_unreachable", &[])),
                }
            });
        });
        let remove = button(&format!("list-remove-{n}"), "link", "options_remove", move || {
            let name = of.clone();
            by_id("list-file").focus();
            spawn_local(async move {
                let words = told(Message::ListRemove { name: &name }).await.err();
                announce(&words.unwrap_or_else(|| say("options_list_removed", &[&name])));
            });
        });
        el("li", "").with(el("bdi", "host").text(&list.name)).with(el("span", "muted").text(&about)).with(
            el("span", "acts")
                .with(export.set("aria-label", &say("options_list_export_of", &[&list.name])))
                .with(remove.set("aria-label", &say("options_list_remove_of", &[&list.name]))),
        )
    };
    vec![el("ul", "rows").with_all(state.lists.iter().enumerate().map(row))]
}

pub(super) fn file_part() -> El {
    let export = || {
        spawn_local(async {
            match ask(&Message::Export).await.as_ref().and_then(read::<Words>) {
                Some(Words { text }) => save("sourcelight-settings.json", "application/json", &text),
                None => announce(&say("options_unreachable", &[])),
            }
        });
    };
    let import = file_field("settings-file", ".json,application/json", |name, text| {
        spawn_local(async move {
            let outcome = match text {
                None => Err(say("options_file_unreadable", &[&name])),
                Some(text) => told(Message::Import { text: &text }).await,
            };
            match outcome {
                Ok(()) => {
                    by_id("file-problem").replace_all(Vec::new());
                    announce(&say("options_file_taken", &[&name]));
                }
                Err(words) => by_id("file-problem")
                    .replace_all(vec![el("p", "problem").text(&say("options_file_refused", &[&name])).text(" ").text(&words)]),
            }
        });
    });
    let ask_first = |asking: bool| {
        by_id("reset-first").flag("hidden", asking);
        by_id("reset-really").flag("hidden", !asking);
        by_id(if asking { "reset-no" } else { "reset" }).focus();
    };
    let reset = el("div", "row")
        .with(el("div", "row").set("id", "reset-first").with(button("reset", "plain", "options_reset", move || ask_first(true))))
        .with(
            el("div", "row question")
                .set("id", "reset-really")
                .set("role", "group")
                .set("aria-labelledby", "reset-question")
                .flag("hidden", true)
                .with(el("p", "").set("id", "reset-question").text(&say("options_reset_question", &[])))
                .with(button("reset-yes", "plain strong", "options_reset_yes", move || {
                    ask_first(false);
                    spawn_local(async {
                        let words = told(Message::Reset).await.err().unwrap_or_else(|| say("options_reset_done", &[]));
                        announce(&words);
                    });
                }))
                .with(button("reset-no", "plain", "options_reset_no", move || ask_first(false))),
        );
    part("file", "options_file", "options_file_about")
        .with(el("p", "about").set("id", "sync"))
        .with(
            el("div", "row")
                .with(button("export", "plain", "options_export", export))
                .with(import)
                .with(el("label", "plain").set("for", "settings-file").text(&say("options_import", &[]))),
        )
        .with(place("file-problem").set("role", "alert"))
        .with(reset)
}
