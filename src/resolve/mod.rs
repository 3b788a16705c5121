//! Floor 5: mentions become sources, sources become chains: from the publisher's side to the origin.

mod anaphor;
mod apposition;
mod around;
mod beginning;
mod candidates;
mod cased;
mod chain;
mod directed;
mod entity;
mod explicit;
mod family;
mod fuller;
mod head;
mod headline;
mod last;
mod latter;
pub mod mention;
mod name;
mod nameless;
mod occasion;
mod office;
mod pair;
mod people;
mod printed;
mod publisher;
mod relays;
pub mod sieve;
pub mod source;
mod sources;
mod subject;
mod title;
mod titled;
mod unprinted;
mod wording;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};

use crate::attribute::Attribution;
use crate::detect::Detected;
use crate::grammar::terms::{Agreement, Gender, Number, SourceType};
use crate::label::{Label, label};
use crate::read::view::View;
use crate::span::Span;
use smallvec::SmallVec;

use candidates::Candidates;
use entity::Entity;
use mention::Mention;
use printed::{Mentions, Printed};
use publisher::Publisher;
use sieve::Sieve;
use source::Source;
use sources::Sources;

/// The number of a source in [`Resolved::sources`].
pub type SourceId = usize;

/// A link of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Who it is.
    pub source: SourceId,
    /// Where it is named beside this cue; `None` where it is carried over.
    pub span: Option<Span>,
    /// Whether it is where the origin spoke.
    pub venue: bool,
}

/// The links of one chain; mostly there is one, hardly ever more than two.
pub type Chain = SmallVec<[Link; 2]>;

/// How the source is given beside the cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// By name or description.
    Explicit,
    /// By a word that takes up an earlier mention.
    Anaphoric,
    /// Not at all: the subject is dropped.
    Implicit,
    /// There is none.
    None,
}

impl Reference {
    /// The name in the report.
    pub fn label(self) -> &'static Label {
        match self {
            Self::Explicit => label!("explicit"),
            Self::Anaphoric => label!("anaphoric"),
            Self::Implicit => label!("implicit"),
            Self::None => label!("none"),
        }
    }
}

/// An attribution whose source is known as far as it can be.
#[derive(Clone, Debug)]
pub struct Credit {
    /// The attribution, a number of the list that was resolved.
    pub attribution: usize,
    /// All links, nearest to the publisher first, the origin last; empty where nobody is named.
    pub chain: Chain,
    /// How the source is given.
    pub reference: Reference,
    /// What told who it is.
    pub sieve: Sieve,
    /// Whether the relays come from an earlier mention.
    pub inherited: bool,
    /// Whether another agreed as well.
    pub ambiguous: bool,
    /// Whether it makes a row: not nested, not merged into the one it relays.
    pub reported: bool,
}

/// The sources of an article and what is credited to them.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// The sources that something is credited to, in the order in which they came up.
    pub sources: Vec<Source>,
    /// One for each attribution, in the same order.
    pub credits: Vec<Credit>,
}

/// Finds out who the sources of the attributions are.
pub fn resolve<'a>(view: &'a View<'a>, detected: &'a Detected, attributions: &'a [Attribution]) -> Resolved {
    if attributions.is_empty() {
        return Resolved::default();
    }
    let mentions = Mentions::of(view, attributions);
    let mut resolver = Resolver {
        view,
        detected,
        attributions,
        sources: titled::titled(view, detected, &mentions),
        publisher: OnceCell::new(),
        going_on: Cell::default(),
        credits: Vec::with_capacity(attributions.len()),
        relayed: false,
        spoken: Vec::with_capacity(attributions.len()),
    };
    resolver.learn_names(&mentions);
    for (number, printed) in mentions.beside(attributions).enumerate() {
        let credit = resolver.credit(number, printed);
        resolver.credits.push(credit);
    }
    chain::merge(&mut resolver);
    let mut credits = resolver.credits;
    let sources = write_out(view, &resolver.sources, &mut credits);
    Resolved { sources, credits }
}

/// Writes out the sources that something is credited to, which get new numbers; the others were only named.
fn write_out<'a>(view: &View<'a>, entities: &[Entity<'a>], credits: &mut [Credit]) -> Vec<Source> {
    // For each source its new number, from 1; 0 where nothing is credited to it.
    let mut numbers: SmallVec<[SourceId; 32]> = SmallVec::from_elem(0, entities.len());
    credits.iter().flat_map(|credit| &credit.chain).for_each(|link| numbers[link.source] = 1);
    let mut sources = Vec::with_capacity(numbers.iter().sum());
    for (entity, number) in entities.iter().zip(&mut numbers).filter(|(_, number)| **number > 0) {
        sources.push(entity.written_out(view));
        *number = sources.len();
    }
    credits.iter_mut().flat_map(|credit| &mut credit.chain).for_each(|link| link.source = numbers[link.source] - 1);
    sources
}

struct Resolver<'a> {
    view: &'a View<'a>,
    detected: &'a Detected,
    attributions: &'a [Attribution],
    sources: Sources<'a>,
    /// The outlet of the article, once it was asked for.
    publisher: OnceCell<Publisher>,
    credits: Vec<Credit>,
    /// Whether an attribution goes on with what was told before: the last one of which that was asked.
    going_on: Cell<Option<(usize, bool)>>,
    /// Whether a source was heard through others so far.
    relayed: bool,
    /// Sources that spoke so far, with the attribution, the last one last.
    spoken: Vec<(SourceId, usize)>,
}

