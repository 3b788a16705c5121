//! The tables over articles: they add up, whoever computes them and in whatever parts.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::read::layout::BlockRole;
use sayso::report::summary::{Parties, Summary};
use sayso::report::{ArticleRow, Findings, Row, StatementRow};
use sayso::span::CodePoints;

/// What the tables say of an article.
struct Told {
    article: ArticleRow,
    rows: Vec<Row<'static>>,
    statements: Vec<StatementRow<'static>>,
    /// The sentences of the body, in code points.
    sentences: Vec<[usize; 2]>,
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
        let sentences = sentences(&findings);
        Told { article: findings.article_row(), rows: findings.rows(), statements: findings.statements(), sentences }
    });
    told.collect()
}

/// The sentences of the body, found without the tables.
fn sentences(findings: &Findings<'_>) -> Vec<[usize; 2]> {
    let points = CodePoints::new(findings.main.view.text());
    let mut found = Vec::new();
    for part in [findings.main].iter().chain(&findings.others) {
        let blocks = &part.view.document.blocks;
        let body = part.detected.sentences.iter().filter(|sentence| blocks[sentence.block].role == BlockRole::Body);
        found.extend(body.map(|sentence| points.pair(sentence.span)));
    }
    found.sort_unstable();
    found
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

/// The spans of a cell of offsets.
fn spans(offsets: &str) -> Vec<[usize; 2]> {
    let pair = |span: &str| span.split_once('-').map(|(a, b)| [a, b].map(|at| at.parse::<usize>().unwrap()));
    offsets.split(';').filter_map(pair).collect()
}

#[test]
fn every_sentence_of_a_body_is_a_statement_or_holds_a_cue_or_content_and_never_both() {
    let (mut attributed, mut unsourced) = (0, 0);
    for Told { article, rows, statements, sentences } in told() {
        let id = &article.article_id;
        assert_eq!(sentences.len(), article.sentences, "{id}");
        let taken: Vec<[usize; 2]> =
            rows.iter().flat_map(|row| [spans(&row.content_offsets), spans(&row.cue_offsets)].concat()).collect();
        for (number, [start, end]) in (1..).zip(&sentences) {
            let held = taken.iter().any(|span| span[0] < *end && *start < span[1]);
            let stated: Vec<_> = statements.iter().filter(|statement| statement.sentence == Some(number)).collect();
            assert_eq!(stated.len(), usize::from(!held), "sentence {number} of {id}");
            assert!(stated.iter().all(|statement| statement.offsets == format!("{start}-{end}")), "{id}");
            (attributed, unsourced) = (attributed + usize::from(held), unsourced + usize::from(!held));
        }
        // What stands outside the body has no number, and holds nothing of a row either.
        for statement in statements.iter().filter(|statement| statement.sentence.is_none()) {
            let [start, end] = spans(&statement.offsets)[0];
            let free = taken.iter().all(|span| span[1] <= start || end <= span[0]);
            assert!(free && ["headline", "caption"].contains(&&*statement.reason), "{id}: {}", statement.text);
        }
    }
    assert!(attributed > 200 && unsourced > 80, "{attributed} and {unsourced}");
}
