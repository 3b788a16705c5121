//! Venues: the outlet to which, or through which, a source spoke: "told Reuters", "in an interview with the channel".

use super::phrase::{Bounds, Phrase, Phrases};
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::SourceType;

impl Phrases<'_> {
    /// The first outlet named in the tokens `start..end`, a social platform excepted.
    pub(super) fn outlet_in(&self, start: usize, end: usize) -> Option<Phrase> {
        (start..end.min(self.view.len())).find_map(|at| self.outlet_at(at, end))
    }

    /// The outlet whose name begins at a token.
    fn outlet_at(&self, at: usize, end: usize) -> Option<Phrase> {
        let view = self.view;
        let quoted = at > 0 && self.detected.opening(view.token(at - 1).span.start).is_some();
        let carrier = |kind: SourceType| kind.is_media() && kind != SourceType::SocialMedia && kind != SourceType::MediaUnspecified;
        let known = view.known_at(at).filter(|known| (quoted || !known.guarded) && carrier(view.known(known.known).kind));
        if let Some(known) = known {
            return Some(Phrase { start: at, end: at + known.length });
        }
        let noun = view.senses(at).any(|(sense, _)| matches!(sense, Sense::Noun { kind, .. } if carrier(kind)));
        if !noun || view.token(at).enclitic {
            return None;
        }
        let phrase = self.after_joined(at, Bounds { limit: end, ..Bounds::default() })?;
        // A class noun alone names nothing: "to the channel" needs its name.
        (phrase.end > phrase.start + 1).then_some(phrase)
    }
}
