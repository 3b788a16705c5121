//! The letters of a word, ready to be looked up: most words fit into one number of the processor, which is compared and
//! hashed at once.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::fold::run::HEAD;
use crate::span::Span;

/// What is left of a number that so many bytes fill.
pub(super) const FILLED: [u128; HEAD + 1] = filled();

const fn filled() -> [u128; HEAD + 1] {
    let (mut masks, mut bytes) = ([0; HEAD + 1], 1);
    while bytes <= HEAD {
        masks[bytes] = u128::MAX >> (8 * (HEAD - bytes));
        bytes += 1;
    }
    masks
}

/// A word at its place in a text, with the number that its first bytes are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spelling {
    /// The first bytes; zeros after those of a shorter word.
    pub head: u128,
    /// Where it stands.
    pub place: Span,
    /// A hash of its letters.
    pub hash: u32,
}

impl Spelling {
    /// The word at a place of a text.
    pub fn at(text: &str, place: Span) -> Self {
        match text.as_bytes().get(place.start as usize..).and_then(<[u8]>::first_chunk) {
            Some(bytes) if place.len() <= HEAD => Self::short(u128::from_le_bytes(*bytes), place.start, place.len()),
            _ => Self::long(place.of(text).as_bytes(), place),
        }
    }

    #[inline(never)]
    fn long(bytes: &[u8], place: Span) -> Self {
        let (head, rest) = bytes.split_at(bytes.len().min(HEAD));
        let head = padded(head);
        let hash = hash(head) ^ if rest.is_empty() { 0 } else { FxBuildHasher.hash_one(rest) };
        Self { head, place, hash: (hash >> 32) as u32 }
    }

    /// The word of so many bytes at a byte of a text, which are not more than those of a head; `bytes` are what stands
    /// there.
    #[inline]
    pub fn short(bytes: u128, start: u32, length: usize) -> Self {
        let head = bytes & FILLED[length.min(HEAD)];
        Self { head, place: Span { start, end: start + length as u32 }, hash: (hash(head) >> 32) as u32 }
    }

    /// Whether the head has not all of it.
    #[inline]
    pub fn is_long(&self) -> bool {
        self.place.len() > HEAD
    }

    /// The bytes of the word after those of its head.
    pub fn rest<'t>(&self, text: &'t str) -> &'t [u8] {
        self.place.of(text).as_bytes().get(HEAD..).unwrap_or_default()
    }
}

#[inline]
fn hash(head: u128) -> u64 {
    // The first bits of pi, so that neither half is likely to become nothing.
    const KEYS: [u64; 2] = [0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344];
    let product = u128::from(head as u64 ^ KEYS[0]) * u128::from((head >> 64) as u64 ^ KEYS[1]);
    product as u64 ^ (product >> 64) as u64
}

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
            assert_eq!(inside.place.of(text), word);
            assert_eq!((inside.head, inside.rest(text)), (alone.head, alone.rest(word)), "{word}");
            assert_eq!(inside.hash, alone.hash, "{word}");
            if let Some(bytes) = text.as_bytes()[start..].first_chunk().filter(|_| !inside.is_long()) {
                let short = Spelling::short(u128::from_le_bytes(*bytes), start as u32, word.len());
                assert_eq!((short.head, short.place, short.hash), (inside.head, inside.place, inside.hash), "{word}");
            }
            start = end + 1;
        }
    }

    #[test]
    fn long_words_differ_by_their_ends() {
        let words = ["internationalisations", "internationalisationed"];
        let [one, other] = words.map(|word| Spelling::at(word, Span::new(0, 21)));
        assert!(one.head == other.head && one.rest(words[0]) != other.rest(words[1]));
        assert_ne!(one.hash, other.hash);
    }
}
