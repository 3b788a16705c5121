//! Pairs of words, of which nearly none are in: told by one bit, without a look at a table.

/// A set of pairs of numbers that may say of a pair that it is in although it is not.
#[derive(Clone, Debug)]
pub(super) struct Pairs(Vec<u64>);

impl Default for Pairs {
    fn default() -> Self {
        Self(vec![0; 1 << 10])
    }
}

impl Pairs {
    /// Adds a pair.
    pub fn add(&mut self, first: u32, second: u32) {
        let (row, bit) = self.place(first, second);
        self.0[row] |= bit;
    }

    /// Whether the pair may be in; `false` is certain.
    #[inline]
    pub fn may_have(&self, first: u32, second: u32) -> bool {
        let (row, bit) = self.place(first, second);
        self.0[row] & bit != 0
    }

    #[inline]
    fn place(&self, first: u32, second: u32) -> (usize, u64) {
        // The golden ratio, as hashes by multiplication take it.
        let mixed = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        ((mixed >> 40) as usize % self.0.len(), 1 << (mixed >> 58))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_pairs_that_are_in_may_be_and_few_others() {
        let mut pairs = Pairs::default();
        (0..2000).for_each(|number| pairs.add(number % 50, number));
        assert!((0..2000).all(|number| pairs.may_have(number % 50, number)));
        let others = (0..2000).filter(|number| pairs.may_have(number % 50 + 1, *number)).count();
        assert!(others < 200, "{others}");
    }
}
