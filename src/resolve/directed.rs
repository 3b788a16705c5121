//! Who does not speak beside a cue without a printed source, and which text does: whom the act is directed at, and the text
//! of a relative clause without relative word.

use super::mention::Mention;
use super::sieve::Sieve;
use super::{Credit, Link, Reference, Resolver, SourceId};
use crate::attribute::{Phrase, is_text, noun_phrase};
use crate::grammar::terms::CueForm;
use crate::read::token::TokenKind;

/// So far before the cue a text may begin, in tokens.
const NEAR: usize = 10;

impl Resolver<'_> {
    /// Whether the source is all that stands between the cue and what it governs: "was accused Harun of" does not make him
    /// accuse.
    pub(super) fn is_directed_at(&self, number: usize, source: SourceId) -> bool {
        let (view, attribution) = (self.view, &self.attributions[number]);
        let Some(content) = attribution.content.first() else { return false };
        if !attribution.cue.form.is_finite() || view.grammar.language.subject_first {
            return false;
        }
        let words = &self.sources[source].words;
        let near = attribution.cue.end;
        // Mostly the content begins right after the cue or far from it.
        let reach = near + words.len() + 1;
        let far = reach < view.len() && view.token(reach).span.end <= content.start;
        if far || content.start < attribution.cue.span.end {
            return false;
        }
        let last = view.token_near(near, content.start);
        let last = last.saturating_sub(usize::from(last > 0 && view.is_plain(last - 1, view.roles().preposition)));
        let gap = attribution.cue.end..last;
        !gap.is_empty() && gap.len() <= words.len() && words.last().is_some_and(|name| *name == view.bare_key(last - 1))
    }

    /// The bare text right before a finite verb that goes on with nothing: "signed a declaration that urges".
    pub(super) fn text_before(&mut self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let (view, roles, cue) = (self.view, self.view.roles(), attribution.cue);
        let start = self.detected.sentences[attribution.sentence].start;
        let verb = matches!(cue.form, CueForm::Perfect | CueForm::Imperfect);
        let takes_up = view.begins(cue.end, roles.resumptive);
        if !verb | view.has_conjunction(cue.start) | takes_up {
            return None;
        }
        let free = |at: &usize| {
            // "In a statement he said": the occasion of somebody's words.
            let occasion = view.is(*at, roles.venue) && cue.form == CueForm::Perfect
                || *at > start && view.is_plain(at - 1, roles.r#in);
            // "A film of": the name of a kind of text.
            let bare = |at: usize| view.token(at).kind == TokenKind::Word && !view.token(at).definite;
            let part = *at > start
                && bare(at - 1)
                && view.deed(at - 1).is_none()
                && !view.is_any(at - 1, [roles.preposition, roles.from]);
            !occasion && !part
        };
        // Hardly any word before a cue is one.
        let texts = (start.max(cue.start.saturating_sub(NEAR))..cue.start).rev();
        let at = texts.filter(|at| is_text(view, self.detected, *at)).find(free)?;
        let whole = |from: usize| {
            noun_phrase(view, self.detected, from, cue.start).is_some_and(|phrase| phrase.end == cue.start)
        };
        // In the accusative a text begins no phrase, alone or with its issuer: "got a report from the police that says".
        let issued = || view.is(at + 1, roles.from) && at + 2 < cue.start && whole(at + 2);
        let phrase = Phrase { start: at, end: cue.start };
        if !(whole(at) || at + 1 == cue.start || issued()) {
            return None;
        }
        let head = Mention::new(view, Phrase { start: at, end: at + 1 });
        if !head.agreement.fits(cue.agreement) {
            return None;
        }
        let mention = Mention::new(view, phrase);
        credit.reference = Reference::Implicit;
        Some(self.meant(&mention, Sieve::Antecedent, credit))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn last(text: &str) -> String {
        invented::rows(text).pop().unwrap().source_name.into_owned()
    }

    #[test]
    fn whom_an_act_is_directed_at_does_not_do_it() {
        let text = "وحضر سامر الحمداني الجلسة. وكذلك، اتهم الحمداني بإغلاق الجسر.";
        assert_ne!(last(text), "سامر الحمداني");
    }

    #[test]
    fn a_text_speaks_in_the_clause_right_after_it() {
        let text = "وقال الوزير سامر الحمداني إن الجسر آمن. ووقع السكان رسالة تطالب البلدية بإغلاق الجسر.";
        let expected = "رسالة";
        assert_eq!(last(text), expected);
        let expected = "بلاغا من شرطة الميناء";
        assert_eq!(last("وتلقى المدير سامر الحمداني بلاغا من شرطة الميناء يفيد بإغلاق الجسر."), expected);
    }
}
