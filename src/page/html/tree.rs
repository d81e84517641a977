//! The DOM that the HTML parser builds: one arena, nodes linked by index.
//!
//! An arena, not reference-counted nodes, because pages can nest 50,000 elements deep: dropping it needs no recursion, and
//! neither does walking it.

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, expanded_name, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

/// Index of a node in the arena.
pub(super) type Id = u32;

/// No node.
const NONE: Id = u32::MAX;

/// The document node.
pub(super) const DOCUMENT: Id = 0;

/// What a node is.
pub(super) enum Data {
    /// The document, or the root of a template's contents.
    Root,
    /// An element.
    Element {
        /// Its name with namespace.
        name: QualName,
        /// Its attributes as written.
        attributes: Vec<Attribute>,
        /// Contents of a template, or [`NONE`].
        contents: Id,
        /// Declarative shadow root, or [`NONE`].
        shadow: Id,
    },
    /// Text.
    Text(StrTendril),
    /// Comments and processing instructions.
    Other,
}

struct Node {
    parent: Id,
    previous: Id,
    next: Id,
    first: Id,
    last: Id,
    /// Number of ancestors when it was put in (not kept up to date where the parser moves a subtree).
    depth: u32,
    data: Data,
}

/// A parsed document.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    fn add(&mut self, data: Data) -> Id {
        self.nodes.push(Node { parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE, depth: 0, data });
        (self.nodes.len() - 1) as Id
    }

    fn at(&self, id: Id) -> &Node {
        &self.nodes[id as usize]
    }

    fn at_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id as usize]
    }

    /// What a node is.
    pub fn data(&self, id: Id) -> &Data {
        &self.at(id).data
    }

    /// The element's local name in lower case, as it stands in the snapshot; empty for other nodes.
    pub fn tag(&self, id: Id) -> &str {
        match self.data(id) {
            Data::Element { name, .. } => &name.local,
            _ => "",
        }
    }

    /// Whether the node is this HTML element.
    pub fn is_html(&self, id: Id, tag: &str) -> bool {
        matches!(self.data(id), Data::Element { name, .. } if name.ns == ns!(html) && &*name.local == tag)
    }

    /// An attribute's value.
    pub fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match self.data(id) {
            Data::Element { attributes, .. } => {
                attributes.iter().find(|a| a.name.ns == ns!() && &*a.name.local == wanted).map(|a| &*a.value)
            }
            _ => None,
        }
    }

    /// The open shadow root attached by markup.
    pub fn shadow(&self, id: Id) -> Option<Id> {
        match self.data(id) {
            Data::Element { shadow, .. } if *shadow != NONE => Some(*shadow),
            _ => None,
        }
    }

    /// The children, in order.
    pub fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let some = |id: Id| (id != NONE).then_some(id);
        std::iter::successors(some(self.at(id).first), move |child| some(self.at(*child).next))
    }

    /// All nodes below a node in document order, without templates' contents and shadow roots.
    pub fn descendants(&self, top: Id) -> impl Iterator<Item = Id> + '_ {
        let mut next = self.at(top).first;
        std::iter::from_fn(move || {
            let here = next;
            if here == NONE {
                return None;
            }
            next = self.at(here).first;
            let mut up = here;
            while next == NONE && up != top && up != NONE {
                next = self.at(up).next;
                up = self.at(up).parent;
            }
            Some(here)
        })
    }

    /// The text directly in an element.
    pub fn child_text(&self, id: Id) -> String {
        let pieces = self.children(id).filter_map(|child| match self.data(child) {
            Data::Text(text) => Some(&**text),
            _ => None,
        });
        pieces.collect()
    }

    fn detach(&mut self, id: Id) {
        let Node { parent, previous, next, .. } = *self.at(id);
        if parent == NONE {
            return;
        }
        match previous {
            NONE => self.at_mut(parent).first = next,
            _ => self.at_mut(previous).next = next,
        }
        match next {
            NONE => self.at_mut(parent).last = previous,
            _ => self.at_mut(next).previous = previous,
        }
        let node = self.at_mut(id);
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a detached node before `next` (or last, where that is [`NONE`]).
    fn insert(&mut self, parent: Id, next: Id, id: Id) {
        self.detach(id);
        let previous = if next == NONE { self.at(parent).last } else { self.at(next).previous };
        let depth = self.at(parent).depth + 1;
        let node = self.at_mut(id);
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        match previous {
            NONE => self.at_mut(parent).first = id,
            _ => self.at_mut(previous).next = id,
        }
        match next {
            NONE => self.at_mut(parent).last = id,
            _ => self.at_mut(next).previous = id,
        }
    }

    /// As [`Tree::insert`]; text joins a text node that stands before it.
    fn insert_either(&mut self, parent: Id, next: Id, child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(id) => self.insert(parent, next, id),
            NodeOrText::AppendText(text) => {
                let previous = if next == NONE { self.at(parent).last } else { self.at(next).previous };
                if previous != NONE
                    && let Data::Text(before) = &mut self.at_mut(previous).data
                {
                    before.push_tendril(&text);
                    return;
                }
                let id = self.add(Data::Text(text));
                self.insert(parent, next, id);
            }
        }
    }
}

