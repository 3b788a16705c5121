//! Numbers in digits: several in each row.

/// From so many on a number is written in pieces.
const PIECE: u64 = 10_000;

/// Appends a number to bytes.
pub(crate) fn push_digits(bytes: &mut Vec<u8>, number: u64) {
    if number >= PIECE {
        push_digits(bytes, number / PIECE);
    }
    let (four, skipped) = four(number);
    // All four are written, and those too many taken back: that takes no longer for one number than for another.
    bytes.extend_from_slice(&four);
    bytes.truncate(bytes.len() - skipped);
}

/// Appends a number to a text.
pub(crate) fn push_number(text: &mut String, number: u64) {
    if number >= PIECE {
        push_number(text, number / PIECE);
    }
    let (four, skipped) = four(number);
    text.extend(four[..4 - skipped].iter().map(|digit| char::from(*digit)));
}

/// The last four digits of a number in ASCII, and how many of the bytes are none.
#[inline]
fn four(number: u64) -> ([u8; 4], usize) {
    let digits = digits((number % PIECE) as u32);
    // The last digit counts, even where it is zero.
    let zeros = if number < PIECE { (digits | 1 << 24).trailing_zeros() / 8 } else { 0 };
    let ascii = (digits | u32::from_ne_bytes([b'0'; 4])) >> (8 * zeros);
    (ascii.to_le_bytes(), zeros as usize)
}

/// The four digits of a number as bytes, the first of them in the lowest.
#[inline]
fn digits(number: u32) -> u32 {
    let twos = (number / 100) | ((number % 100) << 16);
    // Divided by 10 in both places at once, by a multiplication that is exact for two digits.
    let tens = ((twos * 103) >> 10) & 0x0F_000F;
    tens | (twos - tens * 10) << 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_number() {
        let powers =
            (0..20).map(|power| 10_u64.pow(power)).flat_map(|power| [power - 1, power, power + 1, power / 3 * 2]);
        for number in (0..20_000).chain(powers).chain((0..1000).map(|part| part * 99_991)).chain([u64::MAX]) {
            let (mut bytes, mut text) = (b"a".to_vec(), "a".to_owned());
            push_digits(&mut bytes, number);
            push_number(&mut text, number);
            assert_eq!((text.as_bytes(), format!("a{number}")), (&*bytes, text.clone()));
        }
    }
}
