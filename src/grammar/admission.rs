//! Which patterns can be tried at a cue: told by its lemma, its form and the words right beside it, as sets that are cut.

use super::CueEntry;
use super::lexicon::{ClassId, ClassSet, MAX_CLASSES};
use super::notation::Slot;
use super::opener::Openers;
use super::pattern::{Pattern, Step, StepKind, needs};
use super::terms::CueForm;

/// The patterns that each lemma, each form and each neighbour admits.
#[derive(Clone, Debug, Default)]
pub struct Admission {
    /// How many words a set takes, 64 patterns each.
    words: usize,
    /// For each pattern, those before the cue of which the same stands.
    alike: Vec<u64>,
    lemmas: Vec<u64>,
    forms: Vec<u64>,
    before: Side,
    after: Side,
    /// Classes that patterns need, and which need each.
    needed: ClassSet,
    by_need: Vec<u64>,
    /// Those that need a quotation.
    quoting: Vec<u64>,
    /// Those that need one of the lemma's frames.
    framed: Vec<u64>,
}

/// What stands on one side of a cue.
pub struct Beside<Q: Fn() -> bool, E: Fn() -> bool> {
    /// The classes of the words and phrases there.
    pub classes: ClassSet,
    /// Whether a quotation is there.
    pub quotation: Q,
    /// Whether the sentence begins or ends there.
    pub edge: E,
}

/// The patterns that what stands on one side of a cue admits.
#[derive(Clone, Debug, Default)]
struct Side {
    /// Classes that patterns ask for.
    classes: ClassSet,
    by_class: Vec<u64>,
    quotation: Vec<u64>,
    edge: Vec<u64>,
    other: Vec<u64>,
}

impl Admission {
    /// The sets of these patterns and cues.
    pub(super) fn of(patterns: &[Pattern], cues: &[CueEntry]) -> Self {
        let words = patterns.len().div_ceil(64);
        let set = |admits: &dyn Fn(&Pattern) -> bool| set(patterns.iter().map(admits), words);
        let lemmas = cues.iter().flat_map(|cue| {
            set(&|pattern: &Pattern| pattern.cue.frame.is_none_or(|frame| cue.frames.contains(&frame)))
        });
        let forms = CueForm::ALL.iter().flat_map(|form| set(&|pattern: &Pattern| pattern.cue.form.takes(*form)));
        let before: Vec<Openers> = patterns.iter().map(|pattern| Openers::of(&pattern.left)).collect();
        let after: Vec<Openers> = patterns.iter().map(|pattern| Openers::of(&pattern.right)).collect();
        let alike = patterns.iter().flat_map(|one| set(&|pattern: &Pattern| pattern.left == one.left));
        let needs = |pattern: &Pattern| needs(&pattern.left).with(pattern.needs);
        let mut needed = ClassSet::default();
        patterns.iter().for_each(|pattern| needed |= needs(pattern));
        let holds = |pattern: &Pattern, slot| {
            let slot = |step: &Step| step.kind == StepKind::Slot(slot) && !step.optional;
            pattern.left.iter().chain(&pattern.right).any(slot)
        };
        Self {
            words,
            by_need: by_class(needed, words, &|class| set(&|pattern: &Pattern| needs(pattern).has(class))),
            needed,
            quoting: set(&|pattern: &Pattern| holds(pattern, Slot::Quotation)),
            framed: set(&|pattern: &Pattern| holds(pattern, Slot::Frame)),
            alike: alike.collect(),
            lemmas: lemmas.collect(),
            forms: forms.collect(),
            before: Side::of(&before, words),
            after: Side::of(&after, words),
        }
    }

    /// How many words a set of patterns takes.
    pub fn words(&self) -> usize {
        self.words
    }

    /// One word of the set of patterns that can be tried at a cue, told by its lemma and its form.
    pub fn patterns(&self, word: usize, lemma: u16, form: CueForm) -> u64 {
        self.lemmas[lemma as usize * self.words + word] & self.forms[form as usize * self.words + word]
    }

    /// One word of the set of patterns that can fit among words of these classes, with a quotation there or without.
    pub fn among(&self, word: usize, classes: ClassSet, quotation: bool) -> u64 {
        let mut set = if quotation { u64::MAX } else { !self.quoting[word] };
        for class in self.needed.without(classes).iter() {
            set &= !self.by_need[class.0 as usize * self.words + word];
        }
        set
    }

    /// One word of the set of patterns that fit only with one of the lemma's frames.
    pub fn framed(&self, word: usize) -> u64 {
        self.framed[word]
    }

    /// Those of one word of a set that what stands before and after the cue lets fit.
    pub fn cut(
        &self,
        (word, set): (usize, u64),
        before: &Beside<impl Fn() -> bool, impl Fn() -> bool>,
        after: &Beside<impl Fn() -> bool, impl Fn() -> bool>,
    ) -> u64 {
        if set == 0 {
            return 0;
        }
        let set = self.after.cut(set, word, self.words, after);
        self.before.cut(set, word, self.words, before)
    }

