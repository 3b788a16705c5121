//! Quotations and claims in the words of schema.org, for publishers. The chain is an extension; a `ClaimReview` is never
//! written, for a rating is a human's act.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{address, called, chain, iri, joined, name};
use crate::grammar::terms::SourceType;
use crate::read::Document;
use crate::report::{Findings, Record, RecordLink};
use crate::span::ByPoints;

/// Up to the first node.
pub const HEAD: &str = concat!(
    r#"{"@context":["https://schema.org/",{"sayso":"urn:x-sayso:","sayso:chain":{"@container":"@list"}}],"#,
    r#""@graph":["#,
    "\n"
);
/// After the last one.
pub const FOOT: &str = "\n]}\n";

/// Writes an article and what is said in it.
pub fn write(out: &mut impl Write, findings: &Findings<'_>) -> io::Result<()> {
    let document = findings.main.view.document;
    let points = ByPoints::new(&document.text);
    let records = findings.records();
    let article = article(document, &findings.main.view.grammar.language.tag);
    let said = records.iter().enumerate().map(|(number, record)| said(document, number, record, &points));
    joined(out, std::iter::once(article).chain(said))
}

fn article(document: &Document, language: &str) -> Value {
    let mut article = json!({ "@type": "NewsArticle", "@id": address(document), "identifier": document.id,
        "inLanguage": language });
    let facts = [("headline", &document.headline), ("datePublished", &document.published)];
    for (property, fact) in facts.into_iter().filter(|(_, fact)| !fact.is_empty()) {
        article[property] = fact.as_str().into();
    }
    if !document.outlet.is_empty() {
        article["publisher"] = json!({ "@type": "Organization", "name": document.outlet });
    }
    article
}

/// What is all in quotation marks is a quotation; what is not is a claim, of which only the sense is the source's.
fn said(document: &Document, number: usize, record: &Record, points: &ByPoints<'_>) -> Value {
    let text: Vec<&str> = record.content.iter().map(|span| points.slice(*span)).collect();
    let article = json!({ "@id": address(document) });
    let mut said = json!({ "@id": iri("attribution", &name(document, number)), "text": text.join(" […] "),
        "sayso:chain": chain(record), "sayso:offsets": record.content, "sayso:stance": record.stance.name(),
        "sayso:mode": record.kind });
    let (kind, within, by) = match record.kind {
        "direct" => ("Quotation", "isPartOf", "creator"),
        _ => ("Claim", "appearance", "author"),
    };
    said["@type"] = kind.into();
    said[within] = article;
    match record.chain.last() {
        Some(origin) if origin.kind == SourceType::Document => said["isBasedOn"] = source(origin),
        Some(origin) => said[by] = source(origin),
        None => {}
    }
    said
}

/// The origin as a thing of its type. Who is not named has a description and no name.
fn source(link: &RecordLink) -> Value {
    let kind = match link.kind {
        SourceType::Document => "CreativeWork",
        SourceType::Unknown => "Thing",
        kind if kind.is_person() || kind == SourceType::AnonymousOfficial => "Person",
        _ => "Organization",
    };
    let property = if link.kind.is_unnamed() { "description" } else { "name" };
    json!({ "@type": kind, property: called(link), "sayso:type": link.kind.name() })
}
