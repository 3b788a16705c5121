//! The tables of a directory add up: each is computed again from `attributions.csv`, `articles.csv` and `statements.csv`.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use sayso::report::summary::{Parties, Summary};
use sayso::report::{ArticleRow, Row};
use sayso::write::csv::{self, reader, rows};

/// A row of a table by its columns.
type Line = BTreeMap<String, String>;

const PARTIES: &str = "source,party\nReuters,Press\nوكالة \"دلتا\",Press\nLena Orrin,State\nكريم الباشقلي,Trade\n";

const OUTLETS: [&str; 3] = ["East", "=West", "South"];
const DATES: [&str; 2] = ["2024-01-31", "2024-02-01"];

/// The report of the fixtures, each of an outlet and a month, in a directory of its own.
fn report(test: &str) -> PathBuf {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tables").join(test);
    let _ = fs::remove_dir_all(&place);
    fs::create_dir_all(&place).unwrap();
    let mut lines = String::new();
    for language in ["ar", "en"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language);
        let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
        paths.sort();
        for (number, path) in paths.iter().enumerate() {
            let line = serde_json::json!({
                "id": path.file_stem().unwrap().to_str(),
                "text": fs::read_to_string(path).unwrap(),
                "outlet": OUTLETS[number % 3],
                "date": DATES[number % 2],
            });
            lines += &format!("{line}\n");
        }
    }
    fs::write(place.join("in.jsonl"), lines).unwrap();
    fs::write(place.join("parties.csv"), PARTIES).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.arg("report").arg(place.join("in.jsonl")).arg("--parties").arg(place.join("parties.csv"));
    let output = command.arg("-o").arg(format!("{}/", place.join("out").display())).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    place.join("out")
}

