//! Tables: a CSV file with a header and a column of texts, one article a row.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use csv::{ByteRecord, Position};

use super::Item;
use super::record::{Content, Given, Place, Record};
use super::stream::{Stream, fault};
use crate::read::fault::{Fault, Reason};

/// Names of the columns that are used, in the order of preference.
const TEXT: [&str; 6] = ["text", "body", "content", "article", "full_text", "maintext"];
const ID: [&str; 3] = ["id", "article_id", "guid"];
const LANGUAGE: [&str; 2] = ["lang", "language"];
const OUTLET: [&str; 4] = ["outlet", "publisher", "source", "site"];
const DATE: [&str; 4] = ["date", "published", "date_published", "publish_date"];
const URL: [&str; 2] = ["url", "link"];
const HEADLINE: [&str; 2] = ["title", "headline"];

/// A row may be so many times as large as the text in it: the other columns count too.
const ROW: u64 = 4;

/// The rows of a table.
pub(super) struct Table {
    reader: csv::Reader<Guarded>,
    row: ByteRecord,
    wanted: Option<String>,
    columns: Option<Columns>,
    /// Up to which byte the reader may go before the present row is too large.
    bound: Arc<AtomicU64>,
    limit: u64,
    done: bool,
}

/// Where in a row things stand.
#[derive(Default)]
struct Columns {
    text: usize,
    id: Option<usize>,
    language: Option<usize>,
    outlet: Option<usize>,
    date: Option<usize>,
    url: Option<usize>,
    headline: Option<usize>,
}

/// A stream that ends with a fault where a row does not end: an open quotation mark would take the rest of the table.
struct Guarded {
    stream: Stream,
    bound: Arc<AtomicU64>,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stream.taken() > self.bound.load(Ordering::Relaxed) {
            let message =
                "a row is far larger than an article; is a quotation mark never closed? If not, raise --max-article";
            return Err(io::Error::other(Fault::new(Reason::BadTable, message)));
        }
        self.stream.read(buffer)
    }
}

impl Table {
    pub fn new(stream: Stream, delimiter: u8, wanted: Option<String>, limit: usize) -> Self {
        let limit = (limit as u64).saturating_mul(ROW);
        let bound = Arc::new(AtomicU64::new(limit));
        let reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(Guarded { stream, bound: Arc::clone(&bound) });
        Self { reader, row: ByteRecord::new(), wanted, columns: None, bound, limit, done: false }
    }

    pub fn used(&self) -> u64 {
        self.reader.get_ref().stream.used()
    }

    /// The next row; `stem` is the beginning of the ids of rows without one.
    pub fn next(&mut self, path: &Arc<str>, stem: &str) -> Option<Item> {
        if self.columns.is_none() && !self.done {
            let place = Place { path: Arc::clone(path), unit: "row", record: 0, offset: 0 };
            match self.header() {
                Ok(columns) => self.columns = Some(columns),
                Err(fault) => {
                    self.done = true;
                    return Some(Item::Fault(place, fault));
                }
            }
        }
        if self.done {
            return None;
        }
        let offset = self.reader.position().byte();
        let read = self.read();
        let start = self.row.position().map_or(offset, Position::byte);
        // The header is no record of its own.
        let number = self.row.position().map_or(0, Position::record);
        let place = Place { path: Arc::clone(path), unit: "row", record: number, offset: start };
        match read {
            Ok(true) => Some(self.record(place, stem)),
            Ok(false) => {
                self.done = true;
                None
            }
            Err(fault) => {
                self.done = true;
                Some(Item::Fault(place, fault))
            }
        }
    }

    fn read(&mut self) -> Result<bool, Fault> {
        self.bound.store(self.reader.position().byte() + self.limit, Ordering::Relaxed);
        self.reader.read_byte_record(&mut self.row).map_err(|error| match error.into_kind() {
            csv::ErrorKind::Io(error) => fault(error),
            _ => Fault::new(Reason::BadTable, "the row is no row of a table"),
        })
    }

