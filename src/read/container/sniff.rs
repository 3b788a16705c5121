//! What an input holds, told by its first bytes and the ending of its name.

/// How many bytes at the beginning are looked at.
pub(super) const HEAD: usize = 4096;

/// What an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One article as text.
    Text,
    /// One web page.
    Page,
    /// A JSON object a line, each an article.
    Lines,
    /// A table with a column of texts; the character between its cells.
    Table(u8),
    /// Records of a web crawl.
    Warc,
    /// A feed of entries.
    Feed,
    /// Something that is not read; its name.
    Other(&'static str),
}

/// The byte-order mark of UTF-8.
pub(super) const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The marks that a text may begin with.
const MARKS: [&[u8]; 3] = [MARK, b"\xFF\xFE", b"\xFE\xFF"];

/// The form of an input by its first bytes; `extension` is that of its name, in lower case and without `.gz`.
pub(super) fn form(head: &[u8], extension: &str) -> Form {
    let body = MARKS.iter().find_map(|mark| head.strip_prefix(*mark)).unwrap_or(head);
    if let Some((_, name)) = OTHERS.iter().find(|(magic, _)| body.starts_with(magic)) {
        return Form::Other(name);
    }
    if body.starts_with(b"WARC/") {
        return Form::Warc;
    }
    let start = body.trim_ascii_start();
    match extension {
        "warc" | "wet" => return Form::Warc,
        "jsonl" | "ndjson" => return Form::Lines,
        "html" | "htm" | "xhtml" | "mhtml" => return Form::Page,
        "csv" => return Form::Table(delimiter(start)),
        "tsv" | "tab" => return Form::Table(b'\t'),
        "rss" | "atom" => return Form::Feed,
        _ => {}
    }
    if start.first() == Some(&b'{') {
        return Form::Lines;
    }
    // What is left of UTF-16 without its zeros is ASCII.
    let tags: Vec<u8> = start.iter().take(HEAD).map(u8::to_ascii_lowercase).filter(|byte| *byte != 0).collect();
    let has = |tag: &[u8]| tags.windows(tag.len()).any(|window| window == tag);
    if tags.first() == Some(&b'<') {
        if [&b"<rss"[..], b"<feed", b"<rdf:rdf"].iter().any(|tag| has(tag)) && !has(b"<html") {
            return Form::Feed;
        }
        if PAGE.iter().any(|tag| has(tag)) {
            return Form::Page;
        }
    }
    Form::Text
}

/// Tags by which a page without an ending is told.
const PAGE: [&[u8]; 9] =
    [b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<title", b"<script", b"<div", b"<p>"];

/// Forms that people take for text, and how they begin.
const OTHERS: [(&[u8], &str); 12] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a ZIP archive, which Word and Excel files are too"),
    (b"\xD0\xCF\x11\xE0", "an old Word or Excel file"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"BZh", "a bzip2 archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (b"\xFD7zXZ\0", "an xz archive"),
    (b"SQLite format 3\0", "a database"),
    (b"PAR1", "a Parquet table"),
];

/// What stands between the cells of a table: whichever of the usual ones its first line has most of.
fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| line.iter().filter(|byte| **byte == wanted).count();
    // The last of equals is what `max_by_key` gives; a line without any has commas.
    [b';', b'\t', b','].into_iter().max_by_key(|byte| count(*byte)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_form() {
        for (head, wanted) in [
            (&b"WARC/1.0\r\n"[..], Form::Warc),
            (b"\xEF\xBB\xBF\n {\"id\":1}", Form::Lines),
            (b"<!DOCTYPE HTML><title>x", Form::Page),
            (b"\n<html lang=ar>", Form::Page),
            (b"<?xml version='1.0'?><rss version='2.0'>", Form::Feed),
            (b"<?xml version='1.0'?><feed xmlns='x'>", Form::Feed),
            (b"<<so it goes>>", Form::Text),
            (b"A plain line.", Form::Text),
            (b"", Form::Text),
            (b"%PDF-1.7", Form::Other("PDF")),
        ] {
            assert_eq!(form(head, ""), wanted, "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn the_ending_tells_where_the_bytes_do_not() {
        assert_eq!(form(b"id,text\n", "csv"), Form::Table(b','));
        assert_eq!(form(b"id;text;more, or less\n", "csv"), Form::Table(b';'));
        assert_eq!(form(b"id\ttext", "tsv"), Form::Table(b'\t'));
        assert_eq!(form(b"", "jsonl"), Form::Lines);
        assert_eq!(form(b"<p>x", "html"), Form::Page);
        assert_eq!(form(b"broken", "warc"), Form::Warc);
        assert_eq!(form(b"%PDF-1.7", "html"), Form::Other("PDF"), "bytes count more than a name");
    }
}
