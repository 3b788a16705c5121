//! The figures of `sayso score`: perfect for perfect predictions, and those of the evaluation's own script.

// A test that cannot read its files stops; clippy knows tests by their attribute only, not their functions.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sayso::analyzer::Analyzer;
use sayso::score::errors::Kind;
use sayso::score::figures::GROUPS;
use sayso::score::{Gold, Predicted, Score, score};
use sayso::write::jsonl;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ar/gold.jsonl")
}

fn gold() -> Vec<Gold> {
    let text = fs::read_to_string(fixtures()).unwrap();
    text.lines().map(|line| Gold::read(line.as_bytes()).unwrap()).collect()
}

fn analysed(analyzer: &Analyzer) -> Score {
    score(gold().into_iter().map(|gold| {
        let predicted = Predicted::of(&analyzer.analyze(gold.article.clone()).findings());
        (gold, predicted)
    }))
}

#[test]
fn the_gold_scored_against_itself_is_perfect() {
    let itself = |gold: Gold| {
        let attributions = gold.attributions.clone();
        (gold, Predicted { attributions, ..Predicted::default() })
    };
    let score = score(gold().into_iter().map(itself));
    assert!(score.articles > 5);
    assert_eq!(score.disagreements, []);
    for (name, tally) in score.figures.tallies() {
        assert!(tally[0].gold.total > 50, "{name}");
        assert!(tally.iter().all(|one| one.gold.total == 0 || one.f1() == 1.0), "{name}: {tally:?}");
    }
    for (name, accuracy) in score.figures.accuracies() {
        assert!(accuracy[0].total > 0, "{name}");
        assert!(accuracy.iter().all(|share| share.hits == share.total), "{name}: {accuracy:?}");
    }
}

/// The evaluation's script: beside the repository, or where `SAYSO_SCORER` says.
fn script() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/eval/score.py");
    let path = std::env::var_os("SAYSO_SCORER").map_or(beside, PathBuf::from);
    let python = Command::new("python3").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    (path.is_file() && python.is_ok_and(|status| status.success())).then_some(path)
}

