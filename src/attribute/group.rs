//! Verb groups of languages whose subject stands first: what may stand between a subject and its verb.

use super::phrase::{Phrase, Phrases};
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::{Agreement, CueForm, Number};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// What stands before a verb in its group: "has repeatedly been".
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    /// The first token of the group.
    pub start: usize,
    /// Whether an auxiliary is in it, so that the verb's own form says nothing about its subject.
    pub auxiliary: bool,
    /// Whether a copula is in it: a participle after one is passive, or a progressive verb.
    pub copula: bool,
    /// Whether the verb is an infinitive of another verb than one of control.
    pub infinitive: bool,
}

/// Shortest word that an ending makes an adverb.
const ADVERB: usize = 5;

impl Phrases<'_> {
    /// The group of the verb at a token.
    pub(super) fn group(self, verb: usize, floor: usize) -> Group {
        let roles = self.view.roles();
        let mut group = Group { start: verb, ..Group::default() };
        while group.start > floor {
            let at = group.start;
            let opens = [roles.copula, roles.auxiliary, roles.to, roles.time, roles.negation, roles.weekday];
            // Nearly no word does.
            if !self.view.classes_before(at, floor).meets(opens.into()) && !self.is_adverb(at - 1) {
                break;
            }
            if let Some(start) = self.view.class_before(at, floor, roles.copula) {
                group.copula = true;
                group.start = start;
            } else if let Some(start) = self.view.class_before(at, floor, roles.auxiliary) {
                group.auxiliary = true;
                group.start = start;
            } else if self.view.begins(at - 1, roles.to) && at - 1 > floor {
                match self.view.class_before(at - 1, floor, roles.control) {
                    // The verb of control shows the number of the subject, not the infinitive.
                    Some(start) => (group.auxiliary, group.start) = (true, start),
                    None => {
                        group.infinitive = true;
                        break;
                    }
                }
            } else if let Some(start) = self.occasion_before(at, floor) {
                group.start = start;
            } else {
                break;
            }
        }
        group
    }

    /// The form that a cue has in its group; `None` where the group does not allow the form.
    pub(super) fn form_in(self, group: Group, form: CueForm) -> Option<CueForm> {
        let Group { copula, infinitive, .. } = group;
        let barred = (form == CueForm::Passive) & !copula | (form == CueForm::Perfect) & (copula | infinitive);
        let form = if (form == CueForm::Imperfect) & infinitive { CueForm::Infinitive } else { form };
        // "Is saying" is a verb with its subject.
        let form = if (form == CueForm::Participle) & copula { CueForm::Imperfect } else { form };
        (!barred).then_some(form)
    }

    /// Whether a subject that ends with a token can have a present-tense verb in that form.
    pub(super) fn agrees(self, subject: Phrase, verb: usize, agreement: Agreement) -> bool {
        let view = self.view;
        let roles = view.roles();
        // The head stands before the first preposition or relative clause: "voters in Marfa say".
        let core = (subject.start + 1..subject.end).find(|at| view.begins(*at, roles.comma));
        let subject = Phrase { end: core.unwrap_or(subject.end), ..subject };
        let inner = |at: &usize| view.is(*at, roles.preposition) || view.is(*at, roles.relative);
        let head = (subject.start + 1..subject.end).find(inner).map_or(subject.end, |at| at) - 1;
        self.word_agrees(subject.end - 1, verb, agreement) || self.word_agrees(head, verb, agreement)
    }

    fn word_agrees(self, last: usize, verb: usize, agreement: Agreement) -> bool {
        let view = self.view;
        let roles = view.roles();
        if view.is(last, roles.relative) || view.is(last, roles.that) {
            return true;
        }
        let singular = agreement.number == Some(Number::Singular);
        if view.is(last, roles.nominative) {
            return view.is(last, roles.singular) == singular;
        }
        if view.token(last).kind != TokenKind::Word {
            return !singular;
        }
        // What may be a noun for a source is a verb only after a name.
        if self.noun(verb, Kinds::ALL) && !self.view.is_cased(last) {
            return false;
        }
        let noun = view.senses(last).find_map(|(sense, _)| match sense {
            Sense::Noun { agreement, .. } => agreement.number,
            _ => None,
        });
        let several = view.token(last).traits.any(Traits::PLURAL);
        let plural = noun.map_or(several, |number| number == Number::Plural);
        if singular {
            !plural || self.view.is_cased(last)
        } else {
            plural || view.is(last, roles.quantity) || self.has_verb_ending(last)
        }
    }

    /// The start of an adverb, a time or a negation that ends before a token: "also", "on Tuesday", "never".
    fn occasion_before(self, end: usize, floor: usize) -> Option<usize> {
        let view = self.view;
        let roles = view.roles();
        if let Some(start) =
            [roles.time, roles.negation].iter().find_map(|class| self.view.class_before(end, floor, *class))
        {
            return Some(start);
        }
        if let Some(start) = self.view.class_before(end, floor, roles.weekday) {
            let on = start > floor && view.any_at(start - 1, [roles.on, roles.r#in]);
            return Some(start - usize::from(on));
        }
        self.is_adverb(end - 1).then_some(end - 1)
    }

    /// Whether the word ends as adverbs of manner do.
    pub(super) fn is_adverb(self, at: usize) -> bool {
        let view = self.view;
        let token = view.token(at);
        view.is(at, view.roles().time)
            || token.traits.any(Traits::ADVERB)
                && !token.traits.any(Traits::CASED)
                && token.kind == TokenKind::Word
                && view.key(at).len() >= ADVERB
                && !view.is(at, view.roles().not_adverb)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn sources(text: &str) -> Vec<String> {
        invented::rows(text).into_iter().map(|row| row.source_text.into_owned()).collect()
    }

    #[test]
    fn auxiliaries_adverbs_and_days_stand_between_subject_and_verb() {
        for group in ["has repeatedly", "later", "on Tuesday", "would not", "went on to"] {
            let verb = if group.ends_with("to") || group.ends_with("not") { "say" } else { "said" };
            let found = sources(&format!("The harbour master {group} {verb} that the pier is safe."));
            assert_eq!(found, ["The harbour master"], "{group}");
        }
    }

    #[test]
    fn a_participle_after_a_copula_is_passive_and_names_nobody() {
        assert_eq!(sources("The ferry is expected to sail on Friday."), [""]);
    }

    #[test]
    fn a_noun_that_looks_like_a_verb_does_not_agree_with_what_stands_before_it() {
        assert!(sources("The first claims are old.").is_empty());
    }
}
