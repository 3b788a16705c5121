//! Sets of types of source, one bit each: what nouns a word may be is asked in one look.

use std::ops::BitOrAssign;

use super::terms::SourceType;

/// A set of types of source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u64);

impl Kinds {
    /// All types.
    pub const ALL: Self = Self(u64::MAX);
    /// Types of persons.
    pub const PERSONS: Self = Self::range(SourceType::PersonOfficial, SourceType::PersonJournalist);
    /// Types of sources that are not named.
    pub const UNNAMED: Self = Self::range(SourceType::AnonymousOfficial, SourceType::AnonymousGroup);
    /// Types of bodies, and texts.
    pub const THINGS: Self = Self(!(Self::PERSONS.0 | Self::UNNAMED.0));

    /// The set of these types.
    pub const fn of(kinds: &[SourceType]) -> Self {
        let (mut set, mut at) = (0, 0);
        while at < kinds.len() {
            set |= 1 << kinds[at] as u64;
            at += 1;
        }
        Self(set)
    }

    /// The types from one to another, both included, in the schema's order.
    const fn range(first: SourceType, last: SourceType) -> Self {
        Self((1 << (last as u64 + 1)) - (1 << first as u64))
    }

    /// The types of both sets.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two sets share a type.
    #[inline]
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOrAssign for Kinds {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_hold_what_the_types_say_of_themselves() {
        for kind in SourceType::ALL.iter().copied() {
            let own = Kinds::of(&[kind]);
            assert_eq!(own.meets(Kinds::PERSONS), kind.is_person(), "{kind}");
            assert_eq!(own.meets(Kinds::UNNAMED), kind.is_unnamed(), "{kind}");
            assert_eq!(own.meets(Kinds::THINGS), !kind.is_person() && !kind.is_unnamed(), "{kind}");
            assert!(own.meets(Kinds::ALL));
        }
    }
}
