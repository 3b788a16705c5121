//! Where the tokens of a text stand and what they are made of.

use super::spelling::Spelling;
use super::token::TokenKind;
use crate::fold;
use crate::fold::letter::{Letter, Letters};
use crate::fold::run::{self, HEAD};
use crate::span::Span;

/// The tokens of a text one after the other.
pub(super) struct Places<'t> {
    text: &'t str,
    /// The byte from which on the next is looked for.
    at: usize,
    /// Which of those that were written last begin lines, a bit for each.
    lines: u64,
}

/// What begins with a byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    /// A word of ASCII letters.
    Ascii,
    /// A mark in ASCII.
    Mark,
    /// Perhaps a word of Arabic letters, or a mark of two bytes.
    Pair,
    /// White space in ASCII.
    Blank,
    /// The end of a line.
    Line,
    /// Something else.
    Other,
}

const FIRSTS: [First; 256] = firsts();

const fn firsts() -> [First; 256] {
    let (mut firsts, mut byte) = ([First::Other; 256], 0);
    while byte < 0x80 {
        firsts[byte] = match byte as u8 {
            b'\n' => First::Line,
            // What Unicode calls white space.
            b'\t'..=b'\r' | b' ' => First::Blank,
            b'0'..=b'9' => First::Other,
            byte if byte.is_ascii_alphabetic() => First::Ascii,
            _ => First::Mark,
        };
        byte += 1;
    }
    (firsts[0xC2], firsts[0xD8], firsts[0xD9]) = (First::Pair, First::Pair, First::Pair);
    firsts
}

impl<'t> Places<'t> {
    /// Those of a text; where it is longer than places can tell, those of its beginning.
    pub fn new(text: &'t str) -> Self {
        let text = if u32::try_from(text.len()).is_ok() { text } else { beginning(text) };
        Self { text, at: 0, lines: 1 }
    }

    /// Writes the next ones to a buffer, at most [`BLOCK`](super::bits::BLOCK); how many they are.
    pub fn fill(&mut self, buffer: &mut [Spelling]) -> usize {
        let (mut at, mut lines) = (self.at, u64::from(self.at == 0));
        let mut filled = 0;
        for spelling in buffer {
            let Some(next) = self.next(at, (filled, &mut lines), spelling) else {
                at = self.text.len();
                break;
            };
            at = next;
            filled += 1;
        }
        (self.at, self.lines) = (at, lines);
        filled
    }

    /// Which of those that were written last begin lines, a bit for each; others mean nothing.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// Writes the one that begins at a byte or after it and, if it begins a line, the bit with its number; where the next
    /// may begin, `None` if there is none.
    #[inline]
    fn next(&self, mut at: usize, (number, lines): (usize, &mut u64), out: &mut Spelling) -> Option<usize> {
        let bytes = self.text.as_bytes();
        while let Some(head) = bytes.get(at..).and_then(<[u8]>::first_chunk::<HEAD>) {
            let head = u128::from_le_bytes(*head);
            let first = FIRSTS[usize::from(head as u8)];
            let (run, word) = match first {
                First::Ascii => (run::ascii(head), true),
                First::Mark => (1, false),
                // A mark is no run of letters, but one character.
                First::Pair if among(head as u16, KNOWN) => (run::arabic(head).max(2), among(head as u16, LETTERS)),
                First::Blank => {
                    at += 1;
                    continue;
                }
                First::Line => {
                    *lines |= 1 << number;
                    at += 1;
                    continue;
                }
                First::Pair | First::Other => break,
            };
            let end = at + run;
            let next = match bytes.get(end) {
                // Nearly every word is followed by one space.
                Some(b' ') => end + 1,
                Some(byte) if word && may_go_on(*byte) && !is_mark(bytes, end) => {
                    return Some(self.go_on(at, end, out));
                }
                _ => end,
            };
            *out = Spelling::short(head, at as u32, run);
            return Some(next);
        }
        self.other(at, (number, lines), out)
    }

