//! Words of a line for telling its language: runs of ASCII letters and of whatever is not ASCII, many bytes looked at at
//! once. Marks of Latin-1 and of general punctuation at their ends are no part of them.

use crate::fold::eight::{EACH, HIGHEST, gathered, letters};
use crate::read::spelling::FILLED;
use crate::short;
use crate::span::Span;

/// How many bytes are looked at at once: a bit for each.
const BLOCK: usize = u64::BITS as usize;

/// How many bytes of a word are its first.
const EIGHT: usize = 8;

/// A word of a line, with what stands behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word<'t> {
    from: &'t [u8],
    length: usize,
}

impl<'t> Word<'t> {
    /// A word with nothing behind it.
    #[cfg(test)]
    pub fn alone(word: &'t [u8]) -> Self {
        Self { from: word, length: word.len() }
    }

    /// Its bytes.
    pub fn bytes(self) -> &'t [u8] {
        &self.from[..self.length]
    }

    /// Its first eight bytes as a number, in small letters, with zeros after those of a shorter word.
    #[inline]
    pub fn first(self) -> u64 {
        let Some(bytes) = self.from.first_chunk() else { return self.last_number() as u64 };
        let bytes = u64::from_le_bytes(*bytes);
        // What is ASCII is a letter.
        let small = bytes | !bytes >> 2 & (EACH * 0x20);
        small & FILLED[self.length.min(EIGHT)] as u64
    }

    /// Its number in small letters; no short word has that of a long one.
    #[inline]
    pub fn number(self) -> u128 {
        let Some(bytes) = self.from.first_chunk() else { return self.last_number() };
        let bytes = u128::from_le_bytes(*bytes);
        // What is ASCII is a letter.
        let small = bytes | !bytes >> 2 & u128::from_le_bytes([0x20; 16]);
        short::number_of_first(small.to_le_bytes(), self.length)
    }

    /// The same where the text ends.
    #[cold]
    fn last_number(self) -> u128 {
        short::number(&self.bytes().to_ascii_lowercase()).unwrap_or_default()
    }
}

/// Gives the words of a line of a text one after the other, until `end` holds of one.
#[inline(always)] // The loop over the words of all lines of every text: what it counts is to stay in registers.
pub(super) fn until<'t>(text: &'t str, line: Span, mut end: impl FnMut(Word<'t>) -> bool) {
    let (line, text) = (line.of(text).as_bytes(), text.as_bytes().get(line.start as usize..).unwrap_or_default());
    let marked = memchr::memchr2(0xC2, 0xE2, line).is_some();
    let (blocks, rest) = line.as_chunks();
    // Where the next word begins, which the block before may leave open, and whether it leaves none.
    let (mut open, mut none) = (0, 1);
    for number in 0..=blocks.len() {
        let from = number * BLOCK;
        let gaps = blocks.get(number).map_or_else(|| last_gaps(&text[from..], rest), gaps);
        let (mut starts, mut ends) = (!gaps & (gaps << 1 | none), gaps & !(gaps << 1 | none));
        let mut next = || {
            let start = from + starts.trailing_zeros() as usize;
            starts &= starts.wrapping_sub(1);
            start
        };
        if none != 0 {
            open = next();
        }
        while ends != 0 {
            let gap = ends.trailing_zeros();
            ends &= ends - 1;
            let word = Word { from: &text[open..], length: from + gap as usize - open };
            if end(if marked { without_marks(word) } else { word }) {
                return;
            }
            open = next();
        }
        none = gaps >> (BLOCK - 1);
    }
}

/// A word without marks at its ends.
#[inline]
fn without_marks(word: Word<'_>) -> Word<'_> {
    match word.bytes() {
        [0xC2 | 0xE2, ..] | [.., 0xC2, _] | [.., 0xE2, _, _] => stripped(word),
        _ => word,
    }
}

/// The same where there are some, of two or three bytes each.
#[cold]
fn stripped(Word { mut from, mut length }: Word<'_>) -> Word<'_> {
    loop {
        let (before, after) = match from[..length] {
            [0xC2, _, ..] => (2, 0),
            [0xE2, _, _, ..] => (3, 0),
            [.., 0xC2, _] => (0, 2),
            [.., 0xE2, _, _] => (0, 3),
            _ => return Word { from, length },
        };
        from = &from[before..];
        length -= before + after;
    }
}

/// A bit for each byte that is ASCII and no letter.
#[inline]
fn gaps(block: &[u8; BLOCK]) -> u64 {
    let bits = |eight: &[u8; 8]| {
        let eight = u64::from_le_bytes(*eight);
        gathered((!(letters(eight) | eight) & HIGHEST) >> 7)
    };
    block.as_chunks().0.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

/// The same for the last bytes of a line, with gaps behind them; `text` goes on from the first of them.
#[inline]
fn last_gaps(text: &[u8], rest: &[u8]) -> u64 {
    let beyond = u64::MAX << rest.len();
    if let Some(block) = text.first_chunk() {
        return gaps(block) | beyond;
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    gaps(&block) | beyond
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_runs_of_letters_whatever_their_length_and_place() {
        let parted = |line: &str| {
            let gap = |c: char| c.is_ascii() && !c.is_ascii_alphabetic();
            let mark = |c: char| matches!(c, '\u{80}'..='\u{BF}' | '\u{2000}'..='\u{2FFF}');
            let words = line.split(gap).filter(|word| !word.is_empty());
            words.map(|word| word.trim_matches(mark).to_owned()).collect::<Vec<_>>()
        };
        let all: String = (0..0x250).filter_map(char::from_u32).collect();
        let lines = [
            "",
            "a",
            " ",
            "The mayor (who was ill) said: no!",
            "“Don’t,” she said — ‘never’…",
            "قال الوزير، أمس: «نعم» 12",
            "abcdefgh",
            "abcdefgh ijklmnop",
            "a1b2c3d4 @AZ[`az{",
            &all,
        ];
        for line in lines {
            for from in (0..line.len().min(20)).filter(|from| line.is_char_boundary(*from)) {
                let mut found = Vec::new();
                until(line, Span::new(from, line.len()), |word| {
                    found.push(String::from_utf8(word.bytes().to_vec()).unwrap());
                    false
                });
                assert_eq!(found, parted(&line[from..]));
            }
        }
        let mut first = None;
        until("one two three", Span::new(4, 13), |word| {
            first = Some(word.bytes());
            true
        });
        assert_eq!(first, Some(&b"two"[..]));
    }
}
