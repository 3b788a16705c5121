//! Content that is a noun phrase, in languages whose verb stands first: it ends before a clause or a circumstance, which goes
//! with the verb of the sentence and is the writer's.

use super::{Candidate, Scope};
use crate::read::token::TokenKind;

/// So many tokens a noun phrase holds at least.
const LEAST: usize = 2;

impl Scope<'_> {
    /// One past the last token of a candidate's open content, if that is a noun phrase; else the end of the sentence.
    pub(super) fn noun_content_end(&self, candidate: &Candidate) -> usize {
        let limit = self.sentence.end;
        let piece = candidate.fill.pieces.iter().find(|piece| piece.open && piece.from >= candidate.cue.end);
        let Some(piece) = piece.filter(|_| !candidate.clause && candidate.fill.frame.is_some()) else { return limit };
        let mut at = piece.from + LEAST;
        while at < limit {
            if let Some(quotation) = self.detected.opening(self.view.token(at).span.start) {
                at = self.view.token_from(quotation.span.end.saturating_sub(1)) + 1;
            } else if self.opens_sequel(at) {
                return at;
            } else {
                at += 1;
            }
        }
        limit
    }

    /// Whether the word begins what cannot belong to a noun phrase: a clause, or a circumstance of the whole sentence.
    fn opens_sequel(&self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let comma = view.class_at(at - 1, roles.comma).is_some();
        let opens = view.is_any_plain(at, [roles.pronoun, roles.negation]);
        let clause = view.token(at).conjunction > 0 && opens && comma;
        let word = view.token(at).kind == TokenKind::Word;
        word && (clause || view.class_at(at, roles.sequel).is_some())
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    fn content(text: &str) -> String {
        analyze(text).findings().rows().remove(0).content
    }

    #[test]
    fn a_noun_phrase_ends_before_the_writers_circumstance() {
        let expected = "إغلاق الجسر";
        assert_eq!(content("وأعلنت الوزارة عن إغلاق الجسر وسط غضب السكان."), expected);
    }

    #[test]
    fn a_clause_goes_on_to_the_end_of_the_sentence() {
        let expected = "الجسر أغلق وسط غضب السكان";
        assert_eq!(content("وأعلنت الوزارة أن الجسر أغلق وسط غضب السكان."), expected);
    }
}
