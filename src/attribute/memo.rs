//! What was found once at a place of a sentence and is asked for again by every pattern that is tried there.

use std::cell::{Cell, RefCell};

use smallvec::SmallVec;

use super::phrase::Phrase;

/// What is asked for: a noun phrase beside a token, or whether the words before it are a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked(u64);

impl Asked {
    /// The subject that ends right before a token.
    pub const fn subject(end: usize) -> Self {
        Self(1 << 56 | end as u64)
    }

    /// The subject shared with a verb further left, by the token after the verb's clause.
    pub const fn shared(end: usize) -> Self {
        Self(2 << 56 | end as u64)
    }

    /// Whether the words before a token are a clause.
    pub const fn clause(end: usize) -> Self {
        Self(3 << 56 | end as u64)
    }

    /// The phrase that begins at a token after a cue: by the lemma, whether the word has a joined preposition in front, whether
    /// the phrase is the subject, whether it is without an apposition, whether a target may end it.
    pub fn after(at: usize, lemma: u16, [joined, subject, plain, target]: [bool; 4]) -> Self {
        let flags = u64::from(joined) | u64::from(subject) << 1 | u64::from(plain) << 2 | u64::from(target) << 3;
        Self(4 << 56 | flags << 48 | u64::from(lemma) << 32 | at as u64)
    }

    /// One bit of 64, told by all of it.
    fn bit(self) -> u64 {
        1 << (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 58)
    }
}

/// What was asked, and what was found.
type Answer = (Asked, Option<Phrase>);

/// Answers by what was asked. There are a few for a sentence, so they are looked through in order.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// The bits of all that was asked: most is asked for the first time.
    bits: Cell<u64>,
    answers: RefCell<SmallVec<[Answer; 16]>>,
}

impl Memo {
    /// Forgets all answers.
    pub fn clear(&mut self) {
        self.bits.set(0);
        self.answers.get_mut().clear();
    }

    /// The answer that was given before, or the one that `find` gives now. It may ask the memo itself.
    pub fn get(&self, asked: Asked, find: impl FnOnce() -> Option<Phrase>) -> Option<Phrase> {
        if self.bits.get() & asked.bit() != 0
            && let Some(known) = self.known(asked)
        {
            return known;
        }
        let found = find();
        self.bits.set(self.bits.get() | asked.bit());
        self.answers.borrow_mut().push((asked, found));
        found
    }

    #[inline(never)] // Four places ask.
    fn known(&self, asked: Asked) -> Option<Option<Phrase>> {
        self.answers.borrow().iter().rev().find(|(known, _)| *known == asked).map(|(_, found)| *found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_not_looked_for_again() {
        let memo = Memo::default();
        let mut searches = 0;
        let answers = [1, 2, 1, 1, 2].map(|end| {
            let phrase = memo.get(Asked::subject(end), || {
                searches += 1;
                Some(Phrase { start: 0, end: end * 10 })
            });
            phrase.unwrap().end
        });
        assert_eq!((answers, searches), ([10, 20, 10, 10, 20], 2));
    }

    #[test]
    fn what_is_asked_for_in_another_way_is_something_else() {
        let after = |flags| Asked::after(7, 1, flags);
        let flags = [[false; 4], [true, false, false, false], [false, false, false, true]];
        let mut asked = vec![Asked::subject(7), Asked::shared(7), Asked::clause(7), Asked::after(7, 2, [false; 4])];
        asked.extend(flags.map(after));
        assert!((0..asked.len()).all(|at| !asked[at + 1..].contains(&asked[at])));
    }
}
