//! Phrases of persons that name nobody, told by their words alone: most titles stand without a name.

use super::head::BEFORE_HEAD;
use super::name::beginnings;
use crate::attribute::Phrase;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::roles::ROLES;
use crate::grammar::terms::SourceType;
use crate::read::view::View;

/// Words with which a phrase may name its issuer.
const ISSUER: ClassSet = ClassSet::of(&[ROLES.issued, ROLES.issuing, ROLES.from]);
/// Words that are no noun of persons by themselves.
const NO_NOUN: ClassSet = BEFORE_HEAD.with(ClassSet::of(&[ROLES.first_name]));

/// Classes of words that end what may be a name in languages with capitals.
const BOUNDS: ClassSet = ClassSet::of(&[ROLES.preposition, ROLES.relative]);

/// Whether a phrase begins with a noun of persons and no word after it can begin a name, so that a mention made of it has none.
pub(super) fn names_nobody(view: &View<'_>, phrase: Phrase) -> bool {
    let (start, end) = (phrase.start, phrase.end);
    let person = |kind: SourceType| kind.is_person() || kind.is_unnamed();
    let noun = || {
        let plain = !view.any_at(start, NO_NOUN) && !view.is_any(start, NO_NOUN);
        plain && view.known_at(start).is_none() && view.noun(start).is_some_and(|(kind, _, _)| person(kind))
    };
    // With capitals nearly any word may go on with a name.
    let bounded = |at: usize| at == end || view.any_at(at, [view.roles().comma]) || view.is_any(at, BOUNDS);
    let nameless = match view.grammar.language.subject_first {
        true => bounded(start + 1),
        false => beginnings(view, start + 1, end).next().is_none(),
    };
    nameless && !view.classes_between(start, end).meets(ISSUER) && noun() && view.place(start).is_none()
}
