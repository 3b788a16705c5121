//! Sources on a page: their names, and the class by which a page can show one of them alone.

use std::hash::BuildHasher;

use maud::{Markup, Render, html};
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use super::shown::{Words, cut};
use crate::fold::Folds;
use crate::resolve::source::Source;

/// Characters of the longest name that is shown whole.
const LONGEST: usize = 160;

/// The class of all marks that have to do with a source. It is made of the name that tables print, so that it is the same in
/// every article, whichever of its spellings that has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Class(u64);

impl Class {
    /// The class of the source with that name.
    pub fn of(name: &str) -> Self {
        Self(FxBuildHasher.hash_one(Folds::all().fold(name)) >> 24)
    }

    /// The class as a page writes it.
    pub fn name(self) -> String {
        self.render().0
    }
}

impl Render for Class {
    fn render_to(&self, out: &mut String) {
        out.push('s');
        push_key(self.0, out);
    }
}

/// Adds a key of ten digits, of base 16.
pub fn push_key(key: u64, out: &mut String) {
    for digit in (0..10).rev() {
        out.push(char::from(b"0123456789abcdef"[(key >> (4 * digit)) as usize % 16]));
    }
}

/// The name by which tables know a source: the English one if there is one.
pub fn tabled(source: &Source) -> &str {
    if source.name_en.is_empty() { &source.name } else { &source.name_en }
}

/// The name of a source in its article, with the English one beside it if it is another.
pub fn named(source: &Source) -> Markup {
    let english = Some(&source.name_en).filter(|name| !name.is_empty() && **name != source.name);
    html! {
        bdi { (Words(&cut(&source.name, LONGEST))) }
        @if let Some(english) = english { " " bdi class="en" { (Words(&cut(english, LONGEST))) } }
    }
}

/// A code of the report as words: `anonymous official`.
pub struct Spoken<'c>(pub &'c str);

impl Render for Spoken<'_> {
    fn render_to(&self, out: &mut String) {
        for (number, word) in self.0.split('_').enumerate() {
            out.push_str(if number > 0 { " " } else { "" });
            word.render_to(out);
        }
    }
}
