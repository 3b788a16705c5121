//! What of a content is compared: its characters without white space, its extent without marks, and whether it is
//! quoted. The sets of marks are those of the evaluation, not of a grammar: figures must not change with a grammar.

use crate::attribute::Mode;

/// Half-open spans in code points.
pub(super) type Spans = [[usize; 2]];

/// The places that the spans cover, white space left out, in order and each once.
pub(super) fn places(text: &[char], spans: &Spans) -> Vec<usize> {
    let covered = spans.iter().flat_map(|[start, end]| *start..(*end).min(text.len()));
    let mut places: Vec<usize> = covered.filter(|at| !is_space(text[*at])).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The spans joined over gaps of white space, quotation marks and punctuation, then trimmed of them.
pub(super) fn trimmed(text: &[char], spans: &Spans) -> Vec<[usize; 2]> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<[usize; 2]> = Vec::new();
    for [start, end] in sorted {
        match joined.last_mut() {
            Some(last) if start <= last[1] || slice(text, last[1], start).iter().copied().all(is_edge) => {
                last[1] = last[1].max(end);
            }
            _ => joined.push([start, end]),
        }
    }
    let trim = |[start, end]: [usize; 2]| {
        let body = slice(text, start, end);
        let head = body.iter().take_while(|c| is_space(**c) || is_mark(**c)).count();
        let tail = body[head..].iter().rev().take_while(|c| is_edge(**c)).count();
        [start + head, (start + body.len()).saturating_sub(tail)]
    };
    joined.into_iter().map(trim).filter(|[start, end]| start < end).collect()
}

/// Whether the content is quoted, partly quoted or not. Marks right outside of it count as part of it, so that a
/// content without its marks is not called indirect.
pub(super) fn mode(text: &[char], spans: &Spans) -> Mode {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let (Some([start, _]), Some([_, end])) = (sorted.first().copied(), sorted.last().copied()) else {
        return Mode::Indirect;
    };
    let pieces: Vec<&[char]> = sorted.iter().map(|[start, end]| slice(text, *start, *end)).collect();
    let inner = pieces.join(&' ');
    let mut body = before(slice(text, start.saturating_sub(2), start)).to_vec();
    body.extend(without_space(&inner));
    body.extend(after(slice(text, end, end + 3)));
    let ends = body.iter().rev().find(|c| !is_space(**c) && !is_final(**c));
    let marked = body.first().is_some_and(|c| is_mark(*c)) && ends.is_some_and(|c| is_mark(*c));
    if marked && body.len() > 1 {
        Mode::Direct
    } else if (0..body.len()).any(|at| double(&body[at..]) > 0) {
        Mode::Mixed
    } else {
        Mode::Indirect
    }
}

/// The double quotation mark at the end of the two characters before a content; a line end may follow it.
fn before(two: &[char]) -> &[char] {
    let is_end = |rest: &[char]| matches!(rest, [] | ['\n']);
    let found = (0..two.len()).find_map(|at| {
        let rest = &two[at..];
        let single = rest.first().is_some_and(|c| is_double(*c)) && is_end(&rest[1..]);
        let length = if single { 1 } else { double(rest) };
        (length > 0 && is_end(&rest[length..])).then(|| &rest[..length])
    });
    found.unwrap_or_default()
}

/// The double quotation mark at the beginning of what follows a content, with final punctuation before it.
fn after(rest: &[char]) -> &[char] {
    let final_mark = usize::from(rest.first().is_some_and(|c| is_final(*c)));
    match double(&rest[final_mark..]) {
        0 => &[],
        length => &rest[..final_mark + length],
    }
}

/// The length of the double quotation mark that the characters begin with; some write it as two single ones.
fn double(chars: &[char]) -> usize {
    match chars {
        ['\'', '\'', ..] | ['`', '`', ..] => 2,
        [first, ..] if is_double(*first) => 1,
        _ => 0,
    }
}

fn slice(text: &[char], start: usize, end: usize) -> &[char] {
    let end = end.min(text.len());
    &text[start.min(end)..end]
}

fn without_space(chars: &[char]) -> &[char] {
    let head = chars.iter().take_while(|c| is_space(**c)).count();
    let tail = chars[head..].iter().rev().take_while(|c| is_space(**c)).count();
    &chars[head..chars.len() - tail]
}

/// White space as the evaluation counts it: with the four information separators.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}

fn is_double(c: char) -> bool {
    matches!(c, '"' | '\u{201C}'..='\u{201F}' | '\u{AB}' | '\u{BB}' | '\u{301D}' | '\u{301E}')
}

/// Any quotation mark, single or double.
fn is_mark(c: char) -> bool {
    is_double(c) || matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{201B}')
}

fn is_final(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '\u{2026}')
}

fn is_edge(c: char) -> bool {
    is_space(c) || is_mark(c) || is_final(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn marks_right_outside_a_content_count_as_part_of_it() {
        let text = chars("قال «نعم». وقال لا «ربما» كلا ''حسنا''");
        assert_eq!(mode(&text, &[[5, 8]]), Mode::Direct);
        assert_eq!(mode(&text, &[[4, 9]]), Mode::Direct);
        assert_eq!(mode(&text, &[[16, 29]]), Mode::Mixed);
        assert_eq!(mode(&text, &[[16, 18]]), Mode::Indirect);
        assert_eq!(mode(&text, &[[32, 36]]), Mode::Direct);
        assert_eq!(mode(&text, &[]), Mode::Indirect);
    }

    #[test]
    fn final_punctuation_may_stand_before_the_closing_mark() {
        assert_eq!(mode(&chars("\"ab.\" c"), &[[1, 3]]), Mode::Direct);
        assert_eq!(mode(&chars("\"\nab\""), &[[2, 4]]), Mode::Direct);
    }

    #[test]
    fn contents_are_compared_without_marks_and_over_gaps_of_marks() {
        let text = chars("«نعم». «لا»، كلا");
        assert_eq!(trimmed(&text, &[[7, 11], [0, 6]]), [[1, 10]]);
        assert_eq!(trimmed(&text, &[[4, 6]]), Vec::<[usize; 2]>::new());
        assert_eq!(places(&text, &[[5, 9], [7, 10]]), [5, 7, 8, 9]);
        assert_eq!(places(&text, &[[14, 99]]), [14, 15]);
    }
}
