//! Common words of languages, and what many of their words begin with.

use smallvec::SmallVec;

use super::is_among;
use super::words::Word;
use crate::read::spelling::FILLED;
use crate::short::{self, Short};

/// Common words in small letters, each with the numbers of the languages it is common in.
#[derive(Clone, Debug, Default)]
pub(super) struct Frequent {
    words: Short<SmallVec<[usize; 2]>>,
    beginnings: Vec<Beginning>,
}

/// What many words of a language begin with.
#[derive(Clone, Debug)]
struct Beginning {
    /// Its bytes, the first of them the lowest, with zeros behind them, and the bits that they take.
    bytes: u64,
    own: u64,
    /// How long a word is at least that counts, in bytes: what stands behind it is longer than an ending.
    least: usize,
    /// First and last letters of the ranges of its letters: a word with another is none of the language.
    letters: Vec<(char, char)>,
    language: [usize; 1],
}

/// How many bytes stand behind a beginning at least.
const BEHIND: usize = 4;

impl Frequent {
    /// Words, each with the number of a language that it is common in.
    pub fn of<'w>(words: impl Iterator<Item = (&'w str, usize)>) -> Self {
        let mut common: Short<SmallVec<_>> = Short::default();
        for (word, language) in words {
            common.entry(word.to_ascii_lowercase().as_bytes()).push(language);
        }
        Self { words: common, beginnings: Vec::new() }
    }

    /// Adds what many words of a language begin with, of which the first eight bytes count; `letters` are the ranges of the
    /// language's letters.
    pub fn begin(&mut self, beginning: &str, language: usize, letters: &[(char, char)]) {
        let mut bytes = [0; 8];
        let length = beginning.len().min(bytes.len());
        bytes[..length].copy_from_slice(&beginning.to_ascii_lowercase().as_bytes()[..length]);
        let (bytes, own) = (u64::from_le_bytes(bytes), FILLED[length] as u64);
        let (least, letters) = (length + BEHIND, letters.to_vec());
        self.beginnings.push(Beginning { bytes, own, least, letters, language: [language] });
    }

    /// The languages in which a word is common or begins as many do, in small or capital letters.
    #[inline]
    pub fn languages(&self, word: Word<'_>) -> Option<&[usize]> {
        let (first, length) = (word.first(), word.bytes().len());
        let begins = |beginning: &&Beginning| (first & beginning.own == beginning.bytes) & (length >= beginning.least);
        let written = |beginning: &&Beginning| beginning.is_written(str::from_utf8(word.bytes()).unwrap_or_default());
        if let Some(beginning) = self.beginnings.iter().filter(begins).find(written) {
            return Some(&beginning.language);
        }
        let found = if self.words.all_numbers() || length <= short::LENGTH {
            self.words.by_beginning(first, length, || word.number())
        } else {
            self.words.get(&word.bytes().to_ascii_lowercase())
        };
        found.map(|languages| &**languages)
    }
}

impl Beginning {
    /// Whether a word has only letters of the language.
    fn is_written(&self, word: &str) -> bool {
        word.chars().all(|letter| is_among(&self.letters, letter))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_found_in_small_and_capital_letters() {
        let words = [("the", 1), ("من", 0), ("a", 2), ("a", 3), ("she", 4), ("notwithstandingly", 5), ("don't", 6)];
        let common = Frequent::of(words.into_iter());
        let known = ["the", "The", "SHE", "من", "a", "Notwithstandingly"].map(str::as_bytes);
        let others = ["then", "مِن", "che", "notwithstandinglz", "don"].map(str::as_bytes);
        let languages = |word| common.languages(Word::alone(word)).map(<[usize]>::to_vec);
        assert_eq!(known.map(|word| languages(word).unwrap()), [&[1][..], &[1], &[4], &[0], &[2, 3], &[5]]);
        assert_eq!(others.map(languages), [const { None }; 5]);
    }

    #[test]
    fn words_that_begin_as_many_do_count_where_enough_stands_behind() {
        let mut common = Frequent::of([("الذي", 0), ("de", 1)].into_iter());
        common.begin("ال", 0, &[('ء', 'ي')]);
        common.begin("ge", 2, &[('a', 'z')]);
        let languages = |word: &'static str| common.languages(Word::alone(word.as_bytes())).map(<[usize]>::to_vec);
        assert_eq!(["الوزير", "المجلس", "الذي", "Gefahr"].map(|word| languages(word).unwrap()), [[0], [0], [0], [2]]);
        assert_eq!(["ال", "الب", "وزير", "gel", "agent"].map(languages), [const { None }; 5]);
    }

    #[test]
    fn a_word_with_a_letter_that_the_language_has_not_is_none_of_it_however_it_begins() {
        let mut common = Frequent::default();
        common.begin("ال", 0, &[('ء', 'ي')]);
        let told = |word: &'static str| common.languages(Word::alone(word.as_bytes())).is_some();
        assert_eq!(["القاعدة", "القاعدہ", "المپیک"].map(told), [true, false, false]);
    }
}
