//! Words of a line for telling its language: runs of ASCII letters and of whatever is not ASCII, eight bytes looked at at
//! once. Marks of Latin-1 and of general punctuation at their ends are no part of them.

use crate::fold::eight::{HIGHEST, letters};
use crate::span::Span;

/// How many bytes are looked at at once.
const EIGHT: usize = 8;

/// Gives the words of a line of a text one after the other, until `end` holds of one.
#[inline(always)] // The loop over the words of all lines of every text: what it counts is to stay in registers.
pub(super) fn until<'t>(text: &'t str, line: Span, mut end: impl FnMut(&'t [u8]) -> bool) {
    let line = line.of(text).as_bytes();
    let (eights, rest) = line.as_chunks();
    let mut last = [b' '; EIGHT];
    last[..rest.len()].copy_from_slice(rest);
    let mut start = 0;
    for (number, eight) in eights.iter().chain([&last]).enumerate() {
        let mut gaps = gaps(*eight);
        while gaps != 0 {
            let gap = number * EIGHT + gaps.trailing_zeros() as usize / EIGHT;
            gaps &= gaps - 1;
            let word = line.get(start..gap).unwrap_or_default();
            start = gap + 1;
            if !word.is_empty() && end(without_marks(word)) {
                return;
            }
        }
    }
}

/// A word without marks at its ends.
#[inline]
fn without_marks(word: &[u8]) -> &[u8] {
    match word {
        [0xC2 | 0xE2, ..] | [.., 0xC2, _] | [.., 0xE2, _, _] => stripped(word),
        _ => word,
    }
}

/// The same where there are some, of two or three bytes each.
#[cold]
fn stripped(mut word: &[u8]) -> &[u8] {
    loop {
        word = match word {
            [0xC2, _, rest @ ..] | [0xE2, _, _, rest @ ..] | [rest @ .., 0xC2, _] | [rest @ .., 0xE2, _, _] => rest,
            _ => return word,
        };
    }
}

/// The highest bit of each byte that is ASCII and no letter.
#[inline]
fn gaps(bytes: [u8; EIGHT]) -> u64 {
    let bytes = u64::from_le_bytes(bytes);
    !(letters(bytes) | bytes) & HIGHEST
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
                    found.push(String::from_utf8(word.to_vec()).unwrap());
                    false
                });
                assert_eq!(found, parted(&line[from..]));
            }
        }
        let mut first = None;
        until("one two three", Span::new(4, 13), |word| {
            first = Some(word);
            true
        });
        assert_eq!(first, Some(&b"two"[..]));
    }
}
