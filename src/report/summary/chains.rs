//! The chains of an article's rows, their links by number.

use crate::grammar::terms::SourceType;

/// A link of a row's chain.
pub(super) struct Link {
    pub source: u32,
    pub kind: SourceType,
}

/// The chains of the rows of an article, one after the other.
pub(super) struct Chains {
    links: Vec<Link>,
    /// Where each of them ends.
    ends: Vec<usize>,
}

impl Chains {
    /// None yet; there will be those of so many rows.
    pub fn with_room(rows: usize) -> Self {
        // Few chains have more than one link.
        Self { links: Vec::with_capacity(rows + rows / 4), ends: Vec::with_capacity(rows) }
    }

    /// Adds the next chain.
    pub fn push(&mut self, links: impl Iterator<Item = Link>) {
        self.links.extend(links);
        self.ends.push(self.links.len());
    }

    /// The chain of each row.
    pub fn iter(&self) -> impl Iterator<Item = &[Link]> {
        let mut start = 0;
        self.ends.iter().map(move |end| &self.links[std::mem::replace(&mut start, *end)..*end])
    }

    /// The links of all chains.
    pub fn links(&self) -> &[Link] {
        &self.links
    }
}
