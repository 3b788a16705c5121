//! Runs compiled patterns at a cue: to the left word by word backwards, to the right with inserts and frames.

use std::cell::OnceCell;

use super::Scope;
use super::fill::{Fill, Piece};
use super::group::Group;
use super::memo::Memo;
use super::phrase::{Bounds, Phrase, Phrases};
use crate::detect::Detected;
use crate::detect::cue::Cue;
use crate::grammar::CueEntry;
use crate::grammar::governs::{Governs, Lines};
use crate::grammar::lexicon::{ClassId, ClassSet};
use crate::grammar::notation::Slot;
use crate::grammar::pattern::{CueFilter, FrameId, Pattern, Step, StepKind};
use crate::grammar::terms::CueForm;
use crate::read::sentence::Sentence;
use crate::read::token::TokenKind;
use crate::read::view::View;
use crate::span::Span;

/// Runs patterns at one cue.
pub(super) struct Matcher<'a> {
    pub view: &'a View<'a>,
    pub detected: &'a Detected,
    pub sentence: &'a Sentence,
    /// First token of the sentence that counts, after a dateline.
    pub floor: usize,
    pub(super) scope: &'a Scope<'a>,
    pub cue: Cue,
    /// What is known of its lemma.
    pub(super) entry: &'a CueEntry,
    /// What the lemma's frames begin with.
    pub(super) governs: &'a Governs,
    /// What stands before the cue in its verb group.
    pub(super) group: Group,
    /// Classes of the words that end right before that group.
    pub(super) before: ClassSet,
    /// Whether a conjunction stands before the cue.
    pub(super) joined: bool,
    /// The source right before the group, once it was asked for.
    pub(super) subject: OnceCell<Option<(Phrase, ClassSet)>>,
    /// Whether the word after the cue can be its subject, once it was asked.
    takes_subject: OnceCell<bool>,
    /// Whether the word can be a cue where it stands, once it was asked.
    tried: OnceCell<bool>,
    /// Phrases after the cue.
    phrases: Memo<Asked, Option<Phrase>>,
}

/// What tells phrases after one cue apart: where they begin, whether the word has a joined preposition in front, whether
/// they are the subject, whether they may have an apposition.
type Asked = (usize, [bool; 4]);

impl<'a> Matcher<'a> {
    pub fn new(scope: &'a Scope<'a>, cue: Cue, group: Group) -> Self {
        let Scope { view, detected, sentence, floor, .. } = *scope;
        let entry = &view.grammar.cues[cue.lemma as usize];
        let before = view.classes_before(group.start, floor);
        Self {
            view,
            detected,
            sentence,
            floor,
            scope,
            cue,
            entry,
            governs: &entry.governs,
            group,
            before,
            joined: view.has_conjunction(cue.start),
            subject: OnceCell::new(),
            takes_subject: OnceCell::new(),
            tried: OnceCell::new(),
            phrases: Memo::default(),
        }
    }

    /// Fills what stands before the cue in a pattern that admits it, if that fits.
    pub fn pattern_before(&self, pattern: &Pattern, fill: &mut Fill) -> bool {
        if !self.may_begin(pattern) {
            return false;
        }
        fill.clear(self.group.start);
        let fits = self.left(&pattern.left, self.group.start, fill);
        fill.pieces.reverse();
        fits
    }

    /// Whether the words after the cue let the pattern fit.
    pub fn may_end(&self, pattern: &Pattern) -> bool {
        pattern.needs.is_within(self.scope.classes_from(self.cue.end))
    }

    /// Fills what stands after the cue in a pattern, if that fits.
    pub fn pattern_after(&self, pattern: &Pattern, fill: &mut Fill) -> bool {
        self.right(&pattern.right, self.cue.end, fill) && !fill.pieces.is_empty()
    }

    /// Whether the word can be a cue where it stands, which is found out once.
    pub fn is_tried(&self, find: impl FnOnce() -> bool) -> bool {
        *self.tried.get_or_init(find)
    }

    /// Whether the cue stands where a clause opens: at the start, with a conjunction, after a comma or turn marker.
    pub fn opens_clause(&self) -> bool {
        let view = self.view;
        let at = self.cue.start;
        let roles = view.roles();
        let before = || view.any_before(at, self.floor, [roles.comma, roles.turn_marker]);
        at <= self.scope.opening || self.joined || before()
    }

