//! Room for what a batch adds to a file: it is used again for the next batch, so that it is filled only once.

use std::sync::{Mutex, PoisonError};

use sayso::report::room::Room;

/// Rooms that nobody writes to.
#[derive(Default)]
pub struct Spare(Mutex<Vec<Room>>);

/// A larger one, as few batches need, is not kept.
const MOST: usize = 1 << 20;

impl Spare {
    /// One of them, which is empty.
    pub fn take(&self) -> Option<Room> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    /// Keeps those of a batch for the next one.
    pub fn give_back(&self, rooms: Vec<Room>) {
        let small = rooms.into_iter().filter(|room| room.size() <= MOST);
        // The last is taken first.
        let emptied = small.rev().map(|mut room| {
            room.truncate(0);
            room
        });
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(emptied);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rooms_come_back_empty_and_in_order_unless_they_are_large() {
        let spare = Spare::default();
        assert!(spare.take().is_none());
        spare.give_back([1, 2, MOST + 1].map(|size| Room::behind(vec![0; size])).into());
        let taken = std::iter::from_fn(|| spare.take()).map(|room| (room.length(), room.size()));
        assert_eq!(taken.collect::<Vec<_>>(), [(0, 1), (0, 2)]);
    }
}
