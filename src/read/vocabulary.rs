//! The vocabulary: what the letters of a word alone tell of it, worked out once and remembered over articles. Words come
//! again, in one article and in the next.

use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::bits::{BLOCK, having, ones};
use super::classes::Classes;
use super::form::{Form, LONGEST, Seldom, Writing};
use super::links::{Links, Named};
use super::lists::Lists;
use super::places;
use super::sets::{Growing, Sets};
use super::slots::{Slot, Slots};
use super::spelling::Spelling;
use super::token;
use super::traits::Traits;
use crate::grammar::Grammar;
use crate::grammar::clitics::without_start;
use crate::grammar::lexicon::{ClassSet, EntryId, WordId};
use crate::grammar::registry::Registry;
use crate::intern::Interned;
use crate::span::Span;

/// Words remembered from one article to the next; with more of them it begins anew.
const MOST: usize = 1 << 16;
/// The same in bytes of their letters: what is written without spaces is one word, which may be as long as an article.
const MOST_LETTERS: usize = 1 << 22;

/// What is remembered of the words of one grammar. It never changes what is found, only how fast.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Of writers who put every letter in its place.
    strict: Forms,
    /// Of writers who swap final letters.
    loose: Forms,
}

/// Words as they are written, by number.
#[derive(Debug)]
pub(super) struct Forms {
    forms: Vec<Form>,
    /// The bytes of all words after those of their heads.
    rests: Vec<u8>,
    /// What is asked of few of them.
    seldom: Vec<Seldom>,
    numbers: Slots,
    /// The classes that tokens have; few differ.
    classes: Growing,
    sets: FxHashMap<Classes, u32>,
    /// Those that were asked for last, with their number.
    last: Option<(Classes, u32)>,
    /// What classes became together with those of phrases, as far as it was asked lately.
    grown: Box<[Grown; GROWN]>,
    /// The folded keys of all forms, joined conjunctions left out.
    keys: Interned,
    /// Numbers of phrase words, for all forms.
    words: Vec<WordId>,
    /// Whether letters may be swapped.
    loose: bool,
    /// A buffer for the folded letters of one word.
    folded: String,
    /// Lists that no article uses.
    lists: Lists,
    /// The round in which each key was counted last, one more where it was counted again: so little of each that all of
    /// them are near.
    met: Vec<u8>,
    /// The round of the article, an even number: what earlier ones met is smaller, so that nothing is wiped until the
    /// numbers come to their end.
    round: u8,
}

/// Vocabularies of one grammar that nobody is using: each analysis that runs has its own.
#[derive(Debug, Default)]
#[allow(clippy::vec_box)] // One is taken and given back for each article: a pointer, not all that it points to.
pub struct Vocabularies(Mutex<Vec<Box<Vocabulary>>>);

impl Vocabularies {
    /// One of them, or a new one.
    pub fn take(&self) -> Box<Vocabulary> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Keeps one for the next analysis.
    pub fn give_back(&self, mut vocabulary: Box<Vocabulary>) {
        vocabulary.tidy();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(vocabulary);
    }
}

/// The classes of a word together with those of the phrases that begin with it.
#[derive(Clone, Copy, Debug, Default)]
struct Grown {
    own: u32,
    begun: ClassSet,
    both: u32,
}

/// So many are remembered, a power of two.
const GROWN: usize = 1 << 9;

impl Default for Forms {
    fn default() -> Self {
        Self {
            // Nothing has the number 0, which stands for what follows the last word.
            forms: vec![Form::end()],
            rests: Vec::new(),
            seldom: vec![Seldom::default()],
            numbers: Slots::default(),
            classes: Growing::default(),
            sets: FxHashMap::default(),
            last: None,
            grown: Box::new([Grown::default(); GROWN]),
            keys: Interned::default(),
            words: Vec::new(),
            loose: false,
            folded: String::new(),
            lists: Lists::default(),
            met: Vec::new(),
            round: 0,
        }
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
        let all = |count: fn(&Forms) -> usize| count(&self.strict) + count(&self.loose);
        if all(|forms| forms.forms.len()) > MOST || all(Forms::letters) > MOST_LETTERS {
            *self = Self::default();
        }
    }
}

