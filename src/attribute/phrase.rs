//! Noun phrases: where the name or description of a source begins and ends, told from the words at its edges.

use super::inside::ENDING;
use super::tail::BINDING;
use crate::detect::Detected;
use crate::detect::quotation::QuotationRole;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::{ClassSet, Sense};
use crate::grammar::terms::SourceType;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;

/// The tokens of a noun phrase, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
}

/// Longest noun phrase, in tokens.
pub(super) const LONGEST: usize = 34;
/// Longest apposition between commas, in tokens.
pub(super) const APPOSITION: usize = 16;
/// Longest bracket inside a noun phrase, in tokens.
const BRACKET: usize = 8;
/// Longest name in marks inside a noun phrase, in words.
const NAME: usize = 4;

/// Finds noun phrases in a document.
#[derive(Clone, Copy)]
pub(super) struct Phrases<'a> {
    pub view: &'a View<'a>,
    pub detected: &'a Detected,
}

/// What ends a noun phrase beside the words that always do.
#[derive(Clone, Copy, Default)]
pub(super) struct Bounds {
    /// One past the last token that may be taken.
    pub limit: usize,
    /// Classes that the cue's frames begin with.
    pub stops: ClassSet,
    /// Whether the cue may govern a bare noun, so that one ends the subject.
    pub object: bool,
    /// Whether the cue may govern whom it is directed at, so that one ends the subject.
    pub target: bool,
    /// Whether the phrase is the subject of a verb right before it.
    pub subject: bool,
    pub plain: bool, // without an apposition after a comma
}

