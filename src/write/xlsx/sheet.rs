//! A sheet: the header, rows as they come, and at the end what holds for all of them.

use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::direction::{Direction, begins_right_to_left};
use super::look::Look;
use super::sentence;
use crate::report::{Column, Datatype, choices};

/// The most that a cell can hold, in UTF-16 units.
const CELL: usize = 32_767;
/// What the pointer of a cell that was cut may take.
const POINTER: usize = 120;
/// The height of a line, in points, and the most lines that are shown at once.
const LINE: f64 = 15.0;
const LINES: usize = 8;
/// Beyond so many bytes a sentence is not divided: the mark-up counts as text of the cell.
const MARKED: usize = 4_000;

/// A sheet that is being written.
pub struct Sheet<'t> {
    sheet: Worksheet,
    columns: &'t [Column],
    /// For each column its width where its cells may need several lines, else 0.
    long: Vec<usize>,
    places: Places,
    direction: Direction,
    /// The next row; the header is row 0.
    row: u32,
}

/// Where the cells stand that tell of a row's sentence, and the texts.
#[derive(Default)]
struct Places {
    sentence: Option<[usize; 8]>,
    /// The column that tells the direction: the longest text.
    text: Option<usize>,
}

impl Places {
    fn of(columns: &[Column]) -> Self {
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
        Self { sentence: found.try_into().ok(), text }
    }
}

impl<'t> Sheet<'t> {
    /// Begins a sheet with its header.
    pub fn new(mut sheet: Worksheet, name: &str, columns: &'t [Column], look: &Look) -> Result<Self, XlsxError> {
        sheet.set_name(name)?;
        for (at, column) in (0..).zip(columns) {
            let format = match column.datatype {
                Datatype::Count => &look.count,
                Datatype::Number => &look.number,
                Datatype::Text if is_long(column.name) => &look.wrapped,
                Datatype::Text => &look.text,
            };
            sheet.set_column_format(at, format)?;
            sheet.set_column_width(at, width(column) as f64)?;
            let header = if choices(column.name).is_some() { &look.review } else { &look.header };
            sheet.write_string_with_format(0, at, column.name, header)?;
        }
        let long = columns.iter().map(|column| if is_long(column.name) { width(column) } else { 0 }).collect();
        Ok(Self { sheet, columns, long, places: Places::of(columns), direction: Direction::default(), row: 1 })
    }

    /// How many rows it has, the header included.
    pub fn rows(&self) -> u32 {
        self.row
    }

    /// Adds a row. `line` is what a reader is pointed to where a cell had to be cut.
    pub fn write(&mut self, cells: &[&str], look: &Look, line: &str) -> Result<(), XlsxError> {
        for ((at, column), cell) in (0..).zip(self.columns).zip(cells) {
            let number = (column.datatype != Datatype::Text).then(|| cell.parse::<f64>().ok()).flatten();
            match number {
                _ if cell.is_empty() => {}
                Some(number) => drop(self.sheet.write_number(self.row, at, number)?),
                None if column.name == "sentence_text" && self.sentence(at, cells, look)? => {}
                None => {
                    let cell = fitting(cell, line);
                    let format = if self.long[usize::from(at)] > 0 { &look.wrapped_rtl } else { &look.text_rtl };
                    match begins_right_to_left(&cell) {
                        true => self.sheet.write_string_with_format(self.row, at, cell, format)?,
                        false => self.sheet.write_string(self.row, at, cell)?,
                    };
                }
            }
        }
        if let Some(text) = self.places.text.and_then(|at| cells.get(at)) {
            self.direction.count(text);
        }
        // Not every program finds the height of marked text.
        let lines = |(width, cell): (&usize, &&str)| cell.chars().count().div_ceil(*width);
        let long = self.long.iter().zip(cells).filter(|(width, cell)| **width > 0 && cell.len() > **width);
        let lines = long.map(lines).max().unwrap_or(1);
        if lines > 1 {
            self.sheet.set_row_height(self.row, LINE * f64::from(u8::try_from(lines.min(LINES)).unwrap_or(1)))?;
        }
        self.row += 1;
        Ok(())
    }

