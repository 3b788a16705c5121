//! What is complete before a word: a noun whose adjective the word cannot be, a name with all its parts.

use super::phrase::{Phrase, Phrases};
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, Gender, Number};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

impl Phrases<'_> {
    /// Whether a definite word after a definite noun in the singular cannot be its adjective: the genders differ.
    pub(super) fn disagrees(self, noun: usize, at: usize) -> bool {
        let view = self.view;
        let feminine = |sense: Sense| match sense {
            Sense::Noun {
                agreement: Agreement { gender: Some(gender), number: Some(Number::Singular), .. }, ..
            } => Some(gender == Gender::Feminine),
            _ => None,
        };
        let gender = || view.senses(noun).find_map(|(sense, length)| feminine(sense).filter(|_| length == 1));
        let mut endings = view.grammar.language.feminine_endings.iter();
        let ends = |ending: &String| view.key(at).ends_with(ending.as_str());
        // After a noun with a preposition the adjective may be that noun's: "the council for the Islamic revolution".
        let own = |at: usize| view.token(at).definite && view.token(at).preposition_class.is_none();
        let definite = view.token(at).definite && (noun..at).all(own);
        // Only the first ending is the feminine's alone.
        definite
            && gender().is_some_and(|feminine| if feminine { !endings.any(ends) } else { endings.take(1).any(ends) })
    }

    /// Whether a definite noun comes after a name of two words or more, which no family name does.
    pub(super) fn follows_full_name(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let name = |at: &usize| {
            let token = view.token(*at);
            token.kind == TokenKind::Word
                && !token.definite
                && (self.may_be_person(Phrase { start: *at, end: at + 1 })
                    || view.is_any(*at, [roles.first_name, roles.name_particle]))
        };
        let token = view.token(at);
        let noun = token.definite && !token.traits.any(Traits::ADJECTIVE) && !view.is(at, roles.first_name);
        noun && (start..at).rev().take_while(name).nth(1).is_some()
    }

    /// Whether a name that the text uses elsewhere without the word is followed by a bare one that hangs on what comes after it, so
    /// that these are no part of it: "ascribed Harun the lead of his party".
    pub(super) fn follows_whole_name(self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let (token, next) = (view.token(at), at + 1);
        if token.kind != TokenKind::Word || token.definite || token.repeated || token.enclitic {
            return false;
        }
        let joined = |at: usize| view.token(at).preposition_class.is_some() || view.token(at).conjunction > 0;
        let part = view.is_any_plain(at, [roles.first_name, roles.name_particle]) || token.surname;
        let hangs = |at: usize| {
            let token = view.token(at);
            token.kind == TokenKind::Word && !joined(at) && (token.definite || token.enclitic)
        };
        // A family name with the article has no complement.
        let first = view.token(start);
        let nisba = || first.definite && first.repeated && first.traits.any(Traits::ADJECTIVE);
        if at == start + 1 && (first.surname || nisba()) && !part && next < view.len() && !joined(at) {
            return !self.noun(at, Kinds::ALL) && hangs(next);
        }
        if part || self.noun(at, Kinds::ALL) || joined(at) || next >= view.len() || !self.is_repeated_name(at - 1) {
            return false;
        }
        let titled = || at > start + 1 && self.is_person_noun(start) && view.token(at - 2).definite;
        let named = || {
            let first = at == start + 1 && !self.noun(start, Kinds::ALL);
            first || view.is_any_plain(at - 2, [roles.first_name, roles.name_particle])
        };
        let alone = |other: usize| view.key(other) == view.key(at - 1) && view.key(other + 1) != view.key(at);
        hangs(next) && (named() || titled()) && (0..view.len() - 1).any(alone)
    }
}
