//! Number, gender and case at the word after a verb: whether it can be its subject.

use std::cell::Cell;

use super::matcher::Matcher;
use crate::grammar::terms::{Agreement, Gender, Number};

impl Matcher<'_> {
    /// Whether the word after a finite cue can be its subject: a verb in the plural has its subject before it, and
    /// a feminine one has no masculine subject, and no subject stands in the oblique case.
    pub(super) fn takes_subject(&self, at: usize) -> bool {
        let agreement = self.cue.agreement;
        if !self.cue.form.is_finite() || at >= self.view.len() {
            return true;
        }
        if matches!(agreement.number, Some(Number::Plural | Number::Dual)) {
            return false;
        }
        let wrong = match agreement.gender {
            Some(Gender::Feminine) => Some(Gender::Masculine),
            Some(Gender::Masculine) => Some(Gender::Feminine),
            None => None,
        };
        // All nouns that the word can be are of the other gender.
        let clashes = Cell::new(false);
        let agrees = |_, noun: Agreement| {
            clashes.set(true);
            noun.gender != wrong
        };
        let clash = wrong.is_some() && !self.view.has_noun(at, agrees) && clashes.get();
        !clash && !self.phrases().is_oblique(at) && !self.is_oblique_by_adjective(at)
    }

    /// Whether the adjective after a plural shows that it is in the oblique case: "the political leaders", whom one calls on.
    fn is_oblique_by_adjective(&self, at: usize) -> bool {
        let view = self.view;
        let next = at + 1 < self.sentence.end && view.token(at).definite & view.token(at + 1).definite;
        next && self.phrases().ends_oblique(at + 1)
            && view.token(at + 1).preposition_class.is_none()
            && view.has_noun(at, |_, agreement| agreement.number == Some(Number::Plural))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    #[test]
    fn leaders_in_the_oblique_case_are_called_on() {
        let expected = ["سامر الحمداني", ""];
        let text = "وقال سامر الحمداني إن الجسر آمن. وحث القادة السياسيين على إغلاق الجسر.";
        let row = invented::rows(text).pop().unwrap();
        assert_eq!([&*row.source_name, &*row.source_text], expected);
    }
}
