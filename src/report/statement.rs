//! The row of `statements.csv`: a sentence that nobody is credited with.

use std::borrow::Cow;

use super::cells::table;
use super::room::Room;
use super::row::Edge;
use super::{Part, claim};
use crate::grammar::claims::Reason;
use crate::read::layout::BlockRole;

table! {
    /// A sentence without a source. Blank means that it does not apply or is not known.
    StatementRow<'a of 'static> {
        /// Stable id of the article.
        article_id: Cow<'a, str>,
        /// The article's id, `#s`, a running number of three digits.
        statement_id: Cow<'a, str>,
        /// Body paragraph, from 1.
        paragraph: Option<usize>,
        /// Body sentence, from 1 over the article.
        sentence: Option<usize>,
        /// The sentence as printed.
        text: Cow<'a, str>,
        /// Why it has no source: `background`, `agentless`, `own_observation`, `opinion`, `caption` or `headline`.
        reason: Cow<'a, str>,
        /// Where it is, in code points.
        offsets: Cow<'a, str>,
        /// What kind of claim it is, where the grammar says.
        claim_type: Cow<'a, str>,
        /// `yes` where a reader may ask for a source, as far as the grammar says; for the reviewer to decide.
        contentious: Cow<'a, str>,
        /// Free.
        review_note: Cow<'a, str>,
    }
}

/// The row of a sentence that nobody is said to have said; `at` is its number in the part, `running` that in the table.
pub(super) fn statement<'a>(edge: &Edge<'a>, running: usize, part: &Part<'a>, at: usize) -> StatementRow<'a> {
    let document = part.view.document;
    let sentence = &part.detected.sentences[at];
    let block = &document.blocks[sentence.block];
    let claims = &part.view.grammar.claims;
    let found = claim::of_sentence(&part.view, sentence);
    let mut id = Room::behind([document.id.as_bytes(), b"#s"].concat());
    id.number::<3>(running as u64, b',');
    let mut offsets = Room::default();
    edge.offsets(&mut offsets, &[sentence.span]);
    StatementRow {
        article_id: Cow::from(&document.id),
        statement_id: id.cell().into_owned().into(),
        paragraph: (block.paragraph > 0).then_some(block.paragraph),
        sentence: edge.sentence(sentence),
        text: part.view.slice(sentence.span).into(),
        reason: reason(block.role, claims.reason(found)).name().into(),
        offsets: offsets.cell().into_owned().into(),
        claim_type: claims.claim(found).name().into(),
        contentious: if claims.is_contentious(found) { "yes" } else { "" }.into(),
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
        let analysis = analyze(text);
        let statements = analysis.findings().statements();
        let expected = "وعاد الوزير إلى مكتبه.";
        assert_eq!(statements.len(), 1);
        assert_eq!((&*statements[0].text, statements[0].sentence), (expected, Some(2)));
        assert_eq!((&*statements[0].statement_id, &*statements[0].reason), ("a#s001", "background"));
        assert_eq!(statements[0].offsets, "29-51");
    }
}
