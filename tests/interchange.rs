//! Every quotation comes out again as each tool would take it, by its own arithmetic, of all fixtures and of texts that are
//! hard to point into. Where a tool counts in another unit than code points, the fixture `emoji` tells.

// Clippy's leave for tests covers functions marked as tests, not what these share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use sayso::analyzer::Analyzer;
use sayso::read::Article;
use sayso::report::Record;
use sayso::write::interchange::Form;
use sayso::write::interchange::brat::Standoff;
use serde_json::Value;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::builtin().unwrap());

/// An article with what was found in it, and a form of it.
struct Made {
    article: Article,
    records: Vec<Record>,
    written: String,
}

impl Made {
    /// The contents of an attribution, as its spans in code points have them.
    fn contents(&self, record: &Record) -> Vec<String> {
        record.content.iter().map(|span| points(&self.article.text, *span)).collect()
    }
}

/// What a language without surrogates would call `text[start:end]`.
fn points(text: &str, [start, end]: [usize; 2]) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// Ids and texts: all fixtures, and some that are made to be hard.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for language in ["ar", "en"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(language)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                let id = path.file_stem().unwrap().to_string_lossy().into_owned();
                texts.push((id, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let broken = "Port\r\n\r\nThe mayor said 😀:\r\n\r\n\"The pier is old.\r\n\r\n\"We will close it,\" she said.\r\n";
    texts.push(("a/../b c\"#1".to_owned(), broken.to_owned()));
    texts.push(("nothing".to_owned(), "The pier is old.".to_owned()));
    texts.push((
        "marks".to_owned(),
        "The mayor said\u{2028}the \"pier\u{B}is\" old\tand <b>tall</b> & \\ 'weak'.".to_owned(),
    ));
    texts.sort();
    assert!(texts.len() > 30);
    texts
}

fn made(form: Form) -> impl Iterator<Item = Made> {
    texts().into_iter().map(move |(id, text)| {
        let url = (id == "emoji").then(|| "https://news.example/1".to_owned());
        let article = Article { id, text, url, ..Article::default() };
        let analysis = ANALYZER.analyze(article.clone());
        let mut bytes = Vec::new();
        form.write(&mut bytes, &analysis.findings()).unwrap();
        let written = format!("{}{}{}", form.head(), String::from_utf8(bytes).unwrap(), form.foot());
        Made { article, records: analysis.findings().records(), written }
    })
}

fn whole(value: &Value) -> usize {
    value.as_u64().unwrap() as usize
}

#[test]
fn a_web_annotation_finds_the_content_by_its_words_and_by_its_place() {
    for made in made(Form::W3c) {
        let text: Vec<char> = made.article.text.chars().collect();
        let collection: Value = serde_json::from_str(&made.written).unwrap();
        let items = collection["first"]["items"].as_array().unwrap();
        assert_eq!(items.len(), made.records.len());
        for (item, record) in items.iter().zip(&made.records) {
            let targets = item["target"].as_array().unwrap();
            let mut found = Vec::new();
            for target in targets {
                let [quote, position] = target["selector"].as_array().unwrap().as_slice() else { panic!("{target}") };
                let (start, end) = (whole(&position["start"]), whole(&position["end"]));
                let part = |name: &str| quote[name].as_str().unwrap().chars().collect::<Vec<char>>();
                let (prefix, exact, suffix) = (part("prefix"), part("exact"), part("suffix"));
                assert_eq!(text[start..end], exact);
                // The words between the same words stand there and nowhere else.
                let all = [prefix.as_slice(), &exact, &suffix].concat();
                let places: Vec<usize> = text
                    .windows(all.len())
                    .enumerate()
                    .filter(|(_, window)| *window == all)
                    .map(|(at, _)| at)
                    .collect();
                assert!(places.contains(&(start - prefix.len())), "{places:?}");
                found.push(exact.into_iter().collect::<String>());
            }
            assert_eq!(found, made.contents(record));
            let source = targets[0]["source"].as_str().unwrap();
            assert!(source.starts_with("https://") || source.starts_with("urn:x-sayso:article:"), "{source}");
            assert!(source.is_ascii() && !source.contains([' ', '"', '#']), "{source}");
            assert_eq!(item["sayso:chain"].as_array().unwrap().len(), record.chain.len());
        }
    }
}

#[test]
fn schema_org_has_an_article_and_all_that_is_said_in_it() {
    for made in made(Form::SchemaOrg) {
        let graph: Value = serde_json::from_str(&made.written).unwrap();
        let (article, said) = graph["@graph"].as_array().unwrap().split_first().unwrap();
        assert_eq!((article["@type"].as_str(), said.len()), (Some("NewsArticle"), made.records.len()));
        for (said, record) in said.iter().zip(&made.records) {
            assert_eq!(said["text"], made.contents(record).join(" […] "));
            let quotation = record.kind == "direct";
            assert_eq!(said["@type"], if quotation { "Quotation" } else { "Claim" });
            assert_eq!(said[if quotation { "isPartOf" } else { "appearance" }]["@id"], article["@id"]);
            assert_eq!(said["sayso:chain"].as_array().unwrap().len(), record.chain.len());
        }
    }
}

#[test]
fn label_studio_finds_every_region_by_counting_code_points() {
    for made in made(Form::LabelStudio) {
        let tasks: Value = serde_json::from_str(&made.written).unwrap();
        let text = tasks[0]["data"]["text"].as_str().unwrap();
        assert_eq!(text, made.article.text);
        let results = tasks[0]["predictions"][0]["result"].as_array().unwrap();
        let regions: Vec<&Value> = results.iter().filter(|result| result["type"] == "labels").collect();
        for region in &regions {
            let value = &region["value"];
            assert_eq!(points(text, [whole(&value["start"]), whole(&value["end"])]), value["text"].as_str().unwrap());
        }
        let contents: Vec<&str> = (regions.iter())
            .filter(|region| region["value"]["labels"][0] == "Content")
            .map(|region| region["value"]["text"].as_str().unwrap())
            .collect();
        assert_eq!(contents, made.records.iter().flat_map(|record| made.contents(record)).collect::<Vec<_>>());
        let known = |id: &Value| regions.iter().any(|region| region["id"] == *id);
        let relations = results.iter().filter(|result| result["type"] == "relation");
        for relation in relations {
            assert!(known(&relation["from_id"]) && known(&relation["to_id"]), "{relation}");
        }
    }
}

#[test]
fn brat_finds_every_span_and_every_event_its_arguments() {
    for made in made(Form::Brat) {
        let standoff: Standoff = serde_json::from_str(&made.written).unwrap();
        // Readers of lines make one break of two characters; the offsets have to fit after that too.
        let text = standoff.text.replace("\r\n", "\n");
        assert_eq!(text.chars().count(), made.article.text.chars().count());
        let lines: Vec<&str> = standoff.annotations.lines().collect();
        assert_eq!(lines.len(), standoff.annotations.matches('\n').count());
        let mut bound: Vec<(&str, &str, &str)> = Vec::new();
        for line in lines.iter().filter(|line| line.starts_with('T')) {
            let [id, place, words] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let (kind, spans) = place.split_once(' ').unwrap();
            let pieces: Vec<String> = (spans.split(';'))
                .map(|span| span.split_once(' ').unwrap())
                .map(|(start, end)| points(&text, [start.parse().unwrap(), end.parse().unwrap()]))
                .collect();
            assert_eq!(pieces.join(" "), words);
            bound.push((id, kind, words));
        }
        let events: Vec<&&str> = lines.iter().filter(|line| line.starts_with('E')).collect();
        assert_eq!(events.len(), made.records.len());
        for (event, record) in events.iter().zip(&made.records) {
            let mut arguments =
                event.split_once('\t').unwrap().1.split(' ').map(|argument| argument.split_once(':').unwrap());
            for (role, id) in arguments.by_ref() {
                let (_, kind, words) = bound.iter().find(|(known, ..)| *known == id).unwrap();
                assert_eq!(*kind, role);
                if role == "Content" {
                    let breaks = |c: char| c.is_control() || c == '\u{2028}';
                    let wanted = made.contents(record).join(" ");
                    let words_of = |text: &str| text.split(|c: char| breaks(c) || c == ' ').collect::<String>();
                    assert_eq!(words_of(words), words_of(&wanted));
                }
            }
        }
        let name = standoff.name(7);
        assert!(name.starts_with("000007") && !name.contains(['/', '.', ' ', '"']), "{name}");
    }
}

#[test]
fn a_token_has_its_place_and_the_labels_of_what_holds_it() {
    for made in made(Form::Conll) {
        let mut numbers = vec![Vec::new(); made.records.len()];
        let mut last = 0;
        for line in made.written.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            let [form, start, end, source, cue, content, held] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("{line}")
            };
            let span = [start.parse().unwrap(), end.parse().unwrap()];
            assert_eq!(points(&made.article.text, span), form);
            assert!(span[0] >= last, "{line}");
            last = span[1];
            for (label, layer) in [(source, "SOURCE"), (cue, "CUE"), (content, "CONTENT")] {
                let of_layer = held.split(';').filter(|role| role.ends_with(&format!(":{layer}"))).count();
                assert_eq!(label == "O", of_layer == 0, "{line}");
                assert!(label == "O" || label[1..] == format!("-{layer}"), "{line}");
            }
            for role in held.split(';').filter(|role| role.ends_with(":CONTENT")) {
                numbers[role.split(':').next().unwrap().parse::<usize>().unwrap() - 1].push(span);
            }
        }
        for (tokens, record) in numbers.iter().zip(&made.records) {
            // From the first to the last token of every piece, and with nothing between that is no token's.
            let covers = |[start, end]: &[usize; 2]| {
                let inside = tokens.iter().filter(|token| token[0] < *end && *start < token[1]);
                let (first, last) = (inside.clone().map(|t| t[0]).min(), inside.map(|t| t[1]).max());
                first.is_some_and(|first| first <= *start) && last.is_some_and(|last| last >= *end)
            };
            assert!(record.content.iter().all(covers), "{record:?}: {tokens:?}");
        }
    }
}

#[test]
fn the_fixture_with_emoji_tells_the_units_apart() {
    let made = made(Form::Conll).find(|made| made.article.id == "emoji").unwrap();
    let units: Vec<u16> = made.article.text.encode_utf16().collect();
    assert!(!made.records.is_empty());
    for record in &made.records {
        let [start, end] = record.content[0];
        assert_ne!(String::from_utf16_lossy(&units[start..end]), made.contents(record)[0]);
        assert_ne!(made.article.text.as_bytes()[start..end], *made.contents(record)[0].as_bytes());
    }
}
