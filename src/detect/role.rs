//! What quotation marks are for: marks alone prove nothing, names and titles and distance carry them too.

use super::quotation::{Quotation, QuotationRole};
use crate::grammar::lexicon::{ClassId, ClassSet, Sense};
use crate::grammar::roles::ROLES;
use crate::grammar::terms::SourceType;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::{PHRASE, View};

/// Most words of a name in marks.
const NAME: usize = 5;
/// From so many words on, marks hold somebody's words.
const WORDS: usize = 6;
/// Classes of words before marks that hold no quotation.
const INTRODUCING: ClassSet = ClassSet::of(&[ROLES.so_called, ROLES.work_intro]);
/// How many tokens around a lost mark are asked what it is for.
const REACH: usize = 12;

/// Tells what a quotation is for by what it holds and what stands before it.
pub(super) fn role(view: &View<'_>, quotation: &Quotation) -> QuotationRole {
    let (start, end) = (quotation.first as usize, (quotation.last as usize).min(view.len()));
    let opener = quotation.opener as usize;
    // More than so many tell nothing more.
    let words = (start..end).filter(|at| view.token(*at).kind != TokenKind::Mark).take(WORDS).count();
    let roles = view.roles();
    let before = opener.checked_sub(1).filter(|at| view.token(*at).kind == TokenKind::Word);
    if begins_before(view, opener, INTRODUCING) {
        if words > 0 && ends_before(view, opener, roles.so_called) {
            return QuotationRole::Scare;
        }
        if ends_before(view, opener, roles.work_intro) {
            return QuotationRole::Title;
        }
    }
    if words >= WORDS {
        return QuotationRole::Quotation;
    }
    let known = view.known_at(start).is_some_and(|known| start + known.length >= end);
    if known && words <= NAME {
        return QuotationRole::Name;
    }
    if before.is_some_and(|at| introduces_name(view, at)) && words <= NAME {
        return QuotationRole::Name;
    }
    // Right after a verb or a preposition, with the sentence going on: the outlet that was told, not what was said.
    let close = quotation.close as usize;
    let goes_on = close < view.len() && view.token(close).kind == TokenKind::Word && view.token(close).conjunction == 0;
    let complementiser = close < view.len() && view.any_at(close, [roles.that, roles.that_it]);
    if complementiser && words <= NAME {
        return QuotationRole::Name;
    }
    let told = before.is_some_and(|at| view.is_lone_preposition(at));
    let verb = before.is_some_and(|at| is_verb(view, at));
    if words <= 3 && (told || goes_on && verb) {
        return QuotationRole::Name;
    }
    // So is a body with its place: the verb's subject, in marks.
    if words <= NAME && goes_on && verb && is_body(view, start) && !(start..end).any(|at| is_verb(view, at)) {
        return QuotationRole::Name;
    }
    let after_colon = opener.checked_sub(1).is_some_and(|at| view.is_plain(at, roles.colon));
    if after_colon || (start..end).any(|at| is_verb(view, at)) {
        return QuotationRole::Quotation;
    }
    // A place or a person alone is a name, whatever the marks mean.
    let named = (start..end).all(|at| is_named(view, at));
    if words > 0 && named { QuotationRole::Name } else { QuotationRole::Quotation }
}

/// Whether a quotation that nobody closes is one all the same: after a mark, a complementiser or a cue words follow;
/// after a noun they follow if a cue is near and its complementiser does not come only after the mark.
pub(super) fn opens_speech(view: &View<'_>, quotation: &Quotation) -> bool {
    let roles = view.roles();
    let opener = quotation.opener as usize;
    let Some(before) = opener.checked_sub(1) else { return true };
    let cue = |at: usize| view.entries(at)[0].senses.iter().any(|sense| matches!(sense, Sense::Cue { .. }));
    let leads = |at: usize| view.is_any(at, [roles.that, roles.that_it, roles.said, roles.saying]);
    if view.token(before).kind == TokenKind::Mark || leads(before) || cue(before) {
        return true;
    }
    let near = (opener.saturating_sub(REACH)..before).any(cue);
    let later = (opener + 1..(opener + REACH).min(view.len())).any(|at| view.is_plain(at, roles.that));
    near && !later
}

