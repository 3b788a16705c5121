//! Cells as a CSV file can hold them, each with the comma after it.

use crate::report::plain::{Look, guarded, plain};
use crate::report::room::Room;

/// Adds a cell with any text.
#[inline(never)] // Dozens of cells of a row are texts, and it is not small.
pub(super) fn text(line: &mut Room, cell: &str) {
    looked(line, cell, Look::at(cell));
}

/// Adds a cell that was looked at.
pub(super) fn looked(line: &mut Room, cell: &str, look: Look) {
    match look {
        Look::Harmless => harmless(line, cell.as_bytes()),
        Look::Parts => quoted(line, cell),
        Look::Harmful => harmful(line, cell),
    }
}

/// Adds a cell that needs no quotation marks.
pub(super) fn harmless(line: &mut Room, cell: &[u8]) {
    line.extend(cell);
    line.push(b',');
}

/// Adds a cell in quotation marks; those in it are doubled.
#[inline(never)] // It is asked from many places.
fn quoted(line: &mut Room, cell: &str) {
    line.push(b'"');
    let (bytes, mut from) = (cell.as_bytes(), 0);
    for mark in memchr::memchr_iter(b'"', bytes) {
        line.extend(&bytes[from..=mark]);
        // Once more, with what follows it.
        from = mark;
    }
    line.extend(&bytes[from..]);
    line.block(b"\",", 2);
}

#[cold]
fn harmful(line: &mut Room, cell: &str) {
    let cell = guarded(plain(cell));
    if cell.contains([',', '"']) { quoted(line, &cell) } else { harmless(line, cell.as_bytes()) }
}

/// Ends a row.
pub(super) fn end(line: &mut Room) {
    // There is a comma after the last cell too.
    line.truncate(line.length().saturating_sub(1));
    line.block(b"\r\n", 2);
}
