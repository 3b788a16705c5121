//! The form of a word: its letters with all that they tell by themselves, packed into one line of the processor's cache,
//! for one is read for every token.

use super::links::Links;
use super::spelling::Spelling;
use super::token::{Token, TokenKind};
use super::traits::Traits;
use crate::fold::eight::EACH;
use crate::fold::run::HEAD;
use crate::grammar::lexicon::{ClassId, EntryId};
use crate::span::Span;

/// A word as it is written, with all that does not depend on the words around it.
#[derive(Clone, Copy, Debug, Default)]
#[repr(C, align(64))]
pub(super) struct Form {
    /// The first bytes of the word.
    head: u128,
    entry: EntryId,
    bare: EntryId,
    traits: Traits,
    /// The number of its classes.
    pub classes: u32,
    preposition_class: Option<ClassId>,
    kind: TokenKind,
    conjunction: u8,
    preposition: u8,
    definite: bool,
    enclitic: bool,
    ambiguous: bool,
    plain: bool,
    /// Bytes of the word; of those that are too long for it, nothing is remembered.
    length: u8,
    /// The bytes of the word, a bit for each, that its key has otherwise, and the bits that differ in each of them; none
    /// where more differs.
    changed: u16,
    change: u8,
    /// What may begin with the word, from [`BEGINS`] to [`IN_NAMES`].
    pub begins: u8,
    /// What the word is, from [`UNKNOWN`] to [`CLAIM`].
    pub is: u8,
    /// What may go on after it, and after which others it may stand.
    pub links: Links,
    /// The number of its key.
    pub key: u32,
    /// Its number among the words of known names, from 1; 0 where it is none of them.
    name: u32,
}

/// What is asked of few words, kept apart from the form.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seldom {
    /// The hash by which the form is found.
    pub hash: u32,
    /// Where the bytes after those of its head stand among those of all forms.
    pub rest: u32,
    /// Where its words of phrases stand among those of all forms.
    pub words: u32,
    /// How many they are.
    pub counted: u8,
    /// Its number among the words of known names without the preposition that is joined to it.
    pub bare: Option<u32>,
    /// What the lexicon knows of it with the article that is contracted in it, or of the bare word.
    pub contracted: EntryId,
}

/// How the folded key of a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// As the word is, what is joined to it left out.
    Plain,
    /// The same but for some bytes of the word, a bit for each of them, by the bits that change in each.
    Changed { bytes: u16, by: u8 },
    /// Otherwise.
    Other,
}

impl Writing {
    /// That of the key of a word, `folded` from a byte on, of which so many bytes are a conjunction.
    pub fn of(word: &str, conjunction: u8, folded: &str, from: usize) -> Self {
        let conjunction = conjunction as usize;
        if word.get(conjunction..) == folded.get(from..) {
            return Self::Plain;
        }
        if word.len() != folded.len() || word.len() > HEAD || conjunction != from {
            return Self::Other;
        }
        let differences = word.bytes().zip(folded.bytes()).map(|(byte, folded)| byte ^ folded).enumerate();
        let (mut bytes, mut by) = (0, 0);
        for (at, difference) in differences.filter(|(_, difference)| *difference != 0) {
            if by != 0 && by != difference {
                return Self::Other;
            }
            (bytes, by) = (bytes | 1 << at, difference);
        }
        Self::Changed { bytes, by }
    }
}

/// Longest word that is remembered, in bytes; longer ones are worked out each time.
pub(super) const LONGEST: usize = u8::MAX as usize;

/// Something may begin with the word, whatever follows: a name that it is, or a preposition that nothing shows.
pub(super) const BEGINS: u8 = 1;
/// Known names begin with it and go on.
pub(super) const NAMES: u8 = 1 << 1;
/// Known names go on with it.
pub(super) const IN_NAMES: u8 = 1 << 2;

/// The lexicon knows nothing of it.
pub(super) const UNKNOWN: u8 = 1;
/// It is a mark, or a word that may hold a quotation mark.
pub(super) const MARK: u8 = 1 << 1;
/// It is a reading of a cue.
pub(super) const CUE: u8 = 1 << 2;
/// A reading of it is a noun for persons.
pub(super) const PERSON: u8 = 1 << 3;
/// Its key is the word with some bytes changed, all in the same way.
pub(super) const CHANGED: u8 = 1 << 4;
/// Its key is written otherwise.
pub(super) const OTHER: u8 = 1 << 5;
/// A phrase that tells what kind of claim a sentence makes may begin with it.
pub(super) const CLAIM: u8 = 1 << 6;

/// A bit for each that holds.
fn bits<const N: usize>(flags: [(bool, u8); N]) -> u8 {
    flags.into_iter().map(|(holds, flag)| if holds { flag } else { 0 }).sum()
}

impl Form {
    /// What follows the last word.
    pub fn end() -> Self {
        Self { links: Links::END, ..Self::default() }
    }

