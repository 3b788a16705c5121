//! The work on a batch: its records become articles, the articles are analysed, and what is found becomes bytes.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::{Duration, Instant};

use sayso::analyzer::{Analyzer, Contradicted};
use sayso::read::container::{self, Articles, Item, Limits, Place, Record};
use sayso::read::extract::{Extracted, extract_next};
use sayso::read::fault::{Fault, Reason};
use sayso::report::Selection;
use sayso::report::room::Room;
use sayso::report::summary::Parties;
use serde::Serialize;

use super::batch::{Batch, Position};
use super::inputs::Given;
use super::knowledge;
use super::notices::Notice;
use super::sheet::{self, Kind, Told, Writer};
use super::spare::Spare;
use super::tables::Sums;
use super::tally::Tally;

/// What is needed to work on a batch.
pub struct Worker<'w> {
    /// The grammars.
    pub analyzer: &'w Analyzer,
    /// What the user says about the articles.
    pub given: &'w Given,
    /// How large things may be.
    pub limits: Limits,
    /// How long an article may take to read.
    pub time: Duration,
    /// What makes rows.
    pub selection: Selection,
    /// What is written.
    pub kinds: &'w [Kind],
    /// The user's parties, if there are tables over all articles.
    pub parties: Option<Arc<Parties>>,
    /// Room for what is written.
    pub spare: Spare,
}

/// What came of a batch.
pub struct Done {
    /// The bytes for each file of the report.
    pub parts: Vec<Room>,
    /// What is to be told.
    pub notices: Vec<Notice>,
    /// The ids of the articles, with their places.
    pub ids: Vec<(Place, String)>,
    /// Articles that are in another language than they say, with their places.
    pub contradicted: Vec<(Place, Contradicted)>,
    /// What was counted.
    pub tally: Tally,
    /// What the tables over all articles take of it.
    pub sums: Option<Sums>,
    /// Where the reading stands after the batch.
    pub position: Position,
    /// How many bytes of the inputs were used up to here.
    pub used: u64,
}

/// A line of the list of errors.
#[derive(Serialize)]
struct Skipped<'s> {
    path: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    unit: &'s str,
    #[serde(skip_serializing_if = "is_whole")]
    record: u64,
    #[serde(skip_serializing_if = "is_whole")]
    offset: u64,
    reason: &'s str,
    message: &'s str,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for it
fn is_whole(number: &u64) -> bool {
    *number == 0
}

impl Worker<'_> {
    /// Works on a batch. Whatever is wrong with a record is told, and the others are reported.
    pub fn work(&self, batch: Batch) -> Done {
        let room = || self.spare.take().unwrap_or_else(|| sheet::room(batch.bytes));
        let mut writers: Vec<Writer> = self.kinds.iter().map(|kind| Writer::new(*kind, room())).collect();
        let mut done = Done {
            parts: Vec::new(),
            notices: Vec::new(),
            ids: Vec::new(),
            contradicted: Vec::new(),
            tally: Tally { records: batch.items.len() as u64, ..Tally::default() },
            sums: self.parties.clone().map(Sums::new),
            position: batch.position,
            used: batch.used,
        };
        let lines = container::lines(&batch.items);
        let mut articles = Articles::new(&lines);
        for item in batch.items {
            match item {
                Item::Passed(_) => done.tally.passed += 1,
                Item::Nothing(place) => {
                    done.tally.records -= 1;
                    let note = "there is no article in it, so nothing to report";
                    done.notices.push(Notice::Note(place, note.to_owned()));
                }
                Item::Fault(place, fault) => skip(&mut done, &mut writers, place, fault),
                Item::Record(record) => {
                    let place = record.place.clone();
                    match self.article(record, &mut articles, &mut done, &mut writers) {
                        Ok(()) => {}
                        Err(fault) => skip(&mut done, &mut writers, place, fault),
                    }
                }
            }
        }
        done.parts = writers.into_iter().map(Writer::finish).collect();
        done
    }

    /// Reads, analyses and writes one article. The analysis does not panic; should it all the same, one article is lost
    /// and not the report of all others.
    fn article(
        &self,
        record: Record,
        articles: &mut Articles<'_>,
        done: &mut Done,
        writers: &mut [Writer],
    ) -> Result<(), Fault> {
        let begun = Instant::now();
        let place = record.place.clone();
        let Some(Extracted { article, notes, degraded }) = guarded(|| extract_next(record, &self.limits, articles))??
        else {
            done.tally.passed += 1;
            return Ok(());
        };
        done.notices.extend(notes.into_iter().map(|note| Notice::Note(place.clone(), note)));
        if let Some(degraded) = degraded {
            let message = "the page was read without its structure, so parts of it may be no article";
            error(writers, &place, degraded.code(), message);
            done.notices.push(Notice::Note(place.clone(), format!("{message} ({})", degraded.code())));
        }
        if begun.elapsed() > self.time {
            return Err(timeout(self.time));
        }
        let article = self.given.complete(article);
        let bytes = article.text.len() as u64;
        let choice = guarded(|| knowledge::choice(self.analyzer, &article, self.given.lang.as_deref()))??;
        let (rows, left_out, id) = guarded(|| {
            let analysis = self.analyzer.analyze_as(article, &choice);
            let findings = analysis.selected(self.selection);
            let told = Told::new(&findings);
            writers.iter_mut().for_each(|writer| writer.article(&told));
            done.sums.iter_mut().for_each(|sums| sums.add(told.article(), told.rows()));
            let (rows, left_out) = (findings.count() as u64, findings.left_out());
            (rows, left_out, analysis.document.id)
        })?;
        done.contradicted.extend(choice.contradicted.map(|contradicted| (place.clone(), contradicted)));
        done.ids.push((place, id));
        done.tally += &Tally { articles: 1, rows, left_out, bytes, ..Tally::default() };
        Ok(())
    }
}

fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    let bug = "the analysis failed on this article, which it never should; please report it as a bug, with the article";
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| Fault::new(Reason::Bug, bug))
}

fn timeout(time: Duration) -> Fault {
    let message =
        format!("reading it took longer than {} s; if it is worth the wait, raise --max-time", time.as_secs_f64());
    Fault::new(Reason::Timeout, message)
}

fn skip(done: &mut Done, writers: &mut [Writer], place: Place, fault: Fault) {
    done.tally.skipped += 1;
    error(writers, &place, fault.reason.code(), &fault.message);
    done.notices.push(Notice::Skipped(place, fault));
}

/// Adds a line to the list of errors.
fn error(writers: &mut [Writer], place: &Place, reason: &str, message: &str) {
    let Place { path, unit, record, offset } = place;
    let line = Skipped { path, unit, record: *record, offset: *offset, reason, message };
    writers.iter_mut().for_each(|writer| writer.error(&line));
}
