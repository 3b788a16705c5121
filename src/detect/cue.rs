//! Cues: the words and phrases that may carry an attribution, in every reading that the lexicon knows.

use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, CueForm};
use crate::read::view::View;
use crate::span::Span;

/// A word or phrase that may carry an attribution, in one reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// Where it stands, a joined conjunction left out.
    pub span: Span,
    /// The lemma, a number of the grammar's cues.
    pub lemma: u16,
    /// The form it is in.
    pub form: CueForm,
    /// What the form says about its subject.
    pub agreement: Agreement,
}

/// The cues among the tokens `start..end`, each reading by itself, in text order.
pub(super) fn cues(view: &View<'_>, start: usize, end: usize, out: &mut Vec<Cue>) {
    for at in start..end {
        let token = view.token(at);
        for (sense, length) in view.senses(at) {
            let Sense::Cue { cue, form, agreement } = sense else { continue };
            if at + length > end || !stands_alone(view, at, sense, length, form) {
                continue;
            }
            let preposition = if length == 1 && form == CueForm::Noun { token.preposition } else { 0 };
            let mut span = view.span(at, at + length);
            if preposition > 0 {
                span = Span::new(token.span.start as usize + preposition as usize, span.end as usize);
            }
            let found = Cue { start: at, end: at + length, span, lemma: cue, form, agreement };
            if out.last() != Some(&found) {
                out.push(found);
            }
        }
    }
}

/// A verb or participle counts only as it stands; a verbal noun may carry an article, a preposition or a pronoun.
fn stands_alone(view: &View<'_>, at: usize, sense: Sense, length: usize, form: CueForm) -> bool {
    let token = view.token(at);
    let own = token.ambiguous || view.entries(at)[0].senses.contains(&sense);
    length > 1 || form == CueForm::Noun || own && token.preposition_class.is_none()
}
