//! The main text of a page, by dom_smoothie: which part of the tree is the article.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::block::{self, Block};
use super::marked::mark;

/// Fewer characters than this are too few for an article, and a looser look may find more. News in brief is shorter
/// than the library's own 500, and the looser look brings the whole page with it.
const BRIEF: usize = 200;
/// Under this id the library puts what it found.
const FOUND: &str = "#readability-page-1";

/// The blocks of the article in the page.
pub(super) fn extract(document: Document) -> Vec<Block> {
    keep_byline(&document);
    mark(&document);
    let config = Config { keep_classes: true, disable_json_ld: true, char_threshold: BRIEF, ..Config::default() };
    let Ok(mut readability) = Readability::with_document(document, None, Some(config)) else { return Vec::new() };
    if readability.parse().is_err() {
        return Vec::new();
    }
    let found = readability.doc.select_single(FOUND);
    found.nodes().first().map(block::blocks).unwrap_or_default()
}

/// The library cuts by-lines out of the page, unless the page names its author in its head.
fn keep_byline(document: &Document) {
    let Some(head) = document.head() else { return };
    let meta = document.tree.new_element("meta");
    meta.set_attr("name", "author");
    meta.set_attr("content", "-");
    head.append_child(&meta);
}
