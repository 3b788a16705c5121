//! What a page must know of an article to hold it: its place, its title, its figures, its sources.

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::sheet::{Attributed, Sheet};
use super::shown::cut;
use super::source::{Class, tabled};
use crate::read::layout::BlockRole;
use crate::report::{ArticleRow, Findings, STANDS, stand};

/// Characters of titles and names that lists show.
const TITLE: usize = 200;
const NAME: usize = 80;
/// Characters of a body that stand for a title.
const OPENING: usize = 60;

/// What a page must know of an article to hold it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The name of its place on a page.
    pub key: String,
    /// The headline; where there is none the first words of the body, or the id.
    pub title: String,
    /// The outlet.
    pub outlet: String,
    /// How many attributions it has.
    pub attributions: usize,
    /// How many of them there are of each of [`STANDS`].
    pub stands: [usize; STANDS.len()],
    /// How many sentences its body has.
    pub sentences: usize,
    /// How many of them are credited to nobody.
    pub unattributed: usize,
    /// Its sources, relays among them, in the order in which they are first heard.
    pub sources: Vec<Heard>,
}

/// A source of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// The class of its marks.
    pub class: Class,
    /// The name that tables print.
    pub name: String,
    /// In how many attributions it is a link.
    pub attributions: usize,
}

impl Entry {
    /// What is to be known of an article.
    pub(super) fn new(findings: &Findings<'_>, sheet: &Sheet<'_>, counts: &ArticleRow) -> Self {
        let document = findings.main.view.document;
        let title = match (document.headline.as_str(), opening(findings)) {
            ("", "") => cut(&document.id, TITLE),
            ("", opening) => cut(opening, OPENING),
            (headline, _) => cut(headline, TITLE),
        };
        Self {
            key: sheet.key.clone(),
            title: title.into_owned(),
            outlet: cut(&document.outlet, TITLE).into_owned(),
            attributions: sheet.entries.len(),
            stands: stands(sheet),
            sentences: counts.sentences,
            unattributed: counts.unattributed_sentences,
            sources: heard(sheet),
        }
    }

    /// The share of its sentences without a source; none if it has no sentences.
    pub fn bare(&self) -> Option<f64> {
        (self.sentences > 0).then(|| self.unattributed as f64 / self.sentences as f64)
    }
}

/// The first paragraph of the body.
fn opening<'f>(findings: &Findings<'f>) -> &'f str {
    let view = findings.main.view;
    let body = view.document.blocks.iter().find(|block| block.role == BlockRole::Body);
    body.map_or("", |block| view.slice(block.span))
}

/// How many rows of the article there are of each of [`STANDS`].
fn stands(sheet: &Sheet<'_>) -> [usize; STANDS.len()] {
    let mut stands = [0; STANDS.len()];
    for Attributed { row, .. } in &sheet.entries {
        stands[stand(&row.identification, &row.official)] += 1;
    }
    stands
}

/// The sources of the article, each with the number of its attributions.
fn heard(sheet: &Sheet<'_>) -> Vec<Heard> {
    let mut heard: Vec<Heard> = Vec::new();
    let mut places: FxHashMap<Class, usize> = FxHashMap::default();
    for Attributed { found, classes, .. } in &sheet.entries {
        for class in classes.iter().copied() {
            let place = *places.entry(class).or_insert_with(|| {
                let sources = found.credit.chain.iter().map(|link| &found.part.resolved.sources[link.source]);
                let name = sources.map(tabled).find(|name| Class::of(name) == class).unwrap_or_default();
                heard.push(Heard { class, name: cut(name, NAME).into_owned(), attributions: 0 });
                heard.len() - 1
            });
            heard[place].attributions += 1;
        }
    }
    heard
}