    /// Those of one word of a set before whose cue stands what stands before that of a pattern.
    pub fn alike(&self, word: usize, pattern: usize) -> u64 {
        self.alike[pattern * self.words + word]
    }
}

impl Side {
    fn of(openers: &[Openers], words: usize) -> Self {
        let all = |holds: &dyn Fn(&Openers) -> bool| set(openers.iter().map(holds), words);
        let mut classes = ClassSet::default();
        openers.iter().for_each(|openers| classes |= openers.classes);
        Self {
            by_class: by_class(classes, words, &|class| all(&|openers| openers.classes.has(class))),
            classes,
            quotation: all(&|openers| openers.quotation),
            edge: all(&|openers| openers.edge),
            other: all(&|openers| openers.other || openers.source),
        }
    }

    /// The patterns of one word of a set that are admitted.
    fn cut(&self, set: u64, word: usize, words: usize, beside: &Beside<impl Fn() -> bool, impl Fn() -> bool>) -> u64 {
        let mut admitted = self.other[word];
        for class in self.classes.shared(beside.classes) {
            admitted |= self.by_class[class.0 as usize * words + word];
        }
        // What is dear is only asked where it tells.
        let asked = |of: &[u64], admitted: u64| set & of[word] & !admitted != 0;
        if asked(&self.quotation, admitted) && (beside.quotation)() {
            admitted |= self.quotation[word];
        }
        if asked(&self.edge, admitted) && (beside.edge)() {
            admitted |= self.edge[word];
        }
        set & admitted
    }
}

/// The sets that belong to these classes, each at the place of its class.
fn by_class(classes: ClassSet, words: usize, set: &dyn Fn(ClassId) -> Vec<u64>) -> Vec<u64> {
    let mut sets = vec![0; MAX_CLASSES * words];
    for class in classes.iter() {
        sets[class.0 as usize * words..][..words].copy_from_slice(&set(class));
    }
    sets
}

fn set(holds: impl Iterator<Item = bool>, words: usize) -> Vec<u64> {
    let mut set = vec![0; words];
    for (at, _) in holds.enumerate().filter(|(_, holds)| *holds) {
        set[at / 64] |= 1 << (at % 64);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::roles::ROLES;
    use crate::grammar::{Grammar, builtin};

    fn numbers(words: usize, set: impl Fn(usize) -> u64) -> Vec<usize> {
        (0..words * 64).filter(|at| set(at / 64) >> (at % 64) & 1 == 1).collect()
    }

    #[test]
    fn the_sets_hold_the_patterns_whose_filter_takes_the_cue() {
        let (path, text) = builtin::GRAMMARS[0];
        let grammar = Grammar::load(path, text).unwrap();
        let patterns = &grammar.rules.patterns;
        for (lemma, cue) in grammar.cues.iter().enumerate() {
            for form in CueForm::ALL {
                let takes = |pattern: &Pattern| {
                    let frame = pattern.cue.frame;
                    pattern.cue.form.takes(*form) && frame.is_none_or(|frame| cue.frames.contains(&frame))
                };
                let expected: Vec<usize> = (0..patterns.len()).filter(|at| takes(&patterns[*at])).collect();
                let admission = &grammar.admission;
                let found = numbers(admission.words, |word| admission.patterns(word, lemma as u16, *form));
                assert_eq!(found, expected, "{} {form}", cue.lemma);
            }
        }
    }

    #[test]
    fn a_set_is_cut_to_the_patterns_that_the_words_beside_the_cue_let_fit() {
        for (path, text) in builtin::GRAMMARS {
            let grammar = Grammar::load(path, text).unwrap();
            let patterns = &grammar.rules.patterns;
            for (class, quotation, edge) in [(ROLES.comma, false, true), (ROLES.that, true, false)] {
                let beside = Beside { classes: [class].into(), quotation: || quotation, edge: || edge };
                let fits = |openers: Openers| {
                    openers.other
                        || openers.source
                        || openers.classes.has(class)
                        || openers.quotation && quotation
                        || openers.edge && edge
                };
                let fits = |at: &usize| {
                    let pattern = &patterns[*at];
                    fits(Openers::of(&pattern.left)) && fits(Openers::of(&pattern.right))
                };
                let admission = &grammar.admission;
                let found = numbers(admission.words, |word| admission.cut((word, u64::MAX), &beside, &beside));
                assert_eq!(found, (0..patterns.len()).filter(fits).collect::<Vec<_>>(), "{path}");
            }
        }
    }

    #[test]
    fn patterns_are_alike_that_ask_for_the_same_before_the_cue() {
        for (path, text) in builtin::GRAMMARS {
            let grammar = Grammar::load(path, text).unwrap();
            let (patterns, admission) = (&grammar.rules.patterns, &grammar.admission);
            for (number, one) in patterns.iter().enumerate() {
                let alike: Vec<usize> = (0..patterns.len()).filter(|at| patterns[*at].left == one.left).collect();
                assert_eq!(numbers(admission.words, |word| admission.alike(word, number)), alike, "{path} {number}");
            }
        }
    }
}
