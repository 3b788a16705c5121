//! Tables: a row type and its columns declared together, so that the header cannot part from the cells.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// A row of a table.
pub trait Cells {
    /// What rows of one table have in common, however long what they show lives: the type of those that own it.
    type Table: Cells;

    /// What a row is.
    const ABOUT: &'static str;

    /// The columns in their frozen order.
    const COLUMNS: &'static [Column];

    /// Shows the cells in the order of the columns, as long as `show` goes on; `digits` is only a buffer.
    ///
    /// # Errors
    /// Those of `show`.
    fn each<E>(&self, digits: &mut String, show: impl FnMut(&str) -> Result<(), E>) -> Result<(), E>;
}

/// A table of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name: that of its file, without the ending.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// The columns.
    pub columns: &'static [Column],
}

impl Table {
    /// The table of rows of a type.
    pub const fn of<R: Cells>(name: &'static str) -> Self {
        Self { name, about: R::ABOUT, columns: R::COLUMNS }
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        format!("{}.csv", self.name)
    }
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the header.
    pub name: &'static str,
    /// What it holds, in the words of its documentation.
    pub about: &'static str,
    /// Of which type its cells are.
    pub datatype: Datatype,
    /// Whether no cell of it is blank.
    pub required: bool,
}

/// Of which type the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datatype {
    /// Text; blank is as good as the empty text.
    Text,
    /// A whole number, not negative.
    Count,
    /// A number with a decimal point.
    Number,
}

/// What a cell can hold.
pub trait Cell {
    /// Of which type it is.
    const DATATYPE: Datatype;
    /// Whether there always is a value.
    const REQUIRED: bool = true;

    /// The value as a table shows it, blank where there is none. A number is written to `digits`, which is empty.
    fn show<'c>(&'c self, digits: &'c mut String) -> &'c str;

    /// The same by itself.
    fn cell(&self) -> String {
        self.show(&mut String::new()).to_owned()
    }
}

impl Cell for String {
    const DATATYPE: Datatype = Datatype::Text;
    const REQUIRED: bool = false;

    fn show<'c>(&'c self, _: &'c mut String) -> &'c str {
        self
    }
}

impl Cell for Cow<'_, str> {
    const DATATYPE: Datatype = Datatype::Text;
    const REQUIRED: bool = false;

    #[inline]
    fn show<'c>(&'c self, _: &'c mut String) -> &'c str {
        self
    }
}

impl Cell for usize {
    const DATATYPE: Datatype = Datatype::Count;

    fn show<'c>(&'c self, digits: &'c mut String) -> &'c str {
        digits.push_str(itoa::Buffer::new().format(*self));
        digits
    }
}

impl Cell for u64 {
    const DATATYPE: Datatype = Datatype::Count;

    fn show<'c>(&'c self, digits: &'c mut String) -> &'c str {
        digits.push_str(itoa::Buffer::new().format(*self));
        digits
    }
}

impl Cell for f64 {
    const DATATYPE: Datatype = Datatype::Number;

    fn show<'c>(&'c self, digits: &'c mut String) -> &'c str {
        if let Some((share, length)) = share(*self) {
            digits.extend(share[..length].iter().map(|byte| char::from(*byte)));
            return digits;
        }
        // Unlike `Display`, this keeps the point in 1.0.
        written(digits, format_args!("{self:?}"))
    }
}

/// A small number that has no more than two decimals, as nearly all shares have, with how many of the bytes are printed.
pub fn share(number: f64) -> Option<([u8; 4], usize)> {
    let hundredths = (number * 100.0 + 0.5) as u32;
    if number.is_sign_negative() || hundredths >= 1_000 || f64::from(hundredths) / 100.0 != number {
        return None;
    }
    let [whole, tenth, hundredth] = [100, 10, 1].map(|unit| b'0' + (hundredths / unit % 10) as u8);
    Some(([whole, b'.', tenth, hundredth], 3 + usize::from(hundredth != b'0')))
}

impl<T: Cell> Cell for Option<T> {
    const DATATYPE: Datatype = T::DATATYPE;
    const REQUIRED: bool = false;

    fn show<'c>(&'c self, digits: &'c mut String) -> &'c str {
        self.as_ref().map_or("", |value| value.show(digits))
    }
}

/// A measure of an article, with four decimals: so many of the last of them, so that sums do not depend on their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "f64", into = "f64")]
pub struct Ratio(i64);

/// Units of a whole.
const UNITS: i64 = 10_000;

impl Ratio {
    /// The value, rounded as it is printed.
    pub fn new(value: f64) -> Self {
        Self((value * UNITS as f64).round() as i64)
    }

    /// `part / whole`; none where the whole is nothing.
    pub fn of(part: usize, whole: usize) -> Option<Self> {
        (whole > 0).then(|| Self::new(part as f64 / whole as f64))
    }

    /// A whole number.
    pub(super) fn whole(number: usize) -> Self {
        Self(number as i64 * UNITS)
    }

    /// The rounded value.
    pub fn value(self) -> f64 {
        self.0 as f64 / UNITS as f64
    }

    /// The value in units of its last decimal.
    pub(super) fn units(self) -> i64 {
        self.0
    }

    /// The value of so many units.
    pub(super) fn of_units(units: i64) -> Self {
        Self(units)
    }
}

impl From<f64> for Ratio {
    fn from(value: f64) -> Self {
        Self::new(value)
    }
}

impl From<Ratio> for f64 {
    fn from(ratio: Ratio) -> Self {
        ratio.value()
    }
}

impl Cell for Ratio {
    const DATATYPE: Datatype = Datatype::Number;

