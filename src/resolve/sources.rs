//! The sources of an article, with an index of the words of their names where there are many: a text that hears thousands
//! of persons is read in the time that its length asks for.

use std::ops::{Deref, DerefMut};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::entity::Entity;
use crate::grammar::terms::Agreement;
use crate::read::bits::ones;
use crate::read::view::View;

/// From so many sources on they are found by index; a few are looked through faster.
const MANY: usize = 48;

/// All sources of an article, by number.
#[derive(Debug, Default)]
pub(super) struct Sources<'a> {
    all: Vec<Entity<'a>>,
    /// For each what its name tells at a glance.
    glances: Vec<Glance>,
    /// For each word the numbers of the sources whose name has it, or had it once, in no order.
    words: FxHashMap<&'a str, Vec<usize>>,
    /// The same for the last word of each name.
    lasts: FxHashMap<&'a str, Vec<usize>>,
    /// For each letter those whose last name begins with it, or once did, with the letters of that name.
    initials: FxHashMap<char, Vec<(usize, LetterSet)>>,
    /// How many sources the index has.
    indexed: usize,
}

/// Which letters a word has, and how many: enough to tell that two words are not alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct LetterSet {
    letters: u64,
    length: usize,
}

impl LetterSet {
    /// The letters of a word; two of them may count as one.
    pub fn of(word: &str) -> Self {
        let letters = word.chars().fold(0, |letters, c| letters | 1 << (c as u32 % 64));
        Self { letters, length: word.chars().count() }
    }

    /// At least as much as the similarity of two words (Jaro-Winkler), whatever their order of letters is.
    pub fn similarity(self, other: Self) -> f64 {
        let missing = |one: Self, other: Self| (one.letters & !other.letters).count_ones() as usize;
        let common = (self.length - missing(self, other)).min(other.length - missing(other, self)) as f64;
        let jaro = (common / self.length.max(1) as f64 + common / other.length.max(1) as f64 + 1.0) / 3.0;
        // The measure adds as much for four letters that both begin with.
        jaro + 0.4 * (1.0 - jaro)
    }
}

/// What a name tells at a glance, kept close together because most names have nothing in common.
#[derive(Clone, Copy, Debug)]
struct Glance {
    /// What tells of the letters of its words which words they can be.
    words: u64,
    /// The letter with which its last word begins.
    initial: Option<char>,
}

impl Glance {
    fn of(source: &Entity<'_>) -> Self {
        Self { words: source.letters, initial: source.words.last().and_then(|last| last.chars().next()) }
    }
}

/// Numbers of sources in order.
pub(super) enum Numbers {
    /// A bit for each.
    Few(u64),
    /// Those that an index told.
    Many(smallvec::IntoIter<[usize; 8]>),
}

impl Iterator for Numbers {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        match self {
            Self::Few(0) => None,
            Self::Few(bits) => {
                let number = bits.trailing_zeros() as usize;
                *bits &= *bits - 1;
                Some(number)
            }
            Self::Many(numbers) => numbers.next(),
        }
    }
}

impl<'a> Sources<'a> {
    /// No sources, with room for so many.
    pub fn with_room(room: usize) -> Self {
        Self { all: Vec::with_capacity(room), glances: Vec::with_capacity(room), ..Self::default() }
    }

    /// These sources, numbered in their order.
    fn new(all: Vec<Entity<'a>>) -> Self {
        let glances = all.iter().map(Glance::of).collect();
        let mut sources = Self { all, glances, ..Self::default() };
        sources.index();
        sources
    }