impl<'a> Resolver<'a> {
    /// Names that stand beside a cue before or after their fuller form are sources from the start.
    fn learn_names(&mut self, mentions: &Mentions<'a>) {
        for (attribution, printed) in self.attributions.iter().zip(mentions.beside(self.attributions)) {
            let Some((mention, fresh)) = printed else { continue };
            let person = mention.kind.is_person() || mention.kind == SourceType::Unknown;
            if person & mention.known.is_none() & mention.name.is_some() {
                let found = self.known(mention, fresh, RECENT);
                self.settle(mention, Cow::Borrowed(fresh), attribution.cue.agreement, found);
            }
        }
    }

    /// The source a mention means, one of those who spoke last or another; a new one where no sieve answers.
    fn source_of(&mut self, mention: &Mention, agreement: Agreement, last: usize) -> (SourceId, Sieve) {
        let fresh = Entity::new(self.view, mention);
        let found = self.known(mention, &fresh, last);
        self.settle(mention, Cow::Owned(fresh), agreement, found)
    }

    /// The source a mention means, if it is known already; `fresh` is the one that it would introduce.
    fn known(&mut self, mention: &Mention, fresh: &Entity<'a>, last: usize) -> Option<(SourceId, Sieve)> {
        sieve::find(self.view, mention, fresh, self.candidates(last)).or_else(|| self.by_family(mention))
    }

    /// The source that a sieve found, which learns from the mention; a new one where none answered.
    fn settle(
        &mut self,
        mention: &Mention,
        fresh: Cow<'_, Entity<'a>>,
        agreement: Agreement,
        found: Option<(SourceId, Sieve)>,
    ) -> (SourceId, Sieve) {
        let mut own = fresh.agreement;
        own.gender = own.gender.or(agreement.gender);
        let named = fresh.kind.is_person() || fresh.kind == SourceType::Unknown;
        if named {
            // A named person is one, whatever the nouns of the apposition say.
            let mut words = mention.phrase.start + 1..mention.phrase.end;
            let named = mention.name.is_some() && !words.any(|at| self.view.token(at).conjunction > 0);
            own.number = if named { Some(Number::Singular) } else { own.number };
        }
        match found {
            Some((at, sieve)) => {
                let fuller = self.sources[at].is_short_for(&fresh);
                if fuller || !matches!(sieve, Sieve::Anaphor | Sieve::Title) {
                    self.sources.learn(self.view, at, &fresh, own);
                }
                if self.sources[at].agreement.gender.is_none() {
                    self.sources[at].agreement.gender = agreement.gender;
                }
                if sieve == Sieve::Anaphor && self.sources[at].kind == SourceType::Unknown {
                    let kind = fresh.kind;
                    self.sources[at].kind =
                        if kind == SourceType::AnonymousOfficial { SourceType::PersonOfficial } else { kind };
                }
                (at, sieve)
            }
            None => {
                let sieve = if mention.known.is_some() { Sieve::Registry } else { Sieve::NewSource };
                let mut source = fresh.into_owned();
                source.agreement = own;
                (self.sources.push(source), sieve)
            }
        }
    }

    /// The sources that a mention can mean, and the last so many who spoke.
    fn candidates(&self, last: usize) -> Candidates<'_, 'a> {
        let from = self.spoken.len().saturating_sub(last);
        Candidates { sources: &self.sources, spoken: &self.spoken[from..] }
    }

    /// The last speakers with their attributions, the last one first.
    fn recent(&self) -> impl Iterator<Item = (SourceId, usize)> {
        self.spoken.iter().rev().take(RECENT).copied()
    }

    fn credit(&mut self, number: usize, printed: Option<&Printed<'a>>) -> Credit {
        let attribution = &self.attributions[number];
        let mut credit = Credit {
            attribution: number,
            chain: Chain::new(),
            reference: Reference::None,
            sieve: Sieve::Unresolved,
            inherited: false,
            ambiguous: false,
            reported: attribution.within.is_none(),
        };
        let origin = match printed {
            Some(printed) => self.explicit(attribution, printed, &mut credit),
            // Where the subject stands first it is printed, or nobody is named.
            None if self.view.grammar.language.subject_first => None,
            None => self.unprinted(number, &mut credit),
        };
        credit.chain = if attribution.relays.is_empty() { Chain::new() } else { self.relays(attribution) };
        if let Some(origin) = origin {
            if self.relayed && credit.chain.is_empty() {
                credit.chain = self.inherited(number, origin.source, &mut credit);
            }
            if !credit.chain.is_empty() {
                credit.chain.retain(|link| link.source != origin.source);
            }
            if credit.reported {
                self.spoken.push((origin.source, number));
            }
            self.relayed |= !credit.chain.is_empty();
            credit.chain.push(origin);
        }
        credit
    }

    fn origin_of(&self, attribution: usize) -> Option<SourceId> {
        self.credits.get(attribution)?.chain.last().map(|link| link.source)
    }

    fn fits(&self, source: SourceId, agreement: Agreement) -> bool {
        let own = self.sources[source].agreement;
        // Several people take a plural verb; of things the noun itself says what they take.
        let plural = agreement.number == Some(Number::Plural);
        let human = agreement.gender == Some(Gender::Masculine) || own.number == Some(Number::Plural);
        own.fits(agreement) && (!plural || human)
    }

    /// How many blocks lie between two attributions.
    fn distance(&self, from: usize, to: usize) -> usize {
        self.block(to).saturating_sub(self.block(from))
    }

    fn block(&self, attribution: usize) -> usize {
        self.detected.sentences[self.attributions[attribution].sentence].block
    }
}

/// How many speakers back an antecedent may be.
const RECENT: usize = 200;
