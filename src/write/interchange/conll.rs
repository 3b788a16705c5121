//! A token a line for scorers, with one label for each layer, and at the end every attribution that holds the token, since
//! attributions may lie in each other.

use std::io::{self, Write};

use super::name;
use crate::report::{Findings, Record};
use crate::span::{CodePoints, Span};

/// The names of the columns.
pub const HEAD: &str = "# columns = FORM START END SOURCE CUE CONTENT ATTRIBUTIONS\n";

/// A layer: its name, and the spans that an attribution has in it.
type Layer = (&'static str, fn(&Record) -> &[[usize; 2]]);
const LAYERS: [Layer; 3] =
    [("SOURCE", |record| &record.source), ("CUE", |record| &record.cue), ("CONTENT", |record| &record.content)];

/// Writes the tokens of an article, sentence by sentence. Lines that no grammar reads are left out.
pub fn write(out: &mut impl Write, findings: &Findings<'_>) -> io::Result<()> {
    let document = findings.main.view.document;
    let points = CodePoints::new(&document.text);
    let records = findings.records();
    writeln!(out, "# id = {}", one_line(&document.id))?;
    writeln!(out, "# lang = {}", findings.main.view.grammar.language.tag)?;
    for number in 0..records.len() {
        writeln!(out, "# attribution {} = {}", number + 1, one_line(&name(document, number)))?;
    }
    let mut sentences: Vec<(Span, Vec<Span>)> = findings
        .parts()
        .flat_map(|part| {
            let tokens = &part.view.document.tokens;
            let of = move |sentence: &crate::read::sentence::Sentence| {
                (sentence.span, tokens[sentence.start..sentence.end].iter().map(|token| token.span).collect())
            };
            part.detected.sentences.iter().map(of)
        })
        .collect();
    sentences.sort_by_key(|(span, _)| *span);
    // What held the token before, in each layer.
    let mut before = [None; LAYERS.len()];
    for (_, tokens) in sentences {
        for token in tokens {
            let [start, end] = points.pair(token);
            let labels = [0, 1, 2].map(|layer| label(&records, LAYERS[layer], [start, end], &mut before[layer]));
            let held: Vec<String> = records.iter().enumerate().flat_map(|held| roles(held, [start, end])).collect();
            let held = if held.is_empty() { "_".to_owned() } else { held.join(";") };
            writeln!(out, "{}\t{start}\t{end}\t{}\t{held}", token.of(&document.text), labels.join("\t"))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The label of a token in a layer: that of the first attribution whose span holds it.
fn label(
    records: &[Record],
    (name, spans): Layer,
    token: [usize; 2],
    before: &mut Option<(usize, [usize; 2])>,
) -> String {
    let holding = |(number, record): (usize, &Record)| {
        spans(record).iter().find(|span| overlaps(**span, token)).map(|span| (number, *span))
    };
    let found = records.iter().enumerate().find_map(holding);
    let begins = found != *before;
    *before = found;
    match found {
        None => "O".to_owned(),
        Some(_) if begins => format!("B-{name}"),
        Some(_) => format!("I-{name}"),
    }
}

/// What a token is in an attribution: `3:CONTENT`.
fn roles((number, record): (usize, &Record), token: [usize; 2]) -> impl Iterator<Item = String> {
    let held = LAYERS.into_iter().filter(move |(_, spans)| spans(record).iter().any(|span| overlaps(*span, token)));
    held.map(move |(name, _)| format!("{}:{name}", number + 1))
}

fn overlaps(span: [usize; 2], token: [usize; 2]) -> bool {
    span[0] < token[1] && token[0] < span[1]
}

fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}