    /// Drops the sources that are called by one word with which others are named more fully; the rest get new numbers.
    pub fn drop_short(&mut self) {
        let is_short = |source: &Entity<'a>| {
            let [word] = *source.words else { return false };
            let named = |number: usize| self.all[number].words.len() > 1 && self.all[number].words.contains(&word);
            self.sharing(&[word], source.letters, 0).any(named)
        };
        let short: SmallVec<[bool; 64]> = self.all.iter().map(is_short).collect();
        // Mostly none is.
        if short.contains(&true) {
            let (mut all, mut short) = (std::mem::take(&mut self.all), short.into_iter());
            all.retain(|_| !short.next().unwrap_or_default());
            *self = Self::new(all);
        }
    }

    /// The source whose name has just the words of another.
    pub fn named_as(&self, other: &Entity<'_>) -> Option<usize> {
        let same = |number: &usize| self.all[*number].words == other.words;
        match other.words.last() {
            _ if self.indexed == 0 => ones(self.glanced(|glance| glance.words == other.letters)).find(same),
            Some(last) => numbers(&self.lasts, last).iter().copied().find(same),
            None => (0..self.all.len()).find(same),
        }
    }

    /// Adds a source and gives its number.
    pub fn push(&mut self, source: Entity<'a>) -> usize {
        self.all.push(source);
        self.glances.extend(self.all.last().map(Glance::of));
        self.index();
        self.all.len() - 1
    }

    /// Notes the words of the sources that the index does not have, once there are many.
    fn index(&mut self) {
        if self.all.len() >= MANY {
            (self.indexed..self.all.len()).for_each(|number| self.note(number));
            self.indexed = self.all.len();
        }
    }

    /// Takes over what a fuller mention of a source says.
    pub fn learn(&mut self, view: &View<'a>, number: usize, fuller: &Entity<'a>, agreement: Agreement) {
        let known = self.all[number].words.len();
        self.all[number].learn(view, fuller, agreement);
        if self.all[number].words.len() != known {
            self.glances[number] = Glance::of(&self.all[number]);
        }
        if number < self.indexed {
            self.note(number);
        }
    }

    /// The numbers of all sources from `first` on, in order, that can have all words of a name, or only words of it, or
    /// the same last word; `letters` are those of the name.
    pub fn sharing(&self, name: &[&str], letters: u64, first: usize) -> Numbers {
        if self.indexed == 0 {
            return Numbers::Few(self.glanced(|glance| glance.words & letters != 0));
        }
        let shares = |number: &usize| self.glances[*number].words & letters != 0;
        // Who has all words has the rarest: a given name may be that of hundreds.
        let rarest = name.iter().map(|word| numbers(&self.words, word)).min_by_key(|numbers| numbers.len());
        // Who has no other words ends with one of them.
        let last = name.iter().flat_map(|word| numbers(&self.lasts, word));
        let listed = rarest.unwrap_or_default().iter().chain(last).copied();
        ordered(listed.filter(|number| *number >= first && shares(number)))
    }

    /// The numbers of all sources from `first` on whose last name can be that similar to a word, in order.
    pub fn similar(&self, word: &str, least: f64, first: usize) -> Numbers {
        let Some(initial) = word.chars().next() else { return Numbers::Few(0) };
        if self.indexed == 0 {
            let last = |number: usize| self.all[number].words.last().map(|last| LetterSet::of(last));
            let alike = |number: usize| last(number).is_some_and(|last| LetterSet::of(word).similarity(last) >= least);
            let begin = self.glanced(|glance| glance.initial == Some(initial));
            return Numbers::Few(
                ones(begin).filter(|number| alike(*number)).fold(0, |bits, number| bits | 1 << number),
            );
        }
        let own = LetterSet::of(word);
        let found = self.initials.get(&initial).into_iter().flatten();
        let alike = found.filter(|(number, letters)| *number >= first && own.similarity(*letters) >= least);
        ordered(alike.map(|(number, _)| *number))
    }

    /// A bit for each source of which a look tells this, where no index is needed. Of which it does is not foreseen.
    fn glanced(&self, wanted: impl Fn(&Glance) -> bool) -> u64 {
        self.glances.iter().rev().fold(0, |bits, glance| bits << 1 | u64::from(wanted(glance)))
    }

    /// The last source from `first` on whose name has just these words and of which this holds; `letters` are those of the words.
    pub fn last_named(
        &self,
        (words, letters): (&[&str], u64),
        first: usize,
        wanted: impl Fn(&Entity<'a>) -> bool,
    ) -> Option<usize> {
        let same = |number: &usize| *self.all[*number].words == *words && wanted(&self.all[*number]);
        if self.indexed == 0 {
            return ones(self.glanced(|glance| glance.words == letters)).rev().find(same);
        }
        let alike = |number: &usize| self.glances[*number].words == letters;
        (first..self.all.len()).rev().filter(alike).find(same)
    }

    /// Notes the words of a source.
    fn note(&mut self, number: usize) {
        let words = &self.all[number].words;
        for word in words {
            enter(&mut self.words, word, number);
        }
        if let Some(last) = words.last() {
            enter(&mut self.lasts, last, number);
            if let Some(initial) = self.glances[number].initial {
                self.initials.entry(initial).or_default().push((number, LetterSet::of(last)));
            }
        }
    }
}

fn numbers<'i>(index: &'i FxHashMap<&str, Vec<usize>>, word: &str) -> &'i [usize] {
    index.get(word).map_or(&[], Vec::as_slice)
}

fn enter<'a>(index: &mut FxHashMap<&'a str, Vec<usize>>, word: &'a str, number: usize) {
    let numbers = index.entry(word).or_default();
    if numbers.last() != Some(&number) {
        numbers.push(number);
    }
}

/// The numbers in order, each once.
fn ordered(numbers: impl Iterator<Item = usize>) -> Numbers {
    let mut numbers: SmallVec<[usize; 8]> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    Numbers::Many(numbers.into_iter())
}

impl<'a> Deref for Sources<'a> {
    type Target = [Entity<'a>];

    fn deref(&self) -> &[Entity<'a>] {
        &self.all
    }
}

/// For what is learnt beside names, which the index does not know of.
impl<'a> DerefMut for Sources<'a> {
    fn deref_mut(&mut self) -> &mut [Entity<'a>] {
        &mut self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_two_words_are_more_alike_than_their_letters_allow(one in "[a-fا-ي]{1,9}", other in "[a-fا-ي]{1,9}") {
            let bound = LetterSet::of(&one).similarity(LetterSet::of(&other));
            prop_assert!(strsim::jaro_winkler(&one, &other) <= bound + 1e-9, "{one} {other} {bound}");
        }
    }
}
