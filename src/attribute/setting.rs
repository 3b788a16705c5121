//! The sentence in which cues stand, with what is around it.

use std::ops::Deref;

use super::memo::{Asked, Memo};
use super::phrase::{Phrase, Phrases};
use crate::detect::Detected;
use crate::grammar::lexicon::ClassSet;
use crate::read::layout::BlockRole;
use crate::read::sentence::Sentence;
use crate::read::token::TokenKind;
use crate::read::view::{PHRASE, View};

/// Longest line that can be an alert, in tokens.
const ALERT: usize = 30;

/// Few sentences are longer, in tokens.
const PLACES: usize = 128;

/// A sentence with what is around it.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub view: &'a View<'a>,
    pub detected: &'a Detected,
    pub sentence: &'a Sentence,
    /// Its number in the document.
    pub number: usize,
    /// First token that counts, after a dateline.
    pub floor: usize,
    /// Whether a quotation touches the sentence, or begins right after it.
    pub quotes: bool,
    /// So many quotations, or some more, open before the sentence.
    pub opened: usize,
    /// Whether the sentence is a headline, or all there is of a short line: an alert.
    pub headline: bool,
}

impl<'a> Setting<'a> {
    /// The sentence with that number; `opened` quotations open before it, and `quoted` is where the last of the quotations
    /// ends that begin before its end.
    pub fn new(view: &'a View<'a>, detected: &'a Detected, number: usize, (opened, quoted): (usize, u32)) -> Self {
        let sentence = &detected.sentences[number];
        let floor = view.document.blocks[sentence.block].lead.clamp(sentence.start, sentence.end);
        let next = || sentence.end < view.len() && detected.opened_by(view.token(sentence.end)).is_some();
        let quotes = quoted > sentence.span.start || next();
        let block = &view.document.blocks[sentence.block];
        let alone = (sentence.start == block.start) & (sentence.end == block.end);
        let headline = (block.role == BlockRole::Headline) | alone & (sentence.end - sentence.start <= ALERT);
        Self { view, detected, sentence, number, floor, quotes, opened, headline }
    }

    /// Where noun phrases are looked for.
    pub fn phrases(&self) -> Phrases<'a> {
        Phrases { view: self.view, detected: self.detected }
    }
}

/// A sentence while patterns are tried in it.
pub(super) struct Scope<'a> {
    pub setting: Setting<'a>,
    /// The first token that counts and is no connective or turn marker.
    pub opening: usize,
    /// For each place from shortly before the first cue on, the end of the sentence first, the classes of all words from it
    /// on.
    classes: &'a [ClassSet],
    /// Whether there are words with which a guard may forbid a cue.
    pub guarded: bool,
    /// One past the last token of the sentence that is no mark.
    last_word: usize,
    /// Phrases that were asked for.
    pub known: &'a Memo,
}

impl<'a> Deref for Scope<'a> {
    type Target = Setting<'a>;

    fn deref(&self) -> &Setting<'a> {
        &self.setting
    }
}

impl<'a> Scope<'a> {
    /// The sentence of a setting whose first cue stands at a token; what is known of others is forgotten.
    pub fn new(setting: Setting<'a>, cue: usize, classes: &'a mut Vec<ClassSet>, known: &'a mut Memo) -> Self {
        let Setting { view, sentence, floor, .. } = setting;
        // Nothing asks for more than the phrases that end at the first cue.
        let from = cue.saturating_sub(PHRASE).max(sentence.start);
        // The room is made at once, and what stands in it is written over.
        let places = sentence.end - from + 1;
        if classes.len() < places {
            classes.resize(places.max(PLACES), ClassSet::default());
        }
        let classes = &mut classes[..places];
        let mut after = ClassSet::default();
        classes[0] = after;
        // No closure adds them up: it would keep the sum in memory, and each word would wait for the one before.
        for (place, own) in classes[1..].iter_mut().zip(view.classes_in(from, sentence.end).rev()) {
            after |= own;
            *place = after;
        }
        known.clear();
        let opening = after_connectives(view, floor, sentence.end);
        let mut last_word = sentence.end;
        while last_word > cue && view.token(last_word - 1).kind == TokenKind::Mark {
            last_word -= 1;
        }
        Self { setting, opening, classes, guarded: view.grammar.rules.may_guard(after), last_word, known }
    }

    /// Whether only marks stand from a token to the end of the sentence; asked only from the first cue on.
    #[inline]
    pub fn ends_at(&self, at: usize) -> bool {
        self.last_word <= at
    }

    /// The classes of all words of the sentence from a token on, which is asked only from the first cue on: what stands
    /// farther before it has none here.
    pub fn classes_from(&self, at: usize) -> ClassSet {
        self.classes.get(self.sentence.end.wrapping_sub(at)).copied().unwrap_or_default()
    }

    /// Whether the words of the sentence before a token are a clause.
    pub fn is_clause(&self, end: usize) -> bool {
        let words = Phrase { start: self.opening, end };
        let clause = || self.phrases().has_finite_verb(self.opening, end).then_some(words);
        self.known.get(Asked::clause(end), clause).is_some()
    }
}

/// The first of the tokens `floor..end` that is no connective or turn marker.
fn after_connectives(view: &View<'_>, floor: usize, end: usize) -> usize {
    let roles = view.roles();
    let classes = [roles.turn_marker, roles.coordinator, roles.r#as, roles.comma];
    let mut at = floor;
    while at < end && view.any_at(at, classes) {
        at += classes.iter().find_map(|class| view.class_at(at, *class)).unwrap_or(1);
    }
    at
}
