//! How a long run goes, on a terminal, and what it did at its end.

use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use super::notices::Notices;
use super::tally::Tally;

/// A run that is over so soon shows no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// The progress of a run.
pub struct Progress {
    begun: Instant,
    /// Bytes of all inputs, where that is known.
    total: Option<u64>,
    /// Whether anybody looks.
    watched: bool,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// The progress of a run over so many bytes, shown where standard error is a terminal.
    pub fn new(total: Option<u64>) -> Self {
        Self { begun: Instant::now(), total, watched: io::stderr().is_terminal(), bar: None }
    }

    /// So many bytes of the inputs were used.
    pub fn at(&mut self, used: u64, tally: &Tally, notices: &mut Notices) {
        if !self.watched || self.begun.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let bar = begun(self.total);
            notices.beside(bar.clone());
            bar
        });
        bar.set_position(used);
        bar.set_message(format!("{} articles", HumanCount(tally.articles)));
    }

    /// Takes the bar away.
    pub fn end(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
    }

    /// Whether somebody looks at a terminal.
    pub fn is_watched(&self) -> bool {
        self.watched
    }

    /// What was done, in lines.
    pub fn summary(&self, tally: &Tally, notices: &Notices) -> String {
        let time = self.begun.elapsed();
        let speed = tally.bytes as f64 / 1e6 / time.as_secs_f64().max(1e-6);
        let mut lines = format!(
            "{} articles, {} rows, {} skipped, {} passed over; {:.1} s, {speed:.1} MB/s of text",
            HumanCount(tally.articles),
            HumanCount(tally.rows),
            HumanCount(tally.skipped),
            HumanCount(tally.passed),
            time.as_secs_f64(),
        );
        for (reason, count) in notices.reasons() {
            lines.push_str(&format!("\n{:>10} {}", HumanCount(count as u64), reason.code()));
        }
        lines
    }
}

fn begun(total: Option<u64>) -> ProgressBar {
    let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    let template = if total.is_some() {
        "{bar:30} {percent:>3} %  {msg}  {binary_bytes_per_sec}  {eta} left"
    } else {
        "{spinner} {binary_bytes}  {msg}  {binary_bytes_per_sec}"
    };
    // A template that cannot be read leaves the plain bar.
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
