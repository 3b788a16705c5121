//! Pages made to stop a reader: each must come back, with a text that holds what a text must hold.
//!
//! How long the whole program takes for the great ones, and how much memory, is measured in a release build:
//! `cargo test --release --test hostile -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking

mod pages;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::thread::sleep;
use std::time::{Duration, Instant};

use sayso::analyzer::Analyzer;
use sayso::read::decode::{Hints, decode};
use sayso::read::page::{self, Degraded, Limits, Page};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

/// Parts of a page in the tests, and when it is measured.
const SMALL: usize = 400;
const GREAT: usize = 100_000;
/// What a page may take.
const TIME: Duration = Duration::from_secs(2);
const MEMORY: usize = 256 << 20;

/// The page; bytes that are no text are read all the same.
fn read(bytes: &[u8]) -> Page {
    let decoded = decode(bytes, &Hints { html: true, ..Hints::default() }).map(|decoded| decoded.text);
    let text = decoded.unwrap_or_else(|_| String::from_utf8_lossy(bytes).into_owned());
    page::read(&text, Some("https://pier.example/1"), &Limits::default())
}

#[track_caller]
fn assert_sound(name: &str, page: &Page) {
    let text = &page.text;
    assert_ne!(page.degraded, Some(Degraded::Fault), "{name}");
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{name}: a control character");
    assert!(!text.starts_with('\n') && !text.ends_with('\n') && !text.contains("\n\n"), "{name}: an empty line");
    let mut at = 0;
    for region in &page.layout {
        let part = region.span.of(text);
        assert!(!part.is_empty() && region.span.range().start == at, "{name}: {region:?} after {at}");
        at = region.span.range().end + 1;
    }
    assert!(page.layout.is_empty() || at == text.len() + 1, "{name}: the layout ends at {at} of {}", text.len());
}

#[test]
fn every_hostile_page_comes_back_sound() {
    assert!(pages::all().count() >= 120);
    for (name, make) in pages::all() {
        let page = read(&make(SMALL));
        assert_sound(name, &page);
        if page.text.len() < 4000 {
            let spans = ANALYZER.analyze(page.clone().into()).document.blocks.len();
            assert!(spans <= page.text.lines().count(), "{name}");
        }
    }
}

#[test]
fn every_torn_turned_or_mixed_page_comes_back_sound() {
    let turned = (1..60).map(|seed| pages::turned(seed, 2 + 5 * seed as usize));
    let made = pages::torn(100).chain(turned).chain((1..200).map(|seed| pages::soup(seed, 20 + seed as usize)));
    for (number, bytes) in made.enumerate() {
        assert_sound(&format!("{number}: {}", String::from_utf8_lossy(&bytes)), &read(&bytes));
    }
}

#[test]
fn the_article_is_found_beside_what_is_only_much() {
    for (name, make) in pages::FLOODS.iter().chain(pages::TEXTS) {
        let page = read(&make(40));
        let found = page.text.contains("The mayor said");
        assert!(found || page.text.is_empty(), "{name}: {:.200}", page.text);
    }
}

#[test]
fn a_page_past_a_limit_is_stripped_and_says_so() {
    let limits = Limits { bytes: 4000, depth: 40, attributes: 30, elements: 200, work: 6000 };
    let degraded = |html: &str| {
        let page = page::read(&(html.to_owned() + pages::ARTICLE), None, &limits);
        assert!(
            page.degraded == Some(Degraded::Bytes) || page.text.contains("said the engineer, Ada Voss"),
            "{}",
            page.text
        );
        page.degraded
    };
    assert_eq!(degraded(""), None);
    assert_eq!(degraded(&"<div>".repeat(40)), Some(Degraded::Depth));
    // The parser itself goes no deeper than five elements here.
    assert_eq!(degraded(&"<a>t<b><ul>".repeat(20)), Some(Degraded::Depth));
    assert_eq!(degraded(&format!("<p {}>", "a b ".repeat(16))), Some(Degraded::Attributes));
    assert_eq!(degraded(&"<i></i>".repeat(200)), Some(Degraded::Elements));
    assert_eq!(degraded(&("<div>".repeat(35) + &"<i></i>".repeat(150))), Some(Degraded::Work));
    assert_eq!(degraded(&"a ".repeat(2000)), Some(Degraded::Bytes));
}

#[test]
fn a_flood_of_words_that_are_no_attributes_is_none() {
    let limits = Limits { attributes: 30, ..Limits::default() };
    let words = "a <b c d = e ".repeat(200);
    for html in [
        format!("<script>{words}</script>"),
        format!("<style>{words}</style>"),
        format!("<!--{words}-->"),
        format!("<textarea>{words}</textarea>"),
        format!("<p title='{words}'>"),
        format!("<img src=\"data:{words}\" alt>"),
        "<i a=b c>".repeat(100),
    ] {
        let page = page::read(&(html.clone() + pages::ARTICLE), None, &limits);
        assert_eq!(page.degraded, None, "{html:.60}");
    }
}

#[test]
#[ignore = "measures: run it in a release build, as the head of this file says"]
fn every_great_page_stays_within_its_limits() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&place).unwrap();
    let mut over = Vec::new();
    for (name, make) in pages::all() {
        let path = place.join("page.html");
        let bytes = make(GREAT);
        fs::write(&path, &bytes).unwrap();
        let run = reported(&path);
        let Run { time, memory, articles, told } = &run;
        let megabytes = memory >> 20;
        println!("{name:32} {:>10} bytes {:>5} ms {megabytes:>4} MiB {articles} {told}", bytes.len(), time.as_millis());
        // An article, with as many rows as it may have, or a reason why there is none.
        let sound = *articles == 1 || told.contains("skipped");
        if *time > TIME || *memory > MEMORY || told.contains("panicked") || !sound {
            over.push(format!("{name}: {run:?}"));
        }
    }
    assert!(over.is_empty(), "{over:#?}");
}

/// What the whole program did with a page.
#[derive(Debug)]
struct Run {
    time: Duration,
    memory: usize,
    articles: usize,
    told: String,
}

/// Reports a page with the program itself. Its time is that of its threads, where the system tells it: others may be busy
/// on the machine.
fn reported(path: &Path) -> Run {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["report", "--stats", "--threads", "1", "--lang", "en"])
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut spent, mut memory) = (Duration::ZERO, 0);
    while child.try_wait().unwrap().is_none() {
        spent = spent.max(worked(child.id()));
        memory = memory.max(peak(child.id()));
        sleep(Duration::from_millis(1));
    }
    let time = if spent == Duration::ZERO { start.elapsed() } else { spent };
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).replace('\n', " ");
    let articles = told.split(" articles, ").next().and_then(|before| before.rsplit(' ').next()?.parse().ok());
    Run { time, memory, articles: articles.unwrap_or(0), told: told.chars().take(400).collect() }
}

/// How long the threads of a process have been running, where the system tells.
fn worked(process: u32) -> Duration {
    let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let spent = threads.filter_map(|thread| {
        let status = fs::read_to_string(thread.path().join("schedstat")).ok()?;
        status.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
    });
    spent.sum()
}

/// The most memory that a process had, in bytes, where the system tells.
fn peak(process: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) << 10
}
