//! Counts behind the measures of an article: its rows, its origins, its words and sentences.

use super::{Findings, row};
use crate::attribute::Mode;
use crate::grammar::lexicon::ClassId;
use crate::grammar::terms::{SourceType, Stance};
use crate::read::layout::{Block, BlockRole};
use crate::read::token::TokenKind;
use crate::resolve::source::{Identification, Source};
use crate::resolve::{Reference, SourceId};
use crate::span::Span;

/// What is counted over the rows of an article.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub rows: usize,
    pub direct: usize,
    pub indirect: usize,
    pub mixed: usize,
    pub anonymous: usize,
    /// Unnamed rows without a printed reason.
    pub unexplained: usize,
    pub official: usize,
    pub second_hand: usize,
    pub media_endpoint: usize,
    /// Rows whose cue speaks for or against the claim.
    pub loaded: usize,
    pub implicit: usize,
    /// Links before the origin, for each row that has one.
    pub depths: Vec<usize>,
    /// Origins with their rows, in the order in which they are first heard.
    pub origins: Vec<(SourceId, usize)>,
    /// Distinct sources nearest to the publisher.
    pub entries: usize,
}

impl Tally {
    /// Counts the rows.
    pub fn new(findings: &Findings<'_>) -> Self {
        let mut tally = Self::default();
        let sources = &findings.resolved.sources;
        let mut places: Vec<Option<usize>> = vec![None; sources.len()];
        let mut entered = vec![false; sources.len()];
        for (attribution, credit) in findings.reported() {
            tally.rows += 1;
            match attribution.mode {
                Mode::Direct => tally.direct += 1,
                Mode::Indirect => tally.indirect += 1,
                Mode::Mixed => tally.mixed += 1,
            }
            let kind = findings.origin(credit).map_or(SourceType::Unknown, |source| source.kind);
            let stance = findings.view.grammar.cues[attribution.cue.lemma as usize].stance;
            let unexplained = || row::anonymity_reason(findings, attribution, kind).is_empty();
            tally.anonymous += usize::from(kind.is_unnamed());
            tally.unexplained += usize::from(kind.is_unnamed() && unexplained());
            tally.official += usize::from(kind.is_official());
            tally.media_endpoint += usize::from(kind.is_media());
            tally.second_hand += usize::from(credit.chain.iter().any(|link| sources[link.source].kind.is_media()));
            tally.loaded += usize::from(matches!(stance, Stance::Emphatic | Stance::Factive | Stance::Distancing));
            tally.implicit += usize::from(credit.reference == Reference::Implicit);
            if let (Some(entry), Some(origin)) = (credit.chain.first(), credit.chain.last()) {
                tally.depths.push(credit.chain.len() - 1);
                tally.entries += usize::from(!std::mem::replace(&mut entered[entry.source], true));
                let place = *places[origin.source].get_or_insert(tally.origins.len());
                if place == tally.origins.len() {
                    tally.origins.push((origin.source, 0));
                }
                tally.origins[place].1 += 1;
            }
        }
        tally
    }
}

/// Whether a reader can tell who it is: a named body, or a named person or text with a title.
pub(super) fn is_fully_identified(source: &Source) -> bool {
    match source.identification {
        Identification::NamedOrganisation => true,
        Identification::NamedPerson | Identification::NamedDocument => !source.title.is_empty(),
        _ => false,
    }
}

/// The blocks of the article's own text.
fn body<'a>(findings: &Findings<'a>) -> impl Iterator<Item = &'a Block> {
    findings.view.document.blocks.iter().filter(|block| block.role == BlockRole::Body)
}

/// Words of the body.
pub(super) fn body_words(findings: &Findings<'_>) -> usize {
    let words = |block: &Block| (block.start..block.end).filter(|at| is_word(findings, *at)).count();
    body(findings).map(words).sum()
}

/// Whether a word or phrase of the class stands in the body.
pub(super) fn body_has(findings: &Findings<'_>, class: ClassId) -> bool {
    body(findings).any(|block| (block.start..block.end).any(|at| findings.view.class_at(at, class).is_some()))
}

/// Words inside the quotation marks of all rows, each counted once.
pub(super) fn quoted_words(findings: &Findings<'_>) -> usize {
    let mut spans: Vec<Span> =
        findings.reported().flat_map(|(attribution, _)| row::quoted(findings, attribution)).collect();
    spans.sort();
    let tokens = &findings.view.document.tokens;
    let (mut count, mut next) = (0, 0);
    for span in spans {
        let from = next + tokens[next..].partition_point(|token| token.span.start < span.start);
        next = from + tokens[from..].partition_point(|token| token.span.start < span.end);
        count += (from..next).filter(|at| is_word(findings, *at)).count();
    }
    count
}

fn is_word(findings: &Findings<'_>, at: usize) -> bool {
    findings.view.token(at).kind != TokenKind::Mark
}

/// For each sentence of the body, whether it holds the cue or content of a row; and whether a headline does,
/// where the text has one.
pub(super) fn attributed(findings: &Findings<'_>) -> (Vec<bool>, Option<bool>) {
    let sentences = &findings.detected.sentences;
    let mut held = vec![false; sentences.len()];
    let mut cued = vec![false; sentences.len()];
    for (attribution, _) in findings.reported() {
        held[attribution.sentence] = true;
        cued[attribution.sentence] = true;
        for content in &attribution.content {
            let first = sentences.partition_point(|sentence| sentence.span.end <= content.start);
            let rest = sentences[first..].iter().take_while(|sentence| sentence.span.start < content.end);
            held[first..first + rest.count()].fill(true);
        }
    }
    let role = |at: usize| findings.view.document.blocks[sentences[at].block].role;
    let with = |wanted: BlockRole| (0..sentences.len()).filter(move |at| role(*at) == wanted);
    let headline = with(BlockRole::Headline).map(|at| cued[at]).reduce(|one, other| one || other);
    (with(BlockRole::Body).map(|at| held[at]).collect(), headline)
}
