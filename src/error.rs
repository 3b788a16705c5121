//! What can go wrong before an analysis begins, said so that it can be mended: where, what was expected, what to try.

use std::fmt;

/// An error of loading or decoding. Analysing a document has none.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// The kinds of [`Error`].
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are not text in any encoding that is read.
    Decode {
        /// Byte offset of the first byte that does not fit.
        offset: usize,
        /// What was found there.
        found: String,
    },
    /// A grammar or registry file has faults; all of them are listed.
    Load(Vec<Problem>),
}

impl Error {
    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The faults of a grammar or registry file; empty for other errors.
    pub fn problems(&self) -> &[Problem] {
        match self.kind() {
            ErrorKind::Load(problems) => problems,
            _ => &[],
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl std::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Decode { offset, found } => write!(
                f,
                "byte {offset}: {found}; expected UTF-8, UTF-16 with a byte-order mark, or Windows-1256 text: \
                 save the article as UTF-8"
            ),
            ErrorKind::Load(problems) => {
                for (i, problem) in problems.iter().enumerate() {
                    if i > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{problem}")?;
                }
                Ok(())
            }
        }
    }
}

/// One fault of a grammar or registry file, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as the caller named it.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// How many code points the fault covers, at least 1.
    pub width: usize,
    /// What is wrong, what was expected, what to try.
    pub message: String,
    /// The line of the file in which the fault lies.
    pub source: String,
}

impl Problem {
    /// A fault at the bytes `start..end` of a file's text.
    pub fn at(path: &str, text: &str, start: usize, end: usize, message: impl Into<String>) -> Self {
        let (line, column) = crate::span::line_column(text, start);
        let source = text.lines().nth(line - 1).unwrap_or_default().to_owned();
        let room = source.chars().count().saturating_sub(column - 1).max(1);
        let width = text.get(start..end).map_or(1, |part| part.chars().count()).clamp(1, room);
        Self { path: path.to_owned(), line, column, width, message: message.into(), source }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let margin = self.line.to_string().len();
        writeln!(f, "error: {}", self.message)?;
        writeln!(f, "{:margin$}--> {}:{}:{}", "", self.path, self.line, self.column)?;
        writeln!(f, "{:margin$} |", "")?;
        writeln!(f, "{} | {}", self.line, self.source)?;
        write!(f, "{:margin$} | {:pad$}{}", "", "", "^".repeat(self.width), pad = self.column - 1)
    }
}

/// The candidate that was most likely meant by `word`, if one is near enough to be worth naming.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + candidate.chars().count().min(word.chars().count()) / 4)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_shows_its_place_with_a_caret() {
        let text = "[words]\nthat = 3\n";
        let problem = Problem::at("ar.toml", text, 15, 16, "expected a string of words");
        let shown = problem.to_string();
        assert_eq!(shown, "error: expected a string of words\n --> ar.toml:2:8\n  |\n2 | that = 3\n  |        ^");
    }

    #[test]
    fn a_near_word_is_proposed_and_a_far_one_is_not() {
        assert_eq!(did_you_mean("taht", ["that", "comma"]), Some("that"));
        assert_eq!(did_you_mean("xyz", ["that", "comma"]), None);
    }
}
