//! CSV for spreadsheets: byte-order mark, CRLF, one physical line a row, no cell that a spreadsheet would run.

use std::io::{self, Write};

use crate::report::Row;

/// Writes rows as CSV.
pub struct CsvWriter<W: Write> {
    writer: ::csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Begins a report: the byte-order mark and the header line.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn new(mut out: W) -> io::Result<Self> {
        out.write_all("\u{FEFF}".as_bytes())?;
        let mut writer = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).has_headers(false).from_writer(out);
        writer.write_record(columns())?;
        Ok(Self { writer })
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&mut self, row: &Row) -> io::Result<()> {
        let cells = cells(row)?;
        self.writer.write_record(cells.iter().map(|cell| guarded(cell)))?;
        Ok(())
    }

    /// Hands on everything written so far.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The names of the columns, as serde sees them.
fn columns() -> Vec<String> {
    let mut header = ::csv::WriterBuilder::new().from_writer(Vec::new());
    let written = header.serialize(Row::default()).and_then(|()| Ok(header.flush()?));
    let bytes = written.ok().and_then(|()| header.into_inner().ok()).unwrap_or_default();
    let line = String::from_utf8_lossy(&bytes).lines().next().unwrap_or_default().to_owned();
    line.split(',').map(str::to_owned).collect()
}

/// The cells of a row as plain text.
fn cells(row: &Row) -> io::Result<Vec<String>> {
    let mut writer = ::csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.serialize(row)?;
    let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
    let record = reader.records().next().transpose()?.unwrap_or_default();
    Ok(record.iter().map(one_line).collect())
}

/// Line breaks, tabs and other controls become spaces, so that a row is one physical line.
fn one_line(cell: &str) -> String {
    cell.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front; the guard is part of the cell.
fn guarded(cell: &str) -> String {
    let dangerous = cell.trim_start_matches([' ', '\u{A0}', '\u{FEFF}', '\u{200E}', '\u{200F}']).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if dangerous { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(row: &Row) -> String {
        let mut out = Vec::new();
        let mut writer = CsvWriter::new(&mut out).unwrap();
        writer.write(row).unwrap();
        writer.flush().unwrap();
        drop(writer);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_report_begins_with_a_mark_and_has_44_columns() {
        let text = written(&Row::default());
        assert!(text.starts_with("\u{FEFF}article_id,attribution_id,outlet,"));
        assert_eq!(text.lines().next().unwrap().split(',').count(), 44);
        assert!(text.lines().next().unwrap().ends_with(",issue,review_note"));
    }

    #[test]
    fn formulas_are_harmless_and_a_row_is_one_line() {
        for start in ["=", "+", "-", "@", "\t=", "\r@", " =", "\u{200F}-"] {
            let row = Row { content: format!("{start}SUM(A1)\nnext"), ..Row::default() };
            let text = written(&row);
            assert_eq!(text.matches("\r\n").count(), 2, "{text:?}");
            let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
            let cell = reader.records().next().unwrap().unwrap()[9].to_owned();
            assert!(cell.starts_with('\''), "{cell:?}");
        }
    }

    #[test]
    fn a_row_comes_back_as_it_was() {
        let row = Row { article_id: "a,\"b\"".to_owned(), relay_depth: Some(2), confidence: Some(0.5), ..Row::default() };
        let text = written(&row);
        let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let back: Row = reader.deserialize().next().unwrap().unwrap();
        assert_eq!(back, row);
    }
}
