//! Floor 4: cues and quotations become attributions: source, cue and content, each nested where it stands.

mod act;
mod arrange;
mod before;
mod case;
mod clause;
mod complementiser;
mod complete;
mod construct;
mod cover;
mod edge;
mod extent;
mod fill;
mod group;
mod guard;
mod insert;
mod kind;
mod left;
mod mark;
mod matcher;
mod memo;
mod nobody;
mod noun_content;
mod object;
mod opener;
mod phrase;
mod sound;
mod subject;
mod tail;
mod venue;

pub use act::{Act, acts, goes_on};
pub use phrase::Phrase;
use std::cell::OnceCell;

use smallvec::SmallVec;

use crate::detect::Detected;
use crate::detect::cue::Cue;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::pattern::{FrameId, Only};
use crate::grammar::terms::CueForm;
use crate::read::layout::BlockRole;
use crate::read::sentence::Sentence;
use crate::read::view::View;
use crate::span::Span;
use fill::Fill;
use group::Group;
use matcher::Matcher;
use memo::Memo;
use phrase::Phrases;

/// Who is said to have said what: source, cue and content (PARC, PolNeAR).
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The word or phrase that carries it.
    pub cue: Cue,
    /// The source beside the cue; `None` where the subject is dropped.
    pub source: Option<Phrase>,
    /// Outlets named beside it, nearest to the publisher first.
    pub relays: Vec<Relay>,
    /// What is attributed, in text order.
    pub content: Contents,
    /// Whether the content is quoted.
    pub mode: Mode,
    /// The pattern that made it, a number of the grammar's patterns.
    pub pattern: usize,
    /// The frame that its cue governs here.
    pub frame: Option<FrameId>,
    /// The sentence it is in, a number of [`Detected::sentences`].
    pub sentence: usize,
    /// The attribution before it in the sentence, whose subject a dropped one may share.
    pub governor: Option<usize>,
    /// The attribution in whose content it stands.
    pub within: Option<usize>,
    /// Whether it is the main clause of that content, so that the outer one only relays it.
    pub main: bool,
    /// Whether its content is a clause or a quotation, not a noun phrase.
    pub clause: bool,
}

/// The stretches of a content: mostly one.
pub type Contents = SmallVec<[Span; 2]>;

/// An outlet through which an attribution came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relay {
    /// Its name as printed.
    pub phrase: Phrase,
    /// Whether it is where the source spoke, rather than who carried it.
    pub venue: bool,
}

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// One quotation.
    Direct,
    /// No quotation.
    Indirect,
    /// Partly quoted.
    Mixed,
}

impl Mode {
    /// The name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Indirect => "indirect",
            Self::Mixed => "mixed",
        }
    }
}

/// A pattern that fits at a cue.
#[derive(Clone, Debug)]
struct Candidate {
    cue: Cue,
    pattern: usize,
    fill: Fill,
    /// Whether the content is a clause or a quotation.
    clause: bool,
}

/// The candidates of a sentence: mostly one or two.
type Candidates = SmallVec<[Candidate; 2]>;

/// A reading of a cue with those of 64 patterns that may still fit.
struct Tried<'a> {
    matcher: Matcher<'a>,
    set: u64,
}

/// Finds the attributions of a document, in text order.
pub fn attribute(view: &View<'_>, detected: &Detected) -> Vec<Attribution> {
    attribute_without(view, detected, None)
}

/// The same with one guard switched off, to prove that the guard is what blocks a counter-example.
pub fn attribute_without(view: &View<'_>, detected: &Detected, guard: Option<&str>) -> Vec<Attribution> {
    let mut attributions = Vec::with_capacity(detected.cues.len() / READINGS);
    // Buffers for each sentence.
    let (mut candidates, mut classes) = (Candidates::new(), Vec::with_capacity(LONG));
    let mut next_cue = 0;
    for (number, sentence) in detected.sentences.iter().enumerate() {
        let before = |cue: &&Cue, end: usize| cue.start < end;
        let from = next_cue + detected.cues[next_cue..].iter().take_while(|cue| before(cue, sentence.start)).count();
        next_cue = from + detected.cues[from..].iter().take_while(|cue| before(cue, sentence.end)).count();
        let cues = &detected.cues[from..next_cue];
        if cues.is_empty() {
            continue;
        }
        let floor = view.document.blocks[sentence.block].lead.clamp(sentence.start, sentence.end);
        let scope = Scope::new(view, detected, (number, floor), &mut classes);
        scope.candidates(cues, guard, &mut candidates);
        arrange::arrange(&scope, &mut candidates, &mut attributions);
        candidates.clear();
    }
    if view.grammar.language.subject_first {
        extent::gather_quotations(view, detected, &mut attributions);
    }
    extent::continue_quotations(view, detected, &mut attributions);
    attributions
}

/// The noun phrase that begins at a token, ending before `limit`.
pub fn noun_phrase(view: &View<'_>, detected: &Detected, start: usize, limit: usize) -> Option<Phrase> {
    Phrases { view, detected }.phrase_after(start, phrase::Bounds { limit, ..Default::default() })
}

