//! Sources that are not printed beside their cue: the antecedent of a relative clause, the subject of the governing verb, an
//! actor of the sentence, the last speaker.

use super::mention::Mention;
use super::sieve::Sieve;
use super::{Credit, Link, RECENT, Reference, Resolver, SourceId, people};
use crate::attribute::{Attribution, Phrase, noun_phrase_before};
use crate::grammar::terms::{Agreement, CueForm};

/// How many sentences, the cue's own included, are searched for an actor.
const ACTORS: usize = 2;
/// How many blocks back a dropped subject may find its speaker.
const REACH: usize = 6;

impl Resolver<'_> {
    /// Who a source is that is not printed: that of the governing verb, the actor of the sentence, the last speaker.
    pub(super) fn unprinted(&mut self, number: usize, credit: &mut Credit) -> Option<Link> {
        self.antecedent(number, credit)
            .or_else(|| self.governor(number, credit))
            .or_else(|| self.addressed(number, credit))
            .or_else(|| self.actor_before(number, 1, credit))
            .or_else(|| self.last_speaker(number, credit))
            .or_else(|| self.actor_before(number, ACTORS, credit))
    }

    /// Whom a relative clause is about: "the minister, who said".
    fn antecedent(&mut self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = attribution.cue;
        let (view, roles) = (self.view, self.view.roles());
        let sentence = &self.detected.sentences[attribution.sentence];
        let at = cue.start.checked_sub(1).filter(|at| *at > sentence.start && cue.form.is_finite())?;
        view.class_at(at, roles.relative)?;
        let end = if view.class_at(at - 1, roles.comma).is_some() { at - 1 } else { at };
        let phrase = noun_phrase_before(view, self.detected, end, sentence.start)?;
        let mention = Mention::new(view, phrase);
        if !mention.agreement.fits(cue.agreement) {
            return None;
        }
        let spoken = self.recent();
        let (source, _) = self.source_of(&mention, Agreement::default(), &spoken);
        (credit.reference, credit.sieve) = (Reference::Implicit, Sieve::Antecedent);
        Some(Link { source, span: None, venue: false })
    }

    /// The subject of the verb that governs the cue.
    fn governor(&self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = &attribution.cue;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) {
            return None;
        }
        credit.reference = Reference::Implicit;
        let origin = attribution
            .governor
            .and_then(|governor| self.origin_of(governor))
            .or_else(|| self.outer_origin(attribution));
        let source = origin.filter(|source| cue.form == CueForm::Participle || self.fits(*source, cue.agreement))?;
        credit.sieve = Sieve::Governor;
        Some(Link { source, span: None, venue: false })
    }

    /// Whom a form of address alone means that stands before the cue: "his excellency spoke of the talks, stressing that".
    fn addressed(&self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = &attribution.cue;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) || attribution.within.is_some() {
            return None;
        }
        let (view, roles) = (self.view, self.view.roles());
        let start = self.detected.sentences[attribution.sentence].start;
        let alone = |at: &usize| {
            view.class_at(*at, roles.honorific) == Some(1)
                && (self.is_comma(at + 1) || view.is_plain(at + 1, roles.preposition))
        };
        let at = (start..cue.start.saturating_sub(1)).find(alone)?;
        let source = self.honorific_alone(&Mention::new(view, Phrase { start: at, end: at + 1 }))?;
        (credit.reference, credit.sieve) = (Reference::Implicit, Sieve::Actor);
        self.fits(source, cue.agreement).then_some(Link { source, span: None, venue: false })
    }

    /// The last speaker with whom the cue agrees.
    fn last_speaker(&self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = &attribution.cue;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) {
            return None;
        }
        if attribution.within.is_some() {
            return None;
        }
        let near = self.spoken.iter().rev().take(RECENT).filter(|(_, other)| self.distance(*other, number) <= REACH);
        let fitting: Vec<SourceId> =
            near.map(|(source, _)| *source).filter(|source| self.fits(*source, cue.agreement)).collect();
        let source = *fitting.first()?;
        credit.sieve = Sieve::LastSpeaker;
        credit.ambiguous = fitting.iter().any(|other| *other != source);
        Some(Link { source, span: None, venue: false })
    }

    /// The first actor of this sentence, or of `reach` sentences back, whom the cue agrees with: "the minister opened the
    /// bridge and said that".
    fn actor_before(&mut self, number: usize, reach: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = attribution.cue;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) || attribution.within.is_some() {
            return None;
        }
        let block = self.detected.sentences[attribution.sentence].block;
        let sentences = self.detected.sentences[..=attribution.sentence].iter().rev();
        let near: Vec<_> = sentences.take(reach).take_while(|sentence| sentence.block + 1 >= block).collect();
        let mention = near.into_iter().find_map(|sentence| {
            let end = sentence.end.min(cue.start);
            let actors = (sentence.start..end).filter_map(|at| people::actor(self.view, self.detected, at, end));
            let mentions: Vec<Mention> = actors.map(|phrase| Mention::new(self.view, phrase)).collect();
            let fits = |mention: &&Mention| mention.agreement.fits(cue.agreement);
            // A participle goes with the clause right before its comma.
            let clause = (sentence.start..end.saturating_sub(1)).rev().find(|at| self.is_comma(*at)).unwrap_or(0);
            let near = mentions.iter().filter(|_| cue.form == CueForm::Participle);
            let near = near.filter(|mention| mention.phrase.start > clause).find(fits);
            near.or_else(|| mentions.iter().find(fits)).cloned()
        })?;
        let spoken = self.recent();
        let (source, _) = self.source_of(&mention, Agreement::default(), &spoken);
        credit.sieve = Sieve::Actor;
        credit.ambiguous = true;
        Some(Link { source, span: None, venue: false })
    }

    fn is_comma(&self, at: usize) -> bool {
        self.view.class_at(at, self.view.roles().comma).is_some()
    }

    fn outer_origin(&self, attribution: &Attribution) -> Option<SourceId> {
        attribution
            .within
            .filter(|_| attribution.cue.form == CueForm::Participle)
            .and_then(|outer| self.origin_of(outer))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    #[test]
    fn a_form_of_address_alone_means_the_last_speaker() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن.\nوتحدث معاليه عن زيارة الرئيس الجديد، مشددا على أن الطريق مفتوح.";
        let row = analyze(text).findings().rows().pop().unwrap();
        let expected = ["مشددا", "سامر الحمداني"];
        assert_eq!([row.cue, row.source_name], expected);
    }
}
