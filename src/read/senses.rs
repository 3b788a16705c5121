//! The readings of a token: those of phrases that begin with it, then its own.

use std::slice::Iter;

use super::view::View;
use crate::grammar::lexicon::{Sense, Target};

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
