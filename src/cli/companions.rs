//! What a directory gets besides the files that are written as articles come: of tables the workbook and what programs
//! need to know of them, of a form for another tool what else that tool wants.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use sayso::report::Table;
use sayso::write::interchange::brat::{self, Standoff};
use sayso::write::interchange::{Form, label_studio};
use sayso::write::sidecar::{self, Makers};
use sayso::write::xlsx::Book;

use super::Stop;
use super::knowledge::Knowledge;
use super::place::Place;
use super::sheet::Kind;

/// What a directory gets besides.
pub struct Companions {
    folder: PathBuf,
    makers: Makers,
    /// Where they go: opened first, so that a long run does not find out at its end that there is no place for one.
    places: Vec<Place>,
}

/// Those of tables; the workbook comes last.
const OF_TABLES: [&str; 3] = ["csv-metadata.json", "datapackage.json", "report.xlsx"];

impl Companions {
    /// Prepares them; what the report is made with is known at its start.
    pub fn new(folder: &Path, report: Kind, knowledge: &Knowledge, workbook: bool) -> Result<Self, Stop> {
        let makers = Makers { version: env!("CARGO_PKG_VERSION").to_owned(), knowledge: knowledge.versions()? };
        let names: &[&str] = match report {
            Kind::Attributions => &OF_TABLES[..2 + usize::from(workbook)],
            Kind::Form(Form::Brat) => &["annotation.conf"],
            Kind::Form(Form::LabelStudio) => &["label-studio.xml"],
            _ => &[],
        };
        let places = names.iter().map(|name| Place::open(Some(&folder.join(name)))).collect::<Result<_, Stop>>()?;
        Ok(Self { folder: folder.to_owned(), makers, places })
    }

    /// Writes those of a form. They get their names with the report.
    pub fn of_form(mut self, form: Form, report: &mut Place) -> Result<Vec<Place>, Stop> {
        if form == Form::Brat {
            divide(&self.folder, report.read()?).map_err(|error| report.failed(error))?;
        }
        let config = if form == Form::Brat { brat::CONFIG } else { label_studio::CONFIG };
        self.places.iter_mut().try_for_each(|place| place.write(config.as_bytes()))?;
        Ok(self.places)
    }

    /// Writes those of tables. They get their names with the tables.
    pub fn of_tables(mut self, tables: Vec<(Table, &mut Place)>, threads: usize) -> Result<Vec<Place>, Stop> {
        let described: Vec<Table> = tables.iter().map(|(table, _)| *table).collect();
        let makers = &self.makers;
        if let [csvw, package, workbook @ ..] = &mut self.places[..] {
            fill(csvw, |mut out| sidecar::csvw(&mut out, &described, makers))?;
            fill(package, |mut out| sidecar::datapackage(&mut out, &described, makers))?;
            if let [workbook] = workbook {
                let files = tables.into_iter().map(|(table, place)| Ok((table, place.read()?)));
                let files = files.collect::<Result<Vec<_>, Stop>>()?;
                fill(workbook, |out| book(&self.folder, threads, files, out))?;
            }
        }
        Ok(self.places)
    }
}

fn fill(place: &mut Place, write: impl FnOnce(Out<'_>) -> io::Result<()>) -> Result<(), Stop> {
    let written = write(&mut place.stream());
    written.map_err(|error| place.failed(error))
}

type Out<'o> = &'o mut (dyn Write + Send);

fn book(folder: &Path, threads: usize, tables: Vec<(Table, File)>, out: Out<'_>) -> io::Result<()> {
    let mut book = Book::new(folder, threads)?;
    tables.into_iter().try_for_each(|(table, file)| book.table(&table, file))?;
    book.finish(out)
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
