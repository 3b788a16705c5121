//! Inputs from end to end: whatever form an article comes in, its attributions are the same, and nothing that is broken
//! goes unsaid.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use flate2::Compression;
use flate2::write::GzEncoder;

fn run(args: &[&str]) -> Output {
    let root = env!("CARGO_MANIFEST_DIR");
    Command::new(env!("CARGO_BIN_EXE_sayso")).args(args).current_dir(root).stdin(Stdio::null()).output().unwrap()
}

/// An empty directory of the test's own.
fn place(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inputs").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn file(place: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    let path = place.join(name);
    fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

fn fixtures(language: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language);
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<(String, String)> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    texts.sort();
    assert!(texts.len() > 5);
    texts
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What was found, without where it was found: cue, content and chain of each attribution in order.
fn found(output: &Output) -> Vec<String> {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{stderr}");
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    let mut all = Vec::new();
    for line in lines.lines() {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        for attribution in line["attributions"].as_array().unwrap() {
            all.push(format!(
                "{} {} {} {}",
                attribution["cue"], attribution["content"], attribution["chain"], attribution["source"]
            ));
        }
    }
    all
}

/// A record of a crawl.
fn record(kind: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{:08}>\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len(),
        body.len()
    )
    .into_bytes();
    bytes.extend_from_slice(body);
    bytes.extend_from_slice(b"\r\n\r\n");
    bytes
}

fn response(page: &[u8], content_type: &str) -> Vec<u8> {
    let mut http = format!("HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nServer: x\r\n\r\n").into_bytes();
    http.extend_from_slice(page);
    record(
        "response",
        "WARC-Target-URI: http://example.org/a\r\nContent-Type: application/http; msgtype=response\r\n",
        &http,
    )
}

/// A page that holds the lines of a text: the first as its headline, the others as paragraphs.
fn page(text: &str, charset: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let mut lines = escaped.lines().filter(|line| !line.trim().is_empty());
    let headline = lines.next().unwrap_or_default();
    let body: String = lines.map(|line| format!("<p>{line}</p>\n")).collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"{charset}\"><title>{headline}</title></head><body>\
         <nav><a href=/>Home</a> <a href=/s>Sport</a></nav><article><h1>{headline}</h1>\n{body}</article>\
         <footer>All rights reserved</footer></body></html>"
    )
}

/// An article whose lines are what a page of it has too.
const ARTICLE: &str = "fixtures/ar/agency-plain.txt";

#[test]
fn an_article_gives_the_same_attributions_in_whatever_form_it_comes() {
    let place = place("forms");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(ARTICLE)).unwrap();
    let text: String =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{}\n", line.trim())).collect();
    let line = serde_json::json!({ "id": "a", "text": text }).to_string();
    let html = page(&text, "utf-8");
    let legacy = page(&text, "windows-1256");
    let (legacy, _, lossy) = encoding_rs::WINDOWS_1256.encode(&legacy);
    assert!(!lossy);
    let crawl = [packed(&record("warcinfo", "", b"x")), packed(&response(html.as_bytes(), "text/html"))].concat();
    let table = format!("id,text\r\na,\"{}\"\r\n", text.replace('"', "\"\""));
    let wanted = found(&run(&["report", "--format", "jsonl", &file(&place, "a.txt", &text)]));
    assert!(wanted.len() > 5);
    for (name, bytes) in [
        ("a.txt.gz", packed(text.as_bytes())),
        ("a.html", html.clone().into_bytes()),
        ("a.html.gz", packed(html.as_bytes())),
        ("no-ending", html.clone().into_bytes()),
        ("legacy.html", legacy.to_vec()),
        ("a.jsonl", line.clone().into_bytes()),
        ("a.jsonl.gz", packed(line.as_bytes())),
        ("a.csv", table.into_bytes()),
        ("a.warc.gz", crawl.clone()),
        ("a.warc", response(html.as_bytes(), "text/html; charset=utf-8")),
        ("legacy.warc", response(&legacy, "text/html; charset=windows-1256")),
    ] {
        let path = file(&place, name, bytes);
        assert_eq!(found(&run(&["report", "--format", "jsonl", &path])), wanted, "{name}");
    }
}

/// A text in an encoding, if all of it can be written in that.
type Encoder = fn(&str) -> Option<Vec<u8>>;