    /// The same, whatever it begins with.
    #[inline(never)] // Few begin otherwise than with plain letters.
    fn other(&self, mut start: usize, (number, lines): (usize, &mut u64), out: &mut Spelling) -> Option<usize> {
        let (text, letters) = (self.text, Letters::known());
        loop {
            let (letter, next) = letters.letter(text, start)?;
            if letter.is_blank() {
                // Line and paragraph separator have three bytes.
                let ends = matches!(text.as_bytes()[start..next], [b'\n'] | [0xE2, 0x80, 0xA8 | 0xA9]);
                *lines |= u64::from(ends) << number;
                start = next;
                continue;
            }
            let end = match kind_of(text, (start, next), letter, letters) {
                TokenKind::Word => word_end(text, next, letters),
                TokenKind::Number => number_end(text, next, letters),
                TokenKind::Mark => next,
            };
            return Some(self.write(start, end, out));
        }
    }

    /// The same for a word that has gone on to a byte and perhaps goes on.
    #[inline(never)] // Few do so.
    fn go_on(&self, start: usize, at: usize, out: &mut Spelling) -> usize {
        self.write(start, word_end(self.text, at, Letters::known()), out)
    }

    fn write(&self, start: usize, end: usize, out: &mut Spelling) -> usize {
        *out = Spelling::at(self.text, Span::new(start, end));
        if self.text.as_bytes().get(end) == Some(&b' ') { end + 1 } else { end }
    }
}

#[cold]
fn beginning(text: &str) -> &str {
    let end = (0..=u32::MAX as usize).rev().find(|end| text.is_char_boundary(*end));
    &text[..end.unwrap_or_default()]
}

/// Characters of two bytes, a bit for each second byte of those that begin with 0xD8, 0xD9 and 0xC2.
type Characters = [u64; 4];
/// Arabic letters that are no strokes and no marks: from U+0620 to U+063F, and from U+0641 to U+064A.
const LETTERS: Characters = [u64::MAX << 0x20, 0x7FE, 0, 0];
/// The Arabic comma, semicolon and question mark, and the quotation marks U+00AB and U+00BB.
const MARKS: Characters = [1 << 0x0C | 1 << 0x1B | 1 << 0x1F, 0, 1 << 0x2B | 1 << 0x3B, 0];
const KNOWN: Characters = [LETTERS[0] | MARKS[0], LETTERS[1], MARKS[2], 0];

/// Whether two bytes that begin with one of those, the first of them the lower, are one of some characters.
#[inline]
const fn among(bytes: u16, characters: Characters) -> bool {
    characters[(bytes & 3) as usize] >> (bytes >> 8 & 0x3F) & 1 == 1
}

/// Whether a mark of two bytes begins at a byte.
#[inline]
fn is_mark(bytes: &[u8], at: usize) -> bool {
    let pair = bytes.get(at..).and_then(<[u8]>::first_chunk).map(|pair| u16::from_le_bytes(*pair));
    pair.is_some_and(|pair| FIRSTS[usize::from(pair as u8)] == First::Pair && among(pair, MARKS))
}

/// Whether a word may go on with that byte.
#[inline]
const fn may_go_on(byte: u8) -> bool {
    byte >= 0x80 || byte == b'\'' || byte.is_ascii_alphanumeric()
}

/// What the token is made of that begins at a byte.
pub(super) fn kind(text: &str, start: usize) -> TokenKind {
    let letters = Letters::known();
    letters.letter(text, start).map_or(TokenKind::Mark, |(letter, next)| kind_of(text, (start, next), letter, letters))
}

