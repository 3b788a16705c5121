//! Which rows are reported: nested ones on request, those with too little confidence not, and how that is told.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::{Command, Output};

const NESTED: &str = "fixtures/ar/two-verbs-deep.txt";
const GOLD: &str = "fixtures/ar/gold.jsonl";

fn run(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).output().unwrap()
}

/// Confidence and flags of every row.
fn rows(args: &[&str]) -> Vec<(Option<f64>, String)> {
    let output = run(args);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut reader = csv::Reader::from_reader(&output.stdout[3..]);
    let headers = reader.headers().unwrap().clone();
    let column = |name: &str| headers.iter().position(|header| header == name).unwrap();
    let (confidence, flags) = (column("confidence"), column("flags"));
    reader.records().map(|row| row.unwrap()).map(|row| (row[confidence].parse().ok(), row[flags].to_owned())).collect()
}

#[test]
fn nested_rows_are_added_on_request_and_say_so() {
    let nested = |rows: &[(Option<f64>, String)]| {
        rows.iter().filter(|(_, flags)| flags.split(';').any(|flag| flag == "nested")).count()
    };
    let (plain, all) = (rows(&["report", GOLD]), rows(&["report", "--nested", GOLD]));
    assert_eq!(nested(&plain), 0);
    assert!(nested(&all) > 0 && all.len() == plain.len() + nested(&all), "{} {}", plain.len(), all.len());
}

#[test]
fn rows_with_less_confidence_are_left_out_and_counted() {
    let all = rows(&["report", GOLD]);
    let sure = rows(&["report", "--min-confidence", "0.8", GOLD]);
    let enough = |(confidence, _): &&(Option<f64>, String)| confidence.is_none_or(|confidence| confidence >= 0.8);
    assert_eq!(sure.len(), all.iter().filter(enough).count());
    assert!(!sure.is_empty() && sure.len() < all.len());
    let told = String::from_utf8(run(&["report", "--min-confidence", "0.8", GOLD]).stderr).unwrap();
    let expected = format!("{} rows are left out, with less confidence than 0.8", all.len() - sure.len());
    assert!(told.contains(&expected), "{told}");
}

#[test]
fn a_share_that_is_none_is_refused() {
    for wrong in ["2", "-1", "nan", "much"] {
        let output = run(&["report", "--min-confidence", wrong, NESTED]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn a_row_below_one_half_is_flagged() {
    for (confidence, flags) in rows(&["report", GOLD]) {
        let low = confidence.is_some_and(|confidence| confidence < 0.5);
        assert_eq!(flags.split(';').any(|flag| flag == "low_confidence"), low, "{confidence:?} {flags}");
    }
}

#[test]
fn reliability_is_printed_beside_what_is_stated_and_as_sections_of_a_grammar() {
    let output = String::from_utf8(run(&["score", "--reliability", GOLD]).stdout).unwrap();
    for part in ["confidence  predicted  stated  observed", "mean difference, by predictions:", "[reliability.pattern]"]
    {
        assert!(output.contains(part), "{part}\n{output}");
    }
    let section = output.split("[reliability.sieve]").nth(1).unwrap();
    let shares =
        section.lines().filter(|line| line.starts_with('"')).map(|line| line.split(['=', '#']).nth(1).unwrap().trim());
    let shares: Vec<f64> = shares.map(|share| share.parse().unwrap()).collect();
    assert!(shares.len() > 5 && shares.iter().all(|share| (0.0..=1.0).contains(share)), "{shares:?}");
}
