//! Whole numbers in digits, written without a branch for each of them: several stand in every row.

/// Numbers below have at most eight digits.
const EIGHT: u64 = 100_000_000;

/// Appends a number with so many digits at least, up to eight.
#[inline]
pub fn push(cell: &mut Vec<u8>, number: u64, least: u32) {
    if number >= EIGHT {
        cell.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        return;
    }
    let digits = eight(number);
    // Zeros in front are the lowest bytes; the last digit always stands.
    let front = (digits.trailing_zeros() / u8::BITS).min(u64::BITS / u8::BITS - least.max(1));
    let shown = (digits | 0x3030_3030_3030_3030) >> (front * u8::BITS);
    cell.extend_from_slice(&shown.to_le_bytes());
    cell.truncate(cell.len() - front as usize);
}

/// The values of eight digits as bytes, the first digit lowest.
#[inline]
const fn eight(number: u64) -> u64 {
    // Halves beside each other, then their halves, then single digits: each division is a product and a shift.
    let fours = number / 10_000 | (number % 10_000) << 32;
    let hundreds = (fours * 10_486 >> 20) & 0x7F_0000_007F;
    let pairs = hundreds | (fours - 100 * hundreds) << 16;
    let tens = (pairs * 103 >> 10) & 0x000F_000F_000F_000F;
    tens | (pairs - 10 * tens) << 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_others_write_them() {
        let shown = |number: u64, least: u32| {
            let mut cell = b"x".to_vec();
            push(&mut cell, number, least);
            String::from_utf8(cell).unwrap()
        };
        let steps = (0..20_000).chain((0..12_000).map(|step| step * 9_973)).chain([EIGHT - 1, EIGHT, u64::MAX]);
        for number in steps {
            assert_eq!([shown(number, 1), shown(number, 3)], [format!("x{number}"), format!("x{number:03}")]);
        }
    }
}
