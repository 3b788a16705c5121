//! The pages for a browser: nothing of an article is ever more than text, every page opens, all agrees with the tables.

// A test fails by panicking; clippy knows tests by their attribute only, not what they share.
#![allow(clippy::unwrap_used, clippy::panic)]

mod strings;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use dom_query::{Document, NodeRef, Selection};
use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::report::summary::Summary;
use sayso::write::html::{self, Book, Overview};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

/// Where pages stay, for a look with a browser.
fn place() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("html");
    fs::create_dir_all(&path).unwrap();
    path
}

/// The pages of articles, the overview last.
fn pages(articles: Vec<Article>) -> Vec<String> {
    let mut summary = Summary::new(Arc::default());
    let mut fragments = Vec::new();
    for article in articles {
        let analysis = ANALYZER.analyze(article);
        let findings = analysis.findings();
        let (rows, counts) = (findings.rows(), findings.article_row());
        html::add(&mut fragments, &findings, &rows, &counts);
        summary.add(&counts, &rows);
    }
    let mut book = Book::new(fragments.as_slice());
    let mut pages = Vec::new();
    while let Some(page) = book.page().unwrap() {
        pages.push(String::from_utf8(page).unwrap());
    }
    let (sources, relays, corpus) = (summary.sources(), summary.relays(), summary.corpus());
    let overview = Overview { sources: &sources, relays: &relays, corpus: &corpus, contents: book.contents() };
    pages.push(overview.page());
    pages
}

fn article(id: &str, text: &str) -> Article {
    Article { id: id.to_owned(), text: text.to_owned(), ..Article::default() }
}

/// An article with a string in every place where a text can stand.
fn hostile(number: usize, string: &str) -> Article {
    let text = format!(
        "{string}\n\nThe minister Mona {string} Harrow said on Monday that {string} the pier was safe.\n\"{string} We stay,\" \
         said {string}.\nReuters quoted Adam {string} as saying that {string} was open.\nوقال الوزير سامر {string} إن {string} الجسر آمن."
    );
    Article {
        id: format!("{number} {string}"),
        text,
        language: Some(string.to_owned()),
        outlet: Some(string.to_owned()),
        published: Some(string.to_owned()),
        headline: Some(format!("{number} {string}")),
        url: Some(string.to_owned()),
        ..Article::default()
    }
}

/// All elements that the pages are made of.
const ELEMENTS: &str = "a article b bdi body caption dd defs details div dl dt footer g h1 h2 h3 head header html label li main \
                        mark meta nav ol option p path pattern rect section select span style summary svg table tbody td text th \
                        thead title tr ul";

