//! Runs the part of a pattern that stands before the cue, word by word backwards.

use super::fill::{Fill, Piece};
use super::matcher::Matcher;
use super::memo::Asked;
use super::phrase::Phrase;
use crate::detect::quotation::{Quotation, QuotationRole};
use crate::grammar::lexicon::ClassSet;
use crate::grammar::notation::Slot;
use crate::grammar::pattern::{Step, StepKind};
use crate::grammar::terms::CueForm;
use crate::read::token::TokenKind;

/// So many words in marks are somebody's words even if no comma follows.
const LONG_QUOTATION: usize = 6;

impl Matcher<'_> {
    /// Matches the elements before the cue, nearest first; `end` is one past the last free token. What an element filled in
    /// that may be missing is taken back where the rest does not fit; the fill is of no use where nothing does.
    pub(super) fn left(&self, steps: &[Step], end: usize, fill: &mut Fill) -> bool {
        let (mut steps, mut end) = (steps, end);
        while let Some((step, rest)) = steps.split_first() {
            if step.optional {
                let before = fill.now();
                let fits = self.step_before(step, end, fill).is_some_and(|at| self.left(rest, at, fill));
                if fits {
                    return true;
                }
                fill.restore(before);
            } else {
                match self.step_before(step, end, fill) {
                    Some(at) => end = at,
                    None => return false,
                }
            }
            steps = rest;
        }
        true
    }

    /// The first token of what an element takes that ends right before a token.
    fn step_before(&self, step: &Step, end: usize, fill: &mut Fill) -> Option<usize> {
        match step.kind {
            StepKind::Class(class) => {
                let at = self.view.class_before(end, self.floor, class)?;
                fill.lead = at;
                Some(at)
            }
            StepKind::Insert => None,
            StepKind::Slot(Slot::Start) => (self.scope.opening >= end).then_some(end),
            StepKind::Slot(slot) => self.slot_before(slot, end, fill),
        }
    }

    /// The first token of what fills a slot.
    fn slot_before(&self, slot: Slot, end: usize, fill: &mut Fill) -> Option<usize> {
        match slot {
            Slot::Source if !self.joined => {
                let subject = || self.subject().map(|(phrase, _)| phrase);
                let phrase = if end == self.group.start { subject() } else { self.source_before(end) }?;
                fill.source = Some(phrase);
                fill.lead = phrase.start;
            }
            Slot::Shared => {
                fill.source = self
                    .scope
                    .known
                    .get(Asked::shared(end), || self.phrases().shared_subject(end, self.floor, self.sentence.end));
                fill.source = fill.source.filter(|source| !(source.start..source.end).contains(&self.cue.start));
                let present = self.cue.form == CueForm::Imperfect && !self.group.auxiliary && !self.group.copula;
                let subject = fill.source.filter(|_| present);
                if subject.is_some_and(|subject| !self.phrases().agrees(subject, self.cue.start, self.cue.agreement)) {
                    return None;
                }
                fill.shared = true;
            }
            Slot::Topic => {
                let phrase = self.phrase_before(end)?;
                let start = self.view.token(phrase.start).span.start;
                fill.pieces.push(Piece { start, from: phrase.start, to: phrase.end, open: false, quoted: None });
                fill.lead = phrase.start;
            }
            Slot::Quotation if !self.joined => {
                self.quotation_before(end, fill)?;
            }
            Slot::Relay => {
                let last = end.checked_sub(1).filter(|last| *last >= self.floor)?;
                let marks = self.detected.closed_by(self.view.token(last));
                let told = marks.and_then(|marks| self.phrases().told(marks.opener as usize, end));
                let phrase = told.or_else(|| self.phrase_before(end))?;
                fill.relays.push(phrase);
                fill.lead = phrase.start;
            }
            Slot::Content | Slot::Clause => {
                let from = self.scope.opening;
                if from >= end || slot == Slot::Clause && !self.scope.is_clause(end) {
                    return None;
                }
                fill.lead = from;
                let start = self.view.span(from, end).start;
                fill.pieces.push(Piece { start, from, to: end, open: false, quoted: None });
            }
            _ => return None,
        }
        Some(fill.lead)
    }

    /// The source that stands right before the cue's verb group, with the classes of the words that end right before it.
    pub(super) fn subject(&self) -> Option<(Phrase, ClassSet)> {
        *self.subject.get_or_init(|| {
            let phrase = if self.joined { None } else { self.source_before(self.group.start) }?;
            Some((phrase, self.view.classes_before(phrase.start, self.floor)))
        })
    }

    /// The source that stands right before a token: a subject, or the possessor of a verbal noun.
    fn source_before(&self, end: usize) -> Option<Phrase> {
        let phrases = self.phrases();
        if !self.view.grammar.language.subject_first {
            return self.phrase_before(end);
        }
        if self.cue.form == CueForm::Noun {
            return phrases.possessor(end, self.floor);
        }
        let phrase = self.phrase_before(end)?;
        let present = self.cue.form == CueForm::Imperfect && !self.group.auxiliary && !self.group.copula;
        (!present || phrases.agrees(phrase, self.cue.start, self.cue.agreement)).then_some(phrase)
    }

    /// The noun phrase that ends right before a token.
    pub(super) fn phrase_before(&self, end: usize) -> Option<Phrase> {
        self.scope.known.get(Asked::subject(end), || self.phrases().phrase_before(end, self.floor))
    }

    /// The quotation of somebody's words that ends right before a token.
    pub(super) fn quotation_ends(&self, end: usize) -> Option<&Quotation> {
        let last = end.checked_sub(1).filter(|last| *last >= self.floor)?;
        let quotation = self.detected.closed_by(self.view.token(last))?;
        (quotation.role == QuotationRole::Quotation).then_some(quotation)
    }

    /// Fills in the quotation that ends right before a token.
    fn quotation_before(&self, end: usize, fill: &mut Fill) -> Option<()> {
        let view = self.view;
        let quotation = self.quotation_ends(end)?;
        let subject_first = view.grammar.language.subject_first;
        let relative = |source: Phrase| view.is(source.start, view.roles().relative);
        if subject_first && (fill.source.is_some_and(relative) || !self.is_ended_by_speaker(quotation, end)) {
            return None;
        }
        let (from, lead) = (self.scope.opening, quotation.opener as usize);
        fill.lead = lead;
        if !subject_first {
            fill.pieces.push(self.quoted(quotation));
            return Some(());
        }
        // "The plan is \"a mistake,\" she said": what stands before the marks is hers as well.
        let bracket =
            |at: usize| view.begins(at, view.roles().bracket) || matches!(view.slice(view.token(at).span), "(" | "-");
        let words = (from..lead).any(|at| view.token(at).kind == TokenKind::Word);
        let opens = |at: usize| self.detected.opened_by(view.token(at)).is_some();
        if !words || bracket(lead - 1) || (from..lead).any(opens) {
            fill.pieces.push(self.quoted(quotation));
        } else {
            fill.lead = from;
            let start = view.span(from, end).start;
            fill.pieces.push(Piece { start, from, to: end, open: false, quoted: None });
        }
        Some(())
    }

    /// Whether punctuation shows that a speaker is named after the quotation that ends before `end`.
    fn is_ended_by_speaker(&self, quotation: &Quotation, end: usize) -> bool {
        let view = self.view;
        let marks =
            |c: char| !c.is_alphanumeric() && view.grammar.quotations.iter().any(|(_, close)| close.contains(c));
        if end < view.len() && view.begins(end, view.roles().comma) {
            return true;
        }
        let inner = quotation.inner.of(view.text()).trim_end_matches(marks);
        inner.ends_with(|c: char| c.is_ascii_punctuation() || c == '\u{2026}' || c == '\u{2014}')
            || inner.split_whitespace().nth(LONG_QUOTATION).is_some()
    }
}
