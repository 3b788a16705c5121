//! The analysis stage by stage, on the fixtures: `cargo bench --bench stages`, or with a name, `-- attribute`. Rates are those
//! of the article text, whatever a stage makes of it; what the stages before it make is ready.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use sayso::analyzer::{Analysis, Analyzer};
use sayso::read::decode::{Hints, decode};
use sayso::read::vocabulary::Vocabulary;
use sayso::read::{self, Article};
use sayso::report::room::Room;
use sayso::write::csv::CsvWriter;
use sayso::{attribute, detect, resolve};

const LANGUAGES: [&str; 2] = ["ar", "en"];

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

fn main() {
    divan::main();
}

/// The fixtures in a language.
fn articles(language: &str) -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let article = |path: PathBuf| Article {
        id: path.file_stem().unwrap().to_str().unwrap().to_owned(),
        text: fs::read_to_string(path).unwrap(),
        ..Article::default()
    };
    paths.into_iter().map(article).collect()
}

fn analyses(language: &str) -> Vec<Analysis<'static>> {
    articles(language).into_iter().map(|article| ANALYZER.analyze(article)).collect()
}

fn bytes(articles: &[Article]) -> BytesCount {
    BytesCount::new(articles.iter().map(|article| article.text.len()).sum::<usize>())
}

/// A stage that works on what the stages before it made of each article.
fn stage<T>(bencher: Bencher<'_, '_>, language: &str, stage: impl Fn(&Analysis<'static>) -> T) {
    let analyses = analyses(language);
    let bencher = bencher.counter(bytes(&articles(language)));
    bencher.bench_local(|| analyses.iter().for_each(|analysis| drop(black_box(stage(analysis)))));
}

/// Bytes into text.
#[divan::bench(args = LANGUAGES)]
fn a_decode(bencher: Bencher<'_, '_>, language: &str) {
    let articles = articles(language);
    bencher.counter(bytes(&articles)).bench_local(|| {
        articles.iter().for_each(|article| drop(black_box(decode(article.text.as_bytes(), &Hints::default()))));
    });
}

/// The language of each article and line.
#[divan::bench(args = LANGUAGES)]
fn b_choose(bencher: Bencher<'_, '_>, language: &str) {
    let articles = articles(language);
    bencher.counter(bytes(&articles)).bench_local(|| {
        articles.iter().for_each(|article| drop(black_box(ANALYZER.choose(article))));
    });
}

/// Tokens, lines and their roles, sentences.
#[divan::bench(args = LANGUAGES)]
fn c_read(bencher: Bencher<'_, '_>, language: &str) {
    let mut vocabulary = Vocabulary::default();
    let analysis = ANALYZER.analyze(articles(language).remove(0));
    let bencher = bencher.counter(bytes(&articles(language))).with_inputs(|| articles(language));
    bencher.bench_local_values(|articles| {
        for article in articles {
            black_box(read::read(article, analysis.grammar, analysis.registry, &mut vocabulary, |_| false));
        }
    });
}

/// Quotations and cues.
#[divan::bench(args = LANGUAGES)]
fn d_detect(bencher: Bencher<'_, '_>, language: &str) {
    stage(bencher, language, |analysis| detect::detect(&analysis.view()));
}

/// Source, cue and content.
#[divan::bench(args = LANGUAGES)]
fn e_attribute(bencher: Bencher<'_, '_>, language: &str) {
    stage(bencher, language, |analysis| attribute::attribute(&analysis.view(), &analysis.detected));
}

/// Who the sources are.
#[divan::bench(args = LANGUAGES)]
fn f_resolve(bencher: Bencher<'_, '_>, language: &str) {
    stage(bencher, language, |analysis| resolve::resolve(&analysis.view(), &analysis.detected, &analysis.attributions));
}

/// The rows of the report, kept as pages and sums want them.
#[divan::bench(args = LANGUAGES)]
fn g_rows(bencher: Bencher<'_, '_>, language: &str) {
    stage(bencher, language, |analysis| analysis.findings().rows().len());
}

/// The rows of the report, told into CSV as `report` does.
#[divan::bench(args = LANGUAGES)]
fn h_write(bencher: Bencher<'_, '_>, language: &str) {
    stage(bencher, language, |analysis| {
        let mut writer = CsvWriter::continued(Room::default());
        writer.article(&analysis.findings());
        writer.finish().into_bytes()
    });
}
