//! What a page in a tab of its own needs beside the popup: consent and settings that change elsewhere, commands, files.

use super::browser::js;
use super::element::{El, el};
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, HtmlInputElement, Url};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "onChanged"], js_name = addListener)]
    fn on_storage(heard: &Closure<dyn FnMut()>);
    #[wasm_bindgen(js_namespace = ["chrome", "permissions", "onAdded"], js_name = addListener)]
    fn on_consent(heard: &Closure<dyn FnMut()>);
    #[wasm_bindgen(js_namespace = ["chrome", "permissions", "onRemoved"], js_name = addListener)]
    fn on_withdrawal(heard: &Closure<dyn FnMut()>);
    #[wasm_bindgen(catch, js_namespace = ["chrome", "commands"], js_name = getAll)]
    async fn all_commands() -> Result<JsValue, JsValue>;
    /// Firefox alone has it.
    #[wasm_bindgen(catch, js_namespace = ["chrome", "commands"], js_name = openShortcutSettings)]
    fn shortcut_settings() -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = create)]
    fn create_tab(of: JsValue) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(js_name = CSSStyleSheet)]
    type Sheet;
    #[wasm_bindgen(constructor, js_class = "CSSStyleSheet")]
    fn new() -> Sheet;
    #[wasm_bindgen(catch, method, js_name = replaceSync)]
    fn replace(this: &Sheet, css: &str) -> Result<(), JsValue>;
}

/// Calls `act` whenever settings or the browser's consent may have changed, here or elsewhere.
pub fn when_changed(act: impl Fn() + Clone + 'static) {
    for listen in [on_storage, on_consent, on_withdrawal] {
        let heard = Closure::new(act.clone());
        listen(&heard);
        heard.forget();
    }
}

/// A keyboard command as the browser has it.
#[derive(Deserialize)]
pub struct Command {
    /// As the manifest names it.
    pub name: Option<String>,
    /// What it does; empty where the browser has a text of its own.
    pub description: Option<String>,
    /// `Alt+Shift+S`; empty where there is none.
    pub shortcut: Option<String>,
}

/// The keyboard commands.
pub async fn commands() -> Vec<Command> {
    let all = all_commands().await.unwrap_or_default();
    serde_wasm_bindgen::from_value(all).unwrap_or_default()
}

/// For `tabs.create`.
#[derive(Serialize)]
struct Address {
    url: &'static str,
}

/// Opens the browser's own page for keyboard commands.
pub fn open_shortcuts() {
    // A page may not link there; a tab may be opened.
    if shortcut_settings().is_err() {
        let _ = create_tab(js(&Address { url: "chrome://extensions/shortcuts" }));
    }
}

/// A style sheet of the document that holds what is chosen; made once.
pub struct Dress(Sheet);

impl Dress {
    /// Adds it to the document.
    pub fn new() -> Self {
        let sheet = Sheet::new();
        if let Some(document) = super::element::document() {
            let _ = js_sys::Reflect::set(&document, &"adoptedStyleSheets".into(), &js_sys::Array::of1(&sheet));
        }
        Self(sheet)
    }

    /// Replaces what is in it.
    pub fn wear(&self, css: &str) {
        let _ = self.0.replace(css);
    }
}

/// Saves a text as a file, as if the reader had followed a link to it.
pub fn save(name: &str, kind: &str, text: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let made = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options);
    // Small, and gone with the page: the address is not taken back while the browser may still read it.
    let Ok(address) = made.and_then(|blob| Url::create_object_url_with_blob(&blob)) else { return };
    let link = el("a", "").set("href", &address).set("download", name);
    if let Some(link) = link.raw().and_then(|l| l.dyn_ref::<HtmlElement>()) {
        link.click();
    }
}

/// The largest file that is read, in bytes.
const LARGEST: f64 = 4_000_000.0;

/// A field that takes a file: `act` gets its name and its text, or no text where it is too large or none can be read.
pub fn file_field(id: &str, accept: &str, act: impl Fn(String, Option<String>) + Clone + 'static) -> El {
    let field = el("input", "unseen").set("type", "file").set("id", id).set("accept", accept);
    let of = field.clone();
    field.chosen(move |_| {
        let Some(input) = of.raw().and_then(|e| e.dyn_ref::<HtmlInputElement>()) else { return };
        let Some(file) = input.files().and_then(|f| f.get(0)) else { return };
        let act = act.clone();
        let input = input.clone();
        spawn_local(async move {
            let text =
                if file.size() > LARGEST { None } else { JsFuture::from(file.text()).await.ok().and_then(|t| t.as_string()) };
            // The same file, mended, must be a change again.
            input.set_value("");
            act(file.name(), text);
        });
    })
}
