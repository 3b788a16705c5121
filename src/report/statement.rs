//! The row of `statements.csv`: a sentence that nobody is credited with.

use super::cells::table;
use super::tally::Held;
use super::{Findings, Part, row};
use crate::read::layout::BlockRole;

table! {
    /// A sentence without a source. Blank means that it does not apply or is not known.
    StatementRow {
        /// Stable id of the article.
        article_id: String,
        /// The article's id, `#s`, a running number of three digits.
        statement_id: String,
        /// Body paragraph, from 1.
        paragraph: Option<usize>,
        /// Body sentence, from 1 over the article.
        sentence: Option<usize>,
        /// The sentence as printed.
        text: String,
        /// Why it has no source: `background`, `agentless`, `own_observation`, `opinion`, `caption` or `headline`.
        reason: String,
        /// Where it is, in code points.
        offsets: String,
        /// `yes` where a reader may ask for a source; for the reviewer to say.
        contentious: String,
        /// Free.
        review_note: String,
    }
}

impl Findings<'_> {
    /// All rows of the table of statements: the sentences of body, headline and captions that hold neither the cue nor the
    /// content of a row, in text order.
    pub fn statements(&self) -> Vec<StatementRow> {
        let edge = row::Edge::new(self);
        let unsourced = Held::new(self).unsourced.into_iter().enumerate();
        unsourced.map(|(before, (part, at))| statement(&edge, before + 1, &part, at)).collect()
    }
}

fn statement(edge: &row::Edge<'_>, running: usize, part: &Part<'_>, at: usize) -> StatementRow {
    let document = part.view.document;
    let sentence = &part.detected.sentences[at];
    let block = &document.blocks[sentence.block];
    let [start, end] = edge.points.pair(sentence.span);
    StatementRow {
        article_id: document.id.clone(),
        statement_id: format!("{}#s{running:03}", document.id),
        paragraph: (block.paragraph > 0).then_some(block.paragraph),
        sentence: edge.sentence(sentence),
        text: part.view.slice(sentence.span).to_owned(),
        reason: reason(block.role).to_owned(),
        offsets: format!("{start}-{end}"),
        ..StatementRow::default()
    }
}

fn reason(role: BlockRole) -> &'static str {
    match role {
        BlockRole::Headline => "headline",
        BlockRole::Caption => "caption",
        _ => "background",
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    #[test]
    fn what_nobody_is_credited_with_is_a_statement() {
        let text = "قال وزير النقل إن الجسر آمن. وعاد الوزير إلى مكتبه. وقالت البلدية إن الطريق مفتوح.";
        let statements = analyze(text).findings().statements();
        let expected = "وعاد الوزير إلى مكتبه.";
        assert_eq!(statements.len(), 1);
        assert_eq!((statements[0].text.as_str(), statements[0].sentence), (expected, Some(2)));
        assert_eq!((statements[0].statement_id.as_str(), statements[0].reason.as_str()), ("a#s001", "background"));
        assert_eq!(statements[0].offsets, "29-51");
    }
}
