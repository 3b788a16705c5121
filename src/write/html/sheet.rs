//! An article while it is written: its attributions with their rows, and the names of places on the page.

use std::hash::BuildHasher;

use maud::Render;
use rustc_hash::FxBuildHasher;

use super::source::{Class, push_key, tabled};
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
}

impl<'a> Sheet<'a> {
    /// The article with its rows.
    pub fn new(findings: &Findings<'a>, rows: &'a [Row<'a>]) -> Self {
        let entries = findings.reported().zip(rows).map(|(found, row)| {
            let sources = found.credit.chain.iter().map(|link| &found.part.resolved.sources[link.source]);
            let mut classes: Vec<Class> = sources.map(|source| Class::of(tabled(source))).collect();
            classes.dedup();
            Attributed { found, row, classes }
        });
        Self { key: key(findings), text: findings.main.view.text(), entries: entries.collect() }
    }

    /// The name of the note of an attribution.
    pub fn note_id(&self, touch: &Touch, passage: usize) -> Id<'_> {
        self.id('n', touch, passage)
    }

    /// The name of the place in the text that links to that note.
    pub fn anchor_id(&self, touch: &Touch, passage: usize) -> Id<'_> {
        self.id('k', touch, passage)
    }

    /// The name of a passage.
    pub fn passage_id(&self, passage: usize) -> Id<'_> {
        Id { of: 'b', key: &self.key, numbers: [Some(passage), None] }
    }

    fn id(&self, of: char, touch: &Touch, passage: usize) -> Id<'_> {
        Id { of, key: &self.key, numbers: [Some(touch.row + 1), (!touch.cued).then_some(passage)] }
    }
}

/// The name of a place on a page.
pub struct Id<'s> {
    of: char,
    key: &'s str,
    numbers: [Option<usize>; 2],
}

impl Render for Id<'_> {
    fn render_to(&self, out: &mut String) {
        out.push(self.of);
        out.push_str(self.key);
        for number in self.numbers.iter().flatten() {
            out.push('-');
            number.render_to(out);
        }
    }
}

impl Attributed<'_> {
    /// Adds the classes of its sources, each after a space.
    pub fn push_sources(&self, out: &mut String) {
        for class in &self.classes {
            out.push(' ');
            class.render_to(out);
        }
    }
}

/// A name for the article's place on a page, made of its id and of where it came from.
fn key(findings: &Findings<'_>) -> String {
    let document = findings.main.view.document;
    let place = document.place.as_ref().map(|place| (&place.path, place.record, place.offset));
    let mut key = String::with_capacity(10);
    push_key(FxBuildHasher.hash_one((&document.id, place)) >> 24, &mut key);
    key
}
