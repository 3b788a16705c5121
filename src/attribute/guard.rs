//! Guards: what stands before, after or over a cue and makes it none.

use super::fill::Fill;
use super::matcher::Matcher;
use crate::grammar::Rules;
use crate::grammar::lexicon::{ClassId, ClassSet};
use crate::grammar::pattern::{Guard, StepKind};
use crate::read::view::PHRASE;

impl Matcher<'_> {
    /// Whether one of the guards may forbid the cue: a look that saves asking each of them.
    #[inline]
    pub fn may_be_guarded(&self) -> bool {
        self.scope.guarded && self.may_be_guarded_here()
    }

    fn may_be_guarded_here(&self) -> bool {
        let (view, Rules { vetoes, covers, .. }) = (self.view, &self.view.grammar.rules);
        let near = self.covering().fold(ClassSet::default(), |near, at| near.with(view.classes_at(at)));
        // Nearly no cue has such words near.
        vetoes.has_other_than_words()
            || near.meets(vetoes.classes.with(covers.classes))
                && (near.meets(covers.classes) || view.classes_before(self.cue.start, self.floor).meets(vetoes.classes))
    }

    /// Whether a guard forbids the cue.
    pub fn guarded(&self, guard: &Guard) -> bool {
        if guard.names_cue {
            let mut fill = Fill::EMPTY;
            return self.admits(guard.cue)
                && self.left(&guard.left, self.cue.start, &mut fill)
                && self.right(&guard.right, self.cue.end, &mut fill);
        }
        guard.left.iter().any(|step| match step.kind {
            StepKind::Class(class) => self.covers_cue(class),
            _ => false,
        })
    }

    fn covers_cue(&self, class: ClassId) -> bool {
        self.covering().any(|at| self.view.class_at(at, class).is_some_and(|length| at + length > self.cue.start))
    }

    /// Where phrases may begin that cover the cue.
    fn covering(&self) -> impl Iterator<Item = usize> {
        self.cue.start.saturating_sub(PHRASE).max(self.sentence.start)..self.cue.start + 1
    }
}
