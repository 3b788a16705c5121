//! Walking a grammar file: every value keeps its place, every fault is noted and the walk goes on.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::error::{Problem, did_you_mean};

/// A grammar file under inspection.
pub(super) struct File<'a> {
    /// The name that messages print.
    pub path: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// What is wrong so far.
    pub problems: Vec<Problem>,
}

/// A table of the file with the place of its header, its entries in the order of the file.
#[derive(Clone)]
pub(super) struct Table<'a> {
    /// Where it begins.
    pub place: Range<usize>,
    entries: Vec<(&'a Spanned<DeString<'a>>, &'a Spanned<DeValue<'a>>)>,
}

/// A parsed file, which tables and strings are parts of.
pub(super) type Document<'a> = Spanned<DeTable<'a>>;

/// A string of the file with the place of its first character inside the quotes.
#[derive(Clone, Debug)]
pub(super) struct Text<'a> {
    /// What it says.
    pub text: Cow<'a, str>,
    /// Where it stands, quotes left out.
    pub place: Range<usize>,
}

impl<'a> File<'a> {
    /// Opens a file: syntax errors are noted, what can be read is returned.
    pub fn open(path: &'a str, text: &'a str) -> (Self, Document<'a>) {
        let mut file = Self { path, text, problems: Vec::new() };
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let place = error.span().unwrap_or(0..0);
            file.fault(place, error.message().to_owned());
        }
        (file, table)
    }

    /// Notes a fault.
    pub fn fault(&mut self, place: Range<usize>, message: impl Into<String>) {
        self.problems.push(Problem::at(self.path, self.text, place.start, place.end, message));
    }

    /// Notes that a name is not among the known ones, with the nearest of them.
    pub fn unknown<'k>(
        &mut self,
        place: Range<usize>,
        what: &str,
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let known: Vec<&str> = known.into_iter().collect();
        let hint = match did_you_mean(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "none is defined".to_owned(),
            None => format!("there are: {}", known.join(", ")),
        };
        self.fault(place, format!("no {what} `{name}`; {hint}"));
    }

    /// Notes every key of a table that is not among `keys`.
    pub fn only(&mut self, table: &Table<'_>, keys: &[&str]) {
        for (key, _) in &table.entries {
            if !keys.contains(&key.get_ref().as_ref()) {
                self.unknown(key.span(), "key", key.get_ref(), keys.iter().copied());
            }
        }
    }

    /// A value as a table; `None` with a note where it is none.
    pub fn table(&mut self, value: &'a Spanned<DeValue<'a>>) -> Option<Table<'a>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Table::from(value.span(), table)),
            other => {
                self.fault(value.span(), format!("expected a table, found {}", other.type_str()));
                None
            }
        }
    }

    /// The tables of `[[key]]`, in order.
    pub fn tables(&mut self, table: &Table<'a>, key: &str) -> Vec<Table<'a>> {
        match table.get(key).map(|value| (value.span(), value.get_ref())) {
            None => Vec::new(),
            Some((_, DeValue::Array(items))) => items.iter().filter_map(|item| self.table(item)).collect(),
            Some((place, _)) => {
                self.fault(place, format!("expected `[[{key}]]`, a list of tables"));
                Vec::new()
            }
        }
    }

    /// The tables of `[key.NAME]`, with their names.
    pub fn named_tables(&mut self, table: &Table<'a>, key: &str) -> Vec<(Text<'a>, Table<'a>)> {
        let Some(value) = table.get(key) else { return Vec::new() };
        let Some(inner) = self.table(value) else { return Vec::new() };
        inner.entries.iter().filter_map(|(name, value)| Some((text_of_key(name), self.table(value)?))).collect()
    }

    /// All entries of `[key]` that are strings.
    pub fn strings(&mut self, table: &Table<'a>) -> Vec<(Text<'a>, Text<'a>)> {
        table.entries.iter().filter_map(|(key, value)| Some((text_of_key(key), self.string(value)?))).collect()
    }

    /// A string that must be there.
    pub fn required(&mut self, table: &Table<'a>, key: &str) -> Option<Text<'a>> {
        match table.get(key) {
            Some(value) => self.string(value),
            None => {
                self.fault(table.place.clone(), format!("`{key}` is missing"));
                None
            }
        }
    }

    /// A string that may be there.
    pub fn optional(&mut self, table: &Table<'a>, key: &str) -> Option<Text<'a>> {
        table.get(key).and_then(|value| self.string(value))
    }

    /// A string or a list of strings; empty where the key is missing.
    pub fn list(&mut self, table: &Table<'a>, key: &str) -> Vec<Text<'a>> {
        match table.get(key).map(Spanned::get_ref) {
            Some(DeValue::Array(items)) => items.iter().filter_map(|item| self.string(item)).collect(),
            Some(_) => self.optional(table, key).into_iter().collect(),
            None => Vec::new(),
        }
    }

    /// A number between 0 and 1 that may be there.
    pub fn share(&mut self, table: &Table<'a>, key: &str) -> Option<f64> {
        let value = table.get(key)?;
        let number = value.get_ref().as_float().and_then(|float| float.as_str().parse().ok());
        match number {
            Some(share) if (0.0..=1.0).contains(&share) => Some(share),
            _ => {
                self.fault(value.span(), format!("`{key}` must be a number between 0.0 and 1.0"));
                None
            }
        }
    }

    /// Whether a key is there and true.
    pub fn flag(&mut self, table: &Table<'a>, key: &str) -> bool {
        let Some(value) = table.get(key) else { return false };
        match value.get_ref() {
            DeValue::Boolean(flag) => *flag,
            other => {
                self.fault(value.span(), format!("expected true or false, found {}", other.type_str()));
                false
            }
        }
    }

    fn string(&mut self, value: &'a Spanned<DeValue<'a>>) -> Option<Text<'a>> {
        match value.get_ref() {
            DeValue::String(text) => {
                let quotes = self.text.get(value.span()).map_or(1, |raw| if raw.starts_with("\"\"\"") { 3 } else { 1 });
                let span = value.span();
                let place = span.start + quotes..span.end.saturating_sub(quotes).max(span.start + quotes);
                Some(Text { text: Cow::Borrowed(text), place })
            }
            other => {
                self.fault(value.span(), format!("expected a string, found {}", other.type_str()));
                None
            }
        }
    }
}

impl<'a> Table<'a> {
    /// The table that a file is.
    pub fn root(document: &'a Document<'a>) -> Self {
        Self::from(document.span(), document.get_ref())
    }

    fn from(place: Range<usize>, table: &'a DeTable<'a>) -> Self {
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        Self { place, entries }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.entries.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| *value)
    }

    /// The entries in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (Text<'a>, &'a Spanned<DeValue<'a>>)> {
        self.entries.iter().map(|(key, value)| (text_of_key(key), *value))
    }
}

impl Text<'_> {
    /// The words of the string with their places; `_` inside a word stands for a space.
    pub fn words(&self) -> impl Iterator<Item = (Cow<'_, str>, Range<usize>)> {
        self.text.split_whitespace().map(|word| {
            let start = self.place.start + (word.as_ptr() as usize - self.text.as_ptr() as usize);
            let spaced = if word.contains('_') { word.replace('_', " ").into() } else { word.into() };
            (spaced, start..start + word.len())
        })
    }
}

fn text_of_key<'a>(key: &'a Spanned<DeString<'a>>) -> Text<'a> {
    Text { text: Cow::Borrowed(key.get_ref()), place: key.span() }
}
