//! Web Annotations of the W3C: one an attribution, which points at the content by its words and by its place, in code
//! points as the model asks, and says who is credited.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::{Link, address, called, chain, iri, joined, name};
use crate::report::{Findings, Record};
use crate::span::ByPoints;

/// Up to the first annotation.
pub const HEAD: &str = concat!(
    r#"{"@context":["http://www.w3.org/ns/anno.jsonld",{"sayso":"urn:x-sayso:","sayso:chain":{"@container":"@list"}}],"#,
    r#""type":"AnnotationCollection","label":"Attributions","first":{"type":"AnnotationPage","startIndex":0,"items":["#,
    "\n"
);
/// After the last one.
pub const FOOT: &str = "\n]}}\n";

/// Code points of the text before and after a quotation.
const AROUND: usize = 32;

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    body: Vec<Value>,
    target: Vec<Target>,
    #[serde(rename = "sayso:chain")]
    chain: Vec<Link<'a>>,
    #[serde(rename = "sayso:mode")]
    mode: &'static str,
    #[serde(rename = "sayso:stance")]
    stance: &'static str,
    #[serde(rename = "sayso:confidence", skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
}

#[derive(Serialize)]
struct Target {
    source: String,
    selector: [Value; 2],
}

/// Writes the annotations of an article.
pub fn write(out: &mut impl Write, findings: &Findings<'_>) -> io::Result<()> {
    let document = findings.main.view.document;
    let points = ByPoints::new(&document.text);
    let records = findings.records();
    let source = address(document);
    let annotation =
        |(number, record)| annotation(iri("attribution", &name(document, number)), record, &points, &source);
    joined(out, records.iter().enumerate().map(annotation))
}

fn annotation<'a>(id: String, record: &'a Record, points: &ByPoints<'_>, source: &str) -> Annotation<'a> {
    let names: Vec<&str> = record.chain.iter().map(called).collect();
    let cue: Vec<&str> = record.cue.iter().map(|span| points.slice(*span)).collect();
    let said = if names.is_empty() { "not attributed to anybody".to_owned() } else { names.join(" > ") };
    let comment = json!({ "type": "TextualBody", "purpose": "commenting", "format": "text/plain",
        "value": format!("{said} ({}, {})", cue.join(" "), record.kind) });
    let tag = |value: &str| json!({ "type": "TextualBody", "purpose": "tagging", "value": value });
    Annotation {
        id,
        kind: "Annotation",
        motivation: "commenting",
        body: vec![comment, tag(record.source_type.name()), tag(record.kind)],
        target: record.content.iter().map(|span| target(*span, points, source)).collect(),
        chain: chain(record),
        mode: record.kind,
        stance: record.stance.name(),
        confidence: record.confidence,
    }
}

fn target([start, end]: [usize; 2], points: &ByPoints<'_>, source: &str) -> Target {
    let quote = json!({ "type": "TextQuoteSelector", "exact": points.slice([start, end]),
        "prefix": points.slice([start.saturating_sub(AROUND), start]),
        "suffix": points.slice([end, (end + AROUND).min(points.len())]) });
    let position = json!({ "type": "TextPositionSelector", "start": start, "end": end });
    Target { source: source.to_owned(), selector: [quote, position] }
}
