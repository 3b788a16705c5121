//! Web pages: the lines that are read of each fixture, and an article that reads the same as a text and as a page.
//!
//! Expectations lie beside the pages; only `SAYSO_UPDATE=1` rewrites them.

#![allow(clippy::unwrap_used)] // a test fails by panicking

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sayso::analyzer::{Analysis, Analyzer};
use sayso::read::Article;
use sayso::read::decode::{Hints, decode};
use sayso::read::layout::BlockRole;
use sayso::read::page::{self, Limits};
use sayso::report::Row;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

fn fixtures(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|found| found == extension)).collect();
    files.sort();
    files
}

/// The lines of a document with their roles.
fn lines<'a>(analysis: &'a Analysis<'_>) -> impl Iterator<Item = (BlockRole, &'a str)> {
    analysis.document.blocks.iter().map(|block| (block.role, block.span.of(&analysis.document.text)))
}

/// Everything that is read of a page, to be compared by eye.
fn shown(bytes: &[u8]) -> String {
    let decoded = decode(bytes, &Hints { html: true, ..Hints::default() }).unwrap();
    let page = page::read(&decoded.text, None, &Limits::default());
    let known = [
        ("encoding", Some(format!("{} ({})", decoded.encoding, decoded.origin.code()))),
        ("headline", page.headline.clone()),
        ("authors", Some(page.authors.join("; ")).filter(|authors| !authors.is_empty())),
        ("outlet", page.outlet.clone()),
        ("published", page.published.clone()),
        ("modified", page.modified.clone()),
        ("language", page.language.clone()),
        ("url", page.url.clone()),
        ("degraded", page.degraded.map(|degraded| degraded.code().to_owned())),
    ];
    let mut shown: String =
        known.into_iter().filter_map(|(name, value)| Some(format!("{name}: {}\n", value?))).collect();
    shown.push('\n');
    let analysis = ANALYZER.analyze(page.into());
    shown.extend(lines(&analysis).map(|(role, line)| format!("{role:?}: {line}\n")));
    shown
}

#[test]
fn the_lines_read_of_the_page_fixtures_are_current() {
    let update = std::env::var_os("SAYSO_UPDATE").is_some_and(|value| value == "1");
    let pages = fixtures("pages", "html");
    assert!(pages.len() >= 13, "only {} pages", pages.len());
    let mut stale = Vec::new();
    for page in pages {
        let found = shown(&fs::read(&page).unwrap());
        let expected = page.with_extension("txt");
        if update {
            fs::write(&expected, &found).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != found {
            stale.push(expected);
        }
    }
    assert!(stale.is_empty(), "not current: {stale:?}; look at what changed, then run with SAYSO_UPDATE=1");
}

/// What surrounds an article on a page.
const TOP: &str = "<div id=cookies role=dialog aria-modal=true><p>We use cookies, the editors said, and so do others.</p></div>\
    <nav><ul><li><a href=/a>Local</a><li><a href=/b>Sport</a></ul></nav>";
const END: &str = "<div class=related><h3>Related</h3><ul><li><a href=/c>Mayor said no</a><li><a href=/d>Mayor said yes</a></ul></div>\
    <section id=comments class=comments><p>My aunt said it was so, and she, who reads it all, should know, she said.</p></section>\
    <footer><p>All rights are ours, the lawyers said, and nobody else's, in any form, at any time.</p></footer>";

/// The page of an article whose lines are known.
fn page_of(analysis: &Analysis<'_>) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let title = lines(analysis).find(|(role, _)| *role == BlockRole::Headline).map_or("", |(_, line)| line);
    let body: String = lines(analysis)
        .map(|(role, line)| {
            let line = escaped(line);
            match role {
                BlockRole::Headline => format!("<h1>{line}</h1>\n"),
                BlockRole::Subheading => format!("<h2>{line}</h2>\n"),
                BlockRole::Caption => format!("<figure><img src=a.jpg><figcaption>{line}</figcaption></figure>\n"),
                BlockRole::Byline => format!("<p class=byline>{line}</p>\n"),
                BlockRole::Furniture => format!("<div class=share-bar><a href=/e>{line}</a></div>\n"),
                BlockRole::Body | BlockRole::Footer | BlockRole::Foreign => format!("<p>{line}</p>\n"),
            }
        })
        .collect();
    let title = escaped(title);
    format!(
        "<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>{TOP}<main><article>\n{body}\
         </article>{END}</main></body></html>"
    )
}

/// The lines that belong to the article.
fn own_lines(analysis: &Analysis<'_>) -> Vec<String> {
    let own = lines(analysis).filter(|(role, _)| *role != BlockRole::Furniture);
    own.map(|(role, line)| format!("{role:?}: {}", line.split_whitespace().collect::<Vec<_>>().join(" "))).collect()
}

/// The rows of the report, all but where in the text they stand: a page has no empty lines.
fn rows(analysis: &Analysis<'_>) -> Vec<String> {
    let rows = analysis.findings().rows().into_iter();
    let placeless = rows.map(|row| Row {
        content_offsets: Cow::Borrowed(""),
        source_offsets: Cow::Borrowed(""),
        cue_offsets: Cow::Borrowed(""),
        ..row
    });
    placeless.map(|row| format!("{row:?}")).collect()
}

#[test]
fn an_article_reads_the_same_as_a_text_and_as_a_page() {
    let mut differing = Vec::new();
    let mut count = 0;
    for path in ["ar", "en"].into_iter().flat_map(|language| fixtures(language, "txt")) {
        let text = fs::read_to_string(&path).unwrap();
        let text = ANALYZER.analyze(Article { text, ..Article::default() });
        let page = page::read(&page_of(&text), None, &Limits::default());
        let page = ANALYZER.analyze(Article { text: page.text, layout: page.layout, ..Article::default() });
        count += rows(&page).len();
        for (one, other) in [(own_lines(&text), own_lines(&page)), (rows(&text), rows(&page))] {
            let name = path.file_stem().unwrap().to_string_lossy();
            differing.extend(
                one.iter().filter(|line| !other.contains(line)).map(|line| format!("{name}: only in text: {line}")),
            );
            differing.extend(
                other.iter().filter(|line| !one.contains(line)).map(|line| format!("{name}: only in page: {line}")),
            );
        }
    }
    assert!(count > 300, "only {count} rows");
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
#[ignore = "measures: run it in a release build with --nocapture"]
fn pages_a_second() {
    // A page of the size that newspapers have: an article among what surrounds it, a hundred kilobytes.
    let text = fs::read_to_string(fixtures("ar", "txt").first().unwrap()).unwrap();
    let article = page_of(&ANALYZER.analyze(Article { text, ..Article::default() }));
    let list: String = (0..600)
        .map(|i| format!("<li class='item item-{i}'><a href='/n/{i}'><img src='/{i}.jpg'>Title {i}</a></li>"))
        .collect();
    let script = format!("<script>{}</script>", "var a = {b: '<p>c</p>'};".repeat(1500));
    let html = article.replace("</nav>", &format!("</nav>{script}<div class=menu><ul>{list}</ul></div>"));
    let start = std::time::Instant::now();
    let count = 200;
    for _ in 0..count {
        assert_eq!(page::read(&html, None, &Limits::default()).degraded, None);
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("{:.0} pages of {} bytes a second", f64::from(count) / seconds, html.len());
}
