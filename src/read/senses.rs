//! The readings of a token: those of phrases that begin with it, then its own.

use std::slice::Iter;

use super::token::Token;
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

    /// The phrases that begin at the token, with their numbers of tokens, the longest first.
    #[inline]
    pub fn phrases(&self, at: usize) -> &'a [(Target, usize)] {
        self.document.longer.phrases(self.token(at).longer)
    }

    /// Whether a place that stands for its government begins at the token.
    #[inline]
    pub fn is_place(&self, at: usize) -> bool {
        let token = self.token(at);
        token.traits.any(Traits::PLACE)
            || token.longer > 0 && self.begins_with(at, |sense| matches!(sense, Sense::Metonym { .. }))
    }

    /// Whether a phrase begins at the token that has such a reading.
    fn begins_with(&self, at: usize, wanted: fn(Sense) -> bool) -> bool {
        let phrases = self.document.longer.phrases(self.token(at).longer).iter();
        phrases.into_iter().any(|(target, _)| matches!(target, Target::Sense(sense) if wanted(*sense)))
    }

    /// Whether such a place is all of the tokens `start..end`.
    pub fn is_place_of(&self, start: usize, end: usize) -> bool {
        let place = |(sense, length): (Sense, usize)| matches!(sense, Sense::Metonym { .. }) && start + length == end;
        self.may_have_sense(start, Traits::PLACE) && self.senses(start).any(place)
    }

    /// The first noun for sources that begins at the token, with what it says and its number of tokens.
    #[inline]
    pub fn noun(&self, at: usize) -> Option<(SourceType, Agreement, usize)> {
        let noun =
            |sense: Sense| if let Sense::Noun { kind, agreement } = sense { Some((kind, agreement)) } else { None };
        let token = self.token(at);
        if token.longer > 0 {
            return self.first_sense(at, noun);
        }
        self.classes(token).noun.map(|(kind, agreement)| (kind, agreement, 1))
    }

    /// The first place that stands for its government and begins at the token, with what it says and its number of tokens.
    #[inline]
    pub fn place(&self, at: usize) -> Option<(SourceType, Agreement, usize)> {
        let place =
            |sense: Sense| if let Sense::Metonym { kind, agreement } = sense { Some((kind, agreement)) } else { None };
        if self.may_have_sense(at, Traits::PLACE) { self.first_sense(at, place) } else { None }
    }

    /// What the first reading says of which that is wanted, with its number of tokens.
    #[inline(never)] // Dozens of places ask.
    fn first_sense(
        &self,
        at: usize,
        wanted: fn(Sense) -> Option<(SourceType, Agreement)>,
    ) -> Option<(SourceType, Agreement, usize)> {
        for (target, length) in self.phrases(at) {
            if let Target::Sense(sense) = target
                && let Some((kind, agreement)) = wanted(*sense)
            {
                return Some((kind, agreement, *length));
            }
        }
        let [whole, bare] = self.entries(at);
        let found = whole.senses.iter().find_map(|sense| wanted(*sense));
        let found = found.or_else(|| bare.senses.iter().find_map(|sense| wanted(*sense)));
        found.map(|(kind, agreement)| (kind, agreement, 1))
    }

    /// Whether a noun for sources begins at the token of which this holds.
    #[inline]
    pub fn has_noun(&self, at: usize, wanted: impl Fn(SourceType, Agreement) -> bool) -> bool {
        self.may_have_sense(at, Traits::NOUN) && self.any_noun(at, &wanted)
    }

    #[inline(never)] // Dozens of places ask.
    fn any_noun(&self, at: usize, wanted: &dyn Fn(SourceType, Agreement) -> bool) -> bool {
        let noun = |sense: &Sense| matches!(sense, Sense::Noun { kind, agreement } if wanted(*kind, *agreement));
        let mut phrases = self.document.longer.phrases(self.token(at).longer).iter();
        phrases.any(|(target, _)| matches!(target, Target::Sense(sense) if noun(sense)))
            || self.entries(at).iter().any(|entry| !entry.kinds.is_empty() && entry.senses.iter().any(noun))
    }

    /// What the longest nouns for sources stand for that begin at the token; nothing past the end.
    #[inline]
    pub fn longest_kinds(&self, at: usize) -> Kinds {
        match self.tokens.get(at) {
            Some(token) if token.may_have_sense(Traits::NOUN) => self.kinds_of_longest(token),
            _ => Kinds::default(),
        }
    }

    #[inline(never)] // Dozens of places ask.
    fn kinds_of_longest(&self, token: &Token) -> Kinds {
        let mut kinds = Kinds::default();
        let mut longest = 0;
        // The longest phrase says what it is: a "social network" is no network that broadcasts.
        for (target, length) in self.document.longer.phrases(token.longer) {
            let own = if let Target::Sense(sense) = target { sense.kinds() } else { Kinds::default() };
            if !own.is_empty() && (longest == 0 || longest == *length) {
                longest = *length;
                kinds |= own;
            }
        }
        if longest <= 1 {
            kinds |= self.grammar.lexicon.entry(token.entry).kinds;
            kinds |= self.grammar.lexicon.entry(token.bare).kinds;
        }
        kinds
    }

    /// What all nouns for sources stand for that begin at the token, shorter ones of another type included.
    #[inline]
    pub fn all_kinds(&self, at: usize) -> Kinds {
        // Most words are none.
        if self.may_have_sense(at, Traits::NOUN) { self.kinds_of_all(at) } else { Kinds::default() }
    }

    #[inline(never)] // Dozens of places ask.
    fn kinds_of_all(&self, at: usize) -> Kinds {
        let mut kinds = self.document.longer.nouns(self.token(at).longer);
        self.entries(at).iter().for_each(|entry| kinds |= entry.kinds);
        kinds
    }

    /// Whether a noun for texts begins at the token, be it in the accusative.
    #[inline]
    pub fn is_text(&self, at: usize) -> bool {
        let token = self.token(at);
        let phrase = || self.document.longer.nouns(token.longer).meets(Kinds::of(SourceType::Document));
        self.classes(token).is_text() || token.longer > 0 && phrase()
    }

    /// Whether the word as it stands is a finite verb of the lexicon, and no noun, place or given name.
    #[inline]
    pub fn is_verb(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.classes(token).is_verb())
    }

    /// Whether a noun for persons begins at the token.
    #[inline]
    pub fn is_person(&self, at: usize) -> bool {
        let token = self.token(at);
        token.traits.any(Traits::PERSON) || token.longer > 0 && self.all_kinds(at).meets(Kinds::MAY_BE_PERSONS)
    }

    /// Whether a noun for sources or a place that stands for its government begins at the token.
    #[inline]
    pub fn is_actor(&self, at: usize) -> bool {
        let token = self.token(at);
        token.traits.any(Traits::NOUN.with(Traits::PLACE))
            || token.longer > 0
                && self.begins_with(at, |sense| matches!(sense, Sense::Noun { .. } | Sense::Metonym { .. }))
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

    #[inline]
    fn fold<B, F: FnMut(B, Self::Item) -> B>(self, mut told: B, mut tell: F) -> B {
        for (target, length) in self.phrases {
            if let Target::Sense(sense) = target {
                told = tell(told, (*sense, *length));
            }
        }
        for sense in self.whole.chain(self.bare) {
            told = tell(told, (*sense, 1));
        }
        told
    }
}
