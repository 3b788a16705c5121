//! What a lemma governs, summed up over its frames when a grammar is read: nearly every word is told by it to be no marker.

use smallvec::SmallVec;

use super::lexicon::{ClassId, ClassSet};
use super::notation::Slot;
use super::opener::Openers;
use super::pattern::{Frame, FrameId, Line, Step, StepKind, Steps};

/// What the frames of a lemma begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Governs {
    /// Classes that the frames begin with, those after whom the act is directed at included.
    pub stops: ClassSet,
    /// Whether a frame has no marker, so that a bare noun may be what is governed.
    pub object: bool,
    /// Whether a frame begins with whom the act is directed at.
    pub target: bool,
    /// Whether a frame holds a quotation.
    pub quotes: bool,
    /// Whether a frame may name whom or what the act is directed at.
    pub directed: bool,
    /// The lines with a marker that may stand far from the cue.
    pub far: Lines,
    /// The others.
    pub near: Lines,
    /// What must stand somewhere after the cue.
    pub needs: Needs,
    /// The numbers of the frames, as bits.
    frames: [u64; FRAMES],
}

/// So many times 64 frames are told apart.
const FRAMES: usize = 4;

/// Lines of a lemma's frames, with sets of them by what they begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// What they begin with.
    pub openers: Openers,
    /// Each of them, in order of preference.
    lines: Vec<FrameLine>,
    /// Those that begin with each of the classes of the openers, in their order.
    by_class: SmallVec<[u64; 6]>,
    quotation: u64,
    edge: u64,
    other: u64,
}

/// A line of a frame, with all that is asked when it is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameLine {
    /// Classes without whose words it cannot fit, beside that with which it begins.
    needs: ClassSet,
    /// Its frame.
    pub frame: FrameId,
    /// What follows the cue.
    pub steps: Steps,
}

/// The last bit of a set of lines stands for all further ones.
const LAST: usize = u64::BITS as usize - 1;

/// What must stand somewhere after a cue so that one of the frames fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Whether a line needs nothing.
    free: bool,
    /// Whether a line needs a quotation.
    quotation: bool,
    /// Classes of which a line needs one alone.
    single: ClassSet,
    /// Classes of which a line needs several.
    several: SmallVec<[ClassSet; 1]>,
}

impl Governs {
    /// What these frames begin with; `free` where objects stand before what the verb governs: the words after them end
    /// them too.
    pub(super) fn of(frames: &[FrameId], known: &[Frame], free: bool) -> Self {
        let mut governs = Self::default();
        frames.iter().for_each(|frame| governs.frames[frame.word()] |= frame.bit());
        let frames = frames.iter().filter_map(|id| known.get(id.0 as usize).map(|frame| (*id, frame)));
        let lines = frames.flat_map(|(id, frame)| frame.lines.iter().map(move |line| (id, frame, line)));
        for (id, frame, line) in lines {
            let begins = |slot| line.steps.first().is_some_and(|step| step.kind == StepKind::Slot(slot));
            governs.object |= begins(Slot::Content);
            governs.target |= begins(Slot::Target);
            governs.quotes |= frame.quotes;
            governs.directed |= frame.directed;
            let depth = if free || begins(Slot::Target) { usize::MAX } else { 1 };
            line.steps.iter().take(depth).filter_map(class).for_each(|class| governs.stops.insert(class));
            let lines = if line.is_far(frame) { &mut governs.far } else { &mut governs.near };
            // The word with which it begins is there.
            let first = line.openers.only_class().map(|class| ClassSet::of(&[class])).unwrap_or_default();
            let needs = line.needs.without(first);
            lines.add(FrameLine { needs, frame: id, steps: line.steps.clone() }, &line.openers);
            governs.needs.add(line);
        }
        governs
    }

    /// Whether a frame is among them.
    #[inline]
    pub fn has(&self, frame: FrameId) -> bool {
        self.frames[frame.word()] & frame.bit() != 0
    }

    /// Whether another lemma has one of the frames too.
    #[inline]
    pub fn shares(&self, other: &Self) -> bool {
        self.frames.iter().zip(&other.frames).fold(0, |all, (own, others)| all | own & others) != 0
    }
}

impl FrameId {
    fn word(self) -> usize {
        usize::from(self.0) / 64
    }

    fn bit(self) -> u64 {
        1 << (self.0 % 64)
    }
}

impl Lines {
    fn add(&mut self, line: FrameLine, openers: &Openers) {
        let bit = 1 << self.lines.len().min(LAST);
        self.lines.push(line);
        for class in openers.classes.iter() {
            let place = self.openers.classes.rank(class);
            if !self.openers.classes.has(class) {
                self.openers.classes.insert(class);
                self.by_class.insert(place, 0);
            }
            self.by_class[place] |= bit;
        }
        self.openers.join(openers);
        let set = |begins: bool| if begins { bit } else { 0 };
        self.quotation |= set(openers.quotation);
        self.edge |= set(openers.edge);
        self.other |= set(openers.other || openers.source);
    }

    /// The lines that can begin with what stands at a place, words of the classes `further` from there on, in order of
    /// preference.
    #[inline]
    pub fn beginning(&self, there: &Openers, further: ClassSet) -> impl Iterator<Item = &FrameLine> {
        let set = |holds: bool, set: u64| set & u64::from(holds).wrapping_neg();
        let others = self.other | set(there.quotation, self.quotation) | set(there.edge, self.edge);
        // Hardly ever more than one of them stands there.
        let classes = self.openers.classes.shared(there.classes);
        let mut set = classes.fold(others, |all, class| all | self.by_class[self.openers.classes.rank(class)]);
        let last = if set >> LAST == 0 { &[][..] } else { &self.lines[LAST..] };
        set &= !(1 << LAST);
        let first = std::iter::from_fn(move || {
            let line = self.lines.get(set.trailing_zeros() as usize).filter(|_| set != 0);
            set &= set.wrapping_sub(1);
            line
        });
        first.chain(last).filter(move |line| line.needs.is_within(further))
    }
}

