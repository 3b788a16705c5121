//! The word classes of a token, asked for more often than anything else of it.

use crate::grammar::lexicon::ClassSet;

/// The classes of a token in three senses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Classes {
    /// Those of the word as it stands, of a preposition that is joined to it or that it is, and of the phrases that
    /// begin with it.
    pub begun: ClassSet,
    /// Those of the word as it stands.
    pub plain: ClassSet,
    /// These, and those of the word without what is joined to it.
    pub any: ClassSet,
}
