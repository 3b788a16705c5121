//! What a character is where words are told apart: looked up in a table for the scripts that fill it, asked of Unicode
//! elsewhere.

use std::sync::LazyLock;

use super::run::{self, HEAD};
use super::{Folds, is_invisible, joins_words};

/// The properties of a character that decide where words begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter(u8);

const ALPHABETIC: u8 = 1;
const NUMERIC: u8 = 1 << 1;
const BLANK: u8 = 1 << 2;
const JOINS: u8 = 1 << 3;
const FOLDS: u8 = 1 << 4;

/// Characters below this are in a table, all that have one or two bytes: Latin, Greek, Cyrillic, Hebrew and Arabic.
const KNOWN: usize = 0x800;
/// So are the marks that all scripts share: dashes, quotation marks, direction marks.
const MARKS: std::ops::Range<usize> = 0x2000..0x2070;

/// What the characters of the tables are.
#[derive(Debug)]
pub struct Letters {
    known: [Letter; KNOWN],
    marks: [Letter; MARKS.end - MARKS.start],
}

static LETTERS: LazyLock<Letters> = LazyLock::new(|| {
    let letter = |code: usize| char::from_u32(code as u32).map_or(Letter(0), Letter::asked);
    Letters { known: std::array::from_fn(letter), marks: std::array::from_fn(|at| letter(MARKS.start + at)) }
});

impl Letters {
    /// The one set of tables that there is.
    pub fn known() -> &'static Self {
        &LETTERS
    }

    /// What the character at a byte of a text is, and where the next one begins; `None` at the end.
    #[inline(always)] // Asked for every character of every text; a call would take as long as the answer.
    pub fn letter(&self, text: &str, at: usize) -> Option<(Letter, usize)> {
        let bytes = text.as_bytes();
        let first = *bytes.get(at)?;
        // Letters of one and of two bytes are nearly all that there are.
        match first {
            0..0x80 => Some((self.known[first as usize], at + 1)),
            0xC2..0xE0 => {
                let second = bytes.get(at + 1).copied().unwrap_or_default();
                Some((self.known[usize::from(first & 0x1F) << 6 | usize::from(second & 0x3F)], at + 2))
            }
            _ => text[at..].chars().next().map(|c| (self.of(c), at + c.len_utf8())),
        }
    }

    /// Where what may stand inside a word ends that goes on from a byte of a text.
    #[inline(never)] // Asked for words that are long or strange.
    pub fn run_end(&self, text: &str, mut at: usize) -> usize {
        let bytes = text.as_bytes();
        while let Some((letter, next)) = self.letter(text, at) {
            if !letter.goes_on_word() {
                break;
            }
            let ascii = next == at + 1;
            at = next;
            while let Some(head) = bytes[at..].first_chunk::<HEAD>() {
                let head = u128::from_le_bytes(*head);
                let run = if ascii { run::ascii(head) } else { run::arabic(head) };
                at += run;
                if run < HEAD {
                    break;
                }
            }
        }
        at
    }

    /// What a character is.
    #[inline]
    pub fn of(&self, c: char) -> Letter {
        let code = c as usize;
        match self.known.get(code) {
            Some(letter) => *letter,
            None if MARKS.contains(&code) => self.marks[code - MARKS.start],
            None => Letter::asked(c),
        }
    }
}

impl Letter {
    #[cold]
    fn asked(c: char) -> Self {
        let bit = |holds: bool, bit: u8| if holds { bit } else { 0 };
        Self(
            bit(c.is_alphabetic(), ALPHABETIC)
                | bit(c.is_numeric(), NUMERIC)
                | bit(c.is_whitespace() || is_invisible(c), BLANK)
                | bit(joins_words(c), JOINS)
                | bit(Folds::all().changes(c), FOLDS),
        )
    }

    fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    /// Whether it is a letter.
    pub fn is_alphabetic(self) -> bool {
        self.has(ALPHABETIC)
    }

    /// Whether it is a digit or another number.
    pub fn is_numeric(self) -> bool {
        self.has(NUMERIC)
    }

    /// Whether it is one of both.
    pub fn is_alphanumeric(self) -> bool {
        self.has(ALPHABETIC | NUMERIC)
    }

    /// Whether it is white space or has no shape of its own, so that no token begins with it.
    pub fn is_blank(self) -> bool {
        self.has(BLANK)
    }

    /// Whether some fold changes it.
    pub fn folds(self) -> bool {
        self.has(FOLDS)
    }

    /// Whether it stands on or between letters and is none: a mark, tatweel, a joiner.
    pub fn joins(self) -> bool {
        self.has(JOINS)
    }

    /// Whether a word as it is counted may begin or end with it: it is a letter or a digit, and nothing on or between them.
    pub fn makes_word(self) -> bool {
        self.is_alphanumeric() && !self.joins()
    }

    /// Whether it may stand inside a word.
    pub fn goes_on_word(self) -> bool {
        self.has(ALPHABETIC | NUMERIC | JOINS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_says_what_unicode_says() {
        for c in (0..=MARKS.end as u32 + 0x100).filter_map(char::from_u32) {
            let letter = Letters::known().of(c);
            assert_eq!(letter.is_alphabetic(), c.is_alphabetic(), "{c:?}");
            assert_eq!(letter.is_numeric(), c.is_numeric(), "{c:?}");
            assert_eq!(letter.is_alphanumeric(), c.is_alphanumeric(), "{c:?}");
            assert_eq!(letter.is_blank(), c.is_whitespace() || is_invisible(c), "{c:?}");
            assert_eq!(letter.joins(), joins_words(c), "{c:?}");
            let text = format!("{c}a");
            assert_eq!(Letters::known().letter(&text, 0), Some((letter, c.len_utf8())), "{c:?}");
            assert_eq!(letter.goes_on_word(), c.is_alphanumeric() || joins_words(c), "{c:?}");
            let folded = Folds::all().fold(c.encode_utf8(&mut [0; 4]));
            assert_eq!(letter.folds(), folded != c.to_string(), "{c:?}");
        }
    }

    #[test]
    fn a_run_ends_where_its_letters_do() {
        let letters = Letters::known();
        let text = "a1 Zz9 @[`{/: international-isations x\u{301}y وقال،abc قـال é12345678_ 12345678 123456789";
        for (start, _) in text.char_indices() {
            let inside = |c: &char| letters.of(*c).goes_on_word();
            let expected: usize = text[start..].chars().take_while(inside).map(char::len_utf8).sum();
            assert_eq!(letters.run_end(text, start), start + expected, "{}", &text[start..]);
        }
    }
}
