//! Cells of CSV files: how they are made harmless, and what they say when they are read again.

use std::borrow::Cow;

use crate::fold::letter::Letters;

/// The rule of the guard in words, for those who read the files with a program.
pub const RULE: &str = "A cell gets an apostrophe in front if it begins, after any number of apostrophes, with any number of spaces and invisible \
characters (White_Space, U+FEFF, U+061C, U+180E, U+200B to U+200F, U+202A to U+202E, U+2060 to U+2069) and then one of = + - @ or their \
full-width forms, unless what follows the apostrophes is a negative number. To get the text back, take one apostrophe away from a \
cell that begins with one and fits this description.";

/// The most that a cell can hold, in UTF-16 units, without its guard.
const CELL: usize = 32_766;
/// What the notice of a cell that was cut may take.
const NOTICE: usize = 80;

/// Line breaks, tabs and other controls become spaces, so that a row is one physical line.
fn one_line(cell: Cow<'_, str>) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if may_break(cell.as_bytes()) && cell.contains(breaks) { Cow::Owned(cell.replace(breaks, " ")) } else { cell }
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
    fitting(one_line(Cow::Borrowed(cell)))
}

/// The cell of a file without its guard.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| wants_guard(text)).unwrap_or(cell)
}

fn wants_guard(cell: &str) -> bool {
    // So begin nearly all.
    let plain = Letters::known().letter(cell, 0).is_some_and(|(first, _)| first.is_alphanumeric());
    !plain && is_formula(cell.trim_start_matches('\''))
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

/// Whether a control character or separator is in the cell: its bytes are asked first, eight at once, for hardly a cell
/// holds one.
fn may_break(cell: &[u8]) -> bool {
    let (eights, rest) = cell.as_chunks::<8>();
    // The last eight are asked as a whole, even if some of them were before.
    let last = cell.last_chunk().copied().unwrap_or_else(|| {
        let mut last = [b' '; 8];
        last[..rest.len()].copy_from_slice(rest);
        last
    });
    let found = eights.iter().fold(breaks(last), |found, eight| found | breaks(*eight));
    if found == 0 {
        return false;
    }
    // Those of two and three bytes begin as quotation marks do, which many cells hold.
    let control = |byte: &u8| *byte < 0x20 || *byte == 0x7F;
    let separates = |at: usize| match cell[at..] {
        [0xC2, second, ..] => second < 0xA0,
        [_, second, third, ..] => second == 0x80 && third & 0xFE == 0xA8,
        _ => false,
    };
    memchr::memchr2_iter(0xC2, 0xE2, cell).any(separates) || cell.iter().any(control)
}

/// More than nothing if one of eight bytes is a control, or the first of a control or separator of two or three bytes.
fn breaks(eight: [u8; 8]) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let bytes = u64::from_le_bytes(eight);
    let less = |bytes: u64, than: u64| bytes.wrapping_sub(ONES * than) & !bytes;
    let is = |byte: u64| less(bytes ^ (ONES * byte), 1);
    (less(bytes, 0x20) | is(0x7F) | is(0xC2) | is(0xE2)) & (ONES << 7)
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
    fn breaks_are_found_wherever_they_stand() {
        for found in ["\n", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", "\0"] {
            for before in 0..20 {
                let cell = format!("{}{found}b", "a".repeat(before));
                assert_eq!(one_line(Cow::Borrowed(&cell)), format!("{} b", "a".repeat(before)), "{found:?}");
            }
        }
        let kept = "«نعم» – “yes” \u{A0}\u{202F}~";
        assert!(matches!(one_line(Cow::Borrowed(kept)), Cow::Borrowed(_)));
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
