//! Rows told cell by cell, to whoever writes or keeps them: most are written at once and need not be kept before.

use std::borrow::Cow;

use super::Row;
use super::plain::Look;
use super::room::Room;
use crate::label::{Label, Prepared};

/// Takes the cells of rows, in the order of the columns.
pub trait RowSink<'a> {
    /// Cells that one thing decides: `tell` tells them, unless they are those of the group in the row before.
    fn group(&mut self, group: Group, kept: bool, tell: impl FnOnce(&mut Self));

    /// A cell with a name of the schema, which no table has to quote; the empty one is blank.
    fn label(&mut self, label: &'static Label);

    /// Cells that were prepared, if they were; `tell` tells them one by one.
    fn prepared(&mut self, cells: Option<&Prepared>, tell: impl FnOnce(&mut Self));

    /// So many cells that are blank.
    fn blank<const CELLS: usize>(&mut self);

    /// A cell with any text.
    fn text(&mut self, text: &'a str);

    /// A cell with any text that was looked at.
    fn looked(&mut self, text: &'a str, look: Look);

    /// A cell with a harmless part of a text, which begins at that byte of it.
    fn part(&mut self, part: &'a str, text: &'a str, start: u32);

    /// A cell with a text that was put together for it.
    fn joined(&mut self, text: &str);

    /// A cell that is put together from what no table has to quote, with the comma after it.
    fn harmless(&mut self, write: impl FnOnce(&mut Room));

    /// A cell with a whole number.
    fn count(&mut self, count: Option<u64>);

    /// A cell with a number that has a decimal point.
    fn share(&mut self, share: Option<f64>);

    /// Ends the row.
    fn end(&mut self);
}

/// Cells beside each other that one thing decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The article's id.
    Article,
    /// Where and when it was published, with its headline.
    Published,
    /// Where the sentence stands.
    Sentence,
    /// Who the origin is.
    Origin,
    /// The links between publisher and origin.
    Links,
    /// The sentence itself.
    SentenceText,
    /// Where the article was found.
    Place,
    /// The types of the links.
    LinkTypes,
}

impl Group {
    /// How many there are.
    pub const COUNT: usize = Self::LinkTypes as usize + 1;
}

/// Keeps the cells of a row, to make it of them.
#[derive(Debug, Default)]
pub(super) struct Kept<'a> {
    /// The cells, and whether they are those of a group, which the next row may have too.
    cells: Vec<(Value<'a>, bool)>,
    /// Whether a group is being told.
    grouped: bool,
    /// How many cells of the row were told so far.
    told: usize,
    /// How many cells each group has.
    groups: [usize; Group::COUNT],
    /// Room for a cell that is put together.
    bytes: Room,
}

/// The value of a cell.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Text(Cow<'a, str>),
    Count(Option<u64>),
    Share(Option<f64>),
}

impl Default for Value<'_> {
    fn default() -> Self {
        Self::Text(Cow::Borrowed(""))
    }
}

impl<'a> From<Value<'a>> for Cow<'a, str> {
    fn from(value: Value<'a>) -> Self {
        if let Value::Text(text) = value { text } else { Cow::default() }
    }
}

impl From<Value<'_>> for Option<u64> {
    fn from(value: Value<'_>) -> Self {
        if let Value::Count(count) = value { count } else { None }
    }
}

impl From<Value<'_>> for Option<usize> {
    fn from(value: Value<'_>) -> Self {
        Option::<u64>::from(value).map(|count| count as usize)
    }
}

impl From<Value<'_>> for Option<f64> {
    fn from(value: Value<'_>) -> Self {
        if let Value::Share(share) = value { share } else { None }
    }
}

impl<'a> Kept<'a> {
    /// Takes the row that was told last.
    pub fn row(&mut self) -> Row<'a> {
        let cell = |(cell, grouped): &mut (Value<'a>, bool)| if *grouped { cell.clone() } else { std::mem::take(cell) };
        Row::of(self.cells.iter_mut().map(cell))
    }

    fn take(&mut self, value: Value<'a>) {
        match self.cells.get_mut(self.told) {
            Some(cell) => *cell = (value, self.grouped),
            None => self.cells.push((value, self.grouped)),
        }
        self.told += 1;
    }
}

impl<'a> RowSink<'a> for Kept<'a> {
    fn group(&mut self, group: Group, kept: bool, tell: impl FnOnce(&mut Self)) {
        let begun = self.told;
        if kept {
            self.told += self.groups[group as usize];
        } else {
            self.grouped = true;
            tell(self);
            self.grouped = false;
        }
        self.groups[group as usize] = self.told - begun;
    }

    fn label(&mut self, label: &'static Label) {
        self.text(label.text());
    }

    fn prepared(&mut self, _: Option<&Prepared>, tell: impl FnOnce(&mut Self)) {
        tell(self);
    }

    fn blank<const CELLS: usize>(&mut self) {
        (0..CELLS).for_each(|_| self.text(""));
    }

    fn text(&mut self, text: &'a str) {
        self.take(Value::Text(text.into()));
    }

    fn looked(&mut self, text: &'a str, _: Look) {
        self.text(text);
    }

    fn part(&mut self, part: &'a str, _: &'a str, _: u32) {
        self.text(part);
    }

    fn joined(&mut self, text: &str) {
        self.take(Value::Text(text.to_owned().into()));
    }

    fn harmless(&mut self, write: impl FnOnce(&mut Room)) {
        self.bytes.truncate(0);
        write(&mut self.bytes);
        let text = self.bytes.cell().into_owned();
        self.take(Value::Text(text.into()));
    }

    fn count(&mut self, count: Option<u64>) {
        self.take(Value::Count(count));
    }

    fn share(&mut self, share: Option<f64>) {
        self.take(Value::Share(share));
    }

    fn end(&mut self) {
        self.told = 0;
    }
}
