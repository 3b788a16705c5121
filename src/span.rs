//! Places in a text: half-open byte ranges inside, Unicode code points at the edge.

use std::ops::Range;

/// A half-open range of bytes in a document's text, on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of the bytes `start..end`; an end before the start gives the empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies in the span.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `offset` lies inside.
    pub fn holds(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text under the span; empty where the span does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The span without the white space at its ends.
    pub fn trimmed(self, text: &str) -> Self {
        let slice = self.of(text);
        let start = self.start as usize + (slice.len() - slice.trim_start().len());
        Self::new(start, start + slice.trim().len())
    }
}

/// Counts code points up to byte offsets: one pass over the text, then a look-up each.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    /// Bytes before each block that go on with a code point.
    before: Vec<u32>,
    /// The bytes after the last whole block.
    rest: [u8; STEP],
}

/// Bytes of a block.
const STEP: usize = 8;

impl<'a> CodePoints<'a> {
    /// Prepares the counts of a text.
    pub fn new(text: &'a str) -> Self {
        let (whole, last) = text.as_bytes().as_chunks::<STEP>();
        let mut rest = [b' '; STEP];
        rest[..last.len()].copy_from_slice(last);
        let mut all = 0;
        let mut before = Vec::with_capacity(whole.len() + 1);
        before.extend(whole.iter().map(|block| {
            let before = all;
            all += (continued(block) >> (8 * (STEP - 1))) as u32;
            before
        }));
        before.push(all);
        Self { text, before, rest }
    }

    /// The number of code points before a byte offset.
    #[inline]
    pub fn at(&self, offset: u32) -> usize {
        let offset = (offset as usize).min(self.text.len());
        let (block, inside) = (offset / STEP, offset % STEP);
        let bytes = self.text.as_bytes().as_chunks().0.get(block).unwrap_or(&self.rest);
        let before = self.before.get(block).copied().unwrap_or_default();
        // Up to the byte before, of which there is none before the first.
        let inside = (continued(bytes) << 8) >> (8 * inside);
        offset - before as usize - usize::from(inside as u8)
    }

    /// A byte span in code points.
    #[inline]
    pub fn pair(&self, span: Span) -> [usize; 2] {
        [self.at(span.start), self.at(span.end)]
    }
}

/// The lowest bit of each byte.
const EACH: u64 = u64::MAX / 255;

/// How many bytes of a block go on with a code point, up to each of them: the continuation bytes of UTF-8.
#[inline]
fn continued(block: &[u8; STEP]) -> u64 {
    let block = u64::from_le_bytes(*block);
    // Each byte of the product is the sum of those up to it.
    (block >> 7 & !(block >> 6) & EACH).wrapping_mul(EACH)
}

/// The way back: texts by code points, as they stand in reports.
#[derive(Debug)]
pub struct ByPoints<'a> {
    text: &'a str,
    /// Where each code point begins, and the end.
    begins: Vec<usize>,
}

impl<'a> ByPoints<'a> {
    /// Prepares a text.
    pub fn new(text: &'a str) -> Self {
        let mut begins = Vec::with_capacity(text.len() + 1);
        begins.extend((0..text.len()).filter(|at| text.is_char_boundary(*at)));
        begins.push(text.len());
        Self { text, begins }
    }

    /// How many code points it has.
    pub fn len(&self) -> usize {
        self.begins.len() - 1
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text between two code points; empty where they do not fit.
    pub fn slice(&self, [from, to]: [usize; 2]) -> &'a str {
        let both = self.begins.get(from).zip(self.begins.get(to));
        both.and_then(|(from, to)| self.text.get(*from..*to)).unwrap_or_default()
    }

    /// Where a text stands from a code point on.
    pub fn find(&self, text: &str, from: usize) -> Option<[usize; 2]> {
        let begin = *self.begins.get(from)?;
        let found = begin + self.text[begin..].find(text)?;
        let point = |byte: usize| self.begins.binary_search(&byte).ok();
        Some([point(found)?, point(found + text.len())?])
    }
}

/// Line and column (both from 1, columns in code points) of a byte offset.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_count_characters_not_bytes() {
        let text = "قال: yes".repeat(200);
        let points = CodePoints::new(&text);
        for (count, (offset, _)) in text.char_indices().enumerate() {
            assert_eq!(points.at(offset as u32), count);
        }
        assert_eq!(points.at(text.len() as u32), text.chars().count());
    }

    #[test]
    fn a_span_that_does_not_fit_gives_the_empty_text() {
        assert_eq!(Span::new(1, 3).of("قال"), "");
        assert_eq!(Span::new(0, 2).of("قال"), "ق");
    }

    #[test]
    fn code_points_lead_back_to_the_text() {
        let text = "قال \u{1F600}: yes, yes";
        let points = ByPoints::new(text);
        assert_eq!([points.slice([4, 5]), points.slice([7, 10])], ["\u{1F600}", "yes"]);
        assert_eq!([points.slice([4, 99]), points.slice([5, 4])], ["", ""]);
        assert_eq!((points.find("yes", 0), points.find("yes", 8)), (Some([7, 10]), Some([12, 15])));
        assert_eq!((points.find("no", 0), points.len()), (None, text.chars().count()));
    }

    #[test]
    fn lines_and_columns_start_at_one() {
        assert_eq!(line_column("ab\nقال", 5), (2, 2));
        assert_eq!(line_column("", 0), (1, 1));
    }
}
