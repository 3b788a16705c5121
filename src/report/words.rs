//! Words as the measures count them: runs of letters or digits, after marks and strokes on and between them are taken out.

use crate::fold::letter::Letters;
use crate::span::Span;

/// How many words a text has.
pub fn count(text: &str) -> usize {
    all(text).count()
}

/// The words of a text, with what stands on and between their letters.
pub fn all(text: &str) -> impl Iterator<Item = &str> {
    places(text).map(|(start, end)| &text[start..end])
}

/// Where the words of a text begin and end.
#[inline]
fn places(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let letters = Letters::known();
    let mut from = 0;
    std::iter::from_fn(move || {
        // What only joins letters neither makes nor parts a word.
        let (start, mut end) = loop {
            let (letter, next) = letters.letter(text, from)?;
            let start = std::mem::replace(&mut from, next);
            if letter.makes_word() {
                break (start, next);
            }
        };
        while let Some((letter, next)) = letters.letter(text, from) {
            if !letter.goes_on_word() {
                break;
            }
            from = next;
            end = if letter.joins() { end } else { next };
        }
        Some((start, end))
    })
}

/// Where the words of a text are, so that those of many spans of it can be counted.
#[derive(Debug)]
pub struct Places(Vec<Block>);

/// The words that begin and end in some bytes of a text.
#[derive(Clone, Copy, Debug, Default)]
struct Block {
    begins: Bounds,
    ends: Bounds,
}

/// How many there are before a block, and at which of its bytes there is one.
#[derive(Clone, Copy, Debug, Default)]
struct Bounds {
    before: u32,
    at: u64,
}

impl Bounds {
    /// How many there are before a byte of the block.
    fn before(self, byte: usize) -> usize {
        self.before as usize + (self.at & ((1 << byte) - 1)).count_ones() as usize
    }
}

/// Bytes of a block: one for each bit.
const BLOCK: usize = u64::BITS as usize;

impl Places {
    /// Finds the words of a text.
    pub fn new(text: &str) -> Self {
        let mut blocks = vec![Block::default(); text.len() / BLOCK + 1];
        for (start, end) in places(text) {
            blocks[start / BLOCK].begins.at |= 1 << (start % BLOCK);
            blocks[end / BLOCK].ends.at |= 1 << (end % BLOCK);
        }
        let (mut begun, mut ended) = (0, 0);
        for Block { begins, ends } in &mut blocks {
            (begins.before, ends.before) = (begun, ended);
            begun += begins.at.count_ones();
            ended += ends.at.count_ones();
        }
        Self(blocks)
    }

    /// How many words a span has, those that it cuts included.
    pub fn within(&self, span: Span) -> usize {
        if span.is_empty() {
            return 0;
        }
        // One that ends where the span begins is not in it.
        let block = |byte: usize| self.0.get(byte / BLOCK).copied().unwrap_or_default();
        let (start, end) = (span.start as usize + 1, span.end as usize);
        block(end).begins.before(end % BLOCK).saturating_sub(block(start).ends.before(start % BLOCK))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::joins_words;

    #[test]
    fn a_word_is_a_run_of_letters_or_digits() {
        assert_eq!(["", " - ", "one", "3.5 and 2025/11/16", "it's a1"].map(count), [0, 0, 1, 6, 3]);
        assert_eq!(all("it's (a1).").collect::<Vec<_>>(), ["it", "s", "a1"]);
    }

    #[test]
    fn marks_and_strokes_part_no_word_and_are_none() {
        assert_eq!(["قَالَ", "قـــال", " ـ ", "أكّد أنّ", "a\u{200D}b", "كتب – ثم"].map(count), [1, 1, 0, 2, 1, 2]);
    }

    #[test]
    fn the_words_of_a_span_are_those_of_its_text() {
        let text = " وقالت: «قـــال» 3.5 it's a\u{200D}b\u{64E} ـ x";
        let places = Places::new(text);
        let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (number, start) in at.iter().enumerate() {
            // A piece of a word without a letter is the word's.
            let strokes = |end: &&usize| text[*start..**end].chars().all(joins_words) && end != &start;
            for end in at[number..].iter().filter(|end| !strokes(end)) {
                assert_eq!(places.within(Span::new(*start, *end)), count(&text[*start..*end]), "{start}-{end}");
            }
        }
    }
}
