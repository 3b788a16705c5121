//! Layout: what each line of an article is. Only body lines, and headlines that attribute, make rows.

use super::date::date_in;
use super::token::TokenKind;
use super::traits::Traits;
use super::view::View;
use super::walk::take_before;
use crate::span::Span;

/// What a block of the article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockRole {
    /// The headline.
    Headline,
    /// Outlet, author, date.
    Byline,
    /// A picture's caption.
    Caption,
    /// What belongs to the page, not the article.
    Furniture,
    /// A heading inside the article.
    Subheading,
    /// The article's own text.
    Body,
    /// The source line at the end.
    Footer,
    /// A line in another language, which is read with another grammar or with none.
    Foreign,
}

/// A line of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where it stands, white space left out.
    pub span: Span,
    /// Its first token.
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// What it is.
    pub role: BlockRole,
    /// The first token after a dateline.
    pub lead: usize,
    /// The number of the body paragraph, from 1; 0 elsewhere.
    pub paragraph: usize,
}

/// A part of the text and what it is, as a page says that the article came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Where it stands: one line or several.
    pub span: Span,
    /// What it is. Body is what the page has in its running text: a line of it may still turn out to be a by-line, a
    /// heading or furniture, by the words of the language.
    pub role: BlockRole,
}

/// What the layout says about the article.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The publishing outlet as the by-line prints it.
    pub outlet: Option<Span>,
    /// The date of the by-line, `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The headline.
    pub headline: Option<Span>,
    /// Credits of pictures.
    pub credits: Vec<Span>,
    /// The source line at the end.
    pub footer: Option<Span>,
}

/// How many of the first lines may be by-line or caption.
const TOP: usize = 10;
/// Longest headline, by-line, caption, subheading and furniture line, in words.
const HEADLINE: usize = 25;
const BYLINE: usize = 14;
const CAPTION: usize = 45;
const SUBHEADING: usize = 9;
const FURNITURE: usize = 16;

/// Says what each block is. `blocks` hold spans and tokens; their roles are filled in, but for those that are foreign.
/// What the page says of its parts is believed; the rest is guessed.
pub(super) fn assign(view: &View<'_>, regions: &[Region], blocks: &mut [Block]) -> Facts {
    let mut marks = view.document.marks.as_slice();
    let lines: Vec<Line<'_>> =
        blocks.iter().map(|block| Line::new(view, block, take_before(&mut marks, block.end))).collect();
    let text = |at: &usize| lines[*at].prose && matches!(given(regions, &blocks[*at]), None | Some(BlockRole::Foreign));
    let last_sentence = (0..blocks.len()).rev().find(text).unwrap_or(blocks.len());
    let mut page = Page {
        facts: Facts::default(),
        last_sentence,
        last: blocks.len(),
        titled: !regions.is_empty(),
        body_seen: false,
    };
    for at in 0..blocks.len() {
        let role = given(regions, &blocks[at]).unwrap_or_else(|| page.guess(view, at, &blocks[at], lines[at]));
        page.note(view, &blocks[at], lines[at], role);
        blocks[at].role = role;
    }
    let mut paragraph = 0;
    for (block, line) in blocks.iter_mut().zip(&lines) {
        block.lead = block.start;
        if block.role == BlockRole::Body {
            paragraph += 1;
            block.paragraph = paragraph;
            block.lead = after_dateline(view, block, line.marks);
        }
    }
    page.facts
}

/// What a line is known to be: foreign, or what the page says; nothing if it says no more than that it is in the running
/// text.
fn given(regions: &[Region], block: &Block) -> Option<BlockRole> {
    if block.role == BlockRole::Foreign {
        return Some(block.role);
    }
    let region = regions.get(regions.partition_point(|region| region.span.end <= block.span.start))?;
    (region.span.contains(block.span) && region.role != BlockRole::Body).then_some(region.role)
}

/// What a line looks like.
#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    /// Those of its tokens that are marks, or words that may hold a quotation mark.
    marks: &'a [u32],
    /// Its words and numbers.
    words: usize,
    /// Whether it ends as a sentence does, or is too long for anything but text.
    prose: bool,
}

