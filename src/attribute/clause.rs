//! Clauses of languages whose subject stands first: where content ends, and which cue inside it is a new one.

use super::Candidate;
use super::arrange::{Item, Rank};
use super::setting::Setting;
use crate::grammar::terms::CueForm;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// How many words after a preposition may name the occasion.
const OCCASION: usize = 5;

impl Setting<'_> {
    /// How a candidate inside the open content of another stands to it.
    pub(super) fn rank_by_clause(&self, outer: &Item<'_>, item: &Item<'_>) -> Rank {
        let view = self.view;
        let roles = view.roles();
        let cue = &item.candidate.cue;
        let shared = item.candidate.fill.shared;
        let is = |at: Option<usize>, class| at.is_some_and(|at| at >= self.floor && view.begins(at, class));
        // A closing quotation mark may stand after the comma.
        let mut before = item.lead.checked_sub(1);
        while let Some(at) = before.filter(|at| *at > self.floor && self.phrases().is_closing_mark(*at)) {
            before = Some(at - 1);
        }
        let comma = is(before, roles.comma)
            || is(before, roles.bracket)
            || shared && is(Some(item.candidate.fill.lead), roles.comma);
        let coordinated =
            item.lead < item.candidate.fill.lead || shared && view.begins(item.candidate.fill.lead, roles.coordinator);
        if cue.form == CueForm::Participle {
            return if comma { Rank::Equal } else { Rank::Nested };
        }
        if !cue.form.is_finite() {
            return Rank::Nested;
        }
        if shared {
            let same = cue.form == outer.candidate.cue.form;
            return if coordinated && comma || (coordinated || comma) && same { Rank::Equal } else { Rank::Nested };
        }
        let start = item.candidate.fill.lead;
        let opened = start.checked_sub(1).filter(|at| *at >= self.floor);
        let subordinate =
            is(opened, roles.conjunction_clause) && opened.is_some_and(|at| is(at.checked_sub(1), roles.comma));
        // After a noun phrase, a conjunction opens another clause of the writer's.
        let phrase = !outer.candidate.clause
            && outer
                .candidate
                .fill
                .pieces
                .iter()
                .any(|piece| piece.open && !self.phrases().opens_clause(piece.from, self.sentence.end));
        let conjoined = opened.is_some_and(|at| view.any_at(at, [roles.conjunction_clause, roles.r#as, roles.because]));
        let parted = phrase && conjoined
            || opened.is_some_and(|at| view.slice(view.token(at).span) == ";" || view.begins(at, roles.colon));
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
            let comma = (piece.from..limit).find(|at| view.begins(*at, view.roles().comma));
            return comma.unwrap_or(limit);
        }
        // What is said of the subject of a passive is a phrase like any object.
        let fill = &candidate.fill;
        let topic = fill.source.is_none() && fill.frame.is_none() && fill.pieces[0].to <= candidate.cue.start;
        if candidate.clause && !topic || self.phrases().opens_clause(piece.from, limit) {
            return limit;
        }
        // "Supported it in the Senate": a pronoun is a whole phrase.
        let roles = view.roles();
        let next = piece.from + 1;
        let parts = [
            roles.r#in,
            roles.on,
            roles.conjunction_clause,
            roles.because,
            roles.time,
            roles.weekday,
            roles.coordinator,
        ];
        let pronoun = view.is(piece.from, roles.objective);
        if pronoun && next < limit && view.any_at(next, parts) {
            return next;
        }
        // "To sail on Friday" is one; "the plan on Friday" is not.
        let infinitive = view.begins(piece.from, roles.to);
        // Beside marks only these end anything.
        let ends = [roles.comma, roles.coordinator, roles.r#in, roles.on, roles.adverbial].into();
        let mut at = piece.from;
        while at < limit {
            let token = view.token(at);
            let opening = (token.kind == TokenKind::Mark).then(|| self.detected.opened_by(token));
            if let Some(quotation) = opening.flatten() {
                at = quotation.close as usize;
            } else if at > piece.from && (self.ends_phrase(at, limit) || !infinitive && self.opens_occasion(at, limit))
            {
                return at;
            } else {
                at = view.first_stop(at + 1, limit, Traits::default(), Some(ends));
            }
        }
        limit
    }

    /// Whether the cue stands in a circumstance that opens the sentence, so that a comma ends its content.
    fn is_fronted(&self, candidate: &Candidate) -> bool {
        let view = self.view;
        let roles = view.roles();
        let mut at = self.floor;
        while at < candidate.cue.start && view.begins(at, roles.coordinator) {
            at += 1;
        }
        let openers = [roles.conjunction_clause, roles.preposition, roles.because, roles.r#as];
        let opens = at < candidate.fill.lead && (view.any_at(at, openers) || self.phrases().ends_as_verb_or_adverb(at));
        if !opens {
            return false;
        }
        // A relative clause inside it may have a comma before it.
        let commas = (at..candidate.fill.lead.max(at)).filter(|at| view.begins(*at, roles.comma)).count();
        let relative = (at..candidate.cue.start).any(|at| view.is(at, roles.relative));
        commas <= usize::from(relative)
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
        if view.begins(at, roles.comma) {
            let classes = [roles.conjunction_clause, roles.nominative, roles.relative, roles.determiner];
            let coordinator = view.begins(next, roles.coordinator);
            let verb = phrases.has_verb_ending(next) || coordinator && phrases.opens_predicate(next + 1, limit);
            return verb || view.any_at(next, classes);
        }
        view.begins(at, roles.coordinator) && phrases.opens_predicate(next, limit)
    }

    /// Whether the words say where or when something was said: "in an interview", "on Tuesday".
    fn opens_occasion(&self, at: usize, limit: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let openers = [roles.r#in, roles.on, roles.adverbial];
        if !view.any_at(at, openers) {
            return false;
        }
        let preposition = openers.iter().find_map(|class| view.class_at(at, *class));
        let Some(length) = preposition else { return false };
        let words = (at + length..limit.min(at + length + OCCASION))
            .take_while(|at| !view.is(*at, roles.preposition) && view.token(*at).kind != TokenKind::Mark);
        let occasion = |at: usize| view.any_at(at, [roles.venue, roles.weekday]);
        words.into_iter().any(occasion)
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use crate::analyzer::invented;

    /// Source, cue and content of every row.
    fn rows(text: &str) -> Vec<[String; 3]> {
        let rows = invented::rows(text);
        rows.into_iter().map(|row| [row.source_text, row.cue, row.content].map(Cow::into_owned)).collect()
    }

    fn owned(expected: &[[&str; 3]]) -> Vec<[String; 3]> {
        expected.iter().map(|row| row.map(str::to_owned)).collect()
    }

    #[test]
    fn another_speaker_after_a_comma_ends_the_content() {
        let found = rows("The mayor said the pier is safe, but the board said it is old.");
        let expected = [["The mayor", "said", "the pier is safe"], ["the board", "said", "it is old"]];
        assert_eq!(found, owned(&expected));
    }

    #[test]
    fn speech_inside_the_content_makes_no_row() {
        let found = rows("The mayor said the board said the pier is safe.");
        assert_eq!(found, owned(&[["The mayor", "said", "the board said the pier is safe"]]));
    }

    #[test]
    fn a_verb_and_a_participle_share_the_subject_of_the_first() {
        let found = rows("The mayor promised to reopen the pier and warned of delays, adding that money is short.");
        let expected = [
            ["The mayor", "promised", "to reopen the pier"],
            ["The mayor", "warned", "delays"],
            ["The mayor", "adding", "money is short"],
        ];
        assert_eq!(found, owned(&expected));
    }

    #[test]
    fn a_circumstance_before_the_main_clause_ends_with_its_comma() {
        let found = rows("While the mayor said that the pier is safe, the board closed it.");
        assert_eq!(found, owned(&[["the mayor", "said", "the pier is safe"]]));
    }

    #[test]
    fn a_noun_phrase_ends_before_the_occasion_a_clause_does_not() {
        let found = rows("The mayor criticized the board in an interview. The mayor said the board met on Friday.");
        let contents: Vec<&str> = found.iter().map(|row| row[2].as_str()).collect();
        assert_eq!(contents, ["the board", "the board met on Friday"]);
    }

    #[test]
    fn a_source_at_the_end_covers_what_is_said_in_the_sentence() {
        let found = rows("The mayor said the pier is safe, according to a survey.");
        assert_eq!(found, owned(&[["a survey", "according to", "The mayor said the pier is safe"]]));
    }
}
