//! Inputs: article files, JSON Lines and standard input become articles, one after the other and never all at once.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use clap::Args;
use sayso::error::{Error, ErrorKind};
use sayso::read::Article;
use sayso::read::decode::{Hints, decode};
use sayso::write::jsonl;

use super::notices::Notices;

/// What the user says about the articles. Lines of JSON that say it themselves are believed.
#[derive(Debug, Args)]
pub struct Given {
    /// The outlet that published the articles
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// The date on which they were published
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,
    /// The language they are in, such as ar
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
}

/// An input that can be read.
pub struct Input<'g> {
    /// How messages name it.
    name: String,
    /// The id of its article, if it is a text.
    id: String,
    given: &'g Given,
    reader: Box<dyn BufRead>,
    form: Form,
    /// Whether anything came out of it.
    yielded: bool,
}

/// What an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// One article.
    Text,
    /// An article a line; the number of lines read so far.
    Lines(usize),
    /// Nothing more.
    Done,
}

impl<'g> Input<'g> {
    /// Opens a file, or standard input for `-`. One that cannot be opened is named and left out.
    pub fn open(path: &Path, given: &'g Given, notices: &mut Notices) -> Option<Self> {
        let stdin = path.as_os_str() == "-";
        let name = if stdin { "standard input".to_owned() } else { path.display().to_string() };
        let opened = if stdin { Ok(Box::new(io::stdin().lock()) as Box<dyn BufRead>) } else { open_file(path) };
        match opened.and_then(begun) {
            Ok((reader, brace)) => {
                let form = if brace || is_lines(path) { Form::Lines(0) } else { Form::Text };
                let stem = path.file_stem().filter(|_| !stdin);
                let id = stem.map_or_else(|| "stdin".to_owned(), |stem| stem.to_string_lossy().into_owned());
                Some(Self { name, id, given, reader, form, yielded: false })
            }
            Err(error) => {
                notices.skipped(&name, unreadable(&error));
                None
            }
        }
    }

    /// The next article. What is wrong on the way is named and left out.
    pub fn next(&mut self, notices: &mut Notices) -> Option<Article> {
        let found = match self.form {
            Form::Text => self.text(notices),
            Form::Lines(_) => self.line(notices),
            Form::Done => None,
        };
        let mut article = found?;
        let given = self.given;
        article.language = article.language.or_else(|| given.lang.clone());
        article.outlet = article.outlet.or_else(|| given.outlet.clone());
        article.published = article.published.or_else(|| given.date.clone());
        Some(article)
    }

    /// How messages name an article of this input.
    pub fn place(&self) -> String {
        match self.form {
            Form::Lines(number) => format!("{}: line {number}", self.name),
            Form::Text | Form::Done => self.name.clone(),
        }
    }

    fn text(&mut self, notices: &mut Notices) -> Option<Article> {
        self.form = Form::Done;
        let mut bytes = Vec::new();
        if let Err(error) = self.reader.read_to_end(&mut bytes) {
            notices.skipped(&self.name, unreadable(&error));
            return None;
        }
        let decoded = decode(&bytes, &Hints::default()).map_err(|error| notices.skipped(&self.name, error)).ok()?;
        if decoded.damaged {
            let encoding = decoded.encoding;
            notices.note(
                &self.name,
                format!("some bytes are not {encoding} and stand as U+FFFD; save the article as UTF-8"),
            );
        }
        if decoded.text.trim().is_empty() {
            notices.note(&self.name, "there is no text in it, so nothing to report");
        }
        Some(Article { id: self.id.clone(), text: decoded.text, ..Article::default() })
    }

    /// The article of the next line that holds one.
    fn line(&mut self, notices: &mut Notices) -> Option<Article> {
        let mut line = Vec::new();
        while let Form::Lines(number) = self.form {
            line.clear();
            match self.reader.read_until(b'\n', &mut line) {
                Ok(0) => {
                    self.form = Form::Done;
                    if !self.yielded {
                        notices.note(&self.name, "there is no article in it, so nothing to report");
                    }
                }
                Ok(_) => {
                    self.form = Form::Lines(number + 1);
                    let content = if number == 0 { without_mark(&line) } else { &line };
                    if content.trim_ascii().is_empty() {
                        continue;
                    }
                    self.yielded = true;
                    match line_text(content, number + 1).and_then(|text| jsonl::read(text, number + 1)) {
                        Ok(article) => return Some(article),
                        Err(error) => notices.skipped(&self.name, error),
                    }
                }
                Err(error) => {
                    self.form = Form::Done;
                    notices.skipped(&self.name, unreadable(&error));
                }
            }
        }
        None
    }
}

/// The text of a line of JSON. A line that is not UTF-8 is a bad line, not a text in another encoding: JSON has only the one.
pub fn line_text(line: &[u8], number: usize) -> Result<&str, Error> {
    std::str::from_utf8(line.trim_ascii()).map_err(|error| {
        let message = format!("byte {} of the line is not UTF-8", error.valid_up_to());
        ErrorKind::Record { line: number, message }.into()
    })
}

fn open_file(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(Box::new(BufReader::new(file)))
}

/// The reader as it was, and whether its first character is a brace. A pipe may give a byte at a time.
fn begun(mut reader: Box<dyn BufRead>) -> io::Result<(Box<dyn BufRead>, bool)> {
    let mut head = Vec::new();
    let brace = loop {
        let chunk = reader.fill_buf()?;
        let length = chunk.len();
        head.extend_from_slice(chunk);
        reader.consume(length);
        let first = without_mark(&head).trim_ascii_start().first();
        if first.is_some() && !MARK.starts_with(&head) || length == 0 {
            break first == Some(&b'{');
        }
    };
    Ok((Box::new(Cursor::new(head).chain(reader)), brace))
}

/// The byte-order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// The bytes without a byte-order mark at their beginning.
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

fn is_lines(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| extension == "jsonl" || extension == "ndjson")
}

/// Why an input cannot be read, and what to do.
pub fn unreadable(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::IsADirectory => "it is a directory; give the files in it".to_owned(),
        io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read; check its permissions".to_owned(),
        _ => format!("it cannot be read: {error}"),
    }
}

/// A day of the calendar, as the report prints it.
fn date(given: &str) -> Result<String, String> {
    let day = given.parse::<jiff::civil::Date>().ok().map(|day| day.to_string());
    day.filter(|day| day == given).ok_or_else(|| "expected a day of the calendar such as 2024-05-31".to_owned())
}
