//! Common words of languages, looked up so that most other words are passed over at once.

use std::collections::BTreeMap;

/// Common words, each with the numbers of the languages it is common in.
#[derive(Clone, Debug)]
pub(super) struct Frequent {
    /// A bit for each [`sketch`] that a word has.
    sketches: Box<[u64; SKETCHES / BITS]>,
    /// How many of these bits stand before those of each number.
    before: Box<[u32; SKETCHES / BITS]>,
    /// The words of each sketch, hardly ever more than one.
    words: Vec<Vec<Common>>,
}

/// A common word.
#[derive(Clone, Debug)]
struct Common {
    letters: Vec<u8>,
    languages: Vec<usize>,
}

impl Frequent {
    /// Words, each with the number of a language that it is common in.
    pub fn of<'w>(words: impl Iterator<Item = (&'w str, usize)>) -> Self {
        let mut by_sketch: BTreeMap<usize, Vec<Common>> = BTreeMap::new();
        for (word, language) in words.filter(|(word, _)| !word.is_empty()) {
            let alike = by_sketch.entry(sketch(word.as_bytes())).or_default();
            match alike.iter_mut().find(|known| known.letters == word.as_bytes()) {
                Some(known) => known.languages.push(language),
                None => alike.push(Common { letters: word.into(), languages: vec![language] }),
            }
        }
        let (mut sketches, mut before) = (Box::new([0u64; SKETCHES / BITS]), Box::new([0; SKETCHES / BITS]));
        by_sketch.keys().for_each(|sketch| sketches[sketch / BITS] |= 1 << (sketch % BITS));
        let mut passed = 0;
        for (before, bits) in before.iter_mut().zip(sketches.iter()) {
            *before = passed;
            passed += bits.count_ones();
        }
        Self { sketches, before, words: by_sketch.into_values().collect() }
    }

    /// The languages in which a word is common, in small or capital letters.
    #[inline]
    pub fn languages(&self, word: &[u8]) -> Option<&[usize]> {
        let sketch = sketch(word);
        let bits = self.sketches[sketch / BITS];
        if bits >> (sketch % BITS) & 1 == 0 { None } else { self.look_up(sketch, word) }
    }

    fn look_up(&self, sketch: usize, word: &[u8]) -> Option<&[usize]> {
        let below = self.sketches[sketch / BITS] & ((1 << (sketch % BITS)) - 1);
        let alike = self.words.get((self.before[sketch / BITS] + below.count_ones()) as usize)?;
        // Nearly all are written small, or in letters of which there are no others.
        let is = |known: &&Common| known.letters == word || known.letters.eq_ignore_ascii_case(word);
        alike.iter().find(is).map(|known| &*known.languages)
    }
}

impl Default for Frequent {
    fn default() -> Self {
        Self::of(std::iter::empty())
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
        let words = [("the", 1), ("من", 0), ("a", 2), ("a", 3), ("she", 4)];
        let common = Frequent::of(words.into_iter());
        let found = ["the", "The", "SHE", "من", "a", "then", "", "مِن", "che"];
        let found = found.map(|word| common.languages(word.as_bytes()));
        let expected = [Some(&[1][..]), Some(&[1]), Some(&[4]), Some(&[0]), Some(&[2, 3]), None, None, None, None];
        assert_eq!(found, expected);
    }
}
