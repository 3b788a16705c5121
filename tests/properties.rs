//! What holds for any text: no panic, every place on a character boundary, nothing lost, the same twice.
//!
//! The cases are the same in every run. `PROPTEST_CASES=20000 PROPTEST_RNG_SEED=7 cargo test --test properties` looks
//! further.

// A test that cannot go on stops; clippy knows tests by their attribute only, not their functions.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseResult};
use sayso::analyzer::{Analysis, Analyzer};
use sayso::attribute::Phrase;
use sayso::read::Article;
use sayso::read::layout::BlockRole;
use sayso::report::{Record, Row};
use sayso::span::Span;
use sayso::write::csv::CsvWriter;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

/// Articles to cut pieces from.
static ARTICLES: LazyLock<Vec<String>> = LazyLock::new(|| articles("ar"));

/// Lines of articles in two languages, and one in a third.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let articles = [articles("ar"), articles("en")].concat();
    let german = "Die Ministerin sagte am Montag, der alte Hafen bleibe bis zum Ende der Woche geschlossen, weil die \
        Arbeiten an der Mauer länger dauern als geplant.";
    let lines = articles.iter().flat_map(|article| article.lines()).filter(|line| !line.is_empty());
    lines.chain([german; 20]).map(str::to_owned).collect()
});

fn articles(language: &str) -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "txt")).collect();
    files.sort();
    files.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

/// Words around which attributions are built, others, and two with marks on their letters.
const WORDS: &str = "قال وقال قالت وأضاف أكد وأكدت نقلت ونقل عن عنه مصدر مصادر الوزير وزير الخارجية المتحدث باسم وكالة \
    رويترز صحيفة قناة إن أن أنه بأن وأن أنها قوله قولها بحسب وفق وفقا لما ل لوزارة للوزارة على حد تعبيره كما ذكر ذكرت \
    لم هل يذكر مؤكدا مشيرا إلى في بيان من نقلا حسبما جاء ورد مطلعة رفض الكشف اسمه بيروت أحمد محمد علي عبد الله ال و ف \
    ب اقتصاد المدرسة سفينة غدا أمس الاثنين ديسمبر كانون الأول وصف قيل يعتقد إعلان مفاده قَالَ الـوزير";

/// Marks of every kind, digits, other scripts.
const OTHERS: &str = "« » “ ” „ ‟ ‘ ’ ' \" ‹ › (( )) << >> `` '' ＂ ( ) [ ] ، ؛ ؟ . ... … ! : , ; - – — / | % ٪ @ = + # \\ \
    12 ٢٠٢٥ 2025/11/16 15 3.5 1,000 10:30 ½ ² ⅷ Reuters said AFP https://a.example/?b=c a@b.example é ß İ ﬁ ﷺ Я 漢字 𐤀 🙂";

/// Breaks, controls, marks of direction, letters that are not seen, and what encodings leave behind.
const UNSEEN: &str = "\n\n\n\r\t\u{A0}\u{2028}\u{2029}\u{85}\u{0}\u{7}\u{1B}\u{200B}\u{200D}\u{200E}\u{200F}\u{202B}\u{202C}\
    \u{2067}\u{FEFF}\u{FFFD}\u{640}\u{64B}\u{670}\u{301}\u{AD}\u{FEFB}\u{FDF2}\u{1F1F1}\u{10FFFF}\u{3164}\u{115F}";

/// A word with what may follow it: mostly a space, sometimes nothing.
fn piece() -> impl Strategy<Value = String> {
    let words = |text: &'static str| prop::sample::select(text.split_whitespace().collect::<Vec<_>>());
    let part = prop_oneof![
        24 => words(WORDS).prop_map(str::to_owned),
        8 => words(OTHERS).prop_map(str::to_owned),
        4 => prop::sample::select(UNSEEN.chars().collect::<Vec<_>>()).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
    ];
    (part, prop::bool::weighted(0.75)).prop_map(|(part, space)| if space { part + " " } else { part })
}

fn mixture() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..70).prop_map(|pieces| pieces.concat())
}

/// A stretch of an article with some of its characters replaced.
fn damaged_article() -> impl Strategy<Value = String> {
    let damage = prop::collection::vec((any::<prop::sample::Index>(), piece()), 0..12);
    (0..ARTICLES.len(), any::<prop::sample::Index>(), 1_usize..1200, damage).prop_map(
        |(article, from, length, damage)| {
            let chars: Vec<char> = ARTICLES[article].chars().collect();
            let from = from.index(chars.len());
            let mut parts: Vec<String> = chars[from..].iter().take(length).map(|c| c.to_string()).collect();
            for (at, piece) in damage {
                let at = at.index(parts.len());
                parts[at] = piece;
            }
            parts.concat()
        },
    )
}

