//! What the interface asks of the browser: messages to the background, words in the reader's language, permissions.

use serde::Serialize;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    async fn send_message(message: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn on_message(heard: &Closure<dyn FnMut(JsValue)>);
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, given: js_sys::Array) -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    pub fn ui_language() -> String;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    async fn query_tabs(query: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    fn request_permissions(wanted: JsValue) -> Result<js_sys::Promise, JsValue>;
    /// The address of a page of the extension's options is the browser's business.
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = openOptionsPage)]
    pub fn open_options();
}

/// For `tabs.query`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    active: bool,
    current_window: bool,
}

/// For `permissions`.
#[derive(Serialize)]
struct Origins<'a> {
    origins: &'a [String],
}

pub(super) fn js<T: Serialize>(value: &T) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// The version of the whole extension: the background answers its own alone (extension/messages.js).
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Asks the background. Nothing where it cannot be reached: it may have been stopped just then, so it is asked twice.
pub async fn ask<T: Serialize>(message: &T) -> Option<JsValue> {
    let message = js(message);
    let _ = js_sys::Reflect::set(&message, &"version".into(), &VERSION.into());
    for _ in 0..2 {
        match send_message(message.clone()).await {
            Ok(answer) if answer.is_object() => return Some(answer),
            _ => {}
        }
    }
    None
}

/// Calls `act` whenever a page tells that something has changed there. What it tells is not read: the background is asked anew.
pub fn when_told(act: impl Fn() + 'static) {
    let heard = Closure::new(move |message: JsValue| {
        let kind = js_sys::Reflect::get(&message, &"kind".into()).ok().and_then(|k| k.as_string());
        if kind.as_deref() == Some("changed") {
            act();
        }
    });
    on_message(&heard);
    heard.forget();
}

/// A text in the reader's language; empty where there is none of this name.
pub fn say(key: &str, given: &[&str]) -> String {
    get_message(key, given.iter().map(|g| JsValue::from_str(&apart(g))).collect())
}

/// Words of the page or of a table, which keep their own direction in a line of the interface: English names, sources and dates
/// would stand between Arabic words in no order otherwise. Where the interface runs from left to right the words are as they are.
pub fn apart(words: &str) -> String {
    thread_local! {
        static FROM_RIGHT: bool = get_message("@@bidi_dir", js_sys::Array::new()) == "rtl";
    }
    if FROM_RIGHT.with(|right| *right) && words.chars().any(char::is_alphabetic) {
        format!("\u{2068}{words}\u{2069}")
    } else {
        words.to_owned()
    }
}

/// Words of the page or of a table in one line, each with its own direction.
pub fn joined<T: AsRef<str>>(parts: &[T], between: &str) -> String {
    parts.iter().map(|part| apart(part.as_ref())).collect::<Vec<_>>().join(between)
}

/// The tab in front.
pub async fn tab() -> Option<i32> {
    let tabs = query_tabs(js(&Query { active: true, current_window: true })).await.ok()?;
    let id = js_sys::Reflect::get(&js_sys::Array::from(&tabs).get(0), &"id".into()).ok()?;
    id.as_f64().map(|id| id as i32)
}

/// All sites, as a pattern of the browser.
pub const EVERYWHERE: &str = "*://*/*";

/// The pattern of a site: the host and all below it.
pub fn pattern(host: &str) -> String {
    let host = host.strip_prefix("www.").filter(|rest| rest.contains('.')).unwrap_or(host);
    let numeric = host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if numeric { format!("*://{host}/*") } else { format!("*://*.{host}/*") }
}

/// Asks the reader, through the browser's own prompt, whether pages of these patterns may be read unasked. Must be called within
/// the reader's click: the browser takes no other moment. The background hears of the outcome, too.
pub fn may_read(patterns: &[String]) -> impl Future<Output = bool> + use<> {
    let asked = request_permissions(js(&Origins { origins: patterns }));
    async move {
        match asked {
            Ok(answer) => JsFuture::from(answer).await.is_ok_and(|given| given.is_truthy()),
            Err(_) => false,
        }
    }
}

/// A day, month or year (`2023-06-08`, `2023-06`, `2023`) as the reader's language writes it; anything else as it is.
pub fn day(iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    if parts.len() > 3 || !parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit())) || parts[0].len() != 4 {
        return iso.into();
    }
    let [month, date] = [1, 2].map(|n| parts.get(n).copied().unwrap_or("01"));
    let when = js_sys::Date::new(&format!("{}-{month}-{date}T00:00:00Z", parts[0]).into());
    let options = js_sys::Object::new();
    let set = |key: &str, value: &str| drop(js_sys::Reflect::set(&options, &key.into(), &value.into()));
    set("timeZone", "UTC");
    set("year", "numeric");
    if parts.len() > 1 {
        set("month", "long");
    }
    if parts.len() > 2 {
        set("day", "numeric");
    }
    String::from(when.to_locale_date_string(&ui_language(), &options))
}
