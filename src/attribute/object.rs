//! Where a subject ends because what its verb governs begins, with nothing that marks it.

use super::phrase::{Phrase, Phrases};
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, Gender, Number, SourceType};
use crate::read::token::TokenKind;

impl Phrases<'_> {
    /// Whether whom the cue is directed at begins after a finished subject: "the ministry accused the government".
    pub(super) fn opens_target(&self, start: usize, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        let before = view.token(at - 1);
        if token.conjunction > 0 || token.preposition_class.is_some() {
            return false;
        }
        // "Foreign minister of Spain": a bare title goes on.
        let titled = !view.token(start).definite && self.is_person_noun(start);
        let named = before.is_unknown() && !before.definite && !titled;
        // A bare ministry may be the complement of a title; with the article it is complete.
        let no_body =
            |kind: SourceType| kind == SourceType::Document || kind == SourceType::Ministry && !token.definite;
        let body = |kind: SourceType| !kind.is_person() && !kind.is_unnamed() && !no_body(kind);
        let country = view.senses(at).any(|(sense, _)| matches!(sense, Sense::Metonym { kind, .. } if body(kind)))
            || view.known_at(at).is_some_and(|known| !known.guarded && body(view.known(known.known).kind));
        let place = at == start + 1 && view.senses(start).any(|(sense, _)| matches!(sense, Sense::Metonym { .. }));
        if self.follows_full_name(start, at) || self.disagrees(start, at) {
            return true;
        }
        // Nor does a body go on with persons: "the statement called on the members".
        let issuer = before.definite && self.noun(start, |kind| !kind.is_person() && !kind.is_unnamed());
        if issuer && !token.definite && self.noun(at, SourceType::is_person) {
            return true;
        }
        // A bare noun for a body cannot go on with a definite word or a name: "the union accused the company of".
        (before.definite || named || place) && (country || self.noun(at, body))
    }

    /// Whether a definite word after a definite noun in the singular cannot be its adjective: the genders differ.
    fn disagrees(&self, noun: usize, at: usize) -> bool {
        let view = self.view;
        let feminine = |sense: Sense| match sense {
            Sense::Noun {
                agreement: Agreement { gender: Some(gender), number: Some(Number::Singular), .. }, ..
            } => Some(gender == Gender::Feminine),
            _ => None,
        };
        let gender = view.senses(noun).find_map(|(sense, length)| feminine(sense).filter(|_| length == 1));
        let mut endings = view.grammar.language.feminine_endings.iter();
        let ends = |ending: &String| view.key(at).ends_with(ending.as_str());
        let definite = (noun..=at).all(|at| view.token(at).definite);
        // Only the first ending is the feminine's alone.
        definite && gender.is_some_and(|feminine| if feminine { !endings.any(ends) } else { endings.take(1).any(ends) })
    }

    /// Whether a definite noun comes after a name of two words or more, which no family name does.
    fn follows_full_name(&self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let name = |at: &usize| {
            let token = view.token(*at);
            token.kind == TokenKind::Word
                && (token.is_unknown() || view.is_any(*at, [roles.first_name, roles.name_particle]))
        };
        let words = (start..at).rev().take_while(name).count();
        let adjective = view.has_ending(at, &view.grammar.language.adjective_endings);
        let opens = words >= 2 && !view.token(at - words).definite;
        opens && view.token(at).definite && !adjective && !view.is(at, roles.first_name)
    }

    /// Whether a finished phrase is followed by a word that begins another: "the authorities this group", "the minister
    /// all conditions", "the state its eyes".
    pub(super) fn opens_another(&self, start: usize, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let (before, token) = (view.token(at - 1), view.token(at));
        let body =
            view.senses(start).any(|(sense, length)| matches!(sense, Sense::Metonym { .. }) && start + length == at)
                || view.known_at(start).is_some_and(|known| start + known.length == at);
        let given = view.is_plain(at - 1, roles.first_name) && !before.definite;
        let finished = before.definite || body || given;
        let quantity = view.is_plain(at, roles.quantity) && !view.is_plain(at, roles.one);
        let opens = view.is_plain(at, roles.demonstrative) || quantity;
        let own = token.enclitic && token.preposition_class.is_none() && !token.definite;
        let several = at == start + 1
            && before.definite
            && view.senses(start).any(
                |(sense, _)| matches!(sense, Sense::Noun { agreement, .. } if agreement.number == Some(Number::Plural)),
            );
        let accusative = (body || several) && !token.definite && token.is_unknown() && self.is_accusative(at);
        finished && (opens || own) || accusative && !self.is_repeated_name(at)
    }

    /// Whether a bare noun opens what the cue governs, the subject being complete.
    pub(super) fn opens_object(&self, start: usize, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        if self.is_content_noun(at) {
            // A person's bare title goes on with its complement; "a source", "an official" is complete.
            let titled = at == start + 1 && !view.token(start).definite && self.noun(start, |kind| kind.is_person());
            return !titled;
        }
        if self.disagrees(start, at) {
            return true;
        }
        // After a finished subject, a definite act is what is announced: "the group the arrest of".
        let before = view.token(at - 1);
        // A bare title goes on until a definite word completes it: "director general of health care".
        let open = self.is_person_noun(start) && (start..at).all(|at| !view.token(at).definite);
        let named = before.is_unknown() && !before.definite && before.kind == TokenKind::Word && !open;
        let act = view.is(at, view.roles().content_noun) || self.is_act(at);
        if (before.definite || named) && token.definite && act {
            return true;
        }
        // After a name, a definite noun begins something else.
        let after_name = view.token(at - 1).entry == Default::default()
            && !view.token(at - 1).definite
            && view.token(at - 1).kind == TokenKind::Word;
        if after_name && token.definite && self.noun(at, |_| true) {
            return true;
        }
        // A bare accusative after a finished phrase is no part of a name.
        let accusative = view.has_ending(at, &view.grammar.language.accusative_endings);
        let finished = view.token(at - 1).definite && token.kind == TokenKind::Word && !token.definite;
        let named = view.known_at(at).is_some()
            || view.is(at, view.roles().same)
            || view.is(at, view.roles().first_name)
            || self.is_repeated_name(at);
        if accusative && finished && !named && !view.senses(at).any(|(sense, _)| matches!(sense, Sense::Metonym { .. }))
        {
            return true;
        }
        let adjective = view.has_ending(at, &view.grammar.language.adjective_endings);
        let complete = view.known_at(start).is_some_and(|known| start + known.length == at)
            || view.senses(start).any(|(sense, length)| matches!(sense, Sense::Metonym { .. }) && start + length == at);
        complete && token.definite && !adjective
    }

    /// Whether an unlisted verb with its subject begins what looks like one noun phrase: "held the businessman a
    /// conference", "raised the protesters banners".
    pub(super) fn opens_with_verb(&self, phrase: Phrase) -> bool {
        let view = self.view;
        let (start, next) = (phrase.start, phrase.start + 1);
        let first = view.token(start);
        let roles = view.roles();
        let act = view.is_plain(start, roles.content_noun) && !self.noun(start, |_| true);
        let open = (first.is_unknown() || act) && !first.definite && !view.is_plain(start, roles.first_name);
        if !open || first.repeated || next >= phrase.end {
            return false;
        }
        let object = |at: usize| {
            let token = view.token(at);
            token.kind == TokenKind::Word && !token.definite && token.is_unknown() && !token.repeated
        };
        self.noun(next, |_| true) || view.token(next).definite && (next + 1..phrase.end).any(object)
    }
}
