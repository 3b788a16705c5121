//! With what the steps of a pattern or frame can begin, told once when they are read: a look that saves trying them.

use super::lexicon::{ClassId, ClassSet};
use super::notation::Slot;
use super::pattern::{Step, StepKind};

/// What steps can begin with; before a cue: what the nearest of them can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Openers {
    /// Words of these classes.
    pub classes: ClassSet,
    /// A quotation.
    pub quotation: bool,
    /// The start or the end of the sentence.
    pub edge: bool,
    /// A source.
    pub source: bool,
    /// Anything else, as far as a look tells.
    pub other: bool,
}

impl Openers {
    /// What these steps can begin with.
    pub fn of(steps: &[Step]) -> Self {
        let mut openers = Self::default();
        openers.add(steps);
        openers
    }

    /// Whether something else than words is among them.
    pub fn has_other_than_words(&self) -> bool {
        self.quotation | self.edge | self.source | self.other
    }

    /// The one class of words that they are, if they are nothing else.
    pub fn only_class(&self) -> Option<ClassId> {
        let more = self.quotation || self.edge || self.source || self.other;
        self.classes.iter().next().filter(|class| !more && self.classes == [*class].into())
    }

    /// Whether something is among them that stands at a place.
    #[inline]
    pub fn meet(&self, there: &Self) -> bool {
        // All at once: which of them it is cannot be foretold.
        (self.other | self.source)
            | self.classes.meets(there.classes)
            | (self.quotation & there.quotation)
            | (self.edge & there.edge)
    }

    /// Adds what other steps can begin with.
    pub fn join(&mut self, other: &Self) {
        self.classes |= other.classes;
        self.quotation |= other.quotation;
        self.edge |= other.edge;
        self.source |= other.source;
        self.other |= other.other;
    }

    /// Adds what these steps can begin with.
    pub fn add(&mut self, steps: &[Step]) {
        for step in steps {
            match step.kind {
                StepKind::Class(class) => self.classes.insert(class),
                StepKind::Slot(Slot::Quotation) => self.quotation = true,
                StepKind::Slot(Slot::Start | Slot::End) => self.edge = true,
                StepKind::Slot(Slot::Source) => self.source = true,
                _ => self.other = true,
            }
            if !step.optional || self.other {
                return;
            }
        }
        self.other = true;
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
        let mut openers = Openers::of(&[
            step(class(ROLES.comma), true),
            step(class(ROLES.that), false),
            step(class(ROLES.on), false),
        ]);
        let expected = [true, true, false];
        assert_eq!([ROLES.comma, ROLES.that, ROLES.on].map(|class| openers.classes.has(class)), expected);
        assert!(!openers.quotation && !openers.edge && !openers.other);
        openers.add(&[step(class(ROLES.colon), true), step(StepKind::Slot(Slot::Quotation), false)]);
        assert!(openers.classes.has(ROLES.colon) && openers.quotation && !openers.other);
        openers.add(&[step(StepKind::Slot(Slot::End), false)]);
        assert!(openers.edge && !openers.source && !openers.other);
        for free in [&[][..], &[step(StepKind::Insert, false)], &[step(class(ROLES.that), true)]] {
            assert!(Openers::of(free).other, "{free:?}");
        }
    }
}
