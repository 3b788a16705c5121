//! One article: which predictions go with which marked attributions, by every measure, and what that adds up to.

use super::figures::{self, Figures, Tally};
use super::matching::{Prepared, Value, greedy};
use super::{Gold, Predicted, Score, errors};

/// Adds an article to the score.
pub(super) fn add(score: &mut Score, gold: &Gold, predicted: &Predicted) {
    let text: Vec<char> = gold.article.text.chars().collect();
    let marked = gold.attributions.iter().filter(|attribution| !attribution.content.is_empty());
    let marked: Vec<Prepared> = marked.map(|raw| Prepared::new(&text, raw)).collect();
    let mut found: Vec<Prepared> = predicted.attributions.iter().map(|raw| Prepared::new(&text, raw)).collect();
    found.retain(|prediction| !marked.iter().any(|gold| gold.excuses(prediction)));

    score.articles += 1;
    let sums = &mut score.figures;
    let pairs = count(&mut sums.attribution_soft, &marked, &found, attribution_soft);
    count(&mut sums.attribution_exact, &marked, &found, attribution_exact);
    let contents = count(&mut sums.content_soft, &marked, &found, Prepared::soft);
    count(&mut sums.content_exact, &marked, &found, content_exact);
    cues(&mut sums.cue_overlap, &marked, &found);
    for (i, j) in &contents {
        let (gold, prediction) = (&marked[*i], &found[*j]);
        figures::add_check(&mut sums.source_given_content, gold.mode, gold.same_source(prediction));
        figures::add_check(&mut sums.cue_given_content, gold.mode, gold.cue_overlap(prediction) > 0);
    }
    for (i, j) in &pairs {
        given_match(sums, &marked[*i], &found[*j]);
    }
    chains(&mut sums.attribution_chain, &marked, &found, &pairs);

    for (at, prediction) in found.iter().enumerate() {
        let right = pairs.iter().any(|(_, j)| *j == at);
        score.patterns.entry(prediction.raw.pattern.clone()).or_default().add(right);
        let chain = |(i, j): &(usize, usize)| *j == at && marked[*i].chain_matches(prediction) != Some(false);
        score.reliability.add(prediction, pairs.iter().any(chain));
        score.classes.entry(prediction.raw.class.clone()).or_default().add(right);
    }
    let compared = errors::Compared {
        id: &gold.article.id,
        text: &text,
        gold: &marked,
        predicted: &found,
        cues: &predicted.cues,
        nested: &predicted.nested,
        furniture: &predicted.furniture,
        matched: &pairs,
        contents: &contents,
    };
    compared.disagreements(&mut score.disagreements);
}

fn attribution_soft(gold: &Prepared<'_>, prediction: &Prepared<'_>) -> f64 {
    if gold.same_source(prediction) { gold.soft(prediction) } else { 0.0 }
}

fn attribution_exact(gold: &Prepared<'_>, prediction: &Prepared<'_>) -> f64 {
    f64::from(u8::from(gold.same_source(prediction) && gold.is_exact(prediction)))
}

fn content_exact(gold: &Prepared<'_>, prediction: &Prepared<'_>) -> f64 {
    f64::from(u8::from(gold.is_exact(prediction)))
}

pub(super) fn cue_overlap(gold: &Prepared<'_>, prediction: &Prepared<'_>) -> f64 {
    gold.cue_overlap(prediction) as f64
}

/// Pairs by a measure and counts what was paired.
fn count<'p>(
    tally: &mut Tally,
    gold: &[Prepared<'p>],
    found: &[Prepared<'p>],
    value: Value<'p>,
) -> Vec<(usize, usize)> {
    let pairs = greedy(gold, found, value);
    for (at, one) in gold.iter().enumerate() {
        figures::add_gold(tally, one.mode, pairs.iter().any(|(i, _)| *i == at));
    }
    for (at, one) in found.iter().enumerate() {
        figures::add_predicted(tally, one.mode, pairs.iter().any(|(_, j)| *j == at));
    }
    pairs
}

/// Only attributions that have a cue count here.
fn cues<'p>(tally: &mut Tally, gold: &[Prepared<'p>], found: &[Prepared<'p>]) {
    let pairs = greedy(gold, found, cue_overlap);
    for (at, one) in gold.iter().enumerate().filter(|(_, one)| !one.cue.is_empty()) {
        figures::add_gold(tally, one.mode, pairs.iter().any(|(i, _)| *i == at));
    }
    for (at, one) in found.iter().enumerate().filter(|(_, one)| !one.cue.is_empty()) {
        figures::add_predicted(tally, one.mode, pairs.iter().any(|(_, j)| *j == at));
    }
}

/// What else is right about a pair, as far as the gold says.
fn given_match(sums: &mut Figures, gold: &Prepared<'_>, prediction: &Prepared<'_>) {
    let (marked, found) = (gold.raw, prediction.raw);
    if !marked.kind.is_empty() {
        figures::add_check(&mut sums.kind_given_match, gold.mode, marked.kind == found.kind);
    }
    if !marked.origin_type().is_empty() {
        figures::add_check(&mut sums.type_given_match, gold.mode, marked.origin_type() == found.origin_type());
    }
    if let Some(right) = gold.chain_matches(prediction) {
        figures::add_check(&mut sums.chain_given_match, gold.mode, right);
        if marked.chain.as_ref().is_some_and(|chain| chain.len() > 1) {
            figures::add_check(&mut sums.relay_given_match, gold.mode, right);
        }
    }
}

/// Articles without any marked chain do not count.
fn chains(tally: &mut Tally, gold: &[Prepared<'_>], found: &[Prepared<'_>], pairs: &[(usize, usize)]) {
    if gold.iter().all(|one| one.raw.chain.is_none()) {
        return;
    }
    let right = |(i, j): &&(usize, usize)| gold[*i].chain_matches(&found[*j]) == Some(true);
    let pairs: Vec<(usize, usize)> = pairs.iter().filter(right).copied().collect();
    for (at, one) in gold.iter().enumerate() {
        figures::add_gold(tally, one.mode, pairs.iter().any(|(i, _)| *i == at));
    }
    for (at, one) in found.iter().enumerate() {
        figures::add_predicted(tally, one.mode, pairs.iter().any(|(_, j)| *j == at));
    }
}
