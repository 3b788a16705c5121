//! Whether what stands beside a cue can be what the steps of a pattern or frame begin with.

use super::inside::ENDING;
use super::matcher::Matcher;
use crate::grammar::admission::Beside;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::opener::Openers;
use crate::grammar::pattern::Pattern;
use crate::grammar::roles::ROLES;
use crate::grammar::terms::CueForm;
use crate::read::token::TokenKind;

impl Matcher<'_> {
    /// One word of the set of patterns that the words right beside the cue, and those before and after it, let fit.
    pub(super) fn patterns(&self, word: usize) -> u64 {
        let admission = &self.view.grammar.admission;
        let set = self.scope.fitting(word, &self.cue);
        let set = if self.joined { admission.joined((word, set)) } else { set };
        if set == 0 {
            return 0;
        }
        let (start, end) = (self.group.start, self.cue.end);
        let before = Beside {
            classes: self.before,
            quotation: || self.quotation_ends(start).is_some(),
            edge: || self.scope.opening >= start,
            source: || self.subject().is_some(),
        };
        let after = Beside {
            classes: self.view.classes_at(end),
            quotation: || self.quotation_opens(end),
            edge: || self.ends_at(end),
            source: || self.source_opens(end),
        };
        let (all, further) = (self.scope.classes_from(self.sentence.start), self.scope.classes_from(end));
        admission.cut((word, admission.needing((word, set), all, further)), &before, &after)
    }

    /// Whether a source may begin right after the cue.
    fn source_opens(&self, at: usize) -> bool {
        let view = self.view;
        // After a preposition that is joined to the word any word is one.
        let free = view.grammar.language.subject_first || self.cue.form == CueForm::Fixed;
        let none = !view.is_any_plain(at, [ROLES.quantity, ROLES.one]) && view.any_at(at, ENDING);
        self.takes_subject_after()
            && (free || at >= self.sentence.end || !none || view.token(at).kind != TokenKind::Word)
    }

    /// Whether the words before the source let the pattern fit, where the source is right before the cue.
    pub(super) fn may_begin(&self, pattern: &Pattern) -> bool {
        let beyond =
            |openers| self.subject().is_some_and(|(source, before)| self.closes(openers, source.start, before));
        pattern.beyond.is_none_or(beyond)
    }

    /// Whether what stands at `at` can be what steps begin with.
    pub(super) fn opens(&self, openers: &Openers, at: usize) -> bool {
        openers.meet(&self.stands_at(at, openers))
    }

    /// What of that with which steps can begin stands at a token.
    pub(super) fn stands_at(&self, at: usize, wanted: &Openers) -> Openers {
        let quotation = wanted.quotation && self.quotation_opens(at);
        let edge = wanted.edge && self.ends_at(at);
        Openers { classes: self.view.classes_at(at), quotation, edge, ..Openers::default() }
    }

    /// Whether a quotation may begin at the token.
    fn quotation_opens(&self, at: usize) -> bool {
        // After a colon at the end of a line it stands in the next.
        at >= self.sentence.end || self.detected.opens_at(self.view, at)
    }

    /// Whether only closing marks stand from the token to the end of the sentence.
    fn ends_at(&self, at: usize) -> bool {
        self.trimmed(at, self.sentence.end) <= at
    }

    /// Whether what ends right before a token can be the nearest of the steps there; `before` are the classes of the words
    /// there.
    fn closes(&self, openers: Openers, end: usize, before: ClassSet) -> bool {
        openers.other
            || before.meets(openers.classes)
            || openers.edge && self.scope.opening >= end
            || openers.source
            || openers.quotation && self.quotation_ends(end).is_some()
    }
}
