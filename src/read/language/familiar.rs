//! Words of an article that are known to be in a language: a line with enough of them is in it too, so that no statistics
//! need be asked.

use super::words;
use crate::fold::eight::EACH;
use crate::span::Span;

/// How many words are read: more tell no more, and an article may be endless.
const ENOUGH: usize = 1000;
/// So many in ten words of a line must be among them; in another language hardly any but names are.
const TENTHS: usize = 4;

/// Words that stand in some lines: a bit for each number that one has.
#[derive(Debug)]
pub(super) struct Familiar(Vec<u64>);

impl Familiar {
    /// The words of the first of some lines of a text.
    pub fn new(text: &str, lines: impl Iterator<Item = Span>) -> Self {
        let (mut known, mut read) = (vec![0; NUMBERS / BITS], 0);
        for line in lines {
            if read == ENOUGH {
                break;
            }
            words::until(text, line, |word| {
                let number = number(word.bytes());
                known[number / BITS] |= 1 << (number % BITS);
                read += 1;
                read == ENOUGH
            });
        }
        Self(known)
    }

    /// Whether enough words of a line of a text are among them.
    pub fn has(&self, text: &str, line: Span) -> bool {
        let (mut all, mut known) = (0, 0);
        words::until(text, line, |word| {
            let number = number(word.bytes());
            all += 1;
            known += (self.0[number / BITS] >> (number % BITS) & 1) as usize;
            false
        });
        known * 10 >= all * TENTHS
    }
}

/// How many bytes of a line of a text are in words that are not written as names are, in capital and in small letters;
/// they are counted until there are enough.
pub(super) fn letters_beside_names(text: &str, line: Span, enough: usize) -> usize {
    let mut letters = 0;
    words::until(text, line, |word| {
        let word = word.bytes();
        let name = word.iter().any(u8::is_ascii_uppercase) && word.iter().any(u8::is_ascii_lowercase);
        letters += if name { 0 } else { word.len() };
        letters >= enough
    });
    letters
}

const BITS: usize = u64::BITS as usize;
/// So many that two words of an article hardly ever have the same.
const NUMBERS: usize = 1 << 15;

/// A number for a word in small or capital letters.
fn number(word: &[u8]) -> usize {
    // The multiplier of FxHash.
    let mix = |hash: u64, bytes: u64| (hash.rotate_left(5) ^ bytes).wrapping_mul(0x517C_C1B7_2722_0A95);
    let (eights, rest) = word.as_chunks::<8>();
    let rest = rest.iter().fold(0, |bytes, byte| bytes << 8 | u64::from(byte | 0x20));
    let eights = eights.iter().map(|eight| u64::from_le_bytes(*eight) | (EACH * 0x20));
    let hash = mix(eights.fold(0, mix), rest);
    (hash >> (u64::BITS - NUMBERS.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_known_words_is_familiar() {
        let text = "The mayor of Norwick opened the old bridge.\nHe left in silence.";
        let familiar = Familiar::new(text, [Span::new(0, 43), Span::new(44, text.len())].into_iter());
        let has = |line: &str| familiar.has(line, Span::new(0, line.len()));
        assert!(has("Mayor left Norwick, bridge old"));
        assert!(has("In Norwick silence broke"));
        assert!(!has("Le maire de Norwick a quitté la ville en silence"));
    }

    #[test]
    fn words_that_are_written_as_names_are_passed_over() {
        let count = |line: &str| letters_beside_names(line, Span::new(0, line.len()), 12);
        assert_eq!(count("Iowa: Adam Khan and Andres McReady, NATO"), 7);
        assert_eq!(count("He has not told them of it"), 14);
    }
}