/// Whether an address leads nowhere but to the web, to another page of the report or to a place on this one.
fn is_harmless(address: &str) -> bool {
    let page = address.split('#').next().unwrap_or_default();
    let own = page.strip_prefix("articles-").and_then(|rest| rest.strip_suffix(".html"));
    address.starts_with("http://")
        || address.starts_with("https://")
        || matches!(page, "" | "report.html")
        || own.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Everything on a page that is more than text and should not be.
fn faults(page: &str) -> Vec<String> {
    let document = Document::from(page);
    let mut faults = Vec::new();
    let allowed: BTreeSet<&str> = ELEMENTS.split_whitespace().collect();
    for node in document.select("*").nodes() {
        let name = node.node_name().unwrap_or_default().to_string();
        if !allowed.contains(name.as_str()) {
            faults.push(format!("an element <{name}>"));
        }
        for attribute in node.attrs() {
            let (key, value) = (attribute.name.local.to_string(), attribute.value.to_string());
            let forbidden = ["style", "src", "srcdoc", "action", "formaction", "data", "background", "ping"];
            if key.starts_with("on") || forbidden.contains(&key.as_str()) {
                faults.push(format!("<{name} {key}=\"{value}\">"));
            }
            if key == "href" && !is_harmless(&value) {
                faults.push(format!("<{name} href=\"{value}\">"));
            }
        }
    }
    let count = |selector: &str| document.select(selector).length();
    let counts = [("style", 1), ("meta[http-equiv]", 1), ("title:not(svg title)", 1), ("body", 1), ("main", 1)];
    faults.extend(
        counts
            .iter()
            .filter(|(selector, wanted)| count(selector) != *wanted)
            .map(|(selector, _)| format!("{} of {selector}", count(selector))),
    );
    faults
}

#[test]
fn hostile_strings_are_text_on_every_page() {
    let strings = strings::hostile();
    assert!(strings.len() >= 150, "{}", strings.len());
    let articles = strings.iter().enumerate().map(|(number, string)| hostile(number, string)).collect();
    let pages = pages(articles);
    assert!(pages.len() >= 2);
    for (number, page) in pages.iter().enumerate() {
        fs::write(place().join(format!("hostile-{number}.html")), page).unwrap();
        assert_eq!(faults(page), [""; 0]);
        let raw = |c: &char| {
            let ours = matches!(c, '\n' | '\u{2068}' | '\u{2069}');
            !ours
                && (c.is_control()
                    || matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'))
        };
        assert_eq!(page.chars().find(raw), None);
    }
    let shown = Document::from(pages.join("")).select("p.t").text().to_string();
    let plain = |string: &&String| !string.contains(|c: char| c.is_control() || !c.is_ascii());
    let missing: Vec<&String> =
        strings.iter().filter(plain).filter(|string| !shown.contains(string.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_search_for_faults_finds_them() {
    let bad = "<title>a</title><body><main><script>1</script><p onclick=1><a href='javascript:1'>x</a><a href='articles-x.html'>y</a>";
    let found = faults(bad);
    for fault in ["<script>", "onclick", "javascript:1", "articles-x.html", "meta[http-equiv]", "style"] {
        assert!(found.iter().any(|found| found.contains(fault)), "{fault}: {found:?}");
    }
}

/// The fixtures of a language.
fn fixtures(language: &str) -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == "txt")).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| article(path.file_stem().unwrap().to_str().unwrap(), &fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn every_link_inside_a_page_leads_to_one_place_on_it() {
    let pages = pages([fixtures("ar"), fixtures("en")].concat());
    for page in &pages {
        let document = Document::from(page.as_str());
        let ids: Vec<String> =
            document.select("[id]").iter().map(|node| node.attr("id").unwrap().to_string()).collect();
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len());
        let values = |attribute: &str| {
            let nodes = document.select(&format!("[{attribute}]"));
            nodes.iter().map(|node| node.attr(attribute).unwrap().to_string()).collect::<Vec<String>>()
        };
        let places = values("href").into_iter().filter_map(|href| href.strip_prefix('#').map(str::to_owned));
        let told = [values("aria-describedby"), values("aria-labelledby"), values("for")].concat();
        let told = told.iter().flat_map(|list| list.split(' ').map(str::to_owned));
        let lost: Vec<String> = places.chain(told).filter(|place| !unique.contains(place)).collect();
        assert_eq!(lost, [""; 0]);
    }
    // The overview leads to articles on their pages.
    let overview = Document::from(pages[pages.len() - 1].as_str());
    let led = overview.select(".list a").iter().map(|node| node.attr("href").unwrap().to_string()).collect::<Vec<_>>();
    assert_eq!(led.len(), fixtures("ar").len() + fixtures("en").len());
    let first = Document::from(pages[0].as_str());
    assert!(
        led.iter()
            .all(|href| first.select(&format!("article[id='{}']", href.split('#').nth(1).unwrap())).length() == 1)
    );
}

#[test]
fn the_whole_text_is_shown_and_every_row_has_its_marks_and_its_note() {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for given in [fixtures("ar"), fixtures("en")].concat() {
        let analysis = ANALYZER.analyze(given.clone());
        let rows = analysis.findings().rows();
        let page = pages(vec![given.clone()]).remove(0);
        let document = Document::from(page.as_str());
        let shown: String = document
            .select("article .b > .t, article .b > h2, article .b > h3")
            .iter()
            .map(|node| node.text().to_string())
            .collect();
        // Tatweel and the like are letters here; only marks of direction are shown in another form.
        let text = given.text.replace(['\u{FEFF}', '\u{200F}', '\u{200E}'], "");
        assert_eq!(
            letters(&shown)
                .replace("\u{27E6}RLM\u{27E7}", "")
                .replace("\u{27E6}LRM\u{27E7}", "")
                .replace("\u{27E6}BOM\u{27E7}", ""),
            letters(&text),
            "{}",
            given.id
        );
        let key = document.select("article").attr("id").unwrap()[1..].to_owned();
        for (at, row) in rows.iter().enumerate() {
            let id = format!("n{key}-{}", at + 1);
            let note = document.select(&format!("[id='{id}']"));
            let words = note.text().to_string();
            assert!(
                words.contains(&*row.quote_type) && words.contains(&*row.stance),
                "{}: {words}",
                row.attribution_id
            );
            // Where its content goes on in another passage, there is a note too.
            let notes = document.select(&format!("[id='{id}'], [id^='{id}-']"));
            let marked = |role| letters(&notes.nodes().iter().map(|note| marked(note, role)).collect::<String>());
            let content = row.content.split(" [\u{2026}] ").map(letters);
            for (role, words) in [("k", letters(&row.cue)), ("s", letters(&row.source_text))]
                .into_iter()
                .chain(content.map(|words| ("c", words)))
            {
                assert!(marked(role).contains(&words), "{}: {words} in {}", row.attribution_id, marked(role));
            }
        }
    }
}

/// The words in the passage of a note that have a role for its attribution: their marks bear the number of the note.
fn marked(note: &NodeRef<'_>, role: &str) -> String {
    let classes = note.attr("class").unwrap().to_string();
    let slot = classes.split(' ').find(|class| class.starts_with('n') && *class != "note").unwrap();
    let passage = Selection::from(*note.ancestors(Some(2)).last().unwrap());
    passage.select(&format!(".m.{role}.{slot}")).iter().map(|node| node.text().to_string()).collect()
}

#[test]
fn what_is_said_runs_in_the_direction_of_its_language() {
    let given = fixtures("ar").into_iter().find(|article| article.id == "two-languages").unwrap();
    let page = pages(vec![given]).remove(0);
    let document = Document::from(page.as_str());
    assert_eq!(document.select("article").attr("dir").unwrap().to_string(), "rtl");
    let directions = |lang: &str| {
        document
            .select(&format!(".t[lang={lang}]"))
            .iter()
            .map(|node| node.attr("dir").unwrap().to_string())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(directions("ar").into_iter().collect::<Vec<_>>(), ["rtl"]);
    assert_eq!(directions("en").into_iter().collect::<Vec<_>>(), ["ltr"]);
    // A paragraph that no grammar reads is shown all the same, by its letters.
    assert_eq!(document.select(".foreign .t").attr("dir").unwrap().to_string(), "ltr");
}

#[test]
fn no_page_is_longer_than_5_mb() {
    let sentence = "The minister Mona Harrow said that the pier was safe. \"We stay,\" she said. ";
    let long = article("long", &sentence.repeat(2_500));
    // Each of these takes many more bytes on a page than in the text.
    let controls =
        |id: &str, lines| article(id, &format!("{sentence}{}\n", "\u{202E}\u{1}<&".repeat(400)).repeat(lines));
    let many = (0..60).map(|at| controls(&format!("a{at}"), 2));
    let pages = pages([long, controls("controls", 100)].into_iter().chain(many).collect());
    assert!(pages.len() > 4, "{}", pages.len());
    for page in &pages {
        assert!(page.len() < 5_000_000, "{}", page.len());
    }
    let cut = pages.iter().filter(|page| page.contains("The rest is left out here"));
    assert_eq!(cut.count(), 2);
}

#[test]
fn an_article_that_comes_twice_is_shown_twice() {
    let twice = || article("a", "The minister said that the pier was safe.");
    assert_eq!(pages(vec![twice(), twice()]).len(), 3);
}

#[test]
fn nothing_makes_an_overview_too() {
    let pages = pages(Vec::new());
    assert_eq!(pages.len(), 1);
    assert_eq!(faults(&pages[0]), [""; 0]);
}
