//! `sayso explain`: an article in the terminal.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use sayso::write::explain::{self, Look};

use super::input::Input;
use super::notices::Notices;
use super::{ExplainArgs, Stop};

/// Shows the articles of the input, one after the other.
pub fn explain(args: &ExplainArgs, notices: &mut Notices) -> Result<(), Stop> {
    let analyzer = args.knowledge.analyzer(args.given.lang.as_deref())?;
    let stdout = io::stdout().lock();
    let choice = AutoStream::choice(&stdout);
    let look = Look { colour: choice != ColorChoice::Never, isolate: stdout.is_terminal() };
    // Where the terminal knows no escape sequences, the stream turns them into what it does know.
    let mut out = BufWriter::new(AutoStream::new(stdout, choice));
    let failed = |error| Stop::Output("standard output".to_owned(), error);
    let Some(mut input) = Input::open(&args.input, &args.given, notices) else { return Ok(()) };
    let selection = args.chosen.selection(true);
    let (mut first, mut left_out) = (true, 0);
    while let Some(article) = input.next(notices) {
        if !std::mem::take(&mut first) {
            writeln!(out).map_err(failed)?;
        }
        let analysis = analyzer.analyze(article);
        let findings = analysis.selected(selection);
        left_out += findings.left_out();
        explain::write(&mut out, &findings, look).map_err(failed)?;
    }
    out.flush().map_err(failed)?;
    notices.left_out(left_out, selection.min_confidence);
    Ok(())
}
