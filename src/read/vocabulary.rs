//! The vocabulary: what the letters of a word alone tell of it, worked out once and remembered over articles. Words come
//! again, in one article and in the next.

use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use super::token::{self, Token, TokenKind};
use super::traits::Traits;
use crate::grammar::Grammar;
use crate::grammar::lexicon::{ClassId, ClassSet, EntryId, Sense, WordId};
use crate::grammar::registry::Registry;
use crate::intern::Interned;
use crate::span::Span;

/// Words remembered from one article to the next; with more of them it begins anew.
const MOST: usize = 1 << 16;

/// What is remembered of the words of one grammar. It never changes what is found, only how fast.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Of writers who put every letter in its place.
    strict: Forms,
    /// Of writers who swap final letters.
    loose: Forms,
}

/// Words as they are written, by number.
#[derive(Debug, Default)]
pub(super) struct Forms {
    texts: Interned,
    forms: Vec<Form>,
    /// The folded keys of all forms, joined conjunctions left out.
    keys: Interned,
    /// Numbers of phrase words, for all forms.
    words: Vec<WordId>,
    /// Whether letters may be swapped.
    loose: bool,
}

/// A word as it is written, with all that does not depend on the words around it; small, for it is read for every token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The classes of the word alone, joined and lone prepositions included.
    pub classes: ClassSet,
    /// The number of its key.
    pub key: u32,
    /// Its number among the words of known names, from 1.
    name: Option<NonZeroU32>,
    /// Where its words stand among those of all forms, and how many they are.
    words: u32,
    counted: u8,
    /// Whether phrases begin with the word.
    pub begins: bool,
    /// Whether names of the registry begin with the word.
    pub names: bool,
    kind: TokenKind,
    entry: EntryId,
    bare: EntryId,
    conjunction: u8,
    preposition: u8,
    preposition_class: Option<ClassId>,
    definite: bool,
    enclitic: bool,
    ambiguous: bool,
    traits: Traits,
}

impl Form {
    /// The token of the form at a place; `key` is the place of its key.
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
            definite: self.definite,
            enclitic: self.enclitic,
            ambiguous: self.ambiguous,
            repeated: false,
            surname: false,
            longer: 0,
            traits: self.traits,
        }
    }

    /// Its number among the words of known names.
    pub fn name(&self) -> Option<u32> {
        self.name.map(|number| number.get() - 1)
    }
}

/// Vocabularies of one grammar that nobody is using: each analysis that runs has its own.
#[derive(Debug, Default)]
pub struct Vocabularies(Mutex<Vec<Vocabulary>>);

impl Vocabularies {
    /// One of them, or a new one.
    pub fn take(&self) -> Vocabulary {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Keeps one for the next analysis.
    pub fn give_back(&self, mut vocabulary: Vocabulary) {
        vocabulary.tidy();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(vocabulary);
    }
}

impl Vocabulary {
    /// The forms of writers who swap final letters, or of all others.
    pub(super) fn forms(&mut self, loose: bool) -> &mut Forms {
        let forms = if loose { &mut self.loose } else { &mut self.strict };
        forms.loose = loose;
        forms
    }

    /// Forgets everything if there is too much of it. Numbers of forms hold until then.
    fn tidy(&mut self) {
        if self.strict.forms.len() + self.loose.forms.len() > MOST {
            *self = Self::default();
        }
    }
}

impl Forms {
    /// The form of that number.
    pub fn form(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    /// The folded key of a form, a joined conjunction left out.
    pub fn key(&self, form: &Form) -> &str {
        self.keys.word(form.key)
    }

    /// The words of phrases that the form can stand for.
    pub fn words(&self, form: &Form) -> &[WordId] {
        &self.words[form.words as usize..][..form.counted as usize]
    }

    /// The number of a word as it is written.
    pub fn number(&mut self, word: &str, kind: TokenKind, grammar: &Grammar, registry: &Registry) -> u32 {
        self.texts.number(word).unwrap_or_else(|number| {
            let form = self.learn(word, kind, grammar, registry);
            self.forms.push(form);
            number
        })
    }

    #[cold]
    fn learn(&mut self, word: &str, kind: TokenKind, grammar: &Grammar, registry: &Registry) -> Form {
        let mut folded = String::new();
        let token = token::token(word, kind, grammar, self.loose, &mut folded);
        let key = token.key.of(&folded);
        let from = self.words.len();
        let stem = grammar.clitics.article.as_deref().and_then(|article| key.strip_prefix(article));
        for spelling in [Some(key), stem, Some(word)].into_iter().flatten() {
            let known = grammar.lexicon.word(spelling).filter(|id| !self.words[from..].contains(id));
            self.words.extend(known);
        }
        self.words.extend(grammar.lexicon.beginnings(key));
        let entries = [token.entry, token.bare].map(|id| grammar.lexicon.entry(id));
        Form {
            classes: classes(&token, key, grammar),
            key: self.keys.add(key),
            name: registry.word(key).and_then(|number| NonZeroU32::new(number + 1)),
            words: from as u32,
            counted: u8::try_from(self.words.len() - from).unwrap_or(u8::MAX),
            begins: entries.iter().any(|entry| entry.begins),
            names: entries.iter().any(|entry| entry.senses.contains(&Sense::Name)),
            kind,
            entry: token.entry,
            bare: token.bare,
            conjunction: token.conjunction,
            preposition: token.preposition,
            preposition_class: token.preposition_class,
            definite: token.definite,
            enclitic: token.enclitic,
            ambiguous: token.ambiguous,
            traits: Traits::of(&token, word, key, grammar),
        }
    }
}

/// The classes of a word alone: its own, and those of a preposition that is joined to it or that it is.
fn classes(token: &Token, key: &str, grammar: &Grammar) -> ClassSet {
    let mut classes = grammar.lexicon.entry(token.entry).classes;
    if let Some(class) = token.preposition_class {
        classes.insert(class);
    }
    for (letters, class) in &grammar.clitics.prepositions {
        if letters == key {
            classes.insert(*class);
        }
    }
    classes
}
