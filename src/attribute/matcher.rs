//! Runs compiled patterns at a cue: to the left word by word backwards, to the right with inserts and frames.

use nom::Parser;

use super::Scope;
use super::group::Group;
use super::memo::Memo;
use super::opener::Openers;
use super::phrase::{Bounds, Phrase, Phrases};
use crate::detect::Detected;
use crate::detect::cue::Cue;
use crate::detect::stream::{Stream, word};
use crate::grammar::lexicon::{ClassId, ClassSet};
use crate::grammar::notation::Slot;
use crate::grammar::pattern::{CueFilter, Frame, FrameId, Guard, Pattern, Step, StepKind};
use crate::grammar::terms::CueForm;
use crate::read::sentence::Sentence;
use crate::read::token::TokenKind;
use crate::read::view::View;
use crate::span::Span;

/// A stretch of content: where it begins, and where it ends if the pattern says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// First byte.
    pub start: u32,
    /// First token.
    pub from: usize,
    /// One past the last token; the sentence's end where the extent is open.
    pub to: usize,
    /// Whether the end is still to be found.
    pub open: bool,
    /// Whether it is the inside of a quotation, which nothing shortens.
    pub quoted: Option<Span>,
}

/// What a pattern filled in.
#[derive(Clone, Debug, Default)]
pub(super) struct Fill {
    pub source: Option<Phrase>,
    /// Outlets, nearest to the publisher first.
    pub relays: Vec<Phrase>,
    pub target: Option<Phrase>,
    pub verb: Option<usize>,
    pub pieces: Vec<Piece>,
    pub frame: Option<FrameId>,
    /// First token of the construction.
    pub lead: usize,
    /// One past the last token that the pattern itself took.
    pub end: usize,
    /// Bytes of a joined preposition at the next token.
    pub joined: Option<usize>,
    /// Whether the source is that of a verb further left.
    pub shared: bool,
}

/// Runs patterns at one cue.
pub(super) struct Matcher<'a> {
    pub view: &'a View<'a>,
    pub detected: &'a Detected,
    pub sentence: &'a Sentence,
    /// First token of the sentence that counts, after a dateline.
    pub floor: usize,
    pub(super) scope: &'a Scope<'a>,
    pub cue: Cue,
    /// Classes that the lemma's frames begin with.
    pub(super) stops: ClassSet,
    object: bool,
    target: bool,
    /// What stands before the cue in its verb group.
    pub(super) group: Group,
    /// What the frames with a marker begin with that may stand far from the cue.
    openers: Openers,
    /// Phrases after the cue.
    phrases: Memo<Asked, Option<Phrase>>,
}

/// What tells phrases after one cue apart: where they begin, whether the word has a joined preposition in front, whether
/// they are the subject, whether they may have an apposition.
type Asked = (usize, [bool; 4]);

impl<'a> Matcher<'a> {
    pub fn new(scope: &'a Scope<'a>, cue: Cue, group: Group) -> Self {
        let Scope { view, detected, sentence, floor, .. } = *scope;
        let rules = &view.grammar.rules;
        let frames = &view.grammar.cues[cue.lemma as usize].frames;
        let lines = || frames.iter().flat_map(|frame| &rules.frames[frame.0 as usize].lines);
        // Where objects stand before what the verb governs, the words after them end them too.
        let free = view.grammar.language.subject_first;
        let directed = |line: &[Step]| line.first().is_some_and(|step| step.kind == StepKind::Slot(Slot::Target));
        let depth = move |line: &[Step]| if free || directed(line) { usize::MAX } else { 1 };
        let steps = lines().flat_map(|line| line.iter().take(depth(line)));
        let mut stops = ClassSet::default();
        steps.for_each(|step| {
            if let StepKind::Class(class) = step.kind {
                stops.insert(class);
            }
        });
        let mut openers = Openers::default();
        let far = frames.iter().map(|frame| &rules.frames[frame.0 as usize]).filter(|frame| !frame.near);
        let marked = far.flat_map(|frame| &frame.lines).filter(|line| is_marked(line));
        marked.for_each(|line| openers.add(line));
        let begins = |slot| lines().any(|line| line.first().is_some_and(|step| step.kind == StepKind::Slot(slot)));
        let (object, target) = (begins(Slot::Content), begins(Slot::Target));
        let phrases = Memo::default();
        Self { view, detected, sentence, floor, scope, cue, stops, object, target, group, openers, phrases }
    }

    /// Fills a pattern at the cue.
    pub fn pattern(&self, pattern: &Pattern) -> Option<Fill> {
        if !self.admits(pattern.cue) || !self.may_begin(&pattern.right, self.cue.end) {
            return None;
        }
        let fill = self.left(&pattern.left, self.group.start, Fill { lead: self.group.start, ..Fill::default() })?;
        let fill = self.right(&pattern.right, self.cue.end, fill)?;
        (!fill.pieces.is_empty()).then_some(fill)
    }

