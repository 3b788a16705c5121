//! Sources that are not printed beside their cue: the antecedent of a relative clause, the subject of the governing verb, an
//! actor of the sentence, the last speaker.

use super::mention::Mention;
use super::sieve::Sieve;
use super::{Credit, Link, RECENT, Reference, Resolver, SourceId, people};
use crate::attribute::{Attribution, Phrase, goes_on, noun_phrase_before};
use crate::grammar::terms::{Agreement, CueForm, Number};
use crate::read::token::TokenKind;

/// How many sentences before that of the cue are searched for the subject of a clause.
pub(super) const SUBJECTS: usize = 2;

impl Resolver<'_> {
    /// Who a source is that is not printed: that of the governing verb, the actor of the sentence, the last speaker.
    #[inline(never)] // A row goes this way or the other: neither fills the cache for both.
    pub(super) fn unprinted(&mut self, number: usize, credit: &mut Credit) -> Option<Link> {
        if self.is_share(number) {
            return None;
        }
        if let Some(relative) = self.relative_before(number) {
            return self
                .antecedent(number, relative, credit)
                .or_else(|| self.is_about_antecedent(number).then(|| self.governor(number, credit)).flatten())
                .or_else(|| {
                    self.is_about_antecedent(number).then(|| self.subject_in_sentence(number, credit)).flatten()
                });
        }
        if let Some(text) = self.text_before(number, credit) {
            return Some(text);
        }
        if self.is_quoted_by_another(number) {
            return self.last_speaker(number, Agreement::default(), credit);
        }
        self.governor(number, credit)
            .or_else(|| self.addressed(number, credit))
            .or_else(|| self.subject_in_sentence(number, credit))
            .or_else(|| self.occasion_before(number, credit))
            .or_else(|| self.actor_before(number, credit))
            .or_else(|| self.subject_before(number, SUBJECTS, credit))
            .or_else(|| self.last_speaker(number, self.attributions[number].cue.agreement, credit))
            .filter(|link| !self.is_directed_at(number, link.source))
    }

    /// Whether a number is the subject of the cue: "42% said".
    fn is_share(&self, number: usize) -> bool {
        let cue = self.attributions[number].cue;
        let token = |at: usize| self.view.token(at);
        // Hardly any cue has one near.
        let Some(share) = cue.start.checked_sub(2).filter(|at| token(*at).kind == TokenKind::Number) else {
            return false;
        };
        let sign = token(share + 1);
        let percent = sign.kind == TokenKind::Mark && matches!(self.view.slice(sign.span), "%" | "٪");
        percent && cue.form.is_finite() && token(cue.start).conjunction == 0
    }

    /// The link to whomever a mention away from the cue means; `sieve` is what told that he is meant.
    pub(super) fn meant(&mut self, mention: &Mention, sieve: Sieve, credit: &mut Credit) -> Link {
        let (source, _) = self.source_of(mention, Agreement::default(), RECENT);
        credit.sieve = sieve;
        Link { source, span: None, venue: false }
    }

    /// Whether an outlet quotes him whom a pronoun means that stands before the noun of speech: "the channel quoted him as his
    /// saying".
    fn is_quoted_by_another(&self, number: usize) -> bool {
        let attribution = &self.attributions[number];
        let about = |at: usize| self.view.class_at(at, self.view.roles().resumptive).is_some();
        let cue = attribution.cue;
        let relays = || self.view.grammar.cues[cue.lemma as usize].relays;
        let carried = || attribution.relays.iter().any(|relay| !relay.venue) && relays();
        cue.form == CueForm::Noun && cue.start > 0 && about(cue.start - 1) || carried()
    }

    /// The relative word right before the verb group of a cue.
    fn relative_before(&self, number: usize) -> Option<usize> {
        let attribution = &self.attributions[number];
        let (view, roles) = (self.view, self.view.roles());
        let sentence = &self.detected.sentences[attribution.sentence];
        let mut first = attribution.cue.start;
        while first > sentence.start && view.is_plain(first - 1, roles.auxiliary) {
            first -= 1;
        }
        let at = first.checked_sub(1)?;
        let relative = (at > sentence.start) & attribution.cue.form.is_finite() & view.begins(at, roles.relative);
        relative.then_some(at)
    }

    /// Whether a relative clause says what somebody says of its antecedent, so that its subject is that of the main clause:
    /// "the plan, which he called", "the states that he said were".
    fn is_about_antecedent(&self, number: usize) -> bool {
        let (view, cue) = (self.view, self.attributions[number].cue);
        let pronoun = view.token(cue.end - 1).enclitic;
        pronoun || cue.end < view.len() && view.class_at(cue.end, view.roles().that_it).is_some()
    }

    /// Whom a relative clause is about, and nobody else: "the minister, who said".
    #[inline(never)] // A rare way.
    fn antecedent(&mut self, number: usize, relative: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let (view, cue) = (self.view, attribution.cue);
        let sentence = &self.detected.sentences[attribution.sentence];
        // "The woman who, it is said,": nobody said it.
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) {
            return None;
        }
        let comma = view.class_at(relative - 1, view.roles().comma).is_some();
        let phrase = noun_phrase_before(view, self.detected, relative - usize::from(comma), sentence.start)?;
        // "The spending of China, which vowed": a thing of a country's is not what vows.
        let last = phrase.end - 1;
        let thing =
            last == phrase.start + 1 && view.token(phrase.start).is_unknown() && !view.token(phrase.start).definite;
        let phrase = Phrase { start: if thing && view.is_place(last) { last } else { phrase.start }, ..phrase };
        let mention = Mention::new(view, phrase);
        if !mention.agreement.fits(cue.agreement) {
            return None;
        }
        credit.reference = Reference::Implicit;
        Some(self.meant(&mention, Sieve::Antecedent, credit))
    }

    /// The subject of the verb that governs the cue.
    fn governor(&self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = &attribution.cue;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) {
            return None;
        }
        credit.reference = Reference::Implicit;
        // A participle is that of the verb beside it, unless "according to" stands between: "the residents marched, according to
        // the paper, demanding".
        let per = attribution.governor.is_some_and(|governor| self.attributions[governor].cue.form == CueForm::Fixed);
        let origin = attribution.governor.and_then(|governor| self.origin_of(governor));
        let source = origin.or_else(|| self.outer_origin(attribution))?;
        // One person alone does not do what several are said to do: "the citizens gave proof of it, voicing".
        let several = || {
            let own = self.sources[source].agreement.number;
            matches!(cue.agreement.number, Some(Number::Plural | Number::Dual))
                && own == Some(Number::Singular)
                && self.sources[source].may_be_person()
        };
        let hangs = cue.form == CueForm::Participle && !per && !several();
        if !(hangs || self.fits(source, cue.agreement)) || !self.goes_on(number) {
            return None;
        }
        // Somebody else acts between the two: "the chair said that, and the mayor welcomed it, calling it".
        let sentence = attribution.sentence;
        let between = |governor: usize| {
            let other = &self.attributions[governor];
            other.sentence == sentence && self.first_subject(other.cue.end, cue.start, number).is_some()
        };
        if attribution.governor.is_some_and(between) {
            return None;
        }
        credit.sieve = Sieve::Governor;
        Some(Link { source, span: None, venue: false })
    }

    /// Whom a form of address alone means that stands before the cue: "his excellency spoke of the talks, stressing that".
    fn addressed(&self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = &attribution.cue;
        if matches!(cue.form, CueForm::Passive | CueForm::Fixed) || attribution.within.is_some() {
            return None;
        }
        let (view, roles) = (self.view, self.view.roles());
        let start = self.detected.sentences[attribution.sentence].start;
        let alone = |at: &usize| {
            view.class_at(*at, roles.honorific) == Some(1)
                && (self.is_comma(at + 1) || view.is_plain(at + 1, roles.preposition))
        };
        // Hardly any sentence has one.
        let tokens = start..cue.start.saturating_sub(1);
        let first = view.first_at(tokens.start..tokens.end.max(tokens.start), roles.honorific)?;
        let at = (first..tokens.end).find(alone)?;
        let source = self.honorific_alone(&Mention::new(view, Phrase { start: at, end: at + 1 }))?;
        (credit.reference, credit.sieve) = (Reference::Implicit, Sieve::Actor);
        self.fits(source, cue.agreement).then_some(Link { source, span: None, venue: false })
    }

    /// The actor with whom the sentence opens, whom the cue agrees with: "the minister, a critic of the board, said that".
    fn actor_before(&mut self, number: usize, credit: &mut Credit) -> Option<Link> {
        let attribution = &self.attributions[number];
        let cue = attribution.cue;
        let bare = matches!(cue.form, CueForm::Passive | CueForm::Fixed);
        let after = attribution.content.first().is_none_or(|span| span.start >= cue.span.end);
        if bare || !after || attribution.within.is_some() {
            return None;
        }
        let sentence = &self.detected.sentences[attribution.sentence];
        let (view, roles) = (self.view, self.view.roles());
        let openers =
            [roles.auxiliary, roles.coordinator, roles.turn_marker, roles.so, roles.r#as, roles.quantity, roles.time];
        let mut at = sentence.start;
        while at < cue.start {
            match openers.iter().find_map(|class| view.class_at(at, *class)) {
                Some(length) => at += length,
                None if view.token(at).kind != TokenKind::Word => at += 1,
                None => break,
            }
        }
        // A verb that nobody listed may stand before the actor.
        let verb = |at: usize| view.token(at).is_unknown() && !view.token(at).definite;
        let actor = |at: usize| (at < cue.start).then(|| people::speaker(view, self.detected, at, cue.start)).flatten();
        let governed = at < cue.start && view.token(at).preposition_class.is_some();
        let phrase = actor(at)
            .filter(|_| !governed)
            .or_else(|| (at < cue.start && verb(at)).then(|| actor(at + 1)).flatten())?;
        let mention = Mention::new(view, phrase);
        if !mention.agreement.fits(cue.agreement) {
            return None;
        }
        credit.ambiguous = true;
        Some(self.meant(&mention, Sieve::Actor, credit))
    }

    /// Whether the cue goes on with what was told before, a comma before it at least.
    pub(super) fn goes_on(&self, number: usize) -> bool {
        // One cue is asked about several times.
        let known = self.going_on.get().filter(|(known, _)| *known == number);
        let (_, goes_on) = known.unwrap_or_else(|| (number, self.is_going_on(number)));
        self.going_on.set(Some((number, goes_on)));
        goes_on
    }

    fn is_going_on(&self, number: usize) -> bool {
        let attribution = &self.attributions[number];
        let at = attribution.cue.start;
        let sentence = &self.detected.sentences[attribution.sentence];
        // "It befell the president that he warned": the subject stands there.
        let (view, roles) = (self.view, self.view.roles());
        let befell =
            |at: usize| view.is_plain(at, roles.auxiliary) && view.token(at + 1).preposition_class == Some(roles.r#for);
        let that = (at > sentence.start) & view.is_plain(at.saturating_sub(1), roles.that);
        if that && (sentence.start..at - 1).any(befell) {
            return false;
        }
        let floor = self.view.document.blocks[sentence.block].lead.clamp(sentence.start, at);
        // "The truth is that all this, since the fall of the city, says": a clause before the comma has the subject.
        let comma = view.class_before(at, floor, roles.comma);
        let clause = || comma.is_some_and(|comma| (floor..comma).any(|at| view.is_plain(at, roles.that)));
        if attribution.cue.form == CueForm::Imperfect && attribution.governor.is_none() && clause() {
            return false;
        }
        !attribution.cue.form.is_finite() || comma.is_some() || goes_on(view, at, floor)
    }

    fn is_comma(&self, at: usize) -> bool {
        self.view.class_at(at, self.view.roles().comma).is_some()
    }

    fn outer_origin(&self, attribution: &Attribution) -> Option<SourceId> {
        attribution
            .within
            .filter(|_| attribution.cue.form == CueForm::Participle)
            .and_then(|outer| self.origin_of(outer))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    #[test]
    fn a_form_of_address_alone_means_the_last_speaker() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن.\nوتحدث معاليه عن زيارة الرئيس الجديد، مشددا على أن الطريق مفتوح.";
        let row = invented::rows(text).pop().unwrap();
        let expected = ["مشددا", "سامر الحمداني"];
        assert_eq!([row.cue, row.source_name], expected);
    }

    fn last(text: &str) -> String {
        invented::rows(text).pop().unwrap().source_name.into_owned()
    }

    #[test]
    fn after_a_turn_marker_a_second_verb_has_no_earlier_speaker() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن.\nمن جهته غادر كالوب المكان وقال إن الطريق مفتوح.";
        assert_ne!(last(text), "سامر الحمداني");
    }

    #[test]
    fn a_participle_in_a_sentence_about_others_has_no_speaker_of_a_line_before() {
        let text =
            "وقال وزير النقل سامر الحمداني إن الجسر آمن.\nوغالبا ما تحتج البلدة على القرار، مشددا على أن الطريق مغلق.";
        assert_eq!(last(text), "");
        let expected = "سامر الحمداني";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن.\nمؤكدا أن الطريق مفتوح.";
        assert_eq!(last(text), expected);
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن.\nالحمداني بعث برسالة مباشرة إلى الجمعية، مؤكدا أن الطريق مفتوح.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn a_relative_clause_has_no_speaker_but_the_one_it_is_about() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. وأثارت الخطوة ضجة في اللقاء الذي دعا إلى إغلاق الطريق.";
        assert_eq!(last(text), "");
        let expected = "سامر الحمداني";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. وانتقد الحمداني الشركات التي قال إنها أغلقت الطريق.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn the_country_of_a_thing_is_what_a_relative_clause_is_about() {
        let expected = "الصين";
        let text = "وتضاءل المبلغ مقارنة بإنفاق الصين التي تعهدت بفتح الجسر. ولم يعلن عن الأمر بإنفاق آخر.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn a_connective_in_the_sentence_has_the_subject_of_its_clause() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن.\nوأعيد انتخاب المدرب لكنه أعلن أنه سيرحل.";
        assert_ne!(last(text), "سامر الحمداني");
    }

    #[test]
    fn a_participle_goes_on_with_whoever_acts_right_before_it() {
        let expected = "زياد النجار";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن، كما رحب به المدير زياد النجار واصفا القرار بالتاريخي.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn what_is_said_of_an_antecedent_it_does_not_say() {
        assert_eq!(last("ووصلت إلى الميناء الوزيرة التي قيل إنها غادرت."), "");
    }

    #[test]
    fn what_befell_somebody_has_him_for_its_subject() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن. كما سبق للمديرة أن حذرت من أن الطريق مغلق.";
        assert_eq!(last(text), "");
    }

    #[test]
    fn after_a_clause_and_a_comma_the_verb_is_not_the_last_speakers() {
        let text =
            "وقال وزير النقل سامر الحمداني إن الجسر آمن. والحقيقة أن كل هذا، ومنذ إغلاق الطريق، يقول إن الخطة متأخرة.";
        assert_ne!(last(text), "سامر الحمداني");
    }

    #[test]
    fn what_several_do_one_does_not() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن وإن السكان صبروا، معبرين عن حبهم للمدينة.";
        assert_ne!(last(text), "سامر الحمداني");
        let expected = "سامر الحمداني";
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن، معبرا عن حبه للمدينة.";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn whom_an_outlet_quotes_by_a_pronoun_is_the_last_speaker() {
        let text = "وقال وزير النقل سامر الحمداني إن الجسر آمن.\nونقل التلفزيون عنه قوله إن الطريق مفتوح.";
        let expected = "سامر الحمداني";
        assert_eq!(last(text), expected);
    }

    #[test]
    fn a_text_goes_on_speaking_for_whoever_issued_it() {
        let text = "وأوضح بيان صادر عن وزارة النقل أن الجسر آمن. وأضاف أن الطريق مفتوح.";
        assert_eq!(last(text), "وزارة النقل");
    }

    #[test]
    fn a_share_before_the_verb_is_nobody() {
        let text = "وقال سكان القرية إن الجسر آمن. ومن بين السكان 42% قالوا إن الطريق مغلق.";
        assert_eq!(last(text), "");
    }
}
