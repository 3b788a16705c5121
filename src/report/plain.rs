//! Cells of CSV files: how they are made harmless, and what they say when they are read again.

use std::borrow::Cow;

use crate::fold::eight::{EACH, HIGHEST, within};

/// The rule of the guard in words, for those who read the files with a program.
pub const RULE: &str = "A cell gets an apostrophe in front if it begins, after any number of apostrophes, with any number of spaces and invisible \
characters (White_Space, U+FEFF, U+061C, U+180E, U+200B to U+200F, U+202A to U+202E, U+2060 to U+2069) and then one of = + - @ or their \
full-width forms, unless what follows the apostrophes is a negative number. To get the text back, take one apostrophe away from a \
cell that begins with one and fits this description.";

/// The most that a cell can hold, in UTF-16 units, without its guard.
const CELL: usize = 32_766;
/// What the notice of a cell that was cut may take.
const NOTICE: usize = 80;

/// What has to be done to a cell before a CSV file can hold it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Nothing.
    Harmless,
    /// Nothing but quotation marks around it: there are commas or quotation marks in it.
    Parts,
    /// It may have to be put on one line, cut or guarded.
    Harmful,
}

impl Look {
    /// Looks at a cell.
    pub fn at(cell: &str) -> Self {
        let bytes = cell.as_bytes();
        let found = kinds(bytes);
        if found & (CONTROL | BEGINS) != 0 || bytes.len() > CELL || may_begin_formula(bytes) {
            Self::closely(bytes, found)
        } else {
            Self::of(found)
        }
    }

    /// Looks more closely at a cell in which there may be something harmful.
    #[inline(never)]
    fn closely(cell: &[u8], found: u8) -> Self {
        let harmful = breaks(cell, found) || cell.len() > CELL || may_begin_formula(cell);
        if harmful { Self::Harmful } else { Self::of(found) }
    }

    fn of(found: u8) -> Self {
        if found & PARTS == 0 { Self::Harmless } else { Self::Parts }
    }
}

/// The most bytes of a short word.
pub const SHORT: usize = 16;

/// The first and the last eight bytes of a short word or number in ASCII, as half of all cells are that are not empty: it
/// is harmless, and the answer is quick. What is behind the end of one of fewer than eight bytes is no part of it.
#[inline]
pub fn short_word(cell: &str) -> Option<[[u8; 8]; 2]> {
    let bytes = cell.as_bytes();
    let length = bytes.len();
    let first = *bytes.first()?;
    let wide = |four: &[u8; 4]| u64::from(u32::from_le_bytes(*four));
    let (begin, end) = match (bytes.first_chunk(), bytes.last_chunk(), bytes.first_chunk(), bytes.last_chunk()) {
        (Some(begin), Some(end), ..) if length <= SHORT => (u64::from_le_bytes(*begin), u64::from_le_bytes(*end)),
        (Some(_), ..) => return None,
        (_, _, Some(begin), Some(end)) => filled(wide(begin) | wide(end) << (8 * (length - 4)), length),
        _ => {
            let rest =
                u64::from(bytes[length / 2]) << (8 * (length / 2)) | u64::from(bytes[length - 1]) << (8 * (length - 1));
            filled(u64::from(first) | rest, length)
        }
    };
    let harmless = begins_word(first) && all_of_word(begin) && all_of_word(end);
    harmless.then(|| [begin, end].map(u64::to_le_bytes))
}

/// Fewer than eight bytes, twice, with zeros in digits behind them.
#[inline]
fn filled(bytes: u64, length: usize) -> (u64, u64) {
    let bytes = bytes | (EACH * u64::from(b'0')) << (8 * length);
    (bytes, bytes)
}

/// Whether a cell is a word or number in ASCII.
#[inline]
pub fn is_word(cell: &str) -> bool {
    let bytes = cell.as_bytes();
    let eight = |eight: &[u8; 8]| all_of_word(u64::from_le_bytes(*eight));
    match (bytes, bytes.last_chunk()) {
        // The last eight are asked as a whole, even if some of them were before.
        ([first, ..], Some(last)) => begins_word(*first) && eight(last) && bytes.as_chunks().0.iter().all(eight),
        _ => short_word(cell).is_some(),
    }
}

