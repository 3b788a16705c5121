//! CSV for spreadsheets: byte-order mark, CRLF, one physical line a row, no cell that a spreadsheet would run.

use std::borrow::Cow;
use std::io::{self, Read, Write};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::report::plain::{guarded, plain, unguarded};
use crate::report::{Cells, Datatype, Row};

/// Writes the rows of a table as CSV.
pub struct CsvWriter<W: Write, R: Cells = Row<'static>> {
    out: W,
    /// Room for a line.
    line: Vec<u8>,
    /// Room for numbers.
    digits: String,
    /// A table has rows of one type.
    rows: PhantomData<fn(&R)>,
}

/// A whole table in memory, which takes everything.
pub fn table<R: Cells>(rows: &[R]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = CsvWriter::<_, R::Table>::new(&mut bytes).and_then(|mut writer| {
        rows.iter().try_for_each(|row| writer.write(row))?;
        writer.flush()
    });
    bytes
}

impl<R: Cells> CsvWriter<Vec<u8>, R> {
    /// Goes on with a table that was begun elsewhere.
    pub fn continued(out: Vec<u8>) -> Self {
        Self { out, line: Vec::new(), digits: String::new(), rows: PhantomData }
    }

    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        self.out
    }
}

impl<W: Write, R: Cells> CsvWriter<W, R> {
    /// Begins a table: the byte-order mark and the header line.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(out: W) -> io::Result<Self> {
        let mut writer = Self { out, line: "\u{FEFF}".into(), digits: String::new(), rows: PhantomData };
        R::COLUMNS.iter().for_each(|column| push(&mut writer.line, column.name));
        writer.end_line()?;
        Ok(writer)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&mut self, row: &impl Cells<Table = R>) -> io::Result<()> {
        let Self { line, digits, .. } = self;
        let mut columns = R::COLUMNS.iter();
        row.each(digits, |cell| {
            let column = columns.next();
            match cell {
                // More than half of all cells.
                "" => line.push(b','),
                _ if column.is_none_or(|column| column.datatype == Datatype::Text) => push(line, &guarded(plain(cell))),
                // Of a number nothing is changed or quoted.
                _ => {
                    line.extend_from_slice(cell.as_bytes());
                    line.push(b',');
                }
            }
            Ok::<_, io::Error>(())
        })?;
        self.end_line()
    }

    /// Hands on the line, whose last cell is the last of its row.
    fn end_line(&mut self) -> io::Result<()> {
        self.line.pop();
        self.line.extend(b"\r\n");
        let written = self.out.write_all(&self.line);
        self.line.clear();
        written
    }

    /// Hands on everything written so far.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Appends a cell that is on one line, and a comma. The writer of the csv crate looks at each byte by itself, which takes a
/// twentieth of everything from the text to the table; what it writes is the same.
fn push(line: &mut Vec<u8>, cell: &str) {
    let cell = cell.as_bytes();
    if memchr::memchr2(b',', b'"', cell).is_none() {
        line.extend_from_slice(cell);
    } else {
        line.push(b'"');
        let mut from = 0;
        for mark in memchr::memchr_iter(b'"', cell) {
            line.extend_from_slice(&cell[from..=mark]);
            // A mark in a cell is written twice.
            from = mark;
        }
        line.extend_from_slice(&cell[from..]);
        line.push(b'"');
    }
    line.push(b',');
}

/// Reads a table that was written here; its byte-order mark is no part of the first cell. The guards of cells are.
pub fn reader<R: Read>(table: R, headers: bool) -> ::csv::Reader<R> {
    ::csv::ReaderBuilder::new().has_headers(headers).from_reader(table)
}

/// The rows of a table that was written here, as they were before they got their guards.
///
/// # Errors
/// Those of reading.
pub fn rows<R: Cells + DeserializeOwned>(table: impl Read) -> io::Result<impl Iterator<Item = io::Result<R>>> {
    let mut reader = reader(table, true);
    let headers = reader.headers()?.clone();
    Ok(reader.into_records().map(move |record| Ok(restored(&record?).deserialize(Some(&headers))?)))
}

/// The cells of a line that was written here, its end left out, as they were before they were quoted; their guards are part
/// of them. To read a row so takes two fifths of what it takes the csv crate, and a workbook is made of hundreds of thousands.
pub(super) fn cells(line: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        let text = rest?;
        let (cell, after) = match text.strip_prefix('"') {
            Some(text) => unquoted(text),
            None => {
                let (cell, after) = parted(text, memchr::memchr(b',', text.as_bytes()));
                (Cow::Borrowed(cell), after)
            }
        };
        rest = after;
        Some(cell)
    })
}

