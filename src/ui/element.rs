//! Elements from code: a few lines that read like the document they make.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// The document of the page that runs.
pub fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// An element under construction.
#[derive(Clone)]
pub struct El(Option<Element>);

/// A new element of class `class` (none where empty).
pub fn el(tag: &str, class: &str) -> El {
    let made = document().and_then(|d| d.create_element(tag).ok());
    if let (Some(made), false) = (&made, class.is_empty()) {
        made.set_class_name(class);
    }
    El(made)
}

/// The element of the document with this id.
pub fn by_id(id: &str) -> El {
    El(document().and_then(|d| d.get_element_by_id(id)))
}

impl El {
    /// Adds text. It is never read as markup.
    pub fn text(self, text: &str) -> Self {
        if let (Some(el), Some(document)) = (&self.0, document()) {
            let _ = el.append_child(&document.create_text_node(text));
        }
        self
    }

    /// Adds a child.
    pub fn with(self, child: El) -> Self {
        if let (Some(el), Some(child)) = (&self.0, &child.0) {
            let _ = el.append_child(child);
        }
        self
    }

    /// Adds children.
    pub fn with_all(self, children: impl IntoIterator<Item = El>) -> Self {
        children.into_iter().fold(self, El::with)
    }

    /// Sets an attribute.
    pub fn set(self, name: &str, value: &str) -> Self {
        if let Some(el) = &self.0 {
            let _ = el.set_attribute(name, value);
        }
        self
    }

    /// Sets an attribute without a value, or takes it away.
    pub fn flag(self, name: &str, on: bool) -> Self {
        match &self.0 {
            Some(el) if on => drop(el.set_attribute(name, "")),
            Some(el) => drop(el.remove_attribute(name)),
            None => {}
        }
        self
    }

    /// Sets a property of its style.
    pub fn style(self, name: &str, value: &str) -> Self {
        if let Some(el) = self.0.as_ref().and_then(|e| e.dyn_ref::<HtmlElement>()) {
            let _ = el.style().set_property(name, value);
        }
        self
    }

    /// Long words in it may be broken anywhere (addresses).
    pub fn wraps(self) -> Self {
        self.style("overflow-wrap", "anywhere")
    }

    /// The text in it.
    pub fn words(&self) -> String {
        self.0.as_ref().and_then(|e| e.text_content()).unwrap_or_default()
    }

    /// Calls `act` on a click, within it.
    pub fn clicked(self, act: impl Fn() + 'static) -> Self {
        if let Some(el) = &self.0 {
            EventListener::new(el, "click", move |_| act()).forget();
        }
        self
    }

    /// Calls `act` with what is now chosen or written in it, when that has changed.
    pub fn chosen(self, act: impl Fn(String) + 'static) -> Self {
        if let Some(el) = &self.0 {
            let of = self.clone();
            EventListener::new(el, "change", move |_| act(of.value())).forget();
        }
        self
    }

    /// What is written or chosen in a field.
    pub fn value(&self) -> String {
        let Some(el) = &self.0 else { return String::new() };
        js_sys::Reflect::get(el, &"value".into()).ok().and_then(|v| v.as_string()).unwrap_or_default()
    }

    /// Whether a box is checked.
    pub fn is_checked(&self) -> bool {
        self.0.as_ref().and_then(|el| js_sys::Reflect::get(el, &"checked".into()).ok()).is_some_and(|c| c.is_truthy())
    }

    /// Sets a property of the element: what a reader has chosen is none of its attributes.
    pub fn property(self, name: &str, value: impl Into<wasm_bindgen::JsValue>) -> Self {
        if let Some(el) = &self.0 {
            let _ = js_sys::Reflect::set(el, &name.into(), &value.into());
        }
        self
    }

    /// Puts the focus on it.
    pub fn focus(&self) {
        if let Some(el) = self.0.as_ref().and_then(|e| e.dyn_ref::<HtmlElement>()) {
            let _ = el.focus();
        }
    }

    /// The element itself, for what is not said here.
    pub fn raw(&self) -> Option<&Element> {
        self.0.as_ref()
    }

    /// Replaces all that is in it. What had the focus keeps it, if it has an id and is there again.
    pub fn replace_all(&self, children: Vec<El>) {
        let (Some(el), Some(document)) = (&self.0, document()) else { return };
        let focused = document.active_element().map(|e| e.id()).unwrap_or_default();
        el.set_text_content(None);
        self.clone().with_all(children);
        if let Some(again) = document.get_element_by_id(&focused).and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
            let _ = again.focus();
        }
    }
}
