//! The vocabulary: what the letters of a word alone tell of it, worked out once and remembered over articles. Words come
//! again, in one article and in the next.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::classes::Classes;
use super::form::{Beginning, Form, Part};
use super::slots::Slots;
use super::spelling::Spelling;
use super::token::{self, Token, TokenKind};
use super::traits::Traits;
use crate::grammar::Grammar;
use crate::grammar::lexicon::{Sense, WordId};
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
    forms: Vec<Form>,
    /// What each may be part of.
    parts: Vec<Part>,
    numbers: Slots,
    /// The classes that forms have; few differ.
    classes: Vec<Classes>,
    sets: FxHashMap<Classes, u32>,
    /// The folded keys of all forms, joined conjunctions left out.
    keys: Interned,
    /// Numbers of phrase words, for all forms.
    words: Vec<WordId>,
    /// Whether letters may be swapped.
    loose: bool,
    /// A buffer for the folded letters of one word.
    folded: String,
    /// Where each key was met last, and in which round of counting.
    count: Count,
}

/// Which keys one article has more than once. Nothing is wiped from one article to the next: the round tells them apart.
#[derive(Debug, Default)]
struct Count {
    /// An even number.
    round: u32,
    /// By key: the round in which it was met last, one more where it was met again.
    met: Vec<u32>,
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
    #[inline]
    pub fn form(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    /// The folded key of a form, a joined conjunction left out.
    pub fn key(&self, form: &Form) -> &str {
        self.keys.at(form.key_place.range())
    }

    /// The classes of the word of a form alone.
    #[inline]
    pub fn classes(&self, form: &Form) -> Classes {
        self.classes[form.classes as usize]
    }

    /// The words of phrases that a form, by its number, can stand for.
    pub fn words(&self, number: u32) -> &[WordId] {
        let Part { words, counted, .. } = self.parts[number as usize];
        &self.words[words as usize..][..counted as usize]
    }

    /// The number that a form, by its number, has among the words of known names.
    pub fn name(&self, number: u32) -> Option<u32> {
        // Most words are in none.
        if self.form(number).is_in_names() { self.parts[number as usize].name } else { None }
    }

    /// The numbers of the words at these places of a text. All are looked up before the first is compared, so that the
    /// processor waits for many lines of memory at once: what a text does not have often lies far away.
    pub fn numbers(
        &mut self,
        text: &str,
        places: &[(Span, TokenKind)],
        grammar: &Grammar,
        registry: &Registry,
    ) -> Vec<u32> {
        let word = |place: &(Span, TokenKind)| Spelling::at(text, place.0);
        let mut numbers: Vec<u32> = places.iter().map(|place| self.numbers.first(word(place).hash())).collect();
        for (place, number) in places.iter().zip(&mut numbers) {
            let word = word(place);
            if !self.forms.get(*number as usize).is_some_and(|form| form.is(&word)) {
                let hash = word.hash();
                let found = self.numbers.find(hash, |number| self.form(number).is(&word));
                *number = found.unwrap_or_else(|| self.learn(word.word(), hash, place.1, grammar, registry));
            }
        }
        numbers
    }

    #[cold]
    fn learn(&mut self, word: &str, hash: u32, kind: TokenKind, grammar: &Grammar, registry: &Registry) -> u32 {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        let mut token = token::token(word, kind, grammar, self.loose, &mut folded);
        let key = token.key.of(&folded);
        token.traits = Traits::of(&token, word, key, grammar);
        let from = self.words.len();
        let stem = grammar.clitics.article.as_deref().and_then(|article| key.strip_prefix(article));
        for spelling in [Some(key), stem, Some(word)].into_iter().flatten() {
            let known = grammar.lexicon.word(spelling).filter(|id| !self.words[from..].contains(id));
            self.words.extend(known);
        }
        self.words.extend(grammar.lexicon.beginnings(key));
        let entries = [token.entry, token.bare].map(|id| grammar.lexicon.entry(id));
        let contracted = token.contracted(key, grammar).map(|id| grammar.lexicon.entry(id));
        let name = registry.word(key);
        let beginning = Beginning {
            phrases: entries.into_iter().chain(contracted).any(|entry| entry.begins),
            names: entries.iter().any(|entry| entry.senses.contains(&Sense::Name)),
            second: self.words[from..].iter().any(|word| grammar.lexicon.is_second(*word)),
            in_names: name.is_some(),
            plain: word.get(token.conjunction as usize..) == Some(key),
        };
        let mut form = Form::new(word, &token, beginning);
        form.key = self.keys.add(key);
        self.count.met.resize(self.keys.len(), 0);
        let place = self.keys.place(form.key);
        form.key_place = Span::new(place.start, place.end);
        let counted = u8::try_from(self.words.len() - from).unwrap_or(u8::MAX);
        self.parts.push(Part { hash, words: from as u32, counted, name });
        form.classes = self.set(classes(&token, key, grammar));
        let number = self.forms.len() as u32;
        self.forms.push(form);
        self.folded = folded;
        if Form::holds(word) {
            let Self { numbers, parts, .. } = self;
            numbers.insert(number, |number| parts[number as usize].hash);
        }
        number
    }

    /// Begins to count the words of an article anew.
    pub fn begin_count(&mut self) {
        let Count { round, met } = &mut self.count;
        // After two thousand million articles the rounds come to their end.
        *round = round.checked_add(2).unwrap_or_else(|| {
            met.fill(0);
            2
        });
    }

    /// Counts a form.
    #[inline]
    pub fn count(&mut self, number: u32) {
        let met = &mut self.count.met[self.forms[number as usize].key as usize];
        *met = self.count.round | u32::from(*met >= self.count.round);
    }

    /// Whether the key of a form was counted more than once.
    #[inline]
    pub fn is_repeated(&self, number: u32) -> bool {
        self.count.met[self.form(number).key as usize] == self.count.round | 1
    }

    /// The number of these classes.
    fn set(&mut self, classes: Classes) -> u32 {
        *self.sets.entry(classes).or_insert_with(|| {
            self.classes.push(classes);
            self.classes.len() as u32 - 1
        })
    }
}

/// The classes of a word alone.
fn classes(token: &Token, key: &str, grammar: &Grammar) -> Classes {
    let [plain, bare] = [token.entry, token.bare].map(|id| grammar.lexicon.entry(id).classes);
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
    Classes { begun, plain, any }
}
