//! Workbooks for people: one sheet a table, made from its finished CSV, so that what stands in one stands in the other.

mod direction;
mod look;
mod overview;
mod sentence;
mod sheet;

use std::io::{self, Read, Write};
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::csv::reader;
use crate::report::plain::unguarded;
use crate::report::{Column, Table};
use look::Look;
use overview::Overview;
use sheet::Sheet;

/// The most rows that a sheet can have.
const ROWS: u32 = 1_048_576;

/// A workbook that is being written. Rows go to disk as they come, so that its size is not limited by the memory.
pub struct Book {
    workbook: Workbook,
    sheets: Vec<Worksheet>,
    overview: Option<Overview>,
    look: Look,
    /// After so many rows a table goes on in another sheet.
    rows: u32,
}

impl Book {
    /// Begins a workbook; `folder` is where its parts wait for the end.
    ///
    /// # Errors
    /// Those of the folder.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder).map_err(failed)?;
        // Sheets are so repetitive that trying harder saves little, and takes three times as long.
        workbook.set_zip_compression_level(2);
        // The same report gives the same bytes, so no clock is asked.
        let epoch = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
        workbook.set_properties(&DocProperties::new().set_author("sayso").set_creation_datetime(&epoch));
        Ok(Self { workbook, sheets: Vec::new(), overview: None, look: Look::default(), rows: ROWS })
    }

    /// Adds a table, read from its CSV.
    ///
    /// # Errors
    /// Those of reading, and of the folder.
    pub fn table(&mut self, table: &Table, csv: impl Read) -> io::Result<()> {
        let Table { name, columns, .. } = *table;
        let mut reader = reader(io::BufReader::with_capacity(1 << 16, csv), true);
        let mut record = ::csv::StringRecord::new();
        let mut overview = Overview::of(columns).filter(|_| self.overview.is_none());
        let mut sheet = self.begin(name, columns)?;
        let mut parts = 1;
        for line in 2_u64.. {
            if !reader.read_record(&mut record)? {
                break;
            }
            if sheet.rows() == self.rows {
                parts += 1;
                let next = self.begin(&format!("{name} {parts}"), columns)?;
                self.end(std::mem::replace(&mut sheet, next))?;
            }
            let cells: Vec<&str> = record.iter().map(unguarded).collect();
            overview.iter_mut().for_each(|overview| overview.count(&cells));
            sheet.write(&cells, &self.look, &format!("{}, line {line}", table.file())).map_err(failed)?;
        }
        self.overview = self.overview.take().or(overview);
        self.end(sheet)
    }

    fn begin<'t>(&mut self, name: &str, columns: &'t [Column]) -> io::Result<Sheet<'t>> {
        let sheet = self.workbook.new_worksheet_with_constant_memory().map_err(failed)?;
        Sheet::new(sheet, name, columns, &self.look).map_err(failed)
    }

    fn end(&mut self, sheet: Sheet<'_>) -> io::Result<()> {
        self.sheets.push(sheet.finish().map_err(failed)?);
        Ok(())
    }

    /// Writes the workbook.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self, out: impl Write + Send) -> io::Result<()> {
        if let Some(overview) = self.overview {
            self.workbook.push_worksheet(overview.sheet(&self.look).map_err(failed)?);
        }
        self.sheets.into_iter().for_each(|sheet| self.workbook.push_worksheet(sheet));
        self.workbook.save_to_writer(out).map_err(failed)
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
        let mut book = Book::new(&std::env::temp_dir()).unwrap();
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
