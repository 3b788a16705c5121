//! Quotation marks: pairs of every convention, nested, over paragraphs, unbalanced.

use smallvec::SmallVec;

use crate::read::layout::Block;
use crate::read::token::TokenKind;
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
    pub opener: u32,
    /// The first token inside.
    pub first: u32,
    /// One past the last token inside.
    pub last: u32,
    /// One past the token with which it ends.
    pub close: u32,
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
struct Mark {
    /// Its number among those of the grammar.
    kind: usize,
    /// Its first byte in the text of its block, and one past its last.
    start: usize,
    end: usize,
    /// Whether it is also an apostrophe.
    single: bool,
    /// The token in which it begins.
    token: u32,
}

/// Deepest nesting that is followed; what opens below it is no quotation.
const DEEPEST: usize = 16;

/// Finds the quotations of one block after the other; the lists are used again for each.
pub(super) struct Finder {
    marks: SmallVec<[Mark; 16]>,
    /// Those that nothing closes so far.
    open: SmallVec<[Mark; 8]>,
    /// How many of each kind come yet.
    remaining: SmallVec<[usize; 32]>,
    /// Where the quotations end that are around the next.
    ends: SmallVec<[u32; 8]>,
}

impl Finder {
    /// One that has room for the marks of most blocks.
    pub fn new() -> Self {
        Self { marks: SmallVec::new(), open: SmallVec::new(), remaining: SmallVec::new(), ends: SmallVec::new() }
    }

    /// Adds the quotations of a block in the order of their openers; `tokens` are those that may hold a mark.
    pub fn quotations(
        &mut self,
        view: &View<'_>,
        (number, block): (usize, &Block),
        tokens: impl Iterator<Item = usize>,
        out: &mut Vec<Quotation>,
    ) {
        let may_quote = |at: &usize| view.token(*at).traits.any(Traits::MAY_QUOTE);
        let mut tokens = tokens.filter(may_quote).peekable();
        if tokens.peek().is_none() {
            return;
        }
        let text = view.slice(block.span);
        self.gather(view, block, text, tokens);
        let first = out.len();
        self.pair(view, (number, block), text, out);
        let found = &mut out[first..];
        found.sort_by_key(|quotation| quotation.span.start);
        // What an apostrophe seemed to open is around nothing.
        self.ends.clear();
        for quotation in found {
            self.ends.retain(|end| *end > quotation.span.start);
            quotation.depth = u8::try_from(self.ends.len()).unwrap_or(u8::MAX);
            self.ends.push(quotation.span.end);
        }
    }

    /// Gathers all marks in the text of a block, the longest at each place.
    fn gather(&mut self, view: &View<'_>, block: &Block, text: &str, tokens: impl Iterator<Item = usize>) {
        let (marks, base) = (&view.grammar.marks, block.span.start);
        let known = marks.all();
        self.marks.clear();
        self.remaining.clear();
        self.remaining.resize(known.len(), 0);
        let mut at = 0;
        for number in tokens {
            let token = view.token(number);
            let end = (token.span.end - base) as usize;
            at = at.max((token.span.start - base) as usize);
            // A mark is one character, which may begin a quotation mark of more.
            let search = |from: usize| match token.kind {
                TokenKind::Mark => (from < end).then_some(0),
                _ => text.get(from..end).and_then(|rest| marks.search(rest)),
            };
            while let Some(skip) = search(at) {
                at += skip;
                let rest = &text[at..];
                let Some(kind) = marks.at(rest) else {
                    at += rest.chars().next().map_or(1, char::len_utf8);
                    continue;
                };
                // Three marks after a word: the inner pair closes first.
                let length = known[kind].len();
                let closes = || at > 0 && !text[..at].ends_with(char::is_whitespace);
                let three = |inner: &usize| closes() && rest[length..].starts_with(known[*inner].as_str());
                let kind = marks.inner(kind).filter(three).unwrap_or(kind);
                let mark = known[kind].as_str();
                self.marks.push(Mark {
                    kind,
                    start: at,
                    end: at + mark.len(),
                    single: is_single(mark),
                    token: number as u32,
                });
                self.remaining[kind] += 1;
                at += mark.len();
            }
        }
    }

