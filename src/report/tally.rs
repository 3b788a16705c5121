//! Counts behind the measures of an article: its rows, its origins, its words and sentences.

use rustc_hash::FxHashMap;

use super::quoted::Quoted;
use super::words::Places;
use super::{Findings, Part, Reported, row};
use crate::attribute::{Attribution, Mode};
use crate::grammar::lexicon::{ClassId, ClassSet};
use crate::grammar::terms::{SourceType, Stance};
use crate::read::layout::{Block, BlockRole};
use crate::resolve::source::{Identification, Source};
use crate::resolve::{Reference, SourceId};

/// What is counted over the rows of an article.
#[derive(Debug, Default)]
pub(super) struct Tally<'a> {
    pub rows: usize,
    pub direct: usize,
    pub indirect: usize,
    pub mixed: usize,
    pub anonymous: usize,
    /// Unnamed rows without a printed reason.
    pub unexplained: usize,
    /// Unnamed rows that say nothing of the source, or name a vague group.
    pub undescribed: usize,
    pub official: usize,
    pub second_hand: usize,
    pub media_endpoint: usize,
    /// Rows whose cue speaks for or against the claim.
    pub loaded: usize,
    pub implicit: usize,
    /// Rows whose source, or else cue, stands before the content.
    pub source_first: usize,
    /// Links before the origin, for each row that has one.
    pub depths: Vec<usize>,
    /// Origins with their rows, in the order in which they are first heard.
    pub origins: Vec<(&'a Source, usize)>,
    /// Distinct sources nearest to the publisher.
    pub entries: usize,
}

impl<'a> Tally<'a> {
    /// Counts the rows.
    pub fn new(findings: &Findings<'a>) -> Self {
        let mut tally = Self::default();
        let alone = findings.others.is_empty();
        let mut origins = Heard { alone, ..Heard::default() };
        let mut entered = Heard { alone, ..Heard::default() };
        for Reported { part, attribution, credit } in findings.reported() {
            tally.rows += 1;
            match attribution.mode {
                Mode::Direct => tally.direct += 1,
                Mode::Indirect => tally.indirect += 1,
                Mode::Mixed => tally.mixed += 1,
            }
            let sources = &part.resolved.sources;
            let kind = part.origin(credit).map_or(SourceType::Unknown, |source| source.kind);
            let stance = part.view.grammar.cues[attribution.cue.lemma as usize].stance;
            let unexplained = || row::anonymity_reason(&part, attribution.sentence).is_empty();
            tally.anonymous += usize::from(kind.is_unnamed());
            tally.unexplained += usize::from(kind.is_unnamed() && unexplained());
            let vague = |source: &Source| {
                matches!(source.identification, Identification::UnnamedBare | Identification::VagueGroup)
            };
            tally.undescribed += usize::from(kind.is_unnamed() && part.origin(credit).is_some_and(vague));
            tally.source_first += usize::from(is_source_first(&part, attribution));
            tally.official += usize::from(kind.is_official());
            tally.media_endpoint += usize::from(kind.is_media());
            tally.second_hand += usize::from(credit.chain.iter().any(|link| sources[link.source].kind.is_media()));
            tally.loaded += usize::from(matches!(stance, Stance::Emphatic | Stance::Factive | Stance::Distancing));
            tally.implicit += usize::from(credit.reference == Reference::Implicit);
            if let (Some(entry), Some(origin)) = (credit.chain.first(), credit.chain.last()) {
                tally.depths.push(credit.chain.len() - 1);
                entered.place(&part, entry.source);
                let place = origins.place(&part, origin.source);
                if place == tally.origins.len() {
                    tally.origins.push((&sources[origin.source], 0));
                }
                tally.origins[place].1 += 1;
            }
        }
        tally.entries = entered.count;
        tally
    }
}

/// Whether the source, or the cue where no source is printed, begins before the content.
fn is_source_first(part: &Part<'_>, attribution: &Attribution) -> bool {
    let source = attribution.source.map_or(attribution.cue.span, |phrase| part.source_span(phrase));
    attribution.content.first().is_some_and(|content| source.start < content.start)
}

/// Sources in the order in which they are first heard. Of two parts, what has one English name is one source.
#[derive(Default)]
struct Heard<'a> {
    /// Whether there is one part only, of which every source is another.
    alone: bool,
    /// The places of the sources of each part, as far as they are heard.
    places: Vec<Vec<Option<usize>>>,
    /// The part that first has the English name, and its place.
    names: FxHashMap<&'a str, (usize, usize)>,
    count: usize,
}

