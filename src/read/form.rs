//! The form of a word: its letters with all that they tell by themselves, packed into one line of the processor's cache,
//! for one is read for every token.

use super::links::{Links, Named};
use super::spelling::Spelling;
use super::token::{Token, TokenKind};
use super::traits::Traits;
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
    preposition_class: Option<ClassId>,
    kind: TokenKind,
    conjunction: u8,
    preposition: u8,
    definite: bool,
    enclitic: bool,
    ambiguous: bool,
    plain: bool,
    /// What tells at once which tokens are looked at again, from [`BEGINS`] to [`CUE`].
    pub flags: u8,
    /// Bytes of the word; of those that are too long for it, nothing is remembered.
    length: u8,
    /// Where and how the one byte is changed in which its key differs from it; not at all where that is not so.
    changed: u8,
    change: u8,
    /// The number of its key.
    pub key: u32,
    /// The number of the first form that has its key.
    pub first: u32,
    /// When that was counted last.
    pub met: u32,
    /// The number of its classes.
    pub classes: u32,
    /// Where the bytes after the first stand among those of all forms.
    pub rest: u32,
}

/// What a word may be part of, kept apart from the form because few are asked.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    /// The hash by which the form is found.
    pub hash: u32,
    /// Where its words of phrases stand among those of all forms.
    pub words: u32,
    /// How many they are.
    pub counted: u8,
    /// What it is in known names.
    pub named: Named,
}

/// How the folded key of a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// As the word is, what is joined to it left out.
    Plain,
    /// The same but for one byte of the word, by the bits that change.
    Changed { at: u8, by: u8 },
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
        let mut changes = (0..).zip(word.bytes().zip(folded.bytes())).filter(|(_, (byte, folded))| byte != folded);
        match (changes.next(), changes.next()) {
            (Some((at, (byte, folded))), None) => Self::Changed { at, by: byte ^ folded },
            _ => Self::Other,
        }
    }
}

/// Longest word that is remembered, in bytes; longer ones are worked out each time.
pub(super) const LONGEST: usize = u8::MAX as usize;

/// Something may begin with the word, whatever follows: a name that it is, or a preposition that nothing shows.
pub(super) const BEGINS: u8 = 1;
/// Phrases begin with it.
pub(super) const PHRASES: u8 = 1 << 1;
/// Phrases have it second.
pub(super) const SECOND: u8 = 1 << 2;
/// Known names begin with it.
pub(super) const NAMES: u8 = 1 << 3;
/// Known names go on with it.
pub(super) const IN_NAMES: u8 = 1 << 4;
/// The lexicon knows nothing of it.
pub(super) const UNKNOWN: u8 = 1 << 5;
/// It is a mark, or a word that may hold a quotation mark.
pub(super) const MARK: u8 = 1 << 6;
/// It is a reading of a cue.
pub(super) const CUE: u8 = 1 << 7;

impl Form {
    /// Packs a word and its token.
    pub fn new(word: &Spelling, token: &Token, writing: Writing, links: &Links) -> Self {
        let (changed, change) = if let Writing::Changed { at, by } = writing { (at, by) } else { (0, 0) };
        let mark = token.kind == TokenKind::Mark || token.traits.any(Traits::MAY_QUOTE);
        let cue = token.traits.any(Traits::CUE);
        let flags = [(token.is_unknown(), UNKNOWN), (mark, MARK), (cue, CUE)];
        Self {
            head: word.head,
            entry: token.entry,
            bare: token.bare,
            traits: token.traits,
            preposition_class: token.preposition_class,
            kind: token.kind,
            conjunction: token.conjunction,
            preposition: token.preposition,
            definite: token.definite,
            enclitic: token.enclitic,
            ambiguous: token.ambiguous,
            plain: writing == Writing::Plain,
            flags: flags.into_iter().filter(|(holds, _)| *holds).fold(links.flags(), |flags, (_, flag)| flags | flag),
            length: u8::try_from(word.place.len()).unwrap_or(u8::MAX),
            changed,
            change,
            key: 0,
            first: 0,
            met: 0,
            classes: 0,
            rest: 0,
        }
    }

    /// Bytes of the word.
    #[inline]
    pub fn length(&self) -> u8 {
        self.length
    }

    /// Bytes of the joined conjunction.
    #[inline]
    pub fn conjunction(&self) -> usize {
        self.conjunction as usize
    }

    /// Whether a reading of the word is a noun for persons.
    #[inline]
    pub fn is_person(&self) -> bool {
        self.traits.any(Traits::PERSON)
    }

    /// Whether its first bytes and its length are those of the word, which it is then unless the word is longer.
    #[inline]
    pub fn is_like(&self, word: &Spelling) -> bool {
        (self.head == word.head) & (usize::from(self.length) == word.place.len())
    }

    /// The token of the form at a place; `key` is the place of its key.
    #[inline]
    pub fn token(&self, span: Span, key: Span) -> Token {
        Token {
            entry: self.entry,
            bare: self.bare,
            traits: self.traits,
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
            key,
        }
    }

    /// Where the key of the word at a place of a text is written in the text; `None` where it is not.
    #[inline]
    pub fn plain_key(&self, place: Span) -> Option<Span> {
        self.plain.then(|| Span { start: place.start + u32::from(self.conjunction), end: place.end })
    }

    /// The word with the byte changed in which its folded letters differ; `None` where more does.
    #[inline]
    pub fn folded(&self, word: &Spelling) -> Option<[u8; HEAD]> {
        let folded = word.head ^ u128::from(self.change) << (8 * (self.changed as usize % HEAD));
        (self.change != 0).then_some(folded.to_le_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_one_line_of_the_cache() {
        assert_eq!(size_of::<Form>(), 64);
    }

    #[test]
    fn only_one_byte_of_a_word_that_fits_into_a_head_is_changed() {
        let of = |word: &str, conjunction, from| Writing::of(word, conjunction, &word.to_ascii_lowercase(), from);
        assert_eq!([of("said", 0, 0), of("said", 2, 2)], [Writing::Plain; 2]);
        assert_eq!([of("saiD", 0, 0), of("saiD", 2, 2)], [Writing::Changed { at: 3, by: 0x20 }; 2]);
        assert_eq!([of("SaiD", 0, 0), of("saiD", 2, 1), Writing::of("saiD", 0, "sai", 0)], [Writing::Other; 3]);
        assert_eq!(of(&format!("S{}", "a".repeat(300)), 0, 0), Writing::Other);
    }
}
