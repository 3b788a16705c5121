//! Content: whether what a cue governs can begin at a token.

use super::fill::{Fill, Piece};
use super::matcher::Matcher;
use super::phrase::Phrase;
use crate::grammar::terms::CueForm;
use crate::read::token::TokenKind;

impl Matcher<'_> {
    /// What the cue governs from token `at` on, to wherever it ends.
    pub(super) fn content_after(&self, at: usize, fill: &mut Fill) -> Option<usize> {
        let limit = self.sentence.end;
        let first = self.view.token(at.min(self.view.len() - 1));
        let start = first.span.start + fill.joined.map_or(u32::from(first.conjunction), |bytes| bytes as u32);
        let unmarked = fill.frame.is_some_and(|frame| !self.view.grammar.rules.frames[frame.0 as usize].marked);
        // A bare complementiser opens a clause: another frame is meant.
        let that = self.governs.stops.meets([self.view.roles().that, self.view.roles().that_it].into());
        let clause = self.is_complementiser(at) && (that || !self.view.grammar.language.subject_first);
        let when = self.view.grammar.language.subject_first
            && !self.is_complementiser(at - 1)
            && self.view.any_at(at, [self.view.roles().time, self.view.roles().weekday]);
        let pronoun = at > 0 && self.is_demonstrative(at - 1) && self.view.is_plain(at - 1, self.view.roles().that);
        // "Appears in court" claims nothing; "appears to be" does.
        let roles = self.view.roles();
        let places = [roles.r#in, roles.on, roles.with, roles.from, roles.r#for, roles.adverbial];
        let place = self.view.grammar.language.subject_first
            && self.cue.form.is_finite()
            && self.cue.form != CueForm::Passive
            && fill.source.is_none()
            && fill.frame.is_none()
            && self.view.any_at(at, places);
        if when
            || place
            || pronoun
            || clause
            || self.scope.ends_at(at)
            || unmarked && !self.opens_object(at, fill.source.is_some())
        {
            return None;
        }
        fill.joined = None;
        fill.pieces.push(Piece { start, from: at, to: limit, open: true, quoted: None });
        Some(limit)
    }

    /// Whether what a verb governs without a marker can begin with the word.
    fn opens_object(&self, at: usize, subject: bool) -> bool {
        let view = self.view;
        let token = view.token(at);
        let quotation = self.detected.opened_by(token).is_some();
        let subject_first = view.grammar.language.subject_first;
        let word = token.kind == TokenKind::Word || subject_first && token.kind == TokenKind::Number;
        let enclitic = view.token(self.cue.end - 1).enclitic;
        let or = view.begins(at, view.roles().or);
        // A word before a complementiser belongs to the subject.
        let that = !subject_first && self.is_complementiser_with_pronoun(at + 1);
        // What could be the subject is not taken for the object of a verb without one.
        let phrases = self.phrases();
        let finite = self.cue.form.is_finite() && !subject && !subject_first;
        if finite && view.is_plain(at, view.roles().name_particle) {
            return false;
        }
        if finite && !phrases.is_content_noun(at) && phrases.is_source_like(Phrase { start: at, end: at + 1 }) {
            return false;
        }
        // "The accident proved the weakness of": two noun phrases, the first is the subject.
        let subject_first = finite && token.definite && token.is_unknown() && self.is_bare(at + 1);
        (word || quotation)
            && !subject_first
            && !enclitic
            && !or
            && !that
            && token.conjunction == 0
            && !self.opens_insert(at)
            && !(view.grammar.language.subject_first && view.is(at, view.roles().preposition))
            && (subject_first
                || !self.phrases().is_verb(at) && !self.phrases().is_deed(at) && !self.phrases().is_participle(at))
    }

    /// Whether the word is a noun without article, preposition or conjunction, as far as one can tell.
    fn is_bare(&self, at: usize) -> bool {
        if at >= self.sentence.end {
            return false;
        }
        let token = self.view.token(at);
        token.kind == TokenKind::Word
            && !token.definite
            && token.conjunction == 0
            && token.preposition_class.is_none()
            && !self.opens_insert(at)
            && (token.is_unknown() || self.phrases().is_content_noun(at))
    }

    fn is_complementiser(&self, at: usize) -> bool {
        at < self.sentence.end && self.view.is_plain(at, self.view.roles().that) && !self.is_demonstrative(at)
    }

    fn is_complementiser_with_pronoun(&self, at: usize) -> bool {
        at < self.sentence.end && self.view.is_plain(at, self.view.roles().that_it) && self.governs(at)
    }

    /// "Said that was wrong": before a verb the complementiser is a pronoun.
    fn is_demonstrative(&self, at: usize) -> bool {
        let roles = self.view.roles();
        self.view.grammar.language.subject_first && self.view.is_any(at + 1, [roles.copula, roles.auxiliary])
    }
}
