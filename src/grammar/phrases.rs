//! Phrases by their first two words. They lie far apart, so few lines of memory are asked for: one for where those of
//! two words stand, and one for each two of them.

use std::cmp::Reverse;

use super::lexicon::{EntryId, Target, WordId};

/// An entry of several words, with what is asked of nearly every one of them in half a line of the processor's cache.
#[derive(Clone, Debug)]
#[repr(align(32))]
pub struct Phrase {
    /// What the phrase is.
    pub target: Target,
    /// Its first two words, by which it is found.
    pair: Pair,
    /// Its third word; the second again where there is none.
    third: WordId,
    /// Where its words after the first begin among those of all phrases.
    rest: u32,
    /// How many words it has.
    words: u16,
    /// How many of them belong to it: all but a last one of which only the beginning is given.
    length: u16,
    /// How many phrases were added before it: of two with the same number of words the first that was added counts.
    pub number: u32,
}

// Never a part of two lines.
const _: () = assert!(size_of::<Phrase>() == 32);

/// The first two words of a phrase.
type Pair = (EntryId, WordId);

/// Two words with the place of the phrases that may begin so.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    pair: Pair,
    from: u32,
    to: u32,
}

impl Phrase {
    /// How many words it has.
    pub fn words(&self) -> usize {
        self.words as usize
    }

    /// How many words belong to it: all but a last one of which it gives only the beginning.
    pub fn length(&self) -> usize {
        self.length as usize
    }

    /// Its third word.
    #[inline]
    pub fn third(&self) -> Option<WordId> {
        (self.words > 2).then_some(self.third)
    }
}

/// All phrases of a lexicon.
#[derive(Clone, Debug)]
pub struct Phrases {
    /// In the order of their places: common words begin hundreds of phrases.
    phrases: Vec<Phrase>,
    /// Where the phrases of each place begin, and where those of the last end; most places have none.
    places: Vec<u32>,
    /// The words after the first of all phrases.
    rests: Vec<WordId>,
}

/// There are at least so many times as many places as phrases.
const SPARE: usize = 2;

impl Default for Phrases {
    fn default() -> Self {
        Self { phrases: Vec::new(), places: vec![0; 2], rests: Vec::new() }
    }
}

impl Phrases {
    /// Two words with the place of the phrases that may begin so.
    #[inline]
    pub fn opening(&self, first: EntryId, second: WordId) -> Opening {
        let pair = (first, second);
        let at = self.place(pair);
        Opening { pair, from: self.places[at], to: self.places[at + 1] }
    }

    /// The first of the phrases that may begin so.
    #[inline]
    pub fn first(&self, opening: Opening) -> Option<&Phrase> {
        if opening.from < opening.to { self.phrases.get(opening.from as usize) } else { None }
    }

    /// The phrases that begin so, the longest first.
    #[inline]
    pub fn of(&self, opening: Opening) -> impl Iterator<Item = &Phrase> {
        let phrases = &self.phrases[opening.from as usize..opening.to as usize];
        phrases.iter().filter(move |phrase| phrase.pair == opening.pair)
    }

    /// The words of a phrase after the first.
    pub fn rest(&self, phrase: &Phrase) -> &[WordId] {
        &self.rests[phrase.rest as usize..][..phrase.words() - 1]
    }

    #[inline]
    fn place(&self, (first, second): Pair) -> usize {
        // The golden ratio, as hashes by multiplication take it.
        let mixed = (u64::from(first.0) << 32 | u64::from(second.0)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        // The number of places is a power of two.
        (mixed >> 40) as usize & (self.places.len() - 2)
    }

    /// Adds a phrase by its first word and the others; it is found once all are arranged.
    pub(super) fn add(&mut self, first: EntryId, rest: &[WordId], target: Target) {
        let [second, others @ ..] = rest else { return };
        let words = u16::try_from(rest.len() + 1).unwrap_or(u16::MAX);
        let beginning = rest.last().is_some_and(|last| last.is_beginning());
        self.phrases.push(Phrase {
            target,
            pair: (first, *second),
            third: *others.first().unwrap_or(second),
            rest: self.rests.len() as u32,
            words,
            length: words - u16::from(beginning),
            number: self.phrases.len() as u32,
        });
        self.rests.extend_from_slice(rest);
    }

    /// Puts the phrases to their places.
    pub(super) fn arrange(&mut self) {
        self.places = vec![0; (self.phrases.len() * SPARE).next_power_of_two() + 1];
        let mut phrases = std::mem::take(&mut self.phrases);
        phrases.sort_by_cached_key(|phrase| (self.place(phrase.pair), Reverse(phrase.words), phrase.number));
        for phrase in &phrases {
            let at = self.place(phrase.pair);
            self.places[at + 1] += 1;
        }
        for at in 1..self.places.len() {
            self.places[at] += self.places[at - 1];
        }
        self.phrases = phrases;
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::{ClassId, Lexicon};
    use super::*;

    #[test]
    fn phrases_are_found_by_their_first_two_words() {
        let mut lexicon = Lexicon::default();
        lexicon.add("وفقا ل-", Target::Class(ClassId(1)));
        lexicon.add("وفقا لما", Target::Class(ClassId(3)));
        lexicon.add("وفقا لما ورد", Target::Class(ClassId(2)));
        lexicon.arrange();
        let (phrases, first) = (lexicon.phrases(), lexicon.get("وفقا").unwrap());
        let found = |second| phrases.of(phrases.opening(first, second)).collect::<Vec<_>>();
        let told = |second| found(second).iter().map(|phrase| (phrase.target, phrase.length())).collect::<Vec<_>>();
        let class = |class| Target::Class(ClassId(class));
        let [second, third] = ["لما", "ورد"].map(|word| lexicon.word(word).unwrap());
        assert_eq!(told(second), [(class(2), 3), (class(3), 2)]);
        assert_eq!([0, 1].map(|at| found(second)[at].third()), [Some(third), None]);
        assert_eq!(phrases.rest(found(second)[0]), [second, third]);
        let letters: Vec<WordId> = lexicon.beginnings("للوزارة").collect();
        assert_eq!(told(letters[0]), [(class(1), 1)]);
        assert!(letters[0].is_beginning() && !second.is_beginning() && told(third).is_empty());
    }

    #[test]
    fn every_phrase_of_very_many_is_found() {
        let mut phrases = Phrases::default();
        assert!(phrases.first(phrases.opening(EntryId(1), WordId(1))).is_none());
        let pairs = || (0..60).flat_map(|first| (0..60).map(move |second| (EntryId(first), WordId(second))));
        pairs().for_each(|(first, second)| phrases.add(first, &[second, first_word(first)], Target::Class(ClassId(1))));
        phrases.arrange();
        for (number, (first, second)) in pairs().enumerate() {
            let found: Vec<usize> =
                phrases.of(phrases.opening(first, second)).map(|phrase| phrase.number as usize).collect();
            assert_eq!(found, [number]);
        }
        assert_eq!(phrases.of(phrases.opening(EntryId(60), WordId(1))).count(), 0);
    }

    fn first_word(first: EntryId) -> WordId {
        WordId(first.0)
    }
}
