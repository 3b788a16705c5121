//! Texts of two and four bytes a character that no byte-order mark tells of, and those of four that one does.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many bytes are looked at.
const HEAD: usize = 1024;

/// The text in UTF-32, with a byte-order mark or without.
pub(super) fn utf_32(bytes: &[u8]) -> Option<String> {
    if bytes.len() < 8 || !bytes.len().is_multiple_of(4) {
        return None;
    }
    let orders: [fn([u8; 4]) -> u32; 2] = [u32::from_le_bytes, u32::from_be_bytes];
    orders.into_iter().find_map(|order| {
        let mut units = bytes.chunks_exact(4).map(|unit| order([unit[0], unit[1], unit[2], unit[3]])).peekable();
        units.next_if_eq(&0xFEFF);
        // NUL is in no text, and two letters of any other encoding are no code point.
        units.map(|unit| char::from_u32(unit).filter(|c| *c != '\0')).collect()
    })
}

/// The order of UTF-16 without a byte-order mark: Latin letters, marks and spaces have a zero in one half, always the
/// same one, and what tells the bytes apart from any other encoding is that there are zeros at all.
pub(super) fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let zeros = |half: usize| head.iter().skip(half).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    // A letter whose own half is zero is rare.
    let tells = |zeros: usize, other: usize| zeros * 20 > head.len().max(40) && other * 10 <= zeros;
    let encoding = match (first, second) {
        (first, second) if tells(second, first) => UTF_16LE,
        (first, second) if tells(first, second) => UTF_16BE,
        _ => return None,
    };
    let (_, damaged) = encoding.decode_without_bom_handling(bytes);
    (!damaged).then_some(encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "قالت البلدية إن الجسر آمن، وفق ما ذكر بيان لها. 12 😀";

    #[test]
    fn utf_32_is_read_in_both_orders_with_a_mark_and_without() {
        for mark in ["", "\u{FEFF}"] {
            let marked = format!("{mark}{TEXT}");
            let little: Vec<u8> = marked.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
            let big: Vec<u8> = marked.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
            assert_eq!([&little, &big].map(|bytes| utf_32(bytes)), [Some(TEXT.to_owned()), Some(TEXT.to_owned())]);
        }
        assert_eq!(utf_32(TEXT.as_bytes()), None);
        assert_eq!(utf_32(b"abcdefgh"), None);
    }

    #[test]
    fn utf_16_without_a_mark_is_told_by_its_spaces() {
        let little: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(utf_16(&little), Some(UTF_16LE));
        assert_eq!(utf_16(&big), Some(UTF_16BE));
        assert_eq!(utf_16(TEXT.as_bytes()), None);
        assert_eq!(utf_16(b"a\0b"), None);
        assert_eq!(utf_16(&[0; 64]), None);
    }
}
