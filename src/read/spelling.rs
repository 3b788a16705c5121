//! The letters of a word, ready to be looked up: most words fit into one number of the processor, which is compared and
//! hashed at once.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::span::Span;

/// How many bytes of a word are taken as one number.
const HEAD: usize = 16;

/// What is left of a number that so many bytes fill.
const FILLED: [u128; HEAD + 1] = filled();

const fn filled() -> [u128; HEAD + 1] {
    let (mut masks, mut bytes) = ([0; HEAD + 1], 1);
    while bytes <= HEAD {
        masks[bytes] = u128::MAX >> (8 * (HEAD - bytes));
        bytes += 1;
    }
    masks
}

/// A word at its place in a text, with the number that its first bytes are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling<'t> {
    text: &'t str,
    /// Its place in bytes.
    start: usize,
    end: usize,
    head: u128,
}

impl<'t> Spelling<'t> {
    /// The word at a place of a text, which is not empty.
    #[inline]
    pub fn at(text: &'t str, place: Span) -> Self {
        let (start, end) = (place.start as usize, place.end as usize);
        let bytes = text.as_bytes();
        let head = match bytes[start..].first_chunk::<HEAD>() {
            Some(bytes) => u128::from_le_bytes(*bytes) & FILLED[(end - start).min(HEAD)],
            None => padded(&bytes[start..end]),
        };
        Self { text, start, end, head }
    }

    /// The word; empty where the text is longer than places can tell.
    pub fn word(&self) -> &'t str {
        self.text.get(self.start..self.end).unwrap_or_default()
    }

    /// A hash of the letters.
    #[inline]
    pub fn hash(&self) -> u32 {
        // The first bits of pi, so that neither half is likely to become nothing.
        const KEYS: [u64; 2] = [0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344];
        let product = u128::from(self.head as u64 ^ KEYS[0]) * u128::from((self.head >> 64) as u64 ^ KEYS[1]);
        let folded = product as u64 ^ (product >> 64) as u64;
        let rest = self.text.as_bytes().get(self.start + HEAD..self.end).filter(|rest| !rest.is_empty());
        (rest.map_or(folded, |rest| folded ^ FxBuildHasher.hash_one(rest)) >> 32) as u32
    }

    /// Whether these are its letters; `held` is a word of that length and zeros after it.
    #[inline]
    pub fn is(&self, held: &[u8], length: usize) -> bool {
        let head = held.first_chunk::<HEAD>().is_some_and(|bytes| u128::from_le_bytes(*bytes) == self.head);
        let rest = || held.get(HEAD..length) == self.text.as_bytes().get(self.start + HEAD..self.end);
        head && length == self.end - self.start && (length <= HEAD || rest())
    }
}

#[cold]
fn padded(word: &[u8]) -> u128 {
    let mut bytes = [0; HEAD];
    bytes.iter_mut().zip(word).for_each(|(byte, letter)| *byte = *letter);
    u128::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_the_same_wherever_it_stands() {
        let text = "قالت الوزارة والمسؤولون the internationalisation of it";
        let mut start = 0;
        for word in text.split(' ') {
            let end = start + word.len();
            let (inside, alone) =
                (Spelling::at(text, Span::new(start, end)), Spelling::at(word, Span::new(0, word.len())));
            assert_eq!(inside.word(), word);
            assert_eq!(inside.hash(), alone.hash(), "{word}");
            let mut held = [0; 64];
            held[..word.len()].copy_from_slice(word.as_bytes());
            assert!(inside.is(&held, word.len()) && alone.is(&held, word.len()), "{word}");
            assert!(!inside.is(&held, word.len() + 1), "{word}");
            start = end + 1;
        }
    }

    #[test]
    fn long_words_differ_by_their_ends() {
        let [one, other] =
            ["internationalisations", "internationalisationed"].map(|word| Spelling::at(word, Span::new(0, 21)));
        let mut held = [0; 64];
        held[..21].copy_from_slice(one.word().as_bytes());
        assert!(one.is(&held, 21) && !other.is(&held, 21));
        assert_ne!(one.hash(), other.hash());
    }
}
