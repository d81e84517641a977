//! From a snapshot of a page's DOM to the article in it.

pub mod article;
#[cfg(feature = "html")]
pub mod html;
pub mod language;
pub mod plain;
pub mod snapshot;
pub mod view;
