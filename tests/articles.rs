//! The table of articles: its measures on small invented articles.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;
use std::sync::{Arc, LazyLock};

use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::report::summary::{Parties, Summary};
use sayso::report::{ArticleRow, Cell, Cells, Ratio, Row};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

fn analysed(text: &str) -> (ArticleRow, Vec<Row<'static>>) {
    let article = Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() };
    // Rows show what stands in the analysis, which so lives as long as the test's process.
    let findings = Box::leak(Box::new(ANALYZER.analyze(article))).findings();
    (findings.article_row(), findings.rows())
}

fn value(ratio: Option<Ratio>) -> Option<f64> {
    ratio.map(Ratio::value)
}

const HARBOUR: &str = "وقالت وزارة النقل إن الطريق الساحلي سيبقى مغلقاً حتى نهاية الأسبوع.
وأكدت وزارة النقل أن \"العمل يسير بلا توقف في المكان\".
ونقلت وكالة \"رويترز\" عن مصدر ملاحي أن الرحلات ستستأنف يوم الخميس المقبل.
وقال المحافظ سامر الخطيب: \"لن نترك أحداً ينتظر في الميناء\".
وشهدت المدينة أمطاراً غزيرة في الأيام الماضية.
ولم يتسن التحقق من هذه الأنباء بشكل مستقل.";

#[test]
fn the_formulas_are_those_of_the_manual() {
    let (article, rows) = analysed(HARBOUR);
    let types: Vec<&str> = rows.iter().map(|row| &*row.source_type).collect();
    assert_eq!(types, ["ministry", "ministry", "anonymous_sources", "person_official"]);
    assert_eq!((article.words, article.sentences, article.quoted_words), (58, 6, 12));
    assert_eq!((article.attributions, article.direct, article.indirect, article.mixed), (4, 2, 2, 0));
    assert_eq!((article.origin_count, article.entry_count, article.single_source), (3, 3, 0));
    assert_eq!((article.unattributed_sentences, value(article.unattributed_sentence_share)), (2, Some(0.3333)));
    assert_eq!((article.anonymous, value(article.anonymous_share), article.anonymous_only), (1, Some(0.25), 0));
    assert_eq!(value(article.anonymous_unexplained_share), Some(1.0));
    assert_eq!((article.fully_identified, article.fully_identified_band.as_str()), (2, "2-3"));
    assert_eq!((value(article.official_share), value(article.second_hand_share)), (Some(0.75), Some(0.25)));
    assert_eq!((value(article.relayed_share), value(article.media_endpoint_share)), (Some(0.25), Some(0.0)));
    assert_eq!((value(article.mean_relay_depth), article.max_relay_depth), (Some(0.25), Some(1)));
    assert_eq!((article.top_source.as_str(), value(article.top_source_share)), ("وزارة النقل", Some(0.5)));
    // 1/4 + 1/16 + 1/16, and 1.5 bits of the log2(3) that three origins can have.
    assert_eq!((value(article.hhi), value(article.relative_entropy)), (Some(0.375), Some(0.9464)));
    assert_eq!((value(article.loaded_verb_share), value(article.implicit_source_share)), (Some(0.25), Some(0.0)));
    assert_eq!((article.source_in_lead, article.headline_attributed), (Some(1), None));
    assert_eq!((article.verification_line.as_str(), article.no_comment_line.as_str()), ("yes", "no"));
}

#[test]
fn the_authors_of_a_page_are_in_the_table() {
    let html = "<meta name=author content='Ida Kern'><h1>Trams run</h1><p>They run all night, the council said.";
    let page = sayso::read::page::read(html, None, &sayso::read::page::Limits::default());
    let analyzer = Analyzer::builtin().unwrap();
    let row = analyzer.analyze(page.into()).findings().article_row();
    assert_eq!((row.author.as_str(), &*row.headline, row.attributions), ("Ida Kern", "Trams run", 1));
}

#[test]
fn a_share_of_nothing_is_blank() {
    let (article, rows) = analysed("");
    assert!(rows.is_empty());
    let (mut columns, mut filled) = (ArticleRow::COLUMNS.iter(), Vec::new());
    let cell = |cell: &str| {
        let name = columns.next().map(|column| column.name);
        filled.extend(name.filter(|_| !matches!(cell, "" | "0" | "no")));
        Ok::<(), Infallible>(())
    };
    article.each(&mut String::new(), cell).unwrap();
    assert_eq!(filled, ["article_id"]);
    assert_eq!((value(article.hhi), value(article.official_share), article.max_relay_depth), (None, None, None));
    assert_eq!((article.source_in_lead, article.single_source, article.anonymous_only), (None, 0, 0));
}

#[test]
fn a_row_without_an_origin_is_no_source() {
    let (article, rows) =
        analysed("وقالت وزارة النقل إن الطريق الساحلي سيبقى مغلقاً.\nوقيل إن الميناء سيفتح أبوابه يوم الخميس.");
    assert_eq!((rows.len(), &*rows[1].identification), (2, "agentless"));
    assert_eq!((article.attributions, article.origin_count, article.single_source), (2, 1, 1));
    assert_eq!((value(article.hhi), value(article.relative_entropy)), (Some(1.0), None));
    assert_eq!((value(article.official_share), value(article.mean_relay_depth)), (Some(0.5), Some(0.0)));
}

