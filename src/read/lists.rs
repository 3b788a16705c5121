//! Lists of one article that nothing keeps: their room is used again for the next.

use super::longer::OpeningAt;
use crate::grammar::lexicon::ClassSet;

/// Lists of tokens and of what is found at them.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The number of the form of each token.
    pub numbers: Vec<u32>,
    /// The tokens that may begin something longer.
    pub openers: Vec<u32>,
    /// The unknown words, each with the number of its key.
    pub unknown: Vec<(u32, u32)>,
    /// Those of them that have an article.
    pub definite: Vec<usize>,
    /// The first two words of what may be phrases.
    pub openings: Vec<OpeningAt>,
    /// The classes of the phrases that begin with tokens, and of the prepositions that nothing shows.
    pub begun: Vec<(usize, ClassSet)>,
    /// The tokens with which something longer begins.
    pub starts: Vec<usize>,
    /// The last tokens of phrases of classes.
    pub ends: Vec<usize>,
    /// The keys that are not written so in the text.
    pub folded: Vec<u8>,
}

/// The lists of an article with more tokens take so much room that it is given back.
const MOST: usize = 1 << 16;
/// The same in bytes of keys.
const MOST_KEYS: usize = 1 << 18;

impl Lists {
    /// The same without anything in them.
    pub fn emptied(mut self) -> Self {
        if self.numbers.len() > MOST || self.folded.len() > MOST_KEYS {
            return Self::default();
        }
        let Self { numbers, openers, unknown, definite, openings, begun, starts, ends, folded } = &mut self;
        [numbers, openers].into_iter().for_each(Vec::clear);
        [definite, starts, ends].into_iter().for_each(Vec::clear);
        folded.clear();
        unknown.clear();
        openings.clear();
        begun.clear();
        self
    }
}
