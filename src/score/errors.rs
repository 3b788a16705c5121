//! Where the analysis and the hand-made marks disagree, each case with its kind: what would have to change.

use std::fmt;

use super::attribution::Link;
use super::content::places;
use super::matching::{Prepared, greedy, shared};
use super::pairing::cue_overlap;
use crate::fold::is_invisible;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A miss: no word of the marked cue is known as a cue.
    CueNotKnown,
    /// A miss: the cue is known, but nothing was attributed by it.
    FrameNotKnown,
    /// A miss: its line was taken for furniture, a caption, a credit or a by-line.
    Furniture,
    /// A miss that was found inside what another attributes, or a row inside a marked content.
    Nested,
    /// The cue was found and its content differs; the overlap tells whether it still counts as found.
    Extent,
    /// The content was found with another source.
    Source,
    /// A match with another chain.
    Chain,
    /// A match with another type of origin.
    Type,
    /// A row for which there is no marked attribution.
    False,
}

impl Kind {
    /// The name as it is printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::CueNotKnown => "cue not known",
            Self::FrameNotKnown => "frame not known",
            Self::Furniture => "furniture",
            Self::Nested => "nested",
            Self::Extent => "extent",
            Self::Source => "source",
            Self::Chain => "chain",
            Self::Type => "type",
            Self::False => "false",
        }
    }
}

/// One disagreement.
#[derive(Clone, Debug, PartialEq)]
pub struct Disagreement {
    /// The article.
    pub id: String,
    /// What is wrong.
    pub kind: Kind,
    /// How much of the contents is shared, from 0 to 1; absent where there is only one of them.
    pub overlap: Option<f64>,
    /// The cue: the marked one, or that of a false row.
    pub cue: String,
    /// What was marked: content, source, chain or type, as the kind has it.
    pub gold: String,
    /// What was predicted.
    pub predicted: String,
    /// The pattern and frame of the prediction.
    pub pattern: String,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, kind, overlap, cue, gold, predicted, pattern } = self;
        write!(f, "{}\t{}", shortened(id), kind.name())?;
        if let Some(overlap) = overlap.filter(|_| *kind == Kind::Extent) {
            write!(f, " {overlap:.2}")?;
        }
        let [cue, gold, predicted] = [cue, gold, predicted].map(|text| shortened(text));
        write!(f, "\tcue: {cue}\tgold: {gold}\tpredicted: {predicted}\t{pattern}")
    }
}

/// How many characters of a text are shown.
const SHOWN: usize = 80;

/// A text in one line: its beginning and its end if it is long. An article must not steer the terminal.
fn shortened(text: &str) -> String {
    let visible = text.chars().filter(|c| !is_invisible(*c));
    let chars: Vec<char> = visible.map(|c| if c.is_control() { ' ' } else { c }).collect();
    if chars.len() <= SHOWN {
        return chars.into_iter().collect();
    }
    let half = SHOWN / 2;
    let (head, tail) = (chars[..half].iter(), chars[chars.len() - half..].iter());
    head.chain(&['\u{2026}']).chain(tail).collect()
}

/// An article with its marked and its predicted attributions and the pairs among them.
pub(super) struct Compared<'a> {
    pub(super) id: &'a str,
    pub(super) text: &'a [char],
    pub(super) gold: &'a [Prepared<'a>],
    pub(super) predicted: &'a [Prepared<'a>],
    pub(super) cues: &'a [[usize; 2]],
    pub(super) nested: &'a [[usize; 2]],
    pub(super) furniture: &'a [[usize; 2]],
    pub(super) matched: &'a [(usize, usize)],
    pub(super) contents: &'a [(usize, usize)],
}

