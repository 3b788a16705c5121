//! Eight bytes looked at at once: a number whose bytes they are, with an answer in the highest bit of each.

/// The lowest bit of each byte.
pub const EACH: u64 = u64::MAX / 255;
/// The highest bit of each byte.
pub const HIGHEST: u64 = EACH << 7;

/// The highest bit of each byte that is ASCII and from `first` to `last`.
#[inline]
pub const fn within(bytes: u64, first: u8, last: u8) -> u64 {
    // Seven bits and what is missing to a bound reach the eighth where they are not below it, and no other byte.
    let seven = bytes & !HIGHEST;
    let reached = seven + EACH * (0x80 - first) as u64;
    let passed = seven + EACH * (0x7F - last) as u64;
    reached & !passed & !bytes & HIGHEST
}

/// The highest bit of each byte that is an ASCII letter.
#[inline]
pub const fn letters(bytes: u64) -> u64 {
    within(bytes | (EACH * 0x20), b'a', b'z')
}

/// The lowest bit of each byte, where no byte has another: one beside the other, in the order of the bytes.
#[inline]
pub const fn gathered(lowest: u64) -> u64 {
    // The product puts the bit of one byte where those of the others do not come: all eight into the highest byte.
    lowest.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_is_told_by_itself() {
        for byte in 0..=u8::MAX {
            let bytes = u64::from_le_bytes([byte, 0, b'a', 0xFF, byte, b'/', b'9', b':']);
            let told = |mask: u64| mask.to_le_bytes().map(|byte| byte == 0x80);
            let letter = byte.is_ascii_alphabetic();
            assert_eq!(told(letters(bytes)), [letter, false, true, false, letter, false, false, false], "{byte}");
            let digit = byte.is_ascii_digit();
            let expected = [digit, false, false, false, digit, false, true, false];
            assert_eq!(told(within(bytes, b'0', b'9')), expected, "{byte}");
        }
    }
}
