//! What the interface asks of the browser: messages to the background, words in the reader's language, permissions.

use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["chrome", "runtime"], js_name = sendMessage)]
    async fn send_message(message: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn on_message(heard: &Closure<dyn FnMut(JsValue)>);
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, given: js_sys::Array) -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    fn ui_language() -> String;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "tabs"], js_name = query)]
    async fn query_tabs(query: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = request)]
    fn request_permissions(wanted: JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["chrome", "permissions"], js_name = remove)]
    fn remove_permissions(wanted: JsValue) -> Result<js_sys::Promise, JsValue>;
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
struct Origins {
    origins: [String; 1],
}

fn js<T: Serialize>(value: &T) -> JsValue {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// Asks the background. Nothing where it cannot be reached: it may have been stopped just then, so it is asked twice.
pub async fn ask<T: Serialize>(message: &T) -> Option<JsValue> {
    for _ in 0..2 {
        match send_message(js(message)).await {
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
    get_message(key, given.iter().map(|g| JsValue::from_str(g)).collect())
}

/// The tab in front.
pub async fn tab() -> Option<i32> {
    let tabs = query_tabs(js(&Query { active: true, current_window: true })).await.ok()?;
    let id = js_sys::Reflect::get(&js_sys::Array::from(&tabs).get(0), &"id".into()).ok()?;
    id.as_f64().map(|id| id as i32)
}

/// Asks the reader, through the browser's own prompt, whether pages of this host may be read unasked; or gives that back.
/// Must run within the reader's click: the browser takes no other moment. The background hears of the outcome.
pub fn let_run_on(host: &str, allowed: bool) -> Option<js_sys::Promise> {
    let wanted = js(&Origins { origins: [format!("*://{host}/*")] });
    if allowed { request_permissions(wanted) } else { remove_permissions(wanted) }.ok()
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
