//! Titles: the phrase of a person taken apart into what he is and what he is called.

use super::beginning::beginnings;
use super::mention::{Mention, trim_marks};
use super::name::{begins, name_end};
use crate::attribute::Phrase;
use crate::grammar::kinds::Kinds;
use crate::grammar::terms::{Number, SourceType};
use crate::read::token::TokenKind;
use crate::read::view::View;

impl Mention {
    /// Whether the mention is a form of address with a pronoun and nothing more: "his excellency".
    pub(super) fn is_address(&self, view: &View<'_>) -> bool {
        let start = self.phrase.start;
        let pronoun = |letters: &String| view.key(start).ends_with(letters.as_str());
        self.phrase.end == start + 1
            && view.class_at(start, view.roles().honorific) == Some(1)
            && view.grammar.clitics.enclitics.iter().any(pronoun)
    }

    /// A person's phrase: the title up to the first word that can begin a name.
    pub(super) fn split_title(&mut self, view: &View<'_>, head_length: usize) {
        let from = self.head + head_length;
        let begins = |at: &usize| begins(view, self.head, *at, self.phrase.end) && !is_ruler(view, from, *at);
        let name =
            beginnings(view, from, self.phrase.end).find(begins).filter(|at| !self.names_another(view, from, *at));
        let title_end = name.map_or(self.phrase.end, |at| at);
        // A form of address between title and name belongs to neither.
        let address = |at: usize| view.class_at(at, view.roles().honorific) == Some(1);
        let addressed = (from..title_end).rev().take_while(|at| address(*at)).count();
        let end = trim_marks(view, self.head, title_end - addressed);
        self.title = Some(Phrase { start: self.head, end });
        self.name = name.map(|start| Phrase { start, end: name_end(view, start, self.phrase.end) });
        self.definite = self.definite || self.is_bound(view, title_end);
        if self.kind == SourceType::PersonOfficial && heads_party(view, self.head, title_end) {
            self.kind = SourceType::PersonPolitician;
        }
        if (self.phrase.start..self.head).any(|at| view.is(at, view.roles().one)) {
            self.agreement.number = Some(Number::Singular);
        }
        if self.name.is_none() && self.agreement.number == Some(Number::Plural) {
            self.kind = self.kind_of_several(view, title_end);
        }
        if self.name.is_none()
            && !self.definite
            && matches!(self.kind, SourceType::PersonOfficial | SourceType::PersonPolitician)
        {
            self.kind = SourceType::AnonymousOfficial;
        } else if self.name.is_some() && self.kind == SourceType::AnonymousOfficial {
            self.kind = SourceType::PersonOfficial;
        }
    }

