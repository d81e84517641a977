//! The snapshot's elements as a tree that can be walked and summed up without recursion.

use super::marks::Marks;
use crate::page::snapshot::{Node, Snapshot};

/// The root's parent.
pub(super) const NONE: u32 = u32::MAX;

/// One node of the snapshot, seen from the article's side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// Index of the parent, or [`NONE`].
    pub parent: u32,
    /// One past the last node inside.
    pub end: u32,
    /// What its names say. Nothing for text nodes.
    pub marks: Marks,
    /// Whether it begins a line of its own (as its tag alone says).
    pub is_block: bool,
    /// Whether text that is not white space stands directly in it.
    pub has_text: bool,
}

/// Parallel to [`Snapshot::nodes`].
pub(super) struct Outline<'s> {
    snapshot: &'s Snapshot,
    elements: Vec<Element>,
}

impl<'s> Outline<'s> {
    /// Reads the snapshot once. A parent that does not enclose the node (a snapshot nobody made) is replaced by the nearest
    /// element that does.
    pub fn new(snapshot: &'s Snapshot) -> Self {
        let mut elements: Vec<Element> = Vec::with_capacity(snapshot.nodes.len());
        let mut open: Vec<u32> = Vec::new();
        for (at, node) in snapshot.nodes.iter().enumerate() {
            let at = at as u32;
            let (Node::Element { p, .. } | Node::Text { p, .. }) = node;
            if u32::try_from(*p).is_ok_and(|p| open.binary_search(&p).is_ok()) {
                while open.last().is_some_and(|top| *top != *p as u32) {
                    close(&mut elements, &mut open, at);
                }
            } else {
                while open.len() > 1 {
                    close(&mut elements, &mut open, at);
                }
            }
            let parent = open.last().copied().unwrap_or(NONE);
            let is_element = matches!(node, Node::Element { .. });
            if let (Node::Text { s, .. }, Some(parent)) = (node, elements.get_mut(parent as usize)) {
                parent.has_text = parent.has_text || s.contains(|c: char| !c.is_ascii_whitespace());
            }
            elements.push(Element {
                parent,
                end: at + 1,
                marks: Marks::of(node),
                is_block: is_element && is_block(tag(node)),
                has_text: false,
            });
            if is_element {
                open.push(at);
            }
        }
        while !open.is_empty() {
            close(&mut elements, &mut open, snapshot.nodes.len() as u32);
        }
        Outline { snapshot, elements }
    }

    /// Number of nodes.
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// A node.
    pub fn at(&self, at: u32) -> &Element {
        &self.elements[at as usize]
    }

    /// The node as it stands in the snapshot.
    pub fn node(&self, at: u32) -> &'s Node {
        &self.snapshot.nodes[at as usize]
    }

    /// The element's tag; empty for text.
    pub fn tag(&self, at: u32) -> &'s str {
        tag(self.node(at))
    }

    /// An attribute's value; empty where there is none.
    pub fn attribute(&self, at: u32, name: &str) -> &'s str {
        match self.node(at) {
            Node::Element { a, .. } => a.get(name).map_or("", String::as_str),
            Node::Text { .. } => "",
        }
    }

    /// Whether an element is a link to a place in this page.
    pub fn leads_within(&self, at: u32) -> bool {
        let page = self.snapshot.url.split('#').next().unwrap_or("");
        let href = self.attribute(at, "href");
        href.starts_with('#') || (!page.is_empty() && href.strip_prefix(page).is_some_and(|rest| rest.starts_with('#')))
    }

    /// The element and those around it, innermost first.
    pub fn upward(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        let some = |at: u32| (at != NONE).then_some(at);
        std::iter::successors(some(at), move |at| some(self.at(*at).parent))
    }

    /// The nodes directly in an element.
    pub fn children(&self, at: u32) -> impl Iterator<Item = u32> + '_ {
        let end = self.at(at).end;
        let inside = move |at: u32| (at < end).then_some(at);
        std::iter::successors(inside(at + 1), move |child| inside(self.at(*child).end))
    }

    /// Whether a node lies in an element (or is it).
    pub fn holds(&self, element: u32, node: u32) -> bool {
        element <= node && node < self.at(element).end
    }

    /// For each element the sum over what is inside, given the values of the nodes themselves.
    pub fn sums(&self, own: &[f32]) -> Vec<f32> {
        let mut sums = own.to_vec();
        for at in (0..self.elements.len()).rev() {
            let parent = self.elements[at].parent;
            if parent != NONE {
                sums[parent as usize] += sums[at];
            }
        }
        sums
    }

    /// Whether the element makes a line of its own: by its tag, as a custom element among elements, or as an inline element
    /// that is named as a line (byline, date) and stands among elements rather than in running text.
    pub fn breaks(&self, at: u32) -> bool {
        let element = self.at(at);
        if element.is_block {
            return true;
        }
        let among_elements = element.parent != NONE && !self.at(element.parent).has_text;
        let tag = self.tag(at);
        let can = tag.contains('-') || element.marks.any(Marks::LINES) || tag == "time";
        can && among_elements && !tag.is_empty() && !matches!(self.tag(element.parent), "p" | "a" | "h1" | "h2" | "h3" | "li")
    }
}

fn close(elements: &mut [Element], open: &mut Vec<u32>, end: u32) {
    if let Some(element) = open.pop() {
        elements[element as usize].end = end;
    }
}

fn tag(node: &Node) -> &str {
    match node {
        Node::Element { t, .. } => t,
        Node::Text { .. } => "",
    }
}

/// Elements that browsers lay out as blocks, list items, table parts or rules.
fn is_block(tag: &str) -> bool {
    const BLOCKS: [&str; 53] = [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ];
    BLOCKS.binary_search(&tag).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn element(p: i32, t: &str) -> Node {
        Node::Element { p, t: t.into(), a: Default::default() }
    }

    #[test]
    fn ends_and_sums_follow_the_nesting() {
        let nodes =
            vec![element(-1, "body"), element(0, "div"), element(1, "p"), Node::Text { p: 2, s: "a".into() }, element(0, "p")];
        let snapshot = Snapshot { nodes, ..Snapshot::default() };
        let outline = Outline::new(&snapshot);
        let ends: Vec<u32> = (0..5).map(|at| outline.at(at).end).collect();
        assert_eq!(ends, [5, 4, 4, 4, 5]);
        assert_eq!(outline.sums(&[0., 1., 2., 4., 8.]), [15., 7., 6., 4., 8.]);
        assert_eq!(outline.upward(3).collect::<Vec<_>>(), [3, 2, 1, 0]);
    }

    #[test]
    fn a_snapshot_with_impossible_parents_is_read_all_the_same() {
        for p in [-9, 0, 1, 2, 3, 99, i32::MAX, i32::MIN] {
            let nodes = vec![Node::Text { p, s: "a".into() }, element(p, "p"), element(p, "b"), Node::Text { p, s: "c".into() }];
            let snapshot = Snapshot { nodes, ..Snapshot::default() };
            let outline = Outline::new(&snapshot);
            for at in 0..4 {
                assert!(outline.upward(at).count() <= 4 && outline.at(at).end <= 4);
            }
        }
    }

    #[test]
    fn block_names_are_sorted_for_the_search() {
        for tag in ["address", "p", "xmp", "div", "h1", "li", "td"] {
            assert!(is_block(tag));
        }
        assert!(!is_block("span") && !is_block("") && !is_block("a"));
    }
}