impl Forms {
    /// Bytes of the letters that are remembered.
    fn letters(&self) -> usize {
        self.rests.len() + self.keys.letters()
    }

    /// The form of that number.
    #[inline]
    pub fn form(&self, number: u32) -> &Form {
        &self.forms[number as usize]
    }

    /// Appends to `keys` the folded key of a form, a joined conjunction left out; the place of the key.
    pub fn push_key(&self, form: &Form, keys: &mut Vec<u8>) -> Span {
        let from = keys.len();
        keys.extend_from_slice(self.keys.word(form.key).as_bytes());
        Span::new(from, keys.len())
    }

    /// All classes, by the numbers that tokens have.
    pub fn sets(&self) -> Sets {
        self.classes.sets()
    }

    /// The words of phrases that a form, by its number, can stand for.
    pub fn words(&self, number: u32) -> &[WordId] {
        let Seldom { words, counted, .. } = self.seldom[number as usize];
        &self.words[words as usize..][..counted as usize]
    }

    /// What the lexicon knows of a form, by its number, with the article that is contracted in it; what it knows of the
    /// bare word where nothing is.
    pub fn contracted(&self, number: u32) -> EntryId {
        self.seldom[number as usize].contracted
    }

    /// What a form, by its number, is in known names.
    #[inline]
    pub fn named(&self, number: u32) -> Named {
        let form = self.form(number);
        // Few names follow a preposition that is joined to them.
        let bare = if form.has_preposition() { self.seldom[number as usize].bare } else { None };
        Named { whole: form.name(), bare }
    }

    /// Appends the numbers of these words of a text, at most [`BLOCK`], which stay in the nearest cache. All are looked up
    /// before the first is compared, and all are compared before one is learned, so that the processor waits for many lines
    /// of memory at once: what a text does not have often lies far away.
    pub fn numbers(
        &mut self,
        text: &str,
        words: &[Spelling],
        numbers: &mut Vec<u32>,
        grammar: &Grammar,
        registry: &Registry,
    ) {
        let mut slots = [Slot::default(); BLOCK];
        slots.iter_mut().zip(words).for_each(|(slot, word)| *slot = self.numbers.at(word.hash));
        let mut apart = [0; BLOCK];
        for ((apart, slot), word) in apart.iter_mut().zip(&slots).zip(words) {
            *apart = u8::from(!slot.may_be(word.hash));
        }
        let from = numbers.len();
        numbers.extend(slots[..words.len()].iter().map(|slot| slot.number()));
        for at in ones(having(&apart, 1)) {
            numbers[from + at] = self.numbers.find(words[at].hash, |_| true).unwrap_or_default();
        }
        // A look at each, for the same reason.
        let looked = |all, number: &u32| all | self.forms.get(*number as usize).map_or(0, Form::length);
        std::hint::black_box(numbers[from..].iter().fold(0, looked));
        let mut others = [0; BLOCK];
        for ((other, number), word) in others.iter_mut().zip(&numbers[from..]).zip(words) {
            let like = self.forms.get(*number as usize).is_some_and(|form| form.is_like(word));
            *other = u8::from(!like | word.is_long());
        }
        for at in ones(having(&others, 1)) {
            let (word, number) = (&words[at], &mut numbers[from + at]);
            let known = self.numbers.find(word.hash, |number| self.is(number, word, text));
            *number = known.unwrap_or_else(|| self.learn(text, word, grammar, registry));
        }
    }

    /// Whether a form, by its number, is that of a word.
    fn is(&self, number: u32, word: &Spelling, text: &str) -> bool {
        let form = self.form(number);
        form.is_like(word) && (!word.is_long() || self.has_rest(number, word.rest(text)))
    }

    #[inline(never)] // Few words are so long.
    fn has_rest(&self, number: u32, rest: &[u8]) -> bool {
        self.rests[self.seldom[number as usize].rest as usize..].starts_with(rest)
    }

