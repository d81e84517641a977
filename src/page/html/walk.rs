//! From the parsed tree to the snapshot: the same walk as `extension/content/collect.js`, with what a file can tell about
//! visibility (no style sheets are read).

use super::tree::{DOCUMENT, Data, Id, Tree};
use crate::page::snapshot::{
    ATTRIBUTES, LEFT_OUT, Link, MAX_ATTRIBUTE, MAX_FRAMES, MAX_HEAD, MAX_JSONLD, MAX_NODES, MAX_TEXT, Meta, Node, SMALLEST_FRAME,
    Snapshot, VERSION,
};
use encoding_rs::{EncoderResult, Encoding};
use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use url::Url;

/// Makes the snapshot. `url` is the page's address if it is known.
pub(super) fn snapshot(tree: &Tree, url: Option<Url>, encoding: &'static Encoding) -> Snapshot {
    let address = url.or_else(|| own_address(tree));
    let mut room = Room { nodes: MAX_NODES, text: MAX_TEXT, frames: MAX_FRAMES };
    let mut waiting = VecDeque::new();
    let base = base(tree, address.clone());
    let mut page = document(tree, &Resolver { base, encoding }, &mut room, &mut waiting);
    page.url = address.map_or(String::new(), |mut url| {
        url.set_fragment(None);
        url.into()
    });
    while let Some((markup, around)) = waiting.pop_front() {
        if page.truncated {
            break;
        }
        let tree = super::shallow::parse(markup);
        let resolver = Resolver { base: self::base(&tree, around), encoding: encoding_rs::UTF_8 };
        let mut frame = document(&tree, &resolver, &mut room, &mut waiting);
        frame.url = "about:srcdoc".to_owned();
        page.truncated = frame.truncated;
        if frame.nodes.iter().any(|n| matches!(n, Node::Text { s, .. } if !s.trim_ascii().is_empty())) {
            page.frames.push(frame);
        } else {
            room.nodes += frame.nodes.len();
        }
    }
    page
}

/// What of the page and its frames can still be taken.
struct Room {
    nodes: usize,
    /// UTF-16 code units.
    text: usize,
    frames: usize,
}

/// Frames that are still to be looked into: their markup, and what links in them are resolved against.
type Waiting = VecDeque<(String, Option<Url>)>;

/// One document, without its address and its frames; these wait.
fn document(tree: &Tree, resolver: &Resolver, room: &mut Room, waiting: &mut Waiting) -> Snapshot {
    let root = tree.children(DOCUMENT).find(|id| tree.is_html(*id, "html"));
    let mut snapshot = Snapshot {
        version: VERSION,
        lang: root.and_then(|id| tree.attribute(id, "lang")).unwrap_or("").to_owned(),
        ..Snapshot::default()
    };
    head(tree, resolver, &mut snapshot);
    let body = root.and_then(|root| tree.children(root).find(|id| tree.is_html(*id, "body") || tree.is_html(*id, "frameset")));
    if let Some(body) = body {
        nodes(tree, body, resolver, room, waiting, &mut snapshot);
    }
    snapshot
}

/// The address that the page says it has, where nobody else knows.
fn own_address(tree: &Tree) -> Option<Url> {
    let own = tree.descendants(DOCUMENT).find_map(|id| {
        let named = |attribute, value: &str| tree.attribute(id, attribute).is_some_and(|v| v.eq_ignore_ascii_case(value));
        if tree.is_html(id, "link") && named("rel", "canonical") {
            tree.attribute(id, "href")
        } else if tree.is_html(id, "meta") && (named("property", "og:url") || named("name", "og:url")) {
            tree.attribute(id, "content")
        } else {
            None
        }
    })?;
    Url::parse(own).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

/// What links are resolved against (html.spec.whatwg.org/#document-base-url).
fn base(tree: &Tree, address: Option<Url>) -> Option<Url> {
    let element = tree.descendants(DOCUMENT).find(|id| tree.is_html(*id, "base") && tree.attribute(*id, "href").is_some());
    let href = element.and_then(|id| tree.attribute(id, "href"));
    let resolved = href.and_then(|href| Url::options().base_url(address.as_ref()).parse(href).ok());
    resolved.filter(|url| !matches!(url.scheme(), "data" | "javascript")).or(address)
}

struct Resolver {
    base: Option<Url>,
    encoding: &'static Encoding,
}

impl Resolver {
    /// An address as the DOM's `href` gives it: resolved, or as written where it is none. Queries are in the page's encoding.
    fn resolve(&self, href: &str) -> String {
        let encode = as_override(|query| encoded(query, self.encoding).into());
        let mut options = Url::options().base_url(self.base.as_ref());
        if self.encoding != encoding_rs::UTF_8 {
            options = options.encoding_override(Some(&encode));
        }
        options.parse(href).map_or_else(|_| href.to_owned(), String::from)
    }
}

/// A query in the page's encoding. What the encoding has not becomes a character reference, percent-encoded
/// (url.spec.whatwg.org/#string-percent-encode-after-encoding).
fn encoded(query: &str, encoding: &'static Encoding) -> Vec<u8> {
    let mut encoder = encoding.new_encoder();
    let mut bytes = Vec::with_capacity(query.len() * 2 + 16);
    let mut rest = query;
    loop {
        bytes.reserve(rest.len() * 2 + 16);
        let (result, read) = encoder.encode_from_utf8_to_vec_without_replacement(rest, &mut bytes, true);
        rest = &rest[read..];
        match result {
            EncoderResult::Unmappable(c) => bytes.extend(format!("%26%23{}%3B", c as u32).into_bytes()),
            EncoderResult::OutputFull => continue,
            EncoderResult::InputEmpty => return bytes,
        }
    }
}

/// Tells the compiler that the closure's answer lives as long as its argument.
fn as_override<F: Fn(&str) -> Cow<'_, [u8]>>(encode: F) -> F {
    encode
}