impl<'a> Line<'a> {
    fn new(view: &View<'_>, block: &Block, marks: &'a [u32]) -> Self {
        let tokens = &view.document.tokens[block.start..block.end];
        let words = tokens.len() - marks.iter().filter(|at| is_mark(view, **at as usize)).count();
        let tail = tokens.iter().rev().take(3).take_while(|token| token.kind == TokenKind::Mark);
        let ends = tail.into_iter().any(|token| token.traits.any(Traits::TERMINATOR));
        Self { marks, words, prose: (ends && words > 3) || words > CAPTION }
    }
}

/// A page that is read from its top.
struct Page {
    facts: Facts,
    /// The last line that is a sentence; the number of lines if there is none.
    last_sentence: usize,
    /// The number of lines.
    last: usize,
    /// Whether it is known already if there is a headline, and where.
    titled: bool,
    /// Whether the article's own text has begun.
    body_seen: bool,
}

impl Page {
    /// What a line is, by its words and by what came before.
    fn guess(&self, view: &View<'_>, at: usize, block: &Block, Line { words, prose, .. }: Line<'_>) -> BlockRole {
        let top = !self.body_seen && at < TOP;
        let headline = !self.titled && self.facts.headline.is_none() && !self.body_seen && words <= HEADLINE;
        if is_furniture(view, block, words) {
            BlockRole::Furniture
        } else if begins_with_source_line(view, block) && words <= CAPTION {
            BlockRole::Footer
        } else if (top || at + 1 == self.last) && !prose && words <= BYLINE && is_byline(view, block, words) {
            BlockRole::Byline
        } else if headline && !prose && at < self.last_sentence {
            BlockRole::Headline
        } else if !prose && words <= CAPTION && credit(view, block, words).is_some() {
            BlockRole::Caption
        } else if !prose && at > self.last_sentence && words <= SUBHEADING {
            BlockRole::Furniture
        } else if !prose && at < self.last_sentence && words <= SUBHEADING && !ends_with_colon(view, block) {
            BlockRole::Subheading
        } else {
            BlockRole::Body
        }
    }

    /// Keeps what a line says of the article.
    fn note(&mut self, view: &View<'_>, block: &Block, line: Line<'_>, role: BlockRole) {
        match role {
            BlockRole::Headline => self.facts.headline = self.facts.headline.or(Some(block.span)),
            BlockRole::Byline => read_byline(view, block, &mut self.facts),
            BlockRole::Caption => self.facts.credits.extend(credit(view, block, line.words)),
            BlockRole::Footer => self.facts.footer = Some(block.span),
            BlockRole::Body => self.body_seen = true,
            BlockRole::Foreign => self.body_seen |= line.prose,
            BlockRole::Furniture | BlockRole::Subheading => {}
        }
    }
}

fn is_mark(view: &View<'_>, at: usize) -> bool {
    view.token(at).kind == TokenKind::Mark
}

fn mark<'a>(view: &View<'a>, at: usize) -> &'a str {
    if is_mark(view, at) { view.slice(view.token(at).span) } else { "" }
}

fn ends_with_colon(view: &View<'_>, block: &Block) -> bool {
    block.end > block.start && view.is_plain(block.end - 1, view.roles().colon)
}

fn is_furniture(view: &View<'_>, block: &Block, words: usize) -> bool {
    let letters = view.slice(block.span);
    let native = || {
        (block.start..block.end).any(|at| {
            let token = view.token(at);
            token.kind == TokenKind::Word && !view.slice(token.span).is_ascii()
        })
    };
    let foreign = words <= FURNITURE && !letters_are_ascii(view) && !native();
    let opener = (block.start..block.end).find(|at| view.token(*at).kind == TokenKind::Word);
    let phrase = opener.is_some_and(|at| view.class_at(at, view.roles().furniture).is_some());
    foreign || phrase && words <= FURNITURE || letters.starts_with("//")
}

/// Whether the language itself is written in ASCII letters.
fn letters_are_ascii(view: &View<'_>) -> bool {
    view.grammar.language.letters.iter().any(|range| range.is_ascii())
}

fn begins_with_source_line(view: &View<'_>, block: &Block) -> bool {
    let roles = view.roles();
    let colon = |at: usize| view.class_at(at, roles.colon).is_some();
    view.class_at(block.start, roles.footer_source)
        .is_some_and(|length| colon(block.start + length) || colon(block.start + length - 1))
}

