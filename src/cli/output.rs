//! Where the report goes, file by file, and how a run that was stopped goes on.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};
use sayso::report::Table;
use sayso::report::summary::Parties;
use sayso::write::interchange::Form;

use super::Stop;
use super::batch::Position;
use super::companions::Companions;
use super::journal::{Entry, Found, Journal};
use super::knowledge::Knowledge;
use super::pages;
use super::place::{Place, beside, is_directory};
use super::sheet::Kind;
use super::tables::{Ended, Tables};
use super::tally::Tally;
use super::work::Done;

/// Where the report goes and in which form.
#[derive(Debug, Args)]
pub struct Target {
    /// Where the report goes: a file, or a directory (ends in `/` or exists) for attributions.csv and its companions [default: standard output]
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,
    /// Form of the report [default: that of the output's extension, else csv]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Write the texts too, which all offsets refer to: texts.jsonl beside the report
    #[arg(long, requires = "output")]
    keep_text: bool,
    /// Leave the workbook out, report.xlsx, which a directory gets beside its tables
    #[arg(long)]
    no_xlsx: bool,
    /// Leave out the pages for a browser: report.html, and the articles with their marks
    #[arg(long)]
    no_html: bool,
    /// Go on with a run that was stopped; a run that was not is begun
    #[arg(long, requires = "output")]
    pub resume: bool,
}

/// The form of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table for spreadsheets
    Csv,
    /// An article a line, for tools
    Jsonl,
    /// Web Annotations, JSON-LD of the W3C
    W3c,
    /// Quotations and claims of schema.org, JSON-LD
    SchemaOrg,
    /// Text and standoff file of each article, for brat; into a directory
    Brat,
    /// A token a line with its labels, for scorers
    Conll,
    /// Tasks with predictions, for Label Studio
    LabelStudio,
}

impl Format {
    /// What the report itself holds.
    fn kind(self) -> Kind {
        match self {
            Self::Csv => Kind::Attributions,
            Self::Jsonl => Kind::Lines,
            Self::W3c => Kind::Form(Form::W3c),
            Self::SchemaOrg => Kind::Form(Form::SchemaOrg),
            Self::Brat => Kind::Form(Form::Brat),
            Self::Conll => Kind::Form(Form::Conll),
            Self::LabelStudio => Kind::Form(Form::LabelStudio),
        }
    }
}

impl Target {
    fn path(&self) -> Option<&Path> {
        self.output.as_deref().filter(|path| path.as_os_str() != "-")
    }

    /// The form of the report.
    pub fn format(&self) -> Format {
        self.format.or_else(|| self.path().and_then(format_of)).unwrap_or(Format::Csv)
    }

    /// What decides which files there are, and so is part of the name of a run.
    pub fn form(&self) -> (Format, bool, bool) {
        (self.format(), self.keep_text, self.no_html)
    }

    /// Whether the report is a file or a directory.
    pub fn is_file(&self) -> bool {
        self.path().is_some()
    }

    /// The files of the report: what each holds and where it is. A directory is made.
    fn files(&self) -> Result<Vec<(Kind, Option<PathBuf>)>, Stop> {
        let main = self.format().kind();
        let directory = self.path().map_or(Ok(false), is_directory)?;
        if self.format() == Format::Brat && !directory {
            let advice = "brat wants two files for each article; give a directory, such as -o out/";
            return Err(Stop::Usage(format!("error: {advice}")));
        }
        let Some(path) = self.path() else { return Ok(vec![(main, None)]) };
        let mut kinds = vec![main];
        if directory {
            if main == Kind::Attributions {
                kinds.extend([Kind::Articles, Kind::Statements]);
            }
            kinds.push(Kind::Errors);
        }
        kinds.extend(self.keep_text.then_some(Kind::Texts));
        kinds.extend((directory && main == Kind::Attributions && !self.no_html).then_some(Kind::Pages));
        let place = |kind: Kind| match (directory, kind) {
            (true, kind) => path.join(kind.name()),
            (false, Kind::Texts) => path.with_extension(kind.name()),
            (false, _) => path.to_owned(),
        };
        Ok(kinds.into_iter().map(|kind| (kind, Some(place(kind)))).collect())
    }

    fn companions(&self, files: &[(Kind, Option<PathBuf>)], knowledge: &Knowledge) -> Result<Option<Companions>, Stop> {
        let folder = self.path().filter(|_| files.iter().any(|(kind, _)| *kind == Kind::Errors));
        let report = self.format().kind();
        folder.map(|folder| Companions::new(folder, report, knowledge, !self.no_xlsx)).transpose()
    }
}

