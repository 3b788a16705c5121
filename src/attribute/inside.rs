//! Words inside noun phrases: most show by their letters and classes alone that they end nothing, and are told in a few looks.

use super::phrase::Phrases;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::roles::ROLES;
use crate::read::traits::Traits;

/// Classes of words and phrases that end a noun phrase unless something binds them to it.
pub(super) const ENDING: ClassSet = ClassSet::of(&[
    ROLES.that,
    ROLES.that_it,
    ROLES.relative,
    ROLES.adverbial,
    ROLES.time,
    ROLES.weekday,
    ROLES.to,
    ROLES.on,
    ROLES.about,
    ROLES.with,
    ROLES.saying,
    ROLES.r#as,
    ROLES.because,
    ROLES.anonymity,
    ROLES.negation,
    ROLES.conjunction_clause,
    ROLES.turn_marker,
    ROLES.what,
    ROLES.said,
    ROLES.via,
    ROLES.so,
    ROLES.resumptive,
    ROLES.auxiliary,
]);

/// Classes of words that are looked at closer beside these: prepositions, words that open another phrase or tell of a text.
const CLOSER: ClassSet = ClassSet::of(&[
    ROLES.r#in,
    ROLES.from,
    ROLES.r#for,
    ROLES.by,
    ROLES.in_name_of,
    ROLES.demonstrative,
    ROLES.quantity,
    ROLES.venue,
    ROLES.issuing,
    ROLES.addressees,
]);

/// Classes of words that open no phrase, or only some.
const NOT_FIRST: ClassSet = ENDING.with(CLOSER).with(ClassSet::of(&[ROLES.pronoun, ROLES.or, ROLES.coordinator]));

/// What the letters of a word show that is looked at closer.
const SHOWN: Traits = Traits::CONJUNCTION
    .with(Traits::PREPOSITION)
    .with(Traits::MARKED_ACCUSATIVE)
    .with(Traits::OBLIQUE)
    .with(Traits::CUE)
    .with(Traits::DEED);

/// The same of an unknown word without article.
const SHOWN_BARE: Traits = Traits::ACCUSATIVE.with(Traits::PRONOUN);

impl Phrases<'_> {
    /// Whether the word can be the first of a phrase by its letters and classes, as most words can. Words of the classes `stops`
    /// are looked at closer.
    #[inline]
    pub(super) fn may_open(self, at: usize, stops: ClassSet) -> bool {
        // All at once: what one of them tells alone is hard to foretell.
        !(self.view.token(at).traits.any(SHOWN) | self.view.any_at(at, NOT_FIRST.with(stops)))
    }

    /// Whether nothing that the word is by itself ends the phrase before it, which is the case for most words; only what the
    /// cue governs can begin with it. Words of the classes `stops` are looked at closer.
    #[inline]
    pub(super) fn is_inside(self, at: usize, stops: ClassSet) -> bool {
        let view = self.view;
        let token = view.token(at);
        let joined = (token.conjunction > 0) | token.preposition_class.is_some();
        if token.traits.any(SHOWN) | joined | view.any_at(at, ENDING.with(CLOSER).with(stops)) {
            return false;
        }
        // After a word with the article a bare one may begin another phrase; so may one with a pronoun. Whether a word has the
        // article is hard to foretell, so all is asked of all words.
        let before = view.token(at - 1).definite | view.is(at - 1, ROLES.one_of);
        let unknown = token.is_unknown() & (token.traits.any(SHOWN_BARE) | view.begins(at + 1, ROLES.resumptive));
        let bare = !token.definite & (before | token.enclitic | unknown);
        !(bare | token.definite & view.is(at, ROLES.addressees))
    }
}
