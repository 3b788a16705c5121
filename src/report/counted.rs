//! What several tables ask of an article, counted once for all of them.

use super::maker::Maker;
use super::row::Edge;
use super::sink::Kept;
use super::statement::{StatementRow, statement};
use super::tally::Held;
use super::{ArticleRow, Findings, Row};

/// An article of which the places and sentences are counted, ready for all tables.
pub struct Counted<'f, 'a> {
    pub(super) findings: &'f Findings<'a>,
    pub(super) edge: Edge<'a>,
    pub(super) held: Held<'a>,
}

impl<'f, 'a> Counted<'f, 'a> {
    /// Counts what was found.
    pub fn new(findings: &'f Findings<'a>) -> Self {
        Self { findings, edge: Edge::new(findings), held: Held::new(findings) }
    }

    /// All rows of the CSV report.
    pub fn rows(&self) -> Vec<Row<'a>> {
        // Rows are large, and moving them to a larger place costs more than a place too many.
        let mut rows = Vec::with_capacity(self.findings.parts().map(|part| part.attributions.len()).sum());
        let mut maker = Maker::new(&self.edge, self.findings);
        let mut cells = Kept::default();
        rows.extend(self.findings.reported().map(|reported| {
            maker.tell(reported, &mut cells);
            cells.row()
        }));
        rows
    }

    /// The rows of the table of statements: the sentences of body, headline and captions that hold neither the cue nor the
    /// content of a row, in text order.
    pub fn statements(&self) -> impl Iterator<Item = StatementRow<'a>> {
        let unsourced = self.held.unsourced.iter().enumerate();
        unsourced.map(|(before, (part, at))| statement(&self.edge, before + 1, part, *at))
    }
}

impl<'a> Findings<'a> {
    /// All rows of the CSV report.
    pub fn rows(&self) -> Vec<Row<'a>> {
        Counted::new(self).rows()
    }

    /// The row of the article in the table of articles.
    pub fn article_row(&self) -> ArticleRow {
        Counted::new(self).article_row()
    }

    /// All rows of the table of statements.
    pub fn statements(&self) -> Vec<StatementRow<'a>> {
        Counted::new(self).statements().collect()
    }
}