/// The same where a preposition may be joined to the first word.
pub fn noun_phrase_governed(view: &View<'_>, detected: &Detected, start: usize, limit: usize) -> Option<Phrase> {
    if view.token(start).preposition_class.is_none() {
        return noun_phrase(view, detected, start, limit);
    }
    Phrases { view, detected }.after_joined(start, phrase::Bounds { limit, ..Default::default() })
}

/// About one of so many readings of cues is an attribution.
const READINGS: usize = 2;
/// Few sentences have more tokens.
const LONG: usize = 128;
/// Longest line that can be an alert, in tokens.
const ALERT: usize = 30;

/// The longest noun phrase for a source that ends right before a token, not before `floor`.
pub fn noun_phrase_before(view: &View<'_>, detected: &Detected, end: usize, floor: usize) -> Option<Phrase> {
    Phrases { view, detected }.ending_at(end, floor)
}

/// Whether a bare text is named by the word at a token.
pub fn is_text(view: &View<'_>, detected: &Detected, at: usize) -> bool {
    Phrases { view, detected }.is_text(at)
}

/// The subject that ends right before a token, not beginning before `floor`.
pub fn subject_before(view: &View<'_>, detected: &Detected, end: usize, floor: usize) -> Option<Phrase> {
    Phrases { view, detected }.phrase_before(end, floor)
}

/// A sentence with what is around it.
struct Scope<'a> {
    view: &'a View<'a>,
    detected: &'a Detected,
    sentence: &'a Sentence,
    number: usize,
    /// First token that counts, after a dateline.
    floor: usize,
    /// The first token from there on that is no connective or turn marker.
    opening: usize,
    /// For each token of the sentence, the last first, the classes of all words from it on.
    classes: &'a [ClassSet],
    /// Whether the words from there to a token hold a finite verb.
    clauses: Memo<usize, bool>,
    /// Subjects by the token after them.
    subjects: Memo<usize, Option<Phrase>>,
    /// Subjects shared with a verb further left, by the token after the verb's clause.
    shared: Memo<usize, Option<Phrase>>,
}

impl<'a> Scope<'a> {
    fn new(
        view: &'a View<'a>,
        detected: &'a Detected,
        (number, floor): (usize, usize),
        classes: &'a mut Vec<ClassSet>,
    ) -> Self {
        let sentence = &detected.sentences[number];
        let opening = after_connectives(view, floor, sentence.end);
        let mut after = ClassSet::default();
        classes.clear();
        classes.extend(view.classes_in(sentence.start, sentence.end).rev().map(|own| {
            after |= own;
            after
        }));
        let (clauses, subjects, shared) = (Memo::default(), Memo::default(), Memo::default());
        Self { view, detected, sentence, number, floor, opening, classes, clauses, subjects, shared }
    }

    /// The classes of all words of the sentence from a token on.
    fn classes_from(&self, at: usize) -> ClassSet {
        let after = self.sentence.end.checked_sub(at + 1);
        after.and_then(|after| self.classes.get(after)).copied().unwrap_or_default()
    }

    /// Whether the words of the sentence before a token are a clause.
    fn is_clause(&self, end: usize) -> bool {
        self.clauses.get(end, || self.phrases().has_finite_verb(self.opening, end))
    }

    fn phrases(&self) -> Phrases<'a> {
        Phrases { view: self.view, detected: self.detected }
    }

    /// Adds one candidate a cue: the first pattern of the file that fits in some reading.
    fn candidates(&self, cues: &[Cue], without: Option<&str>, candidates: &mut Candidates) {
        for readings in cues.chunk_by(|a, b| a.start == b.start) {
            let at = readings[0].start;
            let spoken_for = at < self.floor || self.is_spoken_for(at, candidates);
            if !spoken_for && self.detected.quoted(readings[0].span.start).is_none() {
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
        let place = OnceCell::new();
        let grouped = readings.iter().filter_map(|cue| self.in_group(*cue, &place));
        let mut matchers: SmallVec<[Tried<'_>; 2]> = SmallVec::new();
        matchers.extend(grouped.map(|(cue, group)| Tried { matcher: Matcher::new(self, cue, group), set: 0 }));
        let grammar = self.view.grammar;
        let (patterns, admission) = (&grammar.rules.patterns, &grammar.admission);
        let matchers = matchers.as_mut_slice();
        let mut fill = Fill::default();
        for word in 0..admission.words() {
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
        verb && !view.token(next).enclitic && view.class_at(next + 1, view.roles().resumptive).is_none()
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

/// The first of the tokens `floor..end` that is no connective or turn marker.
fn after_connectives(view: &View<'_>, floor: usize, end: usize) -> usize {
    let roles = view.roles();
    let classes = [roles.turn_marker, roles.coordinator, roles.r#as, roles.comma];
    let mut at = floor;
    while at < end && view.any_at(at, classes) {
        at += classes.iter().find_map(|class| view.class_at(at, *class)).unwrap_or(1);
    }
    at
}
