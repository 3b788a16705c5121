//! Where a subject ends because what its verb governs begins, with nothing that marks it.

use super::phrase::{Phrase, Phrases};
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, Number, SourceType};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

impl Phrases<'_> {
    /// Whether whom the cue is directed at begins after a finished subject: "the ministry accused the government".
    pub(super) fn opens_target(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        let before = view.token(at - 1);
        if token.conjunction > 0 || token.preposition_class.is_some() {
            return false;
        }
        // "Foreign minister of Spain": a bare title goes on.
        let titled = !view.token(start).definite && self.is_person_noun(start);
        let name = before.is_unknown() || view.is_plain(at - 1, view.roles().family_name);
        let named = name && !before.definite && !titled;
        // A bare ministry may be the complement of a title; with the article it is complete.
        let bare = if token.definite { Kinds::default() } else { Kinds::of(SourceType::Ministry) };
        let body = Kinds::BODIES.without(Kinds::of(SourceType::Document)).without(bare);
        let state = |sense: Sense| matches!(sense, Sense::Metonym { kind, .. } if body.meets(Kinds::of(kind)));
        let known = |number: u32| body.meets(Kinds::of(view.known(number).kind));
        let country = view.is_place(at) && view.senses(at).any(|(sense, _)| state(sense))
            || view.known_at(at).is_some_and(|at| !at.guarded && known(at.known));
        let place = at == start + 1 && view.is_place(start);
        let act = token.definite && (view.is(at, view.roles().content_noun) || self.is_act(at));
        let given = view.is_plain(at - 1, view.roles().first_name) || self.is_repeated_name(at - 1);
        if self.follows_full_name(start, at)
            || self.follows_whole_name(start, at)
            || self.disagrees(start, at)
            || act && given && !before.definite
            || at == start + 1 && self.is_family_name(start) && !token.definite && self.opens_name(at)
            || self.opens_after_name(at)
            || self.follows_subject(start, at)
        {
            return true;
        }
        // "Warned Harun the ministry of": a name alone has no complement.
        let lone = at == start + 1 && !self.is_person_noun(start) && !self.noun(start, Kinds::ALL);
        let called = lone
            && (view.is_plain(start, view.roles().first_name)
                || view.token(start).surname
                || self.is_family_name(start));
        if called && self.noun(at, Kinds::BODIES.without(Kinds::of(SourceType::Document))) {
            return true;
        }
        // Nor does a body go on with persons: "the statement called on the members".
        let issuer = before.definite && self.noun(start, Kinds::BODIES);
        let name = || self.is_given_name(at) || self.is_repeated_name(at);
        let priest = || self.noun(start, Kinds::of(SourceType::ReligiousBody));
        let person = || self.noun(at, Kinds::PERSONS) || name() && !priest();
        if issuer && !token.definite && person() {
            return true;
        }
        // "International and civic organisations the group of": nor does a bare adjective go on with a construct.
        let hangs = at + 1 < view.len() && view.token(at + 1).definite;
        let adjective = !before.definite && before.traits.any(Traits::ADJECTIVE);
        if adjective && hangs && !token.definite && self.noun(at, body) && (start..at).any(|at| view.token(at).definite)
        {
            return true;
        }
        // "Accused Hamdani blocs of": nor does a family name with a bare accusative.
        let accusative = at == start + 1 && before.definite && token.is_unknown() && !token.repeated;
        if accusative && !token.definite && self.is_accusative(at) && !self.is_person_noun(start) {
            return true;
        }
        // A bare noun for a body cannot go on with a definite word or a name: "the union accused the company of".
        (before.definite || named || place) && (country || self.noun(at, body))
    }

    /// Whether the word stands somewhere in the text right after a given name, and so is a family name.
    pub(super) fn is_family_name(self, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        let given = |other: usize| view.key(other) == view.key(at) && view.is_plain(other - 1, view.roles().first_name);
        token.surname || token.is_unknown() && token.repeated && (1..view.len()).any(given)
    }

    /// Whether a bare word can be a name or a place of its own.
    fn opens_name(self, at: usize) -> bool {
        let view = self.view;
        view.is_place(at) || view.is_plain(at, view.roles().first_name) || self.is_repeated_name(at)
    }

    /// Whether another person or an act begins right after a name: a form of address with the article ("X the sheikh Y"), or a
    /// bare word that is a verb or its noun.
    fn opens_after_name(self, at: usize) -> bool {
        let view = self.view;
        let (before, token) = (view.token(at - 1), view.token(at));
        let name = !before.definite
            && (view.is_plain(at - 1, view.roles().first_name) || self.is_repeated_name(at - 1) || before.is_unknown());
        let address = token.definite && view.begins(at, view.roles().honorific);
        // "Asked Zakaria the president Harun": a title with a name after it.
        let titled = || {
            let next = Phrase { start: at + 1, end: at + 2 };
            let bare = at + 1 < view.len() && !view.token(at + 1).definite;
            bare && token.definite && self.is_person_noun(at) && self.is_repeated_name(next.start)
        };
        let full = at >= 2 && view.is_plain(at - 2, view.roles().first_name);
        let verb = !token.definite && self.is_repeated_name(at - 1) && view.deed(at).is_some();
        name && (address && full || verb || titled())
    }

    /// Whether a finished phrase is followed by a word that begins another: "the authorities this group", "the minister
    /// all conditions", "the state its eyes".
    pub(super) fn opens_another(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let (before, token) = (view.token(at - 1), view.token(at));
        let finished = || {
            let given = || view.is_plain(at - 1, roles.first_name) && !before.definite;
            before.definite || self.follows_body(start, at) || given() || view.is_place_of(at - 1, at)
        };
        let this = || view.is_plain(at, roles.demonstrative) || !view.is_plain(at, roles.one);
        let opens = view.is_any_plain(at, [roles.demonstrative, roles.quantity]) && this();
        if token.definite {
            return (opens || view.is(at, roles.addressees)) && finished();
        }
        // "Closed Harun his speech with": the occasion is listed with its pronoun.
        let bare = token.preposition_class.is_none() && token.conjunction == 0;
        let own = token.preposition_class.is_none() && (token.enclitic || self.is_own_speech(at));
        if (opens || own) && finished() || own && before.is_unknown() {
            return true;
        }
        if bare && (before.definite || view.is(at - 1, roles.one_of)) && self.opens_construct(start, at) {
            return true;
        }
        if !token.is_unknown() {
            return false;
        }
        let several = || {
            let plural = |_, agreement: Agreement| agreement.number == Some(Number::Plural);
            at == start + 1 && before.definite && view.has_noun(start, plural)
        };
        let accusative = || match self.is_accusative(at) {
            true => self.follows_body(start, at) || several(),
            false => bare && !token.repeated && several(),
        };
        // "The board its decision": so does an unknown noun with a pronoun that no name ends in; «the institution "Today" its
        // readers»: or one after the name of a body in marks.
        let owned = bare && !token.repeated && token.traits.any(Traits::PRONOUN) && {
            let marked = || {
                before.kind == TokenKind::Mark
                    && view.token(start + 1).kind == TokenKind::Mark
                    && self.noun(start, Kinds::BODIES)
            };
            before.definite && view.token(start).definite && !self.is_person_noun(start) || marked()
        };
        owned || !self.is_repeated_name(at) && accusative()
    }

    /// Whether a place or a known body is all that stands from `start` to a token.
    fn follows_body(self, start: usize, at: usize) -> bool {
        let known = || self.view.known_at(start).is_some_and(|known| start + known.length == at);
        self.view.is_place_of(start, at) || known()
    }

    /// Whether a bare noun opens what the cue governs, the subject being complete.
    pub(super) fn opens_object(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        if self.is_content_noun(at) {
            return !self.completes(start, at);
        }
        // "The statement issued by": what the adjective tells of the issuer goes on.
        if view.is_plain(at, view.roles().issued) {
            return false;
        }
        if self.disagrees(start, at) || self.follows_whole_name(start, at) {
            return true;
        }
        // After a finished subject, a definite act is what is announced: "the group the arrest of".
        let adjective = token.traits.any(Traits::ADJECTIVE);
        let before = view.token(at - 1);
        // A bare title goes on until a definite word completes it: "director general of health care".
        let open = || self.is_person_noun(start) && (start..at).all(|at| !view.token(at).definite);
        let intro = || view.is(at - 1, view.roles().name_intro);
        let named = || before.is_unknown() && !before.definite && before.kind == TokenKind::Word && !open() && !intro();
        let act = || view.is(at, view.roles().content_noun) || self.is_act(at);
        let given = || view.is_plain(at - 1, view.roles().first_name) && !before.definite;
        let full = || !token.repeated && !token.surname && self.follows_full_name(start, at);
        if token.definite && !adjective && act() && (before.definite || given() || named())
            || full()
            || self.opens_after_name(at)
        {
            return true;
        }
        // After a name, a definite noun begins something else.
        let after_name = before.entry == Default::default()
            && !before.definite
            && before.preposition_class.is_none()
            && before.kind == TokenKind::Word;
        // "The board of affairs of the students": nor does what a bare body is of, unless it is somebody's.
        let body = Kinds::BODIES.without(Kinds::of(SourceType::Document));
        let called = || view.is(start, view.roles().name_intro) || self.is_family_name(at - 1);
        let of = || at == start + 2 && !view.token(start).definite && self.noun(start, body) && !called();
        if after_name && token.definite && !open() && !of() && self.noun(at, Kinds::ALL) {
            return true;
        }
        // A bare accusative after a finished phrase is no part of a name.
        let finished = before.definite && token.kind == TokenKind::Word && !token.definite;
        let named = || {
            view.known_at(at).is_some()
                || view.is(at, view.roles().same)
                || view.is(at, view.roles().first_name)
                || self.is_repeated_name(at)
        };
        if self.is_accusative(at) && finished && !named() && !view.is_place(at) {
            return true;
        }
        let complete = || {
            self.follows_body(start, at)
                || view.begins_longer(start)
                    && view.senses(start).any(|(sense, length)| {
                        let text = matches!(sense, Sense::Noun { kind: SourceType::Document, .. }) && length > 1;
                        text && start + length == at
                    })
        };
        token.definite && !adjective && complete()
    }

    /// Whether an unlisted verb with its subject begins what looks like one noun phrase: "held the businessman a
    /// conference", "raised the protesters banners".
    pub(super) fn opens_with_verb(self, phrase: Phrase) -> bool {
        let view = self.view;
        let (start, next) = (phrase.start, phrase.start + 1);
        let first = view.token(start);
        let roles = view.roles();
        let act = view.is_plain(start, roles.content_noun) && !self.noun(start, Kinds::ALL);
        let open = (first.is_unknown() || act) && !first.definite && !view.is_plain(start, roles.first_name);
        if !open || first.repeated || next >= phrase.end {
            return false;
        }
        let object = |at: usize| {
            let token = view.token(at);
            token.kind == TokenKind::Word && !token.definite && token.is_unknown() && !token.repeated
        };
        self.noun(next, Kinds::ALL) || view.token(next).definite && (next + 1..phrase.end).any(object)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::source_and_content as row;

    #[test]
    fn a_full_name_ends_before_a_definite_thing() {
        let expected = "الرئيس نديم كوركوف";
        assert_eq!(row("ووصف الرئيس نديم كوركوف الوضع بأنه خطير.")[0], expected);
    }

    #[test]
    fn a_family_name_ends_before_a_body() {
        let text = "ووصل سامر حامد إلى الميناء. ودعا حامد وزارة النقل إلى إغلاق الجسر.";
        assert_eq!(row(text), ["حامد", "إغلاق الجسر"]);
    }

    #[test]
    fn a_name_that_stands_alone_elsewhere_ends_before_a_thing_with_its_complement() {
        let text = "ووصل سامر كمبار إلى الميناء. واستبعد كمبار انهيار الجسر قريبا.";
        assert_eq!(row(text), ["كمبار", "انهيار الجسر قريبا"]);
        let text = "ووصل كمبار إلى الميناء. وأكد الوزير سامر كمبار أن الجسر آمن.";
        assert_eq!(row(text)[0], "الوزير سامر كمبار");
    }

    #[test]
    fn an_adjective_of_the_subject_is_no_object() {
        let text = "وأعلنت الحكومة الشرعية عزمها على إغلاق الجسر.";
        assert_eq!(row(text), ["الحكومة الشرعية", "عزمها على إغلاق الجسر"]);
    }

    #[test]
    fn an_adjective_of_what_a_preposition_governs_belongs_to_the_subject() {
        let expected = "المجلس الأعلى للرقابة المائية في المدينة";
        assert_eq!(row("وأكد المجلس الأعلى للرقابة المائية في المدينة أن الجسر آمن.")[0], expected);
    }

    #[test]
    fn a_family_name_with_the_article_has_no_complement() {
        let text = "ووصل سامر الحمداني إلى الميناء. وفسر الحمداني خطوة الشركة بأنها متأخرة.";
        let expected = "الحمداني";
        assert_eq!(row(text)[0], expected);
    }

    #[test]
    fn a_bare_title_is_open_until_a_definite_word_completes_it() {
        let expected = "وزير خارجية المملكة";
        assert_eq!(row("وأكد وزير خارجية المملكة أن الجسر آمن.")[0], expected);
        let expected = "رابطة حقوق السكان";
        assert_eq!(row("ورأت رابطة حقوق السكان أن الجسر آمن.")[0], expected);
    }

    #[test]
    fn a_name_in_marks_ends_before_what_is_its_own() {
        let expected = "مؤسسة \"اليوم الجديد\"";
        assert_eq!(row("وتحذر مؤسسة \"اليوم الجديد\" قرائها الأعزاء من الصفحات المزورة.")[0], expected);
    }

    #[test]
    fn a_text_in_two_words_is_complete() {
        let expected = "لقطات فيديو";
        assert_eq!(row("ونفت لقطات فيديو الأنباء المتداولة عن الحريق.")[0], expected);
    }

    #[test]
    fn a_bare_adjective_ends_before_a_construct() {
        let expected = "الحكومة ومنظمات دولية وحقوقية";
        assert_eq!(row("وتتهم الحكومة ومنظمات دولية وحقوقية جماعة الجسر بفرض رسوم على التجار.")[0], expected);
    }

    #[test]
    fn a_plural_in_the_oblique_case_is_the_object_of_the_verb() {
        let expected = "البيان";
        assert_eq!(row("ودعا البيان الفاعلين السياسيين إلى الدخول في حوار.")[0], expected);
        let expected = "البيان الأمين";
        assert_eq!(row("ودعا البيان الأمين إلى الدخول في حوار.")[0], expected);
    }

    #[test]
    fn what_a_bare_body_is_of_has_its_own_complement() {
        let expected = "عمادة شؤون الطلبة";
        assert_eq!(row("وأعلنت عمادة شؤون الطلبة عن حصول القائمة على المقاعد.")[0], expected);
        let expected = "شركة كمبار";
        assert_eq!(row("وأعلنت شركة كمبار الطلبة الفائزين في المسابقة.")[0], expected);
    }
}