const ENCODINGS: [(&str, Encoder); 6] = [
    ("utf-8", |text| Some(text.as_bytes().to_vec())),
    ("utf-8 with a mark", |text| Some([b"\xEF\xBB\xBF", text.as_bytes()].concat())),
    ("utf-16le", |text| Some([0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect())),
    ("utf-16be", |text| Some([0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect())),
    ("windows-1256", |text| legacy(text, encoding_rs::WINDOWS_1256)),
    ("iso-8859-6", |text| legacy(text, encoding_rs::ISO_8859_6)),
];

fn legacy(text: &str, encoding: &'static encoding_rs::Encoding) -> Option<Vec<u8>> {
    let (bytes, _, lossy) = encoding.encode(text);
    (!lossy).then(|| bytes.into_owned())
}

#[test]
fn every_fixture_gives_the_same_report_in_six_encodings() {
    let fixtures = fixtures("ar");
    // The report without its last columns, which name the file.
    let rows = |folder: &Path| -> Vec<(String, String)> {
        let output = run(&["report", "--format", "jsonl", folder.to_str().unwrap()]);
        let lines = String::from_utf8(output.stdout).unwrap();
        let parsed = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        parsed.map(|line| (line["id"].to_string(), line["attributions"].to_string())).collect()
    };
    let mut wanted = Vec::new();
    for (name, encode) in ENCODINGS {
        let place = place(&format!("encodings/{name}"));
        let mut written = Vec::new();
        for (id, text) in &fixtures {
            if let Some(bytes) = encode(text) {
                file(&place, &format!("{id}.txt"), bytes);
                written.push(serde_json::Value::from(id.as_str()).to_string());
            }
        }
        let found = rows(&place);
        if wanted.is_empty() {
            wanted.clone_from(&found);
        }
        let expected: Vec<_> = wanted.iter().filter(|(id, _)| written.contains(id)).cloned().collect();
        assert!(expected.len() >= 5, "{name} can write {} fixtures", expected.len());
        assert!(found == expected, "{name}");
    }
}

#[test]
fn a_directory_is_read_by_name_and_ids_tell_the_way() {
    let place = place("directory");
    fs::create_dir_all(place.join("b/c")).unwrap();
    let (_, text) = fixtures("ar").remove(0);
    for name in ["b/c/one.txt", "b/one.txt", "a.txt", ".hidden.txt"] {
        file(&place, name, &text);
    }
    let output = run(&["report", "--format", "jsonl", place.to_str().unwrap()]);
    let lines = String::from_utf8(output.stdout).unwrap();
    let ids: Vec<String> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids, ["a", "b/c/one", "b/one"]);
    let list = file(&place, "list", "a.txt\n");
    let listed = Command::new(env!("CARGO_BIN_EXE_sayso"))
        .args(["report", "--format", "jsonl", "--paths-from", &list])
        .current_dir(&place)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(listed.stdout).unwrap().lines().count(), 1);
}

/// The figures of a run from its closing line: articles, rows, skipped, passed over.
fn figures(output: &Output) -> [usize; 4] {
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let line = stderr.lines().find(|line| line.contains(" articles, ")).expect("a closing line");
    let numbers: Vec<usize> = line
        .split([',', ';'])
        .filter_map(|part| part.trim().split(' ').next()?.replace('\u{2c}', "").parse().ok())
        .collect();
    [numbers[0], numbers[1], numbers[2], numbers[3]]
}

/// A crawl of five records: one that is no article, three pages, one more.
fn crawl(packing: bool) -> Vec<Vec<u8>> {
    let (_, text) = fixtures("ar").remove(0);
    let page = page(&text, "utf-8");
    let one = || response(page.as_bytes(), "text/html");
    let records = [record("warcinfo", "", b"software: x\r\n"), one(), one(), one(), record("metadata", "", b"x")];
    records.into_iter().map(|record| if packing { packed(&record) } else { record }).collect()
}

/// Damage to a record.
type Damage = fn(&mut Vec<u8>);

