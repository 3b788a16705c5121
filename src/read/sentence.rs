//! Sentences: where a terminator really ends one, and where the block ends.

use super::token::{Token, TokenKind};
use super::traits::Traits;
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

/// Divides the tokens `start..end` of a block, of which some are marks.
pub(super) fn sentences(
    (text, tokens, marks): (&str, &[Token], &[u32]),
    (start, end, block): (usize, usize, usize),
    headline: bool,
    grammar: &Grammar,
    sentences: &mut Vec<Sentence>,
) {
    let mut first = start;
    let mut at = start;
    // Only a terminator ends a sentence, and only a stop parts a headline.
    let may_end = |token: &Token| token.traits.any(Traits::TERMINATOR) || headline && token.kind == TokenKind::Mark;
    let mut ends = marks.iter().map(|at| *at as usize).filter(|at| may_end(&tokens[*at])).peekable();
    while at < end {
        let longest = end.min(first + LONGEST);
        while ends.next_if(|passed| *passed < at).is_some() {}
        at = ends.peek().copied().unwrap_or(end).min(longest - 1);
        let mut next = at + 1;
        if next - first >= LONGEST {
            sentences.push(sentence(tokens, first, next, block));
            first = next;
        } else if ends_sentence(text, tokens, at, end) || headline && parts_headline(text, tokens, at, end) {
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
}

fn sentence(tokens: &[Token], start: usize, end: usize, block: usize) -> Sentence {
    Sentence { span: tokens[start].span.to(tokens[end - 1].span), start, end, block }
}

fn ends_sentence(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let token = &tokens[at];
    if !token.traits.any(Traits::TERMINATOR) {
        return false;
    }
    let terminator = written(text, token);
    // A small letter begins no sentence.
    let word = (at + 1..end).find(|at| tokens[*at].kind != TokenKind::Mark);
    if word.is_some_and(|word| tokens[word].traits.any(Traits::SMALL)) {
        return false;
    }
    let touches = |other: usize| tokens[other].kind == TokenKind::Mark && written(text, &tokens[other]) == terminator;
    let before = at.checked_sub(1).filter(|before| tokens[*before].span.end == token.span.start);
    let after = (at + 1 < end).then_some(at + 1).filter(|after| tokens[*after].span.start == token.span.end);
    if terminator != b"." {
        return !after.is_some_and(touches);
    }
    if before.is_some_and(touches) || after.is_some_and(touches) {
        return false;
    }
    let abbreviated = before.is_some_and(|at| tokens[at].traits.any(Traits::SHORTENED));
    let latin = after.is_some_and(|at| written(text, &tokens[at]).first().is_some_and(u8::is_ascii_alphanumeric));
    !abbreviated && !latin
}

/// The bytes of a token.
fn written<'t>(text: &'t str, token: &Token) -> &'t [u8] {
    text.as_bytes().get(token.span.range()).unwrap_or_default()
}

/// Whether two dots part the headline here.
fn parts_headline(text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
    let dot = |at: usize| &text[tokens[at].span.range()] == ".";
    at > 0 && dot(at) && dot(at - 1) && at + 1 < end && !dot(at + 1)
}

/// Whether the mark closes a quotation or bracket that the sentence before it opened.
fn closes(text: &str, tokens: &[Token], at: usize, grammar: &Grammar) -> bool {
    let token = &tokens[at];
    let glued = tokens[at - 1].span.end == token.span.start;
    if token.kind != TokenKind::Mark || !glued {
        return false;
    }
    let mark = token.span.of(text);
    let closer = grammar
        .quotations
        .iter()
        .any(|(_, close)| close == mark || close.starts_with(mark) && close.len() > mark.len());
    closer || matches!(mark, ")" | "]")
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    /// The sentences as they are read, before quotations join them.
    fn sentences(text: &str) -> Vec<String> {
        let document = analyze(text).document;
        document.sentences.iter().map(|sentence| sentence.span.of(&document.text).to_owned()).collect()
    }

    #[test]
    fn a_stop_a_question_and_a_line_end_a_sentence() {
        let found = sentences("عاد الماء إلى القرية اليوم. هل يبقى؟ لا أحد يعرف ذلك بعد\nوانقطعت الكهرباء عن الحي كله.");
        assert_eq!(found.len(), 4, "{found:?}");
    }

    #[test]
    fn a_stop_in_a_number_or_after_an_abbreviation_ends_none() {
        let found = sentences("بلغت الكلفة 2.5 مليون كما أوضح د. سامر الحمداني للحاضرين.");
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn dots_of_omission_end_no_sentence() {
        let found = sentences("انتظر الناس طويلاً... ثم عادوا إلى بيوتهم.");
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn closing_marks_after_the_stop_belong_to_the_sentence() {
        let found = sentences("قال الحارس: «عدنا إلى البيت.» ثم أغلق الباب بهدوء.");
        assert!(found.len() == 2 && found[0].ends_with('\u{BB}'), "{found:?}");
    }

    #[test]
    fn two_dots_part_a_headline_but_not_the_text() {
        let found =
            sentences("إغلاق الجسر القديم.. والتجار ينتظرون\n\nأغلقت البلدية الجسر القديم.. ولم يعبره أحد منذ الصباح.");
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn a_text_without_a_stop_is_cut() {
        let found = sentences(&"كلمة ".repeat(super::LONGEST * 2 + 5));
        assert_eq!(found.len(), 3);
    }
}
