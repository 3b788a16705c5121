//! Blocks into the text that all offsets refer to, with the headline at its beginning.

use super::block::Block;
use crate::read::layout::{BlockRole, Region};
use crate::span::Span;

/// Among how many of the first blocks the headline may be printed once more.
const TOP: usize = 6;

/// The text of an article, and what its parts are.
pub(super) fn compose(headline: Option<&str>, blocks: &[Block]) -> (String, Vec<Region>) {
    let mut text = String::new();
    let mut layout = Vec::with_capacity(blocks.len() + 1);
    let mut add = |part: &str, role: BlockRole| {
        if !text.is_empty() {
            text.push('\n');
        }
        let start = text.len();
        text.push_str(part);
        layout.push(Region { span: Span::new(start, text.len()), role });
    };
    if let Some(headline) = headline {
        add(headline, BlockRole::Headline);
    }
    for (number, block) in blocks.iter().enumerate() {
        if number >= TOP || headline.is_none_or(|headline| headline != block.text) {
            add(&block.text, block.role);
        }
    }
    (text, layout)
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockRole::{Body, Headline, Subheading};

    fn block(text: &str, role: BlockRole) -> Block {
        Block { text: text.to_owned(), role }
    }

    #[test]
    fn the_headline_stands_first_and_once() {
        let blocks = [block("a", Body), block("قال", Subheading), block("b\nc", Body)];
        let (text, layout) = compose(Some("قال"), &blocks);
        assert_eq!(text, "قال\na\nb\nc");
        let parts: Vec<_> = layout.iter().map(|region| (region.span.of(&text), region.role)).collect();
        assert_eq!(parts, [("قال", Headline), ("a", Body), ("b\nc", Body)]);
    }

    #[test]
    fn a_page_without_blocks_has_no_text() {
        assert_eq!(compose(None, &[]), (String::new(), Vec::new()));
    }
}