    /// Whether a definite word completes the title, which ends before `title_end`, before any preposition but "of".
    fn is_bound(&self, view: &View<'_>, title_end: usize) -> bool {
        let roles = view.roles();
        let bound = |at: &usize| {
            let class = view.token(*at).preposition_class;
            class.is_none_or(|class| class == roles.r#for)
                && !view.any_at(*at, [roles.r#in, roles.from, roles.in_name_of])
        };
        let definite = |at: usize| view.token(at).definite && view.token(at).preposition_class.is_none();
        let mut words = (self.head + 1..title_end).take_while(bound).peekable();
        words.peek().is_some_and(|at| view.token(*at).kind == TokenKind::Word) && words.any(definite)
    }

    /// Whether the name that begins at a token is not that of the head: "the family of X", "the opponents of X", "a spokesman
    /// for the minister X".
    fn names_another(&self, view: &View<'_>, from: usize, at: usize) -> bool {
        let roles = view.roles();
        let bare = !view.token(self.head).definite;
        let kin = bare && view.is_plain(self.head, roles.kin);
        let several = self.agreement.number == Some(Number::Plural) && !self.definite;
        let speaks_for = |at: &usize| view.class_at(*at, roles.in_name_of).is_some();
        let principal = (self.head..at).find(speaks_for).filter(|_| bare);
        // "A senior official in the administration of president X" is not X.
        let inside = |of: &usize| view.class_at(*of, roles.r#in).is_some();
        let ruler = |of: usize| (of + 1..at).any(|at| view.token(at).definite && is_noun(view, at, Kinds::PERSONS));
        // Nor is "one of the aides of president X".
        let one_of = (self.phrase.start..self.head).any(|of| view.is(of, roles.one));
        let unnamed = bare && self.kind == SourceType::AnonymousOfficial;
        let place = (from..at).find(inside).filter(|_| unnamed);
        (kin || several) && at == from
            || place.is_some_and(ruler)
            || one_of && bare && several && ruler(self.head)
            || principal.is_some_and(|of| of + 1 < at && is_noun(view, of + 1, Kinds::PERSONS))
    }

    /// Several persons without a name are a group; members and leaders of a body speak for the body.
    fn kind_of_several(&self, view: &View<'_>, title_end: usize) -> SourceType {
        let body = |kind: SourceType| !kind.is_person() && !kind.is_unnamed() && !kind.is_media();
        let of_body = (self.head + 1..title_end).find_map(|at| {
            let known = view.known_at(at).filter(|known| !known.guarded).map(|known| view.known(known.known).kind);
            let noun = || view.noun(at).map(|(kind, _, _)| kind);
            known.or_else(noun).filter(|kind| body(*kind))
        });
        match (self.kind, of_body) {
            (SourceType::PersonPrivate, _) => SourceType::AnonymousGroup,
            (SourceType::PersonOfficial | SourceType::PersonPolitician, Some(body)) if self.definite => body,
            (kind, _) => kind,
        }
    }
}

/// Types of bodies whose heads are politicians.
const PARTIES: Kinds = Kinds::of(SourceType::PartyFaction).with(Kinds::of(SourceType::Parliament));

/// Whether the office whose noun stands at `head` is one of a party or a parliament: the noun of that stands before any
/// preposition but "of".
pub(super) fn heads_party(view: &View<'_>, head: usize, title_end: usize) -> bool {
    let roles = view.roles();
    let bound = |at: usize| {
        let class = view.token(at).preposition_class;
        class.is_none_or(|class| class == roles.r#for) && view.class_at(at, roles.with).is_none()
    };
    let minister = view.is(head, roles.minister);
    let of_party = |at: usize| {
        let noun = is_noun(view, at, PARTIES);
        noun || view
            .known_at(at)
            .is_some_and(|known| !known.guarded && PARTIES.meets(Kinds::of(view.known(known.known).kind)))
    };
    !minister && (head + 1..title_end).take_while(|at| bound(*at)).any(of_party)
}

/// Whether the name of a ruler at a token is that of the body before it: "the university of King X".
fn is_ruler(view: &View<'_>, from: usize, at: usize) -> bool {
    at >= from + 2
        && view.token(at - 1).definite
        && is_noun(view, at - 1, Kinds::PERSONS)
        && !view.token(at - 2).definite
        && is_noun(view, at - 2, Kinds::ALL.without(Kinds::PERSONS))
}

/// Whether the word is a noun of one of these types of source.
#[inline]
pub(super) fn is_noun(view: &View<'_>, at: usize, wanted: Kinds) -> bool {
    view.all_kinds(at).meets(wanted)
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn name(text: &str) -> String {
        invented::rows(text).remove(0).source_name.into_owned()
    }

    #[test]
    fn a_family_is_not_its_member() {
        let expected = "عائلة سامر الحمداني";
        assert_eq!(name("وقالت عائلة سامر الحمداني إن الفحص انتهى."), expected);
    }

    #[test]
    fn a_relative_with_a_name_after_another_noun_has_that_name() {
        let expected = "سامر الحمداني";
        assert_eq!(name("وقال شقيق الضحية سامر الحمداني إن الفحص انتهى."), expected);
    }

    #[test]
    fn a_spokesman_is_not_the_person_for_whom_he_speaks() {
        let expected = "متحدث باسم رئيس الحكومة سامر الحمداني";
        assert_eq!(name("وقال متحدث باسم رئيس الحكومة سامر الحمداني إن الفحص انتهى."), expected);
    }

    #[test]
    fn the_spokesman_of_a_body_has_the_name_that_follows() {
        let expected = "سامر الحمداني";
        assert_eq!(name("وقال متحدث باسم وزارة النقل سامر الحمداني إن الفحص انتهى."), expected);
    }

    #[test]
    fn the_title_of_a_cleric_or_an_officer_is_no_part_of_his_name() {
        assert_eq!(name("وقال مفتي المدينة سامر الحمداني إن الجسر آمن."), "سامر الحمداني");
        assert_eq!(name("وقال الملازم أول سامر الحمداني إن الجسر آمن."), "سامر الحمداني");
        assert_eq!(name("وقال رئيس الشركة وعضو مجلس إدارتها سامر الحمداني إن الجسر آمن."), "سامر الحمداني");
    }

    #[test]
    fn the_office_of_a_party_makes_a_politician_before_and_after_the_name() {
        let kind = |text: &str| invented::rows(text).remove(0).source_type.into_owned();
        assert_eq!(kind("وقال سامر كمبار الأمين العام لحزب الجسر إن الطريق آمن."), "person_politician");
        assert_eq!(kind("وقال سامر كمبار الأمين العام للبلدية إن الطريق آمن."), "person_official");
    }

    #[test]
    fn somebody_is_met_with_his_title_after_a_definite_noun() {
        let text = "والتقى الوفد بوزير النقل سيرجي كمبروف ونائبه. وقال كمبروف إن الجسر آمن.";
        let row = invented::rows(text).pop().unwrap();
        assert_eq!([row.source_name, row.source_title], ["سيرجي كمبروف", "وزير النقل"]);
    }

    #[test]
    fn one_of_the_aides_is_not_the_president_whom_they_serve() {
        let expected = "أحد كبار مساعدي الرئيس نديم كوركوف";
        assert_eq!(name("وقال أحد كبار مساعدي الرئيس نديم كوركوف إن الجسر آمن."), expected);
        let expected = "نديم كوركوف";
        assert_eq!(name("وقال أحد مساعدي الوزارة نديم كوركوف إن الجسر آمن."), expected);
    }

    #[test]
    fn a_university_professor_is_no_name_after_a_form_of_address() {
        let expected = "سامر الحمداني";
        assert_eq!(name("وقال الأستاذ الجامعي سامر الحمداني إن الجسر آمن."), expected);
        let expected = "الأستاذ الجامعي";
        assert_eq!(name("وقال الأستاذ الجامعي إن الجسر آمن."), expected);
    }
}
