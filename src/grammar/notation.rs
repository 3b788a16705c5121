//! The pattern notation: one readable line such as `CUE:say SOURCE that CONTENT`, parsed with nom.
//!
//! ```text
//! pattern = element { " " element }
//! element = [ "&" ] ( cue | slot | ".." | class ) [ "?" ]
//! cue     = "CUE" [ ":" frame ] [ "/" form ]
//! slot    = "SOURCE" | "SHARED" | "TOPIC" | "RELAY" | "TARGET" | "CONTENT" | "CLAUSE" | "QUOTATION" | "VERB" | "FRAME"
//!         | "START" | "END"
//! class   = lower-case name of a word class in [words]
//! ```
//!
//! `?` makes an element optional, `&` looks at a word without taking it, `..` is an insert: the words between a
//! subject and what its verb governs.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while1};
use nom::character::complete::char;
use nom::combinator::{all_consuming, map, opt, value};
use nom::sequence::preceded;
use nom::{IResult, Parser};

/// A gap that a pattern fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The source beside the cue.
    Source,
    /// The source that a verb further left has as its subject.
    Shared,
    /// A noun phrase that the claim is about, and so is part of it: the subject of a passive.
    Topic,
    /// The outlet through which it came.
    Relay,
    /// Whom the act is directed at.
    Target,
    /// What is attributed.
    Content,
    /// What is attributed, before the cue, with a verb of its own.
    Clause,
    /// A quotation: marks and what is between them.
    Quotation,
    /// Another reporting verb.
    Verb,
    /// What the cue's lemma governs: one of its frames.
    Frame,
    /// The start of the sentence or block.
    Start,
    /// The end of the sentence or block.
    End,
}

const SLOTS: [(&str, Slot); 12] = [
    ("SOURCE", Slot::Source),
    ("SHARED", Slot::Shared),
    ("TOPIC", Slot::Topic),
    ("RELAY", Slot::Relay),
    ("TARGET", Slot::Target),
    ("CONTENT", Slot::Content),
    ("CLAUSE", Slot::Clause),
    ("QUOTATION", Slot::Quotation),
    ("VERB", Slot::Verb),
    ("FRAME", Slot::Frame),
    ("START", Slot::Start),
    ("END", Slot::End),
];

/// One element of a pattern as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    /// What it matches.
    pub kind: Kind<'a>,
    /// Whether it may be missing (`?`).
    pub optional: bool,
    /// Whether it is only looked at (`&`).
    pub ahead: bool,
    /// Byte offset in the pattern.
    pub offset: usize,
}

/// What an element matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// The cue, with the frame its lemma must have and the form it must be in.
    Cue {
        /// Frame that the lemma must list.
        frame: Option<&'a str>,
        /// `verb`, `infinitive`, `participle`, `noun`, `passive` or `fixed`.
        form: Option<&'a str>,
    },
    /// A gap.
    Slot(Slot),
    /// An insert.
    Insert,
    /// A word of a class.
    Class(&'a str),
}

/// A word of a pattern that is no element: its byte offset and what stands there.
pub type Misspelt<'a> = (usize, &'a str);

/// Parses a pattern; every word that is no element is reported.
pub fn parse(line: &str) -> Result<Vec<Element<'_>>, Vec<Misspelt<'_>>> {
    let mut elements = Vec::new();
    let mut wrong = Vec::new();
    for word in line.split_whitespace() {
        let offset = word.as_ptr() as usize - line.as_ptr() as usize;
        match all_consuming(element).parse(word) {
            Ok((_, (ahead, kind, optional))) => elements.push(Element { kind, optional, ahead, offset }),
            Err(_) => wrong.push((offset, word)),
        }
    }
    if wrong.is_empty() { Ok(elements) } else { Err(wrong) }
}

/// One element: `&that-it`, `CUE:say/verb`, `SOURCE?`, `..`.
fn element(input: &str) -> IResult<&str, (bool, Kind<'_>, bool)> {
    let kind = alt((cue, slot, value(Kind::Insert, tag("..")), map(name, Kind::Class)));
    (map(opt(char('&')), |c| c.is_some()), kind, map(opt(char('?')), |c| c.is_some())).parse(input)
}

/// The cue: `CUE`, `CUE:per`, `CUE:relay/verb`.
fn cue(input: &str) -> IResult<&str, Kind<'_>> {
    let frame = opt(preceded(char(':'), name));
    let form = opt(preceded(char('/'), name));
    map(preceded(tag("CUE"), (frame, form)), |(frame, form)| Kind::Cue { frame, form }).parse(input)
}

/// A gap by its capital name.
fn slot(input: &str) -> IResult<&str, Kind<'_>> {
    let (rest, word) = take_while1(|c: char| c.is_ascii_uppercase())(input)?;
    match SLOTS.iter().find(|(name, _)| *name == word) {
        Some((_, slot)) => Ok((rest, Kind::Slot(*slot))),
        None => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Alt))),
    }
}

/// A lower-case name with digits, hyphens and underscores.
fn name(input: &str) -> IResult<&str, &str> {
    take_while1(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_a_line_of_elements() {
        let elements = parse("CUE:relay/verb RELAY? from SOURCE .. &that-it CONTENT").unwrap();
        assert_eq!(elements.len(), 7);
        assert_eq!(elements[0].kind, Kind::Cue { frame: Some("relay"), form: Some("verb") });
        assert!(elements[1].optional);
        assert_eq!(elements[4].kind, Kind::Insert);
        assert!(elements[5].ahead);
        assert_eq!(elements[6].offset, 46);
    }

    #[test]
    fn every_misspelt_element_is_named() {
        assert_eq!(parse("CUE SORCE that CONTEN!"), Err(vec![(4, "SORCE"), (15, "CONTEN!")]));
    }
}
