//! Cells of CSV files: how they are made harmless, and what they say when they are read again.

use std::borrow::Cow;

/// The rule of the guard in words, for those who read the files with a program.
pub const RULE: &str = "A cell gets an apostrophe in front if it begins with any number of spaces and invisible characters \
(White_Space, U+FEFF, U+061C, U+180E, U+200B to U+200F, U+202A to U+202E, U+2060 to U+2069) and then one of = + - @ or their \
full-width forms, unless it is a negative number. To get the text back, take the apostrophe away from a cell that begins with \
one and whose rest fits this description.";

/// Line breaks, tabs and other controls become spaces, so that a row is one physical line.
pub fn one_line(cell: Cow<'_, str>) -> Cow<'_, str> {
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    if may_break(cell.as_bytes()) && cell.contains(breaks) { Cow::Owned(cell.replace(breaks, " ")) } else { cell }
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe in front; the guard is part of the cell.
pub fn guarded(cell: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&cell) { Cow::Owned(format!("'{cell}")) } else { cell }
}

/// What a cell says that may have been read from a file: the guard in front is no part of it, and it is one line. A cell
/// says the same before it was written and after it was read.
pub fn plain(cell: &str) -> Cow<'_, str> {
    match one_line(Cow::Borrowed(cell)) {
        Cow::Borrowed(cell) => Cow::Borrowed(unguarded(cell)),
        Cow::Owned(cell) => Cow::Owned(unguarded(&cell).to_owned()),
    }
}

/// The cell of a table without its guard.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|guarded| is_formula(guarded)).unwrap_or(cell)
}

/// Whether a spreadsheet would take a cell for a formula; a negative number is none.
fn is_formula(cell: &str) -> bool {
    if cell.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
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
    let mut last = [b' '; 8];
    last[..rest.len()].copy_from_slice(rest);
    let found = eights.iter().fold(breaks(last), |found, eight| found | breaks(*eight));
    // Those of two and three bytes begin as quotation marks do, which many cells hold.
    let separates = |at: usize| match cell[at..] {
        [0xC2, second, ..] => second < 0xA0,
        [_, second, third, ..] => second == 0x80 && third & 0xFE == 0xA8,
        _ => false,
    };
    found > 0 || memchr::memchr2_iter(0xC2, 0xE2, cell).any(separates)
}

/// More than nothing if one of eight bytes is a control.
fn breaks(eight: [u8; 8]) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    let bytes = u64::from_le_bytes(eight);
    let less = |bytes: u64, than: u64| bytes.wrapping_sub(ONES * than) & !bytes;
    (less(bytes, 0x20) | less(bytes ^ (ONES * 0x7F), 1)) & (ONES << 7)
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
    fn a_cell_says_the_same_before_it_is_written_and_after_it_is_read() {
        for cell in ["", "a", "=1", "'=1", "''=1", " -x", "\t=1", "'", "a\nb", "\u{200F}-a\u{2028}", "'\n=1", "'a"] {
            let read = guarded(one_line(Cow::Borrowed(cell)));
            assert_eq!(plain(&read), plain(cell), "{cell:?}");
        }
    }
}
