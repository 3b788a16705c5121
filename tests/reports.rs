//! The reports of the fixtures are current, and the fixtures' hand-made gold is found.
//!
//! Expectations lie in `reports/`; only `SAYSO_UPDATE=1` rewrites them.

#![allow(clippy::unwrap_used)] // a test fails by panicking

use std::fs;
use std::path::{Path, PathBuf};

use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::write::csv::CsvWriter;

/// The languages with fixtures, and how many of the hand-made attributions are found at least, by cue and by most of the
/// content: floors that only rise.
const LANGUAGES: [(&str, f64); 2] = [("ar", 0.85), ("en", 0.9)];

fn fixtures(language: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect();
    texts.sort();
    texts
}

fn report(analyzer: &Analyzer, path: &Path) -> String {
    let id = path.file_stem().unwrap().to_string_lossy().into_owned();
    let analysis = analyzer.analyze(Article { id, text: fs::read_to_string(path).unwrap(), ..Article::default() });
    let mut out = Vec::new();
    let mut writer = CsvWriter::new(&mut out).unwrap();
    for row in analysis.findings().rows() {
        writer.write(&row).unwrap();
    }
    writer.flush().unwrap();
    drop(writer);
    String::from_utf8(out).unwrap()
}

#[test]
fn the_reports_of_the_fixtures_are_current() {
    let analyzer = Analyzer::builtin().unwrap();
    let update = std::env::var_os("SAYSO_UPDATE").is_some_and(|value| value == "1");
    let mut stale = Vec::new();
    for (language, _) in LANGUAGES {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("reports").join(language);
        let texts = fixtures(language);
        assert!(texts.len() >= 8, "{language}: only {} fixtures", texts.len());
        for text in texts {
            let expected = folder.join(text.file_name().unwrap()).with_extension("csv");
            let found = report(&analyzer, &text);
            if update {
                fs::create_dir_all(&folder).unwrap();
                fs::write(&expected, &found).unwrap();
            } else if fs::read_to_string(&expected).unwrap_or_default() != found {
                stale.push(expected);
            }
        }
    }
    assert!(stale.is_empty(), "not current: {stale:?}; look at what changed, then run with SAYSO_UPDATE=1");
}

#[test]
fn the_hand_made_attributions_of_the_fixtures_are_found() {
    let analyzer = Analyzer::builtin().unwrap();
    for (language, floor) in LANGUAGES {
        let (found, wanted, predicted) = counts(&analyzer, language);
        let recall = found as f64 / wanted as f64;
        assert!(recall >= floor, "{language}: {found} of {wanted} found; at least {floor} of them must be");
        assert!(predicted <= wanted * 11 / 10, "{language}: {predicted} rows for {wanted} attributions: too many");
    }
}

/// How many hand-made attributions are found, how many there are, and how many rows.
fn counts(analyzer: &Analyzer, language: &str) -> (usize, usize, usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language).join("gold.jsonl");
    let (mut found, mut wanted, mut predicted) = (0_usize, 0_usize, 0_usize);
    for line in fs::read_to_string(path).unwrap().lines() {
        let article = sayso::read::container::article(line.as_bytes()).unwrap();
        let records = analyzer.analyze(article).findings().records();
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        predicted += records.len();
        for attribution in value["attributions"].as_array().unwrap() {
            wanted += 1;
            let cue = spans(&attribution["cue"]);
            let content = spans(&attribution["content"]);
            let hit = records.iter().any(|record| {
                let own: Vec<[usize; 2]> = record.content.clone();
                shared(&record.cue, &cue) > 0 && 2 * shared(&own, &content) > length(&content)
            });
            found += usize::from(hit);
        }
    }
    (found, wanted, predicted)
}

fn spans(value: &serde_json::Value) -> Vec<[usize; 2]> {
    let pair = |span: &serde_json::Value| [span[0].as_u64().unwrap() as usize, span[1].as_u64().unwrap() as usize];
    value.as_array().unwrap().iter().map(pair).collect()
}

fn length(spans: &[[usize; 2]]) -> usize {
    spans.iter().map(|[start, end]| end - start).sum()
}

fn shared(a: &[[usize; 2]], b: &[[usize; 2]]) -> usize {
    let overlap = |x: &[usize; 2], y: &[usize; 2]| x[1].min(y[1]).saturating_sub(x[0].max(y[0]));
    a.iter().map(|x| b.iter().map(|y| overlap(x, y)).sum::<usize>()).sum()
}