    pub(super) fn admits(&self, filter: CueFilter) -> bool {
        filter.form.takes(self.cue.form) && filter.frame.is_none_or(|frame| self.entry.frames.contains(&frame))
    }

    /// Matches the elements after the cue from token `at` on. Where they do not fit, the fill stays as it was.
    pub(super) fn right(&self, steps: &[Step], at: usize, fill: &mut Fill) -> bool {
        let (mut steps, mut at) = (steps, at);
        let joined = fill.joined;
        while let Some((step, rest)) = steps.split_first() {
            let found = match step.kind {
                StepKind::Class(class) => match self.class_after(step, class, at) {
                    Some(after) if step.optional => self.right_after(rest, after, fill),
                    Some((next, bytes)) => {
                        (steps, at, fill.joined) = (rest, next, bytes.or(fill.joined));
                        continue;
                    }
                    None => false,
                },
                StepKind::Insert => self.insert(rest, at, fill),
                StepKind::Slot(Slot::Frame) => self.frame(rest, at, fill, true) || self.frame(rest, at, fill, false),
                StepKind::Slot(slot) => {
                    // What stands after the comma is an apposition only if the rest of the pattern fits after it.
                    let retry = slot == Slot::Source && self.view.grammar.language.subject_first;
                    self.slot_and_rest(slot, rest, at, fill, false)
                        || retry && self.slot_and_rest(slot, rest, at, fill, true)
                }
            };
            if found {
                return true;
            }
            if !step.optional {
                fill.joined = joined;
                return false;
            }
            steps = rest;
        }
        fill.end = at;
        true
    }

    /// The same after a word that may be missing, of whose start a joined preposition takes so many bytes.
    fn right_after(&self, rest: &[Step], (at, bytes): (usize, Option<usize>), fill: &mut Fill) -> bool {
        let joined = fill.joined;
        fill.joined = bytes.or(joined);
        let found = self.right(rest, at, fill);
        if !found {
            fill.joined = joined;
        }
        found
    }

    /// The token after a word of a class, and the bytes that a joined preposition of the class takes of that token.
    fn class_after(&self, step: &Step, class: ClassId, at: usize) -> Option<(usize, Option<usize>)> {
        let length = self.view.class_at(at, class).filter(|length| at + length <= self.sentence.end)?;
        if step.ahead {
            return Some((at, None));
        }
        let joined = self.view.joined_bytes(at, class);
        if joined.is_none() {
            return Some((at + length, None));
        }
        (at <= self.cue.end || !self.is_place_name(at)).then_some((at, joined))
    }

    fn slot_and_rest(&self, slot: Slot, rest: &[Step], at: usize, fill: &mut Fill, plain: bool) -> bool {
        let before = (if slot == Slot::Target { fill.target } else { fill.source }, fill.verb, fill.joined);
        let Some(next) = self.slot_after(slot, at, fill, plain) else { return false };
        let found = self.right(rest, next, fill);
        if !found {
            fill.empty(slot, before);
        }
        found
    }

    /// The token after what fills a slot.
    fn slot_after(&self, slot: Slot, at: usize, fill: &mut Fill, plain: bool) -> Option<usize> {
        let limit = self.sentence.end;
        match slot {
            Slot::Source | Slot::Relay
                if at == self.cue.end && !*self.takes_subject.get_or_init(|| self.takes_subject(at)) =>
            {
                None
            }
            // The pronoun that the verb carries is whom or what the act is directed at: "described it as".
            Slot::Target if at == self.cue.end && self.view.token(at - 1).enclitic => {
                fill.target = Some(Phrase { start: at - 1, end: at });
                Some(at)
            }
            // "Accused of the closure": what a preposition opens is not whom it is directed at.
            Slot::Target if self.view.token(at.min(limit - 1)).preposition_class.is_some() => None,
            Slot::Source | Slot::Relay | Slot::Target => {
                let told =
                    (slot == Slot::Relay && fill.source.is_none()).then(|| self.phrases().told_outlet(at, limit));
                let phrase = told.flatten().or_else(|| self.noun_phrase(slot, at, fill, plain))?;
                fill.joined = None;
                match slot {
                    Slot::Source => fill.source = Some(phrase),
                    Slot::Relay => fill.relays.push(phrase),
                    _ => fill.target = Some(phrase),
                }
                Some(phrase.end)
            }
            Slot::Content => self.content_after(at, fill),
            Slot::Quotation => {
                let quotation = self.detected.opened_by(self.view.token(at.min(self.view.len() - 1)))?;
                // "She said:" at the end of a line: the next one holds her words.
                let below = at == limit && self.view.begins(at - 1, self.view.roles().colon);
                if !below && (at >= limit || !self.is_speech(quotation, at)) {
                    return None;
                }
                let next = self.view.token_from(quotation.span.end.saturating_sub(1)) + 1;
                fill.pieces.push(self.quoted(quotation.inner));
                Some(next.min(self.view.len()))
            }
            Slot::Verb => self.phrases().is_verb(at).then(|| {
                fill.verb = Some(at);
                at + 1
            }),
            Slot::End => (self.trimmed(at, limit) <= at).then_some(limit),
            Slot::Start | Slot::Frame | Slot::Shared | Slot::Topic | Slot::Clause => None,
        }
    }

