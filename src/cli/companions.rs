//! What a directory gets besides the files that are written as articles come: of tables the workbook and what programs
//! need to know of them, of a form for another tool what else that tool wants.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use sayso::report::Table;
use sayso::write::interchange::brat::{self, Standoff};
use sayso::write::interchange::{Form, label_studio};
use sayso::write::sidecar::{self, Makers};
use sayso::write::xlsx::Book;

use super::Stop;
use super::knowledge::Knowledge;
use super::place::Place;

/// What a directory gets besides.
pub struct Companions {
    folder: PathBuf,
    makers: Makers,
    workbook: bool,
}

impl Companions {
    /// Prepares them; what the report is made with is known at its start.
    pub fn new(folder: &Path, knowledge: &Knowledge, workbook: bool) -> Result<Self, Stop> {
        let makers = Makers { version: env!("CARGO_PKG_VERSION").to_owned(), knowledge: knowledge.versions()? };
        Ok(Self { folder: folder.to_owned(), makers, workbook })
    }

    /// Writes those of a form. They get their names with the report.
    pub fn of_form(&self, form: Form, report: &mut Place) -> Result<Vec<Place>, Stop> {
        match form {
            Form::Brat => {
                divide(&self.folder, report.read()?).map_err(|error| report.failed(error))?;
                Ok(vec![self.filled("annotation.conf", |out| out.write_all(brat::CONFIG.as_bytes()))?])
            }
            Form::LabelStudio => {
                Ok(vec![self.filled("label-studio.xml", |out| out.write_all(label_studio::CONFIG.as_bytes()))?])
            }
            Form::W3c | Form::SchemaOrg | Form::Conll => Ok(Vec::new()),
        }
    }

    /// Writes those of tables. They get their names with the tables.
    pub fn of_tables(&self, tables: Vec<(Table, &mut Place)>) -> Result<Vec<Place>, Stop> {
        let described: Vec<Table> = tables.iter().map(|(table, _)| *table).collect();
        // Lines for tools come without tables.
        if described.is_empty() {
            return Ok(Vec::new());
        }
        let mut places = vec![
            self.filled("csv-metadata.json", |mut out| sidecar::csvw(&mut out, &described, &self.makers))?,
            self.filled("datapackage.json", |mut out| sidecar::datapackage(&mut out, &described, &self.makers))?,
        ];
        if self.workbook {
            let files = tables.into_iter().map(|(table, place)| Ok((table, place.read()?)));
            let files = files.collect::<Result<Vec<_>, Stop>>()?;
            places.push(self.filled("report.xlsx", |out| book(&self.folder, files, out))?);
        }
        Ok(places)
    }

    fn filled(&self, name: &str, write: impl FnOnce(Out<'_>) -> io::Result<()>) -> Result<Place, Stop> {
        let mut place = Place::open(Some(&self.folder.join(name)))?;
        let written = write(&mut place.stream());
        written.map_err(|error| place.failed(error))?;
        Ok(place)
    }
}

type Out<'o> = &'o mut (dyn Write + Send);

fn book(folder: &Path, tables: Vec<(Table, File)>, out: Out<'_>) -> io::Result<()> {
    let written = || {
        let mut book = Book::new(folder)?;
        tables.into_iter().try_for_each(|(table, file)| book.table(&table, file))?;
        book.finish(out)
    };
    // The library that writes workbooks does not expect that a disk is full.
    let full = |_| Err(io::Error::other("the workbook has no room on the disk; --no-xlsx leaves it out"));
    panic::catch_unwind(AssertUnwindSafe(written)).unwrap_or_else(full)
}

/// Gives each article of a file two of its own, as brat wants them.
fn divide(folder: &Path, report: File) -> io::Result<()> {
    for (before, line) in BufReader::new(report).lines().enumerate() {
        let article: Standoff = serde_json::from_str(&line?)?;
        let name = article.name(before + 1);
        fs::write(folder.join(format!("{name}.txt")), article.text)?;
        fs::write(folder.join(format!("{name}.ann")), article.annotations)?;
    }
    Ok(())
}
