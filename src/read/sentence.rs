//! Sentences: where a terminator really ends one, and where the block ends.

use super::token::{Token, TokenKind};
use crate::grammar::Grammar;
use crate::span::Span;

/// A sentence, or what stands between two sentence ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands; closing marks after the terminator belong to it.
    pub span: Span,
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// The block it is in.
    pub block: usize,
}

/// Longest sentence, in tokens: a text without any stop is cut, so that no work grows with its square.
const LONGEST: usize = 800;

/// Divides the tokens `start..end` of a block; `key` gives the folded key of a token.
pub(super) fn sentences<'k>(
    text: &str,
    tokens: &[Token],
    (start, end, block): (usize, usize, usize),
    headline: bool,
    grammar: &Grammar,
    key: impl Fn(usize) -> &'k str,
) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut first = start;
    let mut at = start;
    while at < end {
        let mut next = at + 1;
        if next - first >= LONGEST {
            sentences.push(sentence(tokens, first, next, block));
            first = next;
        } else if ends_sentence(text, tokens, at, end, grammar, &key) || headline && parts_headline(text, tokens, at, end) {
            while next < end && closes(text, tokens, next, grammar) {
                next += 1;
            }
            sentences.push(sentence(tokens, first, next, block));
            first = next;
        }
        at = next;
    }
    if first < end {
        sentences.push(sentence(tokens, first, end, block));
    }
    sentences
}

fn sentence(tokens: &[Token], start: usize, end: usize, block: usize) -> Sentence {
    Sentence { span: tokens[start].span.to(tokens[end - 1].span), start, end, block }
}

fn ends_sentence<'k>(
    text: &str,
    tokens: &[Token],
    at: usize,
    end: usize,
    grammar: &Grammar,
    key: &impl Fn(usize) -> &'k str,
) -> bool {
    let token = &tokens[at];
    let terminator = text[token.span.range()].chars().next().filter(|c| grammar.language.terminators.contains(c));
    let Some(terminator) = terminator.filter(|_| token.kind == TokenKind::Mark) else { return false };
    let touches = |other: usize| text[tokens[other].span.range()].starts_with(terminator);
    let before = at.checked_sub(1).filter(|before| tokens[*before].span.end == token.span.start);
    let after = (at + 1 < end).then_some(at + 1).filter(|after| tokens[*after].span.start == token.span.end);
    if terminator != '.' {
        return !after.is_some_and(touches);
    }
    if before.is_some_and(touches) || after.is_some_and(touches) {
        return false;
    }
    let short = |at: usize| tokens[at].kind == TokenKind::Word && key(at).chars().count() == 1;
    let abbreviated = before.is_some_and(|at| {
        short(at) || grammar.language.abbreviations.iter().any(|known| known == key(at))
    });
    let latin = after.is_some_and(|at| text[tokens[at].span.range()].starts_with(|c: char| c.is_ascii_alphanumeric()));
    !abbreviated && !latin
}

/// Whether two dots part the headline here.
fn parts_headline(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let dot = |at: usize| &text[tokens[at].span.range()] == ".";
    at > 0 && dot(at) && dot(at - 1) && at + 1 < end && !dot(at + 1)
}

/// Whether the mark closes a quotation or bracket that the sentence before it opened.
fn closes(text: &str, tokens: &[Token], at: usize, grammar: &Grammar) -> bool {
    let token = &tokens[at];
    let mark = &text[token.span.range()];
    let glued = tokens[at - 1].span.end == token.span.start;
    let closer = grammar.quotations.iter().any(|(_, close)| close == mark || close.starts_with(mark) && close.len() > mark.len());
    token.kind == TokenKind::Mark && glued && (closer || matches!(mark, ")" | "]"))
}
