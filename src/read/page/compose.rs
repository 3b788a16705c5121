//! Lines into the text that all offsets refer to, with the headline at its beginning.

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
    // Ways to other pages before the article and behind it are the page's.
    let own = |block: &Block| block.role != BlockRole::Furniture;
    let (first, end) = (blocks.iter().position(own).unwrap_or(0), blocks.iter().rposition(own).map_or(0, |at| at + 1));
    for (number, block) in blocks[first..end.max(first)].iter().enumerate() {
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
    fn furniture_around_the_article_is_left_out() {
        use BlockRole::Furniture;
        let blocks = [("a", Furniture), ("b", Body), ("c", Furniture), ("d", Body), ("e", Furniture)];
        let blocks = blocks.map(|(text, role)| block(text, role));
        assert_eq!(compose(None, &blocks).0, "b\nc\nd");
        assert_eq!(compose(None, &blocks[..1]).0, "");
    }

    #[test]
    fn a_page_without_blocks_has_no_text() {
        assert_eq!(compose(None, &[]), (String::new(), Vec::new()));
    }
}
