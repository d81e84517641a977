//! The interface: popup and panel. Built as a WebAssembly module of its own, without the engine.
//!
//! It draws what it is told and asks the background for everything by messages; text of a page only ever becomes text.

mod browser;
mod element;
mod panel;
mod popup;
mod tabs;

use wasm_bindgen::prelude::*;

/// Draws the popup into its document, and keeps it up to date while it is open.
#[wasm_bindgen(js_name = openPopup)]
pub async fn open_popup() {
    popup::open().await;
}

/// Draws the panel into its document, and keeps it up to date while it is open.
#[wasm_bindgen(js_name = openPanel)]
pub async fn open_panel() {
    panel::open().await;
}
