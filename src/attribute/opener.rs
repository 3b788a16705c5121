//! Whether what stands beside a cue can be what the steps of a pattern or frame begin with.

use super::matcher::Matcher;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::opener::Openers;
use crate::grammar::pattern::Pattern;

impl Matcher<'_> {
    /// Whether the words right beside the cue let the pattern fit.
    pub(super) fn may_fit(&self, pattern: &Pattern) -> bool {
        let beyond =
            |openers| self.subject().is_some_and(|(source, before)| self.closes(openers, source.start, before));
        self.opens(pattern.after, self.cue.end)
            && self.closes(pattern.before, self.group.start, self.before)
            && pattern.beyond.is_none_or(beyond)
    }

    /// Whether what stands at `at` can be what steps begin with.
    pub(super) fn opens(&self, openers: Openers, at: usize) -> bool {
        // After a colon at the end of a line the quotation stands in the next.
        openers.other
            || openers.source
            || self.view.any_at(at, openers.classes)
            || openers.quotation && (at >= self.sentence.end || self.detected.opens_at(self.view, at))
            || openers.edge && self.trimmed(at, self.sentence.end) <= at
    }

    /// Whether what ends right before a token can be the nearest of the steps before it; `before` are the classes of the words
    /// there.
    fn closes(&self, openers: Openers, end: usize, before: ClassSet) -> bool {
        openers.other
            || before.meets(openers.classes)
            || openers.edge && self.scope.opening >= end
            || openers.source && (end != self.group.start || self.subject().is_some())
            || openers.quotation && self.quotation_ends(end).is_some()
    }
}
