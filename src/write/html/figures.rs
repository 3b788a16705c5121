//! What the charts of the overview are made of: sources, stances and measures in the numbers that they show.

use maud::Render;

use super::charts::{Bar, Fill};
use super::contents::Contents;
use super::source::{Class, Spoken};
use crate::grammar::terms::SourceType;
use crate::report::STANDS;
use crate::report::summary::{CorpusRow, SourceRow};

/// Everything that is known of all articles together.
#[derive(Clone, Copy)]
pub struct Overview<'a> {
    /// The table of sources.
    pub sources: &'a [SourceRow],
    /// The table of relays.
    pub relays: &'a [crate::report::summary::RelayRow],
    /// The measures.
    pub corpus: &'a [CorpusRow],
    /// What lies on which page.
    pub contents: &'a Contents,
}

/// A share of all rows, and what it is of.
pub struct Share {
    /// What the rows have in common.
    pub meaning: &'static str,
    /// How it is drawn.
    pub fill: Fill,
    /// How many rows.
    pub rows: usize,
}

impl<'a> Overview<'a> {
    /// A measure of all articles, over all rows together.
    pub fn measure(&self, name: &str) -> Option<&'a CorpusRow> {
        self.corpus.iter().find(|row| row.group_by == "all" && row.method == "pooled" && row.metric == name)
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.contents.attributions
    }

    /// Rows by how their origin stands.
    pub fn shares(&self) -> [Share; STANDS.len()] {
        let fills = [Fill::Full, Fill::Second, Fill::Stripes, Fill::SecondStripes, Fill::Empty];
        [0, 1, 2, 3, 4].map(|stand| Share {
            meaning: STANDS[stand],
            fill: fills[stand],
            rows: self.contents.stands[stand],
        })
    }

    /// A bar for each of the sources with the most rows: solid where it is the origin, striped where it passes on.
    pub fn heard(&self, most: usize) -> Vec<Bar> {
        let bar = |source: &SourceRow| Bar {
            address: self.place(source),
            value: format!("{} \u{B7} {}", Spoken(&source.source_type).render().0, source.attributions),
            parts: vec![
                (fill(&source.source_type), source.as_origin as f64),
                (striped(fill(&source.source_type)), source.as_relay as f64),
            ],
            label: name(source).to_owned(),
        };
        self.sources.iter().take(most).map(bar).collect()
    }

    /// A bar for each of the sources with the most rows as an origin, divided by stance.
    pub fn stances(&self, most: usize) -> Vec<Bar> {
        let bar = |source: &&SourceRow| Bar {
            address: self.place(source),
            value: format!("{} / {} / {}", source.supportive, source.neutral, source.doubtful),
            parts: vec![
                (Fill::Full, source.supportive as f64),
                (Fill::Empty, source.neutral as f64),
                (Fill::SecondStripes, source.doubtful as f64),
            ],
            label: name(source).to_owned(),
        };
        self.speakers().iter().take(most).map(bar).collect()
    }

    /// The sources that are an origin, those with the most rows first.
    pub fn speakers(&self) -> Vec<&'a SourceRow> {
        let mut speakers: Vec<&SourceRow> = self.sources.iter().filter(|source| source.as_origin > 0).collect();
        speakers.sort_by_key(|source| std::cmp::Reverse(source.as_origin));
        speakers
    }

    /// Where the source is first heard.
    pub fn place(&self, source: &SourceRow) -> Option<String> {
        let (page, key) = self.contents.first.get(&Class::of(name(source)))?;
        Some(Contents::address(*page, key))
    }
}

/// The name of a source in chains.
pub fn name(source: &SourceRow) -> &str {
    if source.source_name_en.is_empty() { &source.source_name } else { &source.source_name_en }
}

/// Media and what is not named differ from all others.
fn fill(kind: &str) -> Fill {
    match SourceType::named(kind).unwrap_or_default() {
        kind if kind.is_media() || kind.is_unnamed() => Fill::Second,
        _ => Fill::Full,
    }
}

fn striped(fill: Fill) -> Fill {
    if fill == Fill::Second { Fill::SecondStripes } else { Fill::Stripes }
}
