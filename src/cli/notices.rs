//! What is told on standard error, and whether any of it means that an input was lost.

use std::fmt::Display;
use std::io::{self, Write};

/// Tells on standard error what the report does not show.
#[derive(Debug, Default)]
pub struct Notices {
    failed: bool,
}

impl Notices {
    /// An input, or a line of one, was skipped.
    pub fn skipped(&mut self, place: &str, what: impl Display) {
        self.failed = true;
        self.say(&format!("error: {place}: {what}"));
    }

    /// Something that the user may want to know; nothing is lost.
    pub fn note(&self, place: &str, what: impl Display) {
        self.say(&format!("note: {place}: {what}"));
    }

    /// How many rows the least confidence left out, if any.
    pub fn left_out(&self, rows: usize, least: f64) {
        if rows > 0 {
            let rows = if rows == 1 { "1 row is".to_owned() } else { format!("{rows} rows are") };
            self.say(&format!("note: {rows} left out, with less confidence than {least}"));
        }
    }

    /// A message by itself. One that cannot be shown is no reason to stop, and `eprintln` would panic.
    pub fn say(&self, message: &str) {
        let _ = writeln!(io::stderr().lock(), "{message}");
    }

    /// Whether an input was skipped.
    pub fn failed(&self) -> bool {
        self.failed
    }
}
