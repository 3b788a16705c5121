//! Acts: the finite verbs of a stretch, reporting or not, each with the subject that is printed beside it. In languages
//! that drop subjects they tell whom a verb without one goes on with.

use super::phrase::{Bounds, Phrase, Phrases};
use crate::detect::Detected;
use crate::grammar::lexicon::Sense;
use crate::grammar::terms::Agreement;
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;

/// A finite verb with what its form and the words before it tell of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act {
    /// The token of the verb.
    pub verb: usize,
    /// What the form of the verb says about its subject.
    pub agreement: Agreement,
    /// Whether it stands in a relative clause or after a complementiser.
    pub bound: bool,
    /// Whether it takes an object.
    object: bool,
    /// Whether a conjunction joins it to what stands before it.
    joined: bool,
    /// Whether the clause before has a subject that fits, so that one noun phrase after it is the object.
    shares: bool,
    /// The first token of the stretch.
    floor: usize,
    /// One past the last token of the stretch.
    limit: usize,
}

impl Act {
    /// The subject that is printed beside the verb; `None` where it is dropped or cannot be told from an object.
    pub fn subject(&self, view: &View<'_>, detected: &Detected) -> Option<Phrase> {
        Phrases { view, detected }.subject_of(self)
    }
}

/// A verb without its subject.
#[derive(Clone, Copy)]
struct Verb {
    agreement: Agreement,
    object: bool,
    opening: bool,
    joined: bool,
}

/// The acts among the tokens `from..to` that stand outside quotations, in text order; each is looked for when it is asked for.
pub fn acts<'a>(view: &'a View<'a>, detected: &'a Detected, from: usize, to: usize) -> Acts<'a> {
    Acts { phrases: Phrases { view, detected }, at: from, verbs: 0, from, to, opens: true, last: None }
}

/// The acts of a stretch, one after the other.
pub struct Acts<'a> {
    phrases: Phrases<'a>,
    /// The token from which more are looked at.
    at: usize,
    /// A bit for each of the last tokens before it that can be a verb and was not asked for yet; the last token has the highest.
    verbs: u64,
    /// The stretch.
    from: usize,
    to: usize,
    /// Whether nothing or a mark stands before that token.
    opens: bool,
    /// The act before.
    last: Option<Act>,
}

/// How many tokens are looked at together.
const TOGETHER: usize = u64::BITS as usize;

impl Acts<'_> {
    /// The next token that can be a verb.
    fn verb(&mut self) -> Option<usize> {
        while self.verbs == 0 {
            let end = self.to.min(self.at + TOGETHER);
            let tokens = self.phrases.view.document.tokens.get(self.at..end).filter(|tokens| !tokens.is_empty())?;
            // Few words can be one, and which is not foreseen.
            for token in tokens {
                let verb = token.traits.any(Traits::CUE.with(Traits::DEED)) | (token.is_unknown() & self.opens);
                self.opens = token.kind == TokenKind::Mark;
                self.verbs = self.verbs >> 1 | u64::from(verb) << (TOGETHER - 1);
            }
            self.at = end;
        }
        // The lowest bit is that of the first.
        let after = TOGETHER - self.verbs.trailing_zeros() as usize;
        self.verbs &= self.verbs - 1;
        Some(self.at - after)
    }
}

impl Iterator for Acts<'_> {
    type Item = Act;

    #[inline(never)] // Several places ask, each with a loop of its own.
    fn next(&mut self) -> Option<Act> {
        let Phrases { view, detected } = self.phrases;
        while let Some(at) = self.verb() {
            if let Some(verb) = self.phrases.verb_at(at, self.from)
                && detected.quoted(view.token(at).span.start).is_none()
            {
                self.last = Some(self.phrases.act(at, verb, (self.from, self.to), self.last.as_ref()));
                return self.last;
            }
        }
        None
    }
}

/// Whether a verb goes on with what was told before: it opens the sentence, or a conjunction or a connective stands before
/// it. Else its subject stands somewhere before it.
pub fn goes_on(view: &View<'_>, at: usize, floor: usize) -> bool {
    // "To stress": a prefix binds the form to the verb before it.
    let prefixed = view.token(at).traits.any(Traits::UNLISTED);
    prefixed || view.has_conjunction(at) || opens_clause(view, at, floor) || opens_with_circumstance(view, floor)
}

/// Whether a clause opens at the token: nothing, a connective or a turn marker stands before it.
fn opens_clause(view: &View<'_>, at: usize, floor: usize) -> bool {
    let roles = view.roles();
    let classes = [
        roles.turn_marker,
        roles.auxiliary,
        roles.coordinator,
        roles.r#as,
        roles.joining,
        roles.conjunction_clause,
        roles.relative,
        roles.that,
        roles.that_it,
        roles.time,
        roles.weekday,
        roles.what,
    ];
    at <= floor || view.any_before(at, floor, classes)
}

