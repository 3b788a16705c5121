//! `sayso explain`: an article in the terminal.

use std::io::{self, BufWriter, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use sayso::analyzer::Analyzer;
use sayso::read::container::Item;
use sayso::read::extract::extract;
use sayso::write::explain::{self, Look};

use super::knowledge;
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
    let (mut first, mut left_out) = (true, 0);
    let options = args.reading.options();
    for input in args.reading.inputs(std::slice::from_ref(&args.input), notices) {
        let records = match input.open(&options) {
            Ok(records) => records,
            Err(fault) => {
                notices.skipped(&input.place(), &fault);
                continue;
            }
        };
        for item in records {
            if !std::mem::take(&mut first) {
                writeln!(out).map_err(failed)?;
            }
            left_out += shown(&mut out, item, &analyzer, args, look, notices).map_err(failed)?;
        }
    }
    out.flush().map_err(failed)?;
    notices.left_out(left_out, args.chosen.selection(true).min_confidence);
    Ok(())
}

/// Shows an article; the number of its rows that were left out.
fn shown(
    out: &mut impl Write,
    item: Item,
    analyzer: &Analyzer,
    args: &ExplainArgs,
    look: Look,
    notices: &mut Notices,
) -> io::Result<usize> {
    let (place, extracted) = match item {
        Item::Passed(_) => return Ok(0),
        Item::Nothing(place) => {
            notices.note(&place, "there is no article in it");
            return Ok(0);
        }
        Item::Fault(place, fault) => (place, Err(fault)),
        Item::Record(record) => (record.place.clone(), extract(record, &args.reading.options().limits)),
    };
    match extracted {
        Err(fault) => {
            notices.skipped(&place, &fault);
            Ok(0)
        }
        Ok(None) => Ok(0),
        Ok(Some(extracted)) => {
            extracted.notes.iter().for_each(|note| notices.note(&place, note));
            let article = args.given.complete(extracted.article);
            let choice = match knowledge::choice(analyzer, &article, args.given.lang.as_deref()) {
                Ok(choice) => choice,
                Err(fault) => {
                    notices.skipped(&place, &fault);
                    return Ok(0);
                }
            };
            choice.contradicted.iter().for_each(|contradicted| notices.note(&place, contradicted));
            let analysis = analyzer.analyze_as(article, &choice);
            let findings = analysis.selected(args.chosen.selection(true));
            explain::write(out, &findings, look)?;
            Ok(findings.left_out())
        }
    }
}
