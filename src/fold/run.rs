//! Runs of letters: sixteen bytes of a text are looked at at once, for where a word ends cannot be foreseen and each
//! question whether it goes on would be answered too late.

use super::eight::{HIGHEST, letters};

/// How many bytes are looked at at once.
pub const HEAD: usize = 16;

/// How many bytes from the first are ASCII letters. Digits, which few words have, are left out: the answer is waited for.
#[inline]
pub const fn ascii(head: u128) -> usize {
    let (low, high) = (others(head as u64), (head >> 64) as u64);
    // Few words are longer than eight letters.
    (if low != 0 { low.trailing_zeros() } else { 64 + others(high).trailing_zeros() }) as usize / 8
}

/// How many bytes from the first make up letters, marks and digits of the Arabic alphabet, two bytes each: from U+0620 to
/// U+0669.
#[inline]
pub const fn arabic(head: u128) -> usize {
    let [low, high] = [head as u64, (head >> 64) as u64];
    let [low, high] = [arabic_letters(low), arabic_letters(high)];
    // Some words have four letters and others have more, so that this is no question: only of four the third bit is one.
    (low + (high & (low >> 2).wrapping_neg())) as usize * 2
}

/// The highest bit of each byte that is no ASCII letter.
const fn others(bytes: u64) -> u64 {
    letters(bytes) ^ HIGHEST
}

/// How many of four pairs of bytes from the first are such letters.
const fn arabic_letters(bytes: u64) -> u32 {
    const PAIRS: u64 = u64::MAX / 0xFFFF;
    const HIGHEST: u64 = PAIRS << 15;
    // With the first byte above the second, what is such a letter is a number between two others.
    let pairs = bytes.swap_bytes();
    let rest = pairs & !HIGHEST;
    let reached = rest + PAIRS * (0x8000 - (0xD8A0 & 0x7FFF));
    let passed = rest + PAIRS * (0x8000 - (0xD9AA & 0x7FFF));
    let others = !(pairs & reached & !passed) & HIGHEST;
    // The lowest bit stands for a fifth pair.
    ((others | 1).leading_zeros() + 1) / 16
}

#[cfg(test)]
mod tests {
    use super::super::eight::EACH;
    use super::super::letter::Letters;
    use super::*;

    fn head(text: &str) -> u128 {
        let mut bytes = [b' '; HEAD];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        u128::from_le_bytes(bytes)
    }

    #[test]
    fn a_run_of_ascii_ends_at_the_first_byte_that_is_no_letter() {
        for byte in (0..=u8::MAX).map(u128::from) {
            let goes_on = (byte as u8).is_ascii_alphabetic();
            for at in 0..HEAD {
                let letters = u128::from(EACH) << 64 | u128::from(EACH);
                let head = (letters * u128::from(b'z')) & !(0xFF << (8 * at)) | byte << (8 * at);
                assert_eq!(ascii(head), if goes_on { HEAD } else { at }, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn what_counts_as_arabic_belongs_to_words_and_most_of_it_counts() {
        let mut counted = 0;
        for c in (0x80..0x800).filter_map(char::from_u32) {
            for before in 0..8 {
                let text = format!("{}{c}", "م".repeat(before));
                let run = arabic(head(&text));
                assert!(run == text.len() && Letters::known().of(c).goes_on_word() || run == text.len() - 2, "{c:?}");
                counted += run / text.len();
            }
        }
        assert_eq!(counted, (0x66A - 0x620) * 8);
        assert_eq!([arabic(head("قال، إن")), arabic(head("said")), arabic(head("م\u{20AC}م"))], [6, 0, 2]);
        assert_eq!(arabic(head("ممممم12م")), 10);
    }
}
