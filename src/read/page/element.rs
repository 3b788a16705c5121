//! What elements are to a reader, by their names and classes. Names and classes are the words of HTML, not of a language.

use dom_query::NodeRef;

use crate::read::layout::BlockRole;

/// Elements that hold nothing to read in the line of the text.
const UNREAD: [&str; 20] = [
    "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input", "noembed", "noframes", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea", "title", "video",
];
/// Elements that flow in a line.
const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Whether the text in the element is not for readers.
pub(super) fn is_unread(name: &str) -> bool {
    UNREAD.contains(&name)
}

/// Whether the element stands in a line; all others begin and end a block.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// Whether the line breaks of the source are breaks in the element.
pub(super) fn keeps_breaks(name: &str) -> bool {
    matches!(name, "pre" | "xmp" | "plaintext" | "listing")
}

/// The role of the text in an element that stands in text of some role.
pub(super) fn role(name: &str, around: BlockRole) -> BlockRole {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockRole::Subheading,
        "figcaption" | "figure" | "caption" => BlockRole::Caption,
        "nav" | "aside" | "footer" | "menu" => BlockRole::Furniture,
        "address" => BlockRole::Byline,
        // A quotation or a table in a figure is no caption.
        "blockquote" | "table" if around == BlockRole::Caption => BlockRole::Body,
        _ => around,
    }
}

/// Whether the element is the credit in a caption: it makes a line of its own there.
pub(super) fn is_credit(node: &NodeRef<'_>) -> bool {
    let named = |attribute: &str| {
        let value = node.attr(attribute).map(|value| value.to_ascii_lowercase()).unwrap_or_default();
        ["credit", "copyright"].iter().any(|part| value.contains(part))
    };
    named("class") || named("itemprop")
}