impl Compared<'_> {
    /// Appends what is wrong: the marked attributions in their order, then the false rows.
    pub(super) fn disagreements(&self, out: &mut Vec<Disagreement>) {
        let cues = greedy(self.gold, self.predicted, cue_overlap);
        let matched: Vec<usize> = self.matched.iter().map(|(_, j)| *j).collect();
        let mut used = matched.clone();
        let partner = |pairs: &[(usize, usize)], at: usize| pairs.iter().find(|(i, _)| *i == at).map(|(_, j)| *j);
        for (at, gold) in self.gold.iter().enumerate() {
            if let Some(found) = partner(self.matched, at) {
                self.differences(gold, &self.predicted[found], out);
                continue;
            }
            // A row that is right elsewhere, or already told, explains nothing here.
            let free = |found: &usize| !used.contains(found);
            if let Some(found) = partner(self.contents, at).filter(free) {
                used.push(found);
                let prediction = &self.predicted[found];
                let sources = [self.of(&gold.raw.source), self.of(&prediction.raw.source)];
                out.push(self.told(Kind::Source, Some(gold), Some(prediction), sources));
            } else if let Some(found) = partner(&cues, at).filter(free) {
                used.push(found);
                let prediction = &self.predicted[found];
                out.push(self.told(Kind::Extent, Some(gold), Some(prediction), self.both(gold, prediction)));
            } else {
                let contents = [self.of(&gold.raw.content), String::new()];
                out.push(self.told(self.missed(gold), Some(gold), None, contents));
            }
        }
        for (_, prediction) in self.predicted.iter().enumerate().filter(|(at, _)| !used.contains(at)) {
            let contents = [String::new(), self.of(&prediction.raw.content)];
            let inside = self.gold.iter().any(|gold| shared(&gold.content, &prediction.cue) > 0);
            let kind = if inside { Kind::Nested } else { Kind::False };
            out.push(self.told(kind, None, Some(prediction), contents));
        }
    }

    /// What is wrong about a match.
    fn differences(&self, gold: &Prepared<'_>, found: &Prepared<'_>, out: &mut Vec<Disagreement>) {
        let mut tell = |kind, texts| out.push(self.told(kind, Some(gold), Some(found), texts));
        if !gold.is_exact(found) {
            tell(Kind::Extent, self.both(gold, found));
        }
        if gold.chain_matches(found) == Some(false) {
            let chain = |one: &Prepared<'_>| one.raw.chain.as_deref().map(printed).unwrap_or_default();
            tell(Kind::Chain, [chain(gold), chain(found)]);
        }
        let types = [gold.raw.origin_type(), found.raw.origin_type()];
        if !types[0].is_empty() && types[0] != types[1] {
            tell(Kind::Type, types.map(str::to_owned));
        }
    }

    fn missed(&self, gold: &Prepared<'_>) -> Kind {
        let among = |spans: &[[usize; 2]]| shared(&gold.cue, &places(self.text, spans)) > 0;
        if among(self.furniture) {
            Kind::Furniture
        } else if among(self.nested) {
            Kind::Nested
        } else if gold.cue.is_empty() || among(self.cues) {
            Kind::FrameNotKnown
        } else {
            Kind::CueNotKnown
        }
    }

    fn told(
        &self,
        kind: Kind,
        gold: Option<&Prepared<'_>>,
        found: Option<&Prepared<'_>>,
        texts: [String; 2],
    ) -> Disagreement {
        let cue = gold.or(found).map(|one| self.of(&one.raw.cue)).unwrap_or_default();
        let overlap = gold.zip(found).map(|(gold, found)| gold.overlap(found));
        let pattern = found.map(|found| found.raw.pattern.clone()).unwrap_or_default();
        let [gold, predicted] = texts;
        Disagreement { id: self.id.to_owned(), kind, overlap, cue, gold, predicted, pattern }
    }

    fn both(&self, gold: &Prepared<'_>, found: &Prepared<'_>) -> [String; 2] {
        [self.of(&gold.raw.content), self.of(&found.raw.content)]
    }

    /// The text under spans, pieces apart.
    fn of(&self, spans: &[[usize; 2]]) -> String {
        let piece = |[start, end]: &[usize; 2]| self.text.get(*start..*end).unwrap_or_default().iter().collect();
        spans.iter().map(piece).collect::<Vec<String>>().join(" | ")
    }
}

fn printed(chain: &[Link]) -> String {
    chain.iter().map(|link| link.names().next().unwrap_or_default()).collect::<Vec<_>>().join(" > ")
}
