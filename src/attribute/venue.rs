//! Venues: the outlet to which, or through which, a source spoke: "told Reuters", "in an interview with the channel".

use super::Candidate;
use super::phrase::{Bounds, Phrase, Phrases};
use super::setting::Setting;
use crate::detect::quotation::QuotationRole;
use crate::grammar::kinds::Kinds;
use crate::grammar::terms::{CueForm, SourceType};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

impl Setting<'_> {
    /// The outlet named between the cue and its content, or after a speaker that follows his words.
    pub(super) fn venue(&self, candidate: &Candidate) -> Option<Phrase> {
        if candidate.cue.form == CueForm::Fixed {
            return None;
        }
        let fill = &candidate.fill;
        let from = fill
            .source
            .filter(|source| source.start >= candidate.cue.end)
            .map_or(candidate.cue.end, |source| source.end);
        let after = fill.pieces.iter().find(|piece| piece.from >= candidate.cue.end);
        let to = after.map_or(self.sentence.end.min(from + 12), |piece| piece.from);
        let from = fill.relays.iter().map(|relay| relay.end).fold(from, usize::max);
        self.phrases().outlet_in(from, to).or_else(|| self.venue_before(candidate))
    }

    /// The outlet in the phrase that opens the sentence: "in an interview with the channel, the minister denied".
    fn venue_before(&self, candidate: &Candidate) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        let at = self.floor;
        let end = candidate.fill.lead;
        let occasion = (at + 2 < end) & view.begins(at, roles.r#in) & view.is(at + 1, roles.venue);
        let single = || (at..end).filter(|at| view.begins(*at, roles.comma)).count() <= 1;
        (occasion && single()).then(|| self.phrases().outlet_in(at + 2, end)).flatten()
    }
}

impl Phrases<'_> {
    /// The first outlet named in the tokens `start..end`, a social platform excepted.
    pub(super) fn outlet_in(self, start: usize, end: usize) -> Option<Phrase> {
        // Nearly no word is one.
        let may_be =
            |at: &usize| (self.view.token(*at).kind == TokenKind::Mark) | self.view.may_have_sense(*at, Traits::NOUN);
        (start..end.min(self.view.len())).filter(may_be).find_map(|at| self.outlet_at(at, end))
    }

    /// The outlet whose name begins at a token.
    fn outlet_at(self, at: usize, end: usize) -> Option<Phrase> {
        let view = self.view;
        if let Some(told) = self.told(at, end) {
            return Some(told);
        }
        let no_carrier = Kinds::of(SourceType::SocialMedia).with(Kinds::of(SourceType::MediaUnspecified));
        let carriers = Kinds::MEDIA.without(no_carrier);
        let (known, noun) = (view.known_at(at), self.noun(at, carriers));
        // Few nouns are one.
        if known.is_none() && !noun {
            return None;
        }
        // "The correspondent of the agency" names a person, not where he spoke.
        if at > 0 && view.token(at).preposition_class.is_none() && self.noun(at - 1, Kinds::PERSONS) {
            return None;
        }
        let quoted = at > 0 && self.detected.opened_by(view.token(at - 1)).is_some();
        let carrier = |number: u32| carriers.meets(Kinds::of(view.known(number).kind));
        let known = known.filter(|known| (quoted || !known.guarded) && carrier(known.known));
        if let Some(known) = known {
            return Some(Phrase { start: at, end: at + known.length });
        }
        if !noun || view.token(at).enclitic || !self.is_media(at) {
            return None;
        }
        // "To the channel": the one named before.
        if view.token(at).definite && view.token(at).preposition_class.is_some() {
            return Some(Phrase { start: at, end: at + 1 });
        }
        let phrase = self.after_joined(at, &Bounds { limit: end, ..Bounds::default() })?;
        // A class noun alone names nothing: "to the channel" needs its name.
        (phrase.end > phrase.start + 1).then_some(phrase)
    }

    /// The outlet that was told, right after the preposition: in marks, or by a name that is known.
    pub(super) fn told_outlet(self, at: usize, end: usize) -> Option<Phrase> {
        let view = self.view;
        let after = || view.begins(at, view.roles().r#for);
        let known = || {
            let known = view.known_at(at).filter(|known| !known.guarded && after())?;
            view.known(known.known).kind.is_media().then_some(Phrase { start: at, end: at + known.length })
        };
        self.told(at, end).or_else(known)
    }

    /// A name in marks right after a preposition that should be joined to it: to «the paper».
    pub(super) fn told(self, at: usize, end: usize) -> Option<Phrase> {
        let view = self.view;
        let before = at.checked_sub(1).filter(|_| at < view.len())?;
        if !view.is_lone_preposition(before) || !view.begins(before, view.roles().r#for) {
            return None;
        }
        let opening = self.detected.opened_by(view.token(at)).filter(|quotation| quotation.closed)?;
        let close = opening.close as usize;
        (opening.role == QuotationRole::Name && close <= end).then_some(Phrase { start: at, end: close })
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::{ANALYZER, rows};
    use crate::read::Article;

    #[test]
    fn the_outlet_that_was_told_is_a_link() {
        let row = rows("وقال مصدر أمني لوكالة المرفأ إن الميناء مغلق منذ الفجر.").remove(0);
        let chain = "وكالة المرفأ > مصدر أمني";
        assert_eq!(row.relay_chain, chain);
        assert_eq!(row.flags, "venue_relay");
    }

    #[test]
    fn an_interview_with_a_channel_is_a_link() {
        let row = rows("قال وزير النقل سامر الحمداني في مقابلة مع قناة الواحة إن الجسر آمن.").remove(0);
        let chain = "قناة الواحة > سامر الحمداني";
        assert_eq!(row.relay_chain, chain);
    }

    #[test]
    fn a_platform_is_no_link() {
        let row = rows("قال وزير النقل سامر الحمداني على منصة إكس إن الجسر آمن.").remove(0);
        assert_eq!(row.relay_depth, Some(0));
    }

    #[test]
    fn what_was_told_to_the_publisher_is_first_hand() {
        let article = Article {
            id: "a".to_owned(),
            text: "وقال صيادون لوكالة المرفأ إن الميناء مغلق منذ الفجر.".to_owned(),
            outlet: Some("المرفأ".to_owned()),
            ..Article::default()
        };
        let analysis = ANALYZER.analyze(article);
        let row = analysis.findings().rows().remove(0);
        assert_eq!((row.relay_depth, &*row.second_hand), (Some(0), "no"));
    }
}
