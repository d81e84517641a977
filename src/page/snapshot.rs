//! What the engine reads: a flat copy of what the reader can see of a page.
//!
//! There are two makers: the extension's content script (from the live DOM) and [`crate::page::html`] (from a file). A contract
//! test holds them to the same answer, so that what is tested natively is what runs in the browser.
//!
//! In a browser a script of a page can repeat one long string in thousands of attributes at no cost; there, metadata, links,
//! JSON-LD and attributes beyond 20 million UTF-16 code units together are left out, too. In a file each copy has its bytes.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the snapshot's shape.
pub const VERSION: u32 = 1;

/// Most nodes in [`Snapshot::nodes`].
pub const MAX_NODES: usize = 100_000;
/// Most text in all nodes together, UTF-16 code units. The node that crosses it is cut there (not inside a character).
pub const MAX_TEXT: usize = 5_000_000;
/// Attributes longer than this (UTF-16 code units) are left out.
pub const MAX_ATTRIBUTE: usize = 2_000;
/// Most entries each of [`Snapshot::meta`], [`Snapshot::links`] and [`Snapshot::jsonld`].
pub const MAX_HEAD: usize = 1_000;
/// JSON-LD scripts longer than this (UTF-16 code units) are left out.
pub const MAX_JSONLD: usize = 1_000_000;
/// Most frames that are looked into, in the order in which they stand in the page, those of the page before those in frames.
pub const MAX_FRAMES: usize = 20;
/// Width and height below which nobody reads in a frame, CSS pixels.
pub const SMALLEST_FRAME: (f64, f64) = (200.0, 100.0);

/// Attributes that are kept; beside them `href` of `a`, resolved.
pub const ATTRIBUTES: [&str; 14] = [
    "aria-label",
    "cite",
    "class",
    "data-component",
    "data-testid",
    "datetime",
    "dir",
    "id",
    "itemprop",
    "itemtype",
    "lang",
    "property",
    "rel",
    "role",
];

/// Elements that are left out with all that is in them: no text that a reader reads as part of the page.
pub const LEFT_OUT: [&str; 37] = [
    "annotation",
    "annotation-xml",
    "area",
    "audio",
    "base",
    "button",
    "canvas",
    "datalist",
    "embed",
    "frame",
    "head",
    "iframe",
    "input",
    "link",
    "meta",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "param",
    "rp",
    "script",
    "select",
    "source",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "video",
    "basefont",
    "bgsound",
    "meter",
    "progress",
];

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
    /// Elements and text nodes of the body in the order of the flattened tree (an open shadow root stands for its host's
    /// children, what is assigned to a slot for the slot's own); a parent stands before its children. The body is the first.
    /// Left out: what is hidden, editable or in [`LEFT_OUT`]; all but the summary of a closed `details`; empty text nodes.
    pub nodes: Vec<Node>,
    /// True where the maker stopped at one of its limits and left the rest out.
    #[serde(default)]
    pub truncated: bool,
    /// What stands in frames of the page's own origin that the reader sees and that are not smaller than [`SMALLEST_FRAME`]:
    /// one for each that has words, [`MAX_FRAMES`] at most; frames in frames stand in the page's list, too, and have none of
    /// their own. The limits on nodes and text are for the page and its frames together. From a file: frames that have their
    /// document in the page (`srcdoc`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub frames: Vec<Snapshot>,
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
        /// Attributes that say what the element is ([`ATTRIBUTES`]), and href (resolved) of links. Absent where there are none.
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

impl Snapshot {
    /// Whether a reader sees any word on the page or in its frames.
    pub fn has_text(&self) -> bool {
        let has = |nodes: &[Node]| nodes.iter().any(|n| matches!(n, Node::Text { s, .. } if s.contains(char::is_alphanumeric)));
        has(&self.nodes) || self.frames.iter().any(|frame| has(&frame.nodes))
    }
}
