//! The form of a word: its letters with all that they tell by themselves, packed into one line of the processor's cache,
//! for one is read for every token.

use super::spelling::Spelling;
use super::token::{Token, TokenKind};
use super::traits::Traits;
use crate::grammar::lexicon::{ClassId, EntryId};
use crate::span::Span;

/// Longest word that a form holds, in bytes; longer ones are worked out each time.
const LONGEST: usize = 28;

/// A word as it is written, with all that does not depend on the words around it.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct Form {
    /// The number of its key.
    pub key: u32,
    /// Where its key stands among those of all forms.
    pub key_place: Span,
    /// The number of its classes.
    pub classes: u32,
    entry: EntryId,
    bare: EntryId,
    traits: Traits,
    preposition_class: Option<ClassId>,
    kind: TokenKind,
    conjunction: u8,
    preposition: u8,
    flags: u8,
    length: u8,
    text: [u8; LONGEST],
}

/// What a word may be part of, kept apart from the form because few are asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The hash by which the form is found.
    pub hash: u32,
    /// Where its words of phrases stand among those of all forms.
    pub words: u32,
    /// How many they are.
    pub counted: u8,
    /// Its number among the words of known names.
    pub name: Option<u32>,
}

/// What begins with a word, whether phrases have it second and names have it at all, and whether its folded key is nothing else than its own letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beginning {
    pub phrases: bool,
    pub names: bool,
    pub second: bool,
    pub in_names: bool,
    pub plain: bool,
}

const DEFINITE: u8 = 1;
const ENCLITIC: u8 = 1 << 1;
const AMBIGUOUS: u8 = 1 << 2;
const PHRASES: u8 = 1 << 3;
const NAMES: u8 = 1 << 4;
const PLAIN: u8 = 1 << 5;
const SECOND: u8 = 1 << 6;
const IN_NAMES: u8 = 1 << 7;

impl Form {
    /// Packs a word and its token.
    pub fn new(word: &str, token: &Token, beginning: Beginning) -> Self {
        let Beginning { phrases, names, second, in_names, plain } = beginning;
        let mut text = [0; LONGEST];
        if let Some(held) = text.get_mut(..word.len()) {
            held.copy_from_slice(word.as_bytes());
        }
        let flags = [
            (token.definite, DEFINITE),
            (token.enclitic, ENCLITIC),
            (token.ambiguous, AMBIGUOUS),
            (phrases, PHRASES),
            (names, NAMES),
            (plain, PLAIN),
            (second, SECOND),
            (in_names, IN_NAMES),
        ];
        Self {
            key: 0,
            key_place: Span::default(),
            classes: 0,
            entry: token.entry,
            bare: token.bare,
            traits: token.traits,
            preposition_class: token.preposition_class,
            kind: token.kind,
            conjunction: token.conjunction,
            preposition: token.preposition,
            flags: flags.into_iter().filter(|(holds, _)| *holds).fold(0, |flags, (_, flag)| flags | flag),
            length: u8::try_from(word.len()).unwrap_or(u8::MAX),
            text,
        }
    }

    /// Whether a word is short enough to be held.
    pub fn holds(word: &str) -> bool {
        word.len() <= LONGEST
    }

    /// Whether it is that of the word.
    #[inline]
    pub fn is(&self, word: &Spelling<'_>) -> bool {
        word.is(&self.text, self.length as usize)
    }

    /// The token of the form at a place; `key` is the place of its key.
    #[inline]
    pub fn token(&self, span: Span, key: Span) -> Token {
        Token {
            span,
            kind: self.kind,
            key,
            entry: self.entry,
            bare: self.bare,
            conjunction: self.conjunction,
            preposition: self.preposition,
            preposition_class: self.preposition_class,
            plain: self.has(PLAIN),
            definite: self.has(DEFINITE),
            enclitic: self.has(ENCLITIC),
            ambiguous: self.has(AMBIGUOUS),
            repeated: false,
            surname: false,
            ends_phrase: false,
            longer: 0,
            traits: self.traits,
        }
    }

    /// Whether phrases begin with the word.
    #[inline]
    pub fn begins(&self) -> bool {
        self.has(PHRASES)
    }

    /// Whether known names begin with the word.
    #[inline]
    pub fn names(&self) -> bool {
        self.has(NAMES)
    }

    /// Whether something longer than the word may begin with it, or a preposition be joined to it that nothing shows.
    #[inline]
    pub fn opens(&self) -> bool {
        self.flags & (PHRASES | NAMES) != 0 || self.traits.any(Traits::JOINS_BY) || self.traits.any(Traits::JOINS_FOR)
    }

    /// Whether a reading of the word is a noun for persons.
    #[inline]
    pub fn is_person(&self) -> bool {
        self.traits.any(Traits::PERSON)
    }

    /// Whether some phrase has the word second.
    #[inline]
    pub fn is_second(&self) -> bool {
        self.has(SECOND)
    }

    /// Whether some known name has the word.
    #[inline]
    pub fn is_in_names(&self) -> bool {
        self.has(IN_NAMES)
    }

    /// Where the key of the word at a place of a text is written in the text; `None` where it is not.
    #[inline]
    pub fn plain_key(&self, place: Span) -> Option<Span> {
        self.has(PLAIN).then(|| Span { start: place.start + u32::from(self.conjunction), end: place.end })
    }

    /// Whether the lexicon knows nothing of the word.
    #[inline]
    pub fn is_unknown(&self) -> bool {
        self.kind == TokenKind::Word && self.entry == EntryId::default() && self.bare == EntryId::default()
    }

    #[inline]
    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_one_line_of_the_cache() {
        assert_eq!(size_of::<Form>(), 64);
    }
}
