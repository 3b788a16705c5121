//! Soundness: whether what a pattern filled in at a cue can be meant, and whether the source can be one.

use super::fill::Fill;
use super::phrase::Phrase;
use super::setting::Scope;
use super::{acts, goes_on};
use crate::detect::cue::Cue;
use crate::grammar::kinds::Kinds;
use crate::grammar::lexicon::Sense;
use crate::grammar::pattern::{FrameId, Only};
use crate::grammar::terms::{Agreement, CueForm, Number, SourceType};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// So many words at most stand between a participle and what it governs: "on", a complementiser.
const NEAR: usize = 3;

impl Scope<'_> {
    /// Whether the fill can be meant: the cue is one, and its source can be one or may be dropped.
    pub(super) fn is_sound(&self, cue: &Cue, fill: &Fill, only: Only, strong: bool) -> bool {
        self.is_cue(cue, fill, strong)
            && !self.says_nothing(cue, fill, strong)
            && match fill.source {
                Some(source) => self.is_source(cue, fill, source, only, strong),
                None => self.may_be_dropped(cue, fill),
            }
    }

    /// Whether the word is a cue here: no name, no noun, no adjective of the noun before it.
    fn is_cue(&self, cue: &Cue, fill: &Fill, strong: bool) -> bool {
        let (view, phrases, start) = (self.view, self.phrases(), cue.start);
        let free = || start == self.floor || view.token(start - 1).kind == TokenKind::Mark;
        let joined = || view.has_conjunction(start);
        if cue.form.is_finite() {
            // A given name or a place that looks like a verb is one only before a clause.
            if !strong && (view.is_plain(start, view.roles().first_name) || view.is_place(start)) {
                return false;
            }
            let particle = start > self.floor && view.is_plain(start - 1, view.roles().name_particle);
            if particle && !joined() {
                return false;
            }
        }
        // Right after a bare noun, letters of a verb are those of a noun, and those of a participle an adjective.
        let ambiguous = cue.form == CueForm::Perfect || cue.form == CueForm::Participle && !strong;
        let after = || fill.source.is_none_or(|source| source.start >= cue.end);
        if ambiguous && start > self.floor && self.is_bare_noun(start - 1) && after() && !joined() {
            return false;
        }
        match cue.form {
            CueForm::Participle => {
                // "Five defendants": a plural in the oblique case that no comma parts from a noun is one itself.
                let weak = || !strong || fill.frame.is_some_and(|frame| self.is_directed(frame));
                let oblique = fill.source.is_none() && phrases.ends_oblique(start) && weak();
                // "Strict security measures,": a bare feminine after a bare feminine is its adjective unless what it governs
                // follows.
                let feminine = |at: usize| {
                    let mut first = view.grammar.language.feminine_endings.iter().take(1);
                    let word = view.token(at).kind == TokenKind::Word && !view.token(at).definite;
                    word && first.any(|ending| view.key(at).ends_with(ending.as_str()))
                };
                let far = || fill.pieces.first().is_some_and(|piece| piece.from > cue.end + NEAR);
                let adjective = || far() && feminine(start) && feminine(start - 1);
                free() || joined() || !oblique && !adjective()
            }
            CueForm::Noun if fill.frame.is_none() => {
                // A verbal noun without anybody it belongs to only names the act: "it is enough to say that".
                let belongs = fill.source.is_some() || self.belongs(start);
                // "The announcement of the strike and the outbreak of": what a conjunction joins is not what was announced.
                belongs && fill.pieces.first().is_none_or(|piece| view.token(piece.from).conjunction == 0)
            }
            _ => true,
        }
    }

    /// Whether a cue without a source beside it can have one that is dropped.
    fn may_be_dropped(&self, cue: &Cue, fill: &Fill) -> bool {
        let (view, frames) = (self.view, &self.view.grammar.rules.frames);
        if !cue.form.is_finite() {
            return true;
        }
        // "Which threatens", "what shows": the matter is no speaker.
        let matter = view.class_before(cue.start, self.floor, view.roles().matter).is_some();
        if matter && !view.token(cue.end - 1).enclitic {
            return false;
        }
        // What a thing shows nobody said: "the timing of the visit confirms that".
        let near = || fill.frame.is_some_and(|frame| frames[frame.0 as usize].near);
        if view.grammar.admission.needs_speaker(cue.lemma) && (near() || !goes_on(view, cue.start, self.floor)) {
            return false;
        }
        // Without a subject, a bare object is one only where the verb opens a clause.
        if view.grammar.language.subject_first || !fill.frame.is_some_and(|frame| self.is_bare(frame)) {
            return true;
        }
        // A present tense without a subject is as likely a passive, above all where it opens the sentence: "is considered".
        let present = cue.form == CueForm::Imperfect;
        if !present && view.has_conjunction(cue.start) {
            return true;
        }
        let passive = present && cue.start == self.floor && !view.token(cue.start).traits.any(Traits::UNLISTED);
        let first = fill.pieces.first().map_or(0, |piece| piece.from);
        !passive && self.phrases().is_content_noun(first)
    }

    /// Whether the source that was filled in can be one. A complementiser or a quotation vouches for any noun phrase;
    /// a preposition or nothing at all does not.
    fn is_source(&self, cue: &Cue, fill: &Fill, source: Phrase, only: Only, strong: bool) -> bool {
        let (view, phrases) = (self.view, self.phrases());
        let subject_first = view.grammar.language.subject_first;
        if subject_first && only == Only::Anywhere {
            let line = cue.form != CueForm::Fixed || fill.frame.is_some() || source.end != cue.start;
            return line || phrases.is_title(source);
        }
        if !subject_first && (self.is_described(cue, fill, source) || self.is_thing(cue, source)) {
            return false;
        }
        if only == Only::Headline {
            return !self.is_rubric(cue, fill, source) && phrases.is_headline_speaker(source);
        }
        if source.start >= cue.end && (phrases.is_content_noun(source.start) || phrases.is_act(source.start)) {
            return false;
        }
        // "An important announcement for": only somebody announces the act that follows without a complementiser.
        let first = view.token(source.start);
        let noun = || fill.pieces.first().is_some_and(|piece| phrases.is_content_noun(piece.from));
        let bare = || !first.definite && !phrases.is_given_name(source.start) && view.known_at(source.start).is_none();
        let adjective = || bare() && !phrases.noun(source.start, Kinds::ALL);
        if cue.form == CueForm::Noun && noun() && adjective() {
            return false;
        }
        if self.is_nobody(cue, fill, source) || source.start >= cue.end && self.is_urged(cue, fill, source) {
            return false;
        }
        if only == Only::KnownSource {
            return phrases.is_source_like(source);
        }
        // Where the verb may have an object of its own, an unknown noun is that object: "described the attack as".
        let directed = fill.target.is_none() && fill.frame.is_some_and(|frame| self.is_directed(frame));
        // "As was said to the agency during the visit": a noun far from its verb is its circumstance.
        let near = || fill.verb.is_some_and(|verb| source.start <= verb + NEAR);
        if strong && cue.form != CueForm::Fixed && !directed || near() {
            return true;
        }
        // A preposition lets an unknown word be a name; a bare object does not.
        let object = || fill.frame.is_none_or(|frame| self.is_bare(frame));
        // Of definite unknown nouns only family names, and those with a bare name after them, are persons.
        let preposition =
            |at: &usize| view.token(*at).preposition_class.is_some() || view.is_plain(*at, view.roles().preposition);
        let bare = |at: usize| !view.token(at).definite && view.token(at).kind == TokenKind::Word;
        let named = || (source.start + 1..source.end).take_while(|at| !preposition(at)).any(bare);
        let person = || !first.definite || !directed && (first.surname || first.repeated || named());
        phrases.is_source_like(source) || phrases.may_be_person(source) && (noun() || !object() && person())
    }

    /// Whether the headline's speaker is a rubric before a sentence about somebody else's speech: "The Sports Watch: the
    /// critic said that".
    fn is_rubric(&self, cue: &Cue, fill: &Fill, source: Phrase) -> bool {
        let first = fill.pieces.first().map_or(cue.end, |piece| piece.from);
        let perfect = |form: CueForm, agreement: Agreement| form == CueForm::Perfect && agreement.person == Some(3);
        let told = |sense: &Sense| matches!(sense, Sense::Cue { form, agreement, .. } if perfect(*form, *agreement));
        let next = |at: usize| at < self.sentence.end && self.view.token(at).definite;
        let told = next(first + 1) && self.view.entries(first)[0].senses.iter().any(told);
        told && !self.view.grammar.language.subject_first && !self.phrases().is_person_noun(source.start)
    }

    /// Whether the cue stands in a relative clause, so that the noun beside it is not who speaks: "ideas that he described as",
    /// "the rules that urged the funds to", "a speech in which he thanked the mayor for".
    fn is_described(&self, cue: &Cue, fill: &Fill, source: Phrase) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        let phrases = self.phrases();
        let enclitic = view.token(cue.end - 1).enclitic;
        if source.end <= cue.start {
            let bare = source.end == source.start + 1 && !view.token(source.start).definite;
            return cue.form.is_finite() && enclitic && bare && phrases.is_accusative(source.start);
        }
        let directed = || view.grammar.admission.governs(cue.lemma).directed;
        if !cue.form.is_finite() || !directed() || fill.target.is_some() || enclitic {
            return false;
        }
        let resumptive = view.begins(cue.end, roles.resumptive);
        let mut at = cue.start;
        while at > self.floor && view.is_plain(at - 1, roles.auxiliary) {
            at -= 1;
        }
        let relative = at > self.floor && view.class_before(at, self.floor, roles.relative).is_some();
        // With a preposition that takes up the relative word the subject may follow; after a bare noun it is the one before.
        let asyndetic = resumptive && !goes_on(view, cue.start, self.floor);
        // "A letter that calls on the authorities to": so is the verb right after a bare text.
        let letter = at > self.floor && phrases.is_text(at - 1) && !view.has_conjunction(cue.start);
        relative && !resumptive || asyndetic || letter
    }

    /// Whether several persons after a verb that goes on with the sentence are whom the act is directed at: "confirmed the
    /// closure and urged the people to".
    fn is_urged(&self, cue: &Cue, fill: &Fill, source: Phrase) -> bool {
        let view = self.view;
        let directed = || view.grammar.admission.governs(cue.lemma).directed;
        let also = || view.class_before(cue.start, self.floor, view.roles().r#as).is_some();
        let joined = cue.form.is_finite() && fill.target.is_none() && (view.has_conjunction(cue.start) || also());
        if !joined || !directed() {
            return false;
        }
        // The media call on nobody.
        let media =
            |(sense, _): (Sense, usize)| matches!(sense, Sense::Noun { kind: SourceType::MediaUnspecified, .. });
        if view.senses(source.start).any(media) {
            return true;
        }
        let several = |(sense, _): (Sense, usize)| match sense {
            Sense::Noun { kind, agreement } => {
                kind == SourceType::AnonymousGroup || kind.is_person() && agreement.number == Some(Number::Plural)
            }
            _ => false,
        };
        // "Called on those who": a demonstrative alone before its relative clause is whom it is directed at too.
        let those = source.end == source.start + 1
            && view.is_plain(source.start, view.roles().demonstrative)
            && view.begins(source.end, view.roles().relative);
        let all = view.is_plain(source.start, view.roles().all);
        if (those || all) && view.has_conjunction(cue.start) {
            return true;
        }
        let several = those || all || view.senses(source.start).any(several);
        if !several && !self.is_body(source) {
            return false;
        }
        let before = acts(view, self.detected, self.floor, cue.start);
        // A body may speak as well, after a body; persons call on bodies.
        let person = |subject: Phrase| {
            let phrases = self.phrases();
            phrases.is_person_noun(subject.start)
                || phrases.is_given_name(subject.start)
                || view.token(subject.start).surname
                || phrases.is_repeated_name(subject.start)
        };
        let last = before.filter(|act| !act.bound).last().filter(|act| act.agreement.fits(cue.agreement));
        last.and_then(|act| act.subject(view, self.detected)).is_some_and(|subject| several || person(subject))
    }

    /// Whether the phrase begins with a body that is no outlet.
    fn is_body(&self, phrase: Phrase) -> bool {
        let view = self.view;
        let body = |kind: SourceType| !kind.is_person() && !kind.is_unnamed() && !kind.is_media();
        let known = view.known_at(phrase.start).filter(|known| !known.guarded);
        known.is_some_and(|known| body(view.known(known.known).kind))
            || view.senses(phrase.start).any(|(sense, _)| match sense {
                Sense::Noun { kind, .. } | Sense::Metonym { kind, .. } => body(kind) && kind != SourceType::Document,
                _ => false,
            })
    }

    /// Whether a verbal noun has a pronoun, or hangs on a verb by a preposition: "his saying", "limited himself to saying".
    fn belongs(&self, at: usize) -> bool {
        let token = self.view.token(at);
        let governed = at > 0 && self.view.is_plain(at - 1, self.view.roles().preposition);
        token.enclitic || token.preposition_class.is_some() || governed
    }

    /// Whether a frame may name whom or what the act is directed at.
    pub(super) fn is_directed(&self, frame: FrameId) -> bool {
        self.view.grammar.rules.frames[frame.0 as usize].directed
    }

    /// Whether a frame has no marker: what the verb governs follows it as it is.
    pub(super) fn is_bare(&self, frame: FrameId) -> bool {
        self.view.grammar.rules.frames[frame.0 as usize].bare
    }

    /// Whether the word is an unknown noun without article: it goes on with a noun or an adjective.
    fn is_bare_noun(&self, at: usize) -> bool {
        let token = self.view.token(at);
        token.is_unknown() & !token.definite & !token.repeated
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::{cues_and_sources as rows, owned};

    #[test]
    fn what_a_thing_shows_nobody_said() {
        assert!(rows("الزيارة في هذا الوقت تؤكد أن الجسر مهم.").is_empty());
        assert_eq!(rows("وأكد الوزير أن الجسر مهم."), owned(&[("أكد", "الوزير")]));
    }

    #[test]
    fn a_matter_is_no_speaker() {
        assert!(rows("وتوقف العمل مما يهدد بإغلاق الميناء.").is_empty());
        assert_eq!(rows("وهدد الوزير بإغلاق الميناء."), owned(&[("هدد", "الوزير")]));
    }

    #[test]
    fn the_noun_beside_a_verb_in_a_relative_clause_is_its_object() {
        assert!(rows("وصدرت التعليمات التي دعت الشركات إلى إغلاق الجسر.").iter().all(|(_, source)| source != "الشركات"));
        assert_eq!(rows("ودعت الشركات إلى إغلاق الجسر."), owned(&[("دعت", "الشركات")]));
    }

    #[test]
    fn a_bare_feminine_after_another_is_its_adjective() {
        assert!(rows("وبعد عدة إجراءات أمنية مشددة، دخلنا المرفأ حيث لا يخيل إليهم أن العاصفة عادت.").is_empty());
        assert_eq!(rows("وتحدثت مصادر أمنية مؤكدة أن الجسر آمن.").len(), 1);
    }

    #[test]
    fn a_rubric_before_a_speaker_says_nothing() {
        let rubric = "المرصد الرياضي: قال المدرب سامر الحمداني إن الفريق جاهز";
        assert_eq!(rows(rubric), owned(&[("قال", "المدرب سامر الحمداني")]));
        assert_eq!(rows("وزارة النقل: لا زيادة في الأسعار"), owned(&[(":", "وزارة النقل")]));
    }

    #[test]
    fn an_adjective_after_a_noun_of_speech_is_nobody() {
        assert!(
            rows("وتلقى المكتب تقارير مفصلة من المدينة بأن الجسر مغلق.").iter().all(|(_, source)| source != "مفصلة")
        );
        assert_eq!(rows("وجاء القرار بعد إعلان الوزارة أن الجسر مغلق."), owned(&[("إعلان", "الوزارة")]));
    }

    #[test]
    fn several_whom_a_second_verb_urges_are_not_its_subject() {
        let text = "وأكد المدير سامر الحمداني إغلاق الجسر، وحث السكان على البقاء في البيوت.";
        assert_eq!(rows(text), owned(&[("أكد", "المدير سامر الحمداني"), ("حث", "")]));
        assert_eq!(rows("وحث السكان على إغلاق الجسر."), owned(&[("حث", "السكان")]));
        let text = "وأكد المدير سامر الحمداني إغلاق الجسر، ودعا أولئك الذين عبروا إلى البقاء في البيوت.";
        assert!(rows(text).iter().all(|(_, source)| source != "أولئك"));
    }

    #[test]
    fn a_present_tense_that_opens_a_sentence_before_a_bare_noun_is_a_passive() {
        assert!(rows("وأغلق الجسر. يعتبر أي عطل خطرا.").is_empty());
        assert_eq!(rows("يعتبر الوزير أن العطل خطر."), owned(&[("يعتبر", "الوزير")]));
    }

    #[test]
    fn the_media_are_called_on_and_call_on_nobody() {
        let text = "وقال الوزير إن الجسر آمن، كما دعا وسائل الإعلام إلى زيارة الموقع.";
        assert_eq!(rows(text), owned(&[("قال", "الوزير"), ("دعا", "")]));
    }

    #[test]
    fn a_body_that_a_person_calls_on_is_not_who_calls() {
        let text = "وقال الوزير إن الجسر آمن، ودعا مجلس المدينة إلى زيارة الموقع.";
        assert_eq!(rows(text), owned(&[("قال", "الوزير"), ("دعا", "")]));
        let text = "وقالت الشركة إن الجسر آمن. ودعا مجلس المدينة إلى زيارة الموقع.";
        assert_eq!(rows(text), owned(&[("قالت", "الشركة"), ("دعا", "مجلس المدينة")]));
    }

    #[test]
    fn whom_a_letter_calls_on_is_not_its_writer() {
        let text = "ووقع السكان رسالة تطالب البلدية بإغلاق الجسر.";
        assert!(rows(text).iter().all(|(_, source)| source != "البلدية"));
    }

    #[test]
    fn an_adjective_announces_nothing() {
        assert!(rows("وصدر إعلان مهم لسكان الحي إغلاق الجسر.").is_empty());
        assert_eq!(rows("وجاء القرار رغم نفي المدير وجود خلاف."), owned(&[("نفي", "المدير")]));
    }

    #[test]
    fn all_of_them_are_called_on() {
        let text = "وقال الوزير إن الجسر آمن، كما دعا جميع السكان إلى الهدوء.";
        assert_eq!(rows(text), owned(&[("قال", "الوزير"), ("دعا", "")]));
    }

    #[test]
    fn whom_the_speaker_calls_on_after_a_bound_verb_is_no_speaker() {
        let text = "وذكر الوزير سامر الحمداني في بيان لتوضيح القرار الذي صدر أن الجسر آمن، ودعا مجلس المدينة إلى فتحه.";
        assert_eq!(rows(text), owned(&[("ذكر", "الوزير سامر الحمداني"), ("دعا", "")]));
    }
}
