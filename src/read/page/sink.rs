//! The tree that the parser builds, kept small: what nobody reads is left out, and what is too deep or too much is told.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeData, NodeId, NodeRef};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};
use rustc_hash::FxHashMap;

use super::parse::boundary;
use super::{Degraded, Limits};

/// The attributes that extraction or the reading of metadata looks at.
const READ: [&str; 24] = [
    "aria-hidden",
    "aria-modal",
    "class",
    "colspan",
    "content",
    "datetime",
    "dir",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "src",
    "srcset",
    "style",
    "summary",
    "datatable",
    "type",
    "http-equiv",
    "charset",
];
/// Elements whose attributes nobody reads: they embed something else, or mislead about where the page lies.
const BARE: [&str; 5] = ["base", "embed", "iframe", "object", "source"];
/// Elements whose text is not for readers.
const SILENT: [&str; 7] = ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea"];
/// Longest attribute value and title, in bytes; the rest is cut off.
const VALUE: usize = 4096;
/// Longest script with data, in bytes.
const DATA: usize = 1 << 20;
/// Longest text in one node, in bytes. To write a node takes the square of its length if it is full of ampersands.
const TEXT: usize = 4096;

/// What is noted of a node while the tree grows.
#[derive(Clone, Copy)]
struct Note {
    depth: usize,
    /// How many bytes of text it still takes.
    room: usize,
}

/// A tree that counts.
pub(super) struct Sink {
    document: Document,
    notes: RefCell<FxHashMap<NodeId, Note>>,
    /// One node that stands for all comments.
    comment: NodeId,
    elements: Cell<usize>,
    work: Cell<usize>,
    degraded: Cell<Option<Degraded>>,
    limits: Limits,
}

impl Sink {
    pub(super) fn new(limits: &Limits) -> Self {
        let document = Document::default();
        let comment = document.tree.create_node(NodeData::Comment { contents: StrTendril::new() });
        let (elements, work, degraded) = (Cell::new(0), Cell::new(0), Cell::new(None));
        Self { document, notes: RefCell::default(), comment, elements, work, degraded, limits: *limits }
    }

    /// The first limit that was passed, if any was.
    pub(super) fn check(&self) -> Result<(), Degraded> {
        self.degraded.get().map_or(Ok(()), Err)
    }

    fn note(&self, node: &NodeId) -> Note {
        self.notes.borrow().get(node).copied().unwrap_or(Note { depth: 0, room: usize::MAX })
    }

    /// Text that would make the text before it too long becomes a node of its own.
    fn in_nodes<'a>(&'a self, child: NodeOrText<NodeId>, last: impl Fn() -> Option<NodeRef<'a>>) -> NodeOrText<NodeId> {
        let NodeOrText::AppendText(text) = child else { return child };
        let length = |node: NodeRef<'_>| {
            node.query_or(0, |node| if let NodeData::Text { contents } = &node.data { contents.len() } else { 0 })
        };
        if last().map_or(0, length) + text.len() <= TEXT {
            return NodeOrText::AppendText(text);
        }
        NodeOrText::AppendNode(self.document.tree.create_node(NodeData::Text { contents: text }))
    }

    fn pass(&self, limit: Degraded) {
        self.degraded.set(self.degraded.get().or(Some(limit)));
    }

    /// Counts a node where it is put, and says whether it is to be put there.
    fn admit(&self, parent: &NodeId, child: &mut NodeOrText<NodeId>) -> bool {
        let above = self.note(parent);
        let depth = above.depth + 1;
        match child {
            NodeOrText::AppendNode(node) => {
                if *node == self.comment {
                    return false;
                }
                if depth > self.limits.depth {
                    self.pass(Degraded::Depth);
                }
                self.work.set(self.work.get() + depth);
                if let Some(note) = self.notes.borrow_mut().get_mut(node) {
                    note.depth = depth;
                }
            }
            NodeOrText::AppendText(text) => {
                if text.len() > above.room {
                    let kept = if above.room == 0 { 0 } else { boundary(text, above.room) };
                    *text = StrTendril::from_slice(&text[..kept]);
                }
                if text.is_empty() {
                    return false;
                }
                self.work.set(self.work.get() + depth * text.len() / 64);
                if above.room < usize::MAX
                    && let Some(note) = self.notes.borrow_mut().get_mut(parent)
                {
                    note.room = above.room.saturating_sub(text.len());
                }
            }
        }
        if self.work.get() > self.limits.work {
            self.pass(Degraded::Work);
        }
        true
    }
}

/// The attributes that are read, their values cut to what is read of them.
fn read_attributes(element: &str, attributes: Vec<Attribute>) -> Vec<Attribute> {
    if BARE.contains(&element) {
        return Vec::new();
    }
    let read = attributes.into_iter().filter(|attribute| READ.contains(&&*attribute.name.local));
    let cut = |mut attribute: Attribute| {
        if attribute.value.len() > VALUE {
            attribute.value = StrTendril::from_slice(&attribute.value[..boundary(&attribute.value, VALUE)]);
        }
        attribute
    };
    read.map(cut).collect()
}

/// How much text an element takes.
fn room(name: &str, attributes: &[Attribute]) -> usize {
    let data = || attributes.iter().any(|attribute| &*attribute.name.local == "type" && is_data(&attribute.value));
    match name {
        "title" => VALUE,
        "script" if data() => DATA,
        _ if SILENT.contains(&name) => 0,
        _ => usize::MAX,
    }
}

/// Whether a script's type is that of linked data.
pub(super) fn is_data(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("application/ld+json")
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Document;
    type ElemName<'a> = <Document as TreeSink>::ElemName<'a>;

    fn finish(self) -> Document {
        self.document
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.get_document()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Self::ElemName<'a> {
        self.document.elem_name(target)
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        self.elements.set(self.elements.get() + 1);
        if self.elements.get() > self.limits.elements {
            self.pass(Degraded::Elements);
        }
        let attributes = read_attributes(&name.local, attributes);
        let note = Note { depth: 0, room: room(&name.local, &attributes) };
        let node = self.document.create_element(name, attributes, flags);
        self.notes.borrow_mut().insert(node, note);
        node
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.comment
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.comment
    }

    fn append(&self, parent: &NodeId, mut child: NodeOrText<NodeId>) {
        if self.admit(parent, &mut child) {
            let last = || self.document.tree.last_child_of(parent);
            self.document.append(parent, self.in_nodes(child, last));
        }
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        if self.document.tree.parent_of(element).is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        let contents = self.document.get_template_contents(target);
        // The contents hang on no tree, but the parser goes as deep in them as in any.
        let note = Note { depth: self.note(target).depth, room: 0 };
        self.notes.borrow_mut().insert(contents, note);
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, mut child: NodeOrText<NodeId>) {
        let parent = self.document.tree.parent_of(sibling).map(|parent| parent.id);
        if parent.is_some_and(|parent| self.admit(&parent, &mut child)) {
            let last = || self.document.tree.prev_sibling_of(sibling);
            self.document.append_before_sibling(sibling, self.in_nodes(child, last));
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        self.document.add_attrs_if_missing(target, read_attributes("", attributes));
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.remove_from_parent(target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        self.document.reparent_children(node, new_parent);
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        self.document.is_mathml_annotation_xml_integration_point(handle)
    }
}
