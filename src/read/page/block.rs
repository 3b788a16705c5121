//! Blocks of text in the order of the page, each with its role: a paragraph, a heading, a caption.

use dom_query::NodeRef;

use super::element;
use super::flow::Flow;
use super::tour::{Step, tour};
use crate::read::layout::BlockRole;

/// How much of a block may be links before it is a way to other pages and no text: nine tenths.
const LINKED: (usize, usize) = (9, 10);

/// A block of text: one line, or several where the page breaks them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) text: String,
    pub(super) role: BlockRole,
}

/// The blocks below a root.
pub(super) fn blocks(root: &NodeRef<'_>) -> Vec<Block> {
    let mut walker = Walker::default();
    tour(root, |step| match step {
        Step::Enter(node, _) => walker.enter(node),
        Step::Leave(node) => {
            walker.leave(node);
            true
        }
    });
    walker.end_block();
    walker.blocks
}

#[derive(Default)]
struct Walker {
    blocks: Vec<Block>,
    flow: Flow,
    /// The role that each element around gives, the innermost last.
    roles: Vec<BlockRole>,
    /// How many links are around.
    links: usize,
    /// Characters of the block, and those of them in links.
    length: usize,
    linked: usize,
}

impl Walker {
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(name) = node.node_name() else {
            if node.is_text() {
                self.push(&node.text());
            }
            return true;
        };
        if element::is_unread(&name) {
            return false;
        }
        match &*name {
            "br" => self.flow.end_line(),
            // Browsers print the marks that the element stands for.
            "q" => self.flow.push("\u{201C}"),
            "a" => self.links += 1,
            _ if self.begins_block(&name, node) => {
                self.end_block();
                let around = self.role();
                self.roles.push(element::role(&name, node).unwrap_or(around));
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        match &*name {
            "br" => {}
            "q" => self.flow.push("\u{201D}"),
            "a" => self.links -= 1,
            _ if self.begins_block(&name, node) => {
                self.end_block();
                self.roles.pop();
            }
            _ => {}
        }
    }

    fn begins_block(&self, name: &str, node: &NodeRef<'_>) -> bool {
        !element::is_inline(name) || node.has_attr("class") && element::is_credit(node)
    }

    fn role(&self) -> BlockRole {
        self.roles.last().copied().unwrap_or(BlockRole::Body)
    }

    fn push(&mut self, text: &str) {
        let length = text.trim().len();
        self.length += length;
        self.linked += if self.links > 0 { length } else { 0 };
        self.flow.push(text);
    }

    fn end_block(&mut self) {
        let (length, linked) = (std::mem::take(&mut self.length), std::mem::take(&mut self.linked));
        let text = self.flow.take();
        if text.is_empty() {
            return;
        }
        let elsewhere = linked > 0 && linked * LINKED.1 >= length * LINKED.0;
        let role = match self.role() {
            BlockRole::Body if elsewhere => BlockRole::Furniture,
            role => role,
        };
        self.blocks.push(Block { text, role });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use BlockRole::{Body, Byline, Caption, Furniture, Subheading};

    fn read(html: &str) -> Vec<(String, BlockRole)> {
        let document = dom_query::Document::from(html);
        blocks(&document.body().unwrap()).into_iter().map(|block| (block.text, block.role)).collect()
    }

    #[track_caller]
    fn assert_blocks(html: &str, expected: &[(&str, BlockRole)]) {
        let found = read(html);
        let found: Vec<(&str, BlockRole)> = found.iter().map(|(text, role)| (text.as_str(), *role)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs_headings_and_captions_are_told_apart() {
        assert_blocks(
            "<h2>The pier</h2><p>It is <b>old</b>.\n It is long.<figure><img src=x><figcaption>The pier. \
             <span class='credit'>Ada Voss</span></figcaption></figure><p class=byline>By Ida Kern",
            &[
                ("The pier", Subheading),
                ("It is old. It is long.", Body),
                ("The pier.", Caption),
                ("Ada Voss", Caption),
                ("By Ida Kern", Byline),
            ],
        );
    }

    #[test]
    fn a_quotation_in_a_figure_is_text() {
        assert_blocks(
            "<figure><blockquote><p>It holds.</p></blockquote>Ida</figure>",
            &[("It holds.", Body), ("Ida", Caption)],
        );
    }

    #[test]
    fn text_without_paragraphs_is_parted_by_its_breaks() {
        assert_blocks(
            "One.<br><br>Two <br/> three.<div>Four.</div>Five.",
            &[("One.\nTwo\nthree.", Body), ("Four.", Body), ("Five.", Body)],
        );
    }

    #[test]
    fn a_block_of_links_leads_away() {
        assert_blocks(
            "<ul><li><a href=a>The mayor said no</a></ul><p>She <a href=b>said</a> yes.",
            &[("The mayor said no", Furniture), ("She said yes.", Body)],
        );
    }

    #[test]
    fn a_quotation_element_gets_the_marks_that_browsers_print() {
        assert_blocks("<p>She said <q>yes</q>.", &[("She said \u{201C}yes\u{201D}.", Body)]);
    }

    #[test]
    fn scripts_buttons_and_drawings_are_not_read() {
        assert_blocks("a<script>b</script><button>c</button><svg><text>d</text></svg>e", &[("ae", Body)]);
    }
}
