//! Cells of CSV files: how they are made harmless, and what they say when they are read again.

use std::borrow::Cow;
use std::ops::Range;

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
        if found & BREAKS != 0 || bytes.len() > CELL || may_begin_formula(bytes) {
            Self::Harmful
        } else if found & PARTS != 0 {
            Self::Parts
        } else {
            Self::Harmless
        }
    }

    /// Looks at a cell that is part of a harmless one: only how it begins can make it another.
    pub fn within_harmless(cell: &str) -> Self {
        if may_begin_formula(cell.as_bytes()) { Self::Harmful } else { Self::Harmless }
    }
}

/// From the first to the last byte of a cell for which it needs quotation marks.
pub fn parts(cell: &str) -> Range<usize> {
    let [comma, mark] = [b',', b'"'];
    let first = memchr::memchr2(comma, mark, cell.as_bytes()).unwrap_or(cell.len());
    let last = memchr::memrchr2(comma, mark, cell.as_bytes());
    first..last.map_or(first, |last| last + 1)
}

/// Line breaks, tabs and other controls become spaces, so that a row is one physical line.
fn one_line(cell: &str) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if kinds(cell.as_bytes()) & BREAKS != 0 && cell.contains(breaks) {
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

/// Whether a cell begins with bytes with which one may begin that wants a guard: nearly none does.
#[inline]
fn may_begin_formula(cell: &[u8]) -> bool {
    // The letters with which nearly all cells begin are passed over at once.
    cell.first().is_some_and(|first| FIRST[usize::from(*first)] || cell.starts_with(&MARK)) && may_begin_one(cell)
}

/// The mark of direction among the Arabic letters.
const MARK: [u8; 2] = [0xD8, 0x9C];

/// Whether a byte may be the first of a cell that wants a guard, unless it is that of [`MARK`].
const FIRST: [bool; 256] = {
    let mut first = [false; 256];
    let mut byte = 0;
    while byte < first.len() {
        first[byte] = matches!(byte as u8, b'=' | b'+' | b'-' | b'@' | b'\'' | ..=b' ' | 0xC2 | 0xE1..=0xE3 | 0xEF);
        byte += 1;
    }
    first
};

#[inline(never)] // Few cells are asked.
fn may_begin_one(cell: &[u8]) -> bool {
    match cell {
        [b'=' | b'+' | b'-' | b'@' | b'\'', ..] => true,
        // Quotation marks and dashes, which stand among spaces and marks of direction.
        [0xE2, 0x80, 0x90..=0x9F, ..] | [0xC2, 0xA1..=0xBF, ..] => false,
        // Where all other marks of direction and the wide forms are.
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

/// What may be a control character or a separator of lines.
const BREAKS: u8 = 1;
/// What parts cells or stands around them.
const PARTS: u8 = 1 << 1;

/// What a byte is of these, which another follows, in such a form that many can be asked at once.
#[inline]
const fn kind(byte: u8, next: u8) -> u8 {
    let control = (byte < 0x20) as u8 | (byte == 0x7F) as u8 | ((byte == 0xC2) as u8 & (next < 0xA0) as u8);
    // The last two bytes of a separator.
    let separator = (byte == 0x80) as u8 & (next & 0xFE == 0xA8) as u8;
    let parts = (byte == b',') as u8 | (byte == b'"') as u8;
    ((control | separator) * BREAKS) | (parts * PARTS)
}

/// The same of each byte whatever follows it: what may be the first byte of such a character is told to be one.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0;
    while byte < kinds.len() {
        let begins = (byte & 0xDF == 0xC2) as u8;
        kinds[byte] = kind(byte as u8, u8::MAX) | (begins * BREAKS);
        byte += 1;
    }
    kinds
};

/// How many bytes are asked at once.
const BLOCK: usize = 16;

/// What there is of that among the bytes of a cell.
#[inline]
fn kinds(cell: &[u8]) -> u8 {
    let [before @ .., last] = cell else { return 0 };
    let [_, after @ ..] = cell else { return 0 };
    let mut all = [0; BLOCK];
    let mut ask = |block: &[u8; BLOCK], next: &[u8; BLOCK]| {
        for at in 0..BLOCK {
            all[at] |= kind(block[at], next[at]);
        }
    };
    // What is at the end is asked as a whole, even if some of the bytes were before.
    if let (Some(end), Some(next)) = (before.last_chunk(), after.last_chunk()) {
        ask(end, next);
        before.as_chunks().0.iter().zip(after.as_chunks().0).for_each(|(block, next)| ask(block, next));
    } else if let (Some(block), Some(next)) = (both_ends(before), both_ends(after)) {
        ask(&block, &next);
    } else {
        return cell.iter().fold(0, |found, byte| found | KINDS[usize::from(*byte)]);
    }
    let halves = u128::from_ne_bytes(all);
    let eight = halves as u64 | (halves >> 64) as u64;
    let four = eight as u32 | (eight >> 32) as u32;
    let two = four | four >> 16;
    (two | two >> 8) as u8 | KINDS[usize::from(*last)]
}

/// The first and the last eight bytes.
#[inline]
fn both_ends(bytes: &[u8]) -> Option<[u8; BLOCK]> {
    let ends = [bytes.first_chunk()?, bytes.last_chunk()?].map(|eight| u128::from(u64::from_ne_bytes(*eight)));
    Some((ends[0] | ends[1] << 64).to_ne_bytes())
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
            let cell = |found: &str| format!("{}{found}and more", "a".repeat(before));
            let looks = ["", "-", "«»", "–", ",", "\"", "\n", "\u{85}", "\u{2028}", "\u{202F}", "\u{A0}"];
            let looks = looks.map(|found| Look::at(&cell(found)));
            let [harmless, parts, harmful] = [Look::Harmless, Look::Parts, Look::Harmful];
            // As a first letter a mark or a space is looked at more closely.
            let first = if before == 0 { harmful } else { harmless };
            let expected = [harmless, first, harmless, harmless, parts, parts, harmful, harmful, harmful, first, first];
            assert_eq!(looks, expected);
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
