//! Where numbers are found by a hash, in one line of the processor's cache for nearly every word: a general table would
//! ask for two, and every token of every text is looked up.

/// Numbers by the hashes of what they stand for. Hash and number lie side by side, free places follow those that are
/// taken, and at most a quarter is.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// The hash in the upper half, the number, from 1, in the lower; 0 where nothing is.
    slots: Vec<u64>,
    taken: usize,
}

/// How many places there are at first, a power of two.
const FIRST: usize = 1 << 12;

impl Slots {
    /// The number that stands at the first place for a hash; one that there is not where nothing stands there.
    #[inline]
    pub fn first(&self, hash: u32) -> u32 {
        self.slots.get(hash as usize & self.mask()).map_or(u32::MAX, |slot| (*slot as u32).wrapping_sub(1))
    }

    /// The number with that hash which is the wanted one.
    #[inline]
    pub fn find(&self, hash: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        let mut at = hash as usize;
        while let Some(slot) = self.slots.get(at & self.mask()) {
            let number = (*slot as u32).checked_sub(1)?;
            if (slot >> 32) as u32 == hash && wanted(number) {
                return Some(number);
            }
            at += 1;
        }
        None
    }

    /// Adds a number that is not in.
    pub fn insert(&mut self, hash: u32, number: u32) {
        if self.taken * 4 >= self.slots.len() {
            let larger = (self.slots.len() * 2).max(FIRST);
            let held = std::mem::replace(&mut self.slots, vec![0; larger]);
            held.into_iter().filter(|slot| *slot != 0).for_each(|slot| self.put(slot));
        }
        self.taken += 1;
        self.put(u64::from(hash) << 32 | u64::from(number + 1));
    }

    fn put(&mut self, slot: u64) {
        let mask = self.mask();
        let mut at = (slot >> 32) as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = slot;
    }

    fn mask(&self) -> usize {
        self.slots.len().wrapping_sub(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_found_by_its_hash_among_others_with_the_same() {
        let hash = |number: u32| (number / 3).wrapping_mul(0x9E37_79B9);
        let mut slots = Slots::default();
        assert_eq!(slots.find(7, |_| true), None);
        for number in 0..20_000 {
            slots.insert(hash(number), number);
        }
        for number in 0..20_000 {
            assert_eq!(slots.find(hash(number), |found| found == number), Some(number));
        }
        assert_eq!(slots.find(hash(1), |found| found == 9), None);
    }
}
