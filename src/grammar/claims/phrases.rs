//! Phrases of the rules for claims, in such an order that most words are passed over at once.

use compact_str::CompactString;
use smallvec::SmallVec;

use super::Match;

/// A word as phrases match it: folded, without a joined conjunction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<'w> {
    /// A number in digits.
    Number,
    /// Any other word or mark.
    Key(&'w str),
}

/// A word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Number,
    Key(CompactString),
    /// The letters that a word begins with.
    Beginning(CompactString),
}

impl Part {
    pub fn matches(&self, word: Word<'_>) -> bool {
        match (self, word) {
            (Self::Number, Word::Number) => true,
            (Self::Key(key), Word::Key(word)) => key == word,
            (Self::Beginning(letters), Word::Key(word)) => word.starts_with(letters.as_str()),
            _ => false,
        }
    }
}

/// The phrases that begin with one word.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrases {
    /// What those tell that are no longer.
    pub alone: Match,
    /// Of the others those that any word may follow, then the rest by the letters that their second words begin with.
    phrases: Vec<Phrase>,
    /// The letters of these.
    seconds: Vec<u8>,
    /// A bit for each of these letters: most words are passed over by them alone.
    letters: u64,
}

impl Phrases {
    pub fn add(&mut self, phrase: Phrase) {
        if phrase.rest.is_empty() {
            return self.alone.add(&phrase);
        }
        let alone = self.phrases.len() - self.seconds.len();
        let at = phrase.second().map_or(0, |second| {
            let at = self.seconds.partition_point(|other| *other < second);
            self.seconds.insert(at, second);
            self.letters |= 1 << second;
            alone + at
        });
        self.phrases.insert(at, phrase);
    }

    /// The longer ones that may go on with a word.
    pub fn before<'w>(&self, second: impl FnOnce() -> Option<Word<'w>>) -> impl Iterator<Item = &Phrase> {
        let second = if self.letters == 0 { None } else { second() };
        let second = second.map(|second| if let Word::Key(word) = second { letter(word) } else { letter("") });
        let (alone, others) = self.phrases.split_at(self.phrases.len() - self.seconds.len());
        let alike = second.filter(|second| self.letters >> second & 1 == 1).map_or(0..0, |second| {
            let from = self.seconds.partition_point(|other| *other < second);
            from..from + self.seconds[from..].iter().take_while(|other| **other == second).count()
        });
        alone.iter().chain(&others[alike])
    }
}

/// A number for the letter that a word begins with; several letters share one.
fn letter(word: &str) -> u8 {
    match word.as_bytes() {
        [first, ..] if first.is_ascii() => first & 63,
        // Of letters of two bytes the second tells them apart.
        [_, second, ..] => second & 63,
        _ => 0,
    }
}

/// A phrase without its first word.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub rest: SmallVec<[Part; 1]>,
    /// The rule that it is a phrase of; none where it only looks like one.
    pub rule: Option<usize>,
}

impl Phrase {
    /// The letter that its second word begins with; none where that may be any word.
    fn second(&self) -> Option<u8> {
        match self.rest.first()? {
            Part::Number => Some(letter("")),
            Part::Beginning(letters) if letters.is_empty() => None,
            Part::Key(word) | Part::Beginning(word) => Some(letter(word)),
        }
    }
}
