//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use super::sentence::Part;

/// The formats of a workbook.
pub struct Look {
    /// Names of columns that the program fills in.
    pub header: Format,
    /// Names of columns that a reviewer fills in.
    pub review: Format,
    /// Text that may need several lines.
    pub wrapped: Format,
    /// The same, read from right to left.
    pub wrapped_rtl: Format,
    /// Text on one line.
    pub text: Format,
    /// The same, read from right to left.
    pub text_rtl: Format,
    /// Whole numbers.
    pub count: Format,
    /// Numbers with decimals.
    pub number: Format,
    /// Shares.
    pub share: Format,
    /// Titles.
    pub title: Format,
    rest: Format,
    source: Format,
    cue: Format,
    content: Format,
    quotation: Format,
}

/// As the format numbers it.
const RIGHT_TO_LEFT: u8 = 2;

impl Default for Look {
    fn default() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let header = |fill: u32| {
            let format = top().set_bold().set_background_color(Color::RGB(fill));
            format.set_border_bottom(FormatBorder::Thin)
        };
        let ink = |colour: u32| Format::new().set_font_color(Color::RGB(colour));
        Self {
            header: header(0x00DD_E5EE),
            review: header(0x00FB_EBC8),
            wrapped: top().set_text_wrap(),
            wrapped_rtl: top().set_text_wrap().set_reading_direction(RIGHT_TO_LEFT),
            text: top(),
            text_rtl: top().set_reading_direction(RIGHT_TO_LEFT),
            count: top().set_num_format("0").set_align(FormatAlign::Center),
            number: top().set_num_format("0.00").set_align(FormatAlign::Center),
            share: top().set_num_format("0 %").set_align(FormatAlign::Center),
            title: Format::new().set_bold().set_font_size(14),
            rest: Format::new(),
            source: ink(0x001F_4E9E).set_bold(),
            cue: ink(0x00A3_4A00).set_italic(),
            content: ink(0x0017_6B3A),
            quotation: ink(0x0017_6B3A).set_bold(),
        }
    }
}

impl Look {
    /// The format of a part of a sentence.
    pub fn part(&self, part: Part) -> &Format {
        match part {
            Part::Rest => &self.rest,
            Part::Source => &self.source,
            Part::Cue => &self.cue,
            Part::Content => &self.content,
            Part::Quotation => &self.quotation,
        }
    }
}
