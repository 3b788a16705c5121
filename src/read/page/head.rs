//! What a page says of itself in marks, not in its text: metadata, headings, by-lines, in the order of the page.

use dom_query::{Document, NodeRef};

use super::flow::one_line;
use super::kept::is_data;
use super::linked_data::LinkedData;
use super::tour::{Step, tour};

/// How many headings, by-lines and scripts of a page are looked at.
const FEW: usize = 32;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Names and contents of `meta` elements, in small letters, in order.
    metas: Vec<(String, String)>,
    pub(super) title: Option<String>,
    pub(super) canonical: Option<String>,
    pub(super) language: Option<String>,
    /// Headings of the first and second rank with their rank.
    pub(super) headings: Vec<(usize, String)>,
    /// What is marked as the author.
    pub(super) bylines: Vec<String>,
    /// When the article appeared, as it is marked in the text.
    pub(super) times: Vec<String>,
    pub(super) data: LinkedData,
}

impl Head {
    /// Reads a page.
    pub(super) fn read(document: &Document) -> Self {
        let mut head = Self::default();
        let mut scripts = 0;
        tour(&document.root(), |step| {
            if let Step::Enter(node, _) = step
                && let Some(name) = node.node_name()
            {
                if &*name == "script" && scripts < FEW && node.attr("type").is_some_and(|kind| is_data(&kind)) {
                    scripts += 1;
                    head.data.add(&node.text());
                }
                head.element(&name, node);
                return !matches!(&*name, "svg" | "template");
            }
            true
        });
        head
    }

    /// The content of the first of these metas that has one.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        let of = |name: &str| self.metas.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str());
        names.iter().find_map(|name| of(name))
    }

    fn element(&mut self, name: &str, node: &NodeRef<'_>) {
        match name {
            "html" => self.language = node.attr("lang").map(|tag| tag.trim().to_owned()),
            "meta" => self.read_meta(node),
            "link" if self.canonical.is_none() && has_word(node, "rel", "canonical") => {
                self.canonical = node.attr("href").map(|address| address.trim().to_owned());
            }
            "title" if self.title.is_none() => self.title = Some(one_line(&node.text())),
            "h1" | "h2" if self.headings.len() < FEW => {
                let text = one_line(&node.text());
                self.headings.extend((!text.is_empty()).then_some((if name == "h1" { 1 } else { 2 }, text)));
            }
            "time" if self.times.len() < FEW => {
                self.times.extend(node.attr("datetime").map(|time| time.to_string()));
            }
            _ => {}
        }
        if self.bylines.len() < FEW && (has_word(node, "rel", "author") || has_word(node, "itemprop", "author")) {
            self.bylines.push(one_line(&author(node)));
        }
    }

    fn read_meta(&mut self, node: &NodeRef<'_>) {
        let Some(content) = node.attr("content") else { return };
        let content = one_line(&html_escape::decode_html_entities(&content));
        for key in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = node.attr(key).filter(|_| !content.is_empty()) {
                self.metas.push((name.trim().to_ascii_lowercase(), content.clone()));
            }
        }
    }
}

/// Whether a word stands in an attribute that is a list of words.
fn has_word(node: &NodeRef<'_>, attribute: &str, word: &str) -> bool {
    node.attr(attribute).is_some_and(|value| value.split_ascii_whitespace().any(|part| part.eq_ignore_ascii_case(word)))
}

/// The author's name in an element that marks it: the part marked as the name, if there is one.
fn author(node: &NodeRef<'_>) -> String {
    let mut name = None;
    tour(node, |step| {
        if let Step::Enter(inner, _) = step
            && name.is_none()
            && inner.is_element()
            && has_word(inner, "itemprop", "name")
        {
            name = Some(inner.attr("content").unwrap_or_else(|| inner.text()).to_string());
        }
        name.is_none()
    });
    name.unwrap_or_else(|| node.attr("content").unwrap_or_else(|| node.text()).to_string())
}
