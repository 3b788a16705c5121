//! JSON Lines: one article a line in and out, in the same order.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};
use crate::read::Article;
use crate::report::Record;

/// A line of the output.
#[derive(Debug, Serialize)]
struct Line<'a> {
    id: &'a str,
    lang: &'a str,
    attributions: Vec<Record>,
}

/// A line of the input; other keys are passed over.
#[derive(Debug, Deserialize)]
struct Input {
    id: String,
    text: String,
    lang: Option<String>,
    outlet: Option<String>,
    date: Option<String>,
    title: Option<String>,
}

/// Writes an article's records as one line.
///
/// # Errors
/// Those of the writer.
pub fn write(out: &mut impl Write, id: &str, lang: &str, attributions: Vec<Record>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Line { id, lang, attributions }).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// Reads the article of a line; `number` is the line's, from 1.
///
/// # Errors
/// [`ErrorKind::Record`] with the line and what is wrong with it.
pub fn read(line: &str, number: usize) -> Result<Article, Error> {
    let input: Input = serde_json::from_str(line).map_err(|error| refused(number, &error))?;
    Ok(Article {
        id: input.id,
        text: input.text,
        language: input.lang,
        outlet: input.outlet,
        published: input.date,
        headline: input.title,
    })
}

/// What is wrong with the line of that number.
pub(crate) fn refused(number: usize, error: &serde_json::Error) -> Error {
    ErrorKind::Record { line: number, message: without_place(error) }.into()
}

/// What is wrong, without the place inside the line that serde adds: it counts lines from the record's start.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    format!("{message} (column {})", error.column())
}
