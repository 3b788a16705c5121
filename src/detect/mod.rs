//! Floor 3: quotations and cues. What they are for is decided above; here they are only found.

pub mod cue;
pub mod quotation;
mod role;

use smallvec::SmallVec;

use crate::grammar::lexicon::Sense;
use crate::read::layout::BlockRole;
use crate::read::sentence::Sentence;
use crate::read::token::{Token, TokenKind};
use crate::read::traits::Traits;
use crate::read::view::View;
use crate::span::Span;
use cue::Cue;
use quotation::{Finder, Quotation, QuotationRole};

/// What was found in a document.
#[derive(Clone, Debug, Default)]
pub struct Detected {
    /// Quotations in the order of their openers.
    pub quotations: Vec<Quotation>,
    /// Numbers of the closed quotations in the order of their ends.
    by_end: Vec<u32>,
    /// A bit of 64 for each byte at which a quotation opens: most bytes that are asked for have none.
    openings: u64,
    /// Cues in text order, each reading by itself.
    pub cues: Vec<Cue>,
    /// The sentences, those that a quotation holds together joined.
    pub sentences: Vec<Sentence>,
}

impl Detected {
    /// The innermost quotation of somebody's words that holds the byte, if any.
    pub fn quoted(&self, offset: u32) -> Option<&Quotation> {
        self.quoted_after(self.quotations.partition_point(|quotation| quotation.span.start <= offset), offset)
    }

    /// The same where it is known how many quotations open at or before the byte.
    pub fn quoted_after(&self, opened: usize, offset: u32) -> Option<&Quotation> {
        let words = |quotation: &&Quotation| quotation.role == QuotationRole::Quotation;
        self.before(opened).filter(words).find(|quotation| quotation.inner.holds(offset))
    }

    /// The quotation before one of that number and those around it, the innermost first.
    fn before(&self, number: usize) -> impl Iterator<Item = &Quotation> {
        let first = number.checked_sub(1).and_then(|last| self.quotations.get(last));
        std::iter::successors(first, |quotation| quotation.outer.map(|outer| &self.quotations[outer as usize]))
    }

    /// The quotations that share a byte with the span.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &Quotation> {
        let from = self.quotations.partition_point(|quotation| quotation.span.start < span.start);
        let inside = self.quotations[from..].iter().take_while(move |quotation| quotation.span.start < span.end);
        self.before(from).filter(move |quotation| quotation.span.overlaps(span)).chain(inside)
    }

    /// Whether a quotation opens at the token.
    pub fn opens_at(&self, view: &View<'_>, at: usize) -> bool {
        let token = view.token(at);
        token.kind == TokenKind::Mark && self.opened_by(token).is_some()
    }

    /// The quotation whose opening mark stands at the byte.
    pub fn opening(&self, offset: u32) -> Option<&Quotation> {
        if self.openings & bit(offset) == 0 {
            return None;
        }
        let at = self.quotations.partition_point(|quotation| quotation.span.start < offset);
        self.quotations.get(at).filter(|quotation| quotation.span.start == offset)
    }

    /// The quotation that the token opens.
    #[inline]
    pub fn opened_by(&self, token: &Token) -> Option<&Quotation> {
        // Nearly no token can.
        if token.traits.any(Traits::MAY_QUOTE) { self.opening(token.span.start) } else { None }
    }

    /// The outermost quotation that the token closes.
    #[inline]
    pub fn closed_by(&self, token: &Token) -> Option<&Quotation> {
        let may_close = token.kind == TokenKind::Mark && token.traits.any(Traits::MAY_QUOTE);
        if may_close { self.closing(token.span.end) } else { None }
    }

    /// The outermost quotation that ends at the byte.
    fn closing(&self, offset: u32) -> Option<&Quotation> {
        let end = |number: &u32| self.quotations[*number as usize].span.end;
        let at = self.by_end.partition_point(|number| end(number) < offset);
        self.by_end.get(at).filter(|number| end(number) == offset).map(|number| &self.quotations[*number as usize])
    }
}

/// Hardly ever more than one token of so many is a reading of a cue.
const CUES: usize = 6;
/// About one token of so many opens a quotation where there are some.
const QUOTATIONS: usize = 16;

