//! Short words looked up as numbers, so that nearly all which are not there are passed over without a look at any word.

use smallvec::SmallVec;

/// Some words, each with what it stands for.
#[derive(Clone, Debug)]
pub struct Short<T> {
    /// A bit for each [`sketch`] that a word has.
    sketches: Box<[u64; ROWS]>,
    /// How many of these bits stand before those of each number.
    before: Box<[u32; ROWS]>,
    /// The words of each sketch, hardly ever more than one, all in one place.
    words: Vec<SmallVec<[(u128, T); 1]>>,
    /// Those that are too long to be numbers.
    long: Vec<(Vec<u8>, T)>,
}

/// The most bytes of a word that is a number.
pub const LENGTH: usize = WIDTH - 1;
const WIDTH: usize = u128::BITS as usize / 8;

/// A word as a number: its bytes, the first of them the lowest, and its length. None where there are too many.
#[inline]
pub fn number(word: &[u8]) -> Option<u128> {
    // The first bytes and the last, of which some may be the same.
    let both = |first: u64, last: u64, bytes: usize| u128::from(first) | u128::from(last) << (8 * (word.len() - bytes));
    let bytes = match (word, word.first_chunk(), word.last_chunk(), word.first_chunk(), word.last_chunk()) {
        _ if word.len() > LENGTH => return None,
        (_, Some(first), Some(last), ..) => both(u64::from_le_bytes(*first), u64::from_le_bytes(*last), 8),
        (.., Some(first), Some(last)) => both(u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into(), 4),
        ([first, .., last], ..) => both(u64::from(*first) | u64::from(word[1]) << 8, (*last).into(), 1),
        ([only], ..) => u128::from(*only),
        ([], ..) => 0,
    };
    Some(with_length(bytes, word.len()))
}

/// The number of a word of that length by the bytes from its first on; one of more bytes than [`LENGTH`] has the number of
/// no word.
#[inline]
pub fn number_of_first(bytes: [u8; WIDTH], length: usize) -> u128 {
    let word = u128::from_le_bytes(bytes) & (1_u128 << (8 * length.min(LENGTH))).wrapping_sub(1);
    // Of a length that does not fit into a byte the rest would be lost.
    with_length(word, length.min(WIDTH))
}

#[inline]
fn with_length(bytes: u128, length: usize) -> u128 {
    bytes | (length as u128) << (8 * LENGTH)
}

const BITS: usize = u64::BITS as usize;
/// A bit each for so many sketches.
const ROWS: usize = 1 << 7;

/// The place of a word among the bits, which it shares with few others, by its first eight bytes and its length.
#[inline]
fn sketch(first: u64, length: u64) -> (usize, u32) {
    // The multiplier of FxHash.
    let mixed = (first ^ length << (u64::BITS - u8::BITS)).wrapping_mul(0x517C_C1B7_2722_0A95);
    let number = mixed >> (u64::BITS - (ROWS * BITS).ilog2());
    (number as usize / BITS, number as u32 % u64::BITS)
}

impl<T> Short<T> {
    /// What a word stands for.
    #[inline]
    pub fn get(&self, word: &[u8]) -> Option<&T> {
        match number(word) {
            Some(number) => self.by_number(number),
            None => self.long.iter().find(|(known, _)| known == word).map(|(_, value)| value),
        }
    }

    /// What a word stands for, by its number.
    #[inline]
    pub fn by_number(&self, word: u128) -> Option<&T> {
        self.by_beginning(word as u64, (word >> (8 * LENGTH)) as usize, || word)
    }

    /// The same by its first eight bytes, with zeros after those of a shorter word, by its length and by its number, which
    /// is asked for only where some word may have both.
    #[inline]
    pub fn by_beginning(&self, first: u64, length: usize, number: impl FnOnce() -> u128) -> Option<&T> {
        let (row, bit) = sketch(first, length as u64);
        if self.sketches[row] >> bit & 1 == 0 {
            return None;
        }
        let word = number();
        self.words.get(self.place(row, bit))?.iter().find(|(known, _)| *known == word).map(|(_, value)| value)
    }

    /// Where the words of a sketch are.
    #[inline]
    fn place(&self, row: usize, bit: u32) -> usize {
        (self.before[row] + (self.sketches[row] & ((1 << bit) - 1)).count_ones()) as usize
    }

    /// Whether all words are numbers.
    pub fn all_numbers(&self) -> bool {
        self.long.is_empty()
    }
}

impl<T: Default> Short<T> {
    /// What a word stands for, which is added if it is not there.
    pub fn entry(&mut self, word: &[u8]) -> &mut T {
        let Some(number) = number(word) else {
            let at = self.long.iter().position(|(known, _)| known == word).unwrap_or(self.long.len());
            if at == self.long.len() {
                self.long.push((word.to_vec(), T::default()));
            }
            return &mut self.long[at].1;
        };
        let (row, bit) = sketch(number as u64, (number >> (8 * LENGTH)) as u64);
        let place = self.place(row, bit);
        if self.sketches[row] >> bit & 1 == 0 {
            self.sketches[row] |= 1 << bit;
            self.before[row + 1..].iter_mut().for_each(|before| *before += 1);
            self.words.insert(place, SmallVec::new());
        }
        let alike = &mut self.words[place];
        let at = alike.iter().position(|(known, _)| *known == number).unwrap_or(alike.len());
        if at == alike.len() {
            alike.push((number, T::default()));
        }
        &mut alike[at].1
    }
}

impl<T> Default for Short<T> {
    fn default() -> Self {
        Self { sketches: Box::new([0; ROWS]), before: Box::new([0; ROWS]), words: Vec::new(), long: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_all_lengths_are_found_and_no_others() {
        let letters = "abcdefghijklmnopqrstuvwxyz";
        let words = || (0..letters.len()).flat_map(|end| (0..=end).map(move |from| &letters[from..end]));
        let mut known = Short::default();
        for (value, word) in words().enumerate().filter(|(value, _)| value % 3 == 0) {
            *known.entry(word.as_bytes()) = value;
        }
        for word in words() {
            let expected = words().enumerate().filter(|(value, _)| value % 3 == 0).find(|(_, known)| *known == word);
            let expected = expected.map(|(value, _)| value);
            // The empty word comes again and again, and has the value that it got last.
            if !word.is_empty() {
                assert_eq!(known.get(word.as_bytes()).copied(), expected, "{word}");
            }
        }
        assert_eq!([known.get(b"a\0"), known.get(b"\0"), known.get(b"zz")], [None; 3]);
    }

    #[test]
    fn a_word_has_one_number_wherever_it_stands() {
        let text = b"abcdefghijklmnopqrstuvwxyz";
        for from in 0..text.len() - WIDTH {
            for length in 0..=LENGTH {
                let bytes = *text[from..].first_chunk().unwrap();
                assert_eq!(number(&text[from..from + length]), Some(number_of_first(bytes, length)));
            }
        }
        assert_eq!(number(&text[..WIDTH]), None);
        let short = number(&text[..LENGTH]).unwrap();
        assert!(
            [WIDTH, LENGTH + 256].iter().all(|length| number_of_first(*text.first_chunk().unwrap(), *length) != short)
        );
    }
}
