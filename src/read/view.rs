//! A document seen through its grammar and registry: what the floors above ask of tokens.

use super::Document;
use super::bits::{BLOCK, ones};
use super::classes::Classes;
use super::token::Token;
use super::traits::Traits;
use crate::grammar::Grammar;
use crate::grammar::lexicon::{ClassId, ClassSet, Entry, Target};
use crate::grammar::registry::{Known, Registry};
use crate::grammar::roles::{ROLES, Roles};
use crate::span::Span;

/// Longest phrase of a class that is looked for before a token, in tokens.
pub const PHRASE: usize = 4;

/// A document with what is known of its language.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The document.
    pub document: &'a Document,
    /// The grammar of its language.
    pub grammar: &'a Grammar,
    /// The known sources.
    pub registry: &'a Registry,
    /// The document's tokens and the classes that they have: they are asked for more often than anything else.
    pub(super) tokens: &'a [Token],
    sets: &'a [Classes],
}

/// A known source found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownAt {
    /// Its number in the registry.
    pub known: u32,
    /// How many tokens its name takes.
    pub length: usize,
    /// Whether the name is an ordinary word too.
    pub guarded: bool,
}

impl<'a> View<'a> {
    /// A document with the grammar of its language and the known sources.
    pub fn new(document: &'a Document, grammar: &'a Grammar, registry: &'a Registry) -> Self {
        Self { document, grammar, registry, tokens: &document.tokens, sets: document.sets.all() }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// The word classes by the part they play.
    #[inline]
    pub fn roles(&self) -> &'static Roles {
        &ROLES
    }