/// Lines in several languages.
fn shuffled_lines() -> impl Strategy<Value = String> {
    let line = (any::<prop::sample::Index>()).prop_map(|at| LINES[at.index(LINES.len())].clone());
    prop::collection::vec(line, 1..9).prop_map(|lines| lines.join("\n"))
}

fn analyze(text: &str) -> Analysis<'static> {
    ANALYZER.analyze(Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() })
}

/// All that holds for any text.
fn hold(text: &str) -> TestCaseResult {
    let analysis = analyze(text);
    for part in std::iter::once(&analysis).chain(&analysis.others) {
        tokens_rebuild_the_text(part, text)?;
        places_are_in_the_text(part, text)?;
    }
    lines_are_read_once(&analysis)?;
    let (rows, records) = (analysis.findings().rows(), analysis.findings().records());
    records_cut_what_rows_print(&rows, &records, text)?;
    rows_come_back(&rows)?;
    let again = analyze(text);
    prop_assert_eq!(&again.findings().rows(), &rows);
    prop_assert_eq!(&again.findings().records(), &records);
    Ok(())
}

/// No line is read in two languages, and the rows are numbered in the order of their cues' lines.
fn lines_are_read_once(analysis: &Analysis<'_>) -> TestCaseResult {
    let findings = analysis.findings();
    let blocks = findings.parts().flat_map(|part| &part.view.document.blocks);
    let mut read: Vec<u32> =
        blocks.filter(|block| block.role != BlockRole::Foreign).map(|block| block.span.start).collect();
    read.sort_unstable();
    prop_assert!(read.windows(2).all(|pair| pair[0] < pair[1]), "a line is read twice: {read:?}");
    let places: Vec<u32> = findings.reported().map(|found| found.block()).collect();
    prop_assert!(places.is_sorted(), "rows are out of order: {places:?}");
    Ok(())
}

fn tokens_rebuild_the_text(analysis: &Analysis<'_>, text: &str) -> TestCaseResult {
    let mut at = 0;
    let mut rebuilt = String::new();
    for token in &analysis.document.tokens {
        let span = token.span.range();
        prop_assert!(at <= span.start, "tokens overlap at byte {}", span.start);
        let gap = text.get(at..span.start);
        let slice = text.get(span.clone());
        prop_assert!(gap.is_some() && slice.is_some_and(|slice| !slice.is_empty()), "bad token {span:?}");
        let (gap, slice) = (gap.unwrap_or_default(), slice.unwrap_or_default());
        prop_assert!(!gap.chars().any(char::is_alphanumeric), "a letter is in the gap {gap:?}");
        let joined = token.conjunction.max(token.preposition) as usize;
        prop_assert!(slice.is_char_boundary(joined), "joined letters of {slice:?} end inside one: {joined}");
        rebuilt.push_str(gap);
        rebuilt.push_str(slice);
        at = span.end;
    }
    rebuilt.push_str(&text[at..]);
    prop_assert!(!text[at..].chars().any(char::is_alphanumeric), "a letter is after the last token");
    prop_assert_eq!(rebuilt, text);
    Ok(())
}

fn places_are_in_the_text(analysis: &Analysis<'_>, text: &str) -> TestCaseResult {
    let tokens = analysis.document.tokens.len();
    let place = |what: &str, span: Span| {
        prop_assert!(text.get(span.range()).is_some(), "{} {:?} is no place in the text", what, span);
        Ok(())
    };
    let filled = |what: &str, span: Span| {
        place(what, span)?;
        prop_assert!(!span.is_empty(), "{} {:?} is empty", what, span);
        Ok(())
    };
    let range = |what: &str, start: usize, end: usize| {
        prop_assert!(start < end && end <= tokens, "{} has the tokens {}..{} of {}", what, start, end, tokens);
        Ok(())
    };
    for block in &analysis.document.blocks {
        filled("a block", block.span)?;
        range("a block", block.start, block.end)?;
    }
    for sentence in &analysis.detected.sentences {
        filled("a sentence", sentence.span)?;
        range("a sentence", sentence.start, sentence.end)?;
    }
    for quotation in &analysis.detected.quotations {
        filled("a quotation", quotation.span)?;
        filled("the inside of a quotation", quotation.inner)?;
        prop_assert!(quotation.span.contains(quotation.inner), "{quotation:?} does not hold its inside");
    }
    for cue in &analysis.detected.cues {
        filled("a cue", cue.span)?;
        range("a cue", cue.start, cue.end)?;
    }
    let count = analysis.attributions.len();
    for attribution in &analysis.attributions {
        filled("the cue of an attribution", attribution.cue.span)?;
        prop_assert!(!attribution.content.is_empty(), "{attribution:?} has no content");
        for span in &attribution.content {
            filled("content", *span)?;
        }
        prop_assert!(attribution.content.is_sorted(), "the content of {attribution:?} is out of order");
        let phrases = attribution.source.into_iter().chain(attribution.relays.iter().map(|relay| relay.phrase));
        for Phrase { start, end } in phrases {
            range("a source", start, end)?;
            filled("a source", analysis.findings().main.source_span(Phrase { start, end }))?;
        }
        let links = attribution.governor.into_iter().chain(attribution.within);
        prop_assert!(links.into_iter().all(|other| other < count), "{attribution:?} points to nothing");
    }
    let facts = &analysis.document.facts;
    let spans = [facts.outlet, facts.headline, facts.footer];
    spans.into_iter().flatten().chain(facts.credits.iter().copied()).try_for_each(|span| place("a fact", span))
}

