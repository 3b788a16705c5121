//! Languages that no grammar reads, with common words to tell them by: `grammars/languages.csv`.

use super::builtin;

/// The tag of each language and its common words, with spaces between.
pub fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    // A test holds that no cell is quoted.
    builtin::LANGUAGES.lines().skip(1).filter_map(|line| line.split_once(','))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::Analyzer;

    #[test]
    fn the_file_is_the_csv_that_it_is_taken_for() {
        let mut reader = ::csv::Reader::from_reader(builtin::LANGUAGES.as_bytes());
        assert_eq!(reader.headers().unwrap(), vec!["language", "common"]);
        let rows: Vec<(String, String)> = reader.deserialize().map(Result::unwrap).collect();
        let read: Vec<_> = languages().map(|(tag, words)| (tag.to_owned(), words.to_owned())).collect();
        assert_eq!(read, rows);
    }

    #[test]
    fn no_word_is_common_in_two_languages() {
        let builtin = Analyzer::builtin().unwrap();
        let known = builtin.grammars().map(|grammar| (&*grammar.language.tag, grammar.language.common.join(" ")));
        let mut seen = Vec::new();
        for (tag, words) in languages().map(|(tag, words)| (tag, words.to_owned())).chain(known) {
            for word in words.split(' ') {
                let before = seen.iter().find(|(_, other)| other == word);
                assert_eq!(
                    before, None,
                    "leave `{word}` out of {tag} or of the other language in grammars/languages.csv"
                );
                seen.push((tag.to_owned(), word.to_owned()));
            }
        }
    }
}