    /// Writes the sentence with its parts in colours; `false` where it has to be plain.
    fn sentence(&mut self, at: u16, cells: &[&str], look: &Look) -> Result<bool, XlsxError> {
        let Some(places) = self.places.sentence else { return Ok(false) };
        let [sentence, source, source_offsets, cue, cue_offsets, content, content_offsets, quotation] =
            places.map(|place| cells.get(place).copied().unwrap_or_default());
        // What looks like an escape of the format would be taken for one in marked text.
        if sentence.len() > MARKED || sentence.contains("_x") {
            return Ok(false);
        }
        let (source, cue, content) = ((source, source_offsets), (cue, cue_offsets), (content, content_offsets));
        let Some(parts) = sentence::parts(&sentence::Cells { sentence, source, cue, content, quotation }) else {
            return Ok(false);
        };
        let parts: Vec<_> = parts.into_iter().map(|(part, text)| (look.part(part), text)).collect();
        match begins_right_to_left(sentence) {
            true => self.sheet.write_rich_string_with_format(self.row, at, &parts, &look.wrapped_rtl)?,
            false => self.sheet.write_rich_string(self.row, at, &parts)?,
        };
        Ok(true)
    }

    /// Ends the sheet: what stays in view, filters, and lists to choose from.
    pub fn finish(mut self) -> Result<Worksheet, XlsxError> {
        let (Ok(columns), last) = (u16::try_from(self.columns.len()), self.row.max(2) - 1) else {
            return Err(XlsxError::RowColumnLimitError);
        };
        let ids = (0..).zip(self.columns).take_while(|(_, column)| column.name.ends_with("_id")).count();
        self.sheet.set_freeze_panes(1, u16::try_from(ids).unwrap_or_default())?;
        self.sheet.autofilter(0, 0, self.row - 1, columns.saturating_sub(1))?;
        self.sheet.set_right_to_left(self.direction.is_right_to_left());
        for (at, column) in (0..).zip(self.columns) {
            let about = DataValidation::new().allow_any_value().set_input_title(shortened(column.name, 32))?;
            self.sheet.add_data_validation(0, at, 0, at, &about.set_input_message(shortened(column.about, 255))?)?;
            if let Some(choices) = choices(column.name) {
                let list = DataValidation::new().allow_list_strings(choices.values)?;
                // A list is there to help; who has several reasons, or other words, may write them.
                self.sheet.add_data_validation(1, at, last, at, &list.show_error_message(!choices.several))?;
            }
        }
        Ok(self.sheet)
    }
}

/// The cell, cut where the format would refuse it.
pub fn fitting(cell: &str, line: &str) -> String {
    if cell.len() <= CELL || cell.encode_utf16().count() <= CELL {
        return cell.to_owned();
    }
    let mut units = 0;
    let kept: String = cell
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= CELL - POINTER
        })
        .collect();
    format!("{kept} [cut after {} of {} characters; whole in {line}]", kept.chars().count(), cell.chars().count())
}

fn shortened(text: &str, longest: usize) -> &str {
    text.char_indices().nth(longest).map_or(text, |(end, _)| &text[..end])
}

/// Whether the cells of a column are likely to need several lines.
fn is_long(name: &str) -> bool {
    let long =
        ["headline", "content", "quotation", "sentence_text", "text", "relay_chain", "chain_types", "review_note"];
    long.contains(&name) || name.ends_with("_corrected")
}

/// In characters; the name of the column has to fit, with the button of the filter.
fn width(column: &Column) -> usize {
    let wanted = match column.name {
        "content" | "sentence_text" | "text" => 60,
        name if is_long(name) => 32,
        name if name.ends_with("_id") => 20,
        _ if column.datatype == Datatype::Text => 18,
        _ => 8,
    };
    wanted.max(column.name.len() + 4)
}