    /// Whether a guard forbids the cue.
    pub fn guarded(&self, guard: &Guard) -> bool {
        if guard.names_cue {
            return self.admits(guard.cue)
                && self.left(&guard.left, self.cue.start, Fill::default()).is_some()
                && self.right(&guard.right, self.cue.end, Fill::default()).is_some();
        }
        guard.left.iter().any(|step| match step.kind {
            StepKind::Class(class) => self.covers_cue(class),
            _ => false,
        })
    }

    fn covers_cue(&self, class: ClassId) -> bool {
        let from = self.cue.start.saturating_sub(4).max(self.sentence.start);
        (from..=self.cue.start)
            .any(|at| self.view.class_at(at, class).is_some_and(|length| at + length > self.cue.start))
    }

    /// Whether the cue stands where a clause opens: at the start, with a conjunction, after a comma or turn marker.
    pub fn opens_clause(&self) -> bool {
        let view = self.view;
        let at = self.cue.start;
        let before = || {
            [view.roles().comma, view.roles().turn_marker]
                .iter()
                .any(|class| view.class_before(at, self.floor, *class).is_some())
        };
        at <= self.skip_connectives() || view.has_conjunction(at) || before()
    }

    fn admits(&self, filter: CueFilter) -> bool {
        let entry = &self.view.grammar.cues[self.cue.lemma as usize];
        filter.form.takes(self.cue.form) && filter.frame.is_none_or(|frame| entry.frames.contains(&frame))
    }

    /// Matches the elements after the cue from token `at` on.
    pub(super) fn right(&self, steps: &[Step], at: usize, fill: Fill) -> Option<Fill> {
        let Some((step, rest)) = steps.split_first() else { return Some(Fill { end: at, ..fill }) };
        let found = match step.kind {
            StepKind::Class(class) => self.class_after(step, rest, class, at, &fill),
            StepKind::Insert => self.insert(rest, at, &fill),
            StepKind::Slot(Slot::Frame) => {
                self.frame(rest, at, &fill, true).or_else(|| self.frame(rest, at, &fill, false))
            }
            StepKind::Slot(slot) => {
                let taken = |plain: bool| {
                    self.slot_after(slot, at, &fill, plain).and_then(|(next, fill)| self.right(rest, next, fill))
                };
                // What stands after the comma is an apposition only if the rest of the pattern fits after it.
                let retry = slot == Slot::Source && self.view.grammar.language.subject_first;
                taken(false).or_else(|| retry.then(|| taken(true)).flatten())
            }
        };
        found.or_else(|| step.optional.then(|| self.right(rest, at, fill)).flatten())
    }

    fn class_after(&self, step: &Step, rest: &[Step], class: ClassId, at: usize, fill: &Fill) -> Option<Fill> {
        let stream = Stream::new(self.view, at, self.sentence.end);
        let (next, _) = word(class).parse(stream).ok()?;
        if step.ahead {
            return self.right(rest, at, fill.clone());
        }
        let joined = self.view.joined_bytes(at, class);
        if joined.is_some() && at > self.cue.end && self.is_place_name(at) {
            return None;
        }
        if joined.is_some() {
            return self.right(rest, at, Fill { joined, ..fill.clone() });
        }
        self.right(rest, next.at, fill.clone())
    }

