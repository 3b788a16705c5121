//! Content to the left of a cue: what a source at the end of a sentence covers, and what belongs to the cue before.

use super::Phrase;
use super::arrange::Item;
use super::{Relay, Scope};
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::CueForm;

impl Scope<'_> {
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
    pub(super) fn close_with(&self, item: &mut Item, items: &mut [Item]) {
        let Some(source) = item.candidate.fill.source else { return };
        let start = item.candidate.cue.start.min(source.start);
        let media = self.is_outlet(source);
        for other in items.iter_mut().filter(|other| !other.dropped) {
            if other.candidate.fill.pieces.iter().any(|piece| piece.open) {
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
    pub(super) fn cover(&self, item: &Item, items: &mut [Item]) {
        let number = items.len();
        let from = item.candidate.fill.pieces.first().map_or(0, |piece| piece.from);
        for other in items.iter_mut().filter(|other| !other.dropped && other.lead >= from) {
            other.end = other.end.min(item.candidate.cue.start);
            other.within = other.within.or(Some((number, false)));
        }
    }

    /// Content to the left of a cue begins after the attribution before it.
    pub(super) fn cut_left(&self, item: &mut Item, outer: &Item) {
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
