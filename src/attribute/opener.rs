//! Whether what stands beside a cue can be what the steps of a pattern or frame begin with.

use super::matcher::Matcher;
use crate::grammar::opener::Openers;
use crate::grammar::pattern::Pattern;

impl Matcher<'_> {
    /// Whether the words right beside the cue let the pattern fit.
    pub(super) fn may_fit(&self, pattern: &Pattern) -> bool {
        self.opens(pattern.after, self.cue.end) && self.closes(pattern.before)
    }

    /// Whether what stands at `at` can be what steps begin with.
    pub(super) fn opens(&self, openers: Openers, at: usize) -> bool {
        // After a colon at the end of a line the quotation stands in the next.
        openers.other
            || self.view.any_at(at, openers.classes)
            || openers.quotation && (at >= self.sentence.end || self.detected.opens_at(self.view, at))
            || openers.edge && self.trimmed(at, self.sentence.end) <= at
    }

    /// Whether what ends right before the cue's verb group can be the nearest of the steps before it.
    fn closes(&self, openers: Openers) -> bool {
        let end = self.group.start;
        openers.other
            || self.before.meets(openers.classes)
            || openers.edge && self.scope.opening >= end
            || openers.quotation && self.quotation_ends(end).is_some()
    }
}
