//! Marks around and inside phrases: which belong to a name, and which are the edge of somebody's words.

use super::phrase::Phrases;
use crate::detect::quotation::{Quotation, QuotationRole};
use crate::read::token::{Token, TokenKind};
use crate::read::traits::Traits;

impl Phrases<'_> {
    /// Whether a hyphen binds the word to another.
    pub(super) fn is_hyphened(self, at: usize) -> bool {
        let tokens = &self.view.document.tokens;
        let span = tokens[at].span;
        let hyphen = |token: &&Token| token.traits.any(Traits::HYPHEN);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).filter(hyphen);
        let after = tokens.get(at + 1).filter(hyphen);
        before.is_some_and(|before| before.span.end == span.start)
            || after.is_some_and(|after| after.span.start == span.end)
    }

    /// Whether the mark stands inside names: an abbreviation's stop, a hyphen, a bracket.
    pub(super) fn is_name_mark(self, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        let glued = at > 0 && view.token(at - 1).span.end == token.span.start;
        let inside = match view.slice(token.span) {
            "." => {
                let key = if at > 0 { view.key(at - 1) } else { "" };
                glued && (key.len() == 1 || view.grammar.language.abbreviations.contains(key))
            }
            "-" | "\u{2010}" | "\u{2011}" => glued,
            "&" | "/" | "'" | "\u{2019}" | "%" | "$" | "(" | ")" | "#" | "@" | "_" => true,
            mark => token.traits.any(Traits::MAY_QUOTE) && self.is_quotation_mark(mark),
        };
        inside && !self.is_quotation_edge(at)
    }

    /// Whether the text is a mark that opens or closes quotations.
    pub(super) fn is_quotation_mark(self, mark: &str) -> bool {
        let marks = &self.view.grammar.marks;
        marks.at(mark).is_some_and(|longest| marks.all()[longest].len() == mark.len())
    }

    /// Whether somebody's words begin or end at the token.
    pub(super) fn is_quotation_edge(self, at: usize) -> bool {
        let token = self.view.token(at);
        if token.kind != TokenKind::Mark {
            return false;
        }
        let span = token.span;
        let words = |role: QuotationRole| role == QuotationRole::Quotation;
        let mut around = self.detected.overlapping(span).filter(|quotation| words(quotation.role));
        around.any(|quotation| !quotation.inner.contains(span))
    }

    /// Whether the token is a mark that closes a quotation, or part of one.
    pub(super) fn is_closing_mark(self, at: usize) -> bool {
        let token = self.view.token(at);
        let ends =
            |quotation: &Quotation| quotation.span.end >= token.span.end && quotation.inner.end <= token.span.start;
        token.kind == TokenKind::Mark && self.detected.overlapping(token.span).any(ends)
    }
}
