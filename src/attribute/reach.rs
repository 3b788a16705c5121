//! How far noun phrases can reach at most, told by the words alone: a phrase that nobody asks for need not be taken apart.

use super::inside::ENDING;
use super::phrase::{Bounds, Phrases};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// So many tokens are looked at: a phrase that is longer is taken apart.
const LOOKED: usize = 8;

impl Phrases<'_> {
    /// One past the last token that the noun phrase from a word on can have, if none of its words after the first is wanted
    /// and that can be told from the words alone; the phrase has no stops of its own and ends before `limit`.
    pub(super) fn reach(self, start: usize, limit: usize, wanted: impl Fn(usize) -> bool) -> Option<usize> {
        let (view, roles) = (self.view, self.view.roles());
        if view.grammar.language.subject_first || view.is_any_plain(start, [roles.quantity, roles.one]) {
            return None;
        }
        let from = start + self.longest(start);
        let more = |at: usize| wanted(at) | view.begins_longer(at);
        let mark = |at: usize| view.token(at).kind == TokenKind::Mark;
        // What may be taken together with the first word ends nothing, but a mark in it may open what goes on after it.
        if (start + 1..from.min(limit)).any(|at| more(at) | mark(at)) {
            return None;
        }
        // Which of them is the case is not foreseen, so all are asked without a branch.
        let stops = |at: &usize| more(*at) | mark(*at) | view.any_at(*at, ENDING);
        let end = (from..limit.min(start + LOOKED)).find(stops)?;
        if wanted(end) {
            return None;
        }
        let ends = if mark(end) { !self.may_go_on_after(end, limit) } else { self.ends_any(start, end, limit) };
        ends.then_some(end)
    }

    /// How many tokens the longest of all that begins here takes.
    fn longest(self, at: usize) -> usize {
        if !self.view.begins_longer(at) {
            return 1;
        }
        let phrase = self.view.phrases(at).first().map_or(1, |(_, length)| *length);
        phrase.max(self.view.known_at(at).map_or(1, |known| known.length))
    }

    /// Whether the word ends the noun phrase that begins at `start` and has no stops of its own, if that reaches so far.
    fn ends_any(self, start: usize, at: usize, limit: usize) -> bool {
        let (view, token) = (self.view, self.view.token(at));
        let ends = (token.conjunction == 0) & view.any_at(at, ENDING) & !view.is_conjunction(at);
        ends && !self.binds(start, at, &Bounds { limit, ..Bounds::default() })
    }

    /// Whether a phrase may go on with a mark, or with an apposition after it.
    #[inline(never)] // Few tokens are marks.
    fn may_go_on_after(self, mark: usize, limit: usize) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        if self.step_mark(mark - 1, mark).is_some() {
            return true;
        }
        let next = mark + 1;
        if next >= limit || !view.begins(mark, roles.comma) {
            return false;
        }
        let token = view.token(next);
        let unknown = (token.entry == Default::default()) & !token.definite;
        let named = unknown
            | view.may_have_sense(next, Traits::NOUN)
            | view.is_any(next, [roles.first_name, roles.honorific, roles.name_particle]);
        named & (token.kind == TokenKind::Word) & (token.conjunction == 0)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;
    use crate::attribute::{noun_phrase_governed, phrase_reach};
    use crate::read::token::TokenKind;

    #[test]
    fn no_phrase_ends_after_what_it_can_reach() {
        let text = "وقال وزير النقل إن الجسر آمن، وأكد المدير، رئيس المجلس، أن الطريق مفتوح. وقال مسؤول (أمني) في الميناء. ووصل \
                    المدير العام للشركة الذي غادر أمس إلى المدينة. وقال قائد القوات «الدولية» ومدير المدرسة سامر الحمداني.";
        let analysis = analyze(text);
        let (view, detected) = (analysis.view(), &analysis.detected);
        let mut told = 0;
        for at in (0..view.len()).filter(|at| view.token(*at).kind == TokenKind::Word) {
            let Some(reach) = phrase_reach(&view, detected, at, view.len(), |_| false) else { continue };
            let phrase = noun_phrase_governed(&view, detected, at, view.len());
            assert!(phrase.is_none_or(|phrase| phrase.end <= reach), "{at} {phrase:?} {reach}");
            told += 1;
        }
        assert!(told > 20, "{told}");
    }

    #[test]
    fn what_is_wanted_leaves_the_reach_untold() {
        let analysis = analyze("وقال وزير النقل إن الجسر آمن.");
        let (view, detected) = (analysis.view(), &analysis.detected);
        let reach = |wanted: usize| phrase_reach(&view, detected, 1, view.len(), |at| at == wanted);
        assert_eq!([2, 3, 4].map(reach), [None, None, Some(3)]);
    }
}
