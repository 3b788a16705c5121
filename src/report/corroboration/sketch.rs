//! What it takes to tell whether two contents are the same: hashes of the runs of words that they are made of.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::way::Way;
use crate::report::Row;
use crate::report::plain::plain;
use crate::report::words;

/// Words of a run. Fewer are shared by chance, more by nobody who changes a word.
const RUN: usize = 3;

/// Runs that a content must have at least: what is shorter may be anybody's.
const LEAST: usize = 6;

/// Of so many runs in a row, one is looked up: contents with [`RUN`] + [`WINDOW`] - 1 words in common in a row meet.
const WINDOW: usize = 4;

/// A row as it is compared with others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sketch {
    /// Its runs of words, sorted, each once; none where nobody is credited or the content is too short. After them those
    /// that are looked up.
    numbers: Box<[u32]>,
    /// How many of these are runs.
    runs: usize,
    pub(super) way: Way,
}

impl Sketch {
    /// The runs of words.
    pub(super) fn runs(&self) -> &[u32] {
        &self.numbers[..self.runs]
    }

    /// The runs that are looked up.
    pub(super) fn marks(&self) -> &[u32] {
        &self.numbers[self.runs..]
    }

    /// How many runs two sorted lists share, as a share of the shorter.
    pub(super) fn overlap(&self, other: &[u32]) -> f64 {
        let (mut shared, mut at) = (0_usize, 0);
        for run in self.runs() {
            at += other[at..].partition_point(|known| known < run);
            shared += usize::from(other.get(at) == Some(run));
        }
        shared as f64 / self.runs.min(other.len()).max(1) as f64
    }
}

/// What makes sketches; it only keeps the room for it.
#[derive(Debug, Default)]
pub struct Sketcher {
    words: Words,
    runs: Vec<u32>,
    marks: Vec<u32>,
}

impl Sketcher {
    /// The sketch of a row.
    pub fn row(&mut self, row: &Row) -> Sketch {
        self.sketch(&row.content, &row.relay_chain, &row.chain_types)
    }

    /// The sketch of a content that came through a chain with links of these types.
    pub fn sketch(&mut self, content: &str, chain: &str, types: &str) -> Sketch {
        if types.is_empty() {
            return Sketch::default();
        }
        let Self { words, runs, marks } = self;
        // The high bits depend on all that was hashed.
        let run = |words: &[u64]| (FxBuildHasher.hash_one(words) >> 32) as u32;
        runs.clear();
        runs.extend(words.of(&plain(content)).windows(RUN).map(run));
        if runs.len() < LEAST {
            return Sketch::default();
        }
        marks.clear();
        marks.extend(runs.windows(WINDOW).filter_map(|window| window.iter().min()));
        for numbers in [&mut *runs, &mut *marks] {
            numbers.sort_unstable();
            numbers.dedup();
        }
        Sketch { numbers: [&runs[..], marks].concat().into(), runs: runs.len(), way: Way::new(chain, types, words) }
    }
}

/// Room for the hashes of words.
#[derive(Debug, Default)]
pub(super) struct Words {
    hashes: Vec<u64>,
    key: String,
}

impl Words {
    /// Hashes of the words of a text, in its order; spellings that fold to one are one, and punctuation does not count.
    pub fn of(&mut self, text: &str) -> &[u64] {
        let Self { hashes, key } = self;
        hashes.clear();
        words::folded(text, key, |word| hashes.push(FxBuildHasher.hash_one(word)));
        hashes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(content: &str) -> Sketch {
        let row = Row {
            content: content.into(),
            relay_chain: "Harbour > Pilot".into(),
            chain_types: "news_agency > person_private".into(),
            ..Row::default()
        };
        Sketcher::default().row(&row)
    }

    #[test]
    fn spelling_and_marks_do_not_tell_contents_apart() {
        let plain = sketch("أعلن المدير ان القطار سيعود إلى المدينة بعد عامين من التوقف");
        let marked = sketch("أعلنَ المدير أنّ «القطار» سيعود الى المدينة، بعد عامين من التوقف.");
        assert_eq!(plain.runs().len(), 9);
        assert!(plain.overlap(marked.runs()) > 0.99);
    }

    #[test]
    fn a_content_inside_a_longer_one_is_shared_as_a_whole() {
        let short = sketch("the ferry will sail again on Thursday after a week of storms");
        let long = sketch("she is sure that the ferry will sail again on Thursday after a week of storms and repairs");
        assert!((short.overlap(long.runs()) - 1.0).abs() < 1e-9);
        assert!(short.marks().iter().any(|mark| long.marks().contains(mark)));
    }

    #[test]
    fn short_contents_and_those_of_nobody_are_not_compared() {
        assert_eq!(sketch("the talks were good and will go on").runs().len(), 6);
        assert_eq!(sketch("the talks were good and will go"), Sketch::default());
        assert_eq!(
            Sketcher::default().row(&Row { content: "a b c d e f g h i j".into(), ..Row::default() }),
            Sketch::default()
        );
    }
}
