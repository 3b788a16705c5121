//! Folding: the closed set of ways in which two spellings count as one. Text is never changed; folded keys stand beside it.

pub mod eight;
pub mod letter;
pub mod run;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use letter::Letters;

/// A set of folds, as a grammar file names them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Folds(u8);

/// The folds by name, in the order of their bits.
pub const NAMES: [&str; 7] = ["marks", "tatweel", "alef", "persian", "presentation", "digits", "case"];

const MARKS: u8 = 1;
const TATWEEL: u8 = 1 << 1;
const ALEF: u8 = 1 << 2;
const PERSIAN: u8 = 1 << 3;
const PRESENTATION: u8 = 1 << 4;
const DIGITS: u8 = 1 << 5;
const CASE: u8 = 1 << 6;

impl Folds {
    /// Adds the fold of that name; `false` if there is none.
    pub fn add(&mut self, name: &str) -> bool {
        let at = NAMES.iter().position(|known| *known == name);
        self.0 |= at.map_or(0, |bit| 1 << bit);
        at.is_some()
    }

    fn has(self, fold: u8) -> bool {
        self.0 & fold != 0
    }

    /// Appends the folded form of `word`; invisible characters always go.
    pub fn push(self, word: &str, out: &mut String) {
        // Of ASCII only the case folds, and all of it is visible.
        if word.is_ascii() {
            let from = out.len();
            out.push_str(word);
            if self.has(CASE) {
                out[from..].make_ascii_lowercase();
            }
            return;
        }
        let letters = Letters::known();
        let (mut plain, mut at) = (0, 0);
        // Few letters fold, so what stands between them is appended as a whole.
        while let Some((letter, next)) = letters.letter(word, at) {
            if letter.folds() {
                out.push_str(&word[plain..at]);
                word[at..next].chars().for_each(|c| self.push_char(c, out));
                plain = next;
            }
            at = next;
        }
        out.push_str(&word[plain..]);
    }

    /// Whether the character is not its own folded form.
    fn changes(self, c: char) -> bool {
        let mut folded = String::new();
        self.push_char(c, &mut folded);
        folded.chars().ne([c])
    }

    /// Every fold there is.
    pub fn all() -> Self {
        Self(u8::MAX)
    }

    /// The folded form of `word`.
    pub fn fold(self, word: &str) -> String {
        let mut out = String::with_capacity(word.len());
        self.push(word, &mut out);
        out
    }

    fn push_char(self, c: char, out: &mut String) {
        if c.is_ascii() {
            out.push(if self.has(CASE) { c.to_ascii_lowercase() } else { c });
            return;
        }
        // What becomes another letter has neither case nor marks.
        let letter = self.letter(c);
        if letter != c {
            out.push(letter);
            return;
        }
        if is_invisible(c) || self.has(MARKS) && is_combining_mark(c) || self.has(TATWEEL) && c == '\u{640}' {
            return;
        }
        if self.has(PRESENTATION) && is_presentation(c) {
            let plain = Self(self.0 & !PRESENTATION);
            std::iter::once(c).nfkc().for_each(|base| plain.push_char(base, out));
            return;
        }
        if self.has(CASE) {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
    }

    fn letter(self, c: char) -> char {
        match c {
            '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}' if self.has(ALEF) => '\u{627}',
            '\u{6A9}' if self.has(PERSIAN) => '\u{643}',
            '\u{6CC}' if self.has(PERSIAN) => '\u{64A}',
            '\u{660}'..='\u{669}' if self.has(DIGITS) => digit(c, 0x660),
            '\u{6F0}'..='\u{6F9}' if self.has(DIGITS) => digit(c, 0x6F0),
            '\u{2019}' | '\u{2BC}' if self.has(CASE) => '\'',
            _ => c,
        }
    }
}

/// Whether the character has no shape of its own: direction marks, joiners, a byte-order mark inside the text.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{61C}' | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Whether the character may stand inside a word although it is no letter: marks, tatweel, joiners.
pub fn joins_words(c: char) -> bool {
    is_stroke(c) || is_invisible(c) || is_combining_mark(c)
}

/// Whether the letter is composed of another and a mark.
pub fn is_composed(c: char) -> bool {
    let mut parts = 0;
    unicode_normalization::char::decompose_canonical(c, |_| parts += 1);
    parts > 1
}

/// Whether the character only lengthens the letters around it.
pub fn is_stroke(c: char) -> bool {
    c == '\u{640}'
}

fn is_presentation(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arabic() -> Folds {
        let mut folds = Folds::default();
        for name in &NAMES[..6] {
            assert!(folds.add(name));
        }
        folds
    }

    #[test]
    fn spellings_of_one_word_fold_to_one_key() {
        let key = arabic().fold("اكد");
        for spelling in ["أكد", "أكّد", "أكــد", "أَكَّدَ", "\u{200F}أكد", "\u{FE83}\u{FEDB}\u{FEAA}"]
        {
            assert_eq!(arabic().fold(spelling), key, "{spelling}");
        }
        assert_eq!(arabic().fold("١٥"), "15");
    }

    #[test]
    fn a_ligature_folds_to_its_letters() {
        assert_eq!(arabic().fold("\u{FEFB}"), "لا");
    }

    #[test]
    fn an_unknown_fold_is_refused() {
        assert!(!Folds::default().add("hamza"));
    }
}