fn table(folder: &Path, name: &str) -> Vec<Line> {
    let bytes = fs::read(folder.join(name)).unwrap();
    reader(&bytes[..], true).deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_files_alone_give_the_same_summaries() {
    let folder = report("alone");
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    let attributions: Vec<Row> = rows(&read("attributions.csv")[..]).unwrap().map(Result::unwrap).collect();
    let articles = read("articles.csv");
    let mut summary = Summary::new(Arc::new(Parties::load("p.csv", PARTIES).unwrap()));
    let mut next = 0;
    for article in rows::<ArticleRow>(&articles[..]).unwrap().map(Result::unwrap) {
        summary.add(&article, &attributions[next..next + article.attributions]);
        next += article.attributions;
    }
    assert_eq!(next, attributions.len());
    assert!(csv::table(&summary.sources()) == read("sources.csv"));
    assert!(csv::table(&summary.relays()) == read("relays.csv"));
    assert!(csv::table(&summary.corpus()) == read("corpus.csv"));
}

/// The links of a row.
fn chain(row: &Line) -> Vec<&str> {
    row["relay_chain"].split(" > ").filter(|link| !link.is_empty()).collect()
}

fn count(number: usize) -> String {
    number.to_string()
}

fn four(value: f64) -> String {
    format!("{value:.4}")
}

#[test]
fn sources_and_relays_are_counts_over_the_rows() {
    let folder = report("counts");
    let rows = table(&folder, "attributions.csv");
    let articles = |rows: &[&Line]| rows.iter().map(|row| &row["article_id"]).collect::<BTreeSet<_>>().len();
    let mut relayed = 0;
    for relay in table(&folder, "relays.csv") {
        let pair = [relay["from"].as_str(), &relay["to"]];
        let its: Vec<&Line> = rows.iter().filter(|row| chain(row).windows(2).any(|links| links == pair)).collect();
        assert_eq!(
            [&relay["attributions"], &relay["articles"]],
            [&count(its.len()), &count(articles(&its))],
            "{pair:?}"
        );
        relayed += its.len();
    }
    assert_eq!(relayed, rows.iter().map(|row| chain(row).len().saturating_sub(1)).sum::<usize>());
    let mut origins = 0;
    for source in table(&folder, "sources.csv") {
        let name = if source["source_name_en"].is_empty() { &source["source_name"] } else { &source["source_name_en"] };
        let its: Vec<&Line> = rows.iter().filter(|row| chain(row).contains(&name.as_str())).collect();
        let own: Vec<&Line> = its.iter().copied().filter(|row| chain(row).last() == Some(&name.as_str())).collect();
        let such =
            |column: &str, values: &[&str]| own.iter().filter(|row| values.contains(&row[column].as_str())).count();
        let [supportive, doubtful] = [such("stance", &["emphatic", "factive"]), such("stance", &["distancing"])];
        let expected = [
            ("articles", count(articles(&its))),
            ("attributions", count(its.len())),
            ("as_origin", count(own.len())),
            ("as_relay", count(its.len() - own.len())),
            ("direct", count(such("quote_type", &["direct"]))),
            ("indirect", count(such("quote_type", &["indirect"]))),
            ("mixed", count(such("quote_type", &["mixed"]))),
            ("supportive", count(supportive)),
            ("doubtful", count(doubtful)),
            ("neutral", count(own.len() - supportive - doubtful)),
            ("share_of_attributions", four(its.len() as f64 / rows.len() as f64)),
            ("outlets", count(its.iter().map(|row| &row["outlet"]).collect::<BTreeSet<_>>().len())),
            ("first_seen", its.iter().map(|row| row["published"].clone()).min().unwrap()),
            ("last_seen", its.iter().map(|row| row["published"].clone()).max().unwrap()),
        ];
        for (column, value) in expected {
            assert_eq!(source[column], value, "{column} of {name}");
        }
        origins += own.len();
    }
    assert_eq!(origins, rows.iter().filter(|row| !chain(row).is_empty()).count());
}

/// The measures of a group that need nothing but counting: numerators and denominators.
fn pooled(rows: &[&Line], articles: &[&Line]) -> Vec<(&'static str, f64, f64)> {
    let all = rows.len() as f64;
    let sum = |column: &str| articles.iter().map(|article| article[column].parse::<f64>().unwrap()).sum::<f64>();
    let such = |holds: &dyn Fn(&Line) -> bool| rows.iter().filter(|row| holds(row)).count() as f64;
    let is = |column: &'static str, value: &'static str| such(&move |row| row[column] == value);
    let unnamed = |row: &Line| row["source_type"].starts_with("anonymous_");
    let media = |kind: &str| {
        ["news_agency", "broadcaster", "newspaper", "website", "social_media", "media_unspecified"].contains(&kind)
    };
    let known = such(&|row| !row["relay_depth"].is_empty());
    let mut origins: BTreeMap<&str, f64> = BTreeMap::new();
    rows.iter()
        .filter_map(|row| chain(row).last().copied())
        .for_each(|origin| *origins.entry(origin).or_default() += 1.0);
    let squares: f64 = origins.values().map(|rows| rows * rows).sum();
    let start = |offsets: &str| offsets.split('-').next().and_then(|start| start.parse::<usize>().ok());
    let source_first = |row: &Line| {
        let source = start(&row["source_offsets"]).or_else(|| start(&row["cue_offsets"]));
        source < start(&row["content_offsets"])
    };
    let sources = origins.len() as f64;
    vec![
        ("attribution_density", 100.0 * all, sum("words")),
        ("unattributed_sentence_share", sum("unattributed_sentences"), sum("sentences")),
        ("unattributed_word_share", sum("words") - sum("attributed_words"), sum("words")),
        ("direct_share", is("quote_type", "direct"), all),
        ("mixed_share", is("quote_type", "mixed"), all),
        ("indirect_share", is("quote_type", "indirect"), all),
        ("verbatim_share", sum("quoted_words"), sum("content_words")),
        ("anonymous_share", such(&unnamed), all),
        (
            "anonymous_unexplained_share",
            such(&|row| unnamed(row) && row["anonymity_reason"].is_empty()),
            such(&unnamed),
        ),
        ("official_share", is("official", "yes"), all),
        ("second_hand_share", is("second_hand", "yes"), all),
        ("relayed_share", such(&|row| chain(row).len() > 1), all),
        ("media_endpoint_share", such(&|row| media(&row["source_type"])), all),
        ("mean_relay_depth", rows.iter().map(|row| chain(row).len().saturating_sub(1)).sum::<usize>() as f64, known),
        ("top_source_share", origins.values().copied().fold(0.0, f64::max), known),
        ("hhi", squares, known * known),
        ("effective_sources", known * known, squares),
        ("simpson_d", known * (known - 1.0) - (squares - known), known * (known - 1.0)),
        ("iqv", sources * (known * known - squares), (sources - 1.0) * known * known),
        (
            "loaded_verb_share",
            such(&|row| ["emphatic", "factive", "distancing"].contains(&row["stance"].as_str())),
            all,
        ),
        ("implicit_source_share", is("source_reference", "implicit"), all),
        ("source_first_share", such(&source_first), all),
    ]
}

#[test]
fn the_corpus_is_sums_over_the_rows_and_means_of_the_articles() {
    let folder = report("corpus");
    let (rows, articles) = (table(&folder, "attributions.csv"), table(&folder, "articles.csv"));
    let corpus = table(&folder, "corpus.csv");
    let groups: BTreeSet<[&str; 2]> = corpus.iter().map(|row| [row["group_by"].as_str(), &row["group"]]).collect();
    assert_eq!(groups.len(), 1 + 3 + 2);
    for [by, group] in groups {
        let of = |row: &&Line| match by {
            "all" => true,
            "outlet" => row["outlet"].trim_start_matches('\'') == group.trim_start_matches('\''),
            _ => row["published"].starts_with(group),
        };
        let [rows, articles] = [&rows, &articles].map(|table| table.iter().filter(of).collect::<Vec<_>>());
        assert!(articles.len() > 5);
        let figure = |metric: &str, method: &str| {
            let is = |row: &&Line| row["group"] == group && row["metric"] == metric && row["method"] == method;
            corpus.iter().find(is).unwrap_or_else(|| panic!("no {metric} ({method}) of {group}"))
        };
        for (metric, numerator, denominator) in pooled(&rows, &articles) {
            let found = figure(metric, "pooled");
            let expected = [four(numerator / denominator), format!("{numerator}"), format!("{denominator}")];
            assert_eq!(
                [&found["value"], &found["numerator"], &found["denominator"]],
                expected.each_ref(),
                "{metric} of {group}"
            );
            assert_eq!(found["articles"], count(articles.len()));
        }
        // Columns of articles.csv that are measures of the same name.
        for metric in figures_of_articles(&corpus, &articles) {
            let values: Vec<f64> = articles.iter().filter_map(|article| article[metric].parse().ok()).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let found = figure(metric, "mean");
            let value: f64 = found["value"].parse().unwrap();
            assert!((value - mean).abs() < 0.000_051, "{metric} of {group}: {value}, not {mean}");
            assert_eq!(found["denominator"], count(values.len()), "{metric} of {group}");
        }
    }
}

fn figures_of_articles<'c>(corpus: &'c [Line], articles: &[&Line]) -> BTreeSet<&'c str> {
    let metrics: BTreeSet<&str> = corpus.iter().map(|row| row["metric"].as_str()).collect();
    let shared: BTreeSet<&str> = metrics.into_iter().filter(|metric| articles[0].contains_key(*metric)).collect();
    assert!(shared.len() > 25, "{shared:?}");
    shared
}

