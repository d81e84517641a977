#![doc = include_str!("README.md")]
//! ## How it is built
//!
//! One direction: [`page`] (a snapshot of a page becomes an article) → [`text`] (sentences, tokens, parse) →
//! [`claims`], [`origin`], [`officials`] → [`report`]. Nothing below `report` knows a browser. The same code runs
//! natively (the command line tool) and as WebAssembly (the extension's background, `www/`).

#[cfg(feature = "engine")]
pub mod claims;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "engine")]
pub mod engine;
#[cfg(any(feature = "engine", feature = "ui"))]
pub mod export;
#[cfg(feature = "engine")]
pub mod officials;
#[cfg(feature = "engine")]
pub mod origin;
#[cfg(feature = "engine")]
pub mod page;
pub mod report;
#[cfg(test)]
mod sample;
pub mod summary;
#[cfg(feature = "engine")]
pub mod text;
#[cfg(any(feature = "engine", feature = "ui"))]
pub mod view;

#[cfg(all(target_arch = "wasm32", feature = "ui"))]
pub mod ui;
#[cfg(all(target_arch = "wasm32", feature = "wasm"))]
pub mod wasm;
