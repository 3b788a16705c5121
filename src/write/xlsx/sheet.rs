//! The frame of a sheet: the header, and what holds for all rows. The rows themselves are written elsewhere.

use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::look::Look;
use crate::report::{Column, Datatype, choices};

/// The frame of a sheet with so many rows, the header included.
pub fn frame(
    name: &str,
    columns: &[Column],
    rows: u32,
    right_to_left: bool,
    look: &Look,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
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
    let ids = (0..).zip(columns).take_while(|(_, column)| column.name.ends_with("_id")).count();
    sheet.set_freeze_panes(1, u16::try_from(ids).unwrap_or_default())?;
    let count = u16::try_from(columns.len()).map_err(|_| XlsxError::RowColumnLimitError)?;
    sheet.autofilter(0, 0, rows - 1, count.saturating_sub(1))?;
    sheet.set_right_to_left(right_to_left);
    let last = rows.max(2) - 1;
    for (at, column) in (0..).zip(columns) {
        let about = DataValidation::new().allow_any_value().set_input_title(shortened(column.name, 32))?;
        sheet.add_data_validation(0, at, 0, at, &about.set_input_message(shortened(column.about, 255))?)?;
        if let Some(choices) = choices(column.name) {
            let list = DataValidation::new().allow_list_strings(choices.values)?;
            // A list is there to help; who has several reasons, or other words, may write them.
            sheet.add_data_validation(1, at, last, at, &list.show_error_message(!choices.several))?;
        }
    }
    Ok(sheet)
}

fn shortened(text: &str, longest: usize) -> &str {
    text.char_indices().nth(longest).map_or(text, |(end, _)| &text[..end])
}

/// Whether the cells of a column are likely to need several lines.
pub fn is_long(name: &str) -> bool {
    let long =
        ["headline", "content", "quotation", "sentence_text", "text", "relay_chain", "chain_types", "review_note"];
    long.contains(&name) || name.ends_with("_corrected")
}

/// In characters; the name of the column has to fit, with the button of the filter.
pub fn width(column: &Column) -> usize {
    let wanted = match column.name {
        "content" | "sentence_text" | "text" => 60,
        name if is_long(name) => 32,
        name if name.ends_with("_id") => 20,
        _ if column.datatype == Datatype::Text => 18,
        _ => 8,
    };
    wanted.max(column.name.len() + 4)
}