/// What a row of `articles.csv` says that follows from the rows of the article and its statements alone.
fn of_article(rows: &[&Line], statements: &[&Line]) -> Vec<(&'static str, String)> {
    let such = |holds: &dyn Fn(&Line) -> bool| rows.iter().filter(|row| holds(row)).count();
    let is = |column: &'static str, value: &'static str| such(&move |row| row[column] == value);
    let share = |part: usize, whole: usize| if whole > 0 { four(part as f64 / whole as f64) } else { String::new() };
    let all = rows.len();
    let unnamed = |row: &Line| row["source_type"].starts_with("anonymous_");
    let (anonymous, reason) = (such(&unnamed), |row: &Line| unnamed(row) && row["anonymity_reason"].is_empty());
    let mut origins: BTreeMap<&str, usize> = BTreeMap::new();
    let sourced: Vec<Vec<&str>> = rows.iter().map(|row| chain(row)).filter(|chain| !chain.is_empty()).collect();
    sourced.iter().for_each(|chain| *origins.entry(chain[chain.len() - 1]).or_default() += 1);
    let entries = sourced.iter().map(|chain| chain[0]).collect::<BTreeSet<_>>().len();
    let known = sourced.len();
    let depths: Vec<usize> = sourced.iter().map(|chain| chain.len() - 1).collect();
    let unnamed_origins = rows.iter().filter(|row| unnamed(row)).filter_map(|row| chain(row).last().copied());
    let unnamed_origins = unnamed_origins.collect::<BTreeSet<_>>().len();
    let loaded = such(&|row| ["emphatic", "factive", "distancing"].contains(&row["stance"].as_str()));
    let body = statements.iter().filter(|statement| !statement["sentence"].is_empty()).count();
    vec![
        ("attributions", count(all)),
        ("direct", count(is("quote_type", "direct"))),
        ("indirect", count(is("quote_type", "indirect"))),
        ("mixed", count(is("quote_type", "mixed"))),
        ("origin_count", count(origins.len())),
        ("entry_count", count(entries)),
        ("single_source", count(usize::from(origins.len().min(entries) == 1))),
        ("unattributed_sentences", count(body)),
        ("anonymous", count(anonymous)),
        ("anonymous_share", share(anonymous, all)),
        ("anonymous_unexplained_share", share(such(&reason), anonymous)),
        ("anonymous_sources", count(unnamed_origins)),
        ("anonymous_source_share", share(unnamed_origins, origins.len())),
        ("official_share", share(is("official", "yes"), all)),
        ("second_hand_share", share(is("second_hand", "yes"), all)),
        ("relayed_share", share(depths.iter().filter(|depth| **depth > 0).count(), all)),
        ("mean_relay_depth", share(depths.iter().sum(), known)),
        ("max_relay_depth", depths.iter().max().map(|depth| count(*depth)).unwrap_or_default()),
        ("top_source_share", share(origins.values().copied().max().unwrap_or_default(), known)),
        ("hhi", share(origins.values().map(|rows| rows * rows).sum(), known * known)),
        ("loaded_verb_share", share(loaded, all)),
        ("implicit_source_share", share(is("source_reference", "implicit"), all)),
        ("statements", count(statements.len())),
    ]
}

