//! Nobody: nouns beside a cue that cannot speak, and cues that pass nothing on.

use super::fill::Fill;
use super::phrase::Phrase;
use super::setting::Scope;
use crate::detect::cue::Cue;
use crate::grammar::lexicon::Sense;
use crate::grammar::pattern::StepKind;
use crate::grammar::terms::{Agreement, CueForm, Gender, Number, SourceType};
use crate::read::token::TokenKind;

/// Letters of what is no name.
const SHORT: usize = 2;

impl Scope<'_> {
    /// Whether the noun beside the cue is nobody: an adjective, what is considered a place, a person in whom something stands.
    pub(super) fn is_nobody(&self, cue: &Cue, fill: &Fill, source: Phrase) -> bool {
        let (view, phrases) = (self.view, self.phrases());
        let token = view.token(source.start);
        let plain = || token.is_unknown() || phrases.is_participle(source.start);
        let stray = source.end == source.start + 1 && !token.definite && !token.repeated && plain();
        let bare = || fill.frame.is_some_and(|frame| self.is_bare(frame));
        if stray && (cue.form == CueForm::Noun || cue.form == CueForm::Imperfect && bare()) {
            return true;
        }
        let within =
            fill.frame.is_some() && source.start > cue.start && view.is_plain(source.start - 1, view.roles().r#in);
        within && (phrases.is_person_noun(source.start) || phrases.is_given_name(source.start))
    }

    /// Whether the noun beside a finite verb is a thing by its form: an accusative, "which he considers a success"; another
    /// verb, "announced opened"; what belongs to the speaker, "closes his speech with".
    pub(super) fn is_thing(&self, cue: &Cue, source: Phrase) -> bool {
        let view = self.view;
        let phrases = self.phrases();
        let (roles, first) = (view.roles(), view.token(source.start));
        let short = || view.key(source.start).chars().nth(SHORT).is_none();
        // "And this in a step of which he said".
        let this = || {
            view.is_plain(source.start, roles.demonstrative)
                && source.start + 1 < source.end
                && view.is_plain(source.start + 1, roles.preposition)
        };
        // A dash, an initial, a preposition.
        if source.end == source.start + 1 && first.is_unknown() && short()
            || view.is_plain(source.start, roles.preposition)
            || this()
        {
            return true;
        }
        if !cue.form.is_finite() {
            return false;
        }
        if source.end <= cue.start {
            // "The mayors of the towns signed a declaration that says": the text is the last word alone.
            let last = source.end - 1;
            return last > source.start && phrases.is_accusative(last) && phrases.is_text(last);
        }
        let named = || {
            view.known_at(source.start).is_some()
                || phrases.is_source_like(Phrase { start: source.start, end: source.start + 1 })
        };
        // "A speech in which she called the charges": who speaks was named before.
        let takes_up =
            || first.definite && !first.repeated && first.is_unknown() && view.begins(cue.end, roles.resumptive);
        if self.disagrees_in_gender(cue, source) || (phrases.is_own_speech(source.start) || takes_up()) && !named() {
            return true;
        }
        let deed = || view.deed(source.start).is_some_and(|(deed, _)| !deed.opening && !deed.enclitic);
        let object = || view.token(cue.end - 1).enclitic && phrases.is_accusative(source.start);
        first.kind == TokenKind::Word && !first.definite && (object() || first.is_unknown() && deed()) && !named()
    }

    /// Whether a thing of the feminine follows a verb of the masculine: "closes a speech", "supports an idea".
    fn disagrees_in_gender(&self, cue: &Cue, source: Phrase) -> bool {
        let view = self.view;
        let first = view.token(source.start);
        let agreement = cue.agreement;
        let closed = source.start + 1 < source.end && view.is_plain(source.start + 1, view.roles().name_closing);
        let masculine = agreement.gender == Some(Gender::Masculine) && agreement.person == Some(3);
        if !masculine || source.start != cue.end || closed {
            return false;
        }
        let feminine = |agreement: Agreement| {
            agreement.gender == Some(Gender::Feminine) && agreement.number == Some(Number::Singular)
        };
        let text = |(sense, _): (Sense, usize)| matches!(sense, Sense::Noun { kind: SourceType::Document, agreement } if feminine(agreement));
        let ends = || view.has_ending(source.start, &view.grammar.language.feminine_endings[..1]);
        let name = || {
            first.repeated || first.surname || self.phrases().is_source_like(Phrase { end: source.start + 1, ..source })
        };
        view.senses(source.start).any(text)
            || first.is_unknown() && first.kind == TokenKind::Word && !first.definite && !name() && ends()
    }

    /// Whether the preposition of what somebody is accused of follows the verb at once, so that it is a passive: "groups that
    /// are accused of acts or of".
    fn is_accused(&self, cue: &Cue, fill: &Fill) -> bool {
        let (view, by) = (self.view, self.view.roles().by);
        let follows = cue.form.is_finite() && fill.target.is_some_and(|target| target.start > cue.end);
        let Some(frame) = fill.frame.filter(|_| follows && fill.source.is_none()) else { return false };
        let lines = &view.grammar.rules.frames[frame.0 as usize].lines;
        let marked = || lines.iter().flat_map(|line| &line.steps).any(|step| step.kind == StepKind::Class(by));
        view.begins(cue.end, by)
            && cue.end < self.sentence.end
            && !view.begins(cue.end, view.roles().adverbial)
            && self.phrases().opens_with_preposition(cue.end)
            && marked()
    }

    /// Whether the cue passes nothing on: all it governs is a demonstrative, "expressed this on his page"; or a participle
    /// without a marker nearby is a noun, because a verb stands before what it would govern: "a note that concerns the".
    pub(super) fn says_nothing(&self, cue: &Cue, fill: &Fill, strong: bool) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        // "A statement attached to the bureau": after a bare text, letters of a verb before "to" are an adjective.
        let bare = cue.form == CueForm::Perfect && cue.start > self.floor && !view.has_conjunction(cue.start);
        let to = || cue.end < self.sentence.end && view.begins(cue.end, roles.r#for);
        let phrases = self.phrases();
        if bare && to() && phrases.is_text(cue.start - 1) || self.is_accused(cue, fill) {
            return true;
        }
        if strong || view.grammar.language.subject_first {
            return false;
        }
        let Some(piece) = fill.pieces.first().filter(|piece| piece.from >= cue.end && piece.quoted.is_none()) else {
            return false;
        };
        let next = piece.from + 1;
        let ends = || {
            next >= self.sentence.end
                || view.token(next).kind == TokenKind::Mark
                || view.is_plain(next, roles.preposition)
                || view.begins(next, roles.adverbial)
        };
        let marked = || fill.frame.is_some_and(|frame| !self.is_bare(frame));
        let this = view.is_plain(piece.from, roles.demonstrative) && marked() && ends();
        let verb =
            |at: usize| phrases.is_verb(at) || view.deed(at).is_some_and(|(deed, joined)| deed.present && !joined);
        this || cue.form == CueForm::Participle && fill.source.is_none() && (cue.end..piece.from).any(verb)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::{cues_and_sources as rows, owned};

    #[test]
    fn a_note_that_concerns_the_harbour_reminds_nobody() {
        assert!(rows("ووجه المجلس مذكرة إلى الصحف تتعلق بإغلاق الميناء.").is_empty());
        assert_eq!(rows("وزارت اللجنة الميناء، مذكرة بإغلاق الجسر."), owned(&[("مذكرة", "")]));
    }

    #[test]
    fn a_statement_that_belongs_to_an_office_goes_on_with_nothing() {
        assert!(
            rows("وصدر بيان تابع لمكتب المدير كما يلي: «لن نغلق المدرسة هذا العام».")
                .iter()
                .all(|(cue, _)| cue != "تابع")
        );
    }

    #[test]
    fn whoever_is_accused_of_something_accuses_nobody() {
        assert!(rows("وصدر قانون يحظر أي جماعات تتهم بارتكاب أعمال عنف أو الإخلال بالنظام العام.").is_empty());
        assert_eq!(rows("واتهم الوزير الجماعات بارتكاب أعمال عنف."), owned(&[("اتهم", "الوزير")]));
    }

    #[test]
    fn as_an_agency_said_needs_no_comma_before_it() {
        let found = rows("وسيفتح الجسر غدا على ما أفادت وكالة المرفأ.");
        assert_eq!(found, owned(&[("على ما", "وكالة المرفأ")]));
        assert!(rows("واحتج السكان على ما يصفونه بالخطأ.").iter().all(|(cue, _)| cue != "على ما"));
    }

    #[test]
    fn this_alone_is_no_message() {
        assert!(rows("وعبر سامر الحمداني عن ذلك عبر صفحته.").is_empty());
        assert_eq!(rows("وعبر سامر الحمداني عن أسفه عبر صفحته."), owned(&[("عبر", "سامر الحمداني")]));
    }

    #[test]
    fn an_idea_and_a_speech_after_a_verb_of_the_masculine_are_its_objects() {
        assert!(rows("وأيد نظرية أن الجسر يغلق غدا.").iter().all(|(_, source)| source.is_empty()));
        assert!(
            rows("ونفى المدير الخبر قبل أن يختم كلمته بقوله: «لن نغلق المدرسة هذا العام».")
                .iter()
                .all(|(_, source)| source != "كلمته")
        );
    }

    #[test]
    fn a_dash_and_a_preposition_are_nobody() {
        assert!(rows("وتساءل - وهو محق في ذلك - عن الأسباب.").iter().all(|(_, source)| source.is_empty()));
    }

    #[test]
    fn an_accusative_and_a_second_verb_are_nobody() {
        assert!(rows("وأضاف أن ما يعده نجاحا للبلدة ينتهي غدا.").iter().all(|(_, source)| !source.contains("نجاحا")));
        assert!(rows("أغلق الجسر كما أعلنت افتتحت المدرسة الجديدة.").iter().all(|(_, source)| source.is_empty()));
    }
}
