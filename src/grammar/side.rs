//! What stands on one side of a cue, and which patterns that admits.

use super::lexicon::{ClassSet, MAX_CLASSES};
use super::opener::Openers;

/// What stands on one side of a cue.
pub struct Beside<Q: Fn() -> bool, E: Fn() -> bool, S: Fn() -> bool> {
    /// The classes of the words and phrases there.
    pub classes: ClassSet,
    /// Whether a quotation is there.
    pub quotation: Q,
    /// Whether the sentence begins or ends there.
    pub edge: E,
    /// Whether a source may be there.
    pub source: S,
}

/// Those of a batch of patterns that what stands on one side of a cue admits.
#[derive(Clone, Debug)]
pub(super) struct Side {
    /// Classes that patterns ask for.
    classes: ClassSet,
    by_class: Box<[u64; MAX_CLASSES + 1]>,
    quotation: u64,
    edge: u64,
    source: u64,
    other: u64,
    /// Those that something else than a word may admit.
    wordless: u64,
}

impl Side {
    /// The sets of patterns that begin with these.
    pub fn of(openers: Vec<Openers>) -> Self {
        let all = |holds: &dyn Fn(&Openers) -> bool| set(openers.iter().map(holds));
        let mut classes = ClassSet::default();
        openers.iter().for_each(|openers| classes |= openers.classes);
        let mut by_class = Box::new([0; MAX_CLASSES + 1]);
        for class in classes.iter() {
            by_class[class.0 as usize] = all(&|openers| openers.classes.has(class));
        }
        let wordless = |openers: &Openers| openers.quotation || openers.edge || openers.source;
        Self {
            wordless: all(&wordless),
            classes,
            by_class,
            quotation: all(&|openers| openers.quotation),
            edge: all(&|openers| openers.edge),
            source: all(&|openers| openers.source),
            other: all(&|openers| openers.other),
        }
    }

    /// The patterns that words of these classes admit, and those that ask for nothing.
    #[inline]
    pub fn admitted(&self, classes: ClassSet) -> u64 {
        let mut shared = self.classes.common(classes);
        // Hardly ever is it more than one, and whether it is one is not foreseen.
        let mut admitted = self.other | self.by_class[shared.take_first()];
        while shared != ClassSet::default() {
            admitted |= self.by_class[shared.take_first()];
        }
        admitted
    }

    /// These, and those that something else may admit.
    #[inline]
    pub fn possible(&self, admitted: u64) -> u64 {
        admitted | self.wordless
    }

    /// The patterns of a set that are admitted, by the words there or else.
    #[inline]
    pub fn cut(
        &self,
        set: u64,
        mut admitted: u64,
        beside: &Beside<impl Fn() -> bool, impl Fn() -> bool, impl Fn() -> bool>,
    ) -> u64 {
        // What is dear is only asked where it tells.
        if set & self.quotation & !admitted != 0 && (beside.quotation)() {
            admitted |= self.quotation;
        }
        if set & self.edge & !admitted != 0 && (beside.edge)() {
            admitted |= self.edge;
        }
        if set & self.source & !admitted != 0 && (beside.source)() {
            admitted |= self.source;
        }
        set & admitted
    }
}

/// The set of those patterns of a batch of which this holds.
pub(super) fn set(holds: impl Iterator<Item = bool>) -> u64 {
    holds.enumerate().filter(|(_, holds)| *holds).fold(0, |set, (at, _)| set | 1 << at)
}
