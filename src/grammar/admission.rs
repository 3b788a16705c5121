//! Which patterns can be tried at a cue: told by its lemma and its form, as sets that are cut.

use super::CueEntry;
use super::pattern::Pattern;
use super::terms::CueForm;

/// The patterns that each lemma and each form admits, as bits in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Admission {
    /// How many words a set takes.
    words: usize,
    lemmas: Vec<u64>,
    forms: Vec<u64>,
}

impl Admission {
    /// The sets of these patterns and cues.
    pub(super) fn of(patterns: &[Pattern], cues: &[CueEntry]) -> Self {
        let words = patterns.len().div_ceil(64);
        let set = |admits: &dyn Fn(&Pattern) -> bool| {
            let mut set = vec![0; words];
            for (at, _) in patterns.iter().enumerate().filter(|(_, pattern)| admits(pattern)) {
                set[at / 64] |= 1 << (at % 64);
            }
            set
        };
        let lemmas = cues.iter().flat_map(|cue| {
            set(&|pattern: &Pattern| pattern.cue.frame.is_none_or(|frame| cue.frames.contains(&frame)))
        });
        let forms = CueForm::ALL.iter().flat_map(|form| set(&|pattern: &Pattern| pattern.cue.form.takes(*form)));
        Self { words, lemmas: lemmas.collect(), forms: forms.collect() }
    }

    /// Whether a pattern can be tried at a cue.
    pub fn admits(&self, lemma: u16, form: CueForm, pattern: usize) -> bool {
        let word = pattern / 64;
        let set = self.lemmas[self.at(lemma as usize, word)] & self.forms[self.at(form as usize, word)];
        set >> (pattern % 64) & 1 == 1
    }

    /// The patterns that can be tried at one of the cues, each given by lemma and form, in the order of the file.
    pub fn patterns(&self, cues: impl Iterator<Item = (u16, CueForm)> + Clone) -> impl Iterator<Item = usize> {
        (0..self.words).flat_map(move |word| {
            let admitted =
                |(lemma, form)| self.lemmas[self.at(lemma as usize, word)] & self.forms[self.at(form as usize, word)];
            let mut set = cues.clone().map(admitted).fold(0, |all, one| all | one);
            std::iter::from_fn(move || {
                let bit = set.trailing_zeros() as usize;
                (set != 0).then(|| {
                    set &= set - 1;
                    word * 64 + bit
                })
            })
        })
    }

    fn at(&self, set: usize, word: usize) -> usize {
        set * self.words + word
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::{Grammar, builtin};

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
                let found: Vec<usize> = grammar.admission.patterns([(lemma as u16, *form)].into_iter()).collect();
                assert_eq!(found, expected, "{} {form}", cue.lemma);
                let admits = |at: &usize| grammar.admission.admits(lemma as u16, *form, *at);
                assert_eq!((0..patterns.len()).filter(admits).collect::<Vec<_>>(), expected, "{} {form}", cue.lemma);
            }
        }
    }
}
