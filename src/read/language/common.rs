//! Common words of languages, looked up so that most other words are passed over at once.

use rustc_hash::FxHashMap;

/// Words longer than this are not common, in bytes.
const LONGEST: usize = 24;

/// Common words, each with the numbers of the languages it is common in.
#[derive(Clone, Debug, Default)]
pub(super) struct Common {
    words: FxHashMap<Vec<u8>, Vec<usize>>,
    /// A bit for each [`sketch`] of a word.
    sketches: Vec<u64>,
}

impl Common {
    /// Adds a word in small letters.
    pub fn add(&mut self, word: &str, language: usize) {
        self.words.entry(word.into()).or_default().push(language);
        let sketch = sketch(word.as_bytes());
        self.sketches.resize(SKETCHES / BITS, 0);
        self.sketches[sketch / BITS] |= 1 << (sketch % BITS);
    }

    /// The languages in which a word is common.
    #[inline]
    pub fn languages(&self, word: &[u8]) -> &[usize] {
        let sketch = sketch(word);
        let bits = self.sketches.get(sketch / BITS).copied().unwrap_or_default();
        if bits >> (sketch % BITS) & 1 == 0 { &[] } else { self.look_up(word) }
    }

    fn look_up(&self, word: &[u8]) -> &[usize] {
        let mut small = [0; LONGEST];
        let Some(small) = small.get_mut(..word.len()) else { return &[] };
        small.copy_from_slice(word);
        small.make_ascii_lowercase();
        self.words.get(&*small).map_or(&[], Vec::as_slice)
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
        let mut common = Common::default();
        common.add("the", 1);
        common.add("من", 0);
        common.add("a", 2);
        common.add("a", 3);
        let found = ["the", "The", "THE", "من", "a", "then", "", "مِن"].map(|word| common.languages(word.as_bytes()));
        assert_eq!(found, [&[1][..], &[1], &[1], &[0], &[2, 3], &[], &[], &[]]);
    }
}
