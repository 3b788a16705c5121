//! Traits: what the letters of a word show, yes or no. Asked of every word around a cue, so they are told once for each
//! form of a word.

use super::deed;
use super::token::{Token, TokenKind};
use crate::grammar::Grammar;
use crate::grammar::clitics::{without_end, without_start};
use crate::grammar::endings::Ending;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::{ClassId, EntryId, Sense};
use crate::grammar::roles::ROLES;

/// A set of traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traits(u32);

impl Traits {
    /// It is a reading of a cue, as it stands or without what is joined to it.
    pub const CUE: Self = Self(1);
    /// It is a word that begins with a capital letter.
    pub const CASED: Self = Self(1 << 1);
    /// It begins with a small letter.
    pub const SMALL: Self = Self(1 << 2);
    /// It is a mark that opens quotations.
    pub const OPENS: Self = Self(1 << 3);
    /// It is a mark that opens or closes quotations.
    pub const QUOTES: Self = Self(1 << 4);
    /// It is a mark that may stand inside a known name.
    pub const NAME_MARK: Self = Self(1 << 5);
    /// It is a conjunction that stands alone although it should be joined.
    pub const CONJUNCTION: Self = Self(1 << 6);
    /// It is a preposition that stands alone although it should be joined.
    pub const PREPOSITION: Self = Self(1 << 7);
    /// It is unknown and may begin with the joined preposition for "by".
    pub const JOINS_BY: Self = Self(1 << 8);
    /// It is unknown and may begin with the joined preposition for "for".
    pub const JOINS_FOR: Self = Self(1 << 9);
    /// Its key has more than two letters.
    pub const LONG: Self = Self(1 << 10);
    /// Its key, as it stands, is no form of the lexicon.
    pub const UNLISTED: Self = Self(1 << 11);
    /// It ends as a bare accusative does.
    pub const ACCUSATIVE: Self = Self(1 << 12);
    /// It carries the written mark of an accusative.
    pub const MARKED_ACCUSATIVE: Self = Self(1 << 13);
    /// It ends as plurals and duals in the oblique case do.
    pub const OBLIQUE: Self = Self(1 << 14);
    /// It ends as adverbs of manner do.
    pub const ADVERB: Self = Self(1 << 15);
    /// It ends as verbs do.
    pub const VERB: Self = Self(1 << 16);
    /// It ends as verbs in the past do.
    pub const PAST: Self = Self(1 << 17);
    /// It ends as possessors do.
    pub const POSSESSOR: Self = Self(1 << 18);
    /// It ends as adjectives of nationality do.
    pub const ADJECTIVE: Self = Self(1 << 19);
    /// It ends as nouns in the plural do.
    pub const PLURAL: Self = Self(1 << 20);
    /// A reading of it is a noun for sources, as it stands or without what is joined to it.
    pub const NOUN: Self = Self(1 << 21);
    /// It is a hyphen.
    pub const HYPHEN: Self = Self(1 << 22);
    /// It is an abbreviation or a single letter, after which a stop ends nothing.
    pub const SHORTENED: Self = Self(1 << 23);
    /// It is a mark that may end a sentence.
    pub const TERMINATOR: Self = Self(1 << 24);
    /// It is a verb of the grammar's deeds.
    pub const DEED: Self = Self(1 << 25);
    /// A phrase that tells what kind of claim a sentence makes may begin with it.
    pub const CLAIM: Self = Self(1 << 26);
    /// It ends as words with a pronoun of several letters do.
    pub const PRONOUN: Self = Self(1 << 27);
    /// It ends as words with a pronoun do that no name ends in.
    pub const OWNED: Self = Self(1 << 28);
    /// A reading of it is a noun for persons, as it stands or without what is joined to it.
    pub const PERSON: Self = Self(1 << 29);
    /// A mark that opens or closes quotations may begin with a character of it, or end with it.
    pub const MAY_QUOTE: Self = Self(1 << 30);
    /// A reading of it is a place that stands for its government, as it stands or without what is joined to it.
    pub const PLACE: Self = Self(1 << 31);

