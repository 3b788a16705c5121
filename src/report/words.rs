//! Words as the measures count them: runs of letters or digits, after marks and strokes on and between them are taken out.

use crate::fold::letter::Letters;

/// How many words a text has.
pub fn count(text: &str) -> usize {
    all(text).count()
}

/// The words of a text, with what stands on and between their letters.
pub fn all(text: &str) -> impl Iterator<Item = &str> {
    let letters = Letters::known();
    let mut from = 0;
    std::iter::from_fn(move || {
        let mut start = None;
        let mut end = from;
        while let Some((_, letter, next)) = letters.at(text, from) {
            // What only joins letters neither makes nor parts a word.
            if !letter.joins() {
                if letter.is_alphanumeric() {
                    start = start.or(Some(from));
                    end = next;
                } else if start.is_some() {
                    break;
                }
            }
            from = next;
        }
        start.map(|start| &text[start..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_a_run_of_letters_or_digits() {
        assert_eq!(["", " - ", "one", "3.5 and 2025/11/16", "it's a1"].map(count), [0, 0, 1, 6, 3]);
        assert_eq!(all("it's (a1).").collect::<Vec<_>>(), ["it", "s", "a1"]);
    }

    #[test]
    fn marks_and_strokes_part_no_word_and_are_none() {
        assert_eq!(["قَالَ", "قـــال", " ـ ", "أكّد أنّ", "a\u{200D}b", "كتب – ثم"].map(count), [1, 1, 0, 2, 1, 2]);
    }
}
