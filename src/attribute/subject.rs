//! Subjects and other noun phrases of languages whose subject stands first. Nouns and names are endless, so a phrase
//! is what stands between words of closed classes.

use super::phrase::{Bounds, Phrase, Phrases};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// Longest noun phrase, in tokens.
const LONGEST: usize = 30;
/// Longest insert between a subject and its verb, in tokens.
const INSERT: usize = 45;

impl Phrases<'_> {
    /// The noun phrase that begins at a token, as the language bounds its phrases.
    pub(super) fn phrase_after(self, start: usize, bounds: &Bounds) -> Option<Phrase> {
        if self.view.grammar.language.subject_first { self.following(start, bounds) } else { self.after(start, bounds) }
    }

    /// The noun phrase that ends right before a token.
    pub(super) fn phrase_before(self, end: usize, floor: usize) -> Option<Phrase> {
        if self.view.grammar.language.subject_first { self.subject(end, floor) } else { self.before(end, floor) }
    }

    /// The subject that ends right before a verb group.
    pub(super) fn subject(self, end: usize, floor: usize) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        let close = end;
        let end = self.before_insert(end, floor)?;
        let last = end.checked_sub(1).filter(|last| *last >= floor)?;
        let pronoun = view.is_any(last, [roles.nominative, roles.relative, roles.that]);
        if pronoun {
            return Some(Phrase { start: last, end });
        }
        let mut start = self.run_before(end, end, floor);
        // "Those who named a candidate": the antecedent of a relative clause is the subject.
        if start > floor && start < end && view.is(start - 1, roles.relative) {
            let antecedent = self.run_before(start - 1, end, floor);
            start = if antecedent < start - 1 { antecedent } else { start };
        }
        let start = self.without_lead(start, end);
        // "People who were not allowed to speak said": what stands before the verb belongs to the relative clause.
        if view.begins(start, roles.to) {
            return self.antecedent_before(start, floor);
        }
        // "Making air quotes": a gerund is no subject that speaks.
        let gerund = |ending: &String| view.key(start.min(end - 1)).ends_with(ending.as_str());
        if end - start > 1
            && self.has_verb_ending(start)
            && view.grammar.language.verb_endings.iter().skip(1).any(gerund)
        {
            return None;
        }
        // An apposition belongs to the phrase.
        let apposed = end + 1 < close && (view.is(end + 1, roles.determiner) || self.is_person_noun(end + 1));
        let whole = if apposed { close - 1 } else { end };
        (start < end && self.can_end_subject(last)).then_some(Phrase { start, end: whole })
    }

    /// The noun phrase before the relative pronoun that opens the clause of a token, no comma between.
    fn antecedent_before(self, at: usize, floor: usize) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        let free = |at: &usize| !view.begins(*at, roles.comma);
        let relative = (floor + 1..at).rev().take_while(free).find(|at| view.is(*at, roles.relative))?;
        let start = self.without_lead(self.run_before(relative, relative, floor), relative);
        (start < relative).then_some(Phrase { start, end: relative })
    }

    /// The end of the subject before an insert between commas or dashes; the same token where there is none.
    fn before_insert(self, end: usize, floor: usize) -> Option<usize> {
        let view = self.view;
        let roles = view.roles();
        let Some(close) = end.checked_sub(1).filter(|close| *close >= floor) else { return Some(end) };
        let pair = [roles.comma, roles.bracket].into_iter().find(|class| view.begins(close, *class));
        let Some(pair) = pair.filter(|_| view.token(close).kind == TokenKind::Mark) else { return Some(end) };
        for open in (floor.max(close.saturating_sub(INSERT))..close).rev() {
            if self.is_quotation_edge(open) || view.begins(open, roles.stop) && !self.is_name_mark(open) {
                return None;
            }
            let named = open > floor && self.view.is_cased(open - 1) && !view.is(open + 1, roles.nominative);
            if view.begins(open, pair) && (named || self.opens_insert_after_noun(open + 1)) {
                return (open > floor).then_some(open);
            }
        }
        None
    }

    /// Whether an apposition, a relative clause or another insert after a noun can begin with the word.
    pub(super) fn opens_insert_after_noun(self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let classes = [
            roles.determiner,
            roles.relative,
            roles.preposition,
            roles.time,
            roles.weekday,
            roles.quantity,
            roles.conjunction_clause,
            roles.r#as,
        ];
        at < view.len()
            && (view.token(at).kind == TokenKind::Number
                || view.any_at(at, classes)
                || self.is_person_noun(at)
                || self.has_verb_ending(at)
                || self.is_adverb(at))
    }

    /// The first of the tokens before `at` that with all up to `end` can be one subject, which is not longer than any is.
    fn run_before(self, at: usize, end: usize, floor: usize) -> usize {
        let mut start = at;
        while start > floor && end - start < LONGEST && !self.bounds_subject(start - 1) {
            start -= 1;
        }
        start
    }

    /// Whether the token cannot be part of a subject that ends after it.
    #[inline]
    fn bounds_subject(self, at: usize) -> bool {
        let view = self.view;
        match view.token(at).kind {
            TokenKind::Number => false,
            TokenKind::Mark => !self.is_name_mark(at),
            TokenKind::Word => {
                // Nearly no word does.
                self.may_bound_phrase(at) && self.bounds_phrase(at) || view.is(at, view.roles().nominative)
            }
        }
    }

    /// The start of the phrase without adverbs and a circumstance before the subject: "In Marfa the mayor".
    fn without_lead(self, mut start: usize, end: usize) -> usize {
        let view = self.view;
        let roles = view.roles();
        while start < end {
            let marks = view.token(start).kind == TokenKind::Mark;
            let leads = [roles.time, roles.weekday, roles.turn_marker];
            let length = || leads.iter().find_map(|class| view.class_at(start, *class));
            // Nearly no word is one.
            let length = if view.any_at(start, leads) { length() } else { None };
            let length = length.filter(|length| start + length <= end);
            match length {
                Some(length) => start += length,
                None if marks || self.is_adverb(start) => start += 1,
                None => break,
            }
        }
        if start >= end || !view.is(start, roles.preposition) {
            return start;
        }
        let opens = |at: usize| {
            let free = !view.is(at - 1, roles.preposition) && !view.is(at - 1, roles.determiner);
            let cased =
                self.view.is_cased(at) && !self.view.is_cased(at - 1) && view.token(at - 1).kind == TokenKind::Word;
            free && (view.is(at, roles.determiner) || cased)
        };
        (start + 2..end).rfind(|at| opens(*at)).unwrap_or(start)
    }

    /// Whether a noun phrase can end with the token: no article, preposition or possessor does.
    fn can_end_subject(self, last: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let possessor = view.token(last).traits.any(Traits::POSSESSOR);
        let open =
            view.is(last, roles.determiner) && !view.is(last, roles.quantity) || view.is(last, roles.preposition);
        !possessor && !open
    }

    /// The possessor right before a noun, adjectives between them: "his old", "the mayor's".
    pub(super) fn possessor(self, noun: usize, floor: usize) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        for back in 1..=3 {
            let at = noun.checked_sub(back).filter(|at| *at >= floor)?;
            if view.is(at, roles.possessive) {
                return Some(Phrase { start: at, end: at + 1 });
            }
            if view.token(at).traits.any(Traits::POSSESSOR) {
                let start = self.without_lead(self.run_before(at, at, floor), at + 1);
                return Some(Phrase { start, end: at + 1 });
            }
            if view.token(at).kind != TokenKind::Word || view.is(at, roles.determiner) || view.is(at, roles.preposition)
            {
                return None;
            }
        }
        None
    }

    /// The noun phrase that begins at a token: an object, or a subject after its verb.
    pub(super) fn following(self, start: usize, bounds: &Bounds) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        let limit = bounds.limit.min(start + LONGEST).min(view.len());
        if start >= limit {
            return None;
        }
        let pronoun = view.is_any(start, [roles.nominative, roles.objective]);
        if pronoun && !view.is(start, roles.determiner) {
            return Some(Phrase { start, end: start + 1 });
        }
        let mut end = start;
        while end < limit && !self.ends_following(start, end, bounds) {
            end += 1;
        }
        while end > start && !self.can_end_subject(end - 1) && !view.is(end - 1, roles.possessive) {
            end -= 1;
        }
        (end > start)
            .then(|| Phrase { start, end: if bounds.plain { end } else { self.with_apposition(end, bounds.limit) } })
    }

    fn ends_following(self, start: usize, at: usize, bounds: &Bounds) -> bool {
        let view = self.view;
        let roles = view.roles();
        match view.token(at).kind {
            TokenKind::Number => return false,
            TokenKind::Mark => {
                return !self.is_name_mark(at) || self.detected.opened_by(view.token(at)).is_some() && at == start;
            }
            TokenKind::Word => {}
        }
        if at > start {
            let inner = view.is_any(at - 1, [roles.preposition, roles.determiner, roles.quantity]);
            let adverbial =
                [roles.time, roles.weekday, roles.r#in, roles.on, roles.with, roles.about, roles.to, roles.r#for];
            if view.any_at(at, adverbial)
                || view.is(at, roles.nominative)
                || view.is(at, roles.determiner) && !inner && !self.is_initial(at)
            {
                return true;
            }
            // "Smith and Jones", but not "Smith and added".
            if view.begins(at, roles.coordinator) {
                return !(self.view.is_cased(at - 1) && at + 1 < bounds.limit && self.view.is_cased(at + 1));
            }
        }
        self.bounds_phrase(at)
            || at > start && view.any_at(at, bounds.stops)
            || at == start && view.is(at, roles.preposition)
    }

    /// Whether the letter is the initial of a name.
    fn is_initial(self, at: usize) -> bool {
        self.view.is_cased(at) && self.view.key(at).len() == 1 && at + 1 < self.view.len() && self.is_name_mark(at + 1)
    }

    /// The end of the apposition after a name: "Smith, a spokesman for the mayor".
    fn with_apposition(self, end: usize, limit: usize) -> usize {
        let view = self.view;
        let roles = view.roles();
        let comma = |at: usize| view.begins(at, roles.comma);
        let opens = end + 1 < limit
            && comma(end)
            && (view.is(end + 1, roles.determiner) || self.is_person_noun(end + 1) || view.is(end + 1, roles.relative));
        if !opens {
            return end;
        }
        let close = (end + 1..limit.min(end + LONGEST))
            .find(|at| comma(*at) || view.token(*at).kind == TokenKind::Mark && !self.is_name_mark(*at));
        close.unwrap_or(end)
    }

    /// The subject of the first clause of a sentence, for verbs further right that share it.
    pub(super) fn first_subject(self, floor: usize, limit: usize) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        let start = self.after_fronted(floor, limit);
        if start >= limit {
            return None;
        }
        if view.is_any(start, [roles.nominative, roles.relative]) {
            return Some(Phrase { start, end: start + 1 });
        }
        let first = start + usize::from(view.is(start, roles.determiner));
        let ends = |at: &usize| {
            let at = *at;
            let named = || at > first && view.is_cased(at - 1);
            let verb = || at > start && (self.has_verb_ending(at) || named() && self.is_plain_word(at));
            view.any_at(at, [roles.time, roles.weekday])
                || view.token(at).kind == TokenKind::Mark && !self.is_name_mark(at)
                || verb()
                || self.bounds_phrase(at)
                || view.is(at, roles.nominative)
        };
        let end = (start..limit.min(start + LONGEST)).find(ends).unwrap_or(limit.min(start + LONGEST));
        (end > start).then_some(Phrase { start, end })
    }

    /// The subject that a verb shares with one further left: that of the nearest clause around it.
    pub(super) fn shared_subject(self, end: usize, floor: usize, limit: usize) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        let openers = [roles.conjunction_clause, roles.colon, roles.r#as, roles.because, roles.what];
        let mut commas = usize::from(view.begins(end, roles.comma));
        for at in (floor..end.saturating_sub(1)).rev() {
            let comma = view.begins(at, roles.comma);
            let insert = || commas > 0 && at > floor && view.begins(at - 1, roles.comma);
            if view.is(at, roles.relative) && !insert() && !self.is_hyphened(at) {
                return Some(Phrase { start: at, end: at + 1 });
            }
            let opens = || view.any_at(at, openers) || view.is_plain(at, roles.that);
            // A circumstance that a comma ended is over.
            let first = at > floor && (commas == 0 || view.begins(at, roles.colon));
            if first && opens() && !self.is_hyphened(at) {
                return self.first_subject(at + 1, end).or_else(|| self.first_subject(floor, limit));
            }
            commas += usize::from(comma);
        }
        self.first_subject(floor, limit)
    }

    /// The first token after circumstances that stand before the subject, each ended by a comma.
    pub(super) fn after_fronted(self, floor: usize, limit: usize) -> usize {
        let view = self.view;
        let roles = view.roles();
        let mut at = floor;
        while at < limit && view.any_at(at, [roles.coordinator, roles.comma]) {
            at += 1;
        }
        let fronted = view.any_at(
            at,
            [roles.preposition, roles.conjunction_clause, roles.time, roles.r#as, roles.because, roles.turn_marker],
        ) || at < limit && self.ends_as_verb_or_adverb(at);
        let comma = (at..limit).find(|at| view.begins(*at, roles.comma));
        match comma.filter(|_| fronted) {
            Some(comma) => comma + 1,
            None => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn sources(text: &str) -> Vec<String> {
        invented::rows(text).into_iter().map(|row| row.source_text.into_owned()).collect()
    }

    #[test]
    fn a_subject_is_what_stands_between_words_of_closed_classes() {
        let text = "When the ferry came in, the head of the Marfa harbour board said that it was late.";
        assert_eq!(sources(text), ["the head of the Marfa harbour board"]);
    }

    #[test]
    fn an_apposition_belongs_to_the_subject() {
        let text = "Lena Orrin, the mayor of Marfa, said that the ferry was late.";
        assert_eq!(sources(text), ["Lena Orrin, the mayor of Marfa"]);
    }

    #[test]
    fn a_relative_clause_does_not_hide_its_antecedent() {
        let text = "People who use the ferry say that it is late.";
        assert_eq!(sources(text), ["People who use the ferry"]);
    }

    #[test]
    fn a_word_of_everyday_inside_a_name_is_no_verb() {
        let text = "Harbour Advocate Lena Orrin said that the ferry was late.";
        assert_eq!(sources(text).len(), 1);
    }
}