    /// The traits of both.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the sets share a trait.
    #[inline]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The traits of a word by its letters, its folded key and what the lexicon says.
    pub(super) fn of(token: &Token, word: &str, key: &str, grammar: &Grammar) -> Self {
        let language = &grammar.language;
        let mut traits = Self::default();
        let mut add = |holds: bool, other: Self| traits.0 |= if holds { other.0 } else { 0 };
        let endings = grammar.endings.of(key);
        for entry in [token.entry, token.bare].map(|id| grammar.lexicon.entry(id)) {
            for sense in &entry.senses {
                match sense {
                    Sense::Cue { .. } => add(true, Self::CUE),
                    Sense::Noun { .. } => add(true, Self::NOUN),
                    Sense::Metonym { .. } => add(true, Self::PLACE),
                    Sense::Name => {}
                }
            }
            add(entry.kinds.meets(Kinds::MAY_BE_PERSONS), Self::PERSON);
        }
        add(token.kind == TokenKind::Word && word.starts_with(char::is_uppercase), Self::CASED);
        add(word.starts_with(char::is_lowercase), Self::SMALL);
        let mark = grammar.marks.search(word);
        let quotes = |mark: &String| word.contains(mark.as_str()) || mark.starts_with(word);
        let ends = || token.kind == TokenKind::Mark && grammar.marks.all().iter().any(|mark| mark.ends_with(word));
        add(mark.is_some() && grammar.marks.all().iter().any(quotes) || ends(), Self::MAY_QUOTE);
        let may_quote = mark == Some(0);
        let opens = may_quote && grammar.quotations.iter().any(|(open, _)| open == word);
        let quotes = opens || may_quote && grammar.quotations.iter().any(|(_, close)| close == word);
        add(opens, Self::OPENS);
        add(quotes, Self::QUOTES);
        add(token.kind == TokenKind::Mark && (opens || matches!(word, "." | "-")), Self::NAME_MARK);
        add(grammar.clitics.conjunctions.iter().any(|conjunction| conjunction == key), Self::CONJUNCTION);
        add(grammar.clitics.prepositions.iter().any(|(letters, _)| letters == key), Self::PREPOSITION);
        let letters = key.chars().take(4).count();
        let unknown = letters > 3 && token.is_unknown();
        add(unknown && joins(key, grammar, ROLES.by), Self::JOINS_BY);
        add(unknown && joins(key, grammar, ROLES.r#for), Self::JOINS_FOR);
        add(letters > 2, Self::LONG);
        // What has no entry as it stands has none by its key.
        add(token.entry == EntryId::default() || grammar.lexicon.get(key).is_none(), Self::UNLISTED);
        add(endings.has(Ending::Accusative), Self::ACCUSATIVE);
        add(language.accusative_marks.iter().any(|mark| without_end(word, mark).is_some()), Self::MARKED_ACCUSATIVE);
        add(endings.has(Ending::Oblique), Self::OBLIQUE);
        add(endings.has(Ending::Adverb), Self::ADVERB);
        add(endings.has(Ending::Verb), Self::VERB);
        add(endings.has(Ending::Past), Self::PAST);
        add(endings.has(Ending::Possessive), Self::POSSESSOR);
        add(endings.has(Ending::Adjective), Self::ADJECTIVE);
        add(endings.has(Ending::Plural), Self::PLURAL);
        add(endings.has(Ending::Pronoun), Self::PRONOUN);
        add(endings.has(Ending::Owned), Self::OWNED);
        add(word == "-", Self::HYPHEN);
        let single = token.kind == TokenKind::Word && letters == 1;
        add(single || language.abbreviations.contains(key), Self::SHORTENED);
        let terminates = token.kind == TokenKind::Mark && word.starts_with(language.terminators.as_slice());
        add(terminates, Self::TERMINATOR);
        add(deed::of(token, key, grammar).is_some(), Self::DEED);
        add(token.kind == TokenKind::Number || grammar.claims.begin_with(key), Self::CLAIM);
        traits
    }
}

/// Whether a word may begin with a joined preposition of the class, by its letters.
fn joins(key: &str, grammar: &Grammar, class: ClassId) -> bool {
    let mut prepositions = grammar.clitics.prepositions.iter();
    prepositions.any(|(letters, joined)| *joined == class && without_start(key, letters).is_some())
}
