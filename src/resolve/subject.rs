//! Dropped subjects that go on with the clause before: who acts there, speaking or not.

use smallvec::SmallVec;

use super::entity::Entity;
use super::mention::Mention;
use super::sieve::Sieve;
use super::wording::head_key;
use super::{Credit, Link, RECENT, Resolver, SourceId, people, sieve};
use crate::attribute::{Act, Attribution, acts};
use crate::grammar::terms::{Agreement, CueForm, Number, SourceType};
use crate::read::traits::Traits;
use crate::span::Span;

impl Resolver<'_> {
    /// The subject of the clause before in the sentence of the cue: "the minister opened the bridge and said that".
    pub(super) fn subject_in_sentence(&mut self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = attribution.cue;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) || attribution.within.is_some() {
            return None;
        }
        let sentence = &self.detected.sentences[attribution.sentence];
        let acts: SmallVec<[Act; 4]> = acts(self.view, self.detected, sentence.start, cue.start).collect();
        let mention = acts.iter().rev().find_map(|act| self.subject_of(act, number))?;
        Some(self.meant(&mention, Sieve::Subject, credit))
    }

    /// Whom a sentence before is about, the subject of its first clause, in the same block or the one before, if nobody spoke since.
    pub(super) fn subject_before(&mut self, number: usize, reach: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = attribution.cue;
        let own = attribution.sentence;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) || attribution.within.is_some() {
            return None;
        }
        let block = self.detected.sentences[own].block;
        let spoken = self.spoken.last().map(|(_, other)| self.attributions[*other].sentence);
        let near =
            |at: &usize| self.detected.sentences[*at].block + 1 >= block && spoken.is_none_or(|spoken| *at > spoken);
        if own.checked_sub(1).filter(near).is_none() || !self.goes_on(number) {
            return None;
        }
        // Who adds something spoke before.
        let adds = self.view.grammar.cues[cue.lemma as usize].adds;
        let told = adds && spoken.is_some_and(|spoken| self.detected.sentences[spoken].block == block);
        if told && !self.reports(own.saturating_sub(1)) {
            return None;
        }
        let sentences = (own.saturating_sub(if told { 1 } else { reach })..own).rev();
        let mention = sentences.take_while(near).find_map(|at| {
            let sentence = &self.detected.sentences[at];
            self.first_subject(sentence.start, sentence.end, number)
        })?;
        Some(self.meant(&mention, Sieve::Subject, credit))
    }

    /// Whether the first subject of a sentence stands beside a verb of speech, whatever was found at it: "renewed his opposition".
    fn reports(&self, sentence: usize) -> bool {
        let sentence = &self.detected.sentences[sentence];
        let mut acts = acts(self.view, self.detected, sentence.start, sentence.end);
        let first = acts.find(|act| !act.bound && act.subject(self.view, self.detected).is_some());
        first.is_some_and(|act| self.view.token(act.verb).traits.any(Traits::CUE))
    }

    /// The first printed subject of the main clauses of a stretch that can speak and agrees with a cue.
    pub(super) fn first_subject(&self, from: usize, to: usize, number: usize) -> Option<Mention> {
        acts(self.view, self.detected, from, to).find_map(|act| self.subject_of(&act, number))
    }

    /// The printed subject of a main clause, if it can speak and agrees with a cue.
    fn subject_of(&self, act: &Act, number: usize) -> Option<Mention> {
        let agreement = self.attributions[number].cue.agreement;
        if act.bound || !act_fits(act, agreement) || self.is_told(act, number) {
            return None;
        }
        let subject = act.subject(self.view, self.detected)?;
        let after = subject.start > act.verb;
        let phrase = people::subject(self.view, self.detected, subject, &self.sources, after)?;
        Some(Mention::new(self.view, phrase)).filter(|mention| mention.agreement.fits(agreement))
    }

    /// Whether the verb stands in what an attribution before says.
    fn is_told(&self, act: &Act, number: usize) -> bool {
        let place = self.view.span(act.verb, act.verb + 1);
        let sentence = self.attributions[number].sentence;
        // The subject of what stands after "according to" goes on acting in the text, unless the verb adds to what was said.
        let cue = self.attributions[number].cue;
        let acts_on = cue.form.is_finite() && !self.view.grammar.cues[cue.lemma as usize].adds;
        let tells = |other: &&Attribution| !(acts_on && other.cue.form == CueForm::Fixed);
        let before = self.attributions[..number].iter().rev().take_while(|other| other.sentence + 2 >= sentence);
        before.into_iter().filter(tells).any(|other| {
            let after = other.content.iter().filter(|span| span.start >= other.cue.span.end);
            other.clause && after.into_iter().any(|span: &Span| span.overlaps(place))
        })
    }
}

