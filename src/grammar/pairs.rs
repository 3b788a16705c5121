//! Pairs of words, of which nearly none are in: told by a few bits, without a look at a table.

/// Words that follow another one in pairs, a bit each that others share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followers(u32);

impl Followers {
    /// No word: it is shared with whatever follows, the end of the text too.
    pub const NONE: Self = Self(1 << 31);

    /// The word of that number.
    pub fn of(number: u32) -> Self {
        // The golden ratio, as hashes by multiplication take it.
        Self(1 << (number.wrapping_mul(0x9E37_79B9) >> 27).min(30) | Self::NONE.0)
    }

    /// Adds those of another set.
    pub fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Those without what follows no word at all.
    pub fn some(self) -> Self {
        Self(self.0 & !Self::NONE.0)
    }

    /// Whether some word may be in both; `false` is certain.
    #[inline]
    pub fn may_share(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

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
    fn a_word_follows_where_it_was_added_and_hardly_elsewhere() {
        let mut followers = Followers::default();
        (0..7).for_each(|number| followers.add(Followers::of(number * 7).some()));
        assert!((0..7).all(|number| followers.may_share(Followers::of(number * 7))));
        let others = (100..1100).filter(|number| followers.may_share(Followers::of(*number))).count();
        assert!(others < 250, "{others}");
        assert!(!followers.may_share(Followers::NONE));
        followers.add(Followers::NONE);
        assert!(followers.may_share(Followers::NONE) && followers.may_share(Followers::of(3)));
    }

    #[test]
    fn all_pairs_that_are_in_may_be_and_few_others() {
        let mut pairs = Pairs::default();
        (0..2000).for_each(|number| pairs.add(number % 50, number));
        assert!((0..2000).all(|number| pairs.may_have(number % 50, number)));
        let others = (0..2000).filter(|number| pairs.may_have(number % 50 + 1, *number)).count();
        assert!(others < 200, "{others}");
    }
}
