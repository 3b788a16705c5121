//! Workbooks and tables as spreadsheets see them: text stays text, whatever it looks like.
//!
//! The files that these tests write stay in the target folder, for a look with a spreadsheet.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod strings;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::report::corroboration::CorroborationRow;
use sayso::report::plain::{plain, unguarded};
use sayso::report::summary::{CorpusRow, RelayRow, SourceRow};
use sayso::report::{ArticleRow, Cells, Datatype, Row, StatementRow, Table, choices};
use sayso::write::csv::table as table_of;
use sayso::write::xlsx::Book;

const ROWS: Table = Table::of::<Row>("attributions");
const ARTICLES: Table = Table::of::<ArticleRow>("articles");
/// The most that a cell of a workbook holds.
const CELL: usize = 32_767;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

fn place() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("workbook");
    fs::create_dir_all(&path).unwrap();
    path
}

fn book(tables: &[(Table, &[u8])]) -> Vec<u8> {
    book_by(2, tables)
}

/// A workbook on which so many threads work.
fn book_by(threads: usize, tables: &[(Table, &[u8])]) -> Vec<u8> {
    let mut book = Book::new(&place(), threads).unwrap();
    tables.iter().for_each(|(table, csv)| book.table(table, *csv).unwrap());
    let mut out = Vec::new();
    book.finish(&mut out).unwrap();
    out
}

/// The files of a workbook that hold text.
fn parts(book: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut parts = BTreeMap::new();
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        parts.insert(file.name().unwrap().into_owned(), text);
    }
    parts
}

/// The part that holds a sheet, by its number from 1.
fn sheet(book: &[u8], number: usize) -> String {
    parts(book).remove(&format!("xl/worksheets/sheet{number}.xml")).unwrap()
}

fn rows_of(text: &str) -> Vec<Row<'static>> {
    let article = Article { id: "a".to_owned(), text: text.to_owned(), ..Article::default() };
    // Rows show what stands in the analysis, which so lives as long as the test's process.
    Box::leak(Box::new(ANALYZER.analyze(article))).findings().rows()
}

/// Rows of a table that have one of the strings in every column with text.
fn hostile<R: Cells + serde::de::DeserializeOwned>() -> Vec<(String, R)> {
    let row = |string: String| {
        let cell = |column: &sayso::report::Column| match column.datatype {
            Datatype::Text => string.clone(),
            _ if column.required => "1".to_owned(),
            _ => String::new(),
        };
        let header: Vec<&str> = R::COLUMNS.iter().map(|column| column.name).collect();
        let cells: Vec<String> = R::COLUMNS.iter().map(cell).collect();
        let row = csv::StringRecord::from(cells).deserialize(Some(&csv::StringRecord::from(header))).unwrap();
        (string, row)
    };
    strings::all().into_iter().map(row).collect()
}

