//! Words by number: every different one is kept once, in one buffer, and found by one look-up.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

/// A set of words, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Interned {
    numbers: HashTable<u32>,
    /// The words one after the other.
    text: String,
    /// Where each of them ends.
    ends: Vec<u32>,
}

impl Interned {
    /// Makes room for so many words.
    pub fn reserve(&mut self, words: usize) {
        let Self { numbers, text, ends } = self;
        numbers.reserve(words, |number| hash(word(text, ends, *number)));
        ends.reserve(words);
        text.reserve(words * 8);
    }

    /// The number of a word, if it is in the set.
    pub fn get(&self, word: &str) -> Option<u32> {
        self.numbers.find(hash(word), |number| self.is(*number, word)).copied()
    }

    /// The number of a word, which is added if it is not in the set.
    pub fn add(&mut self, word: &str) -> u32 {
        self.number(word).unwrap_or_else(|number| number)
    }

    /// The number of a word as `Ok`; `Err` with its number if it had to be added.
    pub fn number(&mut self, word: &str) -> Result<u32, u32> {
        let hash = hash(word);
        if let Some(number) = self.numbers.find(hash, |number| self.is(*number, word)) {
            return Ok(*number);
        }
        let number = self.ends.len() as u32;
        self.text.push_str(word);
        // What lies behind the last place is never found again.
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let Self { numbers, text, ends } = self;
        numbers.insert_unique(hash, number, |other| self::hash(self::word(text, ends, *other)));
        Err(number)
    }

    fn is(&self, number: u32, word: &str) -> bool {
        // Bytes are compared without asking where characters begin.
        self.text.as_bytes()[place(&self.ends, number)] == *word.as_bytes()
    }

    /// The word of a number.
    pub fn word(&self, number: u32) -> &str {
        word(&self.text, &self.ends, number)
    }

    /// All words in the order of their numbers.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).map(|number| self.word(number))
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of all words.
    pub fn letters(&self) -> usize {
        self.text.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

fn place(ends: &[u32], number: u32) -> Range<usize> {
    let number = number as usize;
    let start = number.checked_sub(1).map_or(0, |before| ends[before]);
    start as usize..ends[number] as usize
}

fn word<'t>(text: &'t str, ends: &[u32], number: u32) -> &'t str {
    text.get(place(ends, number)).unwrap_or_default()
}

fn hash(word: &str) -> u64 {
    FxBuildHasher.hash_one(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_one_number_and_leads_back_from_it() {
        let mut words = Interned::default();
        let all: Vec<String> = (0..1000).map(|number| "x".repeat(number % 7) + &number.to_string()).collect();
        for round in 0..2 {
            for (number, word) in all.iter().enumerate() {
                let expected = if round == 0 { Err(number as u32) } else { Ok(number as u32) };
                assert_eq!(words.number(word), expected);
            }
        }
        assert!(words.words().eq(&all));
        assert_eq!((words.get("xx77"), words.get("y"), words.len()), (None, None, all.len()));
        assert_eq!(words.get(&all[77]), Some(77));
        assert_eq!(words.word(77), all[77]);
    }
}
