//! CSV for spreadsheets: byte-order mark, CRLF, one physical line a row, no cell that a spreadsheet would run.

mod line;

use std::convert::Infallible;
use std::io::{self, Read, Write};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::report::plain::unguarded;
use crate::report::{Cells, Columns, Row};
use line::Line;

/// Writes the rows of a table as CSV.
pub struct CsvWriter<W: Write, R: Cells = Row<'static>> {
    out: W,
    /// The row that is being written.
    line: Line,
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
        Self { out, line: Line::default(), digits: String::new(), rows: PhantomData }
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
        let mut writer = Self { out, line: Line::default(), digits: String::new(), rows: PhantomData };
        writer.out.write_all("\u{FEFF}".as_bytes())?;
        R::COLUMNS.iter().enumerate().for_each(|(number, column)| writer.line.cell(number, column.name));
        writer.end()?;
        Ok(writer)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&mut self, row: &impl Cells<Table = R>) -> io::Result<()> {
        self.write_changed(row, Columns::ALL)
    }

    /// Writes a row that has the cells of the row before, but for those of some columns.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write_changed(&mut self, row: &impl Cells<Table = R>, changed: Columns) -> io::Result<()> {
        let Self { line, digits, .. } = self;
        let changed = if line.follows() { changed } else { Columns::ALL };
        let Ok(()) = row.each_of(changed, digits, |column, cell| {
            line.cell(column, cell);
            Ok::<(), Infallible>(())
        });
        line.keep(R::COLUMNS.len());
        self.end()
    }

    /// Ends the row and hands it on.
    fn end(&mut self) -> io::Result<()> {
        self.out.write_all(self.line.end())
    }

    /// Hands on everything written so far.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
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
    fn cells_that_did_not_change_are_those_of_the_row_before() {
        let rows = [("a,b", "c", 1), ("a,b", "", 20), ("a,b", "\"", 20), ("a,b", "a long word", 3)];
        let rows = rows.map(|(id, content, number)| Row {
            article_id: id.into(),
            content: content.into(),
            paragraph: Some(number),
            review_status: "pending".into(),
            ..Row::default()
        });
        let mut writer = CsvWriter::continued(Vec::new());
        for (number, row) in rows.iter().enumerate() {
            let changed = if number % 2 == 0 { Columns::ALL } else { Columns::one(9).and(Columns::one(6)) };
            writer.write_changed(row, changed).unwrap();
        }
        let mut whole = CsvWriter::continued(Vec::new());
        rows.iter().for_each(|row| whole.write(row).unwrap());
        assert_eq!(writer.finish(), whole.finish());
    }

    #[test]
    fn a_row_comes_back_as_it_was() {
        let row = Row { article_id: "a,\"b\"".into(), relay_depth: Some(2), confidence: Some(0.5), ..Row::default() };
        let text = written(&row);
        let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let back: Row = reader.deserialize().next().unwrap().unwrap();
        assert_eq!(back, row);
    }
}
