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
    url: Option<String>,
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
        url: input.url,
        layout: Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;

    #[test]
    fn a_line_gives_the_article_and_other_keys_are_passed_over() {
        let article =
            read(r#"{"id":"x","text":"t","lang":"ar","outlet":"o","date":"2024-01-02","title":"h","more":[1]}"#, 1)
                .unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("x", "t"));
        assert_eq!(
            [article.language, article.outlet, article.published, article.headline].map(Option::unwrap),
            ["ar", "o", "2024-01-02", "h"]
        );
    }

    #[test]
    fn a_faulty_line_is_told_by_its_number() {
        for line in ["", "{", r#"{"id":"x"}"#, r#"{"id":1,"text":"t"}"#] {
            let error = read(line, 7).unwrap_err();
            assert!(error.to_string().contains('7'), "{line}: {error}");
        }
    }

    #[test]
    fn an_article_without_attributions_is_a_line_too() {
        let mut out = Vec::new();
        write(&mut out, "x\"\n", "ar", Vec::new()).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "{\"id\":\"x\\\"\\n\",\"lang\":\"ar\",\"attributions\":[]}\n");
    }

    #[test]
    fn records_are_written_in_code_points_on_one_line() {
        let analysis = analyze("وقال صيادون إن الميناء مغلق.\n");
        let mut out = Vec::new();
        write(&mut out, "a", "ar", analysis.findings().records()).unwrap();
        let line = String::from_utf8(out).unwrap();
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(line.matches('\n').count(), 1);
        assert_eq!(value["attributions"][0]["content"], serde_json::json!([[15, 27]]));
        assert_eq!(value["attributions"][0]["chain"][0]["role"], "origin");
    }
}