/// Title, metadata, links, JSON-LD: from the whole document.
fn head(tree: &Tree, resolver: &Resolver, out: &mut Snapshot) {
    let mut title = None;
    for id in tree.descendants(DOCUMENT) {
        let attribute = |name| tree.attribute(id, name);
        if tree.is_html(id, "title") && title.is_none() {
            title = Some(id);
        } else if tree.is_html(id, "meta") {
            let key = attribute("name").or(attribute("property")).or(attribute("itemprop")).or(attribute("http-equiv"));
            if let (Some(key), Some(content)) = (key, attribute("content"))
                && !key.is_empty()
                && out.meta.len() < MAX_HEAD
            {
                out.meta.push(Meta { key: key.to_lowercase(), content: content.to_owned() });
            }
        } else if tree.is_html(id, "link") {
            if let (Some(rel), Some(href)) = (attribute("rel"), attribute("href"))
                && !href.is_empty()
                && out.links.len() < MAX_HEAD
            {
                out.links.push(Link { rel: rel.to_lowercase(), href: resolver.resolve(href) });
            }
        } else if tree.is_html(id, "script")
            && attribute("type").and_then(|t| t.get(..19)).is_some_and(|t| t.eq_ignore_ascii_case("application/ld+json"))
        {
            let text = tree.child_text(id);
            if out.jsonld.len() < MAX_HEAD && units(&text) <= MAX_JSONLD {
                out.jsonld.push(text);
            }
        }
    }
    let title = title.map_or(String::new(), |id| tree.child_text(id));
    let words: Vec<&str> = title.split(|c: char| c.is_ascii_whitespace()).filter(|w| !w.is_empty()).collect();
    out.title = words.join(" ");
}

/// Elements and text below the body, parents first, in the order of the flattened tree (shadow roots and slots).
fn nodes(tree: &Tree, body: Id, resolver: &Resolver, room: &mut Room, waiting: &mut Waiting, out: &mut Snapshot) {
    let mut stack: Vec<(Id, i32)> = vec![(body, -1)];
    let mut slots = Slots::default();
    let mut children = Vec::new();
    while let Some((id, parent)) = stack.pop() {
        let node = match tree.data(id) {
            Data::Text(text) if !text.is_empty() => {
                let kept = cut(text, room.text);
                room.text -= units(kept);
                out.truncated = kept.len() < text.len();
                Node::Text { p: parent, s: kept.to_owned() }
            }
            Data::Element { .. } if is_shown(tree, id) => {
                Node::Element { p: parent, t: tree.tag(id).to_lowercase(), a: attributes(tree, id, resolver) }
            }
            Data::Element { .. } => {
                if room.frames > 0
                    && let Some(markup) = frame(tree, id)
                {
                    room.frames -= 1;
                    waiting.push_back((markup.to_owned(), resolver.base.clone()));
                }
                continue;
            }
            _ => continue,
        };
        if room.nodes == 0 {
            out.truncated = true;
        }
        if out.truncated && (room.nodes == 0 || matches!(&node, Node::Text { s, .. } if s.is_empty())) {
            return;
        }
        out.nodes.push(node);
        room.nodes -= 1;
        if out.truncated {
            return;
        }
        let index = (out.nodes.len() - 1) as i32;
        children.clear();
        slots.children(tree, id, &mut children);
        stack.extend(children.iter().rev().map(|child| (*child, index)));
    }
}

/// The document of a frame that a reader sees and that is of the page's own origin, where it stands in the page.
fn frame(tree: &Tree, id: Id) -> Option<&str> {
    let of = |name| tree.attribute(id, name);
    let smaller = |name, least| of(name).and_then(pixels).is_some_and(|n| n < least);
    let apart = of("sandbox").is_some_and(|s| !s.split_ascii_whitespace().any(|t| t.eq_ignore_ascii_case("allow-same-origin")));
    let (width, height) = SMALLEST_FRAME;
    let seen = tree.is_html(id, "iframe") && is_visible(tree, id) && !smaller("width", width) && !smaller("height", height);
    if seen && !apart { of("srcdoc") } else { None }
}

