//! JSON Lines: one article a line.

use std::io::BufRead;
use std::sync::Arc;

use serde::Deserialize;

use super::record::{Content, Given, Place, Record};
use super::sniff::MARK;
use super::stream::{Stream, fault};
use super::{Item, too_large};
use crate::read::Article;
use crate::read::fault::{Fault, Reason};

/// A line may be so many times as long as the text in it: JSON may write a letter as six.
const ESCAPED: usize = 3;

/// The lines of an input.
pub(super) struct Lines {
    stream: Stream,
    /// How many bytes an article may have.
    limit: usize,
    number: u64,
    done: bool,
}

/// A line of the input; other keys are passed over.
#[derive(Debug, Deserialize)]
struct Input {
    id: String,
    text: String,
    lang: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    url: Option<String>,
    title: Option<String>,
}

impl Lines {
    pub fn new(stream: Stream, limit: usize) -> Self {
        Self { stream, limit, number: 0, done: false }
    }

    pub fn used(&self) -> u64 {
        self.stream.used()
    }

    /// The next line that is not blank.
    pub fn next(&mut self, path: &Arc<str>) -> Option<Item> {
        while !self.done {
            let place =
                Place { path: Arc::clone(path), unit: "line", record: self.number + 1, offset: self.stream.offset() };
            self.number += 1;
            match self.line() {
                Err(error) => {
                    self.done = true;
                    return Some(Item::Fault(place, fault(error)));
                }
                Ok(None) => return Some(Item::Fault(place, too_large(self.limit))),
                Ok(Some(line)) if line.is_empty() => self.done = true,
                Ok(Some(mut line)) => {
                    if self.number == 1 && line.starts_with(MARK) {
                        line.drain(..MARK.len());
                    }
                    if !line.trim_ascii().is_empty() {
                        return Some(Item::Record(Record {
                            place,
                            content: Content::Line(line),
                            given: Given::default(),
                        }));
                    }
                }
            }
        }
        None
    }

    /// The next line with its end, empty at the end of the input; `None` where it is too long, after it was passed over.
    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut fits = true;
        loop {
            let available = self.stream.fill_buf()?;
            let end = memchr::memchr(b'\n', available);
            let part = &available[..end.map_or(available.len(), |end| end + 1)];
            fits &= line.len() + part.len() <= self.limit.saturating_mul(ESCAPED);
            if fits {
                line.extend_from_slice(part);
            }
            let (ended, length) = (end.is_some() || part.is_empty(), part.len());
            self.stream.consume(length);
            if ended {
                return Ok(fits.then_some(line));
            }
        }
    }
}

/// Reads the article of a line.
///
/// # Errors
/// [`Reason::BadJson`] with what is wrong with the line.
pub fn article(line: &[u8]) -> Result<Article, Fault> {
    // A line that is not UTF-8 is a bad line, not a text in another encoding: JSON has only the one.
    let line = simdutf8::compat::from_utf8(line.trim_ascii())
        .map_err(|error| bad(&format!("byte {} of the line is not UTF-8", error.valid_up_to())))?;
    let input: Input = serde_json::from_str(line).map_err(|error| refused(&error))?;
    Ok(Article {
        id: input.id,
        text: input.text,
        language: input.lang,
        outlet: input.outlet,
        published: input.date,
        headline: input.title,
        url: input.url,
        ..Article::default()
    })
}

/// What is wrong with a line, without the place inside it that serde adds: it counts lines from the record's start.
pub fn refused(error: &serde_json::Error) -> Fault {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    bad(&format!("{message} (column {})", error.column()))
}

fn bad(what: &str) -> Fault {
    let message = format!("{what}; expected one JSON object a line with \"id\" and \"text\"");
    Fault::new(Reason::BadJson, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str, limit: usize) -> Vec<Item> {
        let stream = Stream::open(Box::new(std::io::Cursor::new(text.as_bytes().to_vec())), 200).unwrap();
        let mut lines = Lines::new(stream, limit);
        std::iter::from_fn(|| lines.next(&"x.jsonl".into())).collect()
    }

    #[test]
    fn blank_lines_are_passed_over_and_counted() {
        let found = items("\u{FEFF}{}\n\n \r\n{\"a\":1}", 100);
        let places: Vec<(u64, u64)> = found
            .iter()
            .map(|item| match item {
                Item::Record(record) => (record.place.record, record.place.offset),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(places, [(1, 0), (4, 10)]);
    }

    #[test]
    fn a_line_that_is_too_long_is_told_and_the_next_one_read() {
        let found = items(&format!("{}\n{{}}\n", "x".repeat(200_000)), 100);
        assert!(
            matches!(&found[0], Item::Fault(place, fault) if place.record == 1 && fault.reason == Reason::TooLarge)
        );
        assert!(matches!(&found[1], Item::Record(record) if record.place.record == 2));
    }

    #[test]
    fn a_line_gives_the_article_and_other_keys_are_passed_over() {
        let line =
            br#"{"id":"x","text":"t","lang":"ar","outlet":"o","date":"2024-01-02","title":"h","url":"u","more":[1]}"#;
        let article = article(line).unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("x", "t"));
        assert_eq!(
            [article.language, article.outlet, article.published, article.headline, article.url].map(Option::unwrap),
            ["ar", "o", "2024-01-02", "h", "u"]
        );
    }

    #[test]
    fn a_faulty_line_is_told_with_what_was_expected() {
        for line in [&b""[..], b"{", br#"{"id":"x"}"#, br#"{"id":1,"text":"t"}"#, b"{\"id\":\"\xFF\",\"text\":\"t\"}"] {
            let fault = article(line).unwrap_err();
            assert!(fault.reason == Reason::BadJson && fault.message.ends_with("\"id\" and \"text\""), "{fault}");
        }
    }
}
