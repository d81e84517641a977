//! Taking the report along: files, and a line that cites the article.

use super::{chapter, tell};
use crate::export;
use crate::report::Report;
use crate::ui::browser::{day, say};
use crate::ui::element::{El, document, el};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Name in messages, ending of the file, media type, words on the button.
const KINDS: [(&str, &str, &str, &str); 4] = [
    ("json", "json", "application/json", "JSON"),
    ("csv", "csv", "text/csv", "CSV"),
    ("markdown", "md", "text/markdown", "Markdown"),
    ("annotations", "jsonld", "application/ld+json", "Web Annotation"),
];

pub(super) fn draw() -> El {
    let button = |(name, _, _, words): &(&str, &str, &str, &str)| {
        el("button", "").set("id", &format!("export-{name}")).set("data-act", &format!("export:{name}")).text(words)
    };
    chapter("files", &say("panel_files", &[]), None)
        .with(
            el("div", "exports")
                .set("role", "group")
                .set("aria-label", &say("panel_save", &[]))
                .with_all(KINDS.iter().map(button)),
        )
        .with(el("button", "link").set("id", "cite").set("data-act", "cite").text(&say("panel_cite", &[])))
}

/// Saves the report as a file of this kind.
pub(super) fn export(report: &Report, kind: &str) {
    let Some((_, ending, media, _)) = KINDS.iter().find(|(name, ..)| *name == kind) else { return };
    let mut bytes = Vec::new();
    let written = match kind {
        // Spreadsheets know UTF-8 by this mark alone.
        "csv" => {
            bytes.extend("\u{feff}".as_bytes());
            export::write_csv(report, &mut bytes)
        }
        "markdown" => export::write_markdown(report, &mut bytes),
        "annotations" => export::write_annotations(report, &mut bytes),
        _ => export::write_json(report, &mut bytes),
    };
    let name = format!("{}.{ending}", export::file_stem(report));
    let saved = written.is_ok() && String::from_utf8(bytes).is_ok_and(|text| save(&name, media, &text).is_ok());
    tell(&if saved { say("panel_saved", &[&name]) } else { say("panel_not_saved", &[]) });
}

/// Hands a text to the browser as a download. No permission is needed for that.
fn save(name: &str, media: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media);
    let parts = js_sys::Array::of1(&text.into());
    let address = Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &options)?)?;
    let document = document().ok_or(JsValue::NULL)?;
    let link = document.create_element("a")?.dyn_into::<HtmlElement>()?;
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    // The browser reads it after this turn of the loop: it is given back later.
    gloo::timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&address))).forget();
    Ok(())
}

/// Copies a line that cites the article.
pub(super) fn cite(report: &Report) {
    let line = export::cite(report, &say("panel_and", &[]), day);
    let Some(window) = web_sys::window() else { return };
    let copied = window.navigator().clipboard().write_text(&line);
    spawn_local(async move {
        match JsFuture::from(copied).await {
            Ok(_) => tell(&say("panel_copied", &[&line])),
            // It can be copied by hand, then.
            Err(_) => tell(&say("panel_not_copied", &[&line])),
        }
    });
}
