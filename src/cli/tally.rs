//! What a run counts, for its closing summary.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

/// Counts of a run, or of a part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Records that were read: articles, those passed over, and those skipped.
    pub records: u64,
    /// Articles that were analysed.
    pub articles: u64,
    /// Records that are sound and no articles.
    pub passed: u64,
    /// Records that were skipped.
    pub skipped: u64,
    /// Rows that were written.
    pub rows: u64,
    /// Rows that the least confidence left out.
    pub left_out: usize,
    /// Bytes of the articles' texts.
    pub bytes: u64,
}

impl AddAssign<&Self> for Tally {
    fn add_assign(&mut self, other: &Self) {
        self.records += other.records;
        self.articles += other.articles;
        self.passed += other.passed;
        self.skipped += other.skipped;
        self.rows += other.rows;
        self.left_out += other.left_out;
        self.bytes += other.bytes;
    }
}
