//! Words with which a personal name may begin, told by each word alone: in most phrases there is none.

use crate::read::bits::{Ones, ones};
use crate::read::token::TokenKind;
use crate::read::traits::Traits;
use crate::read::view::View;

/// How many tokens are looked at together.
const TOGETHER: usize = u64::BITS as usize;

/// The tokens of a stretch with whose word a name may begin, looked for when they are asked for, many at once.
pub(super) struct Beginnings<'v> {
    view: &'v View<'v>,
    /// The first of the tokens that were looked at last.
    from: usize,
    /// Those found among them, counted from there.
    found: Ones,
    /// The tokens that were not looked at yet.
    next: usize,
    end: usize,
}

/// Whether the word alone does not rule out that a name begins with it: a bare one that is unknown or listed as part of names.
#[inline]
pub(super) fn may_begin(view: &View<'_>, at: usize) -> bool {
    let token = view.token(at);
    // Each of these is as likely as not, so none is foreseen: all are asked, without a branch.
    let joined = token.preposition_class.is_some() | (token.conjunction > 0) | token.traits.any(Traits::CONJUNCTION);
    let bare = (token.kind == TokenKind::Word) & !token.definite & !joined;
    let known = view.is_any_plain(at, [view.roles().first_name, view.roles().name_particle]);
    bare & (token.is_unknown() | known)
}

/// Those of the tokens `start..end` whose word alone does not rule out that a name begins with it.
#[inline]
pub(super) fn beginnings<'v>(view: &'v View<'v>, start: usize, end: usize) -> Beginnings<'v> {
    Beginnings { view, from: start, found: ones(0), next: start, end }
}

impl Iterator for Beginnings<'_> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        loop {
            if let Some(before) = self.found.next() {
                return Some(self.from + before);
            }
            if self.next >= self.end {
                return None;
            }
            self.from = self.next;
            self.next = self.end.min(self.from + TOGETHER);
            let tokens = (self.from..self.next).rev();
            self.found = ones(tokens.fold(0, |bits, at| bits << 1 | u64::from(may_begin(self.view, at))));
        }
    }
}
