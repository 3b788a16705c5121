//! Whether what stands beside a cue can be what the steps of a pattern or frame begin with.

use super::inside::ENDING;
use super::matcher::Matcher;
use crate::grammar::admission::Batch;
use crate::grammar::opener::Openers;
use crate::grammar::roles::ROLES;
use crate::grammar::side::Beside;
use crate::grammar::terms::CueForm;
use crate::read::token::TokenKind;

impl Matcher<'_> {
    /// Those patterns of a batch that the words right beside the cue, and those before and after it, let fit.
    #[inline]
    pub(super) fn patterns(&self, batch: &Batch) -> u64 {
        let set = self.scope.fitting(batch, &self.cue);
        let set = if self.joined { batch.joined(set) } else { set };
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
            edge: || self.scope.ends_at(end),
            source: || self.source_opens(end),
        };
        let set = batch.cut(set, self.scope.classes_from(end), &before, &after);
        if batch.asks_beyond(set) { self.beginning(batch, set) } else { set }
    }

    /// Those of a set that the words before the source let fit, where the source is right before the cue.
    fn beginning(&self, batch: &Batch, set: u64) -> u64 {
        let Some((source, classes)) = self.subject() else { return set };
        let before = Beside {
            classes,
            quotation: || self.quotation_ends(source.start).is_some(),
            edge: || self.scope.opening >= source.start,
            source: || true,
        };
        batch.cut_beyond(set, &before)
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

    /// What of that with which steps can begin stands at a token.
    #[inline]
    pub(super) fn stands_at(&self, at: usize, wanted: &Openers) -> Openers {
        let quotation = wanted.quotation && self.quotation_opens(at);
        let edge = wanted.edge & self.scope.ends_at(at);
        Openers { classes: self.view.classes_at(at), quotation, edge, ..Openers::default() }
    }

    /// Whether a quotation may begin at the token.
    fn quotation_opens(&self, at: usize) -> bool {
        // After a colon at the end of a line it stands in the next.
        at >= self.sentence.end || self.detected.opens_at(self.view, at)
    }
}
