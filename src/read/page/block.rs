//! Blocks of text in the order of the page, a line each, with their roles: a paragraph, a heading, a caption.

use dom_query::NodeRef;

use super::element;
use super::flow::Flow;
use super::tour::{Step, tour};
use crate::read::layout::BlockRole;

/// How many bytes of links or times outweigh one byte beside them: a block of nothing else is no text of the article.
const WHOLE: usize = 9;

/// A line of text: a block of the page, or what stands between its breaks.
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
    links: Share,
    times: Share,
    /// How many elements are around in which the line breaks of the source are breaks.
    printed: usize,
}

/// How much of a block stands in elements of a kind.
#[derive(Default)]
struct Share {
    /// How many such elements are around.
    around: usize,
    /// Bytes in them.
    inside: usize,
    /// Bytes beside them.
    beside: usize,
}

impl Share {
    fn add(&mut self, text: &str) {
        let length = text.trim().len();
        *(if self.around > 0 { &mut self.inside } else { &mut self.beside }) += length;
    }

    /// Whether it is all of the block, but for a bracket or a dash. The next block is counted from here.
    fn was_all(&mut self) -> bool {
        let all = self.inside > 0 && self.beside * WHOLE <= self.inside;
        (self.inside, self.beside) = (0, 0);
        all
    }
}

impl Walker {
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        let Some(name) = node.node_name() else {
            if node.is_text() {
                self.push_lines(&node.text());
            }
            return true;
        };
        if element::is_unread(&name) {
            return false;
        }
        match &*name {
            "br" => self.end_block(),
            // Browsers print the marks that the element stands for.
            "q" => self.push("\u{201C}"),
            "a" => self.links.around += 1,
            "time" => self.times.around += 1,
            _ if begins_block(&name, node) => {
                self.end_block();
                let around = self.role();
                self.roles.push(element::role(&name, around));
                self.printed += usize::from(element::keeps_breaks(&name));
            }
            _ => {}
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        match &*name {
            "br" => {}
            "q" => self.push("\u{201D}"),
            "a" => self.links.around -= 1,
            "time" => self.times.around -= 1,
            _ if begins_block(&name, node) => {
                self.end_block();
                self.roles.pop();
                self.printed -= usize::from(element::keeps_breaks(&name));
            }
            _ => {}
        }
    }

    fn role(&self) -> BlockRole {
        self.roles.last().copied().unwrap_or(BlockRole::Body)
    }

    fn push_lines(&mut self, text: &str) {
        if self.printed == 0 {
            return self.push(text);
        }
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.end_block();
            }
            self.push(line);
        }
    }

    fn push(&mut self, text: &str) {
        self.links.add(text);
        self.times.add(text);
        self.flow.push(text);
    }

    fn end_block(&mut self) {
        let (elsewhere, time) = (self.links.was_all(), self.times.was_all());
        let text = self.flow.take();
        if text.is_empty() {
            return;
        }
        let role = match self.role() {
            BlockRole::Body if elsewhere => BlockRole::Furniture,
            BlockRole::Body if time => BlockRole::Byline,
            role => role,
        };
        self.blocks.push(Block { text, role });
    }
}

/// Whether the element makes lines of its own.
fn begins_block(name: &str, node: &NodeRef<'_>) -> bool {
    !element::is_inline(name) || element::is_credit(node)
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
             <span class='credit'>Ada Voss</span></figcaption></figure><address>By Ida Kern",
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
            &[("One.", Body), ("Two", Body), ("three.", Body), ("Four.", Body), ("Five.", Body)],
        );
    }

    #[test]
    fn text_that_is_printed_as_it_stands_keeps_its_lines() {
        assert_blocks(
            "<pre>One,\nsaid\n\nTwo.</pre>a\nb",
            &[("One,", Body), ("said", Body), ("Two.", Body), ("a b", Body)],
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
    fn a_block_that_is_a_time_is_no_text() {
        assert_blocks(
            "<p><time>31 May</time><p>At <time>9:30</time> it closed.",
            &[("31 May", Byline), ("At 9:30 it closed.", Body)],
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
