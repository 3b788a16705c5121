//! Choosing: in which reading a word is a cue, and which pattern fits there first.

use std::cell::OnceCell;

use smallvec::SmallVec;

use super::fill::Fill;
use super::group::Group;
use super::matcher::Matcher;
use super::phrase::Phrase;
use super::{Candidate, Candidates, Scope};
use crate::detect::cue::Cue;
use crate::grammar::pattern::Only;
use crate::grammar::terms::CueForm;
use crate::read::layout::BlockRole;

/// A reading of a cue with those of 64 patterns that may still fit.
struct Tried<'a> {
    matcher: Matcher<'a>,
    set: u64,
}

/// Longest line that can be an alert, in tokens.
const ALERT: usize = 30;

impl Scope<'_> {
    /// Adds one candidate a cue: the first pattern of the file that fits in some reading.
    pub(super) fn candidates(&self, cues: &[Cue], without: Option<&str>, candidates: &mut Candidates) {
        for readings in cues.chunk_by(|a, b| a.start == b.start) {
            let at = readings[0].start;
            let spoken_for = at < self.floor || self.is_spoken_for(at, candidates);
            if !spoken_for && !(self.quotes && self.detected.quoted(readings[0].span.start).is_some()) {
                self.candidate(readings, without, candidates);
            }
        }
    }

    /// Whether the word is part of what another pattern took already: the verb of `وفق ما ذكرت`.
    fn is_spoken_for(&self, at: usize, candidates: &[Candidate]) -> bool {
        candidates.iter().rev().take(3).any(|candidate| {
            let inside =
                |phrase: &Option<Phrase>| phrase.is_some_and(|phrase| (phrase.start..phrase.end).contains(&at));
            let insert = candidate.fill.pieces.iter().find(|piece| piece.from >= candidate.cue.end);
            candidate.fill.verb == Some(at)
                || insert.is_some_and(|piece| (candidate.cue.end..piece.from).contains(&at))
                || (candidate.cue.start..candidate.cue.end).contains(&at)
                || inside(&candidate.fill.source)
                || candidate.fill.relays.iter().any(|relay| inside(&Some(*relay)))
        })
    }

    /// Whether the sentence is a headline, or all there is of a short line: an alert.
    fn is_headline(&self) -> bool {
        let block = &self.view.document.blocks[self.sentence.block];
        let alone = self.sentence.start == block.start && self.sentence.end == block.end;
        block.role == BlockRole::Headline || alone && block.end - block.start <= ALERT
    }

    fn candidate(&self, readings: &[Cue], without: Option<&str>, candidates: &mut Candidates) {
        let grammar = self.view.grammar;
        let (patterns, admission) = (&grammar.rules.patterns, &grammar.admission);
        let words = admission.words();
        let place = OnceCell::new();
        let mut matchers: SmallVec<[Tried<'_>; 2]> = SmallVec::new();
        for cue in readings {
            if let Some((cue, group)) = self.in_group(*cue, &place)
                && (0..words).any(|word| self.fitting(word, &cue) != 0)
            {
                matchers.push(Tried { matcher: Matcher::new(self, cue, group), set: 0 });
            }
        }
        let matchers = matchers.as_mut_slice();
        let mut fill = Fill::default();
        for word in 0..words {
            for Tried { matcher, set } in &mut *matchers {
                let own = matcher.patterns(word);
                *set = if own != 0 && matcher.is_tried(|| self.is_tried(matcher, without)) { own } else { 0 };
            }
            let mut further = u64::MAX;
            loop {
                let set = further & matchers.iter().fold(0, |all, tried| all | tried.set);
                if set == 0 {
                    break;
                }
                let bit = set.trailing_zeros();
                further = u64::MAX << bit << 1;
                let number = word * 64 + bit as usize;
                let pattern = &patterns[number];
                if pattern.only == Only::Headline && !self.is_headline() {
                    continue;
                }
                for Tried { matcher, set } in &mut *matchers {
                    if *set >> bit & 1 == 0 || !matcher.may_end(pattern) {
                        continue;
                    }
                    if !matcher.pattern_before(pattern, &mut fill) {
                        // Nor does any other pattern fit that asks for the same before the cue.
                        *set &= !admission.alike(word, number);
                        continue;
                    }
                    if !matcher.pattern_after(pattern, &mut fill) {
                        continue;
                    }
                    let (cue, clause) = (matcher.cue, matcher.is_strong(&fill));
                    if self.is_sound(&cue, &fill, pattern.only, clause) {
                        candidates.push(Candidate { cue, pattern: number, fill, clause });
                        return;
                    }
                }
            }
        }
    }

    /// One word of the set of patterns that the lemma and the form of a cue and the words of the sentence let fit.
    pub(super) fn fitting(&self, word: usize, cue: &Cue) -> u64 {
        let admission = &self.view.grammar.admission;
        let set = admission.patterns(word, cue.lemma, cue.form) & self.patterns[word];
        let framed = set & admission.framed(word);
        if framed == 0 || self.may_govern(cue) { set } else { set & !framed }
    }

    /// Whether the words after a cue let one of its frames fit.
    fn may_govern(&self, cue: &Cue) -> bool {
        let governs = &self.view.grammar.cues[cue.lemma as usize].governs;
        governs.may_follow(self.classes_from(cue.end), self.quotes)
    }

    /// Whether the word can be a cue where it stands, whatever is around it.
    fn is_tried(&self, matcher: &Matcher<'_>, without: Option<&str>) -> bool {
        let (view, cue) = (self.view, &matcher.cue);
        // The first person is the writer's or stands in a quotation. The jussive stands after a negation or a purpose: nothing
        // was said.
        if cue.agreement.person == Some(1) || cue.form == CueForm::Jussive {
            return false;
        }
        if matcher.entry.opening && !matcher.opens_clause() && !self.is_told_by(cue) {
            return false;
        }
        // After another finite verb, without a conjunction, the form is its object: "refused to mention". After a preposition no
        // verb stands: the form is a verbal noun.
        let before = cue.start.checked_sub(1).filter(|before| *before >= self.floor);
        let before = before.filter(|_| !view.grammar.language.subject_first && !matcher.joined);
        let object = |before: usize| match cue.form {
            CueForm::Perfect => self.phrases().is_verb(before) || view.is_plain(before, view.roles().preposition),
            CueForm::Participle => view.is_plain(before, view.roles().preposition),
            _ => false,
        };
        if before.is_some_and(object) {
            return false;
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

    /// A cue in the form that its verb group makes of it, with the group, if that allows it at all; `place` remembers the
    /// group for other readings of the word.
    fn in_group(&self, cue: Cue, place: &OnceCell<Option<Group>>) -> Option<(Cue, Group)> {
        let phrases = self.phrases();
        let alone = Group { start: cue.start, ..Group::default() };
        if !self.view.grammar.language.subject_first || cue.form == CueForm::Fixed {
            return Some((cue, alone));
        }
        let group = *place.get_or_init(|| {
            let part = phrases.is_hyphened(cue.start) || phrases.is_inside_name(cue.start);
            (!part).then(|| phrases.group(cue.start, self.floor))
        });
        let group = group.map(|group| if cue.form == CueForm::Noun { alone } else { group })?;
        let form = phrases.form_in(group, cue.form)?;
        Some((Cue { form, ..cue }, group))
    }
}
