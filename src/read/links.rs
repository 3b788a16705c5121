//! What may go on after a word: told by a few bits of it and of the next one, for most words begin nothing that is longer.

use super::token::Token;
use super::traits::Traits;
use crate::grammar::Grammar;
use crate::grammar::lexicon::{EntryId, Sense, WordId};
use crate::grammar::pairs::Followers;
use crate::grammar::registry::Registry;

/// A word as the first and as the second of phrases.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Links {
    /// What goes on with it.
    after: Followers,
    /// The word itself as one that goes on with others.
    own: Followers,
}

/// A word in known names: its numbers among their words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named {
    /// That of the word as it stands.
    pub whole: Option<u32>,
    /// That of the word without the preposition that is joined to it.
    pub bare: Option<u32>,
}

impl Links {
    /// What follows the last word.
    pub const END: Self = Self { after: Followers::NONE, own: Followers::NONE };

    /// The links of a word, which the lexicon knows with its contracted article as well; `words` are those of phrases that
    /// it can stand for.
    pub fn of(token: &Token, contracted: Option<EntryId>, words: &[WordId], grammar: &Grammar) -> Self {
        let (mut after, mut own) = (Followers::default(), Followers::NONE);
        let entries = [token.entry, token.bare].into_iter().chain(contracted);
        entries.for_each(|id| after.add(grammar.lexicon.entry(id).followers));
        words.iter().for_each(|word| own.add(word.as_follower()));
        // A preposition that nothing shows is looked for whatever follows.
        if token.traits.any(Traits::JOINS_BY.with(Traits::JOINS_FOR)) {
            after.add(Followers::NONE);
        }
        Self { after, own }
    }

    /// Whether a phrase may begin with the word.
    pub fn may_begin(self) -> bool {
        self.after != Followers::default()
    }

    /// Whether a phrase may begin with the word, or a preposition be joined to it that nothing shows, where `next` follows.
    #[inline]
    pub fn may_begin_phrase(self, next: Self) -> bool {
        self.after.may_share(next.own)
    }
}

impl Named {
    /// A word with its key among the words of known names.
    pub fn of(token: &Token, key: &str, grammar: &Grammar, registry: &Registry) -> Self {
        let without_preposition = || {
            let skip = Some(token.preposition.saturating_sub(token.conjunction) as usize).filter(|skip| *skip > 0)?;
            let stem = key.get(skip..).filter(|stem| !stem.is_empty())?;
            let article = grammar.clitics.article.as_deref();
            let article = article.filter(|article| token.definite && !stem.starts_with(article));
            // Of a contracted article one letter is left.
            let restored = article.map(|article| format!("{article}{}", stem.chars().skip(1).collect::<String>()));
            registry.word(restored.as_deref().unwrap_or(stem))
        };
        Self { whole: registry.word(key), bare: without_preposition() }
    }

    /// Whether names begin with the word and go on, and whether it is a name alone.
    pub fn begins(self, token: &Token, grammar: &Grammar, registry: &Registry) -> [bool; 2] {
        let mut entries = [token.entry, token.bare].into_iter().map(|id| grammar.lexicon.entry(id));
        if !entries.any(|entry| entry.senses.contains(&Sense::Name)) {
            return [false; 2];
        }
        let begins = [self.whole, self.bare].map(|first| first.map_or([false; 2], |first| registry.begins(first)));
        [0, 1].map(|how| begins.iter().any(|begins| begins[how]))
    }
}
