//! Content that is a noun phrase, in languages whose verb stands first: it ends before a clause or a circumstance, which goes
//! with the verb of the sentence and is the writer's.

use super::Candidate;
use super::setting::Setting;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{CueForm, Gender};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// So many tokens a noun phrase holds at least.
const LEAST: usize = 2;
/// So far at most the verb of a clause is from the beginning of its subject, in tokens.
const SUBJECT: usize = 5;

impl Setting<'_> {
    /// One past the last token of a candidate's open content, if that is a noun phrase; else the end of the sentence.
    pub(super) fn noun_content_end(&self, candidate: &Candidate) -> usize {
        let limit = self.sentence.end;
        let piece = candidate.fill.pieces.iter().find(|piece| piece.open && piece.from >= candidate.cue.end);
        let Some(piece) = piece.filter(|_| !candidate.clause && candidate.fill.frame.is_some()) else { return limit };
        let roles = self.view.roles();
        let relative = candidate.fill.lead > self.floor
            && self.view.begins(candidate.fill.lead - 1, roles.relative)
            && candidate.fill.source.is_none();
        let mut at = piece.from + if relative { 1 } else { LEAST };
        while at < limit {
            let token = self.view.token(at);
            let opening = (token.kind == TokenKind::Mark).then(|| self.detected.opened_by(token));
            if let Some(quotation) = opening.flatten() {
                at = quotation.close as usize;
            } else if self.may_end(at)
                && (self.opens_sequel(at) || self.opens_deed(piece.from, at) || self.opens_clause(piece.from, at))
                || relative && self.is_main(at)
            {
                return at;
            } else {
                at += 1;
            }
        }
        limit
    }

    /// Whether the word has a conjunction, is a verb or opens a circumstance, as few words do.
    fn may_end(&self, at: usize) -> bool {
        let token = self.view.token(at);
        let verb = token.traits.any(Traits::CUE.with(Traits::DEED));
        (token.conjunction > 0) | verb | self.view.begins(at, self.view.roles().sequel)
    }

    /// Whether a finite verb with a conjunction goes on with what the source did; not after a word that opens a clause inside
    /// the noun phrase.
    fn opens_deed(&self, from: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let inner = [roles.relative, roles.that, roles.that_it, roles.what, roles.resumptive];
        let clause = || (from..at).any(|at| view.any_at(at, inner));
        // Only a word that begins as with a conjunction may be one with it.
        let token = view.token(at);
        let begins = |conjunction: &String| view.key(at).starts_with(conjunction.as_str());
        let may_join =
            || token.conjunction > 0 || token.is_unknown() && view.grammar.clitics.conjunctions.iter().any(begins);
        let joins = token.traits.any(Traits::DEED) && may_join();
        let deed = || joins && view.deed(at).is_some_and(|(deed, joined)| joined && !deed.opening);
        // The present of the feminine has the prefix of many nouns, unless it has an object.
        let finite = |sense: &Sense| match sense {
            Sense::Cue { form: CueForm::Imperfect, agreement, .. } => {
                view.token(at).enclitic || agreement.gender != Some(Gender::Feminine)
            }
            Sense::Cue { cue, form, .. } => form.is_finite() && !view.grammar.admission.is_opening(*cue),
            _ => false,
        };
        let verb = || self.phrases().is_verb(at) && view.entries(at)[0].senses.iter().any(finite);
        // "And had" opens a clause as well.
        let auxiliary = || view.token(at).conjunction > 0 && view.is(at, roles.auxiliary);
        (view.has_conjunction(at) && verb() || deed() || auxiliary()) && !clause()
    }

    /// Whether another clause with its subject before the verb is joined: "condemns the raid and Egypt calls for".
    fn opens_clause(&self, from: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let token = view.token(at);
        let inner = [roles.relative, roles.that, roles.that_it, roles.what, roles.resumptive];
        let phrases = self.phrases();
        let name = || {
            view.known_at(at).is_some()
                || view.is_place(at)
                || phrases.is_given_name(at)
                || phrases.is_repeated_name(at)
        };
        let limit = self.sentence.end.min(at + SUBJECT);
        let present = |at: usize| {
            let told = |sense: &Sense| matches!(sense, Sense::Cue { form: CueForm::Imperfect, .. });
            let deed = || view.deed(at).is_some_and(|(deed, joined)| deed.present && !joined && !deed.enclitic);
            let free = view.token(at).conjunction == 0 && !view.token(at).definite && !view.token(at).enclitic;
            free && (phrases.is_verb(at) && view.entries(at)[0].senses.iter().any(told) || deed())
        };
        let title = || phrases.noun(at, Kinds::ALL) && at + 1 < self.sentence.end && !present(at + 1);
        if token.conjunction == 0 || token.preposition_class.is_some() {
            return false;
        }
        let subject = token.definite || name() || title();
        let stops = |at: &usize| view.token(*at).kind != TokenKind::Word || view.any_at(*at, inner);
        subject
            && !(from..=at).any(|at| view.any_at(at, inner))
            && (at + 1..limit).take_while(|at| !stops(at)).any(present)
    }

    /// Whether the main clause goes on after a relative one: at a comma, or at the pronoun that takes up its subject.
    fn is_main(&self, at: usize) -> bool {
        let roles = self.view.roles();
        let free = self.view.token(at).conjunction == 0;
        self.view.begins(at, roles.comma) || free && self.view.is_plain(at, roles.pronoun)
    }

    /// Whether the word begins what cannot belong to a noun phrase: a clause, or a circumstance of the whole sentence.
    fn opens_sequel(&self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let comma = || view.begins(at - 1, roles.comma);
        let opens = || view.is_any_plain(at, [roles.pronoun, roles.negation]);
        let token = view.token(at);
        let clause = token.conjunction > 0 && token.kind == TokenKind::Word && opens() && comma();
        // "A rich one from where the skills are": a preposition before it makes a phrase of it.
        let governed = || view.is_plain(at - 1, roles.preposition);
        clause || view.begins(at, roles.sequel) && !governed()
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn content(text: &str) -> String {
        invented::rows(text).remove(0).content.into_owned()
    }

    #[test]
    fn a_noun_phrase_ends_before_the_writers_circumstance() {
        let expected = "إغلاق الجسر";
        assert_eq!(content("وأعلنت الوزارة عن إغلاق الجسر وسط غضب السكان."), expected);
    }

    #[test]
    fn a_noun_phrase_ends_before_the_next_deed_of_the_source() {
        let expected = "إغلاق الجسر";
        assert_eq!(content("وأعلنت الوزارة عن إغلاق الجسر وأصدرت خريطة للطرق."), expected);
    }

    #[test]
    fn in_a_relative_clause_it_ends_where_the_main_clause_goes_on() {
        let expected = "إغلاق الجسر";
        assert_eq!(content("والوزارة التي أعلنت عن إغلاق الجسر هي صاحبة المشروع."), expected);
    }

    #[test]
    fn a_clause_goes_on_to_the_end_of_the_sentence() {
        let expected = "الجسر أغلق وسط غضب السكان";
        assert_eq!(content("وأعلنت الوزارة أن الجسر أغلق وسط غضب السكان."), expected);
    }

    #[test]
    fn a_noun_phrase_ends_before_what_it_followed() {
        let expected = "إغلاق الجسر";
        assert_eq!(content("وطالب الوزير بإغلاق الجسر، عقب الفيضانات التي شهدتها البلدة."), expected);
    }

    #[test]
    fn a_noun_phrase_ends_before_another_clause_with_its_subject_first() {
        let expected = "إغلاق الجسر";
        assert_eq!(content("الوزارة تدين إغلاق الجسر والبلدية تطالب بفتح الطريق."), expected);
        let expected = "إغلاق الجسر والطريق";
        assert_eq!(content("الوزارة تدين إغلاق الجسر والطريق."), expected);
    }

    #[test]
    fn a_noun_phrase_ends_before_a_clause_with_an_auxiliary() {
        let expected = "إغلاق الجسر";
        assert_eq!(content("وأعلنت الوزارة عن إغلاق الجسر، وقد بثت القناة صورا منه."), expected);
    }
}
