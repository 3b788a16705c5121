//! The rules of a grammar file: frames, guards and patterns, with the examples that prove them.

use super::Rules;
use super::file::{File, Table, Text};
use super::lexicon::ClassId;
use super::notation::parse;
use super::pattern::{Counter, Example, Frame, Guard, Names, Only, Parts, Pattern, compile};

/// So many frames have numbers.
const MAX_FRAMES: usize = 1 << u8::BITS;

/// Reads `[[frame]]`, `[[guard]]` and `[[pattern]]`.
pub(super) fn read_patterns<'a>(
    file: &mut File<'a>,
    root: &Table<'a>,
    classes: &[(String, ClassId)],
    frames: &[String],
) -> Rules {
    let names = Names { classes, frames };
    let mut rules = Rules::default();
    for table in file.tables(root, "frame") {
        file.only(&table, &["id", "match", "near", "example"]);
        let id = file.required(&table, "id");
        // A frame without a line is only a name that patterns ask for.
        let lines = file.list(&table, "match");
        let lines = lines.iter().filter_map(|line| frame_line(file, line, &names)).collect();
        let Some(id) = id else { continue };
        if rules.frames.len() == MAX_FRAMES {
            file.fault(id.place, format!("more than {MAX_FRAMES} frames; one frame may have several lines to match"));
            break;
        }
        let near = file.flag(&table, "near");
        let name = id.text.into_owned();
        rules.frames.push(Frame::new(name, lines, near, examples(file, &table)));
    }
    for table in file.tables(root, "guard") {
        file.only(&table, &["id", "match"]);
        let (Some(id), Some(line)) = (file.required(&table, "id"), file.required(&table, "match")) else { continue };
        let Some((left, cue, right)) = line_parts(file, &line, &names) else { continue };
        let names_cue = cue.is_some();
        // A guard without a cue keeps its one class on the left.
        if names_cue { &mut rules.vetoes } else { &mut rules.covers }.add(&left);
        rules.guards.push(Guard { id: id.text.into_owned(), cue: cue.unwrap_or_default(), left, right, names_cue });
    }
    for table in file.tables(root, "pattern") {
        rules.patterns.extend(pattern(file, &table, &names));
    }
    check_counters(file, root, &rules);
    rules
}

/// A pattern for each line of the table; the first carries the examples.
fn pattern<'a>(file: &mut File<'a>, table: &Table<'a>, names: &Names<'_>) -> Vec<Pattern> {
    file.only(table, &["id", "match", "only", "example", "counter"]);
    let Some(id) = file.required(table, "id") else { return Vec::new() };
    let lines = file.list(table, "match");
    if lines.is_empty() {
        file.fault(table.place.clone(), "`match` is missing");
    }
    let mut examples = examples(file, table);
    let mut counters = counters(file, table);
    if examples.is_empty() {
        file.fault(id.place.clone(), format!("the pattern `{}` has no example; add a [[pattern.example]]", id.text));
    }
    let condition = file.optional(table, "only");
    let only = condition.as_ref().map(|text| Only::named(&text.text));
    if let (Some(text), Some(None)) = (&condition, only) {
        file.unknown(text.place.clone(), "condition", &text.text, Only::NAMES);
    }
    let only = only.flatten().unwrap_or_default();
    let mut patterns = Vec::new();
    for line in lines {
        let Some((left, cue, right)) = line_parts(file, &line, names) else { continue };
        let Some(cue) = cue else {
            file.fault(line.place.clone(), "a pattern needs one `CUE`");
            continue;
        };
        patterns.push(Pattern {
            id: id.text.clone().into_owned(),
            cue,
            left: left.as_slice().into(),
            right: right.as_slice().into(),
            only,
            examples: std::mem::take(&mut examples),
            counters: std::mem::take(&mut counters),
        });
    }
    patterns
}

