//! Which patterns can be tried at a cue: told by its lemma, its form and the words right beside it, as sets that are cut.

use std::sync::Arc;

use super::CueEntry;
use super::governs::{Governs, Needs};
use super::lexicon::ClassSet;
use super::notation::Slot;
use super::opener::Openers;
use super::pattern::{Only, Pattern, Step, StepKind, needs};
use super::side::{Beside, Side, set};
use super::terms::CueForm;

/// So many patterns are looked at together: a set of them is one number.
pub const BATCH: usize = 64;

/// The patterns that each lemma, each form and each neighbour admits.
#[derive(Clone, Debug, Default)]
pub struct Admission {
    lemmas: Vec<Lemma>,
    /// What lemmas govern: those with the same frames govern the same.
    governs: Vec<Arc<Governs>>,
    /// What these need.
    needs: Vec<Needs>,
    batches: Vec<Batch>,
}

/// What is asked of a lemma wherever it stands, so small that all of it is at hand.
#[derive(Clone, Copy, Debug)]
struct Lemma {
    /// The number of what it governs.
    governs: u16,
    /// Whether it counts only where a clause opens.
    opening: bool,
    /// Whether it has spellings of a complementiser that no other cue takes.
    own: bool,
    /// Whether things do it as well, so that a speaker must be near.
    speaker: bool,
}

/// The sets of 64 patterns.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Those that lemmas admit, by what these govern.
    lemmas: Vec<u64>,
    forms: [u64; CueForm::ALL.len()],
    before: Side,
    after: Side,
    /// What can stand before the source, where that is right before the cue.
    beyond: Side,
    /// For each pattern the classes without whose words after the cue it cannot fit, and those that have such.
    needs: Vec<ClassSet>,
    needy: u64,
    /// Those that need a quotation.
    quoting: u64,
    /// Those that are tried in headlines only.
    headline: u64,
    /// Those that need one of the lemma's frames.
    framed: u64,
    /// Those that need a source or a quotation before the cue, which no conjunction parts from it.
    unjoined: u64,
    /// For each pattern, those before the cue of which the same stands.
    alike: Vec<u64>,
}

impl Admission {
    /// The sets of these patterns and cues.
    pub(super) fn of(patterns: &[Pattern], cues: &[CueEntry]) -> Self {
        let mut kinds: Vec<&CueEntry> = Vec::new();
        let mut lemmas = Vec::with_capacity(cues.len());
        for cue in cues {
            let known = kinds.iter().position(|known| known.frames == cue.frames);
            let (opening, own) = (cue.opening, !cue.own.is_empty());
            let governs = known.unwrap_or(kinds.len()) as u16;
            lemmas.push(Lemma { governs, opening, own, speaker: cue.speaker });
            if known.is_none() {
                kinds.push(cue);
            }
        }
        let batches = patterns.chunks(BATCH).map(|patterns| Batch::of(patterns, &kinds)).collect();
        let governs: Vec<Arc<Governs>> = kinds.iter().map(|cue| cue.governs.clone()).collect();
        Self { lemmas, needs: governs.iter().map(|governs| governs.needs.clone()).collect(), governs, batches }
    }

    /// All patterns, 64 at a time.
    pub fn batches(&self) -> &[Batch] {
        &self.batches
    }

    /// What a lemma governs.
    #[inline]
    pub fn governs(&self, lemma: u16) -> &Governs {
        &self.governs[self.lemmas[lemma as usize].governs as usize]
    }

    /// What must stand somewhere after a cue of the lemma so that one of its frames fits.
    #[inline]
    pub fn needs(&self, lemma: u16) -> &Needs {
        &self.needs[self.lemmas[lemma as usize].governs as usize]
    }

    /// Whether the lemma counts only where a clause opens.
    #[inline]
    pub fn is_opening(&self, lemma: u16) -> bool {
        self.lemmas[lemma as usize].opening
    }

    /// Whether the lemma has spellings of a complementiser that no other cue takes.
    #[inline]
    pub fn has_own(&self, lemma: u16) -> bool {
        self.lemmas[lemma as usize].own
    }

    /// Whether things do what the lemma says as well, so that a speaker must be near.
    #[inline]
    pub fn needs_speaker(&self, lemma: u16) -> bool {
        self.lemmas[lemma as usize].speaker
    }

    /// Those of a batch that can be tried at a cue, told by its lemma and its form.
    #[inline]
    pub fn patterns(&self, batch: &Batch, lemma: u16, form: CueForm) -> u64 {
        batch.lemmas[self.lemmas[lemma as usize].governs as usize] & batch.forms[form as usize]
    }
}

