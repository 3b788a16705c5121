//! Words of a line for telling its language: runs of ASCII letters and of whatever is not ASCII, eight bytes looked at at
//! once.

use crate::fold::eight::{HIGHEST, letters};

/// How many bytes are looked at at once.
const EIGHT: usize = 8;

/// The words of a line.
#[derive(Clone, Debug)]
pub(super) struct Words<'l> {
    line: &'l [u8],
    /// Where the word begins that is being read.
    start: usize,
    /// Where the next bytes are that were not looked at.
    next: usize,
    /// The highest bit of each byte that is in no word, of those that were looked at last.
    gaps: u64,
}

/// The words of a line.
pub(super) fn words(line: &str) -> Words<'_> {
    Words { line: line.as_bytes(), start: 0, next: 0, gaps: 0 }
}

impl<'l> Iterator for Words<'l> {
    type Item = &'l [u8];

    #[inline]
    fn next(&mut self) -> Option<&'l [u8]> {
        loop {
            while self.gaps == 0 {
                let rest = self.line.get(self.next..)?;
                self.gaps = gaps(rest.first_chunk().copied().unwrap_or_else(|| {
                    // A word ends with the line.
                    let mut last = [b' '; EIGHT];
                    last[..rest.len()].copy_from_slice(rest);
                    last
                }));
                self.next += EIGHT;
            }
            let end = self.next - EIGHT + self.gaps.trailing_zeros() as usize / EIGHT;
            self.gaps &= self.gaps - 1;
            let start = std::mem::replace(&mut self.start, end + 1);
            if start < end {
                return self.line.get(start..end);
            }
        }
    }
}

/// The highest bit of each byte that is ASCII and no letter.
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
            let gap = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphabetic();
            line.as_bytes().split(gap).filter(|word| !word.is_empty()).map(<[u8]>::to_vec).collect::<Vec<_>>()
        };
        let all: String = (0..0x250).filter_map(char::from_u32).collect();
        let lines = [
            "",
            "a",
            " ",
            "The mayor (who was ill) said: no!",
            "قال الوزير، أمس: «نعم» 12",
            "abcdefgh",
            "abcdefgh ijklmnop",
            "a1b2c3d4 @AZ[`az{",
            &all,
        ];
        for line in lines {
            for from in (0..line.len().min(20)).filter(|from| line.is_char_boundary(*from)) {
                assert!(words(&line[from..]).eq(parted(&line[from..])), "{:?}", &line[from..]);
            }
        }
    }
}
