//! A page into a tree, by html5ever in pieces. The parser's time grows with the square of depth and of attributes, and it
//! has no limit of its own; so it is watched between the pieces and stopped.

use std::cell::Cell;

use dom_query::{Document, NodeId};
use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};

use super::attributes::OpenTag;
use super::sink::{Sink, text_length, weight};
use super::tour::{Step, tour};
use super::{Degraded, Limits};

/// The longest piece that is fed at once, and the first piece behind a `<`: long enough to show whether a tag or a
/// script's text goes on there, too short for a flood.
const PIECE: usize = 4096;
const FIRST: usize = 64;

/// The tree of a page.
pub(super) fn parse(html: &str, limits: &Limits) -> Result<Document, Degraded> {
    let options = TreeBuilderOpts { scripting_enabled: true, drop_doctype: true, ..TreeBuilderOpts::default() };
    let watch = Watch { builder: TreeBuilder::new(Sink::new(limits), options), told: Cell::new(false) };
    let tokenizer = Tokenizer::new(watch, TokenizerOpts::default());
    let input = BufferQueue::default();
    // The tag that the tokenizer is in the middle of, if it is in one.
    let mut tag: Option<OpenTag> = None;
    // Parts end with their `<`: what stands behind it begins a tag, a comment, or is text.
    for (number, part) in html.split_inclusive('<').enumerate() {
        if number > 0 && tag.is_none() {
            tag = part.bytes().next().map(OpenTag::begin);
        }
        let mut rest = part;
        let mut length = FIRST;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(boundary(rest, length));
            if let Some(tag) = &mut tag {
                tag.read(piece.as_bytes());
                if tag.count() > limits.attributes {
                    return Err(Degraded::Attributes);
                }
            }
            tokenizer.sink.told.set(false);
            input.push_back(StrTendril::from_slice(piece));
            while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
            if tokenizer.sink.told.get() {
                tag = None;
            }
            tokenizer.sink.builder.sink.check()?;
            (rest, length) = (after, PIECE);
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.check()?;
    let document = tokenizer.sink.builder.sink.finish();
    measure(&document, limits)?;
    Ok(document)
}

/// Measures a tree again that is finished. Tags that close in the wrong order make the parser move what stands already:
/// the tree becomes deeper than the parser ever went.
fn measure(document: &Document, limits: &Limits) -> Result<(), Degraded> {
    let (mut deepest, mut work) = (0, 0);
    tour(&document.root(), |step| {
        if let Step::Enter(node, depth) = step {
            deepest = deepest.max(depth);
            work += weight(depth, text_length(node));
        }
        true
    });
    match () {
        () if deepest > limits.depth => Err(Degraded::Depth),
        () if work > limits.work => Err(Degraded::Work),
        () => Ok(()),
    }
}

/// The last boundary between characters at or before a length; past the first character in any case.
pub(super) fn boundary(text: &str, length: usize) -> usize {
    let down = (1..=length.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    down.unwrap_or_else(|| text.chars().next().map_or(0, char::len_utf8))
}

/// The tree builder, and whether the tokenizer has told it of anything.
struct Watch {
    builder: TreeBuilder<NodeId, Sink>,
    told: Cell<bool>,
}

impl TokenSink for Watch {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        // Faults are told in the middle of a tag as well.
        if !matches!(token, Token::ParseError(_)) {
            self.told.set(true);
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
