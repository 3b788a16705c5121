//! Names of sources by number. Spellings that fold to one are one name, which is shown as it was first met.

use crate::fold::Folds;
use crate::intern::Interned;

/// The names of the sources in chains.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    folded: Interned,
    shown: Interned,
    /// For each name the number of the spelling that is shown.
    first: Vec<u32>,
    /// Room for a key.
    key: String,
}

impl Names {
    /// The number of a name, which is added if none folds to the same.
    pub fn add(&mut self, name: &str) -> u32 {
        self.key.clear();
        Folds::all().push(name, &mut self.key);
        let number = self.folded.add(&self.key);
        if number as usize == self.first.len() {
            self.first.push(self.shown.add(name));
        }
        number
    }

    /// The name of a number.
    pub fn word(&self, number: u32) -> &str {
        self.shown.word(self.first[number as usize])
    }

    /// All names in the order of their numbers.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.first.iter().map(|shown| self.shown.word(*shown))
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.first.len()
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