impl Batch {
    fn of(patterns: &[Pattern], kinds: &[&CueEntry]) -> Self {
        let set = |admits: &dyn Fn(&Pattern) -> bool| set(patterns.iter().map(admits));
        let lemmas = kinds
            .iter()
            .map(|cue| set(&|pattern: &Pattern| pattern.cue.frame.is_none_or(|frame| cue.frames.contains(&frame))));
        let openers = |openers: &dyn Fn(&Pattern) -> Openers| Side::of(patterns.iter().map(openers).collect());
        let free = Openers { other: true, ..Openers::default() };
        let needs = |pattern: &Pattern| needs(&pattern.right);
        let holds = |pattern: &Pattern, slot| {
            let slot = |step: &Step| step.kind == StepKind::Slot(slot) && !step.optional;
            pattern.left.iter().chain(&pattern.right).any(slot)
        };
        let mut forms = [0; CueForm::ALL.len()];
        for form in CueForm::ALL {
            forms[*form as usize] = set(&|pattern: &Pattern| pattern.cue.form.takes(*form));
        }
        Self {
            lemmas: lemmas.collect(),
            forms,
            before: openers(&|pattern| Openers::of(&pattern.left)),
            after: openers(&|pattern| Openers::of(&pattern.right)),
            beyond: openers(&|pattern| pattern.beyond().map_or(free, Openers::of)),
            needs: patterns.iter().map(needs).collect(),
            needy: set(&|pattern: &Pattern| needs(pattern) != ClassSet::default()),
            quoting: set(&|pattern: &Pattern| holds(pattern, Slot::Quotation)),
            headline: set(&|pattern: &Pattern| pattern.only == Only::Headline),
            framed: set(&|pattern: &Pattern| holds(pattern, Slot::Frame)),
            unjoined: set(&|pattern: &Pattern| pattern.left.iter().any(is_parted)),
            alike: patterns.iter().map(|one| set(&|pattern: &Pattern| pattern.left == one.left)).collect(),
        }
    }

    /// Those of a set that fit without what is not there: a quotation, a headline, one of the lemma's frames.
    #[inline]
    pub fn without(&self, set: u64, quotation: bool, headline: bool, frame: impl Fn() -> bool) -> u64 {
        let quoting = if quotation { 0 } else { self.quoting };
        let headlines = if headline { 0 } else { self.headline };
        let set = set & !quoting & !headlines;
        let framed = set & self.framed;
        if framed == 0 || frame() { set } else { set & !framed }
    }

    /// Those of a set that may fit at a cue with a conjunction before it.
    #[inline]
    pub fn joined(&self, set: u64) -> u64 {
        set & !self.unjoined
    }

    /// Those of a set that find their words after a cue among these classes.
    #[inline]
    fn needing(&self, set: u64, further: ClassSet) -> u64 {
        let (mut rest, mut fitting) = (set & self.needy, set);
        while rest != 0 {
            let bit = rest & rest.wrapping_neg();
            rest ^= bit;
            let found = self.needs[bit.trailing_zeros() as usize].is_within(further);
            fitting ^= if found { 0 } else { bit };
        }
        fitting
    }

    /// Those of a set that what stands before and after the cue lets fit, and that find their words among those further on,
    /// which are of these classes.
    #[inline]
    pub fn cut(
        &self,
        set: u64,
        further: ClassSet,
        before: &Beside<impl Fn() -> bool, impl Fn() -> bool, impl Fn() -> bool>,
        after: &Beside<impl Fn() -> bool, impl Fn() -> bool, impl Fn() -> bool>,
    ) -> u64 {
        let (nearest, next) = (self.before.admitted(before.classes), self.after.admitted(after.classes));
        let set = set & self.before.possible(nearest) & self.after.possible(next);
        if set == 0 {
            return 0;
        }
        let set = self.needing(self.after.cut(set, next, after), further);
        self.before.cut(set, nearest, before)
    }

    /// Whether some of a set ask for something before the source that stands right before the cue.
    #[inline]
    pub fn asks_beyond(&self, set: u64) -> bool {
        set & !self.beyond.admitted(ClassSet::default()) != 0
    }

    /// Those of a set that what stands before that source lets fit.
    pub fn cut_beyond(
        &self,
        set: u64,
        before: &Beside<impl Fn() -> bool, impl Fn() -> bool, impl Fn() -> bool>,
    ) -> u64 {
        self.beyond.cut(set, self.beyond.admitted(before.classes), before)
    }

    /// Those before whose cue stands what stands before that of the pattern with that number in the batch.
    pub fn alike(&self, pattern: usize) -> u64 {
        self.alike[pattern]
    }
}

