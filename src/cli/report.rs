//! `sayso report`: all inputs, one report.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hasher};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use clap::Args;
use rustc_hash::{FxBuildHasher, FxHasher};
use sayso::report::summary::Parties;

use super::batch::Batches;
use super::inputs::{Given, Input, Reading};
use super::knowledge::Knowledge;
use super::notices::Notices;
use super::output::{Format, Output, Target};
use super::progress::Progress;
use super::spare::Spare;
use super::work::{Done, Worker};
use super::{Chosen, Stop, crew, knowledge};

/// What `sayso report` can be told.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Text files, web pages, JSON Lines, CSV tables, WARC files, any of them packed with gzip, and directories of them;
    /// `-` is standard input
    #[arg(required_unless_present = "paths_from", value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    target: Target,
    #[command(flatten)]
    chosen: Chosen,
    #[command(flatten)]
    knowledge: Knowledge,
    /// A table of parties, CSV with the columns `source` and `party`: how evenly they are heard is told in corpus.csv
    #[arg(long, value_name = "FILE", requires = "output")]
    parties: Option<PathBuf>,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    reading: Reading,
    /// How many threads work [default: as many as there are cores]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
    /// How many seconds it may take to read an article
    #[arg(long, value_name = "SECONDS", default_value_t = 5.0, value_parser = seconds)]
    max_time: f64,
    /// Tell at the end what was done, on a terminal or not
    #[arg(long)]
    stats: bool,
}

fn seconds(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|seconds| (0.001..=1e6).contains(seconds));
    number.ok_or_else(|| "expected a number of seconds, such as 5".to_owned())
}

/// Texts of so few bytes are done before another thread has begun.
const SMALL: u64 = 64 << 10;

/// Writes the report of all inputs in their order.
pub fn report(args: &ReportArgs, notices: &mut Notices) -> Result<(), Stop> {
    // Taking all that is known apart at the end would take a twentieth of the start-up; the process gives it back at once.
    let analyzer = ManuallyDrop::new(args.knowledge.analyzer(args.given.lang.as_deref())?);
    let inputs = args.reading.inputs(&args.inputs, notices);
    if args.target.resume && inputs.iter().any(Input::is_stdin) {
        return Err(Stop::Usage("error: standard input cannot be read again; --resume needs files".to_owned()));
    }
    // Opened first: who waits for a long run wants to know at its start that the report has no place.
    let parties = args.parties.as_deref().map(parties).transpose()?;
    let mut output = Output::open(&args.target, &args.knowledge, &run(args, &inputs), parties)?;
    if let Some(errors) = &output.errors {
        notices.listed_in(errors.display().to_string());
    }
    let sizes = inputs.iter().map(Input::size).sum::<Option<u64>>();
    let mut progress = Progress::new(sizes);
    let stop = Arc::new(AtomicBool::new(false));
    if args.target.is_file() {
        heed(&stop);
    }
    let options = args.reading.options();
    let kinds = output.kinds().to_vec();
    let worker = Worker {
        analyzer: &analyzer,
        given: &args.given,
        limits: options.limits,
        time: Duration::from_secs_f64(args.max_time),
        selection: args.chosen.selection(args.target.format() == Format::Csv),
        kinds: &kinds,
        parties: output.parties(),
        spare: Spare::default(),
    };
    let cores = || thread::available_parallelism().map_or(1, usize::from);
    let small = sizes.is_some_and(|bytes| bytes <= SMALL);
    let threads = args.threads.map_or_else(|| if small { 1 } else { cores() }, usize::from);
    let mut seen = Seen::default();
    let batches = Batches::new(&inputs, options, output.position, &stop);
    let finished = crew::run(
        batches,
        threads,
        |batch| worker.work(batch),
        |done: Done| {
            output.write(&done)?;
            done.notices.iter().for_each(|notice| notices.tell(notice));
            seen.look(&done, notices);
            progress.at(done.used, &output.tally, notices);
            worker.spare.give_back(done.parts);
            Ok(())
        },
    );
    progress.end();
    finished?;
    notices.left_out(output.tally.left_out, worker.selection.min_confidence);
    if output.tally.skipped > 0 {
        notices.failed_before();
    }
    if args.stats || progress.is_watched() {
        notices.say(&progress.summary(&output.tally, notices));
    }
    if !stop.load(Ordering::Relaxed) {
        if let Some(note) = output.finish(threads)? {
            notices.say(note);
        }
        return Ok(());
    }
    let articles = output.tally.articles;
    let kept = output.suspend()?;
    Err(Stop::Interrupted(kept.then(|| format!("{articles} articles are reported; go on with --resume"))))
}

/// The user's table of parties.
fn parties(path: &Path) -> Result<Parties, Stop> {
    let (name, text) = knowledge::text_of(path)?;
    Parties::load(&name, &text).map_err(|error| Stop::Usage(error.to_string()))
}

/// The name of a run: its version, its settings that count for the result, its inputs with size and time.
fn run(args: &ReportArgs, inputs: &[Input]) -> String {
    let mut hasher: FxHasher = FxBuildHasher.build_hasher();
    let settings = format!(
        "{:?}",
        (&args.chosen, &args.knowledge, &args.given, &args.reading, &args.target.form(), args.max_time, &args.parties)
    );
    hasher.write(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.write(settings.as_bytes());
    for input in inputs {
        let file = std::fs::metadata(&input.path).ok();
        let time = file.as_ref().and_then(|file| file.modified().ok());
        hasher.write(format!("{:?} {:?} {time:?}", input, file.map(|file| file.len())).as_bytes());
    }
    format!("{:016x}", hasher.finish())
}

/// The first wish to stop ends the run when the records under way are done, the second at once.
fn heed(stop: &Arc<AtomicBool>) {
    let stop = Arc::clone(stop);
    // Without the handler a signal ends the run at once, which --resume copes with too.
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
}

/// Ids that were met so far; beyond so many nobody is told that one comes again, or the memory would grow with the corpus.
const IDS: usize = 100_000;

/// Wrong languages of which the user is told; one who has met so many knows that their inputs are wrong about it.
const TAGS: usize = 20;

/// What was met so far that a reader of the report should know.
#[derive(Default)]
struct Seen {
    ids: HashSet<u64, FxBuildHasher>,
    /// Languages that articles say they are in, and are not.
    languages: HashSet<String>,
}

impl Seen {
    fn look(&mut self, done: &Done, notices: &Notices) {
        for (place, id) in &done.ids {
            if self.ids.len() < IDS && !self.ids.insert(FxBuildHasher.hash_one(id)) {
                notices.note(place, format!("the id `{id}` stands for another article too; rows of both bear it"));
            }
        }
        for (place, contradicted) in &done.contradicted {
            if self.languages.len() < TAGS && self.languages.insert(contradicted.said.clone()) {
                notices.note(place, format!("{contradicted}; --lang TAG reads it otherwise"));
            }
        }
    }
}
