//! What the words of a content or a sentence say of the claim that it makes.

use std::ops::Range;

use super::Part;
use crate::attribute::Attribution;
use crate::grammar::claims::{Found, Word};
use crate::read::sentence::Sentence;
use crate::read::token::TokenKind;
use crate::read::view::View;
use crate::span::Span;

/// The rules that cue and content of an attribution tell.
pub(super) fn of_attribution(part: &Part<'_>, attribution: &Attribution) -> Found {
    let claims = &part.view.grammar.claims;
    let of_cue = claims.of_cue(attribution.cue.lemma);
    let sentence = &part.detected.sentences[attribution.sentence];
    let tokens = &part.view.document.tokens;
    let of_content = |span: &Span| {
        if !sentence.span.contains(*span) {
            return of_tokens(
                &part.view,
                *span,
                tokens.partition_point(|token| token.span.end <= span.start)..tokens.len(),
            );
        }
        // Most contents stand behind their cue and begin near it.
        let cue = (sentence.start..sentence.end).contains(&attribution.cue.end).then_some(attribution.cue.end);
        let behind = cue.filter(|cue| *cue > 0 && tokens[cue - 1].span.end <= span.start);
        let from = behind.unwrap_or(sentence.start);
        of_tokens(&part.view, *span, from..sentence.end)
    };
    attribution.content.iter().fold(of_cue, |found, span| found.and(of_content(span)))
}

/// The rules that the words of a sentence tell.
pub(super) fn of_sentence(view: &View<'_>, sentence: &Sentence) -> Found {
    of_tokens(view, sentence.span, sentence.start..sentence.end)
}

/// The rules that the words of a span tell, which is among some tokens and begins near the first. What is negated is not
/// told.
fn of_tokens(view: &View<'_>, span: Span, within: Range<usize>) -> Found {
    let claims = &view.grammar.claims;
    let tokens = &view.document.tokens[..within.end];
    let ends = |at: usize| tokens[at].span.end;
    // As long as the one before does not reach its end.
    let inside = |at: usize| at < tokens.len() && (at == 0 || ends(at - 1) < span.end);
    let (mut found, mut from) = (Found::default(), within.start);
    // Few words begin a phrase.
    while let Some(at) = view.claim_from(from).filter(|at| inside(*at)) {
        if ends(at) <= span.start {
            from = at + 1;
            continue;
        }
        let begun = claims.at(word(view, at), |ahead| inside(at + ahead).then(|| word(view, at + ahead)));
        let negated = at > 0 && view.is(at - 1, view.roles().negation);
        if begun.exempt == 0 && !negated {
            found = found.and(begun.found);
        }
        from = at + begun.exempt.max(1);
    }
    found
}

fn word<'v>(view: &View<'v>, at: usize) -> Word<'v> {
    match view.token(at).kind {
        TokenKind::Number => Word::Number,
        TokenKind::Word | TokenKind::Mark => Word::Key(view.key(at)),
    }
}