const PLAIN: [(&str, Damage); 14] = [
    ("no version", |record| record[..4].copy_from_slice(b"JUNK")),
    ("version 9", |record| record[5] = b'9'),
    ("no length", |record| replace(record, b"Content-Length", b"Content-Lenght")),
    ("length no number", |record| replace(record, b"Content-Length: ", b"Content-Length: x")),
    ("length too short", |record| shorten(record, |length| length - 100)),
    ("length too long", |record| shorten(record, |length| length + 100)),
    ("length far too long", |record| shorten(record, |length| length * 1000)),
    ("length negative", |record| replace(record, b"Content-Length: ", b"Content-Length: -")),
    ("header without end", |record| replace(record, b"\r\n\r\nHTTP", b"\r\nHTTP")),
    ("no http status", |record| replace(record, b"HTTP/1.1 200", b"HTTP/1.1 OK ")),
    ("no http at all", |record| replace(record, b"HTTP/1.1", b"GOPHER/1")),
    ("http without end", |record| replace(record, b"Server: x\r\n\r\n", b"Server: x\r\n\0\0")),
    ("unknown packing", |record| replace(record, b"Server: x", b"Content-Encoding: zz")),
    ("broken packing", |record| replace(record, b"Server: x", b"Content-Encoding: deflate")),
];

fn replace(record: &mut Vec<u8>, from: &[u8], to: &[u8]) {
    let at = record.windows(from.len()).position(|window| window == from).expect("something to damage");
    record.splice(at..at + from.len(), to.iter().copied());
    // The length of what follows the header changes with it.
    let grown = to.len() as i64 - from.len() as i64;
    let header = record.windows(4).position(|window| window == b"\r\n\r\n").unwrap_or_default();
    if at > header && grown != 0 {
        shorten(record, |length| length + grown);
    }
}

fn shorten(record: &mut Vec<u8>, length: impl Fn(i64) -> i64) {
    let name = b"Content-Length: ";
    let at = record.windows(name.len()).position(|window| window == name).unwrap() + name.len();
    let end = at + record[at..].iter().position(|byte| *byte == b'\r').unwrap();
    let old: i64 = std::str::from_utf8(&record[at..end]).unwrap().parse().unwrap();
    record.splice(at..end, length(old).to_string().into_bytes());
}

