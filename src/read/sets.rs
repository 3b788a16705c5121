//! The word classes that tokens have, by their numbers: one list for all documents that are read with a vocabulary. It
//! grows in its place as long as no document holds it, so documents take it when they are first looked at, and not when
//! they are read: most of those that are read together are read by then.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use super::classes::Classes;

/// The list of a vocabulary.
#[derive(Clone, Debug, Default)]
pub(super) struct Growing(Arc<Mutex<Arc<Vec<Classes>>>>);

/// The list as a document knows it.
#[derive(Clone, Debug, Default)]
pub(super) struct Sets {
    growing: Growing,
    held: OnceLock<Arc<Vec<Classes>>>,
}

impl Growing {
    fn list(&self) -> MutexGuard<'_, Arc<Vec<Classes>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The classes with that number.
    pub fn get(&self, number: u32) -> Classes {
        self.list().get(number as usize).copied().unwrap_or_default()
    }

    /// Adds classes; their number.
    pub fn push(&self, classes: Classes) -> u32 {
        let mut list = self.list();
        if let Some(list) = Arc::get_mut(&mut list) {
            list.push(classes);
        } else {
            let mut longer = Vec::with_capacity(2 * list.len() + 1);
            longer.extend_from_slice(&list);
            longer.push(classes);
            *list = Arc::new(longer);
        }
        list.len() as u32 - 1
    }

    /// The list for a document.
    pub fn sets(&self) -> Sets {
        Sets { growing: self.clone(), held: OnceLock::new() }
    }
}

impl Sets {
    /// The classes by their numbers; from now on the document holds them.
    pub fn all(&self) -> &[Classes] {
        self.held.get_or_init(|| Arc::clone(&self.growing.list()))
    }

    /// Gives the list back until it is asked for again; it will hold the same, and perhaps more.
    pub fn give_back(&mut self) {
        self.held = OnceLock::new();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(article: u8) -> Classes {
        Classes { article, ..Classes::default() }
    }

    #[test]
    fn a_number_holds_whatever_is_added_and_whoever_looks_on() {
        let growing = Growing::default();
        let (mut early, mut numbers) = (growing.sets(), Vec::new());
        for article in 0..100 {
            numbers.push(growing.push(classes(article)));
            if article % 7 == 0 {
                early.give_back();
            }
            let late = growing.sets();
            for (document, known) in [(&early, article / 7 * 7), (&late, article)] {
                for article in 0..=known {
                    assert_eq!(document.all()[numbers[article as usize] as usize], classes(article));
                }
            }
        }
    }

    #[test]
    fn the_list_grows_in_its_place_while_no_document_holds_it() {
        let growing = Growing::default();
        (0..8).for_each(|article| _ = growing.push(classes(article)));
        let mut document = growing.sets();
        let place = document.all().as_ptr();
        document.give_back();
        let room = Arc::get_mut(&mut growing.list()).unwrap().capacity();
        (8..room).for_each(|article| _ = growing.push(classes(article as u8)));
        assert_eq!(document.all().as_ptr(), place);
    }
}
