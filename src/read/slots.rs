//! Where numbers are found by a hash, in one line of the processor's cache for nearly every word: a general table would
//! ask for two, and every token of every text is looked up.

use hashbrown::HashTable;

/// Numbers from 1 by the hashes of what they stand for. Free places follow those that are taken, and most are free, so
/// that few are asked that stand for something else.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// The numbers; 0 where nothing is. They alone are kept, for much else needs the cache.
    slots: Vec<u16>,
    taken: usize,
    /// Numbers that are too large for these, which only a text of very many different words has.
    large: HashTable<u32>,
}

/// How many places there are at first, a power of two.
const FIRST: usize = 1 << 12;
/// How many places there are at least for each number.
const SPARE: usize = 2;

impl Slots {
    /// The numbers that stand at the first places for some hashes; 0 where nothing stands there. So little is done for
    /// each that the processor asks for the next places before it has the answer for one.
    pub fn first<'s>(
        &'s self,
        hashes: impl ExactSizeIterator<Item = u32> + 's,
    ) -> impl ExactSizeIterator<Item = u32> + 's {
        let (slots, mask) = (self.slots.as_slice(), self.mask());
        hashes.map(move |hash| slots.get(hash as usize & mask).copied().unwrap_or_default().into())
    }

    /// The number with that hash which is the wanted one.
    pub fn find(&self, hash: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        let mut at = hash as usize;
        while let Some(number) = self.slots.get(at & self.mask()).copied().filter(|number| *number != 0) {
            if wanted(number.into()) {
                return Some(number.into());
            }
            at += 1;
        }
        self.large.find(spread(hash), |number| wanted(*number)).copied()
    }

    /// Adds a number that is not in; `hash` tells that of each number which is.
    pub fn insert(&mut self, number: u32, hash: impl Fn(u32) -> u32) {
        let Ok(number) = u16::try_from(number) else {
            self.large.insert_unique(spread(hash(number)), number, |number| spread(hash(*number)));
            return;
        };
        let hash = |number: u16| hash(number.into());
        if self.taken * SPARE >= self.slots.len() {
            let larger = (self.slots.len() * 2).max(FIRST);
            let held = std::mem::replace(&mut self.slots, vec![0; larger]);
            held.into_iter().filter(|number| *number != 0).for_each(|number| self.put(number, hash(number)));
        }
        self.taken += 1;
        self.put(number, hash(number));
    }

    fn put(&mut self, number: u16, hash: u32) {
        let mask = self.mask();
        let mut at = hash as usize & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = number;
    }

    fn mask(&self) -> usize {
        self.slots.len().wrapping_sub(1)
    }
}

/// A hash of twice the length, for a table that reads its first and its last bits.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_found_by_its_hash_among_others_with_the_same() {
        let hash = |number: u32| (number / 3).wrapping_mul(0x9E37_79B9);
        let mut slots = Slots::default();
        assert_eq!(slots.find(7, |_| true), None);
        for number in 1..=80_000 {
            slots.insert(number, hash);
        }
        for number in 1..=80_000 {
            assert_eq!(slots.find(hash(number), |found| found == number), Some(number));
        }
        assert_eq!(slots.find(hash(1), |found| found == 9), None);
    }
}
