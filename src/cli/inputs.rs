//! Inputs: files, directories, lists of paths and standard input, in one order that does not change.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use sayso::read::Article;
use sayso::read::container::{Limits, Options, Place, Records};
use sayso::read::fault::{Fault, Reason};
use sayso::read::page;
use walkdir::WalkDir;

use super::notices::Notices;

/// Which inputs, and how they are to be read.
#[derive(Debug, Args)]
pub struct Reading {
    /// A file with more inputs, a path a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    paths_from: Option<PathBuf>,
    /// The column of a CSV table that holds the texts [default: text, body, content or article]
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// Bytes that an article may have, as text or as page
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().article)]
    max_article: usize,
    /// Bytes that a record of a WARC file may have
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().record)]
    max_record: usize,
    /// How many times its size packed data may unpack to
    #[arg(long, value_name = "TIMES", default_value_t = Limits::default().ratio)]
    max_ratio: u64,
    /// How deep the elements of a web page may be nested; a page beyond that is read as bare text
    #[arg(long, value_name = "NUMBER", default_value_t = page::Limits::default().depth)]
    max_depth: usize,
    /// How many attributes an element of a web page may have, likewise
    #[arg(long, value_name = "NUMBER", default_value_t = page::Limits::default().attributes)]
    max_attributes: usize,
    /// How many elements a web page may have, likewise
    #[arg(long, value_name = "NUMBER", default_value_t = page::Limits::default().elements)]
    max_elements: usize,
}

/// What the user says about the articles. Inputs that say it themselves are believed, but for the language.
#[derive(Debug, Args)]
pub struct Given {
    /// The outlet that published the articles
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,
    /// The date on which they were published
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<String>,
    /// The language they are in, such as ar, whatever they say and look like [default: told by the text of each]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
}

/// An input that can be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Where it is; `-` is standard input.
    pub path: PathBuf,
    /// The id of its article, if it holds one only.
    id: String,
}

impl Reading {
    /// How inputs are to be read.
    pub fn options(&self) -> Options {
        let page = page::Limits {
            bytes: self.max_article,
            depth: self.max_depth,
            attributes: self.max_attributes,
            elements: self.max_elements,
            ..page::Limits::default()
        };
        let limits = Limits { article: self.max_article, record: self.max_record, ratio: self.max_ratio, page };
        Options { limits, text_column: self.text_column.clone() }
    }

    /// All inputs in order: those of the command line, then those of the list; directories with all that is in them,
    /// by name. What cannot be found is told when its turn comes.
    pub fn inputs(&self, named: &[PathBuf], notices: &mut Notices) -> Vec<Input> {
        let mut inputs = Vec::new();
        for path in named {
            add(path, &mut inputs, notices);
        }
        if let Some(list) = &self.paths_from {
            match listed(list) {
                Ok(paths) => paths.iter().for_each(|path| add(path, &mut inputs, notices)),
                Err(error) => notices.skipped(&whole(list), &unreadable(&error)),
            }
        }
        inputs
    }
}

impl Given {
    /// The article with what the user says where it does not say so itself.
    pub fn complete(&self, article: Article) -> Article {
        Article {
            outlet: article.outlet.or_else(|| self.outlet.clone()),
            published: article.published.or_else(|| self.date.clone()),
            ..article
        }
    }
}

impl Input {
    /// Opens it.
    ///
    /// # Errors
    /// What is wrong with it and what to do.
    pub fn open(&self, options: &Options) -> Result<Records, Fault> {
        let path = self.path.to_string_lossy();
        let reader: Box<dyn Read + Send> = if self.is_stdin() {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(&self.path).map_err(|error| unreadable(&error))?)
        };
        Ok(Records::open(reader, &path, &self.id, options))
    }

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path.as_os_str() == "-"
    }

    /// The place of the input as a whole.
    pub fn place(&self) -> Place {
        whole(&self.path)
    }

    /// How many bytes it has, where that can be told beforehand.
    pub fn size(&self) -> Option<u64> {
        std::fs::metadata(&self.path).ok().filter(std::fs::Metadata::is_file).map(|file| file.len())
    }
}

fn whole(path: &Path) -> Place {
    Place { path: path.to_string_lossy().into(), ..Place::default() }
}

fn add(path: &Path, inputs: &mut Vec<Input>, notices: &mut Notices) {
    if path.as_os_str() == "-" || !path.is_dir() {
        let stem = path.file_stem().filter(|_| path.as_os_str() != "-");
        let id = stem.map_or_else(|| "stdin".to_owned(), |stem| stem.to_string_lossy().into_owned());
        inputs.push(Input { path: path.to_owned(), id });
        return;
    }
    let before = inputs.len();
    let hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name();
    let entries = walk.into_iter().filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()));
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                // In a directory the way to a file is part of its id: names come again in other folders.
                let below = entry.path().strip_prefix(path).unwrap_or(entry.path()).with_extension("");
                let id = below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
                inputs.push(Input { path: entry.into_path(), id });
            }
            Ok(_) => {}
            Err(error) => {
                let at = error.path().unwrap_or(path).to_owned();
                let what = error.io_error().map_or_else(|| error.to_string(), |error| unreadable(error).message);
                notices.skipped(&whole(&at), &Fault::new(Reason::Unreadable, what));
            }
        }
    }
    if inputs.len() == before {
        notices.note(&whole(path), "there is no file in the directory, so nothing to report");
    }
}

/// The paths of a list, a line each, or each followed by a zero as `find -print0` does.
fn listed(list: &Path) -> io::Result<Vec<PathBuf>> {
    let mut text = Vec::new();
    if list.as_os_str() == "-" {
        io::stdin().lock().read_to_end(&mut text)?;
    } else {
        BufReader::new(File::open(list)?).read_to_end(&mut text)?;
    }
    let end = if text.contains(&0) { 0 } else { b'\n' };
    let lines = text.split(|byte| *byte == end).map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Ok(lines.filter(|line| !line.is_empty()).map(path_of).collect())
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// Why an input cannot be read, and what to do.
pub fn unreadable(error: &io::Error) -> Fault {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "there is no such file; check the path".to_owned(),
        io::ErrorKind::PermissionDenied => "it may not be read; check its permissions".to_owned(),
        _ => format!("it cannot be read: {error}"),
    };
    Fault::new(Reason::Unreadable, message)
}

/// A day of the calendar, as the report prints it.
fn date(given: &str) -> Result<String, String> {
    let day = given.parse::<jiff::civil::Date>().ok().map(|day| day.to_string());
    day.filter(|day| day == given).ok_or_else(|| "expected a day of the calendar such as 2024-05-31".to_owned())
}
