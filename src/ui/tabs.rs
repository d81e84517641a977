//! Which tab a page of the interface is about, and what happens to it.

use super::browser;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "tabs", "onActivated"], js_name = addListener)]
    fn on_activated(heard: &Closure<dyn FnMut()>);
    #[wasm_bindgen(js_namespace = ["chrome", "windows", "onFocusChanged"], js_name = addListener)]
    fn on_focus_changed(heard: &Closure<dyn FnMut()>);
    #[wasm_bindgen(js_namespace = ["chrome", "tabs", "onUpdated"], js_name = addListener)]
    fn on_updated(heard: &Closure<dyn FnMut(f64, JsValue)>);
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn on_message(heard: &Closure<dyn FnMut(JsValue, JsValue)>);
}

fn field(value: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(value, &name.into()).unwrap_or_default()
}

/// The tab that the address names (`?tab=7`), for a panel that is opened as a page of its own and follows no other.
fn named_tab() -> Option<i32> {
    let search = web_sys::window()?.location().search().ok()?;
    search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("tab=")?.parse().ok())
}

/// The tab that this page is about: the one that its address names, else the one in front in its window.
pub async fn followed() -> Option<i32> {
    match named_tab() {
        Some(tab) => Some(tab),
        None => browser::tab().await,
    }
}

/// Calls `act` when another tab may have come to the front.
pub fn when_front_changes(act: impl Fn() + Clone + 'static) {
    if named_tab().is_some() {
        return;
    }
    let again = act.clone();
    let activated = Closure::<dyn FnMut()>::new(act);
    on_activated(&activated);
    activated.forget();
    let focused = Closure::<dyn FnMut()>::new(again);
    on_focus_changed(&focused);
    focused.forget();
}

/// Calls `act` with a tab in which a page has begun or ended to load, or where a script of ours tells that something changed.
pub fn when_page_changes(act: impl Fn(i32) + Clone + 'static) {
    let again = act.clone();
    let updated = Closure::<dyn FnMut(f64, JsValue)>::new(move |tab: f64, change: JsValue| {
        if !field(&change, "status").is_undefined() {
            act(tab as i32);
        }
    });
    on_updated(&updated);
    updated.forget();
    let told = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |message: JsValue, sender: JsValue| {
        if field(&message, "kind").as_string().as_deref() == Some("changed")
            && let Some(tab) = field(&field(&sender, "tab"), "id").as_f64()
        {
            again(tab as i32);
        }
    });
    on_message(&told);
    told.forget();
}

/// Opens the panel beside a tab: Chrome's side panel, else Firefox's sidebar. Must run within the reader's click: the browsers
/// take no other moment.
pub fn open_panel(tab: i32) -> Option<js_sys::Promise> {
    let of = js_sys::Object::new();
    js_sys::Reflect::set(&of, &"tabId".into(), &tab.into()).ok()?;
    // Each browser has one of the two: which, is seen when it is asked for by name.
    let chrome = field(&js_sys::global(), "chrome");
    let ways = [("sidePanel", js_sys::Array::of1(&of)), ("sidebarAction", js_sys::Array::new())];
    ways.into_iter().find_map(|(name, given)| {
        let way = field(&chrome, name);
        let open = field(&way, "open").dyn_into::<js_sys::Function>().ok()?;
        open.apply(&way, &given).ok()?.dyn_into().ok()
    })
}
