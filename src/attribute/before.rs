//! Noun phrases before a token: subjects that stand before their verb.

use super::phrase::{APPOSITION, Bounds, LONGEST, Phrase, Phrases};
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{CueForm, Number};
use crate::read::token::TokenKind;

impl Phrases<'_> {
    /// The noun phrase that ends right before a token and fills its clause from `floor` on.
    pub fn before(self, end: usize, floor: usize) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        let mut end = end;
        // A dash before a remark is no part of the clause.
        let opens =
            |at: &usize| view.token(*at).kind != TokenKind::Mark || self.detected.opened_by(view.token(*at)).is_some();
        let floor = (floor..end).find(opens)?;
        // A comma may close an apposition or a relative clause that stands between subject and verb.
        if end > floor && view.begins(end - 1, roles.comma) {
            let open = (floor..end - 1).rev().find(|at| view.begins(*at, roles.comma))?;
            let inside = open + 1;
            let insert = view.begins(inside, roles.relative) || self.is_person_noun(inside);
            if !insert || open == floor {
                return None;
            }
            end = open;
        }
        // "Had already": auxiliaries around the subject are not part of it.
        let mut so = false;
        while end > floor && view.is_any_plain(end - 1, [roles.auxiliary, roles.so]) {
            end -= 1;
            so |= view.is_plain(end, roles.so);
        }
        // "As for Harun, he said".
        let topic = || (floor.max(end.saturating_sub(APPOSITION))..end).any(|at| view.is_plain(at, roles.topic));
        if so && end > floor && view.begins(end - 1, roles.comma) && topic() {
            end -= 1;
        }
        let mut start = self.clause_start(end, floor);
        while start < end && (view.is_plain(start, roles.auxiliary) || !opens(&start)) {
            start += 1;
        }
        if start >= end {
            return None;
        }
        let bounds = Bounds { limit: end, ..Bounds::default() };
        let phrase = self.after(start, &bounds)?;
        let whole = phrase.end == end && !self.opens_with_verb(phrase);
        whole.then(|| self.name_before_title(phrase, floor).unwrap_or(phrase))
    }

    /// The title with the name that stands before it and a comma: "X, the ambassador of Y said".
    fn name_before_title(self, title: Phrase, floor: usize) -> Option<Phrase> {
        let view = self.view;
        let comma = title.start.checked_sub(1).filter(|at| *at > floor)?;
        let bare = !view.token(title.start).definite && title.end > title.start + 1 && self.is_person_noun(title.start);
        if !bare || !view.begins(comma, view.roles().comma) {
            return None;
        }
        let start = self.clause_start(comma, floor);
        let name = self.after(start, &Bounds { limit: comma, ..Bounds::default() })?;
        let called = |at: usize| self.is_given_name(at) || view.token(at).is_unknown();
        let words = (name.start..name.end).all(called) && !view.token(name.start).definite;
        (name.end == comma && name.end > name.start + 1 && words).then_some(Phrase { start, end: title.end })
    }

    /// The longest noun phrase for a source that ends right before a token, wherever it begins.
    pub fn ending_at(self, end: usize, floor: usize) -> Option<Phrase> {
        let bounds = Bounds { limit: end, ..Bounds::default() };
        let starts = floor.max(end.saturating_sub(APPOSITION))..end;
        // A repeated word before a noun for persons is the thing of which they are: "the words of the minister".
        let thing = |at: usize| self.is_repeated_name(at) && at + 1 < end && self.is_person_noun(at + 1);
        let phrases = starts.filter(|at| self.is_source_like(Phrase { start: *at, end: at + 1 }) && !thing(*at));
        phrases.into_iter().find_map(|at| self.after(at, &bounds).filter(|phrase| phrase.end == end))
    }

    /// Whether a verb in the present stands at the token whose form shows that one acts.
    fn is_verb_of_one(self, at: usize) -> bool {
        let one = |sense: &Sense| match sense {
            Sense::Cue { form: CueForm::Imperfect, agreement, .. } => {
                agreement.person == Some(3) && agreement.number == Some(Number::Singular)
            }
            _ => false,
        };
        at < self.view.len() && self.is_verb(at) && self.view.entries(at)[0].senses.iter().any(one)
    }

    /// Where the clause that ends at `end` begins: after a comma, a complementiser or a connective.
    fn clause_start(self, end: usize, floor: usize) -> usize {
        let view = self.view;
        let roles = view.roles();
        for at in (floor.max(end.saturating_sub(LONGEST))..end).rev() {
            let breaks = [
                roles.comma,
                roles.colon,
                roles.that,
                roles.so,
                roles.turn_marker,
                roles.conjunction_clause,
                roles.coordinator,
            ];
            if view.any_at(at, breaks)
                && let Some(length) = breaks.iter().find_map(|class| view.class_at(at, *class))
            {
                return (at + length).min(end);
            }
            let alone = || at + 1 == end && self.is_verb_of_one(end) && self.is_source_like(Phrase { start: at, end });
            if view.token(at).conjunction > 0 && (alone() || !self.coordinates(at) && at + 1 < end) {
                return at;
            }
        }
        floor
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    #[test]
    fn one_who_acts_after_a_conjunction_is_a_subject_of_its_own() {
        let text = "هزيمة المحافظين بعد أعوام في السلطة وباريس تندد بإغلاق الجسر";
        let expected = "باريس";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn whoever_is_the_topic_is_the_subject_over_a_comma() {
        let source = |text: &str| analyze(text).findings().rows().pop().unwrap().source_text.into_owned();
        assert_eq!(source("أما الوزير سامر الحمداني، فقد هدد بإغلاق الجسر."), "الوزير سامر الحمداني");
        assert_eq!(source("وأما في المدينة، فقد هدد بإغلاق الجسر."), "");
    }

    #[test]
    fn the_words_of_a_minister_are_not_the_minister() {
        let text = "وجاء كلام المدير بعد كلام وزير النقل سامر الحمداني الذي قال إن الجسر آمن.";
        let expected = "سامر الحمداني";
        assert_eq!(analyze(text).findings().rows().pop().unwrap().source_name, expected);
    }

    #[test]
    fn a_title_before_the_verb_has_the_name_before_it_and_a_comma() {
        let name = |text: &str| analyze(text).findings().rows().remove(0).source_name.into_owned();
        let expected = "كالوب بيلوسوف";
        assert_eq!(name("إلا أن كالوب بيلوسوف، سفير النرويج في الميناء قال إن الجسر آمن."), expected);
        let expected = "سفير النرويج";
        assert_eq!(name("إلا أن بيلوسوف، سفير النرويج قال إن الجسر آمن."), expected);
    }
}
