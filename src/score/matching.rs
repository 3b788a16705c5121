//! When a prediction counts as a marked attribution, and which goes with which.

use super::attribution::Attribution;
use super::content::{mode, places, trimmed};
use super::name::same_chain;
use crate::attribute::Mode;

/// Contents that share less than this count as different.
const THRESHOLD: f64 = 0.5;

/// An attribution with what matching needs, computed once.
#[derive(Debug)]
pub(super) struct Prepared<'a> {
    pub(super) raw: &'a Attribution,
    pub(super) source: Vec<usize>,
    pub(super) cue: Vec<usize>,
    pub(super) content: Vec<usize>,
    pub(super) mode: Mode,
    optional: Vec<usize>,
    /// The content with its optional parts, if it has any.
    whole: Option<Vec<usize>>,
    exact: Vec<[usize; 2]>,
    exact_whole: Option<Vec<[usize; 2]>>,
}

impl<'a> Prepared<'a> {
    pub(super) fn new(text: &[char], raw: &'a Attribution) -> Self {
        let both = (!raw.content_optional.is_empty()).then(|| [&raw.content[..], &raw.content_optional].concat());
        Self {
            raw,
            source: places(text, &raw.source),
            cue: places(text, &raw.cue),
            content: places(text, &raw.content),
            mode: mode(text, &raw.content),
            optional: places(text, &raw.content_optional),
            whole: both.as_deref().map(|spans| places(text, spans)),
            exact: trimmed(text, &raw.content),
            exact_whole: both.as_deref().map(|spans| trimmed(text, spans)),
        }
    }

    /// How much of the contents is shared, from 0 to 1, with or without the optional parts of the marked one.
    pub(super) fn overlap(&self, predicted: &Self) -> f64 {
        let plain = jaccard(&self.content, &predicted.content);
        self.whole.as_ref().map_or(plain, |whole| plain.max(jaccard(whole, &predicted.content)))
    }

    /// The same, 0 where it is too little.
    pub(super) fn soft(&self, predicted: &Self) -> f64 {
        Some(self.overlap(predicted)).filter(|overlap| *overlap >= THRESHOLD).unwrap_or_default()
    }

    /// Whether the contents are equal but for marks at their edges.
    pub(super) fn is_exact(&self, predicted: &Self) -> bool {
        self.exact == predicted.exact || self.exact_whole.as_ref() == Some(&predicted.exact)
    }

    /// Whether the sources overlap, or neither side has one.
    pub(super) fn same_source(&self, predicted: &Self) -> bool {
        match (self.source.is_empty(), predicted.source.is_empty()) {
            (false, false) => shared(&self.source, &predicted.source) > 0,
            (one, other) => one && other,
        }
    }

    /// How many characters of the cues are shared.
    pub(super) fn cue_overlap(&self, predicted: &Self) -> usize {
        shared(&self.cue, &predicted.cue)
    }

    /// Whether the chain is right; none where the marked one is not said.
    pub(super) fn chain_matches(&self, predicted: &Self) -> Option<bool> {
        let chain = self.raw.chain.as_ref()?;
        Some(same_chain(chain, predicted.raw.chain.as_deref().unwrap_or_default()))
    }

    /// Whether a prediction stands in an optional part alone: it is neither right nor wrong.
    pub(super) fn excuses(&self, predicted: &Self) -> bool {
        2 * shared(&self.optional, &predicted.content) > predicted.content.len() && self.soft(predicted) == 0.0
    }
}

/// What decides whether two attributions go together, and how well.
pub(super) type Value<'p> = fn(&Prepared<'p>, &Prepared<'p>) -> f64;

/// Pairs, each attribution in one at most, the highest value first; value 0 never pairs.
pub(super) fn greedy<'p>(gold: &[Prepared<'p>], predicted: &[Prepared<'p>], value: Value<'p>) -> Vec<(usize, usize)> {
    let every =
        gold.iter().enumerate().flat_map(|(i, g)| predicted.iter().enumerate().map(move |(j, p)| (value(g, p), i, j)));
    let mut candidates: Vec<(f64, usize, usize)> = every.filter(|(value, ..)| *value > 0.0).collect();
    // Stable: of equal values the first in the text goes first.
    candidates.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (mut used_gold, mut used_predicted) = (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !used_gold[i] && !used_predicted[j] {
            (used_gold[i], used_predicted[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}

fn jaccard(one: &[usize], other: &[usize]) -> f64 {
    match shared(one, other) {
        0 => 0.0,
        common => common as f64 / (one.len() + other.len() - common) as f64,
    }
}

/// How many places two lists in order share.
pub(super) fn shared(one: &[usize], other: &[usize]) -> usize {
    let (mut at, mut count) = (0, 0);
    for place in one {
        at += other[at..].iter().take_while(|there| *there < place).count();
        count += usize::from(other.get(at) == Some(place));
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(spans: &[[usize; 2]], optional: &[[usize; 2]]) -> Attribution {
        Attribution { content: spans.to_vec(), content_optional: optional.to_vec(), ..Attribution::default() }
    }

    #[test]
    fn the_best_content_pairs_first_and_each_once() {
        let text: Vec<char> = "abcdefghijklmnop".chars().collect();
        let raw = [content(&[[0, 8]], &[]), content(&[[0, 6]], &[])];
        let gold: Vec<Prepared> = raw.iter().map(|raw| Prepared::new(&text, raw)).collect();
        assert_eq!(greedy(&gold[..1], &gold, Prepared::soft), [(0, 0)]);
        assert_eq!(greedy(&gold, &gold[1..], Prepared::soft), [(1, 0)]);
        assert_eq!(gold[0].overlap(&gold[1]), 0.75);
    }

    #[test]
    fn an_optional_part_may_be_in_the_content_or_not() {
        let text: Vec<char> = "abcd, efghijklmnop".chars().collect();
        let raw = [content(&[[0, 4]], &[[6, 18]]), content(&[[0, 18]], &[]), content(&[[6, 16]], &[])];
        let [gold, whole, part] = raw.each_ref().map(|raw| Prepared::new(&text, raw));
        assert!(gold.is_exact(&gold) && gold.is_exact(&whole) && !gold.is_exact(&part));
        assert!(!gold.excuses(&gold) && !gold.excuses(&whole));
        // The part shares enough with the whole to count; half of it does not and is excused.
        assert!(!gold.excuses(&part));
        let less = content(&[[6, 12]], &[]);
        assert!(gold.excuses(&Prepared::new(&text, &less)));
    }

    #[test]
    fn sources_overlap_or_both_are_dropped() {
        let text: Vec<char> = "abcdef".chars().collect();
        let with = |source: &[[usize; 2]]| Attribution { source: source.to_vec(), ..content(&[[0, 6]], &[]) };
        let raw = [with(&[[0, 3]]), with(&[[2, 4]]), with(&[[3, 5]]), with(&[])];
        let [one, near, far, none] = raw.each_ref().map(|raw| Prepared::new(&text, raw));
        assert!(one.same_source(&near) && none.same_source(&none));
        assert!(!one.same_source(&far) && !one.same_source(&none) && !none.same_source(&one));
    }
}
