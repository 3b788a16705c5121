//! Lines of a table that was written here, divided into cells that are not copied: a row is one line, and most cells have
//! no quotation marks.

use std::borrow::Cow;

/// Divides a line; the cells are as they are written, with their guards.
pub fn cells<'l>(line: &'l str, cells: &mut Vec<Cow<'l, str>>) {
    cells.clear();
    let mut rest = Some(line);
    while let Some(text) = rest {
        let (cell, after) = text.strip_prefix('"').map_or_else(|| bare(text), quoted);
        cells.push(cell);
        rest = after;
    }
}

/// The first cell of a text, and what comes after its comma.
fn bare(text: &str) -> (Cow<'_, str>, Option<&str>) {
    match memchr::memchr(b',', text.as_bytes()) {
        Some(comma) => (text[..comma].into(), Some(&text[comma + 1..])),
        None => (text.into(), None),
    }
}

/// The same of a cell whose first quotation mark was taken away.
fn quoted(text: &str) -> (Cow<'_, str>, Option<&str>) {
    let mut cell = Cow::Borrowed("");
    let mut from = 0;
    loop {
        let mark = memchr::memchr(b'"', &text.as_bytes()[from..]).map_or(text.len(), |found| from + found);
        let rest = text.get(mark + 1..).unwrap_or_default();
        let doubled = rest.starts_with('"');
        // Of two marks the first is part of the cell.
        let piece = &text[from..mark + usize::from(doubled)];
        if cell.is_empty() {
            cell = piece.into()
        } else {
            cell.to_mut().push_str(piece)
        }
        if !doubled {
            return (cell, rest.strip_prefix(','));
        }
        from = mark + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::csv::reader;

    #[test]
    fn cells_are_those_that_a_reader_finds() {
        let lines = [
            "a",
            ",",
            "a,b",
            ",,",
            "\"\"",
            "\"a,b\",c",
            "\"a \"\"b\"\"\",",
            ",\"\"\"\"",
            "\"\"\",\"\"\",\"x\"\"y\"",
            "قال,\"«,»\",",
        ];
        for line in lines {
            let mut found = Vec::new();
            cells(line, &mut found);
            let record = reader(line.as_bytes(), false).records().next().unwrap().unwrap();
            assert_eq!(found, record.iter().collect::<Vec<_>>(), "{line}");
        }
    }
}
