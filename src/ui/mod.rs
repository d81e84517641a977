//! The interface: popup, panel, options and first run. Built as a WebAssembly module of its own, without the engine.
//!
//! It draws what it is told and asks the background for everything by messages; text of a page only ever becomes text.

mod browser;
mod element;
mod options;
mod page;
mod panel;
mod popup;
mod sample;
mod tabs;
mod welcome;

use wasm_bindgen::prelude::*;

/// Draws the popup into its document, and keeps it up to date while it is open. `known` is what the background was asked while
/// this module was still loaded: `{tab, state}`, or nothing where there was no answer.
#[wasm_bindgen(js_name = openPopup)]
pub async fn open_popup(known: js_sys::Promise) {
    popup::open(known).await;
}

/// Draws the panel into its document, and keeps it up to date while it is open.
#[wasm_bindgen(js_name = openPanel)]
pub async fn open_panel() {
    panel::open().await;
}

/// Draws the options into their page, and keeps them up to date while it is open.
#[wasm_bindgen(js_name = openOptions)]
pub async fn open_options() {
    options::open().await;
}

/// Draws the page that a new reader sees once.
#[wasm_bindgen(js_name = openWelcome)]
pub async fn open_welcome() {
    welcome::open().await;
}