#[test]
fn articles_are_counts_over_their_rows_and_statements() {
    let folder = report("articles");
    let [rows, statements, articles] =
        ["attributions.csv", "statements.csv", "articles.csv"].map(|name| table(&folder, name));
    assert!(articles.len() > 30, "{}", articles.len());
    for article in &articles {
        let id = &article["article_id"];
        let [rows, statements] =
            [&rows, &statements].map(|table| table.iter().filter(|row| &row["article_id"] == id).collect::<Vec<_>>());
        for (column, value) in of_article(&rows, &statements) {
            assert_eq!(article[column], value, "{column} of {id}");
        }
    }
}

#[test]
fn every_sentence_of_a_body_stands_in_one_of_the_two_tables() {
    let folder = report("sentences");
    let (rows, statements) = (table(&folder, "attributions.csv"), table(&folder, "statements.csv"));
    let articles = table(&folder, "articles.csv");
    for article in &articles {
        let id = &article["article_id"];
        let of = |table: &'_ [Line]| table.iter().filter(|row| &row["article_id"] == id).cloned().collect::<Vec<_>>();
        let (rows, statements) = (of(&rows), of(&statements));
        assert_eq!(statements.len(), article["statements"].parse::<usize>().unwrap(), "{id}");
        let numbers = |table: &[Line]| -> BTreeSet<usize> {
            table.iter().filter_map(|row| row["sentence"].parse().ok()).collect()
        };
        let (cued, unsourced) = (numbers(&rows), numbers(&statements));
        assert!(cued.is_disjoint(&unsourced), "{id}");
        let sentences = 1..=article["sentences"].parse::<usize>().unwrap();
        // A sentence in neither holds content whose cue stands in another, so there are fewer than rows; `summary` looks
        // at them one by one.
        let neither = sentences.clone().filter(|at| !cued.contains(at) && !unsourced.contains(at)).count();
        assert!(neither <= rows.len(), "{id}: {neither}");
        assert_eq!(article["unattributed_sentences"], count(unsourced.len()), "{id}");
        assert!(unsourced.iter().all(|at| sentences.contains(at)), "{id}");
    }
    let reasons: BTreeSet<&str> = statements.iter().map(|row| row["reason"].as_str()).collect();
    assert!(
        reasons.contains("background") && reasons.contains("headline") && reasons.contains("caption"),
        "{reasons:?}"
    );
}
