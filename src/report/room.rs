//! Bytes that grow at their end, into room that is filled beforehand: what is short is copied there as a block, whose
//! length does not depend on that of what it holds.

use std::borrow::Cow;
use std::io;

use crate::label::Label;

/// Bytes, with room behind them.
#[derive(Debug, Default)]
pub struct Room {
    /// The bytes, and behind them anything.
    bytes: Vec<u8>,
    /// How many bytes there are.
    end: usize,
}

/// So many bytes at least are filled at once.
const FILL: usize = 4 << 10;

/// What is no longer is copied as one block.
const SHORT: usize = 64;

/// How many digits a number has that is written without a look at how many it has.
const DIGITS: usize = 4;
/// The first number that has more.
const LONG: u64 = 10_u64.pow(DIGITS as u32);

impl Room {
    /// Goes on behind some bytes.
    pub fn behind(bytes: Vec<u8>) -> Self {
        let end = bytes.len();
        Self { bytes, end }
    }

    /// The bytes, without the room.
    pub fn into_bytes(mut self) -> Vec<u8> {
        self.bytes.truncate(self.end);
        self.bytes
    }

    /// The bytes so far.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..self.end]
    }

    /// The bytes before the last comma, as the text that they are.
    pub fn cell(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(self.bytes().strip_suffix(b",").unwrap_or(self.bytes()))
    }

    /// How many there are.
    #[inline]
    pub fn length(&self) -> usize {
        self.end
    }

    /// How many bytes there is room for.
    pub fn size(&self) -> usize {
        self.bytes.capacity()
    }

    /// Keeps no more than so many bytes.
    #[inline]
    pub fn truncate(&mut self, length: usize) {
        self.end = self.end.min(length);
    }

    /// Adds a byte.
    #[inline]
    pub fn push(&mut self, byte: u8) {
        self.block(&[byte], 1);
    }

    /// Adds a name.
    #[inline]
    pub fn label(&mut self, label: &'static Label) {
        self.block(label.block(), label.text().len());
    }

    /// Adds a name as a cell, with the comma after it.
    #[inline]
    pub fn label_cell(&mut self, label: &'static Label) {
        self.block(label.block(), label.text().len() + 1);
    }

    /// Adds some bytes.
    #[inline]
    pub fn extend(&mut self, bytes: &[u8]) {
        if self.bytes.len() - self.end < bytes.len() {
            self.fill(bytes.len());
        }
        if let Some((room, _)) = self.bytes[self.end..].split_at_mut_checked(bytes.len()) {
            room.copy_from_slice(bytes);
            self.end += bytes.len();
        }
    }

    /// Adds a part of a text, which begins at that byte of it.
    #[inline]
    pub fn part(&mut self, part: &str, text: &str, start: usize) {
        let block = text.as_bytes().get(start..).and_then(<[u8]>::first_chunk::<SHORT>);
        match block.filter(|_| part.len() <= SHORT) {
            Some(block) => self.block(block, part.len()),
            None => self.extend(part.as_bytes()),
        }
    }

    /// Adds once more what stands between two places.
    #[inline]
    pub fn again(&mut self, start: usize, end: usize) {
        let length = end - start;
        let block = self.bytes.get(start..).and_then(<[u8]>::first_chunk::<SHORT>).copied();
        match block.filter(|_| length <= SHORT) {
            Some(block) => self.block(&block, length),
            None => self.again_at_length(start, length),
        }
    }

    #[inline(never)] // It is asked from many places.
    fn again_at_length(&mut self, start: usize, length: usize) {
        if self.bytes.len() - self.end < length {
            self.fill(length);
        }
        self.bytes.copy_within(start..start + length, self.end);
        self.end += length;
    }

    /// Adds a number in at least so many digits, up to four, and a byte behind it.
    #[inline]
    pub fn number<const LEAST: usize>(&mut self, number: u64, behind: u8) {
        if number >= LONG {
            return self.long_number(number, behind);
        }
        self.digits::<LEAST>(digits(number) as u32, behind);
    }

    /// Adds two numbers with a stroke between them, and a byte behind them.
    #[inline]
    pub fn numbers(&mut self, [first, second]: [u64; 2], behind: u8) {
        if first.max(second) >= LONG {
            self.number::<1>(first, b'-');
            return self.number::<1>(second, behind);
        }
        let both = digits(first | second << u32::BITS);
        self.digits::<1>(both as u32, b'-');
        self.digits::<1>((both >> u32::BITS) as u32, behind);
    }

    /// Adds the digits of a number, at least so many, and a byte behind them.
    #[inline]
    fn digits<const LEAST: usize>(&mut self, digits: u32, behind: u8) {
        let zeros = (digits.trailing_zeros() / 8).min((DIGITS - LEAST) as u32);
        let written = u64::from(digits | u32::from_ne_bytes([b'0'; DIGITS])) | (u64::from(behind) << (8 * DIGITS));
        self.block(&(written >> (8 * zeros)).to_le_bytes(), DIGITS + 1 - zeros as usize);
    }

    #[cold]
    fn long_number(&mut self, number: u64, behind: u8) {
        self.extend(itoa::Buffer::new().format(number).as_bytes());
        self.push(behind);
    }

    /// Adds what is written into room for so many bytes; `write` tells how many it wrote.
    #[inline]
    pub fn written(&mut self, most: usize, write: impl FnOnce(&mut [u8]) -> usize) {
        if self.bytes.len() - self.end < most {
            self.fill(most);
        }
        let written = write(&mut self.bytes[self.end..]);
        self.end = (self.end + written).min(self.bytes.len());
    }

    /// Adds the first bytes of a block.
    #[inline]
    pub fn block<const BYTES: usize>(&mut self, block: &[u8; BYTES], length: usize) {
        if let Some(room) = self.bytes.get_mut(self.end..).and_then(<[u8]>::first_chunk_mut) {
            *room = *block;
            self.end += length;
        } else {
            self.last_block(block, length);
        }
    }

    #[cold]
    fn last_block(&mut self, block: &[u8], length: usize) {
        self.extend(&block[..length]);
    }

    /// Fills the room behind the bytes, for at least so many.
    #[cold]
    fn fill(&mut self, bytes: usize) {
        let filled = self.end + bytes.max(FILL);
        self.bytes.resize(filled.max(self.bytes.len()), 0);
    }
}

