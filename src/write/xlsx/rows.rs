//! Rows of a sheet as XML. The library would take five times as long: it looks every cell up, and cannot share the work
//! between threads.

use std::io::Write;

use super::direction::{Direction, begins_right_to_left};
use super::look::{Style, font};
use super::sentence::{self, Part};
use super::sheet::{is_long, width};
use super::text::element;
use crate::report::{Column, Datatype};

/// The height of a line, in points, and the most lines that are shown at once.
const LINE: usize = 15;
const LINES: usize = 8;
/// Beyond so many bytes a sentence is not divided: the mark-up counts as text of the cell.
const MARKED: usize = 4_000;

/// What comes after the style of a cell that is text.
const TEXT: &str = " t=\"inlineStr\"><is>";

/// How the rows of a table are written.
pub struct Rows {
    columns: Vec<Shape>,
    /// Where the cells stand that tell of a row's sentence.
    sentence: Option<[usize; 8]>,
    /// The column that tells the direction: the longest text.
    text: Option<usize>,
}

/// How the cells of a column are written.
struct Shape {
    /// The beginning of its cells, which ends in the column in letters.
    begin: String,
    /// What comes after the number of the row, of numbers, of text, and of text that is read from right to left.
    kinds: [String; 3],
    is_number: bool,
    /// The width where cells may need several lines, else 0.
    long: usize,
}

impl Rows {
    /// How the rows of a table are written.
    pub fn of(columns: &[Column]) -> Self {
        let at = |name: &str| columns.iter().position(|column| column.name == name);
        let names = [
            "sentence_text",
            "source_text",
            "source_offsets",
            "cue",
            "cue_offsets",
            "content",
            "content_offsets",
            "quotation",
        ];
        let found: Vec<usize> = names.into_iter().filter_map(at).collect();
        let text = ["sentence_text", "text", "headline", "content", "source_name", "from"].into_iter().find_map(at);
        let columns = columns.iter().enumerate().map(|(at, column)| Shape::of(at, column)).collect();
        Self { columns, sentence: found.try_into().ok(), text }
    }

    /// Adds a row by its number in the sheet, from 1.
    pub fn write(&self, xml: &mut Vec<u8>, number: u32, cells: &[&str]) {
        // Not every program finds the height of marked text. Memory takes everything.
        let _ = match self.lines(cells) {
            ..=1 => write!(xml, "<row r=\"{number}\">"),
            lines => write!(xml, "<row r=\"{number}\" ht=\"{}\" customHeight=\"1\">", LINE * lines.min(LINES)),
        };
        let digits = number.to_string();
        for ((at, shape), cell) in self.columns.iter().enumerate().zip(cells) {
            if cell.is_empty() {
                continue;
            }
            xml.extend_from_slice(shape.begin.as_bytes());
            xml.extend_from_slice(digits.as_bytes());
            let [number, plain, turned] = &shape.kinds;
            if shape.is_number && is_number(cell) {
                xml.extend_from_slice(number.as_bytes());
                xml.extend_from_slice(cell.as_bytes());
                xml.extend_from_slice(b"</v></c>");
                continue;
            }
            xml.extend_from_slice(if begins_right_to_left(cell) { turned } else { plain }.as_bytes());
            match self.sentence.filter(|places| places[0] == at).and_then(|places| parts(places, cells)) {
                Some(parts) => marked(xml, &parts),
                None => element(xml, cell),
            }
            xml.extend_from_slice(b"</is></c>");
        }
        xml.extend_from_slice(b"</row>");
    }

    /// Counts the letters of the text that tells the direction.
    pub fn count(&self, direction: &mut Direction, cells: &[&str]) {
        if let Some(text) = self.text.and_then(|at| cells.get(at)) {
            direction.count(text);
        }
    }

    /// How many lines a row needs.
    fn lines(&self, cells: &[&str]) -> usize {
        let long = self.columns.iter().map(|shape| shape.long).zip(cells);
        let long = long.filter(|(width, cell)| *width > 0 && cell.len() > *width);
        long.map(|(width, cell)| cell.chars().count().div_ceil(width)).max().unwrap_or(1)
    }
}

impl Shape {
    fn of(at: usize, column: &Column) -> Self {
        let long = if is_long(column.name) { width(column) } else { 0 };
        let turned = if long > 0 { Style::WrappedRtl } else { Style::TextRtl };
        let style = match column.datatype {
            Datatype::Count => Style::Count,
            Datatype::Number => Style::Number,
            Datatype::Text if long > 0 => Style::Wrapped,
            Datatype::Text => Style::Text,
        };
        let kind = |style: Style, rest: &str| format!("\" s=\"{}\"{rest}", style as u8);
        let kinds = [kind(style, "><v>"), kind(style, TEXT), kind(turned, TEXT)];
        Self { begin: format!("<c r=\"{}", letters(at)), kinds, is_number: column.datatype != Datatype::Text, long }
    }
}

/// A column in letters: after Z comes AA.
pub fn letters(at: usize) -> String {
    let letter = |number: usize| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number % 26]);
    if at < 26 { letter(at).into() } else { letters(at / 26 - 1) + letter(at).encode_utf8(&mut [0; 4]) }
}

/// Whether a cell is a number as XML and the tables write one.
fn is_number(cell: &str) -> bool {
    cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-') && cell.parse::<f64>().is_ok()
}

/// The sentence in its parts; none where it has to be plain.
fn parts<'c>(places: [usize; 8], cells: &[&'c str]) -> Option<Vec<(Part, &'c str)>> {
    let [sentence, source, source_offsets, cue, cue_offsets, content, content_offsets, quotation] =
        places.map(|place| cells.get(place).copied().unwrap_or_default());
    // What looks like an escape of the format would be taken for one in marked text.
    if sentence.len() > MARKED || sentence.contains("_x") {
        return None;
    }
    let (source, cue, content) = ((source, source_offsets), (cue, cue_offsets), (content, content_offsets));
    sentence::parts(&sentence::Cells { sentence, source, cue, content, quotation })
}

fn marked(xml: &mut Vec<u8>, parts: &[(Part, &str)]) {
    for (at, (part, text)) in parts.iter().enumerate() {
        xml.extend_from_slice(b"<r>");
        // The first run has the font of the cell.
        if at > 0 || *part != Part::Rest {
            xml.extend_from_slice(font(*part).as_bytes());
        }
        element(xml, text);
        xml.extend_from_slice(b"</r>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn only_numbers_are_numbers() {
        assert_eq!(["1", "-0.7500", "12.5"].map(is_number), [true; 3]);
        assert_eq!(["inf", "NaN", "1e5", "1-2", "-", "1.2.3"].map(is_number), [false; 6]);
    }
}
