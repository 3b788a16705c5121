//! The command line from end to end: what goes in, what comes out, and the exit status.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

const SENTENCE: &str = "
وقالت الوزارة إن الطريق الساحلي سيبقى مغلقاً حتى نهاية الأسبوع المقبل بسبب أعمال الصيانة.
";

fn sayso() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sayso"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn run(args: &[&str]) -> Output {
    sayso().args(args).stdin(Stdio::null()).output().unwrap()
}

fn run_with(args: &[&str], input: &[u8]) -> Output {
    let mut child =
        sayso().args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let feeding = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = feeding.join().unwrap();
    output
}

/// An empty directory of the test's own.
fn place(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn file(place: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = place.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn fixtures() -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ar")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "txt"));
    let mut paths: Vec<String> = paths.map(|path| path.to_str().unwrap().to_owned()).collect();
    paths.sort();
    assert!(paths.len() > 5);
    paths
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("killed: {}", stderr(output)))
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The rows of a report, after its header was looked at.
fn rows(output: &Output) -> Vec<csv::StringRecord> {
    rows_of(&output.stdout)
}

fn rows_of(report: &[u8]) -> Vec<csv::StringRecord> {
    let body = report.strip_prefix(b"\xEF\xBB\xBF").expect("a byte-order mark");
    let mut reader = csv::Reader::from_reader(body);
    assert_eq!(reader.headers().unwrap().len(), 49);
    reader.records().map(Result::unwrap).collect()
}

/// The rows without what tells where they came from.
fn without_place(rows: &[csv::StringRecord]) -> Vec<Vec<String>> {
    let kept = |at: usize| !matches!(at, 0 | 1 | 34 | 35);
    rows.iter()
        .map(|row| row.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, cell)| cell.to_owned()).collect())
        .collect()
}

fn lines(output: &Output) -> Vec<serde_json::Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_report_has_a_mark_49_columns_and_line_ends_that_spreadsheets_expect() {
    let fixtures = fixtures();
    let args: Vec<&str> = std::iter::once("report").chain(fixtures.iter().map(String::as_str)).collect();
    let output = run(&args);
    assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
    let rows = rows(&output);
    assert!(rows.len() > 100, "{} rows", rows.len());
    let text = stdout(&output);
    assert_eq!(text.matches("\r\n").count(), rows.len() + 1);
    assert_eq!(text.matches('\n').count(), rows.len() + 1);
    assert_eq!(&rows[0][1], "agency-plain#001");
    let mut ids: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
    ids.dedup();
    assert_eq!(ids.len(), fixtures.len(), "one run of rows an article, in the order of the inputs");
}

#[test]
fn standard_input_gives_the_same_rows_as_the_file() {
    let path = "fixtures/ar/guillemets.txt";
    let from_file = rows(&run(&["report", path]));
    let output = run_with(&["report", "-"], &fs::read(path).unwrap());
    assert_eq!(code(&output), 0);
    let from_stdin = rows(&output);
    assert_eq!(&from_stdin[0][0], "stdin");
    assert_eq!(without_place(&from_file), without_place(&from_stdin));
}

#[test]
fn what_is_said_of_the_articles_stands_in_the_rows() {
    let output = run_with(
        &["report", "-", "--outlet", "The Tester", "--date", "2024-05-31", "--lang", "ar"],
        SENTENCE.as_bytes(),
    );
    let rows = rows(&output);
    assert_eq!((code(&output), &rows[0][2], &rows[0][3]), (0, "The Tester", "2024-05-31"));
}

