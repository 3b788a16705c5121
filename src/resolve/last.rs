//! The last speaker: who goes on speaking where no clause around the cue has a subject.

use super::sieve::Sieve;
use super::{Credit, Link, Resolver, SourceId};
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, CueForm, SourceType};

/// How many blocks back a dropped subject may find its speaker.
const REACH: usize = 6;

impl Resolver<'_> {
    /// The last speaker with whom the cue agrees.
    pub(super) fn last_speaker(&self, number: usize, agreement: Agreement, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = &attribution.cue;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) {
            return None;
        }
        let elsewhere = || self.is_handed_over(number) || self.is_in_sentence(number);
        if attribution.within.is_some() || self.spoken.is_empty() || !self.goes_on(number) || elsewhere() {
            return None;
        }
        // They spoke in the order of the text: behind one who is too far all are.
        let mut near = self.recent().take_while(|(_, other)| self.distance(*other, number) <= REACH);
        let fits = |(source, other): &(SourceId, usize)| {
            self.reaches(*source, *other, number) && (self.fits(*source, agreement) || self.wrote(*other, agreement))
        };
        let (source, _) = near.find(fits)?;
        credit.sieve = Sieve::LastSpeaker;
        credit.ambiguous = near.any(|other| other.0 != source && fits(&other));
        Some(Link { source, span: None, venue: false })
    }

    /// Whether a speaker of another line can be meant: a participle in the middle of a sentence hangs on a verb there, and its
    /// subject is the speaker only if the sentence names him or adds to what he said.
    fn reaches(&self, source: SourceId, other: usize, number: usize) -> bool {
        let attribution = &self.attributions[number];
        let (view, cue) = (self.view, attribution.cue);
        let start = self.detected.sentences[attribution.sentence].start;
        if cue.form != CueForm::Participle || cue.start <= start + 1 || self.distance(other, number) == 0 {
            return true;
        }
        let adds = |sense: &Sense| matches!(sense, Sense::Cue { cue, .. } if view.grammar.cues[*cue as usize].adds);
        let name = self.sources[source].words.last();
        let named = |at: usize| name.is_some_and(|name| *name == view.bare_key(at));
        (start..cue.start).any(|at| named(at) || view.entries(at)[0].senses.iter().any(adds))
    }

    /// Whether the source beside a cue was printed as a text that agrees, whoever issued it: "a statement by the ministry said that.
    /// It added that".
    fn wrote(&self, attribution: usize, agreement: Agreement) -> bool {
        let text = |kind, own: Agreement| kind == SourceType::Document && own.fits(agreement);
        self.attributions[attribution].source.is_some_and(|phrase| self.view.has_noun(phrase.start, text))
    }

    /// Whether the sentence hands the word to another speaker before a second verb: "for his part, he left the room and said".
    fn is_handed_over(&self, number: usize) -> bool {
        let attribution = &self.attributions[number];
        let start = self.detected.sentences[attribution.sentence].start;
        let marker = self.view.class_at(start, self.view.roles().turn_marker);
        let second = |length: usize| attribution.cue.start > start + length + 1;
        self.view.has_conjunction(attribution.cue.start) && marker.is_some_and(second)
    }

    /// Whether a connective in the middle of the sentence joins the verb to a clause in it, whose subject is meant then: "the
    /// coach was elected again, but he announced".
    fn is_in_sentence(&self, number: usize) -> bool {
        let attribution = &self.attributions[number];
        let (view, roles) = (self.view, self.view.roles());
        let start = self.detected.sentences[attribution.sentence].start;
        let at = attribution.cue.start;
        let connectives = [roles.joining, roles.coordinator, roles.conjunction_clause];
        let from = connectives.iter().find_map(|class| view.class_before(at, start, *class));
        attribution.cue.form.is_finite() && !view.has_conjunction(at) && from.is_some_and(|from| from > start)
    }
}
