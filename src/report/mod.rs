//! Floor 6: attributions become rows, one each and one for the article, as the schema of the report has them; rows become
//! summaries.

mod article;
mod cells;
mod claim;
pub mod corroboration;
mod counted;
mod diversity;
mod flags;
mod maker;
mod part;
pub mod plain;
mod quoted;
pub mod room;
mod row;
mod sink;
mod stand;
mod statement;
pub mod summary;
mod tally;
mod values;
mod words;

pub use article::ArticleRow;
pub use cells::{Amount, Cell, Cells, Column, Datatype, Ratio, Table, share};
pub use counted::Counted;
pub use part::Part;
pub use row::Row;
pub use sink::{Group, RowSink};
pub use stand::{STANDS, stand};
pub use statement::StatementRow;
pub use values::{Choices, choices, values};

use crate::attribute::Attribution;
use crate::grammar::terms::{Act, SourceType, Stance};
use crate::resolve::{Credit, SourceId};
use crate::span::CodePoints;

/// The version of the tables' columns.
pub const SCHEMA: u32 = 2;

/// One attribution as tools read it: the JSON Lines format. Spans are half-open, in code points.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Record {
    /// The source as printed beside the cue; empty where the subject is dropped.
    pub source: Vec<[usize; 2]>,
    /// The cue.
    pub cue: Vec<[usize; 2]>,
    /// The pieces of the content, in text order.
    pub content: Vec<[usize; 2]>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// From the publisher's side to the origin.
    pub chain: Vec<RecordLink>,
    /// The type of the origin.
    #[serde(rename = "type")]
    pub source_type: SourceType,
    /// What the cue does to the claim.
    pub stance: Stance,
    /// Belief or intention; absent where the cue is one of speech.
    #[serde(skip_serializing_if = "is_speech")]
    pub act: Act,
    /// How often rows made in this way are right; absent where it was not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// The pattern, with the frame after a stroke.
    pub pattern: String,
    /// What told who the source is.
    pub sieve: &'static str,
    /// Remarks.
    pub flags: Vec<&'static str>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for it
fn is_speech(act: &Act) -> bool {
    *act == Act::Speech
}

/// A link of a chain as tools read it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct RecordLink {
    /// The fullest name in the article.
    pub name: String,
    /// The canonical English name; absent if unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub canonical: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: SourceType,
    /// `relay` or `origin`.
    pub role: &'static str,
}

/// An analysed article, ready to be reported.
#[derive(Clone, Debug)]
pub struct Findings<'a> {
    /// The part in the language of most of the text.
    pub main: Part<'a>,
    /// The parts in other languages.
    pub others: Vec<Part<'a>>,
}

/// An attribution that makes a row.
#[derive(Clone, Copy, Debug)]
pub struct Reported<'a> {
    /// The part of the article in which it was found.
    pub part: Part<'a>,
    /// The attribution.
    pub attribution: &'a Attribution,
    /// Who is credited with it.
    pub credit: &'a Credit,
}

impl<'a> Reported<'a> {
    /// The sources from the publisher's side to the origin.
    fn links(&self) -> impl DoubleEndedIterator<Item = SourceId> + use<'a> {
        self.credit.chain.iter().map(|link| link.source)
    }

    /// The first byte of the block that it stands in.
    pub fn block(&self) -> u32 {
        let block = self.part.detected.sentences[self.attribution.sentence].block;
        self.part.view.document.blocks[block].span.start
    }
}

/// Which attributions make rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Selection {
    /// Those inside attributed content too: what somebody said that somebody said.
    pub nested: bool,
    /// Only what was said or written, no beliefs and intentions.
    pub speech: bool,
    /// The least confidence; rows that were not measured are kept.
    pub min_confidence: f64,
}

impl<'a> Findings<'a> {
    /// The article's parts, that in the language of most of the text first.
    pub fn parts(&self) -> impl Iterator<Item = Part<'a>> {
        std::iter::once(self.main).chain(self.others.iter().copied())
    }

    /// The attributions that make rows, in text order.
    pub fn reported(&self) -> impl Iterator<Item = Reported<'a>> + use<'a> {
        let of =
            |part: Part<'a>| part.reported().map(move |(attribution, credit)| Reported { part, attribution, credit });
        // A block belongs to one part, and within a part the order is that of the text.
        let (alone, mut sorted) = match self.others[..] {
            [] => (Some(of(self.main)), Vec::new()),
            _ => (None, self.parts().flat_map(of).collect::<Vec<_>>()),
        };
        sorted.sort_by_key(Reported::block);
        alone.into_iter().flatten().chain(sorted)
    }

    /// How many attributions make rows.
    pub fn count(&self) -> usize {
        self.parts().map(|part| part.reported().count()).sum()
    }

    /// How many rows the least confidence leaves out.
    pub fn left_out(&self) -> usize {
        self.parts().map(|part| part.left_out()).sum()
    }

    /// Tells the rows of the CSV report one by one, each made when the one before is done with: an article can have
    /// hundreds of thousands.
    pub fn tell(&self, sink: &mut impl RowSink<'a>) {
        let edge = row::Edge::new(self);
        let mut maker = maker::Maker::new(&edge, self);
        self.reported().for_each(|reported| maker.tell(reported, sink));
    }

    /// All records of the JSON Lines report.
    pub fn records(&self) -> Vec<Record> {
        let points = CodePoints::new(self.main.view.text());
        self.reported().map(|found| found.part.record(&points, found.attribution, found.credit)).collect()
    }
}
