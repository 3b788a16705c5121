//! Runs compiled patterns at a cue: to the left word by word backwards, to the right with inserts and frames.

use std::cell::OnceCell;

use super::fill::{Fill, Piece};
use super::group::Group;
use super::memo::Asked;
use super::phrase::{Bounds, Phrase, Phrases};
use super::setting::{Scope, Setting};
use crate::detect::Detected;
use crate::detect::cue::Cue;
use crate::detect::quotation::Quotation;
use crate::grammar::governs::{Governs, Lines};
use crate::grammar::lexicon::{ClassId, ClassSet};
use crate::grammar::notation::Slot;
use crate::grammar::opener::Openers;
use crate::grammar::pattern::{CueFilter, Pattern, Step, StepKind};
use crate::grammar::terms::CueForm;
use crate::read::sentence::Sentence;
use crate::read::view::View;

/// Runs patterns at one cue.
pub(super) struct Matcher<'a> {
    pub view: &'a View<'a>,
    pub detected: &'a Detected,
    pub sentence: &'a Sentence,
    /// First token of the sentence that counts, after a dateline.
    pub floor: usize,
    pub(super) scope: &'a Scope<'a>,
    pub cue: Cue,
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
}

impl<'a> Matcher<'a> {
    #[inline]
    pub fn new(scope: &'a Scope<'a>, cue: &Cue, (form, group): (CueForm, Group)) -> Self {
        let Setting { view, detected, sentence, floor, .. } = scope.setting;
        let before = view.classes_before(group.start, floor);
        Self {
            view,
            detected,
            sentence,
            floor,
            scope,
            cue: Cue { form, ..*cue },
            governs: view.grammar.admission.governs(cue.lemma),
            group,
            before,
            joined: view.has_conjunction(cue.start),
            subject: OnceCell::new(),
            takes_subject: OnceCell::new(),
            tried: OnceCell::new(),
        }
    }

    /// Fills what stands before the cue in a pattern that admits it, if that fits.
    pub fn pattern_before(&self, pattern: &Pattern, fill: &mut Fill) -> bool {
        fill.clear(self.group.start);
        // Most patterns ask for nothing there.
        if pattern.left.is_empty() {
            return true;
        }
        let fits = self.left(&pattern.left, self.group.start, fill);
        fill.pieces.reverse();
        fits
    }

    /// Whether the word after the cue can be its subject, which is found out once.
    pub fn takes_subject_after(&self) -> bool {
        *self.takes_subject.get_or_init(|| self.takes_subject(self.cue.end))
    }

    /// Whether the word can be a cue where it stands, which is found out once.
    pub fn is_tried(&self, find: impl FnOnce() -> bool) -> bool {
        *self.tried.get_or_init(find)
    }

    /// Fills what stands after the cue in a pattern, if that fits.
    pub fn pattern_after(&self, pattern: &Pattern, fill: &mut Fill) -> bool {
        self.right(&pattern.right, self.cue.end, fill) && !fill.pieces.is_empty()
    }

    /// Whether the cue stands where a clause opens: at the start, with a conjunction, after a comma or turn marker.
    pub fn opens_clause(&self) -> bool {
        let view = self.view;
        let at = self.cue.start;
        let roles = view.roles();
        let before = || view.any_before(at, self.floor, [roles.comma, roles.turn_marker]);
        at <= self.scope.opening || self.joined || before()
    }

    /// Whether the form and the frames of the cue are those that a pattern asks for.
    pub(super) fn admits(&self, filter: CueFilter) -> bool {
        filter.form.takes(self.cue.form) && filter.frame.is_none_or(|frame| self.governs.has(frame))
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
        if rest.is_empty() {
            fill.end = next;
            return true;
        }
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
            Slot::Source | Slot::Relay if at == self.cue.end && !self.takes_subject_after() => None,
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
                let phrase = told.flatten().or_else(|| self.noun_phrase(slot, at, fill.joined, plain))?;
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
                let next = quotation.close as usize;
                fill.pieces.push(self.quoted(quotation));
                Some(next.min(self.view.len()))
            }
            Slot::Verb => self.phrases().is_verb(at).then(|| {
                fill.verb = Some(at);
                at + 1
            }),
            Slot::End => self.scope.ends_at(at).then_some(limit),
            Slot::Start | Slot::Frame | Slot::Shared | Slot::Topic | Slot::Clause => None,
        }
    }

    /// The noun phrase that fills a slot.
    fn noun_phrase(&self, slot: Slot, at: usize, joined: Option<usize>, plain: bool) -> Option<Phrase> {
        let limit = self.sentence.end;
        let Governs { stops, object, target, .. } = self.governs;
        let subject = slot == Slot::Source && at == self.cue.end && self.cue.form.is_finite();
        let target = *target && slot != Slot::Target;
        let bounds = Bounds { limit, stops: *stops, object: *object, target, subject, plain };
        // "According to" may be written together with what follows it.
        let fixed = self.cue.form == CueForm::Fixed && at == self.cue.end && at < limit;
        let joined = joined.is_some() || fixed && self.view.token(at).preposition_class.is_some();
        self.scope.known.get(Asked::after(at, self.cue.lemma, [joined, subject, plain, target]), || match joined {
            true => self.phrases().after_joined(at, &bounds),
            false => self.phrases().phrase_after(at, &bounds),
        })
    }

    /// Whether one of the lemma's frames begins with the word.
    pub(super) fn governs(&self, at: usize) -> bool {
        self.view.any_at(at, self.governs.stops)
    }

    /// The piece of content that is the inside of a quotation.
    pub(super) fn quoted(&self, quotation: &Quotation) -> Piece {
        let ((from, to), inner) = ((quotation.first as usize, quotation.last as usize), quotation.inner);
        Piece { start: inner.start, from, to, open: false, quoted: Some(inner) }
    }

    /// One of the lemma's frames at `at`: those with a marker, or those without.
    pub(super) fn frame(&self, rest: &[Step], at: usize, fill: &mut Fill, marked: bool) -> bool {
        let lines = if marked { &self.governs.far } else { &self.governs.near };
        let there = self.stands_at(at, &lines.openers);
        lines.openers.meet(&there) && self.lines(lines, &there, rest, at, fill)
    }

    /// One of some lines of frames at `at`, where this stands.
    pub(super) fn lines(&self, lines: &Lines, there: &Openers, rest: &[Step], at: usize, fill: &mut Fill) -> bool {
        let frame = fill.frame;
        for line in lines.beginning(there, self.scope.classes_from(at)) {
            let before = (!rest.is_empty()).then(|| fill.now());
            fill.frame = Some(line.frame);
            if self.right(&line.steps, at, fill) {
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

    /// Where noun phrases are looked for.
    pub fn phrases(&self) -> Phrases<'_> {
        Phrases { view: self.view, detected: self.detected }
    }
}