fn is_byline(view: &View<'_>, block: &Block, words: usize) -> bool {
    let dash = (block.start..block.end)
        .any(|at| matches!(mark(view, at), "-" | "\u{2013}" | "\u{2014}" | "/" | "|" | "\u{640}"));
    let known = (block.start..block.end.min(block.start + 4)).any(|at| view.known_at(at).is_some());
    date_in(view, block.start, block.end).is_some()
        || view.class_at(block.start, view.roles().byline).is_some()
        || dash && known && words <= BYLINE / 2
}

fn read_byline(view: &View<'_>, block: &Block, facts: &mut Facts) {
    if facts.published.is_none() {
        facts.published = date_in(view, block.start, block.end).map(|date| date.to_string());
    }
    let opener = view.class_at(block.start, view.roles().byline).is_some();
    let dash = (block.start..block.end).find(|at| matches!(mark(view, *at), "-" | "\u{2013}" | "\u{2014}" | "/" | "|"));
    if let Some(dash) = dash.filter(|dash| *dash > block.start && !opener && facts.outlet.is_none()) {
        facts.outlet = Some(view.token(block.start).span.to(view.token(dash - 1).span));
    }
}

/// The credit of a caption: brackets at the end, or a credit word at the start.
fn credit(view: &View<'_>, block: &Block, words: usize) -> Option<Span> {
    if block.end > block.start + 2 && matches!(mark(view, block.end - 1), ")" | "]") && words > 2 {
        let open = (block.start..block.end - 1).rev().find(|at| matches!(mark(view, *at), "(" | "["))?;
        let short = block.end - 1 - open <= 7 && open + 2 < block.end && open > block.start;
        return short.then(|| view.token(open + 1).span.to(view.token(block.end - 2).span));
    }
    let length = view.class_at(block.start, view.roles().credit)?;
    let from = (block.start + length..block.end).find(|at| view.token(*at).kind == TokenKind::Word)?;
    (words <= SUBHEADING).then(|| view.token(from).span.to(view.token(block.end - 1).span))
}

