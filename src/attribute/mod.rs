//! Floor 4: cues and quotations become attributions: source, cue and content, each nested where it stands.

mod act;
mod arrange;
mod before;
mod case;
mod choose;
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
mod inside;
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

pub use act::{Act, Acts, acts, goes_on};
pub use phrase::Phrase;
use smallvec::SmallVec;

use crate::detect::Detected;
use crate::detect::cue::Cue;
use crate::grammar::lexicon::ClassSet;
use crate::grammar::pattern::FrameId;
use crate::read::sentence::Sentence;
use crate::read::view::View;
use crate::span::Span;
use fill::Fill;
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

/// The classes after each token of a sentence, of which few have more.
type Classes = SmallVec<[ClassSet; 128]>;
/// The candidates of a sentence: mostly one or two.
type Candidates = SmallVec<[Candidate; 2]>;

/// Finds the attributions of a document, in text order.
pub fn attribute(view: &View<'_>, detected: &Detected) -> Vec<Attribution> {
    attribute_without(view, detected, None)
}

/// The same with one guard switched off, to prove that the guard is what blocks a counter-example.
pub fn attribute_without(view: &View<'_>, detected: &Detected, guard: Option<&str>) -> Vec<Attribution> {
    let mut attributions = Vec::with_capacity(detected.cues.len() / READINGS);
    // Buffers for each sentence.
    let (mut candidates, mut classes) = (Candidates::new(), Classes::new());
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
        classes: &'a mut Classes,
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