    /// The noun phrase that fills a slot.
    fn noun_phrase(&self, slot: Slot, at: usize, fill: &Fill, plain: bool) -> Option<Phrase> {
        let limit = self.sentence.end;
        let Governs { stops, object, target, .. } = self.governs;
        let subject = slot == Slot::Source && at == self.cue.end && self.cue.form.is_finite();
        let target = *target && slot != Slot::Target;
        let bounds = Bounds { limit, stops: *stops, object: *object, target, subject, plain };
        // "According to" may be written together with what follows it.
        let fixed = self.cue.form == CueForm::Fixed && at == self.cue.end && at < limit;
        let joined = fill.joined.is_some() || fixed && self.view.token(at).preposition_class.is_some();
        self.phrases.get((at, [joined, subject, plain, target]), || match joined {
            true => self.phrases().after_joined(at, &bounds),
            false => self.phrases().phrase_after(at, &bounds),
        })
    }

    /// What the cue governs from token `at` on, to wherever it ends.
    fn content_after(&self, at: usize, fill: &mut Fill) -> Option<usize> {
        let limit = self.sentence.end;
        let first = self.view.token(at.min(self.view.len() - 1));
        let start = first.span.start + fill.joined.map_or(u32::from(first.conjunction), |bytes| bytes as u32);
        let marked =
            |frame: FrameId| self.view.grammar.rules.frames[frame.0 as usize].lines.iter().any(|line| line.marked);
        let unmarked = fill.frame.is_some_and(|frame| !marked(frame));
        // A bare complementiser opens a clause: another frame is meant.
        let that = self.governs.stops.meets([self.view.roles().that, self.view.roles().that_it].into());
        let clause = self.is_complementiser(at) && (that || !self.view.grammar.language.subject_first);
        let when = self.view.grammar.language.subject_first
            && !self.is_complementiser(at - 1)
            && self.view.any_at(at, [self.view.roles().time, self.view.roles().weekday]);
        let pronoun = at > 0 && self.view.is_plain(at - 1, self.view.roles().that) && self.is_demonstrative(at - 1);
        // "Appears in court" claims nothing; "appears to be" does.
        let roles = self.view.roles();
        let places = [roles.r#in, roles.on, roles.with, roles.from, roles.r#for, roles.adverbial];
        let place = self.view.grammar.language.subject_first
            && self.cue.form.is_finite()
            && self.cue.form != CueForm::Passive
            && fill.source.is_none()
            && fill.frame.is_none()
            && self.view.any_at(at, places);
        if when
            || place
            || pronoun
            || clause
            || self.trimmed(at, limit) <= at
            || unmarked && !self.opens_object(at, fill.source.is_some())
        {
            return None;
        }
        fill.joined = None;
        fill.pieces.push(Piece { start, from: at, to: limit, open: true, quoted: None });
        Some(limit)
    }

    /// Whether one of the lemma's frames begins with the word.
    pub(super) fn governs(&self, at: usize) -> bool {
        self.view.any_at(at, self.governs.stops)
    }

    /// Whether what a verb governs without a marker can begin with the word.
    fn opens_object(&self, at: usize, subject: bool) -> bool {
        let view = self.view;
        let token = view.token(at);
        let quotation = self.detected.opened_by(token).is_some();
        let subject_first = view.grammar.language.subject_first;
        let word = token.kind == TokenKind::Word || subject_first && token.kind == TokenKind::Number;
        let enclitic = view.token(self.cue.end - 1).enclitic;
        let or = view.begins(at, view.roles().or);
        // A word before a complementiser belongs to the subject.
        let that = !subject_first && self.is_complementiser_with_pronoun(at + 1);
        // What could be the subject is not taken for the object of a verb without one.
        let phrases = self.phrases();
        let finite = self.cue.form.is_finite() && !subject && !subject_first;
        if finite && view.is_plain(at, view.roles().name_particle) {
            return false;
        }
        if finite && !phrases.is_content_noun(at) && phrases.is_source_like(Phrase { start: at, end: at + 1 }) {
            return false;
        }
        // "The accident proved the weakness of": two noun phrases, the first is the subject.
        let subject_first = finite && token.definite && token.is_unknown() && self.is_bare(at + 1);
        (word || quotation)
            && !subject_first
            && !enclitic
            && !or
            && !that
            && token.conjunction == 0
            && !self.opens_insert(at)
            && !(view.grammar.language.subject_first && view.is(at, view.roles().preposition))
            && (subject_first
                || !self.phrases().is_verb(at) && !self.phrases().is_deed(at) && !self.phrases().is_participle(at))
    }

    /// Whether the word is a noun without article, preposition or conjunction, as far as one can tell.
    fn is_bare(&self, at: usize) -> bool {
        if at >= self.sentence.end {
            return false;
        }
        let token = self.view.token(at);
        token.kind == TokenKind::Word
            && !token.definite
            && token.conjunction == 0
            && token.preposition_class.is_none()
            && !self.opens_insert(at)
            && (token.is_unknown() || self.phrases().is_content_noun(at))
    }

    pub(super) fn quoted(&self, inner: Span) -> Piece {
        let from = self.view.token_from(inner.start);
        let to = self.view.token_from(inner.end.saturating_sub(1)) + 1;
        Piece { start: inner.start, from, to, open: false, quoted: Some(inner) }
    }

    fn is_complementiser(&self, at: usize) -> bool {
        at < self.sentence.end && self.view.is_plain(at, self.view.roles().that) && !self.is_demonstrative(at)
    }

    fn is_complementiser_with_pronoun(&self, at: usize) -> bool {
        at < self.sentence.end && self.view.is_plain(at, self.view.roles().that_it) && self.governs(at)
    }

    /// "Said that was wrong": before a verb the complementiser is a pronoun.
    fn is_demonstrative(&self, at: usize) -> bool {
        let roles = self.view.roles();
        let verb = self.view.is_any(at + 1, [roles.copula, roles.auxiliary]);
        self.view.grammar.language.subject_first && verb
    }

    /// One past the last token of `at..limit` that is no closing mark.
    pub(super) fn trimmed(&self, at: usize, limit: usize) -> usize {
        let words = (at..limit.min(self.view.len())).rev();
        words
            .map(|at| (at, self.view.token(at)))
            .find(|(_, token)| token.kind != TokenKind::Mark)
            .map_or(at, |(at, _)| at + 1)
    }

    /// One of the lemma's frames at `at`: those with a marker, or those without.
    pub(super) fn frame(&self, rest: &[Step], at: usize, fill: &mut Fill, marked: bool) -> bool {
        let Lines { openers, lines } = if marked { &self.governs.far } else { &self.governs.near };
        let there = self.stands_at(at, openers);
        if !openers.meet(&there) {
            return false;
        }
        let classes = self.scope.classes_from(at);
        let frames = &self.view.grammar.rules.frames;
        let frame = fill.frame;
        for line in lines {
            if !line.needs.is_within(classes) || !line.openers.meet(&there) {
                continue;
            }
            let before = (!rest.is_empty()).then(|| fill.now());
            fill.frame = Some(line.frame);
            let steps = &frames[line.frame.0 as usize].lines[line.number as usize].steps;
            if self.right(steps, at, fill) {
                let Some(before) = before else { return true };
                if self.right(rest, fill.end, fill) {
                    return true;
                }
                fill.restore(before);
            }
        }
        fill.frame = frame;
        false
    }

    pub fn phrases(&self) -> Phrases<'_> {
        Phrases { view: self.view, detected: self.detected }
    }
}
