//! Readings: in which a word can be a cue where it stands, and which patterns what is around it lets fit.

use std::cell::OnceCell;

use super::group::Group;
use super::matcher::Matcher;
use super::setting::Scope;
use crate::detect::cue::Cue;
use crate::grammar::admission::Batch;
use crate::grammar::terms::CueForm;

impl Scope<'_> {
    /// Those patterns of a batch that the lemma and the form of a cue and what is in the sentence let fit.
    #[inline]
    pub(super) fn fitting(&self, batch: &Batch, cue: &Cue) -> u64 {
        let set = self.view.grammar.admission.patterns(batch, cue.lemma, cue.form);
        batch.without(set, self.quotes, self.headline, || self.may_govern(cue))
    }

    /// Whether the words after a cue let one of its frames fit.
    fn may_govern(&self, cue: &Cue) -> bool {
        self.view.grammar.admission.needs(cue.lemma).are_met(self.classes_from(cue.end), self.quotes)
    }

    /// Whether the word can be a cue where it stands, whatever is around it.
    pub(super) fn is_tried(&self, matcher: &Matcher<'_>, without: Option<&str>) -> bool {
        let (view, cue) = (self.view, &matcher.cue);
        // The first person is the writer's or stands in a quotation. The jussive stands after a negation or a purpose: nothing
        // was said.
        if cue.agreement.person == Some(1) || cue.form == CueForm::Jussive {
            return false;
        }
        if view.grammar.admission.is_opening(cue.lemma) && !matcher.opens_clause() && !self.is_told_by(cue) {
            return false;
        }
        // After another finite verb, without a conjunction, the form is its object: "refused to mention". After a preposition no
        // verb stands: the form is a verbal noun.
        let perfect = cue.form == CueForm::Perfect;
        let free = (perfect | (cue.form == CueForm::Participle)) & !matcher.joined & (cue.start > self.floor);
        if free && !view.grammar.language.subject_first {
            let before = cue.start - 1;
            if view.is_plain(before, view.roles().preposition) || perfect && self.phrases().is_verb(before) {
                return false;
            }
        }
        let mut guards = view.grammar.rules.guards.iter().filter(|guard| Some(guard.id.as_str()) != without);
        !matcher.may_be_guarded() || !guards.any(|guard| matcher.guarded(guard))
    }

    /// Whether a fixed phrase stands before a finite verb without a pronoun that takes it up: "on what the agency said" is an
    /// attribution, "on what they call a" is an object.
    fn is_told_by(&self, cue: &Cue) -> bool {
        let (view, next) = (self.view, cue.end);
        let verb = cue.form == CueForm::Fixed && next + 1 < self.sentence.end && self.phrases().is_verb(next);
        verb && !view.token(next).enclitic && !view.begins(next + 1, view.roles().resumptive)
    }

    /// The form that its verb group makes of a cue, with the group, if that allows it at all; `place` remembers the group for
    /// other readings of the word.
    #[inline]
    pub(super) fn in_group(&self, cue: &Cue, place: &OnceCell<Option<Group>>) -> Option<(CueForm, Group)> {
        let phrases = self.phrases();
        let alone = Group { start: cue.start, ..Group::default() };
        if !self.view.grammar.language.subject_first || cue.form == CueForm::Fixed {
            return Some((cue.form, alone));
        }
        let group = *place.get_or_init(|| {
            let part = phrases.is_hyphened(cue.start) || phrases.is_inside_name(cue.start);
            (!part).then(|| phrases.group(cue.start, self.floor))
        });
        let group = group.map(|group| if cue.form == CueForm::Noun { alone } else { group })?;
        Some((phrases.form_in(group, cue.form)?, group))
    }
}
