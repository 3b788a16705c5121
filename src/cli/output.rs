//! Where the report goes and in which form.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use sayso::analyzer::Analysis;
use sayso::report::{ArticleRow, Cells, Record, Row, Selection};
use sayso::write::csv::CsvWriter;
use sayso::write::jsonl;

use super::Stop;
use super::place::{Place, is_directory};

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for spreadsheets
    Csv,
    /// An article a line, for tools
    Jsonl,
}

/// What is written of an article.
pub enum Found {
    /// Rows of the table and, where one is written, the row of the table of articles.
    Rows(Vec<Row>, Option<Box<ArticleRow>>),
    /// A line for tools.
    Line {
        /// The article's id.
        id: String,
        /// The tag of its language.
        language: String,
        /// Its attributions.
        records: Vec<Record>,
    },
}

/// A report that is being written.
pub enum Output {
    /// The table of attributions and, in a directory, that of articles.
    Csv(Box<Table<Row>>, Option<Box<Table<ArticleRow>>>),
    /// Lines for tools.
    Jsonl(Box<dyn Write>, Place),
}

/// A table and its place.
pub struct Table<R: Cells> {
    // Closed before the place is dropped, which removes an unfinished file.
    writer: CsvWriter<Box<dyn Write>, R>,
    place: Place,
}

impl Output {
    /// Begins a report at a path: a file, a directory, or standard output where there is none.
    pub fn open(path: Option<&Path>, format: Option<Format>) -> Result<Self, Stop> {
        let path = path.filter(|path| path.as_os_str() != "-");
        let format = format.or_else(|| path.and_then(format_of)).unwrap_or(Format::Csv);
        let directory = path.map(is_directory).transpose()?.unwrap_or(false);
        let target = |name: &str| path.map(|path| if directory { path.join(name) } else { path.to_owned() });
        match format {
            Format::Csv => {
                let rows = Box::new(Table::open(target("attributions.csv"))?);
                let articles = directory.then(|| Table::open(target("articles.csv"))).transpose()?;
                Ok(Self::Csv(rows, articles.map(Box::new)))
            }
            Format::Jsonl => Place::open(target("attributions.jsonl"), Ok).map(|(place, out)| Self::Jsonl(out, place)),
        }
    }

    /// What this report needs of an analysis.
    pub fn found(&self, analysis: &Analysis<'_>, selection: Selection) -> Found {
        let findings = analysis.selected(selection);
        match self {
            Self::Csv(_, articles) => {
                Found::Rows(findings.rows(), articles.as_ref().map(|_| Box::new(findings.article_row())))
            }
            Self::Jsonl(..) => Found::Line {
                id: analysis.document.id.clone(),
                language: analysis.grammar.language.tag.clone(),
                records: findings.records(),
            },
        }
    }

    /// Writes what was found in an article.
    pub fn write(&mut self, found: Found) -> Result<(), Stop> {
        match (self, found) {
            (Self::Csv(table, articles), Found::Rows(rows, article)) => {
                rows.iter().try_for_each(|row| table.write(row))?;
                articles.iter_mut().zip(article).try_for_each(|(table, row)| table.write(&row))
            }
            (Self::Jsonl(out, place), Found::Line { id, language, records }) => {
                jsonl::write(out, &id, &language, records).map_err(|error| place.failed(error))
            }
            _ => Err(Stop::Output("the report".to_owned(), io::Error::other("found for a report of another form"))),
        }
    }

    /// Ends the report; its files get their names once all of them are complete.
    pub fn finish(self) -> Result<(), Stop> {
        match self {
            Self::Csv(rows, articles) => {
                let articles = articles.map(|table| table.close()).transpose()?;
                let mut rows = rows.close()?;
                articles.map_or(Ok(()), |mut place| place.keep())?;
                rows.keep()
            }
            Self::Jsonl(mut out, mut place) => {
                out.flush().map_err(|error| place.failed(error))?;
                drop(out);
                place.keep()
            }
        }
    }
}

impl<R: Cells> Table<R> {
    fn open(target: Option<PathBuf>) -> Result<Self, Stop> {
        Place::open(target, CsvWriter::new).map(|(place, writer)| Self { writer, place })
    }

    fn write(&mut self, row: &R) -> Result<(), Stop> {
        self.writer.write(row).map_err(|error| self.place.failed(error))
    }

    /// Writes what is held back and closes the file.
    fn close(mut self) -> Result<Place, Stop> {
        self.writer.flush().map_err(|error| self.place.failed(error))?;
        Ok(self.place)
    }
}

/// Whether the reader of the output went away, which is its right. The CSV writer wraps the error.
pub fn is_broken_pipe(error: &io::Error) -> bool {
    let wrapped = error.get_ref().and_then(|inner| inner.downcast_ref::<csv::Error>());
    let inner = wrapped.and_then(|error| match error.kind() {
        csv::ErrorKind::Io(inner) => Some(inner.kind()),
        _ => None,
    });
    inner.unwrap_or(error.kind()) == io::ErrorKind::BrokenPipe
}

fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_ascii_lowercase();
    match extension.to_str()? {
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        _ => None,
    }
}
