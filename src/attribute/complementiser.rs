//! Whose a complementiser is: the cue's, that of a word before it, or that of what stands around an insert.

use super::matcher::Matcher;
use crate::grammar::deeds::Deed;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::roles::ROLES;
use crate::read::token::TokenKind;

/// Longest circumstance before a complementiser that the cue governs, in tokens.
const CIRCUMSTANCE: usize = 12;
/// Longest aside between commas, in tokens.
const ASIDE: usize = 20;
/// Longest wish for anonymity, in tokens.
const WISH: usize = 5;

impl Matcher<'_> {
    /// Whether the word is a complementiser that the preposition or another verb before it governs: "on condition that",
    /// "which means that"; or goes on with one that stands before it: "and that".
    pub(super) fn is_anothers_that(&self, at: usize) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        if !view.is_any_plain(at, [roles.that, roles.that_it]) {
            return false;
        }
        let told = |deed: Deed| !deed.opening && !deed.enclitic;
        let deed = || view.deed(at - 1).is_some_and(|(deed, _)| told(deed)) && view.token(at - 1).is_unknown();
        let free = || view.token(at - 1).conjunction == 0 || view.token(at - 1).enclitic;
        let verb = || !view.token(at - 1).definite && free() && (self.phrases().is_verb(at - 1) || deed());
        let second = view.token(at).conjunction > 0 && view.begins(at - 1, roles.comma);
        let own = !view.grammar.language.subject_first && (second || verb());
        view.is_plain(at - 1, roles.preposition) || own
    }

    /// Whether an unknown word after a noun that names go with is one, whatever its first letter is: "the city of Birmingham".
    pub(super) fn is_place_name(&self, at: usize) -> bool {
        let view = self.view;
        let (before, token) = (view.token(at - 1), view.token(at));
        let known = view.is_plain(at - 1, view.roles().name_intro);
        let noun = known && before.kind == TokenKind::Word && !before.definite && !before.enclitic;
        let by = view.begins(at, view.roles().by) && token.preposition_class.is_none();
        noun && by && token.is_unknown() && !token.definite
    }

    /// Whether the word belongs to a connective before it: the complementiser of "after that".
    pub(super) fn is_bound(&self, at: usize) -> bool {
        let roles = self.view.roles();
        let binds = |from: usize, class| self.view.class_at(from, class).is_some_and(|length| from + length > at);
        // "Which are expected to", "it is possible that": such a phrase has a complement of its own.
        let expected = |from: usize| binds(from, roles.irrealis);
        // "Asked that nothing be said about his name": so has a wish for anonymity.
        let name = |from: usize| self.view.class_at(from, roles.anonymity) == Some(at - from);
        let nameless = || (at.saturating_sub(WISH)..at).any(name);
        // Nearly no word stands right after such a phrase.
        let near =
            [1, 2, 3].map(|back| at.checked_sub(back).map_or_else(ClassSet::default, |at| self.view.classes_at(at)));
        let near = near[0].with(near[1]).with(near[2]);
        let bound = || (at.saturating_sub(3)..at).any(|from| binds(from, roles.conjunction_clause) || expected(from));
        near.meets([roles.conjunction_clause, roles.irrealis].into()) && bound()
            || self.view.begins(at, roles.about) && nameless()
    }

    /// Whether commas close the insert that begins at `at` around the word, and a complementiser that the cue governs follows:
    /// "stressed, in his reply on the remarks, that".
    pub(super) fn is_inside_aside(&self, at: usize, next: usize) -> bool {
        let roles = self.view.roles();
        let comma = |at: usize| self.view.begins(at, roles.comma);
        let limit = self.sentence.end.min(at + ASIDE);
        let that = |at: usize| self.view.is_any_plain(at, self.own_that());
        next > at && comma(at) && (next + 1..limit).find(|at| comma(*at)).is_some_and(|close| that(close + 1))
    }

    /// The classes of the complementisers that the cue governs.
    fn own_that(&self) -> ClassSet {
        self.governs.stops.common(ClassSet::of(&[ROLES.that, ROLES.that_it]))
    }

    /// Whether a comma and a complementiser that the cue governs follow a circumstance that begins at the word: "stressed on
    /// his page, that".
    pub(super) fn opens_late_that(&self, at: usize) -> bool {
        let roles = self.view.roles();
        let limit = self.sentence.end.min(at + CIRCUMSTANCE);
        let comma = |at: &usize| self.view.begins(*at, roles.comma);
        let own = self.view.is(at + 1, roles.venue) || self.view.begins(at, roles.adverbial);
        let first = || (at + 1..limit).find(comma);
        own && first().is_some_and(|comma| self.view.is_any_plain(comma + 1, self.own_that()))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    /// Sources of all rows.
    fn sources(text: &str) -> Vec<String> {
        invented::rows(text).into_iter().map(|row| row.source_text.into_owned()).collect()
    }

    #[test]
    fn a_complementiser_that_belongs_to_a_connective_is_not_the_cues() {
        assert!(sources("تشهد المدينة جلسات عاصفة، غير أنها تنتهي بسلام.").is_empty());
        assert_eq!(sources("تشهد المدينة أنها عانت."), ["المدينة"]);
    }

    #[test]
    fn a_complementiser_after_another_verb_is_not_the_cues() {
        assert!(sources("وتوجه المدير إلى القرية في رحلة، وهو ما يعني أنه سيغيب غدا.").is_empty());
        let text = "ونفى المدير ما نشرته الصحف عن الجسر ووصفها بأنها إشاعات.";
        assert!(invented::rows(text).iter().all(|row| row.cue != "نفى" || row.content != "بأنها إشاعات"));
        assert_eq!(sources("وأكد المدير الذي غادر القرية أن الجسر مفتوح."), ["المدير"]);
    }

    #[test]
    fn the_first_letter_of_a_citys_name_is_no_preposition() {
        let text = "وتعهد سامر الحمداني في مدينة بسكرون بالعمل.";
        let expected = "العمل";
        assert_eq!(invented::rows(text).remove(0).content, expected);
    }

    #[test]
    fn what_stands_between_commas_before_a_complementiser_is_no_content() {
        let text = "وأكد سامر الحمداني، في رده على تعقيبات السكان، أن الجسر مفتوح.";
        let expected = "الجسر مفتوح";
        assert_eq!(invented::rows(text).remove(0).content, expected);
    }
}
