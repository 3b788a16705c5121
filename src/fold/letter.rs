//! What a character is where words are told apart: looked up in a table for the scripts that fill it, asked of Unicode elsewhere.

use std::sync::LazyLock;

use super::{is_invisible, joins_words};

/// The properties of a character that decide where words begin and end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter(u8);

const ALPHABETIC: u8 = 1;
const NUMERIC: u8 = 1 << 1;
const BLANK: u8 = 1 << 2;
const JOINS: u8 = 1 << 3;

/// Characters below this are in the table: Latin, Greek, Cyrillic, Hebrew and Arabic.
const TABLE: usize = 0x800;

/// What the characters of the table are.
#[derive(Debug)]
pub struct Letters([Letter; TABLE]);

static LETTERS: LazyLock<Letters> =
    LazyLock::new(|| Letters(std::array::from_fn(|code| char::from_u32(code as u32).map_or(Letter(0), Letter::asked))));

impl Letters {
    /// The one table that there is.
    pub fn known() -> &'static Self {
        &LETTERS
    }

    /// The character at a byte of a text, what it is, and where the next one begins; `None` at the end.
    #[inline]
    pub fn at(&self, text: &str, at: usize) -> Option<(char, Letter, usize)> {
        let bytes = text.as_bytes();
        let first = *bytes.get(at)?;
        // Letters of one and of two bytes are nearly all that there are.
        let (c, length) = match first {
            0..0x80 => (char::from(first), 1),
            0xC2..0xE0 => {
                let second = bytes.get(at + 1).copied().unwrap_or_default();
                let code = u32::from(first & 0x1F) << 6 | u32::from(second & 0x3F);
                (char::from_u32(code).unwrap_or_default(), 2)
            }
            _ => text[at..].chars().next().map(|c| (c, c.len_utf8()))?,
        };
        Some((c, self.of(c), at + length))
    }

    /// What a character is.
    #[inline]
    pub fn of(&self, c: char) -> Letter {
        self.0.get(c as usize).copied().unwrap_or_else(|| Letter::asked(c))
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
                | bit(joins_words(c), JOINS),
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
        for c in (0..=TABLE as u32 + 0x100).filter_map(char::from_u32) {
            let letter = Letters::known().of(c);
            assert_eq!(letter.is_alphabetic(), c.is_alphabetic(), "{c:?}");
            assert_eq!(letter.is_numeric(), c.is_numeric(), "{c:?}");
            assert_eq!(letter.is_alphanumeric(), c.is_alphanumeric(), "{c:?}");
            assert_eq!(letter.is_blank(), c.is_whitespace() || is_invisible(c), "{c:?}");
            assert_eq!(letter.goes_on_word(), c.is_alphanumeric() || joins_words(c), "{c:?}");
        }
    }
}
