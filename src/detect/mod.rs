//! Floor 3: quotations and cues. What they are for is decided above; here they are only found.

pub mod cue;
pub mod quotation;
mod role;
pub mod stream;

use crate::read::layout::BlockRole;
use crate::read::sentence::Sentence;
use crate::read::view::View;
use cue::Cue;
use quotation::{Quotation, QuotationRole};

/// What was found in a document.
#[derive(Clone, Debug, Default)]
pub struct Detected {
    /// Quotations in the order of their openers.
    pub quotations: Vec<Quotation>,
    /// Cues in text order, each reading by itself.
    pub cues: Vec<Cue>,
    /// The sentences, those that a quotation holds together joined.
    pub sentences: Vec<Sentence>,
}

impl Detected {
    /// The innermost quotation of somebody's words that holds the byte, if any.
    pub fn quoted(&self, offset: u32) -> Option<&Quotation> {
        self.quotations.iter().rev().find(|quotation| {
            quotation.role == QuotationRole::Quotation && quotation.inner.holds(offset)
        })
    }

    /// The quotation whose opening mark stands at the byte.
    pub fn opening(&self, offset: u32) -> Option<&Quotation> {
        let at = self.quotations.partition_point(|quotation| quotation.span.start < offset);
        self.quotations.get(at).filter(|quotation| quotation.span.start == offset)
    }

    /// The outermost quotation that ends at the byte.
    pub fn closing(&self, offset: u32) -> Option<&Quotation> {
        self.quotations.iter().find(|quotation| quotation.span.end == offset && quotation.closed)
    }
}

/// Finds the quotations and cues of a document.
pub fn detect(view: &View<'_>) -> Detected {
    let mut detected = Detected::default();
    for (number, block) in view.document.blocks.iter().enumerate() {
        let before = detected.quotations.iter().rfind(|quotation| quotation.depth == 0).copied();
        let before = before.filter(|quotation| quotation.block + 1 == number);
        let mut found = quotation::quotations(view, number, block, before.as_ref());
        for quotation in &mut found {
            quotation.role = role::role(view, quotation);
        }
        detected.quotations.append(&mut found);
        if matches!(block.role, BlockRole::Body | BlockRole::Headline) {
            cue::cues(view, block.start, block.end, &mut detected.cues);
        }
    }
    detected.sentences = joined(&view.document.sentences, &detected.quotations);
    detected
}

/// Sentences with the breaks inside closed quotations taken back.
fn joined(sentences: &[Sentence], quotations: &[Quotation]) -> Vec<Sentence> {
    let mut out: Vec<Sentence> = Vec::with_capacity(sentences.len());
    let mut next = 0;
    let mut open_until = 0;
    for sentence in sentences {
        while let Some(quotation) = quotations.get(next).filter(|q| q.span.start < sentence.span.start) {
            if quotation.closed && quotation.role == QuotationRole::Quotation {
                open_until = open_until.max(quotation.span.end);
            }
            next += 1;
        }
        match out.last_mut() {
            Some(last) if last.block == sentence.block && sentence.span.start < open_until => {
                last.end = sentence.end;
                last.span = last.span.to(sentence.span);
            }
            _ => out.push(*sentence),
        }
    }
    out
}
