//! Runs of letters: sixteen bytes of a text are looked at at once, for where a word ends cannot be foreseen and each
//! question whether it goes on would be answered too late.

use super::eight::{HIGHEST, letters, within};

/// How many bytes are looked at at once.
pub const HEAD: usize = 16;

/// How many bytes from the first are ASCII letters and digits.
#[inline]
pub const fn ascii(head: u128) -> usize {
    let (low, high) = (others(head as u64), (head >> 64) as u64);
    // Few words are longer than eight letters.
    (if low != 0 { low.trailing_zeros() } else { 64 + others(high).trailing_zeros() }) as usize / 8
}

/// How many bytes from the first make up letters, marks and digits of the Arabic alphabet, two bytes each. Some that are
/// seldom written do not count.
#[inline]
pub const fn arabic(head: u128) -> usize {
    let [low, high] = [head as u64, (head >> 64) as u64];
    let [low, high] = [not_arabic(low).trailing_zeros(), not_arabic(high).trailing_zeros()];
    // Of words some have four letters and others have more, so that this is no question: 64 has one bit, which nothing less has.
    (low + (high & (low >> 6).wrapping_neg())) as usize / 16 * 2
}

/// The highest bit of each byte that is no ASCII letter or digit.
const fn others(bytes: u64) -> u64 {
    (letters(bytes) | within(bytes, b'0', b'9')) ^ HIGHEST
}

/// Some bit of each pair of bytes that is no such letter, in the upper of the two.
const fn not_arabic(bytes: u64) -> u64 {
    const PAIRS: u64 = u64::MAX / 0xFFFF;
    // The first byte is 0xD8 or 0xD9, which its lowest bit tells apart; it is brought beside bits of the second.
    let strange = ((bytes ^ (PAIRS * 0xD8)) & (PAIRS * 0xFE)) + PAIRS * 0xFE;
    let odd = bytes << 8;
    let [third, fourth, fifth] = [bytes >> 3, bytes >> 4, bytes >> 5];
    // After 0xD8 come marks of all kinds and then, from 0xA0, letters; after 0xD9 all but some of 0xA8 to 0xAF belong to words.
    let (early, marks) = (!odd & !fifth, odd & fifth & !fourth & third);
    (strange | early | marks) & (PAIRS << 8)
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
    fn a_run_of_ascii_ends_at_the_first_byte_that_is_no_letter_and_no_digit() {
        for byte in (0..=u8::MAX).map(u128::from) {
            let goes_on = (byte as u8).is_ascii_alphanumeric();
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
        // 32 letters, and 64 characters but for 8.
        assert_eq!(counted, (32 + 64 - 8) * 8);
        assert_eq!([arabic(head("قال، إن")), arabic(head("said")), arabic(head("م\u{20AC}م"))], [6, 0, 2]);
        assert_eq!(arabic(head("ممممم12م")), 10);
    }
}