/// What a token is that begins with a letter which is not blank and stands at a place of the text, by what follows it.
fn kind_of(text: &str, (start, next): (usize, usize), letter: Letter, letters: &Letters) -> TokenKind {
    let alone = || !letters.letter(text, next).is_some_and(|(after, _)| after.is_alphanumeric());
    // A stroke that lengthens letters is a dash where it stands alone.
    let dash = || text[start..next].starts_with(fold::is_stroke) && alone();
    if letter.is_alphabetic() && !(letter.joins() && dash()) {
        TokenKind::Word
    } else if letter.is_numeric() {
        TokenKind::Number
    } else {
        TokenKind::Mark
    }
}

/// Where a word ends that goes on at a byte: an apostrophe belongs to it if a letter follows.
fn word_end(text: &str, mut at: usize, letters: &Letters) -> usize {
    loop {
        at = letters.run_end(text, at);
        let next = match text.as_bytes()[at..] {
            [b'\'', ..] => at + 1,
            // The curled one has three bytes.
            [0xE2, 0x80, 0x99, ..] => at + 3,
            _ => return at,
        };
        if !letters.letter(text, next).is_some_and(|(after, _)| after.is_alphabetic()) {
            return at;
        }
        at = next;
    }
}

/// Where a number ends that goes on at a byte: a mark inside it belongs to it if a digit follows.
fn number_end(text: &str, mut at: usize, letters: &Letters) -> usize {
    while let Some((letter, next)) = letters.letter(text, at) {
        let written = &text[at..next];
        let after = || letters.letter(text, next).is_some_and(|(after, _)| after.is_numeric());
        let inside = || matches!(written, "." | "," | "/" | ":" | "\u{66B}" | "\u{66C}") && after();
        if !(letter.is_numeric() || written.as_bytes()[0].is_ascii_alphabetic() || inside()) {
            break;
        }
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of a text, told at once where that can be, and letter by letter.
    fn both(text: &str) -> [Vec<(Span, u128, u32)>; 2] {
        let told = |spelling: &Spelling| (spelling.place, spelling.head, spelling.hash);
        let (mut places, mut buffer, mut fast) = (Places::new(text), [Spelling::default(); 7], Vec::new());
        loop {
            let filled = places.fill(&mut buffer);
            fast.extend(buffer[..filled].iter().map(told));
            if filled == 0 {
                break;
            }
        }
        let (mut at, mut slow) = (0, Vec::new());
        while let Some(next) = places.other(at, (0, &mut 0), &mut buffer[0]) {
            slow.push(told(&buffer[0]));
            at = next;
        }
        [fast, slow]
    }

    #[test]
    fn tokens_are_the_same_told_at_once_and_letter_by_letter() {
        let text = "قالت «الوزارة»، وللمسؤولين: internationalisation's 3.5 ملايين؟ it's\n\tقـال ـ a9 م9 قَالَ ١٢ 12a end.";
        for (start, _) in text.char_indices() {
            let [fast, slow] = both(&text[start..]);
            assert_eq!(fast, slow, "{}", &text[start..]);
            assert!(!fast.is_empty());
        }
    }

    #[test]
    fn the_first_token_of_each_line_is_told() {
        let text = "\n one two, three and four\r\n\n\nfive six\u{2028}seven\u{85}eight \u{2029} nine\n\"ten\neleven\n";
        let (mut places, mut buffer, mut lines) = (Places::new(text), [Spelling::default(); 7], Vec::new());
        loop {
            let filled = places.fill(&mut buffer);
            let first = |at: &usize| places.lines() >> at & 1 == 1;
            lines.extend((0..filled).filter(first).map(|at| buffer[at].place.of(text)));
            if filled == 0 {
                break;
            }
        }
        assert_eq!(lines, ["one", "five", "seven", "nine", "\"", "eleven"]);
    }

    #[test]
    fn every_character_is_told_so_wherever_it_stands() {
        for c in (1..0x2100).filter_map(char::from_u32) {
            let text = format!("{c}ab{c}cd{c} {c} {c}إن{c}ن {c}{c}. الوزارا{c}ت wordword{c}word and some more");
            let [fast, slow] = both(&text);
            assert_eq!(fast, slow, "{c:?}");
        }
    }
}
