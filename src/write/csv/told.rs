//! Rows of attributions, written as they are told.

use super::cell;
use crate::label::{Label, Prepared};
use crate::report::plain::Look;
use crate::report::room::Room;
use crate::report::{self, Cell, Group, RowSink};

/// Writes rows behind what is there.
pub(super) struct Told<'o> {
    rows: &'o mut Room,
    /// Where the rows end that are whole.
    whole: usize,
    /// Where the cells of each group stand in the row before.
    groups: [(usize, usize); Group::COUNT],
}

impl<'o> Told<'o> {
    pub fn new(rows: &'o mut Room) -> Self {
        let whole = rows.length();
        Self { rows, whole, groups: [(0, 0); Group::COUNT] }
    }
}

impl Drop for Told<'_> {
    /// Takes back a row that was not told to its end, as none is unless the analysis panics.
    fn drop(&mut self) {
        self.rows.truncate(self.whole);
    }
}

impl<'a> RowSink<'a> for Told<'_> {
    #[inline]
    fn group(&mut self, group: Group, kept: bool, tell: impl FnOnce(&mut Self)) {
        let begun = self.rows.length();
        if kept {
            let (start, end) = self.groups[group as usize];
            self.rows.again(start, end);
        } else {
            tell(self);
        }
        self.groups[group as usize] = (begun, self.rows.length());
    }

    #[inline]
    fn label(&mut self, label: &'static Label) {
        self.rows.label_cell(label);
    }

    #[inline]
    fn prepared(&mut self, cells: Option<&Prepared>, tell: impl FnOnce(&mut Self)) {
        match cells {
            Some(cells) => self.rows.block(cells.block(), cells.length()),
            None => tell(self),
        }
    }

    #[inline]
    fn blank<const CELLS: usize>(&mut self) {
        self.rows.block(&[b','; CELLS], CELLS);
    }

    #[inline]
    fn text(&mut self, text: &'a str) {
        // More than half of all cells are empty.
        if text.is_empty() {
            self.rows.push(b',');
        } else {
            self.joined(text);
        }
    }

    #[inline]
    fn looked(&mut self, text: &'a str, look: Look) {
        cell::looked(self.rows, text, look);
    }

    #[inline]
    fn part(&mut self, part: &'a str, text: &'a str, start: u32) {
        self.rows.part(part, text, start as usize);
        self.rows.push(b',');
    }

    #[inline]
    fn joined(&mut self, text: &str) {
        cell::text(self.rows, text);
    }

    #[inline]
    fn harmless(&mut self, write: impl FnOnce(&mut Room)) {
        write(self.rows);
    }

    #[inline]
    fn count(&mut self, count: Option<u64>) {
        match count {
            Some(count) => self.rows.number::<1>(count, b','),
            None => self.rows.push(b','),
        }
    }

    fn share(&mut self, share: Option<f64>) {
        match share.and_then(report::share) {
            Some((share, length)) => self.rows.block(&share, length),
            None => self.rows.extend(share.cell().as_bytes()),
        }
        self.rows.push(b',');
    }

    fn end(&mut self) {
        cell::end(self.rows);
        self.whole = self.rows.length();
    }
}
