//! What is kept of elements: the attributes that somebody reads, and no text that is not for readers.

use html5ever::Attribute;
use html5ever::tendril::StrTendril;

use super::parse::boundary;

/// The attributes that extraction or the reading of metadata looks at.
const READ: [&str; 24] = [
    "aria-hidden",
    "aria-modal",
    "class",
    "colspan",
    "content",
    "datetime",
    "dir",
    "hidden",
    "href",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "rel",
    "role",
    "src",
    "srcset",
    "style",
    "summary",
    "datatable",
    "type",
    "http-equiv",
    "charset",
];
/// Elements whose attributes nobody reads: they embed something else, or mislead about where the page lies.
const BARE: [&str; 5] = ["base", "embed", "iframe", "object", "source"];
/// Elements whose text is not for readers.
const SILENT: [&str; 7] = ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea"];
/// Longest attribute value and title, in bytes; the rest is cut off.
const VALUE: usize = 4096;
/// Longest script with data, in bytes.
const DATA: usize = 1 << 20;
/// The attributes that are read, their values cut to what is read of them.
pub(super) fn read_attributes(element: &str, attributes: Vec<Attribute>) -> Vec<Attribute> {
    if BARE.contains(&element) {
        return Vec::new();
    }
    let read = attributes.into_iter().filter(|attribute| READ.contains(&&*attribute.name.local));
    read.map(|attribute| Attribute { value: cut(attribute.value, VALUE), ..attribute }).collect()
}

/// How many bytes of text an element takes, if there is a limit.
pub(super) fn room(name: &str, attributes: &[Attribute]) -> Option<usize> {
    let data = || attributes.iter().any(|attribute| &*attribute.name.local == "type" && is_data(&attribute.value));
    match name {
        "title" => Some(VALUE),
        "script" if data() => Some(DATA),
        _ if SILENT.contains(&name) => Some(0),
        _ => None,
    }
}

/// Whether a script's type is that of linked data.
pub(super) fn is_data(kind: &str) -> bool {
    kind.trim().eq_ignore_ascii_case("application/ld+json")
}

/// The beginning of a text, as long as there is room.
pub(super) fn cut(text: StrTendril, room: usize) -> StrTendril {
    match room {
        0 => StrTendril::new(),
        _ if text.len() <= room => text,
        _ => StrTendril::from_slice(&text[..boundary(&text, room)]),
    }
}
