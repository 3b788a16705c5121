//! The work on a batch: its records become articles, the articles are analysed, and what is found becomes bytes.

use std::mem;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sayso::analyzer::{Analysis, Analyzer, Contradicted};
use sayso::read::container::{self, Articles, Item, Limits, Place};
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
use super::passage::{Passage, Stage, guarded};
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
        let mut passages: Vec<Passage<'_>> =
            batch.items.into_iter().map(|item| self.extracted(item, &mut articles)).collect();
        passages.iter_mut().for_each(|passage| passage.step(|stage| self.chosen(stage)));
        passages.iter_mut().for_each(|passage| passage.step(|stage| self.begun(stage)));
        for step in Analysis::STEPS {
            passages.iter_mut().for_each(|passage| passage.step(|stage| stepped(stage, step)));
        }
        for passage in passages {
            self.report(passage, &mut done, &mut writers);
        }
        done.parts = writers.into_iter().map(Writer::finish).collect();
        done
    }

    /// The article of an item.
    fn extracted(&self, item: Item, articles: &mut Articles<'_>) -> Passage<'_> {
        let record = match item {
            Item::Passed(place) => return Passage::new(place, Stage::Passed),
            Item::Nothing(place) => return Passage::new(place, Stage::Nothing),
            Item::Fault(place, fault) => return Passage::new(place, Stage::Fault(fault)),
            Item::Record(record) => record,
        };
        let (begun, place) = (Instant::now(), record.place.clone());
        match guarded(|| extract_next(record, &self.limits, articles)).and_then(|extracted| extracted) {
            Ok(None) => Passage::new(place, Stage::Passed),
            Err(fault) => Passage::new(place, Stage::Fault(fault)),
            Ok(Some(Extracted { article, notes, degraded })) => {
                let late = begun.elapsed() > self.time;
                let article = || Stage::Extracted(self.given.complete(article));
                let stage = if late { Stage::Fault(timeout(self.time)) } else { article() };
                Passage { place, notes, degraded, stage }
            }
        }
    }

    /// Chooses the grammars of an article.
    fn chosen(&self, stage: &mut Stage<'_>) -> Result<(), Fault> {
        if let Stage::Extracted(article) = stage {
            let choice = knowledge::choice(self.analyzer, article, self.given.lang.as_deref())?;
            *stage = Stage::Chosen(mem::take(article), choice);
        }
        Ok(())
    }

    /// Reads an article with its grammars.
    fn begun<'a>(&'a self, stage: &mut Stage<'a>) -> Result<(), Fault> {
        if let Stage::Chosen(article, choice) = stage {
            let (article, choice) = (mem::take(article), mem::take(choice));
            *stage = Stage::Begun(self.analyzer.begin(article, &choice), choice.contradicted);
        }
        Ok(())
    }

    /// Writes what became of an item.
    fn report(&self, passage: Passage<'_>, done: &mut Done, writers: &mut [Writer]) {
        let Passage { place, notes, degraded, stage } = passage;
        done.notices.extend(notes.into_iter().map(|note| Notice::Note(place.clone(), note)));
        if let Some(degraded) = degraded {
            let message = "the page was read without its structure, so parts of it may be no article";
            error(writers, &place, degraded.code(), message);
            done.notices.push(Notice::Note(place.clone(), format!("{message} ({})", degraded.code())));
        }
        match stage {
            // None stays on its way.
            Stage::Passed | Stage::Extracted(_) | Stage::Chosen(..) => done.tally.passed += 1,
            Stage::Nothing => {
                done.tally.records -= 1;
                let note = "there is no article in it, so nothing to report";
                done.notices.push(Notice::Note(place, note.to_owned()));
            }
            Stage::Fault(fault) => skip(done, writers, place, fault),
            Stage::Begun(analysis, contradicted) => match guarded(|| self.rows(&analysis, done, writers)) {
                Ok(tally) => {
                    done.contradicted.extend(contradicted.map(|contradicted| (place.clone(), contradicted)));
                    done.ids.push((place, analysis.document.id));
                    done.tally += &tally;
                }
                Err(fault) => skip(done, writers, place, fault),
            },
        }
    }

    /// Writes the rows of an article.
    fn rows(&self, analysis: &Analysis<'_>, done: &mut Done, writers: &mut [Writer]) -> Tally {
        let findings = analysis.selected(self.selection);
        let told = Told::new(&findings);
        writers.iter_mut().for_each(|writer| writer.article(&told));
        done.sums.iter_mut().for_each(|sums| sums.add(told.article(), told.rows()));
        let (rows, left_out) = (findings.count() as u64, findings.left_out());
        let bytes = analysis.document.text.len() as u64;
        Tally { articles: 1, rows, left_out, bytes, ..Tally::default() }
    }
}

/// Takes a step of the analysis.
#[allow(clippy::unnecessary_wraps)] // Other steps may fail.
fn stepped<'a>(stage: &mut Stage<'a>, step: fn(&mut Analysis<'a>)) -> Result<(), Fault> {
    if let Stage::Begun(analysis, _) = stage {
        step(analysis);
    }
    Ok(())
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