/// Whether eight bytes are from the hyphen to the tilde: there are none but letters, digits and marks that are harmless
/// inside.
#[inline]
fn all_of_word(bytes: u64) -> bool {
    within(bytes, b'-', b'~') == HIGHEST
}

/// Whether a byte is a letter or digit of ASCII, with which no formula begins.
#[inline]
fn begins_word(first: u8) -> bool {
    KINDS[usize::from(first)] & FIRST != 0
}

/// Line breaks, tabs and other controls become spaces, so that a row is one physical line.
fn one_line(cell: &str) -> Cow<'_, str> {
    if breaks(cell.as_bytes(), kinds(cell.as_bytes())) {
        let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        return Cow::Owned(cell.replace(breaks, " "));
    }
    Cow::Borrowed(cell)
}

/// A cell that spreadsheets cannot hold is cut, and says so; some of them fail on a file with a longer one.
fn fitting(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.len() <= CELL || cell.encode_utf16().count() <= CELL {
        return cell;
    }
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= CELL - NOTICE
    };
    let kept: String = cell.chars().take_while(fits).collect();
    Cow::Owned(format!("{kept} [cut after {} of {} characters]", kept.chars().count(), cell.chars().count()))
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front; the guard is part of the cell. So does a
/// cell that begins with an apostrophe and then looks like one, so that a guard can be told from a text.
pub fn guarded(cell: Cow<'_, str>) -> Cow<'_, str> {
    if wants_guard(&cell) { Cow::Owned(format!("'{cell}")) } else { cell }
}

/// What a cell says: on one line, and no more than a spreadsheet takes. It is the same before it was written and after it was
/// read.
pub fn plain(cell: &str) -> Cow<'_, str> {
    fitting(one_line(cell))
}

/// The cell of a file without its guard.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| wants_guard(text)).unwrap_or(cell)
}

fn wants_guard(cell: &str) -> bool {
    may_begin_formula(cell.as_bytes()) && is_formula(cell.trim_start_matches('\''))
}

/// Whether a cell begins with a byte with which one may begin that wants a guard: nearly none does.
fn may_begin_formula(cell: &[u8]) -> bool {
    match cell {
        [b'=' | b'+' | b'-' | b'@' | b'\'', ..] => true,
        // The mark of direction among the Arabic letters, and where all others and the wide forms are.
        [0xD8, 0x9C, ..] | [..=b' ' | 0xC2 | 0xE1..=0xE3 | 0xEF, ..] => true,
        _ => false,
    }
}

/// Whether a spreadsheet would take a cell for a formula; a negative number is none.
fn is_formula(cell: &str) -> bool {
    let start = cell.trim_start_matches(is_unseen);
    let number = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    start.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) && !cell.strip_prefix('-').is_some_and(number)
}

/// Whether nothing is seen of a character: spaces, and marks of direction.
fn is_unseen(c: char) -> bool {
    let format = ['\u{FEFF}', '\u{61C}', '\u{180E}'].contains(&c);
    format
        || c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
}

/// A control character.
const CONTROL: u8 = 1;
/// The first byte of a control character or separator of two or three bytes, or of a quotation mark.
const BEGINS: u8 = 1 << 1;
/// What parts cells or stands around them.
const PARTS: u8 = 1 << 2;
/// A letter or digit of ASCII, with which no formula begins.
const FIRST: u8 = 1 << 3;

/// What a byte is of the first three, in such a form that many can be asked at once.
const fn kind(byte: u8) -> u8 {
    let control = (byte < 0x20) as u8 | (byte == 0x7F) as u8;
    let begins = (byte & 0xDF == 0xC2) as u8;
    let parts = (byte == b',') as u8 | (byte == b'"') as u8;
    (control * CONTROL) | (begins * BEGINS) | (parts * PARTS)
}

const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        let first = (byte as u8).is_ascii_alphanumeric() as u8;
        kinds[byte] = kind(byte as u8) | (first * FIRST);
        byte += 1;
    }
    kinds
};

/// How many bytes are asked at once.
const BLOCK: usize = 16;

