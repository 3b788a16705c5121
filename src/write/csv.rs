//! CSV for spreadsheets: byte-order mark, CRLF, one physical line a row, no cell that a spreadsheet would run.

mod cell;
mod told;

use std::convert::Infallible;
use std::io::{self, Read, Write};
use std::marker::PhantomData;

use serde::de::DeserializeOwned;

use crate::report::plain::unguarded;
use crate::report::room::Room;
use crate::report::{Cells, Findings, Row};
use told::Told;

/// Writes the rows of a table as CSV.
pub struct CsvWriter<W: Write, R: Cells = Row<'static>> {
    out: W,
    /// The row that is being written.
    line: Room,
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

impl<W: Write, R: Cells> CsvWriter<W, R> {
    /// Goes on with a table that was begun elsewhere.
    pub fn continued(out: W) -> Self {
        Self { out, line: Room::default(), digits: String::new(), rows: PhantomData }
    }

    /// What the table was written to.
    pub fn finish(self) -> W {
        self.out
    }
}

impl CsvWriter<Room> {
    /// Writes the rows of an article as they are made, each made once the one before is written.
    pub fn article(&mut self, findings: &Findings<'_>) {
        findings.tell(&mut Told::new(&mut self.out));
    }
}

impl<W: Write, R: Cells> CsvWriter<W, R> {
    /// Begins a table: the byte-order mark and the header line.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(out: W) -> io::Result<Self> {
        let mut writer = Self { out, line: Room::default(), digits: String::new(), rows: PhantomData };
        writer.out.write_all("\u{FEFF}".as_bytes())?;
        R::COLUMNS.iter().for_each(|column| cell::text(&mut writer.line, column.name));
        writer.end()?;
        Ok(writer)
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&mut self, row: &impl Cells<Table = R>) -> io::Result<()> {
        let Self { line, digits, .. } = self;
        let Ok(()) = row.each(digits, |cell| {
            cell::text(line, cell);
            Ok::<(), Infallible>(())
        });
        self.end()
    }

    /// Ends the row and hands it on.
    fn end(&mut self) -> io::Result<()> {
        cell::end(&mut self.line);
        let written = self.out.write_all(self.line.bytes());
        self.line.truncate(0);
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

/// Writes records of any kind, with the ends of lines that all tables have.
pub(super) fn writer<W: Write>(out: W) -> ::csv::Writer<W> {
    ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).has_headers(false).from_writer(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;
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
    fn rows_are_written_alike_whether_they_are_told_or_kept() {
        let sentence = "وقال وزير النقل سامر الحمداني: «إن الجسر, \"القديم\"، آمن».";
        let text = format!(
            "{sentence}\nوأضاف أن العمل مستمر، وقالت البلدية إن الطريق مفتوح.\n\u{2028}=\"{sentence}\"\t{sentence}\n\
             \"=The mayor\" said the pier is safe and added that it is \"old\". She says it is new, \u{85}and old."
        );
        let analysis = analyze(&text);
        let findings = analysis.findings();
        let mut told = CsvWriter::continued(Room::behind(b"before".to_vec()));
        told.article(&findings);
        let mut kept = CsvWriter::continued(b"before".to_vec());
        findings.rows().iter().for_each(|row| kept.write(row).unwrap());
        assert!(findings.count() > 3);
        assert_eq!(String::from_utf8(told.finish().into_bytes()), String::from_utf8(kept.finish()));
    }

    #[test]
    fn a_row_comes_back_as_it_was() {
        let row =
            Row { article_id: "\"\"a,\"b\"".into(), relay_depth: Some(2), confidence: Some(0.5), ..Row::default() };
        let text = written(&row);
        let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let back: Row = reader.deserialize().next().unwrap().unwrap();
        assert_eq!(back, row);
    }
}