    /// How many tokens there are.
    #[inline]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there are no tokens.
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token at an index.
    #[inline]
    pub fn token(&self, at: usize) -> &'a Token {
        &self.tokens[at]
    }

    /// The folded key of a token, a joined conjunction left out.
    #[inline]
    pub fn key(&self, at: usize) -> &'a str {
        self.document.key(self.token(at))
    }

    /// The folded key of a token, joined conjunction and article left out.
    #[inline]
    pub fn bare_key(&self, at: usize) -> &'a str {
        let (document, token) = (self.document, self.token(at));
        let start = token.key.start + u32::from(self.classes(token).article);
        Span { start, ..token.key }.of(if token.plain { &document.text } else { &document.keys })
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'a str {
        span.of(self.text())
    }

    /// The span of the tokens `start..end`, the conjunction joined to the first left out.
    pub fn span(&self, start: usize, end: usize) -> Span {
        if start >= end {
            return Span::default();
        }
        let first = self.token(start);
        Span::new(first.span.start as usize + first.conjunction as usize, self.token(end - 1).span.end as usize)
    }

    /// The two entries of a token: as it stands, and without what is joined to it.
    #[inline]
    pub fn entries(&self, at: usize) -> [&'a Entry; 2] {
        let token = self.token(at);
        [self.grammar.lexicon.entry(token.entry), self.grammar.lexicon.entry(token.bare)]
    }

    /// The classes of a token.
    #[inline]
    pub(super) fn classes(&self, token: &Token) -> &'a Classes {
        &self.sets[token.classes as usize]
    }

    /// The classes of the token at an index; `None` past the end.
    #[inline]
    fn own(&self, at: usize) -> Option<&'a Classes> {
        self.tokens.get(at).map(|token| self.classes(token))
    }

    /// Whether the token alone is a word of the class, as it stands or without what is joined to it.
    #[inline]
    pub fn is(&self, at: usize, class: ClassId) -> bool {
        self.own(at).is_some_and(|own| own.any.has(class))
    }

    /// Whether the word itself is in the class: clitics other than a conjunction do not count.
    #[inline]
    pub fn is_plain(&self, at: usize, class: ClassId) -> bool {
        self.own(at).is_some_and(|own| own.plain.has(class))
    }

    /// Whether the token alone is a word of one of the classes, as it stands or without what is joined to it.
    #[inline]
    pub fn is_any(&self, at: usize, classes: impl Into<ClassSet>) -> bool {
        let classes = classes.into();
        self.own(at).is_some_and(|own| own.any.meets(classes))
    }

    /// Whether the word itself is in one of the classes.
    #[inline]
    pub fn is_any_plain(&self, at: usize, classes: impl Into<ClassSet>) -> bool {
        let classes = classes.into();
        self.own(at).is_some_and(|own| own.plain.meets(classes))
    }

    /// The number of tokens of the word or phrase of a class that begins at `at`; joined prepositions have their own
    /// class, for which 1 is returned although the word goes on.
    #[inline]
    pub fn class_at(&self, at: usize, class: ClassId) -> Option<usize> {
        if !self.own(at)?.begun.has(class) {
            return None;
        }
        Some(if self.token(at).longer == 0 { 1 } else { self.phrase_length(at, class) })
    }

    fn phrase_length(&self, at: usize, class: ClassId) -> usize {
        self.phrase_at(at, |target| target == Target::Class(class)).unwrap_or(1)
    }

    /// Whether a word or phrase of the class begins at `at`.
    #[inline]
    pub fn begins(&self, at: usize, class: ClassId) -> bool {
        self.own(at).is_some_and(|own| own.begun.has(class))
    }

    /// Whether a word or phrase of one of the classes begins at `at`.
    #[inline]
    pub fn any_at(&self, at: usize, classes: impl Into<ClassSet>) -> bool {
        let classes = classes.into();
        self.own(at).is_some_and(|own| own.begun.meets(classes))
    }

    /// The classes of the word and of the phrases that begin with it; none past the end.
    #[inline]
    pub fn classes_at(&self, at: usize) -> ClassSet {
        self.own(at).map(|own| own.begun).unwrap_or_default()
    }

    /// The same for each of the tokens `start..end`.
    pub fn classes_in(&self, start: usize, end: usize) -> impl DoubleEndedIterator<Item = ClassSet> {
        // Taken out of the view: it is not asked for them again after each token.
        let sets = self.sets;
        self.tokens[start..end].iter().map(move |token| sets[token.classes as usize].begun)
    }

    /// The classes of joined prepositions that an unknown word may begin with.
    pub(super) fn joinable(&self, at: usize) -> impl Iterator<Item = ClassId> {
        let token = self.token(at);
        let roles = self.roles();
        let allowed = [(Traits::JOINS_BY, roles.by), (Traits::JOINS_FOR, roles.r#for)];
        allowed.into_iter().filter(|(joins, _)| token.traits.any(*joins) && !token.repeated).map(|(_, class)| class)
    }

    /// Whether there are such classes.
    #[inline]
    pub(super) fn may_be_joined(&self, at: usize) -> bool {
        let token = self.token(at);
        !token.repeated && token.traits.any(Traits::JOINS_BY.with(Traits::JOINS_FOR))
    }

    /// Bytes at the start of a token that a joined preposition of the class takes, none where it is contracted with the
    /// article; `None` where no such preposition is joined.
    pub fn joined_bytes(&self, at: usize, class: ClassId) -> Option<usize> {
        let token = self.token(at);
        if token.preposition_class == Some(class) {
            // What is contracted with the article cannot be parted from it.
            let bytes = if self.is_contracted(at) { token.conjunction } else { token.preposition };
            return Some(bytes as usize);
        }
        if !self.may_be_joined(at) {
            return None;
        }
        let letters = self.grammar.clitics.prepositions.iter().find(|(_, joined)| *joined == class);
        let letters = letters.filter(|_| self.joinable(at).any(|joinable| joinable == class));
        letters.map(|(letters, _)| token.conjunction as usize + letters.len())
    }

    /// Whether preposition and article are written as one.
    fn is_contracted(&self, at: usize) -> bool {
        self.token(at).definite && self.grammar.clitics.contracted(self.key(at)).is_some()
    }

    /// The tokens of the longest phrase at `at` whose target is wanted.
    pub fn phrase_at(&self, at: usize, wanted: impl Fn(Target) -> bool) -> Option<usize> {
        let mut phrases = self.document.longer.phrases(self.token(at).longer).iter();
        phrases.find(|(target, _)| wanted(*target)).map(|(_, length)| *length)
    }

    /// Whether a phrase or a known name begins at the token.
    #[inline]
    pub fn begins_longer(&self, at: usize) -> bool {
        self.token(at).longer > 0
    }

    /// Whether a reading of that trait is among [`Self::senses`], or perhaps one of a phrase.
    #[inline]
    pub fn may_have_sense(&self, at: usize, reading: Traits) -> bool {
        self.token(at).may_have_sense(reading)
    }

    /// The known source whose name begins at `at`, after a joined preposition or conjunction.
    #[inline]
    pub fn known_at(&self, at: usize) -> Option<KnownAt> {
        self.document.longer.known(self.tokens.get(at)?.longer)
    }

    /// The tokens among `start..end` that have the same folded key as another.
    pub fn alike(&self, at: usize, start: usize, end: usize) -> impl DoubleEndedIterator<Item = usize> {
        let (key, own) = (self.key(at), self.token(at));
        let (length, entry) = (own.key.len(), own.entry);
        // Few keys are as long, and of one key the lexicon knows one thing. Of which tokens that holds is not foreseen.
        let near = move |token: &Token| (token.key.len() == length) & (token.entry == entry);
        let tokens = self.tokens.get(start..end).unwrap_or_default().chunks(BLOCK).enumerate();
        let alike = tokens.flat_map(move |(passed, tokens)| {
            let bits = tokens.iter().rev().fold(0, |bits, token| bits << 1 | u64::from(near(token)));
            ones(bits).map(move |at| start + passed * BLOCK + at)
        });
        alike.filter(move |at| self.key(*at) == key)
    }

    /// Whether the key of the token ends in one of the endings.
    pub fn has_ending(&self, at: usize, endings: &[String]) -> bool {
        let key = self.key(at);
        endings.iter().any(|ending| key.ends_with(ending.as_str()))
    }

    /// Whether the word begins with a capital letter.
    #[inline]
    pub fn is_cased(&self, at: usize) -> bool {
        self.token(at).traits.any(Traits::CASED)
    }

    /// The start of a word or phrase of the class that ends right before a token, not before `floor`.
    #[inline]
    pub fn class_before(&self, end: usize, floor: usize, class: ClassId) -> Option<usize> {
        if self.ends_phrase(end) {
            return self.phrase_before(end, floor, class);
        }
        let last = end.checked_sub(1).filter(|last| *last >= floor)?;
        (self.class_at(last, class) == Some(1)).then_some(last)
    }

    fn phrase_before(&self, end: usize, floor: usize, class: ClassId) -> Option<usize> {
        (1..=PHRASE).find_map(|back| {
            let at = end.checked_sub(back).filter(|at| *at >= floor)?;
            (self.class_at(at, class)? == back).then_some(at)
        })
    }

    /// Whether a word or phrase of one of the classes ends right before a token, not beginning before `floor`.
    pub fn any_before(&self, end: usize, floor: usize, classes: impl Into<ClassSet>) -> bool {
        let classes = classes.into();
        let last = end.checked_sub(1).filter(|last| *last >= floor);
        let Some(last) = last.filter(|last| self.ends_phrase(end) || self.any_at(*last, classes)) else { return false };
        let starts = floor.max(end.saturating_sub(PHRASE))..=last;
        let ends = |at: usize, class| self.class_at(at, class).is_some_and(|length| at + length == end);
        starts.into_iter().any(|at| self.classes_at(at).shared(classes).any(|class| ends(at, class)))
    }

    /// The classes of all words and phrases that may end right before a token, not beginning before `floor`.
    pub fn classes_before(&self, end: usize, floor: usize) -> ClassSet {
        if !self.ends_phrase(end) {
            let last = end.checked_sub(1).filter(|last| *last >= floor);
            return last.map(|last| self.classes_at(last)).unwrap_or_default();
        }
        let mut classes = ClassSet::default();
        (floor.max(end.saturating_sub(PHRASE))..end).for_each(|at| classes |= self.classes_at(at));
        classes
    }

    /// Whether a phrase of several words may end right before a token.
    #[inline]
    fn ends_phrase(&self, end: usize) -> bool {
        let last = end.checked_sub(1).map(|last| self.tokens.get(last));
        last.is_some_and(|last| last.is_none_or(|last| last.ends_phrase))
    }

    /// Whether the token begins with a conjunction, joined or alone before it.
    #[inline]
    pub fn has_conjunction(&self, at: usize) -> bool {
        (self.token(at).conjunction > 0) | (at > 0 && self.is_conjunction(at - 1))
    }

    /// Whether the token is a conjunction that stands alone although it should be joined.
    #[inline]
    pub fn is_conjunction(&self, at: usize) -> bool {
        self.token(at).traits.any(Traits::CONJUNCTION)
    }

    /// Whether the token is a preposition that stands alone although it should be joined.
    #[inline]
    pub fn is_lone_preposition(&self, at: usize) -> bool {
        self.token(at).traits.any(Traits::PREPOSITION)
    }

    /// A known source by its number.
    pub fn known(&self, number: u32) -> &'a Known {
        self.registry.known(number)
    }

    /// The first token that ends after a byte offset.
    pub fn token_from(&self, offset: u32) -> usize {
        self.tokens.partition_point(|token| token.span.end <= offset)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::{self, analyze};

    #[test]
    fn a_phrase_of_a_class_counts_with_all_its_words() {
        let analysis = analyze("نقلا عن مصدر");
        let view = analysis.view();
        assert_eq!(view.class_at(0, view.roles().via), Some(2));
        assert_eq!(view.class_at(1, view.roles().about), Some(1));
        assert_eq!(view.class_at(9, view.roles().via), None);
    }

    #[test]
    fn a_span_leaves_the_joined_conjunction_out() {
        let analysis = analyze("وقالت الوزارة");
        let view = analysis.view();
        let expected = "قالت الوزارة";
        assert_eq!(view.slice(view.span(0, 2)), expected);
        assert!(view.span(2, 2).is_empty());
        assert!(view.has_conjunction(0) && !view.has_conjunction(1));
    }

    #[test]
    fn a_known_source_is_found_after_a_joined_preposition() {
        let analysis = analyze("قال لرويترز ثم لوكالة فرانس برس");
        let view = analysis.view();
        let found: Vec<(&str, usize)> = (0..view.len())
            .filter_map(|at| view.known_at(at))
            .map(|known| (view.known(known.known).id.as_str(), known.length))
            .collect();
        assert!(found.starts_with(&[("reuters", 1), ("afp", 3)]), "{found:?}");
    }

    #[test]
    fn a_guarded_name_counts_only_in_marks() {
        let kinds =
            |text: &str| invented::rows(text).into_iter().map(|row| row.source_type.into_owned()).collect::<Vec<_>>();
        let marked = kinds("وقالت «المعلومة» إن الجسر آمن تماماً.");
        let plain = kinds("وقالت المعلومة إن الجسر آمن تماماً.");
        assert_eq!(marked, ["news_agency"]);
        assert!(!plain.contains(&marked[0]), "{plain:?}");
    }

    #[test]
    fn the_token_from_a_byte_is_the_first_that_ends_after_it() {
        let analysis = analyze("قال إن");
        let view = analysis.view();
        assert_eq!([0, 5, 6, 7, 10, 11].map(|offset| view.token_from(offset)), [0, 0, 1, 1, 1, 2]);
    }
}
