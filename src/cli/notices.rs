//! What is told on standard error, and whether any of it means that an input was lost.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::{self, Write};

use indicatif::ProgressBar;
use sayso::read::container::Place;
use sayso::read::fault::{Fault, Reason};

/// How many skipped inputs are named where a file names all of them.
const NAMED: usize = 20;

/// Tells on standard error what the report does not show.
#[derive(Debug, Default)]
pub struct Notices {
    skipped: BTreeMap<Reason, usize>,
    /// The file that names all that is skipped.
    listed_in: Option<String>,
    /// A bar on the terminal that messages must not run into.
    bar: Option<ProgressBar>,
    failed: bool,
}

/// Something to tell.
#[derive(Debug)]
pub enum Notice {
    /// A record was skipped.
    Skipped(Place, Fault),
    /// Something that the user may want to know; nothing is lost.
    Note(Place, String),
}

impl Notices {
    /// From now on a file names all that is skipped.
    pub fn listed_in(&mut self, file: String) {
        self.listed_in = Some(file);
    }

    /// Tells it.
    pub fn tell(&mut self, notice: &Notice) {
        match notice {
            Notice::Skipped(place, fault) => self.skipped(place, fault),
            Notice::Note(place, what) => self.note(place, what),
        }
    }

    /// An input, or a record of one, was skipped.
    pub fn skipped(&mut self, place: &Place, fault: &Fault) {
        let before = self.count();
        *self.skipped.entry(fault.reason).or_default() += 1;
        match &self.listed_in {
            Some(file) if before == NAMED => self.say(&format!("error: more was skipped; {file} names all of it")),
            Some(_) if before > NAMED => {}
            _ => self.say(&format!("error: {place}: {fault}")),
        }
    }

    /// Something that the user may want to know; nothing is lost.
    pub fn note(&self, place: &Place, what: impl Display) {
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
        let say = || {
            let _ = writeln!(io::stderr().lock(), "{message}");
        };
        self.bar.as_ref().map_or_else(say, |bar| bar.suspend(say));
    }

    /// From now on messages make room for a bar and come back to it.
    pub fn beside(&mut self, bar: ProgressBar) {
        self.bar = Some(bar);
    }

    /// Something was skipped in an earlier part of the run.
    pub fn failed_before(&mut self) {
        self.failed = true;
    }

    /// Whether an input was skipped.
    pub fn failed(&self) -> bool {
        self.failed || self.count() > 0
    }

    /// How many inputs were skipped, by reason.
    pub fn reasons(&self) -> impl Iterator<Item = (Reason, usize)> {
        self.skipped.iter().map(|(reason, count)| (*reason, *count))
    }

    fn count(&self) -> usize {
        self.skipped.values().sum()
    }
}
