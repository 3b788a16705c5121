//! Where a subject ends because what its verb governs begins, with nothing that marks it.

use super::phrase::Phrases;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::SourceType;
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
        let no_body = [SourceType::Ministry, SourceType::Document];
        let body = |kind: SourceType| !kind.is_person() && !kind.is_unnamed() && !no_body.contains(&kind);
        let country = view.senses(at).any(|(sense, _)| matches!(sense, Sense::Metonym { kind, .. } if body(kind)))
            || view.known_at(at).is_some_and(|known| !known.guarded && body(view.known(known.known).kind));
        let place = at == start + 1 && view.senses(start).any(|(sense, _)| matches!(sense, Sense::Metonym { .. }));
        (before.definite || named || place) && (country || token.definite && self.noun(at, body))
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
        // After a finished subject, a definite act is what is announced: "the group the arrest of".
        let before = view.token(at - 1);
        let named = before.is_unknown() && !before.definite && before.kind == TokenKind::Word;
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
        let accusative =
            view.grammar.language.accusative_endings.iter().any(|ending| view.key(at).ends_with(ending.as_str()));
        let finished = view.token(at - 1).definite && token.kind == TokenKind::Word && !token.definite;
        let named = view.known_at(at).is_some()
            || view.is(at, view.roles().same)
            || view.is(at, view.roles().first_name)
            || self.is_repeated_name(at);
        if accusative && finished && !named && !view.senses(at).any(|(sense, _)| matches!(sense, Sense::Metonym { .. }))
        {
            return true;
        }
        let adjective =
            view.grammar.language.adjective_endings.iter().any(|ending| view.key(at).ends_with(ending.as_str()));
        let complete = view.known_at(start).is_some_and(|known| start + known.length == at)
            || view.senses(start).any(|(sense, length)| matches!(sense, Sense::Metonym { .. }) && start + length == at);
        complete && token.definite && !adjective
    }
}
