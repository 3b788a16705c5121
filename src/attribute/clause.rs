//! Clauses of languages whose subject stands first: where content ends, and which cue inside it is a new one.

use super::arrange::{Item, Rank};
use super::{Candidate, Scope};
use crate::grammar::terms::CueForm;

impl Scope<'_> {
    /// How a candidate inside the open content of another stands to it.
    pub(super) fn rank_by_clause(&self, outer: &Item, item: &Item) -> Rank {
        let view = self.view;
        let roles = view.roles();
        let cue = &item.candidate.cue;
        let shared = item.candidate.fill.shared;
        let is = |at: Option<usize>, class| at.is_some_and(|at| at >= self.floor && view.class_at(at, class).is_some());
        // A closing quotation mark may stand after the comma.
        let mut before = item.lead.checked_sub(1);
        while let Some(at) = before.filter(|at| *at > self.floor && self.phrases().is_closing_mark(*at)) {
            before = Some(at - 1);
        }
        let comma = is(before, roles.comma)
            || is(before, roles.bracket)
            || shared && is(Some(item.candidate.fill.lead), roles.comma);
        let coordinated = item.lead < item.candidate.fill.lead
            || shared && view.class_at(item.candidate.fill.lead, roles.coordinator).is_some();
        if cue.form == CueForm::Participle {
            return if comma { Rank::Equal } else { Rank::Nested };
        }
        if !cue.form.is_finite() {
            return Rank::Nested;
        }
        if shared {
            let same = cue.form == outer.candidate.cue.form;
            return if (coordinated || comma) && same { Rank::Equal } else { Rank::Nested };
        }
        let start = item.candidate.fill.lead;
        let opened = start.checked_sub(1).filter(|at| *at >= self.floor);
        let subordinate =
            is(opened, roles.conjunction_clause) && opened.is_some_and(|at| is(at.checked_sub(1), roles.comma));
        let parted = opened.is_some_and(|at| view.slice(view.token(at).span) == ";");
        if coordinated && comma || subordinate || parted {
            return Rank::Equal;
        }
        let content = outer.candidate.fill.pieces.iter().find(|piece| piece.open).map_or(0, |piece| piece.from);
        if item.lead <= content + 1 { Rank::Main } else { Rank::Nested }
    }

    /// One past the last token of a candidate's open content.
    pub(super) fn clause_end(&self, candidate: &Candidate) -> usize {
        let view = self.view;
        let limit = self.sentence.end;
        let Some(piece) = candidate.fill.pieces.iter().find(|piece| piece.open) else { return limit };
        // A circumstance before the subject ends with it, and so does what somebody was asked.
        let source = candidate.fill.source.filter(|source| source.start > candidate.cue.start);
        let fronted = source.filter(|source| candidate.fill.shared && source.start > piece.from);
        let asked = candidate.fill.source.is_none() && candidate.cue.form == CueForm::Perfect;
        if fronted.is_some() || asked || self.is_fronted(candidate) {
            let comma = (piece.from..limit).find(|at| view.class_at(*at, view.roles().comma).is_some());
            return comma.unwrap_or(limit);
        }
        if candidate.clause || self.phrases().opens_clause(piece.from, limit) {
            return limit;
        }
        // "Supported it in the Senate": a pronoun is a whole phrase.
        let roles = view.roles();
        let next = piece.from + 1;
        let parts =
            [roles.preposition, roles.conjunction_clause, roles.because, roles.time, roles.weekday, roles.coordinator];
        let pronoun = view.is(piece.from, roles.objective);
        if pronoun && next < limit && parts.iter().any(|class| view.class_at(next, *class).is_some()) {
            return next;
        }
        let mut at = piece.from;
        while at < limit {
            if let Some(quotation) = self.detected.opening(view.token(at).span.start) {
                at = view.token_from(quotation.span.end.saturating_sub(1)) + 1;
            } else if at > piece.from && self.ends_phrase(at, limit) {
                return at;
            } else {
                at += 1;
            }
        }
        limit
    }

    /// Whether the cue stands in a circumstance that opens the sentence, so that a comma ends its content.
    fn is_fronted(&self, candidate: &Candidate) -> bool {
        let view = self.view;
        let roles = view.roles();
        let mut at = self.floor;
        while at < candidate.cue.start && view.class_at(at, roles.coordinator).is_some() {
            at += 1;
        }
        let openers = [roles.conjunction_clause, roles.preposition, roles.because, roles.r#as];
        let opens = at < candidate.fill.lead && openers.iter().any(|class| view.class_at(at, *class).is_some());
        opens && (at..candidate.cue.start).all(|at| view.class_at(at, roles.comma).is_none())
    }

    /// Whether a comma or conjunction opens something that is no part of the noun phrase or infinitive before it.
    fn ends_phrase(&self, at: usize, limit: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let phrases = self.phrases();
        let next = at + 1;
        if next >= limit {
            return false;
        }
        if view.class_at(at, roles.comma).is_some() {
            let classes = [roles.conjunction_clause, roles.nominative, roles.relative];
            let coordinator = view.class_at(next, roles.coordinator).is_some();
            let verb = phrases.has_verb_ending(next) || coordinator && phrases.opens_predicate(next + 1, limit);
            return verb || classes.iter().any(|class| view.class_at(next, *class).is_some());
        }
        view.class_at(at, roles.coordinator).is_some() && phrases.opens_predicate(next, limit)
    }
}
