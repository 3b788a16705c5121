//! Candidates: the sources that a mention can mean, and which of them spoke.

use std::ops::Range;

use super::SourceId;
use super::entity::Entity;
use super::sources::Sources;

/// How many sources are remembered.
const REMEMBERED: usize = 3000;

/// The sources among which a mention is looked for.
#[derive(Clone, Copy)]
pub(super) struct Candidates<'s, 'a> {
    /// All sources.
    pub sources: &'s Sources<'a>,
    /// Those who spoke so far, each with its attribution, the last one last.
    pub spoken: &'s [(SourceId, usize)],
}

impl<'s, 'a> Candidates<'s, 'a> {
    /// The first that counts: of an endless text only the last sources are asked.
    pub fn first(self) -> SourceId {
        self.sources.len().saturating_sub(REMEMBERED)
    }

    /// Their numbers.
    pub fn numbers(self) -> Range<SourceId> {
        self.first()..self.sources.len()
    }

    /// Those who spoke, the last one first; who went on speaking is told once.
    pub fn recent(self) -> impl Iterator<Item = SourceId> + 's {
        let first = self.first();
        let mut last = None;
        let anew = move |source: &SourceId| *source >= first && last.replace(*source) != Some(*source);
        self.spoken.iter().rev().map(|(source, _)| *source).filter(anew)
    }

    /// Who spoke last.
    pub fn last(self) -> Option<SourceId> {
        self.recent().next()
    }

    /// The source of that number.
    pub fn get(self, number: SourceId) -> &'s Entity<'a> {
        &self.sources[number]
    }
}
