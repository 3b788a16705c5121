//! Choosing: in which reading a word is a cue, and which pattern fits there first.

use std::cell::OnceCell;
use std::ops::Range;
use std::{iter, slice};

use smallvec::SmallVec;

use super::Candidate;
use super::matcher::Matcher;
use super::phrase::Phrase;
use super::setting::Scope;
use crate::detect::cue::Cue;
use crate::grammar::admission::BATCH;

/// A reading with those of 64 patterns that may still fit.
struct Tried<'a> {
    matcher: Matcher<'a>,
    set: u64,
}

impl Candidate {
    /// The words between the cue and the content after it.
    fn insert(&self) -> Range<usize> {
        let after = self.fill.pieces.iter().find(|piece| piece.from >= self.cue.end);
        self.cue.end..after.map_or(self.cue.end, |piece| piece.from)
    }

    /// One past the last token of cue, insert, verb, source and relays.
    fn reach(&self) -> usize {
        let fill = &self.fill;
        let source = fill.source.map_or(0, |source| source.end);
        let own = self.insert().end.max(source).max(fill.verb.map_or(0, |verb| verb + 1));
        fill.relays.iter().fold(own, |reach, relay| reach.max(relay.end))
    }
}

impl Scope<'_> {
    /// Adds one candidate a cue of the sentence: the first pattern of the file that fits in some reading; one guard may be
    /// switched off. The last of the candidates is the draft for the next. Returns the cues after the sentence.
    pub(super) fn candidates<'c>(
        &self,
        mut cues: &'c [Cue],
        without: Option<&str>,
        candidates: &mut Vec<Candidate>,
    ) -> &'c [Cue] {
        let (first, mut opened) = (candidates.len() - 1, self.opened);
        // No candidate takes a word from here on.
        let mut free = self.floor;
        while let Some((cue, further)) = cues.split_first().filter(|(cue, _)| cue.start < self.sentence.end) {
            let at = cue.start;
            let more = further.iter().take_while(|cue| cue.start == at).count();
            let (readings, others) = cues.split_at(1 + more);
            cues = others;
            let Some((draft, own)) = candidates[first..].split_last_mut() else { continue };
            let taken = at < free && (at < self.floor || self.is_spoken_for(at, own));
            if taken || self.quotes && self.is_quoted(cue.span.start, &mut opened) {
                continue;
            }
            if self.candidate(readings, without, draft) {
                free = free.max(draft.reach());
                candidates.push(Candidate::draft(*cue));
            }
        }
        cues
    }

    /// Whether a byte stands in somebody's words; `opened` are the quotations that open at or before an earlier byte.
    fn is_quoted(&self, offset: u32, opened: &mut usize) -> bool {
        let further = self.detected.quotations[*opened..].iter();
        *opened += further.take_while(|quotation| quotation.span.start <= offset).count();
        self.detected.quoted_after(*opened, offset).is_some()
    }

    /// Whether the word is part of what another pattern took already: the verb of `وفق ما ذكرت`.
    fn is_spoken_for(&self, at: usize, candidates: &[Candidate]) -> bool {
        candidates.iter().rev().take(3).any(|candidate| {
            let inside =
                |phrase: &Option<Phrase>| phrase.is_some_and(|phrase| (phrase.start..phrase.end).contains(&at));
            candidate.fill.verb == Some(at)
                || candidate.insert().contains(&at)
                || (candidate.cue.start..candidate.cue.end).contains(&at)
                || inside(&candidate.fill.source)
                || candidate.fill.relays.iter().any(|relay| inside(&Some(*relay)))
        })
    }

    /// Makes the candidate of a cue in one of its readings, if there is one.
    fn candidate(&self, readings: &[Cue], without: Option<&str>, draft: &mut Candidate) -> bool {
        let place = OnceCell::new();
        let mut readings = readings.iter().filter_map(|cue| Some((cue, self.in_group(cue, &place)?)));
        let Some((cue, grouped)) = readings.next() else { return false };
        let mut first = Tried { matcher: Matcher::new(self, cue, grouped), set: 0 };
        let Some(second) = readings.next() else {
            // Nearly always there is one.
            return self.first_that_fits(slice::from_mut(&mut first), without, draft);
        };
        let mut tried: SmallVec<[Tried<'_>; 3]> = SmallVec::new();
        tried.push(first);
        for (cue, grouped) in iter::once(second).chain(readings) {
            tried.push(Tried { matcher: Matcher::new(self, cue, grouped), set: 0 });
        }
        self.first_that_fits(&mut tried, without, draft)
    }

    /// Makes the candidate of the first pattern that fits in one of these readings, if there is one.
    fn first_that_fits(&self, tried: &mut [Tried<'_>], without: Option<&str>, draft: &mut Candidate) -> bool {
        let fill = &mut draft.fill;
        let grammar = self.view.grammar;
        for (number, batch) in grammar.admission.batches().iter().enumerate() {
            for Tried { matcher, set } in &mut *tried {
                let own = matcher.patterns(batch);
                *set = if own != 0 && matcher.is_tried(|| self.is_tried(matcher, without)) { own } else { 0 };
            }
            loop {
                let set = tried.iter().fold(0, |all, tried| all | tried.set);
                if set == 0 {
                    break;
                }
                let bit = set.trailing_zeros() as usize;
                let number = number * BATCH + bit;
                let pattern = &grammar.rules.patterns[number];
                for Tried { matcher, set } in &mut *tried {
                    if *set >> bit & 1 == 0 {
                        continue;
                    }
                    if !matcher.pattern_before(pattern, fill) {
                        // Nor does any other pattern fit that asks for the same before the cue.
                        *set &= !batch.alike(bit);
                        continue;
                    }
                    *set &= !(1 << bit);
                    if !matcher.pattern_after(pattern, fill) {
                        continue;
                    }
                    let (cue, clause) = (matcher.cue, matcher.is_strong(fill));
                    if self.is_sound(&cue, fill, pattern.only, clause) {
                        (draft.cue, draft.pattern, draft.clause) = (cue, number, clause);
                        return true;
                    }
                }
            }
        }
        false
    }
}
