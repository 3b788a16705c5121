//! `sayso score`: how far the analysis agrees with articles that were marked by hand.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufWriter, Write};

use sayso::read::container::Place;
use sayso::read::fault::Fault;
use sayso::score::figures::{GROUPS, Share};
use sayso::score::reliability::Reliability;
use sayso::score::{self, Gold, Predicted, Score};

use super::inputs;
use super::knowledge;
use super::notices::Notices;
use super::{ScoreArgs, Stop};

/// Analyses the articles of a gold file and prints the figures. A bad line is named and left out.
pub fn score(args: &ScoreArgs, notices: &mut Notices) -> Result<(), Stop> {
    let analyzer = args.knowledge.analyzer(None)?;
    let place = Place { path: args.gold.to_string_lossy().into(), ..Place::default() };
    let bytes = match fs::read(&args.gold) {
        Ok(bytes) => bytes,
        Err(error) => {
            notices.skipped(&place, &inputs::unreadable(&error));
            return Ok(());
        }
    };
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let lines = bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
    let scored = |line: &[u8]| -> Result<(Gold, Predicted), Fault> {
        let gold = Gold::read(line)?;
        let choice = knowledge::choice(&analyzer, &gold.article, None)?;
        let analysis = analyzer.analyze_as(gold.article.clone(), &choice);
        let predicted = Predicted::of(&analysis.selected(args.chosen.selection(false)));
        Ok((gold, predicted))
    };
    let score = score::score(lines.filter_map(|(at, line)| {
        let place = Place { unit: "line", record: at as u64 + 1, ..place.clone() };
        scored(line).map_err(|fault| notices.skipped(&place, &fault)).ok()
    }));
    let mut out = BufWriter::new(io::stdout().lock());
    let written = print(&mut out, &score, args.errors)
        .and_then(|()| if args.reliability { reliability(&mut out, &score.reliability) } else { Ok(()) })
        .and_then(|()| out.flush());
    written.map_err(|error| Stop::Output("standard output".to_owned(), error))
}

fn print(out: &mut impl Write, score: &Score, errors: bool) -> io::Result<()> {
    let all = score.figures.attribution_soft[0];
    let (marked, predicted) = (all.gold.total, all.predicted.total);
    writeln!(out, "{} articles, {marked} gold and {predicted} predicted attributions\n", score.articles)?;
    write!(out, "{:22}", "")?;
    GROUPS.iter().try_for_each(|group| write!(out, "{group:^21}"))?;
    write!(out, "\n{:22}", "")?;
    GROUPS.iter().try_for_each(|_| write!(out, "{:>6}{:>6}{:>6}   ", "P", "R", "F1"))?;
    writeln!(out)?;
    for (name, tally) in score.figures.tallies() {
        write!(out, "{name:22}")?;
        for one in tally {
            let [p, r, f1] = [one.precision(), one.recall(), one.f1()].map(|figure| 100.0 * figure);
            write!(out, "{p:6.1}{r:6.1}{f1:6.1}   ")?;
        }
        writeln!(out)?;
    }
    for (name, accuracy) in score.figures.accuracies() {
        write!(out, "{name:22}")?;
        accuracy
            .iter()
            .try_for_each(|share| write!(out, "{:6.1} of {:<6}     ", 100.0 * share.value(), share.total))?;
        writeln!(out)?;
    }
    table(out, "pattern/frame", &score.patterns)?;
    table(out, "cue class", &score.classes)?;
    if errors {
        writeln!(out)?;
        score.disagreements.iter().try_for_each(|disagreement| writeln!(out, "{disagreement}"))?;
    }
    Ok(())
}

/// Predictions and how many of them are right, the most frequent first.
fn table(out: &mut impl Write, title: &str, shares: &BTreeMap<String, Share>) -> io::Result<()> {
    let mut rows: Vec<(&String, &Share)> = shares.iter().collect();
    rows.sort_by_key(|(_, share)| std::cmp::Reverse(share.total));
    let width = rows.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default().max(title.len());
    writeln!(out, "\n{title:width$}  predicted  soft P")?;
    let row = |(name, share): (&String, &Share)| {
        writeln!(out, "{name:width$}  {:>9}  {:6.1}", share.total, 100.0 * share.value())
    };
    rows.into_iter().try_for_each(row)
}

/// Shares of fewer predictions are printed as comments.
const FEW: usize = 10;

/// What the rows state of themselves beside what is observed, then the shares in the form of a grammar's `[reliability]`.
fn reliability(out: &mut impl Write, reliability: &Reliability) -> io::Result<()> {
    writeln!(out, "\nconfidence  predicted  stated  observed")?;
    for (at, bin) in reliability.bins.iter().enumerate().filter(|(_, bin)| bin.observed.total > 0) {
        let range = format!("{:.1}-{:.1}", at as f64 / 10.0, (at + 1) as f64 / 10.0);
        let [stated, observed] = [bin.mean(), bin.observed.value()].map(|share| 100.0 * share);
        writeln!(out, "{range:10}  {:>9}  {stated:6.1}  {observed:8.1}", bin.observed.total)?;
    }
    writeln!(out, "mean difference, by predictions: {:.1} points", 100.0 * reliability.calibration_error())?;
    let sections = [
        ("pattern", &reliability.patterns),
        ("frame", &reliability.frames),
        ("cue", &reliability.cues),
        ("sieve", &reliability.sieves),
    ];
    for (name, shares) in sections {
        writeln!(out, "\n[reliability.{name}]")?;
        for (key, share) in shares {
            // What was counted a few times tells nothing yet.
            let few = if share.total < FEW { "# " } else { "" };
            writeln!(out, "{few}\"{key}\" = {:.2} # {} of {}", share.value(), share.hits, share.total)?;
        }
    }
    Ok(())
}
