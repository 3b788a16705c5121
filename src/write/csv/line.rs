//! A row as it is put together: cells that a CSV file can hold, with commas between them.

use crate::report::plain::{Look, guarded, is_word, plain};

/// The row that is being written, in room that is used again for the next.
#[derive(Debug, Default)]
pub(super) struct Line {
    bytes: Vec<u8>,
    /// How many of the bytes are the row's.
    used: usize,
}

impl Line {
    /// Adds a cell.
    #[inline]
    pub fn cell(&mut self, cell: &str) {
        // More than half of all cells are empty.
        match self.bytes.get_mut(self.used) {
            Some(end) if cell.is_empty() => {
                *end = b',';
                self.used += 1;
            }
            _ => self.filled(cell),
        }
    }

    /// Ends the row: its bytes.
    pub fn end(&mut self) -> &[u8] {
        self.make_room(2);
        // There is a comma after the last cell too.
        let end = self.used.saturating_sub(1);
        self.bytes[end..end + 2].copy_from_slice(b"\r\n");
        self.used = 0;
        &self.bytes[..end + 2]
    }

    /// Adds a cell for which there may be no room.
    fn filled(&mut self, cell: &str) {
        // That many, if all of it were quotation marks.
        self.make_room(2 * cell.len() + 3);
        if is_word(cell) {
            self.add(cell.as_bytes());
        } else {
            self.text(cell);
        }
        self.add(b",");
    }

    /// Adds what is no word.
    #[inline(never)] // The few registers that words need need not be put aside for it.
    fn text(&mut self, cell: &str) {
        match Look::at(cell) {
            Look::Harmless => self.add(cell.as_bytes()),
            Look::Parts => self.quote(cell),
            Look::Harmful => {
                let cell = guarded(plain(cell));
                self.make_room(2 * cell.len() + 3);
                if cell.contains([',', '"']) { self.quote(&cell) } else { self.add(cell.as_bytes()) }
            }
        }
    }

    /// Adds a cell in quotation marks; those in it are doubled.
    fn quote(&mut self, cell: &str) {
        self.add(b"\"");
        let (_, _, written) = ::csv_core::quote(cell.as_bytes(), &mut self.bytes[self.used..], b'"', b'"', true);
        self.used += written;
        self.add(b"\"");
    }

    /// Adds bytes for which there is room.
    #[inline]
    fn add(&mut self, bytes: &[u8]) {
        self.bytes[self.used..self.used + bytes.len()].copy_from_slice(bytes);
        self.used += bytes.len();
    }

    /// Makes room for so many bytes.
    #[inline]
    fn make_room(&mut self, bytes: usize) {
        let needed = self.used + bytes;
        if needed > self.bytes.len() {
            self.grow(needed);
        }
    }

    #[cold]
    fn grow(&mut self, needed: usize) {
        self.bytes.resize(needed.next_power_of_two(), 0);
    }
}
