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
mod content;
mod cover;
mod edge;
mod extent;
mod fill;
mod group;
mod guard;
mod insert;
mod inside;
mod kind;
mod lead;
mod left;
mod mark;
mod matcher;
mod memo;
mod nobody;
mod noun_content;
mod object;
mod opener;
mod phrase;
mod reach;
mod reading;
mod setting;
mod sound;
mod subject;
mod tail;
mod venue;

pub use act::{Act, Acts, acts, goes_on};
pub use phrase::Phrase;
use smallvec::SmallVec;

use crate::detect::Detected;
use crate::detect::cue::Cue;
use crate::grammar::pattern::FrameId;
use crate::label::{Label, label};
use crate::read::view::View;
use crate::span::Span;
use fill::Fill;
use memo::Memo;
use phrase::Phrases;
use setting::{Scope, Setting};

/// Who is said to have said what: source, cue and content (PARC, PolNeAR).
#[derive(Clone, Debug)]
pub struct Attribution {
    /// The word or phrase that carries it.
    pub cue: Cue,
    /// The source beside the cue; `None` where the subject is dropped.
    pub source: Option<Phrase>,
    /// Outlets named beside it, nearest to the publisher first.
    pub relays: Relays,
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

/// The outlets of an attribution: mostly none.
pub type Relays = SmallVec<[Relay; 1]>;

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
        self.label().text()
    }

    /// The name as a label.
    pub fn label(self) -> &'static Label {
        match self {
            Self::Direct => label!("direct"),
            Self::Indirect => label!("indirect"),
            Self::Mixed => label!("mixed"),
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

impl Candidate {
    /// One at a cue of which nothing is filled in.
    fn draft(cue: Cue) -> Self {
        Self { cue, pattern: 0, fill: Fill::EMPTY, clause: false }
    }
}

/// Finds the attributions of a document, in text order.
pub fn attribute(view: &View<'_>, detected: &Detected) -> Vec<Attribution> {
    attribute_without(view, detected, None)
}

/// The same with one guard switched off, to prove that the guard is what blocks a counter-example.
pub fn attribute_without(view: &View<'_>, detected: &Detected, guard: Option<&str>) -> Vec<Attribution> {
    let Some(cue) = detected.cues.first() else { return Vec::new() };
    let room = detected.cues.len() * 3 / 4;
    let (mut candidates, mut found) = (Vec::with_capacity(room + 1), Vec::with_capacity(room));
    // The last is a draft for the next: what is filled in is not moved.
    candidates.push(Candidate::draft(*cue));
    // Used again for each sentence.
    let (mut classes, mut known) = (Vec::new(), Memo::default());
    let (mut cues, mut next_quotation, mut quoted) = (&detected.cues[..], 0, 0);
    for (number, sentence) in detected.sentences.iter().enumerate() {
        while cues.first().is_some_and(|cue| cue.start < sentence.start) {
            cues = &cues[1..];
        }
        let Some(cue) = cues.first().filter(|cue| cue.start < sentence.end) else { continue };
        let opened = next_quotation;
        let quotations = detected.quotations[next_quotation..].iter();
        for quotation in quotations.take_while(|quotation| quotation.span.start < sentence.span.end) {
            (next_quotation, quoted) = (next_quotation + 1, quoted.max(quotation.span.end));
        }
        let (setting, first) = (Setting::new(view, detected, number, (opened, quoted)), candidates.len() - 1);
        let scope = Scope::new(setting, cue.start, &mut classes, &mut known);
        cues = scope.candidates(cues, guard, &mut candidates);
        let end = candidates.len() - 1;
        if end > first {
            found.push((setting, first..end));
        }
    }
    // Arranged once all are found: each of the two fills the processor's cache with its own code.
    let mut attributions = Vec::with_capacity(candidates.len() - 1);
    for (setting, own) in found {
        arrange::arrange(&setting, &mut candidates[own], &mut attributions);
    }
    if view.grammar.language.subject_first {
        extent::gather_quotations(view, detected, &mut attributions);
    }
    extent::continue_quotations(view, detected, &mut attributions);
    attributions
}

/// The noun phrase that begins at a token, ending before `limit`.
pub fn noun_phrase(view: &View<'_>, detected: &Detected, start: usize, limit: usize) -> Option<Phrase> {
    Phrases { view, detected }.phrase_after(start, &phrase::Bounds { limit, ..Default::default() })
}

/// The same where a preposition may be joined to the first word.
pub fn noun_phrase_governed(view: &View<'_>, detected: &Detected, start: usize, limit: usize) -> Option<Phrase> {
    if view.token(start).preposition_class.is_none() {
        return noun_phrase(view, detected, start, limit);
    }
    Phrases { view, detected }.after_joined(start, &phrase::Bounds { limit, ..Default::default() })
}

/// The noun phrase that begins with the source of a cue, ending before `limit`, to which more may belong.
pub fn noun_phrase_with(view: &View<'_>, detected: &Detected, known: Phrase, limit: usize) -> Option<Phrase> {
    if view.grammar.language.subject_first {
        return noun_phrase(view, detected, known.start, limit);
    }
    Some(Phrases { view, detected }.going_on(known, &phrase::Bounds { limit, ..Default::default() }))
}

/// One past the last token that the noun phrase from a word on can have at most, if none of its words after the first is
/// `wanted` and that is told by the words alone.
pub fn phrase_reach(
    view: &View<'_>,
    detected: &Detected,
    start: usize,
    limit: usize,
    wanted: impl Fn(usize) -> bool,
) -> Option<usize> {
    Phrases { view, detected }.reach(start, limit, wanted)
}

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
