//! Phrases of persons that name nobody, told by their words alone: most titles stand without a name.

use super::beginning::{beginnings, may_begin};
use super::head::BEFORE_HEAD;
use crate::attribute::{Phrase, phrase_reach};
use crate::detect::Detected;
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

/// Whether the noun phrase that begins at a token and ends before `limit` names nobody, told without taking it apart: no word
/// that it can have after a noun of persons can begin a name.
pub(super) fn opens_nameless(view: &View<'_>, detected: &Detected, start: usize, limit: usize) -> bool {
    let named = |at: usize| may_begin(view, at) | view.is_any(at, ISSUER);
    phrase_reach(view, detected, start, limit, named).is_some()
        && !view.is_any(start, ISSUER)
        && is_only_person(view, start)
}

/// Whether a phrase begins with a noun of persons and no word after it can begin a name, so that a mention made of it has none.
pub(super) fn names_nobody(view: &View<'_>, phrase: Phrase) -> bool {
    let (start, end) = (phrase.start, phrase.end);
    // With capitals nearly any word may go on with a name.
    let bounded = |at: usize| at == end || view.any_at(at, [view.roles().comma]) || view.is_any(at, BOUNDS);
    let nameless = match view.grammar.language.subject_first {
        true => bounded(start + 1),
        false => beginnings(view, start + 1, end).next().is_none(),
    };
    nameless && !view.classes_between(start, end).meets(ISSUER) && is_only_person(view, start)
}

/// Whether a noun of persons and nothing else begins at a token.
fn is_only_person(view: &View<'_>, at: usize) -> bool {
    let person = |kind: SourceType| kind.is_person() || kind.is_unnamed();
    let plain = !view.any_at(at, NO_NOUN) && !view.is_any(at, NO_NOUN);
    let noun = plain && view.known_at(at).is_none() && view.noun(at).is_some_and(|(kind, _, _)| person(kind));
    noun && view.place(at).is_none()
}
