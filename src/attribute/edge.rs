//! Edges of phrases and clauses in languages whose subject stands first: which words can stand inside a noun phrase, and
//! which show that a verb or another clause begins.

use super::phrase::Phrases;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::{ClassSet, Sense};
use crate::grammar::roles::ROLES;
use crate::grammar::terms::CueForm;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// How far into a clause its verb is looked for, in tokens.
const LONGEST: usize = 30;
/// From so many tokens on, words that open no circumstance are a clause even if no verb is known among them.
const CLAUSE: usize = 6;

/// Words that open another clause or the predicate.
const CLAUSE_OPENERS: ClassSet = ClassSet::of(&[
    ROLES.coordinator,
    ROLES.conjunction_clause,
    ROLES.that,
    ROLES.relative,
    ROLES.what,
    ROLES.auxiliary,
    ROLES.copula,
    ROLES.because,
    ROLES.r#as,
    ROLES.negation,
    ROLES.citing,
]);

impl Phrases<'_> {
    /// Whether the word ends as verbs do, listed or not.
    pub(super) fn has_verb_ending(self, at: usize) -> bool {
        let token = self.view.token(at);
        token.traits.any(Traits::VERB) && !token.traits.any(Traits::CASED) && self.view.key(at).len() > 4
    }

    /// Whether the words hold a verb with a subject of its own, as far as closed classes and endings tell.
    pub(super) fn has_finite_verb(self, from: usize, to: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        (from..to).any(|at| {
            view.is_any(at, [roles.auxiliary, roles.copula, roles.verb])
                || at > from && (self.is_verb(at) || self.has_finite_ending(at))
                || view.is(at, roles.nominative) && (at + 1 < to || view.key(at).contains('\''))
        }) || to - from >= CLAUSE && self.after_fronted(from, to) == from
    }

    /// Whether the words begin a clause rather than a noun phrase: a verb follows the first noun phrase.
    pub(super) fn opens_clause(self, from: usize, limit: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        if view.is(from, roles.nominative) && !view.is(from, roles.objective) {
            return true;
        }
        for at in from + 1..limit.min(from + LONGEST) {
            let opens = [roles.comma, roles.relative, roles.that, roles.conjunction_clause, roles.r#as, roles.to];
            if view.any_at(at, opens) || self.is_quotation_edge(at) {
                return false;
            }
            if view.is_any(at, [roles.auxiliary, roles.copula]) {
                return true;
            }
            if view.is(at, roles.nominative) && !view.is(at, roles.objective) {
                return false;
            }
            if !self.view.is_cased(at) && view.is(at, roles.verb) && !view.is(at - 1, roles.preposition) {
                return true;
            }
        }
        false
    }

    /// Whether the words after a conjunction are a verb whose subject stands before it, or another clause.
    pub(super) fn opens_predicate(self, at: usize, limit: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let classes = [roles.auxiliary, roles.copula, roles.verb, roles.nominative, roles.negation];
        at < limit
            && (view.is_any(at, classes)
                || self.is_verb(at)
                || self.has_finite_ending(at)
                || self.is_adverb(at) && at + 1 < limit && self.opens_predicate(at + 1, limit))
    }

    /// Whether the word ends as verbs in the past do.
    pub(super) fn has_finite_ending(self, at: usize) -> bool {
        self.view.token(at).traits.any(Traits::PAST) && self.has_verb_ending(at)
    }

    /// Whether the word may be one that opens another clause or is a verb: a look that saves looking closer.
    #[inline]
    pub(super) fn may_bound_phrase(self, at: usize) -> bool {
        let view = self.view;
        view.any_at(at, CLAUSE_OPENERS) | view.is(at, view.roles().verb) | view.token(at).traits.any(Traits::CUE)
    }

    /// Whether the word opens another clause or is a verb.
    pub(super) fn bounds_phrase(self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        // Nearly no word does.
        let opens = view.any_at(at, CLAUSE_OPENERS);
        if !opens && (view.is_cased(at) || !view.is(at, roles.verb) && !self.is_verb(at)) {
            return false;
        }
        // "Will Orrin": a capital before another makes a name of an everyday word, at the start of a sentence only of
        // one that cannot open it.
        let inside = || at > 0 && (view.token(at - 1).kind == TokenKind::Word || view.is(at, roles.auxiliary));
        let named = self.view.is_cased(at)
            && inside()
            && at + 1 < view.len()
            && self.view.is_cased(at + 1)
            && self.is_title_case(at);
        !named && !self.is_hyphened(at) && (opens || !self.stands_as_noun(at))
    }

    /// Whether the word stands among others with capitals outside a headline: "Public Advocate Lena Orrin".
    pub(super) fn is_inside_name(self, at: usize) -> bool {
        let cased = |at: usize| at < self.view.len() && self.view.is_cased(at);
        at > 0 && cased(at) && cased(at - 1) && cased(at + 1) && self.is_title_case(at)
    }

    /// Whether the word after the next is no capital: in a headline all words have one, and it shows nothing.
    fn is_title_case(self, at: usize) -> bool {
        let view = self.view;
        (at + 2..view.len().min(at + 5)).any(|at| view.token(at).kind == TokenKind::Word && !self.view.is_cased(at))
    }

    /// Whether an article or preposition before the word makes a noun or adjective of it, whatever else it may be.
    pub(super) fn stands_as_noun(self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        // Only forms that could be nouns can follow an adjective: "the official claims", but "the board sent".
        let present =
            |sense: &Sense| matches!(sense, Sense::Cue { form: CueForm::Imperfect | CueForm::Participle, .. });
        let reach = if view.entries(at)[0].senses.iter().any(present) { 3 } else { 1 };
        for back in 1..=reach {
            let Some(before) = at.checked_sub(back) else { return false };
            if view.is(before, roles.determiner) || view.is(before, roles.preposition) {
                return true;
            }
            let plain = view.token(before).is_unknown() && !self.view.is_cased(before);
            if !plain || view.token(before).traits.any(Traits::PLURAL) {
                return false;
            }
        }
        false
    }

    /// A small word that is no preposition and no noun for a source: after a name it is a verb.
    pub(super) fn is_plain_word(self, at: usize) -> bool {
        let view = self.view;
        view.token(at).kind == TokenKind::Word
            && !self.view.is_cased(at)
            && !view.is(at, view.roles().preposition)
            && !self.noun(at, Kinds::ALL)
    }

    /// Whether the first word of a sentence, capital or not, ends as verbs or adverbs do.
    pub(super) fn ends_as_verb_or_adverb(self, at: usize) -> bool {
        let traits = self.view.token(at).traits;
        (traits.any(Traits::ADVERB) || traits.any(Traits::VERB))
            && self.view.key(at).len() > 4
            && !self.view.is(at, self.view.roles().not_adverb)
    }
}