fn is_named(view: &View<'_>, at: usize) -> bool {
    let name = || view.senses(at).any(|(sense, _)| sense == Sense::Name);
    view.is_place(at) || name() || view.is_plain(at, view.roles().first_name) || view.token(at).repeated
}

/// Whether a word or phrase of one of the classes begins at one of the last tokens before a mark.
fn begins_before(view: &View<'_>, opener: usize, classes: ClassSet) -> bool {
    let begun = view.classes_in(opener.saturating_sub(PHRASE), opener);
    begun.fold(ClassSet::default(), ClassSet::with).meets(classes)
}

/// Whether a word or phrase of the class ends right before the token.
fn ends_before(view: &View<'_>, opener: usize, class: ClassId) -> bool {
    let starts = opener.saturating_sub(PHRASE)..opener;
    starts.into_iter().any(|at| view.class_at(at, class).is_some_and(|length| at + length >= opener))
}

fn introduces_name(view: &View<'_>, at: usize) -> bool {
    view.is(at, view.roles().name_intro) || is_body(view, at)
}

/// Whether the word alone is a noun for bodies.
fn is_body(view: &View<'_>, at: usize) -> bool {
    let body = |kind: SourceType| !kind.is_person() && !kind.is_unnamed() && kind != SourceType::Document;
    let alone = |(sense, length)| matches!(sense, Sense::Noun { kind, .. } if body(kind)) && length == 1;
    view.may_have_sense(at, Traits::NOUN) && view.senses(at).any(alone)
}

fn is_verb(view: &View<'_>, at: usize) -> bool {
    let finite = |sense: &Sense| matches!(sense, Sense::Cue { form, .. } if form.is_finite());
    view.token(at).traits.any(Traits::CUE) && view.entries(at)[0].senses.iter().any(finite)
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;
    use crate::detect::quotation::QuotationRole::{self, Name, Quotation, Scare, Title};

    fn roles(text: &str) -> Vec<QuotationRole> {
        analyze(text).detected.quotations.iter().map(|quotation| quotation.role).collect()
    }

    #[test]
    fn words_in_marks_after_what_they_name_are_a_name() {
        let found = roles("وقالت قناة «الواحة» إن شركة «ضوء المدينة» وفندق «النخيل» مغلقان.");
        assert_eq!(found, [Name, Name, Name]);
    }

    #[test]
    fn a_known_outlet_in_marks_is_a_name() {
        let found = roles("وقال صيادون لـ«رويترز» إن المرفأ مغلق منذ الفجر.");
        assert_eq!(found, [Name]);
    }

    #[test]
    fn marks_after_so_called_keep_a_distance() {
        let found = roles("ودخلت القوة ما يسمى «المنطقة الآمنة» قبل الفجر.");
        assert_eq!(found, [Scare]);
    }

    #[test]
    fn marks_after_a_kind_of_work_hold_its_title() {
        let found = roles("وعرض المركز فيلم «ظل النخيل» مساء أمس.");
        assert_eq!(found, [Title]);
    }

    #[test]
    fn many_words_or_words_after_a_colon_are_a_quotation() {
        let found = roles("وقال: «نحتاج وقتاً». وأضافت أن «الخزان القديم في القرية لا يكفي أكثر من يومين».");
        assert_eq!(found, [Quotation, Quotation]);
    }

    #[test]
    fn a_few_words_that_a_cue_governs_are_a_quotation() {
        let found = roles("ووصف المدرب المباراة بأنها «شاقة ومفيدة».");
        assert_eq!(found, [Quotation]);
    }

    #[test]
    fn a_body_in_marks_before_its_place_is_a_name() {
        let found = roles("وأكد «مجلس المرفأ الأعلى» في المدينة أن الجسر آمن.");
        assert_eq!(found, [Name]);
    }
}
