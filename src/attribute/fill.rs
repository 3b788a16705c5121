//! What a pattern fills in while it is tried: one record that its steps write to, set back where they do not fit.

use smallvec::SmallVec;

use super::phrase::Phrase;
use crate::grammar::notation::Slot;
use crate::grammar::pattern::FrameId;
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
#[derive(Clone, Debug)]
pub(super) struct Fill {
    pub source: Option<Phrase>,
    /// Outlets, nearest to the publisher first.
    pub relays: SmallVec<[Phrase; 2]>,
    pub target: Option<Phrase>,
    pub verb: Option<usize>,
    /// In text order once the pattern has fit; while what stands before the cue is tried, the nearest first.
    pub pieces: SmallVec<[Piece; 2]>,
    pub frame: Option<FrameId>,
    /// First token of the construction.
    pub lead: usize,
    /// One past the last token that the steps took which fit last.
    pub end: usize,
    /// Bytes of a joined preposition at the next token.
    pub joined: Option<usize>,
    /// Whether the source is that of a verb further left.
    pub shared: bool,
}

/// How a fill was before a step was tried.
#[derive(Clone, Copy)]
pub(super) struct Before {
    source: Option<Phrase>,
    target: Option<Phrase>,
    verb: Option<usize>,
    frame: Option<FrameId>,
    lead: usize,
    joined: Option<usize>,
    shared: bool,
    relays: usize,
    pieces: usize,
}

impl Fill {
    /// One with nothing in it, a constant: what was just written is dearer to copy.
    pub const EMPTY: Self = Self {
        source: None,
        relays: SmallVec::new_const(),
        target: None,
        verb: None,
        pieces: SmallVec::new_const(),
        frame: None,
        lead: 0,
        end: 0,
        joined: None,
        shared: false,
    };

    /// Takes back everything; the construction begins with token `lead`.
    pub fn clear(&mut self, lead: usize) {
        (self.source, self.target, self.verb, self.frame) = (None, None, None, None);
        (self.lead, self.end, self.joined, self.shared) = (lead, 0, None, false);
        // Not one after the other: how many there are is not foreseen.
        (self.relays, self.pieces) = (SmallVec::new_const(), SmallVec::new_const());
    }

    /// Takes back what filled a slot on the right; `before` are the phrase that was there, the verb and the joined bytes.
    pub fn empty(&mut self, slot: Slot, before: (Option<Phrase>, Option<usize>, Option<usize>)) {
        (self.verb, self.joined) = (before.1, before.2);
        match slot {
            Slot::Source => self.source = before.0,
            Slot::Target => self.target = before.0,
            Slot::Relay => drop(self.relays.pop()),
            Slot::Content | Slot::Quotation => drop(self.pieces.pop()),
            _ => {}
        }
    }

    /// How it is now.
    pub fn now(&self) -> Before {
        Before {
            source: self.source,
            target: self.target,
            verb: self.verb,
            frame: self.frame,
            lead: self.lead,
            joined: self.joined,
            shared: self.shared,
            relays: self.relays.len(),
            pieces: self.pieces.len(),
        }
    }

    /// Takes back what was filled in since.
    pub fn restore(&mut self, before: Before) {
        self.source = before.source;
        self.target = before.target;
        self.verb = before.verb;
        self.frame = before.frame;
        self.lead = before.lead;
        self.joined = before.joined;
        self.shared = before.shared;
        self.relays.truncate(before.relays);
        self.pieces.truncate(before.pieces);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_step_filled_in_is_taken_back() {
        let phrase = Phrase { start: 1, end: 2 };
        let mut fill = Fill { lead: 3, ..Fill::EMPTY };
        fill.relays.push(phrase);
        let before = fill.now();
        fill.relays.push(Phrase { start: 4, end: 5 });
        fill.pieces.push(Piece { start: 0, from: 0, to: 1, open: false, quoted: None });
        (fill.source, fill.lead, fill.joined, fill.shared) = (Some(phrase), 0, Some(2), true);
        fill.restore(before);
        assert_eq!((fill.source, fill.lead, fill.joined, fill.shared), (None, 3, None, false));
        assert_eq!((fill.relays.as_slice(), fill.pieces.len()), (&[phrase][..], 0));
    }

    #[test]
    fn what_filled_a_slot_is_taken_out_again_and_nothing_else() {
        let phrase = |start| Phrase { start, end: start + 1 };
        let mut fill = Fill { source: Some(phrase(1)), joined: Some(2), ..Fill::EMPTY };
        fill.relays.push(phrase(3));
        let before = (fill.source, fill.verb, fill.joined);
        fill.relays.push(phrase(5));
        fill.joined = None;
        fill.empty(Slot::Relay, before);
        assert_eq!((fill.relays.as_slice(), fill.joined), (&[phrase(3)][..], Some(2)));
        (fill.source, fill.verb) = (Some(phrase(7)), Some(8));
        fill.empty(Slot::Source, before);
        assert_eq!((fill.source, fill.verb, fill.relays.len()), (Some(phrase(1)), None, 1));
    }
}
