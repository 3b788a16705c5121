//! The readings of a token: those of phrases that begin with it, then its own.

use std::slice::Iter;

use super::traits::Traits;
use super::view::View;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::{Sense, Target};
use crate::grammar::terms::{Agreement, SourceType};

/// Readings, each with its number of tokens. Most tokens have none.
#[derive(Clone, Debug)]
pub struct Senses<'a> {
    phrases: Iter<'a, (Target, usize)>,
    /// As the word stands.
    whole: Iter<'a, Sense>,
    /// Without what is joined to it.
    bare: Iter<'a, Sense>,
}

impl<'a> View<'a> {
    /// The readings of the token or of a phrase that begins at it, with the number of tokens.
    #[inline]
    pub fn senses(&self, at: usize) -> Senses<'a> {
        let [whole, bare] = self.entries(at);
        let phrases = self.document.longer.phrases(self.token(at).longer);
        Senses { phrases: phrases.iter(), whole: whole.senses.iter(), bare: bare.senses.iter() }
    }

    /// Whether a place that stands for its government begins at the token.
    #[inline]
    pub fn is_place(&self, at: usize) -> bool {
        self.may_have_sense(at, Traits::PLACE)
            && self.senses(at).any(|(sense, _)| matches!(sense, Sense::Metonym { .. }))
    }

    /// Whether such a place is all of the tokens `start..end`.
    pub fn is_place_of(&self, start: usize, end: usize) -> bool {
        let place = |(sense, length): (Sense, usize)| matches!(sense, Sense::Metonym { .. }) && start + length == end;
        self.may_have_sense(start, Traits::PLACE) && self.senses(start).any(place)
    }

    /// The first noun for sources that begins at the token, with what it says and its number of tokens.
    #[inline]
    pub fn noun(&self, at: usize) -> Option<(SourceType, Agreement, usize)> {
        let noun = |(sense, length): (Sense, usize)| match sense {
            Sense::Noun { kind, agreement } => Some((kind, agreement, length)),
            _ => None,
        };
        if self.may_have_sense(at, Traits::NOUN) { self.senses(at).find_map(noun) } else { None }
    }

    /// The first place that stands for its government and begins at the token, with what it says and its number of tokens.
    #[inline]
    pub fn place(&self, at: usize) -> Option<(SourceType, Agreement, usize)> {
        let place = |(sense, length): (Sense, usize)| match sense {
            Sense::Metonym { kind, agreement } => Some((kind, agreement, length)),
            _ => None,
        };
        if self.may_have_sense(at, Traits::PLACE) { self.senses(at).find_map(place) } else { None }
    }

    /// Whether a noun for sources begins at the token of which this holds.
    #[inline]
    pub fn has_noun(&self, at: usize, wanted: impl Fn(SourceType, Agreement) -> bool) -> bool {
        let noun = |sense: Sense| matches!(sense, Sense::Noun { kind, agreement } if wanted(kind, agreement));
        self.may_have_sense(at, Traits::NOUN) && self.senses(at).any(|(sense, _)| noun(sense))
    }

    /// The types of the nouns for sources that begin at the token.
    #[inline]
    pub fn nouns(&self, at: usize) -> Kinds {
        // Most words are none.
        if self.may_have_sense(at, Traits::NOUN) { self.listed_nouns(at) } else { Kinds::default() }
    }

    #[inline(never)] // Dozens of places ask.
    fn listed_nouns(&self, at: usize) -> Kinds {
        let mut nouns = self.document.longer.nouns(self.token(at).longer);
        self.entries(at).iter().for_each(|entry| nouns |= entry.kinds);
        nouns
    }

    /// Whether a noun for persons begins at the token.
    #[inline]
    pub fn is_person(&self, at: usize) -> bool {
        let token = self.token(at);
        token.traits.any(Traits::PERSON) || token.longer > 0 && self.nouns(at).meets(Kinds::MAY_BE_PERSONS)
    }

    /// The tokens among `start..end` at which a noun for persons begins.
    pub fn persons(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let persons = &self.document.persons;
        let from = persons.partition_point(|at| (*at as usize) < start);
        persons[from..].iter().map(|at| *at as usize).take_while(move |at| *at < end)
    }

    /// Whether a noun for sources or a place that stands for its government begins at the token.
    #[inline]
    pub fn is_actor(&self, at: usize) -> bool {
        let actor = |sense: Sense| matches!(sense, Sense::Noun { .. } | Sense::Metonym { .. });
        self.may_have_sense(at, Traits::NOUN.with(Traits::PLACE)) && self.senses(at).any(|(sense, _)| actor(sense))
    }
}

impl Iterator for Senses<'_> {
    type Item = (Sense, usize);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        for (target, length) in self.phrases.by_ref() {
            if let Target::Sense(sense) = target {
                return Some((*sense, *length));
            }
        }
        self.whole.next().or_else(|| self.bare.next()).map(|sense| (*sense, 1))
    }
}
