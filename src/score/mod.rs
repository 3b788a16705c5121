//! How far the analysis agrees with articles that were marked by hand: figures, what they rest on, and every
//! disagreement with its kind.

pub mod attribution;
mod content;
pub mod errors;
pub mod figures;
mod matching;
mod name;
mod pairing;
pub mod reliability;

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::read::Article;
use crate::read::container;
use crate::read::fault::{Fault, Reason};
use crate::read::layout::BlockRole;
use crate::report::{Findings, Reported};
use crate::span::{CodePoints, Span};
use attribution::Attribution;
use errors::Disagreement;
use figures::{Figures, Share};
use reliability::Reliability;

/// An article with the attributions that a person marked in it.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The article.
    pub article: Article,
    /// What was marked, unfinished annotations (those without content) left out.
    pub attributions: Vec<Attribution>,
}

/// What was found in an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Predicted {
    /// The attributions.
    pub attributions: Vec<Attribution>,
    /// Every word that is known as a cue, used or not, in code points: they tell an unknown cue from an unknown frame.
    pub cues: Vec<[usize; 2]>,
    /// The cues of attributions that make no row because they stand inside attributed content.
    pub nested: Vec<[usize; 2]>,
    /// The lines that were taken for furniture, captions, credits, by-lines.
    pub furniture: Vec<[usize; 2]>,
}

/// The result.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// How many articles were compared.
    pub articles: usize,
    /// Precision, recall and accuracies.
    pub figures: Figures,
    /// By pattern and frame: how many predictions there are and how many of them are right (attribution_soft).
    pub patterns: BTreeMap<String, Share>,
    /// The same by the class of the cue.
    pub classes: BTreeMap<String, Share>,
    /// How often predictions of a kind are right, and what they state of themselves.
    pub reliability: Reliability,
    /// Every disagreement, article by article.
    pub disagreements: Vec<Disagreement>,
}

#[derive(Deserialize)]
struct Marked {
    attributions: Vec<Attribution>,
}

impl Gold {
    /// Reads the article of a line of a gold file.
    ///
    /// # Errors
    /// [`Reason::BadJson`], if it is not an article or if a span lies outside the text.
    pub fn read(line: &[u8]) -> Result<Self, Fault> {
        let article = container::article(line)?;
        let marked = serde_json::from_slice::<Marked>(line.trim_ascii());
        let mut attributions = marked.map_err(|error| container::refused(&error))?.attributions;
        attributions.retain(|attribution| !attribution.content.is_empty());
        let length = article.text.chars().count();
        match attributions.iter().find_map(|attribution| attribution.outside(length)) {
            Some(message) => Err(Fault::new(Reason::BadJson, message)),
            None => Ok(Self { article, attributions }),
        }
    }
}

impl Predicted {
    /// What the analysis of an article found.
    pub fn of(findings: &Findings<'_>) -> Self {
        let points = CodePoints::new(findings.main.view.text());
        let pair = |span: Span| points.pair(span);
        let cues = findings.parts().flat_map(|part| &part.detected.cues).map(|cue| pair(cue.span)).collect();
        let kinds = findings.reported().map(|Reported { part, attribution, .. }| {
            let grammar = part.view.grammar;
            let cue = &grammar.cues[attribution.cue.lemma as usize];
            let frame = attribution.frame.map_or("", |frame| grammar.rules.frames[frame.0 as usize].name.as_str());
            (cue.class.to_string(), format!("{}/{frame}", cue.lemma))
        });
        let records = findings.records().into_iter().zip(kinds);
        let attributions = records.map(|(record, (class, cue))| Attribution::predicted(record, class, cue)).collect();
        let all = findings.parts().flat_map(|part| part.attributions);
        let inside = all.filter(|attribution| attribution.within.is_some());
        let nested = inside.map(|attribution| pair(attribution.cue.span)).collect();
        // What is foreign in one part is read in another, or in none.
        let read = |role| matches!(role, BlockRole::Body | BlockRole::Headline | BlockRole::Foreign);
        let blocks = findings.parts().flat_map(|part| &part.view.document.blocks);
        let furniture = blocks.filter(|block| !read(block.role)).map(|block| pair(block.span)).collect();
        Self { attributions, cues, nested, furniture }
    }
}

/// Compares articles with what was found in them, one at a time. Spans that do not fit the text cover nothing.
pub fn score(articles: impl IntoIterator<Item = (Gold, Predicted)>) -> Score {
    let mut score = Score::default();
    for (gold, predicted) in articles {
        pairing::add(&mut score, &gold, &predicted);
    }
    score
}
