//! JSON Lines: one article a line, in the order of the input.

use std::io::{self, Write};

use serde::Serialize;

use crate::read::Document;
use crate::read::container::Place;
use crate::report::{Findings, Record};

/// A line of the report.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a str,
    lang: &'a str,
    #[serde(flatten)]
    origin: Origin<'a>,
    attributions: Vec<Record>,
}

/// A line of the texts, which can be read again as an input.
#[derive(Debug, Serialize)]
struct Text<'a> {
    id: &'a str,
    text: &'a str,
    lang: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    outlet: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(flatten)]
    origin: Origin<'a>,
}

/// Where an article came from; what is not known is left out.
#[derive(Debug, Serialize)]
struct Origin<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    /// Bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
}

impl<'a> Origin<'a> {
    fn of(document: &'a Document) -> Self {
        let place: Option<&Place> = document.place.as_ref();
        Self {
            url: document.url.as_deref(),
            path: place.map(|place| &*place.path),
            offset: place.filter(|place| place.record > 0).map(|place| place.offset),
        }
    }
}

/// Writes what was found in an article as one line.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, findings: &Findings<'_>) -> io::Result<()> {
    let document = findings.main.view.document;
    let lang = &findings.main.view.grammar.language.tag;
    let line = Line { id: &document.id, lang, origin: Origin::of(document), attributions: findings.records() };
    line_of(out, &line)
}

/// Writes the text of an article as one line that is an input again.
///
/// # Errors
/// Those of the writer.
pub fn text(out: &mut impl Write, findings: &Findings<'_>) -> io::Result<()> {
    let document = findings.main.view.document;
    let line = Text {
        id: &document.id,
        text: &document.text,
        lang: &findings.main.view.grammar.language.tag,
        outlet: &document.outlet,
        date: &document.published,
        title: &document.headline,
        origin: Origin::of(document),
    };
    line_of(out, &line)
}

fn line_of(out: &mut impl Write, line: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, line).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;

    #[test]
    fn an_article_without_attributions_is_a_line_too() {
        let mut out = Vec::new();
        write(&mut out, &analyze("").findings()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "{\"id\":\"a\",\"lang\":\"ar\",\"attributions\":[]}\n");
    }

    #[test]
    fn records_are_written_in_code_points_on_one_line() {
        let analysis = analyze("وقال صيادون إن الميناء مغلق.\n");
        let mut out = Vec::new();
        write(&mut out, &analysis.findings()).unwrap();
        let line = String::from_utf8(out).unwrap();
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(line.matches('\n').count(), 1);
        assert_eq!(value["attributions"][0]["content"], serde_json::json!([[15, 27]]));
        assert_eq!(value["attributions"][0]["chain"][0]["role"], "origin");
    }
}