    fn header(&mut self) -> Result<Columns, Fault> {
        if !self.read()? {
            return Err(Fault::new(
                Reason::BadTable,
                "the table is empty; expected a header line with a column `text`",
            ));
        }
        let names: Vec<String> = self
            .row
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim_start_matches('\u{FEFF}').trim().to_lowercase())
            .collect();
        let find = |wanted: &[&str]| wanted.iter().find_map(|wanted| names.iter().position(|name| name == wanted));
        let text = match &self.wanted {
            Some(wanted) => names.iter().position(|name| *name == wanted.to_lowercase()),
            None => find(&TEXT),
        };
        let text = text.ok_or_else(|| {
            let wanted = self.wanted.as_deref().unwrap_or("text");
            let message = format!(
                "the table has no column `{wanted}`, it has: {}; name the column of the texts with --text-column",
                names.join(", ")
            );
            Fault::new(Reason::BadTable, message)
        })?;
        Ok(Columns {
            text,
            id: find(&ID),
            language: find(&LANGUAGE),
            outlet: find(&OUTLET),
            date: find(&DATE),
            url: find(&URL),
            headline: find(&HEADLINE),
        })
    }

    fn record(&self, place: Place, stem: &str) -> Item {
        let Some(columns) = &self.columns else { return Item::Passed(place) };
        let Some(bytes) = self.row.get(columns.text) else {
            let message =
                format!("the row has {} cells and the texts stand in cell {}", self.row.len(), columns.text + 1);
            return Item::Fault(place, Fault::new(Reason::BadTable, message));
        };
        let cell = |column: Option<usize>| {
            let cell = self.row.get(column?)?;
            let text = String::from_utf8_lossy(cell).trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let given = Given {
            id: cell(columns.id).unwrap_or_else(|| format!("{stem}-{}", place.record)),
            url: cell(columns.url),
            language: cell(columns.language),
            outlet: cell(columns.outlet),
            published: cell(columns.date),
            headline: cell(columns.headline),
        };
        Item::Record(Record { place, content: Content::Text { bytes: bytes.to_vec(), charset: None }, given })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str, delimiter: u8, limit: usize) -> Vec<Item> {
        let stream = Stream::open(Box::new(io::Cursor::new(text.as_bytes().to_vec())), 200).unwrap();
        let mut table = Table::new(stream, delimiter, None, limit);
        std::iter::from_fn(|| table.next(&"x.csv".into(), "x")).collect()
    }

    #[test]
    fn rows_become_records_whatever_the_order_of_the_columns() {
        let found = items("\u{FEFF}Title;TEXT;url\nh;\"one\ntwo\";\n;three;u\n", b';', 100);
        let records: Vec<&Record> = found
            .iter()
            .map(|item| match item {
                Item::Record(record) => record,
                other => panic!("{other:?}"),
            })
            .collect();
        assert!(matches!(&records[0].content, Content::Text { bytes, .. } if bytes == b"one\ntwo"));
        assert_eq!(records[0].given, Given { id: "x-1".into(), headline: Some("h".into()), ..Given::default() });
        assert_eq!(records[1].given, Given { id: "x-2".into(), url: Some("u".into()), ..Given::default() });
        assert_eq!([&records[0].place, &records[1].place].map(|place| place.record), [1, 2]);
    }

    #[test]
    fn a_table_without_texts_is_told_with_its_columns() {
        let found = items("a,b\n1,2\n", b',', 100);
        assert!(matches!(&found[..], [Item::Fault(_, fault)] if fault.message.contains("it has: a, b")));
    }

    #[test]
    fn a_short_row_is_told_and_the_next_one_read() {
        let found = items("id,text\n1\n2,x\n", b',', 100);
        assert!(
            matches!(&found[0], Item::Fault(place, fault) if place.record == 1 && fault.reason == Reason::BadTable)
        );
        assert!(matches!(&found[1], Item::Record(record) if record.given.id == "2"));
    }

    #[test]
    fn an_open_quotation_mark_does_not_take_the_memory() {
        let text = format!("id,text\n1,\"{}", "x,y\n".repeat(100_000));
        let found = items(&text, b',', 1000);
        assert!(matches!(&found[..], [Item::Fault(_, fault)] if fault.message.contains("never closed")), "{found:?}");
    }
}