impl<'a> Heard<'a> {
    /// The place of a source; a new one where it was not heard before.
    fn place(&mut self, part: &Part<'a>, source: SourceId) -> usize {
        let sources = &part.resolved.sources;
        self.places.resize_with(self.places.len().max(part.number + 1), Vec::new);
        let places = &mut self.places[part.number];
        places.resize(sources.len(), None);
        if let Some(place) = places[source] {
            return place;
        }
        let new = self.count;
        let name = sources[source].name_en.as_str();
        let (first, place) = if self.alone || name.is_empty() {
            (part.number, new)
        } else {
            *self.names.entry(name).or_insert((part.number, new))
        };
        let place = if first == part.number { new } else { place };
        places[source] = Some(place);
        self.count += usize::from(place == new);
        place
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

/// The blocks of a part's own text.
fn body<'a>(part: &Part<'a>) -> impl Iterator<Item = &'a Block> + use<'a> {
    part.view.document.blocks.iter().filter(|block| block.role == BlockRole::Body)
}

/// Words of an article.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Of the body.
    pub body: usize,
    /// Of the body, inside content, source or cue of any row.
    pub attributed: usize,
    /// Of the contents of all rows, each counted once.
    pub content: usize,
    /// Of the quotations of all rows, each counted once.
    pub quoted: usize,
}

impl Words {
    /// Counts them.
    pub fn new(findings: &Findings<'_>) -> Self {
        let places = Places::new(findings.main.view.document);
        let (mut in_body, mut taken) = (places.none(), places.none());
        let (mut content, mut quoted) = (places.none(), places.none());
        for part in findings.parts() {
            body(&part).for_each(|block| in_body.mark(places.within(block.span)));
            for (attribution, _) in part.reported() {
                attribution.content.iter().for_each(|span| content.mark(places.within(*span)));
                let words = Quoted::new(part, attribution);
                words.words(attribution).for_each(|span| quoted.mark(places.within(span)));
                let source = attribution.source.map(|phrase| part.source_span(phrase));
                source.into_iter().chain([attribution.cue.span]).for_each(|span| taken.mark(places.within(span)));
            }
        }
        taken.add(&content);
        let (body, content, quoted) = (in_body.count(), content.count(), quoted.count());
        Self { body, attributed: taken.shared(&in_body), content, quoted }
    }
}

/// Which of the classes have a word or phrase in the body.
pub(super) fn in_body<const N: usize>(findings: &Findings<'_>, classes: [ClassId; N]) -> [bool; N] {
    let wanted = ClassSet::from(classes);
    let mut found = [false; N];
    for part in findings.parts() {
        let tokens = body(&part).flat_map(|block| block.start..block.end);
        // Hardly a word is in one of them.
        for at in tokens.filter(|at| part.view.any_at(*at, wanted)) {
            let has = classes.map(|class| part.view.class_at(at, class).is_some());
            found.iter_mut().zip(has).for_each(|(found, has)| *found |= has);
        }
    }
    found
}

/// What the sentences of an article hold.
#[derive(Debug, Default)]
pub(super) struct Held<'a> {
    /// Whether each sentence of the body holds the cue or content of a row.
    pub body: Vec<bool>,
    /// Whether a headline holds the cue of one, where the text has a headline.
    pub headline: Option<bool>,
    /// The sentences of body, headline and captions that hold neither, in text order: the part and the number in it.
    pub unsourced: Vec<(Part<'a>, usize)>,
}

impl<'a> Held<'a> {
    /// Looks at all sentences.
    pub fn new(findings: &Findings<'a>) -> Self {
        let mut found = Self::default();
        let mut body = Vec::new();
        for part in findings.parts() {
            let (held, cued) = held(&part);
            for (at, sentence) in part.detected.sentences.iter().enumerate() {
                match part.view.document.blocks[sentence.block].role {
                    BlockRole::Body => body.push((sentence.span.start, held[at])),
                    BlockRole::Headline => found.headline = Some(found.headline.unwrap_or(false) || cued[at]),
                    BlockRole::Caption => {}
                    _ => continue,
                }
                if !held[at] {
                    found.unsourced.push((part, at));
                }
            }
        }
        // Each part is in order by itself.
        body.sort_unstable_by_key(|(start, _)| *start);
        found.body = body.into_iter().map(|(_, held)| held).collect();
        found.unsourced.sort_by_key(|(part, at)| part.detected.sentences[*at].span.start);
        found
    }
}

/// For each sentence of a part, whether it holds the cue or content of a row, and whether it holds the cue.
fn held(part: &Part<'_>) -> (Vec<bool>, Vec<bool>) {
    let sentences = &part.detected.sentences;
    let mut held = vec![false; sentences.len()];
    let mut cued = vec![false; sentences.len()];
    for (attribution, _) in part.reported() {
        held[attribution.sentence] = true;
        cued[attribution.sentence] = true;
        for content in &attribution.content {
            let first = sentences.partition_point(|sentence| sentence.span.end <= content.start);
            let rest = sentences[first..].iter().take_while(|sentence| sentence.span.start < content.end);
            held[first..first + rest.count()].fill(true);
        }
    }
    (held, cued)
}
