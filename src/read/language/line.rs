//! Lines of a text with their scripts, by counting bytes.

use crate::span::Span;

/// What a line is mostly written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Latin letters.
    Latin,
    /// Arabic letters.
    Arabic,
    /// Any others.
    Other,
}

impl Script {
    /// The script of a letter.
    pub(super) fn of(letter: char) -> Self {
        match letter {
            'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{600}'..='\u{6FF}' | '\u{750}'..='\u{77F}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => {
                Self::Arabic
            }
            _ => Self::Other,
        }
    }
}

/// A line that holds letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it stands, without its end.
    pub span: Span,
    /// What most of its letters are.
    pub script: Script,
    /// How many letters it has; few letters with accents are not counted.
    pub letters: usize,
}

/// The lines of a text that hold letters.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    let spans = ends.map(move |end| Span::new(std::mem::replace(&mut start, end + 1), end));
    // Every other line may be empty.
    spans
        .filter(|span| !span.is_empty())
        .filter_map(|span| script(text, span).map(|(script, letters)| Line { span, script, letters }))
}

/// So many bytes are looked at at once.
const BLOCK: usize = 16;

/// So many bytes that are Latin letters, that begin Arabic letters and that begin any letters beyond ASCII, in each place
/// of the blocks.
type Counts = [[u8; BLOCK]; 3];

/// How many bytes of a line are Latin letters, begin Arabic letters and begin others that are not ASCII: counted in bytes,
/// many at a time, as long as a byte can hold the counts.
fn counts(text: &str, line: Span) -> [usize; 3] {
    let (blocks, rest) = line.of(text).as_bytes().as_chunks();
    let last = last(text.as_bytes().get(line.end as usize - rest.len()..).unwrap_or_default(), rest);
    let mut all = [0; 3];
    let mut add = |counts: Counts| {
        let found = counts.map(|places| places.iter().map(|count| usize::from(*count)).sum::<usize>());
        all.iter_mut().zip(found).for_each(|(all, found)| *all += found);
    };
    let mut most = blocks.chunks(usize::from(u8::MAX) - 1);
    add(most.next().unwrap_or_default().iter().fold(counted(Counts::default(), &last), counted));
    most.for_each(|blocks| add(blocks.iter().fold(Counts::default(), counted)));
    let [latin, arabic, beyond] = all;
    [latin, arabic, beyond - arabic]
}

#[inline(always)] // A call would leave nothing in registers.
fn counted(mut counts: Counts, block: &[u8; BLOCK]) -> Counts {
    for (at, byte) in block.iter().enumerate() {
        counts[0][at] += u8::from(byte.is_ascii_alphabetic());
        counts[1][at] += u8::from(byte & 0xFC == 0xD8);
        counts[2][at] += u8::from(*byte >= 0xC3);
    }
    counts
}

/// The last bytes of a line with zeros behind them; `text` goes on from the first of them.
#[inline]
fn last(text: &[u8], rest: &[u8]) -> [u8; BLOCK] {
    if let Some(block) = text.first_chunk() {
        let own = (1 << (8 * rest.len())) - 1;
        return (u128::from_le_bytes(*block) & own).to_le_bytes();
    }
    let mut block = [0; BLOCK];
    block[..rest.len()].copy_from_slice(rest);
    block
}

/// The script of most letters of a line, and how many letters there are.
fn script(text: &str, line: Span) -> Option<(Script, usize)> {
    // Counting bytes is quick; what is neither ASCII nor Arabic is looked at only where there is much of it.
    let [mut latin, mut arabic, beyond] = counts(text, line);
    let mut other = 0;
    if beyond > (latin + arabic) / 8 {
        (latin, arabic) = (0, 0);
        for letter in line.of(text).chars().filter(|c| c.is_alphabetic()) {
            match Script::of(letter) {
                Script::Latin => latin += 1,
                Script::Arabic => arabic += 1,
                Script::Other => other += 1,
            }
        }
    }
    let script = match latin.max(arabic).max(other) {
        0 => return None,
        most if most == latin => Script::Latin,
        most if most == arabic => Script::Arabic,
        _ => Script::Other,
    };
    Some((script, latin + arabic + other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(text: &str) -> Vec<Script> {
        lines(text).map(|line| line.script).collect()
    }

    #[test]
    fn each_line_has_the_script_of_most_of_its_letters() {
        let text = "عاد القطار Express اليوم\nThe train is back, «قطار»\nПоезд вернулся\n火车回来了";
        assert_eq!(scripts(text), [Script::Arabic, Script::Latin, Script::Other, Script::Other]);
        assert_eq!(scripts("ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ"), [Script::Arabic]);
    }

    #[test]
    fn lines_without_letters_are_left_out() {
        let text = "one\n\n12 … «»\r\ntwo\n";
        let found: Vec<&str> = lines(text).map(|line| line.span.of(text)).collect();
        assert_eq!(found, ["one", "two"]);
    }

    #[test]
    fn letters_are_counted() {
        let found = lines("Größe 12\nباب\nŞişlı");
        assert_eq!(found.map(|line| line.letters).collect::<Vec<_>>(), [5, 3, 5]);
    }
}
