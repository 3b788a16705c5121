//! Sources that are printed beside their cue: one who was mentioned before, or a new one.

use std::borrow::Cow;

use super::cased::PRONOUNS;
use super::mention::Mention;
use super::printed::Printed;
use super::sieve::{self, Sieve};
use super::unprinted::SUBJECTS;
use super::{Credit, Link, RECENT, Reference, Resolver, SourceId};
use crate::attribute::Attribution;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::roles::ROLES;
use crate::grammar::terms::{Agreement, Number};
use crate::read::token::TokenKind;

/// Words that alone take up an earlier mention.
const TAKING_UP: ClassSet = PRONOUNS.with(ClassSet::of(&[ROLES.latter]));

impl<'a> Resolver<'a> {
    /// Who is printed beside the cue; `None` for a pronoun without an antecedent.
    #[inline(never)] // A row goes this way or the other: neither fills the cache for both.
    pub(super) fn explicit(
        &mut self,
        attribution: &Attribution,
        (mention, fresh): &Printed<'a>,
        credit: &mut Credit,
    ) -> Option<Link> {
        let phrase = attribution.source?;
        // A verb before its subject shows gender; only the one after it shows number as well.
        let agreement = Agreement { number: None, ..attribution.cue.agreement };
        let mut taken_up = None;
        if self.may_take_up(mention) {
            let (pronoun, latter) = (mention.is_pronoun(self.view), self.is_latter(mention));
            taken_up = self.honorific_alone(mention);
            if taken_up.is_none() && pronoun {
                taken_up = self.pronoun(mention);
            }
            if taken_up.is_none() && latter {
                taken_up = self.latter(mention, attribution.cue.agreement);
            }
            let address = taken_up.is_none() && mention.is_address(self.view);
            if address || taken_up.is_none() && (pronoun || latter) {
                credit.reference = Reference::Anaphoric;
                // A form of address may mean whom the sentences before are about.
                return address.then(|| self.subject_before(credit.attribution, SUBJECTS, credit)).flatten();
            }
        }
        // "35% said", "40 in a hundred said": nobody is named.
        let word = (phrase.start..phrase.end).find(|at| self.view.token(*at).kind == TokenKind::Word);
        let number = |at: usize| at > phrase.start && self.view.is_plain(at, self.view.roles().r#in);
        if word.is_none_or(number) {
            return None;
        }
        let taken_up = taken_up.or_else(|| self.goes_on_speaking(attribution, mention, fresh));
        let (source, sieve) = match taken_up {
            Some(source) => (source, Sieve::Anaphor),
            None => {
                let found = sieve::find(self.view, mention, fresh, self.candidates(RECENT));
                let found = self.handed_over(attribution, found);
                let found = found.or_else(|| self.announced(mention, attribution)).or_else(|| self.by_family(mention));
                let full = if found.is_none() { self.fuller(mention) } else { None };
                match full {
                    Some(full) => (self.source_of(&full, agreement, RECENT).0, Sieve::Anaphor),
                    None => self.settle(mention, Cow::Borrowed(fresh), agreement, found),
                }
            }
        };
        credit.sieve = sieve;
        credit.reference =
            if matches!(sieve, Sieve::Anaphor | Sieve::Title) { Reference::Anaphoric } else { Reference::Explicit };
        Some(Link { source, span: Some(self.view.span(phrase.start, phrase.end)), venue: false })
    }

    /// Whether the mention may be a word that takes up an earlier one. In languages that drop subjects hardly any is.
    #[inline]
    fn may_take_up(&self, mention: &Mention) -> bool {
        let address = self.view.begins(mention.phrase.start, self.view.roles().honorific);
        address | self.view.is_any(mention.head, TAKING_UP)
    }

    /// What a sieve found, unless the sentence hands the word from the last speaker to another: "for his part the minister said"
    /// after a minister spoke.
    fn handed_over(&self, attribution: &Attribution, found: Option<(SourceId, Sieve)>) -> Option<(SourceId, Sieve)> {
        let last = self.spoken.last().map(|(source, _)| *source);
        let handed = || {
            let start = self.detected.sentences[attribution.sentence].start;
            let (view, at) = (self.view, attribution.cue.start);
            let at = view.class_before(at, start, view.roles().comma).unwrap_or(at);
            view.class_before(at, start, view.roles().hand_over).is_some()
        };
        found.filter(|(source, sieve)| *sieve != Sieve::Anaphor || last != Some(*source) || !handed())
    }

    /// A form of address with a pronoun means the last person who spoke.
    pub(super) fn honorific_alone(&self, mention: &Mention) -> Option<SourceId> {
        let honorific = self.view.class_at(mention.phrase.start, self.view.roles().honorific)
            == Some(mention.phrase.end - mention.phrase.start);
        if !honorific {
            return None;
        }
        let person = |source: &SourceId| {
            let source = &self.sources[*source];
            let one = source.agreement.number.is_none_or(|number| number == Number::Singular);
            one && source.may_be_person()
        };
        self.recent().map(|(source, _)| source).find(person)
    }
}
