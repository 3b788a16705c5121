//! The quotations that a content shares words with.

use smallvec::SmallVec;

use super::Part;
use crate::attribute::Attribution;
use crate::detect::quotation::{Quotation, QuotationRole};
use crate::span::Span;

/// The quotations of somebody's words that share a byte with a content, by its stretches; few contents have more than one.
pub(super) struct Quoted<'a> {
    part: Part<'a>,
    found: SmallVec<[(Span, &'a Quotation); 4]>,
}

impl<'a> Quoted<'a> {
    /// Finds them.
    pub fn new(part: Part<'a>, attribution: &Attribution) -> Self {
        let words = |quotation: &&Quotation| quotation.role == QuotationRole::Quotation;
        let mut found = SmallVec::new();
        if part.detected.quotations.is_empty() {
            return Self { part, found };
        }
        for span in &attribution.content {
            found.extend(part.detected.overlapping(*span).filter(words).map(|quotation| (*span, quotation)));
        }
        Self { part, found }
    }

    /// Whether it is so of one of them.
    pub fn any(&self, wanted: impl Fn(&Quotation) -> bool) -> bool {
        self.found.iter().any(|(_, quotation)| wanted(quotation))
    }

    /// Where the words inside quotation marks stand that the content holds.
    pub fn words(&self, attribution: &Attribution) -> impl Iterator<Item = Span> {
        // A quotation inside a quotation is said once.
        let outermost = |quotation: &Quotation| {
            quotation.outer.is_none_or(|outer| {
                let outer = &self.part.detected.quotations[outer as usize];
                let held = || attribution.content.iter().any(|span| span.contains(outer.inner));
                outer.role != QuotationRole::Quotation || !held()
            })
        };
        let held = self.found.iter().filter(|(span, quotation)| span.contains(quotation.inner));
        held.filter(move |(_, quotation)| outermost(quotation)).map(|(_, quotation)| quotation.inner)
    }
}
