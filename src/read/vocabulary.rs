//! The vocabulary: what the letters of a word alone tell of it, worked out once and remembered over articles. Words come
//! again, in one article and in the next.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::token::{self, Token, TokenKind};
use crate::grammar::Grammar;
use crate::grammar::lexicon::{ClassSet, Sense, WordId};
use crate::span::Span;

/// Words remembered from one article to the next; with more of them it begins anew.
const MOST: usize = 1 << 15;

/// What is remembered of the words of one grammar. It never changes what is found, only how fast.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// The number of a form by a hash of its letters and whether they are read loosely; the next free one where two
    /// forms have one hash.
    numbers: FxHashMap<u64, u32>,
    forms: Vec<Form>,
    /// The letters of all forms.
    texts: String,
    /// The folded keys of all forms.
    keys: String,
    /// Where keys stand, by a hash of their letters.
    keyed: FxHashMap<u64, Span>,
    /// Numbers of phrase words, for all forms.
    words: Vec<WordId>,
}

/// A word as it is written, with all that does not depend on the words around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The token as it would be at the start of a text; its key stands in the vocabulary.
    pub token: Token,
    /// The classes of the word alone, joined and lone prepositions included.
    pub classes: ClassSet,
    /// The classes of prepositions that may be joined to it, unless the word is repeated.
    pub joinable: ClassSet,
    /// Whether phrases begin with the word.
    pub begins: bool,
    /// Whether names of the registry begin with the word.
    pub names: bool,
    loose: bool,
    text: Span,
    words: Span,
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
    /// Forgets everything if there is too much of it. Numbers of forms hold until then.
    fn tidy(&mut self) {
        if self.forms.len() > MOST {
            *self = Self::default();
        }
    }

    /// The form of that number.
    pub(super) fn form(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    /// The folded key of a form, a joined conjunction left out.
    pub(super) fn key(&self, form: &Form) -> &str {
        form.token.key.of(&self.keys)
    }

    /// The words of phrases that the form can stand for.
    pub(super) fn words(&self, form: &Form) -> &[WordId] {
        &self.words[form.words.range()]
    }

    /// The number of a word as it is written; `loose` allows swapped final letters.
    pub(super) fn number(&mut self, word: &str, kind: TokenKind, grammar: &Grammar, loose: bool) -> u32 {
        let mut hash = FxBuildHasher.hash_one((word, loose));
        while let Some(number) = self.numbers.get(&hash) {
            let form = &self.forms[*number as usize];
            if form.text.of(&self.texts) == word && form.loose == loose {
                return *number;
            }
            hash = hash.wrapping_add(1);
        }
        let number = self.forms.len() as u32;
        self.numbers.insert(hash, number);
        let form = self.learn(word, kind, grammar, loose);
        self.forms.push(form);
        number
    }

    fn learn(&mut self, word: &str, kind: TokenKind, grammar: &Grammar, loose: bool) -> Form {
        let mut key = String::new();
        let mut token = token::token(word, kind, grammar, loose, &mut key);
        let key = token.key.of(&key);
        token.key = self.key_place(key);
        let from = self.words.len();
        let stem = grammar.clitics.article.as_deref().and_then(|article| key.strip_prefix(article));
        for spelling in [Some(key), stem, Some(word)].into_iter().flatten() {
            let known = grammar.lexicon.word(spelling).filter(|id| !self.words[from..].contains(id));
            self.words.extend(known);
        }
        self.words.extend(grammar.lexicon.beginnings(key));
        let start = self.texts.len();
        self.texts.push_str(word);
        let entries = [token.entry, token.bare].map(|id| grammar.lexicon.entry(id));
        Form {
            classes: classes(&token, key, grammar),
            joinable: joinable(&token, key, grammar),
            begins: entries.iter().any(|entry| entry.begins),
            names: entries.iter().any(|entry| entry.senses.contains(&Sense::Name)),
            token,
            loose,
            text: Span::new(start, self.texts.len()),
            words: Span::new(from, self.words.len()),
        }
    }

    /// Where a key stands; one place for all forms that have it.
    fn key_place(&mut self, key: &str) -> Span {
        let mut hash = FxBuildHasher.hash_one(key);
        while let Some(place) = self.keyed.get(&hash) {
            if place.of(&self.keys) == key {
                return *place;
            }
            hash = hash.wrapping_add(1);
        }
        let start = self.keys.len();
        self.keys.push_str(key);
        let place = Span::new(start, self.keys.len());
        self.keyed.insert(hash, place);
        place
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

/// The classes of prepositions with whose letters an unknown word begins.
fn joinable(token: &Token, key: &str, grammar: &Grammar) -> ClassSet {
    let roles = &grammar.roles;
    let mut classes = ClassSet::default();
    if !token.is_unknown() || key.chars().nth(3).is_none() {
        return classes;
    }
    for (letters, class) in &grammar.clitics.prepositions {
        if (*class == roles.by || *class == roles.r#for) && key.starts_with(letters.as_str()) {
            classes.insert(*class);
        }
    }
    classes
}