#[test]
fn the_figures_are_those_of_the_script() {
    let Some(script) = script() else {
        eprintln!("skipped: there is no ../shared/eval/score.py, or no python3 to run it");
        return;
    };
    let analyzer = Analyzer::builtin().unwrap();
    let mut report = Vec::new();
    for gold in gold() {
        jsonl::write(&mut report, &analyzer.analyze(gold.article.clone()).findings()).unwrap();
    }
    let predictions = Path::new(env!("CARGO_TARGET_TMPDIR")).join("score-predictions.jsonl");
    fs::write(&predictions, report).unwrap();
    let output = Command::new("python3")
        .arg(script)
        .args([&fixtures(), &predictions])
        .args(["--json", "--resamples", "0"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();

    let score = analysed(&analyzer);
    let same = |name: &str, group: usize, figure: &str, value: f64| {
        let expected = expected[name][GROUPS[group]][figure].as_f64().unwrap();
        assert!((expected - value).abs() < 1e-9, "{name} {} {figure}: {value}, not {expected}", GROUPS[group]);
    };
    for (name, tally) in score.figures.tallies() {
        for (group, one) in tally.iter().enumerate() {
            same(name, group, "p", one.precision());
            same(name, group, "r", one.recall());
            same(name, group, "f1", one.f1());
            same(name, group, "gold", one.gold.total as f64);
            same(name, group, "pred", one.predicted.total as f64);
        }
    }
    for (name, accuracy) in score.figures.accuracies() {
        for (group, share) in accuracy.iter().enumerate() {
            same(name, group, "accuracy", share.value());
            same(name, group, "n", share.total as f64);
        }
    }
}

#[test]
fn the_tables_and_the_disagreements_add_up() {
    let score = analysed(&Analyzer::builtin().unwrap());
    let soft = score.figures.attribution_soft[0];
    for shares in [&score.patterns, &score.classes] {
        assert_eq!(shares.values().map(|share| share.total).sum::<usize>(), soft.predicted.total);
        assert_eq!(shares.values().map(|share| share.hits).sum::<usize>(), soft.predicted.hits);
    }
    let count = |kinds: &[Kind]| score.disagreements.iter().filter(|one| kinds.contains(&one.kind)).count();
    assert!(count(&[Kind::CueNotKnown, Kind::FrameNotKnown, Kind::Source]) <= soft.gold.total - soft.gold.hits);
    assert!(count(&[Kind::False, Kind::Source]) <= soft.predicted.total - soft.predicted.hits);
    let chains = score.figures.chain_given_match[0];
    assert_eq!(count(&[Kind::Chain]), chains.total - chains.hits);
}

/// An invented article of letters: what was marked and what was predicted.
fn kinds(marked: &str, predicted: &str, cues: &[[usize; 2]]) -> Vec<Kind> {
    let line = |attributions: &str| {
        format!(r#"{{"id": "x", "text": "abcdefghij klmnopqrst uvwxyz", "attributions": [{attributions}]}}"#)
    };
    let gold = Gold::read(line(marked).as_bytes()).unwrap();
    let attributions = Gold::read(line(predicted).as_bytes()).unwrap().attributions;
    let score = score([(gold, Predicted { attributions, cues: cues.to_vec(), ..Predicted::default() })]);
    score.disagreements.iter().map(|one| one.kind).collect()
}

#[test]
fn every_disagreement_has_its_kind() {
    let marked = r#"{"source": [[0, 2]], "cue": [[3, 5]], "content": [[11, 21]], "chain": ["Harbour"], "type": "ngo"}"#;
    let edit = |from: &str, to: &str| kinds(marked, &marked.replace(from, to), &[]);
    assert_eq!(edit("", ""), []);
    assert_eq!(kinds(marked, "", &[]), [Kind::CueNotKnown]);
    assert_eq!(kinds(marked, "", &[[3, 5]]), [Kind::FrameNotKnown]);
    assert_eq!(kinds("", marked, &[]), [Kind::False]);
    assert_eq!(edit("[[0, 2]]", "[[5, 7]]"), [Kind::Source]);
    assert_eq!(edit("[[11, 21]]", "[[11, 20]]"), [Kind::Extent]);
    assert_eq!(edit("[[11, 21]]", "[[22, 28]]"), [Kind::Extent]);
    assert_eq!(edit("Harbour", "Station"), [Kind::Chain]);
    assert_eq!(edit("ngo", "company"), [Kind::Type]);
}

#[test]
fn a_line_that_is_no_gold_is_told_with_what_is_wrong() {
    let told = |line: &str| Gold::read(line.as_bytes()).unwrap_err().to_string();
    assert!(told("{").contains("expected one JSON object a line"));
    assert!(told(r#"{"id": "x", "text": "abc"}"#).contains("attributions"));
    let far = r#"{"id": "x", "text": "abc", "attributions": [{"content": [[1, 9]]}]}"#;
    assert!(told(far).contains("[1, 9]"));
}

#[test]
fn the_command_prints_figures_tables_and_errors() {
    let run = |args: &[&str]| {
        let root = env!("CARGO_MANIFEST_DIR");
        Command::new(env!("CARGO_BIN_EXE_sayso")).current_dir(root).args(args).output().unwrap()
    };
    let plain = run(&["score", "fixtures/ar/gold.jsonl"]);
    assert_eq!(plain.status.code(), Some(0));
    let plain = String::from_utf8(plain.stdout).unwrap();
    for line in ["attribution_soft", "relay_given_match", "pattern/frame", "cue class"] {
        assert!(plain.lines().any(|found| found.starts_with(line)), "{line}\n{plain}");
    }
    let errors = run(&["score", "fixtures/ar/gold.jsonl", "--errors"]);
    assert!(String::from_utf8(errors.stdout).unwrap().starts_with(&plain));
    let missing = run(&["score", "no-such-file.jsonl"]);
    assert_eq!((missing.status.code(), missing.stdout.len()), (Some(1), 0));
    assert!(String::from_utf8(missing.stderr).unwrap().contains("no-such-file.jsonl"));
    let bad = run(&["score", "fixtures/ar/sport.txt"]);
    assert_eq!(bad.status.code(), Some(1));
    assert!(String::from_utf8(bad.stderr).unwrap().contains("line 1: "));
}
