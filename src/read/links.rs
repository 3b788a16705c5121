//! What may go on after a word: told by a few bits of it and of the next one, for most words begin nothing that is longer.

use super::form::{BEGINS, IN_NAMES, NAMES, PHRASES, SECOND};
use super::token::Token;
use super::traits::Traits;
use crate::grammar::Grammar;
use crate::grammar::lexicon::{Sense, WordId};
use crate::grammar::pairs::Followers;
use crate::grammar::registry::Registry;

/// A word as the first and as the second of phrases and known names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Links {
    phrases: Link,
    names: Link,
}

/// A word as the first and as the second of something.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// What goes on with it.
    after: Followers,
    /// The word itself as one that goes on with others.
    own: Followers,
}

/// What a word is in known names.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Named {
    /// Its number among their words.
    pub whole: Option<u32>,
    /// The same without the preposition that is joined to it.
    pub bare: Option<u32>,
}

impl Links {
    /// What follows the last word.
    pub const END: Self = {
        let none = Link { after: Followers::NONE, own: Followers::NONE };
        Self { phrases: none, names: none }
    };

    /// The links of a word with its key; `words` are those of phrases that it can stand for.
    pub fn of(
        (token, key): (&Token, &str),
        words: &[WordId],
        named: Named,
        grammar: &Grammar,
        registry: &Registry,
    ) -> Self {
        let mut links = Self::END;
        let Self { phrases, names } = &mut links;
        let entries = [token.entry, token.bare].map(|id| grammar.lexicon.entry(id));
        let contracted = token.contracted(key, grammar).map(|id| grammar.lexicon.entry(id));
        phrases.after = Followers::default();
        names.after = Followers::default();
        entries.into_iter().chain(contracted).for_each(|entry| phrases.after.add(entry.followers));
        words.iter().for_each(|word| phrases.own.add(word.as_follower()));
        // A preposition that nothing shows is looked for whatever follows.
        if token.traits.any(Traits::JOINS_BY.with(Traits::JOINS_FOR)) {
            phrases.after.add(Followers::NONE);
        }
        if entries.iter().any(|entry| entry.senses.contains(&Sense::Name)) {
            let first = [named.whole, named.bare].into_iter().flatten();
            first.for_each(|first| names.after.add(registry.followers(first)));
        }
        names.own.add(named.whole.map_or(Followers::NONE, Followers::of));
        // Marks inside names are passed over.
        if token.traits.any(Traits::NAME_MARK) {
            names.own = Followers::ALL;
        }
        links
    }

    /// The same in a bit for each, as forms have them.
    pub fn flags(&self) -> u8 {
        let Self { phrases, names } = self;
        let some = |followers: Followers| followers.some() != Followers::default();
        let flags = [
            ([phrases.after, names.after].iter().any(|after| after.may_share(Followers::NONE)), BEGINS),
            (some(phrases.after), PHRASES),
            (some(phrases.own), SECOND),
            (some(names.after), NAMES),
            (some(names.own), IN_NAMES),
        ];
        flags.into_iter().filter(|(holds, _)| *holds).fold(0, |flags, (_, flag)| flags | flag)
    }

    /// Whether a phrase may begin with the word, or a preposition be joined to it that nothing shows, where `next` follows.
    #[inline]
    pub fn may_begin_phrase(&self, next: &Self) -> bool {
        self.phrases.after.may_share(next.phrases.own)
    }

    /// Whether a known name may begin with the word where `next` follows.
    #[inline]
    pub fn may_begin_name(&self, next: &Self) -> bool {
        self.names.after.may_share(next.names.own)
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
}
