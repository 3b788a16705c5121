//! What lies on which page, and what the overview shows of single articles: of as many as one looks at.

use rustc_hash::FxHashMap;

use super::book;
use super::entry::Entry;
use super::source::Class;
use crate::report::STANDS;

/// How many articles the overview lists one by one.
const LISTED: usize = 300;
/// How many articles it shows that have the greatest share without a source.
const BARE: usize = 10;
/// Tenths of which the distribution of that share is made.
const TENTHS: usize = 10;

/// What the pages hold.
#[derive(Debug, Default)]
pub struct Contents {
    /// The pages in order.
    pub leaves: Vec<Leaf>,
    /// The first articles with their pages.
    pub articles: Vec<(usize, Entry)>,
    /// How many articles there are.
    pub count: usize,
    /// How many attributions they have.
    pub attributions: usize,
    /// How many of them there are of each of [`STANDS`].
    pub stands: [usize; STANDS.len()],
    /// Articles by the share of their sentences without a source, in tenths: from 0 to below 10 %, and so on; all of it
    /// counts with the last.
    pub tenths: [usize; TENTHS],
    /// The articles with the greatest such share and their pages, the greatest first.
    pub bare: Vec<(usize, Entry)>,
    /// The page and article where a source is first heard.
    pub first: FxHashMap<Class, (usize, String)>,
}

/// A page.
#[derive(Debug)]
pub struct Leaf {
    /// The title of its first article.
    pub first: String,
    /// The title of its last article.
    pub last: String,
    /// How many articles it holds.
    pub articles: usize,
}

impl Contents {
    /// Adds a page; its number.
    pub(super) fn turn(&mut self, entries: &[Entry]) -> usize {
        let number = self.leaves.len() + 1;
        let title = |entry: Option<&Entry>| entry.map(|entry| entry.title.clone()).unwrap_or_default();
        let (first, last) = (title(entries.first()), title(entries.last()));
        self.leaves.push(Leaf { first, last, articles: entries.len() });
        entries.iter().for_each(|entry| self.add(number, entry));
        number
    }

    fn add(&mut self, page: usize, entry: &Entry) {
        self.count += 1;
        self.attributions += entry.attributions;
        self.stands.iter_mut().zip(entry.stands).for_each(|(stand, more)| *stand += more);
        if self.articles.len() < LISTED {
            self.articles.push((page, entry.clone()));
        }
        for source in &entry.sources {
            self.first.entry(source.class).or_insert_with(|| (page, entry.key.clone()));
        }
        let Some(share) = entry.bare() else { return };
        // A share is at least 0 and at most 1.
        self.tenths[((share * TENTHS as f64) as usize).min(TENTHS - 1)] += 1;
        // Of equals, the first stays first.
        let place = self.bare.partition_point(|(_, other)| other.bare() >= Some(share));
        if place < BARE {
            self.bare.insert(place, (page, entry.clone()));
            self.bare.truncate(BARE);
        }
    }

    /// The address of an article.
    pub fn address(page: usize, key: &str) -> String {
        format!("{}#a{key}", book::name(page))
    }
}
