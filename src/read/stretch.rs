//! Stretches of tokens, looked through for the few that count.

use std::ops::Range;

use super::classes::Classes;
use super::token::{Token, TokenKind};
use super::traits::Traits;
use super::view::View;
use crate::grammar::lexicon::{ClassId, ClassSet};

/// So many tokens are looked at in any case.
const FEW: usize = 4;

impl View<'_> {
    /// The classes of the words of a stretch, each as it stands or without what is joined to it.
    #[inline]
    pub fn classes_between(&self, start: usize, end: usize) -> ClassSet {
        let Some([first, rest @ ..]) = self.tokens.get(start..end) else { return ClassSet::default() };
        let any = |token: &Token| self.classes(token).any;
        let mut classes = any(first);
        // How many there are is not foreseen, so the last of a few is looked at again.
        for at in 0..FEW - 1 {
            classes |= any(rest.get(at).or(rest.last()).unwrap_or(first));
        }
        rest.iter().skip(FEW - 1).for_each(|token| classes |= any(token));
        classes
    }

    /// The first of some tokens at which a word or phrase of the class begins.
    pub fn first_at(&self, tokens: Range<usize>, class: ClassId) -> Option<usize> {
        let begun = |token| self.classes(token).begun;
        let first = self.tokens.get(tokens.clone())?.iter().position(|token| begun(token).has(class));
        first.map(|before| tokens.start + before)
    }

    /// The first of the tokens `start..end` that is a mark, shows one of the traits, or at which a word or phrase of one
    /// of the classes begins; the end where none does. Without classes any token counts.
    #[inline(never)] // The loop runs faster with all registers to itself.
    pub fn first_stop(&self, start: usize, end: usize, traits: Traits, classes: Option<ClassSet>) -> usize {
        let (Some(classes), Some(tokens)) = (classes, self.tokens.get(start..end)) else { return start };
        let stops = |token: &Token| {
            (token.kind == TokenKind::Mark) | token.traits.any(traits) | self.classes(token).begun.meets(classes)
        };
        tokens.iter().position(stops).map_or(end, |before| start + before)
    }

    /// Those of some tokens at which a word or phrase of the classes `begun` begins, or that are themselves in `plain`.
    pub fn all_of(&self, tokens: Range<usize>, begun: ClassSet, plain: ClassSet) -> impl Iterator<Item = usize> {
        let own = self.tokens.get(tokens.clone()).unwrap_or_default().iter().map(|token| self.classes(token));
        // What a word is itself it begins, too.
        let any = begun.with(plain);
        let one = move |own: &Classes| own.begun.meets(any) && own.begun.meets(begun) | own.plain.meets(plain);
        let found = own.enumerate().filter(move |(_, own)| one(own));
        found.map(move |(passed, _)| tokens.start + passed)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;
    use crate::grammar::lexicon::ClassSet;
    use crate::read::traits::Traits;

    #[test]
    fn a_stretch_stops_at_marks_traits_and_classes() {
        let analysis = analyze("وصل المدير، ثم قال إن الجسر آمن");
        let view = analysis.view();
        let (none, that) = (ClassSet::default(), ClassSet::of(&[view.roles().that]));
        let stop = |start, traits, classes| view.first_stop(start, view.len(), traits, classes);
        assert_eq!(stop(0, Traits::default(), Some(none)), 2);
        assert_eq!(stop(3, Traits::default(), Some(none)), view.len());
        assert_eq!(stop(3, Traits::CUE, Some(none)), 4);
        assert_eq!(stop(3, Traits::default(), Some(that)), 5);
        assert_eq!(stop(3, Traits::CUE, None), 3);
        let all = |begun, plain| view.all_of(0..view.len(), begun, plain).collect::<Vec<_>>();
        assert_eq!((all(that, none), all(none, that)), (vec![5], vec![5]));
        assert_eq!(view.first_at(0..view.len(), view.roles().that), Some(5));
    }
}
