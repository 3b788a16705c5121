//! The word classes of a token, asked for more often than anything else of it, with what else is asked of words around cues.

use super::deed;
use super::token::Token;
use super::traits::Traits;
use crate::grammar::Grammar;
use crate::grammar::clitics::without_start;
use crate::grammar::deeds::Deed;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::{ClassSet, Entry, EntryId, Sense};
use crate::grammar::roles::ROLES;
use crate::grammar::terms::{Agreement, SourceType};

/// The classes of a token in three senses. Few tokens differ in them, so that they are found in the nearest cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[repr(align(64))]
pub(super) struct Classes {
    /// Those of the word as it stands, of a preposition that is joined to it or that it is, and of the phrases that
    /// begin with it.
    pub begun: ClassSet,
    /// Those of the word as it stands.
    pub plain: ClassSet,
    /// These, and those of the word without what is joined to it.
    pub any: ClassSet,
    /// The verb of the grammar's deeds that the word is, with whether a conjunction is joined.
    pub deed: Option<(Deed, bool)>,
    /// The first noun for sources that the word alone is, with what it says.
    pub noun: Option<(SourceType, Agreement)>,
    /// What else the word is.
    pub(super) flags: u8,
    /// Bytes of the article with which its key begins, or of letters like it.
    pub article: u8,
}

// One line of the processor's cache.
const _: () = assert!(size_of::<Classes>() == 64);

/// The word is a noun for texts, be it in the accusative.
const TEXT: u8 = 1;
/// As it stands it is a finite verb of the lexicon, and no noun, place or given name.
const VERB: u8 = 1 << 1;

/// Texts.
const TEXTS: Kinds = Kinds::of(SourceType::Document);

impl Classes {
    /// Those of a word alone, whose folded key is given.
    pub fn of(token: &Token, key: &str, grammar: &Grammar) -> Self {
        let lexicon = &grammar.lexicon;
        let [plain, bare] = [token.entry, token.bare].map(|id| lexicon.entry(id).classes);
        let (mut begun, mut any) = (plain, plain);
        any |= bare;
        if let Some(class) = token.preposition_class {
            begun.insert(class);
        }
        for (letters, class) in &grammar.clitics.prepositions {
            if letters == key {
                begun.insert(*class);
            }
        }
        let shows = |traits: Traits| token.traits.any(traits);
        let mut senses = [token.entry, token.bare].into_iter().flat_map(|id| &lexicon.entry(id).senses);
        let noun = |sense: &Sense| match sense {
            Sense::Noun { kind, agreement } => Some((*kind, *agreement)),
            _ => None,
        };
        // Most words are neither verb nor noun, and end otherwise.
        let deed = if shows(Traits::DEED) { deed::of(token, key, grammar) } else { None };
        let noun = if shows(Traits::NOUN) { senses.find_map(noun) } else { None };
        let text = |entry: EntryId| lexicon.entry(entry).kinds.meets(TEXTS);
        let mut endings = grammar.language.accusative_endings.iter();
        let mut stem = || endings.find_map(|ending| key.strip_suffix(ending.as_str()));
        let accusative = if shows(Traits::ACCUSATIVE) { stem().and_then(|stem| lexicon.get(stem)) } else { None };
        let text = noun.is_some() && (text(token.entry) || text(token.bare)) || accusative.is_some_and(text);
        let verb = shows(Traits::CUE) && is_verb(lexicon.entry(token.entry));
        let flags = if text { TEXT } else { 0 } | if verb { VERB } else { 0 };
        let article = grammar.clitics.article.as_deref().filter(|article| without_start(key, article).is_some());
        Self {
            begun,
            plain,
            any,
            deed,
            noun,
            flags,
            article: article.and_then(|article| u8::try_from(article.len()).ok()).unwrap_or_default(),
        }
    }

    /// Whether the word is a noun for texts, be it in the accusative.
    #[inline]
    pub fn is_text(&self) -> bool {
        self.flags & TEXT != 0
    }

    /// Whether the word as it stands is a finite verb of the lexicon, and no noun, place or given name.
    #[inline]
    pub fn is_verb(&self) -> bool {
        self.flags & VERB != 0
    }
}

fn is_verb(entry: &Entry) -> bool {
    let finite = |sense: &Sense| matches!(sense, Sense::Cue { form, .. } if form.is_finite());
    let noun = |sense: &Sense| matches!(sense, Sense::Noun { .. } | Sense::Metonym { .. });
    entry.senses.iter().any(finite) && !entry.senses.iter().any(noun) && !entry.classes.has(ROLES.first_name)
}
