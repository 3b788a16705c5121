//! How cells look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook};

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
}

/// How a cell looks that is written without the library: the number of its format in the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text on one line.
    Text = 1,
    /// The same, read from right to left.
    TextRtl,
    /// Text that may need several lines.
    Wrapped,
    /// The same, read from right to left.
    WrappedRtl,
    /// Whole numbers.
    Count,
    /// Numbers with decimals.
    Number,
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
        }
    }
}

impl Look {
    /// Numbers the formats of a new workbook as [`Style`] does.
    pub fn register(&self, workbook: &mut Workbook) {
        let styles = [&self.text, &self.text_rtl, &self.wrapped, &self.wrapped_rtl, &self.count, &self.number];
        styles.into_iter().for_each(|format| workbook.register_format(format));
    }
}

/// The font of a part of a sentence, as a run of marked text has it.
pub fn font(part: Part) -> &'static str {
    macro_rules! font {
        ($kind:literal, $colour:literal) => {
            concat!("<rPr>", $kind, "<sz val=\"11\"/><color ", $colour, "/><rFont val=\"Calibri\"/></rPr>")
        };
    }
    match part {
        Part::Rest => font!("", "theme=\"1\""),
        Part::Source => font!("<b/>", "rgb=\"FF1F4E9E\""),
        Part::Cue => font!("<i/>", "rgb=\"FFA34A00\""),
        Part::Content => font!("", "rgb=\"FF176B3A\""),
        Part::Quotation => font!("<b/>", "rgb=\"FF176B3A\""),
    }
}