    fn slot_after(&self, slot: Slot, at: usize, fill: &Fill, plain: bool) -> Option<(usize, Fill)> {
        let mut fill = fill.clone();
        let limit = self.sentence.end;
        match slot {
            Slot::Source | Slot::Relay if at == self.cue.end && !self.takes_subject(at) => None,
            Slot::Relay if fill.source.is_none() && self.phrases().told_outlet(at, limit).is_some() => {
                let phrase = self.phrases().told_outlet(at, limit)?;
                fill.joined = None;
                fill.relays.push(phrase);
                Some((phrase.end, fill))
            }
            // The pronoun that the verb carries is whom or what the act is directed at: "described it as".
            Slot::Target if at == self.cue.end && self.view.token(at - 1).enclitic => {
                fill.target = Some(Phrase { start: at - 1, end: at });
                Some((at, fill))
            }
            // "Accused of the closure": what a preposition opens is not whom it is directed at.
            Slot::Target if self.view.token(at.min(limit - 1)).preposition_class.is_some() => None,
            Slot::Source | Slot::Relay | Slot::Target => {
                let subject = slot == Slot::Source && at == self.cue.end && self.cue.form.is_finite();
                let target = self.target && slot != Slot::Target;
                let bounds = Bounds { limit, stops: self.stops, object: self.object, target, subject, plain };
                // "According to" may be written together with what follows it.
                let fixed = self.cue.form == CueForm::Fixed && at == self.cue.end && at < limit;
                let joined = fill.joined.is_some() || fixed && self.view.token(at).preposition_class.is_some();
                let phrase = self.phrases.get((at, [joined, subject, plain, target]), || match joined {
                    true => self.phrases().after_joined(at, bounds),
                    false => self.phrases().phrase_after(at, bounds),
                })?;
                fill.joined = None;
                match slot {
                    Slot::Source => fill.source = Some(phrase),
                    Slot::Relay => fill.relays.push(phrase),
                    _ => fill.target = Some(phrase),
                }
                Some((phrase.end, fill))
            }
            Slot::Content => self.content_after(at, fill),
            Slot::Quotation => {
                let quotation = self.detected.opening(self.view.token(at.min(self.view.len() - 1)).span.start)?;
                // "She said:" at the end of a line: the next one holds her words.
                let below = at == limit && self.view.class_at(at - 1, self.view.roles().colon).is_some();
                if !below && (at >= limit || !self.is_speech(quotation, at)) {
                    return None;
                }
                let next = self.view.token_from(quotation.span.end.saturating_sub(1)) + 1;
                fill.pieces.push(self.quoted(quotation.inner));
                Some((next.min(self.view.len()), fill))
            }
            Slot::Verb => self.phrases().is_verb(at).then_some((at + 1, Fill { verb: Some(at), ..fill })),
            Slot::End => (self.trimmed(at, limit) <= at).then_some((limit, fill)),
            Slot::Start | Slot::Frame | Slot::Shared | Slot::Topic | Slot::Clause => None,
        }
    }

    /// What the cue governs from token `at` on, to wherever it ends.
    fn content_after(&self, at: usize, mut fill: Fill) -> Option<(usize, Fill)> {
        let limit = self.sentence.end;
        let first = self.view.token(at.min(self.view.len() - 1));
        let start = first.span.start + fill.joined.map_or(u32::from(first.conjunction), |bytes| bytes as u32);
        fill.joined = None;
        let unmarked = fill.frame.is_some_and(|frame| {
            !self.view.grammar.rules.frames[frame.0 as usize].lines.iter().any(|line| is_marked(line))
        });
        // A bare complementiser opens a clause: another frame is meant.
        let that = self.stops.meets([self.view.roles().that, self.view.roles().that_it].into());
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
        fill.pieces.push(Piece { start, from: at, to: limit, open: true, quoted: None });
        Some((limit, fill))
    }

    /// Whether one of the lemma's frames begins with the word.
    pub(super) fn governs(&self, at: usize) -> bool {
        self.view.any_at(at, self.stops)
    }

    /// Whether what a verb governs without a marker can begin with the word.
    fn opens_object(&self, at: usize, subject: bool) -> bool {
        let view = self.view;
        let token = view.token(at);
        let quotation = self.detected.opening(token.span.start).is_some();
        let subject_first = view.grammar.language.subject_first;
        let word = token.kind == TokenKind::Word || subject_first && token.kind == TokenKind::Number;
        let enclitic = view.token(self.cue.end - 1).enclitic;
        let or = view.class_at(at, view.roles().or).is_some();
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
    fn trimmed(&self, at: usize, limit: usize) -> usize {
        let words = (at..limit.min(self.view.len())).rev();
        words
            .map(|at| (at, self.view.token(at)))
            .find(|(_, token)| token.kind != TokenKind::Mark)
            .map_or(at, |(at, _)| at + 1)
    }

    /// One of the lemma's frames at `at`: those with a marker, or those without.
    pub(super) fn frame(&self, rest: &[Step], at: usize, fill: &Fill, marked: bool) -> Option<Fill> {
        if marked && !self.opens(self.openers, at) {
            return None;
        }
        let rules = &self.view.grammar.rules;
        let frames = &self.view.grammar.cues[self.cue.lemma as usize].frames;
        frames.iter().find_map(|frame| {
            let Frame { lines, near, .. } = &rules.frames[frame.0 as usize];
            let tried = |line: &&Vec<Step>| (is_marked(line) && !near) == marked && self.may_begin(line, at);
            lines.iter().filter(tried).find_map(|line| {
                let found = self.right(line, at, Fill { frame: Some(*frame), ..fill.clone() })?;
                let end = found.end;
                self.right(rest, end, found)
            })
        })
    }

    pub fn phrases(&self) -> Phrases<'_> {
        Phrases { view: self.view, detected: self.detected }
    }
}

/// Whether a frame's line begins with a word or mark that shows where it starts.
pub(super) fn is_marked(line: &[Step]) -> bool {
    line.first().is_some_and(|step| step.kind != StepKind::Slot(Slot::Content))
}
