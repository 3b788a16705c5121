//! Precision, recall and accuracies, for all attributions and by how the content is given.

use crate::attribute::Mode;

/// The groups that every figure is given for, in the order of their places in a [`Tally`] or [`Accuracy`].
pub const GROUPS: [&str; 4] = ["all", "direct", "mixed", "indirect"];

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// How many are right.
    pub hits: usize,
    /// Of how many.
    pub total: usize,
}

impl Share {
    /// Counts one more.
    pub(super) fn add(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.total += 1;
    }

    /// The share, 0 of nothing.
    pub fn value(self) -> f64 {
        if self.total == 0 { 0.0 } else { self.hits as f64 / self.total as f64 }
    }
}

/// The counts behind a precision and a recall.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Marked attributions that were found.
    pub gold: Share,
    /// Predictions that are right.
    pub predicted: Share,
}

impl Agreement {
    /// How many of the predictions are right.
    pub fn precision(self) -> f64 {
        self.predicted.value()
    }

    /// How many of the marked attributions were found.
    pub fn recall(self) -> f64 {
        self.gold.value()
    }

    /// The harmonic mean of the two.
    pub fn f1(self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

/// An agreement for each of the [`GROUPS`]: recall by the marked content's group, precision by the predicted one's.
pub type Tally = [Agreement; 4];

/// A share for each of the [`GROUPS`], by the marked content.
pub type Accuracy = [Share; 4];

/// The place of a mode among the [`GROUPS`].
fn group(mode: Mode) -> usize {
    match mode {
        Mode::Direct => 1,
        Mode::Mixed => 2,
        Mode::Indirect => 3,
    }
}

pub(super) fn add_gold(tally: &mut Tally, mode: Mode, hit: bool) {
    [0, group(mode)].into_iter().for_each(|at| tally[at].gold.add(hit));
}

pub(super) fn add_predicted(tally: &mut Tally, mode: Mode, hit: bool) {
    [0, group(mode)].into_iter().for_each(|at| tally[at].predicted.add(hit));
}

pub(super) fn add_check(accuracy: &mut Accuracy, mode: Mode, hit: bool) {
    [0, group(mode)].into_iter().for_each(|at| accuracy[at].add(hit));
}

/// All figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Half of the content or more is shared, and the sources overlap or neither side has one.
    pub attribution_soft: Tally,
    /// The same with the content equal but for marks at its edges.
    pub attribution_exact: Tally,
    /// Half of the content or more is shared.
    pub content_soft: Tally,
    /// The content is equal but for marks at its edges.
    pub content_exact: Tally,
    /// The cues share a character.
    pub cue_overlap: Tally,
    /// `attribution_soft` with the chain right as well, in articles where chains are marked.
    pub attribution_chain: Tally,
    /// The source, over the pairs of `content_soft`.
    pub source_given_content: Accuracy,
    /// The cue, over the pairs of `content_soft`.
    pub cue_given_content: Accuracy,
    /// Direct, mixed or indirect, over the pairs of `attribution_soft` where it is marked.
    pub kind_given_match: Accuracy,
    /// The type of the origin, likewise.
    pub type_given_match: Accuracy,
    /// The chain, likewise.
    pub chain_given_match: Accuracy,
    /// The chain where it has a relay, likewise.
    pub relay_given_match: Accuracy,
}

impl Figures {
    /// Precision and recall by name, in the order of the report.
    pub fn tallies(&self) -> [(&'static str, &Tally); 6] {
        [
            ("attribution_soft", &self.attribution_soft),
            ("attribution_exact", &self.attribution_exact),
            ("content_soft", &self.content_soft),
            ("content_exact", &self.content_exact),
            ("cue_overlap", &self.cue_overlap),
            ("attribution_chain", &self.attribution_chain),
        ]
    }

    /// Accuracies by name, in the order of the report.
    pub fn accuracies(&self) -> [(&'static str, &Accuracy); 6] {
        [
            ("source_given_content", &self.source_given_content),
            ("cue_given_content", &self.cue_given_content),
            ("kind_given_match", &self.kind_given_match),
            ("type_given_match", &self.type_given_match),
            ("chain_given_match", &self.chain_given_match),
            ("relay_given_match", &self.relay_given_match),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_nothing_is_zero() {
        assert_eq!(Agreement::default().f1(), 0.0);
        let (gold, predicted) = (Share { hits: 1, total: 2 }, Share { hits: 1, total: 1 });
        assert_eq!(Agreement { gold, predicted }.f1(), 2.0 / 3.0);
    }

    #[test]
    fn every_count_is_in_two_groups() {
        let mut tally = Tally::default();
        add_gold(&mut tally, Mode::Mixed, true);
        add_predicted(&mut tally, Mode::Direct, false);
        assert_eq!(tally.map(|agreement| agreement.gold.total), [1, 0, 1, 0]);
        assert_eq!(tally.map(|agreement| agreement.predicted.total), [1, 1, 0, 0]);
    }
}
