//! Floor 6: attributions become rows, one each and one for the article, as the schema of the report has them.

mod article;
mod cells;
mod flags;
mod row;
mod tally;

pub use article::ArticleRow;
pub use cells::{Cell, Cells, Ratio};
pub use row::Row;

use crate::attribute::Attribution;
use crate::detect::Detected;
use crate::grammar::terms::{Act, SourceType, Stance};
use crate::read::view::View;
use crate::resolve::source::Source;
use crate::resolve::{Credit, Resolved};
use crate::span::{CodePoints, Span};

/// One attribution as tools read it: the JSON Lines format. Spans are half-open, in code points.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Record {
    /// The source as printed beside the cue; empty where the subject is dropped.
    pub source: Vec<[usize; 2]>,
    /// The cue.
    pub cue: Vec<[usize; 2]>,
    /// The pieces of the content, in text order.
    pub content: Vec<[usize; 2]>,
    /// `direct`, `indirect` or `mixed`.
    pub kind: &'static str,
    /// From the publisher's side to the origin.
    pub chain: Vec<RecordLink>,
    /// The type of the origin.
    #[serde(rename = "type")]
    pub source_type: SourceType,
    /// What the cue does to the claim.
    pub stance: Stance,
    /// Belief or intention; absent where the cue is one of speech.
    #[serde(skip_serializing_if = "is_speech")]
    pub act: Act,
    /// How often rows made in this way are right; absent where it was not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// The pattern, with the frame after a stroke.
    pub pattern: String,
    /// What told who the source is.
    pub sieve: &'static str,
    /// Remarks.
    pub flags: Vec<&'static str>,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde asks for it
fn is_speech(act: &Act) -> bool {
    *act == Act::Speech
}

/// A link of a chain as tools read it.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct RecordLink {
    /// The fullest name in the article.
    pub name: String,
    /// The canonical English name; absent if unknown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub canonical: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: SourceType,
    /// `relay` or `origin`.
    pub role: &'static str,
}

/// An analysed article, ready to be reported.
#[derive(Clone, Copy)]
pub struct Findings<'a> {
    /// The document with its grammar.
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

/// Which attributions make rows.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Selection {
    /// Those inside attributed content too: what somebody said that somebody said.
    pub nested: bool,
    /// Only what was said or written, no beliefs and intentions.
    pub speech: bool,
    /// The least confidence; rows that were not measured are kept.
    pub min_confidence: f64,
}

impl<'a> Findings<'a> {
    /// The attributions that make rows, with what is credited, in text order.
    pub fn reported(&self) -> impl Iterator<Item = (&'a Attribution, &'a Credit)> {
        let (findings, selection) = (*self, self.selection);
        let both =
            findings.resolved.credits.iter().map(move |credit| (&findings.attributions[credit.attribution], credit));
        both.filter(move |(attribution, credit)| {
            let wanted = credit.reported || selection.nested && attribution.within.is_some();
            wanted
                && (!selection.speech || findings.act(attribution) == Act::Speech)
                && findings
                    .confidence(attribution, credit)
                    .is_none_or(|confidence| confidence >= selection.min_confidence)
        })
    }

    /// Whether the cue is one of speech, belief or intention.
    pub fn act(&self, attribution: &Attribution) -> Act {
        self.view.grammar.cues[attribution.cue.lemma as usize].act
    }

    /// How many rows the least confidence leaves out.
    pub fn left_out(&self) -> usize {
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
        attribution.frame.map_or_else(|| id.clone(), |frame| format!("{id}/{}", rules.frames[frame.0 as usize].name))
    }

    /// How often rows made in this way are right, as far as the grammar says.
    pub fn confidence(&self, attribution: &Attribution, credit: &Credit) -> Option<f64> {
        let grammar = self.view.grammar;
        let pattern = &grammar.rules.patterns[attribution.pattern].id;
        grammar.reliability.confidence(pattern, attribution.cue.lemma, attribution.frame, credit.sieve.name())
    }

    /// All rows of the CSV report.
    pub fn rows(&self) -> Vec<Row> {
        let edge = row::Edge::new(self);
        let reported = self.reported().enumerate();
        reported.map(|(number, (attribution, credit))| row::row(self, &edge, number + 1, attribution, credit)).collect()
    }

    /// All records of the JSON Lines report.
    pub fn records(&self) -> Vec<Record> {
        let points = CodePoints::new(self.view.text());
        let pair = |span: Span| points.pair(span);
        let reported = self.reported();
        reported
            .map(|(attribution, credit)| Record {
                source: attribution.source.map(|phrase| pair(self.source_span(phrase))).into_iter().collect(),
                cue: vec![pair(attribution.cue.span)],
                content: attribution.content.iter().map(|span| pair(*span)).collect(),
                kind: attribution.mode.name(),
                chain: self.links(credit),
                source_type: self.origin(credit).map_or(SourceType::Unknown, |source| source.kind),
                stance: self.view.grammar.cues[attribution.cue.lemma as usize].stance,
                act: self.act(attribution),
                confidence: self.confidence(attribution, credit),
                pattern: self.pattern(attribution),
                sieve: credit.sieve.name(),
                flags: flags::flags(self, attribution, credit),
            })
            .collect()
    }

    fn links(&self, credit: &Credit) -> Vec<RecordLink> {
        let last = credit.chain.len().saturating_sub(1);
        let link = |(at, link): (usize, &crate::resolve::Link)| {
            let source = &self.resolved.sources[link.source];
            let role = if at == last { "origin" } else { "relay" };
            RecordLink { name: source.printed.clone(), canonical: source.name_en.clone(), kind: source.kind, role }
        };
        credit.chain.iter().enumerate().map(link).collect()
    }

    /// The span of a source or relay without a preposition that is joined to its first word.
    pub fn source_span(&self, phrase: crate::attribute::Phrase) -> Span {
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
