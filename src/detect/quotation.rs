//! Quotation marks: pairs of every convention, nested, over paragraphs, unbalanced.

use smallvec::SmallVec;

use crate::read::layout::Block;
use crate::read::traits::Traits;
use crate::read::view::View;
use crate::span::Span;

/// Quotation marks and what stands between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With the marks.
    pub span: Span,
    /// Without them, white space at the ends left out.
    pub inner: Span,
    /// 0 for an outermost pair.
    pub depth: u8,
    /// Whether the closing mark is there; otherwise the quotation ends with its block.
    pub closed: bool,
    /// Whether it goes on from an unclosed quotation of the block before.
    pub continues: bool,
    /// The block it is in.
    pub block: usize,
    /// What it is; told in a second step.
    pub role: QuotationRole,
    /// The number of the quotation around it, among those of the document.
    pub outer: Option<u32>,
    /// The token with which it opens.
    pub(super) opener: u32,
    /// One past the token with which it closes.
    pub(super) close: u32,
}

impl Quotation {
    /// The token with which it opens.
    pub fn opener(&self) -> usize {
        self.opener as usize
    }

    /// One past the token with which it closes.
    pub fn close(&self) -> usize {
        self.close as usize
    }

    /// The tokens of what stands between its marks: the first, and one past the last.
    pub fn inside(&self, view: &View<'_>) -> (usize, usize) {
        let (mut first, mut last) = (self.opener(), self.close().saturating_sub(1));
        while first < view.len() && view.token(first).span.end <= self.inner.start {
            first += 1;
        }
        while last > 0 && view.token(last - 1).span.end >= self.inner.end.max(1) {
            last -= 1;
        }
        (first, last + 1)
    }
}

/// What a pair of quotation marks is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QuotationRole {
    /// Somebody's words.
    #[default]
    Quotation,
    /// A name.
    Name,
    /// The title of a work.
    Title,
    /// Words that the writer keeps away from.
    Scare,
    /// Nothing: its partner is lost, and no word before it says that a quotation follows.
    Lost,
}

/// A mark in the text.
#[derive(Clone, Copy, Debug)]
struct Mark<'a> {
    /// Its number among those of the grammar.
    kind: usize,
    text: &'a str,
    at: usize,
    /// The token in which it begins.
    token: usize,
}

impl Mark<'_> {
    /// One past the token in which the mark ends that closes a span.
    fn end(&self, view: &View<'_>, span: Span) -> usize {
        let mut last = self.token;
        while last < view.len() && view.token(last).span.end < span.end {
            last += 1;
        }
        last + 1
    }
}

/// Marks of a block.
type Marks<'a> = SmallVec<[Mark<'a>; 16]>;

/// Deepest nesting that is followed; what opens below it is no quotation.
const DEEPEST: usize = 16;

/// Adds the quotations of a block in the order of their openers.
pub(super) fn quotations(view: &View<'_>, number: usize, block: &Block, out: &mut Vec<Quotation>) {
    let text = view.slice(block.span);
    let known = &view.grammar.marks;
    let mut marks = Marks::new();
    gather(view, block, text, &mut marks);
    if marks.is_empty() {
        return;
    }
    let before = out.iter().rfind(|quotation| quotation.depth == 0);
    let unclosed = before.is_some_and(|before| before.block + 1 == number && !before.closed);
    let remaining = remaining(&marks);
    let first = out.len();
    let mut open: Marks<'_> = SmallVec::new();
    let base = block.span.start as usize;
    let mut close = |open: Mark<'_>, end: usize, inner_end: usize, closing: Option<Mark<'_>>| {
        let inner = Span::new(base + open.at + open.text.len(), base + inner_end).trimmed(view.text());
        if inner.is_empty() {
            return;
        }
        let span = Span::new(base + open.at, base + end);
        let (opener, close) =
            (open.token as u32, closing.map_or_else(|| end_of(view, span), |mark| mark.end(view, span)) as u32);
        let (continues, role, closed) = (open.at == 0 && unclosed, QuotationRole::default(), closing.is_some());
        let (depth, block, outer) = (0, number, None);
        out.push(Quotation { span, inner, depth, closed, continues, block, role, outer, opener, close });
    };
    for (number, mark) in marks.iter().enumerate() {
        let closes = |open: &Mark<'_>| known.are_pair(open.kind, mark.kind);
        let opens = known.opens(mark.kind);
        let (can_open, can_close) = sides(text, mark);
        let partner = if can_close { open.iter().rposition(closes) } else { None };
        match partner {
            // As many marks of its kind follow as pairs need: a closer is missing before this opener.
            Some(at) if opens && can_open && remaining[number].is_multiple_of(2) => {
                let lost = open[at];
                open.truncate(at);
                let end = text[..mark.at].trim_end().len();
                close(lost, end, end, None);
                open.push(*mark);
            }
            Some(at) => {
                let opener = open[at];
                open.truncate(at);
                close(opener, mark.at + mark.text.len(), mark.at, Some(*mark));
            }
            // A closer of another kind at the end of a word: the writer mixed the marks.
            None if open.last().is_some_and(|open| mixes(open, mark)) && ends_word(text, mark) => {
                let Some(opener) = open.pop() else { continue };
                close(opener, mark.at + mark.text.len(), mark.at, Some(*mark));
            }
            None if opens && open.len() < DEEPEST && (can_open || !is_single(mark)) => open.push(*mark),
            None => {}
        }
    }
    // An apostrophe that nothing closes opened nothing.
    for opener in open.into_iter().filter(|opener| !is_single(opener)) {
        close(opener, text.len(), text.len(), None);
    }
    let found = &mut out[first..];
    found.sort_by_key(|quotation| quotation.span.start);
    // What an apostrophe seemed to open is around nothing.
    let mut ends: SmallVec<[u32; 16]> = SmallVec::new();
    for quotation in found {
        ends.retain(|end| *end > quotation.span.start);
        quotation.depth = u8::try_from(ends.len()).unwrap_or(u8::MAX);
        ends.push(quotation.span.end);
    }
}

