//! Words as the measures count them: runs of letters or digits, after marks and strokes on and between them are taken out.

use crate::fold::letter::Letters;

/// How many words a text has.
pub fn count(text: &str) -> usize {
    let letters = Letters::known();
    let (mut at, mut count, mut inside) = (0, 0, false);
    while let Some((_, letter, next)) = letters.at(text, at) {
        at = next;
        // What only joins letters neither makes nor parts a word.
        if letter.joins() {
            continue;
        }
        let counts = letter.is_alphanumeric();
        count += usize::from(counts && !inside);
        inside = counts;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn a_word_is_a_run_of_letters_or_digits() {
        assert_eq!(["", " - ", "one", "3.5 and 2025/11/16", "it's a1"].map(count), [0, 0, 1, 6, 3]);
    }

    #[test]
    fn marks_and_strokes_part_no_word_and_are_none() {
        assert_eq!(["قَالَ", "قـــال", " ـ ", "أكّد أنّ", "a\u{200D}b", "كتب – ثم"].map(count), [1, 1, 0, 2, 1, 2]);
    }
}
