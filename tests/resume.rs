//! A run that is stopped at any moment goes on with `--resume` and ends in the same bytes.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn place(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("resume").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("in")).unwrap();
    path
}

/// What some articles say, each through another chain.
const ECHOES: [&str; 2] = [
    "Ada Voss said the ferry will sail again on Thursday after a week of heavy storms.",
    "Reuters quoted Ada Voss as saying the ferry will sail again on Thursday after a week of heavy storms.",
];

/// The publishers of these: cells that a table guards or mends.
const OUTLETS: [&str; 2] = ["=East", "West\t"];

/// Small files of many folders, made from the fixtures.
fn files(place: &Path, count: usize) {
    let texts: Vec<String> = ["ar", "en"]
        .iter()
        .flat_map(|language| {
            fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language)).unwrap()
        })
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for at in 0..count {
        let folder = place.join("in").join(format!("{:03}", at / 100));
        fs::create_dir_all(&folder).unwrap();
        let json = serde_json::json!({ "id": at.to_string(), "outlet": OUTLETS[at % 2], "date": "2024-03-17", "text": ECHOES[at % 2] });
        // Some are no text, so that the list of errors is put to the test too.
        let (ending, bytes) = match at % 17 {
            3 => ("txt", b"%PDF-1.4".to_vec()),
            5 | 6 => ("jsonl", format!("{json}\n").into_bytes()),
            _ => ("txt", texts[at % texts.len()].clone().into_bytes()),
        };
        fs::write(folder.join(format!("{at:05}.{ending}")), bytes).unwrap();
    }
}

fn begin(place: &Path, out: &str, form: &str, resume: bool) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command
        .arg("report")
        .arg(place.join("in"))
        .args(["--keep-text", "--format", form])
        .arg("-o")
        .arg(format!("{}/", place.join(out).display()));
    command.args(resume.then_some("--resume")).stdin(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The files of a report with its texts.
const FILES: [&str; 14] = [
    "articles-001.html",
    "articles.csv",
    "attributions.csv",
    "corpus.csv",
    "corroboration.csv",
    "csv-metadata.json",
    "datapackage.json",
    "errors.jsonl",
    "relays.csv",
    "report.html",
    "report.xlsx",
    "sources.csv",
    "statements.csv",
    "texts.jsonl",
];

/// All files of a report, hidden ones too.
fn report(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(path).unwrap())).collect()
}

/// Kills a run at random moments, goes on with it each time, and compares the end with an undisturbed run. Returns how
/// often the run was still going on when it was killed.
fn killed_and_resumed(test: &str, form: &str, count: usize, kills: u32) -> u32 {
    let place = place(test);
    files(&place, count);
    let begun = Instant::now();
    assert_eq!(begin(&place, "whole", form, false).wait().unwrap().code(), Some(1));
    let whole = begun.elapsed();
    let mut state = 0x9E37_79B9_u32;
    let mut killed = 0;
    for _ in 0..kills {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        let mut child = begin(&place, "stopped", form, true);
        // So short that the run is seldom over before.
        sleep(whole * (state % 1000) / 1000 / kills);
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert_eq!(begin(&place, "stopped", form, true).wait().unwrap().code(), Some(1));
    let (wanted, found) = (report(&place.join("whole")), report(&place.join("stopped")));
    assert!(found == wanted, "the report of the stopped run differs");
    if form != "csv" {
        return killed;
    }
    // Pages are bound anew from what is left of the stopped run; there may be more of them.
    let names = wanted.keys().filter(|name| !name.starts_with("articles-") || *name == "articles-001.html");
    assert_eq!(names.collect::<Vec<_>>(), FILES);
    assert!(wanted["corroboration.csv"].len() > 1000, "nothing was marked, so the last pass was not put to the test");
    killed
}

#[test]
fn a_run_that_was_killed_ends_in_the_same_bytes() {
    killed_and_resumed("few", "csv", 400, 3);
}

#[test]
fn a_run_in_the_form_of_another_tool_that_was_killed_ends_in_the_same_bytes() {
    for form in ["w3c", "brat"] {
        killed_and_resumed(form, form, 200, 2);
    }
}

/// `cargo test --release --test resume -- --ignored --nocapture`
#[test]
#[ignore = "takes long: 20,000 files, ten kills"]
fn a_long_run_that_was_killed_ten_times_ends_in_the_same_bytes() {
    println!("killed {} times while it ran", killed_and_resumed("many", "csv", 20_000, 10));
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_says_how_to_go_on() {
    let place = place("interrupted");
    files(&place, 3000);
    let child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .arg("report")
        .arg(place.join("in"))
        .arg("-o")
        .arg(place.join("out.csv"))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The run has begun when its file is there.
    while !place.join(".out.csv.part").exists() {
        sleep(Duration::from_millis(1));
    }
    sleep(Duration::from_millis(100));
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{told}");
    assert!(told.contains("go on with --resume"), "{told}");
    assert!(!place.join("out.csv").exists() && place.join(".out.csv.part").exists());
}

#[test]
fn another_run_is_not_gone_on_with() {
    let place = place("another");
    files(&place, 2);
    let head = r#"{"run":"0"}"#;
    let entry = r#"{"position":{"input":1,"records":0},"lengths":[1,1,1,1,1],"complete":false,"tally":{"records":0,"articles":0,"passed":0,"skipped":0,"rows":0,"left_out":0,"bytes":0}}"#;
    fs::create_dir_all(place.join("out")).unwrap();
    fs::write(place.join("out/.attributions.csv.journal"), format!("{head}\n{entry}\n")).unwrap();
    assert_eq!(begin(&place, "out", "csv", true).wait().unwrap().code(), Some(2));
    // Without --resume a new run begins, and the journal goes.
    assert_eq!(begin(&place, "out", "csv", false).wait().unwrap().code(), Some(0));
    assert_eq!(report(&place.join("out")).len(), FILES.len());
}