impl Phrases<'_> {
    /// The noun phrase that begins at a token.
    pub fn after(self, start: usize, bounds: &Bounds) -> Option<Phrase> {
        if let Some(end) = self.those_who(start, bounds) {
            return Some(Phrase { start, end });
        }
        let end = self.stretch(start, bounds)?;
        let end = self.apposition(start, end, bounds).unwrap_or(end);
        Some(Phrase { start, end })
    }

    /// The noun phrase whose first word has a joined preposition in front, which was taken already.
    pub fn after_joined(self, start: usize, bounds: &Bounds) -> Option<Phrase> {
        Some(self.going_on(Phrase { start, end: start + 1 }, bounds))
    }

    /// The noun phrase of which some words were taken already.
    pub fn going_on(self, Phrase { start, end: taken }: Phrase, bounds: &Bounds) -> Phrase {
        let end = self.stretch_from(start, taken, bounds).unwrap_or(taken);
        Phrase { start, end: self.apposition(start, end, bounds).unwrap_or(end) }
    }

    /// The end of the words from `start` that hang together.
    fn stretch(self, start: usize, bounds: &Bounds) -> Option<usize> {
        self.stretch_from(start, start, bounds)
    }

    /// The same where the words before `from` are taken already.
    fn stretch_from(self, start: usize, from: usize, bounds: &Bounds) -> Option<usize> {
        let limit = bounds.limit.min(start + LONGEST);
        let mut at = from;
        while at < limit {
            match self.step(start, at, bounds) {
                Some(next) if next <= limit => at = next,
                _ => break,
            }
        }
        while at > start && self.trails(at - 1) {
            at -= 1;
        }
        (at > start).then_some(at)
    }

    /// The token after the one at `at`, if that one belongs to the phrase.
    fn step(self, start: usize, at: usize, bounds: &Bounds) -> Option<usize> {
        let token = self.view.token(at);
        match token.kind {
            TokenKind::Number => (!self.counts(start, at)).then_some(at + 1),
            TokenKind::Mark => self.step_mark(start, at),
            TokenKind::Word if self.ends_at(start, at, bounds) => None,
            TokenKind::Word => Some(at + self.known_length(at)),
        }
    }

    /// How many tokens the longest name or noun of the lexicon that begins here takes: "official in charge of".
    fn known_length(self, at: usize) -> usize {
        if !self.view.begins_longer(at) {
            return 1;
        }
        let noun = |(sense, length)| matches!(sense, Sense::Noun { .. }).then_some(length);
        let nouns = self.view.senses(at).filter_map(noun).max().unwrap_or(1);
        nouns.max(self.view.known_at(at).map_or(1, |known| known.length))
    }

    #[inline(never)] // Few tokens are marks.
    pub(super) fn step_mark(self, start: usize, at: usize) -> Option<usize> {
        let token = self.view.token(at);
        if let Some(quotation) = self.detected.opened_by(token) {
            let end = quotation.close as usize;
            let words = (at..end).filter(|at| self.view.token(*at).kind == TokenKind::Word).count();
            let inside = at > start && words <= NAME && !self.view.begins(at - 1, self.view.roles().colon);
            let name = quotation.role != QuotationRole::Quotation
                || inside && end < self.view.len() && self.view.token(end).kind == TokenKind::Word;
            return (name && quotation.closed).then_some(end);
        }
        match self.view.slice(token.span) {
            "(" => (at + 1..at + BRACKET)
                .take_while(|at| *at < self.view.len())
                .find(|at| self.view.slice(self.view.token(*at).span) == ")")
                .map(|close| close + 1),
            // Tags join their words so: "#ministry_of_transport".
            "_" if at > start => Some(at + 1),
            "." | "/" if at > start && self.view.key(at - 1).chars().count() <= 2 => Some(at + 1),
            _ => None,
        }
    }

    /// Whether the word ends the phrase before it.
    #[inline]
    fn ends_at(self, start: usize, at: usize, bounds: &Bounds) -> bool {
        let inside = if at == start { self.may_open(at, bounds.stops) } else { self.is_inside(at, bounds.stops) };
        if !inside {
            return self.ends_looked_closer(start, at, bounds);
        }
        let governs = at > start && (bounds.object || bounds.target);
        governs && !self.view.is_plain(at - 1, self.view.roles().name_particle) && self.opens_next(start, at, bounds)
    }

    #[inline(never)] // Few words need it.
    fn ends_looked_closer(self, start: usize, at: usize, bounds: &Bounds) -> bool {
        let view = self.view;
        let roles = view.roles();
        let token = view.token(at);
        let first = at == start;
        let begun = view.classes_at(at);
        let bound = begun.meets(ENDING);
        // Most words that end a phrase cannot be bound to it.
        let alone = first | ((token.conjunction == 0) & !begun.meets(BINDING));
        if bound & alone & !view.is_conjunction(at) {
            return true;
        }
        // "Deputy minister and chief negotiator": an office goes on after a conjunction that stands alone.
        if view.is_conjunction(at) {
            return first || !self.is_person_noun(start) || !self.is_person_noun(at + 1);
        }
        // After a complementiser the subject itself stands in the accusative.
        let after_that = || start > 0 && view.is_plain(start - 1, roles.that);
        if self.is_marked_accusative(at) && !after_that() && !self.is_tenure(start, at)
            || first & view.is_plain(at, roles.pronoun)
        {
            return true;
        }
        if !first && token.conjunction > 0 {
            return !self.coordinates(at) && !self.shares_complement(start, at) && !self.adds_to_office(start, at);
        }
        // Only what is bound to the phrase may go on with it.
        if bound && !self.binds(start, at, bounds) {
            return true;
        }
        // "Added, going on": a participle without article right after the verb is no subject.
        let going_on = || self.is_accusative(at) || bounds.subject && !token.definite && !self.noun(at, Kinds::ALL);
        if !first && self.opens_another(start, at) || first && self.is_participle(at) && going_on() {
            return true;
        }
        if bound {
            return false;
        }
        if !first && self.is_issued_by(start, at) {
            return false;
        }
        // After a particle of names stands a name, whatever verb it looks like.
        if !first && view.is_plain(at - 1, roles.name_particle) {
            return false;
        }
        if self.is_verb(at) || !first && self.is_told_of(start, at) {
            return true;
        }
        // No name goes on with a plural in the oblique case: "told the reporters".
        if bounds.subject & !first && self.opens_oblique(at) && self.is_one(at - 1) {
            return true;
        }
        if begun.has(roles.in_name_of) {
            return first || self.speaks_for_others(at);
        }
        if !first && self.is_affiliation(start, at) {
            return false;
        }
        // "A study" is a text that says something, though it is also what somebody does.
        let text = || first && self.noun(at, Kinds::of(SourceType::Document));
        if begun.meets(bounds.stops) && !text() && (first || !self.completes(start, at)) {
            return first || !self.is_repeated_name(at) && !self.goes_on_to_name(start, at, bounds);
        }
        if let Some(ends) = self.ends_at_preposition(start, at) {
            return ends;
        }
        if first & begun.meets([roles.or, roles.coordinator].into()) {
            return true;
        }
        !first && self.opens_next(start, at, bounds)
    }

    /// Whether what the cue governs or is directed at begins at the word. What a preposition governs opens nothing: "issued by a
    /// meeting of the board".
    fn opens_next(self, start: usize, at: usize, bounds: &Bounds) -> bool {
        let roles = self.view.roles();
        if !bounds.object && !bounds.target || self.view.is_any_plain(at - 1, [roles.about, roles.from, roles.r#in]) {
            return false;
        }
        // "The minister for the affairs foreign" is one, though the adjective alone stands for a ministry.
        let (before, token) = (self.view.token(at - 1), self.view.token(at));
        let affairs = before.preposition_class == Some(roles.r#for) && before.definite;
        let governed = affairs && token.traits.any(Traits::ADJECTIVE) && token.definite;
        if governed || !bounds.target && self.is_title_before_that(at, bounds) {
            return false;
        }
        self.is_whole(start, at)
            || bounds.object && self.opens_object(start, at)
            || bounds.target && self.opens_target(start, at)
    }

    /// Whether the joined conjunction binds two parts of the phrase.
    pub(super) fn coordinates(self, at: usize) -> bool {
        let token = self.view.token(at);
        let roles = self.view.roles();
        let that = || self.view.any_at(at + 1, [roles.that, roles.that_it]);
        // "The law on the making and running of": two acts.
        let acts = || self.is_content_noun(at) && at > 0 && self.view.is(at - 1, roles.content_noun);
        !self.is_verb(at)
            && (acts()
                || token.is_unknown() && that()
                || token.definite
                || token.enclitic
                || self.view.is(at, self.view.roles().first_name)
                || self.view.is_actor(at))
    }

    /// Whether the words after "in" say when or on what occasion, not where.
    pub(super) fn opens_adverbial(self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        at < view.len()
            && ([roles.venue, roles.time, roles.weekday]
                .iter()
                .any(|class| view.is(at, *class) || view.begins(at, *class))
                || view.begins(at, roles.demonstrative)
                || view.is(at, roles.same)
                || view.token(at).enclitic && !self.noun(at, Kinds::ALL)
                || view.token(at).kind != TokenKind::Word && self.detected.opened_by(view.token(at)).is_none())
    }

    /// The end of the phrase with the apposition that follows it between commas.
    fn apposition(self, start: usize, end: usize, bounds: &Bounds) -> Option<usize> {
        let view = self.view;
        let roles = view.roles();
        let comma = end < bounds.limit && view.begins(end, roles.comma);
        let next = end + 1;
        if !comma
            || next >= bounds.limit
            || view.token(next).kind != TokenKind::Word
            || view.token(next).conjunction > 0
            || self.is_participle(next)
        {
            return None;
        }
        let named = self.is_person_noun(next)
            || view.is(next, roles.first_name)
            || view.is(next, roles.honorific)
            || view.is_plain(next, roles.name_particle);
        let unknown = view.token(next).entry == Default::default() && !view.token(next).definite;
        if !(named || unknown && self.is_person_noun(start)) {
            return None;
        }
        let limit = bounds.limit.min(next + APPOSITION);
        let close = self.stretch(next, &Bounds { limit, ..*bounds })?;
        // At the end of a sentence only a name is no predicate: "the fault, according to the director, its cause is old".
        let last = close >= bounds.limit || view.begins(close, roles.stop);
        let framed = last && (named || self.is_repeated_name(next))
            || view.any_at(close, [roles.comma, roles.colon, roles.that, roles.that_it])
            || view.any_at(close, bounds.stops)
            || close < view.len() && self.detected.opened_by(view.token(close)).is_some();
        framed.then_some(close)
    }

    /// Whether a word at the end of a stretch belongs to what follows, not to the name.
    fn trails(self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let token = view.token(at);
        let prepositions = [roles.r#in, roles.from, roles.about, roles.in_name_of];
        let alone = || prepositions.iter().any(|class| view.class_at(at, *class) == Some(1));
        let preposition = view.any_at(at, prepositions) & token.preposition_class.is_none();
        let mark = token.kind == TokenKind::Mark;
        // Nearly no word does.
        preposition | mark
            && (preposition && alone() || mark && !matches!(view.slice(token.span), ")" | "»" | "\"" | "”" | "“" | "."))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn source(text: &str) -> String {
        invented::rows(text).remove(0).source_name.into_owned()
    }

    #[test]
    fn a_study_shows_though_it_is_an_act_as_well() {
        let expected = "دراسة جديدة";
        assert_eq!(source("وأظهرت دراسة جديدة أن الماء يضيع."), expected);
    }

    #[test]
    fn a_text_goes_on_with_its_issuer() {
        let expected = "وزارة النقل";
        assert_eq!(source("وأوضح بيان من وزارة النقل أن الجسر آمن."), expected);
    }

    #[test]
    fn a_participle_right_after_a_verb_is_no_subject() {
        let rows = invented::rows("وأضافت مستطردة أن الجسر آمن.");
        assert!(rows.iter().all(|row| row.source_text.is_empty()));
    }

    #[test]
    fn a_tag_is_one_name() {
        let expected = "هيئة_الجسور";
        assert_eq!(source("#هيئة_الجسور تعلن عن إغلاق الطريق."), expected);
    }

    #[test]
    fn after_a_particle_of_names_no_word_is_a_verb() {
        let expected = "سامر أبو طالب";
        assert_eq!(source("وقال وزير النقل سامر أبو طالب إن الجسر آمن."), expected);
    }

    #[test]
    fn an_apposition_ends_with_the_sentence_or_before_a_quotation() {
        let expected = "سامر كمبار";
        assert_eq!(source("أغلق الجسر القديم أمس، بحسب مدير الميناء، سامر كمبار."), expected);
        assert_eq!(source("ووفقا لمدير الميناء، سامر كمبار، فإن الجسر آمن."), expected);
        assert_eq!(source("وهي خطوة اعتبرها مدير الميناء، سامر كمبار «خطوة عادية جدا»."), expected);
    }

    #[test]
    fn a_minister_whose_name_is_a_word_of_issue_issues_nothing() {
        let expected = "وزير النقل";
        assert_eq!(source("وأعرب وزير النقل عن أسفه."), expected);
    }

    #[test]
    fn a_title_that_is_a_form_of_address_heads_a_phrase() {
        let expected = "أستاذ القانون";
        assert_eq!(source("ودعا أستاذ القانون إلى إغلاق الجسر."), expected);
    }

    #[test]
    fn an_article_that_is_contracted_opens_the_name_of_a_body() {
        assert_eq!(source("ووفقا للبيت الأبيض فإن الجسر آمن."), "البيت الأبيض");
        assert_eq!(source("ووفقا للسيد سامر الحمداني فإن الجسر آمن."), "سامر الحمداني");
    }

    #[test]
    fn a_wish_for_anonymity_has_its_own_complement() {
        let text = "وأعرب مسؤول أمريكي طلب عدم الكشف عن اسمه عن قلقه.";
        assert_eq!(invented::rows(text).remove(0).content, "قلقه");
    }
}