/// One past the token in which a span ends.
pub(super) fn end_of(view: &View<'_>, span: Span) -> usize {
    view.token_from(span.end.saturating_sub(1)) + 1
}

/// Adds all marks in the text of a block, the longest at each place.
fn gather<'a>(view: &View<'_>, block: &Block, text: &'a str, marks: &mut Marks<'a>) {
    let (known, base) = (view.grammar.marks.all(), block.span.start);
    let mut at = 0;
    let tokens = view.marks(block.start, block.end);
    for (number, token) in tokens.filter(|(_, token)| token.traits.any(Traits::MAY_QUOTE)) {
        let end = (token.span.end - base) as usize;
        at = at.max((token.span.start - base) as usize);
        while let Some(skip) = text.get(at..end).and_then(|rest| view.grammar.marks.search(rest)) {
            at += skip;
            let rest = &text[at..];
            let Some(kind) = view.grammar.marks.at(rest) else {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            };
            // Three marks after a word: the inner pair closes first.
            let length = known[kind].len();
            let closes = || at > 0 && !text[..at].ends_with(char::is_whitespace);
            let three = |inner: &usize| closes() && rest[length..].starts_with(known[*inner].as_str());
            let kind = view.grammar.marks.inner(kind).filter(three).unwrap_or(kind);
            let text = &rest[..known[kind].len()];
            marks.push(Mark { kind, text, at, token: number });
            at += text.len();
        }
    }
}

/// Whether the mark may open, and whether it may close, by what stands beside it.
fn sides(text: &str, mark: &Mark<'_>) -> (bool, bool) {
    let before = text[..mark.at].chars().next_back();
    let after = text[mark.at + mark.text.len()..].chars().next();
    let space_before = before.is_none_or(char::is_whitespace);
    let space_after = after.is_none_or(char::is_whitespace);
    let letter_after = || after.is_some_and(char::is_alphanumeric);
    // An apostrophe inside a word, or after one in the plural, is no quotation mark.
    let may_close = !(is_single(mark) && (space_before || letter_after()));
    (space_before && !space_after, may_close)
}

/// Whether a pair was opened by a mark of another kind, apostrophes left out.
fn mixes(open: &Mark<'_>, close: &Mark<'_>) -> bool {
    open.kind != close.kind && !is_single(open)
}

/// Whether the mark stands right after a word and before none, and is no apostrophe.
fn ends_word(text: &str, mark: &Mark<'_>) -> bool {
    let before = text[..mark.at].chars().next_back();
    let after = text[mark.at + mark.text.len()..].chars().next();
    before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric) && !is_single(mark)
}

/// Whether the mark is also an apostrophe.
fn is_single(mark: &Mark<'_>) -> bool {
    matches!(mark.text, "'" | "\u{2018}" | "\u{2019}")
}

