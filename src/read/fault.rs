//! Why an input, or one record of it, gives no article.

use std::fmt;

/// Why a record is not reported, as `errors.jsonl` counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// It cannot be opened or read.
    Unreadable,
    /// The bytes are not text in any encoding that is read.
    NotText,
    /// A form that is known and not read, such as PDF.
    UnknownForm,
    /// A line of JSON that is no article.
    BadJson,
    /// A table without a column of texts, or a row that does not fit it.
    BadTable,
    /// A feed that is not well-formed.
    BadFeed,
    /// A WARC record without what the format asks for.
    BadWarc,
    /// An HTTP response that cannot be taken apart.
    BadHttp,
    /// Compressed data that is damaged.
    BadGzip,
    /// The input ends before its record does.
    Truncated,
    /// The record is larger than the limit.
    TooLarge,
    /// The record unpacks to too many times its size.
    Bomb,
    /// No grammar for its language.
    NoGrammar,
    /// It took longer than the limit.
    Timeout,
    /// The analysis failed, which it never should.
    Bug,
}

impl Reason {
    /// The name in `errors.jsonl`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NotText => "not_text",
            Self::UnknownForm => "unknown_form",
            Self::BadJson => "bad_json",
            Self::BadTable => "bad_table",
            Self::BadFeed => "bad_feed",
            Self::BadWarc => "bad_warc",
            Self::BadHttp => "bad_http",
            Self::BadGzip => "bad_gzip",
            Self::Truncated => "truncated",
            Self::TooLarge => "too_large",
            Self::Bomb => "bomb",
            Self::NoGrammar => "no_grammar",
            Self::Timeout => "timeout",
            Self::Bug => "bug",
        }
    }
}

/// What is wrong with a record, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The kind.
    pub reason: Reason,
    /// What is wrong, what was expected, what to try.
    pub message: String,
}

impl Fault {
    /// A fault with its message.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}
