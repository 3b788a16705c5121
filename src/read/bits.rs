//! Bits of many words at once: one of each of their flags, and which words have it.

use crate::fold::eight::{EACH, gathered};

/// How many words are asked at once: as many as a number has bits.
pub(super) const BLOCK: usize = u64::BITS as usize;

/// A bit for each of some flags that have that one, which is a single bit.
pub(super) fn having(flags: &[u8; BLOCK], flag: u8) -> u64 {
    let bits = |eight: &[u8; 8]| gathered(u64::from_le_bytes(*eight) >> flag.trailing_zeros() & EACH);
    flags.as_chunks().0.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

/// The numbers of the bits that are set.
#[inline]
pub fn ones(bits: u64) -> Ones {
    Ones(bits)
}

/// The numbers of some bits.
#[derive(Clone, Copy, Debug)]
pub struct Ones(u64);

impl Iterator for Ones {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let at = self.0.trailing_zeros() as usize;
        let some = self.0 != 0;
        self.0 &= self.0.wrapping_sub(1);
        some.then_some(at)
    }
}

impl DoubleEndedIterator for Ones {
    #[inline]
    fn next_back(&mut self) -> Option<usize> {
        let last = self.0.checked_ilog2()?;
        self.0 ^= 1 << last;
        Some(last as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_flag_is_told_of_the_words_that_have_it() {
        let flags: [u8; BLOCK] = std::array::from_fn(|at| (at * 37 + at / 8 * 11) as u8);
        for bit in 0..8 {
            let has = |at: &usize| flags[*at] >> bit & 1 == 1;
            assert!(ones(having(&flags, 1 << bit)).eq((0..BLOCK).filter(has)), "{bit}");
        }
        assert_eq!([0, u64::MAX].map(|bits| ones(bits).count()), [0, BLOCK]);
        assert!(ones(1 << 63 | 1).eq([0, 63]) && ones(1 << 63 | 5).rev().eq([63, 2, 0]));
    }
}
