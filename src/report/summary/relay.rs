//! The row of `relays.csv`: who stands right before whom in the chains.

use crate::report::cells::table;

table! {
    /// Two links that stand side by side in chains: who quotes whom.
    RelayRow {
        /// The link nearer to the publisher.
        from: String,
        /// The link nearer to the origin.
        to: String,
        /// What the first is, by most of its rows.
        from_type: String,
        /// What the second is, by most of its rows.
        to_type: String,
        /// Articles with the pair.
        articles: usize,
        /// Rows with the pair.
        attributions: usize,
    }
}

/// What is counted for a pair of links.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Pair {
    pub articles: usize,
    pub attributions: usize,
}
