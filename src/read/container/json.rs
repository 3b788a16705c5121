//! Lines of JSON: each is an article.

use serde::Deserialize;
use serde_json::de::{Deserializer, StrRead, StreamDeserializer};

use super::Item;
use super::record::{Content, Record};
use crate::read::Article;
use crate::read::fault::{Fault, Reason};

/// A line that is longer is read by itself.
const LONG: usize = 64 << 10;

/// Reads lines one after the other: the room for the text of one is used again for the next.
pub struct Articles<'l> {
    lines: &'l str,
    /// Where the next line begins; at the end after a faulty one.
    next: usize,
    /// What they hold.
    inputs: StreamDeserializer<'l, StrRead<'l>, Input>,
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

impl From<Input> for Article {
    fn from(input: Input) -> Self {
        Self {
            id: input.id,
            text: input.text,
            language: input.lang,
            outlet: input.outlet,
            published: input.date,
            headline: input.title,
            url: input.url,
            ..Self::default()
        }
    }
}

/// The lines among some records, for [`Articles`].
pub fn lines(items: &[Item]) -> String {
    let short = || items.iter().filter_map(line).filter(|line| line.len() < LONG);
    let mut lines = String::with_capacity(short().map(|line| line.len() + 1).sum());
    for line in short().filter_map(|line| simdutf8::basic::from_utf8(line).ok()) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

/// The line of a record, if it is one.
fn line(item: &Item) -> Option<&[u8]> {
    match item {
        Item::Record(Record { content: Content::Line(line), .. }) => Some(line.trim_ascii()),
        _ => None,
    }
}

impl<'l> Articles<'l> {
    /// Begins to read the lines that [`lines`] found.
    pub fn new(lines: &'l str) -> Self {
        Self { lines, next: 0, inputs: Deserializer::from_str(lines).into_iter() }
    }

    /// Reads the article of a line, which is the next one or none of them.
    ///
    /// # Errors
    /// [`Reason::BadJson`] with what is wrong with the line.
    pub fn read(&mut self, line: &[u8]) -> Result<Article, Fault> {
        let line = line.trim_ascii();
        let rest = self.lines.as_bytes().get(self.next..).and_then(|rest| rest.strip_prefix(line));
        if rest.is_none_or(|rest| rest.first() != Some(&b'\n')) {
            return article(line);
        }
        let end = self.next + line.len();
        self.next = end + 1;
        match self.inputs.next() {
            Some(Ok(input)) if self.inputs.byte_offset() == end => Ok(input.into()),
            // What is wrong with the line is told of it alone; those after it are read alone too, since its rest hides where
            // they begin.
            _ => {
                self.next = self.lines.len();
                article(line)
            }
        }
    }
}

/// Reads the article of a line.
///
/// # Errors
/// [`Reason::BadJson`] with what is wrong with the line.
pub fn article(line: &[u8]) -> Result<Article, Fault> {
    // A line that is not UTF-8 is a bad line, not a text in another encoding: JSON has only the one.
    let line = simdutf8::compat::from_utf8(line.trim_ascii())
        .map_err(|error| bad(&format!("byte {} of the line is not UTF-8", error.valid_up_to())))?;
    serde_json::from_str(line).map(Input::into).map_err(|error| refused(&error))
}

/// What is wrong with a line, without the place inside it that serde adds: it counts lines from the record's start.
pub fn refused(error: &serde_json::Error) -> Fault {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    bad(&format!("{message} (column {})", error.column()))
}

fn bad(what: &str) -> Fault {
    let message = format!("{what}; expected one JSON object a line with \"id\" and \"text\"");
    Fault::new(Reason::BadJson, message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::container::Place;
    use crate::read::container::record::Given;

    #[test]
    fn lines_are_read_alike_alone_and_one_after_the_other() {
        let lines = [
            r#"{"id":"a","text":"one\n\"two\""}"#,
            r#"{"id":"b","#,
            r#""text":"the rest of the line before"}"#,
            r#" {"id":"c","text":"three"} "#,
            r#"{"id":"d","text":"four"} {"id":"e","text":"five"}"#,
            "1",
            r#"["f","six",null,null,null,null,null]"#,
            "{",
            r#"{"id":"g","text":"ق\u0627ل","more":[{}]}"#,
        ];
        let mut lines: Vec<Vec<u8>> = lines.into_iter().map(|line| line.as_bytes().to_vec()).collect();
        lines.insert(1, b"\xFF".to_vec());
        lines.insert(4, format!(r#"{{"id":"h","text":"{}"}}"#, "long ".repeat(LONG)).into_bytes());
        let record = |line: &Vec<u8>| {
            let content = Content::Line(line.clone());
            Item::Record(Record { place: Place::default(), content, given: Given::default() })
        };
        let together = super::lines(&lines.iter().map(record).collect::<Vec<_>>());
        let mut articles = Articles::new(&together);
        let told = |read: Result<Article, Fault>| {
            read.map(|article| (article.id, article.text)).map_err(|fault| fault.message)
        };
        let mut sound = 0;
        for line in &lines {
            let read = told(articles.read(line));
            sound += usize::from(read.is_ok());
            assert_eq!(read, told(article(line)));
        }
        assert_eq!(sound, 5);
        assert_eq!(articles.next, together.len());
    }

    #[test]
    fn sound_lines_are_read_together_until_one_is_faulty() {
        let lines =
            [r#"{"id":"a","text":"one\ntwo"}"#, r#" {"id":"b","text":"three"}"#, "{", r#"{"id":"c","text":"four"}"#];
        let together: String = lines.iter().map(|line| line.trim().to_owned() + "\n").collect();
        let mut articles = Articles::new(&together);
        let ends = lines.map(|line| {
            let read = articles.read(line.as_bytes());
            (read.ok().map(|article| article.id), articles.next)
        });
        let id = |id: &str| Some(id.to_owned());
        let all = together.len();
        assert_eq!(ends, [(id("a"), 29), (id("b"), 55), (None, all), (id("c"), all)]);
    }

    #[test]
    fn a_line_gives_the_article_and_other_keys_are_passed_over() {
        let line =
            br#"{"id":"x","text":"t","lang":"ar","outlet":"o","date":"2024-01-02","title":"h","url":"u","more":[1]}"#;
        let article = article(line).unwrap();
        assert_eq!((article.id.as_str(), article.text.as_str()), ("x", "t"));
        assert_eq!(
            [article.language, article.outlet, article.published, article.headline, article.url].map(Option::unwrap),
            ["ar", "o", "2024-01-02", "h", "u"]
        );
    }

    #[test]
    fn a_faulty_line_is_told_with_what_was_expected() {
        for line in [&b""[..], b"{", br#"{"id":"x"}"#, br#"{"id":1,"text":"t"}"#, b"{\"id\":\"\xFF\",\"text\":\"t\"}"] {
            let fault = article(line).unwrap_err();
            assert!(fault.reason == Reason::BadJson && fault.message.ends_with("\"id\" and \"text\""), "{fault}");
        }
    }
}
