//! Tails of noun phrases: which prepositions, numbers and words of issue go on with a phrase, and which end it.

use super::phrase::{Bounds, Phrases};
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::{ClassId, ClassSet};
use crate::grammar::roles::ROLES;
use crate::grammar::terms::SourceType;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// Longest time between a word that says that a text was issued and its issuer, in tokens.
const ISSUE: usize = 4;

/// Longest relative clause that says which of several somebody is, in tokens.
const CLAUSE: usize = 10;

/// Classes of words that may bind what comes after them to a phrase, though they end most.
pub(super) const BINDING: ClassSet =
    ClassSet::of(&[ROLES.to, ROLES.adverbial, ROLES.about, ROLES.from, ROLES.time, ROLES.weekday, ROLES.r#in]);

impl Phrases<'_> {
    /// Whether a preposition ends the phrase before it; `None` where the word is none.
    pub(super) fn ends_at_preposition(self, start: usize, at: usize) -> Option<bool> {
        let view = self.view;
        let roles = view.roles();
        // Nearly no word is one.
        if !(view.any_at(at, [roles.r#in, roles.from, roles.r#for, roles.by]) | view.is_lone_preposition(at)) {
            return None;
        }
        let token = view.token(at);
        let first = at == start;
        if view.begins(at, roles.r#in) {
            return Some(first || self.opens_adverbial(at + 1) && !self.is_field(start, at));
        }
        if view.begins(at, roles.from) {
            let text = || at == start + 1 && self.noun(start, Kinds::of(SourceType::Document));
            return Some(
                first
                    || !view.is(at - 1, roles.quantity)
                        && !self.is_unnamed(start, at)
                        && !text()
                        && !self.is_issue(start, at),
            );
        }
        // A joined preposition that stands alone: to «the paper».
        if view.is_lone_preposition(at) {
            return Some(true);
        }
        if view.begins(at, roles.r#for) {
            let media = |at: usize| view.known_at(at).is_some_and(|known| view.known(known.known).kind.is_media());
            // No country and nobody with a name goes on with it: "the United States to the government".
            let named = || {
                let name = view.is_plain(at - 1, roles.first_name) || self.is_repeated_name(at - 1);
                let governs = || at + 1 < view.len() && view.token(at + 1).definite;
                (token.preposition_class.is_some() || governs())
                    && name
                    && !self.noun(start, Kinds::ALL.without(Kinds::PERSONS))
            };
            // "The director general of the agency Harun": before a given name it belongs to the title.
            let titled = || {
                let given = at + 1 < view.len() && view.is_plain(at + 1, roles.first_name);
                given && token.definite && self.is_person_noun(start)
            };
            let told = || {
                view.is_place_of(start, at)
                    || named()
                    || self.is_media(at) && !titled()
                    || self.is_unnamed(start, at) && media(at)
                    || self.is_person_noun(at) && !self.serves(start, at)
            };
            return Some(if first { !self.may_be_name(at) || self.is_joined_name(at, roles.r#for) } else { told() });
        }
        if view.begins(at, roles.by) {
            // An office in a place: "the former head of the office in Marfa".
            let seat = || self.is_person_noun(start) && view.is_place(at);
            let in_name =
                || token.is_unknown() && (view.token(at - 1).is_unknown() || view.is_plain(at - 1, roles.first_name));
            // "The reporter of the channel the election of": an act after a name, not after "charged with".
            let named = |at: usize| view.known_at(at).is_some() || view.is_actor(at);
            let act = !first && view.is(at, roles.content_noun) && named(at - 1);
            return Some(if first {
                !self.may_be_name(at)
            } else {
                act || !token.definite && !view.token(at - 1).definite && !in_name() && !seat()
            });
        }
        None
    }

    /// Whether a preposition goes on with the phrase before it: where an envoy is sent, who issued a text, what is defended.
    pub(super) fn binds(self, start: usize, at: usize, bounds: &Bounds) -> bool {
        let governs =
            || self.governs_about(start, at) && !self.view.any_at(at, bounds.stops) || self.represents(start, at);
        self.view.any_at(at, BINDING)
            && (self.is_posting(start, at, bounds)
                || self.is_issue(start, at)
                || self.is_tenure(start, at)
                || self.is_field(start, at)
                || governs())
    }

    /// Whether the words after "in" say in what somebody is versed, though one of them alone says on what occasion: "the expert in
    /// public affairs X".
    fn is_field(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let last = at + 2;
        let definite = |at: usize| view.token(at).definite && view.token(at).conjunction == 0;
        let field = last + 1 < view.len() && view.begins(at, view.roles().r#in) && definite(at + 1) && definite(last);
        let name = |at: usize| view.is_plain(at, view.roles().first_name) || view.begins(at, view.roles().honorific);
        field && self.is_person_noun(start) && !view.is(last, view.roles().same) && name(last + 1)
    }

    /// Whether "to" or "at" binds an envoy to the country he is sent to.
    fn is_posting(self, start: usize, at: usize, bounds: &Bounds) -> bool {
        let view = self.view;
        let roles = view.roles();
        let word = view.is_plain(at, roles.preposition) && !view.is_any_plain(at, bounds.stops);
        let place = || at + 1 < view.len() && view.is_place(at + 1);
        let bound = view.is_any_plain(at, [roles.to, roles.adverbial]);
        word && bound && place() && (start..at).any(|at| self.is_person_noun(at))
    }

    /// Whether an adverb between title and name says when the office is held: "the head of the council formerly X".
    pub(super) fn is_tenure(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let title = || self.is_person_noun(start) && (start..at).all(|at| !view.is_plain(at, roles.first_name));
        let name = |at: usize| view.is_plain(at, roles.first_name) || view.begins(at, roles.honorific);
        let alone = view.class_at(at, roles.adverbial) == Some(1) && view.token(at).preposition_class.is_none();
        alone && title() && self.view.token(at - 1).definite && at + 1 < view.len() && name(at + 1)
    }

    /// Whether the word stands between the one that says that a text was issued and its issuer: "issued on Monday by".
    fn is_issue(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let when = |at: usize| view.token(at).kind == TokenKind::Number || view.any_at(at, [roles.time, roles.weekday]);
        let from = start.max(at.saturating_sub(ISSUE));
        let issued = (from..at).rev().find(|at| !when(*at)).is_some_and(|at| view.is_plain(at, roles.issued));
        let to = view.len().min(at + ISSUE);
        let by = || (at..to).find(|at| !when(*at)).is_some_and(|at| view.any_at(at, [roles.about, roles.from]));
        issued && by()
    }

    /// The end of a relative clause that says which of several somebody is, where what the cue governs follows: "one of those
    /// who attended, that".
    pub(super) fn those_who(self, start: usize, bounds: &Bounds) -> Option<usize> {
        let view = self.view;
        let roles = view.roles();
        let relative = start + 1 < bounds.limit && view.is_plain(start + 1, roles.relative);
        if !relative || !view.is_any_plain(start, [roles.quantity, roles.one]) {
            return None;
        }
        let closes = |at: &usize| {
            let that = view.is_any_plain(*at, [roles.that, roles.that_it]) || view.any_at(*at, bounds.stops);
            that || view.any_at(*at, [roles.comma, roles.colon])
        };
        (start + 3..bounds.limit.min(start + CLAUSE)).find(closes)
    }

    /// Whether from the word on the clause tells what somebody does or is at, not who he is.
    pub(super) fn is_told_of(self, start: usize, at: usize) -> bool {
        // Few words can be one of the first three.
        let verb = self.view.token(at).traits.any(Traits::DEED.with(Traits::CUE));
        verb && (self.is_deed(at) || self.worked(start, at) || self.is_circumstance(at)) || self.opens_relative(at)
    }

    /// Whether letters that are a noun's as well are the verb of a relative clause without relative word: after a bare noun and
    /// before a preposition, "a former diplomat worked in".
    fn worked(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let place = || {
            view.any_at(at + 1, [roles.r#in, roles.with, roles.adverbial])
                && view.token(at + 1).preposition_class.is_none()
        };
        let bare = |at: usize| view.token(at).kind == TokenKind::Word && !view.token(at).definite;
        let deed = || view.deed(at).is_some_and(|(deed, joined)| deed.opening && !deed.object && !joined);
        view.token(at).traits.any(Traits::DEED)
            && at > start + 1
            && at + 1 < view.len()
            && (start..at).all(bare)
            && self.is_person_noun(start)
            && place()
            && deed()
    }

    /// Whether somebody with a name speaks in the name of others: "the minister Salim in the name of the government".
    pub(super) fn speaks_for_others(self, at: usize) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        let before = at - 1;
        let name =
            view.is_plain(before, roles.first_name) || self.is_repeated_name(before) || view.token(before).surname;
        name && view.is_plain(at, roles.in_name_of)
    }

    /// Whether the word is the verb whose subject issued the text before it: "a statement that was issued by".
    pub(super) fn is_issued_by(self, start: usize, at: usize) -> bool {
        let roles = self.view.roles();
        self.view.is_plain(at, roles.issuing) && self.noun(start, Kinds::of(SourceType::Document))
    }

    /// Whether the number counts what comes after a finished phrase: "the agency 300 people".
    pub(super) fn counts(self, start: usize, at: usize) -> bool {
        let next = at + 1;
        if at == start || next >= self.view.len() {
            return false;
        }
        let (before, token) = (self.view.token(at - 1), self.view.token(next));
        let bare = token.is_unknown() && !token.definite && token.conjunction == 0;
        before.kind == TokenKind::Word && before.definite && bare
    }

    /// Whether an unknown word whose first letter could be a joined preposition is a name after all.
    fn may_be_name(self, at: usize) -> bool {
        let token = self.view.token(at);
        token.preposition_class.is_none() && !token.definite
    }

    /// Whether the text has the word without its first letters too, which are a preposition then: "confirmed to Harun".
    fn is_joined_name(self, at: usize, class: ClassId) -> bool {
        let view = self.view;
        let (letters, own) = (view.joined_bytes(at, class), view.key(at));
        let rest = letters.and_then(|bytes| own.get(bytes..)).filter(|rest| rest.chars().count() > 2);
        let named = |other: usize| {
            let given = other > 0 && view.is_plain(other - 1, view.roles().first_name);
            Some(view.key(other)) == rest && given
        };
        !view.token(at).repeated && rest.is_some() && (0..view.len()).any(named)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn source(text: &str) -> String {
        invented::rows(text).remove(0).source_name.into_owned()
    }

    #[test]
    fn a_bare_body_with_a_preposition_goes_on_with_what_completes_it() {
        let row = invented::rows("وأكد بيان لمجلس العمداء التمسك بفتح الجسر.").remove(0);
        let expected = ["بيان لمجلس العمداء", "التمسك بفتح الجسر"];
        assert_eq!([row.source_text, row.content], expected);
    }

    #[test]
    fn a_name_with_a_preposition_in_front_is_whom_it_was_said_to() {
        let rows = |text: &str| invented::rows(text).pop().unwrap().source_text.into_owned();
        assert_eq!(rows("ووصل مايك بنكار إلى الميناء. كان فلينو قد أكد لبنكار أن الجسر آمن."), "فلينو");
        assert_eq!(rows("ووصل مايك إلى الميناء. وأكد لبنكار أن الجسر آمن."), "لبنكار");
    }

    #[test]
    fn a_text_goes_on_to_whoever_issued_it() {
        let expected = "وزارة النقل";
        assert_eq!(source("وأوضح بيان صدر الاثنين عن وزارة النقل أن الجسر آمن."), expected);
        assert_eq!(source("وأوضح بيان أصدرته وزارة النقل أن الجسر آمن."), expected);
        assert_eq!(source("وأوضح البيان الصادر من وزارة النقل أن الجسر آمن."), expected);
        let expected = "اجتماع المكتب المركزي";
        assert_eq!(source("واعتبر بلاغ صادر عن اجتماع المكتب المركزي أن الجسر آمن."), expected);
        let expected = "بيان مشترك";
        assert_eq!(source("وأوضح بيان مشترك صدر أمس أن الجسر آمن."), expected);
    }

    #[test]
    fn a_number_that_counts_what_follows_is_no_part_of_the_source() {
        let expected = "وكالة المرفأ";
        assert_eq!(source("غرق في الحادث وفق وكالة المرفأ 300 قفص من السمك."), expected);
    }

    #[test]
    fn the_bureau_of_a_president_is_his_and_a_named_person_speaks_to_others() {
        let expected = "المكتب الإعلامي للرئيس";
        assert_eq!(source("وقال المكتب الإعلامي للرئيس إن الجسر آمن."), expected);
        let expected = "سامر";
        assert_eq!(source("وقال سامر لعشرات العمال إن الجسر آمن."), expected);
    }

    #[test]
    fn an_act_of_its_own_is_where_a_body_spoke() {
        let expected = "شركة الجسور";
        assert_eq!(source("وقالت شركة الجسور في تنديدها إن الطريق آمن."), expected);
    }

    #[test]
    fn whoever_has_a_name_speaks_in_the_name_of_others() {
        let rows = |text: &str| invented::rows(text).pop().unwrap().source_text.into_owned();
        let expected = "وزير النقل سامر الحمداني";
        assert_eq!(rows("ووصل سامر الحمداني. وأعرب وزير النقل سامر الحمداني باسم الحكومة عن أسفه."), expected);
        let expected = "المتحدث باسم الحكومة";
        assert_eq!(rows("وأعرب المتحدث باسم الحكومة عن أسفه."), expected);
    }

    #[test]
    fn a_body_goes_on_with_the_body_it_is_of_and_a_country_does_not() {
        let rows = |text: &str| invented::rows(text).remove(0).source_text.into_owned();
        let expected = "الكتلة البرلمانية للحزب";
        assert_eq!(rows("ودعت الكتلة البرلمانية للحزب إلى إغلاق الجسر."), expected);
        let expected = "بريطانيا";
        assert_eq!(rows("وأكدت بريطانيا للحكومة أن الجسر آمن."), expected);
    }

    #[test]
    fn an_act_after_a_name_is_what_was_reported() {
        let rows = |text: &str| invented::rows(text).remove(0).source_text.into_owned();
        let expected = "مراسل رويترز";
        assert_eq!(rows("وأفاد مراسل رويترز بانتخاب الرئيس الجديد سامر الحمداني."), expected);
        let expected = "المدير المكلف بإدارة الميناء";
        assert_eq!(rows("وقال المدير المكلف بإدارة الميناء إن الجسر آمن."), expected);
    }

    #[test]
    fn one_of_those_who_is_told_by_the_clause() {
        let expected = "أحد الذين حضروا اللقاء";
        assert_eq!(source("وأشار أحد الذين حضروا اللقاء إلى أن الجسر آمن."), expected);
    }

    #[test]
    fn where_somebody_worked_is_no_part_of_who_he_is() {
        let expected = "دبلوماسي سابق";
        assert_eq!(source("وقال دبلوماسي سابق عمل في الميناء إن الجسر آمن."), expected);
    }

    #[test]
    fn an_adverb_between_title_and_name_says_when_the_office_was_held() {
        let expected = "سامر الحمداني";
        assert_eq!(source("وأكد رئيس المجلس البلدي سابقاً م. سامر الحمداني أن الجسر آمن."), expected);
        let expected = "رئيس المجلس البلدي";
        assert_eq!(source("وأكد رئيس المجلس البلدي سابقاً أن الجسر آمن."), expected);
    }

    #[test]
    fn what_somebody_is_versed_in_stands_between_title_and_name() {
        let expected = "سامر الحمداني";
        assert_eq!(source("وأكد الخبير في الشأن البحري سامر الحمداني أن الجسر آمن."), expected);
        let expected = "الخبير";
        assert_eq!(source("وأكد الخبير في السياق ذاته أن الجسر آمن."), expected);
    }

    #[test]
    fn the_minister_for_foreign_affairs_is_not_said_to_the_ministry() {
        let expected = "نورا الحداري";
        assert_eq!(source("ودعت وزيرة الدولة للشؤون الخارجية نورا الحداري إلى إغلاق الجسر."), expected);
    }
}