/// A report that is being written.
pub struct Output {
    kinds: Vec<Kind>,
    places: Vec<Place>,
    journal: Option<Journal>,
    /// What was counted so far, in an earlier part of the run too.
    pub tally: Tally,
    /// Where reading goes on.
    pub position: Position,
    /// The list of errors, if there is one.
    pub errors: Option<PathBuf>,
    /// The tables over all articles, if the report is a directory of tables.
    tables: Option<Tables>,
    /// What a directory gets besides.
    companions: Option<Companions>,
    /// Whether an earlier part of the run wrote everything.
    complete: bool,
}

impl Output {
    /// Begins a report, or goes on with one. `run` names the run by its inputs and settings.
    pub fn open(target: &Target, knowledge: &Knowledge, run: &str, parties: Option<Parties>) -> Result<Self, Stop> {
        let files = target.files()?;
        let tabled = files.iter().any(|(kind, _)| *kind == Kind::Articles);
        if parties.is_some() && !tabled {
            let advice = "error: --parties is for tables over all articles; give a directory for them, such as -o out/";
            return Err(Stop::Usage(advice.to_owned()));
        }
        let directory = target.path().filter(|_| tabled);
        let journal = files[0].1.as_ref().map(|path| Journal::new(beside(path, "journal"), run.to_owned()));
        let entry = match &journal {
            Some(journal) if target.resume => entry(journal, target.path())?,
            _ => None,
        };
        let mut output = Self {
            kinds: files.iter().map(|(kind, _)| *kind).collect(),
            places: Vec::new(),
            journal,
            tally: Tally::default(),
            position: Position::default(),
            tables: directory.map(|directory| Tables::new(directory, parties.unwrap_or_default())).transpose()?,
            companions: target.companions(&files, knowledge)?,
            complete: entry.as_ref().is_some_and(|entry| entry.complete),
            errors: files.iter().find(|(kind, _)| *kind == Kind::Errors).and_then(|(_, path)| path.clone()),
        };
        for (at, (kind, path)) in files.iter().enumerate() {
            let length = entry.as_ref().and_then(|entry| entry.lengths.get(at).copied());
            let place = match (path, length) {
                (Some(path), Some(length)) => Place::resume(path, length)?,
                _ => {
                    let mut place = Place::open(path.as_deref())?;
                    place.write(&kind.head())?;
                    place
                }
            };
            output.places.push(place);
        }
        // A device cannot be gone on with, and what another run left is of no use any more.
        let lasting = output.places.iter().all(Place::is_lasting);
        match entry {
            Some(entry) => {
                (output.tally, output.position) = (entry.tally.clone(), entry.position);
                if let ([rows, articles, ..], Some(tables)) = (&mut output.places[..], &mut output.tables) {
                    tables.read_back(articles, rows)?;
                }
            }
            None => output.journal.iter_mut().for_each(Journal::remove),
        }
        output.journal = output.journal.filter(|_| lasting);
        Ok(output)
    }

    /// What each file holds.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The parties of the tables over all articles, if there are such tables.
    pub fn parties(&self) -> Option<Arc<Parties>> {
        self.tables.as_ref().map(Tables::parties)
    }

    /// Adds what came of a batch.
    pub fn write(&mut self, done: &Done) -> Result<(), Stop> {
        for ((place, kind), part) in self.places.iter_mut().zip(&self.kinds).zip(&done.parts) {
            if part.length() > 0 && place.length() > kind.head().len() as u64 {
                place.write(kind.joint())?;
            }
            place.write(part.bytes())?;
        }
        if let (Some(tables), Some(sums)) = (&mut self.tables, &done.sums) {
            tables.add(sums);
        }
        self.tally += &done.tally;
        self.position = done.position;
        if self.journal.is_none() {
            // Who reads the other end of a pipe need not wait.
            return self.places.iter_mut().try_for_each(Place::flush);
        }
        if self.journal.as_ref().is_some_and(Journal::is_due) { self.enter(false) } else { Ok(()) }
    }

    /// Writes how far the report has come.
    fn enter(&mut self, complete: bool) -> Result<(), Stop> {
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let lengths = self.places.iter_mut().map(Place::secure).collect::<Result<_, _>>()?;
        let entry = Entry { position: self.position, lengths, tally: self.tally.clone(), complete };
        journal.write(&entry).map_err(|error| Stop::Output("the journal of the report".to_owned(), error))
    }