/// The article with which the formulas were worked out by hand lies beside the checkout, where it is at all.
#[test]
fn the_seed_article_has_the_values_worked_out_by_hand() {
    let Ok(text) = std::fs::read_to_string("../shared/data/seed/article.txt") else {
        eprintln!("skipped: ../shared/data/seed/article.txt is not here");
        return;
    };
    let (article, _) = analysed(&text);
    assert_eq!((article.outlet.as_str(), article.published.as_str()), ("المدن", "2025-11-16"));
    assert_eq!((article.words, article.sentences, article.quoted_words), (358, 13, 61));
    assert_eq!((article.attributions, article.direct, article.mixed, article.indirect), (13, 2, 3, 8));
    assert_eq!((value(article.relayed_share), value(article.second_hand_share)), (Some(0.3077), Some(0.4615)));
    assert_eq!((value(article.official_share), value(article.loaded_verb_share)), (Some(0.6923), Some(0.2308)));
    assert_eq!((article.unattributed_sentences, value(article.implicit_source_share)), (2, Some(0.3077)));
    assert_eq!(article.photo_credit, "الدفاع السورية");
}

/// The figures of the design, each computed from the rows of the report; two parties hold two official sources each.
const SEED: [(&str, &str); 45] = [
    ("attributions", "13.0000"),
    ("attribution_density", "3.6313"),
    ("unattributed_sentence_share", "0.1538"),
    ("unattributed_word_share", "0.3743"),
    ("direct_share", "0.1538"),
    ("mixed_share", "0.2308"),
    ("indirect_share", "0.6154"),
    ("verbatim_share", "0.3128"),
    ("origin_count", "7.0000"),
    ("entry_count", "5.0000"),
    ("single_source", "0.0000"),
    ("anonymous_share", "0.1538"),
    ("anonymous_source_share", "0.1429"),
    ("anonymous_undescribed_share", "0.0000"),
    ("anonymous_unexplained_share", "1.0000"),
    ("anonymous_only", "0.0000"),
    ("fully_identified", "6.0000"),
    ("fully_identified_4+_share", "1.0000"),
    ("official_share", "0.6923"),
    ("second_hand_share", "0.4615"),
    ("relayed_share", "0.3077"),
    ("media_endpoint_share", "0.1538"),
    ("mean_relay_depth", "0.3077"),
    ("max_relay_depth", "1.0000"),
    ("top_source_share", "0.2308"),
    ("hhi", "0.1598"),
    ("hhi_normalised", "0.0197"),
    ("effective_sources", "6.2593"),
    ("entropy_bits", "2.7193"),
    ("relative_entropy", "0.9686"),
    ("simpson_d", "0.9103"),
    ("iqv", "0.9803"),
    ("party_share:first", "0.5556"),
    ("party_share:second", "0.4444"),
    ("balance", "0.8000"),
    ("balance_words", "0.8219"),
    ("loaded_verb_share", "0.2308"),
    ("stance_balance:first", "0.0000"),
    ("stance_balance:second", "0.7500"),
    ("stance_gap:first:second", "-0.7500"),
    ("implicit_source_share", "0.3077"),
    ("source_in_lead", "1.0000"),
    ("headline_attributed", "0.0000"),
    ("source_first_share", "0.9231"),
    ("unsourced_story_share", "0.0000"),
];

#[test]
fn the_measures_of_the_seed_article_are_those_of_the_design() {
    let Ok(text) = std::fs::read_to_string("../shared/data/seed/article.txt") else {
        eprintln!("skipped: ../shared/data/seed/article.txt is not here");
        return;
    };
    let (article, rows) = analysed(&text);
    let mut officials: Vec<&str> = Vec::new();
    for row in rows.iter().filter(|row| row.official == "yes") {
        if !officials.contains(&&*row.source_name) {
            officials.push(&row.source_name);
        }
    }
    // In the order of the text: a ministry and its minister, and between and after them the other side.
    let parties = ["first", "second", "first", "second"];
    let table: String = officials.iter().zip(parties).map(|(source, party)| format!("{source},{party}\n")).collect();
    let parties = Parties::load("parties.csv", &format!("source,party\n{table}")).unwrap();
    let mut summary = Summary::new(Arc::new(parties));
    summary.add(&article, &rows);
    let corpus = summary.corpus();
    let mut wrong = Vec::new();
    for (metric, expected) in SEED {
        let own = corpus.iter().filter(|row| row.group == "all" && row.metric == metric);
        let values: Vec<String> = own.map(|row| row.value.cell()).collect();
        // Pooled and mean are one where there is one article.
        if values.is_empty() || values.iter().any(|value| value != expected) {
            wrong.push(format!("{metric}: {values:?}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
