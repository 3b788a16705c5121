//! Where the report goes and in which form. A file appears under its name only when it is complete.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use sayso::analyzer::Analysis;
use sayso::report::{Record, Row};
use sayso::write::csv::CsvWriter;
use sayso::write::jsonl;

use super::Stop;

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
    /// Rows of the table.
    Rows(Vec<Row>),
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
pub struct Output {
    writer: Writer,
    place: Place,
}

enum Writer {
    Csv(Box<CsvWriter<Box<dyn Write>>>),
    Jsonl(Box<dyn Write>),
}

/// Where a report is written.
struct Place {
    /// How messages name it.
    name: String,
    /// The file beside the target that is renamed at the end, and the target.
    pending: Option<(PathBuf, PathBuf)>,
}

impl Output {
    /// Begins a report at a path: a file, a directory, or standard output where there is none.
    pub fn open(path: Option<&Path>, format: Option<Format>) -> Result<Self, Stop> {
        let path = path.filter(|path| path.as_os_str() != "-");
        let format = format.or_else(|| path.and_then(format_of)).unwrap_or(Format::Csv);
        let name = path.map_or_else(|| "standard output".to_owned(), |path| path.display().to_string());
        let mut place = Place { name, pending: None };
        let writer = place.open(path, format).and_then(|out| match format {
            Format::Csv => Ok(Writer::Csv(Box::new(CsvWriter::new(out)?))),
            Format::Jsonl => Ok(Writer::Jsonl(out)),
        });
        match writer {
            Ok(writer) => Ok(Self { writer, place }),
            Err(error) => Err(place.failed(error)),
        }
    }

    /// What this report needs of an analysis.
    pub fn found(&self, analysis: &Analysis<'_>) -> Found {
        match self.writer {
            Writer::Csv(_) => Found::Rows(analysis.findings().rows()),
            Writer::Jsonl(_) => Found::Line {
                id: analysis.document.id.clone(),
                language: analysis.grammar.language.tag.clone(),
                records: analysis.findings().records(),
            },
        }
    }

    /// Writes what was found in an article.
    pub fn write(&mut self, found: Found) -> Result<(), Stop> {
        let written = match (&mut self.writer, found) {
            (Writer::Csv(csv), Found::Rows(rows)) => rows.iter().try_for_each(|row| csv.write(row)),
            (Writer::Jsonl(out), Found::Line { id, language, records }) => jsonl::write(out, &id, &language, records),
            _ => Err(io::Error::other("found for a report of another form")),
        };
        written.map_err(|error| self.place.failed(error))
    }

    /// Ends the report; a file gets its name.
    pub fn finish(mut self) -> Result<(), Stop> {
        let flushed = match &mut self.writer {
            Writer::Csv(csv) => csv.flush(),
            Writer::Jsonl(out) => out.flush(),
        };
        // The file is closed before it is renamed, which some systems insist on.
        drop(self.writer);
        flushed.and_then(|()| self.place.keep()).map_err(|error| self.place.failed(error))
    }
}

impl Place {
    fn open(&mut self, path: Option<&Path>, format: Format) -> io::Result<Box<dyn Write>> {
        let Some(path) = path else { return Ok(Box::new(io::stdout().lock())) };
        let target = target(path, format)?;
        self.name = target.display().to_string();
        let old = fs::metadata(&target).ok();
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            // A device or a pipe is written to, not replaced.
            return Ok(Box::new(BufWriter::new(OpenOptions::new().write(true).open(&target)?)));
        }
        // What a link points to is replaced, not the link.
        let target = if old.is_some() { fs::canonicalize(&target)? } else { target };
        let pending = beside(&target);
        let file = File::create(&pending)?;
        self.pending = Some((pending, target));
        if let Some(old) = old {
            file.set_permissions(old.permissions())?;
        }
        Ok(Box::new(BufWriter::new(file)))
    }

    fn keep(&mut self) -> io::Result<()> {
        if let Some((pending, target)) = &self.pending {
            fs::rename(pending, target)?;
        }
        self.pending = None;
        Ok(())
    }

    fn failed(&self, error: io::Error) -> Stop {
        Stop::Output(self.name.clone(), error)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if let Some((pending, _)) = &self.pending {
            // Nothing can be done about a file that cannot be removed; its name tells what it is.
            let _ = fs::remove_file(pending);
        }
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

/// The file that a path means: itself, or the report in the directory, which is made if its name ends in a stroke.
fn target(path: &Path, format: Format) -> io::Result<PathBuf> {
    let slashed =
        path.as_os_str().as_encoded_bytes().last().is_some_and(|last| std::path::is_separator(char::from(*last)));
    if slashed {
        fs::create_dir_all(path)?;
    }
    let name = match format {
        Format::Csv => "attributions.csv",
        Format::Jsonl => "attributions.jsonl",
    };
    Ok(if slashed || path.is_dir() { path.join(name) } else { path.to_owned() })
}

/// A name in the same directory, so that renaming does not copy; the process id keeps two runs apart.
fn beside(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    target.with_file_name(name)
}
