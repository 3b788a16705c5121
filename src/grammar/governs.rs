//! What a lemma governs, summed up over its frames when a grammar is read: nearly every word is told by it to be no marker.

use super::lexicon::ClassSet;
use super::notation::Slot;
use super::opener::Openers;
use super::pattern::{Frame, FrameId, Line, Step, StepKind};

/// What the frames of a lemma begin with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Governs {
    /// Classes that the frames begin with, those after whom the act is directed at included.
    pub stops: ClassSet,
    /// Whether a frame has no marker, so that a bare noun may be what is governed.
    pub object: bool,
    /// Whether a frame begins with whom the act is directed at.
    pub target: bool,
    /// Whether a frame holds a quotation.
    pub quotes: bool,
    /// What the frames with a marker begin with that may stand far from the cue.
    pub far: Openers,
    /// What the others begin with.
    pub near: Openers,
}

impl Governs {
    /// What these frames begin with; `free` where objects stand before what the verb governs: the words after them end
    /// them too.
    pub(super) fn of(frames: &[FrameId], known: &[Frame], free: bool) -> Self {
        let mut governs = Self::default();
        let frames = frames.iter().filter_map(|frame| known.get(frame.0 as usize));
        for (frame, line) in frames.flat_map(|frame| frame.lines.iter().map(move |line| (frame, line))) {
            let begins = |slot| line.steps.first().is_some_and(|step| step.kind == StepKind::Slot(slot));
            governs.object |= begins(Slot::Content);
            governs.target |= begins(Slot::Target);
            governs.quotes |= frame.quotes;
            let depth = if free || begins(Slot::Target) { usize::MAX } else { 1 };
            line.steps.iter().take(depth).filter_map(class).for_each(|class| governs.stops.insert(class));
            if line.is_far(frame) { &mut governs.far } else { &mut governs.near }.add(&line.steps);
        }
        governs
    }
}

impl Line {
    /// Whether what the line begins with may stand far from the cue.
    pub fn is_far(&self, frame: &Frame) -> bool {
        self.marked && !frame.near
    }
}

fn class(step: &Step) -> Option<super::lexicon::ClassId> {
    if let StepKind::Class(class) = step.kind { Some(class) } else { None }
}
