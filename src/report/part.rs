//! What was found in the lines of an article that are in one language.

use super::quoted::Quoted;
use super::{Record, RecordLink, Selection, flags};
use crate::attribute::{Attribution, Phrase};
use crate::detect::Detected;
use crate::grammar::terms::{Act, SourceType};
use crate::label::Label;
use crate::read::view::View;
use crate::resolve::source::Source;
use crate::resolve::{Credit, Link, Resolved};
use crate::span::{CodePoints, Span};

/// The part of an article that is in one language, analysed.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its number among the parts of the article; 0 is the one in the language of most of the text.
    pub number: usize,
    /// The document with its grammar; lines in other languages are foreign in it.
    pub view: View<'a>,
    /// Quotations, cues, sentences.
    pub detected: &'a Detected,
    /// Attributions in text order.
    pub attributions: &'a [Attribution],
    /// Sources and chains.
    pub resolved: &'a Resolved,
    /// Which attributions make rows.
    pub selection: Selection,
}

impl<'a> Part<'a> {
    /// The attributions that make rows, with what is credited, in text order.
    pub fn reported(&self) -> impl Iterator<Item = (&'a Attribution, &'a Credit)> + use<'a> {
        let (part, selection) = (*self, self.selection);
        let both = part.resolved.credits.iter().map(move |credit| (&part.attributions[credit.attribution], credit));
        both.filter(move |(attribution, credit)| {
            let wanted = credit.reported || selection.nested && attribution.within.is_some();
            wanted
                && (!selection.speech || part.act(attribution) == Act::Speech)
                && (selection.min_confidence <= 0.0
                    || part
                        .confidence(attribution, credit)
                        .is_none_or(|confidence| confidence >= selection.min_confidence))
        })
    }

    /// Whether the cue is one of speech, belief or intention.
    pub fn act(&self, attribution: &Attribution) -> Act {
        self.view.grammar.cues[attribution.cue.lemma as usize].act
    }

    /// How many rows the least confidence leaves out.
    pub(super) fn left_out(&self) -> usize {
        if self.selection.min_confidence <= 0.0 {
            return 0;
        }
        let all = Self { selection: Selection { min_confidence: 0.0, ..self.selection }, ..*self };
        all.reported().count() - self.reported().count()
    }

    /// The origin of a credit.
    pub fn origin(&self, credit: &Credit) -> Option<&'a Source> {
        credit.chain.last().map(|link| &self.resolved.sources[link.source])
    }

    /// The pattern and frame of an attribution, as reports print them: `verb-source/to-that`.
    pub fn pattern(&self, attribution: &Attribution) -> String {
        let rules = &self.view.grammar.rules;
        let id = &rules.patterns[attribution.pattern].id;
        attribution.frame.map_or_else(|| id.clone(), |frame| [id, "/", &rules.frames[frame.0 as usize].name].concat())
    }

    /// How often rows made in this way are right, as far as the grammar says.
    pub fn confidence(&self, attribution: &Attribution, credit: &Credit) -> Option<f64> {
        let Attribution { pattern, cue, frame, .. } = attribution;
        self.view.grammar.reliability.confidence(*pattern, cue.lemma, *frame, credit.sieve as usize)
    }

    /// The record of an attribution for the JSON Lines report.
    pub(super) fn record(&self, points: &CodePoints<'_>, attribution: &Attribution, credit: &Credit) -> Record {
        let pair = |span: Span| points.pair(span);
        let confidence = self.confidence(attribution, credit);
        let quoted = Quoted::new(*self, attribution);
        Record {
            source: attribution.source.map(|phrase| pair(self.source_span(phrase))).into_iter().collect(),
            cue: vec![pair(attribution.cue.span)],
            content: attribution.content.iter().map(|span| pair(*span)).collect(),
            kind: attribution.mode.name(),
            chain: self.links(credit),
            source_type: self.origin(credit).map_or(SourceType::Unknown, |source| source.kind),
            stance: self.view.grammar.cues[attribution.cue.lemma as usize].stance,
            act: self.act(attribution),
            confidence,
            pattern: self.pattern(attribution),
            sieve: credit.sieve.name(),
            flags: flags::flags(self, attribution, credit, &quoted, confidence).map(Label::text).collect(),
        }
    }

    fn links(&self, credit: &Credit) -> Vec<RecordLink> {
        let last = credit.chain.len().saturating_sub(1);
        let link = |(at, link): (usize, &Link)| {
            let source = &self.resolved.sources[link.source];
            let role = if at == last { "origin" } else { "relay" };
            RecordLink {
                name: source.printed().to_owned(),
                canonical: source.name_en.to_string(),
                kind: source.kind,
                role,
            }
        };
        credit.chain.iter().enumerate().map(link).collect()
    }

    /// The span of a source or relay without a preposition that is joined to its first word.
    pub fn source_span(&self, phrase: Phrase) -> Span {
        let token = self.view.token(phrase.start);
        let span = self.view.span(phrase.start, phrase.end);
        let quoted = self.detected.opening(token.span.start);
        if let Some(quotation) = quoted.filter(|quotation| quotation.span.end == span.end) {
            return quotation.inner;
        }
        if token.preposition_class.is_some() && !token.definite {
            return Span::new(token.span.start as usize + token.preposition as usize, span.end as usize);
        }
        span
    }
}
