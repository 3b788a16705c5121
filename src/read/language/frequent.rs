//! Common words of languages, looked up so that most other words are passed over at once.

/// Common words, each with the numbers of the languages it is common in.
#[derive(Clone, Debug, Default)]
pub(super) struct Frequent {
    /// A bit for each [`sketch`] that a word has.
    sketches: Vec<u64>,
    /// The words whose sketches share a number of bits: hardly ever more than one.
    words: Vec<Vec<Word>>,
}

/// A common word.
#[derive(Clone, Debug)]
struct Word {
    letters: Vec<u8>,
    languages: Vec<usize>,
}

impl Frequent {
    /// Adds a word.
    pub fn add(&mut self, word: &str, language: usize) {
        let sketch = sketch(word.as_bytes());
        self.sketches.resize(SKETCHES / BITS, 0);
        self.words.resize(SKETCHES / BITS, Vec::new());
        self.sketches[sketch / BITS] |= 1 << (sketch % BITS);
        let words = &mut self.words[sketch / BITS];
        match words.iter_mut().find(|known| known.letters == word.as_bytes()) {
            Some(known) => known.languages.push(language),
            None => words.push(Word { letters: word.into(), languages: vec![language] }),
        }
    }

    /// The languages in which a word is common, in small or capital letters.
    #[inline]
    pub fn languages(&self, word: &[u8]) -> &[usize] {
        let sketch = sketch(word);
        let bits = self.sketches.get(sketch / BITS).copied().unwrap_or_default();
        if bits >> (sketch % BITS) & 1 == 0 { &[] } else { self.look_up(sketch, word) }
    }

    fn look_up(&self, sketch: usize, word: &[u8]) -> &[usize] {
        let mut words = self.words.get(sketch / BITS).into_iter().flatten();
        words.find(|known| known.letters.eq_ignore_ascii_case(word)).map_or(&[], |known| &known.languages)
    }
}

const BITS: usize = u64::BITS as usize;
/// How many sketches there are.
const SKETCHES: usize = 1 << 15;

/// The length of a word, with its second and its last byte, in which capital letters are as small ones.
#[inline]
fn sketch(word: &[u8]) -> usize {
    let byte = |byte: Option<&u8>| usize::from(byte.map_or(0, |byte| byte & 0x1F));
    word.len().min(0x1F) << 10 | byte(word.get(1)) << 5 | byte(word.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_found_in_small_and_capital_letters() {
        let mut common = Frequent::default();
        common.add("the", 1);
        common.add("من", 0);
        common.add("a", 2);
        common.add("a", 3);
        let found = ["the", "The", "THE", "من", "a", "then", "", "مِن"].map(|word| common.languages(word.as_bytes()));
        assert_eq!(found, [&[1][..], &[1], &[1], &[0], &[2, 3], &[], &[], &[]]);
    }
}