/// Whether a sentence opens with a circumstance, after which a verb may come at once: "on the plans of the board, said".
fn opens_with_circumstance(view: &View<'_>, floor: usize) -> bool {
    let roles = view.roles();
    let classes = [
        roles.adverbial,
        roles.preposition,
        roles.conjunction_clause,
        roles.time,
        roles.weekday,
        roles.by,
        roles.r#for,
    ];
    view.any_at(floor, classes)
}

impl Phrases<'_> {
    /// The finite verb that stands at a token.
    fn verb_at(self, at: usize, floor: usize) -> Option<Verb> {
        let view = self.view;
        // Nearly no word is one.
        let token = view.token(at);
        let first = at == floor || view.token(at - 1).kind == TokenKind::Mark;
        if !first && !token.traits.any(Traits::CUE.with(Traits::DEED)) || self.follows_preposition(at, floor) {
            return None;
        }
        let joined = view.has_conjunction(at);
        let reporting = || {
            let senses = &view.entries(at)[0].senses;
            senses.iter().find_map(|sense| match sense {
                Sense::Cue { cue, form, agreement } if form.is_finite() && agreement.person == Some(3) => {
                    let opening = view.grammar.cues[*cue as usize].opening;
                    Some(Verb { agreement: *agreement, object: true, opening, joined })
                }
                _ => None,
            })
        };
        let deed = || {
            let (deed, conjunction) = view.deed(at)?;
            let joined = joined || conjunction;
            Some(Verb {
                agreement: deed.agreement,
                object: deed.object && !deed.enclitic,
                opening: deed.opening,
                joined,
            })
        };
        let verb = if self.is_verb(at) { reporting() } else { deed().or_else(|| self.unlisted(at, floor)) }?;
        let comma = || view.class_before(at, floor, view.roles().comma).is_some();
        let free = verb.joined || !verb.opening || comma() || opens_clause(view, at, floor);
        (free && !self.follows_verb(at, verb, floor)).then_some(verb)
    }

    /// A verb that no list knows: a bare unknown word that opens the sentence before a person.
    fn unlisted(self, at: usize, floor: usize) -> Option<Verb> {
        let view = self.view;
        let roles = view.roles();
        let token = view.token(at);
        let bare = token.is_unknown() && !token.definite && !token.repeated && token.preposition_class.is_none();
        let next = at + 1;
        let person = || {
            next < view.len()
                && view.token(next).preposition_class.is_none()
                && (view.begins(next, roles.first_name)
                    || view.token(next).definite && self.is_person_noun(next)
                    || self.is_repeated_name(next))
        };
        let open = bare && (at == floor || view.token(at - 1).kind == TokenKind::Mark);
        (open && person()).then_some(Verb {
            agreement: Agreement::default(),
            object: true,
            opening: false,
            joined: false,
        })
    }

    /// Whether a verb with a pronoun tells of the bare noun right before it: "in a film that a site published".
    fn describes(self, at: usize, floor: usize) -> bool {
        let view = self.view;
        let noun = |at: usize| {
            let token = view.token(at);
            let name = view.is_plain(at, view.roles().first_name) || token.repeated;
            token.kind == TokenKind::Word && !token.definite && !name && !self.is_person_noun(at)
        };
        let enclitic = || view.token(at).enclitic || view.deed(at).is_some_and(|(deed, _)| deed.enclitic);
        at > floor + 1
            && view.token(at).conjunction == 0
            && self.follows_preposition(at - 1, floor)
            && noun(at - 1)
            && enclitic()
    }

    fn follows_preposition(self, at: usize, floor: usize) -> bool {
        at > floor && self.view.is_plain(at - 1, self.view.roles().preposition)
    }

    /// Whether the word before is a verb: of two verbs with nothing between, the second is the noun with the same letters.
    fn follows_verb(self, at: usize, verb: Verb, floor: usize) -> bool {
        let deed = |at: usize| self.view.deed(at).is_some_and(|(deed, _)| !deed.opening && !deed.enclitic);
        let unlisted = !self.is_verb(at);
        at > floor && unlisted && !verb.joined && (self.is_verb(at - 1) || deed(at - 1))
    }

    fn act(self, at: usize, verb: Verb, (floor, limit): (usize, usize), before: Option<&Act>) -> Act {
        let view = self.view;
        let roles = view.roles();
        let binders = [roles.relative, roles.that, roles.that_it, roles.what];
        let bound = view.any_before(at, floor, binders);
        let bound = bound || self.describes(at, floor);
        let shared = || before.is_some_and(|act| act.agreement.fits(verb.agreement) && !act.bound);
        let (object, joined) = (verb.object, verb.joined);
        let shares = object && joined && shared();
        Act { verb: at, agreement: verb.agreement, bound, object, joined, shares, floor, limit }
    }

    fn subject_of(self, act: &Act) -> Option<Phrase> {
        // "The minister warns the drivers": what stands before the verb is the subject, if it can be one.
        let before = if act.joined { None } else { self.before(act.verb, act.floor) };
        before.filter(|phrase| self.is_source_like(*phrase)).or_else(|| self.subject_after(act)).or(before)
    }

    /// The noun phrase after a verb. One alone after a verb that takes an object is the object, if the clause before has a subject
    /// that fits.
    fn subject_after(self, act: &Act) -> Option<Phrase> {
        let view = self.view;
        let roles = view.roles();
        let (mut start, limit) = (act.verb + 1, act.limit);
        while start < limit
            && let Some(length) =
                [roles.time, roles.weekday, roles.resumptive].iter().find_map(|class| view.class_at(start, *class))
        {
            start += length;
        }
        let bounds = Bounds { limit, object: act.object, subject: true, plain: true, ..Bounds::default() };
        let phrase = self.stretched(start, &bounds)?;
        // "Met the president the minister": the second definite person is no part of the first.
        let second = |at: &usize| {
            let (token, last) = (view.token(*at), view.token(*at - 1));
            token.definite && last.definite && token.conjunction == 0 && self.is_person_noun(*at)
        };
        let split = (start + 1..phrase.end).find(second).filter(|_| act.object);
        // Marks after a finished phrase hold the object or an aside.
        let quotes = |at: &usize| view.token(*at - 1).definite && self.detected.opened_by(view.token(*at)).is_some();
        let marks = (start + 1..phrase.end).find(quotes).filter(|_| act.object);
        let end = split.or(marks).unwrap_or(phrase.end);
        let followed = || {
            let rest = Bounds { limit, ..Bounds::default() };
            let number = end < limit && view.token(end).kind == TokenKind::Number;
            split.or(marks).is_some() || number || act.object && self.stretched(end, &rest).is_some()
        };
        (!act.shares || followed()).then_some(Phrase { start, end })
    }

    /// The noun phrase that begins at a token without an apposition; nothing at the end of the document.
    fn stretched(self, start: usize, bounds: &Bounds) -> Option<Phrase> {
        (start < bounds.limit).then(|| self.after(start, bounds)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::acts;
    use crate::analyzer::invented::analyze;

    /// The verbs with their subjects as printed.
    fn found(text: &str) -> Vec<(String, String)> {
        let analysis = analyze(text);
        let view = analysis.view();
        let print = |start: usize, end: usize| view.slice(view.span(start, end)).to_owned();
        let acts = acts(&view, &analysis.detected, 0, view.len());
        acts.map(|act| {
            let subject = act
                .subject(&view, &analysis.detected)
                .map_or_else(String::new, |subject| print(subject.start, subject.end));
            (print(act.verb, act.verb + 1), subject)
        })
        .collect()
    }

    fn owned(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(verb, subject)| ((*verb).to_owned(), (*subject).to_owned())).collect()
    }

    #[test]
    fn a_verb_has_the_noun_phrase_after_it_as_its_subject() {
        assert_eq!(found("وصل وزير النقل إلى الميناء."), owned(&[("وصل", "وزير النقل")]));
    }

    #[test]
    fn of_two_noun_phrases_after_a_verb_the_second_is_the_object() {
        assert_eq!(found("والتقى الوزير المحافظ في مكتبه."), owned(&[("التقى", "الوزير")]));
    }

    #[test]
    fn one_noun_phrase_after_a_second_verb_is_its_object() {
        let expected = owned(&[("وصل", "الوزير"), ("التقى", "")]);
        assert_eq!(found("وصل الوزير إلى الميناء والتقى المحافظ."), expected);
    }

    #[test]
    fn what_is_a_noun_as_well_is_a_verb_only_where_a_clause_opens() {
        assert!(found("شروط عقد العمل واضحة.").is_empty());
        assert_eq!(found("وعقد المدير اجتماعا."), owned(&[("عقد", "المدير")]));
    }

    #[test]
    fn marks_after_a_finished_subject_hold_the_object() {
        let found = found("وسجل حزب الأمل \"بارتياح\" التقدم في المشروع.");
        let expected = "حزب الأمل";
        assert_eq!(found.first().map(|(_, subject)| subject.as_str()), Some(expected));
    }

    #[test]
    fn a_verb_with_a_pronoun_after_a_bare_noun_is_bound_to_it() {
        let bound = |text: &str| {
            let analysis = analyze(text);
            acts(&analysis.view(), &analysis.detected, 0, analysis.view().len()).last().unwrap().bound
        };
        assert!(bound("وظهر المدير في فيديو نشره موقع إخباري"));
        assert!(!bound("وظهر المدير في فيديو ونشره موقع إخباري"));
    }
}
