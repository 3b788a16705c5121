//! What the words of a content or a sentence say of the claim that it makes.

use super::Part;
use crate::attribute::Attribution;
use crate::grammar::claims::{Found, Word};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;
use crate::span::Span;

/// The rules that cue and content of an attribution tell.
pub(super) fn of_attribution(part: &Part<'_>, attribution: &Attribution) -> Found {
    let claims = &part.view.grammar.claims;
    let of_cue = claims.of_cue(attribution.cue.lemma);
    attribution.content.iter().fold(of_cue, |found, span| found.and(of_span(&part.view, *span)))
}

/// The rules that the words of a span tell. What is negated is not told.
pub(super) fn of_span(view: &View<'_>, span: Span) -> Found {
    let claims = &view.grammar.claims;
    let end = view.token_from(span.end.saturating_sub(1)) + 1;
    let end = end.min(view.len());
    let mut at = view.token_from(span.start);
    let mut found = Found::default();
    while at < end {
        // Few words begin a phrase.
        if !view.token(at).traits.any(Traits::CLAIM) {
            at += 1;
            continue;
        }
        let begun = claims.at(word(view, at), |ahead| (at + ahead < end).then(|| word(view, at + ahead)));
        let negated = at > 0 && view.is(at - 1, view.roles().negation);
        if begun.exempt == 0 && !negated {
            found = found.and(begun.found);
        }
        at += begun.exempt.max(1);
    }
    found
}

fn word<'v>(view: &View<'v>, at: usize) -> Word<'v> {
    match view.token(at).kind {
        TokenKind::Number => Word::Number,
        TokenKind::Word | TokenKind::Mark => Word::Key(view.key(at)),
    }
}
