//! Workbooks for people: one sheet a table, made from its finished CSV, so that what stands in one stands in the other.

mod direction;
mod look;
mod overview;
mod package;
mod packed;
mod pieces;
mod rows;
mod sentence;
mod sheet;
mod text;

use std::fs::File;
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::report::Table;
use direction::Direction;
use look::Look;
use overview::Overview;
use package::{Body, package};
use pieces::Pieces;

/// The most rows that a sheet can have.
const ROWS: u32 = 1_048_576;

/// A workbook that is being written. Its rows wait on disk, packed, so that its size is not limited by the memory.
pub struct Book {
    workbook: Workbook,
    /// The rows below the header, sheet by sheet.
    bodies: Vec<Body>,
    waiting: File,
    length: u64,
    overview: Option<Overview>,
    look: Look,
    threads: usize,
    /// After so many rows a table goes on in another sheet.
    rows: u32,
}

impl Book {
    /// Begins a workbook on which so many threads work; `folder` is where its rows wait for the end.
    ///
    /// # Errors
    /// Those of the folder.
    pub fn new(folder: &Path, threads: usize) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        let look = Look::default();
        look.register(&mut workbook);
        // The same report gives the same bytes, so no clock is asked.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_author("sayso").set_creation_datetime(&epoch));
        let waiting = tempfile::tempfile_in(folder)?;
        Ok(Self { workbook, bodies: Vec::new(), waiting, length: 0, overview: None, look, threads, rows: ROWS })
    }

    /// Adds a table, read from its CSV.
    ///
    /// # Errors
    /// Those of reading, and of the folder.
    pub fn table(&mut self, table: &Table, csv: impl Read) -> io::Result<()> {
        let mut pieces = Pieces::new(table.columns, BufReader::with_capacity(1 << 16, csv))?;
        let mut overview = Overview::of(table.columns).filter(|_| self.overview.is_none());
        for part in 1.. {
            let name = if part == 1 { table.name.to_owned() } else { format!("{} {part}", table.name) };
            self.sheet(&name, table, &mut pieces, &mut overview)?;
            if pieces.is_done()? {
                break;
            }
        }
        self.overview = self.overview.take().or(overview);
        Ok(())
    }

    /// Adds a sheet with as many rows as it can have.
    fn sheet<R: io::BufRead>(
        &mut self,
        name: &str,
        table: &Table,
        pieces: &mut Pieces<R>,
        overview: &mut Option<Overview>,
    ) -> io::Result<()> {
        let mut body = Body { place: (self.length, 0), ..Body::default() };
        let (mut rows, mut direction) = (1, Direction::default());
        loop {
            let next = pieces.next(rows, self.rows, self.threads)?;
            if next.is_empty() {
                break;
            }
            for piece in next {
                self.waiting.write_all(&piece.packed.bytes)?;
                body.place.1 += piece.packed.bytes.len() as u64;
                body.rows.count(&piece.packed);
                rows += piece.count;
                direction.add(piece.direction);
                overview.iter_mut().zip(piece.overview).for_each(|(all, own)| all.add(own));
            }
        }
        self.length += body.place.1;
        body.extent = format!("A1:{}{rows}", rows::letters(table.columns.len().max(1) - 1));
        let frame = sheet::frame(name, table.columns, rows, direction.is_right_to_left(), &self.look);
        self.workbook.push_worksheet(frame.map_err(failed)?);
        self.bodies.push(body);
        Ok(())
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self, out: impl Write) -> io::Result<()> {
        let before = usize::from(self.overview.is_some());
        if let Some(overview) = self.overview {
            self.workbook.worksheets_mut().insert(0, overview.sheet(&self.look).map_err(failed)?);
        }
        let frame = self.workbook.save_to_buffer().map_err(failed)?;
        let bodies = &self.bodies;
        package(&frame, |number| bodies.get(number.checked_sub(1 + before)?), &mut self.waiting, out)
    }
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{Reader, Xlsx};

    use super::*;
    use crate::report::{ArticleRow, Cells};
    use crate::write::csv::CsvWriter;

    #[test]
    fn a_table_that_is_too_long_goes_on_in_another_sheet() {
        let row =
            |number: usize| ArticleRow { article_id: format!("a{number}"), words: number, ..ArticleRow::default() };
        let mut csv = CsvWriter::new(Vec::new()).unwrap();
        (1..=5).for_each(|number| csv.write(&row(number)).unwrap());
        let mut book = Book::new(&std::env::temp_dir(), 2).unwrap();
        book.rows = 3;
        book.table(&Table::of::<ArticleRow>("articles"), csv.finish().as_slice()).unwrap();
        let mut out = Vec::new();
        book.finish(&mut out).unwrap();
        let mut workbook: Xlsx<_> = Xlsx::new(io::Cursor::new(&out)).unwrap();
        assert_eq!(workbook.sheet_names(), ["articles", "articles 2", "articles 3"]);
        let mut ids = Vec::new();
        for name in workbook.sheet_names() {
            let range = workbook.worksheet_range(&name).unwrap();
            assert_eq!(range.get((0, 0)).unwrap().to_string(), ArticleRow::COLUMNS[0].name);
            ids.extend(range.rows().skip(1).map(|row| row[0].to_string()));
        }
        assert_eq!(ids, ["a1", "a2", "a3", "a4", "a5"]);
    }
}
