//! Numbers in digits: several in each row.

/// Above so many a number is written in two pieces.
const PIECE: u64 = 100_000_000;

/// Appends a number to bytes.
pub(crate) fn push_digits(bytes: &mut Vec<u8>, number: u64) {
    if number >= PIECE {
        push_digits(bytes, number / PIECE);
    }
    let (eight, skipped) = eight(number);
    // All eight are written, and those too many taken back: that takes no longer for one number than for another.
    bytes.extend_from_slice(&eight);
    bytes.truncate(bytes.len() - skipped);
}

/// Appends a number to a text.
pub(crate) fn push_number(text: &mut String, number: u64) {
    if number < 10 {
        text.push(char::from(b'0' + number as u8));
        return;
    }
    if number >= PIECE {
        push_number(text, number / PIECE);
    }
    let (eight, skipped) = eight(number);
    text.extend(eight[..8 - skipped].iter().map(|digit| char::from(*digit)));
}

/// The last digits of a number in ASCII, and how many of the eight bytes are none.
#[inline]
fn eight(number: u64) -> ([u8; 8], usize) {
    let digits = digits(number % PIECE);
    // The last digit counts, even where it is zero.
    let zeros = if number < PIECE { (digits | 1 << 56).trailing_zeros() / 8 } else { 0 };
    let ascii = (digits | u64::from_ne_bytes([b'0'; 8])) >> (8 * zeros);
    (ascii.to_le_bytes(), zeros as usize)
}

/// The eight digits of a number as bytes, the first of them in the lowest: halved three times, each half in its place.
#[inline]
fn digits(number: u64) -> u64 {
    let fours = number / 10_000 | number % 10_000 << 32;
    // Divided by 100 and by 10 in each place at once, by a multiplication that is exact for so few digits.
    let hundreds = fours * 10_486 >> 20 & 0x7F_0000_007F;
    let twos = hundreds | (fours - hundreds * 100) << 16;
    let tens = twos * 103 >> 10 & 0x0F_000F_000F_000F;
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