/// The digits of two numbers of no more than four, each in a half, the first one lowest: a digit a byte.
#[inline]
fn digits(numbers: u64) -> u64 {
    // Two pairs of digits each, then a digit a byte; none runs over into the next, for all are small.
    let hundreds = (numbers * 5243) >> 19 & 0x7F_0000_007F;
    let pairs = hundreds | (numbers - 100 * hundreds) << 16;
    let tens = (pairs * 103) >> 10 & 0xF_000F_000F_000F;
    tens | (pairs - 10 * tens) << 8
}

impl io::Write for Room {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(tell: impl FnOnce(&mut Room)) -> String {
        let mut room = Room::behind(b"a".to_vec());
        tell(&mut room);
        String::from_utf8(room.into_bytes()).unwrap()
    }

    #[test]
    fn numbers_are_written_as_they_are_printed() {
        for number in (0..11_000).chain([99_999, u64::MAX]) {
            assert_eq!(told(|room| room.number::<1>(number, b'-')), format!("a{number}-"));
            assert_eq!(told(|room| room.number::<3>(number, b'-')), format!("a{number:03}-"));
            let other = number.wrapping_mul(37) % 10_007;
            assert_eq!(told(|room| room.numbers([number, other], b',')), format!("a{number}-{other},"));
        }
    }

    #[test]
    fn texts_of_any_length_are_added_in_any_way() {
        let text = "قال سامر: yes, ".repeat(900);
        for length in (0..200).chain(9_000..9_100).filter(|length| text.is_char_boundary(*length)) {
            let (part, last) = (&text[..length], text.len() - length);
            assert_eq!(told(|room| room.extend(part.as_bytes())), ["a", part].concat());
            assert_eq!(told(|room| room.part(part, &text, 0)), ["a", part].concat());
            if let Some(part) = text.get(last..) {
                assert_eq!(told(|room| room.part(part, &text, last)), ["a", part].concat());
            }
            let twice = |room: &mut Room| {
                room.extend(part.as_bytes());
                room.again(1, 1 + part.len());
            };
            assert_eq!(told(twice), ["a", part, part].concat());
        }
    }
}
