//! Cells as a CSV file can hold them, each with the comma after it.

use crate::report::plain::{Look, guarded, plain};

/// Adds a cell with any text.
#[inline(never)] // Dozens of cells of a row are texts, and it is not small.
pub(super) fn text(line: &mut Vec<u8>, cell: &str) {
    // More than half of all cells are empty.
    if cell.is_empty() {
        line.push(b',');
        return;
    }
    looked(line, cell, Look::at(cell));
}

/// Adds a cell that was looked at.
pub(super) fn looked(line: &mut Vec<u8>, cell: &str, look: Look) {
    match look {
        Look::Harmless => harmless(line, cell.as_bytes()),
        Look::Parts => quoted(line, cell),
        Look::Harmful => harmful(line, cell),
    }
}

/// Adds a cell that needs no quotation marks.
#[inline(never)] // It is asked from many places.
pub(super) fn harmless(line: &mut Vec<u8>, cell: &[u8]) {
    line.extend_from_slice(cell);
    line.push(b',');
}

/// Adds a cell in quotation marks; those in it are doubled.
fn quoted(line: &mut Vec<u8>, cell: &str) {
    line.push(b'"');
    let from = line.len();
    // That many, if all of it were quotation marks.
    line.resize(from + 2 * cell.len(), 0);
    let (_, _, written) = ::csv_core::quote(cell.as_bytes(), &mut line[from..], b'"', b'"', true);
    line.truncate(from + written);
    line.extend_from_slice(b"\",");
}

#[cold]
fn harmful(line: &mut Vec<u8>, cell: &str) {
    let cell = guarded(plain(cell));
    if cell.contains([',', '"']) { quoted(line, &cell) } else { harmless(line, cell.as_bytes()) }
}

/// Ends a row.
pub(super) fn end(line: &mut Vec<u8>) {
    // There is a comma after the last cell too.
    line.pop();
    line.extend_from_slice(b"\r\n");
}
