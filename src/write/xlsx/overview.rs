//! The first sheet: how many rows each source has, and what shares of them are named, unnamed and official, with charts.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartPoint, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};
use rustc_hash::FxHashMap;

use super::direction::{Direction, begins_right_to_left};
use super::look::Look;
use crate::report::{Column, STANDS, stand};

/// So many sources have a bar.
const BARS: usize = 20;
/// Where the charts stand.
const CHARTS: u16 = 5;

/// What is counted of the rows.
#[derive(Default)]
pub struct Overview {
    rows: u32,
    /// Rows of each source, with its type; where nobody is named, the name is empty.
    sources: FxHashMap<(String, String), u32>,
    /// Rows by how their source stands, in the order of [`STANDS`].
    stands: [u32; STANDS.len()],
    places: Option<[usize; 5]>,
    direction: Direction,
}

impl Overview {
    /// What is to be counted in a table; nothing if it does not tell of sources.
    pub fn of(columns: &[Column]) -> Option<Self> {
        let at = |name: &str| columns.iter().position(|column| column.name == name);
        let names = ["source_name", "source_name_en", "source_type", "identification", "official"];
        let places: Vec<usize> = names.into_iter().map_while(at).collect();
        Some(Self { places: Some(places.try_into().ok()?), ..Self::default() })
    }

    /// Counts a row.
    pub fn count(&mut self, cells: &[&str]) {
        let Some(places) = self.places else { return };
        let [name, name_en, kind, identification, official] =
            places.map(|place| cells.get(place).copied().unwrap_or_default());
        self.rows += 1;
        self.stands[stand(identification, official)] += 1;
        let name = if name_en.is_empty() { name } else { name_en };
        if !name.is_empty() {
            self.direction.count(name);
            *self.sources.entry((name.to_owned(), kind.to_owned())).or_default() += 1;
        }
    }

    /// Adds what was counted elsewhere in the table.
    pub fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.stands.iter_mut().zip(other.stands).for_each(|(stand, more)| *stand += more);
        self.direction.add(other.direction);
        for (source, rows) in other.sources {
            *self.sources.entry(source).or_default() += rows;
        }
    }

    /// Writes the sheet.
    pub fn sheet(self, look: &Look) -> Result<Worksheet, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(NAME)?;
        sheet.set_right_to_left(self.direction.is_right_to_left());
        let columns = [(34, &look.text), (22, &look.text), (9, &look.count), (9, &look.share)];
        for (column, (width, format)) in (0..).zip(columns) {
            sheet.set_column_width(column, width)?.set_column_format(column, format)?;
        }
        let named = self.sources.len();
        sheet.write_string_with_format(0, 0, format!("{} attributions, {named} sources", self.rows), &look.title)?;
        let total = f64::from(self.rows.max(1));
        head(&mut sheet, 2, ["how the source stands", "", "rows", "share"], look)?;
        for ((row, stand), count) in (3..).zip(STANDS).zip(self.stands) {
            sheet.write_string(row, 0, stand)?.write_number(row, 2, count)?;
            sheet.write_number(row, 3, f64::from(count) / total)?;
        }
        let first = 11;
        head(&mut sheet, first - 1, ["source", "type", "rows", "share"], look)?;
        let mut sources: Vec<_> = self.sources.into_iter().collect();
        sources.sort_by(|(a, rows), (b, others)| others.cmp(rows).then_with(|| a.cmp(b)));
        sources.truncate(BARS);
        let mut last = first;
        for (row, ((name, kind), count)) in (first..).zip(sources) {
            let format = if begins_right_to_left(&name) { &look.text_rtl } else { &look.text };
            sheet.write_string_with_format(row, 0, &name, format)?.write_string(row, 1, kind)?;
            sheet.write_number(row, 2, count)?;
            sheet.write_number(row, 3, f64::from(count) / total)?;
            last = row;
        }
        sheet.insert_chart(1, CHARTS, &shares())?;
        sheet.insert_chart(first + 7, CHARTS, &bars(first, last))?;
        Ok(sheet)
    }
}

const NAME: &str = "overview";

fn head(sheet: &mut Worksheet, row: u32, names: [&str; 4], look: &Look) -> Result<(), XlsxError> {
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(row, column, name, &look.header)?;
    }
    Ok(())
}

fn shares() -> Chart {
    let mut chart = Chart::new(ChartType::Doughnut);
    let stands = 2 + u32::try_from(STANDS.len()).unwrap_or_default();
    let series = chart.add_series().set_categories((NAME, 3, 0, stands, 0)).set_values((NAME, 3, 2, stands, 2));
    // Blue is named, amber is not, and the darker of two is official.
    let colours = [0x001F_4E9E, 0x008F_B0DE, 0x00A3_6A00, 0x00EB_C36B, 0x00B0_B4BA];
    let points =
        colours.map(|colour| ChartPoint::new().set_format(ChartSolidFill::new().set_color(Color::RGB(colour))));
    series.set_points(&points);
    chart.title().set_name("Rows by how their source stands").set_font(&title());
    chart.set_width(560).set_height(320);
    chart
}

fn title() -> ChartFont {
    let mut font = ChartFont::new();
    font.set_size(12);
    font
}

fn bars(first: u32, last: u32) -> Chart {
    let mut chart = Chart::new(ChartType::Bar);
    let series = chart.add_series().set_categories((NAME, first, 0, last, 0)).set_values((NAME, first, 2, last, 2));
    series.set_gap(40).set_format(ChartSolidFill::new().set_color(Color::RGB(0x001F_4E9E)));
    series.set_data_label(ChartDataLabel::new().show_value());
    chart.title().set_name("Sources by rows").set_font(&title());
    // The bars say their numbers.
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart.legend().set_hidden();
    // The greatest stands at the top.
    chart.y_axis().set_reverse();
    chart.set_width(560).set_height(140 + 22 * (last - first + 1));
    chart
}
