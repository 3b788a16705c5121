//! JSON Lines: one article a line.

use std::io::BufRead;
use std::sync::Arc;

use super::record::{Content, Given, Place, Record};
use super::sniff::MARK;
use super::stream::{Stream, fault};
use super::{Item, too_large};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::fault::Reason;

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
}
