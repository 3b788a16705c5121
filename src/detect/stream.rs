//! A slice of tokens as input for nom, and the parsers that everyone above uses.

use nom::error::{Error, ErrorKind};
use nom::{Err, IResult, Input, Needed};

use crate::grammar::lexicon::ClassId;
use crate::read::token::Token;
use crate::read::view::View;

/// The tokens `at..end` of a document.
#[derive(Clone, Copy, Debug)]
pub struct Stream<'a> {
    /// The document with its grammar.
    pub view: &'a View<'a>,
    /// The next token.
    pub at: usize,
    /// One past the last token.
    pub end: usize,
}

impl<'a> Stream<'a> {
    /// The tokens `at..end`.
    pub fn new(view: &'a View<'a>, at: usize, end: usize) -> Self {
        Self { view, at, end: end.min(view.len()).max(at) }
    }

    /// The stream after `count` tokens.
    pub fn after(self, count: usize) -> Self {
        Self { at: (self.at + count).min(self.end), ..self }
    }

    /// Whether no token is left.
    pub fn is_done(self) -> bool {
        self.at >= self.end
    }

    /// A failure at this place.
    pub fn fail<T>(self) -> IResult<Self, T> {
        Err(Err::Error(Error::new(self, ErrorKind::Verify)))
    }
}

/// A word or phrase of a class, as token range: `على` or `نقلا عن`.
pub fn word<'a>(class: ClassId) -> impl Fn(Stream<'a>) -> IResult<Stream<'a>, (usize, usize)> {
    move |input: Stream<'a>| match input.view.class_at(input.at, class) {
        Some(length) if input.at + length <= input.end => Ok((input.after(length), (input.at, input.at + length))),
        _ => input.fail(),
    }
}

impl<'a> Input for Stream<'a> {
    type Item = &'a Token;
    type Iter = std::slice::Iter<'a, Token>;
    type IterIndices = std::iter::Enumerate<std::slice::Iter<'a, Token>>;

    fn input_len(&self) -> usize {
        self.end - self.at
    }

    fn take(&self, index: usize) -> Self {
        Self { end: self.at + index, ..*self }
    }

    fn take_from(&self, index: usize) -> Self {
        self.after(index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.iter_elements().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.view.document.tokens[self.at..self.end].iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.input_len() { Ok(count) } else { Err(Needed::new(count - self.input_len())) }
    }
}
