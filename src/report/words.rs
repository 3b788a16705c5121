//! Words as the measures count them: runs of letters or digits, after marks and strokes on and between them are taken out.

use crate::fold::letter::Letters;
use crate::span::Span;

/// How many words a text has.
pub fn count(text: &str) -> usize {
    all(text).count()
}

/// The words of a text, with what stands on and between their letters.
pub fn all(text: &str) -> impl Iterator<Item = &str> {
    let letters = Letters::known();
    let mut from = 0;
    std::iter::from_fn(move || {
        // What only joins letters neither makes nor parts a word.
        let (start, mut end) = loop {
            let (letter, next) = letters.letter(text, from)?;
            let start = std::mem::replace(&mut from, next);
            if letter.is_alphanumeric() && !letter.joins() {
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
        Some(&text[start..end])
    })
}

/// Where the words of a text are, so that those of many spans of it can be counted.
#[derive(Debug)]
pub struct Places {
    starts: Vec<u32>,
    ends: Vec<u32>,
}

impl Places {
    /// Finds the words of a text.
    pub fn new(text: &str) -> Self {
        let base = text.as_ptr() as usize;
        let mut places = Self { starts: Vec::with_capacity(text.len() / 8), ends: Vec::with_capacity(text.len() / 8) };
        for word in all(text) {
            let start = word.as_ptr() as usize - base;
            places.starts.push(start as u32);
            places.ends.push((start + word.len()) as u32);
        }
        places
    }

    /// How many words a span has, those that it cuts included.
    pub fn within(&self, span: Span) -> usize {
        if span.is_empty() {
            return 0;
        }
        let begun = self.starts.partition_point(|start| *start < span.end);
        begun.saturating_sub(self.ends.partition_point(|end| *end <= span.start))
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