/// A cell after its first mark, and what comes after the cell.
fn unquoted(text: &str) -> (Cow<'_, str>, Option<&str>) {
    let mut cell = Cow::Borrowed("");
    let mut from = 0;
    for mark in memchr::memchr_iter(b'"', text.as_bytes()) {
        // The second of two.
        if mark < from {
            continue;
        }
        cell += &text[from..mark];
        from = mark + 2;
        if text.as_bytes().get(mark + 1) != Some(&b'"') {
            return (cell, text.get(from..));
        }
        cell += "\"";
    }
    (cell + &text[from..], None)
}

/// What stands before and after a byte; without one it is all.
fn parted(text: &str, at: Option<usize>) -> (&str, Option<&str>) {
    at.map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])))
}

/// A record that was read, without the guards of its cells.
pub(super) fn restored(record: &::csv::StringRecord) -> ::csv::StringRecord {
    record.iter().map(unguarded).collect()
}

pub(super) fn writer<W: Write>(out: W) -> ::csv::Writer<W> {
    ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).has_headers(false).from_writer(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ArticleRow, Ratio};

    fn written(row: &Row) -> String {
        let mut out = Vec::new();
        let mut writer = CsvWriter::new(&mut out).unwrap();
        writer.write(row).unwrap();
        writer.flush().unwrap();
        drop(writer);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_report_begins_with_a_mark_and_has_49_columns() {
        let text = written(&Row::default());
        assert!(text.starts_with("\u{FEFF}article_id,attribution_id,outlet,"));
        assert_eq!(text.lines().next().unwrap().split(',').count(), 49);
        assert!(text.lines().next().unwrap().ends_with(",issue,review_note"));
    }

    #[test]
    fn a_table_of_articles_has_its_own_columns() {
        let mut out = Vec::new();
        let row = ArticleRow { hhi: Ratio::of(1, 2), headline: "-\n".to_owned(), ..ArticleRow::default() };
        let mut writer = CsvWriter::new(&mut out).unwrap();
        writer.write(&row).unwrap();
        writer.flush().unwrap();
        drop(writer);
        let text = String::from_utf8(out).unwrap();
        let header = text.lines().next().unwrap();
        assert_eq!(header.split(',').count(), 60);
        assert!(header.starts_with("\u{FEFF}article_id,outlet,") && header.ends_with(",reply_present,review_note"));
        let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let back: ArticleRow = reader.deserialize().next().unwrap().unwrap();
        assert_eq!(back, ArticleRow { headline: "'- ".to_owned(), ..row });
        assert!(text.contains(",0.5000,"));
    }

    #[test]
    fn formulas_are_harmless_and_a_row_is_one_line() {
        for start in ["=", "+", "-", "@", "\t=", "\r@", " =", "\u{200F}-"] {
            let row = Row { content: format!("{start}SUM(A1)\nnext").into(), ..Row::default() };
            let text = written(&row);
            assert_eq!(text.matches("\r\n").count(), 2, "{text:?}");
            let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
            let cell = reader.records().next().unwrap().unwrap()[9].to_owned();
            assert!(cell.starts_with('\''), "{cell:?}");
        }
    }

    #[test]
    fn a_row_comes_back_as_it_was() {
        let row = Row { article_id: "a,\"b\"".into(), relay_depth: Some(2), confidence: Some(0.5), ..Row::default() };
        let text = written(&row);
        let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let back: Row = reader.deserialize().next().unwrap().unwrap();
        assert_eq!(back, row);
    }

    #[test]
    fn the_cells_of_a_line_are_those_that_were_written() {
        for content in ["", "a", "a,b", "\"a\"", "\"", "a \"b\", c", ",", "\"\"", "=1", "a\"b\"\"c\",\"\"d"] {
            let row = Row {
                article_id: content.into(),
                content: content.into(),
                review_note: content.into(),
                ..Row::default()
            };
            let text = written(&row);
            let line = text.lines().next_back().unwrap();
            let found: Vec<_> = cells(line).collect();
            let mut reader = ::csv::Reader::from_reader(text.as_bytes());
            assert_eq!(found, reader.records().next().unwrap().unwrap().iter().collect::<Vec<_>>());
        }
    }
}
