//! Common words of languages.

use smallvec::SmallVec;

use super::words::Word;
use crate::short::{self, Short};

/// Common words in small letters, each with the numbers of the languages it is common in.
#[derive(Clone, Debug, Default)]
pub(super) struct Frequent(Short<SmallVec<[usize; 2]>>);

impl Frequent {
    /// Words, each with the number of a language that it is common in.
    pub fn of<'w>(words: impl Iterator<Item = (&'w str, usize)>) -> Self {
        let mut common: Short<SmallVec<_>> = Short::default();
        for (word, language) in words {
            common.entry(word.to_ascii_lowercase().as_bytes()).push(language);
        }
        Self(common)
    }

    /// The languages in which a word is common, in small or capital letters.
    #[inline]
    pub fn languages(&self, word: Word<'_>) -> Option<&[usize]> {
        let found = if self.0.all_numbers() || word.bytes().len() <= short::LENGTH {
            self.0.by_beginning(word.first(), word.bytes().len(), || word.number())
        } else {
            self.0.get(&word.bytes().to_ascii_lowercase())
        };
        found.map(|languages| &**languages)
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
}