fn assert_harmless<R: Cells + serde::de::DeserializeOwned>(table: Table) {
    let (strings, rows): (Vec<String>, Vec<R>) = hostile::<R>().into_iter().unzip();
    assert!(strings.len() >= 150, "{}", strings.len());
    let written = table_of(&rows);
    let text = |at: usize| table.columns[at].datatype == Datatype::Text;

    let mut reader = csv::Reader::from_reader(written.as_slice());
    for (string, record) in strings.iter().zip(reader.records()) {
        for (_, cell) in record.unwrap().iter().enumerate().filter(|(at, _)| text(*at)) {
            let seen = cell.find(|c: char| c.is_ascii_graphic() || c.is_alphanumeric());
            let first = seen.and_then(|at| cell[at..].chars().next());
            assert!(!first.is_some_and(|c| "=+-@".contains(c)), "{cell:?}");
            assert_eq!(unguarded(cell), plain(string));
        }
    }

    let bytes = book(&[(table, &written)]);
    // Forty cells of the longest text in one line take LibreOffice minutes, which no article has.
    let short: Vec<R> =
        rows.into_iter().zip(&strings).filter(|(_, string)| string.len() < CELL).map(|row| row.0).collect();
    fs::write(place().join(format!("hostile-{}.csv", table.name)), table_of(&short)).unwrap();
    fs::write(place().join(format!("hostile-{}.xlsx", table.name)), &bytes).unwrap();
    for (name, part) in parts(&bytes) {
        let formulas =
            part.contains("<f>") || part.contains("<f ") || part.contains("<hyperlink") || part.contains("ddeLink");
        assert!(!formulas && !name.contains("externalLink"), "{name}");
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(workbook.worksheet_formula(table.name).unwrap().used_cells().count(), 0);
    let range = workbook.worksheet_range(table.name).unwrap();
    for (row, string) in (1..).zip(&strings) {
        for at in (0..table.columns.len()).filter(|at| text(*at)) {
            let cell = range.get_value((row, u32::try_from(at).unwrap()));
            let Some(Data::String(cell)) = cell else { panic!("{string:?}: {cell:?}") };
            assert_eq!(*cell, plain(string));
            assert!(cell.encode_utf16().count() <= CELL);
        }
    }
}

#[test]
fn no_hostile_string_is_more_than_text_in_a_table_of_attributions() {
    assert_harmless::<Row>(ROWS);
}

#[test]
fn no_hostile_string_is_more_than_text_in_a_table_of_articles() {
    assert_harmless::<ArticleRow>(ARTICLES);
}

#[test]
fn no_hostile_string_is_more_than_text_in_the_other_tables() {
    assert_harmless::<StatementRow>(Table::of::<StatementRow>("statements"));
    assert_harmless::<SourceRow>(Table::of::<SourceRow>("sources"));
    assert_harmless::<RelayRow>(Table::of::<RelayRow>("relays"));
    assert_harmless::<CorpusRow>(Table::of::<CorpusRow>("corpus"));
    assert_harmless::<CorroborationRow>(Table::of::<CorroborationRow>("corroboration"));
}

#[test]
fn a_table_of_a_language_written_from_right_to_left_is_read_so() {
    let arabic = table_of(&rows_of("وقالت الوزارة إن الطريق الساحلي سيبقى مغلقاً حتى نهاية الأسبوع."));
    let english = table_of(&rows_of("The mayor said the pier is safe."));
    let turned = |csv: &[u8], number| sheet(&book(&[(ROWS, csv)]), number).contains("rightToLeft=\"1\"");
    // The overview comes first.
    assert_eq!([turned(&arabic, 1), turned(&arabic, 2)], [true, true]);
    assert_eq!([turned(&english, 1), turned(&english, 2)], [false, false]);
}

#[test]
fn review_columns_have_lists_to_choose_from() {
    let sheet = sheet(&book(&[(ROWS, &table_of(&rows_of("The mayor said the pier is safe. He said it was old.")))]), 2);
    for column in ROWS.columns {
        let Some(choices) = choices(column.name) else { continue };
        let list = format!("<formula1>\"{}\"</formula1>", choices.values.join(","));
        let validation = sheet.split("<dataValidation ").find(|part| part.contains(&list)).unwrap();
        // From the first row to the last, which is the second.
        let place = validation.split("sqref=\"").nth(1).unwrap().split('"').next().unwrap();
        let (from, to) = place.split_once(':').unwrap();
        assert!(from.ends_with('2') && to.ends_with('3') && from[..from.len() - 1] == to[..to.len() - 1], "{place}");
        assert_eq!(validation.contains("showErrorMessage=\"1\""), !choices.several, "{}", column.name);
    }
    // Columns are counted in letters: after Z comes AA.
    let (high, low) = ((ROWS.columns.len() - 1) / 26, (ROWS.columns.len() - 1) % 26);
    let letter = |number: usize| char::from(b'A' + u8::try_from(number).unwrap());
    let filters = format!("<autoFilter ref=\"A1:{}{}3\"/>", letter(high - 1), letter(low));
    assert!(sheet.contains(&filters) && sheet.contains("state=\"frozen\""), "{filters}");
}

#[test]
fn the_sentence_shows_source_cue_and_content() {
    let rows = rows_of("The mayor said the pier is \"safe enough\".");
    let bytes = book(&[(ROWS, &table_of(&rows))]);
    let sheet = sheet(&bytes, 2);
    let runs: Vec<&str> = sheet.split("<r>").skip(1).map(|run| run.split("</r>").next().unwrap()).collect();
    let run = |words: &str| {
        runs.iter().find(|run| run.contains(&format!(">{words}</t>"))).unwrap_or_else(|| panic!("{runs:?}"))
    };
    assert!(run("The mayor").contains("<b/>") && run("said").contains("<i/>"));
    let colour = |run: &str| run.split("<color rgb=\"").nth(1).map(|rest| rest[..8].to_owned());
    let colours = [colour(run("The mayor")), colour(run("said")), colour(run("safe enough"))];
    assert!(colours.iter().all(Option::is_some) && colours[0] != colours[1] && colours[1] != colours[2], "{colours:?}");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let range = workbook.worksheet_range("attributions").unwrap();
    let at = ROWS.columns.iter().position(|column| column.name == "sentence_text").unwrap();
    assert_eq!(range.get((1, at)), Some(&Data::String(rows[0].sentence_text.to_string())));
    let confidence = ROWS.columns.iter().position(|column| column.name == "confidence").unwrap();
    assert_eq!(range.get((1, confidence)), rows[0].confidence.map(Data::Float).as_ref());
}

#[test]
fn the_overview_counts_sources_and_how_they_stand() {
    let text = "Reuters reported that the pier is closed. Reuters said it was old. An official said it would open.";
    let rows = rows_of(text);
    assert_eq!(rows.len(), 3);
    let bytes = book(&[(ROWS, &table_of(&rows))]);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(workbook.sheet_names(), ["overview", "attributions"]);
    let range = workbook.worksheet_range("overview").unwrap();
    let number =
        |row| range.get((row, 2)).and_then(|cell| if let Data::Float(number) = cell { Some(*number) } else { None });
    let stands: Vec<_> = (3..8).map(number).collect();
    assert_eq!(stands, [0.0, 2.0, 1.0, 0.0, 0.0].map(Some));
    assert_eq!((range.get((11, 0)), number(11)), (Some(&Data::String("Reuters".to_owned())), Some(2.0)));
    assert!(parts(&bytes).keys().filter(|name| name.starts_with("xl/charts/chart")).count() == 2);
}

#[test]
fn the_same_tables_make_the_same_bytes() {
    let (rows, articles) = (table_of(&rows_of("The mayor said the pier is safe.")), table_of(&[ArticleRow::default()]));
    let made = || book(&[(ROWS, &rows), (ARTICLES, &articles)]);
    let first = made();
    // A clock would have gone on.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert!(first == made());
}

#[test]
fn a_long_table_has_its_rows_in_order_whoever_worked_on_them() {
    let row = |number: usize| ArticleRow {
        article_id: format!("a{number}"),
        headline: "قال ".repeat(number % 150),
        words: number,
        ..ArticleRow::default()
    };
    let table = table_of(&(2..=3_000).map(row).collect::<Vec<_>>());
    assert!(table.len() > 1 << 20, "{}", table.len());
    let bytes = book_by(1, &[(ARTICLES, &table)]);
    assert!([2, 5].iter().all(|threads| book_by(*threads, &[(ARTICLES, &table)]) == bytes));
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    let range = workbook.worksheet_range("articles").unwrap();
    let words = ARTICLES.columns.iter().position(|column| column.name == "words").unwrap();
    for (at, cells) in range.rows().enumerate().skip(1) {
        assert_eq!(cells[0], Data::String(format!("a{}", at + 1)));
        assert_eq!(cells[words], Data::Float((at + 1) as f64));
    }
    assert_eq!(range.height(), 3_000);
    assert!(sheet(&bytes, 1).contains("<dimension ref=\"A1:BH3000\"/>"));
}

#[test]
fn cells_look_as_the_workbook_numbers_their_formats() {
    let rows = rows_of("وقالت الوزارة إن الطريق مغلق حتى الخميس.");
    let parts = parts(&book(&[(ROWS, &table_of(&rows))]));
    let formats: Vec<&str> = parts["xl/styles.xml"].split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    let format = |name: &str| {
        let at = ROWS.columns.iter().position(|column| column.name == name).unwrap();
        let letters = if at < 26 { String::new() } else { "A".to_owned() };
        let place = format!("<c r=\"{letters}{}2\" s=\"", char::from(b'A' + (at % 26) as u8));
        let found = parts["xl/worksheets/sheet2.xml"].split(&place).nth(1).unwrap_or_else(|| panic!("no {place}"));
        formats[found.split('"').next().unwrap().parse::<usize>().unwrap()]
    };
    let (turned, wrapped) = ("readingOrder=\"2\"", "wrapText=\"1\"");
    let has = |name: &str| [format(name).contains(turned), format(name).contains(wrapped)];
    assert_eq!(["source_type", "cue", "content"].map(has), [[false, false], [true, false], [true, true]]);
    let named = |code: &str| {
        let formats = parts["xl/styles.xml"].split("<numFmt ").find(|format| format.contains(code)).unwrap();
        format!("numFmtId=\"{}\"", formats.split('"').nth(1).unwrap())
    };
    assert!(format("relay_depth").contains(&named("formatCode=\"0\"")));
    assert!(format("confidence").contains(&named("formatCode=\"0.00\"")));
}

#[test]
fn tables_without_rows_make_sheets() {
    let bytes = book(&[(ROWS, &table_of::<Row>(&[])), (ARTICLES, &table_of::<ArticleRow>(&[]))]);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(workbook.sheet_names(), ["overview", "attributions", "articles"]);
    assert_eq!(workbook.worksheet_range("attributions").unwrap().height(), 1);
}
