//! `sayso report`: all inputs, one report.

use super::input::Input;
use super::notices::Notices;
use super::output::{Found, Output};
use super::{ReportArgs, Stop};

use std::panic::{self, AssertUnwindSafe};

use sayso::analyzer::Analyzer;
use sayso::read::Article;

/// Writes the report of all inputs in their order.
pub fn report(args: &ReportArgs, notices: &mut Notices) -> Result<(), Stop> {
    let analyzer = args.knowledge.analyzer(args.given.lang.as_deref())?;
    // Opened first: who waits for a long run wants to know at its start that the report has no place.
    let mut output = Output::open(args.output.as_deref(), args.format)?;
    for path in &args.inputs {
        let Some(mut input) = Input::open(path, &args.given, notices) else { continue };
        while let Some(article) = input.next(notices) {
            match found(&analyzer, article, &output) {
                Some(found) => output.write(found)?,
                None => notices.skipped(&input.place(), BUG),
            }
        }
    }
    output.finish()
}

const BUG: &str =
    "the analysis failed on this article, which it never should; please report it as a bug, with the article";

/// What is found in an article. The analysis does not panic; should it all the same, one article is lost and not the
/// report of all others.
fn found(analyzer: &Analyzer, article: Article, output: &Output) -> Option<Found> {
    panic::catch_unwind(AssertUnwindSafe(|| output.found(&analyzer.analyze(article)))).ok()
}