/// Finds the quotations and cues of a document.
pub fn detect(view: &View<'_>) -> Detected {
    let mut detected = Detected {
        quotations: Vec::with_capacity(view.len() / QUOTATIONS),
        cues: Vec::with_capacity(view.len() / CUES),
        ..Detected::default()
    };
    let (mut finder, mut marks, mut cues) = (Finder::new(), view.walk_marks(), view.walk_cues());
    cue::look(view);
    let blocks = view.document.blocks.iter().enumerate();
    for (number, block) in blocks.filter(|(_, block)| block.role != BlockRole::Foreign) {
        let first = detected.quotations.len();
        let marks = marks.stretch(block.start, block.end);
        finder.quotations(view, (number, block), marks, &mut detected.quotations);
        for quotation in &mut detected.quotations[first..] {
            quotation.role = role::role(view, quotation);
        }
        if matches!(block.role, BlockRole::Body | BlockRole::Headline) {
            cue::cues(view, cues.stretch(block.start, block.end), block.end, &mut detected.cues);
        }
    }
    end_unclosed(view, &mut detected.quotations);
    nest(&mut detected);
    detected.sentences = joined(view, &detected.quotations);
    detected
}

/// A quotation that nobody closes or takes up again ends with its sentence, or is none: one lost mark hides no cue after
/// it.
fn end_unclosed(view: &View<'_>, quotations: &mut [Quotation]) {
    let sentences = &view.document.sentences;
    for at in 0..quotations.len() {
        let quotation = quotations[at];
        if quotation.closed {
            continue;
        }
        let next = quotations[at + 1..].iter().find(|next| next.depth == 0);
        if next.is_some_and(|next| next.continues) {
            continue;
        }
        if !quotation.continues && !role::opens_speech(view, &quotation) {
            quotations[at].role = QuotationRole::Lost;
            continue;
        }
        let number = sentences.partition_point(|sentence| sentence.span.end <= quotation.inner.start);
        let Some(sentence) = sentences.get(number).filter(|sentence| sentence.span.end < quotation.inner.end) else {
            continue;
        };
        let text = Span { end: sentence.span.end, ..quotation.inner }.of(view.text());
        let kept = text.trim_end_matches(|c| view.grammar.language.terminators.contains(&c)).len();
        if kept == 0 {
            continue;
        }
        quotations[at].inner = Span::new(quotation.inner.start as usize, quotation.inner.start as usize + kept);
        quotations[at].span.end = sentence.span.end;
        let last = |end: u32| view.token_from(end.saturating_sub(1)) as u32 + 1;
        quotations[at].last = last(quotations[at].inner.end);
        quotations[at].close = last(sentence.span.end);
    }
}

/// One bit of 64 for a byte.
#[inline]
fn bit(offset: u32) -> u64 {
    1 << (offset.wrapping_mul(0x9e37_79b9) >> 26)
}

/// Notes which quotation is around which, where they open, and their order by ends.
fn nest(detected: &mut Detected) {
    let mut open: SmallVec<[u32; 8]> = SmallVec::new();
    for at in 0..detected.quotations.len() {
        let span = detected.quotations[at].span;
        while open.last().is_some_and(|outer| detected.quotations[*outer as usize].span.end <= span.start) {
            open.pop();
        }
        detected.quotations[at].outer = open.last().copied();
        detected.openings |= bit(span.start);
        open.push(at as u32);
    }
    let closed = |number: &u32| detected.quotations[*number as usize].closed;
    detected.by_end.reserve(detected.quotations.len());
    detected.by_end.extend((0..detected.quotations.len() as u32).filter(closed));
    detected.by_end.sort_by_key(|number| (detected.quotations[*number as usize].span.end, *number));
}

/// Sentences with the breaks inside closed quotations taken back.
fn joined(view: &View<'_>, quotations: &[Quotation]) -> Vec<Sentence> {
    let sentences = &view.document.sentences;
    let mut out: Vec<Sentence> = Vec::with_capacity(sentences.len());
    let mut next = 0;
    let mut open_until = 0;
    for sentence in sentences {
        while let Some(quotation) = quotations.get(next).filter(|q| q.span.start < sentence.span.start) {
            if quotation.closed && quotation.role == QuotationRole::Quotation {
                open_until = open_until.max(quotation.span.end);
            }
            next += 1;
        }
        match out.last_mut() {
            Some(last)
                if last.block == sentence.block
                    && (sentence.span.start < open_until || speaks_after(view, last, sentence, quotations)) =>
            {
                last.end = sentence.end;
                last.span = last.span.to(sentence.span);
            }
            _ => out.push(*sentence),
        }
    }
    out
}