/// Code points cut the same text from a record as bytes did for the row.
fn records_cut_what_rows_print(rows: &[Row], records: &[Record], text: &str) -> TestCaseResult {
    let chars: Vec<char> = text.chars().collect();
    let cut = |spans: &[[usize; 2]], with: &str| -> Option<String> {
        let parts: Option<Vec<String>> =
            spans.iter().map(|[start, end]| Some(chars.get(*start..*end)?.iter().collect())).collect();
        parts.map(|parts| parts.join(with))
    };
    prop_assert_eq!(rows.len(), records.len());
    for (row, record) in rows.iter().zip(records) {
        prop_assert_eq!(cut(&record.cue, ""), Some(row.cue.to_string()));
        prop_assert_eq!(cut(&record.source, ""), Some(row.source_text.to_string()));
        prop_assert_eq!(cut(&record.content, " […] "), Some(row.content.to_string()));
        let shown: Vec<String> = record.content.iter().map(|[start, end]| format!("{start}-{end}")).collect();
        prop_assert_eq!(shown.join(";"), &*row.content_offsets);
        prop_assert!(!row.cue.is_empty() && !row.content.is_empty(), "{row:?}");
    }
    Ok(())
}

/// Rows as CSV: one line each, and as many cells as there are columns.
fn rows_come_back(rows: &[Row]) -> TestCaseResult {
    let mut bytes = Vec::new();
    let mut writer = CsvWriter::new(&mut bytes).unwrap();
    for row in rows {
        writer.write(row).unwrap();
    }
    writer.flush().unwrap();
    drop(writer);
    let text = String::from_utf8(bytes).unwrap();
    let text = text.trim_start_matches('\u{FEFF}');
    let breaks = text.matches(['\n', '\u{85}', '\u{2028}', '\u{2029}']).count();
    prop_assert_eq!(breaks, rows.len() + 1, "a row is not one line: {}", text);
    let back = sayso::write::csv::rows(text.as_bytes()).and_then(|rows| rows.collect::<Result<Vec<Row>, _>>());
    prop_assert!(back.is_ok(), "{:?}", back);
    let back = back.unwrap_or_default();
    prop_assert_eq!(back.len(), rows.len());
    for (back, row) in back.iter().zip(rows) {
        prop_assert_eq!(&back.attribution_id, &row.attribution_id);
        // Line breaks and controls are spaces.
        let plain: String = row.content.chars().map(|c| if breaks_a_line(c) { ' ' } else { c }).collect();
        prop_assert_eq!(&back.content, &plain);
    }
    Ok(())
}

fn breaks_a_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

fn config() -> ProptestConfig {
    let set = |name: &str| std::env::var_os(name).is_some();
    let mut config = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if !set("PROPTEST_CASES") {
        config.cases = 96;
    }
    if !set("PROPTEST_RNG_SEED") {
        config.rng_seed = RngSeed::Fixed(20_251_116);
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_order_of_lines_in_several_languages_is_analysed_soundly(text in shuffled_lines()) {
        hold(&text)?;
    }

    #[test]
    fn any_mixture_of_words_and_marks_is_analysed_soundly(text in mixture()) {
        hold(&text)?;
    }

    #[test]
    fn any_stretch_of_a_damaged_article_is_analysed_soundly(text in damaged_article()) {
        hold(&text)?;
    }
}

#[test]
fn the_mixtures_are_rich_enough_to_make_rows() {
    let rows: usize = ARTICLES.iter().map(|text| analyze(text).findings().rows().len()).sum();
    assert!(rows >= ARTICLES.len(), "{rows} rows: the properties would hold of nothing");
}

#[test]
fn a_text_may_end_with_a_cue_that_wants_a_verb() {
    for text in ["حسبما", "قال كما", "¡كما"] {
        hold(text).unwrap();
    }
}

#[test]
fn a_text_may_end_with_an_apposition() {
    for text in ["ونفت وجود أبناء المد,نة.", "أبنائنا»،يلخص مؤسس المكتبة،é"]
    {
        hold(text).unwrap();
    }
}

#[test]
fn an_attribution_without_content_is_none() {
    let text = ")) وأكدت ف";
    let analysis = analyze(text);
    assert!(analysis.attributions.iter().all(|attribution| !attribution.content.is_empty()));
    hold(text).unwrap();
}