/// The token after a dateline such as `بيروت (وكالة) -`; the block's first token where there is none.
fn after_dateline(view: &View<'_>, block: &Block, marks: &[u32]) -> usize {
    let limit = block.end.min(block.start + 14);
    // A hyphen inside a word is no dash.
    let hyphen = |at: usize| {
        let span = view.token(at).span;
        let glued = at + 1 < block.end && view.token(at + 1).span.start == span.end;
        mark(view, at) == "-" && glued && view.token(at - 1).span.end == span.start
    };
    let mut marks = marks.iter().map(|at| *at as usize).filter(|at| *at > block.start).take_while(|at| *at < limit);
    let dash = |at: &usize| {
        // Most marks begin otherwise.
        let first = view.text().as_bytes().get(view.token(*at).span.start as usize);
        matches!(first, Some(b'-' | b':' | 0xE2))
            && matches!(mark(view, *at), "-" | "\u{2013}" | "\u{2014}" | ":")
            && !hyphen(*at)
    };
    let Some(dash) = marks.find(dash) else { return block.start };
    let before = block.start..dash;
    let known = before.clone().any(|at| view.known_at(at).is_some());
    // A place in capitals.
    let capitals = || {
        before.clone().all(|at| !view.slice(view.token(at).span).contains(char::is_lowercase))
            && view.slice(view.token(block.start).span).chars().filter(|c| c.is_uppercase()).count() > 2
    };
    let bracket = || before.clone().any(|at| matches!(mark(view, at), "(" | "/" | ","));
    let verbs = || {
        before.clone().any(|at| {
            view.senses(at)
                .any(|(sense, _)| matches!(sense, crate::grammar::lexicon::Sense::Cue { form, .. } if form.is_finite()))
        })
    };
    let spaced = mark(view, dash) != ":" || known;
    let dateline = spaced && dash + 1 < block.end && (known || bracket() || capitals()) && !verbs();
    if dateline { dash + 1 } else { block.start }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::invented::{ANALYZER, analyze};
    use crate::read::Article;

    /// A page with everything around its article.
    const PAGE: &str = "\
        البلدية تغلق الجسر القديم أمام الشاحنات\n\
        ضفاف - محليات الأحد 2024/03/17\n\
        عمال يفحصون الجسر القديم في المدينة (تصوير: لينا الحداري)\n\
        شارك المقال\n\
        أغلقت البلدية الجسر القديم أمام الشاحنات ابتداء من صباح اليوم.\n\
        مخاوف التجار\n\
        وقال التجار إن الإغلاق يؤخر وصول البضائع إلى السوق.\n\
        تابعنا على تلغرام\n";

    #[test]
    fn every_line_of_a_page_gets_its_role() {
        let roles: Vec<BlockRole> = analyze(PAGE).document.blocks.iter().map(|block| block.role).collect();
        use BlockRole::{Body, Byline, Caption, Furniture, Headline, Subheading};
        assert_eq!(roles, [Headline, Byline, Caption, Furniture, Body, Subheading, Body, Furniture]);
    }

    #[test]
    fn the_byline_gives_outlet_and_date_the_caption_its_credit() {
        let analysis = analyze(PAGE);
        let facts = &analysis.document.facts;
        let outlet = "ضفاف";
        let credit = "تصوير: لينا الحداري";
        assert_eq!(analysis.document.outlet, outlet);
        assert_eq!(analysis.document.published, "2024-03-17");
        assert_eq!(facts.credits.iter().map(|span| span.of(PAGE)).collect::<Vec<_>>(), [credit]);
    }

    #[test]
    fn only_body_lines_are_paragraphs() {
        let numbers: Vec<usize> = analyze(PAGE).document.blocks.iter().map(|block| block.paragraph).collect();
        assert_eq!(numbers, [0, 0, 0, 0, 1, 0, 2, 0]);
    }

    #[test]
    fn furniture_and_captions_make_no_row() {
        let analysis = analyze(
            "عودة القطار إلى الشمال\n\
             وزير النقل قال إن القطار جديد (تصوير: لينا الحداري)\n\
             تابعنا على تلغرام: قالت المحررة إن الأخبار تصلكم أولاً\n\
             عاد القطار إلى محطة الشمال بعد عامين من التوقف.",
        );
        assert_eq!(analysis.findings().rows(), []);
    }

    #[test]
    fn a_dateline_is_no_source() {
        let analysis = analyze("بيروت (رويترز) - قال صيادون إن المرفأ مغلق منذ الفجر.");
        let block = analysis.document.blocks[0];
        let first = "قال";
        assert_eq!(analysis.document.tokens[block.lead].span.of(&analysis.document.text), first);
        let rows = analysis.findings().rows();
        let origin = "صيادون";
        assert_eq!(rows.iter().map(|row| &*row.relay_chain).collect::<Vec<_>>(), [origin]);
    }

    #[test]
    fn what_the_page_says_of_its_parts_goes_before_what_the_lines_look_like() {
        let text = "عودة القطار إلى الشمال\nوقال الوزير إن القطار جديد\nقالت المحررة: اقرأوا المزيد.\nعاد القطار إلى محطة الشمال بعد عامين من التوقف.";
        let roles = [BlockRole::Body, BlockRole::Caption, BlockRole::Furniture, BlockRole::Body];
        let mut start = 0;
        let regions = text.lines().zip(roles).map(|(line, role)| {
            let span = Span::new(start, start + line.len());
            start += line.len() + 1;
            Region { span, role }
        });
        let article = Article { text: text.to_owned(), layout: regions.collect(), ..Article::default() };
        let analysis = ANALYZER.analyze(article);
        let found: Vec<BlockRole> = analysis.document.blocks.iter().map(|block| block.role).collect();
        // The page has no headline, so a line that looks like one is a heading inside the article.
        assert_eq!(found, [BlockRole::Subheading, BlockRole::Caption, BlockRole::Furniture, BlockRole::Body]);
        assert_eq!(analysis.findings().rows(), []);
    }

    #[test]
    fn a_line_of_the_running_text_may_still_be_furniture_or_a_source_line() {
        let text = "شارك المقال\nعاد القطار إلى محطة الشمال بعد عامين من التوقف.\nالمصدر: وكالات";
        let layout = vec![Region { span: Span::new(0, text.len()), role: BlockRole::Body }];
        let analysis = ANALYZER.analyze(Article { text: text.to_owned(), layout, ..Article::default() });
        let found: Vec<BlockRole> = analysis.document.blocks.iter().map(|block| block.role).collect();
        assert_eq!(found, [BlockRole::Furniture, BlockRole::Body, BlockRole::Footer]);
    }
}
