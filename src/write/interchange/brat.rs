//! Standoff annotations for brat: a text, and a file of what stands where in it, in code points. The cue triggers an event
//! with source and content; spans in pieces are one annotation.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::called;
use crate::report::{Findings, Record};
use crate::span::ByPoints;

/// What brat has to be told of the types.
pub const CONFIG: &str = "[entities]
Source
Content

[relations]

[events]
Attribution\tSource?:Source, Content*:Content

[attributes]
Mode\tArg:<EVENT>, Value:direct|indirect|mixed
Stance\tArg:<EVENT>, Value:neutral|emphatic|factive|distancing|concessive|negative|hedged|directive|commissive|expressive
";

/// An article with its annotations, until they get files of their own.
#[derive(Debug, Serialize, Deserialize)]
pub struct Standoff {
    /// The id of the article.
    pub id: String,
    /// What goes into the `.txt`.
    pub text: String,
    /// What goes into the `.ann`.
    pub annotations: String,
}

impl Standoff {
    /// The name of its two files, without ending, by its number from 1: of the id what every file system takes.
    pub fn name(&self, number: usize) -> String {
        let safe = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
        let id: String = self.id.chars().take(60).map(safe).collect();
        format!("{number:06}-{}", id.trim_matches('-')).trim_end_matches('-').to_owned()
    }
}

/// Writes an article as a line.
pub fn write(out: &mut impl Write, findings: &Findings<'_>) -> io::Result<()> {
    let document = findings.main.view.document;
    // Readers make one line break of two characters, after which no offset would fit.
    let text = document.text.replace("\r\n", " \n");
    let points = ByPoints::new(&text);
    let mut file = File::default();
    findings.records().iter().for_each(|record| file.record(record, &points));
    serde_json::to_writer(&mut *out, &Standoff { id: document.id.clone(), annotations: file.lines, text })?;
    out.write_all(b"\n")
}

/// An `.ann` in the making.
#[derive(Default)]
struct File {
    lines: String,
    /// How many text-bound annotations, events and attributes it has.
    texts: usize,
    events: usize,
    attributes: usize,
}

impl File {
    fn record(&mut self, record: &Record, points: &ByPoints<'_>) {
        let Some(trigger) = self.text("Attribution", &record.cue, points) else { return };
        let mut event = format!("Attribution:{trigger}");
        for (role, spans) in [("Source", &record.source), ("Content", &record.content)] {
            if let Some(id) = self.text(role, spans, points) {
                event += &format!(" {role}:{id}");
            }
        }
        self.events += 1;
        let number = self.events;
        self.lines += &format!("E{number}\t{event}\n");
        let stance = record.stance.name();
        for (attribute, value) in [("Mode", record.kind), ("Stance", stance)] {
            if value != "none" {
                self.attributes += 1;
                self.lines += &format!("A{}\t{attribute} E{number} {value}\n", self.attributes);
            }
        }
        if !record.chain.is_empty() {
            let names: Vec<&str> = record.chain.iter().map(called).collect();
            let names = names.join(" > ").replace(is_break, " ");
            self.lines += &format!("#{number}\tAnnotatorNotes E{number}\t{names}\n");
        }
    }

    /// A text-bound annotation; its id, unless there is nothing to bind it to.
    fn text(&mut self, kind: &str, spans: &[[usize; 2]], points: &ByPoints<'_>) -> Option<String> {
        let pieces: Vec<[usize; 2]> = spans.iter().flat_map(|span| unbroken(*span, points)).collect();
        if pieces.is_empty() {
            return None;
        }
        self.texts += 1;
        let places: Vec<String> = pieces.iter().map(|[start, end]| format!("{start} {end}")).collect();
        let texts: Vec<&str> = pieces.iter().map(|piece| points.slice(*piece)).collect();
        self.lines += &format!("T{}\t{kind} {}\t{}\n", self.texts, places.join(";"), texts.join(" "));
        Some(format!("T{}", self.texts))
    }
}

/// The pieces of a span between line breaks, which no annotation may hold.
fn unbroken([start, end]: [usize; 2], points: &ByPoints<'_>) -> Vec<[usize; 2]> {
    let mut at = start;
    let pieces = points.slice([start, end]).split(is_break).map(|piece| {
        let piece = [at, at + piece.chars().count()];
        at = piece[1] + 1;
        piece
    });
    pieces.filter(|[start, end]| start < end).collect()
}

/// What some reader of lines takes for the end of one.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
