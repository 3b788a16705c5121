//! A row as it is put together: cells that a CSV file can hold, with commas between them.

use crate::report::Columns;
use crate::report::plain::{Look, SHORT, guarded, is_word, plain, short_word};

/// The row that is being written, in room that is used again for the next but one.
#[derive(Debug)]
pub(super) struct Line {
    bytes: Vec<u8>,
    /// How many of the bytes are the row's.
    used: usize,
    /// How many cells it has.
    cells: usize,
    /// Where each of them ends, with the comma after it.
    ends: Ends,
    /// The row before.
    before: Vec<u8>,
    /// Where the cells of the row before end.
    ends_before: Ends,
}

/// Where the cells of a row end.
type Ends = [usize; Columns::MOST];

impl Default for Line {
    fn default() -> Self {
        let ends = [0; Columns::MOST];
        Self { bytes: Vec::new(), used: 0, cells: 0, ends, before: Vec::new(), ends_before: ends }
    }
}

impl Line {
    /// Adds the cell of a column; those before it are kept from the row before where they are not there yet.
    #[inline]
    pub fn cell(&mut self, column: usize, cell: &str) {
        self.keep(column);
        // More than half of all cells are empty.
        match self.bytes.get_mut(self.used) {
            Some(end) if cell.is_empty() => {
                *end = b',';
                self.used += 1;
            }
            _ => self.filled(cell),
        }
        self.ends[column] = self.used;
        self.cells = column + 1;
    }

    /// Whether there is a row before, from which cells can be kept.
    pub fn follows(&self) -> bool {
        !self.before.is_empty()
    }

    /// Adds the cells that the row before has up to a column, where they are not there yet.
    #[inline]
    pub fn keep(&mut self, until: usize) {
        if self.cells < until {
            self.add_kept(until);
        }
    }

    fn add_kept(&mut self, until: usize) {
        let kept = self.cells..until;
        let start = kept.start.checked_sub(1).map_or(0, |last| self.ends_before[last]);
        let end = self.ends_before[until - 1];
        self.make_room(end - start);
        self.bytes[self.used..self.used + (end - start)].copy_from_slice(&self.before[start..end]);
        let ends = self.ends[kept.clone()].iter_mut().zip(&self.ends_before[kept]);
        ends.for_each(|(own, before)| *own = before - start + self.used);
        self.used += end - start;
        self.cells = until;
    }

    /// Ends the row: its bytes.
    pub fn end(&mut self) -> &[u8] {
        self.make_room(2);
        // There is a comma after the last cell too.
        let end = self.used.saturating_sub(1);
        self.bytes[end..end + 2].copy_from_slice(b"\r\n");
        (self.used, self.cells) = (0, 0);
        std::mem::swap(&mut self.bytes, &mut self.before);
        std::mem::swap(&mut self.ends, &mut self.ends_before);
        &self.before[..end + 2]
    }

    /// Adds a cell for which there may be no room.
    fn filled(&mut self, cell: &str) {
        // That many, if all of it were quotation marks.
        self.make_room(2 * cell.len() + SHORT + 1);
        if let Some([begin, end]) = short_word(cell) {
            // A copy of any length would take longer.
            let room = &mut self.bytes[self.used..self.used + SHORT];
            room[..8].copy_from_slice(&begin);
            if cell.len() > 8 {
                room[cell.len() - 8..cell.len()].copy_from_slice(&end);
            }
            self.used += cell.len();
        } else if cell.len() > SHORT && is_word(cell) {
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
