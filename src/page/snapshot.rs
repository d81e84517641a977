//! What the engine reads: a flat copy of what the reader can see of a page.
//!
//! There are two makers: the extension's content script (from the live DOM) and [`crate::page::html`] (from a file). A contract
//! test holds them to the same answer, so that what is tested natively is what runs in the browser.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the snapshot's shape.
pub const VERSION: u32 = 1;

/// A page as the reader sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// [`VERSION`].
    pub version: u32,
    /// Address of the page, without a fragment.
    pub url: String,
    /// `lang` of the root element; empty if it has none.
    pub lang: String,
    /// The document's title.
    pub title: String,
    /// `<meta>` elements that have a content, in document order.
    pub meta: Vec<Meta>,
    /// `<link rel>` elements with an address, in document order.
    pub links: Vec<Link>,
    /// Contents of `<script type="application/ld+json">`, raw.
    pub jsonld: Vec<String>,
    /// Elements and text nodes of the body in document order; a parent stands before its children.
    pub nodes: Vec<Node>,
    /// True where the maker stopped at one of its limits and left the rest out.
    #[serde(default)]
    pub truncated: bool,
}

/// One `<meta>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meta {
    /// `name`, else `property`, else `itemprop`, else `http-equiv`; lower case.
    pub key: String,
    /// `content`.
    pub content: String,
}

/// One `<link>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// `rel`, lower case.
    pub rel: String,
    /// `href`, resolved against the page's address.
    pub href: String,
}

/// One node of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Node {
    /// An element.
    Element {
        /// Index of the parent element in [`Snapshot::nodes`]; -1 for the body itself.
        p: i32,
        /// Tag name, lower case.
        t: String,
        /// Attributes that say what the element is: class, id, role, itemprop, itemtype, lang, datetime, rel, dir, cite,
        /// aria-label, data-testid, and href (resolved) of links. Absent where there are none.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        a: BTreeMap<String, String>,
    },
    /// A text node.
    Text {
        /// Index of the parent element.
        p: i32,
        /// The node's text, exactly as in the DOM (white space included).
        s: String,
    },
}
