//! Rows of attributions, written as they are told.

use super::cell;
use crate::report::plain::Look;
use crate::report::{Cell, Group, RowSink};

/// Writes rows behind what is there.
pub(super) struct Told<'o> {
    out: &'o mut Vec<u8>,
    /// Where the rows end that are whole.
    whole: usize,
    /// Where the cells of each group stand in the row before.
    groups: [(usize, usize); Group::COUNT],
    /// Room for numbers.
    digits: &'o mut String,
}

impl<'o> Told<'o> {
    pub fn new(out: &'o mut Vec<u8>, digits: &'o mut String) -> Self {
        let whole = out.len();
        Self { out, whole, groups: [(0, 0); Group::COUNT], digits }
    }

    /// Adds the cells that a group has in the row before.
    #[inline(never)] // It is asked from many places.
    fn keep(&mut self, group: Group) {
        let (start, end) = self.groups[group as usize];
        self.groups[group as usize] = (self.out.len(), self.out.len() + (end - start));
        self.out.extend_from_within(start..end);
    }
}

impl Drop for Told<'_> {
    /// Takes back a row that was not told to its end, as none is unless the analysis panics.
    fn drop(&mut self) {
        self.out.truncate(self.whole);
    }
}

impl<'a> RowSink<'a> for Told<'_> {
    fn group(&mut self, group: Group, kept: bool, tell: impl FnOnce(&mut Self)) {
        if kept {
            self.keep(group);
            return;
        }
        let begun = self.out.len();
        tell(self);
        self.groups[group as usize] = (begun, self.out.len());
    }

    #[inline]
    fn word(&mut self, word: &'static str) {
        cell::harmless(self.out, word.as_bytes());
    }

    #[inline]
    fn blank<const CELLS: usize>(&mut self) {
        self.out.extend_from_slice(&[b','; CELLS]);
    }

    #[inline]
    fn text(&mut self, text: &'a str) {
        self.joined(text);
    }

    #[inline]
    fn looked(&mut self, text: &'a str, look: Look) {
        cell::looked(self.out, text, look);
    }

    #[inline]
    fn joined(&mut self, text: &str) {
        cell::text(self.out, text);
    }

    fn harmless(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        write(self.out);
        self.out.push(b',');
    }

    fn count(&mut self, count: Option<u64>) {
        if let Some(count) = count {
            self.out.extend_from_slice(itoa::Buffer::new().format(count).as_bytes());
        }
        self.out.push(b',');
    }

    fn share(&mut self, share: Option<f64>) {
        self.digits.clear();
        cell::harmless(self.out, share.show(self.digits).as_bytes());
    }

    fn end(&mut self) {
        cell::end(self.out);
        self.whole = self.out.len();
    }
}
