//! The head of a phrase: the first word that says who somebody is, after forms of address and words of quantity.

use crate::attribute::Phrase;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::{ClassSet, Sense};
use crate::grammar::roles::ROLES;
use crate::grammar::terms::{Agreement, Number, SourceType};
use crate::read::token::TokenKind;
use crate::read::view::View;

/// Words that may stand before the one that says who somebody is.
pub(super) const BEFORE_HEAD: ClassSet =
    ClassSet::of(&[ROLES.honorific, ROLES.quantity, ROLES.same, ROLES.demonstrative, ROLES.one_of, ROLES.from]);

/// All types but those of persons.
const NO_PERSONS: Kinds = Kinds::ALL.without(Kinds::PERSONS);

/// The first word of a phrase that counts; the first of all if none does.
pub(super) fn head(view: &View<'_>, phrase: Phrase) -> usize {
    let roles = view.roles();
    let mut head = phrase.start;
    while head < phrase.end && passes(view, phrase, head) {
        // A form of address may have two words: "first lieutenant".
        head += view.class_at(head, roles.honorific).unwrap_or(1);
    }
    if head < phrase.end { head } else { phrase.start }
}

/// Whether the word is a form of address or a word of quantity, and not the head itself.
fn passes(view: &View<'_>, phrase: Phrase, at: usize) -> bool {
    if view.token(at).kind != TokenKind::Word {
        return true;
    }
    if !view.any_at(at, BEFORE_HEAD) && !view.is_any(at, BEFORE_HEAD) {
        return false;
    }
    let roles = view.roles();
    let joined = || view.token(at).preposition_class.is_some() && view.is(at, roles.honorific);
    let address = || view.class_at(at, roles.honorific).is_some() || joined();
    view.is_any(at, [roles.quantity, roles.same])
        || at > phrase.start && view.is(at - 1, roles.quantity) && view.class_at(at, roles.from).is_some()
        || at + 1 < phrase.end && view.is_any_plain(at, [roles.demonstrative, roles.one_of])
        || address() && !is_titled(view, phrase, at)
}

/// Whether a form of address is a title here, which says what somebody is.
fn is_titled(view: &View<'_>, phrase: Phrase, at: usize) -> bool {
    let roles = view.roles();
    let next = at + 1;
    // "The sheikh of the goldsmiths" heads several, "his highness the prince" is one.
    let office =
        |kind: SourceType, agreement: Agreement| kind.is_person() && agreement.number == Some(Number::Singular);
    // "The team of the campaign of X" is no form of address either.
    // Nor is the first word of a longer noun for persons: "university professor".
    let longer = || {
        let length = view.class_at(at, roles.honorific).unwrap_or(1);
        let longer = |(sense, own): (Sense, usize)| match sense {
            Sense::Noun { kind, agreement } => own > length && office(kind, agreement),
            _ => false,
        };
        view.begins_longer(at) && view.senses(at).any(longer)
    };
    if next >= phrase.end {
        return longer();
    }
    // "The sheikh of the goldsmiths" is a title, "sheikh" before a name a form of address.
    let construct = || {
        let address = || view.class_at(next, roles.honorific).is_some() || view.has_noun(next, office);
        !view.token(at).definite && view.token(next).definite && !address()
    };
    // "The brigadier in the army" is a title too; "a lady works in" is no form of address.
    let works = || view.deed(next).is_some_and(|(deed, _)| deed.present || !deed.opening);
    view.token(next).preposition_class.is_some()
        || construct()
        || view.all_kinds(next).meets(NO_PERSONS)
        || works()
        || longer()
}
