//! Relays: the outlets through which a source reached the reader, named beside the cue or taken over from an earlier mention.

use super::entity::Entity;
use super::mention::Mention;
use super::publisher::Publisher;
use super::sieve::{self, Sieve};
use super::{Chain, Credit, Link, RECENT, Reference, Resolver, SourceId};
use crate::attribute::Attribution;
use crate::grammar::terms::{Agreement, SourceType};

impl Resolver<'_> {
    /// The outlets named beside the cue, the publisher left out.
    pub(super) fn relays(&mut self, attribution: &Attribution) -> Chain {
        let mut links = Chain::new();
        for relay in &attribution.relays {
            let mention = Mention::new(self.view, relay.phrase);
            if self.publisher.get_or_init(|| Publisher::of(self.view)).is(self.view, &mention) {
                continue;
            }
            // "To the channel" without a channel before it tells nothing.
            let alone = relay.venue
                && relay.phrase.end == relay.phrase.start + 1
                && mention.definite
                && mention.known.is_none();
            if alone && self.is_new(&mention) {
                continue;
            }
            let (source, _) = self.source_of(&mention, Agreement::default(), RECENT);
            let span = self.view.span(relay.phrase.start, relay.phrase.end);
            links.extend(self.relays_of(source, attribution));
            links.push(Link { source, span: Some(span), venue: relay.venue });
        }
        links
    }

    /// Whether no source before it is meant by a mention.
    fn is_new(&self, mention: &Mention) -> bool {
        let fresh = Entity::new(self.view, mention);
        sieve::find(self.view, mention, &fresh, self.candidates(RECENT)).is_none()
    }

    /// The relays through which a relay itself was heard in the same line.
    fn relays_of(&self, source: SourceId, attribution: &Attribution) -> Chain {
        let block = self.detected.sentences[attribution.sentence].block;
        let before = self.recent().find(|(spoken, other)| *spoken == source && self.block(*other) == block);
        let chain = before.map_or(&[][..], |(_, other)| &self.credits[other].chain);
        chain[..chain.len().saturating_sub(1)].iter().map(|link| Link { span: None, ..*link }).collect()
    }

    /// Relays that a re-mention or a dropped subject takes over from its antecedent: inside a line always, over
    /// lines only where the source has no name of its own.
    pub(super) fn inherited(&self, number: usize, origin: SourceId, credit: &mut Credit) -> Chain {
        // Who is mentioned again, by name or by office, speaks anew; "the writer" still writes where he wrote.
        let kind = self.sources[origin].kind;
        let named = match credit.reference {
            Reference::Implicit => false,
            Reference::Anaphoric => !kind.is_unnamed() && kind != SourceType::PersonJournalist,
            Reference::Explicit | Reference::None => !kind.is_unnamed(),
        };
        let new = matches!(credit.sieve, Sieve::NewSource | Sieve::Unresolved) || named;
        let before = if new { None } else { self.recent().find(|(source, _)| *source == origin) };
        let Some((_, from)) = before else { return Chain::new() };
        let same_line = self.block(from) == self.block(number);
        if !same_line && !kind.is_unnamed() {
            return Chain::new();
        }
        let chain = &self.credits[from].chain;
        if chain.len() < 2 {
            return Chain::new();
        }
        let relays: Chain =
            chain[..chain.len().saturating_sub(1)].iter().map(|link| Link { span: None, ..*link }).collect();
        credit.inherited = !relays.is_empty();
        relays
    }
}
