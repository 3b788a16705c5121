//! Segments: a passage cut wherever a marked part begins or ends, so that parts may overlap and lie in each other.

use crate::report::Reported;
use crate::span::Span;

/// What a marked part of an attribution is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The word that carries it.
    Cue,
    /// Who is said to have said it.
    Source,
    /// Through whom it came.
    Relay,
    /// What was said.
    Content,
}

/// A marked part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where it stands.
    pub span: Span,
    /// The attribution that it belongs to, counted from 0 over the article.
    pub row: usize,
    /// What it is.
    pub role: Role,
}

/// A piece of a passage that has the same marks from end to end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it stands.
    pub span: Span,
    /// The parts that cover it; none for plain text.
    pub parts: Vec<Part>,
}

/// The marked parts of all attributions of an article, in the order of their beginnings.
pub fn parts(reported: &[Reported<'_>]) -> Vec<Part> {
    let mut parts = Vec::new();
    for (row, found) in reported.iter().enumerate() {
        let Reported { part, attribution, .. } = found;
        let mut add = |span: Span, role| parts.push(Part { span, row, role });
        add(attribution.cue.span, Role::Cue);
        attribution.source.iter().for_each(|phrase| add(part.source_span(*phrase), Role::Source));
        attribution.relays.iter().for_each(|relay| add(part.source_span(relay.phrase), Role::Relay));
        attribution.content.iter().for_each(|span| add(*span, Role::Content));
    }
    parts.retain(|part| !part.span.is_empty());
    parts.sort_by_key(|part| (part.span.start, part.row, part.role));
    parts
}

/// Cuts the passages of an article, one after the other.
pub struct Cutter<'p> {
    /// Those that begin later, in order.
    coming: &'p [Part],
    /// Those that began before and may go on.
    open: Vec<Part>,
}

impl<'p> Cutter<'p> {
    /// A cutter for the parts of an article, in the order of their beginnings.
    pub fn new(parts: &'p [Part]) -> Self {
        Self { coming: parts, open: Vec::new() }
    }

    /// The segments of a passage, which lies after those cut before. A part may begin before it and end after it.
    pub fn cut(&mut self, passage: Span) -> Vec<Segment> {
        let (here, later) = self.coming.split_at(self.coming.partition_point(|part| part.span.start < passage.end));
        let (mut here, open) = (here.iter().peekable(), &mut self.open);
        self.coming = later;
        open.retain(|part| part.span.end > passage.start);
        let mut bounds: Vec<u32> = open.iter().copied().chain(here.clone().copied()).flat_map(ends).collect();
        bounds.retain(|bound| passage.holds(*bound));
        bounds.extend([passage.start, passage.end]);
        bounds.sort_unstable();
        bounds.dedup();
        let mut segments = Vec::with_capacity(bounds.len());
        for pair in bounds.windows(2) {
            let span = Span { start: pair[0], end: pair[1] };
            while let Some(part) = here.next_if(|part| part.span.start <= span.start) {
                open.push(*part);
            }
            open.retain(|part| part.span.end > span.start);
            segments.push(Segment { span, parts: open.clone() });
        }
        segments
    }
}

fn ends(part: Part) -> [u32; 2] {
    [part.span.start, part.span.end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(start: u32, end: u32, row: usize, role: Role) -> Part {
        Part { span: Span { start, end }, row, role }
    }

    #[test]
    fn overlapping_parts_are_cut_where_they_meet() {
        let parts = [part(0, 4, 0, Role::Source), part(2, 8, 0, Role::Content), part(5, 6, 1, Role::Cue)];
        let cut = Cutter::new(&parts).cut(Span { start: 1, end: 10 });
        let told: Vec<_> = cut
            .iter()
            .map(|segment| (segment.span.start, segment.span.end, segment.parts.iter().map(|part| part.role).collect()))
            .collect::<Vec<(u32, u32, Vec<Role>)>>();
        let expected = [
            (1, 2, vec![Role::Source]),
            (2, 4, vec![Role::Source, Role::Content]),
            (4, 5, vec![Role::Content]),
            (5, 6, vec![Role::Content, Role::Cue]),
            (6, 8, vec![Role::Content]),
            (8, 10, vec![]),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn a_passage_without_parts_is_one_segment() {
        let passage = Span { start: 3, end: 9 };
        assert_eq!(Cutter::new(&[]).cut(passage), [Segment { span: passage, parts: vec![] }]);
        assert_eq!(Cutter::new(&[]).cut(Span { start: 3, end: 3 }), []);
    }

    #[test]
    fn a_part_goes_on_in_the_next_passage() {
        let parts = [part(2, 12, 0, Role::Content), part(5, 6, 1, Role::Cue)];
        let mut cutter = Cutter::new(&parts);
        let covered = |segments: Vec<Segment>| segments.iter().map(|segment| segment.parts.len()).collect::<Vec<_>>();
        assert_eq!(covered(cutter.cut(Span { start: 0, end: 4 })), [0, 1]);
        assert_eq!(covered(cutter.cut(Span { start: 7, end: 14 })), [1, 0]);
        assert_eq!(covered(cutter.cut(Span { start: 14, end: 15 })), [0]);
    }
}