#[test]
fn a_damaged_record_of_a_crawl_is_told_and_all_others_are_reported() {
    let place = place("crawls");
    for packing in [false, true] {
        for (name, damage) in PLAIN {
            let mut records = crawl(false);
            damage(&mut records[2]);
            let bytes: Vec<u8> =
                records.into_iter().flat_map(|record| if packing { packed(&record) } else { record }).collect();
            let path = file(&place, if packing { "a.warc.gz" } else { "a.warc" }, bytes);
            let output = run(&["report", "--stats", &path]);
            let [articles, _, skipped, passed] = figures(&output);
            assert_eq!(
                [articles, skipped, passed],
                [2, 1, 2],
                "{name}, packed: {packing}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            assert_eq!(output.status.code(), Some(1), "{name}");
        }
    }
}

const PACKED: [(&str, Damage); 6] = [
    ("first byte", |member| member[0] = 0),
    ("method", |member| member[2] = 7),
    ("middle", |member| {
        let middle = member.len() / 2;
        member[middle..middle + 16].fill(0xFF);
    }),
    ("checksum", |member| {
        let end = member.len() - 6;
        member[end] ^= 0xFF;
    }),
    ("length", |member| {
        let end = member.len() - 1;
        member[end] ^= 0xFF;
    }),
    ("end cut off", |member| member.truncate(member.len() / 2)),
];

#[test]
fn a_damaged_member_of_packed_data_is_told_and_all_others_are_reported() {
    let place = place("members");
    for (name, damage) in PACKED {
        let mut members = crawl(true);
        damage(&mut members[2]);
        let path = file(&place, "a.warc.gz", members.concat());
        let output = run(&["report", "--stats", &path]);
        let [articles, _, skipped, passed] = figures(&output);
        // Damage behind the record's end is told although the record itself could be read.
        assert!(skipped == 1 && passed == 2 && (2..=3).contains(&articles), "{name}: {articles} {skipped} {passed}");
    }
}

#[test]
fn inputs_that_are_broken_as_a_whole_have_a_reason_each() {
    let place = place("broken");
    let whole: Vec<u8> = crawl(true).concat();
    let plain: Vec<u8> = crawl(false).concat();
    let bomb = packed(&vec![b' '; 30 << 20]);
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("cut.warc.gz", whole[..whole.len() - 30].to_vec(), "truncated"),
        ("cut.warc", plain[..plain.len() - 40].to_vec(), "truncated"),
        ("header-cut.warc", plain[..plain.len() - 60].to_vec(), "truncated"),
        ("page.warc", b"<html><p>no crawl".to_vec(), "bad_warc"),
        ("text.warc.gz", packed(b"just a line\n"), "bad_warc"),
        ("junk.gz", b"\x1F\x8B\x08\0junk that is no gzip at all".to_vec(), "bad_gzip"),
        ("cut.gz", packed(b"a text that is cut off")[..20].to_vec(), "truncated"),
        ("trailing.gz", [packed(b"sound"), b"trailing".to_vec()].concat(), "bad_gzip"),
        ("bomb.txt.gz", bomb.clone(), "too_large"),
        ("bomb.warc.gz", bomb, "bomb"),
        ("thrice.gz", packed(&packed(&packed(b"x"))), "bomb"),
        ("file.pdf", b"%PDF-1.4 \x93\x94".to_vec(), "unknown_form"),
        ("file.docx", b"PK\x03\x04\x14\0".to_vec(), "unknown_form"),
        ("noise.txt", (0..9000_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect(), "not_text"),
        ("no-column.csv", b"a,b\n1,2\n".to_vec(), "bad_table"),
        ("empty.csv", b"".to_vec(), "bad_table"),
        ("array.jsonl", b"[1, 2]".to_vec(), "bad_json"),
        ("deep.jsonl", [b"{\"id\":\"a\",\"text\":".to_vec(), b"[".repeat(100_000)].concat(), "bad_json"),
        ("surrogate.jsonl", br#"{"id":"a","text":"\ud800"}"#.to_vec(), "bad_json"),
        ("large.txt", b"word ".repeat(2 << 20), "too_large"),
        ("large.jsonl", format!("{{\"id\":\"a\",\"text\":\"{}\"}}", "word ".repeat(2 << 20)).into_bytes(), "too_large"),
        ("feed.rss", b"<rss version='2.0'><channel></channel></rss>".to_vec(), "unknown_form"),
    ];
    for (name, bytes, reason) in cases {
        let path = file(&place, name, bytes);
        let folder = format!("{}/", place.join("out").display());
        let output = run(&["report", &path, "-o", &folder]);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        let errors = fs::read_to_string(place.join("out/errors.jsonl")).unwrap();
        let reasons: Vec<String> = errors
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["reason"].as_str().unwrap().to_owned())
            .collect();
        if cfg!(feature = "feeds") && name == "feed.rss" {
            continue;
        }
        assert_eq!(output.status.code(), Some(1), "{name}: {stderr}");
        assert!(reasons.iter().any(|found| found == reason), "{name}: {reasons:?} {stderr}");
        assert!(stderr.contains(name) && !stderr.contains("panicked"), "{name}: {stderr}");
    }
}

/// Many articles as lines, some of them faulty.
fn many(count: usize) -> String {
    let texts: Vec<String> = fixtures("ar").into_iter().chain(fixtures("en")).map(|(_, text)| text).collect();
    let line = |at: usize| {
        if at % 13 == 5 {
            return "no json\n".to_owned();
        }
        format!("{}\n", serde_json::json!({ "id": format!("a{at}"), "text": texts[at * 7 % texts.len()] }))
    };
    (0..count).map(line).collect()
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let place = place("threads");
    let path = file(&place, "many.jsonl", many(300));
    let mut reports = Vec::new();
    for threads in 1..=8 {
        let folder = place.join(threads.to_string());
        let output = run(&[
            "report",
            &path,
            "--keep-text",
            "--threads",
            &threads.to_string(),
            "-o",
            &format!("{}/", folder.display()),
        ]);
        assert_eq!(output.status.code(), Some(1));
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        let tables = ["statements.csv", "sources.csv", "relays.csv", "corpus.csv", "corroboration.csv"].map(read);
        let pages = ["report.html", "articles-001.html"].map(read);
        reports.push((["attributions.csv", "articles.csv", "errors.jsonl", "texts.jsonl"].map(read), tables, pages));
    }
    assert!(reports.iter().all(|report| *report == reports[0]));
}

#[test]
fn the_kept_texts_are_an_input_that_gives_the_same_report() {
    let place = place("texts");
    let (_, text) = fixtures("ar").remove(3);
    let path = file(&place, "a.html", page(&text, "utf-8"));
    let folder = format!("{}/", place.join("out").display());
    assert_eq!(run(&["report", &path, "--keep-text", "-o", &folder]).status.code(), Some(0));
    let texts = format!("{folder}texts.jsonl");
    let again = found(&run(&["report", "--format", "jsonl", &texts]));
    assert_eq!(again, found(&run(&["report", "--format", "jsonl", &path])));
}
