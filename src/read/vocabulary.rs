//! The vocabulary: what the letters of a word alone tell of it, worked out once and remembered over articles. Words come
//! again, in one article and in the next.

use std::sync::{Mutex, PoisonError};

use super::token::{self, Token, TokenKind};
use super::traits::Traits;
use crate::grammar::Grammar;
use crate::grammar::lexicon::{ClassSet, Sense, WordId};
use crate::grammar::registry::Registry;
use crate::intern::Interned;

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

/// A word as it is written, with all that does not depend on the words around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    /// The classes of the word alone, joined and lone prepositions included.
    pub classes: ClassSet,
    /// The token as it would be at the start of a text, and of keys.
    pub token: Token,
    /// The number of its key.
    pub key: u32,
    /// Where its words stand among those of all forms.
    words: u32,
    counted: u8,
    /// Whether phrases begin with the word.
    pub begins: bool,
    /// Its number among the words of known names.
    pub name: Option<u32>,
    /// The numbers of the first words of known names that it may stand for, joined letters left out of the second.
    pub names: [Option<u32>; 2],
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
        let named = entries.iter().any(|entry| entry.senses.contains(&Sense::Name));
        Form {
            classes: classes(&token, key, grammar),
            token: Token { traits: Traits::of(&token, word, key, grammar), ..token },
            key: self.keys.add(key),
            words: from as u32,
            counted: u8::try_from(self.words.len() - from).unwrap_or(u8::MAX),
            begins: entries.iter().any(|entry| entry.begins),
            name: registry.word(key),
            names: if named { names(&token, key, grammar, registry) } else { [None; 2] },
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

/// The first words of known names that a word may stand for: as it is, and without a joined preposition.
fn names(token: &Token, key: &str, grammar: &Grammar, registry: &Registry) -> [Option<u32>; 2] {
    let skip = token.preposition.saturating_sub(token.conjunction) as usize;
    let stem = key.get(skip..).filter(|stem| skip > 0 && !stem.is_empty());
    let without = stem.and_then(|stem| {
        let article = grammar.clitics.article.as_deref();
        let article = article.filter(|article| token.definite && !stem.starts_with(article));
        // Of a contracted article one letter is left.
        let restored = article.map(|article| format!("{article}{}", stem.chars().skip(1).collect::<String>()));
        registry.word(restored.as_deref().unwrap_or(stem))
    });
    [registry.word(key), without]
}
