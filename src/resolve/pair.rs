//! Two persons taken up by one word: whom "the two leaders" means.

use super::Resolver;
use super::mention::Mention;
use crate::attribute::{Phrase, noun_phrase};
use crate::grammar::terms::{Agreement, Number, SourceType};

/// How far back the two are looked for, in tokens.
const REACH: usize = 200;
/// Longest phrase of two persons with their titles, in tokens.
const PHRASE: usize = 20;

impl Resolver<'_> {
    /// The nearest phrase before that names or describes the two persons whom a single definite noun in the dual means.
    pub(super) fn two_before(&self, mention: &Mention) -> Option<Mention> {
        let dual = mention.kind.is_person() && mention.agreement.number == Some(Number::Dual);
        if !dual || !mention.definite || mention.name.is_some() || mention.phrase.end != mention.head + 1 {
            return None;
        }
        let view = self.view;
        let end = mention.phrase.start;
        let one = |at: usize| {
            let single =
                |kind: SourceType, agreement: Agreement| kind.is_person() && agreement.number == Some(Number::Singular);
            view.is_plain(at, view.roles().first_name) || view.has_noun(at, single)
        };
        let joined = |at: &usize| view.token(*at).conjunction > 0;
        let pair = |at: usize| {
            let phrase = self.without_complement(noun_phrase(view, self.detected, at, (at + PHRASE).min(end))?);
            let mut joints = (phrase.start + 1..phrase.end).filter(joined);
            let joint = joints.next()?;
            (one(joint) && joints.next().is_none()).then_some(phrase)
        };
        let opens = |at: &usize| one(*at) && !joined(at) && (*at == 0 || !one(at - 1) || view.token(at - 1).definite);
        let phrase = (end.saturating_sub(REACH)..end).rev().filter(opens).find_map(pair)?;
        Some(self.as_two(mention, phrase))
    }

    fn as_two(&self, mention: &Mention, phrase: Phrase) -> Mention {
        Mention { phrase, head: phrase.start, name: None, title: None, known: None, ..mention.clone() }
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn last(text: &str) -> String {
        invented::rows(text).pop().unwrap().source_name.into_owned()
    }

    #[test]
    fn two_persons_are_those_named_together_before() {
        let expected = "وزير النقل ورئيس المجلس";
        let text = "وبعد لقاء وزير النقل ورئيس المجلس في الميناء، أكد الوزيران أن الجسر آمن.";
        assert_eq!(last(text), expected);
        let text =
            "وبعد لقاء وزير النقل ورئيس المجلس في الميناء، أكد الوزيران أن الجسر آمن، وشددا على أن الطريق مفتوح.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn one_of_the_two_is_not_both() {
        let expected = "سامر الحمداني";
        let text =
            "وبعد لقاء سامر الحمداني والمدير زياد النجار، أكد الوزيران أن الجسر آمن. وقال الحمداني إن الطريق مفتوح.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn one_person_is_not_two() {
        let expected = "الوزيران";
        let text = "وبعد لقاء وزير النقل في الميناء، أكد الوزيران أن الجسر آمن.";
        assert_eq!(last(text), expected);
    }
}