impl Needs {
    /// Whether one of the frames may stand among words of these classes, with a quotation there or without.
    #[inline]
    pub fn are_met(&self, classes: ClassSet, quotation: bool) -> bool {
        (self.free | (self.quotation & quotation) | self.single.meets(classes))
            || self.several.iter().any(|needed| needed.is_within(classes))
    }

    fn add(&mut self, line: &Line) {
        let quotation = |step: &Step| step.kind == StepKind::Slot(Slot::Quotation) && !step.optional;
        match line.needs.iter().count() {
            _ if line.steps.iter().any(quotation) => self.quotation = true,
            0 => self.free = true,
            1 => self.single |= line.needs,
            _ => self.several.push(line.needs),
        }
    }
}

impl Line {
    /// Whether what the line begins with may stand far from the cue.
    fn is_far(&self, frame: &Frame) -> bool {
        self.marked && !frame.near
    }
}

fn class(step: &Step) -> Option<ClassId> {
    if let StepKind::Class(class) = step.kind { Some(class) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::roles::ROLES;

    #[test]
    fn a_frame_fits_only_among_words_of_the_classes_that_it_needs() {
        let class = |class| Step { kind: StepKind::Class(class), optional: false, ahead: false };
        let slot = |slot| Step { kind: StepKind::Slot(slot), optional: false, ahead: false };
        let frame = |steps| Frame::new(String::new(), vec![steps], false, Vec::new());
        let governs = |steps| Governs::of(&[FrameId(0)], &[frame(steps)], false);
        let (that, both) = (ClassSet::of(&[ROLES.that]), ClassSet::of(&[ROLES.that, ROLES.to]));
        let to_that = governs(vec![class(ROLES.to), class(ROLES.that), slot(Slot::Content)]);
        assert_eq!([that, both].map(|classes| to_that.needs.are_met(classes, true)), [false, true]);
        let alone = governs(vec![class(ROLES.that), slot(Slot::Content)]);
        assert_eq!([ClassSet::default(), that].map(|classes| alone.needs.are_met(classes, true)), [false, true]);
        let quotes = governs(vec![slot(Slot::Quotation)]);
        assert_eq!([false, true].map(|quotation| quotes.needs.are_met(both, quotation)), [false, true]);
        assert!(governs(vec![slot(Slot::Content)]).needs.are_met(ClassSet::default(), false));
    }

    #[test]
    fn lines_are_found_by_what_they_begin_with_in_order_of_preference() {
        let class = |class, optional| Step { kind: StepKind::Class(class), optional, ahead: false };
        let slot = |slot| Step { kind: StepKind::Slot(slot), optional: false, ahead: false };
        let lines = vec![
            vec![class(ROLES.to, false), class(ROLES.that, false), slot(Slot::Content)],
            vec![class(ROLES.comma, true), slot(Slot::Quotation)],
            vec![class(ROLES.to, false), slot(Slot::Content)],
        ];
        let frame = Frame::new(String::new(), lines, false, Vec::new());
        let governs = Governs::of(&[FrameId(0)], &[frame], false);
        let found = |classes: &[ClassId], quotation, further: &[ClassId]| -> Vec<usize> {
            let there = Openers { classes: ClassSet::of(classes), quotation, ..Openers::default() };
            governs.far.beginning(&there, ClassSet::of(further)).map(|line| line.steps.len()).collect()
        };
        assert_eq!(found(&[ROLES.to], false, &[ROLES.to, ROLES.that]), [3, 2]);
        assert_eq!(found(&[ROLES.to], false, &[ROLES.to]), [2]);
        assert_eq!(found(&[ROLES.comma], false, &[ROLES.comma]), [2]);
        assert_eq!(found(&[ROLES.to], true, &[ROLES.to, ROLES.that]), [3, 2, 2]);
        assert_eq!(found(&[ROLES.on], false, &[ROLES.on]), [0; 0]);
    }

    #[test]
    fn no_line_is_lost_where_a_lemma_has_more_than_a_set_tells_apart() {
        let class = Step { kind: StepKind::Class(ROLES.to), optional: false, ahead: false };
        let frame = Frame::new(String::new(), vec![vec![class]; 70], false, Vec::new());
        let governs = Governs::of(&[FrameId(0)], &[frame], false);
        let there = Openers { classes: ClassSet::of(&[ROLES.to]), ..Openers::default() };
        assert_eq!(governs.far.beginning(&there, there.classes).count(), 70);
        assert_eq!(governs.far.beginning(&Openers::default(), there.classes).count(), 0);
    }

    #[test]
    fn lemmas_share_a_frame_whatever_its_number_is() {
        let governs = |frames: &[u8]| {
            let frames: Vec<FrameId> = frames.iter().copied().map(FrameId).collect();
            Governs::of(&frames, &[], false)
        };
        let one = governs(&[0, 70, 255]);
        assert_eq!([0, 1, 70, 191, 255].map(|frame| one.has(FrameId(frame))), [true, false, true, false, true]);
        assert!(one.shares(&governs(&[255])) && !one.shares(&governs(&[6, 127])));
    }
}