    fn show<'c>(&'c self, digits: &'c mut String) -> &'c str {
        if self.0 < 0 {
            digits.push('-');
        }
        let units = self.0.unsigned_abs();
        digits.push_str(itoa::Buffer::new().format(units / UNITS.unsigned_abs()));
        digits.push('.');
        let decimals = units % UNITS.unsigned_abs();
        digits.extend([1000, 100, 10, 1].map(|unit| char::from(b'0' + (decimals / unit % 10) as u8)));
        digits
    }
}

/// A number above or below the line of a measure: whole, or with four decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(f64);

impl Amount {
    /// The value, rounded as it is printed.
    pub fn new(value: f64) -> Self {
        Self(Ratio::new(value).value())
    }

    /// The rounded value.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl Cell for Amount {
    const DATATYPE: Datatype = Datatype::Number;

    fn show<'c>(&'c self, digits: &'c mut String) -> &'c str {
        let decimals = if self.0.fract() == 0.0 { 0 } else { 4 };
        written(digits, format_args!("{:.decimals$}", self.0))
    }
}

/// A measure with what stands above and below its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Fraction {
    pub numerator: f64,
    pub denominator: f64,
}

impl Fraction {
    /// None where the whole is nothing.
    pub fn of(numerator: f64, denominator: f64) -> Option<Self> {
        (denominator != 0.0).then_some(Self { numerator, denominator })
    }

    /// The measure.
    pub fn value(self) -> Ratio {
        Ratio::new(self.numerator / self.denominator)
    }
}

/// A number with a fraction in digits.
fn written<'c>(digits: &'c mut String, number: std::fmt::Arguments<'_>) -> &'c str {
    // A string takes everything.
    let _ = digits.write_fmt(number);
    digits
}

/// Declares the type of a row; its fields are the columns, and what their comments say is what the report says of them. A
/// row that is `told` can be made of its cells.
macro_rules! table {
    ($(#[doc = $about:literal])+ $name:ident $(<$life:lifetime of $long:lifetime>)? {
        $($(#[doc = $says:literal])+ $field:ident: $kind:ty,)*
    }) => {
        $(#[doc = $about])+
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        pub struct $name $(<$life>)? { $($(#[doc = $says])+ pub $field: $kind,)* }

        impl $(<$life>)? $crate::report::Cells for $name $(<$life>)? {
            type Table = $name $(<$long>)?;

            const ABOUT: &'static str = concat!($($about),+).trim_ascii_start();

            const COLUMNS: &'static [$crate::report::Column] = &[$($crate::report::Column {
                name: stringify!($field),
                about: concat!($($says),+).trim_ascii_start(),
                datatype: <$kind as $crate::report::cells::Cell>::DATATYPE,
                required: <$kind as $crate::report::cells::Cell>::REQUIRED,
            },)*];

            fn each<E>(&self, digits: &mut String, mut show: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
                $(
                    digits.clear();
                    show($crate::report::cells::Cell::show(&self.$field, digits))?;
                )*
                Ok(())
            }
        }
    };
    (told $(#[doc = $about:literal])+ $name:ident<$life:lifetime of $long:lifetime> {
        $($(#[doc = $says:literal])+ $field:ident: $kind:ty,)*
    }) => {
        $crate::report::cells::table! {
            $(#[doc = $about])+
            $name<$life of $long> { $($(#[doc = $says])+ $field: $kind,)* }
        }

        impl<$life> $name<$life> {
            /// The row of some cells, which come in the order of the columns.
            pub(super) fn of(mut cells: impl Iterator<Item = $crate::report::sink::Value<$life>>) -> Self {
                Self { $($field: cells.next().unwrap_or_default().into(),)* }
            }
        }
    };
}

pub(super) use table;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{ArticleRow, Row};

    #[test]
    fn ratios_have_four_decimals_and_none_has_an_empty_whole() {
        assert_eq!(Ratio::of(1, 3).cell(), "0.3333");
        assert_eq!(Ratio::of(2, 2).cell(), "1.0000");
        assert_eq!(Ratio::of(0, 0).cell(), "");
        assert_eq!(
            [-0.5, -0.000_01, 12.25, 1e6].map(|value| Ratio::new(value).cell()),
            ["-0.5000", "0.0000", "12.2500", "1000000.0000"]
        );
    }

    #[test]
    fn an_amount_is_whole_or_has_four_decimals() {
        let shown = [3.0, 0.0, 2.817_28, -1.5].map(|value| Amount::new(value).cell());
        assert_eq!(shown, ["3", "0", "2.8173", "-1.5000"]);
    }

    #[test]
    fn a_column_says_what_it_holds() {
        let column = |name: &str| *Row::COLUMNS.iter().find(|column| column.name == name).unwrap();
        let depth = Column {
            name: "relay_depth",
            about: "Number of links before the origin.",
            datatype: Datatype::Count,
            required: false,
        };
        assert_eq!(column("relay_depth"), depth);
        assert_eq!(column("cue").datatype, Datatype::Text);
        let words = ArticleRow::COLUMNS[5];
        assert!(words.required && words.datatype == Datatype::Count, "{words:?}");
        assert_eq!(Row::ABOUT.lines().count(), 1);
    }

    #[test]
    fn plain_numbers_are_shown_as_they_are() {
        assert_eq!([0_usize.cell(), 1.0_f64.cell(), 0.25.cell()], ["0", "1.0", "0.25"]);
        for number in (0..200).map(|hundredths| f64::from(hundredths) / 100.0).chain([-0.0, 0.125, 1e9, f64::MAX]) {
            assert_eq!(number.cell(), format!("{number:?}"));
        }
    }
}