    /// Packs a word and its token, its number among the words of known names, and whether names begin with it and go on
    /// and whether it is a name alone.
    pub fn new(
        word: &Spelling,
        token: &Token,
        writing: Writing,
        links: Links,
        name: Option<u32>,
        [begins, alone]: [bool; 2],
    ) -> Self {
        let (changed, change) = if let Writing::Changed { bytes, by } = writing { (bytes, by) } else { (0, 0) };
        let mark = token.kind == TokenKind::Mark || token.traits.any(Traits::MAY_QUOTE);
        // Marks inside names are passed over.
        let in_names = name.is_some() || token.traits.any(Traits::NAME_MARK);
        Self {
            head: word.head,
            entry: token.entry,
            bare: token.bare,
            traits: token.traits,
            classes: 0,
            preposition_class: token.preposition_class,
            kind: token.kind,
            conjunction: token.conjunction,
            preposition: token.preposition,
            definite: token.definite,
            enclitic: token.enclitic,
            ambiguous: token.ambiguous,
            plain: writing == Writing::Plain,
            length: u8::try_from(word.place.len()).unwrap_or(u8::MAX),
            changed,
            change,
            begins: bits([
                (alone || links.may_begin_phrase(Links::END), BEGINS),
                (begins, NAMES),
                (in_names, IN_NAMES),
            ]),
            is: bits([
                (token.is_unknown(), UNKNOWN),
                (mark, MARK),
                (token.traits.any(Traits::CUE), CUE),
                (token.traits.any(Traits::PERSON), PERSON),
                (change != 0, CHANGED),
                (writing == Writing::Other, OTHER),
                (token.traits.any(Traits::CLAIM), CLAIM),
            ]),
            links,
            key: 0,
            name: name.map_or(0, |name| name.saturating_add(1)),
        }
    }

    /// Bytes of the word.
    #[inline]
    pub fn length(&self) -> u8 {
        self.length
    }

    /// Whether a preposition is joined to it.
    #[inline]
    pub fn has_preposition(&self) -> bool {
        self.preposition > 0
    }

    /// Its number among the words of known names.
    #[inline]
    pub fn name(&self) -> Option<u32> {
        self.name.checked_sub(1)
    }

    /// Whether a known name may begin with it.
    #[inline]
    pub fn may_begin_name(&self) -> bool {
        self.begins & (BEGINS | NAMES) != 0
    }

    /// Whether it is a mark that may stand inside a known name.
    #[inline]
    pub fn is_name_mark(&self) -> bool {
        self.traits.any(Traits::NAME_MARK)
    }

    /// Whether its first bytes and its length are those of the word, which it is then unless the word is longer.
    #[inline]
    pub fn is_like(&self, word: &Spelling) -> bool {
        (self.head == word.head) & (usize::from(self.length) == word.place.len())
    }

    /// The token of the form at a place, with the place of its key as if that were written so.
    #[inline]
    pub fn token(&self, span: Span) -> Token {
        Token {
            entry: self.entry,
            bare: self.bare,
            traits: self.traits,
            classes: self.classes,
            preposition_class: self.preposition_class,
            kind: self.kind,
            conjunction: self.conjunction,
            preposition: self.preposition,
            definite: self.definite,
            enclitic: self.enclitic,
            ambiguous: self.ambiguous,
            plain: self.plain,
            repeated: false,
            surname: false,
            ends_phrase: false,
            longer: 0,
            span,
            key: Span { start: span.start + u32::from(self.conjunction), end: span.end },
        }
    }

    /// The letters of a word of the form with the bytes changed in which its folded letters differ.
    #[inline]
    pub fn folded(&self, word: &Spelling) -> [u8; HEAD] {
        let [low, high] = self.changed.to_le_bytes().map(|bytes| bytes_of(bytes) * u64::from(self.change));
        (word.head ^ (u128::from(high) << 64 | u128::from(low))).to_le_bytes()
    }
}

/// Eight bytes, each of which is a bit of a number.
#[inline]
fn bytes_of(bits: u8) -> u64 {
    let own = (EACH * u64::from(bits)) & 0x8040_2010_0804_0201;
    // Each byte has one bit at most, which becomes its lowest.
    ((own + EACH * 0x7F) >> 7) & EACH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_one_line_of_the_cache() {
        assert_eq!(size_of::<Form>(), 64);
    }

    #[test]
    fn bytes_of_a_word_that_fits_into_a_head_are_changed_if_all_are_in_the_same_way() {
        let of = |word: &str, conjunction, from| Writing::of(word, conjunction, &word.to_ascii_lowercase(), from);
        assert_eq!([of("said", 0, 0), of("said", 2, 2)], [Writing::Plain; 2]);
        assert_eq!([of("saiD", 0, 0), of("saiD", 2, 2)], [Writing::Changed { bytes: 1 << 3, by: 0x20 }; 2]);
        assert_eq!(of("SaiD", 0, 0), Writing::Changed { bytes: 1 << 3 | 1, by: 0x20 });
        let others = [Writing::of("SaiD", 0, "sbid", 0), of("saiD", 2, 1), Writing::of("saiD", 0, "sai", 0)];
        assert_eq!(others, [Writing::Other; 3]);
        assert_eq!(of(&format!("S{}", "a".repeat(300)), 0, 0), Writing::Other);
    }

    #[test]
    fn the_bytes_that_change_are_told_by_bits() {
        for bits in 0..=u8::MAX {
            assert_eq!(bytes_of(bits).to_le_bytes(), std::array::from_fn(|at| bits >> at & 1));
        }
    }
}
