//! What was found once at a place of a sentence and is asked for again by every pattern that is tried there.

use std::cell::RefCell;

use smallvec::SmallVec;

/// Answers by what was asked. There are a few for a sentence, so they are looked through in order.
#[derive(Debug)]
pub(super) struct Memo<K, V>(RefCell<SmallVec<[(K, V); 4]>>);

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<K: Copy + PartialEq, V: Copy> Memo<K, V> {
    /// The answer that was given before, or the one that `find` gives now. It may ask the memo itself.
    pub fn get(&self, key: K, find: impl FnOnce() -> V) -> V {
        let known = self.0.borrow().iter().rev().find(|(known, _)| *known == key).map(|(_, value)| *value);
        known.unwrap_or_else(|| {
            let value = find();
            self.0.borrow_mut().push((key, value));
            value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_not_looked_for_again() {
        let memo = Memo::default();
        let mut searches = 0;
        let answers = [1, 2, 1, 1, 2].map(|key| {
            memo.get(key, || {
                searches += 1;
                key * 10
            })
        });
        assert_eq!((answers, searches), ([10, 20, 10, 10, 20], 2));
    }
}