/// A length in pixels as attributes give it; none for shares of what is around.
fn pixels(value: &str) -> Option<f64> {
    let value = value.trim_ascii_start();
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    if value[end..].starts_with('%') { None } else { value[..end].parse().ok() }
}

/// Which light children of a shadow host stand in which of its slots.
#[derive(Default)]
struct Slots {
    /// For each slot element that has some: its assigned nodes.
    assigned: BTreeMap<Id, Vec<Id>>,
}

impl Slots {
    /// Children in the flattened tree.
    fn children(&mut self, tree: &Tree, id: Id, into: &mut Vec<Id>) {
        if let Some(shadow) = tree.shadow(id) {
            self.assign(tree, id, shadow);
            into.extend(tree.children(shadow));
        } else if let Some(assigned) = self.assigned.get(&id) {
            into.extend(assigned);
        } else if tree.is_html(id, "details") && tree.attribute(id, "open").is_none() {
            into.extend(tree.children(id).find(|child| tree.is_html(*child, "summary")));
        } else {
            into.extend(tree.children(id));
        }
    }

    /// The first slot of each name takes the host's children of that name (dom.spec.whatwg.org/#find-slotables).
    fn assign(&mut self, tree: &Tree, host: Id, shadow: Id) {
        let mut named: BTreeMap<&str, Id> = BTreeMap::new();
        for slot in tree.descendants(shadow).filter(|id| tree.is_html(*id, "slot")) {
            named.entry(tree.attribute(slot, "name").unwrap_or("")).or_insert(slot);
        }
        for child in tree.children(host) {
            let name = match tree.data(child) {
                Data::Element { .. } => tree.attribute(child, "slot").unwrap_or(""),
                Data::Text(_) => "",
                _ => continue,
            };
            if let Some(slot) = named.get(name) {
                self.assigned.entry(*slot).or_default().push(child);
            }
        }
    }
}

/// Whether a reader sees the element as part of the page, as far as the file itself says.
fn is_shown(tree: &Tree, id: Id) -> bool {
    !LEFT_OUT.contains(&tree.tag(id)) && is_visible(tree, id)
}

/// Whether a reader sees the element, whatever it is.
fn is_visible(tree: &Tree, id: Id) -> bool {
    let has = |name| tree.attribute(id, name).is_some();
    let is = |name, value: &str| tree.attribute(id, name).is_some_and(|v| v.eq_ignore_ascii_case(value));
    let editable = is("contenteditable", "") || is("contenteditable", "true") || is("contenteditable", "plaintext-only");
    if tree.is_html(id, "img") {
        // No text hangs on it, and whether browsers make a box for a picture depends on its loading.
        return !has("hidden");
    }
    !has("hidden")
        && !editable
        && !has("popover")
        && (has("open") || !tree.is_html(id, "dialog"))
        && !tree.attribute(id, "style").is_some_and(hides)
}

/// Whether an inline style hides the element: the last declaration of a property counts, an important one more.
fn hides(style: &str) -> bool {
    let mut found = [("display", false, false), ("visibility", false, false), ("content-visibility", false, false)];
    for declaration in style.split(';') {
        let Some((name, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().to_ascii_lowercase();
        let (value, important) = match value.strip_suffix("important").map(|v| v.trim_end().strip_suffix('!')) {
            Some(Some(v)) => (v.trim_end(), true),
            _ => (value.as_str(), false),
        };
        if let Some(entry) = found.iter_mut().find(|e| e.0.eq_ignore_ascii_case(name.trim()) && (important || !e.2)) {
            let hidden = match entry.0 {
                "display" => value == "none",
                "visibility" => value == "hidden" || value == "collapse",
                _ => value == "hidden",
            };
            (entry.1, entry.2) = (hidden, important);
        }
    }
    found.iter().any(|entry| entry.1)
}

fn attributes(tree: &Tree, id: Id, resolver: &Resolver) -> BTreeMap<String, String> {
    let Data::Element { attributes, .. } = tree.data(id) else { return BTreeMap::new() };
    let mut kept = BTreeMap::new();
    for attribute in attributes {
        let name: &str = &attribute.name.local;
        let value = if ATTRIBUTES.contains(&name) {
            attribute.value.to_string()
        } else if name == "href" && tree.is_html(id, "a") {
            resolver.resolve(&attribute.value)
        } else {
            continue;
        };
        if units(&value) <= MAX_ATTRIBUTE {
            kept.insert(name.to_owned(), value);
        }
    }
    kept
}

/// Length in UTF-16 code units.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The beginning of a text that is not longer than `room` UTF-16 units.
fn cut(text: &str, room: usize) -> &str {
    if text.len() <= room {
        return text;
    }
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.len_utf16();
        used > room
    });
    end.map_or(text, |(at, _)| &text[..at])
}
