//! Inserts: the words between a subject and what its verb governs, and what cannot be among them.

use super::fill::Fill;
use super::matcher::Matcher;
use crate::detect::quotation::{Quotation, QuotationRole};
use crate::grammar::lexicon::{ClassSet, Sense};
use crate::grammar::notation::Slot;
use crate::grammar::opener::Openers;
use crate::grammar::pattern::{Step, StepKind};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;

/// Longest insert before a complementiser or quotation, and before a preposition, in tokens.
const LONG_INSERT: usize = 45;
const SHORT_INSERT: usize = 12;
/// Longest insert before a bare noun, in tokens.
const BARE_INSERT: usize = 4;
/// Longest apposition after a name in marks, in tokens.
const APPOSITION: usize = 20;
/// So many words in marks may be a name.
const FEW: usize = 4;
/// So many words in a list of marks are names.
const NAME: usize = 2;

impl Matcher<'_> {
    /// Tries the rest of the pattern after inserts of growing length; the nearest marker wins.
    #[inline(never)] // Steps of other kinds need no room for it.
    pub(super) fn insert(&self, rest: &[Step], at: usize, fill: &mut Fill) -> bool {
        let view = self.view;
        let frame = rest.first().filter(|step| step.kind == StepKind::Slot(Slot::Frame)).map(|_| &rest[1..]);
        let limit = self.sentence.end.min(at + LONG_INSERT);
        // What the cue governs is no circumstance at the end of the sentence.
        let comma = view.begins(at, view.roles().comma);
        let last = rest.first().is_some_and(|step| step.kind == StepKind::Slot(Slot::End));
        if last && at < limit && (self.governs(at) || comma) {
            return false;
        }
        let far = &self.governs.far;
        let openers = if frame.is_some() { far.openers } else { Openers::of(rest) };
        let mut blocked = false;
        let mut next = at;
        while next < limit {
            // Past another cue only the complementiser that no other cue takes is still this one's.
            let there = self.stands_at(next, &openers);
            let tried = openers.meet(&there) && (!blocked || self.is_own(next));
            // After a finished word, a bare noun opens what needs no marker: "stressed to all the need for".
            let bare = next > at && !blocked && frame.is_some() && self.opens_bare(at, next);
            let blocks = || next == at && !self.opens_insert(at) || self.blocks_insert(next);
            let alone = !tried && !bare && !blocked && blocks();
            if (tried || bare || alone) && !self.is_bound(next) && !(next > at && self.is_anothers_that(next)) {
                if tried {
                    let before = fill.now();
                    let found = match frame {
                        Some(rest) => self.lines(far, &there, rest, next, fill),
                        None => self.right(rest, next, fill),
                    };
                    if found && self.may_follow(fill, (at, next), limit, frame.is_some()) {
                        return true;
                    }
                    if found {
                        fill.restore(before);
                    }
                }
                if bare && frame.is_some_and(|rest| self.frame(rest, next, fill, false)) {
                    return true;
                }
                blocked = blocked || alone || blocks();
                if blocked && !view.grammar.admission.has_own(self.cue.lemma) {
                    break;
                }
            }
            next = self.view.first_stop(next + 1, limit, Traits::CUE, self.stops(&openers));
        }
        // A comma or an adverb of time may stand before what needs no marker.
        let Some(rest) = frame else { return false };
        let mut object = if comma && self.opens_late(at + 1) { at + 1 } else { at };
        while let Some(length) = self.circumstance(object) {
            object += length;
        }
        self.frame(rest, object, fill, false)
    }

    /// The classes of the words at which an insert before these openers may end or be forbidden, beside marks and readings of
    /// cues; `None` where any word may.
    #[inline]
    fn stops(&self, openers: &Openers) -> Option<ClassSet> {
        let roles = self.view.roles();
        let classes = openers.classes.with([roles.colon, roles.matter, roles.content_noun].into());
        (!openers.other && !openers.source).then_some(classes)
    }

    /// Whether the word is a spelling of a complementiser that no other cue takes.
    fn is_own(&self, at: usize) -> bool {
        let word = self.view.slice(self.view.span(at, at + 1));
        self.view.grammar.cues[self.cue.lemma as usize].own.iter().any(|spelling| spelling == word)
    }

    /// Whether what was found at `next`, after an insert from `at` on that ends before `limit`, can be the cue's over that
    /// distance.
    fn may_follow(&self, found: &Fill, (at, next): (usize, usize), limit: usize, frame: bool) -> bool {
        if self.is_strong(found) {
            return true;
        }
        match self.relative_aside(at, limit) {
            Some(close) => next == close + 1,
            None => {
                let late = || frame && (self.opens_late_that(next) || self.is_inside_aside(at, next));
                next - at <= SHORT_INSERT && !late()
            }
        }
    }

    /// The comma after a relative clause between commas, where what the cue governs follows it: "the board, which met to look
    /// into it, called for".
    fn relative_aside(&self, at: usize, limit: usize) -> Option<usize> {
        let comma = |at: usize| self.view.begins(at, self.view.roles().comma);
        if at + 1 >= limit || !comma(at) || !self.view.is_plain(at + 1, self.view.roles().relative) {
            return None;
        }
        (at + 2..limit.saturating_sub(1)).find(|close| comma(*close) && self.governs(close + 1))
    }

    /// How long the adverb of time is that begins at the word; where the subject stands first also "on Wednesday" and "in a
    /// statement", after which a clause may follow without a marker.
    fn circumstance(&self, at: usize) -> Option<usize> {
        let view = self.view;
        let roles = view.roles();
        let temporal = |at: usize| [roles.time, roles.weekday].iter().find_map(|class| view.class_at(at, *class));
        if temporal(at).is_some() || !view.grammar.language.subject_first || at + 1 >= self.sentence.end {
            return temporal(at);
        }
        let determiner = usize::from(view.is(at + 1, roles.determiner));
        let occasion = at + 1 + determiner;
        let venue = view.class_at(at, roles.r#in).and_then(|_| view.class_at(occasion, roles.venue));
        let day = view.class_at(at, roles.on).and_then(|_| view.class_at(at + 1, roles.weekday));
        day.map(|length| length + 1).or(venue.map(|length| 1 + determiner + length))
    }

    /// Whether what needs no marker may begin at the word although an insert from `start` on stands before it: after the
    /// comma that closes what a comma opened, else after a finished word nearby.
    fn opens_bare(&self, start: usize, at: usize) -> bool {
        let comma = |at: usize| self.view.begins(at, self.view.roles().comma);
        let before = self.view.token(at - 1);
        // "Confirmed to the channel's site the presence of": the name of an outlet is finished.
        let told = || self.phrases().told_outlet(start, self.sentence.end).is_some_and(|outlet| outlet.end == at);
        let content = || self.phrases().is_content_noun(at);
        match comma(start) && at > start + 1 {
            true => at - start <= SHORT_INSERT && comma(at - 1) && content(),
            false => {
                let finished = || before.definite | before.enclitic | comma(at - 1) || told();
                at - start <= BARE_INSERT && content() && finished()
            }
        }
    }

    /// Whether what needs no marker may begin at the word after a comma: nothing else would.
    fn opens_late(&self, at: usize) -> bool {
        at < self.view.len()
            && self.view.token(at).conjunction == 0
            && (self.view.token(at).definite || self.opens_bare(at - 1, at))
    }

    /// Whether the frame that was found has a marker that can be far away: a complementiser, a quotation.
    pub(super) fn is_strong(&self, fill: &Fill) -> bool {
        fill.frame.is_none_or(|frame| self.view.grammar.rules.frames[frame.0 as usize].strong)
    }

    /// Whether an insert can begin with the word: a comma, an adverbial, a preposition, a relative clause.
    pub(super) fn opens_insert(&self, at: usize) -> bool {
        let view = self.view;
        let roles = view.roles();
        let openers = [
            roles.comma,
            roles.bracket,
            roles.adverbial,
            roles.time,
            roles.weekday,
            roles.r#in,
            roles.with,
            roles.to,
            roles.on,
            roles.about,
            roles.from,
            roles.relative,
            roles.r#for,
            roles.by,
            roles.turn_marker,
            roles.anonymity,
            roles.in_name_of,
            roles.r#as,
            roles.because,
            roles.negation,
            roles.resumptive,
            roles.what,
        ];
        // Most that do are of these classes.
        if view.any_at(at, openers) {
            return true;
        }
        let adverb = at < view.len() && view.grammar.language.subject_first && self.phrases().is_adverb(at);
        let preposition = at < view.len()
            && view.grammar.language.subject_first
            && view.is(at, roles.preposition)
            && !self.governs(at);
        let circumstance = adverb
            || preposition
            || at < view.len()
                && (self.phrases().is_marked_accusative(at) && at + 1 < view.len() && view.begins(at + 1, roles.colon)
                    || view.token(at).conjunction > 0 && view.is_plain(at, roles.pronoun));
        circumstance
            || self.phrases().opens_relative(at)
            || self.opens_bare_relative(at)
            || at > self.cue.end && self.phrases().is_own_speech(at)
    }

    /// Whether a verb opens a relative clause without relative word: "a draft that will be issued by".
    fn opens_bare_relative(&self, at: usize) -> bool {
        at > self.cue.end && at < self.view.len() && !self.view.token(at - 1).definite && self.phrases().is_deed(at)
    }

    /// Whether the word cannot be part of an insert: another cue that could claim the marker, a quotation, a colon.
    pub(super) fn blocks_insert(&self, at: usize) -> bool {
        let (view, roles) = (self.view, self.view.roles());
        let token = view.token(at);
        // "Left for the island, which means that": the matter has what follows.
        let colon = view.any_at(at, [roles.colon, roles.matter]);
        // Nearly no word can.
        let mark = (token.kind == TokenKind::Mark) & token.traits.any(Traits::MAY_QUOTE);
        if !(colon | mark | token.traits.any(Traits::CUE)) {
            return false;
        }
        // A clause that withholds a name is part of how the source is given.
        let withheld = |from: usize| view.class_at(from, roles.anonymity).is_some_and(|length| from + length > at);
        if (at.saturating_sub(3)..=at).any(withheld) {
            return false;
        }
        if colon {
            return true;
        }
        if self.detected.opened_by(token).is_some_and(|quotation| self.is_speech(quotation, at)) {
            return true;
        }
        let known = &view.grammar.admission;
        if at > self.cue.end
            && self.phrases().is_participle(at)
            && !view.begins(at, roles.adverbial)
            && (self.phrases().is_accusative(at) || view.begins(at - 1, roles.comma))
        {
            return true;
        }
        self.phrases().is_verb(at)
            && !(view.grammar.language.subject_first && self.phrases().stands_as_noun(at))
            && view.entries(at)[0].senses.iter().any(|sense| match sense {
                Sense::Cue { cue, form, .. } if form.is_finite() && !token.definite && !token.enclitic => {
                    let (own, others) = (self.governs, known.governs(*cue));
                    (!known.is_opening(*cue) || token.conjunction > 0)
                        && (own.shares(others) | (own.quotes & others.quotes))
                }
                _ => false,
            })
    }

    /// Whether marks right after a cue and its subject hold what was said: a few words with no colon before them
    /// and more words after them are a name or a phrase of the sentence.
    pub(super) fn is_speech(&self, quotation: &Quotation, at: usize) -> bool {
        let view = self.view;
        let close = quotation.close as usize;
        let words = (at..close).filter(|at| view.token(*at).kind == TokenKind::Word).count();
        let colon = at > 0 && view.begins(at - 1, view.roles().colon);
        let roles = view.roles();
        let prepositions = [roles.r#in, roles.on, roles.with, roles.to, roles.from, roles.about, roles.r#for, roles.by];
        let bare = |class: &_| {
            view.is_plain(at - 1, *class)
                || view.class_at(at - 1, *class).is_some_and(|_| view.is_lone_preposition(at - 1))
        };
        let governed = at > 0 && prepositions.iter().any(bare);
        let goes_on = governed || close < self.sentence.end && view.token(close).kind == TokenKind::Word;
        // Names in marks that commas part are a list.
        let comma = |at: usize| at < self.sentence.end && view.begins(at, roles.comma);
        let opens = |at: usize| at < self.sentence.end && self.detected.opened_by(view.token(at)).is_some();
        let closes = |at: usize| self.detected.closed_by(view.token(at)).is_some();
        let next = close + 1 + usize::from(close + 1 < self.sentence.end && view.is_conjunction(close + 1));
        let first = comma(close) && opens(next);
        let last = || (1..=2).any(|back| at > self.cue.end + back && comma(at - back) && closes(at - back - 1));
        if words <= NAME && !colon && (first || last()) {
            return false;
        }
        // A name in marks at the end of a circumstance: what the cue governs comes after it.
        let late = words <= FEW && !colon && at > self.cue.end && self.governs_after(close);
        quotation.role == QuotationRole::Quotation && (colon || words > FEW || !goes_on && at > self.cue.start) && !late
    }

    /// Whether a comma and, right there or after an apposition, what the cue governs follow.
    fn governs_after(&self, at: usize) -> bool {
        let comma = |at: usize| self.view.begins(at, self.view.roles().comma);
        let limit = self.sentence.end.min(at + APPOSITION);
        at < limit && comma(at) && (at + 1..limit).any(|next| comma(next - 1) && self.governs(next))
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented;

    /// Sources of all rows.
    fn sources(text: &str) -> Vec<String> {
        invented::rows(text).into_iter().map(|row| row.source_text.into_owned()).collect()
    }

    #[test]
    fn what_a_cue_governs_does_not_begin_inside_a_relative_clause_between_commas() {
        let text = "ودعت الكتلة، التي اجتمع أعضاؤها اليوم للتداول في ملف الجسر، إلى تشكيل لجنة للجسر.";
        let expected = "تشكيل لجنة للجسر";
        assert_eq!(invented::rows(text).remove(0).content, expected);
    }

    #[test]
    fn an_outlet_that_was_told_is_finished_before_an_act() {
        let text = "وأكد المستشار سامر الحمداني للجزيرة نت وجود مشاورات في الميناء.";
        let expected = "وجود مشاورات في الميناء";
        assert_eq!(invented::rows(text).remove(0).content, expected);
    }

    #[test]
    fn a_speech_of_the_speaker_is_what_he_closes() {
        let text = "وختم زياد النجار تصريحه للصحف بالقول إن الجسر مفتوح.";
        assert_eq!(sources(text), ["زياد النجار"]);
    }

    #[test]
    fn names_in_marks_that_commas_part_are_not_what_was_said() {
        let text = "وأورد المدير في حديثه إطلاق برامج منها «أفق»، و«مرفأ»، وتوسيع المدرسة.";
        assert!(invented::rows(text).iter().all(|row| row.content != "أفق […] مرفأ"));
    }

    #[test]
    fn a_complementiser_after_what_is_expected_is_not_the_cues() {
        assert!(sources("وصدر قرار حدد المشاريع التي من المنتظر أن تبدأ غدا.").is_empty());
    }

    #[test]
    fn a_participle_that_says_to_whom_somebody_speaks_is_a_circumstance() {
        let text = "وقال سامر متوجها إلى سكان المدينة «لقد عاد الماء إلى القرية صباح اليوم».";
        assert_eq!(sources(text), ["سامر"]);
    }
}
