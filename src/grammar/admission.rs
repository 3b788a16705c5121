//! Which patterns can be tried at a cue: told by its lemma, its form and the words right beside it, as sets that are cut.

use super::CueEntry;
use super::lexicon::{ClassId, ClassSet, MAX_CLASSES};
use super::notation::Slot;
use super::opener::Openers;
use super::pattern::{Only, Pattern, Step, StepKind, needs};
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
    /// For each pattern the classes without whose words it cannot fit, and those that have such.
    needs: Vec<Needs>,
    needy: Vec<u64>,
    /// Those that need a quotation.
    quoting: Vec<u64>,
    /// Those that are tried in headlines only.
    headline: Vec<u64>,
    /// Those that need one of the lemma's frames.
    framed: Vec<u64>,
    /// Those that need a source or a quotation before the cue, which no conjunction parts from it.
    unjoined: Vec<u64>,
}

/// Classes without whose words before and after a cue a pattern cannot fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Needs {
    before: ClassSet,
    after: ClassSet,
}

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

/// The patterns that what stands on one side of a cue admits.
#[derive(Clone, Debug, Default)]
struct Side {
    /// Classes that patterns ask for.
    classes: ClassSet,
    by_class: Vec<u64>,
    quotation: Vec<u64>,
    edge: Vec<u64>,
    source: Vec<u64>,
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
        let needs = |pattern: &Pattern| Needs { before: needs(&pattern.left), after: needs(&pattern.right) };
        let holds = |pattern: &Pattern, slot| {
            let slot = |step: &Step| step.kind == StepKind::Slot(slot) && !step.optional;
            pattern.left.iter().chain(&pattern.right).any(slot)
        };
        Self {
            words,
            needs: patterns.iter().map(needs).collect(),
            needy: set(&|pattern: &Pattern| needs(pattern) != Needs::default()),
            headline: set(&|pattern: &Pattern| pattern.only == Only::Headline),
            quoting: set(&|pattern: &Pattern| holds(pattern, Slot::Quotation)),
            unjoined: set(&|pattern: &Pattern| pattern.left.iter().any(is_parted)),
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

    /// Those of one word of a set that fit without what is not there: a quotation, a headline, one of the lemma's frames.
    #[inline]
    pub fn without(&self, (word, set): (usize, u64), quotation: bool, headline: bool, frame: impl Fn() -> bool) -> u64 {
        let quoting = if quotation { 0 } else { self.quoting[word] };
        let headlines = if headline { 0 } else { self.headline[word] };
        let set = set & !quoting & !headlines;
        let framed = set & self.framed[word];
        if framed == 0 || frame() { set } else { set & !framed }
    }

    /// Those of one word of a set that may fit at a cue with a conjunction before it.
    #[inline]
    pub fn joined(&self, (word, set): (usize, u64)) -> u64 {
        set & !self.unjoined[word]
    }

    /// Those of one word of a set that find their words: those before a cue among the classes `all`, those after it among
    /// the classes `after`.
    pub fn needing(&self, (word, set): (usize, u64), all: ClassSet, after: ClassSet) -> u64 {
        let (mut rest, mut fitting) = (set & self.needy[word], set);
        while rest != 0 {
            let bit = rest & rest.wrapping_neg();
            rest ^= bit;
            let needs = &self.needs[word * 64 + bit.trailing_zeros() as usize];
            if !(needs.before.is_within(all) && needs.after.is_within(after)) {
                fitting ^= bit;
            }
        }
        fitting
    }

    /// Those of one word of a set that what stands before and after the cue lets fit.
    pub fn cut(
        &self,
        (word, set): (usize, u64),
        before: &Beside<impl Fn() -> bool, impl Fn() -> bool, impl Fn() -> bool>,
        after: &Beside<impl Fn() -> bool, impl Fn() -> bool, impl Fn() -> bool>,
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
            source: all(&|openers| openers.source),
            other: all(&|openers| openers.other),
        }
    }

    /// The patterns of one word of a set that are admitted.
    fn cut(
        &self,
        set: u64,
        word: usize,
        words: usize,
        beside: &Beside<impl Fn() -> bool, impl Fn() -> bool, impl Fn() -> bool>,
    ) -> u64 {
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
        if asked(&self.source, admitted) && (beside.source)() {
            admitted |= self.source[word];
        }
        set & admitted
    }
}

/// Whether the step before a cue must be there, and cannot where a conjunction is joined to the cue.
fn is_parted(step: &Step) -> bool {
    !step.optional && matches!(step.kind, StepKind::Slot(Slot::Source | Slot::Quotation))
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
                let source = !quotation;
                let classes = [class].into();
                let beside = Beside { classes, quotation: || quotation, edge: || edge, source: || source };
                let fits = |openers: Openers| {
                    openers.other
                        || openers.source && source
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
    fn patterns_fit_only_with_what_they_need() {
        for (path, text) in builtin::GRAMMARS {
            let grammar = Grammar::load(path, text).unwrap();
            let (patterns, admission) = (&grammar.rules.patterns, &grammar.admission);
            let after = ClassSet::of(&[ROLES.that]);
            let all = after.with(ClassSet::of(&[ROLES.comma]));
            let fits = |at: &usize| {
                let pattern = &patterns[*at];
                needs(&pattern.left).is_within(all) && needs(&pattern.right).is_within(after)
            };
            let every = numbers(admission.words, |_| u64::MAX).into_iter().filter(|at| *at < patterns.len());
            let sets: Vec<u64> = set(every.clone().map(|_| true), admission.words);
            let found = numbers(admission.words, |word| admission.needing((word, sets[word]), all, after));
            assert_eq!(found, every.clone().filter(fits).collect::<Vec<_>>(), "{path}");
            let holds = |at: usize, slot| {
                let steps = patterns[at].left.iter().chain(&patterns[at].right);
                steps.into_iter().any(|step| step.kind == StepKind::Slot(slot) && !step.optional)
            };
            let bare = |at: &usize| !holds(*at, Slot::Quotation) && !holds(*at, Slot::Frame);
            let bare = |at: &usize| bare(at) && patterns[*at].only != Only::Headline;
            let without = |word: usize| admission.without((word, sets[word]), false, false, || false);
            assert_eq!(numbers(admission.words, without), every.clone().filter(bare).collect::<Vec<_>>(), "{path}");
            let with = |word: usize| admission.without((word, sets[word]), true, true, || true);
            assert_eq!(numbers(admission.words, with), every.collect::<Vec<_>>(), "{path}");
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
