//! The titles of the report's columns in the languages that people read it in: `grammars/titles.csv`.

use super::builtin;

/// The titles of all columns.
#[derive(Clone, Debug, Default)]
pub struct Titles {
    /// Names of columns; the first line has tags of languages instead.
    lines: Vec<::csv::StringRecord>,
}

impl Titles {
    /// Those of the binary.
    pub fn builtin() -> Self {
        let reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(builtin::TITLES.as_bytes());
        // A test reads every line, so none is left out.
        Self { lines: reader.into_records().filter_map(Result::ok).collect() }
    }

    /// The titles of a column, each with the tag of its language; none of a column that is not in the file.
    pub fn of(&self, column: &str) -> impl Iterator<Item = (&str, &str)> {
        let named = |line: &&::csv::StringRecord| line.get(0) == Some(column);
        let titles = self.lines.iter().skip(1).find(named);
        let both = self.lines.first().zip(titles).map(|(tags, titles)| tags.iter().zip(titles).skip(1));
        both.into_iter().flatten()
    }

    /// The names of the columns that have titles.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().skip(1).filter_map(|line| line.get(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_title_in_every_language() {
        let titles = Titles::builtin();
        assert_eq!(titles.lines.len(), builtin::TITLES.lines().count());
        for name in titles.columns() {
            let own: Vec<_> = titles.of(name).collect();
            assert!(own.len() == 2 && own.iter().all(|(_, title)| !title.is_empty()), "{name}: {own:?}");
            assert_eq!([own[0].0, own[1].0], ["en", "ar"]);
        }
        assert_eq!(titles.of("cue").next(), Some(("en", "Reporting word")));
        assert_eq!(titles.of("no such column").count(), 0);
    }
}
