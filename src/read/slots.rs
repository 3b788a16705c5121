//! Where numbers are found by a hash, in one line of the processor's cache for nearly every word: a general table would
//! ask for two, and every token of every text is looked up.

use hashbrown::HashTable;

/// Numbers from 1 by the hashes of what they stand for, each with half of its hash, so that hardly any is asked that
/// stands for something else: what it stands for lies farther away.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// The numbers; nothing is where they are 0. Free places follow those that are taken.
    slots: Vec<Slot>,
    taken: usize,
    /// Numbers that are too large for these, which only a text of very many different words has.
    large: HashTable<u32>,
}

/// The higher half of a hash above a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot(u32);

impl Slot {
    /// The number; 0 where there is none.
    #[inline]
    pub fn number(self) -> u32 {
        self.0 & u32::from(u16::MAX)
    }

    /// Whether the number stands for something with half of that hash.
    #[inline]
    pub fn may_be(self, hash: u32) -> bool {
        (self.0 ^ hash) >> u16::BITS == 0
    }
}

/// How many places there are at first, a power of two.
const FIRST: usize = 1 << 13;
/// So many of so many places are taken at most.
const FULL: [usize; 2] = [3, 4];

impl Slots {
    /// What stands at the place of a hash. So little is done for each that the processor asks for the next places before
    /// it has the answer for one.
    #[inline]
    pub fn at(&self, hash: u32) -> Slot {
        self.slots.get(hash as usize & self.mask()).copied().unwrap_or_default()
    }

    /// The number with that hash which is the wanted one.
    pub fn find(&self, hash: u32, wanted: impl Fn(u32) -> bool) -> Option<u32> {
        let mut at = hash as usize;
        while let Some(slot) = self.slots.get(at & self.mask()).filter(|slot| slot.number() != 0) {
            if slot.may_be(hash) && wanted(slot.number()) {
                return Some(slot.number());
            }
            at += 1;
        }
        // Hardly any text has so many words.
        if self.large.is_empty() {
            return None;
        }
        self.large.find(spread(hash), |number| wanted(*number)).copied()
    }

    /// Adds a number that is not in; `hash` tells that of each number which is.
    pub fn insert(&mut self, number: u32, hash: impl Fn(u32) -> u32) {
        if u16::try_from(number).is_err() {
            self.large.insert_unique(spread(hash(number)), number, |number| spread(hash(*number)));
            return;
        }
        let [some, of] = FULL;
        if self.taken * of >= self.slots.len() * some {
            let larger = (self.slots.len() * 2).max(FIRST);
            let held = std::mem::replace(&mut self.slots, vec![Slot::default(); larger]);
            let held = held.into_iter().map(Slot::number).filter(|number| *number != 0);
            held.for_each(|number| self.put(number, hash(number)));
        }
        self.taken += 1;
        self.put(number, hash(number));
    }

    fn put(&mut self, number: u32, hash: u32) {
        let mask = self.mask();
        let mut at = hash as usize & mask;
        while self.slots[at].number() != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = Slot(hash & u32::MAX << u16::BITS | number);
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