/// For each mark, how many of its kind there are from it on.
fn remaining(marks: &[Mark<'_>]) -> SmallVec<[usize; 16]> {
    let mut counts: SmallVec<[(usize, usize); 8]> = SmallVec::new();
    let mut remaining = SmallVec::from_elem(0, marks.len());
    for (at, mark) in marks.iter().enumerate().rev() {
        let known = counts.iter().position(|(kind, _)| *kind == mark.kind);
        let slot = known.unwrap_or_else(|| {
            counts.push((mark.kind, 0));
            counts.len() - 1
        });
        counts[slot].1 += 1;
        remaining[at] = counts[slot].1;
    }
    remaining
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    /// What stands in the marks, in the order of the openers, with the depth and whether they are closed.
    fn quotations(text: &str) -> Vec<(String, u8, bool)> {
        let analysis = analyze(text);
        let found = &analysis.detected.quotations;
        found.iter().map(|one| (one.inner.of(&analysis.document.text).to_owned(), one.depth, one.closed)).collect()
    }

    #[test]
    fn marks_of_every_convention_make_pairs() {
        for (open, close) in [("«", "»"), ("“", "”"), ("”", "“"), ("\"", "\""), ("„", "“"), ("((", "))"), ("<<", ">>")]
        {
            let words = "لن نغلق المدرسة قبل نهاية العام";
            let text = format!("وقال المدير: {open}{words}{close}.");
            assert_eq!(quotations(&text), [(words.to_owned(), 0, true)], "{open}{close}");
        }
    }

    #[test]
    fn a_pair_inside_a_pair_is_one_deeper() {
        let found = quotations("وقال: «كتب أحدهم \"نريد الماء\" على الجدار كله».");
        assert_eq!(found.iter().map(|one| (one.1, one.2)).collect::<Vec<_>>(), [(0, true), (1, true)]);
    }

    #[test]
    fn an_apostrophe_opens_nothing_and_marks_of_two_kinds_make_pairs() {
        let found = quotations("The boats of the '60s were the fishermen's own. “We won't sell,\" she said.");
        assert_eq!(found, [("We won't sell,".to_owned(), 0, true)]);
    }

    #[test]
    fn three_marks_in_a_row_close_the_inner_pair_first() {
        let found = quotations("''I told them, 'We will not sell the boats,''' she said.");
        assert_eq!(found.iter().map(|one| (one.1, one.2)).collect::<Vec<_>>(), [(0, true), (1, true)]);
    }

    #[test]
    fn the_same_mark_twice_makes_pairs_in_order() {
        let found = quotations("وصفت الخطة بأنها \"متأخرة\" ثم قالت إنها \"ناقصة\" أيضاً.");
        let expected = ["متأخرة", "ناقصة"];
        assert_eq!(found.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn white_space_inside_the_marks_is_left_out() {
        let found = quotations("وقال: « سنعود غداً إلى القرية ».");
        let expected = "سنعود غداً إلى القرية";
        assert_eq!(found[0].0, expected);
    }

    #[test]
    fn an_unclosed_quotation_before_the_next_line_goes_on_where_that_opens_again() {
        let analysis = analyze("وقال المختار: «انتظرنا الماء عاماً كاملاً.\n«ولم يصل أحد إلى قريتنا بعد».");
        let found: Vec<(bool, bool)> =
            analysis.detected.quotations.iter().map(|one| (one.closed, one.continues)).collect();
        assert_eq!(found, [(false, false), (true, true)]);
    }

    #[test]
    fn a_quotation_knows_its_tokens_as_its_bytes_tell_them() {
        let texts = [
            "قال: «الجسر آمن، \"كما ترون\"، والطريق مفتوح». ثم عاد.",
            "قال المدير: « الجسر آمن » ووصف «الطريق",
            "She said, ''the pier is safe.'' He called it \"a 'safe' pier\" and left.",
            "قال: «نحتاج إلى وقت طويل. وأكدت الوزارة أن العمل مستمر.",
        ];
        for text in texts {
            let analysis = analyze(text);
            let view = analysis.view();
            assert!(!analysis.detected.quotations.is_empty());
            for quotation in &analysis.detected.quotations {
                let after = |end: u32| view.token_from(end - 1) + 1;
                assert_eq!(quotation.opener(), view.token_from(quotation.span.start));
                assert_eq!(quotation.close(), after(quotation.span.end));
                let expected = (view.token_from(quotation.inner.start), after(quotation.inner.end));
                assert_eq!(quotation.inside(&view), expected, "{}", quotation.span.of(text));
            }
        }
    }
}
