//! The files of a report: what each holds, what it begins with, and how an article gets into it.

use std::cell::OnceCell;
use std::io;

use sayso::report::room::Room;
use sayso::report::{ArticleRow, Counted, Findings, Row, StatementRow, Table};
use sayso::write::csv::{CsvWriter, table};
use sayso::write::interchange::Form;
use sayso::write::{html, jsonl};
use serde::Serialize;

use super::batch::BYTES;

/// What a file of the report holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The table of attributions.
    Attributions,
    /// An article a line, for tools.
    Lines,
    /// What another tool reads.
    Form(Form),
    /// The table of articles.
    Articles,
    /// The table of sentences without a source.
    Statements,
    /// The texts, which all offsets refer to.
    Texts,
    /// What was skipped.
    Errors,
    /// The articles with their marks, which are bound to pages at the end.
    Pages,
}

impl Kind {
    /// The name of the file in a directory.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attributions => "attributions.csv",
            Self::Lines => "attributions.jsonl",
            Self::Form(form) => form.file(),
            Self::Articles => "articles.csv",
            Self::Statements => "statements.csv",
            Self::Texts => "texts.jsonl",
            Self::Errors => "errors.jsonl",
            Self::Pages => "articles.html",
        }
    }

    /// The table that the file holds, if it is one.
    pub fn table(self) -> Option<Table> {
        match self {
            Self::Attributions => Some(Table::of::<Row>("attributions")),
            Self::Articles => Some(Table::of::<ArticleRow>("articles")),
            Self::Statements => Some(Table::of::<StatementRow>("statements")),
            Self::Lines | Self::Form(_) | Self::Texts | Self::Errors | Self::Pages => None,
        }
    }

    /// What stands between two batches of articles, where both have something.
    pub fn joint(self) -> &'static [u8] {
        if let Self::Form(form) = self { form.joint().as_bytes() } else { &[] }
    }

    /// What the file ends with.
    pub fn foot(self) -> &'static [u8] {
        if let Self::Form(form) = self { form.foot().as_bytes() } else { &[] }
    }

    /// What the file begins with.
    pub fn head(self) -> Vec<u8> {
        match self {
            Self::Attributions => table::<Row>(&[]),
            Self::Articles => table::<ArticleRow>(&[]),
            Self::Statements => table::<StatementRow>(&[]),
            Self::Form(form) => form.head().into(),
            Self::Lines | Self::Texts | Self::Errors | Self::Pages => Vec::new(),
        }
    }
}

/// What is told of an article: its rows are made once, and only if a file asks for them.
pub struct Told<'f> {
    /// What was found in it.
    pub findings: &'f Findings<'f>,
    counted: OnceCell<Counted<'f, 'f>>,
    rows: OnceCell<Vec<Row<'f>>>,
    article: OnceCell<ArticleRow>,
}

impl<'f> Told<'f> {
    /// Nothing is made yet.
    pub fn new(findings: &'f Findings<'f>) -> Self {
        Self { findings, counted: OnceCell::new(), rows: OnceCell::new(), article: OnceCell::new() }
    }

    /// What its tables have in common.
    fn counted(&self) -> &Counted<'f, 'f> {
        self.counted.get_or_init(|| Counted::new(self.findings))
    }

    /// The rows of its attributions.
    pub fn rows(&self) -> &[Row<'f>] {
        self.rows.get_or_init(|| self.counted().rows())
    }

    /// Its own row.
    pub fn article(&self) -> &ArticleRow {
        self.article.get_or_init(|| self.counted().article_row())
    }
}

/// What a batch adds to a file.
pub enum Writer {
    /// Rows of the table of attributions.
    Attributions(Box<CsvWriter<Room>>),
    /// Rows of the table of articles.
    Articles(Box<CsvWriter<Room, ArticleRow>>),
    /// Rows of the table of statements.
    Statements(Box<CsvWriter<Room, StatementRow<'static>>>),
    /// Lines of JSON.
    Lines(Kind, Vec<u8>),
    /// Articles for pages.
    Pages(Vec<u8>),
}

/// The rows of articles that are full of attributions take so many times the bytes of their text.
const ROWS: usize = 8;

/// Room for what a batch of so many bytes adds to a file.
pub fn room(bytes: usize) -> Room {
    Room::behind(Vec::with_capacity(ROWS * bytes.min(BYTES)))
}

impl Writer {
    /// Begins to write what a batch adds to a file of that kind, into an empty room.
    pub fn new(kind: Kind, room: Room) -> Self {
        match kind {
            Kind::Attributions => Self::Attributions(Box::new(CsvWriter::continued(room))),
            Kind::Articles => Self::Articles(Box::new(CsvWriter::continued(room))),
            Kind::Statements => Self::Statements(Box::new(CsvWriter::continued(room))),
            Kind::Lines | Kind::Form(_) | Kind::Texts | Kind::Errors => Self::Lines(kind, room.into_bytes()),
            Kind::Pages => Self::Pages(room.into_bytes()),
        }
    }

    /// Adds what was found in an article. Writing to memory does not fail.
    pub fn article(&mut self, told: &Told<'_>) {
        let _ = match self {
            Self::Attributions(writer) => {
                // Telling the rows again takes less time than writing those that are kept.
                writer.article(told.findings);
                Ok(())
            }
            Self::Articles(writer) => writer.write(told.article()),
            Self::Statements(writer) => told.counted().statements().try_for_each(|row| writer.write(&row)),
            Self::Lines(Kind::Lines, bytes) => jsonl::write(bytes, told.findings),
            Self::Lines(Kind::Texts, bytes) => jsonl::text(bytes, told.findings),
            Self::Lines(Kind::Form(form), bytes) => joined(*form, bytes, told.findings),
            Self::Lines(..) => Ok(()),
            Self::Pages(bytes) => {
                html::add(bytes, told.findings, told.rows(), told.article());
                Ok(())
            }
        };
    }

    /// Adds a line to the list of errors, if this is it.
    pub fn error(&mut self, line: &impl Serialize) {
        if let Self::Lines(Kind::Errors, bytes) = self {
            let _ = serde_json::to_writer(&mut *bytes, line);
            bytes.push(b'\n');
        }
    }

    /// The bytes, in their room.
    pub fn finish(self) -> Room {
        match self {
            Self::Attributions(writer) => writer.finish(),
            Self::Articles(writer) => writer.finish(),
            Self::Statements(writer) => writer.finish(),
            Self::Lines(_, bytes) | Self::Pages(bytes) => Room::behind(bytes),
        }
    }
}

/// Adds what was found in an article to those before it.
fn joined(form: Form, bytes: &mut Vec<u8>, findings: &Findings<'_>) -> io::Result<()> {
    let before = bytes.len();
    if before > 0 {
        bytes.extend(form.joint().as_bytes());
    }
    let begun = bytes.len();
    let written = form.write(bytes, findings);
    // Without anything to join there is no joint.
    if bytes.len() == begun {
        bytes.truncate(before);
    }
    written
}
