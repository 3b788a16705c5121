//! Names of sources by number. Spellings that fold to one are one name, which is shown as it was first met.

use crate::fold::Folds;
use crate::intern::Interned;

/// The names of the sources in chains.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// What they fold to; a name has the same number here and as it is shown.
    folded: Interned,
    shown: Interned,
    /// Room for a key.
    key: String,
}

impl Names {
    /// The number of a name, which is added if none folds to the same.
    pub fn add(&mut self, name: &str) -> u32 {
        // Most are met again as they were met first, and need no folding.
        if let Some(number) = self.shown.get(name) {
            return number;
        }
        self.key.clear();
        Folds::all().push(name, &mut self.key);
        self.folded.number(&self.key).unwrap_or_else(|_| self.shown.add(name))
    }

    /// The name of a number.
    pub fn word(&self, number: u32) -> &str {
        self.shown.word(number)
    }

    /// All names in the order of their numbers.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.shown.words()
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.shown.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_have_one_number_and_the_first_is_shown() {
        let mut names = Names::default();
        let numbers = ["سمير أحمد", "The Board", "سمير احمد", "the board", "Board"].map(|name| names.add(name));
        assert_eq!(numbers, [0, 1, 0, 1, 2]);
        assert_eq!((names.words().collect::<Vec<_>>(), names.len()), (vec!["سمير أحمد", "The Board", "Board"], 3));
    }
}