impl<'a> Resolver<'a> {
    /// Whom a description without a name means beside a verb of addition: "the specialist added" is who spoke before.
    pub(super) fn goes_on_speaking(
        &self,
        attribution: &Attribution,
        mention: &Mention,
        fresh: &Entity<'a>,
    ) -> Option<SourceId> {
        let (view, roles) = (self.view, self.view.roles());
        let adds = || view.grammar.cues[attribution.cue.lemma as usize].adds;
        let floor = self.detected.sentences[attribution.sentence].start;
        let also = || view.class_before(attribution.cue.start, floor, roles.r#as).is_some();
        let nameless = mention.name.is_none() && mention.known.is_none() && !mention.other && mention.definite;
        let one = mention.agreement.number == Some(Number::Singular);
        let person = mention.kind.is_person() || mention.kind == SourceType::AnonymousSources;
        if view.grammar.language.subject_first || !nameless || !one || !person || !(adds() || also()) {
            return None;
        }
        let (last, other) = *self.spoken.last()?;
        if self.holds_before(mention, last) {
            return None;
        }
        let block = |number: usize| self.detected.sentences[number].block;
        let near = block(self.attributions[other].sentence) + 1 >= block(attribution.sentence);
        let source = &self.sources[last];
        // "A source" holds no office.
        let office = mention.kind == SourceType::PersonOfficial && source.kind == SourceType::AnonymousSources;
        let unnamed = source.kind.is_unnamed() && !office;
        let held = mention.kind == SourceType::AnonymousSources || source.may_be_person() || unnamed;
        // Who holds that office by name is meant, whoever spoke last.
        let found = sieve::find(view, mention, fresh, self.candidates(RECENT));
        let named = found.is_some_and(|(_, sieve)| sieve == Sieve::Title);
        (near && held && !named && source.agreement.fits(mention.agreement)).then_some(last)
    }
}

impl Resolver<'_> {
    /// Whether somebody before the last speaker was called by the noun of the mention, and the last speaker was not: "the
    /// minister added" after a merchant spoke. A spokesman may be whoever spoke.
    fn holds_before(&self, mention: &Mention, last: SourceId) -> bool {
        let head = head_key(self.view, mention);
        let called = |source: &Entity<'_>| {
            source.head == head || source.office(self.view).first().is_some_and(|first| first == head)
        };
        let spokesman = mention.kind == SourceType::PersonSpokesperson;
        !spokesman && !called(&self.sources[last]) && self.recent().any(|(source, _)| called(&self.sources[source]))
    }
}

/// Whether the verb and the cue can have one subject: the genders agree; a verb before its subject shows no number.
fn act_fits(act: &Act, agreement: Agreement) -> bool {
    let gender = Agreement { number: None, ..act.agreement };
    gender.fits(agreement)
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    fn last(text: &str) -> String {
        invented::rows(text).pop().unwrap().source_name.into_owned()
    }

    #[test]
    fn a_dropped_subject_is_that_of_the_verb_before_it_not_its_object() {
        let expected = "سامر الحمداني";
        assert_eq!(last("استقبل وزير النقل سامر الحمداني المدير زياد النجار وقال إن الجسر آمن."), expected);
    }

    #[test]
    fn a_subject_of_the_sentence_before_speaks_if_nobody_spoke_since() {
        let expected = "نورا الحداري";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. ووصلت مديرة المدرسة نورا الحداري إلى الموقع. وقالت إن الصفوف اكتملت.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn whoever_a_verb_of_speech_stands_beside_goes_on_speaking() {
        let expected = "نديم كوركوف";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. في المقابل، جدد الرئيس نديم كوركوف معارضته. وأضاف أنه لا يرغب في التأجيل.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn a_thing_that_acts_says_nothing() {
        let expected = "سامر الحمداني";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. وارتفع منسوب المياه. وأضاف أن الطريق مفتوح.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn a_description_beside_a_verb_of_addition_is_who_spoke_before() {
        let expected = "سامر الحمداني";
        assert_eq!(last("وقال سامر الحمداني إن الجسر آمن. وأضاف الخبير أن الطريق مفتوح."), expected);
        let expected = "الخبير";
        assert_eq!(last("وقال وزير النقل سامر الحمداني إن الجسر آمن. وقال الخبير إن الطريق مفتوح."), expected);
    }

    #[test]
    fn a_source_without_a_name_holds_no_office() {
        let expected = "الأمين العام";
        assert_eq!(last("وقال مصدر حضر اللقاء إن الجسر آمن. وأضاف الأمين العام أن الطريق مفتوح."), expected);
        let expected = "مصدر طبي";
        assert_eq!(last("وقال مصدر طبي إن الجسر آمن. وأضاف الخبير أن الطريق مفتوح."), expected);
    }

    #[test]
    fn the_subject_of_a_clause_after_according_to_goes_on() {
        let expected = "سامر الحمداني";
        let text = "ووفق بيان للديوان، فقد زار وزير النقل سامر الحمداني الموقع، كما شدد على ضرورة إغلاق الجسر.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn a_verb_in_the_middle_of_a_clause_goes_on_with_nobody_before() {
        let text = "ووصلت مديرة المدرسة نورا الحداري إلى الموقع. الجمعيات والمراكز التي تعنى بالماء تدعو مع كل شهر إلى حماية النهر.";
        let expected = "نورا الحداري";
        assert!(invented::rows(text).iter().all(|row| row.source_name != expected));
    }

    #[test]
    fn a_relative_with_a_pronoun_is_somebody() {
        let expected = "والدته";
        assert_eq!(last("وغاب الطفل. وتقدمت والدته بطلب جديد وقالت إن الطريق مغلق."), expected);
    }

    #[test]
    fn who_was_called_so_before_is_meant_and_not_the_last_speaker() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. وأكد رجل الأعمال نديم كوركوف أن الميناء مفتوح. وأضاف الوزير أن الطريق مفتوح.";
        assert_eq!(last(text), "سامر الحمداني");
        let text = "وقال سامر الحمداني إن الجسر آمن. وأضاف الوزير أن الطريق مفتوح.";
        assert_eq!(last(text), "سامر الحمداني");
    }

    #[test]
    fn a_name_with_a_form_of_address_acts() {
        let text = "وصل السيد سامر الحمداني إلى الميناء. وقال إن الجسر القديم آمن تماما.";
        assert_eq!(last(text), "سامر الحمداني");
        let text = "وصل الشيخ سامر بن ناصر إلى الميناء. وقال إن الجسر القديم آمن تماما.";
        assert_eq!(last(text), "سامر بن ناصر");
    }
}