    #[cold]
    #[inline(never)]
    fn learn(&mut self, text: &str, spelling: &Spelling, grammar: &Grammar, registry: &Registry) -> u32 {
        let (word, kind) = (spelling.place.of(text), places::kind(text, spelling.place.start as usize));
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        let mut token = token::token(word, kind, grammar, self.loose, &mut folded);
        let key = token.key.of(&folded);
        token.traits = Traits::of(&token, word, key, grammar);
        let from = self.words.len();
        let stem = grammar.clitics.article.as_deref().and_then(|article| without_start(key, article));
        // Most words are their own keys.
        let written = Some(word).filter(|word| *word != key);
        for spelling in [Some(key), stem, written].into_iter().flatten() {
            let known = grammar.lexicon.word(spelling).filter(|id| !self.words[from..].contains(id));
            self.words.extend(known);
        }
        self.words.extend(grammar.lexicon.beginnings(key));
        let named = Named::of(&token, key, grammar, registry);
        let contracted = token.contracted(key, grammar);
        let links = Links::of(&token, contracted, &self.words[from..], grammar);
        let writing = Writing::of(word, token.conjunction, &folded, token.key.start as usize);
        let begins = named.begins(&token, grammar, registry);
        let mut form = Form::new(spelling, &token, writing, links, named.whole, begins);
        form.key = self.keys.add(key);
        form.classes = self.number_of(Classes::of(&token, key, grammar));
        self.met.resize(self.keys.len(), 0);
        let number = self.forms.len() as u32;
        self.forms.push(form);
        self.seldom.push(Seldom {
            hash: spelling.hash,
            rest: self.rests.len() as u32,
            words: from as u32,
            counted: u8::try_from(self.words.len() - from).unwrap_or(u8::MAX),
            bare: named.bare,
            contracted: contracted.unwrap_or(token.bare),
        });
        self.folded = folded;
        if word.len() <= LONGEST {
            self.rests.extend_from_slice(spelling.rest(text));
            let Self { numbers, seldom, .. } = self;
            numbers.insert(number, |number| seldom[number as usize].hash);
        }
        number
    }

    /// Lists with nothing in them.
    pub fn take_lists(&mut self) -> Lists {
        std::mem::take(&mut self.lists)
    }

    /// Keeps lists for the next article.
    pub fn keep_lists(&mut self, lists: Lists) {
        self.lists = lists.emptied();
    }

    /// Begins to count the words of an article anew.
    pub fn begin_count(&mut self) {
        self.round = self.round.checked_add(2).unwrap_or_else(|| {
            self.met.fill(0);
            2
        });
    }

    /// Counts a key, by its number.
    #[inline]
    pub fn count(&mut self, key: u32) {
        let met = &mut self.met[key as usize];
        *met = self.round | u8::from(*met >= self.round);
    }

    /// Whether a key, by its number, was counted more than once.
    #[inline]
    pub fn is_repeated(&self, key: u32) -> bool {
        self.met[key as usize] == self.round | 1
    }

    /// The number of the classes with that number together with others that begin at the token.
    pub fn with_begun(&mut self, number: u32, begun: ClassSet) -> u32 {
        let place = FxBuildHasher.hash_one((number, begun)) as usize % GROWN;
        let known = &self.grown[place];
        if (known.own == number) & (known.begun == begun) {
            return known.both;
        }
        let classes = self.classes.get(number);
        let within = begun.is_within(classes.begun);
        let both =
            if within { number } else { self.number_of(Classes { begun: classes.begun.with(begun), ..classes }) };
        self.grown[place] = Grown { own: number, begun, both };
        both
    }

    /// The number of these classes.
    fn number_of(&mut self, classes: Classes) -> u32 {
        // Most words that are learned have none.
        if let Some((_, number)) = self.last.filter(|(last, _)| *last == classes) {
            return number;
        }
        let Self { classes: known, sets, .. } = self;
        let number = *sets.entry(classes).or_insert_with(|| known.push(classes));
        self.last = Some((classes, number));
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_of_very_many_letters_are_forgotten_too() {
        let mut vocabulary = Vocabulary::default();
        for (letters, left) in [(1, 1), (MOST_LETTERS, 0)] {
            vocabulary.strict.keys.add(&"x".repeat(letters));
            vocabulary.tidy();
            assert_eq!(vocabulary.strict.letters(), left);
        }
    }
}
