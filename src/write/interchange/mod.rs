//! Forms for other tools, each with offsets in that tool's own unit. All of them count code points; `tests/interchange.rs`
//! takes every quotation out again as each tool would.

pub mod brat;
mod conll;
pub mod label_studio;
mod schema_org;
mod w3c;

use std::io::{self, Write};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::read::Document;
use crate::report::{Findings, Record, RecordLink};

/// A form for another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// Web Annotations of the W3C, in JSON-LD.
    W3c,
    /// Quotations and claims of schema.org, in JSON-LD.
    SchemaOrg,
    /// A token a line, with the layers that hold it.
    Conll,
    /// Tasks with predictions for Label Studio.
    LabelStudio,
    /// Texts with standoff annotations for brat: an article a line, to be divided into two files.
    Brat,
}

impl Form {
    /// The name of its file in a directory.
    pub fn file(self) -> &'static str {
        match self {
            Self::W3c => "annotations.jsonld",
            Self::SchemaOrg => "quotations.jsonld",
            Self::Conll => "tokens.conll",
            Self::LabelStudio => "label-studio.json",
            Self::Brat => "brat.jsonl",
        }
    }

    /// What a file begins with.
    pub fn head(self) -> &'static str {
        match self {
            Self::W3c => w3c::HEAD,
            Self::SchemaOrg => schema_org::HEAD,
            Self::Conll => conll::HEAD,
            Self::LabelStudio => "[\n",
            Self::Brat => "",
        }
    }

    /// What stands between two articles.
    pub fn joint(self) -> &'static str {
        match self {
            Self::W3c | Self::SchemaOrg | Self::LabelStudio => ",\n",
            Self::Conll | Self::Brat => "",
        }
    }

    /// What a file ends with.
    pub fn foot(self) -> &'static str {
        match self {
            Self::W3c => w3c::FOOT,
            Self::SchemaOrg => schema_org::FOOT,
            Self::LabelStudio => "\n]\n",
            Self::Conll | Self::Brat => "",
        }
    }

    /// Writes what was found in an article; nothing where the form has nothing for an article without attributions.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(self, out: &mut impl Write, findings: &Findings<'_>) -> io::Result<()> {
        match self {
            Self::W3c => w3c::write(out, findings),
            Self::SchemaOrg => schema_org::write(out, findings),
            Self::Conll => conll::write(out, findings),
            Self::LabelStudio => label_studio::write(out, findings),
            Self::Brat => brat::write(out, findings),
        }
    }
}

/// The name of an attribution, by its number from 0: as in the tables.
fn name(document: &Document, number: usize) -> String {
    format!("{}#{:03}", document.id, number + 1)
}

/// An id as an IRI. The scheme is ours alone, as names that begin with `x-` are.
fn iri(kind: &str, id: &str) -> String {
    format!("urn:x-sayso:{kind}:{}", utf8_percent_encode(id, NON_ALPHANUMERIC))
}

/// Where an article is on the web, or else its IRI.
fn address(document: &Document) -> String {
    let web = |url: &&str| url.starts_with("http://") || url.starts_with("https://");
    document.url.as_deref().filter(web).map_or_else(|| iri("article", &document.id), str::to_owned)
}

/// Links as an extension that JSON-LD keeps in order.
#[derive(Serialize)]
struct Link<'l> {
    #[serde(rename = "sayso:name")]
    name: &'l str,
    #[serde(rename = "sayso:type")]
    kind: &'static str,
    #[serde(rename = "sayso:role")]
    role: &'static str,
}

fn chain(record: &Record) -> Vec<Link<'_>> {
    let link = |link: &'_ RecordLink| -> (&'static str, &'static str) { (link.kind.name(), link.role) };
    record.chain.iter().map(|one| Link { name: called(one), kind: link(one).0, role: link(one).1 }).collect()
}

/// What a link is called: its English name where it is known.
fn called(link: &RecordLink) -> &str {
    if link.canonical.is_empty() { &link.name } else { &link.canonical }
}

/// Writes items with the joint between them.
fn joined<T: Serialize>(out: &mut impl Write, items: impl IntoIterator<Item = T>) -> io::Result<()> {
    for (number, item) in items.into_iter().enumerate() {
        if number > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *out, &item)?;
    }
    Ok(())
}
