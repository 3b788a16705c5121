//! The tree that the parser builds, kept small: what nobody reads is left out, and what is too deep or too much is told.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use dom_query::{Document, NodeData, NodeId, NodeRef};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};
use rustc_hash::FxHashMap;

use super::kept::{cut, read_attributes, room};
use super::{Degraded, Limits};

/// Longest text in one node, in bytes. To write a node takes the square of its length if it is full of ampersands.
const TEXT: usize = 4096;

/// A tree that counts.
pub(super) struct Sink {
    document: Document,
    /// How many bytes of text the elements still take for which there is a limit.
    rooms: RefCell<FxHashMap<NodeId, usize>>,
    /// How deep the templates stand whose contents hang on no tree.
    templates: RefCell<FxHashMap<NodeId, usize>>,
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
        let (rooms, templates) = (RefCell::default(), RefCell::default());
        Self { document, rooms, templates, comment, elements, work, degraded, limits: *limits }
    }

    /// The first limit that was passed, if any was.
    pub(super) fn check(&self) -> Result<(), Degraded> {
        self.degraded.get().map_or(Ok(()), Err)
    }

    /// How deep a node stands, counted up to a little more than the limit. It has to be counted: the parser moves whole
    /// trees into others.
    fn depth(&self, node: &NodeId) -> usize {
        let above = self.document.tree.ancestor_ids_of_it(node, None).take(self.limits.depth + 1);
        let (depth, top) = above.fold((1, *node), |(depth, _), id| (depth + 1, id));
        depth + self.templates.borrow().get(&top).copied().unwrap_or_default()
    }

    /// Text that would make the text before it too long becomes a node of its own.
    fn in_nodes<'a>(&'a self, child: NodeOrText<NodeId>, last: impl Fn() -> Option<NodeRef<'a>>) -> NodeOrText<NodeId> {
        let NodeOrText::AppendText(text) = child else { return child };
        if last().map_or(0, |last| text_length(&last)) + text.len() <= TEXT {
            return NodeOrText::AppendText(text);
        }
        NodeOrText::AppendNode(self.document.tree.create_node(NodeData::Text { contents: text }))
    }

    fn pass(&self, limit: Degraded) {
        self.degraded.set(self.degraded.get().or(Some(limit)));
    }

    /// Counts what is put into a node, and gives what of it is to be put there.
    fn admit(&self, parent: &NodeId, child: NodeOrText<NodeId>) -> Option<NodeOrText<NodeId>> {
        let (child, work) = match child {
            NodeOrText::AppendNode(node) if node == self.comment => return None,
            NodeOrText::AppendNode(_) => {
                let depth = self.depth(parent);
                if depth > self.limits.depth {
                    self.pass(Degraded::Depth);
                }
                (child, weight(depth, 0))
            }
            NodeOrText::AppendText(text) => {
                let text = self.admit_text(parent, text);
                // A short text is not worth the counting.
                let depth = if text.len() < TEXT / 64 { 0 } else { self.depth(parent) };
                let work = weight(depth, text.len()) - depth;
                ((!text.is_empty()).then_some(NodeOrText::AppendText(text))?, work)
            }
        };
        self.work.set(self.work.get() + work);
        if self.work.get() > self.limits.work {
            self.pass(Degraded::Work);
        }
        Some(child)
    }

    fn admit_text(&self, parent: &NodeId, text: StrTendril) -> StrTendril {
        match self.rooms.borrow_mut().get_mut(parent) {
            Some(room) => {
                let text = cut(text, *room);
                *room -= text.len();
                text
            }
            None => text,
        }
    }
}

/// What a node costs the extraction: it looks at each from most of the elements around it.
pub(super) fn weight(depth: usize, text: usize) -> usize {
    depth + depth * text / 64
}

/// The length of a node's own text, in bytes.
pub(super) fn text_length(node: &NodeRef<'_>) -> usize {
    node.query_or(0, |node| if let NodeData::Text { contents } = &node.data { contents.len() } else { 0 })
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
        let room = room(&name.local, &attributes);
        let node = self.document.create_element(name, attributes, flags);
        self.rooms.borrow_mut().extend(room.map(|room| (node, room)));
        node
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.comment
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.comment
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        if let Some(child) = self.admit(parent, child) {
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
        // The parser goes as deep in them as in any tree.
        let depth = self.depth(target);
        self.templates.borrow_mut().insert(contents, depth);
        contents
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, mode: QuirksMode) {
        self.document.set_quirks_mode(mode);
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.document.tree.parent_of(sibling);
        if let Some(child) = parent.and_then(|parent| self.admit(&parent.id, child)) {
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