#[test]
fn json_lines_keep_their_order_and_their_ids() {
    let gold = fs::read_to_string("fixtures/ar/gold.jsonl").unwrap();
    let wanted: Vec<String> = gold
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    let output = run(&["report", "fixtures/ar/gold.jsonl", "--format", "jsonl"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
    let found = lines(&output);
    let ids: Vec<&str> = found.iter().map(|line| line["id"].as_str().unwrap()).collect();
    assert_eq!(ids, wanted);
    assert!(found.iter().all(|line| line["lang"] == "ar" && !line["attributions"].as_array().unwrap().is_empty()));
    // The same without the extension, told by the brace, with a mark and blank lines in front.
    let piped = run_with(&["report", "-", "--format", "jsonl"], format!("\u{FEFF}\n \r\n{gold}").as_bytes());
    let found =
        |output: &Output| lines(output).into_iter().map(|line| line["attributions"].clone()).collect::<Vec<_>>();
    assert_eq!((code(&piped), found(&piped)), (0, found(&output)));
}

#[test]
fn a_bad_line_is_named_and_the_others_are_reported() {
    let place = place("bad-line");
    let mut input = b"{\"id\":\"a\",\"text\":\"x\"}\nnot json\n".to_vec();
    input.extend(b"{\"id\":\"b\",\"text\":\"\xFF\"}\n{\"id\":\"c\"}\n{\"id\":\"d\",\"text\":\"y\"}");
    let path = file(&place, "in.jsonl", input);
    let output = run(&["report", &path, "--format", "jsonl"]);
    assert_eq!(code(&output), 1);
    let found = lines(&output);
    assert_eq!(found.iter().map(|line| line["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a", "d"]);
    for line in [2, 3, 4] {
        assert!(stderr(&output).contains(&format!("in.jsonl: line {line}:")), "{}", stderr(&output));
    }
}

#[test]
fn the_output_file_tells_the_format_and_a_directory_gets_the_report() {
    let place = place("output");
    let path = |name: &str| place.join(name).to_str().unwrap().to_owned();
    let article = "fixtures/ar/sport.txt";
    let expected = run(&["report", article]).stdout;
    for (output, made) in [
        (path("a.csv"), "a.csv"),
        (path("new/"), "new/attributions.csv"),
        (path("."), "attributions.csv"),
        (path("a.txt"), "a.txt"),
    ] {
        let run = run(&["report", article, "-o", &output]);
        assert_eq!((code(&run), run.stdout.len(), stderr(&run).as_str()), (0, 0, ""));
        assert_eq!(fs::read(place.join(made)).unwrap(), expected);
    }
    assert_eq!(code(&run(&["report", article, "-o", &path("a.jsonl")])), 0);
    assert!(fs::read_to_string(path("a.jsonl")).unwrap().starts_with("{\"id\":\"sport\""));
    assert_eq!(code(&run(&["report", article, "--format", "jsonl", "-o", &path(".")])), 0);
    assert!(place.join("attributions.jsonl").exists());
    let mut names: Vec<_> = fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    let pages = ["articles-001.html", "articles.csv", "attributions.csv", "attributions.jsonl"];
    let report = ["corpus.csv", "corroboration.csv", "csv-metadata.json", "datapackage.json", "errors.jsonl", "new"];
    let last = ["relays.csv", "report.html", "report.xlsx", "sources.csv", "statements.csv"];
    assert_eq!(names, [&["a.csv", "a.jsonl", "a.txt"][..], &pages, &report, &last].concat());
    assert_eq!(code(&run(&["report", article, "--no-xlsx", "-o", &path("plain/")])), 0);
    assert!(place.join("plain/datapackage.json").exists() && !place.join("plain/report.xlsx").exists());
}

#[test]
fn pages_of_an_earlier_report_go_and_no_html_leaves_all_out() {
    let place = place("pages");
    let folder = format!("{}/", place.display());
    let names = |ending: &str| {
        let names = fs::read_dir(&place).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|name| name.ends_with(ending)).collect();
        names.sort();
        names
    };
    assert_eq!(code(&run(&["report", "fixtures/ar/sport.txt", "--no-html", "-o", &folder])), 0);
    assert_eq!(names(".html"), [""; 0]);
    for name in ["articles-002.html", "articles-003.html", "articles-005.html"] {
        fs::write(place.join(name), "old").unwrap();
    }
    assert_eq!(code(&run(&["report", "fixtures/ar/sport.txt", "-o", &folder])), 0);
    // What does not follow on is no page of ours.
    assert_eq!(names(".html"), ["articles-001.html", "articles-005.html", "report.html"]);
    assert_eq!(names(".part"), [""; 0]);
}

/// More articles than a batch takes, every other without an attribution.
fn many(place: &Path) -> String {
    let texts = ["The pier is old.", "The mayor said the pier is \"safe\" \u{1F600}."];
    let line = |at: usize| serde_json::json!({ "id": format!("../{at}"), "text": texts[at % 2] }).to_string() + "\n";
    file(place, "many.jsonl", (0..700).map(line).collect::<String>())
}

#[test]
fn forms_of_other_tools_are_whole_over_many_batches() {
    let place = place("forms");
    let articles = many(&place);
    let whole = |form: &str| -> serde_json::Value {
        let output = run(&["report", &articles, "--format", form]);
        assert_eq!(code(&output), 0, "{}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    assert_eq!(whole("w3c")["first"]["items"].as_array().unwrap().len(), 350);
    assert_eq!(whole("schema-org")["@graph"].as_array().unwrap().len(), 700 + 350);
    assert_eq!(whole("label-studio").as_array().unwrap().len(), 700);
    let tokens = run(&["report", &articles, "--format", "conll"]).stdout;
    let tokens = String::from_utf8(tokens).unwrap();
    assert_eq!(tokens.matches("# id = ").count(), 700);
    assert_eq!(tokens.matches("\tB-CUE\t").count(), 350);
    // An input without an article is whole too.
    let nothing = file(&place, "nothing.jsonl", "");
    for form in ["w3c", "schema-org", "label-studio"] {
        serde_json::from_slice::<serde_json::Value>(&run(&["report", &nothing, "--format", form]).stdout).unwrap();
    }
}

#[test]
fn brat_gets_two_files_for_each_article() {
    let place = place("brat");
    let articles = many(&place);
    let folder = format!("{}/", place.join("out").display());
    let output = run(&["report", &articles, "--format", "brat"]);
    assert_eq!((code(&output), output.stdout.len()), (2, 0));
    assert!(stderr(&output).contains("-o out/"), "{}", stderr(&output));
    assert_eq!(code(&run(&["report", &articles, "--format", "brat", "-o", &folder])), 0);
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names.len(), 2 * 700 + 2);
    assert_eq!(names[..3], ["000001-0.ann", "000001-0.txt", "000002-1.ann"]);
    assert_eq!(names[1400..], ["annotation.conf", "errors.jsonl"]);
    let marks = fs::read_to_string(place.join("out/000002-1.ann")).unwrap();
    assert!(marks.starts_with("T1\tAttribution 10 14\tsaid\n"), "{marks}");
}

#[test]
fn a_directory_gets_the_table_of_articles_too() {
    let place = place("articles");
    let fixtures = fixtures();
    let folder = format!("{}/", place.join("csv").display());
    let args = ["report", "-o", &folder].into_iter().chain(fixtures.iter().map(String::as_str));
    assert_eq!(code(&run(&args.collect::<Vec<_>>())), 0);
    let rows = rows_of(&fs::read(place.join("csv/attributions.csv")).unwrap());
    let table = fs::read_to_string(place.join("csv/articles.csv")).unwrap();
    assert_eq!(table.matches("\r\n").count(), fixtures.len() + 1);
    let mut reader = csv::Reader::from_reader(table.strip_prefix('\u{FEFF}').expect("a byte-order mark").as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 60);
    for article in reader.records().map(Result::unwrap) {
        let own = rows.iter().filter(|row| row[0] == article[0]).count();
        assert_eq!(article[7], own.to_string(), "{}", &article[0]);
    }
    // Lines for tools come without tables.
    let folder = format!("{}/", place.join("jsonl").display());
    assert_eq!(code(&run(&["report", &fixtures[0], "--format", "jsonl", "-o", &folder])), 0);
    let names: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(fs::read_to_string(place.join("jsonl/errors.jsonl")).unwrap(), "");
}

#[test]
fn neither_table_appears_where_one_cannot_be_written() {
    for table in ["articles.csv", "corpus.csv"] {
        let place = place("half");
        fs::create_dir(place.join(table)).unwrap();
        let output = run(&["report", "fixtures/ar/sport.txt", "-o", place.to_str().unwrap()]);
        assert_eq!(code(&output), 3);
        assert!(stderr(&output).contains(table), "{}", stderr(&output));
        assert_eq!(fs::read_dir(&place).unwrap().count(), 1);
    }
}

#[test]
fn the_same_content_through_other_chains_is_flagged_and_listed() {
    let place = place("echoes");
    let article = |id: &str, text: &str| format!("{}\n", serde_json::json!({ "id": id, "lang": "en", "text": text }));
    let said = "the ferry will sail again on Thursday after a week of heavy storms.";
    let articles = [
        article("a", &format!("Ada Voss said {said}")),
        article("b", &format!("Reuters quoted Ada Voss as saying {said}")),
        article("c", &format!("Nils Orrin said that {said}")),
        article("d", "Nils Orrin said the old bridge stays closed to lorries until the end of the month."),
    ];
    let input = place.join("in.jsonl");
    fs::write(&input, articles.concat()).unwrap();
    let folder = format!("{}/", place.join("out").display());
    let output = run(&["report", input.to_str().unwrap(), "-o", &folder]);
    assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
    let column = |name: &str, column: &str| {
        let table = fs::read(place.join("out").join(name)).unwrap();
        let mut reader = csv::Reader::from_reader(&table[..]);
        let at = reader.headers().unwrap().iter().position(|header| header == column).unwrap();
        reader.records().map(|record| record.unwrap()[at].to_owned()).collect::<Vec<String>>()
    };
    let flags = column("attributions.csv", "flags");
    let both = "same_origin_elsewhere;other_origin_elsewhere";
    assert!(flags[0].ends_with(both) && flags[1].ends_with(both), "{flags:?}");
    assert!(flags[2].ends_with("other_origin_elsewhere") && !flags[2].contains("same"), "{flags:?}");
    assert!(!flags[3].contains("elsewhere"), "{flags:?}");
    assert_eq!(column("corroboration.csv", "attribution_id"), ["a#001", "b#001", "c#001"]);
    assert_eq!(column("corroboration.csv", "claim_id"), ["a#001"; 3]);
    assert_eq!(column("corroboration.csv", "chains"), ["3"; 3]);
    assert_eq!(column("corroboration.csv", "origins"), ["2"; 3]);
    // A file by itself has no tables beside it, and no flags of theirs.
    let alone = place.join("alone.csv");
    assert_eq!(code(&run(&["report", input.to_str().unwrap(), "-o", alone.to_str().unwrap()])), 0);
    assert!(!fs::read_to_string(alone).unwrap().contains("elsewhere"));
}

#[test]
fn parties_are_for_tables_and_their_faults_have_a_place() {
    let place = place("parties");
    let table = |name: &str, text: &str| {
        fs::write(place.join(name), text).unwrap();
        place.join(name).to_str().unwrap().to_owned()
    };
    let good = table("good.csv", "source,party\nReuters,Press\n");
    let bad = table("bad.csv", "source,party\nReuters,Press\nReuters,State\n");
    let folder = format!("{}/", place.join("out").display());
    let report =
        |parties: &str, output: &str| run(&["report", "fixtures/ar/sport.txt", "--parties", parties, "-o", output]);
    assert_eq!(code(&report(&good, &folder)), 0);
    assert!(fs::read_to_string(place.join("out/corpus.csv")).unwrap().contains(",party_share:Press,"));
    let output = report(&bad, &folder);
    assert!(code(&output) == 2 && stderr(&output).contains("bad.csv:3"), "{}", stderr(&output));
    let output = report(&good, place.join("a.csv").to_str().unwrap());
    assert!(code(&output) == 2 && stderr(&output).contains("-o out/"), "{}", stderr(&output));
}

#[test]
fn several_inputs_of_which_some_fail_are_reported_without_them() {
    let place = place("empty-folder");
    let folder = place.to_str().unwrap();
    let output = run(&["report", "no/such.txt", "fixtures/ar/sport.txt", folder, "fixtures/ar/maghreb.txt"]);
    assert_eq!(code(&output), 1);
    let mut ids: Vec<String> = rows(&output).iter().map(|row| row[0].to_owned()).collect();
    ids.dedup();
    assert_eq!(ids, ["sport", "maghreb"]);
    let errors = stderr(&output);
    assert_eq!(errors.lines().count(), 2, "{errors}");
    assert!(errors.contains("no/such.txt: there is no such file"), "{errors}");
    assert!(errors.contains("there is no file in the directory"), "{errors}");
}

#[test]
fn a_missing_file_alone_leaves_an_empty_report() {
    let input = "no/such.txt";
    let output = run(&["report", input]);
    assert_eq!((code(&output), rows(&output).len()), (1, 0));
    assert!(stderr(&output).contains(input));
    assert_eq!(code(&run(&["explain", input])), 1);
}

#[test]
fn random_bytes_are_refused_with_their_place() {
    let place = place("random");
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    })
    .take(1 << 20)
    .collect();
    for name in ["noise.txt", "noise.jsonl"] {
        let path = file(&place, name, &noise);
        let output = run(&["report", &path]);
        assert_eq!((code(&output), rows(&output).len()), (1, 0));
        assert!(stderr(&output).contains(name), "{}", stderr(&output));
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    }
}

#[test]
fn an_article_with_a_broken_byte_is_still_reported() {
    let place = place("broken-byte");
    let mut bytes = fs::read("fixtures/ar/sport.txt").unwrap();
    let at = bytes.len() - 1;
    bytes.insert(at, 0xFF);
    let path = file(&place, "broken.txt", bytes);
    let output = run(&["report", &path]);
    rows(&output);
    assert!(matches!(code(&output), 0 | 1), "{}", stderr(&output));
    assert!(stderr(&output).contains("broken.txt") || !rows(&output).is_empty());
}

#[test]
fn an_article_in_a_legacy_encoding_is_reported() {
    let place = place("legacy");
    let text = fs::read_to_string("fixtures/ar/sport.txt").unwrap();
    let (legacy, _, lossy) = encoding_rs::WINDOWS_1256.encode(&text);
    assert!(!lossy);
    let path = file(&place, "sport.txt", &legacy);
    let output = run(&["report", &path]);
    let wanted = rows(&run(&["report", "fixtures/ar/sport.txt"]));
    assert_eq!((code(&output), without_place(&rows(&output))), (0, without_place(&wanted)));
}

#[test]
fn inputs_without_words_give_the_header_alone() {
    let place = place("no-words");
    for (name, bytes, noted) in [
        ("empty.txt", &b""[..], true),
        ("mark.txt", b"\xEF\xBB\xBF", true),
        ("blank.txt", b" \r\n\t\n", true),
        ("empty.jsonl", b"", true),
        ("quote.txt", b"\"", false),
        ("guillemet.txt", "\u{AB}".as_bytes(), false),
    ] {
        let path = file(&place, name, bytes);
        let output = run(&["report", &path]);
        assert_eq!((code(&output), rows(&output).len()), (0, 0), "{name}");
        assert_eq!(stderr(&output).starts_with("note: "), noted, "{name}: {}", stderr(&output));
        assert_eq!(code(&run(&["explain", &path])), 0, "{name}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let fixtures = fixtures();
    let many: Vec<&str> = fixtures.iter().map(String::as_str).cycle().take(60).collect();
    let gold = "fixtures/ar/gold.jsonl";
    let jsonl: Vec<&str> = ["report", "--format", "jsonl"].into_iter().chain(many.iter().copied()).collect();
    let csv: Vec<&str> = ["report"].into_iter().chain(many.iter().copied()).collect();
    for args in [csv, jsonl, vec!["explain", gold], vec!["check"], vec!["report", gold]] {
        for taken in [0, 10] {
            let mut child =
                sayso().args(&args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
            let mut pipe = child.stdout.take().unwrap();
            pipe.read_exact(&mut vec![0; taken]).unwrap();
            drop(pipe);
            let output = child.wait_with_output().unwrap();
            assert_eq!((code(&output), stderr(&output).as_str()), (0, ""), "{:?}", args[0]);
        }
    }
}

#[test]
fn wrong_usage_is_told_with_status_2() {
    for args in [
        &["report", "--no-such-flag", "x"][..],
        &["report"],
        &["no-such-command"],
        &[],
        &["report", "--format", "pdf", "x"],
        &["report", "--date", "2024-02-30", "x"],
        &["report", "--date", "31.05.2024", "x"],
        &["report", "--lang", "xx", "x"],
        &["explain", "a", "b"],
    ] {
        let output = run(args);
        assert_eq!((code(&output), output.stdout.len()), (2, 0), "{args:?}");
        assert!(!output.stderr.is_empty());
    }
    for args in [&["--help"][..], &["--version"], &["report", "--help"]] {
        assert_eq!(code(&run(args)), 0);
    }
}

#[test]
fn a_bad_grammar_stops_every_command_with_all_its_problems() {
    let place = place("bad-grammar");
    let grammar = file(&place, "bad.toml", "[langage]\ntag = 3\n[words]\nthat = 3\n[colours]\n");
    let good = "fixtures/ar/sport.txt";
    for args in [
        vec!["report", "--grammar", &grammar, good],
        vec!["explain", "--grammar", &grammar, good],
        vec!["check", "grammars/ar.toml", &grammar],
    ] {
        let output = run(&args);
        assert_eq!(code(&output), 2);
        let errors = stderr(&output);
        for wrong in ["langage", "colours", "bad.toml:4:"] {
            assert!(errors.contains(wrong), "{wrong} is not told:\n{errors}");
        }
        let found = stdout(&output);
        assert!(
            found.is_empty() || found.starts_with("grammars/ar.toml: ") && found.contains(" counter-examples hold"),
            "{found}"
        );
    }
    for missing in ["--grammar", "--sources"] {
        let output = run(&["report", missing, "no/such.file", good]);
        assert_eq!(code(&output), 2);
        assert!(stderr(&output).contains("no/such.file"));
    }
    let sources = file(&place, "sources.csv", "id,type\nx,y\n");
    assert_eq!(code(&run(&["report", "--sources", &sources, good])), 2);
}

#[test]
fn a_grammar_of_the_same_language_takes_the_place_of_the_built_in_one() {
    let place = place("own-grammar");
    let text = fs::read_to_string("grammars/ar.toml").unwrap();
    let grammar = file(&place, "own.toml", text);
    let good = "fixtures/ar/sport.txt";
    let output = run(&["report", "--grammar", &grammar, "--sources", "grammars/sources.csv", good]);
    assert_eq!((code(&output), output.stdout), (0, run(&["report", good]).stdout));
    let refused = run(&["report", "--lang", "xx", "--grammar", &grammar, good]);
    assert!(stderr(&refused).contains("there are ar, en:"), "{}", stderr(&refused));
}

#[test]
fn the_built_in_grammars_are_sound() {
    let output = run(&["check"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
    let found = stdout(&output);
    assert!(found.starts_with("grammars/ar.toml: ") && found.contains(" counter-examples hold"), "{found}");
    assert!(!found.contains("nothing exercises"), "{found}");
}

#[test]
fn an_output_that_cannot_be_written_is_told_with_status_3() {
    let place = place("unwritable");
    let blocked = file(&place, "a-file", "kept");
    let good = "fixtures/ar/sport.txt";
    for target in
        [format!("{}/none/report.csv", place.display()), format!("{blocked}/report.csv"), format!("{blocked}/")]
    {
        let output = run(&["report", good, "-o", &target]);
        assert_eq!((code(&output), output.stdout.len()), (3, 0), "{target}");
        assert!(
            stderr(&output).contains("a-file") || stderr(&output).contains("none/report.csv"),
            "{}",
            stderr(&output)
        );
    }
    assert_eq!(fs::read_to_string(&blocked).unwrap(), "kept");
    assert_eq!(fs::read_dir(&place).unwrap().count(), 1, "no half file is left");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told_with_status_3() {
    for args in [&["report", "fixtures/ar/sport.txt"][..], &["explain", "fixtures/ar/sport.txt"], &["check"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = sayso().args(args).stdout(full).output().unwrap();
        assert_eq!(code(&output), 3, "{args:?}: {}", stderr(&output));
    }
    let output = run(&["report", "fixtures/ar/sport.txt", "-o", "/dev/full"]);
    assert_eq!(code(&output), 3);
    assert!(Path::new("/dev/full").exists());
}

#[test]
fn explain_shows_every_attribution_with_its_pattern_and_chain() {
    let output = run(&["explain", "fixtures/ar/chain-of-three.txt"]);
    assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
    let shown = stdout(&output);
    let rows = rows(&run(&["report", "fixtures/ar/chain-of-three.txt"]));
    assert!(shown.starts_with(&format!("chain-of-three [ar] {} attributions\n", rows.len())), "{shown}");
    for label in ["cue", "content"] {
        assert_eq!(shown.matches(&format!("\n      {label:8}")).count(), rows.len(), "{label}");
    }
    for row in &rows {
        assert!(shown.contains(&row[27]) && shown.contains(&row[29]), "offsets of {}", &row[1]);
    }
    assert!(shown.contains("\n      chain   "));
    assert!(shown.lines().all(|line| line.chars().count() <= 90), "marks over letters take no column, but little more");
}

#[test]
fn explain_is_plain_where_there_is_no_terminal_and_coloured_where_it_is_asked_for() {
    let plain = stdout(&run(&["explain", "fixtures/ar/sport.txt"]));
    assert!(!plain.contains(['\u{1B}', '\u{2068}', '\u{2069}']));
    let forced = sayso().args(["explain", "fixtures/ar/sport.txt"]).env("CLICOLOR_FORCE", "1").output().unwrap();
    assert!(stdout(&forced).contains('\u{1B}'));
    let never = sayso().args(["explain", "fixtures/ar/sport.txt"]).env("NO_COLOR", "1").output().unwrap();
    assert_eq!(stdout(&never), plain);
}

#[test]
fn an_article_cannot_steer_the_terminal() {
    let text = format!("\u{1B}]0;owned\u{7}{}", SENTENCE.trim());
    let output = run_with(&["explain", "-"], text.as_bytes());
    assert_eq!(code(&output), 0);
    assert!(!stdout(&output).contains(['\u{1B}', '\u{7}']));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let args = ["report", "fixtures/ar/gold.jsonl"];
    assert_eq!(run(&args).stdout, run(&args).stdout);
}

/// `cargo test --release --test cli -- --ignored --nocapture`
#[test]
#[ignore = "takes long; prints its time"]
fn a_single_line_of_50_megabytes_is_analysed() {
    let place = place("long-line");
    let line = SENTENCE.replace('\n', " ").repeat((50 << 20) / SENTENCE.len());
    let path = file(&place, "long.txt", &line);
    let target = place.join("long.csv");
    let start = Instant::now();
    let output = run(&["report", "--max-article", "100000000", &path, "-o", target.to_str().unwrap()]);
    let time = start.elapsed();
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    println!("{} bytes in one line: {} rows in {time:.1?}", line.len(), rows_of(&fs::read(target).unwrap()).len());
}

/// A file of JSON Lines with these texts, each with the language that it says it is in.
fn lines_of(place: &Path, articles: &[(&str, &str)]) -> String {
    let line = |(at, (lang, text)): (usize, &(&str, &str))| {
        serde_json::json!({"id": at.to_string(), "lang": lang, "text": text}).to_string() + "\n"
    };
    file(place, "articles.jsonl", articles.iter().enumerate().map(line).collect::<String>())
}

#[test]
fn an_id_given_twice_is_told_once() {
    let line = r#"{"id": "a", "text": "Nothing here."}"#;
    let path = file(&place("seen"), "twice.jsonl", format!("{line}\n{line}\n"));
    let output = run(&["report", &path]);
    let told = stderr(&output);
    assert_eq!(code(&output), 0);
    assert_eq!(told.matches("the id `a`").count(), 1, "{told}");
}

#[test]
fn an_article_that_no_grammar_reads_is_skipped_and_the_reason_named() {
    let german = "Die Ministerin sagte, der Hafen bleibe bis zum Ende der Woche geschlossen, weil die Arbeiten dauern.";
    let place = place("no-grammar");
    let path = lines_of(&place, &[("xx", "12"), ("ar", SENTENCE), ("", german)]);
    for command in ["report", "explain"] {
        let output = run(&[command, &path]);
        let told = stderr(&output);
        assert_eq!(code(&output), 1, "{told}");
        assert!(told.contains("line 1: it is in `xx`, for which there is no grammar; there are: ar, en;"), "{told}");
        assert!(told.contains("line 3: it is in `de`") && told.contains("--grammar FILE"), "{told}");
        assert_eq!(told.lines().count(), 2, "{told}");
    }
    let out = place.join("out/");
    assert_eq!(rows_of(&run(&["report", &path]).stdout).len(), 1);
    assert_eq!(code(&run(&["report", &path, "-o", out.to_str().unwrap()])), 1);
    let errors = fs::read_to_string(out.join("errors.jsonl")).unwrap();
    assert_eq!(errors.matches(r#""reason":"no_grammar""#).count(), 2, "{errors}");
    let output = run(&["report", "--lang", "ar", &path]);
    assert_eq!((code(&output), stderr(&output).as_str()), (0, ""));
}

#[test]
fn a_language_that_the_text_contradicts_is_told_once() {
    let path = lines_of(&place("contradicted"), &[("en", SENTENCE), ("en", SENTENCE)]);
    let output = run(&["report", "--format", "jsonl", &path]);
    let told = stderr(&output);
    assert_eq!(
        (code(&output), told.matches("says that it is in `en`, but its text is in `ar`").count()),
        (0, 1),
        "{told}"
    );
    assert_eq!(stdout(&output).matches(r#""lang":"ar""#).count(), 2);
    // Who says it on the command line knows it better than the text.
    let output = run(&["report", "--format", "jsonl", "--lang", "en", &path]);
    assert_eq!((stdout(&output).matches(r#""lang":"en""#).count(), stderr(&output).as_str()), (2, ""));
}

#[test]
fn completions_and_pages_of_the_manual_are_made_of_the_command_line() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(&["completions", shell]);
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains("paths-from"), "{shell}");
    }
    assert!(stdout(&run(&["man"])).contains(".TH sayso 1"));
    assert!(stdout(&run(&["man", "report"])).contains("\\-\\-paths\\-from"));
    let output = run(&["man", "no-such"]);
    assert_eq!(code(&output), 2);
    assert!(stderr(&output).contains("there are report, explain"));
}
