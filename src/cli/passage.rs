//! An item of a batch on its way from record to rows. All items of a batch take a step before the first takes the next.

use std::panic::{self, AssertUnwindSafe};

use sayso::analyzer::{Analysis, Choice, Contradicted};
use sayso::read::Article;
use sayso::read::container::Place;
use sayso::read::fault::{Fault, Reason};
use sayso::read::page::Degraded;

/// An item, with what is to be told of it.
pub struct Passage<'a> {
    /// Where it comes from.
    pub place: Place,
    /// Remarks on how it was read; nothing is lost.
    pub notes: Vec<String>,
    /// Why its page was read as bare text, if it was.
    pub degraded: Option<Degraded>,
    /// How far it has come.
    pub stage: Stage<'a>,
}

/// How far an item has come.
#[allow(clippy::large_enum_variant)] // Nearly every item becomes the largest of them.
pub enum Stage<'a> {
    /// To its end: it is sound, and holds no article.
    Passed,
    /// To its end: there is no record in it.
    Nothing,
    /// To its end: what is wrong with it.
    Fault(Fault),
    /// It is an article.
    Extracted(Article),
    /// Its grammars are chosen.
    Chosen(Article, Choice),
    /// It was read, and is analysed step by step.
    Begun(Analysis<'a>, Option<Contradicted>),
}

impl<'a> Passage<'a> {
    /// An item that has come so far, with nothing to tell of it.
    pub fn new(place: Place, stage: Stage<'a>) -> Self {
        Self { place, notes: Vec::new(), degraded: None, stage }
    }

    /// Takes a step, unless it has come to its end. The analysis does not panic; should it all the same, one article is
    /// lost and not the report of all others.
    pub fn step(&mut self, step: impl FnOnce(&mut Stage<'a>) -> Result<(), Fault>) {
        let Self { stage, .. } = self;
        if let Err(fault) = guarded(|| step(stage)).and_then(|taken| taken) {
            *stage = Stage::Fault(fault);
        }
    }
}

/// Does some work; if it panics, that is a fault.
pub fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    let bug = "the analysis failed on this article, which it never should; please report it as a bug, with the article";
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Fault::new(Reason::Bug, bug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_panics_is_a_fault_of_its_item_alone() {
        let mut passages = [0, 1].map(|_| Passage::new(Place::default(), Stage::Extracted(Article::default())));
        for (number, passage) in passages.iter_mut().enumerate() {
            passage.step(|_| if number == 0 { panic!("a bug") } else { Ok(()) });
        }
        assert!(matches!(&passages[0].stage, Stage::Fault(Fault { reason: Reason::Bug, .. })));
        assert!(matches!(passages[1].stage, Stage::Extracted(_)));
    }
}
