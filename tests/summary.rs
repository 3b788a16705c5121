//! The tables over articles: they add up, whoever computes them and in whatever parts.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::report::summary::{Parties, Summary};
use sayso::report::{ArticleRow, Row, StatementRow};

/// What the tables say of an article.
struct Told {
    article: ArticleRow,
    rows: Vec<Row<'static>>,
    statements: Vec<StatementRow>,
}

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

/// All fixtures, each as of one of three outlets and of one of three months.
fn told() -> Vec<Told> {
    let mut paths: Vec<_> = ["ar", "en"]
        .iter()
        .flat_map(|language| {
            fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language)).unwrap()
        })
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    let told = paths.iter().enumerate().map(|(number, path)| {
        let article = Article {
            id: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            text: fs::read_to_string(path).unwrap(),
            outlet: Some(["East", "West", ""][number % 3].to_owned()),
            published: Some(["2024-01-31", "2024-02-01", "unknown"][number % 7 % 3].to_owned()),
            ..Article::default()
        };
        // Rows show what stands in the analysis, which so lives as long as the test's process.
        let findings = Box::leak(Box::new(ANALYZER.analyze(article))).findings();
        Told { article: findings.article_row(), rows: findings.rows(), statements: findings.statements() }
    });
    told.collect()
}

fn parties() -> Arc<Parties> {
    Arc::new(Parties::load("p.csv", "source,party\nReuters,Press\nوكالة \"دلتا\",Press\nAda Voss,State\n").unwrap())
}

fn summary(told: &[Told]) -> Summary {
    let mut summary = Summary::new(parties());
    told.iter().for_each(|told| summary.add(&told.article, &told.rows));
    summary
}

#[test]
fn parts_that_are_merged_in_order_make_the_whole() {
    let told = told();
    let whole = summary(&told);
    for size in [1, 2, 7, told.len() - 1] {
        let mut merged = Summary::new(parties());
        told.chunks(size).for_each(|part| merged.merge(&summary(part)));
        assert_eq!(merged.sources(), whole.sources(), "{size}");
        assert_eq!(merged.relays(), whole.relays(), "{size}");
        assert_eq!(merged.corpus(), whole.corpus(), "{size}");
    }
}

#[test]
fn a_statement_is_a_sentence_without_cue_and_content() {
    let mut statements = 0;
    for Told { article, rows, statements: unsourced } in told() {
        let body: Vec<usize> = unsourced.iter().filter_map(|statement| statement.sentence).collect();
        assert_eq!(body.len(), article.unattributed_sentences, "{}", article.article_id);
        assert_eq!(unsourced.len(), article.statements);
        assert!(
            body.is_sorted_by(|a, b| a < b) && body.iter().all(|sentence| (1..=article.sentences).contains(sentence))
        );
        for row in &rows {
            assert!(row.sentence.is_none_or(|sentence| !body.contains(&sentence)), "{}", row.attribution_id);
            for statement in &unsourced {
                let spans = |offsets: &str| {
                    let pair =
                        |span: &str| span.split_once('-').map(|(a, b)| [a, b].map(|at| at.parse::<usize>().unwrap()));
                    offsets.split(';').filter_map(pair).collect::<Vec<_>>()
                };
                let [start, end] = spans(&statement.offsets)[0];
                let touched = spans(&row.content_offsets).into_iter().chain(spans(&row.cue_offsets));
                assert!(
                    touched.into_iter().all(|span| span[1] <= start || end <= span[0]),
                    "{}",
                    statement.statement_id
                );
            }
        }
        statements += unsourced.len();
    }
    assert!(statements > 100, "only {statements} statements");
}
