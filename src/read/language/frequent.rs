//! Common words of languages, looked up as numbers so that most other words are passed over at once.

use std::collections::BTreeMap;

use smallvec::{SmallVec, smallvec};

use super::words::Word;

/// Common words, each with the numbers of the languages it is common in.
#[derive(Clone, Debug)]
pub(super) struct Frequent {
    /// A bit for each [`sketch`] that a word has.
    sketches: Box<[u64; SKETCHES / BITS]>,
    /// How many of these bits stand before those of each number.
    before: Box<[u32; SKETCHES / BITS]>,
    /// The words of each sketch, hardly ever more than one, all in one place.
    words: Vec<SmallVec<[Common; 1]>>,
    /// Those that are too long to be numbers, in small letters.
    long: Vec<(String, Languages)>,
}

/// The numbers of languages.
type Languages = SmallVec<[usize; 2]>;

/// A common word.
#[derive(Clone, Debug)]
struct Common {
    letters: u128,
    languages: Languages,
}

impl Frequent {
    /// Words, each with the number of a language that it is common in. No text has a word with ASCII in it that is no letter.
    pub fn of<'w>(words: impl Iterator<Item = (&'w str, usize)>) -> Self {
        let mut by_sketch: BTreeMap<usize, SmallVec<[Common; 1]>> = BTreeMap::new();
        let mut long: Vec<(String, Languages)> = Vec::new();
        let gap = |c: char| c.is_ascii() && !c.is_ascii_alphabetic();
        for (word, language) in words.filter(|(word, _)| !word.is_empty() && !word.contains(gap)) {
            let Some(letters) = Word::alone(word.as_bytes()).number() else {
                match long.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(word)) {
                    Some((_, languages)) => languages.push(language),
                    None => long.push((word.to_owned(), smallvec![language])),
                }
                continue;
            };
            let alike = by_sketch.entry(sketch(letters)).or_default();
            match alike.iter_mut().find(|known| known.letters == letters) {
                Some(known) => known.languages.push(language),
                None => alike.push(Common { letters, languages: smallvec![language] }),
            }
        }
        let (mut sketches, mut before) = (Box::new([0u64; SKETCHES / BITS]), Box::new([0; SKETCHES / BITS]));
        by_sketch.keys().for_each(|sketch| sketches[sketch / BITS] |= 1 << (sketch % BITS));
        let mut passed = 0;
        for (before, bits) in before.iter_mut().zip(sketches.iter()) {
            *before = passed;
            passed += bits.count_ones();
        }
        Self { sketches, before, words: by_sketch.into_values().collect(), long }
    }

    /// The languages in which a word is common, in small or capital letters.
    #[inline]
    pub fn languages(&self, word: Word<'_>) -> Option<&[usize]> {
        let Some(letters) = word.number() else { return self.look_up_long(word.bytes()) };
        let sketch = sketch(letters);
        let bits = self.sketches[sketch / BITS];
        if bits >> (sketch % BITS) & 1 == 0 { None } else { self.look_up(sketch, letters) }
    }

    #[inline]
    fn look_up(&self, sketch: usize, letters: u128) -> Option<&[usize]> {
        let below = self.sketches[sketch / BITS] & ((1 << (sketch % BITS)) - 1);
        let alike = self.words.get((self.before[sketch / BITS] + below.count_ones()) as usize)?;
        alike.iter().find(|known| known.letters == letters).map(|known| &*known.languages)
    }

    #[inline(never)] // Few languages have such.
    fn look_up_long(&self, word: &[u8]) -> Option<&[usize]> {
        let known = self.long.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(word));
        known.map(|(_, languages)| &**languages)
    }
}

impl Default for Frequent {
    fn default() -> Self {
        Self::of(std::iter::empty())
    }
}

const BITS: usize = u64::BITS as usize;
/// How many sketches there are.
const SKETCHES: usize = 1 << 13;

/// A number for a word, which few others have.
#[inline]
fn sketch(letters: u128) -> usize {
    // The multiplier of FxHash.
    let mixed = (letters as u64 ^ ((letters >> 64) as u64).rotate_left(29)).wrapping_mul(0x517C_C1B7_2722_0A95);
    (mixed >> (u64::BITS - SKETCHES.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_found_in_small_and_capital_letters() {
        let words = [("the", 1), ("من", 0), ("a", 2), ("a", 3), ("she", 4), ("notwithstandingly", 5), ("don't", 6)];
        let common = Frequent::of(words.into_iter());
        let found = ["the", "The", "SHE", "من", "a", "then", "مِن", "che", "Notwithstandingly", "notwithstandinglz", "don"];
        let found = found.map(|word| common.languages(Word::alone(word.as_bytes())));
        let known = [Some(&[1][..]), Some(&[1]), Some(&[4]), Some(&[0]), Some(&[2, 3]), None, None, None];
        let expected = [&known[..], &[Some(&[5]), None, None]].concat();
        assert_eq!(found, expected);
    }
}
