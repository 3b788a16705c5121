//! Bits of many words at once: one of each of their flags, and which words have it.

use crate::fold::eight::EACH;

/// How many words are asked at once: as many as a number has bits.
pub(super) const BLOCK: usize = u64::BITS as usize;

/// A bit for each of some flags that have that one, which is a single bit.
pub(super) fn having(flags: &[u8; BLOCK], flag: u8) -> u64 {
    let bits = |eight: &[u8; 8]| {
        let own = u64::from_le_bytes(*eight) >> flag.trailing_zeros() & EACH;
        // Each product puts the bit of one byte where those of the others do not come: all eight into the highest byte.
        own.wrapping_mul(0x0102_0408_1020_4080) >> 56
    };
    flags.as_chunks().0.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

/// The numbers of the bits that are set.
pub fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        let some = bits != 0;
        bits &= bits.wrapping_sub(1);
        some.then_some(at)
    })
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
        assert!(ones(1 << 63 | 1).eq([0, 63]));
    }
}