/// What there is of that among the bytes of a cell.
#[inline]
fn kinds(cell: &[u8]) -> u8 {
    let Some(last) = cell.last_chunk::<BLOCK>() else {
        return cell.iter().fold(0, |found, byte| found | KINDS[*byte as usize]);
    };
    // The last block is asked as a whole, even if some of its bytes were before.
    let mut all = last.map(kind);
    for block in cell.as_chunks::<BLOCK>().0 {
        for at in 0..BLOCK {
            all[at] |= kind(block[at]);
        }
    }
    let halves = u128::from_ne_bytes(all);
    let found = (halves as u64 | (halves >> 64) as u64).to_ne_bytes();
    found.into_iter().fold(0, |found, kind| found | kind)
}

/// Whether there is a control character or separator in a cell of which the kinds of bytes are known.
fn breaks(cell: &[u8], kinds: u8) -> bool {
    let separates = |at: usize| match cell[at..] {
        [0xC2, second, ..] => second < 0xA0,
        [_, second, third, ..] => second == 0x80 && third & 0xFE == 0xA8,
        _ => false,
    };
    // Quotation marks begin as separators do.
    kinds & CONTROL != 0 || kinds & BEGINS != 0 && memchr::memchr2_iter(0xC2, 0xE2, cell).any(separates)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_negative_number_stays_one() {
        let guarded = |cell: &'static str| guarded(Cow::Borrowed(cell)).into_owned();
        assert_eq!(["-0.7500", "-1", "-1+1", "-a", "- 1"].map(guarded), ["-0.7500", "-1", "'-1+1", "'-a", "'- 1"]);
        assert_eq!(guarded("\u{3000}\u{202E}=1"), "'\u{3000}\u{202E}=1");
    }

    #[test]
    fn a_look_tells_what_has_to_be_done_wherever_it_stands() {
        for before in 0..40 {
            let cell = |found: &str| format!("{}{found}b", "a".repeat(before));
            let looks = ["", "-", "«»", "–", ",", "\"", "\n", "\u{2028}"].map(|found| Look::at(&cell(found)));
            let [harmless, parts, harmful] = [Look::Harmless, Look::Parts, Look::Harmful];
            let first = if before == 0 { harmful } else { harmless };
            // As a first letter a mark is looked at more closely.
            assert_eq!(looks, [harmless, first, first, first, parts, parts, harmful, harmful]);
            assert_eq!(
                ["", "-", " ", ",", "~", "\u{7F}", "é"].map(|found| is_word(&cell(found))),
                [true, before > 0, false, false, before > 0, false, false]
            );
        }
    }

    #[test]
    fn breaks_are_found_wherever_they_stand() {
        for found in ["\n", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\0"] {
            for before in 0..20 {
                let cell = format!("{}{found}b", "a".repeat(before));
                assert_eq!(one_line(&cell), format!("{} b", "a".repeat(before)), "{found:?}");
            }
        }
        let kept = "«نعم» – “yes” \u{A0}\u{202F}~";
        assert!(matches!(one_line(kept), Cow::Borrowed(_)));
    }

    #[test]
    fn a_cell_that_no_spreadsheet_holds_is_cut_once_and_says_so() {
        let units = |cell: &str| cell.encode_utf16().count();
        for text in ["😀".repeat(CELL), "a".repeat(CELL + 1), "قال ".repeat(9_000)] {
            let cut = plain(&text);
            assert!(units(&cut) <= CELL && units(&cut) > CELL - NOTICE, "{}", units(&cut));
            let notice = format!(" of {} characters]", text.chars().count());
            assert!(cut.ends_with(&notice) && text.starts_with(cut.rsplit_once(" [").unwrap().0));
            assert_eq!(plain(&cut), cut);
        }
        let fits = "a".repeat(CELL);
        assert!(matches!(plain(&fits), Cow::Borrowed(_)));
    }

    #[test]
    fn a_cell_comes_back_as_it_was_whatever_stands_in_front() {
        let cells = [
            "",
            "a",
            "=1",
            "'=1",
            "''=1",
            "''",
            " -x",
            "' -x",
            "'",
            "'a",
            "\u{200F}-a",
            "'\u{200F}-a",
            "-1",
            "'-1",
            "''-1",
        ];
        for cell in cells {
            let written = guarded(Cow::Borrowed(cell));
            assert_eq!(unguarded(&written), cell, "{written:?}");
            assert!(!is_formula(&written), "{written:?}");
        }
        assert_eq!(["=1", "'=1", "'-1", "'a"].map(|cell| guarded(Cow::Borrowed(cell))), ["'=1", "''=1", "'-1", "'a"]);
    }
}