/// Whether the step before a cue must be there, and cannot where a conjunction is joined to the cue.
fn is_parted(step: &Step) -> bool {
    !step.optional && matches!(step.kind, StepKind::Slot(Slot::Source | Slot::Quotation))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::lexicon::{ClassId, MAX_CLASSES};
    use crate::grammar::roles::ROLES;
    use crate::grammar::{Grammar, builtin};

    /// The numbers of the patterns in the sets of the batches.
    fn numbers(admission: &Admission, set: impl Fn(&Batch) -> u64) -> Vec<usize> {
        let batches = admission.batches().iter().enumerate();
        let sets = batches.map(|(number, batch)| (number * BATCH, set(batch)));
        sets.flat_map(|(first, set)| (0..BATCH).filter(move |at| set >> at & 1 == 1).map(move |at| first + at))
            .collect()
    }

    fn every_class() -> ClassSet {
        let mut classes = ClassSet::default();
        (0..MAX_CLASSES as u8).for_each(|class| classes.insert(ClassId(class)));
        classes
    }

    #[test]
    fn the_sets_hold_the_patterns_whose_filter_takes_the_cue() {
        let (path, text) = builtin::GRAMMARS[0];
        let grammar = Grammar::load(path, text).unwrap();
        let (patterns, admission) = (&grammar.rules.patterns, &grammar.admission);
        for (lemma, cue) in (0..).zip(&grammar.cues) {
            for form in CueForm::ALL {
                let takes = |pattern: &Pattern| {
                    let frame = pattern.cue.frame;
                    pattern.cue.form.takes(*form) && frame.is_none_or(|frame| cue.frames.contains(&frame))
                };
                let expected: Vec<usize> = (0..patterns.len()).filter(|at| takes(&patterns[*at])).collect();
                let found = numbers(admission, |batch| admission.patterns(batch, lemma, *form));
                assert_eq!(found, expected, "{} {form}", cue.lemma);
            }
        }
    }

    #[test]
    fn what_is_asked_of_a_lemma_is_what_its_entry_says() {
        for (path, text) in builtin::GRAMMARS {
            let grammar = Grammar::load(path, text).unwrap();
            for (lemma, cue) in (0..).zip(&grammar.cues) {
                let admission = &grammar.admission;
                assert_eq!(admission.governs(lemma), &*cue.governs, "{path} {}", cue.lemma);
                assert_eq!(admission.needs(lemma), &cue.governs.needs, "{path} {}", cue.lemma);
                assert_eq!(admission.is_opening(lemma), cue.opening, "{path} {}", cue.lemma);
            }
        }
    }

    #[test]
    fn a_set_is_cut_to_the_patterns_that_the_words_beside_the_cue_let_fit() {
        for (path, text) in builtin::GRAMMARS {
            let grammar = Grammar::load(path, text).unwrap();
            let (patterns, admission) = (&grammar.rules.patterns, &grammar.admission);
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
                let beyond = |at: &usize| patterns[*at].beyond().is_none_or(|steps| fits(Openers::of(steps)));
                let found = numbers(admission, |batch| batch.cut_beyond(u64::MAX, &beside));
                assert_eq!(found, (0..patterns.len()).filter(beyond).collect::<Vec<_>>(), "{path}");
                let fits = |at: &usize| {
                    let pattern = &patterns[*at];
                    fits(Openers::of(&pattern.left)) && fits(Openers::of(&pattern.right))
                };
                let found = numbers(admission, |batch| batch.cut(u64::MAX, every_class(), &beside, &beside));
                assert_eq!(found, (0..patterns.len()).filter(fits).collect::<Vec<_>>(), "{path}");
            }
        }
    }

    #[test]
    fn patterns_fit_only_with_what_they_need() {
        for (path, text) in builtin::GRAMMARS {
            let grammar = Grammar::load(path, text).unwrap();
            let (patterns, admission) = (&grammar.rules.patterns, &grammar.admission);
            let further = ClassSet::of(&[ROLES.that, ROLES.comma]);
            let fits = |at: &usize| needs(&patterns[*at].right).is_within(further);
            let every = || 0..patterns.len();
            let all = |batch: &Batch| u64::MAX >> (BATCH - batch.alike.len());
            let found = numbers(admission, |batch| batch.needing(all(batch), further));
            assert_eq!(found, every().filter(fits).collect::<Vec<_>>(), "{path}");
            let holds = |at: usize, slot| {
                let steps = patterns[at].left.iter().chain(&patterns[at].right);
                steps.into_iter().any(|step| step.kind == StepKind::Slot(slot) && !step.optional)
            };
            let bare = |at: &usize| !holds(*at, Slot::Quotation) && !holds(*at, Slot::Frame);
            let bare = |at: &usize| bare(at) && patterns[*at].only != Only::Headline;
            let without = |batch: &Batch| batch.without(all(batch), false, false, || false);
            assert_eq!(numbers(admission, without), every().filter(bare).collect::<Vec<_>>(), "{path}");
            let with = |batch: &Batch| batch.without(all(batch), true, true, || true);
            assert_eq!(numbers(admission, with), every().collect::<Vec<_>>(), "{path}");
        }
    }

    #[test]
    fn patterns_are_alike_that_ask_for_the_same_before_the_cue() {
        for (path, text) in builtin::GRAMMARS {
            let grammar = Grammar::load(path, text).unwrap();
            let patterns = &grammar.rules.patterns;
            for (batch, patterns) in grammar.admission.batches().iter().zip(patterns.chunks(BATCH)) {
                for (number, one) in patterns.iter().enumerate() {
                    let expected = set(patterns.iter().map(|pattern| pattern.left == one.left));
                    assert_eq!(batch.alike(number), expected, "{path} {number}");
                }
            }
        }
    }
}
