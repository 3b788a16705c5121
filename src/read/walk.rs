//! Lists of tokens, walked once from the first line of a text to the last.

use super::bits::BLOCK;
use super::view::View;

/// The tokens of a list, stretch by stretch: each stretch begins where the one before ended, or later.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    rest: &'a [u32],
}

impl<'a> Walk<'a> {
    /// Those of the tokens `start..end`; what is not asked for is passed over.
    #[inline]
    pub fn stretch(&mut self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        take_before(&mut self.rest, start);
        std::iter::from_fn(move || {
            let (first, others) = self.rest.split_first().filter(|(first, _)| (**first as usize) < end)?;
            self.rest = others;
            Some(*first as usize)
        })
    }
}

/// Takes those of some tokens in order that are before `end`.
#[inline]
pub(super) fn take_before<'t>(tokens: &mut &'t [u32], end: usize) -> &'t [u32] {
    let before = tokens.iter().take_while(|at| (**at as usize) < end).count();
    let (taken, rest) = tokens.split_at(before);
    *tokens = rest;
    taken
}

impl<'a> View<'a> {
    /// The tokens that are marks, or words that may hold a quotation mark.
    pub fn walk_marks(&self) -> Walk<'a> {
        Walk { rest: &self.document.marks }
    }

    /// The tokens with which a reading of a cue begins, alone or with a phrase.
    pub fn walk_cues(&self) -> Walk<'a> {
        Walk { rest: &self.document.cues }
    }

    /// The tokens at which a noun for persons begins.
    pub fn walk_persons(&self) -> Walk<'a> {
        Walk { rest: &self.document.persons }
    }

    /// The first token from one on with which a phrase that tells a kind of claim may begin.
    #[inline]
    pub fn claim_from(&self, at: usize) -> Option<usize> {
        let mut block = at / BLOCK;
        let mut bits = self.document.claims.get(block)? & (u64::MAX << (at % BLOCK));
        while bits == 0 {
            block += 1;
            bits = *self.document.claims.get(block)?;
        }
        Some(block * BLOCK + bits.trailing_zeros() as usize)
    }

    /// The first token that ends after a byte offset, looked for from a token near it on.
    #[inline]
    pub fn token_near(&self, near: usize, offset: u32) -> usize {
        let mut at = near.min(self.len());
        while at > 0 && self.token(at - 1).span.end > offset {
            at -= 1;
        }
        while at < self.len() && self.token(at).span.end <= offset {
            at += 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;
    use crate::read::traits::Traits;

    #[test]
    fn words_with_which_claims_may_begin_are_found_from_any_token_on() {
        let analysis = analyze(&[&"x ".repeat(70), "7 ", &"x ".repeat(130), "8 9 x"].concat());
        let view = analysis.view();
        let plain = |from: usize| (from..view.len()).find(|at| view.token(*at).traits.any(Traits::CLAIM));
        for from in 0..view.len() + 2 * BLOCK {
            assert_eq!(view.claim_from(from), plain(from), "{from}");
        }
        assert_eq!([0, 71, 202].map(plain), [Some(70), Some(201), Some(202)]);
    }

    #[test]
    fn each_stretch_has_its_own_tokens_and_those_between_are_passed_over() {
        let analysis = analyze("قال، ثم قال. وأكد، ثم غادر.");
        let view = analysis.view();
        let all: Vec<usize> = view.document.marks.iter().map(|at| *at as usize).collect();
        let mut walk = view.walk_marks();
        let mut own = |start: usize, end: usize| walk.stretch(start, end).collect::<Vec<_>>();
        assert_eq!(all.len(), 4);
        assert_eq!(own(0, all[1]), all[..1]);
        assert_eq!(own(all[2], view.len()), all[2..]);
        assert!(own(view.len(), view.len()).is_empty());
    }

    #[test]
    fn a_token_is_found_from_any_other() {
        let analysis = analyze("قال إن الجسر آمن.");
        let view = analysis.view();
        let length = view.text().len() as u32;
        for offset in 0..=length {
            for near in 0..=view.len() + 1 {
                assert_eq!(view.token_near(near, offset), view.token_from(offset), "{near} {offset}");
            }
        }
    }
}
