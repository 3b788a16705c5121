//! Reliability: how often predictions of a kind are right, and whether the confidence that they state is what is observed
//! (a reliability diagram in numbers; the mean difference is the expected calibration error of Naeini et al. 2015).

use std::collections::BTreeMap;

use super::figures::Share;
use super::matching::Prepared;

/// How many bins of confidence there are, all of the same width.
pub const BINS: usize = 10;

/// What was predicted by kind, and what of it is right: the attribution, and its chain where the gold says one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reliability {
    /// By the pattern's id.
    pub patterns: BTreeMap<String, Share>,
    /// By the frame's id; predictions without a frame are left out.
    pub frames: BTreeMap<String, Share>,
    /// By the cue's lemma with its frame; predictions without a frame are left out.
    pub cues: BTreeMap<String, Share>,
    /// By what told who the source is.
    pub sieves: BTreeMap<String, Share>,
    /// By stated confidence, from 0.0 to 0.1 on; predictions that state none are left out.
    pub bins: [Bin; BINS],
}

/// Predictions whose confidence lies in one range.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// The sum of the stated confidences.
    pub stated: f64,
    /// How many there are and how many are right.
    pub observed: Share,
}

impl Bin {
    /// The mean stated confidence, 0 where there is no prediction.
    pub fn mean(self) -> f64 {
        if self.observed.total == 0 { 0.0 } else { self.stated / self.observed.total as f64 }
    }

    /// How far stated and observed are apart.
    pub fn gap(self) -> f64 {
        (self.mean() - self.observed.value()).abs()
    }
}

impl Reliability {
    pub(super) fn add(&mut self, prediction: &Prepared<'_>, right: bool) {
        let raw = prediction.raw;
        let pattern = raw.pattern.split('/').next().unwrap_or_default();
        self.patterns.entry(pattern.to_owned()).or_default().add(right);
        if let Some((_, frame)) = raw.cue_frame.rsplit_once('/').filter(|(_, frame)| !frame.is_empty()) {
            self.frames.entry(frame.to_owned()).or_default().add(right);
            self.cues.entry(raw.cue_frame.clone()).or_default().add(right);
        }
        self.sieves.entry(raw.sieve.clone()).or_default().add(right);
        if let Some(confidence) = raw.confidence {
            let bin = &mut self.bins[((confidence * BINS as f64) as usize).min(BINS - 1)];
            bin.stated += confidence;
            bin.observed.add(right);
        }
    }

    /// The mean difference of stated and observed over the bins, each counted by its predictions.
    pub fn calibration_error(&self) -> f64 {
        let total: usize = self.bins.iter().map(|bin| bin.observed.total).sum();
        let sum: f64 = self.bins.iter().map(|bin| bin.gap() * bin.observed.total as f64).sum();
        if total == 0 { 0.0 } else { sum / total as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bin_compares_what_is_stated_with_what_is_observed() {
        let mut bin = Bin { stated: 1.6, ..Bin::default() };
        bin.observed.add(true);
        bin.observed.add(false);
        assert!((bin.mean() - 0.8).abs() < 1e-9 && (bin.gap() - 0.3).abs() < 1e-9);
    }

    #[test]
    fn the_calibration_error_weighs_each_bin_by_its_predictions() {
        let mut reliability = Reliability::default();
        assert_eq!(reliability.calibration_error(), 0.0);
        reliability.bins[9] = Bin { stated: 2.7, observed: Share { hits: 3, total: 3 } };
        reliability.bins[5] = Bin { stated: 0.5, observed: Share { hits: 1, total: 1 } };
        assert!((reliability.calibration_error() - 0.2).abs() < 1e-9);
    }
}
