//! Pages made to stop a reader: each must come back, with a text that holds what a text must hold.
//!
//! How long the great ones take, and how much memory, is measured in a release build, a process each:
//! `cargo test --release --test hostile -- --ignored --nocapture`.

#![allow(clippy::unwrap_used, clippy::panic)] // a test fails by panicking

mod pages;

use std::process::Command;
use std::sync::LazyLock;
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
    let program = std::env::current_exe().unwrap();
    let mut over = Vec::new();
    for (name, make) in pages::all() {
        let child = Command::new(&program)
            .args(["--ignored", "--exact", "one_great_page", "--nocapture"])
            .env("HOSTILE", name)
            .output();
        let output = String::from_utf8(child.unwrap().stdout).unwrap();
        let line = output.lines().find(|line| line.starts_with("read ")).unwrap_or("read died");
        let figures: Vec<u64> = line.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        println!("{name:32} {:>10} bytes {line}", make(GREAT).len());
        match figures[..] {
            [time, memory, ..] if u128::from(time) <= TIME.as_millis() && memory as usize <= MEMORY >> 20 => {}
            _ => over.push(format!("{name}: {line}")),
        }
    }
    assert!(over.is_empty(), "{over:#?}");
}

#[test]
#[ignore = "one page of the measurement above"]
fn one_great_page() {
    let Ok(wanted) = std::env::var("HOSTILE") else { return };
    let (_, make) = pages::all().find(|(name, _)| *name == wanted).unwrap();
    let bytes = make(GREAT);
    let (start, before) = (Instant::now(), spent());
    let page = read(&bytes);
    // The time of this thread, where the system tells it: others may be busy on the machine.
    let time = spent().zip(before).map_or_else(|| start.elapsed(), |(after, before)| after - before).as_millis();
    let degraded = page.degraded.map_or("", Degraded::code);
    println!("\nread {time} ms {} MiB {} bytes of text {degraded}", peak() >> 20, page.text.len());
}

/// How long this thread has been running, where the system tells.
fn spent() -> Option<Duration> {
    let status = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The most memory that this process had, where the system tells.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or(0) << 10
}
