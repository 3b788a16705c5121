//! Constructs: a bare noun that the next word completes. After a finished phrase it opens something new.

use super::phrase::{Bounds, Phrases};
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, Number, SourceType};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// Longest complement of a title with the name after it, in tokens.
const COMPLEMENT: usize = 14;
/// Longest title after a name, in tokens.
const TITLE: usize = 5;

impl Phrases<'_> {
    /// Whether a bare word after a definite one opens a construct of its own: an act, or after a body anything that a definite
    /// word completes, for the name of a body is complete with the article.
    pub(super) fn opens_construct(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        // "The non-governmental bodies": so does what makes an adjective of the word after it.
        if view.is_any_plain(at, [roles.first_name, roles.name_particle, roles.compound]) {
            return false;
        }
        if self.is_content_noun(at) {
            return true;
        }
        let (token, next) = (view.token(at), at + 1);
        let hangs = next < view.len() && view.token(next).definite && view.token(next).preposition_class.is_none();
        let noun = token.is_unknown() && !token.repeated || self.noun(at, Kinds::PERSONS);
        // Several are no apposition of one: "the head of the chamber the members of the group".
        let plural =
            |kind: SourceType, agreement: Agreement| kind.is_person() && agreement.number == Some(Number::Plural);
        let singular = |_, agreement: Agreement| agreement.number == Some(Number::Singular);
        if view.has_noun(at, plural) && view.has_noun(start, singular) && !view.has_noun(at, singular) {
            return true;
        }
        if !noun {
            return false;
        }
        // "The high-level committee", "the non-governmental bodies": an adjective with its complement.
        let adjective =
            || view.key(at).ends_with(view.grammar.language.feminine_endings.first().map_or("\0", String::as_str));
        let body = Kinds::BODIES.without(Kinds::of(SourceType::Document));
        let persons = || (start..at).any(|at| self.is_person_noun(at) || view.begins(at, roles.honorific));
        // No family name is a noun for bodies: "the director the step of the company".
        let thing = || token.is_unknown() && !token.repeated && self.noun(next, body);
        // "The committee the conditions of the ministry of pilgrimage": nor does one end in a construct.
        let further = next + 1 < view.len() && view.token(next + 1).definite && !view.token(next).definite;
        let complete = || !adjective() && self.noun(start, body) && !persons() && view.known_at(at).is_none();
        hangs && (thing() || complete()) || further && thing()
    }

    /// Whether the subject is complete by its form: a plural in the nominative before another noun, a family name alone, a
    /// title with its name before another title.
    pub(super) fn follows_subject(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let (before, token) = (view.token(at - 1), view.token(at));
        let one = |_, agreement: Agreement| agreement.number == Some(Number::Singular);
        let nominative = || before.definite && view.has_ending(at - 1, &view.grammar.language.nominative_endings);
        let thing = || token.definite && !token.traits.any(Traits::ADJECTIVE) && !self.is_family_name(at);
        let alone = at == start + 1 && before.definite && self.is_family_name(start) && !self.noun(start, Kinds::ALL);
        let named = at > start + 2
            && !before.definite
            && view.is_any_plain(at - 2, [roles.first_name, roles.name_particle])
            && self.is_person_noun(start);
        let hangs =
            at + 1 < view.len() && view.token(at + 1).definite && view.token(at + 1).preposition_class.is_none();
        let titled = named && hangs && !token.definite && self.is_person_noun(at);
        token.definite && view.has_noun(at, one) && nominative() || alone && thing() || titled
    }

    /// Whether a bare phrase is complete by its form, so that a definite word after it is no part of it: a plural whose ending
    /// drops before a complement ("observers the inhabitants"), a noun of persons with its adjective ("a security source the
    /// company").
    pub(super) fn is_whole(self, start: usize, at: usize) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        let (token, last) = (view.token(at), at - 1);
        let bare = |at: usize| !view.token(at).definite && view.token(at).kind == TokenKind::Word;
        if token.kind != TokenKind::Word || token.preposition_class.is_some() || !(start..at).all(bare) {
            return false;
        }
        let person = |at: usize| self.is_person_noun(at) || self.is_unnamed(at, at + 1);
        let nominative = |at: usize| view.has_ending(at, &view.grammar.language.nominative_endings);
        let plural = || person(last) && nominative(last) && (token.definite || !nominative(at));
        let phrase = |(sense, length): (Sense, usize)| matches!(sense, Sense::Noun { .. }) && start + length == at;
        let adjective = || {
            let word = view.token(last);
            // "Foreign minister" is a construct, "security source" is none.
            let own = match view.senses(start).any(phrase) {
                true => self.is_unnamed(start, start + 1) && !self.noun(last, Kinds::ALL),
                false => word.is_unknown(),
            };
            last > start && own && word.traits.any(Traits::ADJECTIVE) && !view.is(last, roles.name_intro)
        };
        token.definite && person(start) && adjective()
            || (token.definite || self.noun(at, Kinds::ALL) || self.is_content_noun(at)) && plural()
    }

    /// Whether a preposition that the cue may govern binds a title or a body to what it is of: a name follows, and only then what
    /// the cue governs: "the minister of state for foreign affairs Harun called on".
    pub(super) fn goes_on_to_name(self, start: usize, at: usize, bounds: &Bounds) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        let bound = view.token(at).preposition_class == Some(roles.r#for) || view.is_plain(at, roles.to);
        let given = |at: usize| view.is_plain(at, roles.first_name) && !view.token(at).definite;
        if !bound || !self.is_person_noun(start) || (start..at).any(given) {
            return false;
        }
        let limit = bounds.limit.min(at + COMPLEMENT);
        let open = |at: &usize| view.token(*at).kind == TokenKind::Word && !self.is_verb(*at);
        let mut words = (at + 1..limit).take_while(open);
        words.any(given) && words.any(|at| view.any_at(at, bounds.stops))
    }

    /// Whether a definite noun of persons after a name is his title, because "that" follows it: "Harun the economist stressed that".
    pub(super) fn is_title_before_that(self, at: usize, bounds: &Bounds) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        let that = [roles.that, roles.that_it];
        let definite = |at: &usize| view.token(*at).definite && view.token(*at).conjunction == 0;
        let next = || (at..bounds.limit.min(at + TITLE)).find(|at| !definite(at));
        self.is_person_noun(at)
            && bounds.stops.meets(that.into())
            && next().is_some_and(|at| view.is_any_plain(at, that))
    }

    /// Whether a bare noun with a conjunction shares what completes the bare noun before it: "groups and lists of the
    /// opposition".
    pub(super) fn shares_complement(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let (token, next) = (view.token(at), at + 1);
        let hangs = next < view.len() && view.token(next).definite && view.token(next).preposition_class.is_none();
        let bare = at == start + 1 && !view.token(start).definite && !token.definite && !token.enclitic;
        bare && hangs
            && self.noun(start, Kinds::ALL.without(Kinds::UNNAMED))
            && !view.is(start, view.roles().first_name)
            && !self.is_verb(at)
            && view.deed(at).is_none()
    }

    /// Whether a bare noun with a conjunction adds to what somebody is the minister of: "the minister of the exterior and affairs of
    /// the expatriates".
    pub(super) fn adds_to_office(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let (token, next) = (view.token(at), at + 1);
        let hangs = next < view.len() && view.token(next).definite && view.token(next).preposition_class.is_none();
        hangs
            && view.is(start, view.roles().minister)
            && view.token(at - 1).definite
            && !token.definite
            && !token.enclitic
            && (view.is_any(at, [view.roles().content_noun, view.roles().not_name]) || self.noun(at, Kinds::ALL))
            && !self.is_verb(at)
    }

    /// Whether the noun before "about" governs it inside the name of a body ("the movement for the defence of"), or the
    /// phrase says whom a politician stands for.
    pub(super) fn governs_about(self, start: usize, at: usize) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        if !view.any_at(at, [roles.about]) {
            return false;
        }
        // "A member of the council for the party": whom a politician stands for.
        let faction = || self.noun(at + 1, Kinds::of(SourceType::PartyFaction));
        if at + 1 < view.len() && self.noun(start, Kinds::of(SourceType::PersonPolitician)) && faction() {
            return view.begins(at, roles.about);
        }
        let named = at > start + 1 && view.is(at - 1, roles.about_noun) && view.token(at - 1).definite;
        named && view.begins(at, roles.about) && at + 1 < view.len() && view.token(at + 1).definite
    }

    /// Whether "about" says whom or what place a politician stands for, whatever the cue governs: "the member for the district of".
    pub(super) fn represents(self, start: usize, at: usize) -> bool {
        let (view, roles, place) = (self.view, self.view.roles(), at + 1);
        if !view.any_at(at, [roles.about]) {
            return false;
        }
        let named = place + 1 < view.len() && (view.token(place + 1).definite || view.token(place + 1).is_unknown());
        let district =
            || view.is_plain(place, roles.constituency) || self.noun(place, Kinds::of(SourceType::PartyFaction));
        named
            && view.begins(at, roles.about)
            && self.noun(start, Kinds::of(SourceType::PersonPolitician))
            && !view.token(place).definite
            && district()
    }

    /// Whether a bare noun of acts completes a bare title or body: "the league of rights", "the minister of development"; "a
    /// source", "an official" is complete.
    pub(super) fn completes(self, start: usize, at: usize) -> bool {
        let whole = Kinds::ALL.without(Kinds::UNNAMED).without(Kinds::of(SourceType::Document));
        let bare = at == start + 1 && !self.view.token(start).definite;
        bare && self.is_content_noun(at) && self.noun(start, whole)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::source_and_content as row;

    #[test]
    fn a_subject_shows_by_its_form_that_it_is_complete() {
        let expected = "المحتجون";
        assert_eq!(row("كما اتهم المحتجون الرئيس بإغلاق الجسر.")[0], expected);
        let expected = "عضو المجلس المتطرف بن سليم";
        assert_eq!(row("واتهم عضو المجلس المتطرف بن سليم رئيس الوزراء بإغلاق الجسر.")[0], expected);
        let expected = "فرق ومجموعات المعارضة";
        assert_eq!(row("وقالت فرق ومجموعات المعارضة إن الجسر آمن.")[0], expected);
        let expected = "السيد مدير عام مصلحة الأراضي";
        assert_eq!(row("يعلن السيد مدير عام مصلحة الأراضي السادة الملاك ضرورة الحضور.")[0], expected);
    }

    #[test]
    fn a_body_for_the_defence_goes_on_with_whom_it_defends() {
        let expected = "الحركة العالمية للدفاع عن الأطفال";
        assert_eq!(row("وقالت الحركة العالمية للدفاع عن الأطفال إن الجسر آمن.")[0], expected);
        let expected = "النائب عن حزب الجسر سامر الحمداني";
        assert_eq!(row("وقال النائب عن حزب الجسر سامر الحمداني إن الطريق مفتوح.")[0], expected);
        let expected = "هيئة الدفاع";
        assert_eq!(row("وأعلنت هيئة الدفاع عن إضراب عام.")[0], expected);
    }

    #[test]
    fn a_finished_subject_ends_before_a_construct() {
        let expected = "هيئة الجسور";
        assert_eq!(row("وأعلنت هيئة الجسور تأجيل اللقاء.")[0], expected);
        let expected = "مدير المرفأ";
        assert_eq!(row("ودعا مدير المرفأ أعضاء المجموعة إلى الهدوء.")[0], expected);
        let expected = "منظمات غير حكومية";
        assert_eq!(row("وقالت منظمات غير حكومية إن الجسر آمن.")[0], expected);
        let expected = "قيادة عمليات المرفأ";
        assert_eq!(row("وأعلنت قيادة عمليات المرفأ إغلاق الجسر.")[0], expected);
    }

    #[test]
    fn a_minister_has_more_than_one_office() {
        let expected = "وزير النقل وشؤون الموانئ سامر الحمداني";
        assert_eq!(row("وقال وزير النقل وشؤون الموانئ سامر الحمداني إن الجسر آمن.")[0], expected);
    }

    #[test]
    fn a_politician_stands_for_a_place_whatever_the_verb_governs() {
        let text = "وأعلن النائب عن دائرة المرفأ سامر الحمداني إغلاق الجسر.";
        assert_eq!(row(text), ["النائب عن دائرة المرفأ سامر الحمداني", "إغلاق الجسر"]);
        assert_eq!(row("وأعلن النائب عن إغلاق الجسر."), ["النائب", "إغلاق الجسر"]);
    }

    #[test]
    fn a_bare_phrase_that_is_whole_ends_before_a_definite_word() {
        assert_eq!(row("واتهم مصدر أمني الشركة بإغلاق الجسر.")[0], "مصدر أمني");
        assert_eq!(row("ودعا مراقبون سكان المدينة إلى الهدوء.")[0], "مراقبون");
        assert_eq!(row("واتهم محللون اقتصاديون الشركة بإغلاق الجسر.")[0], "محللون اقتصاديون");
        assert_eq!(row("وأعلن نائب وزير النقل إغلاق الجسر.")[0], "نائب وزير النقل");
    }

    #[test]
    fn a_title_goes_on_to_its_name_over_a_preposition() {
        let text = "ودعا وزير الدولة للشؤون المائية سامر الحمداني سكان المدينة إلى الهدوء.";
        assert_eq!(row(text)[0], "وزير الدولة للشؤون المائية سامر الحمداني");
        assert_eq!(row("ودعا الوزير للهدوء في المدينة.")[0], "الوزير");
    }

    #[test]
    fn a_title_after_a_name_is_no_object_before_that() {
        assert_eq!(row("وأكد سامر كمبار الخبير الاقتصادي أن الجسر آمن.")[1], "الجسر آمن");
        assert_eq!(row("وأبلغ سامر كمبار الوزير أن الجسر آمن.")[0], "سامر كمبار");
    }

    #[test]
    fn what_a_preposition_governs_inside_a_title_opens_nothing() {
        let expected = "القيادي في حركة المرفأ سامر الحمداني";
        assert_eq!(row("ودعا القيادي في حركة المرفأ سامر الحمداني إلى إغلاق الجسر.")[0], expected);
    }
}