    /// Leaves the report unfinished, to be gone on with; `false` where it cannot be.
    pub fn suspend(mut self) -> Result<bool, Stop> {
        self.enter(false)?;
        Ok(self.journal.is_some())
    }

    /// Ends the report; its files get their names once all of them are complete. So many threads work on it.
    /// Returns what is to be told of it.
    pub fn finish(mut self, threads: usize) -> Result<Option<&'static str>, Stop> {
        // A run that was stopped between its last entry and here has them already.
        if !self.complete {
            self.places.iter_mut().zip(&self.kinds).try_for_each(|(place, kind)| place.write(kind.foot()))?;
        }
        if self.journal.as_ref().is_some_and(Journal::is_begun) {
            self.enter(true)?;
        }
        let mut articles = self.taken(Kind::Pages);
        let pages = match (&mut articles, &self.tables) {
            (Some(articles), Some(tables)) => pages::bind(articles, tables.summary())?,
            _ => Vec::new(),
        };
        let mut ended = match (self.tables.take(), self.places.first_mut()) {
            (Some(tables), Some(rows)) => tables.write(rows)?,
            _ => Ended::default(),
        };
        let mut companions = self.companions(&mut ended, threads)?;
        companions.extend(pages);
        let tables = ended
            .tables
            .iter_mut()
            .map(|(_, place)| place)
            .chain(&mut ended.marked)
            .chain(&mut companions)
            .chain(&mut articles);
        self.places.iter_mut().chain(tables).try_for_each(Place::close)?;
        // The first is the report; when it is there, so are its companions.
        ended.tables.iter_mut().map(|(_, place)| place).chain(&mut companions).try_for_each(Place::keep)?;
        self.places.iter_mut().skip(1).rev().try_for_each(Place::keep)?;
        match &mut ended.marked {
            Some(marked) => {
                marked.keep()?;
                // Only now: should the run be stopped before, it can still be gone on with.
                self.places.iter_mut().take(1).for_each(Place::discard);
            }
            // It was divided.
            None if self.kinds[0] == Kind::Form(Form::Brat) => self.places.iter_mut().take(1).for_each(Place::discard),
            None => self.places.iter_mut().take(1).try_for_each(Place::keep)?,
        }
        self.journal.iter_mut().for_each(Journal::remove);
        // Until now a run that was stopped could go on and bind its pages anew.
        articles.iter_mut().for_each(Place::discard);
        Ok(ended.note)
    }

    /// Takes out a file that is not to be had under its name.
    fn taken(&mut self, kind: Kind) -> Option<Place> {
        let at = self.kinds.iter().position(|other| *other == kind)?;
        self.kinds.remove(at);
        Some(self.places.remove(at))
    }

    /// What the directory gets besides: made of the finished files alone, so that a run that is stopped here makes it again.
    fn companions(&mut self, ended: &mut Ended, threads: usize) -> Result<Vec<Place>, Stop> {
        let Some(companions) = self.companions.take() else { return Ok(Vec::new()) };
        let (form, report) = match (self.kinds.first(), self.places.first_mut()) {
            (Some(Kind::Form(form)), Some(report)) => (form, report),
            _ => {
                let own = self.kinds.iter().zip(&mut self.places);
                let mut tables: Vec<(Table, &mut Place)> =
                    own.filter_map(|(kind, place)| Some((kind.table()?, place))).collect();
                if let (Some(marked), Some(rows)) = (&mut ended.marked, tables.first_mut()) {
                    rows.1 = marked;
                }
                tables.extend(ended.tables.iter_mut().map(|(table, place)| (*table, place)));
                return companions.of_tables(tables, threads);
            }
        };
        companions.of_form(*form, report)
    }
}

/// The entry to go on from, if there is one.
fn entry(journal: &Journal, path: Option<&Path>) -> Result<Option<Box<Entry>>, Stop> {
    let name = || path.map(|path| path.display().to_string()).unwrap_or_default();
    match journal.find() {
        Err(error) => Err(Stop::Output(format!("{} (its journal)", name()), error)),
        Ok(Found::Nothing) => Ok(None),
        Ok(Found::Entry(entry)) => Ok(Some(entry)),
        Ok(Found::Other) => Err(Stop::Usage(format!(
            "error: the run that was stopped at {} had other inputs or settings; repeat it with the same, or leave out --resume to begin anew",
            name()
        ))),
    }
}

/// Whether the reader of the output went away, which is its right.
pub fn is_broken_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_ascii_lowercase();
    match extension.to_str()? {
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        _ => None,
    }
}
