//! The row of `statements.csv`: a sentence that nobody is credited with.

use super::cells::table;
use super::tally::Held;
use super::{Findings, Part, claim, row};
use crate::grammar::claims::Reason;
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
        /// What kind of claim it is, where the grammar says.
        claim_type: String,
        /// `yes` where a reader may ask for a source, as far as the grammar says; for the reviewer to decide.
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
    let claims = &part.view.grammar.claims;
    let found = claim::of_span(&part.view, sentence.span);
    let [start, end] = edge.points.pair(sentence.span);
    StatementRow {
        article_id: document.id.clone(),
        statement_id: format!("{}#s{running:03}", document.id),
        paragraph: (block.paragraph > 0).then_some(block.paragraph),
        sentence: edge.sentence(sentence),
        text: part.view.slice(sentence.span).to_owned(),
        reason: reason(block.role, claims.reason(found)).name().to_owned(),
        offsets: format!("{start}-{end}"),
        claim_type: claims.claim(found).name().to_owned(),
        contentious: if claims.is_contentious(found) { "yes" } else { "" }.to_owned(),
        ..StatementRow::default()
    }
}

/// Why a sentence has no source: what it is goes before what its words tell.
fn reason(role: BlockRole, told: Reason) -> Reason {
    match role {
        BlockRole::Headline => Reason::Headline,
        BlockRole::Caption => Reason::Caption,
        _ => told,
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
