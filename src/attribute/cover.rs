//! Content to the left of a cue: what a source at the end of a sentence covers, and what belongs to the cue before.

use super::Phrase;
use super::arrange::Item;
use super::fill::Piece;
use super::setting::Setting;
use super::{Candidate, Relay};
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::CueForm;
use crate::read::token::TokenKind;

/// Longest subject whose verb comes after an insert, in tokens.
const SUBJECT: usize = 6;
/// So many words after a source at the end are no content.
const STRAY: usize = 2;

impl Setting<'_> {
    /// Whether a source is an outlet, a determiner and adjectives before it: "the state news agency".
    pub(super) fn is_outlet(&self, source: Phrase) -> bool {
        let phrases = self.phrases();
        let free = self.view.grammar.language.subject_first;
        let ends = |at: usize| self.noun_end(at).is_some_and(|end| end == source.end) && phrases.is_media(at);
        phrases.is_media(source.start) || free && (source.start + 1..source.end).any(ends)
    }

    /// One past the longest noun or known name that begins at a token.
    fn noun_end(&self, at: usize) -> Option<usize> {
        let nouns = self.view.senses(at).filter(|(sense, _)| matches!(sense, Sense::Noun { .. }));
        let noun = nouns.map(|(_, length)| length).max();
        noun.max(self.view.known_at(at).map(|known| known.length)).map(|length| at + length)
    }

    /// A phrase such as "according to the agency" after an attribution covers it: an outlet relays it, another
    /// source ends it.
    pub(super) fn close_with(&self, item: &mut Item<'_>, items: &mut [Item<'_>]) {
        let Some(source) = item.candidate.fill.source else { return };
        let start = item.candidate.cue.start.min(source.start);
        let media = self.is_outlet(source);
        // "That Iran, according to the figures, has": what has no verb yet goes on after it.
        let goes_on = item.candidate.fill.pieces.iter().any(|piece| piece.from > item.candidate.cue.start);
        let phrases = self.phrases();
        let verb = |at: usize| phrases.is_verb(at) || self.view.deed(at).is_some();
        let unfinished = |piece: &Piece| {
            goes_on && piece.from < start && start - piece.from <= SUBJECT && !(piece.from..start).any(verb)
        };
        for other in items.iter_mut().filter(|other| !other.dropped) {
            if other.candidate.fill.pieces.iter().any(|piece| piece.open && !unfinished(piece)) {
                other.end = other.end.min(start);
            }
            if media && other.relays.is_empty() && other.candidate.fill.source != Some(source) {
                other.relays.push(Relay { phrase: source, venue: false });
            }
            let agentless = other.candidate.fill.source.is_none() && other.candidate.cue.form == CueForm::Passive;
            if !media && agentless {
                other.candidate.fill.source = Some(source);
            }
        }
        item.dropped = true;
    }

    /// A phrase such as "according to the survey" at the end takes all before it as its content.
    pub(super) fn cover(&self, item: &Item<'_>, items: &mut [Item<'_>]) {
        let number = items.len();
        let from = item.candidate.fill.pieces.first().map_or(0, |piece| piece.from);
        for other in items.iter_mut().filter(|other| !other.dropped && other.lead >= from) {
            other.end = other.end.min(item.candidate.cue.start);
            other.within = other.within.or(Some((number, false)));
        }
    }

    /// Drops a few words right after the source that closes a sentence; they are when and to whom it spoke: "as the agency said on Sunday".
    pub(super) fn drop_circumstance(&self, candidate: &mut Candidate) {
        let cue = candidate.cue;
        if cue.form != CueForm::Fixed {
            return;
        }
        let pieces = &candidate.fill.pieces;
        let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return };
        let marked = |at: usize| self.view.token(at).kind == TokenKind::Mark;
        let words = (last.from..last.to).filter(|at| !marked(*at)).count();
        let right = last.from >= cue.end && first.from < cue.start && last.quoted.is_none();
        if right && words <= STRAY && !marked(last.from - 1) {
            candidate.fill.pieces.pop();
        }
    }

    /// Content to the left of a cue begins after the attribution before it.
    pub(super) fn cut_left(&self, item: &mut Item<'_>, outer: &Item<'_>) {
        let from = outer.candidate.fill.pieces.iter().map(|piece| if piece.open { outer.end } else { piece.to }).max();
        let cue = item.candidate.cue.start;
        for piece in item.candidate.fill.pieces.iter_mut().filter(|piece| piece.from < cue && piece.quoted.is_none()) {
            if let Some(from) = from.filter(|from| *from > piece.from && *from < piece.to) {
                piece.from = from;
                piece.start = self.view.span(from, piece.to).start;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::rows;

    #[test]
    fn when_and_to_whom_a_source_spoke_is_no_content() {
        let row = rows("أغلقت البلدية الجسر وفق ما ذكرت وكالة المرفأ اليوم الأحد.").remove(0);
        let expected = "أغلقت البلدية الجسر";
        assert_eq!(row.content, expected);
    }

    #[test]
    fn content_without_a_verb_goes_on_after_an_insert() {
        let row = rows("ورأى سامر الحمداني أن البلدة، وفقا للأرقام المتاحة، لديها ثلاثة جسور.").remove(0);
        assert!(row.content.ends_with("ثلاثة جسور"));
        let row = rows("ورأى سامر الحمداني أن البلدة أغلقت الجسر، وفقا للأرقام المتاحة، لكنه سيفتح.").remove(0);
        assert!(!row.content.contains("المتاحة"));
    }
}