/// Receives the parser's instructions.
pub(super) struct Sink {
    tree: RefCell<Tree>,
    depth: Cell<u32>,
}

impl Sink {
    /// An empty document.
    pub fn new() -> Self {
        let mut tree = Tree { nodes: Vec::new() };
        tree.add(Data::Root);
        Sink { tree: RefCell::new(tree), depth: Cell::new(0) }
    }

    /// How deep the parser is in the tree: depth of the element put in last, or of the parent of the one left last.
    pub fn depth(&self) -> u32 {
        self.depth.get()
    }
}

/// The name of an element, borrowed from the arena.
#[derive(Debug)]
pub(super) struct Name<'a>(Ref<'a, QualName>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Name<'a> {
        // The parser asks for names of elements only. Anything else gets the name of no element.
        const NOTHING: QualName = QualName { prefix: None, ns: ns!(), local: local_name!("") };
        static EMPTY: QualName = NOTHING;
        Name(Ref::map(self.tree.borrow(), |tree| match tree.data(*target) {
            Data::Element { name, .. } => name,
            _ => &EMPTY,
        }))
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> Id {
        let mut tree = self.tree.borrow_mut();
        let contents = if flags.template { tree.add(Data::Root) } else { NONE };
        tree.add(Data::Element { name, attributes, contents, shadow: NONE })
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.tree.borrow_mut().add(Data::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.tree.borrow_mut().add(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        if matches!(child, NodeOrText::AppendNode(_)) {
            self.depth.set(tree.at(*parent).depth + 1);
        }
        tree.insert_either(*parent, NONE, child);
    }

    fn pop(&self, node: &Id) {
        self.depth.set(self.tree.borrow().at(*node).depth.saturating_sub(1));
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        match tree.at(*element).parent {
            NONE => tree.insert_either(*previous, NONE, child),
            parent => tree.insert_either(parent, *element, child),
        }
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        let parent = tree.at(*sibling).parent;
        if parent != NONE {
            tree.insert_either(parent, *sibling, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        match self.tree.borrow().data(*target) {
            Data::Element { contents, .. } if *contents != NONE => *contents,
            _ => *target,
        }
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &Id, new: Vec<Attribute>) {
        if let Data::Element { attributes, .. } = &mut self.tree.borrow_mut().at_mut(*target).data {
            for attribute in new {
                if attributes.iter().all(|a| a.name != attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Id) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        let mut tree = self.tree.borrow_mut();
        let mut child = tree.at(*node).first;
        while child != NONE {
            let next = tree.at(child).next;
            tree.insert(*new_parent, NONE, child);
            child = next;
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Id) -> bool {
        let tree = self.tree.borrow();
        let Data::Element { name, .. } = tree.data(*handle) else { return false };
        let encoding = tree.attribute(*handle, "encoding").unwrap_or("");
        name.expanded() == expanded_name!(mathml "annotation-xml")
            && (encoding.eq_ignore_ascii_case("text/html") || encoding.eq_ignore_ascii_case("application/xhtml+xml"))
    }

    /// The template's contents become the host's shadow root, unless it has one. A closed root is not kept: the content
    /// script cannot see into one either.
    fn attach_declarative_shadow(&self, host: &Id, template: &Id, attributes: &[Attribute]) -> bool {
        let mut tree = self.tree.borrow_mut();
        let Data::Element { contents, .. } = *tree.data(*template) else { return false };
        let open = attributes.iter().any(|a| &*a.name.local == "shadowrootmode" && &*a.value == "open");
        match &mut tree.at_mut(*host).data {
            Data::Element { name, shadow, .. } if *shadow == NONE && may_host_shadow(name) => {
                if open {
                    *shadow = contents;
                }
                true
            }
            _ => false,
        }
    }
}

/// Whether `attachShadow` works on such an element (dom.spec.whatwg.org/#valid-shadow-host-name).
fn may_host_shadow(name: &QualName) -> bool {
    const BUILT_IN: [&str; 18] = [
        "article",
        "aside",
        "blockquote",
        "body",
        "div",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "main",
        "nav",
        "p",
        "section",
        "span",
    ];
    name.ns == ns!(html) && (name.local.contains('-') || BUILT_IN.contains(&&*name.local))
}
