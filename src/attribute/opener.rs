//! With which words the steps of a pattern or frame can begin: a look that saves trying them.

use super::matcher::Matcher;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::notation::Slot;
use crate::grammar::pattern::{Step, StepKind};

/// What steps can begin with.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Openers {
    /// Words of these classes.
    classes: ClassSet,
    /// A quotation.
    quotation: bool,
    /// Anything else, as far as a look tells.
    other: bool,
}

impl Openers {
    /// Adds what these steps can begin with.
    pub fn add(&mut self, steps: &[Step]) {
        for step in steps {
            match step.kind {
                StepKind::Class(class) => self.classes.insert(class),
                StepKind::Slot(Slot::Quotation) => self.quotation = true,
                _ => self.other = true,
            }
            if !step.optional || self.other {
                return;
            }
        }
        self.other = true;
    }
}

impl Matcher<'_> {
    /// Whether what stands at `at` can be what steps begin with.
    pub(super) fn opens(&self, openers: Openers, at: usize) -> bool {
        // After a colon at the end of a line the quotation stands in the next.
        openers.other
            || self.view.any_at(at, openers.classes)
            || openers.quotation && (at >= self.sentence.end || self.detected.opens_at(self.view, at))
    }

    /// Whether what stands at `at` can be what these steps begin with.
    pub(super) fn may_begin(&self, steps: &[Step], at: usize) -> bool {
        let mut openers = Openers::default();
        openers.add(steps);
        self.opens(openers, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::roles::ROLES;

    #[test]
    fn steps_begin_with_their_first_that_must_be_there_and_those_before_it() {
        let step = |kind, optional| Step { kind, optional, ahead: false };
        let class = |class| StepKind::Class(class);
        let mut openers = Openers::default();
        openers.add(&[step(class(ROLES.comma), true), step(class(ROLES.that), false), step(class(ROLES.on), false)]);
        let expected = [true, true, false];
        assert_eq!([ROLES.comma, ROLES.that, ROLES.on].map(|class| openers.classes.has(class)), expected);
        assert!(!openers.quotation && !openers.other);
        openers.add(&[step(class(ROLES.colon), true), step(StepKind::Slot(Slot::Quotation), false)]);
        assert!(openers.classes.has(ROLES.colon) && openers.quotation && !openers.other);
        for free in [&[][..], &[step(StepKind::Insert, false)], &[step(class(ROLES.that), true)]] {
            let mut openers = Openers::default();
            openers.add(free);
            assert!(openers.other, "{free:?}");
        }
    }
}
