//! What a page marks by classes only, said by elements: the extraction folds elements into each other and their classes
//! are lost. What pages put between the paragraphs goes.

use dom_query::{Document, NodeRef};

use super::element;
use super::tour::{Step, tour};

/// Words in classes and ids of what pages put between the paragraphs.
const APART: [&str; 16] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertising",
    "breadcrumb",
    "breadcrumbs",
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "newsletter",
    "promo",
    "related",
    "share",
    "tags",
];
/// The longest text, in characters, whose class is believed. Around a whole article classes say what else it has.
const SHORT: usize = 500;

/// What a class says.
enum Mark {
    /// It is no part of the article.
    Apart,
    /// It is what this element is for.
    As(&'static str),
}

/// Puts elements in the place of classes.
pub(super) fn mark(document: &Document) {
    let mut marked = Vec::new();
    tour(&document.root(), |step| {
        let Step::Enter(node, _) = step else { return true };
        let found = node.node_name().and_then(|name| of(&name, node)).filter(|_| is_short(node));
        let inside = found.is_none();
        marked.extend(found.map(|mark| (*node, mark)));
        inside
    });
    for (node, mark) in marked {
        match mark {
            Mark::Apart if node.find_descendants("h1").is_empty() => node.remove_from_parent(),
            Mark::Apart => {}
            Mark::As(name) => node.rename(name),
        }
    }
}

fn of(name: &str, node: &NodeRef<'_>) -> Option<Mark> {
    let names = |attribute: &str| node.attr(attribute).map(|value| value.to_ascii_lowercase()).unwrap_or_default();
    let (classes, id) = (names("class"), names("id"));
    let words = |names: &str| names.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| APART.contains(&word));
    if matches!(name, "html" | "head" | "body" | "h1") {
        None
    } else if words(&classes) || words(&id) {
        Some(Mark::Apart)
    } else if classes.contains("caption") {
        Some(Mark::As("figcaption"))
    } else if !element::is_inline(name) && (classes.contains("byline") || classes.contains("dateline")) {
        Some(Mark::As("address"))
    } else {
        None
    }
}

fn is_short(node: &NodeRef<'_>) -> bool {
    node.normalized_char_count() < SHORT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::layout::BlockRole;
    use crate::read::page::block::blocks;

    fn read(html: &str) -> Vec<(String, BlockRole)> {
        let document = Document::from(html);
        mark(&document);
        blocks(&document.body().unwrap()).into_iter().map(|block| (block.text, block.role)).collect()
    }

    #[test]
    fn what_pages_put_between_the_paragraphs_goes() {
        let html =
            "<div class='ad-slot x'><p>Buy.</p></div><div id=cookie_note>We store.</div><p class=adagio>It fell.";
        assert_eq!(read(html), [("It fell.".to_owned(), BlockRole::Body)]);
    }

    #[test]
    fn captions_and_bylines_are_told_by_their_classes() {
        let html = "<div class=wp-caption><p>The pier.</p></div><div class=article-byline><p>Ida</p></div>a <b class=byline>b</b>";
        let expected = [("The pier.", BlockRole::Caption), ("Ida", BlockRole::Byline), ("a b", BlockRole::Body)];
        assert_eq!(read(html), expected.map(|(text, role)| (text.to_owned(), role)));
    }

    #[test]
    fn a_class_around_a_whole_article_or_its_headline_is_not_believed() {
        let article = "The pier is safe, the mayor said. ".repeat(20);
        for class in ["has-ads", "with-captions", "no-byline"] {
            let html = format!("<div class={class}>{article}</div>");
            assert_eq!(read(&html), [(article.trim().to_owned(), BlockRole::Body)], "{class}");
        }
        let html = "<header class='title share'><h1>The pier</h1></header>";
        assert_eq!(read(html), [("The pier".to_owned(), BlockRole::Subheading)]);
    }
}