    /// Adds the pairs of the marks, in no order.
    fn pair(&mut self, view: &View<'_>, (number, block): (usize, &Block), text: &str, out: &mut Vec<Quotation>) {
        let known = &view.grammar.marks;
        let before = out.iter().rfind(|quotation| quotation.depth == 0);
        let unclosed = before.is_some_and(|before| before.block + 1 == number && !before.closed);
        let place = Place { view, number, base: block.span.start as usize, unclosed };
        let Self { marks, open, remaining, .. } = self;
        for mark in marks.iter() {
            let closes = |open: &Mark| known.are_pair(open.kind, mark.kind);
            let opens = known.opens(mark.kind);
            let (can_open, can_close) = sides(text, mark);
            let partner = if can_close { open.iter().rposition(closes) } else { None };
            match partner {
                // As many marks of its kind follow as pairs need: a closer is missing before this opener.
                Some(at) if opens && can_open && remaining[mark.kind].is_multiple_of(2) => {
                    let end = text[..mark.start].trim_end().len();
                    out.extend(place.quotation(&open[at], (end, end), mark.token, false));
                    open.truncate(at);
                    open.push(*mark);
                }
                Some(at) => {
                    out.extend(place.quotation(&open[at], (mark.start, mark.end), mark.token, true));
                    open.truncate(at);
                }
                // A closer of another kind at the end of a word: the writer mixed the marks.
                None if open.last().is_some_and(|open| mixes(open, mark)) && ends_word(text, mark) => {
                    let opener = open.pop();
                    out.extend(
                        opener.and_then(|open| place.quotation(&open, (mark.start, mark.end), mark.token, true)),
                    );
                }
                None if opens && open.len() < DEEPEST && (can_open || !mark.single) => open.push(*mark),
                None => {}
            }
            remaining[mark.kind] -= 1;
        }
        // An apostrophe that nothing closes opened nothing.
        let (end, last) = (text.len(), block.end as u32);
        for opener in open.drain(..).filter(|opener| !opener.single) {
            out.extend(place.quotation(&opener, (end, end), last, false));
        }
    }
}

/// Where quotations are found.
struct Place<'v, 'a> {
    view: &'v View<'a>,
    /// The number of the block and its first byte.
    number: usize,
    base: usize,
    /// Whether a quotation of the block before is not closed.
    unclosed: bool,
}

impl Place<'_, '_> {
    /// The quotation from a mark to the bytes where what it holds ends and where it ends itself, near a token; `None` if it holds
    /// nothing.
    fn quotation(&self, open: &Mark, (inner, end): (usize, usize), near: u32, closed: bool) -> Option<Quotation> {
        let (view, base) = (self.view, self.base);
        let span = Span::new(base + open.start, base + end);
        let inner = Span::new(base + open.end, base + inner).trimmed(view.text());
        if inner.is_empty() {
            return None;
        }
        let from = view.token_near(open.token as usize, span.start);
        let first = view.token_near(from, inner.start);
        let last = view.token_near(near as usize, inner.end - 1) + 1;
        let close = view.token_near(last, span.end - 1) + 1;
        Some(Quotation {
            span,
            inner,
            depth: 0,
            closed,
            continues: open.start == 0 && self.unclosed,
            block: self.number,
            role: QuotationRole::default(),
            outer: None,
            opener: from as u32,
            first: first as u32,
            last: last as u32,
            close: close as u32,
        })
    }
}

/// Whether the mark may open, and whether it may close, by what stands beside it.
fn sides(text: &str, mark: &Mark) -> (bool, bool) {
    let before = text[..mark.start].chars().next_back();
    let after = text[mark.end..].chars().next();
    let space_before = before.is_none_or(char::is_whitespace);
    let space_after = after.is_none_or(char::is_whitespace);
    let letter_after = || after.is_some_and(char::is_alphanumeric);
    // An apostrophe inside a word, or after one in the plural, is no quotation mark.
    let may_close = !(mark.single && (space_before || letter_after()));
    (space_before && !space_after, may_close)
}

/// Whether a pair was opened by a mark of another kind, apostrophes left out.
fn mixes(open: &Mark, close: &Mark) -> bool {
    open.kind != close.kind && !open.single
}

/// Whether the mark stands right after a word and before none, and is no apostrophe.
fn ends_word(text: &str, mark: &Mark) -> bool {
    let before = text[..mark.start].chars().next_back();
    let after = text[mark.end..].chars().next();
    before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric) && !mark.single
}

/// Whether the mark is also an apostrophe.
fn is_single(mark: &str) -> bool {
    matches!(mark, "'" | "\u{2018}" | "\u{2019}")
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
                assert_eq!(quotation.opener as usize, view.token_from(quotation.span.start));
                assert_eq!(quotation.close as usize, after(quotation.span.end));
                let expected = (view.token_from(quotation.inner.start), after(quotation.inner.end));
                assert_eq!(
                    (quotation.first as usize, quotation.last as usize),
                    expected,
                    "{}",
                    quotation.span.of(text)
                );
            }
        }
    }
}
