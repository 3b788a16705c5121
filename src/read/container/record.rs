//! A record of an input: bytes that may be an article, with what is known about it and where it came from.

use std::fmt;
use std::sync::Arc;

/// Where a record came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The input as the user named it; `-` is standard input.
    pub path: Arc<str>,
    /// What the input consists of: `line`, `row`, `record`, `entry`.
    pub unit: &'static str,
    /// The number of that in the input, from 1; 0 where the input is the article.
    pub record: u64,
    /// Where in the input to begin reading to reach it, in bytes: its first byte, or in packed data the first byte of the
    /// gzip member that holds it.
    pub offset: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = if &*self.path == "-" { "standard input" } else { &self.path };
        match self.record {
            0 => f.write_str(path),
            record => write!(f, "{path}: {} {record}", self.unit),
        }
    }
}

/// A record that may be an article.
#[derive(Clone, Debug)]
pub struct Record {
    /// Where it came from.
    pub place: Place,
    /// Its bytes.
    pub content: Content,
    /// What is known about it.
    pub given: Given,
}

/// The bytes of a record.
#[derive(Clone, Debug)]
pub enum Content {
    /// A text in any encoding; the character set that somebody stated.
    Text {
        /// The text.
        bytes: Vec<u8>,
        /// The stated character set.
        charset: Option<String>,
    },
    /// A web page in any encoding.
    Page {
        /// The page.
        bytes: Vec<u8>,
        /// The character set that the server stated.
        charset: Option<String>,
    },
    /// A line of JSON.
    Line(Vec<u8>),
    /// An HTTP response with its header.
    Response(Vec<u8>),
}

impl Record {
    /// How many bytes the record holds.
    pub fn len(&self) -> usize {
        match &self.content {
            Content::Text { bytes, .. }
            | Content::Page { bytes, .. }
            | Content::Line(bytes)
            | Content::Response(bytes) => bytes.len(),
        }
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What an input says about an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// Stable id.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// Publishing outlet.
    pub outlet: Option<String>,
    /// Date of publication.
    pub published: Option<String>,
    /// Headline.
    pub headline: Option<String>,
}
