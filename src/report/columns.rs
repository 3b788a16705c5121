//! Some columns of a table.

use super::Cells;

/// A set of columns by their numbers, of which a table has no more than [`Columns::MOST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u64);

impl Columns {
    /// All columns.
    pub const ALL: Self = Self(u64::MAX);
    /// None of them.
    pub const NONE: Self = Self(0);
    /// How many columns a table may have.
    pub const MOST: usize = u64::BITS as usize;

    /// The columns of a table between two of them, those two included.
    pub(super) const fn between<R: Cells>(first: &str, last: &str) -> Self {
        let (first, last) = (number::<R>(first), number::<R>(last));
        Self(u64::MAX << first & u64::MAX >> (Self::MOST - 1 - last))
    }

    /// A column by its number.
    pub const fn one(number: usize) -> Self {
        Self(1 << number)
    }

    /// The columns of both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The columns that are not among the others.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether a column is among them.
    #[inline]
    pub const fn has(self, number: usize) -> bool {
        self.0 >> number & 1 != 0
    }
}

/// The number of a column by its name; a name that is none does not compile.
const fn number<R: Cells>(name: &str) -> usize {
    let mut number = 0;
    while !same(R::COLUMNS[number].name, name) {
        number += 1;
    }
    number
}

/// Whether two names are the same.
const fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Row;

    #[test]
    fn columns_are_found_by_their_names() {
        let found = Columns::between::<Row>("outlet", "headline").and(Columns::between::<Row>("cue", "cue"));
        let names = Row::COLUMNS.iter().enumerate().filter(|(number, _)| found.has(*number));
        assert_eq!(
            names.map(|(_, column)| column.name).collect::<Vec<_>>(),
            ["outlet", "published", "headline", "cue"]
        );
        assert!(!Columns::ALL.without(found).has(20) && Columns::ALL.without(found).has(21));
    }
}
