//! Sets of types of sources: what the nouns of a word stand for, and which types are asked for.

use std::ops::BitOrAssign;

use super::terms::SourceType;

/// A set of types of sources.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u64);

impl Kinds {
    /// All types.
    pub const ALL: Self = Self(u64::MAX);
    /// Outlets of every kind.
    pub const MEDIA: Self = Self::range(SourceType::NewsAgency, SourceType::MediaUnspecified);
    /// Persons.
    pub const PERSONS: Self = Self::range(SourceType::PersonOfficial, SourceType::PersonJournalist);
    /// Persons, and officials who are not named here.
    pub const MAY_BE_PERSONS: Self = Self::PERSONS.with(Self::of(SourceType::AnonymousOfficial));
    /// Sources that are only described.
    pub const UNNAMED: Self = Self::range(SourceType::AnonymousOfficial, SourceType::AnonymousGroup);
    /// Bodies, texts among them.
    pub const BODIES: Self = Self::ALL.without(Self::PERSONS).without(Self::UNNAMED);

    /// The set of one type.
    pub const fn of(kind: SourceType) -> Self {
        Self(1 << kind as u64)
    }

    const fn range(first: SourceType, last: SourceType) -> Self {
        Self(u64::MAX << first as u64 & u64::MAX >> (63 - last as u64))
    }

    /// The types of both sets.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types that are not in the other set.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the two sets share a type.
    #[inline]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no type is in the set.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
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
    fn the_sets_hold_the_types_that_their_names_say() {
        for kind in SourceType::ALL.iter().copied() {
            let is_in = |set: Kinds| set.meets(Kinds::of(kind));
            let expected = [kind.is_media(), kind.is_person(), kind.is_unnamed()];
            assert_eq!([Kinds::MEDIA, Kinds::PERSONS, Kinds::UNNAMED].map(is_in), expected, "{kind}");
            assert_eq!(is_in(Kinds::BODIES), !kind.is_person() && !kind.is_unnamed(), "{kind}");
        }
    }

    #[test]
    fn an_official_who_is_not_named_may_be_a_person() {
        for kind in SourceType::ALL.iter().copied() {
            assert_eq!(Kinds::MAY_BE_PERSONS.meets(Kinds::of(kind)), kind.may_be_person(), "{kind}");
        }
    }
}
