//! Bodies that spoke by a short form and were named in full before without speaking: "the ministry".

use super::Resolver;
use super::mention::Mention;
use crate::attribute::{Phrase, noun_phrase};
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Number, SourceType};
use crate::read::token::TokenKind;

/// How far back the full name is looked for, in tokens.
const REACH: usize = 1500;
/// How far back a description is looked for, in tokens.
const NEAR: usize = 150;
/// Longest full name, in tokens.
const NAME: usize = 8;

impl Resolver<'_> {
    /// The nearest phrase before that says more of whom a single definite noun means.
    #[inline(never)] // A rare way.
    pub(super) fn fuller(&self, mention: &Mention) -> Option<Mention> {
        let found = self.named_before(mention).or_else(|| self.described_before(mention));
        found.or_else(|| self.two_before(mention))
    }

    /// The nearest phrase before that describes the person whom a single definite noun means: "an official of the harbour said
    /// nothing; the official".
    fn described_before(&self, mention: &Mention) -> Option<Mention> {
        let view = self.view;
        let head = view.token(mention.head);
        let person = mention.kind.is_person() || mention.kind == SourceType::AnonymousOfficial;
        let one = mention.agreement.number == Some(Number::Singular) && mention.phrase.end == mention.head + 1;
        // "One of the passengers" is nobody who was described.
        let whole = mention.phrase.start == mention.head;
        if !person || !one || !whole || !head.definite || mention.name.is_some() {
            return None;
        }
        let noun = |at: &usize| {
            let token = view.token(*at);
            let same = token.entry == head.bare || token.preposition_class.is_some() && token.bare == head.bare;
            token.kind == TokenKind::Word && same && !token.definite && !token.enclitic
        };
        let from = mention.phrase.start.saturating_sub(NEAR);
        let at = (from..mention.phrase.start.saturating_sub(1)).rev().find(noun)?;
        let phrase = noun_phrase(view, self.detected, at, (at + NAME).min(mention.phrase.start))?;
        let full = Mention::new(view, self.without_complement(phrase));
        (full.phrase.end > full.head + 1 && full.name.is_none()).then_some(full)
    }

    /// The nearest phrase before that names in full the body that a single definite noun means.
    fn named_before(&self, mention: &Mention) -> Option<Mention> {
        let view = self.view;
        let head = view.token(mention.head);
        let many = [SourceType::Government, SourceType::MilitarySecurity, SourceType::Document, SourceType::Unknown];
        let body = !mention.kind.is_person() && !mention.kind.is_unnamed() && !many.contains(&mention.kind);
        if !body || !head.definite || mention.known.is_some() || mention.place {
            return None;
        }
        // "The agency in Marfa": where it spoke is no part of its name.
        let roles = view.roles();
        let adjectives = &view.grammar.language.adjective_endings;
        // "The American magazine": the adjective tells no more than the outlet's name does.
        let adjective = |at: &usize| view.token(*at).definite && view.has_ending(*at, adjectives);
        let described = mention.kind.is_media() && (mention.head + 1..mention.phrase.end).all(|at| adjective(&at));
        let ends = described || view.class_at(mention.head + 1, roles.r#in).is_some();
        let same = |at: usize| view.is(at, roles.same);
        if !ends && !(mention.head + 1..mention.phrase.end).all(same) {
            return None;
        }
        let noun = |at: &usize| {
            let token = view.token(*at);
            // "For the agency of": a preposition may be joined. A name may stand in marks.
            let joined = token.preposition_class.is_some() || token.definite;
            let same = token.entry == head.bare || joined && token.bare == head.bare;
            if !same || token.kind != TokenKind::Word {
                return false;
            }
            let next = view.token(at + 1);
            let marked = next.kind == TokenKind::Mark && self.detected.opening(next.span.start).is_some();
            let word = next.kind == TokenKind::Word && next.preposition_class.is_none() && next.conjunction == 0;
            // With the article it is a full name only if an adjective goes with it: "the International Agency". After a bare
            // noun the adjective may be that noun's: "the first report of the council".
            let construct = token.preposition_class.is_none() && *at > 0 && self.is_bare_noun(at - 1);
            let preposition = *at > 0 && view.is_plain(at - 1, roles.preposition);
            let adjective = word && next.definite && view.has_ending(at + 1, adjectives);
            let full = !token.definite || adjective && (!construct || preposition || view.known_at(*at).is_some());
            full && (word || marked)
        };
        let from = mention.phrase.start.saturating_sub(REACH);
        let phrases = (from..mention.phrase.start.saturating_sub(1)).rev().filter(noun);
        let phrases =
            phrases.filter_map(|at| noun_phrase(view, self.detected, at, (at + NAME).min(mention.phrase.start)));
        let mentions = phrases.take(3).map(|phrase| Mention::new(view, self.without_complement(phrase)));
        mentions
            .into_iter()
            .find(|full| full.kind == mention.kind && (full.definite || full.known.is_some() || is_named(self, full)))
    }

    /// Whether the word can be a noun without article, to which the words after it belong: no verb of the grammar, and no
    /// unknown word that opens a clause.
    fn is_bare_noun(&self, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        let finite = |sense: &Sense| matches!(sense, Sense::Cue { form, .. } if form.is_finite());
        let verb = view.deed(at).is_some() || view.entries(at)[0].senses.iter().any(finite);
        let opens =
            token.is_unknown() && (token.conjunction > 0 || at == 0 || view.token(at - 1).kind == TokenKind::Mark);
        token.kind == TokenKind::Word && !token.definite && !verb && !opens
    }

    /// The phrase up to the first preposition but "of": what follows goes with the verb.
    pub(super) fn without_complement(&self, phrase: Phrase) -> Phrase {
        let roles = self.view.roles();
        let governed = |at: &usize| {
            let token = self.view.token(*at);
            token.preposition_class.is_some_and(|class| class != roles.r#for)
                || self.view.is_plain(*at, roles.preposition)
        };
        let end = (phrase.start + 1..phrase.end).find(governed).unwrap_or(phrase.end);
        Phrase { end, ..phrase }
    }
}

/// Whether a definite word stands in the phrase: it means one body, not any.
fn is_named(resolver: &Resolver<'_>, mention: &Mention) -> bool {
    (mention.head + 1..mention.phrase.end).any(|at| resolver.view.token(at).definite)
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    #[test]
    fn a_short_form_means_the_body_that_was_named_in_full_before() {
        let text = "وصل وفد من وزارة النقل إلى الميناء. وقالت الوزارة إن الجسر آمن.";
        let row = invented::rows(text).remove(0);
        let expected = ["الوزارة", "وزارة النقل"];
        assert_eq!([row.source_text, row.source_name], expected);
    }

    #[test]
    fn a_name_with_the_article_is_full_if_its_own_adjective_follows() {
        let name = |text: &str| invented::rows(text).remove(0).source_name.into_owned();
        let expected = "الحركة المدنية";
        assert_eq!(name("وسيطرت الحركة المدنية على الميناء. وقالت الحركة إن الجسر آمن."), expected);
        let expected = "المجلس";
        assert_eq!(name("وصدر تقرير المجلس الأولي في الميناء. وقال المجلس إن الجسر آمن."), expected);
    }

    #[test]
    fn a_bare_description_is_the_one_that_was_described_before() {
        let expected = "مسؤول بحري";
        let text = "ونشر موقع الميناء صورة مسؤول بحري أمس. وقال المسؤول إن الجسر آمن.";
        assert_eq!(invented::rows(text).pop().unwrap().source_name, expected);
        let expected = "أحد المسؤولين";
        let text = "ونشر موقع الميناء صورة مسؤول بحري أمس. وقال أحد المسؤولين إن الجسر آمن.";
        assert_eq!(invented::rows(text).pop().unwrap().source_name, expected);
    }

    #[test]
    fn the_same_body_is_the_one_that_was_named_before() {
        let expected = "وزارة النقل";
        let text = "وصل وفد من وزارة النقل إلى الميناء. وقالت الوزارة نفسها إن الجسر آمن.";
        assert_eq!(invented::rows(text).remove(0).source_name, expected);
    }
}
