//! Words as the measures count them: runs of letters or digits, after marks and strokes on and between them are taken out.

use std::ops::Range;

use crate::fold::Folds;
use crate::fold::letter::Letters;
use crate::read::Document;
use crate::read::token::TokenKind;
use crate::span::Span;

/// How many words a text has.
pub fn count(text: &str) -> usize {
    let mut from = 0;
    std::iter::from_fn(|| next(text, &mut from)).count()
}

/// Tells the words of a text in their folded form, in which spellings that count as one are one; `key` is only a buffer.
pub fn folded(text: &str, key: &mut String, mut tell: impl FnMut(&str)) {
    let letters = Letters::known();
    let mut at = 0;
    while let Some((letter, next)) = letters.letter(text, at) {
        if !letter.goes_on_word() {
            at = next;
            continue;
        }
        key.clear();
        let mut plain = at;
        while let Some((letter, next)) = letters.letter(text, at).filter(|(letter, _)| letter.goes_on_word()) {
            if letter.folds() {
                key.push_str(&text[plain..at]);
                Folds::all().push(&text[at..next], key);
                plain = next;
            }
            at = next;
        }
        let rest = &text[plain..at];
        match (key.is_empty(), rest.is_empty()) {
            // What only joins letters folds to nothing.
            (true, true) => {}
            (true, false) => tell(rest),
            (false, _) => {
                key.push_str(rest);
                tell(key);
            }
        }
    }
}

/// The first word from a byte on, with what stands between its letters; the byte is moved behind what stands on them.
#[inline]
fn next(text: &str, from: &mut usize) -> Option<Range<usize>> {
    let letters = Letters::known();
    // What only joins letters neither makes nor parts a word.
    let (start, mut end) = loop {
        let (letter, next) = letters.letter(text, *from)?;
        let start = std::mem::replace(from, next);
        if letter.makes_word() {
            break (start, next);
        }
    };
    while let Some((letter, next)) = letters.letter(text, *from) {
        if !letter.goes_on_word() {
            break;
        }
        *from = next;
        end = if letter.joins() { end } else { next };
    }
    Some(start..end)
}

/// Tells where the words of a document are. Nearly every token that is a word is one, so that few letters are looked at.
fn each(Document { text, tokens, .. }: &Document, mut tell: impl FnMut(Range<usize>)) {
    let letters = Letters::known();
    // Apostrophes, and what is written like them.
    let mut parting = memchr::memchr2_iter(b'\'', 0xE2, text.as_bytes()).peekable();
    let mut from = 0;
    for token in tokens.iter().filter(|token| token.kind != TokenKind::Mark) {
        let Range { start, end } = token.span.range();
        while parting.next_if(|at| *at < start).is_some() {}
        let begins = || letters.letter(text, start).is_some_and(|(letter, _)| letter.makes_word());
        let one = from <= start && token.kind == TokenKind::Word && parting.peek().is_none_or(|at| *at >= end);
        if one && begins() {
            tell(start..end);
            continue;
        }
        // A word goes on in the next token where letters stand right after digits.
        let mut ahead = from.max(start);
        while let Some(word) = next(text, &mut ahead).filter(|word| word.start < end) {
            tell(word);
            from = ahead;
        }
    }
}

/// Where the words of a document are, so that those of many spans of it can be counted.
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
    /// Finds the words of a document.
    pub fn new(document: &Document) -> Self {
        let mut blocks = vec![Block::default(); document.text.len() / BLOCK + 1];
        each(document, |Range { start, end }| {
            blocks[start / BLOCK].begins.at |= 1 << (start % BLOCK);
            blocks[end / BLOCK].ends.at |= 1 << (end % BLOCK);
        });
        let (mut begun, mut ended) = (0, 0);
        for Block { begins, ends } in &mut blocks {
            (begins.before, ends.before) = (begun, ended);
            begun += begins.at.count_ones();
            ended += ends.at.count_ones();
        }
        Self(blocks)
    }

    /// The numbers of the words of a span, those that it cuts included.
    pub fn within(&self, span: Span) -> Range<usize> {
        if span.is_empty() {
            return 0..0;
        }
        // One that ends where the span begins is not in it.
        let block = |byte: usize| self.0.get(byte / BLOCK).copied().unwrap_or_default();
        let (start, end) = (span.start as usize + 1, span.end as usize);
        block(start).ends.before(start % BLOCK)..block(end).begins.before(end % BLOCK)
    }

    /// None of the words, to mark some of them.
    pub fn none(&self) -> Marked {
        let last = self.0.last().copied().unwrap_or_default();
        Marked(vec![0; (last.begins.before as usize + BLOCK) / BLOCK + 1])
    }
}

/// Words by number that have something in common.
#[derive(Debug)]
pub struct Marked(Vec<u64>);

impl Marked {
    /// Marks some words; it makes no difference whether they are marked already.
    pub fn mark(&mut self, Range { start, end }: Range<usize>) {
        for block in start / BLOCK..end.div_ceil(BLOCK) {
            let from = u64::MAX << start.saturating_sub(block * BLOCK);
            let to = u64::MAX >> ((block + 1) * BLOCK).saturating_sub(end);
            if let Some(bits) = self.0.get_mut(block) {
                *bits |= from & to;
            }
        }
    }

    /// Marks what is marked there.
    pub fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    /// How many words are marked.
    pub fn count(&self) -> usize {
        self.0.iter().map(|bits| bits.count_ones() as usize).sum()
    }

    /// How many words are marked here and there.
    pub fn shared(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(own, other)| (own & other).count_ones() as usize).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::analyze;
    use crate::fold::joins_words;

    #[test]
    fn a_word_is_a_run_of_letters_or_digits() {
        assert_eq!(["", " - ", "one", "3.5 and 2025/11/16", "it's a1"].map(count), [0, 0, 1, 6, 3]);
        let mut words = Vec::new();
        folded("It's (a1), \"أنّ\".", &mut String::new(), |word| words.push(word.to_owned()));
        assert_eq!(words, ["it", "s", "a1", "ان"]);
    }

    #[test]
    fn marks_and_strokes_part_no_word_and_are_none() {
        assert_eq!(["قَالَ", "قـــال", " ـ ", "أكّد أنّ", "a\u{200D}b", "كتب – ثم"].map(count), [1, 1, 0, 2, 1, 2]);
    }

    #[test]
    fn the_words_of_a_span_are_those_of_its_text() {
        let text = " وقالت: «قـــال» 3.5 it's a\u{200D}b\u{64E} ـ x 5كم، 7\u{200F}كم's 9\u{64E}a ـa l’un";
        let analysis = analyze(text);
        let places = Places::new(analysis.view().document);
        let at: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (number, start) in at.iter().enumerate() {
            // A piece of a word without a letter is the word's.
            let strokes = |end: &&usize| text[*start..**end].chars().all(joins_words) && end != &start;
            for end in at[number..].iter().filter(|end| !strokes(end)) {
                let mut marked = places.none();
                marked.mark(places.within(Span::new(*start, *end)));
                assert_eq!(marked.count(), count(&text[*start..*end]), "{start}-{end}");
            }
        }
    }

    #[test]
    fn a_word_is_marked_once() {
        let analysis = analyze(&"one two ".repeat(50));
        let places = Places::new(analysis.view().document);
        let (mut one, mut other) = (places.none(), places.none());
        [0..0, 60..70, 65..100, 3..4].into_iter().for_each(|words| one.mark(words));
        other.mark(64..66);
        assert_eq!((one.count(), other.count(), one.shared(&other)), (41, 2, 2));
    }
}