/// Longest sentence that only names the speaker of the quotation before it, in tokens.
const SPEAKER: usize = 16;

/// Whether the sentence before ends with a question or exclamation in marks, and this one says whose it is.
fn speaks_after(view: &View<'_>, before: &Sentence, sentence: &Sentence, quotations: &[Quotation]) -> bool {
    if !view.grammar.language.subject_first || sentence.end - sentence.start > SPEAKER {
        return false;
    }
    let at = quotations.partition_point(|quotation| quotation.span.start < before.span.end);
    let closed = quotations[..at].iter().rev().take(4).find(|quotation| quotation.span.end == before.span.end);
    let asks = closed.is_some_and(|quotation| quotation.inner.of(view.text()).ends_with(['?', '!']));
    let opens = quotations.get(at).is_some_and(|quotation| quotation.span.start < sentence.span.end);
    let speaks = |at: usize| {
        let cue = |sense: Sense| matches!(sense, Sense::Cue { form, .. } if form.is_finite());
        view.senses(at).any(|(sense, _)| cue(sense))
    };
    asks && !opens && (sentence.start..sentence.end).any(speaks)
}

#[cfg(test)]
mod tests {
    use crate::analyzer::invented::analyze;

    /// Where a piece of the text begins.
    fn place(text: &str, piece: &str) -> u32 {
        text.find(piece).unwrap() as u32
    }

    #[test]
    fn an_unclosed_quotation_ends_with_its_sentence() {
        let text = "وقال المدير: «نحتاج إلى وقت طويل. وأكدت الوزارة أن العمل مستمر.";
        let analysis = analyze(text);
        let quotation = analysis.detected.quotations[0];
        let expected = "نحتاج إلى وقت طويل";
        assert_eq!(quotation.inner.of(text), expected);
        assert!(!quotation.closed);
        assert_eq!(analysis.findings().rows().len(), 2);
    }

    #[test]
    fn a_stop_inside_a_quotation_ends_no_sentence() {
        let analysis = analyze("وقال المختار: «لم يصل الماء. ولن نغادر القرية». ثم عاد إلى بيته في المساء.");
        assert_eq!(analysis.detected.sentences.len(), 2);
        assert_eq!(analysis.document.sentences.len(), 3);
    }

    #[test]
    fn a_stop_inside_a_name_in_marks_still_ends_the_sentence() {
        let analysis = analyze("وعرض المركز فيلم «ظل. النخيل» مساء أمس.");
        assert_eq!(analysis.detected.sentences.len(), 2);
    }

    #[test]
    fn the_innermost_quotation_of_words_holds_a_byte() {
        let text = "وقال: «كتب أحدهم \"نريد الماء الآن ولا نريد وعوداً\" على الجدار كله».";
        let detected = analyze(text).detected;
        let depth = |piece: &str| detected.quoted(place(text, piece)).map(|quotation| quotation.depth);
        let (outside, outer, inner) = ("قال", "أحدهم", "وعود");
        assert_eq!([outside, outer, inner].map(depth), [None, Some(0), Some(1)]);
        assert_eq!(detected.quotations[1].outer, Some(0));
    }

    #[test]
    fn quotations_are_found_by_their_ends_and_by_what_they_share() {
        let text = "وقال: «سنعود». وقالت: «لن نعود».";
        let detected = analyze(text).detected;
        let [first, second] = [0, 1].map(|at| detected.quotations[at]);
        assert_eq!(detected.opening(first.span.start), Some(&first));
        assert_eq!(detected.closing(second.span.end), Some(&second));
        assert_eq!(detected.closing(second.span.end - 1), None);
        assert_eq!(detected.overlapping(first.span.to(second.span)).count(), 2);
        assert_eq!(detected.overlapping(second.inner).count(), 1);
    }
}
