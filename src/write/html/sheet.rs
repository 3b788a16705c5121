//! An article while it is written: its attributions with their rows, and the names of places on the page.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::source::{Class, tabled};
use super::text::Touch;
use crate::report::{Findings, Reported, Row};

/// An article while it is written.
pub struct Sheet<'a> {
    /// The name of its place on a page.
    pub key: String,
    /// The text.
    pub text: &'a str,
    /// Its attributions.
    pub entries: Vec<Attributed<'a>>,
}

/// An attribution with its row.
pub struct Attributed<'a> {
    /// What was found.
    pub found: Reported<'a>,
    /// How the table has it.
    pub row: &'a Row<'a>,
    /// The classes of its sources.
    pub classes: Vec<Class>,
    /// The same as a page writes them, each after a space.
    pub sources: String,
}

impl<'a> Sheet<'a> {
    /// The article with its rows.
    pub fn new(findings: &Findings<'a>, rows: &'a [Row<'a>]) -> Self {
        let entries = findings.reported().zip(rows).map(|(found, row)| {
            let sources = found.credit.chain.iter().map(|link| &found.part.resolved.sources[link.source]);
            let mut classes: Vec<Class> = sources.map(|source| Class::of(tabled(source))).collect();
            classes.dedup();
            let sources = classes.iter().map(|class| format!(" {}", class.name())).collect();
            Attributed { found, row, classes, sources }
        });
        Self { key: key(findings), text: findings.main.view.text(), entries: entries.collect() }
    }

    /// The name of the note of an attribution.
    pub fn note_id(&self, touch: &Touch, passage: usize) -> String {
        self.id('n', touch, passage)
    }

    /// The name of the place in the text that links to that note.
    pub fn anchor_id(&self, touch: &Touch, passage: usize) -> String {
        self.id('k', touch, passage)
    }

    /// The name of a passage.
    pub fn passage_id(&self, passage: usize) -> String {
        format!("b{}-{passage}", self.key)
    }

    fn id(&self, of: char, touch: &Touch, passage: usize) -> String {
        let number = touch.row + 1;
        if touch.cued { format!("{of}{}-{number}", self.key) } else { format!("{of}{}-{number}-{passage}", self.key) }
    }
}

/// A name for the article's place on a page, made of its id and of where it came from.
fn key(findings: &Findings<'_>) -> String {
    let document = findings.main.view.document;
    let place = document.place.as_ref().map(|place| (&place.path, place.record, place.offset));
    format!("{:010x}", FxBuildHasher.hash_one((&document.id, place)) >> 24)
}
