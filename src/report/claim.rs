//! What the words of a content or a sentence say of the claim that it makes.

use super::Part;
use crate::attribute::Attribution;
use crate::grammar::claims::{Found, Word};
use crate::read::sentence::Sentence;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;
use crate::span::Span;

/// The rules that cue and content of an attribution tell.
pub(super) fn of_attribution(part: &Part<'_>, attribution: &Attribution) -> Found {
    let claims = &part.view.grammar.claims;
    let of_cue = claims.of_cue(attribution.cue.lemma);
    let sentence = &part.detected.sentences[attribution.sentence];
    attribution.content.iter().fold(of_cue, |found, span| found.and(of_span(&part.view, *span, sentence)))
}

/// The rules that the words of a span tell; the sentence is one that it is likely to be in. What is negated is not told.
pub(super) fn of_span(view: &View<'_>, span: Span, sentence: &Sentence) -> Found {
    let claims = &view.grammar.claims;
    let tokens = &view.document.tokens;
    let within = if sentence.span.contains(span) { sentence.start..sentence.end } else { 0..tokens.len() };
    let from = |offset: u32| within.start + tokens[within.clone()].partition_point(|token| token.span.end <= offset);
    let end = (from(span.end.saturating_sub(1)) + 1).min(within.end);
    let mut at = from(span.start);
    let mut found = Found::default();
    // Few words begin a phrase.
    let next = |at: usize| Some(at + tokens.get(at..end)?.iter().position(|token| token.traits.any(Traits::CLAIM))?);
    while let Some(first) = next(at) {
        let begun = claims.at(word(view, first), |ahead| (first + ahead < end).then(|| word(view, first + ahead)));
        let negated = first > 0 && view.is(first - 1, view.roles().negation);
        if begun.exempt == 0 && !negated {
            found = found.and(begun.found);
        }
        at = first + begun.exempt.max(1);
    }
    found
}

fn word<'v>(view: &View<'v>, at: usize) -> Word<'v> {
    match view.token(at).kind {
        TokenKind::Number => Word::Number,
        TokenKind::Word | TokenKind::Mark => Word::Key(view.key(at)),
    }
}