fn frame_line(file: &mut File<'_>, line: &Text<'_>, names: &Names<'_>) -> Option<Vec<super::pattern::Step>> {
    let (left, cue, _) = line_parts(file, line, names)?;
    if cue.is_some() {
        file.fault(line.place.clone(), "a frame is what follows the cue; leave `CUE` out");
        return None;
    }
    Some(left.into_iter().rev().collect())
}

fn line_parts(file: &mut File<'_>, line: &Text<'_>, names: &Names<'_>) -> Option<Parts> {
    let elements = match parse(&line.text) {
        Ok(elements) => elements,
        Err(wrong) => {
            for (offset, word) in wrong {
                let start = line.place.start + offset;
                let message = format!(
                    "`{word}` is no element; expected CUE, SOURCE, SHARED, TOPIC, RELAY, TARGET, CONTENT, CLAUSE, QUOTATION, \
                     VERB, FRAME, START, END, `..` or the name of a word class"
                );
                file.fault(start..start + word.len(), message);
            }
            return None;
        }
    };
    match compile(&elements, names) {
        Ok(parts) => Some(parts),
        Err(faults) => {
            for (offset, what, name) in faults {
                let start = line.place.start + offset + line.text[offset..].find(name).unwrap_or(0);
                let known: Vec<&str> = match what {
                    "frame" => names.frames.iter().map(String::as_str).collect(),
                    "form" => super::pattern::FormFilter::NAMES.to_vec(),
                    _ => names.classes.iter().map(|(name, _)| name.as_str()).collect(),
                };
                file.unknown(start..start + name.len(), what, name, known);
            }
            None
        }
    }
}

fn examples<'a>(file: &mut File<'a>, table: &Table<'a>) -> Vec<Example> {
    let mut examples = Vec::new();
    for table in file.tables(table, "example") {
        file.only(&table, &["text", "source", "cue", "content", "relay"]);
        let (Some(text), Some(cue)) = (file.required(&table, "text"), file.required(&table, "cue")) else { continue };
        let content = file.list(&table, "content");
        if content.is_empty() {
            file.fault(table.place.clone(), "`content` is missing");
        }
        let source = file.optional(&table, "source");
        let relay = file.list(&table, "relay");
        for part in content.iter().chain(&source).chain(&relay).chain([&cue]) {
            if !text.text.contains(part.text.as_ref()) {
                file.fault(part.place.clone(), format!("`{}` does not occur in the example's text", part.text));
            }
        }
        let own = |text: Option<Text<'_>>| text.map(|text| text.text.into_owned()).unwrap_or_default();
        examples.push(Example {
            text: text.text.into_owned(),
            source: own(source),
            cue: cue.text.into_owned(),
            content: content.into_iter().map(|part| part.text.into_owned()).collect(),
            relay: relay.into_iter().map(|part| part.text.into_owned()).collect(),
            offset: table.place.start,
        });
    }
    examples
}

fn counters<'a>(file: &mut File<'a>, table: &Table<'a>) -> Vec<Counter> {
    let mut counters = Vec::new();
    for table in file.tables(table, "counter") {
        file.only(&table, &["text", "guard"]);
        let (Some(text), Some(guard)) = (file.required(&table, "text"), file.required(&table, "guard")) else {
            continue;
        };
        let offset = table.place.start;
        counters.push(Counter { text: text.text.into_owned(), guard: guard.text.into_owned(), offset });
    }
    counters
}

/// Every counter-example must name a guard that exists.
fn check_counters<'a>(file: &mut File<'a>, root: &Table<'a>, rules: &Rules) {
    let known: Vec<&str> = rules.guards.iter().map(|guard| guard.id.as_str()).collect();
    for pattern in file.tables(root, "pattern") {
        for counter in file.tables(&pattern, "counter") {
            let Some(guard) = file.optional(&counter, "guard") else { continue };
            if !known.contains(&guard.text.as_ref()) {
                file.unknown(guard.place.clone(), "guard", &guard.text, known.iter().copied());
            }
        }
    }
}
